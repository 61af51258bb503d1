"""Limit: what decisions say about the request, and how large its upload may be."""

from __future__ import annotations

from stillwatch.gateway.batches.kinds import CREATE
from stillwatch.gateway.bodies import Body
from stillwatch.gateway.context import RequestContext, Services
from stillwatch.gateway.enforce.carried import MOST
from stillwatch.gateway.enforce.gate import BatchGate


async def limit(context: RequestContext, services: Services) -> None:
    """Judge the request by the decisions that are about its callers.

    Raises
    ------
    Refused
        A request that is passed on unread may not pass, or says that it is too large. One that is
        read is refused in `transform`: it is logged first.
    """
    gate, listen = context.gate, services.settings.listen
    if context.dialect is not None:
        if gate is not None:
            context.marks = await gate.judge()
        return
    most = listen.upload_mb << 20
    if gate is not None and context.kind is not None:
        batch = BatchGate(gate, context.kind)
        context.marks = await batch.judge(services.routes)
        context.batch = batch
        if batch.carried is not None and context.kind == CREATE:
            most = MOST
    elif gate is not None:
        await gate.judge()
        gate.passage()
    context.upload = Body(context.request, most, listen.body_seconds)
