"""Which columns of the exchange log each detector reads, and without which it cannot speak.

What signals and observables read is watched while they read one exchange, so that it cannot go
stale; what the statistics of accounts are made of is told here, and a test holds it against
statistics that were measured with a column taken away.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

import pyarrow as pa

from stillwatch.contract.exchange import SCHEMA
from stillwatch.detect.accounts.statistics import SLICE_STATISTICS
from stillwatch.detect.detectors._sharing import SharingDetector
from stillwatch.detect.detectors.base import Detector, RankDetector
from stillwatch.detect.marks import AGENT, shipped
from stillwatch.features.context import Context
from stillwatch.features.extract import observables, signals

COLUMNS = {
    "request.messages": "text",
    "account.created": "created",
    "usage.output_tokens": "output_tokens",
}
"""Fields that detectors need, as columns of `exchange.SCHEMA`."""

_STATISTICS = {
    "age": ("created", "time"),
    "breadth": ("text",),
    "drift": ("text", "time"),
    "harvest_share": ("text",),
    "load": ("time",),
    "offset": ("time",),
    "onset": ("time",),
    "output": ("output_tokens",),
    "overlap": ("text",),
    "regularity": ("time",),
    "repeats": ("text",),
    "rhythm": ("time",),
    "spacing": ("time",),
}
"""Statistic of accounts to the columns that it is made of, beyond its signal and the slice."""

_SIGNALS = {"length": "new_chars", "one_shot": "one_shot", "elicitation": "elicitation",
            "harvest": "harvest"}  # fmt: skip
"""Statistic of accounts to the signal that it is the mean of."""

_OTHERS = {"pivot": ("model", "time"), "replacement": ("time", "text")}
"""Columns of detectors that neither rank a statistic nor count what is shared."""

_SLICED = (*SLICE_STATISTICS, "harvest_share")
"""Statistics that depend on which exchanges read like a harvest."""


class Reads(NamedTuple):
    """What a detector reads."""

    columns: frozenset[str]
    """Columns of the exchange log that what it measures is made of."""
    through_slice: frozenset[str]
    """Columns that help to tell which exchanges of an account it measures."""
    needs: tuple[frozenset[str], ...]
    """Sets of columns: of each set, one at least has to be there."""


@dataclass(frozen=True)
class _Watched(Context):
    """A batch that remembers which of its columns were read."""

    read: set[str] = field(default_factory=set)

    def column(self, name: str) -> pa.Array:
        # what tools returned is text where it asks something, and nothing by itself; what was
        # written before is of the turns
        self.read.add({"answers": "text", "earlier": "turns"}.get(name, name))
        return super().column(name)


def _exchange() -> pa.RecordBatch:
    """One exchange that has every field."""
    row = {f.name: _VALUES.get(f.type, 1) for f in SCHEMA} | {"content_state": "full"}
    return pa.RecordBatch.from_pylist([row], SCHEMA)


_VALUES: Mapping[pa.DataType, object] = {
    pa.string(): "Write one line, please.",
    pa.bool_(): True,
}


@cache
def feature_columns() -> Mapping[str, frozenset[str]]:
    """Map `sig_<name>` and `obs_<name>` to the columns that each reads."""
    batch, found = _exchange(), {}
    for prefix, classes in (("sig", signals()), ("obs", observables())):
        for name, cls in classes.items():
            watched = _Watched(batch)
            cls().compute(watched)
            found[f"{prefix}_{name}"] = frozenset(watched.read - {"id"})
    return found


@cache
def slice_columns() -> frozenset[str]:
    """Columns that tell whether an exchange reads like a harvest, and what it may be after."""
    marks = [name for name, (_, weight) in shipped().weights.items() if weight]
    features = feature_columns()
    return frozenset(["text", "content_state", "images"]).union(
        *(features.get(f"sig_{name}", ()) for name in [*marks, AGENT])
    )


def reads(detector: type[Detector]) -> Reads:
    """Return what a detector reads; of one of a kind not known here, what it says it needs."""
    features = feature_columns()
    declared = [COLUMNS.get(name, name) for name in detector.needs]
    columns, needs = set(declared), [frozenset([name]) for name in declared]
    sliced = False
    if issubclass(detector, SharingDetector):
        shared = frozenset[str]().union(*(features.get(f"obs_{t}", ()) for t in detector.types))
        columns |= shared
        needs.append(shared - {"content_state"})
    elif issubclass(detector, RankDetector):
        statistic = detector.statistic
        columns |= {*_STATISTICS.get(statistic, ())}
        columns |= features.get(f"sig_{_SIGNALS.get(statistic, '')}", frozenset())
        sliced = statistic in _SLICED
    elif detector.name in _OTHERS:
        columns |= set(_OTHERS[detector.name])
        sliced = "text" in columns
    if sliced:
        columns.add("text")
        needs.append(frozenset(["text"]))
    through = slice_columns() - columns if sliced else frozenset[str]()
    return Reads(frozenset(columns), through, tuple(dict.fromkeys(needs)))


class Standing(NamedTuple):
    """How a detector stands with a log."""

    name: str
    family: str
    ran: bool
    reason: str
    """Why it cannot run; empty where it can."""
    share: float
    """Share of exchanges that have the rarest of what it needs, 0 to 1."""


def standing(
    detector: type[Detector], present: Mapping[str, float], *, left_out: bool = False
) -> Standing:
    """Say whether a detector can run on a log, and on how much of it.

    Parameters
    ----------
    detector
        The detector.
    present
        Share of exchanges that carry each column; one that is not named is in all of them.
    left_out
        Whether a setting leaves it out.
    """
    needs = reads(detector).needs
    shares = [max(present.get(column, 1.0) for column in some) for some in needs if some]
    share = min(shares, default=1.0)
    reason = "left out by a setting" if left_out else ""
    if share == 0 and not left_out:
        missing = next(some for some, has in zip(needs, shares, strict=True) if has == 0)
        reason = f"the log has no {_either(missing)}"
    return Standing(detector.name, detector.family, not reason, reason, round(share, 4))


def _either(columns: Iterable[str]) -> str:
    names = sorted(wire(column) for column in columns)
    return names[0] if len(names) == 1 else ", ".join(names[:-1]) + f" or {names[-1]}"


@cache
def _wires() -> Mapping[str, str]:
    from stillwatch.ingest.columns import COLUMNS as DIRECT

    talk = {"system": "request.messages (system)", "text": "request.messages",
            "answers": "request.messages (tools)",
            "earlier": "request.messages (earlier)", "turns": "request.messages (turns)",
            "images": "request.messages (images)", "reasoning": "request.reasoning",
            "tools": "request.tools", "output": "response.content"}  # fmt: skip
    return talk | DIRECT


def wire(column: str) -> str:
    """Return the name in the log of a column of `exchange.SCHEMA`."""
    return _wires().get(column, column)
