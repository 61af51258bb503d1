"""What the firm declares of itself: a TOML file, read strictly.

Every section may name a `basis`, a document beside the file, whose digest is cited, and an `on`,
the day on which the section was last gone over (by default the file's `declared_on`).
"""

from __future__ import annotations

import hashlib
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from stillwatch.comply.terms.files import Table, toml_of
from stillwatch.core.errors import InputError, shown

LARGEST_DOCUMENT = 64 << 20
"""Bytes of a document that is cited."""

TEXT, FLAG, NUMBER, DAY, TEXTS = "text", "flag", "number", "day", "texts"
SECTIONS: dict[str, dict[str, str]] = {
    "traffic": {"complete": FLAG, "every_days": NUMBER},
    "limits": {
        "requests_per_day": NUMBER,
        "global_requests_per_day": NUMBER,
        "input_tokens": NUMBER,
    },
    "outputs": {"via_backend": FLAG, "logprobs": TEXT, "reasoning": TEXT},
    "watermark": {"used": FLAG, "scheme": TEXT, "since": DAY, "models": TEXTS, "tested": DAY},
    "response": {"mode": TEXT, "severity": TEXT, "actions": TEXTS, "tested": DAY},
    "identity": {"required": FLAG, "how": TEXT},
    "logging": {"inputs": FLAG, "outputs": FLAG, "retention_days": NUMBER},
    "scope": {
        "eu_ai_act": FLAG,
        "eu_on_market_before_2026_08_02": FLAG,
        "ca_sb_53": FLAG,
        "ca_sb_942": FLAG,
        "cn_gb_45438": FLAG,
    },
    "marking": {
        "machine_readable": TEXT,
        "since": DAY,
        "disclosure": TEXT,
        "manifest": TEXT,
        "detection_tool": TEXT,
        "implicit_label": TEXT,
        "explicit_label": TEXT,
    },
    "frontier": {"framework": TEXT, "published": DAY, "reports": TEXT, "incidents": TEXT},
}
"""Sections, their values and what kind each is; `basis` and `on` besides."""
_CHOICES = {
    "logprobs": ("off", "limited", "full"),
    "reasoning": ("off", "summary", "full"),
    "mode": ("none", "shadow", "enforce"),
    "severity": ("watch", "likely", "confirmed"),
}


class Basis(NamedTuple):
    """A document that a declaration rests on."""

    file: str
    sha256: str
    """Empty where the file is not there."""


class Section(NamedTuple):
    """A section of the declaration."""

    name: str
    values: dict[str, Any]
    on: date
    basis: Basis | None

    def get(self, name: str) -> Any:
        """Return a value, or null."""
        return self.values.get(name)


class Taken(NamedTuple):
    """A response to one campaign."""

    campaign: str
    action: str
    at: date
    by: str


class Firm(NamedTuple):
    """The declaration."""

    name: str
    by: str
    on: date
    file: str
    sha256: str
    sections: dict[str, Section]
    taken: tuple[Taken, ...]


def read_firm(path: Path) -> Firm:
    """Read a declaration.

    Raises
    ------
    InputError
        The file cannot be read, or holds something unknown or of the wrong kind.
    """
    root = Table(toml_of(path), path)
    root.only("firm", "declared_by", "declared_on", *SECTIONS)
    on = root.day("declared_on")
    if on is None:
        raise root.wrong("declared_on is missing", "write the day on which this was gone over")
    sections, taken = {}, tuple[Taken, ...]()
    for name, kinds in SECTIONS.items():
        if not root.has(name):
            continue
        table = root.table(name)
        extra = ("taken",) if name == "response" else ()
        table.only(*kinds, "basis", "on", *extra)
        values = {key: _value(table, key, kind) for key, kind in kinds.items() if table.has(key)}
        basis = _basis(path, table.text("basis")) if table.has("basis") else None
        sections[name] = Section(name, values, table.day("on") or on, basis)
        if extra:
            taken = tuple(_taken(row) for row in table.tables("taken"))
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    by = root.text("declared_by", "")
    return Firm(root.text("firm", ""), by, on, path.name, digest, sections, taken)


def _value(table: Table, key: str, kind: str) -> Any:
    if kind == FLAG:
        return table.flag(key)
    if kind == NUMBER:
        return table.number(key, 0, 1e15)
    if kind == DAY:
        return table.day(key)
    if kind == TEXTS:
        return table.texts(key)
    text = table.text(key)
    if key in _CHOICES and text not in _CHOICES[key]:
        raise table.wrong(f"{key} is not {', '.join(_CHOICES[key])}")
    return text


def _taken(row: Table) -> Taken:
    row.only("campaign", "action", "at", "by")
    at = row.day("at")
    if at is None:
        raise row.wrong("at is missing: the day")
    return Taken(row.text("campaign"), row.text("action"), at, row.text("by", ""))


def _basis(config: Path, name: str) -> Basis:
    path = config.parent / name
    if Path(name).is_absolute() or ".." in Path(name).parts:
        raise InputError(
            f"basis {name!r} is not beside this file",
            path=shown(config),
            remedy="name a document in the same folder",
        )
    try:
        if not path.is_file():
            return Basis(name, "")
        if path.stat().st_size > LARGEST_DOCUMENT:
            raise InputError(f"larger than {LARGEST_DOCUMENT >> 20} MiB", path=shown(path))
        return Basis(name, hashlib.sha256(path.read_bytes()).hexdigest())
    except OSError as error:  # a name that no file can have, or one that may not be read
        raise InputError(f"cannot be read: {error.strerror}", path=shown(config)) from error
