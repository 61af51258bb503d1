"""OpenAI's `chat/completions`, and all that speak like it."""

from __future__ import annotations

from typing import Any

from stillwatch.gateway.dialects._hardening import (
    Fields,
    cap,
    drop,
    hide_thinking,
    put,
    spelled,
    value_of,
)
from stillwatch.gateway.dialects._openai import asked, used
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

BOUNDS = ("max_completion_tokens", "max_tokens")
"""Fields that bound a reply, the present one first."""


class OpenAiChat(Dialect):
    """OpenAI's `chat/completions`, streamed or not."""

    name = "openai_chat"
    endpoint = "chat.completions"
    family = "openai"
    path = ("chat", "completions")
    asks_usage = True

    def request(self, body: dict[str, Any]) -> dict[str, Any]:
        """See `Dialect.request`."""
        made = asked(body) | picked(body, "messages", "tools")
        made["max_tokens"] = body.get("max_completion_tokens") or body.get("max_tokens")
        made["reasoning"] = body.get("reasoning_effort") or body.get("reasoning")
        made.setdefault("tools", body.get("functions"))
        return made

    def harden(self, fields: Fields, to: Hardening) -> None:
        """See `Dialect.harden`. Other servers' switches for visible reasoning are known, too.

        `logit_bias` goes with log probabilities: biased replies tell them (Carlini et al. 2024,
        "Stealing part of a production language model").
        """
        if not to.logprobs:
            drop(fields, "logprobs", "top_logprobs", "prompt_logprobs", "logit_bias")
        for name in ("n", "best_of"):
            cap(fields, name, to.max_choices)
        if to.max_tokens is not None:
            several = [cap(fields, name, to.max_tokens) for name in BOUNDS]
            if not any(several):
                put(fields, BOUNDS[0], to.max_tokens)
        if to.reasoning:
            return
        hide_thinking(fields, to.max_tokens)
        for given in spelled(fields, "include_reasoning"):
            put(fields, given, False)
        for given in spelled(fields, "reasoning_format"):
            put(fields, given, "hidden")
        for given in spelled(fields, "reasoning"):
            asked_for = value_of(fields[given])
            if isinstance(asked_for, dict):
                put(fields, given, asked_for | {"exclude": True})

    def reply(self, body: dict[str, Any]) -> Reply:
        """See `Dialect.reply`. Several choices all stand in `response.output`."""
        choices = objects(body.get("choices"))
        first = choices[0] if choices else {}
        message = first.get("message")
        content = inside(message, "content")
        response = picked(body, "id", "model") | picked(first, "finish_reason")
        if len(choices) > 1:
            response["output"] = choices
        elif isinstance(content, list):
            response["content"] = content
        else:
            response["content"] = content or inside(message, "refusal")
            response["output"] = inside(message, "tool_calls")
        response["reasoning"] = inside(message, "reasoning_content") or inside(message, "reasoning")
        return Reply(response, used(body.get("usage")))

    def assembly(self) -> Assembly:
        """See `Dialect.assembly`."""
        return _Chunks()


class _Choice:
    def __init__(self) -> None:
        self.texts = {name: Text() for name in ("content", "refusal", "reasoning_content")}
        self.calls: dict[int, dict[str, Any]] = {}
        self.arguments: dict[int, Text] = {}
        self.finish: Any = None

    def feed(self, delta: dict[str, Any]) -> None:
        self.texts["content"].add(delta.get("content"))
        self.texts["refusal"].add(delta.get("refusal"))
        self.texts["reasoning_content"].add(
            delta.get("reasoning_content") or delta.get("reasoning")
        )
        for call in objects(delta.get("tool_calls")):
            at = call.get("index", 0)
            if not isinstance(at, int) or (at not in self.calls and len(self.calls) >= PARTS_LIMIT):
                continue
            made = self.calls.setdefault(at, {})
            made |= picked(call, "id", "type")
            if name := inside(call, "function", "name"):
                made["name"] = name
            self.arguments.setdefault(at, Text()).add(inside(call, "function", "arguments"))

    def message(self) -> dict[str, Any]:
        made: dict[str, Any] = {"role": "assistant"}
        made |= {name: text.whole() for name, text in self.texts.items()}
        if self.calls:
            made["tool_calls"] = [
                picked(call, "id", "type")
                | {"function": {"name": call.get("name"), "arguments": self.arguments[at].whole()}}
                for at, call in sorted(self.calls.items())
            ]
        return made


class _Chunks(Assembly):
    def __init__(self) -> None:
        self._head: dict[str, Any] = {}
        self._choices: dict[int, _Choice] = {}

    def feed(self, name: str, data: dict[str, Any]) -> None:
        self._head |= picked(data, "id", "model", "usage")
        for choice in objects(data.get("choices")):
            at = choice.get("index", 0)
            if not isinstance(at, int):
                continue
            if at not in self._choices:
                if len(self._choices) >= PARTS_LIMIT:
                    continue
                self._choices[at] = _Choice()
            made = self._choices[at]
            made.finish = choice.get("finish_reason") or made.finish
            if isinstance(delta := choice.get("delta"), dict):
                made.feed(delta)

    def body(self) -> dict[str, Any]:
        return self._head | {
            "choices": [
                {"index": at, "message": choice.message(), "finish_reason": choice.finish}
                for at, choice in sorted(self._choices.items())
            ]
        }
