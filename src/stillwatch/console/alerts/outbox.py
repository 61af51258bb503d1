"""Delivering alerts to one receiver, in order: bounded, tried again, and never waited for."""

from __future__ import annotations

import asyncio
import random
import time
from collections import deque
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import TYPE_CHECKING

import msgspec

from stillwatch.console.alerts.channels import Channel
from stillwatch.console.alerts.forms import Message
from stillwatch.console.alerts.model import Alert
from stillwatch.console.alerts.send import Undelivered, send
from stillwatch.gateway.notes import Notes, place_of

if TYPE_CHECKING:
    from stillwatch.console import shapes

ROOM = 256
"""Alerts that may wait; beyond, the oldest goes."""
_FIRST, _LONGEST = 1.0, 300.0  # seconds between tries


class Waiting(msgspec.Struct):
    """An alert on its way."""

    alert: Alert
    since: float
    """Seconds since 1970."""


class Outbox:
    """Delivers to one receiver.

    Parameters
    ----------
    channel
        The receiver.
    keep_trying
        Seconds after which one that does not arrive is given up.
    notes
        Takes that it fails, once a minute at most.
    deliver
        Sends; raises `Undelivered`.
    clock
        Seconds since 1970.
    """

    def __init__(
        self, channel: Channel, keep_trying: float, notes: Notes,
        deliver: Callable[[Channel, Message], Awaitable[None]] = send,
        clock: Callable[[], float] = time.time,
    ) -> None:  # fmt: skip
        self.channel, self._keep_trying, self._notes = channel, keep_trying, notes
        self._deliver, self._clock = deliver, clock
        self.waiting: deque[Waiting] = deque()
        self.delivered = self.dropped = 0
        self.problem: str | None = None
        """Why the last try failed; null: it did not."""
        self._some = asyncio.Event()
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Begin; needs a running loop."""
        if self.waiting:
            self._some.set()
        self._task = asyncio.create_task(self._run())

    async def stop(self) -> None:
        """End; what waits stays in `waiting`."""
        if self._task is not None:
            self._task.cancel()
            with suppress(asyncio.CancelledError):
                await self._task

    def put(self, alert: Alert) -> None:
        """Take an alert. Returns at once, whatever the receiver does."""
        self.waiting.append(Waiting(alert, self._clock()))
        while len(self.waiting) > ROOM:
            self.waiting.popleft()
            self.dropped += 1
        self._some.set()

    def told(self) -> shapes.Channel:
        """Return how it stands, as plain data."""
        return {
            "name": self.channel.name, "to": self.channel.shown, "delivered": self.delivered,
            "waiting": len(self.waiting), "dropped": self.dropped, "problem": self.problem,
        }  # fmt: skip

    async def _run(self) -> None:
        pause = _FIRST
        while True:
            await self._some.wait()
            if not self.waiting:
                self._some.clear()
                continue
            first = self.waiting[0]
            try:
                await self._try(first.alert)
            except Undelivered as error:
                self._failed(first, error)
                # some at random, so that many gateways do not come back together
                await asyncio.sleep(max(error.after, pause * random.uniform(0.75, 1.25)))
                pause = min(_LONGEST, pause * 2)
                continue
            pause, self.problem = _FIRST, None
            self.delivered += 1
            self._gone(first)

    async def _try(self, alert: Alert) -> None:
        try:
            await self._deliver(self.channel, self.channel.write(alert, self._clock()))
        except Undelivered:
            raise
        except Exception as error:  # a fault of ours: this one is lost, and the others go on
            raise Undelivered(place_of(error), again=False) from error

    def _failed(self, first: Waiting, error: Undelivered) -> None:
        self.problem = str(error)
        given_up = not error.again or self._clock() - first.since >= self._keep_trying
        if given_up:
            self.dropped += 1
            self._gone(first)
        name, then = self.channel.name, "given up" if given_up else "it is tried again"
        self._notes.say(f"alerts {name} {given_up}", f"alerts: {name}: {error}; {then}")

    def _gone(self, one: Waiting) -> None:
        if self.waiting and self.waiting[0] is one:
            self.waiting.popleft()
