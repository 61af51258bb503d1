"""OpenAI's `responses`."""

from __future__ import annotations

from typing import Any

from stillwatch.gateway.dialects._hardening import Fields, cap, drop, put, spelled, value_of
from stillwatch.gateway.dialects._openai import asked, used
from stillwatch.gateway.dialects.base import (
    Assembly,
    Dialect,
    Reply,
    Text,
    inside,
    objects,
    picked,
)
from stillwatch.respond.decisions.model import Hardening

_PLAIN = ("effort", "mode", "context")  # of `reasoning`, what shows nothing
_ENDS = ("response.completed", "response.incomplete", "response.failed")


class OpenAiResponses(Dialect):
    """OpenAI's `responses`, streamed or not; `instructions` become a first system message."""

    name = "openai_responses"
    endpoint = "responses"
    family = "openai"
    path = ("responses",)

    def request(self, body: dict[str, Any]) -> dict[str, Any]:
        """See `Dialect.request`."""
        made = asked(body) | picked(body, "previous_response_id", "reasoning", "tools")
        made["max_tokens"] = body.get("max_output_tokens")
        given, told = body.get("input"), body.get("instructions")
        if isinstance(given, str):
            given = [{"role": "user", "content": given}]
        messages = [{"role": "system", "content": told}] if told else []
        made["messages"] = [*messages, *objects(given)]
        talk = body.get("conversation")
        made["session"] = talk if isinstance(talk, str) else inside(talk, "id")
        return made

    def harden(self, fields: Fields, to: Hardening) -> None:
        """See `Dialect.harden`. Sealed reasoning is not handed out either."""
        hidden = set[str]()
        if not to.logprobs:
            drop(fields, "top_logprobs", "logprobs")
            hidden.add("message.output_text.logprobs")
        if to.max_tokens is not None and not cap(fields, "max_output_tokens", to.max_tokens):
            put(fields, "max_output_tokens", to.max_tokens)
        if not to.reasoning:
            hidden.add("reasoning.encrypted_content")
            for given in spelled(fields, "reasoning"):
                asked_for = value_of(fields[given])
                if isinstance(asked_for, dict):
                    kept = {k: v for k, v in asked_for.items() if k.strip().lower() in _PLAIN}
                    put(fields, given, kept)
        for given in spelled(fields, "include"):
            listed = value_of(fields[given])
            if isinstance(listed, list):
                shown = [n for n in listed if str(n).strip().lower() not in hidden]
                put(fields, given, shown)

    def reply(self, body: dict[str, Any]) -> Reply:
        """See `Dialect.reply`. Tool calls and the like stand in `response.output`."""
        texts: list[str] = []
        thoughts: list[str] = []
        others = []
        for item in objects(body.get("output")):
            kind = item.get("type")
            if kind == "message":
                for part in objects(item.get("content")):
                    said = part.get("text") or part.get("refusal")
                    texts += [said] if isinstance(said, str) else []
            elif kind == "reasoning":
                parts = objects(item.get("summary")) + objects(item.get("content"))
                thoughts += [p["text"] for p in parts if isinstance(p.get("text"), str)]
            else:
                others.append(item)
        response = picked(body, "id", "model")
        response["finish_reason"] = inside(body, "incomplete_details", "reason") or body.get(
            "status"
        )
        response["content"] = "\n".join(texts) if texts else None
        response["reasoning"] = "\n".join(thoughts) if thoughts else None
        response["output"] = others or None
        return Reply(response, used(body.get("usage")))

    def assembly(self) -> Assembly:
        """See `Dialect.assembly`."""
        return _Events()


class _Events(Assembly):
    """The last event holds the whole; until it came, text and finished items are put together."""

    def __init__(self) -> None:
        self._head: dict[str, Any] = {}
        self._whole: dict[str, Any] | None = None
        self._text = Text()
        self._items: list[dict[str, Any]] = []

    def feed(self, name: str, data: dict[str, Any]) -> None:
        kind = data.get("type") or name
        response = data.get("response")
        if kind == "response.output_text.delta":
            self._text.add(data.get("delta"))
        elif kind == "response.output_item.done" and isinstance(data.get("item"), dict):
            if data["item"].get("type") not in ("message", "reasoning") and len(self._items) < 1024:
                self._items.append(data["item"])
        elif kind in _ENDS and isinstance(response, dict):
            self._whole = response
        elif kind == "response.created" and isinstance(response, dict):
            self._head = picked(response, "id", "model", "status")

    def body(self) -> dict[str, Any]:
        if self._whole is not None:
            return self._whole
        said = {"type": "message", "content": [{"text": self._text.whole()}]}
        return self._head | {"output": [said, *self._items]}
