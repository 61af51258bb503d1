"""The appender: reads frames from standard input and writes segments, until its input ends.

A process of its own, so that reading bodies and writing files never holds up a request. It ends
with the gateway, however that ends, and then has written all that reached it.
"""

from __future__ import annotations

import fcntl
import os
import select
import signal
import sys
import time
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from stillwatch.core.errors import StillwatchError
from stillwatch.gateway.segments import Segments
from stillwatch.gateway.settings import Tap as Settings
from stillwatch.gateway.tap.frames import Unpacker
from stillwatch.gateway.tap.recorder import Recorder

if TYPE_CHECKING:
    from stillwatch.gateway.batches.joiner import Joiner

_READ = 1 << 20
_GATHER = 0.01  # seconds
_TOLD = 1.0  # seconds between two lines of counts


class Appender:
    """Writes what comes, and counts what is written and what is lost.

    Parameters
    ----------
    settings
        Where and how.
    clock
        Seconds, for what is done once a second.
    joiner
        Takes frames of batches; null: frames are of exchanges.
    """

    def __init__(
        self, settings: Settings, clock: Callable[[], float] = time.monotonic,
        joiner: Joiner | None = None,
    ) -> None:  # fmt: skip
        assert settings.out is not None
        self._segments = Segments(
            Path(settings.out), settings.segment_mb << 20, settings.segment_seconds, pack=True,
            shared=True,
        )  # fmt: skip
        self._joiner, self._unpacker = joiner, Unpacker()
        self._recorder: Joiner | Recorder = joiner or Recorder(settings.text)
        self._fsync, self._clock, self._synced = settings.fsync, clock, clock()
        self._dirty = False
        self.counts = self._recorder.counts
        """What the recorder or joiner counts; `exchanges` or `batch_exchanges` written, and lines
        `not_written`."""
        self._written = "exchanges" if joiner is None else "batch_exchanges"

    def take(self, data: bytes) -> None:
        """Write the exchanges that end in what came."""
        lines = []
        for frame in self._unpacker.feed(data):
            try:
                line = self._recorder.take(frame)
            except Exception:  # one odd exchange must not end the log
                self.counts["unreadable"] += 1
                continue
            if line is not None:
                lines.append(line)
            if self._joiner is not None:
                self._write(lines)  # frame by frame: what it notes is kept with its lines
                lines = []
        self._write(lines)

    def _write(self, lines: list[bytes]) -> None:
        written = not lines or self._put(lines)
        if self._joiner is not None:
            self._joiner.settle(written)

    def _put(self, lines: list[bytes]) -> bool:
        data = b"".join(lines)
        number = data.count(b"\n")  # what a joiner returns may be several lines
        try:
            self._segments.write(data)
            self._dirty = True
            if self._fsync == "write":
                self._segments.sync()
            self.counts[self._written] += number
            return True
        except OSError as error:
            self.counts["not_written"] += number
            print(f"stillwatch: tap: {error.strerror}: exchanges are lost", file=sys.stderr)
            return False

    def tick(self) -> None:
        """Do what is due; call this every second or so."""
        now = self._clock()
        if self._joiner is not None:
            due = self._joiner.due()
            self._write([due] if due is not None else [])
        try:
            if self._fsync == "second" and self._dirty and now - self._synced >= 1.0:
                self._synced, self._dirty = now, False
                self._segments.sync()
            self._segments.tick()
        except OSError as error:
            print(f"stillwatch: tap: {error.strerror}", file=sys.stderr)

    def close(self) -> None:
        """Finish the segment."""
        self._segments.close()
        if self._joiner is not None:
            self._joiner.close()


def _joiner(settings: Settings) -> Joiner:
    from stillwatch.gateway.batches.joiner import Joiner  # SQLite and forms, not needed else

    return Joiner(settings)


def main(settings: Settings, program: str) -> int:
    """Run until standard input ends; say `ready`, then the counts as they grow, a line each.

    Parameters as those of `Tap`.
    """
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)  # the gateway says when: by the end of the input
    try:
        appender = Appender(settings, joiner=_joiner(settings) if program == "batches" else None)
    except StillwatchError as error:
        print(error, flush=True)
        return 2
    print("ready", flush=True)
    told, at = Counter[str](), float("-inf")
    room = _room()
    while True:
        if select.select([0], [], [], 1.0)[0]:
            data = os.read(0, _READ)
            if not data:
                break
            appender.take(data)
            if len(data) < room // 2:
                # more comes meanwhile: to wake for each exchange would cost the gateway time
                time.sleep(_GATHER)
        appender.tick()
        if appender.counts != told and time.monotonic() - at >= _TOLD:
            told, at = appender.counts.copy(), time.monotonic()
            _tell(told)
    appender.close()
    _tell(appender.counts)
    return 0


def _room() -> int:
    """Return how many bytes the pipe holds."""
    ask = getattr(fcntl, "F_GETPIPE_SZ", None)
    with suppress(OSError):
        if ask is not None:
            return fcntl.fcntl(0, ask)
    return 16 << 10


def _tell(counts: Counter[str]) -> None:
    with suppress(OSError):  # a gateway that is gone
        os.write(1, msgspec.json.encode(dict(counts)) + b"\n")


if __name__ == "__main__":
    sys.exit(main(msgspec.json.decode(sys.argv[1], type=Settings), sys.argv[2]))
