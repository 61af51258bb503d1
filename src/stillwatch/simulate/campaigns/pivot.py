"""Moves to the new model on the day of its release."""

from __future__ import annotations

from dataclasses import replace

from stillwatch.simulate.cast import DAY, Cast
from stillwatch.simulate.harvest import Campaign, accounts, plan, rented
from stillwatch.simulate.kinds import CampaignKind


class Pivot(CampaignKind):
    """Claim: half of the traffic moves within a day, while others move over weeks."""

    name = "pivot"

    def build(self, cast: Cast, n: int) -> Campaign:
        """Add the campaign: it is active across the release."""
        made = plan(cast, self.name, "many", n, length=float(cast.rng.uniform(0.65, 0.95)))
        moves = cast.release + float(cast.rng.uniform(0.05, 0.6)) * DAY
        made = replace(made, moves=moves)
        return accounts(cast, made, n, rented(cast, made, ("hosting", "vpn", "residential")))
