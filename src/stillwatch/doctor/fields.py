"""The preview of a mapping: per field, how often it is there, an example, and what it is for."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from typing import Any, NamedTuple

import pyarrow as pa

from stillwatch.audit.reads import (
    Standing,
    feature_columns,
    reads,
    slice_columns,
    standing,
    wire,
)
from stillwatch.contract.exchange import SCHEMA
from stillwatch.core.registry import discover
from stillwatch.detect.detectors.base import Detector
from stillwatch.ingest.mapping import Mapping as FieldMap
from stillwatch.report.wording import neutralise, shorten

TEXTS = frozenset({"text", "answers", "earlier", "system", "output"})
"""Columns whose values are never shown, only how long they are."""
SECRETS = frozenset({"key", "payment"})
"""Columns of which only the first characters are shown."""
EXAMPLE = 28
"""Longest example, in characters."""

_LABEL = re.compile(r"^[A-Za-z]{1,8}[_-](?=.{8})")
_SECRET = re.compile(
    r"(?:sk|pk|rk|gsk|xai|hf|ghp|gho|AKIA|ASIA|AIza|Bearer|eyJ)[-_ .]?[A-Za-z0-9_.+/=-]{8,}"
)
_MAIL = re.compile(r"[^@\s]+@([\w-]+(?:\.[\w-]+)+)")
_ADDRESS = re.compile(r"\d{1,3}(?:\.\d{1,3}){3}|[0-9A-Fa-f]{0,4}(?::[0-9A-Fa-f]{0,4}){3,}")
_DIGITS = re.compile(r"\d[\d ()-]{7,}\d")


class Field(NamedTuple):
    """One column of the exchange log, as a log fills it."""

    field: str
    """Name in the exchange log, such as `client.ip`."""
    column: str
    """Name in `exchange.SCHEMA`."""
    share: float
    """Share of the exchanges looked at that have it, 0 to 1."""
    example: str
    """A value, masked; empty where there is none."""
    detectors: list[str]
    """Detectors that read it."""
    groups: list[str]
    """Observables made of it: accounts that share one may form a group."""
    signals: list[str]
    """Signals made of it."""
    slices: bool
    """Whether it helps to tell which exchanges of an account read like a harvest."""
    source: str = ""
    """Where a map takes it from; empty where the format does."""


def preview(table: pa.Table, mapping: FieldMap | None = None) -> list[Field]:
    """Return a row for each column of `exchange.SCHEMA`, in its order.

    Parameters
    ----------
    table
        Exchanges.
    mapping
        What they were read with, if anything.
    """
    sources = {} if mapping is None else mapping.sources()
    detectors, groups, signals = _feeds()
    rows = max(table.num_rows, 1)
    return [
        Field(
            wire(name),
            name,
            round((table.num_rows - table[name].null_count) / rows, 4),
            _example(name, table[name]),
            detectors[name],
            groups[name],
            signals[name],
            name in slice_columns(),
            sources.get(wire(name), "") or _body(wire(name), table[name], sources),
        )
        for name in SCHEMA.names
    ]


def _body(name: str, column: pa.ChunkedArray, sources: Mapping[str, str]) -> str:
    """Return the body that a field with values is read from, where a map names one."""
    group = name.partition(".")[0]
    whole = sources.get({"request": "request.body"}.get(group, "response.body"), "")
    held = group in ("request", "response", "usage") and column.null_count < len(column)
    return f"{whole} (body)" if whole and held else ""


def detectors(fields: list[Field]) -> list[Standing]:
    """Say of each detector whether it would run on such a log."""
    present = {f.column: f.share for f in fields}
    return [standing(cls, present) for cls in _detectors().values()]


def _detectors() -> Mapping[str, type[Detector]]:
    return discover("stillwatch.detect.detectors", Detector)


def _feeds() -> tuple[dict[str, list[str]], dict[str, list[str]], dict[str, list[str]]]:
    """Map each column to the detectors, observables and signals that read it."""
    of_detector, of_group, of_signal = (defaultdict[str, list[str]](list) for _ in range(3))
    for name, cls in _detectors().items():
        for column in reads(cls).columns:
            of_detector[column].append(name)
    for feature, columns in feature_columns().items():
        kind, _, name = feature.partition("_")
        for column in columns:
            (of_group if kind == "obs" else of_signal)[column].append(name)
    return of_detector, of_group, of_signal


def _example(name: str, column: pa.ChunkedArray) -> str:
    known = column.drop_null()
    return mask(name, known[len(known) // 2].as_py()) if len(known) else ""


def mask(column: str, value: Any) -> str:
    """Return a value as it may be shown: no text of people, no secret, no address.

    Identifiers are shown, so that one can see what was taken for an account; what looks like a
    secret, a mail address or a network address is masked wherever it stands.

    Examples
    --------
    >>> mask("text", "Tell me a secret"), mask("ip", "203.0.113.9"), mask("account", "acct_17")
    ('16 characters', '203.0.x.x', 'acct_17')
    >>> mask("key", "sk-live-0123456789"), mask("account", "jane@corp.example")
    ('sk-…', 'j…@corp.example')
    """
    if column in TEXTS:
        return f"{len(value):,} characters"
    if hasattr(value, "strftime"):
        return f"{value:%Y-%m-%dT%H:%M:%SZ}"
    if isinstance(value, float):
        return f"{value:.6g}"
    if not isinstance(value, str):
        return str(value)
    if column == "ip":
        return _address(value)
    if column in SECRETS:
        return _first(value)
    if column == "tools":
        names = value.split("\n")
        value = names[0] + (f" and {len(names) - 1} more" if len(names) > 1 else "")
    value = _SECRET.sub(lambda m: _first(m[0]), value)
    value = _MAIL.sub(lambda m: f"{m[0][0]}…@{m[1]}", value)
    value = _ADDRESS.sub(lambda m: _address(m[0]), value)
    value = _DIGITS.sub(lambda m: f"{m[0][:2]}…", value) if column == "end_user" else value
    return shorten(neutralise(" ".join(value.split())), EXAMPLE)


def _first(value: str) -> str:
    """Return the label in front of an identifier (`sk-`, `pay_`), or two characters, and `…`."""
    label = _LABEL.match(value)
    return f"{neutralise(label[0] if label else value[:2])}…"


def _address(value: str) -> str:
    parts = value.split(".")
    if len(parts) == 4:
        return f"{shorten(parts[0], 3)}.{shorten(parts[1], 3)}.x.x"
    return neutralise(value.partition(":")[0][:4]) + ":…" if ":" in value else _first(value)
