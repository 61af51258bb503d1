"""Regular chat users: long conversations, code and homework among them."""

from __future__ import annotations

from stillwatch.simulate.cast import DAY, Beat, Cast
from stillwatch.simulate.kinds import Population
from stillwatch.simulate.populations.consumers import habits, language
from stillwatch.simulate.rules import LANGUAGES
from stillwatch.simulate.stream import Style

_MORE = (
    "coding", "writing", "homework", "math", "general", "logic", "rewriting", "grading", "refusals",
    "tool",
)  # fmt: skip


class Chat(Population):
    """Claim: capable people ask for steps, code and proofs too, for themselves."""

    name = "chat"
    share = 0.22

    def build(self, cast: Cast, n: int) -> None:
        """Add the accounts."""
        rng, end = cast.rng, cast.world.end
        # each has habits of its own; in a world of very many, some are alike
        styles = {c: [self._style(cast, c) for _ in range(habits(c, n))] for c in LANGUAGES}
        for _ in range(n):
            fresh = rng.random() < 0.12
            start = rng.uniform(0, end) if fresh else -DAY
            who = cast.identity(
                created=start - rng.exponential(0.5 * DAY) - 60 if fresh else cast.old_date()
            )
            country = who.fields["country"]
            beat = Beat(
                cast.heavy_rate(2.6, 1.1), start, 2 * end,
                cast.rhythm(country, float(rng.uniform(0.1, 1.6))), cast.burst(),
                float(rng.uniform(0.4, 4.0)),
            )  # fmt: skip
            actor = cast.add(who, self.name)
            cast.stream(
                actor, cast.choose(styles[language(cast, country)]), beat, cast.home(country, 0.75)
            )

    @staticmethod
    def _style(cast: Cast, code: str) -> Style:
        rng = cast.rng
        content = [(f"chat.{code}", float(rng.uniform(0.2, 1.0)))]
        for i in rng.choice(len(_MORE), size=int(rng.integers(1, 4)), replace=False):
            content.append((f"{_MORE[int(i)]}.en", float(rng.uniform(0.05, 0.6))))
        # some ask for steps now and then, some by habit
        asks, plain = rng.random() < 0.35, int(rng.choice([0, 2, 8, 20]))
        bank = "wrap.reason" if rng.random() < 0.6 else "wrap.task"
        system = "system.assistant" if rng.random() < 0.7 else "system.harvest"
        return Style(
            content=tuple(content),
            one_shot=float(rng.uniform(0.15, 0.8)),
            turns=float(rng.uniform(2.5, 6.0)),
            think_s=float(rng.uniform(10, 120)),
            wraps=cast.wraps(bank, 6) + ((b"", b""),) * plain if asks else ((b"", b""),),
            systems=cast.phrases(system, 1) if rng.random() < 0.4 else (b"",),
            params=cast.presets(1 + rng.exponential(1.0)),
            popular=float(rng.uniform(0.0, 0.1)),
            common=float(rng.uniform(0.0, 0.35)),
            repeat=float(rng.uniform(0, 0.1)),
            session=bool(rng.random() < 0.7),
        )
