"""Between 30 and 70 % of each account's exchanges are ordinary."""

from __future__ import annotations

from stillwatch.simulate.cast import Cast
from stillwatch.simulate.harvest import Campaign, accounts, plan, rented
from stillwatch.simulate.kinds import CampaignKind


class Cover(CampaignKind):
    """Claim: measures over whole accounts are diluted; slices are not."""

    name = "cover"

    def build(self, cast: Cast, n: int) -> Campaign:
        """Add the campaign."""
        made = plan(cast, self.name, "many", n, cover=float(cast.rng.uniform(0.3, 0.7)))
        return accounts(cast, made, n, rented(cast, made, ("hosting", "residential", "mobile")))
