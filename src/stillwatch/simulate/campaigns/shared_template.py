"""The naive harvest: one instruction around every item, rented servers."""

from __future__ import annotations

from stillwatch.simulate.cast import Cast
from stillwatch.simulate.harvest import Campaign, accounts, plan, rented
from stillwatch.simulate.kinds import CampaignKind


class SharedTemplate(CampaignKind):
    """Claim: the template alone finds it."""

    name = "shared_template"

    def build(self, cast: Cast, n: int) -> Campaign:
        """Add the campaign."""
        made = plan(cast, self.name, "one", n)
        return accounts(cast, made, n, rented(cast, made, ("hosting", "vpn")))
