"""The gateway's dialects, and what LiteLLM takes besides: ways around a hardened request."""

from __future__ import annotations

from typing import Any

import msgspec

from stillwatch.gateway.dialects._hardening import Fields, cap, drop, put, spelled, value_of
from stillwatch.gateway.dialects.base import Assembly, Dialect, Reply
from stillwatch.gateway.routes import Routes
from stillwatch.respond.decisions.model import Hardening

_NAMES = {
    "acompletion": "openai_chat", "atext_completion": "openai_completions",
    "anthropic_messages": "anthropic_messages", "aresponses": "openai_responses",
    "aembedding": "openai_embeddings",
}  # fmt: skip
"""Dialects by LiteLLM's kinds of calls."""
_BOUNDS = ("max_tokens", "max_completion_tokens", "max_output_tokens")
_FALLBACKS = ("fallbacks", "context_window_fallbacks", "content_policy_fallbacks")
_fields = msgspec.json.Decoder(dict[str, msgspec.Raw]).decode


class Proxied(Dialect):
    """A dialect as LiteLLM speaks it.

    `extra_body` is merged into what the API is sent, and a fallback may bring parameters of its
    own. `reasoning_effort` shows the reasoning of models of several APIs.

    Parameters
    ----------
    of
        What it is beside that.
    """

    def __init__(self, of: Dialect) -> None:
        self._of = of
        self.name, self.endpoint, self.family = of.name, of.endpoint, of.family  # type: ignore[misc]
        self.path, self.generates, self.asks_usage = of.path, of.generates, of.asks_usage  # type: ignore[misc]

    def request(self, body: dict[str, Any]) -> dict[str, Any]:
        """See `Dialect.request`."""
        return self._of.request(body)

    def harden(self, fields: Fields, to: Hardening) -> None:
        """See `Dialect.harden`."""
        self._of.harden(fields, to)
        self._beside(fields, to)
        for given in spelled(fields, "extra_body"):
            inner = _object(fields[given])
            if inner is None:
                put(fields, given, {})
                continue
            # a bound that is missing here is given outside
            self._of.harden(inner, msgspec.structs.replace(to, max_tokens=None))
            for name in _BOUNDS if to.max_tokens is not None else ():
                cap(inner, name, to.max_tokens or 1)
            self._beside(inner, to)
            put(fields, given, inner)
        for given in spelled(fields, *_FALLBACKS):
            listed = value_of(fields[given])
            several = listed if isinstance(listed, list) else []
            put(fields, given, [name for name in several if isinstance(name, str)])

    def _beside(self, fields: Fields, to: Hardening) -> None:
        if not to.reasoning and self.endpoint != "responses":
            drop(fields, "reasoning_effort")

    def reply(self, body: dict[str, Any]) -> Reply:
        """See `Dialect.reply`."""
        return self._of.reply(body)

    def assembly(self) -> Assembly:
        """See `Dialect.assembly`."""
        return self._of.assembly()


def dialects() -> dict[str, Dialect]:
    """Return the dialects by LiteLLM's kinds of calls; calls of other kinds pass unread."""
    known = Routes().named
    return {kind: Proxied(known[name]) for kind, name in _NAMES.items()}


def _object(raw: msgspec.Raw) -> Fields | None:
    try:
        return _fields(raw)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return None
