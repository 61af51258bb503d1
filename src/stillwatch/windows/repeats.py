"""Repetition within a window: instructions that are new to the stream, items asked again.

Repeats are no independent queries, so that no pay for each of them could be fair. They are
measured once a window, and ranked among ordinary windows of the same size.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from stillwatch.windows.readings import Readings

Floats = NDArray[np.float64]

MEASURES = ("template", "multiplicity")
"""What is measured of a window, in this order."""


@dataclass(frozen=True)
class Templates:
    """How common each instruction is among reference queries."""

    keys: NDArray[np.uint64]
    """Shape (templates,): sorted."""
    counts: NDArray[np.int64]
    """Shape (templates,)."""
    queries: int
    """Reference queries in all."""

    @classmethod
    def of(cls, readings: Readings) -> Templates:
        """Count the instructions of ordinary queries."""
        keys, counts = np.unique(readings.templates[readings.templates != 0], return_counts=True)
        return cls(keys, counts.astype(np.int64), len(readings))

    def rates(self, keys: NDArray[np.uint64]) -> Floats:
        """Share of ordinary queries that carry each key, one query added: shape as `keys`."""
        if not len(self.keys):
            return np.full(len(keys), 1.0 / (self.queries + 1))
        at = np.minimum(np.searchsorted(self.keys, keys), len(self.keys) - 1)
        seen = np.where(self.keys[at] == keys, self.counts[at], 0)
        return (seen + 1.0) / (self.queries + 1.0)


def repeats(window: Readings, known: Templates) -> Floats:
    """Measure the repetition in a window.

    Returns
    -------
    Shape (2,): the largest Poisson log likelihood ratio of an instruction that is asked more often
    than among ordinary queries; the share of queries whose item was asked before in the window.
    """
    n = len(window)
    keys, counts = np.unique(window.templates[window.templates != 0], return_counts=True)
    expected = n * known.rates(keys)
    more = np.where(counts > expected, counts * np.log(counts / expected) - counts + expected, 0.0)
    items = window.payloads[window.payloads != 0]
    again = len(items) - len(np.unique(items))
    return np.array([more.max(initial=0.0), again / max(n, 1)])


def rank_log_e(measured: Floats, ranking: Floats, exponent: float) -> Floats:
    """Log e-value of each measure from its conformal p-value among ordinary windows.

    Parameters
    ----------
    measured
        Shape (2,).
    ranking
        Shape (windows, 2), each column sorted.
    exponent
        Of the calibrator `k * p ** (k - 1)`.
    """
    m = len(ranking)
    below = [np.searchsorted(ranking[:, k], measured[k], "left") for k in range(len(measured))]
    p = (m - np.array(below) + 1.0) / (m + 1.0)
    return np.asarray(np.log(exponent) + (exponent - 1) * np.log(p))
