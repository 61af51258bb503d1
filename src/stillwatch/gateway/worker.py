"""A worker: serves on a socket that it is given, and tells its parent numbers, a line each.

Its parent sends it settings, a line each: those that it begins with, and then those that it goes on
with. It ends when it is told to, or when its parent is gone.
"""

from __future__ import annotations

import asyncio
import json
import signal
import socket
import sys
from collections.abc import Callable
from functools import partial

import msgspec

from stillwatch.core.errors import StillwatchError, UsageError
from stillwatch.gateway.gateway import Gateway
from stillwatch.gateway.notes import place_of
from stillwatch.gateway.settings import Settings
from stillwatch.gateway.telemetry.meters import Snapshot
from stillwatch.gateway.telemetry.said import saying
from stillwatch.gateway.telling import Telling

EVERY = 1.0
"""Seconds between two lines of numbers."""
LINE = 4 << 20
"""Bytes of the longest line."""
_LAST = 10.0  # seconds that the parent has to take the last line


class Task(msgspec.Struct, frozen=True):
    """What a worker is told when it begins."""

    number: int
    """Which of the workers it is; they are counted from 1."""
    socket: int
    """File descriptor that it listens on."""


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
    signal.signal(signal.SIGHUP, signal.SIG_IGN)  # the parent reads the settings, for all
    telling = Telling(1)  # a parent that is stopped must not hold up requests
    try:
        numbers, counts = asyncio.run(_serve(task, telling))
    except StillwatchError as error:
        telling.insist(encoded(Told(problem=str(error))), _LAST)
        return 2
    telling.insist(encoded(Told(numbers=numbers, counts=counts)), _LAST)
    return 0


async def _serve(task: Task, telling: Telling) -> tuple[Snapshot, dict[str, int]]:
    loop, stop = asyncio.get_running_loop(), asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop.set)
    sent = asyncio.StreamReader(limit=LINE)
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(sent), sys.stdin)
    settings = received(await sent.readline())
    say = saying(settings.log.format, task.number)
    gateway = Gateway(settings, say)
    aside = [asyncio.create_task(_heed(sent, gateway, stop, say))]
    try:
        await gateway.start(socket.socket(fileno=task.socket))
        telling.tell(encoded(Told(ready=True)))
        aside.append(asyncio.create_task(_numbers(gateway, telling)))
        await stop.wait()
    finally:
        counts = await gateway.stop()
        for one in aside:
            one.cancel()
    return _snapshot(gateway, telling), counts


async def _heed(
    sent: asyncio.StreamReader, gateway: Gateway, stop: asyncio.Event, say: Callable[[str], None]
) -> None:
    """Take settings until the parent is gone."""
    while line := await sent.readline():
        try:
            await gateway.reload(partial(received, line))
        except Exception as error:
            say(f"settings stay as they were: {place_of(error)}")
    stop.set()


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


def sent_as(settings: Settings) -> bytes:
    """Return settings as a line for a worker, never in its arguments: they may hold secrets."""
    # Python's own JSON: what the environment holds need not be UTF-8
    return json.dumps(msgspec.to_builtins(settings)).encode() + b"\n"


def received(line: bytes) -> Settings:
    """Read such a line.

    Raises
    ------
    UsageError
        It is none, as where a program of another version has sent it.
    """
    try:
        return msgspec.convert(json.loads(line), Settings)
    except (ValueError, msgspec.ValidationError) as error:
        raise UsageError(f"settings that a worker was sent: {error}") from None


if __name__ == "__main__":
    sys.exit(main(msgspec.json.decode(sys.argv[1], type=Task)))
