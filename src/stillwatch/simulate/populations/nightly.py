"""Nightly batches: a firm's records of the day, in a template, in a few hours of the night."""

from __future__ import annotations

from stillwatch.simulate.cast import DAY, Beat, Cast
from stillwatch.simulate.kinds import Population
from stillwatch.simulate.people import token
from stillwatch.simulate.stream import Style


class Nightly(Population):
    """Claim: one-shot, no item twice, always at the same hour, for as long as the log goes."""

    name = "nightly"
    share = 0.012
    least = 8
    lookalike = True

    def build(self, cast: Cast, n: int) -> None:
        """Add the accounts."""
        rng, end = cast.rng, cast.world.end
        for _ in range(n):
            country = cast.country()
            fresh = rng.random() < 0.25
            start = rng.uniform(0, 0.8 * end) if fresh else -DAY
            ends = rng.uniform(start + DAY, 2 * end) if rng.random() < 0.3 else 2 * end
            style = Style(
                content=(("business.en", 1.0),),
                one_shot=1.0,
                wraps=cast.wraps("wrap.business", 1),
                systems=cast.phrases("system.app", 1) if rng.random() < 0.5 else (b"",),
                params=(cast.params(business=True),),
                repeat=float(rng.uniform(0, 0.05)),
                batch=bool(rng.random() < 0.4),
            )
            who = cast.identity(
                created=start - 5 * DAY if fresh else cast.old_date(), country=country,
                mail=f"{token(rng, 7)}.example", business=True,
            )  # fmt: skip
            beat = Beat(
                cast.heavy_rate(14.0, 0.8), start, ends,
                cast.rhythms.night(int(rng.integers(24)), int(rng.integers(1, 5))),
                float(rng.uniform(0.4, 2.5)), float(rng.uniform(1.5, 40)),
            )  # fmt: skip
            models = (cast.model(), "aster-3-pro", cast.adopts(20.0))
            cast.stream(cast.add(who, self.name), style, beat, cast.server(country), models)
