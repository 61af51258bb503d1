"""What campaigns have in common: a work queue dealt to accounts, cover, and plumbing."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

from stillwatch.simulate import cohort, people
from stillwatch.simulate.cast import DAY, Beat, Cast
from stillwatch.simulate.cohort import Frame
from stillwatch.simulate.network import Software
from stillwatch.simulate.stream import Fragment, Style
from stillwatch.simulate.workqueue import WorkQueue

_TASKS = (
    "math",
    "logic",
    "coding",
    "agentic",
    "tool",
    "grading",
    "refusals",
    "rewriting",
    "general",
)
_FEW = 8
_LANGUAGES = ("es", "de", "zh", "ar", "hi", "ja")
_TOP = ("aster-2-pro", "aster-2-pro", "aster-2-code", "aster-2-mini")


Place = Callable[[int, str], tuple[Fragment, ...]]
"""Clients of an account, by its number in the campaign and its declared country."""


@dataclass
class Campaign:
    """A campaign as it was drawn: what the truth file says of it."""

    id: str
    kind: str
    accounts: int
    start: float
    end: float
    params: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Plan:
    """How one campaign harvests."""

    id: str
    kind: str
    frame: Frame
    style: Style
    queue: int
    model: str
    cover: float
    """Mean share of an account's exchanges that are ordinary."""
    software: tuple[Software, ...]
    mails: tuple[str, ...] = ()
    """Mail domains of its own that accounts are opened with; empty: like anybody's."""
    moves: float | None = None
    """When it moves to the new model; None: as the frame says."""


def tasks(cast: Cast, n: int, items: float) -> tuple[tuple[str, float], ...]:
    """Draw `n` kinds of task with weights, some in other languages.

    A harvest of `items` distinct items may use a published set only as far as it reaches: each
    rule is split into what was made up and a share of the pool that hardly repeats itself.
    """
    rng, size = cast.rng, cast.grammar.size
    names = [_TASKS[int(i)] for i in rng.choice(len(_TASKS), size=n, replace=False)]
    weights = rng.dirichlet([2.0] * len(names))
    out = []
    for name, weight in zip(names, weights, strict=True):
        pool = min(0.5, 0.3 * size(f"{name}.pool") / max(items * weight, 1.0))
        out += [(f"{name}.made.en", weight * (1 - pool))]
        out += [(f"{name}.pool", weight * pool)] if pool > 0 else []
    if rng.random() < 0.3:
        language, share = cast.choose(_LANGUAGES), float(rng.uniform(0.2, 1.0))
        out = [(name, weight * (1 - share)) for name, weight in out if share < 0.9]
        out += [(f"{base}.{language}", share / 2) for base in ("math", "general")]
    return tuple((name, float(weight)) for name, weight in out)


def plan(cast: Cast, kind: str, wraps: str, n: int, *, samples: int = 1, **fixed: float) -> Plan:
    """Draw a campaign.

    Parameters
    ----------
    cast
        Where its queue is added.
    kind
        Name of the campaign kind.
    wraps
        Instructions around items: `none`, `one` or `many`.
    n
        Accounts that will work on it.
    samples
        Times that each item is asked.
    fixed
        Parameters of `ranges` that are set, and `cover`.
    """
    cover = fixed.pop("cover", None)
    if n <= _FEW and "rate" not in fixed:
        # a rival with a handful of accounts can't spread the work: each sends more
        fixed["rate"] = cast.draw("campaign", "rate") * float(cast.rng.uniform(2, 5))
    frame = cohort.frame(cast, "campaign", **fixed)
    days = (frame.end - frame.start) / DAY
    content = tasks(cast, frame.topics, n * frame.rate * cast.world.rate * days / samples)
    bank = "wrap.reason" if cast.rng.random() < 0.6 else "wrap.task"
    around = {"none": 0, "one": 1, "many": int(cast.rng.integers(60, 400))}[wraps]
    systems = cast.phrases("system.harvest", 1 if wraps == "one" else 3)
    style = Style(
        content=content,
        one_shot=frame.one_shot,
        turns=float(cast.rng.uniform(2.2, 4.0)),
        think_s=float(cast.rng.uniform(4, 60)),
        wraps=cast.wraps(bank, around) if around else ((b"", b""),),
        systems=systems if wraps != "none" and cast.rng.random() < 0.5 else (b"",),
        params=cast.presets(frame.presets),
        session=bool(cast.rng.random() < 0.45),
        tool_turns=0.5,
    )
    cast.queues.append(WorkQueue(cast.seed(), samples, frame.repeat))
    software = tuple(cast.software(0.15) for _ in range(int(cast.rng.integers(1, 5))))
    label = f"camp_{sum(a.campaign is not None for a in cast.actors):05d}_{kind}"
    own = int(cast.rng.integers(1, 6)) if cast.rng.random() < 0.35 else 0
    mails = tuple(f"{people.token(cast.rng, 7)}.example" for _ in range(own))
    return Plan(
        label, kind, frame, style, len(cast.queues) - 1, cast.choose(_TOP),
        frame.other if cover is None else cover, software, mails,
    )  # fmt: skip


