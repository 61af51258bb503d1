"""The proxy: a request in, the API's reply out, byte for byte, and a watch on what is read."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import AsyncIterable, Iterable
from typing import NamedTuple

import aiohttp
from aiohttp import web

from stillwatch.gateway.answers import Refused, answer, family_of
from stillwatch.gateway.bodies import SLICE, Body, sliced
from stillwatch.gateway.dialects.base import Dialect
from stillwatch.gateway.enforce.asked import Mark
from stillwatch.gateway.enforce.enforcer import Enforcer
from stillwatch.gateway.enforce.gate import HIDDEN, Gate, Passage
from stillwatch.gateway.headers import passing
from stillwatch.gateway.identity.identity import Identity
from stillwatch.gateway.identity.who import Who, named
from stillwatch.gateway.notes import Notes, place_of
from stillwatch.gateway.relay import Both, Relayed, Sees, relay
from stillwatch.gateway.routes import Routes
from stillwatch.gateway.settings import Settings
from stillwatch.gateway.tap.frames import Head
from stillwatch.gateway.tap.tap import Tap, Watch
from stillwatch.gateway.upstream import Upstream
from stillwatch.gateway.usage import Stripper, asking

_OURS = ("host", "expect")  # said anew for the next connection


class Arrived(NamedTuple):
    """A request that is read, when its headers have come."""

    time: float
    """Seconds since 1970."""
    target: str
    """Path and query as sent."""
    dialect: Dialect


class Proxy:
    """Handles requests.

    Parameters
    ----------
    settings
        All settings.
    upstream
        The API.
    identity
        Tells callers apart; may be replaced while requests run.
    tap
        Takes what is read; null: nothing is logged.
    notes
        Takes what went wrong within the gateway.
    enforcer
        Judges requests by decisions; null: there are none.
    """

    def __init__(
        self, settings: Settings, upstream: Upstream, identity: Identity, tap: Tap | None,
        notes: Notes, enforcer: Enforcer | None = None,
    ) -> None:  # fmt: skip
        self._notes, self._enforcer = notes, enforcer
        self._ours = _OURS if enforcer is None else (*_OURS, *HIDDEN)
        self._listen, self._ask = settings.listen, settings.upstream.ask_usage
        self._upstream, self.identity, self._tap = upstream, identity, tap
        self._routes = Routes()
        self.counts = Counter[str]() if enforcer is None else enforcer.counts
        """`requests`; of them `read` and `passed` on unread, those of `unknown` callers, and how
        they ended, what was done about decisions, and what would have been (`would_be_…`)."""

    async def handle(self, request: web.BaseRequest) -> web.StreamResponse:
        """Handle a request."""
        self.counts["requests"] += 1
        dialect: Dialect | None = None
        try:
            target = checked_target(request)
            dialect = self._routes.find(request.method, target)
            if dialect is None:
                self.counts["passed"] += 1
                return await self._pass(request, target)
            self.counts["read"] += 1
            return await self._read(request, target, dialect)
        except Refused as refused:
            self.counts[refused.counted] += 1
            return answer(refused, dialect.family if dialect else family_of(request.headers))
        except Exception as error:
            # a fault of ours: the client is told that there is one, the operator where
            self.counts["failed"] += 1
            self._notes.say("failed", f"a request failed: {place_of(error)}")
            if request.writer.output_size:
                raise  # the reply has begun: the server closes the connection
            failed = Refused(500, "gateway_error", "the gateway failed on this request")
            return answer(failed, dialect.family if dialect else family_of(request.headers))

    async def _pass(self, request: web.BaseRequest, target: str) -> web.StreamResponse:
        """Pass a request on as it comes."""
        gate = self._meet(request, target, None, b"")[1] if self._enforcer is not None else None
        if gate is not None:
            await gate.judge()
            gate.passage()
        body = Body(request, self._listen.upload_mb << 20, self._listen.body_seconds)
        parts = body.parts() if request.can_read_body else None
        try:
            reply = await self._send(request, target, parts, ())
        except Refused as refused:
            raise body.failure or refused from None
        return self._ended(await relay(request, reply, None, None, self._listen.write_seconds))

    async def _read(
        self, request: web.BaseRequest, target: str, dialect: Dialect
    ) -> web.StreamResponse:
        """Read a request, pass it on, and read the reply as it passes."""
        arrived = time.time()
        body = await Body(request, self._listen.request_mb << 20, self._listen.body_seconds).whole()
        who, gate = self._meet(request, target, dialect, body)
        watch: Watch | None = None
        how, status = "unsent", 499
        try:
            marks: tuple[Mark, ...]
            marks = () if gate is None else await gate.judge()
            watch = self._watch(request, Arrived(arrived, target, dialect), body, who, marks)
            sent = [Passage(body, False, None, False) if gate is None else gate.passage()]
            how, body = "cancelled", b""
            relayed = await self._exchange(request, target, dialect, sent.pop(), watch)
            how = relayed.how
            return self._ended(relayed)
        except Refused as refused:
            # what may be sent again, the API has not seen
            how, status = "unsent" if refused.again else "refused", refused.status
            raise
        finally:
            if gate is not None:
                gate.settle(how)
            if watch is not None:
                gone = {"unsent": "refused" if status != 499 else "cancelled"}
                watch.end(gone.get(how, how), status)

    async def _exchange(
        self, request: web.BaseRequest, target: str, dialect: Dialect, passage: Passage,
        watch: Watch | None,
    ) -> Relayed:  # fmt: skip
        """Send a request that has passed the gate, and relay the reply."""
        body, plain, meter, needs_usage = passage
        del passage  # a stream may take long, and bodies are large
        stripper: Stripper | None = None
        drop = {"content-length", *(("content-encoding",) if plain else ())}
        if needs_usage:
            drop.add("accept-encoding")
        if (
            dialect.asks_usage
            and self._ask
            and (plain or "content-encoding" not in request.headers)
        ):
            asked = asking(body)
            if asked is not None:
                # a compressed stream could not be cut into events
                body, stripper = asked, Stripper()
                drop.add("accept-encoding")
        sent = sliced(body) if len(body) > SLICE else body
        reply = await self._send(request, target, sent, drop, len(body))
        body = sent = asked = b""
        sees: Sees | None = watch
        if meter is not None:
            sees = meter if watch is None else Both(watch, meter)
        return await relay(request, reply, sees, stripper, self._listen.write_seconds)

    def _ended(self, relayed: Relayed) -> web.StreamResponse:
        if relayed.how != "done":
            self.counts[relayed.how] += 1
        return relayed.response

    def _meet(
        self, request: web.BaseRequest, target: str, dialect: Dialect | None, body: bytes
    ) -> tuple[Who | None, Gate | None]:
        """Find out who sends a request; a fault in that is the request's only if we enforce."""
        wire = request.transport
        certificate = None if wire is None else wire.get_extra_info("peercert")
        try:
            who = self.identity.who(request.headers, request.remote, certificate)
            if self._enforcer is None:
                return who, None
            return who, Gate(self._enforcer, self.identity, who, request, target, dialect, body)
        except Exception as error:
            if self._enforcer is not None and self._enforcer.enforces:
                raise
            self._unwatched(error)
            return None, None

    def _unwatched(self, error: Exception) -> None:
        self.counts["unwatched"] += 1
        self._notes.say("unwatched", f"an exchange is not logged: {place_of(error)}")

    def _watch(
        self, request: web.BaseRequest, arrived: Arrived, body: bytes, who: Who | None,
        marks: tuple[Mark, ...],
    ) -> Watch | None:  # fmt: skip
        """Begin to watch an exchange. Whatever is wrong with that, the request passes."""
        if who is not None and who.how == "unknown":
            self.counts["unknown"] += 1
        if self._tap is None or who is None:
            return None
        try:
            headers, peer = request.headers, request.remote
            head = Head(
                arrived.time, arrived.dialect.name, arrived.target,
                named(headers.get("content-encoding")), who.account, who.org, who.key,
                who.end_user, self.identity.address(headers, peer),
                named(headers.get("user-agent")), who.ja4, list(marks) or None,
            )  # fmt: skip
            return self._tap.begin(head, body)
        except Exception as error:
            self._unwatched(error)
            return None

    async def _send(
        self, request: web.BaseRequest, target: str,
        body: bytes | AsyncIterable[bytes | memoryview] | None,
        drop: Iterable[str], size: int | None = None,
    ) -> aiohttp.ClientResponse:  # fmt: skip
        hidden = self.identity.not_passed(request.remote)
        headers = passing(request.headers, (*self._ours, *drop, *hidden))
        if size is not None and not isinstance(body, bytes):
            headers["Content-Length"] = str(size)
        if "accept-encoding" in drop:
            headers["Accept-Encoding"] = "identity"
        return await self._upstream.send(request.method, target, headers, body)


def checked_target(request: web.BaseRequest) -> str:
    """Return path and query as sent.

    Raises
    ------
    Refused
        They are in a form that servers read differently: another host's, or not encoded.
    """
    target = request.raw_path
    if not target.startswith("/") or not target.isascii() or "#" in target or " " in target:
        raise Refused(400, "bad_target", "the target must be a path, percent-encoded", False)
    return target
