"""One process of the gateway: its parts together, replaced as it runs, and let down gently."""

from __future__ import annotations

import asyncio
import socket
import ssl
from collections import Counter
from collections.abc import Callable

from aiohttp import web

from stillwatch.core.errors import StillwatchError
from stillwatch.gateway.binding.build import binding_of
from stillwatch.gateway.binding.holders import Holders
from stillwatch.gateway.changes import applied
from stillwatch.gateway.enforce.build import enforcer_of
from stillwatch.gateway.identity.identity import Identity
from stillwatch.gateway.notes import Notes
from stillwatch.gateway.proxy import Proxy
from stillwatch.gateway.server import Server, renewed, tls
from stillwatch.gateway.settings import Settings
from stillwatch.gateway.settled import settled
from stillwatch.gateway.tap.tap import Tap
from stillwatch.gateway.telemetry.lag import Lag
from stillwatch.gateway.telemetry.meters import BETWEEN, Meters, Snapshot
from stillwatch.gateway.telemetry.told import TOLD, WOULD
from stillwatch.gateway.telemetry.traces import traces_of
from stillwatch.gateway.upstream import Upstream

_UNREAD = {
    "exchanges": ("unreadable", "without_model"),
    "batches": ("unreadable", "batch_unread", "batch_skipped", "batch_beyond", "batch_store"),
}
"""What appenders count that is not in the log, whatever the pipe took."""


