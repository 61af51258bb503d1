"""The listening side: connections that are bounded in number and in patience."""

from __future__ import annotations

import asyncio
import logging
import ssl
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from aiohttp import StreamReader, web

from stillwatch.core.errors import InputError
from stillwatch.gateway.settings import Listen, Settings

_LINE = 16 << 10  # longest request line
_FIELD = 64 << 10  # longest header: tokens are long
_GRACE = 1.0  # seconds
_LOOK = 0.05  # seconds

SILENT = logging.getLogger("stillwatch.gateway.http")
"""Logger of servers: what clients send, keys among it, is never logged."""
SILENT.addHandler(logging.NullHandler())
SILENT.propagate = False

Handler = Callable[[web.BaseRequest], Awaitable[web.StreamResponse]]


class Server(web.Server):
    """An HTTP/1.1 server for one handler. Bodies come as they were sent, never decompressed.

    Parameters
    ----------
    handler
        Answers requests.
    settings
        Bounds of connections.
    cancels
        Whether a client that goes ends its request.
    """

    def __init__(self, handler: Handler, settings: Listen, *, cancels: bool = True) -> None:
        super().__init__(
            handler, handler_cancellation=cancels,
            access_log=None, logger=SILENT, auto_decompress=False, tcp_keepalive=True,
            keepalive_timeout=settings.keepalive_seconds,
            lingering_time=min(5.0, settings.body_seconds),  # for what is left of a refused body
            max_line_size=_LINE, max_field_size=_FIELD,
        )  # fmt: skip
        self.settings = settings
        self.turned_away = 0
        """Connections beyond the bound."""

    def adopt(self, settings: Listen) -> None:
        """Have new connections come under other settings."""
        self.settings = settings
        self._kwargs["keepalive_timeout"] = settings.keepalive_seconds
        self._kwargs["lingering_time"] = min(5.0, settings.body_seconds)

    def __call__(self) -> web.RequestHandler:
        """Return the protocol of a new connection."""
        return _Connection(self, loop=self._loop, **self._kwargs)


