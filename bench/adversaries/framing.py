"""Framing: accounts that harvest openly and copy victims, so that the victims are flagged too."""

from __future__ import annotations

import json
import shutil
import tempfile
from dataclasses import asdict, dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
from _measure import digest

from adversaries.attack import Attack
from adversaries.trial import HERE, ever_flagged, flagged, trial_code
from adversaries.world import Played, Size, moment
from stillwatch.simulate import harvest, people
from stillwatch.simulate.cast import DAY, Beat, Cast
from stillwatch.simulate.compose import Line
from stillwatch.simulate.stream import Actor, Stream

KINDS = (
    "consumers", "chat", "business", "agent_tool", "students", "proxy", "fleet", "nightly",
    "hackathon", "evaluation_lab",
)  # fmt: skip
"""Populations that victims come from: all but resellers and licensed customers."""
ENOUGH = 12.0
"""Exchanges that a victim sends in the mean: below, there is nothing to copy."""


@dataclass(frozen=True)
class Frame:
    """How victims are copied, besides /24, network, country, client software and TLS print."""

    name: str
    setup: bool = False
    """Same request settings, tariff and mail domain."""
    signup: bool = False
    """Same sign-up day."""
    template: bool = False
    """Same instruction and system prompt, in place of the harvest's own."""
    habits: bool = False
    """Same hours, burstiness, begin and end, turns and pauses."""
    load: bool = False
    """Same load, in place of the harvest's own."""
    replays: float = 0.0
    """Share of the victim's exchanges that each copy sends again within the hour."""
    tasks: bool = False
    """The harvest is of the victim's own kinds of task."""
    both: bool = False
    """The harvest's own instructions besides the victim's, in turn."""
    hosts: int = 0
    """Accounts of the same harvest that copy nobody: the core that victims are to be drawn into."""
    gang: int = 5
    """Accounts to a victim."""
    rate: float = 8.0
    """Harvest exchanges a day of each, before the world's factor, where the load is its own."""


FRAMES = (
    Frame("address"),
    Frame("setup", setup=True),
    Frame("signup", setup=True, signup=True),
    Frame("prompts", setup=True, replays=0.5),
    Frame("habits", setup=True, replays=0.5, habits=True),
    Frame("crowd", setup=True, replays=1.0, habits=True, gang=20),
    Frame("template", setup=True, replays=0.5, habits=True, template=True),
    Frame("twins", setup=True, replays=1.0, habits=True, template=True, load=True, tasks=True,
          signup=True),
    Frame("host", setup=True, replays=0.5, hosts=150),
    Frame("host, both", setup=True, replays=0.5, template=True, both=True, hosts=150),
    Frame("host, twins", setup=True, replays=1.0, habits=True, template=True, both=True,
          load=True, tasks=True, signup=True, hosts=150),
    Frame("thin", setup=True, signup=True, replays=0.15, gang=10),
)  # fmt: skip
"""Ways to frame; the harvest is open, with an instruction of its own, unless the template is. The
last knows by how little each copier must repeat to count (`audit.copied`)."""

CODE = digest([HERE / "framing.py"], trial_code())
"""Digest of what decides a framing."""


