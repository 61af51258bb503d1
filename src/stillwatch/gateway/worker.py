"""A worker: serves on a socket that it is given, and tells its parent numbers, a line each.

It ends when it is told to, or when its parent is gone.
"""

from __future__ import annotations

import asyncio
import os
import socket
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec

from stillwatch.errors import StillwatchError
from stillwatch.gateway.configure import configure
from stillwatch.gateway.gateway import Gateway
from stillwatch.gateway.serve import with_signals
from stillwatch.gateway.settings import Settings
from stillwatch.gateway.telemetry.meters import Snapshot
from stillwatch.gateway.telemetry.said import saying
from stillwatch.gateway.telling import Telling

EVERY = 1.0
"""Seconds between two lines of numbers."""
_LAST = 10.0  # seconds that the parent has to take the last line


class Task(msgspec.Struct, frozen=True):
    """What a worker is told."""

    number: int
    """Which of the workers it is; they are counted from 1."""
    socket: int
    """File descriptor that it listens on."""
    config: str | None
    """TOML file of settings."""
    options: dict[str, dict[str, Any]]
    """Of the command line: section to field to value."""

    def read(self) -> Settings:
        """Read the settings. Raises as `configure` does."""
        return configure(Path(self.config) if self.config else None, os.environ, self.options)


class Told(msgspec.Struct, omit_defaults=True):
    """A line that a worker says."""

    ready: bool = False
    problem: str | None = None
    """Why it cannot serve."""
    numbers: Snapshot | None = None
    counts: dict[str, int] | None = None
    """At the end."""


def main(task: Task) -> int:
    """Serve until told to stop."""
    telling = Telling(1)  # a parent that is stopped must not hold up requests
    try:
        settings = task.read()
        say = saying(settings.log.format, task.number)
        numbers, counts = asyncio.run(_serve(task, settings, say, telling))
    except StillwatchError as error:
        telling.insist(encoded(Told(problem=str(error))), _LAST)
        return 2
    telling.insist(encoded(Told(numbers=numbers, counts=counts)), _LAST)
    return 0


async def _serve(
    task: Task, settings: Settings, say: Callable[[str], None], telling: Telling
) -> tuple[Snapshot, dict[str, int]]:
    gateway = Gateway(settings, say)
    stop = asyncio.Event()
    with_signals(stop, lambda: gateway.reload(task.read))
    loop = asyncio.get_running_loop()

    def parent_is_gone() -> None:
        loop.remove_reader(0)
        stop.set()

    loop.add_reader(0, parent_is_gone)  # nothing is ever sent: it ends
    told = None
    try:
        await gateway.start(socket.socket(fileno=task.socket))
        telling.tell(encoded(Told(ready=True)))
        told = asyncio.create_task(_numbers(gateway, telling))
        await stop.wait()
    finally:
        counts = await gateway.stop()
        if told is not None:
            told.cancel()
    return _snapshot(gateway, telling), counts


async def _numbers(gateway: Gateway, telling: Telling) -> None:
    while True:
        await asyncio.sleep(EVERY)
        telling.tell(encoded(Told(numbers=_snapshot(gateway, telling))))


def _snapshot(gateway: Gateway, telling: Telling) -> Snapshot:
    made = gateway.snapshot()
    made.counters["numbers_dropped"] = {"": telling.dropped}
    return made


def encoded(told: Told) -> bytes:
    """Return what is said as a line."""
    return msgspec.json.encode(told)


if __name__ == "__main__":
    sys.exit(main(msgspec.json.decode(sys.argv[1], type=Task)))
