"""The proxy: a request in, the API's reply out, byte for byte, and a watch on what is read."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import AsyncIterable, AsyncIterator, Iterable

import aiohttp
from aiohttp import web
from multidict import CIMultiDict

from stillwatch.gateway.answers import Refused, answer, family_of
from stillwatch.gateway.batches.addresses import Addresses, base_of
from stillwatch.gateway.batches.kinds import ADDRESSED, CREATE, FETCHED, kind_of
from stillwatch.gateway.binding.binding import Binding
from stillwatch.gateway.bodies import SLICE, Body, sliced
from stillwatch.gateway.dialects.base import Dialect
from stillwatch.gateway.enforce.asked import Mark
from stillwatch.gateway.enforce.carried import MOST
from stillwatch.gateway.enforce.enforcer import Enforcer
from stillwatch.gateway.enforce.fetching import fetching
from stillwatch.gateway.enforce.gate import HIDDEN, BatchGate, Cleared, Gate, callers_of
from stillwatch.gateway.headers import coding_of, passing
from stillwatch.gateway.identity.identity import Identity
from stillwatch.gateway.identity.who import Who
from stillwatch.gateway.notes import Notes, place_of
from stillwatch.gateway.observer import Arrived, Observer
from stillwatch.gateway.relay import Both, Edit, Relayed, Sees, relay
from stillwatch.gateway.routes import Routes
from stillwatch.gateway.settings import Settings
from stillwatch.gateway.tap.tap import Tap, Watch
from stillwatch.gateway.telemetry.meters import Meters, Passage
from stillwatch.gateway.telemetry.traces import CURRENT, Traces
from stillwatch.gateway.upstream import Upstream
from stillwatch.gateway.usage import Stripper, asking

_OURS = ("host", "expect")  # said anew for the next connection


class Proxy:
    """Handles requests. In shadow mode: nothing is refused that the API would not refuse.

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
    batches
        Takes what batches carry; null: they are passed on and counted.
    enforcer
        Judges requests by decisions; null: there are none.
    traces
        Begins a span for each request; null: none.
    counts
        Counted on, where another proxy's are; null: the enforcer's, or new ones.
    """

    def __init__(
        self, settings: Settings, upstream: Upstream, identity: Identity, tap: Tap | None,
        notes: Notes, batches: Tap | None = None, enforcer: Enforcer | None = None,
        traces: Traces | None = None, counts: Counter[str] | None = None,
    ) -> None:  # fmt: skip
        self._traces = traces
        self._notes, self._enforcer = notes, enforcer
        self._ours = _OURS if enforcer is None else (*_OURS, *HIDDEN)
        self._listen, self._ask = settings.listen, settings.upstream.ask_usage
        self._upstream, self.identity = upstream, identity
        self._routes = Routes()
        self.binding: Binding | None = None
        """Holds requests against the holders of their keys; null: nothing does."""
        self.meters = Meters()
        """Times and outcomes; may be another's, to count on."""
        if counts is None:
            counts = Counter[str]() if enforcer is None else enforcer.counts
        self.counts = counts
        """`requests`; of them `read` and `passed` on unread, those of `unknown` callers, and how
        they ended, what was done about decisions, and what would have been (`would_be_…`)."""
        self._observer = Observer(identity, tap, batches, notes, counts)

    async def handle(self, request: web.BaseRequest) -> web.StreamResponse:
        """Handle a request."""
        self.counts["requests"] += 1
        self._upstream.running += 1
        passage = Passage()
        trace = token = None
        if self._traces is not None:
            trace = self._traces.begin(request.method, request.headers)
            token = CURRENT.set(trace)
        try:
            return await self._handled(request, passage)
        finally:
            self._upstream.running -= 1
            self.meters.end(passage)
            if token is not None:
                CURRENT.reset(token)
            if trace is not None:
                trace.end(passage)

    async def _handled(self, request: web.BaseRequest, passage: Passage) -> web.StreamResponse:
        dialect: Dialect | None = None
        try:
            target = checked_target(request)
            dialect = self._routes.find(request.method, target)
            if self.binding is not None:
                # before the body, whose upload may outlast a proof
                passage.holder = await self.binding.hold(self.identity, request, target)
            if dialect is None:
                self.counts["passed"] += 1
                kind = kind_of(request.method, target)
                if kind is not None:
                    self.counts["batch_requests"] += 1
                    passage.name = kind
                    return await self._batch(request, target, kind, passage)
                return await self._pass(request, target, passage)
            self.counts["read"] += 1
            passage.name = dialect.name
            return await self._read(request, target, dialect, passage)
        except Refused as refused:
            self.counts[refused.counted] += 1
            passage.how, passage.status = "refused", refused.status
            return answer(refused, dialect.family if dialect else family_of(request.headers))
        except Exception as error:
            # a fault of ours: the client is told that there is one, the operator where
            self.counts["failed"] += 1
            passage.how, passage.status = "failed", 500
            self._notes.say("failed", f"a request failed: {place_of(error)}")
            if request.writer.output_size:
                raise  # the reply has begun: the server closes the connection
            failed = Refused(500, "gateway_error", "the gateway failed on this request")
            return answer(failed, dialect.family if dialect else family_of(request.headers))

    async def _pass(
        self, request: web.BaseRequest, target: str, passage: Passage
    ) -> web.StreamResponse:
        """Pass a request on as it comes."""
        if self._enforcer is not None:
            await self._unread(request, target)
        body = Body(request, self._listen.upload_mb << 20, self._listen.body_seconds)
        parts = body.parts() if request.can_read_body else None
        passage.sent = passage.arrived
        try:
            reply = await self._send(request, target, parts, ())
        except Refused as refused:
            raise body.failure or refused from None
        finally:
            passage.received = body.size
        passage.head = time.perf_counter()
        relayed = await self._relay(request, reply, None, None)
        return self._ended(relayed, passage)

    async def _batch(
        self, request: web.BaseRequest, target: str, kind: str, passage: Passage
    ) -> web.StreamResponse:
        """Pass a request on as it comes, and read what it carries of a batch.

        Where something is decided about the requests of a batch, they are judged on the way.
        """
        arrived = Arrived(time.time(), target, kind, passage.holder)
        who, gate = self._meet(request, target, None, b"")
        batch = None if gate is None else BatchGate(gate, kind)
        marks = () if batch is None else await batch.judge(self._routes)
        carried = None if batch is None else batch.carried
        makes = carried is not None and kind == CREATE
        most = MOST if makes else self._listen.upload_mb << 20
        body = Body(request, most, self._listen.body_seconds)
        watch = self._observer.passing(request, arrived, who, marks)
        parts: AsyncIterator[bytes] | None = body.parts() if request.can_read_body else None
        if parts is not None and watch is not None:
            parts = watch.seen(parts)
        base = base_of(request, target, self._listen) if kind in ADDRESSED else None
        edit = Addresses(base) if base is not None else None
        drop = {"accept-encoding"} if edit or carried or kind in FETCHED else set[str]()
        # results may be large: they stay packed, if in a way that is read
        gzip = kind in FETCHED and "gzip" in request.headers.get("accept-encoding", "").lower()
        how, status = "cancelled", 499
        passage.sent = passage.arrived
        try:
            sent: bytes | AsyncIterator[bytes] | None = parts
            if carried is not None:
                drop.update(carried.drops)
                if makes:
                    whole = b"".join([part async for part in parts] if parts else ())
                    most = self._listen.upload_mb << 20
                    fetch = fetching(self._upstream, self._outgoing(request), most)
                    sent = await carried.check(whole, fetch)
                elif parts is not None:
                    sent = carried.parts(parts)
            reply = await self._send(
                request, target, sent, drop, coding="gzip" if gzip else "identity"
            )
            passage.head = time.perf_counter()
            sees = _all(watch, None if batch is None else batch.sees)
            relayed = await self._relay(request, reply, sees, edit)
            how = relayed.how
            return self._ended(relayed, passage)
        except Refused as refused:
            refused = (carried and carried.failure) or body.failure or refused
            how, status = "unsent" if refused.again else "refused", refused.status
            raise refused from None
        finally:
            passage.received = body.size
            if batch is not None:
                await batch.end(how)
            if watch is not None:
                watch.end("refused" if how == "unsent" else how, status)

    async def _read(
        self, request: web.BaseRequest, target: str, dialect: Dialect, passage: Passage
    ) -> web.StreamResponse:
        """Read a request, pass it on, and read the reply as it passes."""
        arrived = time.time()
        body = await Body(request, self._listen.request_mb << 20, self._listen.body_seconds).whole()
        passage.received = len(body)
        who, gate = self._meet(request, target, dialect, body)
        watch: Watch | None = None
        how, status = "unsent", 499
        try:
            marks: tuple[Mark, ...] = () if gate is None else await gate.judge()
            if (trace := CURRENT.get()) is not None:
                coding = coding_of(request.headers)
                trace.request(dialect, body, coding, who.account if who else "unknown")
                trace.took([mark.action for mark in marks if mark.done])
            at = Arrived(arrived, target, dialect.name, passage.holder)
            watch = self._observer.read(request, at, body, who, marks)
            sent = [Cleared(body, False, None, False) if gate is None else gate.passage()]
            how, body = "cancelled", b""
            relayed = await self._exchange(request, target, dialect, sent.pop(), watch, passage)
            how = relayed.how
            return self._ended(relayed, passage)
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
        self, request: web.BaseRequest, target: str, dialect: Dialect, cleared: Cleared,
        watch: Watch | None, passage: Passage,
    ) -> Relayed:  # fmt: skip
        """Send a request that has passed the gate, and relay the reply."""
        body, plain, meter, needs_usage = cleared
        del cleared  # a stream may take long, and bodies are large
        stripper: Stripper | None = None
        drop = {"content-length", *(("content-encoding",) if plain else ())}
        if needs_usage:
            drop.add("accept-encoding")
        packed = not plain and "content-encoding" in request.headers
        if dialect.asks_usage and self._ask and not packed:
            asked = asking(body)
            if asked is not None:
                # a compressed stream could not be cut into events
                body, stripper = asked, Stripper()
                drop.add("accept-encoding")
        sent = sliced(body) if len(body) > SLICE else body
        passage.sent = time.perf_counter()
        reply = await self._send(request, target, sent, drop, len(body))
        passage.head = time.perf_counter()
        body = sent = asked = b""
        trace = CURRENT.get()
        sees = _all(_all(watch, meter), None if trace is None else trace.sees(dialect))
        return await self._relay(request, reply, sees, stripper)

    async def _relay(
        self, request: web.BaseRequest, reply: aiohttp.ClientResponse, sees: Sees | None,
        edit: Edit | None,
    ) -> Relayed:  # fmt: skip
        """Send a reply to the client, who stays here where the API sends it on within itself."""
        location = reply.headers.get("location")
        path = None if location is None else self._upstream.within(location)
        if path is not None:
            location = f"{(self._listen.public_url or '').rstrip('/')}{path}"
        return await relay(request, reply, sees, edit, self._listen.write_seconds, location)

    def _ended(self, relayed: Relayed, passage: Passage) -> web.StreamResponse:
        passage.how, passage.status = relayed.how, relayed.response.status
        passage.first, passage.replied = relayed.first, relayed.size
        if relayed.how != "done":
            self.counts[relayed.how] += 1
        return relayed.response

    def _meet(
        self, request: web.BaseRequest, target: str, dialect: Dialect | None, body: bytes
    ) -> tuple[Who | None, Gate | None]:
        """Find out who sends a request, and whether it has to be judged.

        A fault in that is the request's only if we enforce.
        """
        wire = request.transport
        certificate = None if wire is None else wire.get_extra_info("peercert")
        try:
            who = self.identity.who(request.headers, request.remote, certificate)
            if self._enforcer is None:
                return who, None
            callers = callers_of(self.identity, who, request)
            if dialect is not None and self._enforcer.idle(callers):
                return who, None
            return who, Gate(self._enforcer, callers, request, target, dialect, body)
        except Exception as error:
            if self._enforcer is not None and self._enforcer.enforces:
                raise
            self._observer.failed(error)
            return None, None

    async def _unread(self, request: web.BaseRequest, target: str) -> None:
        """Judge a request whose body is not read."""
        _, gate = self._meet(request, target, None, b"")
        if gate is not None:
            await gate.judge()
            gate.passage()

    async def _send(
        self, request: web.BaseRequest, target: str,
        body: bytes | AsyncIterable[bytes | memoryview] | None,
        drop: Iterable[str], size: int | None = None, coding: str = "identity",
    ) -> aiohttp.ClientResponse:  # fmt: skip
        headers = self._outgoing(request, drop)
        if size is not None and not isinstance(body, bytes):
            headers["Content-Length"] = str(size)
        if "accept-encoding" in drop:
            headers["Accept-Encoding"] = coding
        return await self._upstream.send(request.method, target, headers, body)

    def _outgoing(self, request: web.BaseRequest, drop: Iterable[str] = ()) -> CIMultiDict[str]:
        """Return the headers that the API is sent for a request."""
        hidden = self.identity.not_passed(request.remote)
        proofs = () if self.binding is None else self.binding.hidden
        headers = passing(request.headers, (*self._ours, *drop, *hidden, *proofs))
        if self.binding is not None:
            self.binding.outgoing(headers)
        if (trace := CURRENT.get()) is not None:
            trace.put(headers)
        return headers


def _all(one: Sees | None, other: Sees | None) -> Sees | None:
    return Both(one, other) if one is not None and other is not None else one or other


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
