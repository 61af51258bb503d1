"""Firms with one template around varied inputs, each from its own servers."""

from __future__ import annotations

from stillwatch.simulate.cast import DAY, Beat, Cast
from stillwatch.simulate.kinds import Population
from stillwatch.simulate.people import token
from stillwatch.simulate.stream import Style


class Business(Population):
    """Claim: templates, one-shot calls and even load are what programs do."""

    name = "business"
    share = 0.12

    def build(self, cast: Cast, n: int) -> None:
        """Add the accounts; some firms hold several."""
        left = n
        while left > 0:
            size = min(left, 1 + int(cast.rng.exponential(0.7)))
            self._firm(cast, size)
            left -= size

    def _firm(self, cast: Cast, size: int) -> None:
        rng, country = cast.rng, cast.country()
        mail, org = f"{token(rng, 7)}.example", f"org_{token(rng, 8)}"
        card = f"pay_{token(rng)}"
        style = Style(
            content=(("business.en", 1.0),)
            + ((("tool.en", float(rng.uniform(0.1, 2))),) if rng.random() < 0.15 else ()),
            one_shot=float(rng.uniform(0.7, 1.0)),
            wraps=cast.wraps("wrap.business", int(rng.integers(1, 4))),
            think_s=float(rng.uniform(3, 60)),
            systems=cast.phrases("system.app", 1) if rng.random() < 0.5 else (b"",),
            params=cast.presets(1 + rng.exponential(0.7), business=True),
            repeat=float(rng.uniform(0, 0.3)),
            session=bool(rng.random() < 0.2),
        )
        kind = cast.choose(("hosting", "hosting", "corporate"))
        clients = cast.server(country, kind)
        human = rng.random() < 0.5
        for _ in range(size):
            start = rng.uniform(0, cast.world.end) if rng.random() < 0.1 else -DAY
            who = cast.identity(
                created=start - 2 * DAY if start > 0 else cast.old_date(),
                country=country, mail=mail, card=card, business=True, org=org,
            )  # fmt: skip
            depth = float(rng.uniform(0, 1.5))
            beat = Beat(
                cast.heavy_rate(4.0, 1.3), start, 2 * cast.world.end,
                cast.rhythm(country, depth, human), cast.burst(), float(rng.uniform(0.8, 20)),
            )  # fmt: skip
            before = cast.model()
            cast.stream(
                cast.add(who, self.name), style, beat, clients,
                (before, "aster-3-pro", cast.adopts(12.0)),
                pool=(cast.seed(), int(rng.integers(5, 400))),
                pool_share=float(rng.uniform(0, 0.5)),
            )  # fmt: skip
