"""Why a group whose odds once reached the bar of `likely` was never named.

Odds are one of several conditions, and a group that is watched no more is remembered by its odds
alone: what else was so is noted at each look.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from stillwatch.contract.settings import Settings
from stillwatch.detect.campaigns.track import STANDS, Aside, Gone, Tracker
from stillwatch.report.wording import listed, odds, plural

CHANCE, STOOD = "chance", "stood"
"""At a look at which odds reach the bar: the first null was not rejected; or nothing was amiss."""


class Look(NamedTuple):
    """A judgement of a group."""

    hour: int
    odds: float
    """Log odds against "a legitimate common cause"."""
    bar: float
    """Log odds that `likely` needed of it then, with the first null rejected."""


@dataclass
class Seen:
    """What was seen of one group."""

    best: Look
    """The look at which its odds were highest."""
    reached: Counter[str] = field(default_factory=Counter)
    """Looks at which they reached the bar, by what else was so: `CHANCE`, `STOOD`, or the plain
    fact that kept it at `watch`, in words."""


@dataclass
class Looks:
    """What was seen of the groups that were watched, by id."""

    of: dict[str, Seen] = field(default_factory=dict)

    def take(self, tracker: Tracker, now: int) -> None:
        """Take note of the judgements of the evaluation at hour `now`."""
        for group in tracker.campaigns:
            last = group.latest
            # where too little was left to judge anew the last judgement stands, with a doubt
            if group.updated != now or group.doubts:
                continue
            look = Look(now, last.odds, last.needed(tracker.settings, sure=True))
            seen = self.of.setdefault(group.id, Seen(look))
            if look.odds > seen.best.odds:
                seen.best = look
            if look.odds >= look.bar:
                sure = last.sure(tracker.settings, group.tested)
                named = look.odds >= last.needed(tracker.settings, sure)
                seen.reached[last.excuse or (STOOD if named else CHANCE)] += 1

    def told(
        self, group: Aside, gone: list[Gone], settings: Settings, accounts: int
    ) -> dict[str, Any]:
        """Say of a group that is watched no more why it was not named, if its odds would have done.

        Parameters
        ----------
        group
            As the tracker remembers it: as it stood when its odds were highest.
        gone
            Campaigns that were raised and are none any more.
        settings, accounts
            The bars, and of how many accounts the firm is.

        Returns
        -------
        `likely_log_odds_harvest` (the bar of that moment) and `unnamed` (a sentence). Empty where
        the odds reached neither that bar nor the one of the end of the log.
        """
        for name, seen in self.of.items():
            if (seen.best.hour, seen.best.odds) != (group.hour, group.odds):
                continue
            today = settings.sure_odds(accounts, len(group.members))
            if not seen.reached and seen.best.odds < today:
                return {}
            raised = any(one.id == name for one in gone)
            why = f"It was raised as campaign {name}, and withdrawn" if raised else _why(seen)
            return {"likely_log_odds_harvest": round(seen.best.bar, 3), "unnamed": why}
        return {}


def _why(seen: Seen) -> str:
    """Say why a group was not named whose odds reached the bar, or reach the one of today."""
    if not seen.reached:
        return (
            f"It was not named: likely needed {odds(seen.best.bar)} then, as a firm is not known "
            "to be small until most of its accounts have been there for days"
        )
    looks = sum(seen.reached.values())
    bar = f"its odds reached the bar of likely ({odds(seen.best.bar)}) at {plural(looks, 'look')}"
    never = f"never at {STANDS} in a row, as it has to be"
    if looks == seen.reached[STOOD]:
        return f"It was not named: {bar}, but {never}"
    said = []
    for why, count in seen.reached.most_common():
        at = f"at {count:,} of these " if len(seen.reached) > 1 else ""
        if why == CHANCE:
            said.append(f"{at}chance was not ruled out over all groups that were looked at")
        elif why == STOOD:
            said.append(f"{at}nothing else kept it from likely, but {never}")
        else:
            said.append(f"{at}it was {why}")
    return f"It was not named: {bar}, but {listed(said)}"
