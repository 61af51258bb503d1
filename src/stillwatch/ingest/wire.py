"""The exchange as it stands on the wire: typed structs that msgspec decodes a JSON line into.

Only fields of SCHEMA.md (and their usual aliases) are decoded; all others are skipped without
being built. Types are what well-kept logs carry; a line that departs from them takes the slower
way of `stillwatch.ingest.lenient`, which ends in the same structs.
"""

from __future__ import annotations

from typing import Any, Literal

import msgspec

from stillwatch.ingest.bounds import crowded

Text = str | list["Part | str"] | None
"""A string, or content parts."""


class Part(msgspec.Struct, gc=False):
    """One content part of OpenAI's or Anthropic's APIs."""

    type: str | None = None
    text: str | None = None
    content: str | list[Part | str] | None = None
    """What a tool returned, in Anthropic's `tool_result`."""


class Message(msgspec.Struct, gc=False):
    """One message, or one item of a Responses input or output."""

    role: str | None = None
    content: str | list[Part | str] | None = None
    type: str | None = None
    output: str | list[Part | str] | None = None
    """What a tool returned, in Responses' `function_call_output`."""
    text: str | None = None
    message: Message | None = None
    """The message of a choice, where all choices are listed."""


class Account(msgspec.Struct, gc=False, frozen=True):
    """`account.*`."""

    id: str | int
    end_user: str | int | None = None
    org: str | int | None = None
    key: str | int | None = None
    created: str | int | float | None = None
    country: str | None = None
    plan: str | None = None
    verified: bool | None = None
    payment: str | int | None = None
    email_domain: str | None = None


class Client(msgspec.Struct, gc=False, frozen=True):
    """`client.*`."""

    ip: str | None = None
    asn: int | str | None = None
    country: str | None = None
    user_agent: str | None = None
    ja4: str | None = None
    holder: str | None = None


class Request(msgspec.Struct, gc=False, frozen=True):
    """`request.*`, scalars first: their order is that of `SCHEMA`."""

    endpoint: str | None = None
    model: str | None = None
    previous_response_id: str | None = None
    batch_id: str | int | None = None
    temperature: float | None = None
    top_p: float | None = None
    max_tokens: int | None = None
    n: int | None = None
    seed: int | None = None
    logprobs: bool | int | None = None
    stream: bool | None = None
    reasoning: msgspec.Raw | None = None
    tools: msgspec.Raw | None = None
    messages: list[Message] | None = None
    system: str | list[Part | str] | None = None
    instructions: str | list[Part | str] | None = None
    input: str | list[Message | str] | None = None
    prompt: str | list[str] | None = None
    max_completion_tokens: int | None = None
    max_output_tokens: int | None = None
    safety_identifier: str | int | None = None
    user: str | int | None = None
    metadata: msgspec.Raw | None = None


class Response(msgspec.Struct, gc=False, frozen=True):
    """`response.*`."""

    model: str | None = None
    status: str | int | None = None
    finish_reason: str | None = None
    latency_ms: float | None = None
    content: str | list[Part | str] | None = None
    output: str | list[Message | str] | None = None


class Usage(msgspec.Struct, gc=False, frozen=True):
    """`usage.*`."""

    input_tokens: int | None = None
    output_tokens: int | None = None
    reasoning_tokens: int | None = None


class Exchange(msgspec.Struct, gc=False):
    """One line of the log."""

    id: str | int
    time: str | int | float
    account: Account
    request: Request
    client: Client | None = None
    response: Response | None = None
    usage: Usage | None = None
    session: str | int | None = None
    content_state: Literal["full", "redacted", "hashed", "absent"] | None = None


NO_CLIENT, NO_RESPONSE, NO_USAGE = Client(), Response(), Usage()

KNOWN: dict[str, frozenset[str] | None] = {
    "id": None,
    "time": None,
    "session": None,
    "content_state": None,
    "enforcement": None,  # what the gateway did: nothing that an audit may learn from
    "account": frozenset(Account.__struct_fields__),
    "client": frozenset((*Client.__struct_fields__, "holder")),
    "request": frozenset((*Request.__struct_fields__, "custom_id")),
    "response": frozenset((*Response.__struct_fields__, "id", "reasoning")),
    "usage": frozenset(
        (*Usage.__struct_fields__, "cache_read_input_tokens", "cache_creation_input_tokens")
    ),
}
"""Names that SCHEMA.md knows at the top and inside each object; the rest counts as unknown."""

PASSED_OVER = frozenset(
    {"enforcement", "request.custom_id", "response.id", "response.reasoning"}
    | {"usage.cache_read_input_tokens", "usage.cache_creation_input_tokens"}
)
"""Those of them, dotted, that nothing is made of yet."""

READ_AS = {
    "request.system": "request.messages",
    "request.instructions": "request.messages",
    "request.input": "request.messages",
    "request.prompt": "request.messages",
    "request.max_completion_tokens": "request.max_tokens",
    "request.max_output_tokens": "request.max_tokens",
    "request.safety_identifier": "account.end_user",
    "request.user": "account.end_user",
    "request.metadata": "account.end_user",
    "response.output": "response.content",
}
"""Those that are read as another of them."""

decode = msgspec.json.Decoder(Exchange).decode
decode_any = msgspec.json.Decoder(Any).decode


def decoded(value: Any) -> Any:
    """Decode JSON text that stands for a list or an object; all else is returned as it is.

    Columns of strings hold lists so, and logs that were exported from them.
    """
    if isinstance(value, str) and value.lstrip()[:1] in ("[", "{"):
        try:
            data = value.encode()
            return value if crowded(data) else decode_any(data)
        except (msgspec.MsgspecError, RecursionError, UnicodeEncodeError):
            pass
    return value
