"""What OpenAI's endpoints share."""

from __future__ import annotations

from typing import Any

from stillwatch.gateway.dialects.base import inside, picked


def asked(body: dict[str, Any]) -> dict[str, Any]:
    """Return the fields of a request that the log names as the API does."""
    return picked(
        body, "model", "temperature", "top_p", "n", "seed", "logprobs", "stream",
        "safety_identifier", "user", "metadata",
    )  # fmt: skip


def used(usage: Any) -> dict[str, Any]:
    """Return `usage.*`, whichever of its two ages' names the API uses."""

    def first(*paths: tuple[str, ...]) -> Any:
        return next((v for p in paths if (v := inside(usage, *p)) is not None), None)

    return {
        "input_tokens": first(("prompt_tokens",), ("input_tokens",)),
        "output_tokens": first(("completion_tokens",), ("output_tokens",)),
        "reasoning_tokens": first(
            ("completion_tokens_details", "reasoning_tokens"),
            ("output_tokens_details", "reasoning_tokens"),
        ),
        # counted within the input already
        "cache_read_input_tokens": first(
            ("prompt_tokens_details", "cached_tokens"), ("input_tokens_details", "cached_tokens")
        ),
    }
