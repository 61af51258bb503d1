"""Alerts put together: looks in, messages out, and what was told kept over a restart."""

from __future__ import annotations

import asyncio
import os
import time
from collections import deque
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from stillwatch.console.alerts.channels import channels_of
from stillwatch.console.alerts.ledger import Book, Ledger
from stillwatch.console.alerts.model import Alert
from stillwatch.console.alerts.names import gateway_name, state_of
from stillwatch.console.alerts.outbox import Outbox, Waiting
from stillwatch.console.alerts.rules import Rules
from stillwatch.console.look import Look
from stillwatch.core.errors import InputError, shown
from stillwatch.gateway.notes import Notes
from stillwatch.gateway.settings import Settings

if TYPE_CHECKING:
    from stillwatch.console import shapes

KEPT = 50
"""Alerts that the page shows."""


class Kept(msgspec.Struct):
    """What is on disk."""

    book: Book = msgspec.field(default_factory=Book)
    waiting: dict[str, list[Waiting]] = {}
    """By receiver."""
    version: int = 1


class Alerts:
    """Takes looks and tells of what is new. Nothing here is waited for by a request.

    Parameters
    ----------
    settings
        All settings.
    say
        Takes notes for the operator.
    clock
        Seconds since 1970.

    Raises
    ------
    UsageError, InputError
        A receiver or the file of what was told cannot be used.
    """

    def __init__(
        self, settings: Settings, say: Callable[[str], None],
        clock: Callable[[], float] = time.time,
    ) -> None:  # fmt: skip
        of, notes = settings.alerts, Notes(say)
        self._path, self._clock, self._notes = state_of(settings), clock, notes
        kept = _read(self._path) if self._path is not None and of.any else Kept()
        self._rules = Rules(settings)
        self._ledger = Ledger(of, gateway_name(settings), kept.book)
        self._outboxes = [
            Outbox(channel, of.keep_trying_minutes * 60, notes, clock=clock)
            for channel in channels_of(of)
        ]
        for one in self._outboxes:
            one.waiting.extend(kept.waiting.get(one.channel.name, ()))
        self._last: deque[Alert] = deque(maxlen=KEPT)
        self._written = b""

    def start(self) -> None:
        """Begin to deliver; needs a running loop."""
        for one in self._outboxes:
            one.start()

    async def stop(self) -> None:
        """End; what waits is delivered after the next start, where there is a file for it."""
        for one in self._outboxes:
            await one.stop()
        self._write(self._state())

    async def take(self, look: Look) -> None:
        """Take a look at the gateway."""
        for alert in self._ledger.news(self._rules.conditions(look), look.at):
            self._last.appendleft(alert)
            for one in self._outboxes:
                one.put(alert)
        data = self._state()
        if data != self._written:
            await asyncio.to_thread(self._write, data)

    def told(self) -> shapes.Alerts:
        """Return who is told, and what was, the newest first."""
        return {
            "version": 1, "channels": [one.told() for one in self._outboxes],
            "alerts": [msgspec.to_builtins(one) for one in self._last],
        }  # fmt: skip

    def _state(self) -> bytes:
        waiting = {one.channel.name: list(one.waiting) for one in self._outboxes}
        return msgspec.json.encode(Kept(self._ledger.book, waiting))

    def _write(self, data: bytes) -> None:
        if self._path is None or not self._outboxes:
            return
        draft = self._path.with_name(f"{self._path.name}.part")
        try:
            draft.unlink(missing_ok=True)
            handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(handle, "wb") as stream:
                stream.write(data)
            draft.replace(self._path)
            self._written = data
        except OSError as error:
            why = (error.strerror or "cannot be written").lower()
            self._notes.say("alerts state", f"alerts: {shown(self._path)}: {why}")


def _read(path: Path) -> Kept:
    try:
        return msgspec.json.decode(path.read_bytes(), type=Kept)
    except FileNotFoundError:
        return Kept()
    except OSError as error:
        raise InputError((error.strerror or "cannot be read").lower(), path=shown(path)) from None
    except (msgspec.MsgspecError, RecursionError):
        raise InputError(
            "not what alerts keep", path=shown(path),
            remedy="move it away: what was told before is then told again",
        ) from None  # fmt: skip
