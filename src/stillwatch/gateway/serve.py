"""Runs the gateway until it is told to stop, and then lets what runs come to its end."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

from stillwatch.errors import UsageError
from stillwatch.gateway.admin import Admin
from stillwatch.gateway.configure import address
from stillwatch.gateway.gateway import Gateway
from stillwatch.gateway.settings import Settings
from stillwatch.segments import claim


def serve(
    settings: Settings, listening: Callable[[str, str | None], None], say: Callable[[str], None],
    read: Callable[[], Settings] | None = None,
) -> dict[str, int]:  # fmt: skip
    """Serve in this process until SIGINT or SIGTERM; return the counts.

    SIGHUP reads the settings and their files anew.

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

    Raises
    ------
    UsageError, InputError
        A setting or a file is wrong, or an address cannot be listened on.
    """
    claimed = claim(Path(settings.tap.out)) if settings.tap.out else None
    try:
        return asyncio.run(_serve(settings, listening, say, read or (lambda: settings)))
    finally:
        if claimed is not None:
            os.close(claimed)


async def _serve(
    settings: Settings, listening: Callable[[str, str | None], None], say: Callable[[str], None],
    read: Callable[[], Settings],
) -> dict[str, int]:  # fmt: skip
    gateway = Gateway(settings, say)
    stop = asyncio.Event()
    with_signals(stop, lambda: gateway.reload(read))
    admin = None
    if settings.admin.at is not None:
        admin = Admin(settings.admin, gateway.snapshot, lambda: gateway.ready, gateway.holders)
    on = bound(settings)
    try:
        await gateway.start(on)
        told = await admin.start() if admin is not None else None
        listening(url_of(settings, on), told)
        await stop.wait()
    finally:
        counts = await gateway.stop()
        if admin is not None:
            await admin.stop()
    return counts


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
