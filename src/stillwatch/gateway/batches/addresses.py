"""Addresses in replies: Anthropic's batches name where their results are, and clients go there.

They are the one thing that is rewritten in a reply that is no stream: otherwise results, and the
client's key with the request for them, would go past the gateway.
"""

from __future__ import annotations

import re

from aiohttp import web

from stillwatch.gateway.relay import Edit
from stillwatch.gateway.settings import Listen

MOST = 1 << 20
"""Bytes of a reply that is rewritten: a list of a thousand batches."""

# a quote within a JSON string has a backslash before it, so this is a name and its value
_NAMED = re.compile(
    rb'("results_url"\s*:\s*")https?://[^/"\\]+[^"\\]*?(/messages/batches/[^"\\]*")'
)
_HOST = re.compile(r"[A-Za-z0-9.\-_]{1,253}(:\d{1,5})?|\[[0-9A-Fa-f:.]{2,45}\](:\d{1,5})?")


class Addresses(Edit):
    """Rewrites a reply on its way.

    Parameters
    ----------
    base
        What addresses are to lie below.
    """

    def __init__(self, base: str) -> None:
        self._base, self._held = base, b""
        self._passes = False

    def takes(self, kind: str, coding: str | None) -> bool:
        """See `Edit.takes`."""
        return not coding and kind.lower().startswith("application/json")

    def feed(self, data: bytes) -> bytes:
        """See `Edit.feed`."""
        if self._passes:
            return data
        self._held += data
        if len(self._held) <= MOST:
            return b""
        self._passes = True  # no list of batches
        return self.rest()

    def rest(self) -> bytes:
        """See `Edit.rest`."""
        held, self._held = self._held, b""
        return rewritten(held, self._base)


def rewritten(body: bytes, base: str) -> bytes:
    """Return a reply whose addresses lie below another base.

    Examples
    --------
    >>> body = b'{"results_url": "https://api.example/v1/messages/batches/b1/results"}'
    >>> rewritten(body, "http://127.0.0.1:8080/v1")
    b'{"results_url": "http://127.0.0.1:8080/v1/messages/batches/b1/results"}'
    """
    return _NAMED.sub(rb"\g<1>" + base.encode().replace(b"\\", rb"\\") + rb"\g<2>", body)


def base_of(request: web.BaseRequest, target: str, listen: Listen) -> str | None:
    """Return by what a client reaches `…/messages/batches`; null where it cannot be told.

    Parameters
    ----------
    request
        Its `Host` is believed: the reply goes to nobody else.
    target
        Path and query as sent.
    listen
        Its `public_url` counts more.
    """
    path = target.partition("?")[0]
    at = path.lower().find("/messages/batches")
    if at < 0 or not re.fullmatch(r"[A-Za-z0-9/._~%\-]*", path[:at]):
        return None
    if listen.public_url:
        return listen.public_url.rstrip("/") + path[:at]
    host = request.headers.get("host", "")
    if not _HOST.fullmatch(host):
        return None
    secure = request.transport is not None and request.transport.get_extra_info("ssl_object")
    if listen.behind_front:
        secure = request.headers.get("x-forwarded-proto", "https").strip().lower() == "https"
    return f"{'https' if secure else 'http'}://{host}{path[:at]}"
