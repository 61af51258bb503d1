"""Decisions and limits of a soak: put, ended and looked at, beside what was promised of them."""

from __future__ import annotations

import asyncio
import json
import random
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from soak_clients import Clients, Got
from soak_servers import ENV, Gateway, Valkey

from stillwatch.core.errors import StillwatchError
from stillwatch.respond.decisions.model import Action, Decision, Limits, Scope
from stillwatch.respond.decisions.store import Batch, Ended
from stillwatch.respond.decisions.stored import store_of

PROMISED = 2.0
"""Seconds within which a decision is in force, or over."""
DAY = 86_400.0
_LOOKS = 6  # connections that look at once: both workers are asked, but for one time in 32
_ASKED = 12  # requests at once on a limit
ROOM = 3
"""Requests that a limit lets through at once; another one every ten seconds."""


@dataclass
class Held:
    """A decision that was acknowledged."""

    id: str
    account: str
    acked: float
    expires: float
    ending: float = float("inf")
    """When ending it was begun, seconds since 1970."""
    ended: float = float("inf")
    """When that was acknowledged."""


@dataclass
class Outages:
    """When the store of decisions was down, from and to, seconds since 1970."""

    spans: list[tuple[float, float]] = field(default_factory=list)

    def known_by(self, acked: float) -> tuple[float, bool]:
        """Return until when gateways must know a change, and whether an outage moved that."""
        due, moved = acked + PROMISED, False
        for begun, over in self.spans:
            if begun <= due and over >= acked:
                due, moved = over + PROMISED, True
        return due, moved


class Decider:
    """Puts and ends decisions, and has clients look whether they hold."""

    def __init__(self, where: str, clients: Clients, draw: random.Random) -> None:
        self._where, self._clients, self._draw = where, clients, draw
        self.outages = Outages()
        self.held: list[Held] = []
        self.counts = Counter[str]()
        self.broken: list[str] = []
        self.go = asyncio.Event()
        self.go.set()
        self._looking = set[asyncio.Task[None]]()

    async def decide(self, most: int, every: float) -> None:
        """Put decisions, and end some, until cancelled."""
        for number in range(most):
            await self.go.wait()
            await self._put(f"held-{number}", by_hand=number % 10 == 1)
            standing = [h for h in self.held if h.ending == float("inf")]
            if standing and self._draw.random() < 0.5:
                await self._end(self._draw.choice(standing), by_hand=number % 10 == 6)
            await asyncio.sleep(self._draw.expovariate(1 / every))

    async def look(self, every: float) -> None:
        """Look at decisions that were put at any time, until cancelled."""
        while True:
            await asyncio.sleep(self._draw.expovariate(1 / every))
            await self.go.wait()
            if self.held:
                self._spawn(self._look(self._draw.choice(self.held)))

    async def quiet(self) -> None:
        """Let what looks come to its end."""
        while self._looking:
            await asyncio.wait(self._looking)

    async def all(self) -> None:
        """Look at every decision once more."""
        for one in self.held:
            await self._look(one)

    async def _put(self, account: str, by_hand: bool) -> None:
        now, lasting = time.time(), self._draw.choice((12.0, DAY, DAY))
        ident = f"d-{self._draw.getrandbits(64):016x}"
        if by_hand:
            lasting = DAY
            told = await self._command(
                "add", "--account", account, "--action", "block", "--for", "24h", "--enforce"
            )
            if told is None:
                return
            ident = json.loads(told)["decision"]["id"]
        else:
            made = Decision(
                id=ident, scope=Scope("account", account), action=Action.BLOCK, reason="so",
                rule="by hand", by="soak", start=now, expires=now + lasting, simulated=False,
            )  # fmt: skip
            if not await self._written(Batch(decisions=(made,))):
                return
        one = Held(ident, account, time.time(), now + lasting)
        self.held.append(one)
        self.counts["put by hand" if by_hand else "put"] += 1
        self._spawn(self._later(one, one.acked))

    async def _end(self, one: Held, by_hand: bool) -> None:
        one.ending = time.time()
        if by_hand:
            if await self._command("end", one.id) is None:
                return
        elif not await self._written(Batch(ended=(Ended(one.id, one.ending, "soak", "over"),))):
            return
        one.ended = time.time()
        self.counts["ended by hand" if by_hand else "ended"] += 1
        self._spawn(self._later(one, one.ended))

    async def _later(self, one: Held, acked: float) -> None:
        await asyncio.sleep(max(0.0, acked + PROMISED + 0.01 - time.time()))
        await asyncio.gather(*(self._look(one) for _ in range(_LOOKS)))

    async def _look(self, one: Held) -> None:
        got = await self._clients.ask("json", f"sk-soak-{one.account}", fresh=True)
        judged = self._judged(one, got)
        self.counts[judged] += 1
        if judged.startswith("broken"):
            self.broken.append(
                f"{one.id}: {judged[8:]}; sent {got.sent - one.acked:.2f} s after it was put"
                + (f", {got.sent - one.ended:.2f} s after its end" if one.ended < DAY * 1e6 else "")
            )

    def _judged(self, one: Held, got: Got) -> str:
        """Say what an answer says of a decision."""
        if got.status not in (200, 403):
            return "not told"
        put, moved = self.outages.known_by(one.acked)
        late = " after an outage" if moved else ""
        over = min(self.outages.known_by(one.ended)[0], one.expires + PROMISED)
        if got.sent >= put and got.done < min(one.ending, one.expires):
            if got.status == 403:
                return f"held{late}"
            return f"broken: not in force{late}"
        if got.sent >= over:
            return "over" if got.status == 200 else "broken: in force after its end"
        return "in between"

    async def _written(self, batch: Batch) -> bool:
        def write() -> None:
            with store_of(self._where) as store:
                store.write(batch)

        try:
            await asyncio.to_thread(write)
        except StillwatchError:
            self.counts["not acknowledged"] += 1
            return False
        return True

    async def _command(self, word: str, *options: str) -> bytes | None:
        where, env = self._where.replace(":soak@", "@"), ENV | {"PGPASSWORD": "soak"}
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "stillwatch", "decisions", word, where, *options,
            "--by", "soak", "--because", "so", "--json", env=env,
            stdin=asyncio.subprocess.DEVNULL, stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )  # fmt: skip
        said, _ = await process.communicate()
        if process.returncode:
            self.counts["not acknowledged"] += 1
            return None
        return said

    def _spawn(self, made: Any) -> None:
        task = asyncio.create_task(made)
        self._looking.add(task)
        task.add_done_callback(self._looking.discard)


