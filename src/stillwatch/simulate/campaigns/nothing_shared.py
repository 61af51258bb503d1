"""No instruction, one residential address an account, cards and mail domains like anybody's."""

from __future__ import annotations

from stillwatch.simulate.cast import Cast
from stillwatch.simulate.harvest import Campaign, accounts, homes, plan
from stillwatch.simulate.kinds import CampaignKind


class NothingShared(CampaignKind):
    """Claim: only the work queue and the lifecycle hold the accounts together."""

    name = "nothing_shared"

    def build(self, cast: Cast, n: int) -> Campaign:
        """Add the campaign."""
        made = plan(cast, self.name, "none", n)
        return accounts(cast, made, n, homes(cast), hidden=True)
