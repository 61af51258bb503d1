"""Transform: what of the request is sent to the API, and what sees or changes the reply."""

from __future__ import annotations

from collections.abc import AsyncIterator

from stillwatch.gateway.batches.addresses import Addresses, base_of
from stillwatch.gateway.batches.kinds import ADDRESSED, CREATE, FETCHED
from stillwatch.gateway.bodies import SLICE, sliced
from stillwatch.gateway.context import Outgoing, RequestContext, Services
from stillwatch.gateway.dialects.base import Dialect
from stillwatch.gateway.enforce.fetching import fetching
from stillwatch.gateway.enforce.gate import Cleared
from stillwatch.gateway.relay import Both, Sees
from stillwatch.gateway.tap.passing import PassingWatch
from stillwatch.gateway.telemetry.traces import CURRENT
from stillwatch.gateway.usage import Stripper, asking


async def transform(context: RequestContext, services: Services) -> None:
    """Say what is sent.

    Raises
    ------
    Refused
        A decision refuses the request, or what it carries of a batch.
    """
    if context.dialect is not None:
        context.outgoing = _read(context, context.dialect, services)
    elif context.kind is not None:
        context.outgoing = await _batch(context, context.kind, services)
    else:
        assert context.upload is not None
        context.outgoing = Outgoing(
            context.upload.parts() if context.request.can_read_body else None
        )


def _read(context: RequestContext, dialect: Dialect, services: Services) -> Outgoing:
    """Send a request as the gate clears it; ask for its usage, where the API tells none."""
    gate, body = context.gate, context.body
    context.body = b""
    cleared = Cleared(body, False, None, False) if gate is None else gate.passage()
    context.how = "cancelled"  # until the reply says otherwise
    body, plain, meter, needs_usage = cleared
    drop = {"content-length", *(("content-encoding",) if plain else ())}
    if needs_usage:
        drop.add("accept-encoding")
    packed = not plain and "content-encoding" in context.request.headers
    stripper: Stripper | None = None
    if dialect.asks_usage and services.settings.upstream.ask_usage and not packed:
        asked = asking(body)
        if asked is not None:
            # a compressed stream could not be cut into events
            body, stripper = asked, Stripper()
            drop.add("accept-encoding")
    trace = CURRENT.get()
    sees = _all(context.watch, meter, None if trace is None else trace.sees(dialect))
    sent = sliced(body) if len(body) > SLICE else body
    return Outgoing(sent, drop, len(body), "identity", sees, stripper)


async def _batch(context: RequestContext, kind: str, services: Services) -> Outgoing:
    """Send what carries requests of a batch, without those that decisions are about."""
    request, listen, batch = context.request, services.settings.listen, context.batch
    carried = None if batch is None else batch.carried
    assert context.upload is not None
    parts: AsyncIterator[bytes] | None = None
    if request.can_read_body:
        parts = context.upload.parts()
        if isinstance(context.watch, PassingWatch):
            parts = context.watch.seen(parts)
    base = base_of(request, context.target, listen) if kind in ADDRESSED else None
    edit = Addresses(base) if base is not None else None
    drop = {"accept-encoding"} if edit or carried or kind in FETCHED else set[str]()
    # results may be large: they stay packed, if in a way that is read
    gzip = kind in FETCHED and "gzip" in request.headers.get("accept-encoding", "").lower()
    sent: bytes | AsyncIterator[bytes] | None = parts
    if carried is not None:
        drop.update(carried.drops)
        if kind == CREATE:
            whole = b"".join([part async for part in parts] if parts else ())
            fetch = fetching(services.upstream, services.outgoing(request), listen.upload_mb << 20)
            sent = await carried.check(whole, fetch)
        elif parts is not None:
            sent = carried.parts(parts)
    sees = _all(context.watch, None if batch is None else batch.sees)
    return Outgoing(sent, drop, None, "gzip" if gzip else "identity", sees, edit)


def _all(*those: Sees | None) -> Sees | None:
    """Return what sees a reply for all of those that are there."""
    found: Sees | None = None
    for one in those:
        found = Both(found, one) if found is not None and one is not None else found or one
    return found
