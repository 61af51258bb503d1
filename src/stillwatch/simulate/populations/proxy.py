"""Firms whose staff go out through one proxy: one address, one mail domain, many habits."""

from __future__ import annotations

from stillwatch.simulate.cast import DAY, Beat, Cast
from stillwatch.simulate.kinds import Population
from stillwatch.simulate.people import token
from stillwatch.simulate.stream import Style

_WORK = ("business", "writing", "coding", "chat", "general", "rewriting", "grading", "math")


class Proxy(Population):
    """Claim: an address shared by a firm says nothing about what its people want."""

    name = "proxy"
    share = 0.02
    least = 20
    lookalike = True

    def build(self, cast: Cast, n: int) -> None:
        """Add the accounts, 15 to 120 to a firm."""
        left = n
        while left > 0:
            size = min(left, int(cast.rng.integers(15, 120)))
            self._firm(cast, size)
            left -= size

    def _firm(self, cast: Cast, size: int) -> None:
        rng, country = cast.rng, cast.country()
        egress = cast.network.place(rng, "corporate", country)
        mail, card = f"{token(rng, 7)}.example", f"pay_{token(rng)}"
        one_card = rng.random() < 0.5
        software = [cast.software(0.8) for _ in range(3)]
        for _ in range(size):
            start = rng.uniform(0, cast.world.end) if rng.random() < 0.2 else -DAY
            who = cast.identity(
                created=start - 600 if start > 0 else cast.old_date(), country=country,
                mail=mail, card=card if one_card else None, business=True,
            )  # fmt: skip
            picks = rng.choice(len(_WORK), size=int(rng.integers(1, 4)), replace=False)
            style = Style(
                content=tuple((f"{_WORK[int(i)]}.en", float(rng.uniform(0.2, 1))) for i in picks),
                one_shot=float(rng.uniform(0.3, 0.9)),
                params=cast.presets(1),
                popular=float(rng.uniform(0, 0.08)),
                common=float(rng.uniform(0, 0.3)),
                session=bool(rng.random() < 0.5),
            )
            beat = Beat(
                cast.heavy_rate(3.0, 1.0), start, 2 * cast.world.end,
                cast.rhythm(country, float(rng.uniform(0.7, 1.6)), human=False),
                cast.burst(), float(rng.uniform(0.5, 4)),
            )  # fmt: skip
            clients = (cast.client(egress, cast.choose(software)),)
            cast.stream(cast.add(who, self.name), style, beat, clients)
