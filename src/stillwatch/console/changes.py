"""What can be changed on the page: decisions ended, the kill switch turned; logging in and out."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl

import msgspec
from aiohttp import web

from stillwatch.console import twins
from stillwatch.console.access import COOKIE, HOURS, Access, Session, forged, own
from stillwatch.console.asked import End, Turn
from stillwatch.console.decided import Choice, Decided
from stillwatch.console.render import page
from stillwatch.console.replies import html, said, to, told
from stillwatch.core.errors import StillwatchError
from stillwatch.respond.decisions.by_hand import NotEntered, person, reason

if TYPE_CHECKING:
    from stillwatch.console.shapes import Ended, Turned

_ENDS = (
    "What ends now, a policy leaves alone until it would have expired. To clear somebody for "
    "longer, allow them: stillwatch decisions add --action allow."
)
_SHOWN = 20  # decisions that are shown before they are ended
_TRIES = 16  # wrong tokens that wait at a time
_PAUSE = 1.0  # seconds after a wrong token


class Changes:
    """Asks, checks, and has it done.

    Parameters
    ----------
    access
        Tells operators from others.
    decided
        The decisions; null: there are none.
    clock
        Seconds since 1970.
    """

    def __init__(
        self, access: Access, decided: Decided | None, clock: Callable[[], float] = time.time
    ) -> None:
        self._access, self._decided, self._clock = access, decided, clock
        self._tries = 0

    async def doors(self, request: web.BaseRequest) -> web.StreamResponse:
        """Answer `/login` and `/logout`."""
        if self._access.open:
            return to("/")
        if request.method != "POST":
            shown = page("login", problem=None, name="")
            return html(shown) if request.path == "/login" else to("/")
        if not own(request):
            return said(request, 403, "this form is not ours")
        form = await _form(request)
        if request.path == "/logout":
            session = self._access.session(request)
            if session is not None and forged(session, form.get("csrf", "")):
                return said(request, 403, "this form is too old: load the page anew")
            self._access.log_out(request)
            made = to("/login")
            made.del_cookie(COOKIE, path="/")
            return made
        return await self._log_in(request, form)

    async def _log_in(
        self, request: web.BaseRequest, form: Mapping[str, str]
    ) -> web.StreamResponse:
        name = person(form.get("name"))
        if name is None:
            shown = page("login", problem="Give your name, at most 500 characters.", name="")
            return html(shown, 400)
        cookie = self._access.log_in(name, form.get("token", ""))
        if cookie is None:
            # never before it is compared: else whoever guesses would keep operators out
            if self._tries >= _TRIES:
                return said(request, 429, "too many try to log in: wait a moment")
            self._tries += 1
            try:
                await asyncio.sleep(_PAUSE)
            finally:
                self._tries -= 1
            return html(page("login", problem="That is not the token.", name=name), 403)
        made = to("/")
        secure = request.headers.get("x-forwarded-proto", "").strip().lower() == "https"
        made.set_cookie(COOKIE, cookie, path="/", httponly=True, samesite="Strict",
                        max_age=int(HOURS * 3600), secure=secure)  # fmt: skip
        return made

    async def handle(
        self, request: web.BaseRequest, session: Session | None, bearer: bool
    ) -> web.StreamResponse:
        """Answer what asks for a change, or makes one.

        Parameters
        ----------
        request
            To `/decisions/end`, `/switch`, or their twins under `/api/`.
        session, bearer
            Who asks.
        """
        decided = self._decided
        if decided is None:
            return said(request, 404, "no decisions are looked up: name their store")
        ends = request.path.endswith("/end")
        if request.path.startswith("/api/"):
            return await self._by_program(request, decided, bearer, ends)
        if request.method != "POST":
            return await self._ask(decided, request.query, session, ends)
        if session is None:
            return said(request, 403, "log in first: without a token nothing is changed here")
        form = await _form(request)
        if not own(request) or forged(session, form.get("csrf", "")):
            return said(request, 403, "this form is not ours, or too old: load the page anew")
        why = reason(form.get("because"))
        if why is None:
            words = "Say why, in at most 500 characters."
            return await self._ask(decided, form, session, ends, words, 400)
        if not ends and form.get("enforcing") not in ("yes", "no"):
            return await self._ask(decided, form, session, ends, "Pause, or resume?", 400)
        try:
            place = await asyncio.to_thread(_made, decided, form, ends, session.name, why)
        except (StillwatchError, OSError) as error:
            words = f"{error}" if isinstance(error, NotEntered) else f"Not done: {error}"
            return await self._ask(decided, form, session, ends, words, 409)
        return to(place)

    async def _by_program(
        self, request: web.BaseRequest, decided: Decided, bearer: bool, ends: bool
    ) -> web.StreamResponse:
        if not bearer:
            return said(request, 403, "show the token as bearer: a session changes by forms only")
        kind: type[End | Turn] = End if ends else Turn
        try:
            asked = msgspec.json.decode(await request.read(), type=kind)
        except (msgspec.MsgspecError, ValueError, RecursionError) as error:
            such = '"id": …' if ends else '"enforcing": false'
            words = f'no JSON object such as {{{such}, "by": …, "because": …}}: {error}'
            return said(request, 400, words)
        by, why = person(asked.by), reason(asked.because)
        if by is None or why is None:
            return said(request, 400, "by and because are needed, of at most 500 characters")
        try:
            if isinstance(asked, Turn):
                revision = await asyncio.to_thread(decided.turn, asked.enforcing, by, why)
                turned: Turned = {"version": 1, "enforcing": asked.enforcing, "by": by,
                                  "revision": revision}  # fmt: skip
                return told(turned)
            choice = Choice(asked.id, asked.campaign, asked.rule)
            done = await asyncio.to_thread(decided.end, choice, by, why)
        except (StillwatchError, OSError) as error:
            return said(request, 409, str(error))
        ended: Ended = {"version": 1, "ended": [one.id for one in done.decisions],
                        "revision": done.revision}  # fmt: skip
        return told(ended)

    async def _ask(
        self, decided: Decided, given: Mapping[str, str], session: Session | None, ends: bool,
        problem: str | None = None, status: int = 200,
    ) -> web.StreamResponse:  # fmt: skip
        """Show what is about to be changed, and ask why."""
        at = self._clock()
        try:
            if ends:
                values = await asyncio.to_thread(_end_of, decided, _choice(given), at)
            else:
                values = await asyncio.to_thread(_switch_of, decided)
        except (StillwatchError, OSError) as error:
            return html(page("lost", words=str(error)), max(status, 404))
        return html(page("ask", session=session, problem=problem, **values), status)


def _made(decided: Decided, form: Mapping[str, str], ends: bool, by: str, why: str) -> str:
    """Have it done; return where to go."""
    if ends:
        return f"/?ended={len(decided.end(_choice(form), by, why).decisions)}"
    on = form.get("enforcing") == "yes"
    decided.turn(on, by, why)
    return f"/?done={'resumed' if on else 'paused'}"


def _choice(given: Mapping[str, str]) -> Choice:
    return Choice(given.get("id"), given.get("campaign"), given.get("rule"))


def _end_of(decided: Decided, choice: Choice, at: float) -> dict[str, Any]:
    found = decided.about(choice, at)
    given = {name: value for name, value in choice._asdict().items() if value}
    rows = [twins.told(one) | {"holds": one.holds(at)} for one in found[:_SHOWN]]
    count = len(found)
    return {
        "heading": "End a decision" if count == 1 else f"End {count:,} decisions",
        "words": _ENDS if count else "Nothing of it stands any more.",
        "decisions": rows, "more": count - len(rows), "action": "/decisions/end",
        "hidden": given, "button": "End it" if count == 1 else f"End {count:,}",
    }  # fmt: skip


def _switch_of(decided: Decided) -> dict[str, Any]:
    on = decided.switch().enforcing
    return {
        "heading": "Pause all enforcement" if on else "Resume enforcement",
        "words": "Every gateway of this store stops enforcing within a second or two: decisions "
        "stay, and are only noted." if on
        else "What stands and is not simulated is enforced again, by gateways that enforce.",
        "decisions": [], "more": 0, "action": "/switch",
        "hidden": {"enforcing": "no" if on else "yes"},
        "button": "Pause enforcement" if on else "Resume enforcement",
    }  # fmt: skip


async def _form(request: web.BaseRequest) -> dict[str, str]:
    body = (await request.read()).decode("utf-8", "replace")
    try:
        return dict(parse_qsl(body, keep_blank_values=True, max_num_fields=20))
    except ValueError:  # more fields than any form of ours has
        return {}
