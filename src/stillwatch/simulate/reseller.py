"""A reseller: one account, many end users behind one egress."""

from __future__ import annotations

from dataclasses import replace

from stillwatch.simulate.cast import Beat, Cast
from stillwatch.simulate.people import token
from stillwatch.simulate.stream import Style


class Reseller:
    """An account that passes other people's requests on.

    Parameters
    ----------
    cast
        Where it is added.
    passes
        Whether it passes its end users' ids on.
    """

    def __init__(self, cast: Cast, passes: bool = True) -> None:
        self._cast, self._passes = cast, passes
        country = cast.country()
        self._who = cast.identity(created=cast.old_date(), country=country, business=True)
        self.clients = cast.server(country)
        """Its servers, which all requests come from."""
        self.actor = cast.add(self._who, "reseller")
        self._systems = cast.phrases("system.app", 1) if cast.rng.random() < 0.5 else (b"",)
        self._params = cast.presets(2, business=True)
        cast.licences.append({"account": self._who.account, "reseller": "true"})

    def end_user(self, population: str, campaign: str | None = None) -> int:
        """Add one end user; returns its actor (the reseller's own, when ids are not passed)."""
        if not self._passes:
            return self.actor
        user = self._who._replace(end_user=f"u_{token(self._cast.rng, 10)}")
        return self._cast.add(user, population, campaign)

    def add_users(self, n: int) -> None:
        """Add `n` ordinary end users: chat, homework, code."""
        cast, rng = self._cast, self._cast.rng
        base = Style(
            content=(("chat.en", 0.45), ("homework.en", 0.15), ("coding.en", 0.2),
                     ("writing.en", 0.15), ("general.en", 0.05)),
            systems=self._systems,
            params=self._params,
            session=True,
        )  # fmt: skip
        styles = [
            replace(
                base,
                one_shot=float(rng.uniform(0.3, 0.9)),
                popular=float(rng.uniform(0, 0.15)),
                common=float(rng.uniform(0, 0.3)),
            )
            for _ in range(8)
        ]
        for _ in range(n):
            actor = self.end_user("reseller_user")
            start = rng.uniform(-0.5, 0.9) * cast.world.end
            beat = Beat(
                cast.heavy_rate(1.6, 1.2), start, start + rng.uniform(0.1, 1.5) * cast.world.end,
                cast.rhythm(cast.country(), float(rng.uniform(0.4, 1.6))), cast.burst(),
                float(rng.uniform(0.5, 4)),
            )  # fmt: skip
            cast.stream(actor, cast.choose(styles), beat, self.clients)
