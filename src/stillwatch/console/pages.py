"""The page, and its twins in JSON: who asks for what, and who may."""

from __future__ import annotations

import asyncio
import math
import time
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from aiohttp import web

from stillwatch.console import twins, wording
from stillwatch.console.access import Access, Session
from stillwatch.console.changes import Changes
from stillwatch.console.decided import Standing
from stillwatch.console.found import Found
from stillwatch.console.render import ASSETS, asset, page
from stillwatch.console.replies import file, html, said, to, told
from stillwatch.console.watch import Watch
from stillwatch.gateway.operator import Live

if TYPE_CHECKING:
    from stillwatch.console import shapes

ROWS = 50
"""Decisions on one page, and rows of other tables."""
_OVER = "You are not logged in any more, and nothing was changed. Log in, and do it again."
_READ, _WRITE, _BOTH = ("GET", "HEAD"), ("POST",), ("GET", "HEAD", "POST")
METHODS = {
    "/": _READ, "/login": _BOTH, "/logout": _BOTH, "/decisions/end": _BOTH, "/switch": _BOTH,
    "/api/now": _READ, "/api/campaigns": _READ, "/api/decisions": _READ,
    "/api/switch": _BOTH, "/api/alerts": _READ, "/api/decisions/end": _WRITE,
    **{f"/assets/{name}": _READ for name in ASSETS},
}  # fmt: skip
"""Paths that there are, and their methods; `stillwatch.console.openapi` describes each."""


class Pages:
    """Answers requests to the operator's listener.

    Parameters
    ----------
    live
        The gateway.
    watch
        Looks at it.
    alerts
        Returns what was told to whom, as plain data.
    clock
        Seconds since 1970.
    """

    def __init__(
        self, live: Live, watch: Watch, alerts: Callable[[], shapes.Alerts],
        clock: Callable[[], float] = time.time,
    ) -> None:  # fmt: skip
        self._watch, self._alerts, self._clock = watch, alerts, clock
        self._access = Access(live.token, clock)
        self._changes = Changes(self._access, watch.decided, clock)

    async def handle(self, request: web.BaseRequest) -> web.StreamResponse:
        """Answer a request."""
        if self._access.foreign(request):
            return said(request, 421, "reach this page by the address of this machine (127.0.0.1)")
        path = request.path
        methods = METHODS.get(path)
        if methods is not None and request.method not in methods:
            made = said(request, 405, f"not by {request.method}")
            made.headers["allow"] = ", ".join(methods)
            return made
        if methods is not None and path.startswith("/assets/"):
            name = path.removeprefix("/assets/")
            return file(asset(name), ASSETS[name][1])
        if path in ("/login", "/logout"):
            return await self._changes.doors(request)
        session, bearer = self._access.session(request), self._access.bearer(request)
        if session is None and not bearer and not self._access.open:
            return self._stranger(request)
        if path in ("/decisions/end", "/switch", "/api/decisions/end") or (
            path == "/api/switch" and request.method == "POST"
        ):
            return await self._changes.handle(request, session, bearer)
        if methods is None:
            return said(request, 404, "there is no such page")
        if path.startswith("/api/"):
            return await self._twin(request, path.removeprefix("/api/"))
        return await self._overview(request, session)

    def _stranger(self, request: web.BaseRequest) -> web.StreamResponse:
        """Ask who it is. A form whose session ended meanwhile is told that nothing came of it."""
        program = request.path.startswith("/api/")
        if request.method in _READ and not program:
            return to("/login")
        made = said(request, 401, "log in, or show the token as bearer") if program else html(
            page("login", problem=_OVER, name=""), 401
        )  # fmt: skip
        made.headers["www-authenticate"] = "Bearer"
        return made

    async def _twin(self, request: web.BaseRequest, name: str) -> web.StreamResponse:
        at = self._clock()
        if name == "now":
            return told(twins.now_of(self._watch, at))
        if name == "alerts":
            return told(self._alerts())
        standing, found = await self._read()
        if name == "switch":
            return told(twins.switch_of(standing.switch) | {"problem": standing.problem})
        if name == "campaigns":
            return told(twins.campaigns_of(found, standing, at))
        touched, about = self._watch.numbers().touched, request.query.get("about", "")
        # as text: many decisions take a while, and requests go on meanwhile
        return await asyncio.to_thread(
            lambda: told(twins.decisions_of(standing, at, touched, about))
        )

    async def _overview(
        self, request: web.BaseRequest, session: Session | None
    ) -> web.StreamResponse:
        standing, found = await self._read()
        at, now = self._clock(), twins.now_of(self._watch, self._clock())
        touched, alerts = self._watch.numbers().touched, self._alerts()
        values = {
            "session": session, "now": now, "alerts": alerts, "most": ROWS,
            "has_report": self._watch.folder is not None,
        }  # fmt: skip
        query = dict(request.query)

        def made() -> str:
            return page("overview", **values, **_rows(query, standing, found, now, at, touched))

        # in a thread: requests go on meanwhile
        return html(await asyncio.to_thread(made))

    async def _read(self) -> tuple[Standing, Found]:
        decided, folder = self._watch.decided, self._watch.folder

        def read() -> tuple[Standing, Found]:
            standing = Standing() if decided is None else decided.look()
            return standing, Found() if folder is None else folder.look()

        return await asyncio.to_thread(read)


def _rows(
    query: Mapping[str, str], standing: Standing, found: Found, now: Mapping[str, Any], at: float,
    touched: Mapping[str, int],
) -> dict[str, Any]:  # fmt: skip
    """Return what the overview shows beside numbers and alerts."""
    about, number = query.get("about", "").strip(), max(1, _whole(query.get("page")))
    rows = slice((number - 1) * ROWS, number * ROWS)
    decisions = twins.decisions_of(standing, at, touched, about, rows)
    pages = max(1, math.ceil(decisions["found"] / ROWS))
    if number > pages:
        number, rows = pages, slice((pages - 1) * ROWS, pages * ROWS)
        decisions = twins.decisions_of(standing, at, touched, about, rows)
    campaigns = twins.campaigns_of(found, standing, at)
    switch = twins.switch_of(standing.switch)
    is_rule = any(d["rule"] == about for d in decisions["decisions"])
    return {
        "about": about, "decisions": decisions, "campaigns": campaigns, "switch": switch,
        "pages": pages, "number": number,
        "rule_of": about if is_rule and standing.editable else None,
        "sentence": wording.sentence(now, switch), "troubles": wording.troubles(now, campaigns),
        "said": _done(query, standing.switch.enforcing),
    }  # fmt: skip


def _done(query: Mapping[str, str], enforcing: bool) -> str | None:
    """Return what was done just before, in our own words only, and while it is still so."""
    if "ended" in query:
        return f"Ended: {_whole(query['ended']):,}. Gateways see it within a second or two."
    done, words = ("resumed", "What stands is enforced again.") if enforcing else (
        "paused", "Enforcement is paused."
    )  # fmt: skip
    return words if query.get("done") == done else None


def _whole(text: str | None) -> int:
    short = text if text and text.isascii() and text.isdecimal() and len(text) < 10 else "0"
    return int(short)
