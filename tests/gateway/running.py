"""A gateway in a thread, in front of a local API; its log is read at once, in this process."""

from __future__ import annotations

import asyncio
import json
import socket
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

from aiohttp import web

from stillwatch.gateway.batches.joiner import Joiner
from stillwatch.gateway.binding.build import binding_of
from stillwatch.gateway.configure import configure
from stillwatch.gateway.enforce.build import enforcer_of
from stillwatch.gateway.identity.identity import Identity
from stillwatch.gateway.notes import Notes
from stillwatch.gateway.proxy import Proxy
from stillwatch.gateway.server import Server, tls
from stillwatch.gateway.settings import Tap as TapSettings
from stillwatch.gateway.tap.frames import Frame, Unpacker, pack
from stillwatch.gateway.tap.recorder import Recorder
from stillwatch.gateway.tap.tap import Tap
from stillwatch.gateway.telemetry.traces import traces_of
from stillwatch.gateway.upstream import Upstream

from .upstream import Api


def packed(frame: Frame) -> bytes:
    """Return a frame as it goes over the pipe."""
    return bytes(pack(frame))


class Direct(Tap):
    """The tap with its appender in this process."""

    def __init__(self, settings: TapSettings, recorder: Recorder | Joiner) -> None:
        super().__init__(settings, lambda note: None)
        self.recorder, self.unpacker = recorder, Unpacker()
        self.lines: list[dict[str, Any]] = []

    def write(self, frame: Frame, pipe: Any) -> bool:
        for one in self.unpacker.feed(packed(frame)):
            self.put(self.recorder.take(one))
        return True

    def put(self, lines: bytes | None) -> None:
        self.lines += map(json.loads, (lines or b"").splitlines())
        if isinstance(self.recorder, Joiner):
            self.recorder.settle(True)


class Running:
    """A gateway that runs."""

    def __init__(self, **sections: Any) -> None:
        self.api, self.loop = Api(), asyncio.new_event_loop()
        self._sections = sections
        self.later = 0.0
        """Seconds by which the joiner's clock goes ahead."""
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def _run(self) -> None:
        self.loop.run_forever()

    def do(self, made: Any) -> Any:
        """Run a coroutine in the gateway's loop."""
        return asyncio.run_coroutine_threadsafe(made, self.loop).result(20)

    def clock(self) -> float:
        return time.time() + self.later

    async def start(self) -> None:
        with ExitStack() as undo:
            await self._start(undo)
            undo.pop_all()

    async def _start(self, undo: ExitStack) -> None:
        await self.api.start()
        sections = self._sections
        upstream = {"url": self.api.url} | sections.get("upstream", {})
        options = {k: v for k, v in sections.items() if k != "feed"} | {"upstream": upstream}
        on = undo.enter_context(socket.create_server(("127.0.0.1", 0)))
        self.port: int = on.getsockname()[1]
        if "public_url" in (listen := options.get("listen", {})):
            public = listen["public_url"].format(port=self.port)
            options["listen"] = listen | {"public_url": public}
        self.settings = settings = configure(None, {}, options)
        self.tap = Direct(settings.tap, Recorder(settings.tap.text))
        self.batches: Direct | None = None
        if settings.tap.out:
            self.batches = Direct(settings.tap, Joiner(settings.tap, self.clock))
        self._upstream = Upstream(settings.upstream)
        await self._upstream.open()
        self.notes: list[str] = []
        notes = Notes(self.notes.append)
        self.enforcer = enforcer_of(settings, notes, sections.get("feed"))
        if self.enforcer is not None:
            await self.enforcer.start()
        self.traces = traces_of(settings, notes)
        self.binding = binding_of(settings, notes)
        self.proxy = Proxy(
            settings, self._upstream, Identity(settings), self.tap, notes, self.batches,
            self.enforcer, self.traces, binding=self.binding,
        )  # fmt: skip
        self.busy = 0
        self.server = Server(self._handle, settings.listen)
        self._runner = web.ServerRunner(self.server, shutdown_timeout=0.2)
        await self._runner.setup()
        await web.SockSite(self._runner, on, ssl_context=tls(settings)).start()
        self.url = f"http://127.0.0.1:{self.port}"

    async def _handle(self, request: web.BaseRequest) -> web.StreamResponse:
        self.busy += 1
        try:
            return await self.proxy.handle(request)
        finally:
            self.busy -= 1

    async def _stop(self) -> None:
        await self._runner.cleanup()
        await self._upstream.close()
        if self.enforcer is not None:
            await self.enforcer.close()
        if self.binding is not None:
            await self.binding.close()
        if self.traces is not None:
            await asyncio.to_thread(self.traces.close)
        await self.api.stop()

    def stop(self) -> None:
        self.do(self._stop())
        self.loop.call_soon_threadsafe(self.loop.stop)
        self._thread.join(10)
        self.loop.close()

    @property
    def counts(self) -> Counter[str]:
        return self.proxy.services.counts

    def lines(self, count: int = 1) -> list[dict[str, Any]]:
        """Return the log once it has so many lines."""
        until(lambda: len(self.tap.lines) >= count)
        assert len(self.tap.lines) == count
        return self.tap.lines

    def settled(self) -> None:
        """Wait until all that was asked is over."""
        until(lambda: not self.busy)

    def forget(self) -> None:
        """Forget what was logged and seen, once all that was asked before is over."""
        until(lambda: not self.busy)
        self.tap.lines.clear()
        self.api.seen.clear()
        self.proxy.services.counts.clear()
        self.loop.call_soon_threadsafe(self.api.go_on.clear)
        self.loop.call_soon_threadsafe(self.api.gone.clear)


@contextmanager
def running(**sections: Any) -> Iterator[Running]:
    """Run a gateway with some settings."""
    made = Running(**sections)
    made.do(made.start())
    try:
        yield made
    finally:
        made.stop()


def until(true: Callable[[], object], seconds: float = 20.0) -> None:
    """Wait for something that comes by itself."""
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "it did not come"
        time.sleep(0.005)
