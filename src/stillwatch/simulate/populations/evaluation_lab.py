"""Evaluation labs: benchmark items in a template, one-shot, over several models and repeats."""

from __future__ import annotations

from stillwatch.simulate import cohort
from stillwatch.simulate.cast import DAY, Cast
from stillwatch.simulate.kinds import Population
from stillwatch.simulate.people import MODELS, token
from stillwatch.simulate.stream import Style
from stillwatch.simulate.workqueue import WorkQueue

_BENCHMARKS = ("math", "logic", "coding", "tool", "grading", "refusals", "general")


class EvaluationLab(Population):
    """Claim: closest to a harvest of all; it asks a finite set of items over and over."""

    name = "evaluation_lab"
    share = 0.003
    least = 6
    lookalike = True

    def build(self, cast: Cast, n: int) -> None:
        """Add the accounts, 3 to 20 to a lab."""
        left = n
        while left > 0:
            size = min(left, int(cast.rng.integers(3, 20)))
            self._lab(cast, size)
            left -= size

    def _lab(self, cast: Cast, size: int) -> None:
        rng = cast.rng
        frame = cohort.frame(cast, "lookalike")
        names = rng.choice(len(_BENCHMARKS), size=min(frame.topics, 4), replace=False)
        style = Style(
            content=tuple((f"{_BENCHMARKS[int(i)]}.en", 1.0) for i in names),
            one_shot=max(frame.one_shot, 0.8),
            wraps=cast.wraps("wrap.reason" if rng.random() < 0.5 else "wrap.task", 2),
            systems=cast.phrases("system.harvest", 1) if rng.random() < 0.4 else (b"",),
            params=cast.presets(frame.presets),
        )
        mail, org, card = f"{token(rng, 7)}.example", f"org_{token(rng, 8)}", f"pay_{token(rng)}"
        seed, items = cast.seed(), int(rng.integers(150, 1500))
        # half deal the benchmark out as a queue, each item k times a pass; half draw at will
        dealt = rng.random() < 0.5
        cast.queues.append(WorkQueue(seed, int(rng.integers(1, 6)), frame.repeat, items))
        source = {"queue": len(cast.queues) - 1} if dealt else {"pool": (seed, items)}
        clients = cast.server(frame.country)
        for i in range(size):
            beat = cohort.beat(cast, frame)
            aged = rng.random() < frame.aged
            who = cast.identity(
                created=cast.old_date() if aged else beat.start - rng.exponential(6 * DAY) - 600,
                country=frame.country, mail=mail, business=True, org=org,
                card=card if rng.random() < 0.8 else None,
            )  # fmt: skip
            model = MODELS[i % 5]
            cast.stream(
                cast.add(who, self.name), style, beat, clients, cohort.models(cast, frame, model),
                pool_share=0.0 if dealt else 1.0, **source,
            )  # fmt: skip
