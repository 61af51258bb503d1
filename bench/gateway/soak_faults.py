"""What is killed and disturbed around a gateway, at seeded random moments."""

from __future__ import annotations

import asyncio
import os
import random
import signal
import time
from collections import Counter
from collections.abc import Awaitable, Callable
from typing import NamedTuple

from soak_held import Decider, Limiting
from soak_servers import RULES, Analyst, Gateway, Postgres, Valkey

PER_MINUTE = {
    "a worker is killed": 1.0, "settings are reloaded": 1.0, "wrong settings are reloaded": 0.5,
    "the gateway is restarted": 0.3, "workers are replaced": 0.2, "Valkey is killed": 0.8,
    "PostgreSQL is killed": 0.5, "the analyst is killed": 0.8,
}  # fmt: skip
"""How often each happens; at least once in all, and in the half or halves in which it may."""
FIRST_HALF = ("the gateway is restarted", "workers are replaced")
"""After them parent and first worker live to the end, so that it is seen whether they leak."""


class Outage(NamedTuple):
    """A time in which Valkey was down."""

    begun: float
    over: float
    """Seconds since 1970."""
    rules: set[str]
    """In force then."""
    looked: bool
    """Whether somebody asked on a limit then."""


class Faults:
    """Does what is planned, and counts it."""

    def __init__(
        self, gateway: Gateway, valkey: Valkey, postgres: Postgres | None, analyst: Analyst,
        decider: Decider, limiting: Limiting, draw: random.Random,
    ) -> None:  # fmt: skip
        self._gateway, self._valkey, self._postgres = gateway, valkey, postgres
        self._analyst, self._decider, self._limiting = analyst, decider, limiting
        self._draw, self._second = draw, False
        self.counts = Counter[str]()
        self.kills: list[float] = []
        """When workers were killed, seconds since 1970."""
        self.outages: list[Outage] = []
        """Of Valkey."""
        self.restarts: list[tuple[float, float]] = []
        """Seconds that the gateway took to end, and to begin."""
        self._store = asyncio.Lock()
        self._does: dict[str, Callable[[], Awaitable[None]]] = {
            "a worker is killed": self._kill_worker, "settings are reloaded": self._reload,
            "wrong settings are reloaded": self._reload_wrong,
            "the gateway is restarted": self._restart, "workers are replaced": self._replace,
            "Valkey is killed": self._kill_valkey, "PostgreSQL is killed": self._kill_postgres,
            "the analyst is killed": self._kill_analyst,
        }  # fmt: skip

    def plan(self, seconds: float, second: bool) -> list[tuple[float, str]]:
        """Draw what happens in a half of a soak, and when, in seconds from its begin."""
        self._second, out = second, []
        for name, rate in PER_MINUTE.items():
            if (second and name in FIRST_HALF) or (
                name == "PostgreSQL is killed" and not self._postgres
            ):
                continue
            halves = 1 if name in FIRST_HALF else 2
            count = max(1, round(rate * seconds / 60 * 2 / halves))
            out += [(self._draw.uniform(0.05, 0.9) * seconds, name) for _ in range(count)]
        return sorted(out)

    async def run(self, plan: list[tuple[float, str]]) -> None:
        """Do what is planned, each at its moment; return when all is over."""
        begun = time.monotonic()

        async def one(due: float, name: str) -> None:
            await asyncio.sleep(max(0.0, begun + due - time.monotonic()))
            await self._does[name]()

        await asyncio.gather(*(one(due, name) for due, name in plan))

    async def _kill_worker(self) -> None:
        async with self._gateway.lock:
            # in the second half the first lives, so that it is seen whether it leaks
            number = 2 if self._second else self._draw.choice((1, 2))
            for _ in range(100):
                if pid := self._gateway.workers().get(number):
                    self._gateway.stirred = time.time()
                    os.kill(pid, signal.SIGKILL)
                    self.kills.append(time.time())
                    self.counts["a worker is killed"] += 1
                    return
                await asyncio.sleep(0.2)

    async def _reload(self) -> None:
        async with self._gateway.lock:
            self._gateway.configure()
            self._gateway.tell(signal.SIGHUP)
            self.counts["settings are reloaded"] += 1
            await asyncio.sleep(1.0)

    async def _reload_wrong(self) -> None:
        async with self._gateway.lock:
            self._gateway.configure(wrong=True)
            self._gateway.tell(signal.SIGHUP)
            self.counts["wrong settings are reloaded"] += 1
            await asyncio.sleep(1.0)
            self._gateway.configure()  # else a worker that is killed would not start again

    async def _restart(self) -> None:
        # without a store of decisions it does not start, as is documented
        async with self._gateway.lock, self._store:
            self._gateway.stirred = time.time() + 600
            begun = time.time()
            await self._gateway.stop()
            stopped = time.time()
            self._gateway.rule = RULES[(RULES.index(self._gateway.rule) + 1) % len(RULES)]
            await self._gateway.start()
            self._gateway.stirred = time.time()
            self.restarts.append((round(stopped - begun, 1), round(time.time() - stopped, 1)))
            self.counts["the gateway is restarted"] += 1

    async def _replace(self) -> None:
        async with self._gateway.lock, self._store:
            self._gateway.stirred = time.time() + 600
            said = len(self._gateway.notes)
            self._gateway.tell(signal.SIGUSR2)
            for _ in range(300):
                if any("workers were replaced" in n for _, n in self._gateway.notes[said:]):
                    break
                await asyncio.sleep(0.2)
            self._gateway.stirred = time.time()
            self.counts["workers are replaced"] += 1

    async def _kill_valkey(self) -> None:
        async with self._limiting.lock:
            if not self._valkey.since:
                return
            begun, rules = time.time(), {self._gateway.rule}
            self._valkey.kill()
            self.counts["Valkey is killed"] += 1
        await asyncio.sleep(0.3)
        looked = await self._limiting.once()
        await asyncio.sleep(self._draw.uniform(1, 3))
        looked |= await self._limiting.once()
        rules.add(self._gateway.rule)
        await self._valkey.start()
        self.outages.append(Outage(begun, time.time(), rules, looked))

    async def _kill_postgres(self) -> None:
        assert self._postgres is not None
        async with self._store:
            spans, begun = self._decider.outages.spans, time.time()
            spans.append((begun, float("inf")))
            self._postgres.kill()
            self.counts["PostgreSQL is killed"] += 1
            await asyncio.sleep(self._draw.uniform(1, 4))
            await self._postgres.start()
            spans[-1] = (begun, time.time())

    async def _kill_analyst(self) -> None:
        for _ in range(100):
            await asyncio.sleep(self._draw.uniform(0.2, 1.5))  # somewhere in the middle
            if self._analyst.kill():
                self.counts["the analyst is killed"] += 1
                return
