"""The operator's listener: numbers for Prometheus, and whether the gateway is alive and ready."""

from __future__ import annotations

import hmac
from collections.abc import Callable
from pathlib import Path

import msgspec
from aiohttp import web

from stillwatch.errors import InputError, UsageError
from stillwatch.gateway.binding.holders import Holders
from stillwatch.gateway.configure import address
from stillwatch.gateway.settings import Admin as Settings
from stillwatch.gateway.telemetry.exposition import exposed
from stillwatch.gateway.telemetry.meters import Snapshot

_SHORT = 16  # characters that a token has at least
_LISTED = 1000  # organisations


class Admin:
    """Answers `/metrics`, `/holders`, `/healthz` and `/readyz`.

    Parameters
    ----------
    settings
        Where, and the token. `/metrics` and `/holders` ask for it; the others say one word to
        everybody.
    snapshot
        Returns the numbers.
    ready
        Returns why no requests should be sent; null: they may come.
    holders
        Knows how many holders' keys each organisation uses; null: nothing does.

    Raises
    ------
    InputError
        The token cannot be read, or is too short.
    """

    def __init__(
        self, settings: Settings, snapshot: Callable[[], Snapshot],
        ready: Callable[[], str | None], holders: Holders | None = None,
    ) -> None:  # fmt: skip
        self._of, self._snapshot, self._ready = settings, snapshot, ready
        self._holders = holders
        self._token = _token(settings.token_file) if settings.token_file else None
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
        server = web.Server(self._handle, access_log=None)
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

    async def _handle(self, request: web.BaseRequest) -> web.Response:
        if request.method not in ("GET", "HEAD"):
            return web.Response(status=405, headers={"allow": "GET, HEAD"})
        if request.path == "/healthz":
            return web.Response(text="ok\n")
        if request.path == "/readyz":
            why = self._ready()
            return web.Response(status=200 if why is None else 503, text=f"{why or 'ready'}\n")
        if request.path not in ("/metrics", "/holders"):
            return web.Response(status=404)
        if not self._may(request.headers.get("authorization", "")):
            return web.Response(status=401, headers={"www-authenticate": "Bearer"})
        if request.path == "/holders":
            return self._listed()
        body, kind = exposed(self._snapshot(), request.headers.get("accept", ""))
        return web.Response(body=body, headers={"content-type": kind, "cache-control": "no-store"})

    def _listed(self) -> web.Response:
        """Name the organisations with most holders: no label of a number may do that."""
        spreads = self._holders.spreads()[:_LISTED] if self._holders is not None else []
        body = msgspec.json.encode({"organisations": [of._asdict() for of in spreads]})
        headers = {"content-type": "application/json", "cache-control": "no-store"}
        return web.Response(body=body, headers=headers)

    def _may(self, shown: str) -> bool:
        if self._token is None:
            return True
        scheme, _, token = shown.partition(" ")
        given = token.strip().encode("utf-8", "surrogateescape")
        return scheme.lower() == "bearer" and hmac.compare_digest(given, self._token)


def _token(path: str) -> bytes:
    try:
        token = Path(path).read_bytes().strip()
    except OSError as error:
        raise InputError((error.strerror or "cannot be read").lower(), path=path) from None
    if len(token) < _SHORT:
        raise InputError(f"a token has at least {_SHORT} characters", path=path)
    return token