class _Connection(web.RequestHandler):
    """A connection that must say something in time, and take in time what it is sent."""

    __slots__ = ("_awaited_until", "_greeting", "_lost", "_parting", "_server", "_stalled")

    def __init__(self, server: Server, **options: Any) -> None:
        super().__init__(server, **options)
        self._server, self._lost = server, False
        self._awaited_until = 0.0  # a last request, on a loop's clock; 0: others may follow
        self._greeting: asyncio.TimerHandle | None = None
        self._stalled: asyncio.TimerHandle | None = None
        self._parting: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        super().connection_made(transport)
        settings = self._server.settings
        if len(self._server.connections) > settings.connections:
            self._server.turned_away += 1
            self.force_close()
            return
        loop = asyncio.get_running_loop()
        self._greeting = loop.call_later(settings.head_seconds, self._late)

    async def start(self) -> None:
        """Answer requests; then see that the connection ends, whatever the client takes."""
        transport = self.transport
        try:
            await super().start()
        finally:
            if transport is not None and not self._lost:
                # what is closed still waits until all is sent, and that may be never
                self._parting = self._aborting(transport, self._server.settings.write_seconds)

    async def shutdown(self, timeout: float | None = 15.0) -> None:
        """End. A request that runs has its time once; left alone, it would have it twice."""
        task, timer, loop = self._task_handler, None, asyncio.get_running_loop()
        if task is not None and timeout is not None:
            timer = loop.call_later(timeout + _GRACE, task.cancel)
        try:
            end = loop.time() + (timeout or 0.0)
            while self._awaited() and (timeout is None or loop.time() < end):
                await asyncio.sleep(_LOOK)
            # nothing that comes is read from here on
            if self._awaited_until:
                super().close()
            left = None if timeout is None else max(_LOOK, end - loop.time())
            await super().shutdown(left)
        finally:
            if timer is not None:
                timer.cancel()

    def close(self) -> None:
        """Take no more requests; one that is still coming is read to its end first.

        A client may have sent the next one already on a connection that is kept, or just opened:
        for a moment it is still answered, and told that it is the last.
        """
        if self._request_in_progress and (request := self._current_request) is not None:
            request._message = self._last(request._message)
        if (coming := self._coming()) is not None:
            coming.on_eof(super().close)
        elif self._idle() and not self._awaited_until:
            self._awaited_until = asyncio.get_running_loop().time() + _GRACE
        else:
            super().close()

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        if self._awaited_until and self._messages:
            message, body = self._messages.pop()
            self._messages.append((self._last(message), body))
            self.close()

    @staticmethod
    def _last(message: Any) -> Any:
        """Return a request's head as that of a connection's last, if it is one that can be read."""
        return message._replace(should_close=True) if hasattr(message, "should_close") else message

    def _awaited(self) -> bool:
        """Whether a request, or the rest of one, is about to come."""
        now = asyncio.get_running_loop().time()
        return (self._idle() and now < self._awaited_until) or self._coming() is not None

    def _idle(self) -> bool:
        """Whether no request is being answered, nor waits for that."""
        return not (self._messages or self._request_in_progress or self._lost)

    def _coming(self) -> StreamReader | None:
        """Return the body that is still coming, of the request that came last."""
        if self._lost:
            return None
        body: StreamReader | None = None
        if self._messages:
            body = self._messages[-1][1]
        elif self._request_in_progress and (request := self._current_request) is not None:
            body = request.content
        ended = body is None or body.is_eof() or body.exception() is not None
        return None if ended else body

    def pause_writing(self) -> None:
        super().pause_writing()
        if self._stalled is None and isinstance(self.transport, asyncio.Transport):
            # a little more than a stream is given, which says that its client is slow
            seconds = self._server.settings.write_seconds + _GRACE
            self._stalled = self._aborting(self.transport, seconds)

    def resume_writing(self) -> None:
        super().resume_writing()
        if self._stalled is not None:
            self._stalled.cancel()
            self._stalled = None

    def connection_lost(self, exc: BaseException | None) -> None:
        self._lost = True
        for timer in (self._greeting, self._stalled, self._parting):
            if timer is not None:
                timer.cancel()
        super().connection_lost(exc)

    def _late(self) -> None:
        if self._request_count == 0:
            self.force_close()

    @staticmethod
    def _aborting(transport: asyncio.Transport, seconds: float) -> asyncio.TimerHandle:
        return asyncio.get_running_loop().call_later(seconds, transport.abort)


def tls(settings: Settings) -> ssl.SSLContext | None:
    """Return what TLS is served with; null: plain text.

    Raises
    ------
    InputError
        A file cannot be read or used.
    """
    listen, mtls = settings.listen, settings.identity.mtls
    if listen.tls_cert is None or listen.tls_key is None:
        return None
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    context.set_alpn_protocols(["http/1.1"])
    renewed(context, settings)
    if mtls is not None:
        context.verify_mode = ssl.CERT_REQUIRED if mtls.required else ssl.CERT_OPTIONAL
    return context


def renewed(context: ssl.SSLContext, settings: Settings) -> None:
    """Read the files of certificates anew: handshakes from now on use them.

    Authorities are only added; one that shall no longer be believed takes a restart. Where a file
    is wrong, such as a key that is not yet that of the certificate, nothing changes.

    Raises
    ------
    InputError
        A file cannot be read or used.
    """
    listen, mtls = settings.listen, settings.identity.mtls
    assert listen.tls_cert is not None and listen.tls_key is not None
    path = listen.tls_cert
    try:
        for path in (listen.tls_key, listen.tls_cert):
            Path(path).read_bytes()  # OpenSSL's errors do not say which
        # first where it does no harm: a context that fails at this is left without a certificate
        for into in (ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER), context):
            path = listen.tls_cert
            # a key with a pass phrase is refused: nobody is there to be asked for it
            into.load_cert_chain(path, listen.tls_key, password="")
            if mtls is not None:
                path = mtls.ca_file
                into.load_verify_locations(path)
    except ssl.SSLError:
        raise InputError("no usable certificate, or not that of the key", path=path) from None
    except OSError as error:
        raise InputError((error.strerror or "cannot be read").lower(), path=path) from None
