"""What a batch's lines say: requests and results of both APIs, and the log's line of both."""

from __future__ import annotations

import hashlib
import zlib
from datetime import UTC, datetime
from typing import Any, NamedTuple

import msgspec

from stillwatch.gateway.dialects.base import Dialect, inside
from stillwatch.gateway.reading import end_user, object_of
from stillwatch.gateway.routes import Routes
from stillwatch.gateway.tap.content import cleaned, without_text
from stillwatch.gateway.tap.frames import Head
from stillwatch.gateway.tap.recorder import encoded

_KINDS = {  # `object` of a body to the endpoint that returns it
    "chat.completion": "openai_chat", "response": "openai_responses",
    "text_completion": "openai_completions", "list": "openai_embeddings",
    "message": "anthropic_messages",
}  # fmt: skip


class Asked(NamedTuple):
    """A request of a batch, as it waits for its result."""

    custom: bytes
    """Hash of its `custom_id`."""
    packed: bytes
    """What the log will say of it, compressed."""


class Result(NamedTuple):
    """A result of a batch."""

    custom_id: str
    status: int | str | None
    """HTTP status, or what became of the request instead of a reply."""
    body: dict[str, Any] | None


class Reader:
    """Reads lines and makes lines of the log.

    Parameters
    ----------
    text
        Whether prompts, replies and the customer's own ids of requests are kept.
    """

    def __init__(self, text: bool) -> None:
        self._text, self._routes = text, Routes()

    def asked(self, raw: bytes) -> Asked | None:
        """Read a request; null where it is none that is read."""
        found = object_of(raw)
        custom_id = inside(found, "custom_id")
        if found is None or not isinstance(custom_id, str):
            return None
        body, url = found.get("params"), found.get("url")
        dialect = self._routes.named["anthropic_messages"]
        if isinstance(url, str):
            body = found.get("body")
            at = self._routes.find("POST", url)
            if at is None:
                return None
            dialect = at
        if not isinstance(body, dict) or not isinstance(body.get("model"), str):
            return None
        request = dialect.request(body)
        session = request.pop("session", None)
        line: dict[str, Any] = {
            "account": {"end_user": end_user(request)},
            "session": session if isinstance(session, str) else None,
            "request": {"endpoint": dialect.endpoint, **cleaned(request)},
        }
        if self._text:
            line["request"]["custom_id"] = custom_id[:512]
        else:
            line = without_text(line)
        return Asked(custom_hash(custom_id), zlib.compress(encoded(line), 1))

    def tokens(self, body: dict[str, Any]) -> int | None:
        """Return the tokens that a reply says were used, in and out; null where it does not."""
        dialect = self._of(body)
        used = dialect.reply(body).usage if dialect is not None else {}
        told = [used.get(name) for name in ("input_tokens", "output_tokens")]
        return sum(n for n in told if type(n) is int and n > 0) or None

    def _of(self, body: dict[str, Any]) -> Dialect | None:
        name = _KINDS.get(str(body.get("object") or body.get("type")))
        return self._routes.named.get(name or "")

    def result(self, raw: bytes) -> Result | None:
        """Read a result; null where it is none."""
        found = object_of(raw)
        custom_id = inside(found, "custom_id")
        if found is None or not isinstance(custom_id, str):
            return None
        if isinstance(result := found.get("result"), dict):  # Anthropic
            kind = result.get("type")
            error = inside(result, "error", "error", "type") or inside(result, "error", "type")
            status = 200 if kind == "succeeded" else _short(error) or _short(kind)
            body = result.get("message")
        else:
            status = inside(found, "response", "status_code")
            body = inside(found, "response", "body")
            if type(status) is not int:
                status = _short(inside(found, "error", "code")) or "error"
        return Result(custom_id, status, body if isinstance(body, dict) else None)

    def line(
        self, batch: str, head: Head, custom: bytes, packed: bytes | None, result: Result | None
    ) -> bytes | None:  # fmt: skip
        """Return the log's line of an exchange; null where no model is known.

        Parameters
        ----------
        batch
            Its id.
        head
            Who made the batch, and when.
        custom
            Hash of the request's `custom_id`.
        packed
            What is known of the request; null: nothing.
        result
            Null: it was not fetched.
        """
        known: dict[str, Any] = object_of(zlib.decompress(packed)) or {} if packed else {}
        request = dict(known.get("request") or {})
        body = (result.body if result else None) or {}
        dialect = None
        if result is not None and result.status == 200:
            dialect = self._of(body)
        reply = dialect.reply(body) if dialect is not None else None
        response = cleaned(reply.response) if reply else {}
        if dialect is not None and "endpoint" not in request:
            request |= {"endpoint": dialect.endpoint, "model": body.get("model")}
        if not isinstance(request.get("model"), str):
            return None
        if result is None:
            response["finish_reason"] = "not_fetched"
        else:
            response["status"] = result.status
            if self._text:
                request["custom_id"] = result.custom_id[:512]
        who = dict(known.get("account") or {})
        who["end_user"] = head.end_user or who.get("end_user")
        line = {
            "id": f"batch-{_hash(batch, custom).hex()}",
            "time": datetime.fromtimestamp(head.time, UTC).isoformat(),
            "account": {**who, "id": head.account, "org": head.org, "key": head.key},
            "client": {
                "ip": head.ip,
                "user_agent": head.user_agent,
                "ja4": head.ja4,
                "holder": head.holder,
            },
            "session": known.get("session"),
            "request": request | {"batch_id": batch},
            "response": response,
            "usage": {k: v for k, v in reply.usage.items() if type(v) is int} if reply else {},
        }
        return encoded(line if self._text else without_text(line))


def custom_hash(custom_id: str) -> bytes:
    """Return what a request is known by within its batch; its id may hold what people wrote."""
    return hashlib.blake2b(custom_id.encode("utf-8", "replace"), digest_size=16).digest()


def _hash(batch: str, custom: bytes) -> bytes:
    return hashlib.blake2b(
        custom, key=batch.encode("utf-8", "replace")[:64], digest_size=16
    ).digest()


def _short(value: Any) -> str | None:
    return value[:64] if isinstance(value, str) and value else None


def batch_objects(body: bytes) -> list[dict[str, Any]]:
    """Return the batches that a reply describes: itself, or those of a list."""
    found = object_of(body)
    if found is None:
        return []
    listed = found.get("data")
    made = listed if isinstance(listed, list) else [found]
    return [b for b in made[:1000] if isinstance(b, dict) and isinstance(b.get("id"), str)]


_head = msgspec.msgpack.Decoder(Head)


def packed_head(head: Head) -> bytes:
    """Return a head as it is stored: without its target, where some put keys."""
    return msgspec.msgpack.encode(msgspec.structs.replace(head, target="", kind=None))


def read_head(packed: bytes) -> Head:
    """Return a head that was stored."""
    return _head.decode(packed)
