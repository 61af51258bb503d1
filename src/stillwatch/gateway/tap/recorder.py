"""Puts the parts of exchanges together, and makes a line of the exchange log of each."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any
from urllib.parse import unquote

import msgspec

from stillwatch.gateway import sse
from stillwatch.gateway.dialects.base import Assembly, Dialect, Reply, inside
from stillwatch.gateway.reading import end_user, object_in, object_of
from stillwatch.gateway.routes import Routes
from stillwatch.gateway.tap.codings import decoded
from stillwatch.gateway.tap.content import cleaned, without_text
from stillwatch.gateway.tap.frames import Frame, Head, ReplyHead

MOST_BODY = 64 << 20
"""Bytes of a body, decoded, that are read."""


class Recorder:
    """Takes frames, gives lines.

    Parameters
    ----------
    text
        Whether prompts and replies are kept.
    """

    def __init__(self, text: bool) -> None:
        self._text = text
        self._routes = Routes()
        self._open: dict[str, _Open] = {}
        self.counts = Counter[str]()
        """Requests `without_model`."""

    def take(self, frame: Frame) -> bytes | None:
        """Take a frame; return a line once an exchange is whole."""
        if frame.head is not None:
            dialect = self._routes.named[frame.head.dialect]
            self._open[frame.id] = _Open(frame.head, frame.body, dialect)
        found = self._open.get(frame.id)
        if found is None:  # its beginning went to another process
            return None
        found.take(frame)
        if frame.end is None:
            return None
        del self._open[frame.id]
        made = found.line(frame)
        if made is None:
            self.counts["without_model"] += 1
            return None
        return encoded(made if self._text else without_text(made))


class _Open:
    """An exchange that has begun."""

    def __init__(self, head: Head, body: bytes, dialect: Dialect) -> None:
        self._head, self._body, self._dialect = head, body, dialect
        self._reply: ReplyHead | None = None
        self._raw: list[bytes] = []
        self._size = 0
        self._events: _Events | None = None

    def take(self, frame: Frame) -> None:
        if frame.reply is not None and self._reply is None:
            self._reply = frame.reply
            if frame.reply.kind.lower().startswith("text/event-stream") and not frame.reply.coding:
                self._events = _Events(self._dialect.assembly())
        if self._events is not None:
            self._events.feed(frame.data)
        elif self._size <= MOST_BODY:
            self._raw.append(frame.data)
            self._size += len(frame.data)

    def line(self, last: Frame) -> dict[str, Any] | None:
        end, head = last.end, self._head
        assert end is not None
        reply, error = self._read()
        request = self._request(reply.response.get("model"))
        if request is None:
            return None
        status = end.status  # what the gateway told
        if self._reply is not None and end.how != "refused":
            status = self._reply.status
        response = cleaned(reply.response)
        response["status"] = error or status
        response["latency_ms"] = round(end.seconds * 1000, 3)
        if end.how != "done" and response.get("finish_reason") is None:
            response["finish_reason"] = end.how
        session = request.pop("session", None)
        line = {
            "id": last.id,
            "time": datetime.fromtimestamp(head.time, UTC).isoformat(),
            "account": {
                "id": head.account, "org": head.org, "key": head.key,
                "end_user": head.end_user or end_user(request),
            },
            "client": {
                "ip": head.ip, "user_agent": head.user_agent, "ja4": head.ja4,
                "holder": head.holder,
            },
            "session": session if isinstance(session, str) else None,
            "request": {"endpoint": self._dialect.endpoint, **cleaned(request)},
            "response": response,
            "usage": {k: v for k, v in reply.usage.items() if type(v) is int},
            "enforcement": enforcement(head.marks),
        }  # fmt: skip
        return line

    def _request(self, served: Any) -> dict[str, Any] | None:
        body = object_in(self._body, self._head.coding, MOST_BODY)
        self._body = b""
        request = self._dialect.request(body) if body is not None else {}
        if not isinstance(request.get("model"), str) or not request["model"]:
            # an API may have one for who names none: its reply says which
            request["model"] = _deployment(self._head.target) or served
            if not isinstance(request["model"], str) or not request["model"]:
                return None
        return request

    def _read(self) -> tuple[Reply, str | None]:
        """Return the reply, and the error that a stream ended with."""
        error: str | None = None
        if self._events is not None:
            body, error = self._events.body(), self._events.error
        else:
            raw = b"".join(self._raw)
            coding = self._reply.coding if self._reply else None
            whole = decoded(raw, coding, MOST_BODY)
            kind = self._reply.kind.lower() if self._reply else ""
            if whole is not None and kind.startswith("text/event-stream"):
                events = _Events(self._dialect.assembly())
                events.feed(whole)
                body, error = events.body(), events.error
            else:
                body = object_of(whole) or {}
        if self._reply is None or self._reply.status >= 400:
            return Reply({}, {}), error
        return self._dialect.reply(body), error


class _Events:
    """Feeds the events of a stream to what puts them together."""

    def __init__(self, assembly: Assembly) -> None:
        self._assembly, self._splitter = assembly, sse.Splitter()
        self.error: str | None = None

    def feed(self, data: bytes) -> None:
        for block in self._splitter.feed(data):
            event = sse.read(block)
            if event is None or event.data == b"[DONE]":
                continue
            found = object_of(event.data)
            if found is None:
                continue
            if event.name == "error" or found.get("error") is not None:
                self.error = str(inside(found, "error", "type") or "error")[:200]
            self._assembly.feed(event.name, found)

    def body(self) -> dict[str, Any]:
        return self._assembly.body()


def enforcement(
    given: Sequence[tuple[str, str, bool, bool, str | None]] | None,
) -> dict[str, Any] | None:
    """Return what was done about decisions, or would have been; readers of the log pass it over.

    Parameters
    ----------
    given
        Decisions that a request fell under, as `enforce.asked.Mark`.
    """
    if not given:
        return None
    names = ("id", "action", "done", "refused", "reference")
    marks = [dict(zip(names, mark, strict=True)) for mark in given]
    return {"decisions": [{k: v for k, v in m.items() if v is not None} for m in marks]}


def _deployment(target: str) -> str | None:
    """Return the deployment that a path names (Azure), which stands for the model.

    >>> _deployment("/openai/deployments/My-Model/chat/completions?api-version=1")
    'My-Model'
    """
    parts = unquote(target.partition("?")[0]).split("/")
    at = parts.index("deployments") + 1 if "deployments" in parts else len(parts)
    return parts[at] or None if at < len(parts) else None


def encoded(line: dict[str, Any]) -> bytes:
    """Return a line of the log, what is null or empty left out."""
    line = _given(line)
    try:
        return msgspec.json.encode(line) + b"\n"
    except UnicodeEncodeError:
        return json.dumps(line, separators=(",", ":")).encode() + b"\n"


def _given(line: dict[str, Any]) -> dict[str, Any]:
    """Leave out what is null or empty, two levels deep."""
    made = {}
    for name, value in line.items():
        if isinstance(value, dict):
            value = {k: v for k, v in value.items() if v is not None}
        if value not in (None, {}):
            made[name] = value
    return made
