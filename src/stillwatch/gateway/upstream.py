"""The way to the API that is served: a pool of connections, and what its failures mean."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import AsyncIterable
from functools import partial
from typing import Any
from urllib.parse import urlsplit

import aiohttp
from aiohttp.client_proto import ResponseHandler
from multidict import CIMultiDict
from yarl import URL

from stillwatch.core.errors import InputError
from stillwatch.gateway.answers import Refused
from stillwatch.gateway.settings import Upstream as Settings

_AUTOMATIC = ("User-Agent", "Accept", "Accept-Encoding", "Content-Type")
_HEAD = 64 << 10  # longest line of a reply's head
_READS = ("GET", "HEAD", "OPTIONS", "TRACE")  # what may be sent again, as it changes nothing


class _Broken(aiohttp.ClientConnectionError):
    """The connection broke off; unlike its kin it is not taken for a reason to send again."""


async def _once(
    request: aiohttp.ClientRequest, handler: aiohttp.ClientHandlerType
) -> aiohttp.ClientResponse:
    """Send a request once: aiohttp would send a DELETE again that the API may have done."""
    try:
        return await handler(request)
    except aiohttp.ClientConnectorError:  # nothing was sent
        raise
    except (aiohttp.ClientOSError, aiohttp.ServerDisconnectedError) as error:
        raise _Broken from error


class _Wire(ResponseHandler):
    """A connection to the API. What ends it ends the reply that is being read, too.

    aiohttp forgets the reply where a chunk is malformed, and whoever reads it waits for ever. It
    also makes a timer for each part that comes; here one looks again when it is due.
    """

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        super().__init__(loop)
        self._due: float | None = None  # when the next part must have come

    def connection_lost(self, exc: BaseException | None) -> None:
        super().connection_lost(exc)
        super()._drop_timeout()

    def _reschedule_timeout(self) -> None:
        seconds = self._read_timeout
        self._due = self._loop.time() + seconds if seconds else None
        if seconds and self._read_timeout_handle is None:
            self._read_timeout_handle = self._loop.call_later(seconds, self._look)

    def _drop_timeout(self) -> None:
        self._due = None

    def _look(self) -> None:
        self._read_timeout_handle = None
        if self._due is None:
            return
        left = self._due - self._loop.time()
        if left > 0:
            self._read_timeout_handle = self._loop.call_later(left, self._look)
        else:
            self._on_read_timeout()

    def set_exception(self, exc: BaseException, *cause: Any, **named: Any) -> None:
        super().set_exception(exc, *cause, **named)
        reply = self._payload
        if reply is not None and not reply.is_eof() and reply.exception() is None:
            reply.set_exception(aiohttp.ClientPayloadError("the reply is not whole"), exc)


class Upstream:
    """Sends requests to the API.

    Raises
    ------
    InputError
        The certificates to trust cannot be read.
    """

    def __init__(self, settings: Settings) -> None:
        self._of = settings
        self._base = settings.url.rstrip("/")
        self._tls = _trust(settings.ca_file) if settings.ca_file else True
        self._session: aiohttp.ClientSession | None = None
        self.running = 0
        """Requests that need it, whichever proxy they came to."""

    async def open(self) -> None:
        """Make the pool; needs a running loop."""
        of = self._of
        connector = aiohttp.TCPConnector(
            limit=of.connections, keepalive_timeout=of.keepalive_seconds, ssl=self._tls
        )
        made = partial(_Wire, loop=asyncio.get_running_loop())
        connector._factory = made  # type: ignore[assignment]
        self._session = aiohttp.ClientSession(
            connector=connector,
            timeout=aiohttp.ClientTimeout(
                total=None, connect=of.connect_seconds, sock_connect=of.connect_seconds,
                sock_read=of.read_seconds,
            ),
            cookie_jar=aiohttp.DummyCookieJar(),
            auto_decompress=False,
            skip_auto_headers=_AUTOMATIC,
            max_line_size=_HEAD, max_field_size=_HEAD,
        )  # fmt: skip

    def within(self, location: str) -> str | None:
        """Return the path, after the API's own, of an address that the API names; else null.

        Parameters
        ----------
        location
            A `location` header: an address, or the path of one.

        Examples
        --------
        >>> api = Upstream(Settings(url="http://10.0.0.7:8000/api"))
        >>> api.within("http://10.0.0.7:8000/api/v1/x?a=1"), api.within("/api/v1/x")
        ('/v1/x?a=1', '/v1/x')
        >>> api.within("https://elsewhere.example/api/v1/x"), api.within("/login"), api.within("y")
        (None, None, None)
        """
        base = urlsplit(self._base)
        path = location
        if not location.startswith("/"):
            if _host_of(location) != _host_of(self._base):
                return None
            path = location.partition("//")[2][len(urlsplit(location).netloc) :]
        rest = path.removeprefix(base.path)
        return rest if path == base.path + rest and rest[:1] == "/" != rest[1:2] else None

    async def close(self) -> None:
        """Close all connections."""
        if self._session is not None:
            await self._session.close()

    async def send(
        self, method: str, target: str, headers: CIMultiDict[str],
        body: bytes | AsyncIterable[bytes | memoryview] | None,
    ) -> aiohttp.ClientResponse:  # fmt: skip
        """Send a request and return the reply once its head has come.

        What only reads is sent again where a connection that was kept turns out to be gone.

        Parameters
        ----------
        method, target
            As the client sent them: the target is never decoded nor normalised.
        headers
            All that are sent, `host` and the length aside.
        body
            Sent as it is.

        Raises
        ------
        Refused
            No reply came.
        """
        assert self._session is not None
        url = URL(self._base + target, encoded=True)
        # aiohttp itself never sends a POST again
        once = () if method in _READS or method == "POST" else (_once,)
        attempt = 0
        while True:
            try:
                return await self._session.request(
                    method, url, headers=headers, data=body, allow_redirects=False,
                    middlewares=once,
                )  # fmt: skip
            except aiohttp.ClientConnectorError as error:
                # nothing was sent: a body that comes in parts has not been begun either
                if attempt >= self._of.connect_retries or isinstance(error, aiohttp.ClientSSLError):
                    raise refusal(error) from error
                attempt += 1
                await asyncio.sleep(0.05 * attempt)
            except (aiohttp.ClientError, TimeoutError, OSError) as error:
                raise refusal(error) from error
            except ValueError as error:  # a header that cannot be sent
                raise Refused(400, "bad_header", "a header cannot be passed on", False) from error


def _host_of(url: str) -> tuple[str | None, int | None] | None:
    """Return host and port of an address; null where it is none.

    What is behind a front that ends TLS names itself by http: usual ports are one.
    """
    try:
        of = urlsplit(url)
        usual = of.port in (None, 80, 443)
        known = of.scheme in ("http", "https") and of.username is None
        return (of.hostname, None if usual else of.port) if known else None
    except ValueError:
        return None


def refusal(error: Exception) -> Refused:
    """Return what a client is told of a failure; it names neither hosts nor keys."""
    if isinstance(error, aiohttp.ConnectionTimeoutError):
        return Refused(
            504, "upstream_connect_timeout", "the API could not be reached in time", True
        )
    if isinstance(error, TimeoutError):
        # it may be at work on it: the client decides
        return Refused(504, "upstream_timeout", "the API did not reply in time")
    if isinstance(error, aiohttp.ClientConnectorError):
        return Refused(502, "upstream_unreachable", "the API could not be reached", True)
    if isinstance(error, aiohttp.ClientResponseError):
        return Refused(502, "upstream_invalid", "the API's reply was no valid HTTP")
    return Refused(502, "upstream_disconnected", "the connection to the API broke off")


def _trust(path: str) -> ssl.SSLContext:
    try:
        return ssl.create_default_context(cafile=path)
    except (OSError, ssl.SSLError) as error:
        why = getattr(error, "strerror", None) or "no certificates"
        raise InputError(why.lower(), path=path) from None
