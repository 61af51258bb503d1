"""Every item comes in another of hundreds of instructions that mean the same."""

from __future__ import annotations

from stillwatch.simulate.cast import Cast
from stillwatch.simulate.harvest import Campaign, accounts, plan, rented
from stillwatch.simulate.kinds import CampaignKind


class Paraphrased(CampaignKind):
    """Claim: exact templates miss it; families of paraphrases and plumbing find it."""

    name = "paraphrased"

    def build(self, cast: Cast, n: int) -> Campaign:
        """Add the campaign."""
        made = plan(cast, self.name, "many", n)
        return accounts(cast, made, n, rented(cast, made, ("hosting", "vpn", "residential")))
