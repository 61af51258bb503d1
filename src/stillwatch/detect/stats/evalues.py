"""E-values: evidence against a null that may be averaged, multiplied over time and compared.

An e-value is a non-negative statistic whose mean under the null is at most one, so that
P(e >= 1/a) <= a (Markov). Everything here is in natural logarithms.

Sources: Vovk & Wang, "E-values: calibration, combination and applications" (2021);
Wang & Ramdas, "False discovery rate control with e-values" (2022).
"""

from __future__ import annotations

from typing import NamedTuple, cast

import numpy as np
import numpy.typing as npt
from scipy.special import gammaln

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

RESOLUTIONS = (4, 8, 16, 32)
"""Numbers of bins over which `concentration` is averaged: halves, so that bins hold whole ones."""


class Drawn(NamedTuple):
    """Who was drawn from a finite reference, and so cannot be drawn twice."""

    group: npt.NDArray[np.int64]
    """Shape (rows,): class of accounts that a member was ranked among and is one of; -1: it is
    not one of those that it was ranked among."""
    size: npt.NDArray[np.int64]
    """Shape (classes,): reference accounts of each class."""


def concentration(
    cohort: npt.NDArray[np.int64],
    ranks: Floats,
    n_cohorts: int,
    drawn: Drawn | None = None,
) -> Floats:
    """Log e-values against "members are independent draws from the reference".

    Ranks of members among the reference are uniform on (0, 1) under that null. The e-value is
    the Bayes factor of a Dirichlet-multinomial on equal bins against the uniform, averaged over
    several numbers of bins: the average of e-values is one. It grows whenever members pile up
    somewhere, wherever that is.

    Members of the reference are drawn from it without replacement: of 100 accounts at most 25
    have a rank in the first quarter. Where members are a large part of it, the uniform takes
    their piling up for what it would be among endlessly many, and a large campaign hides itself.
    With `drawn` the null is averaged with the exact one, in which a sequence of cells has the
    probability product of (K)_c over (N)_n: falling factorials of the places in each cell, and of
    all, in every class. Places are rounded up, which can only lower the e-value; where that costs
    most, among few, the uniform still stands.

    Parameters
    ----------
    cohort
        Shape (rows,): index of the cohort that each row belongs to.
    ranks
        Shape (rows,): the member's rank among the reference, in (0, 1); NaN is left out.
    n_cohorts
        Number of cohorts.
    drawn
        Classes of the reference that members belong to; None: all are drawn anew.

    Returns
    -------
    Shape (n_cohorts,): natural log of the e-value; 0 for a cohort without known ranks.
    """
    known = np.isfinite(ranks)
    cohort, ranks = cohort[known], ranks[known]
    group = np.full(len(cohort), -1) if drawn is None else drawn.group[known]
    size = np.zeros(0, dtype=np.int64) if drawn is None else drawn.size
    finest = RESOLUTIONS[-1]
    cell = np.minimum((ranks * finest).astype(np.int64), finest - 1)
    counts = np.bincount(cohort * finest + cell, minlength=n_cohorts * finest)
    crowded = _Crowding(cohort, group, cell, size, n_cohorts)
    parts = []
    for bins in RESOLUTIONS:
        coarse = counts.reshape(n_cohorts, bins, finest // bins).sum(axis=2)
        log_e = _dirichlet_bayes_factor(coarse)
        parts.append(np.logaddexp(log_e, log_e - crowded.at(bins)) - np.log(2.0))
    return cast(Floats, np.logaddexp.reduce(parts, axis=0) - np.log(len(parts)))


def _dirichlet_bayes_factor(counts: npt.NDArray[np.int64]) -> Floats:
    """Log Bayes factor of Dirichlet(1/2)-multinomial against uniform, for each row of counts."""
    bins = counts.shape[1]
    total, alpha = counts.sum(axis=1), 0.5
    seen = (gammaln(counts + alpha) - gammaln(alpha)).sum(axis=1)
    whole = gammaln(total + bins * alpha) - gammaln(bins * alpha)
    return cast(Floats, seen - whole + total * np.log(bins))


class _Crowding:
    """Log probability of cells without replacement over that of independent uniform ones.

    Parameters
    ----------
    cohort, group, cell
        Shape (rows,): of each member its cohort, the class that it was drawn from (-1: none), and
        its cell among the most of `RESOLUTIONS`.
    size
        Shape (classes,).
    n_cohorts
        Number of cohorts.
    """

    def __init__(self, cohort: Ints, group: Ints, cell: Ints, size: Ints, n_cohorts: int) -> None:
        inside = group >= 0
        row = cohort[inside] * len(size) + group[inside]
        self._finest = np.unique(row * RESOLUTIONS[-1] + cell[inside], return_counts=True)
        self._size, self._cohorts = size, n_cohorts
        start = _starts(self._finest[0] // RESOLUTIONS[-1])
        self._row = self._finest[0][start] // RESOLUTIONS[-1]
        self._members = _sums(self._finest[1], start)
        self._taken = _falling(
            np.maximum(size[self._row % max(len(size), 1)], self._members), self._members
        )

    def at(self, bins: int) -> Floats:
        """Shape (cohorts,), for so many cells."""
        out = np.zeros(self._cohorts)
        if not len(self._row):
            return out
        pair, count = self._finest
        pair = pair // (RESOLUTIONS[-1] // bins)
        start = _starts(pair)
        pair, count = pair[start], _sums(count, start)
        of = pair // bins
        place = np.maximum(-(-(self._size[of % len(self._size)] + 1) // bins), count)
        np.add.at(out, of // len(self._size), _falling(place, count))
        whole = self._members * np.log(bins) - self._taken
        np.add.at(out, self._row // len(self._size), whole)
        return out


def _starts(ordered: Ints) -> Ints:
    """Return where each run of equal numbers begins."""
    first = np.ones(len(ordered), dtype=bool)
    first[1:] = ordered[1:] != ordered[:-1]
    return np.flatnonzero(first)


def _sums(count: Ints, start: Ints) -> Ints:
    """Sum neighbours, each sum from one start to the next."""
    return np.asarray(np.add.reduceat(count, start)) if len(start) else count


def _falling(of: Ints, count: Ints) -> Floats:
    """Log of the falling factorial: of so many, so many in a row."""
    return cast(Floats, gammaln(of + 1.0) - gammaln(of - count + 1.0))


def average(log_e: Floats, axis: int = 0) -> Floats:
    """Log of the mean of e-values along an axis: valid under any dependence; NaN left out."""
    known = np.isfinite(log_e)
    count = known.sum(axis=axis)
    total = np.logaddexp.reduce(np.where(known, log_e, -np.inf), axis=axis)
    with np.errstate(divide="ignore"):
        return cast(Floats, np.where(count > 0, total - np.log(np.maximum(count, 1)), 0.0))


def ebh(log_e: Floats, level: float) -> npt.NDArray[np.bool_]:
    """e-BH: reject hypotheses so that the false discovery rate is at most `level`.

    Holds under any dependence between the e-values (Wang & Ramdas 2022, theorem 2).
    """
    count = len(log_e)
    if count == 0:
        return np.zeros(0, dtype=bool)
    order = np.argsort(-log_e, kind="stable")
    needed = np.log(count / level) - np.log(np.arange(1, count + 1))
    passing = np.nonzero(log_e[order] >= needed)[0]
    rejected = np.zeros(count, dtype=bool)
    if len(passing):
        rejected[order[: passing[-1] + 1]] = True
    return rejected


def upper_tail_poisson(observed: Floats, expected: Floats) -> Floats:
    """Log e-value of a Poisson count above its expectation.

    The likelihood ratio averaged over rates of 2, 4 and 8 times the expectation.
    """
    expected = np.maximum(expected, 1e-9)
    parts = [observed * np.log(k) - (k - 1.0) * expected for k in (2.0, 4.0, 8.0)]
    return cast(Floats, np.logaddexp.reduce(parts, axis=0) - np.log(3.0))
