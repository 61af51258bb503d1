"""Bets against "all of this window is ordinary traffic of this stream".

A bet pays, for each query, an amount whose mean over ordinary queries is at most one: either
`k * p ** (k - 1)` of its conformal p-value among reference queries (Vovk and Wang, 2021), or
1/rate of the cell that the query falls into. What a gambler owns who stakes a share s of each
query's wealth, the product of `1 + s * (pay - 1)`, is the likelihood ratio of "a share s comes
from elsewhere". The mean over kinds of harvest and over shares is the e-value of the window.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple, cast

import numpy as np
from numpy.typing import NDArray
from scipy.special import logsumexp

from stillwatch.windows.readings import Readings

Floats = NDArray[np.float64]

EXPONENTS = (0.15, 0.4)
"""Calibrators of p-values: the first bets on extreme queries, the second on many mild ones."""
SHARES = (0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64)
"""Shares of a window that may come from a harvest, equally likely beforehand."""


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
    """Shape (cells,): rate of a cell, one query added to each so that no bet is infinite."""

    @classmethod
    def of(cls, readings: Readings, cells: int) -> Reference:
        """Learn from n ordinary queries; `cells` is the number of cells there can be."""
        count = np.bincount(readings.cells, minlength=cells)
        rates = np.asarray((count + 1.0) / (len(readings) + 1.0), np.float64)
        return cls(np.sort(readings.scores, axis=0), rates)

    def p_values(self, scores: NDArray[np.float32]) -> Floats:
        """Conformal p-values: share of reference queries, and the query, that score as high.

        Parameters
        ----------
        scores
            Shape (m, kinds).

        Returns
        -------
        Shape (m, kinds), in (0, 1].
        """
        n = len(self.ordered)
        out = np.empty(scores.shape)
        for k in range(scores.shape[1]):
            below = np.searchsorted(self.ordered[:, k], scores[:, k], side="left")
            out[:, k] = (n - below + 1.0) / (n + 1.0)
        return out

    def pays(self, scores: NDArray[np.float32]) -> Floats:
        """Tell what one unit staked on each query becomes.

        Returns
        -------
        Shape (m, kinds, exponents); means at most 1 for queries exchangeable with the reference.
        """
        p = self.p_values(scores)[:, :, None]
        k = np.array(EXPONENTS)
        return cast(Floats, k * p ** (k - 1))


def wealth(pays: Floats, shares: tuple[float, ...] = SHARES) -> Floats:
    """Log of what each gambler owns after a window.

    Parameters
    ----------
    pays
        Shape (m, ...): pay of each query in each bet.
    shares
        Shares staked.

    Returns
    -------
    Shape (shares, ...): natural logarithms.
    """
    gain = (pays - 1).astype(np.float32)  # single logarithms are several times faster
    return np.stack([np.log1p(np.float32(s) * gain).sum(axis=0, dtype=np.float64) for s in shares])


def cell_wealth(
    cells: NDArray[np.int64], rates: Floats, shares: tuple[float, ...] = SHARES
) -> Floats:
    """Log of what gamblers on one cell each own after a window: shape (shares, cells)."""
    hits = np.bincount(cells, minlength=len(rates))
    missed = len(cells) - hits
    return np.stack([hits * np.log1p(s * (1 / rates - 1)) + missed * np.log1p(-s) for s in shares])


def mean(log_e: Floats) -> float:
    """Log of the mean of e-values that are given as logarithms."""
    return float(logsumexp(log_e) - np.log(log_e.size))