class Limiting:
    """Asks too often on limits, each time on a new one, and looks at how often that passes."""

    def __init__(self, gateway: Gateway, valkey: Valkey, clients: Clients) -> None:
        self._gateway, self._valkey, self._clients = gateway, valkey, clients
        self._next = 0
        self.counts = Counter[str]()
        self.broken: list[str] = []
        self.go = asyncio.Event()
        self.go.set()
        self.lock = asyncio.Lock()

    @staticmethod
    def decisions(count: int) -> list[Decision]:
        """Return limits, each on an account of its own."""
        now = time.time()
        limits = Limits(requests_per_minute=6, burst=10.0 * ROOM)
        return [
            Decision(
                id=f"d-{(1 << 63) + number:016x}",
                scope=Scope("account", f"limited-{number}"),
                action=Action.THROTTLE,
                reason="so",
                rule="by hand",
                by="soak",
                start=now - 60,
                expires=now + DAY,
                simulated=False,
                limits=limits,
            )
            for number in range(count)
        ]

    async def ask(self, every: float) -> None:
        """Ask now and then, until cancelled."""
        while True:
            await asyncio.sleep(every)
            await self.go.wait()
            await self.once()

    async def once(self) -> bool:
        """Ask on one limit, at once on many connections; return whether that could be judged."""
        async with self.lock:
            self._next += 1
            key = f"sk-soak-limited-{self._next - 1}"
            up, rule, begun = self._valkey.since, self._gateway.rule, time.time()
            before = await self._gateway.limits_down()
            got = await asyncio.gather(
                *(self._clients.ask("json", key, fresh=True) for _ in range(_ASKED))
            )
            same = up == self._valkey.since and self._gateway.stirred < begun - 0.5
            passed = sum(g.status == 200 for g in got)
            told = Counter(g.status for g in got)
            over = ROOM + int((time.time() - begun) / 10) + 1
            if not same or not passed + told[429] + told[503]:
                self.counts["not judged"] += 1
                return False
            if up:
                await self._up(passed, over, begun - up, before, dict(told))
            else:
                right = {
                    "open": told[429] + told[503] == 0,
                    "closed": passed + told[429] == 0,
                    "local": passed <= 2 * over and told[503] == 0 and told[429] > 0,
                }[rule]
                self._say(f"down, {rule}", right, dict(told))
            return True

    async def _up(
        self, passed: int, over: int, up: float, before: float | None, told: dict[int, int]
    ) -> None:
        if up < PROMISED:
            self.counts["not judged"] += 1
            return
        if passed > over or told.get(503):
            await asyncio.sleep(1.5)  # the parent's numbers are a second old
            after = await self._gateway.limits_down()
            if before is None or after is None or after != before:
                self.counts["up, but slow to answer: the rule held"] += 1
                return
        self._say("up", passed <= over and not told.get(503), told)

    def _say(self, what: str, right: bool, told: dict[int, int]) -> None:
        self.counts[what] += 1
        if not right:
            self.broken.append(f"{what}: {_ASKED} at once on {ROOM}, statuses {told}")
