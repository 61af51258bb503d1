"""The whole body of a call's request, or of its response, in a form that model APIs speak.

What a log keeps may be an object, its text, the text of a stream's events, or base64 of a text.
The forms are OpenAI's (chat, completions, responses), Anthropic's, Gemini's, those of Bedrock's
models, and of serving containers; errors are those that `stillwatch.ingest.failure` knows.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import msgspec

from stillwatch.ingest import serving, wire
from stillwatch.ingest.columns import as_text
from stillwatch.ingest.failure import failure_of
from stillwatch.ingest.lenient import to_prompt
from stillwatch.ingest.paths import unpacked
from stillwatch.ingest.provider_reply import read_reply
from stillwatch.ingest.provider_request import read_request

BODIES = ("request.body", "response.body")
"""Names that a map has for them."""
NULL = {"request.body": "request.body: null", "response.body": "response.body: null"}
"""What a map counts among unreadable fields, until they are told apart, of bodies that are null."""
NO_TEXT = "calls that generate no text"
_EMBEDDED = ("embedding", "embeddings", "images", "artifacts")
"""What replies of models hold that generate no text."""


class Told(NamedTuple):
    """What a response's body says."""

    response: wire.Response
    usage: wire.Usage


def read_asked(raw: Any) -> wire.Request | None:
    """Read a request's body; null where it is of no known form."""
    body = serving.request_of(unpacked(raw) if isinstance(raw, str) else raw)
    asked = read_request(body, "", as_text(body.get("model")))
    if isinstance(prompts := body.get("prompt"), list):
        asked = msgspec.structs.replace(asked, prompt=to_prompt(prompts))
    known = (asked.messages, asked.prompt, asked.input)
    return asked if any(part is not None for part in known) else None


def read_told(raw: Any) -> Told | str | None:
    """Read a response's body.

    Null where it is of no known form; why it is no exchange, where it holds no text.
    """
    body = unpacked(raw) if isinstance(raw, str) else raw
    if _embeds(body):
        return NO_TEXT
    reply = read_reply(pieces := serving.reply_of(body))
    if reply.text is None and reply.status is None:  # what broke off after some text has said so
        errors = (failure_of(piece) for piece in pieces if isinstance(piece, dict))
        reply.status = next(filter(None, errors), None)
    told = Told(
        wire.Response(
            model=as_text(reply.model),
            status=reply.status,
            finish_reason=as_text(reply.stop),
            latency_ms=reply.latency_ms,
            content=reply.text,
        ),
        wire.Usage(reply.input_tokens, reply.output_tokens, reply.reasoning_tokens),
    )
    known = (*msgspec.structs.astuple(told.response), *msgspec.structs.astuple(told.usage))
    return told if any(part is not None for part in known) else None


def _embeds(body: Any) -> bool:
    if not isinstance(body, dict):
        return False
    data = body.get("data")
    row = data[0] if isinstance(data, list) and data else None
    return any(body.get(name) for name in _EMBEDDED) or (
        isinstance(row, dict) and any(name in row for name in ("embedding", "b64_json"))
    )
