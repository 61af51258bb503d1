"""Several workers under one parent, which starts them again, replaces them and adds up.

Each has a socket of its own on the same port (SO_REUSEPORT), which the parent keeps: whoever
connects while a worker is replaced, or dead, waits there for the next.
"""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import sys
from collections import Counter
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

import msgspec

from stillwatch.core.errors import StillwatchError, UsageError
from stillwatch.gateway.admin import token_of
from stillwatch.gateway.binding.build import holders_of
from stillwatch.gateway.changes import applied
from stillwatch.gateway.identity.identity import Identity
from stillwatch.gateway.operator import Live, Made
from stillwatch.gateway.segments import claim
from stillwatch.gateway.serve import Beside, bound, leave, url_of, with_signals
from stillwatch.gateway.server import tls
from stillwatch.gateway.settings import Settings
from stillwatch.gateway.telemetry.meters import Snapshot, added, lasting
from stillwatch.gateway.worker import LINE, Task, Told, sent_as

_SLOW = 60.0  # seconds beyond the drain that a worker has to end
_Process = asyncio.subprocess.Process


def serve_with_workers(
    settings: Settings, listening: Callable[[str, str | None], None], say: Callable[[str], None],
    read: Callable[[], Settings], console: Made | None = None,
) -> dict[str, int]:  # fmt: skip
    """Serve with `listen.workers` processes until SIGINT or SIGTERM; return the counts of all.

    SIGHUP reads the settings anew, for all workers; SIGUSR2 starts new ones, which take over before
    the old ones end, as after an update of the program. Whenever a worker starts, it has the
    settings that are in force.

    Parameters
    ----------
    settings, listening, say, read, console
        As those of `serve`.

    Raises
    ------
    UsageError, InputError
        A setting or a file is wrong, or an address cannot be listened on.
    """
    claimed = claim(Path(settings.tap.out)) if settings.tap.out else None
    try:
        return asyncio.run(_Parent(settings, say, read).run(listening, console))
    finally:
        if claimed is not None:
            os.close(claimed)


class _Worker:
    """One that runs."""

    def __init__(self, process: _Process) -> None:
        self.process = process
        self.numbers = Snapshot()
        self.ready = asyncio.get_running_loop().create_future()
        self.counts: dict[str, int] = {}
        self.leaves = False
        """Whether it was told to end."""

    async def listen(self) -> None:
        """Take what it says until it ends."""
        out = self.process.stdout
        assert out is not None
        while line := await out.readline():
            try:
                told = msgspec.json.decode(line, type=Told)
            except msgspec.MsgspecError:
                continue
            self.numbers = told.numbers or self.numbers
            self.counts = told.counts or self.counts
            if not self.ready.done() and (told.ready or told.problem):
                self.ready.set_result(told.problem)
        await self.process.wait()
        if not self.ready.done():
            self.ready.set_result("a worker did not start")

    def send(self, settings: Settings) -> None:
        """Have it go by these settings."""
        assert self.process.stdin is not None
        if self.process.returncode is None and not self.leaves:
            self.process.stdin.write(sent_as(settings))

    def end(self) -> None:
        """Tell it to end."""
        self.leaves = True
        if self.process.returncode is None:
            self.process.terminate()


