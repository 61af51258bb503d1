"""Spans of one export request put in their places: what stands above a call, and calls told twice.

Frameworks and the clients that they use often trace one call each: the outer span's child is the
same call again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from stillwatch.ingest.clients import SERVER, begins_within, encloses, with_clients
from stillwatch.ingest.conventions import standard
from stillwatch.ingest.genai import Call, no_call
from stillwatch.ingest.genai_text import Text

STEPS = 20
"""Parents of a call that are followed."""


def joined(calls: Iterable[Call]) -> Iterator[Call]:
    """Yield the spans that were exported together, in order, each call with the spans above it.

    These are its parents, the nearest first. Where no server's span is among them, because a parent
    is missing, the one server's span of the trace follows if it encloses the call. Of calls one
    within another, one counts: the inner ones, or the outer one if it alone has the text; the
    others are marked. Clients are lent, see `with_clients`.

    Parameters
    ----------
    calls
        Spans of one export request.
    """
    held = list(calls)
    if len(held) > 1:
        held = _placed(held)
    yield from with_clients(held)


def _placed(held: list[Call]) -> list[Call]:
    models = {at for at, call in enumerate(held) if not no_call(call.attributes)}
    if not models:
        return held
    by_id = {(call.trace_id, call.span_id): at for at, call in enumerate(held) if call.span_id}
    servers: dict[str, list[int]] = {}
    for at, call in enumerate(held):
        if call.kind in SERVER:
            servers.setdefault(call.trace_id, []).append(at)
    inner: dict[int, list[int]] = {}
    above = {at: _parents(at, held, by_id) for at in models}
    for at in models:
        for up in models.intersection(above[at]):
            if at in above[up]:  # a ring: none of them is within another
                continue
            if begins_within(held[up], held[at]):  # callers may choose the parent of a request
                inner.setdefault(up, []).append(at)
        of_trace = servers.get(held[at].trace_id, [])
        if len(of_trace) == 1 and at not in of_trace and of_trace[0] not in above[at]:
            if not _serves_any(above[at], held) and encloses(held[of_trace[0]], held[at]):
                above[at].append(of_trace[0])
    told = _told_twice(held, inner)
    return [
        call._replace(above=tuple(held[up] for up in above[at]), twice=at in told)
        if above.get(at)
        else call._replace(twice=True)
        if at in told
        else call
        for at, call in enumerate(held)
    ]


def _parents(at: int, held: list[Call], by_id: dict[tuple[str, str], int]) -> list[int]:
    """Return the places of the spans above one, the nearest first; a ring ends where it closes."""
    found: list[int] = []
    call = held[at]
    for _ in range(STEPS):
        up = by_id.get((call.trace_id, call.parent_id)) if call.parent_id else None
        if up is None or up == at or up in found:
            break
        found.append(up)
        call = held[up]
    return found


def _serves_any(places: list[int], held: list[Call]) -> bool:
    return any(held[at].kind in SERVER for at in places)


def _told_twice(held: list[Call], inner: dict[int, list[int]]) -> set[int]:
    """Return the places of calls that another span tells as well, and better.

    Callers may choose the parent of a request, and so that it seems to be within another that is
    still being answered: of one that asks something else neither is told twice.
    """
    told = set[int]()
    for outer, placed in inner.items():
        asked, said = _asked(held[outer]), _has_text(held[outer])
        within = [at for at in placed if _alike(asked, _asked(held[at]))]
        if not within:
            continue
        alone = said and not any(_has_text(held[at]) for at in within)
        told.update(within if alone else [outer])
    return told


def _alike(one: str, other: str) -> bool:
    """Whether two calls may ask the same: what stands around it frameworks word in their own way.

    Where one tells no text nothing contradicts it. A word out of a long request is another one.
    """
    short, long = sorted((one, other), key=len)
    return not short or (short in long and len(long) <= 2 * len(short))


def _asked(call: Call) -> str:
    """Return the text that a call asks last, its blanks single ones; empty if there is none."""
    messages = Text(standard(call.attributes), call.events).asked() or ()
    for message in reversed(messages):
        content = message.content
        parts = content if isinstance(content, list) else [content]
        words = (part if isinstance(part, str) else getattr(part, "text", None) for part in parts)
        if said := " ".join(" ".join(word for word in words if word).split()):
            return said
    return ""


def _has_text(call: Call) -> bool:
    text = Text(standard(call.attributes), call.events)
    said = (*(text.asked() or ()), *(text.said() or ()))
    return any(isinstance(message, str) or message.content for message in said)
