"""Forward: send the request to the API, and its reply to the client as it comes."""

from __future__ import annotations

import time

import aiohttp
from aiohttp import web

from stillwatch.gateway.context import Outgoing, RequestContext, Services
from stillwatch.gateway.relay import Edit, Relayed, Sees, relay


async def forward(context: RequestContext, services: Services) -> web.StreamResponse:
    """Send what `transform` has made ready; return the response that the client was sent.

    Raises
    ------
    Refused
        The API cannot be reached, or the client's upload fails.
    """
    passage, outgoing = context.passage, context.outgoing
    assert outgoing is not None
    sees, edit = outgoing.sees, outgoing.edit
    passage.sent = passage.arrived if context.dialect is None else time.perf_counter()
    context.outgoing = None
    reply = await _send(context, services, outgoing)
    passage.head = time.perf_counter()
    del outgoing  # a stream may take long, and bodies are large
    relayed = await _relay(context, services, reply, sees, edit)
    context.how = relayed.how
    passage.how, passage.status = relayed.how, relayed.response.status
    passage.first, passage.replied = relayed.first, relayed.size
    if relayed.how != "done":
        services.counts[relayed.how] += 1
    return relayed.response


async def _send(
    context: RequestContext, services: Services, outgoing: Outgoing
) -> aiohttp.ClientResponse:
    headers = services.outgoing(context.request, outgoing.drop)
    if outgoing.size is not None and not isinstance(outgoing.body, bytes):
        headers["Content-Length"] = str(outgoing.size)
    if "accept-encoding" in outgoing.drop:
        headers["Accept-Encoding"] = outgoing.coding
    method = context.request.method
    return await services.upstream.send(method, context.target, headers, outgoing.body)


async def _relay(
    context: RequestContext, services: Services, reply: aiohttp.ClientResponse,
    sees: Sees | None, edit: Edit | None,
) -> Relayed:  # fmt: skip
    """Send a reply to the client, who stays here where the API sends it on within itself."""
    listen, location = services.settings.listen, reply.headers.get("location")
    path = None if location is None else services.upstream.within(location)
    if path is not None:
        location = f"{(listen.public_url or '').rstrip('/')}{path}"
    return await relay(context.request, reply, sees, edit, listen.write_seconds, location)
