"""Record: begin to log the exchange, and tell its span what it is."""

from __future__ import annotations

from stillwatch.gateway.context import RequestContext, Services
from stillwatch.gateway.headers import coding_of
from stillwatch.gateway.observer import Arrived
from stillwatch.gateway.telemetry.traces import CURRENT


async def record(context: RequestContext, services: Services) -> None:
    """Begin the record of a request; `RequestContext.end` ends it."""
    request, dialect, who = context.request, context.dialect, context.who
    name = context.kind if dialect is None else dialect.name
    if name is None:
        return
    arrived = Arrived(context.arrived, context.target, name, context.passage.holder)
    if dialect is None:
        context.how = "cancelled"
        context.watch = services.observer.passing(request, arrived, who, context.marks)
        return
    if (trace := CURRENT.get()) is not None:
        coding = coding_of(request.headers)
        trace.request(dialect, context.body, coding, who.account if who else "unknown")
        trace.took([mark.action for mark in context.marks if mark.done])
    context.watch = services.observer.read(request, arrived, context.body, who, context.marks)