class Gateway:
    """Serves on a socket.

    Parameters
    ----------
    settings
        All settings.
    say
        Takes notes for the operator; they never hold what clients sent.

    Raises
    ------
    UsageError, InputError
        A setting or a file is wrong.
    """

    def __init__(self, settings: Settings, say: Callable[[str], None]) -> None:
        self._of, self._say = settings, say
        self._context: ssl.SSLContext | None = tls(settings)
        self._tap = Tap(settings.tap, say) if settings.tap.out else None
        reads = self._tap is not None and settings.tap.batches
        self._batches = Tap(settings.tap, say, "batches") if reads else None
        self._upstream = Upstream(settings.upstream)
        self._meters, self._notes = Meters(), Notes(say)
        self._enforcer = enforcer_of(settings, self._notes)
        if self._enforcer is not None:
            # in a process of ours alone: the guard also runs in LiteLLM's
            self._enforcer.elicitation.loaded = settled
        self._binding = binding_of(settings, self._notes)
        self._counts = Counter[str]() if self._enforcer is None else self._enforcer.counts
        self._traces = traces_of(settings, self._notes)
        self._lag = Lag(self._meters)
        self._old: dict[asyncio.Task[None], Upstream] = {}
        self._proxy = self._made(settings, Identity(settings), self._upstream)
        self._server = Server(self._handle, settings.listen)
        self._runner: web.ServerRunner | None = None
        self.ready: str | None = "starting"
        """Why no requests should be sent here; null: they may come."""

    def _made(self, settings: Settings, identity: Identity, upstream: Upstream) -> Proxy:
        made = Proxy(
            settings, upstream, identity, self._tap, self._notes, self._batches, self._enforcer,
            self._traces, self._counts, self._binding,
        )  # fmt: skip
        made.meters = self._meters
        return made

    async def _handle(self, request: web.BaseRequest) -> web.StreamResponse:
        return await self._proxy.handle(request)

    async def start(self, on: socket.socket) -> None:
        """Begin to serve on a socket that is bound.

        Raises
        ------
        UsageError
            The log's folder cannot be written.
        """
        taps = [tap.start() for tap in (self._tap, self._batches) if tap is not None]
        for problem in await asyncio.gather(*taps, return_exceptions=True):
            if problem is not None:
                raise problem
        if self._enforcer is not None:
            await self._enforcer.start()
        await self._upstream.open()
        self._runner = web.ServerRunner(
            self._server, handle_signals=False, shutdown_timeout=self._of.listen.drain_seconds
        )
        await self._runner.setup()
        await web.SockSite(self._runner, on, ssl_context=self._context, backlog=1024).start()
        settled()
        self._lag.start()
        self.ready = None

    def leave(self) -> float:
        """Say from now on that no requests should come; return the seconds until `stop` is due."""
        self.ready = "leaving"
        return self._of.listen.leave_seconds

    async def stop(self) -> dict[str, int]:
        """Take no more connections, let requests that run have their time; return the counts.

        Raises
        ------
        UsageError
            An appender did not finish.
        """
        self.ready = "draining"
        self._lag.stop()
        if self._runner is not None:
            await self._runner.cleanup()
        for task in self._old:
            task.cancel()
        await asyncio.gather(*self._old, return_exceptions=True)
        await self._upstream.close()
        if self._enforcer is not None:
            await self._enforcer.close()
        if self._binding is not None:
            await self._binding.close()
        if self._traces is not None:
            await asyncio.to_thread(self._traces.close)
        for tap in (self._tap, self._batches):
            if tap is not None:
                self._counts.update(await tap.close())
        if self._server.turned_away:
            self._counts["turned_away"] = self._server.turned_away
        return dict(self._counts)

    async def reload(self, read: Callable[[], Settings]) -> None:
        """Read the settings and their files anew; where they are wrong, the old ones stay.

        Requests that run go on with what they began with.

        Parameters
        ----------
        read
            Returns the settings. Raises `StillwatchError` where they are wrong.
        """
        try:
            # in a thread: requests go on while a large file is read
            new, kept = await asyncio.to_thread(lambda: applied(self._of, read()))
            identity = await asyncio.to_thread(Identity, new)
            upstream = self._upstream
            if new.upstream != self._of.upstream:
                upstream = Upstream(new.upstream)
            if self._context is not None:
                renewed(self._context, new)
        except StillwatchError as error:
            self._say(f"settings stay as they were: {error}")
            return
        if upstream is not self._upstream:
            await upstream.open()
            self._retire(self._upstream)
        self._of, self._upstream = new, upstream
        self._server.adopt(new.listen)
        # the old one finishes what it began
        self._proxy = self._made(new, identity, upstream)
        settled()
        if kept:
            self._say(f"cannot change without a restart, and stay: {', '.join(kept)}")
        self._say("settings and keys were read anew")

    def _retire(self, upstream: Upstream) -> None:
        task = asyncio.create_task(_closed(upstream))
        self._old[task] = upstream
        task.add_done_callback(self._old.pop)

    @property
    def holders(self) -> Holders | None:
        """Knows how many holders' keys each organisation uses; null: nothing does."""
        return None if self._binding is None else self._binding.holders

    def snapshot(self) -> Snapshot:
        """Return all numbers; the loop's peak is that since the last call."""
        made = self.numbers()
        made.peaks["loop_lag_peak_seconds"] = self._lag.peak()
        return made

    def numbers(self) -> Snapshot:
        """Return all numbers but the loop's peak."""
        made = self._meters.snapshot()
        if self._enforcer is not None:
            made.counters |= self._enforcer.tally.counters()
        made.counters["counts"] = {
            name: number for name, number in self._counts.items() if name in TOLD
            or name.startswith(WOULD)
        }  # fmt: skip
        made.counters["unknown_callers"] = {"": self._counts["unknown"]}
        made.counters["turned_away"] = {"": self._server.turned_away}
        lost = made.counters.setdefault("tap_lost", {})
        unread = made.counters.setdefault("tap_unread", {})
        for log, tap in (("exchanges", self._tap), ("batches", self._batches)):
            if tap is not None:
                for kind in ("dropped", "torn", "restarts"):
                    lost[BETWEEN.join((log, kind))] = tap.counts[kind]
                written = tap.written
                lost[BETWEEN.join((log, "not_written"))] = written["not_written"]
                for kind in _UNREAD[log]:
                    unread[BETWEEN.join((log, kind.removeprefix("batch_")))] = written[kind]
                made.gauges["tap_waiting_bytes"] = (
                    made.gauges.get("tap_waiting_bytes", 0) + tap.waiting
                )
        made.gauges |= {
            "connections": len(self._server.connections), "workers": 1,
            "running_requests": sum(
                one.running for one in (self._upstream, *self._old.values())
            ),
        }  # fmt: skip
        if self._binding is not None:
            self._binding.count(made)
        return made


async def _closed(upstream: Upstream) -> None:
    """Close connections to an API that was replaced, once no request needs them."""
    try:
        while upstream.running:
            await asyncio.sleep(0.5)
    finally:
        await upstream.close()
