"""Evenly loaded fleets: one organisation deals one-shot work to many of its accounts."""

from __future__ import annotations

from dataclasses import replace

from stillwatch.simulate import cohort
from stillwatch.simulate.cast import DAY, Cast
from stillwatch.simulate.kinds import Population
from stillwatch.simulate.people import token
from stillwatch.simulate.stream import Style


class Fleet(Population):
    """Claim: even load, a queue, a template and common plumbing, for the firm's own records."""

    name = "fleet"
    share = 0.012
    least = 15
    lookalike = True

    def build(self, cast: Cast, n: int) -> None:
        """Add the accounts, 12 to 80 to a fleet."""
        left = n
        while left > 0:
            size = min(left, int(cast.rng.integers(12, 80)))
            self._fleet(cast, size)
            left -= size

    def _fleet(self, cast: Cast, size: int) -> None:
        rng = cast.rng
        frame = cohort.frame(cast, "lookalike")
        # some firms declare one organisation, some open their accounts one by one
        org = f"org_{token(rng, 8)}" if rng.random() < 0.6 else None
        mail = f"{token(rng, 7)}.example"
        cards = [f"pay_{token(rng)}" for _ in range(max(1, round(size / frame.per_card)))]
        style = Style(
            content=(("business.en", 1.0), ("general.en", float(rng.uniform(0, 0.3))),
                     ("grading.en", float(rng.uniform(0, 0.25)))),
            one_shot=max(frame.one_shot, 0.7),
            wraps=cast.wraps("wrap.business", int(rng.integers(1, 6))),
            systems=cast.phrases("system.app", 1) if rng.random() < 0.5 else (b"",),
            params=cast.presets(frame.presets, business=True),
            repeat=frame.repeat,
        )  # fmt: skip
        other = replace(style, content=(("chat.en", 0.5), ("coding.en", 0.5)), wraps=((b"", b""),))
        block = cast.network.place(rng, cast.choose(("hosting", "corporate")), frame.country)
        software = cast.software(0.02)
        model = cast.model()
        lasting = rng.random() < 0.5
        for _ in range(size):
            beat = cohort.beat(cast, frame)
            if lasting:
                beat = replace(beat, start=-DAY, end=2 * cast.world.end)
            aged = lasting or rng.random() < frame.aged
            who = cast.identity(
                created=cast.old_date() if aged else beat.start - rng.exponential(3 * DAY) - 600,
                country=frame.country, mail=mail, card=cast.choose(cards), business=True, org=org,
            )  # fmt: skip
            actor = cast.add(who, self.name)
            near = [cast.network.near(rng, block) for _ in range(2)]
            clients = tuple(cast.client(p, software) for p in near)
            models = cohort.models(cast, frame, model)
            work = replace(beat, rate=beat.rate * (1 - frame.other))
            cast.stream(actor, style, work, clients, models)
            if frame.other > 0.02:
                rest = replace(beat, rate=beat.rate * frame.other)
                cast.stream(actor, other, rest, clients, models)
