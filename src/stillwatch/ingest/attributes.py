"""Attributes of a model call that hold something and are not read: what a map could take.

By name alone: `NAME` stands on the span, `resource.NAME` on its resource, `scope.NAME` on its
instrumentation, and `event.EVENT.NAME` on an event of it, which no map reads.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from stillwatch.ingest import conventions, genai, genai_text
from stillwatch.ingest.unknown import NOTHING, printable

MOST = 200
"""Attributes of a call that are looked at."""

READ = frozenset(
    {name for names in genai.SOURCES.values() for name in names}
    | {*genai.ACCOUNT, *(f"resource.{name}" for name in genai.ACCOUNT)}
    | {*genai_text.ASKED, *genai_text.SAID, genai_text.INSTRUCTIONS, genai_text.TOOLS}
    | {genai_text.LISTED, "gen_ai.operation.name", "llm.request.type"}
    | conventions.READ
)
"""Names that are read, but for numbered ones."""

_OF_EVENTS = frozenset(
    {*genai_text.ASKED, *genai_text.SAID, genai_text.INSTRUCTIONS, genai_text.TOOLS}
)
_OF_MESSAGES = frozenset({genai_text.EVENT, "content", "message", "role", "index"})
"""Names that are read on events, and on those that are messages."""


def unread(call: genai.Call, known: frozenset[str]) -> Iterator[str]:
    """Yield the names of attributes of a model call that hold something and are not read.

    Parameters
    ----------
    call
        A span that is a model call.
    known
        Names that are read, as a map has them.
    """
    left = MOST
    for prefix, held in (("", call.attributes), ("resource.", call.resource),
                         ("scope.", call.scope)):  # fmt: skip
        for name in _holding(held):
            left -= 1
            if left < 0:
                return
            if prefix + name not in known and not (not prefix and _numbered(name)):
                yield prefix + printable(name)
    for event, held in call.events:
        said = isinstance(event, str) and event.startswith("gen_ai.")
        for name in _holding(held):
            left -= 1
            if left < 0:
                return
            if not (name in _OF_EVENTS or (said and name in _OF_MESSAGES)):
                yield f"event.{printable(str(event))}.{printable(name)}"


def _holding(held: dict[str, Any]) -> Iterator[str]:
    return (name for name, value in held.items() if value not in NOTHING)


def _numbered(name: str) -> bool:
    return bool(genai_text.NUMBERED.match(name) or conventions.NUMBERED.match(name))
