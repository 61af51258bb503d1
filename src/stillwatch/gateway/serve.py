"""Runs the gateway until it is told to stop, and then lets what runs come to its end."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
from collections.abc import Callable, Coroutine
from contextlib import suppress
from pathlib import Path
from typing import Any

from stillwatch.core.errors import UsageError
from stillwatch.gateway.admin import Admin, token_of
from stillwatch.gateway.binding.holders import Holders
from stillwatch.gateway.configure import address
from stillwatch.gateway.gateway import Gateway
from stillwatch.gateway.notes import Notes
from stillwatch.gateway.operator import Live, Made
from stillwatch.gateway.segments import claim
from stillwatch.gateway.settings import Settings
from stillwatch.gateway.telemetry.meters import Snapshot


def serve(
    settings: Settings, listening: Callable[[str, str | None], None], say: Callable[[str], None],
    read: Callable[[], Settings] | None = None, console: Made | None = None,
) -> dict[str, int]:  # fmt: skip
    """Serve in this process until SIGINT or SIGTERM, and then for `listen.leave_seconds`.

    Returns the counts. SIGHUP reads the settings and their files anew.

    Parameters
    ----------
    settings
        All settings.
    listening
        Called once clients may come, with the URL and that of the operator's listener, if any.
    say
        Takes notes for the operator; they never hold what clients sent.
    read
        Returns the settings as they are now; null: they stay, and only their files are read.
    console
        Makes what shows operators a page and raises alerts; null: neither.

    Raises
    ------
    UsageError, InputError
        A setting or a file is wrong, or an address cannot be listened on.
    """
    claimed = claim(Path(settings.tap.out)) if settings.tap.out else None
    try:
        return asyncio.run(_serve(settings, listening, say, read or (lambda: settings), console))
    finally:
        if claimed is not None:
            os.close(claimed)


async def _serve(
    settings: Settings, listening: Callable[[str, str | None], None], say: Callable[[str], None],
    read: Callable[[], Settings], console: Made | None,
) -> dict[str, int]:  # fmt: skip
    gateway = Gateway(settings, say)
    stop = asyncio.Event()
    with_signals(stop, lambda: gateway.reload(read))
    live = Live(settings, gateway.numbers, lambda: gateway.ready, say, token_of(settings.admin))
    beside = Beside(live, gateway.snapshot, console, gateway.holders)
    on = bound(settings)
    try:
        await gateway.start(on)
        told = await beside.start()
        listening(url_of(settings, on), told)
        await stop.wait()
        await leave(stop, gateway.leave())
    finally:
        counts = await gateway.stop()
        await beside.stop()
    return counts


class Beside:
    """What runs beside the gateway in its parent process: the operator's listener, the console.

    Parameters
    ----------
    live
        What a console sees.
    snapshot
        Returns all numbers, for Prometheus.
    made
        Makes the console; null: none.
    holders
        Knows how many holders' keys each organisation uses; null: nothing does.

    Raises
    ------
    UsageError, InputError
        A setting or a file is wrong.
    """

    def __init__(
        self, live: Live, snapshot: Callable[[], Snapshot], made: Made | None,
        holders: Holders | None = None,
    ) -> None:  # fmt: skip
        self._console = None if made is None else made(live)
        self._admin = None
        of = live.settings.admin
        if of.at is not None:
            page = self._console if of.page else None
            notes = Notes(live.say)
            self._admin = Admin(of, live.token, snapshot, live.ready, page, holders, notes)

    async def start(self) -> str | None:
        """Begin; return the URL of the listener, if any. Raises `StillwatchError`."""
        if self._console is not None:
            await self._console.start()
        return await self._admin.start() if self._admin is not None else None

    async def stop(self) -> None:
        """End, the listener first."""
        if self._admin is not None:
            await self._admin.stop()
        if self._console is not None:
            await self._console.stop()


async def leave(stop: asyncio.Event, seconds: float) -> None:
    """Let load balancers see that no requests should come: wait so long, or for a second signal.

    Parameters
    ----------
    stop
        Is set by signals.
    seconds
        0: at once.
    """
    stop.clear()
    with suppress(TimeoutError):
        await asyncio.wait_for(stop.wait(), seconds)


def with_signals(stop: asyncio.Event, reload: Callable[[], Coroutine[Any, Any, None]]) -> None:
    """Have SIGINT and SIGTERM set an event, and SIGHUP run a coroutine, one after another."""
    loop, tasks, one = asyncio.get_running_loop(), set[asyncio.Task[None]](), asyncio.Lock()

    async def reloaded() -> None:
        async with one:
            await reload()

    def begin() -> None:
        task = loop.create_task(reloaded())
        tasks.add(task)  # the loop itself holds tasks weakly
        task.add_done_callback(tasks.discard)

    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop.set)
    loop.add_signal_handler(signal.SIGHUP, begin)


def bound(settings: Settings, port: int | None = None, shared: bool = False) -> socket.socket:
    """Return a socket that is bound to `listen.at`.

    Parameters
    ----------
    settings
        All settings.
    port
        Instead of the one in the settings.
    shared
        Whether several sockets have the port (SO_REUSEPORT); the kernel deals connections out.

    Raises
    ------
    UsageError
        The address cannot be listened on.
    """
    host, said = address(settings.listen.at)
    made = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
    try:
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if shared:
            made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        if made.family == socket.AF_INET6:
            made.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
        made.setblocking(False)
        made.bind((host, said if port is None else port))
    except OSError as error:
        made.close()
        why = (error.strerror or str(error)).lower()
        raise UsageError(f"cannot listen on {settings.listen.at}: {why}") from None
    return made


def url_of(settings: Settings, on: socket.socket) -> str:
    """Return the URL that a socket is reached by."""
    host, port = on.getsockname()[:2]
    shown = f"[{host}]" if ":" in host else host
    return f"{'https' if settings.listen.tls_cert else 'http'}://{shown}:{port}"
