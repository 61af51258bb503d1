"""The texts that a request is judged by: each message, and messages together.

A request may be split over turns, or lean on a reply that the model never gave. So short messages
of the customer are also read as one text, and the last reply together with what follows it.
Nothing that an assistant says is judged by itself, but for a last message, which the customer wrote
for it to go on from.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

ASSISTANT = frozenset(("assistant", "model", "ai", "bot"))
SHORT, TOGETHER = 600, 8
"""Characters of a message that is read together with others, and how many are."""
MESSAGES = 64
"""Messages judged: the first, which is often the instructions, and the last ones."""


class Reading(NamedTuple):
    """A text to judge."""

    text: str
    parts: tuple[tuple[int, int], ...]
    """Byte at which each message begins, and its place in the request, in order."""

    def message_at(self, byte: int) -> int:
        """Return the place of the message that holds a byte."""
        place = self.parts[0][1]
        for start, index in self.parts:
            if start > byte:
                break
            place = index
        return place


def content(value: Any) -> str:
    """Text of a message's content: a string, or content parts; anything else has none."""
    if isinstance(value, str):
        return value
    if not isinstance(value, list | tuple):
        return ""
    pieces: list[str] = []
    for part in value:
        if isinstance(part, str):
            pieces.append(part)
        elif isinstance(part, Mapping):
            inner = part.get("text", part.get("content"))
            if isinstance(inner, str):
                pieces.append(inner)
            elif isinstance(inner, list | tuple):
                pieces += [p["text"] for p in inner if _has_text(p)]
    return "\n".join(pieces)


def _has_text(part: Any) -> bool:
    return isinstance(part, Mapping) and isinstance(part.get("text"), str)


def _join(pieces: list[tuple[int, str]]) -> Reading:
    starts, at = [], 0
    for index, text in pieces:
        starts.append((at, index))
        at += len(text.encode("utf-8", "replace")) + 1
    return Reading("\n".join(text for _, text in pieces), tuple(starts))


def readings(messages: Sequence[Mapping[str, Any]]) -> list[Reading]:
    """Return the texts to judge of a conversation, the messages themselves first.

    Parameters
    ----------
    messages
        Mappings with `role` and `content`, in order; a message without a known role counts as
        the customer's.
    """
    kept = list(enumerate(messages))
    if len(kept) > MESSAGES:
        kept = [kept[0], *kept[1 - MESSAGES :]]
    out: list[Reading] = []
    short: list[tuple[int, str]] = []
    reply: tuple[int, str] | None = None
    since: list[tuple[int, str]] = []
    for index, message in kept:
        role = message.get("role")
        role = role.lower() if isinstance(role, str) else "user"
        # what a tool returned is the caller's word too; the Responses API has it elsewhere
        text = content(message.get("content")) or content(message.get("output"))
        if not text:
            continue
        if role in ASSISTANT:
            if index == len(messages) - 1:
                out.append(Reading(text, ((0, index),)))
            before = [(short[-1][0], short[-1][1])] if short else []
            reply, since = (index, text[-SHORT:]), before[-1:]
            continue
        out.append(Reading(text, ((0, index),)))
        if role not in ("system", "developer"):
            short = [*short, (index, text)][-TOGETHER:] if len(text) <= SHORT else short
            if reply:
                since = [since[-1]] if since and since[-1][0] > reply[0] else []
                since.append((index, text[:SHORT]))
    if len(short) > 1:
        out.append(_join(short))
    if reply and since:
        out.append(_join(sorted([reply, *since])))
    return out
