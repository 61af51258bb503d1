"""Resellers: end users passed on as ids, or not passed on at all."""

from __future__ import annotations

from stillwatch.simulate.cast import Cast
from stillwatch.simulate.kinds import Population
from stillwatch.simulate.reseller import Reseller


class Resellers(Population):
    """Claim: one account that does everything at once is many people."""

    name = "reseller"
    share = 0.0006
    least = 2
    lookalike = True

    def build(self, cast: Cast, n: int) -> None:
        """Add the accounts; every other one passes its end users' ids on."""
        for i in range(n):
            shop = Reseller(cast, passes=i % 2 == 0)
            shop.add_users(int(cast.rng.integers(30, 250)))
