"""The operator's listener: numbers for Prometheus, health, and the console's page, if any."""

from __future__ import annotations

import hmac
import ipaddress
from collections.abc import Callable
from http import HTTPStatus
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import msgspec
from aiohttp import web

from stillwatch.core.errors import InputError, UsageError
from stillwatch.gateway.binding.holders import Holders
from stillwatch.gateway.configure import address
from stillwatch.gateway.notes import Notes, place_of
from stillwatch.gateway.operating import Admin as Settings
from stillwatch.gateway.operator import Console
from stillwatch.gateway.server import Server
from stillwatch.gateway.settings import Listen
from stillwatch.gateway.telemetry.exposition import exposed
from stillwatch.gateway.telemetry.meters import Snapshot

_SHORT = 16  # characters that a token has at least
_LISTED = 1000  # organisations
_BODY = 64 << 10  # bytes of the largest form
CONNECTIONS = 256
"""Most connections at a time; more are closed at once."""
PATHS = ("/healthz", "/readyz", "/metrics", "/holders", "/openapi.json")
"""What is answered here, by `GET` and `HEAD`; `stillwatch.gateway.openapi` describes each."""
_HEADERS = {"cache-control": "no-store", "x-content-type-options": "nosniff"}
_LISTEN = Listen(connections=CONNECTIONS, keepalive_seconds=15.0)


class Admin:
    """Answers health, `/metrics`, `/holders` and `/openapi.json`; the console answers the rest.

    Connections are bounded in number and in patience, as those of clients are.

    Parameters
    ----------
    settings
        Where.
    token
        All but health asks for it; null: they answer whoever calls this machine by its
        own name for itself. Health says one word to everybody.
    snapshot
        Returns the numbers.
    ready
        Returns why no requests should be sent; null: they may come.
    console
        Shows the page; null: there is none.
    holders
        Knows how many holders' keys each organisation uses; null: nothing does.
    notes
        Takes faults; null: they are told to who asks alone.
    """

    def __init__(
        self, settings: Settings, token: bytes | None, snapshot: Callable[[], Snapshot],
        ready: Callable[[], str | None], console: Console | None = None,
        holders: Holders | None = None, notes: Notes | None = None,
    ) -> None:  # fmt: skip
        self._of, self._snapshot, self._ready, self._notes = settings, snapshot, ready, notes
        self._token, self._console, self._holders = token, console, holders
        self._runner: web.ServerRunner | None = None

    async def start(self) -> str:
        """Listen; return the URL.

        Raises
        ------
        UsageError
            The address cannot be listened on.
        """
        assert self._of.at is not None
        host, port = address(self._of.at, "admin.at")
        # what somebody changes is changed whole, also when their browser goes meanwhile
        server = Server(self._handle, _LISTEN, cancels=False)
        self._runner = web.ServerRunner(server, handle_signals=False, shutdown_timeout=1.0)
        await self._runner.setup()
        try:
            await web.TCPSite(self._runner, host, port).start()
        except OSError as error:
            why = (error.strerror or str(error)).lower()
            raise UsageError(f"cannot listen on {self._of.at} (admin.at): {why}") from None
        shown = f"[{host}]" if ":" in host else host
        return f"http://{shown}:{self._runner.addresses[0][1]}"

    async def stop(self) -> None:
        """Close it."""
        if self._runner is not None:
            await self._runner.cleanup()

    async def _handle(self, request: web.BaseRequest) -> web.StreamResponse:
        try:
            return await self._answered(request)
        except web.HTTPException as answer:  # such as a body that is too large
            return _plain(answer.status)
        except Exception as error:
            if self._notes is not None:
                self._notes.say("admin", f"the operators' listener failed: {place_of(error)}")
            return _plain(500)

    async def _answered(self, request: web.BaseRequest) -> web.StreamResponse:
        if request.path in PATHS:
            if request.method not in ("GET", "HEAD"):
                return _plain(405, allow="GET, HEAD")
            if request.path == "/healthz":
                return _plain(200, "ok")
            if request.path == "/readyz":
                why = self._ready()
                return _plain(200 if why is None else 503, why or "ready")
            return self._numbers(request)
        if self._console is None:
            return _plain(404)
        if (request.content_length or 0) > _BODY:
            return _plain(413)
        return await self._console.handle(request)

    def _numbers(self, request: web.BaseRequest) -> web.Response:
        if not self._may(request.headers.get("authorization", "")):
            return _plain(401, **{"www-authenticate": "Bearer"})
        # a site whose name leads here (DNS rebinding) reads nothing in a browser of ours
        if self._token is None and not by_loopback(request.headers.get("host", "")):
            return _plain(421)
        if request.path == "/holders":
            return _json(self._listed())
        if request.path == "/openapi.json":
            return _json(self._described())
        body, kind = exposed(self._snapshot(), request.headers.get("accept", ""))
        return web.Response(body=body, headers=_HEADERS | {"content-type": kind})

    def _listed(self) -> dict[str, Any]:
        """Name the organisations with most holders: no label of a number may do that."""
        spreads = self._holders.spreads()[:_LISTED] if self._holders is not None else []
        return {"organisations": [of._asdict() for of in spreads]}

    def _described(self) -> dict[str, Any]:
        from stillwatch.gateway.openapi import OWN, document  # only when somebody asks

        more = () if self._console is None else self._console.operations()
        return document((*OWN, *more), locked=self._token is not None)

    def _may(self, shown: str) -> bool:
        return self._token is None or bearer_is(shown, self._token)


def _plain(status: int, words: str = "", **headers: str) -> web.Response:
    text = f"{words or HTTPStatus(status).phrase}\n"
    return web.Response(status=status, text=text, headers=_HEADERS | headers)


def _json(data: dict[str, Any]) -> web.Response:
    headers = _HEADERS | {"content-type": "application/json"}
    return web.Response(body=msgspec.json.encode(data), headers=headers)


def by_loopback(host: str) -> bool:
    """Whether a `host` header is a name of this machine for itself.

    Examples
    --------
    >>> [by_loopback(host) for host in ("127.0.0.1:9464", "[::1]", "localhost", "a.example", "")]
    [True, True, True, False, False]
    """
    try:
        name = urlsplit(f"//{host}").hostname or ""
        return name == "localhost" or ipaddress.ip_address(name).is_loopback
    except ValueError:
        return False


def bearer_is(shown: str, token: bytes) -> bool:
    """Whether an `authorization` header shows a token; takes the same time whatever it shows."""
    scheme, _, given = shown.partition(" ")
    same = hmac.compare_digest(given.strip().encode("utf-8", "surrogateescape"), token)
    return scheme.lower() == "bearer" and same


def token_of(settings: Settings) -> bytes | None:
    """Return the operator's token; null where there is none.

    Raises
    ------
    InputError, UsageError
        It cannot be read, or is too short.
    """
    if settings.token_file is None:
        if settings.token is None:
            return None
        token = settings.token.strip().encode("utf-8", "surrogateescape")
        if len(token) < _SHORT:
            raise UsageError(f"admin.token: a token has at least {_SHORT} characters")
        return token
    path = settings.token_file
    try:
        token = Path(path).read_bytes().strip()
    except OSError as error:
        raise InputError((error.strerror or "cannot be read").lower(), path=path) from None
    if len(token) < _SHORT:
        raise InputError(f"a token has at least {_SHORT} characters", path=path)
    return token
