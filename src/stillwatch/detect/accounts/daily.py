"""What accounts did on a day beside what they usually do: the news that e-processes bet on.

A day of an account is its number of requests, as a logarithm. Taken off it are what everybody of
like activity did on that day (weekdays, holidays, a launch, growth) and what the account itself
usually does on that day of the week. The rest is ranked among the account's own earlier days.
Members of a group are then compared with reference accounts of the same class: as active, as
bound to the tide, as usual on that weekday, and in the same state the day before.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from stillwatch.detect.stats import eprocess, ranks

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]

KEPT = 28
"""Closed days that are kept: memory is bounded however long a log is."""

WEEK = 7
"""Days of a week."""

SHRUNK = 0.05
"""Sum of squares of the tide that an account's response to it is shrunk by."""

QUARTERS, THIRDS = 4, 3
"""Classes of how an account differs on this day of the week and how far it goes with the tide, and
of what it did the day before, relative to itself."""


@dataclass
class Daily:
    """Requests of accounts on each closed day.

    Parameters
    ----------
    size
        Number of accounts, A.
    """

    size: int
    days: npt.NDArray[np.float16] = field(init=False)
    """Shape (A, days): log (1 + requests) of the latest `KEPT` closed days; NaN up to the day an
    account was first seen, which it may have begun at any hour."""
    number: int = 0
    """Days closed."""

    def __post_init__(self) -> None:
        self.days = np.zeros((self.size, 0), dtype=np.float16)
        self._before = np.zeros(self.size, dtype=np.float32)

    def grow(self, at: Ints, size: int) -> None:
        """Make room for more accounts: `at`, shape (A,), is where those known so far go."""
        days = np.full((size, self.days.shape[1]), np.nan, dtype=np.float16)
        before = np.zeros(size, dtype=np.float32)
        days[at], before[at] = self.days, self._before
        self.size, self.days, self._before = size, days, before

    def close(self, total: npt.NDArray[np.floating]) -> None:
        """Close a day: `total`, shape (A,), counts the requests since the log began."""
        today = np.log1p(np.where(self._before > 0, total - self._before, np.nan))
        kept = self.days[:, max(0, self.days.shape[1] + 1 - KEPT) :]
        self.days = np.column_stack([kept, today.astype(np.float16)])
        self._before = total.astype(np.float32)
        self.number += 1


class News(NamedTuple):
    """The latest closed day of some accounts: shape (n,) each."""

    values: Floats
    """Rank among the account's own days; NaN before it was seen on that day of a week before."""
    stratum: Ints
    """Class by what was known before the day."""
    level: Ints
    """Class of usual activity alone."""


def news(days: npt.NDArray[np.floating], reference: Bools, ties: Floats) -> News:
    """Tell what is new in the last of some days.

    Parameters
    ----------
    days
        Shape (n, days): as in `Daily`.
    reference
        Shape (n,): accounts that tell what everybody did.
    ties
        Shape (n,): numbers in (0, 1), fresh every day.
    """
    every = days.astype(np.float64)
    past = every[:, :-1]
    level = ranks.strata(np.nan_to_num(_mean(np.expm1(past))) * WEEK)
    tide = _tide(every, level, reference)
    freed = every - tide
    usual, seen = _usual(freed)
    left = freed - usual
    values = eprocess.own_ranks(left[:, :-1], left[:, -1], ties)
    values[~seen] = np.nan
    stratum = _class(_before(left, ties), THIRDS)
    for habit in (usual[:, -1], _response(past, tide[:, :-1])):
        stratum = stratum * QUARTERS + _class(_share(habit, reference), QUARTERS)
    return News(values, level * THIRDS * QUARTERS**2 + stratum, level)


def _tide(every: Floats, level: Ints, reference: Bools) -> Floats:
    """Mean of each day over reference accounts of like activity: shape (n, days)."""
    group = ranks.classes(level, reference, np.ones(len(level), bool), least=eprocess.LEAST)
    out = np.zeros_like(every)
    for number in np.unique(group[group >= 0]):
        here = group == number
        out[here] = np.nan_to_num(_mean(every[here & reference].T))
    return out


def _usual(freed: Floats) -> tuple[Floats, Bools]:
    """How far the same day of earlier weeks lay from all days before, on average: (n, days).

    Shrunk as if one more such day had been like any other. And, shape (n,), whether there is one
    for the last day.
    """
    known = np.isfinite(freed)
    held = np.where(known, freed, 0.0)
    level = held.cumsum(axis=1) / np.maximum(known.cumsum(axis=1), 1)
    usual, total, count = np.zeros_like(freed), np.zeros_like(freed), np.zeros_like(freed)
    for day in range(WEEK, freed.shape[1]):
        before = day - WEEK
        total[:, day] = total[:, before] + held[:, before]
        count[:, day] = count[:, before] + known[:, before]
        usual[:, day] = total[:, day] - count[:, day] * level[:, day - 1]
    return usual / (count + 1), count[:, -1] > 0


def _before(left: Floats, ties: Floats) -> Floats:
    """Rank of the day before among the account's own still earlier ones; a half if unknown."""
    if left.shape[1] < 2:
        return np.full(len(left), 0.5)
    return np.nan_to_num(eprocess.own_ranks(left[:, :-2], left[:, -2], ties), nan=0.5)


def _response(past: Floats, tide: Floats) -> Floats:
    """Slope of each account's days on the tide, shrunk towards zero: shape (n,)."""
    known = np.isfinite(past)
    mine = np.where(known, past - _mean(past)[:, None], 0.0)
    theirs = np.where(known, tide, np.nan)
    theirs = np.where(known, theirs - _mean(theirs)[:, None], 0.0)
    return np.asarray((mine * theirs).sum(axis=1) / ((theirs**2).sum(axis=1) + SHRUNK))


def _share(habit: Floats, reference: Bools) -> Floats:
    """Share of reference accounts below each account: shape (n,)."""
    pool = np.sort(habit[reference])
    return np.asarray(np.searchsorted(pool, habit) / max(len(pool), 1))


def _class(share: Floats, number: int) -> Ints:
    return np.minimum((share * number).astype(np.int64), number - 1)


def _mean(values: npt.NDArray[np.floating]) -> Floats:
    """Mean of each row over what is known: NaN where nothing is."""
    known = np.isfinite(values)
    count = known.sum(axis=1)
    total = np.where(known, values, 0.0).sum(axis=1, dtype=np.float64)
    return np.where(count > 0, total / np.maximum(count, 1), np.nan)
