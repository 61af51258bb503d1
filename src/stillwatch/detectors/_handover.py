"""When accounts begin after others stop: the counting behind `replacement`."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from stillwatch.detectors._counted import classes, places, table
from stillwatch.detectors.base import Floats, Ints, View
from stillwatch.stats import ranks

SILENT = 48
"""Hours without a harvest-like request after which an account counts as stopped."""

HALVES, TIES = np.uint64(0x68616C66), np.uint64(0x7265706C)
"""Tell the draws from account keys apart: which half an account is in, and its place in ties."""


@dataclass(frozen=True)
class Handover:
    """When accounts begin and stop, in whole hours after the first onset of all."""

    onset: Ints
    """Shape (A,): hour of the first harvest-like request; -1 where not known."""
    stop: Ints
    """Shape (A,): hour of the latest one of those that stopped; -1 for all others."""
    group: Ints
    """Shape (A,): class of like activity and like choice; -1: none."""
    count: Floats
    """Shape (classes, hours): reference accounts of a class that begin in an hour."""
    apart: npt.NDArray[np.bool_]
    """Shape (A,): accounts that `count` leaves out."""
    half: npt.NDArray[np.bool_]
    """Shape (A,): which half an account falls into, drawn from its key."""
    ties: Floats
    """Shape (A,): numbers in (0, 1) that place an account among its equals."""

    @classmethod
    def of(cls, view: View) -> Handover:
        """Read off what is known of all accounts at one hour."""
        accounts = view.accounts
        onset, offset = accounts.values["onset"], accounts.values["offset"]
        known = np.isfinite(onset)
        start = np.floor(onset[known].min(initial=np.inf))
        hour = np.where(known, np.floor(onset) - start, -1).astype(np.int64)
        stopped = known & (offset <= accounts.now - SILENT)
        stop = np.where(stopped, np.floor(offset) - start, -1).astype(np.int64)
        group = classes(accounts.n_slice, view.reference, view.chosen, known)
        return cls(
            hour, stop, group, table(group, hour, view.reference), ~view.reference,
            ranks.jitter(accounts.keys + HALVES) < 0.5, ranks.jitter(accounts.keys + TIES),
        )  # fmt: skip

    def sides(self, members: Ints) -> list[tuple[Ints, Ints]]:
        """Return sorted stops of one half, and members of the other that begin: both ways."""
        left = self.half[members]
        one, other = members[left], members[~left]
        out = []
        for ends, begins in ((one, other), (other, one)):
            stops = self.stop[ends]
            out.append((np.sort(stops[stops >= 0]), begins[self.onset[begins] >= 0]))
        return out

    def lags(self, stops: Ints) -> Ints:
        """Hours since the latest stop at every hour: shape (hours,); -1 before the first one."""
        hours = np.arange(self.count.shape[1])
        if not len(stops):
            return np.full(len(hours), -1)
        number = np.searchsorted(stops, hours, side="right") - 1
        return np.where(number >= 0, hours - stops[number], -1)

    def places(self, stops: Ints, who: Ints) -> Floats:
        """Ranks of accounts' lags among the reference's behind the same stops: (len(who),).

        NaN for whoever began before the first stop, or has too few to be ranked among. `who`
        have a known onset.
        """
        lag, out = self.lags(stops), np.full(len(who), np.nan)
        after, mine = lag >= 0, lag[self.onset[who]]
        for group in np.unique(self.group[who]):
            rows = np.flatnonzero((self.group[who] == group) & (mine >= 0))
            if group >= 0 and len(rows):
                found = who[rows]
                count = np.asarray(
                    np.bincount(lag[after], weights=self.count[group][after]), dtype=np.float64
                )
                out[rows] = places(count, mine[rows], self.ties[found], self.apart[found])
        return out
