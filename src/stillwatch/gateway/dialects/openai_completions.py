"""OpenAI's `completions`."""

from __future__ import annotations

from typing import Any

from stillwatch.gateway.dialects._hardening import Fields, cap, drop
from stillwatch.gateway.dialects._openai import asked, used
from stillwatch.gateway.dialects.base import (
    PARTS_LIMIT,
    Assembly,
    Dialect,
    Reply,
    Text,
    objects,
    picked,
)
from stillwatch.respond.decisions.model import Hardening


class OpenAiCompletions(Dialect):
    """OpenAI's `completions`, streamed or not. Prompts given as token numbers carry no text."""

    name = "openai_completions"
    endpoint = "completions"
    family = "openai"
    path = ("completions",)
    asks_usage = True

    def request(self, body: dict[str, Any]) -> dict[str, Any]:
        """See `Dialect.request`."""
        return asked(body) | picked(body, "max_tokens") | prompt(body.get("prompt"))

    def harden(self, fields: Fields, to: Hardening) -> None:
        """See `Dialect.harden`. Without a bound, replies are short by themselves."""
        if not to.logprobs:
            drop(fields, "logprobs", "top_logprobs", "prompt_logprobs", "logit_bias")
        for name in ("n", "best_of"):
            cap(fields, name, to.max_choices)
        if to.max_tokens is not None:
            cap(fields, "max_tokens", to.max_tokens)

    def reply(self, body: dict[str, Any]) -> Reply:
        """See `Dialect.reply`."""
        choices = objects(body.get("choices"))
        first = choices[0] if choices else {}
        response = picked(body, "id", "model") | picked(first, "finish_reason")
        if len(choices) > 1:
            response["output"] = [picked(c, "index", "text", "finish_reason") for c in choices]
        else:
            response["content"] = first.get("text")
        return Reply(response, used(body.get("usage")))

    def assembly(self) -> Assembly:
        """See `Dialect.assembly`."""
        return _Chunks()


def prompt(given: Any) -> dict[str, Any]:
    """Return a prompt, or prompts, as far as they are text."""
    if isinstance(given, list):
        given = [item for item in given if isinstance(item, str)] or None
    return {"prompt": given} if isinstance(given, (str, list)) else {}


class _Chunks(Assembly):
    def __init__(self) -> None:
        self._head: dict[str, Any] = {}
        self._texts: dict[int, Text] = {}
        self._finish: dict[int, Any] = {}

    def feed(self, name: str, data: dict[str, Any]) -> None:
        self._head |= picked(data, "id", "model", "usage")
        for choice in objects(data.get("choices")):
            at = choice.get("index", 0)
            if not isinstance(at, int) or (
                at not in self._texts and len(self._texts) >= PARTS_LIMIT
            ):
                continue
            self._texts.setdefault(at, Text()).add(choice.get("text"))
            self._finish[at] = choice.get("finish_reason") or self._finish.get(at)

    def body(self) -> dict[str, Any]:
        return self._head | {
            "choices": [
                {"index": at, "text": text.whole(), "finish_reason": self._finish[at]}
                for at, text in sorted(self._texts.items())
            ]
        }
