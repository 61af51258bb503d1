"""Hackathons: accounts opened the same day on one network, alive for two or three days."""

from __future__ import annotations

from dataclasses import replace

from stillwatch.simulate import cohort
from stillwatch.simulate.cast import DAY, Cast
from stillwatch.simulate.kinds import Population
from stillwatch.simulate.stream import Style

_THEMES = ("coding", "agentic", "tool", "general", "chat", "grading", "business")


class Hackathon(Population):
    """Claim: a common birth, a common end and a common theme are an event, not a harvest."""

    name = "hackathon"
    share = 0.015
    least = 20
    lookalike = True

    def build(self, cast: Cast, n: int) -> None:
        """Add the accounts, 20 to 120 to an event."""
        left = n
        while left > 0:
            size = min(left, int(cast.rng.integers(20, 120)))
            self._event(cast, size)
            left -= size

    def _event(self, cast: Cast, size: int) -> None:
        rng, end = cast.rng, cast.world.end
        frame = cohort.frame(cast, "lookalike")
        start = float(rng.uniform(-1, max(end - 2 * DAY, DAY)))
        frame = replace(
            frame,
            start=start,
            end=start + float(rng.uniform(1.5, 4)) * DAY,
            start_jitter=min(frame.start_jitter, DAY),
            stop_jitter=min(frame.stop_jitter, DAY),
            rate=frame.rate * 1.5,
        )
        kind = cast.choose(("corporate", "education", "mobile"))
        hall = cast.network.place(rng, kind, frame.country)
        themes = rng.choice(len(_THEMES), size=min(frame.topics, 4), replace=False)
        names = [f"{_THEMES[int(i)]}.en" for i in themes]
        kit = cast.phrases("system.app", 3)  # starter code that many teams keep
        card = f"pay_{cast.seed():016x}" if rng.random() < 0.4 else None
        mine = cast.software(0.1)
        for _ in range(size):
            beat = cohort.beat(cast, frame)
            aged = rng.random() < frame.aged * 0.5
            who = cast.identity(
                created=cast.old_date() if aged else frame.start - rng.exponential(0.3 * DAY),
                country=frame.country if rng.random() < 0.8 else None,
                card=card,
            )
            style = Style(
                content=tuple((name, float(rng.uniform(0.2, 1))) for name in names),
                one_shot=frame.one_shot * float(rng.uniform(0.6, 1)),
                systems=(cast.choose(kit),) if rng.random() < 0.5 else (b"",),
                params=cast.presets(frame.presets),
                common=float(rng.uniform(0, 0.2)),
                repeat=frame.repeat,
                tool_turns=0.3,
            )
            place = cast.network.near(rng, hall)
            clients = (cast.client(place, mine if rng.random() < 0.5 else cast.software(0.3)),)
            cast.stream(cast.add(who, self.name), style, beat, clients, cohort.models(cast, frame))
