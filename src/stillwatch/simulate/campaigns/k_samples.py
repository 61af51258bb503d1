"""Asks each item several times, from different accounts."""

from __future__ import annotations

from stillwatch.simulate.cast import Cast
from stillwatch.simulate.harvest import Campaign, accounts, campaign, plan, rented
from stillwatch.simulate.kinds import CampaignKind


class KSamples(CampaignKind):
    """Claim: the multiplicity of items is planned, unlike the repetition of people."""

    name = "k_samples"

    def build(self, cast: Cast, n: int) -> Campaign:
        """Add the campaign."""
        samples = int(cast.choose((2, 3, 4, 5, 8)))
        made = plan(cast, self.name, cast.choose(("none", "many")), n, samples=samples)
        accounts(cast, made, n, rented(cast, made, ("hosting", "residential")))
        return campaign(made, n, samples=samples)
