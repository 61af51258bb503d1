"""From levers to accounts: adds a campaign to a cast, and counts what it had to buy."""

from __future__ import annotations

import math
from dataclasses import dataclass, field, replace

from adversaries.levers import Levers
from stillwatch.simulate import harvest
from stillwatch.simulate.cast import DAY, Beat, Cast
from stillwatch.simulate.harvest import Plan
from stillwatch.simulate.stream import Fragment, Style

LEAD_DAYS = 0.5
"""Days of the log before the first account begins."""
SLEEPING = 0.4
"""Rate of an account's ordinary use before it harvests, as a share of its later rate."""


@dataclass
class Attack:
    """What was added to a cast."""

    bought: dict[str, float] = field(default_factory=dict)
    """What was paid for in advance, by name in the price list."""
    begins: dict[int, float] = field(default_factory=dict)
    """Actor to when it is first kept, seconds since the world's begin."""
    ends: dict[int, float] = field(default_factory=dict)
    """Actor to when it is given up."""
    answers: str = ""
    """See `Levers`."""

    def buy(self, name: str, count: float) -> None:
        """Count what was bought."""
        self.bought[name] = self.bought.get(name, 0.0) + count


def build(cast: Cast, levers: Levers, n: int, kind: str) -> Attack:
    """Add an attack of `n` accounts in all, decoys among them; `kind` names its campaigns."""
    cast.reseed(f"adversary:{kind}")
    attack = Attack(answers=levers.answers)
    decoys = min(round(n * levers.decoys), n - 3)
    parts = max(1, min(levers.campaigns, (n - decoys) // 3))
    share, rest = divmod(n - decoys, parts)
    plan = None
    for number in range(parts):
        plan = _part(cast, attack, levers, share + (number < rest), kind)
    assert plan is not None
    for _ in range(decoys):
        _decoy(cast, attack, levers, plan)
    return attack


def _part(cast: Cast, attack: Attack, levers: Levers, size: int, kind: str) -> Plan:
    """Add one campaign with a queue of its own."""
    rng, plan = cast.rng, _plan(cast, levers, size, kind)
    # one part begins over days; each of many begins together, at a moment of its own
    latest = 0.5 if levers.campaigns > 1 else levers.start_days
    begin = LEAD_DAYS + (rng.uniform(0, levers.start_days) if levers.campaigns > 1 else 0.0)
    if levers.homes:
        place = harvest.homes(cast)
        attack.buy("address_home", size)
    else:
        place = harvest.rented(cast, plan, ("hosting", "vpn"))
        attack.buy("address_hosting", math.ceil(size / levers.per_network))
    cards = [f"pay_{cast.seed():016x}" for _ in range(math.ceil(size / levers.per_card))]
    attack.buy("card", len(cards))
    attack.buy("instruction", len(plan.style.wraps) if levers.instructions else 0)
    firms = [cast.seed() for _ in range(min(levers.firms, size))]
    attack.buy("firm", len(firms))
    for i in range(size):
        start = (begin + rng.uniform(0, latest)) * DAY
        mail = cast.choose(plan.mails) if plan.mails and not levers.homes else None
        org = None
        if firms:
            firm = firms[i % len(firms)]
            mail = f"{firm:016x}.example"
            org = f"org_{firm:016x}" if rng.random() < levers.declared else None
        card = cards[i % len(cards)]
        actor, country = _open(cast, attack, levers, start, plan.id, mail, card, org)
        clients = place(i, country)
        style = _style(cast, plan.style, levers)
        attack.buy("persona", float(levers.personas or levers.disguise))
        _work(cast, attack, levers, plan, style, actor, country, start, clients)
    return plan


def _plan(cast: Cast, levers: Levers, size: int, kind: str) -> Plan:
    wraps = "none" if not levers.instructions else "one" if levers.instructions == 1 else "many"
    plan = harvest.plan(
        cast, kind, wraps, size, samples=levers.samples, cover=levers.cover, rate=levers.rate,
        load_sd=levers.load_sd, length=1.0, repeat=levers.repeats, one_shot=levers.one_shot,
        depth=levers.depth, gap_shape=levers.gap_shape, day_shape=levers.day_shape,
        per_card=levers.per_card, per_network=levers.per_network, topics=levers.topics,
    )  # fmt: skip
    if wraps == "many":
        bank = cast.choose(("wrap.reason", "wrap.task"))
        around = cast.wraps(bank, levers.instructions)
        plan = replace(plan, style=replace(plan.style, wraps=around))
    return plan


def _open(
    cast: Cast, attack: Attack, levers: Levers, start: float, campaign: str,
    mail: str | None, card: str | None, org: str | None = None,
) -> tuple[int, str]:  # fmt: skip
    """Open one account; returns its actor and country."""
    rng = cast.rng
    aged = rng.random() < levers.aged
    who = cast.identity(
        created=cast.old_date() if aged else start - rng.exponential(2 * DAY) - 600,
        mail=mail, card=card, org=org,
    )  # fmt: skip
    attack.buy("account", 1)
    attack.buy("aged_account", float(aged))
    return cast.add(who, "campaign", campaign), who.fields["country"]


def _style(cast: Cast, style: Style, levers: Levers) -> Style:
    """Return how one account talks: like the campaign, a firm's program, or a customer."""
    if levers.personas:
        return _persona(cast, style, levers)
    if not levers.disguise:
        return style
    return replace(
        style,
        # an instruction of a firm's program would spoil the answer: the item has to be asked
        systems=cast.phrases("system.app", 1),
        params=cast.presets(1, business=True),
    )


def _persona(cast: Cast, style: Style, levers: Levers) -> Style:
    """Return the habits of one invented customer, who takes some of the queue's tasks."""
    rng = cast.rng
    several = int(rng.integers(1, 3))
    picks = rng.choice(len(style.content), size=min(several, len(style.content)), replace=False)
    return replace(
        style,
        content=tuple((style.content[int(i)][0], float(rng.uniform(0.3, 1))) for i in picks),
        one_shot=float(min(0.98, max(0.1, levers.one_shot + rng.normal(0, 0.12)))),
        turns=float(rng.uniform(2.2, 5)),
        think_s=float(rng.uniform(15, 150)),
        wraps=cast.wraps("wrap.task", 2) if levers.instructions else ((b"", b""),),
        systems=cast.phrases("system.assistant", 1) if rng.random() < 0.5 else (b"",),
        params=cast.presets(1 + rng.exponential(1.0)),
        popular=float(rng.uniform(0.0, 0.1)),
        session=bool(rng.random() < 0.6),
    )


def _work(
    cast: Cast, attack: Attack, levers: Levers, plan: Plan, style: Style, actor: int,
    country: str, start: float, clients: tuple[Fragment, ...],
) -> None:  # fmt: skip
    """Give an account its life: ordinary use, then its share of the queue, with cover."""
    rng, end = cast.rng, cast.world.end
    load = math.exp(rng.normal(-(levers.load_sd**2) / 2, levers.load_sd))
    harvests = min(start + levers.sleep_days * DAY, end - 0.25 * DAY)
    stops = min(harvests + levers.shift_days * DAY, end) if levers.shift_days else end
    cover = min(0.95, max(0.0, levers.cover + rng.normal(0, 0.05))) if levers.cover else 0.0
    beat = Beat(
        levers.rate * load * (1 - cover), harvests, stops, cast.rhythm(country, levers.depth),
        levers.gap_shape, levers.day_shape,
    )  # fmt: skip
    cast.stream(actor, style, beat, clients, harvest=True, queue=plan.queue)
    if cover:
        people = replace(
            beat, rate=levers.rate * load * cover, start=start, gap_shape=cast.burst(),
            day_shape=float(rng.uniform(0.5, 4)),
            rhythm=cast.rhythm(country, float(rng.uniform(0.5, 1.5))),
        )  # fmt: skip
        cast.stream(actor, harvest.ordinary(cast), people, clients)
    if levers.sleep_days:
        before = replace(beat, rate=SLEEPING * levers.rate * load, start=start, end=harvests)
        cast.stream(actor, harvest.ordinary(cast), before, clients)
    attack.begins[actor], attack.ends[actor] = start, stops


def _decoy(cast: Cast, attack: Attack, levers: Levers, plan: Plan) -> None:
    """Add an account that looks like a harvester by itself and like no other decoy."""
    rng, end = cast.rng, cast.world.end
    start = rng.uniform(0, LEAD_DAYS + 1) * DAY
    actor, country = _open(cast, attack, levers, start, plan.id, None, None)
    clients = harvest.homes(cast)(0, country)
    for name in ("address_home", "card"):
        attack.buy(name, 1)
    rule = cast.choose(("math", "logic", "coding", "grading", "general", "rewriting"))
    style = replace(
        _persona(cast, plan.style, levers),
        content=((f"{rule}.en", 1.0),),
        wraps=cast.wraps(cast.choose(("wrap.reason", "wrap.task")), 3),
    )
    beat = Beat(
        cast.heavy_rate(levers.rate / 2, 1.0), start, end,
        cast.rhythm(country, float(rng.uniform(0, 1.5))), cast.burst(), float(rng.uniform(0.4, 6)),
    )  # fmt: skip
    cast.stream(actor, style, beat, clients)
    attack.begins[actor], attack.ends[actor] = start, end
