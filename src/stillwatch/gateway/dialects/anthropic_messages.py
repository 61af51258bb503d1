"""Anthropic's `messages`."""

from __future__ import annotations

from typing import Any

from stillwatch.gateway.dialects._hardening import Fields, cap, drop, hide_thinking
from stillwatch.gateway.dialects.base import (
    PARTS_LIMIT,
    Assembly,
    Dialect,
    Reply,
    Text,
    inside,
    objects,
    picked,
)
from stillwatch.respond.decisions.model import Hardening

_DELTAS = {"text_delta": "text", "thinking_delta": "thinking", "input_json_delta": "partial_json"}


class AnthropicMessages(Dialect):
    """Anthropic's `messages`, streamed or not; `system` becomes a first system message.

    Tokens from and into the cache are added to the input's. Signatures are not logged.
    """

    name = "anthropic_messages"
    endpoint = "messages"
    family = "anthropic"
    path = ("v1", "messages")

    def request(self, body: dict[str, Any]) -> dict[str, Any]:
        """See `Dialect.request`."""
        made = picked(
            body, "model", "max_tokens", "temperature", "top_p", "stream", "tools", "metadata"
        )
        made["reasoning"] = body.get("thinking")
        system = body.get("system")
        first = [{"role": "system", "content": system}] if system else []
        made["messages"] = [*first, *objects(body.get("messages"))]
        container = body.get("container")
        made["session"] = container if isinstance(container, str) else inside(container, "id")
        return made

    def harden(self, fields: Fields, to: Hardening) -> None:
        """See `Dialect.harden`. Signed thinking in the request's messages is not touched."""
        if not to.logprobs:
            drop(fields, "logprobs", "top_logprobs")
        cap(fields, "n", to.max_choices)
        if to.max_tokens is not None:
            cap(fields, "max_tokens", to.max_tokens)
        if not to.reasoning:
            hide_thinking(fields, to.max_tokens)

    def reply(self, body: dict[str, Any]) -> Reply:
        """See `Dialect.reply`. Tool use and the like stand in `response.output`."""
        blocks = objects(body.get("content"))
        texts = [b["text"] for b in blocks if isinstance(b.get("text"), str)]
        thoughts = [b["thinking"] for b in blocks if isinstance(b.get("thinking"), str)]
        response = picked(body, "id", "model")
        response["finish_reason"] = body.get("stop_reason")
        response["content"] = "".join(texts) if texts else None
        response["reasoning"] = "\n".join(thoughts) if thoughts else None
        plain = ("text", "thinking", "redacted_thinking")
        response["output"] = [b for b in blocks if b.get("type") not in plain] or None
        return Reply(response, _used(body.get("usage")))

    def assembly(self) -> Assembly:
        """See `Dialect.assembly`."""
        return _Events()


def _used(usage: Any) -> dict[str, Any]:
    cached = {
        name: inside(usage, name)
        for name in ("cache_read_input_tokens", "cache_creation_input_tokens")
    }
    given = [inside(usage, "input_tokens"), *cached.values()]
    parts = [value for value in given if isinstance(value, int)]
    return cached | {
        "input_tokens": sum(parts) if parts else None,
        "output_tokens": inside(usage, "output_tokens"),
        "reasoning_tokens": inside(usage, "output_tokens_details", "thinking_tokens"),
    }


class _Events(Assembly):
    def __init__(self) -> None:
        self._message: dict[str, Any] = {}
        self._usage: dict[str, Any] = {}
        self._blocks: dict[int, dict[str, Any]] = {}
        self._texts: dict[int, dict[str, Text]] = {}

    def feed(self, name: str, data: dict[str, Any]) -> None:
        kind = data.get("type") or name
        at = data.get("index")
        if kind == "message_start" and isinstance(message := data.get("message"), dict):
            self._message = picked(message, "id", "model", "role")
            self._use(message.get("usage"))
        elif kind == "message_delta":
            self._message["stop_reason"] = inside(data, "delta", "stop_reason")
            self._use(data.get("usage"))
        elif not isinstance(at, int):
            return
        elif kind == "content_block_start" and len(self._blocks) < PARTS_LIMIT:
            block = data.get("content_block")
            self._blocks[at] = block if isinstance(block, dict) else {}
            self._texts[at] = {}
        elif kind == "content_block_delta" and at in self._texts:
            delta = data.get("delta")
            field = _DELTAS.get(str(inside(delta, "type")))
            if field is not None:
                if field not in self._texts[at]:
                    self._texts[at][field] = text = Text()
                    text.add(self._blocks[at].get(field))
                self._texts[at][field].add(inside(delta, field))

    def _use(self, usage: Any) -> None:
        # those of `message_delta` are running totals
        if isinstance(usage, dict):
            self._usage |= {name: value for name, value in usage.items() if value is not None}

    def body(self) -> dict[str, Any]:
        blocks = []
        for at, block in sorted(self._blocks.items()):
            made = dict(block)
            for field, text in self._texts[at].items():
                if field == "partial_json":
                    made["input"] = text.whole()
                else:
                    made[field] = text.whole()
            blocks.append(made)
        return self._message | {"content": blocks, "usage": self._usage}
