"""OpenAI's `embeddings`."""

from __future__ import annotations

from typing import Any

from stillwatch.gateway.dialects._hardening import Fields
from stillwatch.gateway.dialects._openai import asked, used
from stillwatch.gateway.dialects.base import Assembly, Dialect, Reply, picked
from stillwatch.gateway.dialects.openai_completions import prompt
from stillwatch.respond.decisions.model import Hardening


class OpenAiEmbeddings(Dialect):
    """OpenAI's `embeddings`. The vectors themselves are not logged."""

    name = "openai_embeddings"
    endpoint = "embeddings"
    family = "openai"
    path = ("embeddings",)
    generates = False

    def request(self, body: dict[str, Any]) -> dict[str, Any]:
        """See `Dialect.request`."""
        return asked(body) | prompt(body.get("input"))

    def harden(self, fields: Fields, to: Hardening) -> None:
        """See `Dialect.harden`; there is nothing to take out."""

    def reply(self, body: dict[str, Any]) -> Reply:
        """See `Dialect.reply`."""
        return Reply(picked(body, "model"), used(body.get("usage")))

    def assembly(self) -> Assembly:
        """See `Dialect.assembly`; embeddings are not streamed."""
        return _Nothing()


class _Nothing(Assembly):
    def feed(self, name: str, data: dict[str, Any]) -> None:
        pass

    def body(self) -> dict[str, Any]:
        return {}
