"""Hidden among the end users of resellers' accounts."""

from __future__ import annotations

from stillwatch.simulate.cast import Cast
from stillwatch.simulate.harvest import Campaign, campaign, member, plan
from stillwatch.simulate.kinds import CampaignKind
from stillwatch.simulate.reseller import Reseller


class InReseller(CampaignKind):
    """Claim: the account is an ordinary reseller; only some of its end users harvest."""

    name = "in_reseller"

    def build(self, cast: Cast, n: int) -> Campaign:
        """Add the campaign's end users, and the resellers with their other end users."""
        made = plan(cast, self.name, cast.choose(("one", "many", "none")), n)
        resellers = [Reseller(cast) for _ in range(max(1, min(4, n // 30)))]
        for shop in resellers:
            shop.add_users(max(4, round(1.5 * n / len(resellers))))
        for _ in range(n):
            shop = cast.choose(resellers)
            member(cast, made, shop.clients, shop.end_user("campaign", made.id))
        return campaign(made, n, resellers=len(resellers))
