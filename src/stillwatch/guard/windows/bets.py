"""Bets against "all of this window is ordinary traffic of this stream".

A bet pays, for each query, an amount whose mean over ordinary queries is at most one: either
`k * p ** (k - 1)` of its conformal p-value among reference queries (Vovk and Wang, 2021), or
1/rate of the cell that the query falls into. What a gambler owns who stakes a share s of each
query's wealth, the product of `1 + s * (pay - 1)`, is the likelihood ratio of "a share s comes
from elsewhere". The mean over kinds of harvest and over shares is the e-value of the window.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple, cast

import numpy as np
from numpy.typing import NDArray

from stillwatch.guard.windows.readings import Readings

Floats = NDArray[np.float64]

AT_ONCE = 512
"""Queries of a window that are looked up together: memory does not grow with the reference."""

EXPONENTS = (0.15, 0.4)
"""Calibrators of p-values: the first bets on extreme queries, the second on many mild ones."""
SHARES = (0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64)
"""Shares of a window that may come from a harvest, equally likely beforehand."""
LEAST_RATE = 0.02
"""Rate at which a cell is taken at least: two near-copies in a rare cell shall not decide."""


class Hypothesis(NamedTuple):
    """What a bet is on."""

    family: str
    """Families share the stake equally, however many kinds they have."""
    kind: str
    """In words."""


@dataclass(frozen=True)
class Reference:
    """Ordinary queries of a stream, as what ranks and rates are taken from."""

    ordered: NDArray[np.float32]
    """Shape (n, kinds): each column sorted."""
    rates: Floats
    """Shape (cells,): rate of a cell, one query added to each, and `LEAST_RATE` at least."""

    @classmethod
    def of(cls, readings: Readings, cells: int) -> Reference:
        """Learn from n ordinary queries; `cells` is the number of cells there can be."""
        count = np.bincount(readings.cells, minlength=cells)
        rates = np.maximum((count + 1.0) / (len(readings) + 1.0), LEAST_RATE)
        return cls(np.sort(readings.scores, axis=0), rates.astype(np.float64))

    def ranks(self, scores: NDArray[np.float32]) -> NDArray[np.int64]:
        """Count the reference queries that score as high or higher.

        Parameters
        ----------
        scores
            Shape (m, kinds).

        Returns
        -------
        Shape (m, kinds), 0 to n; the conformal p-value is `(rank + 1) / (n + 1)`.
        """
        n = len(self.ordered)
        out = np.empty(scores.shape, np.int64)
        for k in range(scores.shape[1]):
            out[:, k] = n - np.searchsorted(self.ordered[:, k], scores[:, k], side="left")
        return out

    @cached_property
    def pays(self) -> Floats:
        """What one unit staked becomes at each rank: shape (n + 1, exponents).

        Their mean is at most 1 for a query that is exchangeable with the reference.
        """
        n = len(self.ordered)
        p = (np.arange(n + 1.0) + 1.0)[:, None] / (n + 1.0)
        k = np.array(EXPONENTS)
        return cast(Floats, k * p ** (k - 1))

    def growth(self, shares: tuple[float, ...]) -> Floats:
        """Log of what a fortune grows by at each rank: shape (n + 1, shares, exponents)."""
        return np.log1p(np.array(shares)[:, None] * (self.pays[:, None] - 1))

    @cached_property
    def _growth(self) -> Floats:
        return self.growth(SHARES).reshape(len(self.ordered) + 1, -1)

    def wealth(self, ranks: NDArray[np.int64]) -> Floats:
        """Log of what each gambler owns after a window.

        Parameters
        ----------
        ranks
            Shape (m, kinds).

        Returns
        -------
        Shape (kinds, len(SHARES), exponents): natural logarithms.
        """
        total = np.zeros((ranks.shape[1], self._growth.shape[1]))
        for first in range(0, len(ranks), AT_ONCE):
            total += self._growth[ranks[first : first + AT_ONCE]].sum(axis=0)
        return total.reshape(-1, len(SHARES), len(EXPONENTS))


def bet_on_rate(hits: NDArray[np.int64] | int, queries: int, rates: Floats | float) -> Floats:
    """Log of what gamblers on a rate own: queries that hit pay 1/rate, the others nothing.

    Parameters
    ----------
    hits, rates
        Of one bet, or of many, shape (bets,).
    queries
        Queries in the window.

    Returns
    -------
    Shape (SHARES, ...): natural logarithms.
    """
    missed = queries - hits
    return np.stack([hits * np.log1p(s * (1 / rates - 1)) + missed * np.log1p(-s) for s in SHARES])


def cell_wealth(cells: NDArray[np.int64], rates: Floats) -> Floats:
    """Log of what gamblers on one cell each own after a window: shape (SHARES, cells)."""
    return bet_on_rate(np.bincount(cells, minlength=len(rates)), len(cells), rates)


def mean(log_e: Floats) -> float:
    """Log of the mean of e-values that are given as logarithms."""
    return float(log_mean(log_e.ravel(), 0))


def log_mean(log_e: Floats, axis: int) -> Floats:
    """Log of the mean along an axis; plain, as scipy's takes a millisecond whatever the size."""
    top = log_e.max(axis=axis, keepdims=True)
    total = np.exp(log_e - top).mean(axis=axis)
    return cast(Floats, np.log(total) + top.squeeze(axis))
