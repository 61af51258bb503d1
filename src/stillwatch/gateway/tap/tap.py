"""The gateway's end of the tap: never waits, drops when it must, and counts what it dropped."""

from __future__ import annotations

import asyncio
import fcntl
import secrets
import sys
import time
from collections import Counter
from collections.abc import Callable
from contextlib import suppress

import msgspec

from stillwatch.core.errors import UsageError
from stillwatch.gateway.notes import Notes, place_of
from stillwatch.gateway.settings import Tap as Settings
from stillwatch.gateway.tap.frames import End, Frame, Head, ReplyHead, pack

SHIP = 16 << 10
"""Bytes of an exchange that are gathered before they go to the appender."""
_PIPE = 1 << 20  # bytes: what systems allow without privileges
_LAST = 30.0  # seconds that the appender has to finish


class Tap:
    """Hands exchanges to an appender process and keeps it running.

    The event loop copies bytes into a pipe and does nothing else: reading bodies and writing
    files is the appender's. What the pipe does not take at once waits in memory, up to a bound.

    Parameters
    ----------
    settings
        Where and how the log is written.
    say
        Takes notes for the operator.
    program
        What the appender makes of what it gets: `exchanges` or `batches`.
    """

    def __init__(
        self, settings: Settings, say: Callable[[str], None], program: str = "exchanges"
    ) -> None:
        self._of, self._say, self._notes = settings, say, Notes(say)
        self._program = program
        self._most = settings.buffer_mb << 20
        self._process: asyncio.subprocess.Process | None = None
        self._pipe: asyncio.WriteTransport | None = None
        self._keeper: asyncio.Task[None] | None = None
        self._listener: asyncio.Task[None] | None = None
        self._closing = False
        self._prefix, self._number = f"gw-{secrets.token_hex(8)}", 0
        self.counts = Counter[str]()
        """`dropped` exchanges, and those `torn`; restarts of the appender."""
        self._ended, self._told = Counter[str](), dict[str, int]()

    async def start(self) -> None:
        """Start the appender.

        Raises
        ------
        UsageError
            The folder cannot be written.
        """
        problem = await self._launch()
        if problem:
            self._process = None
            raise UsageError(problem)
        self._keeper = asyncio.create_task(self._keep())

    def begin(self, head: Head, body: bytes) -> Watch:
        """Begin an exchange: its request is here."""
        return Watch(self, self.new_id(), head, body)

    def new_id(self) -> str:
        """Return an id for an exchange."""
        self._number += 1
        return f"{self._prefix}-{self._number}"

    @property
    def written(self) -> Counter[str]:
        """What appenders count, up to a second ago: exchanges, and what they could not read."""
        return self._ended + Counter(self._told)

    async def close(self) -> dict[str, int]:
        """Have all that was handed over written; return the appenders' counts, and the drops.

        Raises
        ------
        UsageError
            The appender did not finish.
        """
        self._closing = True
        if self._keeper is not None:
            self._keeper.cancel()
            with suppress(asyncio.CancelledError):
                await self._keeper
        process, listener = self._process, self._listener
        if process is None or process.stdin is None or listener is None:
            return self._lost()
        process.stdin.close()  # what waits is sent first
        with suppress(TimeoutError):
            async with asyncio.timeout(_LAST):
                await listener  # it says its counts when it ends
                await process.wait()
        if process.returncode != 0:
            if process.returncode is None:
                process.kill()
            raise UsageError("the appender did not finish: the newest exchanges may be lost")
        return {**self._lost(), **self.written}

    def _lost(self) -> dict[str, int]:
        of = "" if self._program == "exchanges" else "batch_"
        return {f"{of}{name}": count for name, count in self.counts.items()}

    def write(self, frame: Frame, pipe: asyncio.WriteTransport | None) -> bool:
        """Send a frame, if there is room and the pipe is still the one that it belongs to."""
        if pipe is None or pipe is not self._pipe:
            return False
        size = len(frame.body) + len(frame.data)
        # a bare end is always taken: without it the appender would keep the beginning for ever
        if size and self.waiting + size > self._most:
            return False
        try:
            # at once: the client gets the end of its reply after this, so that what it has whole
            # is in the pipe, if that has room, even if the gateway is killed now
            pipe.write(pack(frame))
        except Exception as error:  # a fault of ours must not be the request's
            self._notes.say("tap", f"tap: {place_of(error)}")
            return False
        return True

    @property
    def pipe(self) -> asyncio.WriteTransport | None:
        """The pipe to the appender that runs; null while there is none."""
        return self._pipe

    @property
    def waiting(self) -> int:
        """Bytes that wait to go to the appender."""
        return 0 if self._pipe is None else self._pipe.get_write_buffer_size()

    def count(self, what: str) -> None:
        """Count a loss, and say so now and then."""
        self.counts[what] += 1
        self._notes.say(
            "drops",
            f"tap: {self.counts['dropped']:,} {self._program} dropped, {self.counts['torn']:,} cut "
            "so far: the log is written more slowly than traffic comes",
        )

    async def _launch(self) -> str:
        """Start a process; return what is wrong, or nothing."""
        command = (sys.executable, "-m", "stillwatch.gateway.tap.appender")
        self._process = process = await asyncio.create_subprocess_exec(
            *command, msgspec.json.encode(self._of).decode(), self._program,
            stdin=-1, stdout=-1, start_new_session=True,
        )  # fmt: skip
        assert process.stdin is not None and process.stdout is not None
        first = (await process.stdout.readline()).decode().strip()
        if first != "ready":
            await process.wait()
            return first or "the appender did not start"
        self._listener = asyncio.create_task(self._listen(process.stdout))
        self._pipe = process.stdin.transport
        widened(self._pipe)
        self._pipe.set_write_buffer_limits(high=self._most)
        return ""

    async def _listen(self, out: asyncio.StreamReader) -> None:
        """Take an appender's counts until it ends."""
        while line := await out.readline():
            with suppress(msgspec.MsgspecError):  # cut, as it was killed
                self._told = msgspec.json.decode(line, type=dict[str, int])
        self._ended, self._told = self.written, {}

    async def _keep(self) -> None:
        """Start the appender again whenever it ends."""
        pause = 0.1
        while not self._closing:
            assert self._process is not None and self._listener is not None
            await self._process.wait()
            await asyncio.wait((self._listener,))  # until its last line is counted
            self._pipe = None
            self._say("tap: the appender ended; it is started again")
            self.counts["restarts"] += 1
            while problem := await self._launch():
                self._say(f"tap: {problem}")
                pause = min(5.0, pause * 2)
                await asyncio.sleep(pause)


