"""Runs the gateway until it is told to stop, and then lets what runs come to its end."""

from __future__ import annotations

import asyncio
import signal
from collections import Counter
from collections.abc import Callable

from aiohttp import web

from stillwatch.errors import StillwatchError, UsageError
from stillwatch.gateway.configure import address
from stillwatch.gateway.enforce.build import enforcer_of
from stillwatch.gateway.identity.identity import Identity
from stillwatch.gateway.notes import Notes
from stillwatch.gateway.proxy import Proxy
from stillwatch.gateway.server import Server, tls
from stillwatch.gateway.settings import Settings
from stillwatch.gateway.tap.tap import Tap
from stillwatch.gateway.upstream import Upstream


def serve(
    settings: Settings, listening: Callable[[str], None], say: Callable[[str], None]
) -> dict[str, int]:
    """Serve until SIGINT or SIGTERM; return the counts.

    SIGHUP reads the files of keys anew.

    Parameters
    ----------
    settings
        All settings.
    listening
        Called with the URL once clients may come.
    say
        Takes notes for the operator; they never hold what clients sent.

    Raises
    ------
    UsageError, InputError
        A setting or a file is wrong, or the address cannot be listened on.
    """
    return asyncio.run(_serve(settings, listening, say))


async def _serve(
    settings: Settings, listening: Callable[[str], None], say: Callable[[str], None]
) -> dict[str, int]:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop.set)
    identity = Identity(settings)
    tap = Tap(settings.tap, say) if settings.tap.out else None
    upstream = Upstream(settings.upstream)
    notes = Notes(say)
    enforcer = enforcer_of(settings, notes)
    proxy = Proxy(settings, upstream, identity, tap, notes, enforcer)
    reloads = set[asyncio.Task[None]]()  # the loop itself holds tasks weakly

    def reload() -> None:
        task = loop.create_task(_reload(proxy, settings, say))
        reloads.add(task)
        task.add_done_callback(reloads.discard)

    loop.add_signal_handler(signal.SIGHUP, reload)
    server = Server(proxy.handle, settings.listen)
    runner = web.ServerRunner(
        server, handle_signals=False, shutdown_timeout=settings.listen.drain_seconds
    )
    counts = proxy.counts
    try:
        if tap is not None:
            await tap.start()
        if enforcer is not None:
            await enforcer.start()
        await upstream.open()
        await runner.setup()
        listening(await _listen(runner, settings))
        await stop.wait()
    finally:
        await runner.cleanup()  # no new connections; requests that run have their time
        await upstream.close()
        if enforcer is not None:
            await enforcer.close()
        if tap is not None:
            counts += Counter(await tap.close())
    if server.turned_away:
        counts["turned_away"] = server.turned_away
    return dict(counts)


async def _listen(runner: web.ServerRunner, settings: Settings) -> str:
    host, port = address(settings.listen.at)
    context = tls(settings)
    try:
        await web.TCPSite(runner, host, port, ssl_context=context, backlog=1024).start()
    except OSError as error:
        why = (error.strerror or str(error)).lower()
        raise UsageError(f"cannot listen on {settings.listen.at}: {why}") from None
    shown = f"[{host}]" if ":" in host else host
    scheme = "http" if context is None else "https"
    return f"{scheme}://{shown}:{runner.addresses[0][1]}"


async def _reload(proxy: Proxy, settings: Settings, say: Callable[[str], None]) -> None:
    """Read the files of keys anew; keep the old ones where the new are wrong."""
    try:
        # in a thread: requests go on while a large file is read
        proxy.identity = await asyncio.to_thread(Identity, settings)
        say("keys were read anew")
    except StillwatchError as error:
        say(f"keys stay as they were: {error}")
