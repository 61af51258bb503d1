"""Repetition within a window: instructions that are new to the stream, items asked again.

Both are bets on one cell each: "this query carries an instruction that the stream does not know
and that was in the window before", and "its item was". Their rates among ordinary queries
are measured on quarters of the reference, each against the rest.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from stillwatch.guard.windows.bets import LEAST_RATE, Floats, bet_on_rate
from stillwatch.guard.windows.readings import Readings

MEASURES = ("template", "multiplicity")
"""What is measured of a window, in this order."""
PARTS = 4
"""Parts of the reference that play the window."""
Counts = NDArray[np.int64]


@dataclass(frozen=True)
class Repeats:
    """What is known of repetition among ordinary queries of a stream."""

    known: NDArray[np.uint64]
    """Distinct instructions of the reference, sorted."""
    part: int
    """Queries in a part of the reference."""
    shares: Floats
    """Shape (2,): largest share of repeats in a part, one query added."""

    @classmethod
    def of(cls, reference: Readings) -> Repeats:
        """Learn from ordinary queries, in the order of time."""
        n = len(reference)
        part = n // PARTS
        counts = []
        for start in range(0, part * PARTS, part):
            inside = np.zeros(n, np.bool_)
            inside[start : start + part] = True
            others = _distinct(reference.templates[~inside])
            counts.append(count(reference.take(inside), others))
        shares = (np.max(counts, axis=0) + 1.0) / part
        return cls(_distinct(reference.templates), part, np.asarray(shares, np.float64))

    def wealth(self, window: Readings) -> Floats:
        """Log of what gamblers on repeats own after a window: shape (2, SHARES).

        A larger window holds more repeats of its own: rates grow in proportion.
        """
        n = len(window)
        rates = np.clip(self.shares * max(n / self.part, 1.0), LEAST_RATE, 1.0)
        hits = count(window, self.known)
        return np.stack([bet_on_rate(h, n, r) for h, r in zip(hits, rates, strict=True)])


def count(window: Readings, known: NDArray[np.uint64]) -> Counts:
    """Count queries whose instruction, not in `known`, or whose item was there before."""
    strange = window.templates[~np.isin(window.templates, known)]
    again = [_again(strange), _again(window.payloads)]
    return np.array(again, np.int64)


def _again(keys: NDArray[np.uint64]) -> int:
    some = keys[keys != 0]
    return len(some) - len(np.unique(some))


def _distinct(keys: NDArray[np.uint64]) -> NDArray[np.uint64]:
    return np.unique(keys[keys != 0])
