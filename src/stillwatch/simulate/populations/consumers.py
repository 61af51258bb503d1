"""People who ask now and then: small, heavy-tailed, much of it what everybody asks."""

from __future__ import annotations

from stillwatch.simulate.cast import DAY, Beat, Cast
from stillwatch.simulate.kinds import Population
from stillwatch.simulate.rules import LANGUAGES
from stillwatch.simulate.stream import Style

_BY_COUNTRY = {
    "ES": "es", "MX": "es", "AR": "es", "CO": "es", "DE": "de", "CN": "zh", "SG": "zh",
    "EG": "ar", "SA": "ar", "AE": "ar", "IN": "hi", "JP": "ja",
}  # fmt: skip


def language(cast: Cast, country: str) -> str:
    """Draw a language: often the country's, where the banks have it."""
    local = _BY_COUNTRY.get(country)
    return local if local and cast.rng.random() < 0.6 else "en"


def habits(code: str, n: int) -> int:
    """Return how many styles to draw for `n` accounts, those who write in `code` among them."""
    return min(n, 3_000) if code == "en" else min(n // 20 + 1, 150)


class Consumers(Population):
    """Claim: nothing holds them together."""

    name = "consumers"
    share = 0.40

    def build(self, cast: Cast, n: int) -> None:
        """Add the accounts."""
        rng, end = cast.rng, cast.world.end
        styles = {c: [self._style(cast, c) for _ in range(habits(c, n))] for c in LANGUAGES}
        for _ in range(n):
            fresh = rng.random() < 0.2
            start = rng.uniform(0, end) if fresh else -DAY
            # some of those who try it out stay for a few days only
            stays = rng.exponential(3 * DAY) + 3600 if fresh and rng.random() < 0.6 else 2 * end
            who = cast.identity(
                created=start - rng.exponential(0.3 * DAY) - 60 if fresh else cast.old_date()
            )
            country = who.fields["country"]
            beat = Beat(
                cast.heavy_rate(1.1, 1.3), start, start + stays,
                cast.rhythm(country, float(rng.uniform(0.5, 1.6))), cast.burst(),
                float(rng.uniform(0.25, 2.0)),
            )  # fmt: skip
            actor = cast.add(who, self.name)
            cast.stream(
                actor, cast.choose(styles[language(cast, country)]), beat, cast.home(country, 0.85)
            )

    @staticmethod
    def _style(cast: Cast, code: str) -> Style:
        rng = cast.rng
        writing = (("writing.en", float(rng.uniform(0, 0.4))),) if code == "en" else ()
        sums = (("math.en" if code == "en" else f"math.{code}", float(rng.uniform(0, 0.15))),)
        return Style(
            content=((f"chat.{code}", 1.0), *writing, *sums),
            one_shot=float(rng.uniform(0.35, 0.9)),
            systems=cast.phrases("system.assistant", 1) if rng.random() < 0.3 else (b"",),
            params=cast.presets(1 + rng.exponential(0.8)),
            popular=float(rng.uniform(0.02, 0.25)),
            common=float(rng.uniform(0.05, 0.5)),
            repeat=float(rng.uniform(0, 0.1)),
            session=bool(rng.random() < 0.6),
        )
