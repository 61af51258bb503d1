"""Look up: who sends the request, and whether any decision is about them."""

from __future__ import annotations

from stillwatch.gateway.context import RequestContext, Services
from stillwatch.gateway.enforce.gate import Gate, callers_of


async def look_up(context: RequestContext, services: Services) -> None:
    """Find the caller, and a gate if decisions are about it.

    A fault in that is the request's only if decisions are enforced.
    """
    enforcer, identity, request = services.enforcer, services.identity, context.request
    if enforcer is None and context.dialect is None and context.kind is None:
        return  # neither logged nor judged
    wire = request.transport
    certificate = None if wire is None else wire.get_extra_info("peercert")
    try:
        who = identity.who(request.headers, request.remote, certificate)
        if enforcer is not None:
            callers = callers_of(identity, who, request)
            if context.dialect is None or not enforcer.idle(callers):
                context.gate = Gate(
                    enforcer, callers, request, context.target, context.dialect, context.body
                )
        context.who = who
    except Exception as error:
        if enforcer is not None and enforcer.enforces:
            raise
        services.observer.failed(error)