def widened(pipe: asyncio.WriteTransport) -> None:
    """Have a pipe hold what comes while its reader is busy, where the system allows it."""
    grow = getattr(fcntl, "F_SETPIPE_SZ", None)
    if grow is not None:
        with suppress(OSError):
            fcntl.fcntl(pipe.get_extra_info("pipe").fileno(), grow, _PIPE)


class Watch:
    """One exchange as it passes."""

    __slots__ = ("_body", "_data", "_head", "_id", "_pipe", "_reply", "_shipped", "_size", "_start",
                 "_tap", "_torn")  # fmt: skip

    def __init__(self, tap: Tap, ident: str, head: Head, body: bytes) -> None:
        self._tap, self._id = tap, ident
        self._pipe = tap.pipe
        self._head: Head | None = head
        self._body = body
        self._reply: ReplyHead | None = None
        self._data: list[bytes] = []
        self._size = len(body)
        self._shipped = self._torn = False
        self._start = time.perf_counter()
        if self._size >= SHIP:
            self._ship(None)

    def reply(self, status: int, kind: str, coding: str | None) -> None:
        """Tell the head of the reply."""
        self._reply = ReplyHead(status, kind, coding)

    def chunk(self, data: bytes) -> None:
        """Take a part of the reply."""
        if self._torn:
            return
        self._data.append(data)
        self._size += len(data)
        if self._size >= SHIP:
            self._ship(None)

    def end(self, how: str, status: int | None = None) -> None:
        """End the exchange. Parameters as the fields of `End`."""
        seconds = time.perf_counter() - self._start
        self._ship(End(how, status, seconds, self._torn))
        if self._torn:
            # what did not fit is gone; only if the beginning went, the end is of use
            bare = Frame(self._id, None, b"", self._reply, b"", End(how, status, seconds, True))
            sent = self._shipped and self._tap.write(bare, self._pipe)
            self._tap.count("torn" if sent else "dropped")

    def _ship(self, end: End | None) -> bool:
        """Send what is gathered; return whether it fitted."""
        if self._torn:
            return False
        data = self._data[0] if len(self._data) == 1 else b"".join(self._data)
        frame = Frame(self._id, self._head, self._body, self._reply, data, end)
        if self._tap.write(frame, self._pipe):
            self._shipped = True
        else:
            self._torn = True
        self._head, self._body, self._data, self._size = None, b"", [], 0
        return not self._torn
