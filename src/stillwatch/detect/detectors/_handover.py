"""When accounts begin after others stop: the counting behind `replacement`."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from stillwatch.detect.detectors._counted import Counted, alike
from stillwatch.detect.detectors.base import Floats, Ints, View
from stillwatch.detect.stats import ranks

SILENT = 48
"""Hours without a harvest-like request after which an account counts as stopped."""

HALVES, TIES = np.uint64(0x68616C66), np.uint64(0x7265706C)
"""Tell the draws from account keys apart: which half an account is in, and its place in ties."""


@dataclass(frozen=True)
class Handover:
    """When accounts begin and stop, in whole hours after the first onset of all."""

    begun: Counted
    """By the hour of the first harvest-like request."""
    stop: Ints
    """Shape (A,): hour of the latest one of those that stopped; -1 for all others."""
    half: npt.NDArray[np.bool_]
    """Shape (A,): which half an account falls into, drawn from its key."""

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
        group = alike(accounts.n_slice, view.reference, view.chosen, known)
        half = ranks.jitter(accounts.keys + HALVES) < 0.5
        return cls(Counted.of(view, group, hour, TIES), stop, half)

    @property
    def onset(self) -> Ints:
        """Shape (A,): hour of the first harvest-like request; -1 where not known."""
        return self.begun.hour

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
        hours = np.arange(self.begun.count.shape[1])
        if not len(stops):
            return np.full(len(hours), -1)
        number = np.searchsorted(stops, hours, side="right") - 1
        return np.where(number >= 0, hours - stops[number], -1)

    def places(self, stops: Ints, who: Ints) -> Floats:
        """Ranks of accounts' lags among the reference's behind the same stops: (len(who),).

        NaN for whoever began before the first stop, or has too few to be ranked among. `who`
        have a known onset.
        """
        return self.begun.places(who, self.lags(stops))