class Framing:
    """Picks victims, adds the gangs, and sends what they repeat.

    Parameters
    ----------
    frame
        How victims are copied.
    accounts
        Accounts that the attackers can afford.
    seed
        Of what is drawn here.
    """

    def __init__(self, frame: Frame, accounts: int, seed: int) -> None:
        self.frame, self._accounts = frame, accounts
        self.victims: dict[str, str] = {}
        """Account to population."""
        self._rng = np.random.default_rng([seed, 0xF8])
        self._gangs: dict[str, list[Actor]] = {}

    def add(self, cast: Cast) -> Attack:
        """Add the gangs: one campaign with one queue, each gang at its victim's place."""
        cast.reseed("adversary:framing")
        plan = harvest.plan(
            cast, "framing", "one", self._accounts, rate=self.frame.rate, load_sd=0.1,
            length=1.0, repeat=0.0, one_shot=0.95, depth=0.2, day_shape=15.0, topics=3,
        )  # fmt: skip
        attack = Attack()
        self._host(cast, plan)
        for actor in self._pick(cast):
            victim = cast.actors[actor]
            self.victims[victim.account] = victim.population
            streams = [s for s in cast.streams if s.actor == actor]
            stream = max(streams, key=lambda s: _expected(s, cast.world.end))
            gang = [self._copy(cast, plan, victim, stream) for _ in range(self.frame.gang)]
            self._gangs[victim.account] = [cast.actors[i] for i in gang]
        return attack

    def _host(self, cast: Cast, plan: harvest.Plan) -> None:
        """Add accounts of the harvest on rented servers, which copy nobody."""
        place = harvest.rented(cast, plan, ("hosting", "vpn"))
        for number in range(self.frame.hosts):
            start = cast.rng.uniform(0.3, 1.0) * DAY
            who = cast.identity(created=start - cast.rng.exponential(2 * DAY) - 600)
            actor = cast.add(who, "campaign", plan.id)
            beat = Beat(self.frame.rate, start, cast.world.end, cast.rhythm("US", 0.2), 1.0, 15.0)
            clients = place(number, who.fields["country"])
            cast.stream(actor, plan.style, beat, clients, harvest=True, queue=plan.queue)

    def _pick(self, cast: Cast) -> list[int]:
        """Actors of ordinary accounts with traffic to copy, as many of each population."""
        sends: dict[int, float] = {}
        for stream in cast.streams:
            more = _expected(stream, cast.world.end)
            sends[stream.actor] = sends.get(stream.actor, 0.0) + more
        able = [i for i, n in sends.items() if n >= ENOUGH and cast.actors[i].end_user is None]
        by = {kind: [i for i in able if cast.actors[i].population == kind] for kind in KINDS}
        wanted = max(1, self._accounts // self.frame.gang)
        order = [list(self._rng.permutation(by[kind])) for kind in self._rng.permutation(KINDS)]
        picked: list[int] = []
        while len(picked) < wanted and any(order):
            for left in order:
                if left and len(picked) < wanted:
                    picked.append(int(left.pop()))
        return picked

    def _copy(self, cast: Cast, plan: harvest.Plan, victim: Actor, stream: Stream) -> int:
        """Add one account that copies a victim, and harvests."""
        rng, frame = cast.rng, self.frame
        told = msgspec.json.decode(victim.fragment)
        start = max(stream.start, 0.0) if frame.habits else rng.uniform(0.3, 1.0) * DAY
        who = cast.identity(created=start - rng.exponential(2 * DAY) - 600)
        fields = {**who.fields, "country": told.get("country", "US")}
        if frame.setup:
            fields |= {k: told[k] for k in ("plan", "email_domain") if k in told}
        if frame.signup:
            fields["created"] = told["created"]
        actor = cast.add(people.Identity(who.account, None, fields), "campaign", plan.id)
        style = plan.style
        if frame.setup:
            style = replace(style, params=stream.style.params)
        if frame.template:
            wraps = (style.wraps if frame.both else ()) + stream.style.wraps
            style = replace(style, wraps=wraps, systems=stream.style.systems)
        if frame.habits:
            theirs = stream.style
            style = replace(
                style, one_shot=theirs.one_shot, turns=theirs.turns, think_s=theirs.think_s,
                session=theirs.session, batch=theirs.batch,
            )  # fmt: skip
        if frame.tasks:
            style = replace(style, content=stream.style.content)
        world = cast.world
        beat = Beat(frame.rate, start, world.end, cast.rhythm("US", 0.2), 1.0, 15.0)
        if frame.habits:
            rate = stream.rate / world.rate if frame.load else frame.rate
            beat = Beat(
                rate, start, stream.end, stream.rhythm, stream.gap_shape, stream.day_shape
            )  # fmt: skip
        clients = tuple(self._near(client) for client in stream.clients)
        cast.stream(actor, style, beat, clients, harvest=True, queue=plan.queue)
        return actor

    def _near(self, client: bytes) -> bytes:
        """Return a client of the same /24."""
        told = msgspec.json.decode(client)
        head = told["ip"].rpartition(".")[0]
        return msgspec.json.encode(told | {"ip": f"{head}.{int(self._rng.integers(1, 255))}"})

    def copies(self, line: Line, actor: Actor) -> list[tuple[float, bytes]]:
        """Return what a victim's gang sends on its sending a line."""
        gang = self._gangs.get(actor.account, ())
        out = []
        for number, member in enumerate(gang if self.frame.replays else ()):
            if self._rng.random() < self.frame.replays:
                time = line.time + float(self._rng.exponential(1200.0))
                told: dict[str, Any] = msgspec.json.decode(line.text)
                told["id"] += f"_{number}"
                told["time"] = (moment(0) + timedelta(seconds=time)).isoformat()
                told["account"] = msgspec.Raw(member.fragment)
                if "client" in told:
                    told["client"] = msgspec.Raw(self._near(msgspec.json.encode(told["client"])))
                out.append((time, msgspec.json.encode(told) + b"\n"))
        return out


def _expected(stream: Stream, end: float) -> float:
    """Exchanges that a stream sends within the world, in the mean."""
    return stream.rate * max(min(stream.end, end) - max(stream.start, 0.0), 0.0) / DAY


@dataclass(frozen=True)
class Framed:
    """What a framing gave."""

    frame: str
    seed: int
    victims: dict[str, int]
    """Victims by population."""
    convicted: dict[str, int]
    """Of these, the ones flagged at the end with the framing and not without it."""
    ever: dict[str, int]
    """Of these, the ones flagged at any time with the framing and never without it."""
    before: dict[str, int]
    """Of these, the ones flagged with it and without it."""
    bystanders: dict[str, int]
    """Other ordinary accounts flagged at the end with it and not without it, by population."""
    bystanders_ever: dict[str, int]
    """The same of those flagged at any time."""
    benign: int
    gang: int
    """Accounts of the attackers."""
    flagged: int
    """Of these, the ones flagged: framing can only work where these are."""


def framed(frame: Frame, seed: int, sources: str, size: Size, work: Path) -> Framed:
    """Audit one world with a framing and without it, or read what that gave before."""
    key = digest([], asdict(frame), asdict(size))
    file = work / CODE / f"framing-{frame.name.replace(' ', '_')}-{sources}-{seed}-{key}.json"
    if file.exists():
        return Framed(**json.loads(file.read_text(encoding="utf-8")))
    file.parent.mkdir(parents=True, exist_ok=True)
    scratch = Path(tempfile.mkdtemp(prefix="framing-", dir=work))
    try:
        framing = Framing(frame, size.campaign, seed)
        played = Played(size.world(seed, sources), scratch, framing.add, framing.copies)
        found = _compare(played, framing, seed)
    finally:
        shutil.rmtree(scratch)
    part = file.with_suffix(".part")
    part.write_text(json.dumps(asdict(found)) + "\n", encoding="utf-8")
    part.rename(file)
    return found


def _compare(played: Played, framing: Framing, seed: int) -> Framed:
    after, benign = played.audit(), played.benign()
    wrong = {unit for unit in benign if flagged(after, unit)}
    ever = {unit for unit in benign if ever_flagged(after, unit)}
    # whoever is never flagged with the framing need not be looked at without it
    before = played.audit(attack=False) if ever else None
    anyway = {unit for unit in ever if before is not None and flagged(before, unit)}
    once = {unit for unit in ever if before is not None and ever_flagged(before, unit)}
    tables: list[dict[str, int]] = [{}, {}, {}, {}, {}, {}]
    for unit, population in benign.items():
        victim = unit.account in framing.victims and unit.end_user is None
        for table, counts in zip(
            tables,
            (
                victim, victim and unit in wrong - anyway, victim and unit in ever - once,
                victim and unit in anyway,
                not victim and unit in wrong - anyway, not victim and unit in ever - once,
            ),
            strict=True,
        ):  # fmt: skip
            if counts:
                table[population] = table.get(population, 0) + 1
    gang = [played.unit(i) for i in played.sent]
    return Framed(
        framing.frame.name, seed, *tables, len(benign), len(gang),
        sum(flagged(after, unit) for unit in gang),
    )  # fmt: skip
