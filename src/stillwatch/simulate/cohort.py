"""Look-alike cohorts: groups of ordinary accounts that share a cause, with drawn behaviour."""

from __future__ import annotations

from dataclasses import dataclass

from stillwatch.simulate.cast import DAY, Beat, Cast
from stillwatch.simulate.people import NEW_MODEL


@dataclass(frozen=True)
class Frame:
    """What a cohort's accounts have in common; every figure was drawn from `ranges`."""

    side: str
    country: str
    rate: float
    load_sd: float
    start: float
    """Seconds since the world's begin."""
    end: float
    start_jitter: float
    """Seconds over which the accounts begin."""
    stop_jitter: float
    other: float
    repeat: float
    one_shot: float
    depth: float
    gap_shape: float
    day_shape: float
    presets: float
    per_card: float
    per_network: float
    aged: float
    topics: int
    adopts: float
    """When the cohort moves to the new model, seconds since the world's begin."""


def frame(cast: Cast, side: str, **fixed: float) -> Frame:
    """Draw a cohort's frame; `fixed` sets drawn parameters by name."""

    def get(name: str) -> float:
        return fixed[name] if name in fixed else cast.draw(side, name)

    rng, end = cast.rng, cast.world.end
    span = get("length") * end
    # a third of all cohorts were there before the log or go on after it
    start = rng.uniform(-0.15, 1.0) * max(end - span, 0.0)
    return Frame(
        side=side,
        country=cast.country(),
        rate=get("rate"),
        load_sd=get("load_sd"),
        start=start,
        end=start + span,
        # a short log can't hold a long onset
        start_jitter=min(get("start_jitter_h") * 3600, 0.4 * span),
        stop_jitter=min(get("stop_jitter_h") * 3600, 0.4 * span),
        other=get("other"),
        repeat=get("repeat"),
        one_shot=get("one_shot"),
        depth=get("depth"),
        gap_shape=get("gap_shape"),
        day_shape=get("day_shape"),
        presets=get("presets"),
        per_card=get("per_card"),
        per_network=get("per_network"),
        aged=get("aged"),
        topics=max(1, round(get("topics"))),
        adopts=cast.release + get("adopt_h") * 3600,
    )


def beat(cast: Cast, frame: Frame, share: float = 1.0, rhythm: int | None = None) -> Beat:
    """Draw one account's activity around its cohort's frame; `share` scales its rate."""
    rng = cast.rng
    # the mean stays at the frame's rate whatever the dispersion
    load = rng.normal(-(frame.load_sd**2) / 2, frame.load_sd)
    start = frame.start + rng.exponential(frame.start_jitter / 2)
    stop = max(frame.end - rng.exponential(frame.stop_jitter / 2), start + 0.25 * DAY)
    return Beat(
        rate=share * frame.rate * float(2.718281828459045**load),
        start=float(start),
        end=float(stop),
        rhythm=cast.rhythm(frame.country, frame.depth) if rhythm is None else rhythm,
        gap_shape=frame.gap_shape,
        day_shape=frame.day_shape,
    )


def models(cast: Cast, frame: Frame, before: str | None = None) -> tuple[str, str, float]:
    """Return a member's models: most of a cohort moves when it moves, a few on their own."""
    first = before or cast.model()
    own = cast.rng.random() < 0.15
    return first, NEW_MODEL, cast.adopts() if own else frame.adopts
