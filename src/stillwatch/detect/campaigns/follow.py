"""Confirmation over time: a bet, day by day, against each group that has been named.

The group and the reference that it is compared with are fixed when the group is named, and once
more when it is raised; only days that began later are bet on. So nobody comes into the reference
afterwards, and neither what named the group nor what is known of its habits counts again. A bet is
on how members go up and down together (`accounts.daily`), and on their moving to a new model on
the same day.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
import numpy.typing as npt

from stillwatch.detect.accounts.daily import Daily, news
from stillwatch.detect.stats import evalues, ranks
from stillwatch.detect.stats.eprocess import EProcess, epoch

Ints = npt.NDArray[np.int64]
Keys = npt.NDArray[np.uint64]

REFERENCE = 1_000
"""Most reference accounts of a group, drawn by their keys."""

DAY = 24
"""Hours of an epoch."""


@dataclass
class Followed:
    """A group of fixed members, its fixed reference, and what was won against it so far."""

    members: Ints
    reference: Ints
    since: int
    """Hour at which both were fixed."""
    process: EProcess = field(default_factory=EProcess)

    @classmethod
    def name(
        cls, members: Ints, able: npt.NDArray[np.bool_], keys: Keys, now: int,
        process: EProcess | None = None,
    ) -> Followed:  # fmt: skip
        """Fix a group.

        Parameters
        ----------
        members
            Its accounts.
        able
            Shape (A,): accounts that may be its reference.
        keys
            Shape (A,): account keys.
        now
            Hour.
        process
            Capital won against the group that this one takes the place of.
        """
        others = able.copy()
        others[members] = False
        pool = np.flatnonzero(others)
        if len(pool) > REFERENCE:
            pool = np.sort(pool[np.argpartition(ranks.jitter(keys[pool]), REFERENCE)[:REFERENCE]])
        return cls(np.sort(members), pool, now, process or EProcess())

    def moved(self, at: Ints) -> Followed:
        """Return the same with account indices moved: `at`, shape (A,), tells where to."""
        return replace(self, members=at[self.members], reference=at[self.reference])

    def close(self, daily: Daily, moved: Ints, keys: Keys, now: int) -> None:
        """Bet on the day that has just been closed, if it began after the group was fixed.

        Parameters
        ----------
        daily
            Days of all accounts.
        moved
            Shape (A,): hour at which each account moved to a model that was new; -1: never.
        keys
            Shape (A,): account keys.
        now
            Hour at which the day ended.
        """
        begun = now - DAY
        if begun < self.since:
            return
        pool = np.concatenate([self.members, self.reference])
        members = np.arange(len(pool)) < len(self.members)
        days, hour = daily.days[pool], moved[pool]
        within, among, apart = (ranks.jitter(keys[pool] ^ salt) for salt in _salts(now))
        latest = news(days, ~members, within)
        won = [epoch(latest.values, among, members, latest.stratum)]
        # of those that sent anything and had not moved before: who moved today
        able = (days[:, -1] > 0) & ((hour < 0) | (hour >= begun))
        today = np.where(able, hour >= begun, np.nan)
        if (today == 1).any():
            won.append(epoch(today, apart, members, latest.level))
        self.process.bet(float(evalues.average(np.array(won))))

    def told(self) -> dict[str, Any]:
        """Give the figures, for the `guarantee` of a campaign."""
        return {
            "days": self.process.epochs,
            "members": len(self.members),
            "log_e": round(self.process.log_e, 4),
            "highest_log_e": round(self.process.highest, 4),
        }


def _salts(now: int) -> npt.NDArray[np.uint64]:
    """Draws that no other hour has: a place among equals must not last, or it were a habit."""
    drawn = ranks.jitter(np.arange(3 * now, 3 * now + 3, dtype=np.uint64))
    return (drawn * 2.0**63).astype(np.uint64)