def ordinary(cast: Cast) -> Style:
    """Draw what cover traffic looks like: what ordinary people and small programs send."""
    more = ("coding", "writing", "homework", "general", "math", "logic")
    picks = cast.rng.choice(len(more), size=int(cast.rng.integers(0, 3)), replace=False)
    other = tuple((f"{more[int(i)]}.en", float(cast.rng.uniform(0.05, 0.6))) for i in picks)
    return Style(
        content=(("chat.en", 1.0), *other),
        one_shot=float(cast.rng.uniform(0.3, 0.85)),
        think_s=float(cast.rng.uniform(10, 120)),
        systems=cast.phrases("system.assistant", 1) if cast.rng.random() < 0.4 else (b"",),
        params=cast.presets(2),
        popular=float(cast.rng.uniform(0.0, 0.12)),
        common=float(cast.rng.uniform(0.0, 0.3)),
        session=bool(cast.rng.random() < 0.5),
    )


def member(cast: Cast, plan: Plan, clients: tuple[Fragment, ...], actor: int,
           beat: Beat | None = None) -> None:  # fmt: skip
    """Give one account its share of the work, and its cover."""
    rng, frame = cast.rng, plan.frame
    beat = beat or cohort.beat(cast, frame)
    # each account's own cover share scatters around the campaign's
    cover = min(0.92, max(0.0, plan.cover + rng.normal(0, 0.07))) if plan.cover > 0 else 0.0
    models = cohort.models(cast, frame, plan.model)
    if plan.moves is not None and rng.random() < 0.85:
        models = (*models[:2], plan.moves + rng.uniform(0, 0.5 * DAY))
    harvest = replace(beat, rate=beat.rate * (1 - cover))
    cast.stream(actor, plan.style, harvest, clients, models, harvest=True, queue=plan.queue)
    if cover > 0.02:
        around = replace(
            beat,
            rate=beat.rate * cover,
            start=beat.start - rng.exponential(2 * DAY),
            end=beat.end + rng.exponential(1 * DAY),
            rhythm=cast.rhythm(frame.country, float(rng.uniform(0.3, 1.5))),
            gap_shape=cast.burst(),
        )
        cast.stream(actor, ordinary(cast), around, clients)


def accounts(
    cast: Cast, plan: Plan, n: int, place: Place, *,
    hidden: bool = False,
) -> Campaign:  # fmt: skip
    """Add `n` accounts that work on a plan; `place` gives clients by number and country.

    `hidden`: each account has a card and a mail domain like anybody's.
    """
    rng, frame = cast.rng, plan.frame
    cards = [f"pay_{cast.seed():016x}" for _ in range(math.ceil(n / frame.per_card))]
    for i in range(n):
        beat = cohort.beat(cast, frame)
        aged = rng.random() < frame.aged
        who = cast.identity(
            country=frame.country if rng.random() < 0.35 else None,
            created=cast.old_date() if aged else beat.start - rng.exponential(4 * DAY) - 600,
            mail=cast.choose(plan.mails) if plan.mails and not hidden else None,
            card=None if hidden else cast.choose(cards),
        )
        clients = place(i, who.fields["country"])
        member(cast, plan, clients, cast.add(who, "campaign", plan.id), beat)
    return campaign(plan, n)


def campaign(plan: Plan, n: int, **more: Any) -> Campaign:
    """Return what the truth file says of a campaign."""
    frame = plan.frame
    params = {
        "rate": frame.rate, "load_sd": frame.load_sd, "cover": plan.cover,
        "repeat": frame.repeat, "one_shot": frame.one_shot, "depth": frame.depth,
        "start_jitter_h": frame.start_jitter / 3600, "stop_jitter_h": frame.stop_jitter / 3600,
        "gap_shape": frame.gap_shape, "day_shape": frame.day_shape,
        "per_card": frame.per_card, "per_network": frame.per_network, "aged": frame.aged,
        "wraps": len(plan.style.wraps),
    }  # fmt: skip
    rounded: dict[str, Any] = {k: round(float(v), 4) for k, v in params.items()}
    rounded["tasks"] = {name: round(weight, 3) for name, weight in plan.style.content}
    return Campaign(plan.id, plan.kind, n, frame.start, frame.end, rounded | more)


def rented(cast: Cast, plan: Plan, kinds: tuple[str, ...]) -> Place:
    """Return addresses by the network: `per_network` accounts share a rented prefix."""
    blocks = {}

    def place(i: int, country: str) -> tuple[Fragment, ...]:
        number = int(i // max(plan.frame.per_network, 1))
        if number not in blocks:
            where = cast.choose((plan.frame.country, country, "US"))
            blocks[number] = cast.network.place(cast.rng, cast.choose(kinds), where)
        near = [cast.network.near(cast.rng, blocks[number]) for _ in range(2)]
        software = cast.choose(plan.software)
        return tuple(cast.client(p, software) for p in near)

    return place


def homes(cast: Cast) -> Place:
    """Return one residential address an account, each with software of its own."""

    def place(i: int, country: str) -> tuple[Fragment, ...]:
        return cast.home(country, browser=0.5)

    return place
