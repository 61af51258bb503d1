"""Client address and software of model calls, from the server spans of the same request.

Instrumentations of web servers write `client.address` and `user_agent.original` on the span of
the incoming request; that of the model call is its child, and often has neither.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from stillwatch.ingest.conventions import first_of
from stillwatch.ingest.genai import ADDRESS, SOFTWARE, Call, no_call

SERVER = (2, "SPAN_KIND_SERVER")
"""`kind` of a span that answers a request: what others say is not of its client."""


def with_clients(held: list[Call]) -> Iterator[Call]:
    """Yield the spans that were exported together, calls with the client of their request.

    It is taken from the outermost span of a server among a call's parents whose address is no
    private one, or where no parent is at hand from the one server span of the trace that encloses
    the call. What a call says itself stands. Server spans with an address, in traces of which no
    call met one, are marked.

    Parameters
    ----------
    held
        Spans of one export request, each with those above it.
    """
    servers = [call for call in held if _serves(call)]
    if not servers:
        yield from held
        return
    of_trace: dict[str, list[Call]] = {}
    for call in servers:
        of_trace.setdefault(call.trace_id, []).append(call)
    met = set[str]()
    for at, call in enumerate(held):
        if call.trace_id not in of_trace or no_call(call.attributes):
            continue
        server = _server(call, of_trace[call.trace_id])
        if server is not None:
            met.add(call.trace_id)
            held[at] = call._replace(attributes=_lent(call.attributes, server.attributes))
    for call in held:
        alone = call.trace_id not in met and _serves(call)
        yield call._replace(alone=True) if alone else call


def _serves(call: Call) -> bool:
    return call.kind in SERVER and first_of(call.attributes, *ADDRESS) is not None


def _server(call: Call, of_trace: list[Call]) -> Call | None:
    """Return the server span that a call was made for, or None."""
    found = [one for one in (call, *call.above) if _serves(one)]
    if not found and len(of_trace) == 1 and encloses(of_trace[0], call):
        found = of_trace
    outside = [one for one in found if not _private(str(first_of(one.attributes, *ADDRESS)))]
    found = outside or found
    return found[-1] if found else None


def encloses(server: Call, call: Call) -> bool:
    """Tell whether a span begins before another and ends after it."""
    times = [_whole(one) for one in (server.start_ns, call.start_ns, call.end_ns, server.end_ns)]
    return all(times) and times == sorted(times)


def begins_within(outer: Call, call: Call) -> bool:
    """Tell whether a span begins while another is open."""
    times = [_whole(one) for one in (outer.start_ns, call.start_ns, outer.end_ns)]
    return all(times) and times == sorted(times)


def _whole(value: Any) -> int:
    digits = isinstance(value, str) and value.isascii() and value.isdigit() and len(value) < 20
    return int(value) if digits or isinstance(value, int) else 0


def _lent(own: dict[str, Any], server: dict[str, Any]) -> dict[str, Any]:
    """Return a call's attributes with those of its client that it lacks."""
    address, here = first_of(server, *ADDRESS), first_of(own, *ADDRESS)
    if here is not None and here != address:  # another client than the server span's
        return own
    lent = dict(own)
    if here is None:
        lent[ADDRESS[0]] = address
    if first_of(own, *SOFTWARE) is None and (software := first_of(server, *SOFTWARE)) is not None:
        lent[SOFTWARE[0]] = software
    return lent


@lru_cache(maxsize=4096)
def _private(address: str) -> bool:
    try:
        return ipaddress.ip_address(address).is_private
    except ValueError:
        return False
