"""Identify: what the request asks for, and whose key it was proven with."""

from __future__ import annotations

from aiohttp import web

from stillwatch.gateway.answers import Refused
from stillwatch.gateway.batches.kinds import kind_of
from stillwatch.gateway.context import RequestContext, Services


async def identify(context: RequestContext, services: Services) -> None:
    """Find the target, its dialect or its kind, and the holder of the key.

    Raises
    ------
    Refused
        The target is in no form that all servers read alike, or the proof of a key is not good.
    """
    request, counts, passage = context.request, services.counts, context.passage
    context.target = target = checked_target(request)
    context.dialect = services.routes.find(request.method, target)
    if services.binding is not None:
        # before the body, whose upload may outlast a proof
        passage.holder = await services.binding.hold(services.identity, request, target)
    if context.dialect is not None:
        counts["read"] += 1
        passage.name = context.dialect.name
        return
    counts["passed"] += 1
    context.kind = kind_of(request.method, target)
    if context.kind is not None:
        counts["batch_requests"] += 1
        passage.name = context.kind


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
