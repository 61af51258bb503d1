"""One world with an attack in it, written as two logs: what others sent, and what it sent."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from adversaries.answers import answered
from adversaries.attack import Attack
from stillwatch.audit.run import Request, run
from stillwatch.score.audit import Audit, read_audit
from stillwatch.score.truth import LICENSED_POPULATIONS, TrueCampaign, TrueUnit, Truth, Unit
from stillwatch.simulate.cast import DAY, Cast
from stillwatch.simulate.compose import Line
from stillwatch.simulate.run import build, exchanges, write_accounts
from stillwatch.simulate.stream import Actor
from stillwatch.simulate.world import START, World


@dataclass(frozen=True)
class Size:
    """How large the worlds are."""

    benign: int = 1_000
    campaign: int = 50
    """Accounts that an attacker can afford."""
    days: int = 10
    rate: float = 0.6
    """Factor on everybody's exchanges."""

    def world(self, seed: int, sources: str) -> World:
        """Return the world without any campaign."""
        return World(
            name="none", seed=seed, accounts=self.benign, campaign_accounts=0, days=self.days,
            rate=self.rate, sources=sources,
        )  # fmt: skip


@dataclass
class Sent:
    """What one attacking account sent, by the moment it was sent."""

    harvest: list[float]
    """Seconds since the world's begin of every exchange that belongs to the harvest."""
    other: list[float]
    """The same of cover, decoy and sleeping traffic."""


class Played:
    """A world as it was written: logs on disk, and what is true of them.

    Parameters
    ----------
    world
        The world without the attack.
    folder
        Where the logs go; it exists.
    adds
        Adds the attack to the cast.
    copies
        Returns more lines that the attackers send on seeing one; told the cast, the line and
        whose it is.
    """

    def __init__(
        self, world: World, folder: Path, adds: Callable[[Cast], Attack],
        copies: Callable[[Line, Actor], list[tuple[float, bytes]]] | None = None,
    ) -> None:  # fmt: skip
        self.folder, self._world = folder, world
        cast, _, grammar = build(world)
        self.attack = adds(cast)
        self.actors, self._copies = cast.actors, copies
        self.sent: dict[int, Sent] = {}
        self.items: list[tuple[float, int, str, int]] = []
        """Moment, actor, campaign and item of every answer that a harvest got."""
        self._seen: set[int] = set()
        write_accounts(folder / "accounts.csv", cast)
        with (folder / "others.jsonl").open("wb") as others, self.own.open("wb") as own:
            for block in exchanges(world, cast, grammar):
                for line in block:
                    if line.time < world.end:
                        self._write(line, cast, others.write, own.write)
        self.truth = self._truth(world)

    @property
    def own(self) -> Path:
        """The log of the attackers alone."""
        return self.folder / "attack.jsonl"

    def _write(
        self, line: Line, cast: Cast,
        others: Callable[[bytes], object], own: Callable[[bytes], object],
    ) -> None:  # fmt: skip
        stream = cast.streams[line.stream]
        actor = self.actors[stream.actor]
        self._seen.add(stream.actor)
        if actor.campaign is None:
            others(line.text)
            for time, text in self._copies(line, actor) if self._copies else ():
                if time < self._world.end:
                    own(text)
            return
        moved = stream.harvest and self.attack.answers
        own(answered(line.text, self.attack.answers) if moved else line.text)
        sent = self.sent.setdefault(stream.actor, Sent([], []))
        (sent.harvest if stream.harvest else sent.other).append(line.time)
        if line.item:
            self.items.append((line.time, stream.actor, actor.campaign, line.item))

    def unit(self, actor: int) -> Unit:
        """Return what is judged for an actor."""
        return Unit(self.actors[actor].account, self.actors[actor].end_user)

    def benign(self) -> dict[Unit, str]:
        """Return ordinary accounts that sent something, with their population; no licensed ones."""
        return {
            self.unit(i): self.actors[i].population
            for i in sorted(self._seen)
            if self.actors[i].campaign is None
            and self.actors[i].population not in LICENSED_POPULATIONS
        }

    def audit(self, *, attack: bool = True) -> Audit:
        """Audit the world, with the attack or without it."""
        logs = [self.folder / "others.jsonl", *([self.own] if attack else [])]
        out = self.folder / f"audit-{attack}"
        run(Request(logs, out, accounts=self.folder / "accounts.csv", workers=1))
        return read_audit(out)

    def _truth(self, world: World) -> Truth:
        units = {
            self.unit(i): TrueUnit(
                self.actors[i].population, self.actors[i].campaign,
                self.actors[i].population in LICENSED_POPULATIONS,
            )
            for i in sorted(self._seen)
        }  # fmt: skip
        names = sorted({t.campaign for t in units.values() if t.campaign is not None})
        taken: dict[str, dict[int, int]] = {name: {} for name in names}
        for time, _, name, _ in self.items:
            hour = int(START + time) // 3600
            taken[name][hour] = taken[name].get(hour, 0) + 1
        begin, end = moment(0), moment(world.days * DAY)
        campaigns = {
            name: TrueCampaign(name, name, begin, end, tuple(sorted(taken[name].items())))
            for name in names
        }
        return Truth(units, campaigns, world.seed, world.name)


def moment(seconds: float) -> datetime:
    """Return a moment of the world as a date."""
    return datetime.fromtimestamp(START + seconds, UTC)


def seconds(when: datetime) -> float:
    """Return a date as seconds since the world's begin."""
    return when.timestamp() - START
