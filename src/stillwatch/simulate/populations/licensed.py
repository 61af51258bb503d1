"""Customers licensed to train on outputs: they behave exactly as a harvester does."""

from __future__ import annotations

from stillwatch.simulate import harvest
from stillwatch.simulate.cast import DAY, Cast
from stillwatch.simulate.kinds import Population
from stillwatch.simulate.people import stamp
from stillwatch.simulate.world import START


class Licensed(Population):
    """Claim: only the licence in the account table tells them from a campaign."""

    name = "licensed"
    share = 0.003
    least = 10
    lookalike = True

    def build(self, cast: Cast, n: int) -> None:
        """Add the accounts, 10 to 60 to a customer."""
        left = n
        while left > 0:
            size = min(left, int(cast.rng.integers(10, 60)))
            self._customer(cast, size)
            left -= size

    def _customer(self, cast: Cast, size: int) -> None:
        made = harvest.plan(cast, self.name, cast.choose(("one", "many")), size)
        before, streams = len(cast.actors), len(cast.streams)
        harvest.accounts(cast, made, size, harvest.rented(cast, made, ("hosting",)))
        for stream in cast.streams[streams:]:
            stream.harvest = False
        number = int(cast.rng.integers(1000, 9999))
        until = stamp(START + cast.world.end + 200 * DAY)
        for actor in cast.actors[before:]:
            actor.population, actor.campaign = self.name, None
            cast.licences.append(
                {
                    "account": actor.account,
                    "licence_scope": "train_on_outputs",
                    "licence_document": f"DL-2025-{number}",
                    "licence_valid_until": until,
                }
            )