class _Parent:
    def __init__(
        self, settings: Settings, say: Callable[[str], None], read: Callable[[], Settings]
    ) -> None:
        self._of, self._say, self._read = settings, say, read
        Identity(settings)  # what is wrong is said once, and a key that is made is made once
        self._sockets: list[socket.socket] = []
        self._workers: dict[int, _Worker] = {}
        self._all = set[_Worker]()
        """Those of `_workers`, and others that begin or end."""
        self._tasks = set[asyncio.Task[None]]()
        self._lasting, self._counts = Snapshot(), Counter[str]()
        self._leaving = self._stopping = False

    async def run(
        self, listening: Callable[[str, str | None], None], console: Made | None
    ) -> dict[str, int]:
        stop, of = asyncio.Event(), self._of
        with_signals(stop, self._reload)
        asyncio.get_running_loop().add_signal_handler(
            signal.SIGUSR2, lambda: self._spawn(self._upgrade())
        )
        binding = of.identity.binding
        holders = None if binding is None else holders_of(of, binding)  # the workers' file
        live = Live(of, self.snapshot, self._ready, self._say, token_of(of.admin))
        beside = Beside(live, self.snapshot, console, holders)
        try:
            self._bind()
            numbers = range(1, of.listen.workers + 1)
            problems = await asyncio.gather(*map(self._start, numbers))
            if problem := next(filter(None, problems), None):
                raise UsageError(problem)
            told = await beside.start()
            listening(url_of(of, self._sockets[0]), told)
            await stop.wait()
            self._leaving = True
            await leave(stop, self._of.listen.leave_seconds)
        finally:
            await self._end()
            await beside.stop()
        return dict(self._counts)

    def _bind(self) -> None:
        self._sockets.append(bound(self._of, shared=True))
        port = self._sockets[0].getsockname()[1]
        for _ in range(self._of.listen.workers - 1):
            self._sockets.append(bound(self._of, port, shared=True))

    async def _start(self, number: int) -> str | None:
        """Start a worker; return what is wrong, once it serves or has failed."""
        on = self._sockets[number - 1].fileno()
        task = msgspec.json.encode(Task(number, on)).decode()
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "stillwatch.gateway.worker", task,
            stdin=-1, stdout=-1, pass_fds=(on,), start_new_session=True, limit=LINE,
        )  # fmt: skip
        worker = _Worker(process)
        self._all.add(worker)
        worker.send(self._of)
        if self._stopping:
            worker.end()
        self._spawn(self._attend(number, worker))
        problem: str | None = await worker.ready
        if problem is None and process.returncode is not None:
            problem = "it ended at once"
        if problem is None:
            self._workers[number] = worker
        return problem

    async def _attend(self, number: int, worker: _Worker) -> None:
        """Stay with a worker until it ends; start another if it should not have."""
        await worker.listen()
        self._all.discard(worker)
        self._counts.update(worker.counts)
        self._lasting = added((self._lasting, lasting(worker.numbers)))
        if self._workers.get(number) is not worker:
            return
        del self._workers[number]
        if worker.leaves or self._stopping:
            return
        self._say(f"worker {number} ended; it is started again")
        self._counts["worker_restarts"] += 1
        pause = 0.1
        while not self._stopping and (problem := await self._start(number)):
            self._say(f"worker {number}: {problem}")
            await asyncio.sleep(pause)
            pause = min(5.0, pause * 2)

    async def _reload(self) -> None:
        try:
            new, kept = await asyncio.to_thread(lambda: applied(self._of, self._read()))
            for what in (Identity, tls):  # what a worker would stumble over
                await asyncio.to_thread(what, new)
        except StillwatchError as error:
            self._say(f"settings stay as they were: {error}")
            return
        self._of = new
        if kept:
            self._say(f"cannot change without a restart, and stay: {', '.join(kept)}")
        for worker in self._all:  # also those that begin
            worker.send(new)

    async def _upgrade(self) -> None:
        """Replace the workers: an old one ends once its new one serves."""
        before = dict(self._workers)
        for number, problem in zip(
            before, await asyncio.gather(*map(self._start, before)), strict=True
        ):
            old = before[number]
            if problem:
                self._say(f"worker {number} stays: {problem}")
            else:
                old.end()
        self._say("workers were replaced")

    def _ready(self) -> str | None:
        if self._stopping:
            return "draining"
        if self._leaving:
            return "leaving"
        return None if self._workers else "no worker"

    def snapshot(self) -> Snapshot:
        """Return the numbers of all workers, those that have ended among them."""
        made = added((self._lasting, *(w.numbers for w in self._all)))
        made.counters["worker_restarts"] = {"": self._counts["worker_restarts"]}
        return made

    async def _end(self) -> None:
        self._stopping = True
        for worker in self._all:
            worker.end()
        for one in self._sockets:
            one.close()
        if self._tasks:
            seconds = self._of.listen.drain_seconds + _SLOW
            _, slow = await asyncio.wait(self._tasks, timeout=seconds)
            for worker in self._all if slow else ():
                worker.process.kill()

    def _spawn(self, made: Coroutine[Any, Any, None]) -> None:
        task = asyncio.get_running_loop().create_task(made)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
