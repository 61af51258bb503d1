"""The largest campaign that was disclosed: many accounts, few requests each, half of them cover.

28.8 million exchanges of 25,000 accounts in 45 days are 25.6 a day of each: at 26 at most, nearly
all of what each may send is sent.
"""

from __future__ import annotations

from dataclasses import replace

from stillwatch.simulate import cohort
from stillwatch.simulate.cast import DAY, Cast
from stillwatch.simulate.harvest import Campaign, campaign, member, plan, rented
from stillwatch.simulate.kinds import CampaignKind

MOST, WANTED, SPREAD = 26, 60.0, 0.1
"""Requests that an account sends in a day at most, those that it has to send, whatever the world's
rate, and the spread of their natural log over accounts."""


class Disclosed(CampaignKind):
    """Claim: it moves on release day, and once replaces every proxy from one day to the next."""

    name = "disclosed"

    def build(self, cast: Cast, n: int) -> Campaign:
        """Add the campaign: the world's whole length, with new proxies after two thirds of it."""
        days = cast.world.end / DAY
        made = plan(
            cast, self.name, "many", n, cover=0.5, rate=WANTED / cast.world.rate, load_sd=SPREAD,
            length=1.0, start_jitter_h=12.0, stop_jitter_h=12.0,
        )  # fmt: skip
        made = replace(made, moves=cast.release + float(cast.rng.uniform(0.05, 0.6)) * DAY)
        swap = (2 / 3 + float(cast.rng.uniform(-0.05, 0.05))) * days * DAY
        proxies = [rented(cast, made, ("hosting", "residential")) for _ in range(2)]
        for i in range(n):
            beat = cohort.beat(cast, made.frame)
            aged = cast.rng.random() < made.frame.aged
            opened = cast.old_date() if aged else beat.start - cast.rng.exponential(4 * DAY) - 600
            who = cast.identity(created=opened)
            actor = cast.add(who, "campaign", made.id)
            cast.actors[actor].most = MOST
            parts = ((beat.start, min(beat.end, swap)), (max(beat.start, swap), beat.end))
            for place, (start, end) in zip(proxies, parts, strict=True):
                if start < end:
                    clients = place(i, who.fields["country"])
                    member(cast, made, clients, actor, replace(beat, start=start, end=end))
        return campaign(made, n, swap_day=round(swap / DAY, 3))
