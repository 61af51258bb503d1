"""Ranks among reference accounts that were counted by the hour, once for all cohorts."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from stillwatch.detect.detectors.base import Floats, Ints, View
from stillwatch.detect.stats import ranks

FEWEST = 25
"""Reference accounts below which nobody is ranked among them."""


@dataclass(frozen=True)
class Counted:
    """All accounts of one moment, by an hour that each of them has."""

    group: Ints
    """Shape (A,): class of accounts that one is ranked among; -1: none."""
    hour: Ints
    """Shape (A,): from 0; -1 where there is none."""
    count: Floats
    """Shape (classes, hours): reference accounts of a class at an hour."""
    apart: npt.NDArray[np.bool_]
    """Shape (A,): accounts that `count` leaves out."""
    ties: Floats
    """Shape (A,): numbers in (0, 1) that place an account among its equals."""

    @classmethod
    def of(cls, view: View, group: Ints, hour: Ints, salt: np.uint64) -> Counted:
        """Count the reference; `salt` tells the draw that breaks ties from others."""
        ties = ranks.jitter(view.accounts.keys + salt)
        return cls(group, hour, table(group, hour, view.reference), ~view.reference, ties)

    def places(self, members: Ints, what: Ints | None = None) -> Floats:
        """Ranks of one cohort's hours, or of what follows from them.

        Parameters
        ----------
        members
            Shape (n,): accounts with an hour.
        what
            Shape (hours,): what each hour counts as, from 0; -1: left out.

        Returns
        -------
        Shape (n,): ranks in (0, 1); NaN where there is none.
        """
        out, mine = np.full(len(members), np.nan), self.hour[members]
        if what is not None:
            mine, counts = what[mine], what >= 0
        for group in np.unique(self.group[members]):
            rows = np.flatnonzero((self.group[members] == group) & (mine >= 0))
            if group < 0 or not len(rows):
                continue
            count, who = self.count[group], members[rows]
            if what is not None:
                found = np.bincount(what[counts], weights=count[counts])
                count = np.asarray(found, dtype=np.float64)
            out[rows] = places(count, mine[rows], self.ties[who], self.apart[who])
        return out


def places(count: Floats, hours: Ints, ties: Floats, apart: npt.NDArray[np.bool_]) -> Floats:
    """Rank members of one cohort among reference accounts.

    Members of campaigns that were raised before are apart from the reference. They are counted
    in, or many that are ranked among few would share the gaps between those, and seem alike.

    Parameters
    ----------
    count
        Shape (hours,): reference accounts at each hour.
    hours
        Shape (n,): the hour of each member.
    ties
        Shape (n,): numbers in (0, 1) that place a member among its equals.
    apart
        Shape (n,): members that are not in `count`.

    Returns
    -------
    Shape (n,): ranks in (0, 1); NaN where the reference has fewer than `FEWEST`.
    """
    if count.sum() < FEWEST:
        return np.full(len(hours), np.nan)
    whole = count + np.bincount(hours[apart], minlength=len(count))
    below = np.append(0.0, np.cumsum(whole))
    low, high = below[hours], below[hours + 1]
    return np.asarray((low + ties * (high - low + 1)) / (below[-1] + 1))


def alike(
    activity: Floats,
    reference: npt.NDArray[np.bool_],
    chosen: npt.NDArray[np.bool_],
    known: npt.NDArray[np.bool_],
) -> Ints:
    """Return the number of each account's class of like activity and choice; -1: none."""
    stratum = ranks.strata(activity)
    out = np.full(len(known), -1, dtype=np.int64)
    for choice in (chosen, ~chosen):
        found = ranks.classes(stratum, reference & choice, known & choice)
        out = np.where(found >= 0, found + out.max(initial=-1) + 1, out)
    return out


def table(group: Ints, hours: Ints, pool: npt.NDArray[np.bool_]) -> Floats:
    """Count the accounts of a pool: shape (classes, hours); `group` -1 is left out."""
    pool = pool & (group >= 0)
    shape = int(group.max(initial=-1)) + 1, int(hours.max(initial=-1)) + 1
    cell = group[pool] * shape[1] + hours[pool]
    count = np.bincount(cell, minlength=shape[0] * shape[1])
    return count.reshape(shape).astype(np.float64)
