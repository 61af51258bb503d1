"""Looks at the gateway, its decisions and the latest audit, every few seconds."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from contextlib import suppress
from pathlib import Path

from stillwatch.console.decided import Decided
from stillwatch.console.found import Folder, Found
from stillwatch.console.history import History
from stillwatch.console.look import Look
from stillwatch.console.numbers import Numbers, numbers_of
from stillwatch.core.errors import StillwatchError
from stillwatch.gateway.notes import Notes, place_of
from stillwatch.gateway.operator import Live


class Watch:
    """Keeps the last look and a history of numbers.

    Parameters
    ----------
    live
        The gateway.
    then
        Called with each look, in the event loop.
    clock
        Seconds since 1970.
    """

    def __init__(
        self, live: Live, then: Callable[[Look], Awaitable[None]] | None = None,
        clock: Callable[[], float] = time.time,
    ) -> None:  # fmt: skip
        self.live, self._then, self._clock = live, then, clock
        of = live.settings
        self._seconds = of.alerts.look_seconds
        self._notes = Notes(live.say)
        self.history = History()
        self.began = clock()
        """Seconds since 1970: counts are since then."""
        self.folder = Folder(Path(of.admin.report)) if of.admin.report else None
        evidence = Path(of.admin.evidence) if of.admin.evidence else None
        self.decided: Decided | None = None
        if of.enforce.decisions:
            self.decided = Decided(of.enforce.decisions, evidence)
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Begin; needs a running loop."""
        self._task = asyncio.create_task(self._keep())

    async def stop(self) -> None:
        """End."""
        if self._task is not None:
            self._task.cancel()
            with suppress(asyncio.CancelledError):
                await self._task

    def numbers(self) -> Numbers:
        """Return the numbers as they are now."""
        return numbers_of(self.live.numbers())

    async def look(self) -> Look:
        """Look once."""
        at, numbers = self._clock(), self.numbers()
        self.history.add(at, numbers)
        return await asyncio.to_thread(self._seen, at, numbers)

    def _seen(self, at: float, numbers: Numbers) -> Look:
        switch, problem = None, None
        try:
            switch = None if self.decided is None else self.decided.switch()
        except (StillwatchError, OSError) as error:
            problem = str(error)
        found = Found() if self.folder is None else self.folder.look()
        return Look(at, numbers, switch, problem, found)

    async def _keep(self) -> None:
        while True:
            try:
                seen = await self.look()
                if self._then is not None:
                    await self._then(seen)
            except Exception as error:  # what looks on must not end, nor end the gateway
                self._notes.say("console", f"the console could not look: {place_of(error)}")
            await asyncio.sleep(self._seconds)
