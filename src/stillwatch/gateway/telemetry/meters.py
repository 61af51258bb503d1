"""Numbers of the gateway, cheap to count: plain additions in the event loop, no locks, no accounts.

Labels are of our own making (dialects, outcomes), so that no client can add one.
"""

from __future__ import annotations

import time
from bisect import bisect_left
from collections.abc import Iterable

import msgspec

BOUNDS = (
    *(0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5),
    *(1.0, 2.5, 5.0, 10.0, 30.0, 60.0, 120.0, 300.0, 600.0),
)
"""Upper bounds of the classes of a time, in seconds; one more is open."""
BETWEEN = "\t"
"""Stands between the labels of one number."""


class Snapshot(msgspec.Struct):
    """All numbers at a moment. Those of several workers are added up."""

    counters: dict[str, dict[str, float]] = {}
    """Name to labels to a number that only grows."""
    gauges: dict[str, float] = {}
    """Name to a number, added up over workers."""
    peaks: dict[str, float] = {}
    """Name to a number, of several workers the largest."""
    times: dict[str, dict[str, list[float]]] = {}
    """Name to labels to counts by class of `BOUNDS`, then the sum in seconds; shape (21,)."""


class Passage:
    """A request on its way. Times are those of `time.perf_counter`."""

    __slots__ = (
        "arrived",
        "first",
        "head",
        "holder",
        "how",
        "name",
        "received",
        "replied",
        "sent",
        "status",
    )

    def __init__(self) -> None:
        self.arrived = time.perf_counter()
        self.name = "other"
        """Dialect, kind of what it carries of a batch, or `other`."""
        self.how, self.status = "cancelled", 499
        """How it ended, and what the client was told; until it is known, the client went."""
        self.sent = self.head = self.first = 0.0
        """When it went to the API, when the reply's head came, and the first part of its body."""
        self.holder: str | None = None
        """Name of the holder whose key it was proven with."""
        self.received = self.replied = 0
        """Bytes of its body, and of the reply's."""


class Meters:
    """Counts requests."""

    def __init__(self) -> None:
        self._requests: dict[tuple[str, str, int], int] = {}
        self._bytes: dict[tuple[str, str], int] = {}
        self._times: dict[tuple[str, str], list[float]] = {}

    def end(self, passage: Passage) -> None:
        """Count a request that is over."""
        name = passage.name
        key = (name, passage.how, passage.status // 100)
        self._requests[key] = self._requests.get(key, 0) + 1
        for way, size in (("in", passage.received), ("out", passage.replied)):
            if size:
                self._bytes[name, way] = self._bytes.get((name, way), 0) + size
        if passage.head:
            self.time("upstream_seconds", name, passage.head - passage.sent)
        if passage.first:
            self.time("first_chunk_seconds", name, passage.first - passage.arrived)

    def time(self, what: str, label: str, seconds: float) -> None:
        """Count a time in its class."""
        held = self._times.get((what, label))
        if held is None:
            held = self._times[what, label] = [0.0] * (len(BOUNDS) + 2)
        held[bisect_left(BOUNDS, seconds)] += 1
        held[-1] += seconds

    def snapshot(self) -> Snapshot:
        """Return all numbers."""
        made = Snapshot()
        for (name, how, status), count in self._requests.items():
            labels = BETWEEN.join((name, how, f"{status}xx"))
            made.counters.setdefault("requests", {})[labels] = count
        for (name, way), size in self._bytes.items():
            made.counters.setdefault("bytes", {})[BETWEEN.join((name, way))] = size
        for (what, label), held in self._times.items():
            made.times.setdefault(what, {})[label] = list(held)
        return made


def added(snapshots: Iterable[Snapshot]) -> Snapshot:
    """Return the numbers of several workers as those of one.

    Examples
    --------
    >>> one = Snapshot(counters={"a": {"x": 1}}, peaks={"lag": 0.5})
    >>> both = added([one, one])
    >>> both.counters, both.peaks
    ({'a': {'x': 2}}, {'lag': 0.5})
    """
    made = Snapshot()
    for one in snapshots:
        for name, numbers in one.counters.items():
            into = made.counters.setdefault(name, {})
            for labels, number in numbers.items():
                into[labels] = into.get(labels, 0) + number
        for name, number in one.gauges.items():
            made.gauges[name] = made.gauges.get(name, 0) + number
        for name, number in one.peaks.items():
            made.peaks[name] = max(made.peaks.get(name, 0), number)
        for name, held in one.times.items():
            of = made.times.setdefault(name, {})
            for labels, classes in held.items():
                old = of.get(labels, [0.0] * len(classes))
                of[labels] = [a + b for a, b in zip(old, classes, strict=True)]
    return made


def lasting(snapshot: Snapshot) -> Snapshot:
    """Return what stays of a worker that has ended: what only grows."""
    return Snapshot(counters=snapshot.counters, times=snapshot.times)
