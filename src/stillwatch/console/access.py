"""Who may look, and who may change: a token, sessions, and nothing that another site can forge."""

from __future__ import annotations

import hashlib
import hmac
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

from aiohttp import web

from stillwatch.gateway.admin import bearer_is, by_loopback

COOKIE = "stillwatch"
HOURS = 12.0
"""How long a session lasts."""
SESSIONS = 256
"""Most sessions; beyond, the oldest ends."""


@dataclass(frozen=True)
class Session:
    """A browser of somebody who has shown the token."""

    name: str
    """Who it is, by their own word: kept with what they change."""
    csrf: str
    """What their forms hold."""
    expires: float
    """Seconds since 1970."""


class Access:
    """Tells operators from others.

    Parameters
    ----------
    token
        What operators know; null: whoever reaches the listener, on loopback, may look, and nobody
        may change anything.
    clock
        Seconds since 1970.
    """

    def __init__(self, token: bytes | None, clock: Callable[[], float] = time.time) -> None:
        self._token, self._clock = token, clock
        self._sessions: dict[str, Session] = {}

    @property
    def open(self) -> bool:
        """Whether looking needs no token."""
        return self._token is None

    def foreign(self, request: web.BaseRequest) -> bool:
        """Whether a request comes by a name that is not this machine's, with no token to show.

        A site whose name leads here (DNS rebinding) would else read the page in a browser of ours.
        """
        return self.open and not by_loopback(request.headers.get("host", ""))

    def bearer(self, request: web.BaseRequest) -> bool:
        """Whether a request shows the token."""
        shown = request.headers.get("authorization", "")
        return self._token is not None and bearer_is(shown, self._token)

    def session(self, request: web.BaseRequest) -> Session | None:
        """Return the session of a request; null: it has none."""
        kept = _kept(request.cookies.get(COOKIE, ""))
        found = self._sessions.get(kept)
        if found is not None and found.expires <= self._clock():
            del self._sessions[kept]
            return None
        return found

    def log_in(self, name: str, token: str) -> str | None:
        """Return the cookie of a new session; null: that is not the token."""
        given = token.strip().encode("utf-8", "surrogateescape")
        if self._token is None or not hmac.compare_digest(given, self._token):
            return None
        while len(self._sessions) >= SESSIONS:
            del self._sessions[next(iter(self._sessions))]
        cookie = secrets.token_urlsafe(32)
        expires = self._clock() + HOURS * 3600
        self._sessions[_kept(cookie)] = Session(name, secrets.token_urlsafe(32), expires)
        return cookie

    def log_out(self, request: web.BaseRequest) -> None:
        """End the session of a request."""
        self._sessions.pop(_kept(request.cookies.get(COOKIE, "")), None)


def own(request: web.BaseRequest) -> bool:
    """Whether a change comes from a page of ours, as far as the browser says from where."""
    site = request.headers.get("sec-fetch-site", "same-origin")
    if site not in ("same-origin", "none"):
        return False
    origin = request.headers.get("origin")
    if origin is None:
        return True
    # a proxy in front may call us otherwise; no page of another site can set either header
    names = [request.headers.get(name, "").lower() for name in ("host", "x-forwarded-host")]
    try:
        return urlsplit(origin).netloc.lower() in [name for name in names if name]
    except ValueError:
        return False


def forged(session: Session, given: str) -> bool:
    """Whether a form is not one that we gave to this session."""
    return not hmac.compare_digest(given.encode("utf-8", "surrogateescape"), session.csrf.encode())


def _kept(cookie: str) -> str:
    # a lookup takes as long as the hash's bytes agree, which tells nothing of the cookie
    return hashlib.sha256(cookie.encode("utf-8", "surrogateescape")).hexdigest()
