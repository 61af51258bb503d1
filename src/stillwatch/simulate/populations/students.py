"""Universities: hundreds of students behind one address, the same homework asked by many."""

from __future__ import annotations

from dataclasses import replace

from stillwatch.simulate import cohort
from stillwatch.simulate.cast import DAY, Cast
from stillwatch.simulate.kinds import Population
from stillwatch.simulate.people import FREEMAIL
from stillwatch.simulate.stream import Style


class Students(Population):
    """Claim: shared items, steps asked for, one egress and a term's begin are what a class is."""

    name = "students"
    share = 0.025
    least = 30
    lookalike = True

    def build(self, cast: Cast, n: int) -> None:
        """Add the accounts, at most some 150 to a university."""
        left = n
        while left > 0:
            size = min(left, int(cast.rng.integers(40, 160)))
            self._university(cast, size, int(cast.rng.integers(1000)))
            left -= size

    def _university(self, cast: Cast, size: int, number: int) -> None:
        rng, end = cast.rng, cast.world.end
        frame = cohort.frame(cast, "lookalike", rate=cast.draw("lookalike", "rate") * 0.4)
        country, mail = frame.country, f"student.u{number}.example"
        gate = cast.network.place(rng, "education", country)
        styles = [self._style(cast, frame) for _ in range(size)]
        sheets = [(cast.seed(), int(rng.integers(8, 60))) for _ in range(int(rng.integers(1, 5)))]
        shared = float(rng.uniform(0.15, 0.7))
        dated = rng.random() < 0.5  # a course that begins inside the log, or a term long under way
        for _ in range(size):
            beat = cohort.beat(cast, frame)
            if not dated:
                beat = replace(beat, start=-DAY, end=2 * end)
            fresh = dated and rng.random() < 0.6
            who = cast.identity(
                created=beat.start - rng.exponential(DAY) - 600 if fresh else cast.old_date(),
                country=country,
                mail=mail if rng.random() < 0.7 else cast.choose(FREEMAIL),
            )
            campus = cast.client(gate, cast.software(0.9))
            clients = (campus, *cast.home(country, 0.9)[:1]) if rng.random() < 0.5 else (campus,)
            cast.stream(
                cast.add(who, self.name), cast.choose(styles), beat, clients,
                pool=cast.choose(sheets), pool_share=shared,
            )  # fmt: skip

    @staticmethod
    def _style(cast: Cast, frame: cohort.Frame) -> Style:
        rng = cast.rng
        return Style(
            content=(("homework.en", 1.0), ("math.en", float(rng.uniform(0, 0.6))),
                     ("coding.en", float(rng.uniform(0, 0.4))),
                     ("chat.en", float(rng.uniform(0.05, 0.5)))),
            one_shot=frame.one_shot * float(rng.uniform(0.6, 1)),
            wraps=cast.wraps("wrap.student", 3) + cast.wraps("wrap.reason", 3) + ((b"", b""),) * 4,
            params=cast.presets(frame.presets),
            popular=float(rng.uniform(0, 0.1)),
            common=float(rng.uniform(0, 0.3)),
            repeat=frame.repeat * 0.5,
            session=bool(rng.random() < 0.6),
        )  # fmt: skip
