"""The proxy: a request in, the API's reply out, byte for byte, and a watch on what is read."""

from __future__ import annotations

from collections import Counter

from aiohttp import web

from stillwatch.gateway.answers import Refused, answer, family_of
from stillwatch.gateway.binding.binding import Binding
from stillwatch.gateway.context import RequestContext, Services
from stillwatch.gateway.enforce.enforcer import Enforcer
from stillwatch.gateway.identity.identity import Identity
from stillwatch.gateway.notes import Notes, place_of
from stillwatch.gateway.observer import Observer
from stillwatch.gateway.settings import Settings
from stillwatch.gateway.stages.forward import forward
from stillwatch.gateway.stages.identify import identify
from stillwatch.gateway.stages.limit import limit
from stillwatch.gateway.stages.look_up import look_up
from stillwatch.gateway.stages.receive import receive
from stillwatch.gateway.stages.record import record
from stillwatch.gateway.stages.transform import transform
from stillwatch.gateway.tap.tap import Tap
from stillwatch.gateway.telemetry.meters import Meters
from stillwatch.gateway.telemetry.traces import CURRENT, Traces
from stillwatch.gateway.upstream import Upstream

STAGES = (identify, receive, look_up, limit, record, transform)
"""What a request passes before `forward`, in this order."""


class Proxy:
    """Handles requests. In shadow mode: nothing is refused that the API would not refuse.

    Parameters
    ----------
    settings
        All settings.
    upstream
        The API.
    identity
        Tells callers apart.
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
    binding
        Holds requests against the holders of their keys; null: nothing does.
    """

    def __init__(
        self, settings: Settings, upstream: Upstream, identity: Identity, tap: Tap | None,
        notes: Notes, batches: Tap | None = None, enforcer: Enforcer | None = None,
        traces: Traces | None = None, counts: Counter[str] | None = None,
        binding: Binding | None = None,
    ) -> None:  # fmt: skip
        if counts is None:
            counts = Counter[str]() if enforcer is None else enforcer.counts
        observer = Observer(identity, tap, batches, notes, counts)
        self.services = Services(
            settings, upstream, identity, notes, counts, observer, enforcer, binding
        )
        self._traces = traces
        self.meters = Meters()
        """Times and outcomes; may be another's, to count on."""

    async def handle(self, request: web.BaseRequest) -> web.StreamResponse:
        """Handle a request."""
        services, context = self.services, RequestContext(request)
        services.counts["requests"] += 1
        services.upstream.running += 1
        trace = token = None
        if self._traces is not None:
            trace = self._traces.begin(request.method, request.headers)
            token = CURRENT.set(trace)
        try:
            return await self._answered(context)
        finally:
            services.upstream.running -= 1
            self.meters.end(context.passage)
            if token is not None:
                CURRENT.reset(token)
            if trace is not None:
                trace.end(context.passage)

    async def _answered(self, context: RequestContext) -> web.StreamResponse:
        """Send a request on its way; answer it ourselves where it is refused or fails."""
        services, passage = self.services, context.passage
        try:
            return await self._passed(context)
        except Refused as refused:
            services.counts[refused.counted] += 1
            passage.how, passage.status = "refused", refused.status
            why = refused
        except Exception as error:
            # a fault of ours: the client is told that there is one, the operator where
            services.counts["failed"] += 1
            passage.how, passage.status = "failed", 500
            services.notes.say("failed", f"a request failed: {place_of(error)}")
            if context.request.writer.output_size:
                raise  # the reply has begun: the server closes the connection
            why = Refused(500, "gateway_error", "the gateway failed on this request")
        dialect = context.dialect
        return answer(why, dialect.family if dialect else family_of(context.request.headers))

    async def _passed(self, context: RequestContext) -> web.StreamResponse:
        try:
            for stage in STAGES:
                await stage(context, self.services)
            return await forward(context, self.services)
        except Refused as refused:
            raise context.refuse(refused) from None
        finally:
            await context.end()
