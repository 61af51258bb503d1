"""Tokens of a request before it is sent, and of its reply as it passes."""

from __future__ import annotations

from typing import Any

import msgspec

from stillwatch.gateway import sse
from stillwatch.gateway.dialects.base import Dialect, Reply
from stillwatch.gateway.enforce.asked import Asked
from stillwatch.gateway.reading import object_of
from stillwatch.gateway.tap.codings import decoded
from stillwatch.gateway.tap.content import cleaned

_BYTES = 4  # of text in a token, roughly, in any script
_IMAGE = 1000  # tokens of an image or another attachment, roughly
_EVENT = 300  # bytes of an event of a stream around a token
_HELD = 8 << 20  # bytes of a reply that are kept to read its usage
_MOST = 2_000_000  # tokens that one request may reserve


def of_prompt(asked: Asked) -> int:
    """Estimate the tokens of a prompt: a fourth of its bytes, and a thousand an attachment."""
    body = asked.whole()
    if body is None or asked.dialect is None:
        return len(asked.plain() or b"") // _BYTES
    request = asked.dialect.request(body)
    size = images = 0
    for held in (request.get(name) for name in ("messages", "prompt", "tools")):
        # one by one: what takes long as a whole would hold up other threads
        for item in held if isinstance(held, list) else [held]:
            text = _encoded(cleaned(item, 2))
            size += len(text) + 1
            images += sum(text.count(kind) for kind in (b'"type":"image', b'"type":"input_image'))
    return size // _BYTES + images * _IMAGE


def _encoded(value: Any) -> bytes:
    try:
        return msgspec.json.encode(value)
    except UnicodeEncodeError:  # half a surrogate pair
        return repr(value).encode("utf-8", "replace")


def of_reply(asked: Asked, assumed: int) -> int:
    """Return the tokens that a reply may have: its bound, for each choice.

    Parameters
    ----------
    asked
        The request.
    assumed
        Tokens where it names no bound.
    """
    if asked.dialect is None or not asked.dialect.generates:
        return 0
    body = asked.whole() or {}
    bound = _whole(asked.dialect.request(body).get("max_tokens")) or assumed
    choices = max(_whole(body.get("n")), _whole(body.get("best_of")), 1)
    given = body.get("prompt")
    several = isinstance(given, list) and all(isinstance(p, (str, list)) for p in given)
    prompts = max(1, len(given)) if several and isinstance(given, list) else 1
    return min(bound * choices * prompts, _MOST)


class Meter:
    """Reads the usage of a reply as it passes.

    Parameters
    ----------
    dialect
        Reads it.
    every
        Whether all events of a stream are read, and not only those that tell of usage.
    """

    def __init__(self, dialect: Dialect, *, every: bool = False) -> None:
        self._every = every
        self._dialect, self._assembly = dialect, dialect.assembly()
        self._splitter: sse.Splitter | None = None
        self._coding: str | None = None
        self._parts: list[bytes] = []
        self._size = self._events = 0
        self.status: int | None = None
        """Of the reply; null: none came."""

    def reply(self, status: int, kind: str, coding: str | None) -> None:
        """Take the head of the reply."""
        self.status, self._coding = status, coding
        if kind.lower().startswith("text/event-stream") and not coding:
            self._splitter = sse.Splitter()

    def chunk(self, data: bytes) -> None:
        """Take a part of the reply."""
        self._size += len(data)
        if self._splitter is None:
            if self._size <= _HELD:
                self._parts.append(data)
            return
        for block in self._splitter.feed(data):
            self._events += 1
            # a text that speaks of usage has its quotation marks escaped
            if (self._every or b'"usage"' in block) and (event := sse.read(block)) is not None:
                found = object_of(event.data)
                if found is not None:
                    self._assembly.feed(event.name, found)

    def usage(self) -> int | None:
        """Return the tokens that the reply says were used, in and out; null where it does not."""
        reply = self.read()
        used = reply.usage if reply else {}
        told = [_whole(used.get(name)) for name in ("input_tokens", "output_tokens")]
        return sum(told) or None

    def read(self) -> Reply | None:
        """Return what the reply says, as far as it was read; null where that is nothing."""
        if self._splitter is not None:
            body: dict[str, Any] | None = self._assembly.body()
        else:
            whole = b"".join(self._parts) if self._size <= _HELD else b""
            body = object_of(decoded(whole, self._coding, _HELD))
        return self._dialect.reply(body) if body else None

    def seen(self) -> int:
        """Estimate the tokens of what has passed: one an event, and more of those that are long."""
        if self._splitter is None:
            return self._size // _BYTES
        return self._events + max(0, self._size - _EVENT * self._events) // _BYTES


def true_cost(meter: Meter, how: str, prompt: float, reserved: float) -> float | None:
    """Return the tokens that a request cost; null: what was reserved stands.

    A client that leaves, or an API that does not tell, costs at least what was reserved: otherwise
    leaving before the end would be a way around the limit.

    Parameters
    ----------
    meter
        Has seen the reply.
    how
        How it ended, as `Relayed.how`.
    prompt, reserved
        Tokens of the prompt, and all that were reserved.
    """
    if meter.status is None:
        return None
    if meter.status >= 400:
        return 0.0
    told = meter.usage()
    if how == "done" and told is not None:
        return float(told)
    seen = max(prompt + meter.seen(), told or 0)
    # the API's fault is not the client's cost
    return seen if how == "broken" else max(seen, reserved)


def _whole(value: Any) -> int:
    """Return a number of tokens or choices; 0 where it is none."""
    number = type(value) in (int, float) and value > 0
    return int(min(value, _MOST)) if number else 0
