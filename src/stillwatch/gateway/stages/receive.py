"""Receive: the body of a request that is read."""

from __future__ import annotations

from stillwatch.gateway.bodies import Body
from stillwatch.gateway.context import RequestContext, Services


async def receive(context: RequestContext, services: Services) -> None:
    """Read the body whole, where the request has a dialect.

    Raises
    ------
    Refused
        It is too large, too slow or broken.
    """
    if context.dialect is None:
        return
    listen = services.settings.listen
    body = Body(context.request, listen.request_mb << 20, listen.body_seconds)
    context.body = await body.whole()
    context.passage.received = len(context.body)
