"""E-processes: evidence about a fixed group that may be looked at whenever one likes.

A group is named, and from then on each epoch is a fresh bet against "its members are independent
accounts". Members and the reference that they are compared with are fixed when it is named, so
that nobody can come into the reference later. Habits persist: that members are alike once more
today is no news. So each account's epoch is first ranked among its own earlier ones, and members
are then compared with reference accounts that were in the same state the epoch before. What is
left is what they do together and anew: fall silent, come back, surge.

The value of one epoch is exact for a reference of any size: where members and reference accounts of
one class are exchangeable given the past, the places that members take in the pool of both are a
random subset, and the e-value is a likelihood ratio against just that. A product of such values is
a test martingale, so that P(it ever reaches 1/a) <= a (Ville 1939).

Sources: Vovk, Gammerman & Shafer, "Algorithmic Learning in a Random World" (2005), for ranks among
an account's own past; conditional conformal test martingales, arXiv 2602.13848, for the reference
that is fixed; Waudby-Smith & Ramdas, "Estimating means of bounded random variables by betting"
(2023), for capital that is spread over bets.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
from scipy.special import gammaln, logsumexp

from stillwatch.detect.stats import evalues, ranks

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]

BINS = (2, 4, 8)
"""Numbers of bins over which the value of an epoch is averaged."""

BETS = (0.01, 0.05, 0.2, 0.6)
"""Shares of the capital that are put on an epoch; each strategy begins with the same capital."""

LEAST = 40
"""Reference accounts of a class below which it is joined with its neighbour."""

KNOWN = 4
"""Own earlier epochs that an account needs to be ranked among."""


def epoch(values: Floats, ties: Floats, members: Bools, stratum: Ints) -> float:
    """Log e-value of one epoch against "members are exchangeable with their class".

    Parameters
    ----------
    values
        Shape (n,): what each account of the pool, members and reference, did in this epoch;
        NaN where it is not known.
    ties
        Shape (n,): numbers in (0, 1), fresh in every epoch, that place an account among its equals.
    members
        Shape (n,): which of the pool are members.
    stratum
        Shape (n,): class, known before the epoch; small ones are joined (`ranks.classes`).

    Returns
    -------
    Natural log of the e-value: the mean over `BINS` of the likelihood of the members' bins under
    one law shared by all of them, drawn from a Dirichlet (1/2), over their likelihood as a random
    subset of the pool. 0 if fewer than two members can be placed.
    """
    known = np.isfinite(values)
    group = ranks.classes(stratum, ~members, known, least=LEAST)
    able = group >= 0
    mine = members[able]
    if mine.sum() < 2:
        return 0.0
    group = group[able]
    order = np.lexsort((ties[able], values[able], group))
    size = np.bincount(group)
    place = np.empty(len(order), dtype=np.int64)
    place[order] = np.arange(len(order)) - (np.cumsum(size) - size)[group[order]]
    return float(evalues.average(np.array([_ratio(place, size, group, mine, b) for b in BINS])))


def _ratio(place: Ints, size: Ints, group: Ints, mine: Bools, bins: int) -> float:
    """Log likelihood ratio of the members' bins, for equal bins of each class."""
    cell = place * bins // size[group]
    shape = len(size), bins
    pool = np.bincount(group * bins + cell, minlength=len(size) * bins).reshape(shape)
    held = np.bincount((group * bins + cell)[mine], minlength=len(size) * bins).reshape(shape)
    total, alpha = held.sum(axis=0), 0.5
    together = (gammaln(total + alpha) - gammaln(alpha)).sum()
    together += gammaln(bins * alpha) - gammaln(total.sum() + bins * alpha)
    subset = _falling(pool, held).sum() - _falling(size, held.sum(axis=1)).sum()
    return float(together - subset)


def _falling(whole: Ints, taken: Ints) -> Floats:
    """Log of whole · (whole − 1) · … with `taken` factors."""
    return np.asarray(gammaln(whole + 1.0) - gammaln(whole - taken + 1.0))


def own_ranks(past: Floats, today: Floats, ties: Floats) -> Floats:
    """Rank each account's epoch among its own earlier ones: shape (n,), in (0, 1).

    Uniform, and independent from one epoch to the next, for an account whose epochs are
    exchangeable, whatever their law: levels and scatter of its own fall out. NaN where fewer than
    `KNOWN` are known.

    Parameters
    ----------
    past
        Shape (n, epochs): earlier epochs; NaN before an account was there.
    today
        Shape (n,).
    ties
        Shape (n,): numbers in (0, 1), fresh in every epoch.
    """
    known = np.isfinite(past).sum(axis=1)
    below = (past < today[:, None]).sum(axis=1)
    equal = (past == today[:, None]).sum(axis=1)
    place = (below + ties * (equal + 1)) / (known + 1)
    return np.where((known >= KNOWN) & np.isfinite(today), place, np.nan)


@dataclass
class EProcess:
    """Capital of a bettor against one fixed group."""

    capital: Floats = field(default_factory=lambda: np.zeros(len(BETS)))
    """Shape (bets,): log capital of each strategy."""
    highest: float = 0.0
    """Highest `log_e` so far: Ville's inequality bounds this one."""
    epochs: int = 0

    @property
    def log_e(self) -> float:
        """Log of the mean capital over strategies."""
        return float(logsumexp(self.capital) - np.log(len(self.capital)))

    def bet(self, log_e: float) -> None:
        """Take the value of the next epoch, of which no earlier one knew anything."""
        share = np.array(BETS)
        self.capital = self.capital + np.logaddexp(np.log1p(-share), np.log(share) + log_e)
        self.highest = max(self.highest, self.log_e)
        self.epochs += 1


def looks(log_e: Floats) -> Floats:
    """Combine e-values of repeated looks at the same data, each valid alone: shape (looks,).

    Look k has weight 1 / (k (k + 1)). The sum only grows and its limit has mean at most 1, so that
    P(it ever reaches 1/a) <= a under any dependence; the price at look k is log k (k + 1).
    """
    number = np.arange(1, len(log_e) + 1)
    return np.logaddexp.accumulate(log_e - np.log(number * (number + 1.0)))
