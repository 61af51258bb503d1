"""Accounts live for days, are banned or dropped, and fresh ones take their place."""

from __future__ import annotations

from dataclasses import replace

from stillwatch.simulate import cohort
from stillwatch.simulate.cast import DAY, Cast
from stillwatch.simulate.harvest import Campaign, campaign, member, plan, rented
from stillwatch.simulate.kinds import CampaignKind


class Replaced(CampaignKind):
    """Claim: no account lives long, the load does."""

    name = "replaced"

    def build(self, cast: Cast, n: int) -> Campaign:
        """Add the campaign: slots of work, each held by one account after another."""
        made = plan(cast, self.name, "many", n)
        frame, rng = made.frame, cast.rng
        place = rented(cast, made, ("hosting", "residential", "vpn"))
        life = float(rng.uniform(0.08, 0.35)) * (frame.end - frame.start)
        count = 0
        while count < n:
            at = frame.start + rng.exponential(frame.start_jitter / 2)
            while count < n and at < frame.end - 0.02 * (frame.end - frame.start):
                end = min(at + life * (0.3 + rng.exponential(0.7)), frame.end)
                held = replace(cohort.beat(cast, frame), start=at, end=end)
                aged = rng.random() < frame.aged
                created = cast.old_date() if aged else at - rng.exponential(2 * DAY) - 600
                who = cast.identity(created=created)
                actor = cast.add(who, "campaign", made.id)
                member(cast, made, place(count, who.fields["country"]), actor, held)
                count += 1
                at = end + rng.exponential(8 * 3600)
        return campaign(made, n, life_days=round(life / DAY, 2))
