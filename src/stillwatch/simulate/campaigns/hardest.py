"""Nothing shared, and 70 % of each account's exchanges are ordinary."""

from __future__ import annotations

from stillwatch.simulate.cast import Cast
from stillwatch.simulate.harvest import Campaign, accounts, homes, plan
from stillwatch.simulate.kinds import CampaignKind


class Hardest(CampaignKind):
    """Claim: what remains is the common queue, and when the slices begin and end."""

    name = "hardest"

    def build(self, cast: Cast, n: int) -> Campaign:
        """Add the campaign."""
        made = plan(cast, self.name, "none", n, cover=0.7)
        return accounts(cast, made, n, homes(cast), hidden=True)
