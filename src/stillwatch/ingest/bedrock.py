"""Amazon Bedrock's `ModelInvocationLog`, as it is delivered to S3 or CloudWatch.

Source: the user guide's page on model invocation logging, and the request and response bodies of
the model providers. Bodies above 100 kB are delivered apart: see `stillwatch.ingest.bodies`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from stillwatch.ingest import unknown, wire
from stillwatch.ingest.adapter import Adapter
from stillwatch.ingest.base import BLOCK_BYTES, ParsedBlock, RawBlock
from stillwatch.ingest.bodies import with_bodies
from stillwatch.ingest.bytesource import ByteSource
from stillwatch.ingest.columns import as_int
from stillwatch.ingest.lenient import to_content, to_json, to_raw

_TEXT_OPERATIONS = {
    "Converse": "converse",
    "ConverseStream": "converse",
    "InvokeModel": "invoke_model",
    "InvokeModelWithResponseStream": "invoke_model",
    "InvokeModelWithBidirectionalStream": "invoke_model",
    "ChatCompletions": "chat.completions",
    "Responses": "responses",
}
_STREAM = {
    "Converse": False,
    "ConverseStream": True,
    "InvokeModel": False,
    "InvokeModelWithResponseStream": True,
    "InvokeModelWithBidirectionalStream": True,
}
_MORE = "additionalModelRequestFields"
"""What Converse passes on to a model as it is."""
_LIMITS = ("inferenceConfig", "textGenerationConfig")
_TOP_P = ("topP", "top_p", "p")
_MOST = (
    *("maxTokens", "max_tokens", "max_new_tokens", "max_gen_len", "maxTokenCount"),
    "max_completion_tokens",
)
_REASONING = ("thinking", "reasoning_effort", "reasoning_config", "reasoningConfig", "reasoning")
_SETTINGS = frozenset(("temperature", *_TOP_P, *_MOST, *_REASONING))
_ASKED: unknown.Known = {
    **dict.fromkeys((*_SETTINGS, "n", "num_generations", "seed", "stream", "messages", "system")),
    **dict.fromkeys(("preamble", "prompt", "message", "inputText", "tools")),
    **dict.fromkeys(_LIMITS, _SETTINGS),
    "toolConfig": frozenset({"tools"}),
    _MORE: frozenset(_REASONING),
}
"""Names that are read of a request's body."""
_APART = b'"inputBodyS3Path"'
_NO_TEXT = ("embed", "image", "canvas", "rerank", "stable-", "sd3", "reel", "sonic")
"""Parts of the names of models that generate no text."""


class Identity(msgspec.Struct, gc=False):
    """Who called."""

    arn: Any = None


class Input(msgspec.Struct, gc=False, rename="camel"):
    """The request."""

    input_body_json: Any = None
    input_body_s3_path: Any = None
    """Where the body stands, if it is large: `s3://bucket/key`."""
    input_token_count: Any = None
    cache_read_input_token_count: Any = None
    cache_write_input_token_count: Any = None


class Output(msgspec.Struct, gc=False, rename="camel"):
    """The response; a stream's is a list of its events."""

    output_body_json: Any = None
    output_body_s3_path: Any = None
    output_token_count: Any = None


class Invocation(msgspec.Struct, gc=False, rename="camel"):
    """One `ModelInvocationLog`."""

    timestamp: Any = None
    identity: Identity | None = None
    request_id: Any = None
    operation: Any = None
    model_id: Any = None
    input: Input | None = None
    output: Output | None = None
    error_code: Any = None
    status: Any = None


class Bedrock(Adapter):
    """Amazon Bedrock's `ModelInvocationLog`: Converse, and the models' own bodies.

    `account.id` is the caller's ARN (an assumed role with its session's name). `accountId` is the
    AWS account that called, which is the provider's own: it is no customer's organisation, and is
    not read. There is no client address. A firm that calls with one role names the customer in
    `requestMetadata`: `--account-field requestMetadata.tenant`. Tokens from and into the cache are
    added to the input's.
    """

    name = "bedrock"
    priority = 40
    line = Invocation
    signs = (
        frozenset({"schemaType", "modelId", "operation"}),
        frozenset({"accountId", "modelId", "operation", "requestId", "input"}),
    )

    @classmethod
    def known(cls) -> Mapping[str, unknown.Known | None]:
        """Return the names that are read of a record, those within a request's body among them."""
        asked = {**unknown.read_into(Input), "inputBodyJson": _ASKED}
        return {**unknown.read_into(Invocation), "input": asked}

    def blocks(self, source: ByteSource, block_bytes: int = BLOCK_BYTES) -> Iterator[RawBlock]:
        """Cut at newlines, and put bodies that stand apart where they belong."""
        for block in super().blocks(source, block_bytes):
            yield from with_bodies(block, source, block_bytes)

    def parse(self, block: RawBlock) -> ParsedBlock:
        """Parse the lines, and count the requests whose body is not at hand."""
        lines = block.data.split(b"\n") if _APART in block.data else ()
        return super().parse(block)._replace(apart=sum(map(_lacks_body, lines)))

    def exchanges(self, line: Invocation) -> Iterator[wire.Exchange | str]:
        """Yield the exchange of an invocation."""
        if not _generates_text(line):
            yield "calls that generate no text"
            return
        model = line.model_id if isinstance(line.model_id, str) else ""
        call = line.operation if isinstance(line.operation, str) else ""
        asked, got = line.input or Input(), line.output or Output()
        body = asked.input_body_json
        body = body if isinstance(body, dict) else _json(body)
        cached = (asked.cache_read_input_token_count, asked.cache_write_input_token_count)
        reply = _reply(got.output_body_json)
        yield wire.Exchange(
            id=line.request_id,
            time=line.timestamp,
            account=wire.Account(
                id=line.identity.arn if line.identity else None,  # type: ignore[arg-type]
            ),
            request=_request(body, call, _model(model)),
            response=wire.Response(
                status=line.error_code or line.status or "ok",
                finish_reason=reply.stop,
                latency_ms=reply.latency_ms,
                content=reply.text,
            ),
            usage=wire.Usage(_total(asked.input_token_count, *cached), got.output_token_count),
        )


def _generates_text(line: Invocation) -> bool:
    model = line.model_id if isinstance(line.model_id, str) else ""
    name = model.rpartition("/")[2].lower()
    return not any(word in name for word in _NO_TEXT)


def _lacks_body(line: bytes) -> bool:
    """Tell whether a line is of a request whose body stands apart and was not joined to it."""
    if _APART not in line:
        return False
    try:
        read = _decode(line)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return False
    asked = read.input or Input()
    apart = asked.input_body_json is None and asked.input_body_s3_path is not None
    return apart and _generates_text(read)


_decode = msgspec.json.Decoder(Invocation).decode


class _Reply(msgspec.Struct):
    text: str | None = None
    stop: Any = None
    latency_ms: Any = None


def _request(body: dict[str, Any], operation: str, model: str | None) -> wire.Request:
    """Read a request body: Converse, or that of a model's provider."""
    limits = _first_object(body, *_LIMITS) or body
    more = _first_object(body, _MORE) or {}
    thinks = (_first(of, *_REASONING) for of in (body, more, limits))
    messages = body.get("messages")
    message = body.get("message") or body.get("inputText")  # Cohere, Titan
    prompt = body.get("prompt") or message
    return wire.Request(
        endpoint=_TEXT_OPERATIONS.get(operation),
        model=model,
        temperature=limits.get("temperature"),
        top_p=_first(limits, *_TOP_P),
        max_tokens=_first(limits, *_MOST),
        n=_first(body, "n", "num_generations"),
        seed=body.get("seed"),
        stream=_STREAM.get(operation, body.get("stream")),
        reasoning=to_raw(next((setting for setting in thinks if setting is not None), None)),
        tools=to_raw(_tools(body)),
        messages=[_message(m) for m in messages] if isinstance(messages, list) else None,
        system=to_content(_parts(body.get("system") or body.get("preamble"))),
        prompt=prompt if isinstance(prompt, str) else None,
    )


def _model(name: str) -> str | None:
    """Return a model's name; of an ARN the part that names it, the same in every region."""
    return (name.rpartition("/")[2] if name.startswith("arn:") else name) or None


def _message(raw: Any) -> wire.Message:
    if not isinstance(raw, dict):
        return wire.Message("user", raw if isinstance(raw, str) else None)
    role = raw.get("role")
    return wire.Message(
        role if isinstance(role, str) else None, to_content(_parts(raw.get("content")))
    )


def _parts(content: Any) -> Any:
    """Return content with Converse's parts (`{"image": …}`) as typed ones."""
    if not isinstance(content, list):
        return content
    made: list[Any] = []
    for part in content:
        if not isinstance(part, dict) or "type" in part or "text" in part:
            made.append(part)
        elif "image" in part:
            made.append({"type": "image"})
        elif isinstance(result := part.get("toolResult"), dict):
            made.append({"type": "tool_result", "content": _returned(result.get("content"))})
    return made


def _returned(content: Any) -> Any:
    """Return what a tool returned with its objects as JSON text."""
    if not isinstance(content, list):
        return content
    return [
        to_json(part["json"]) if isinstance(part, dict) and part.get("json") is not None else part
        for part in content
    ]


def _tools(body: dict[str, Any]) -> Any:
    config = body.get("toolConfig")
    if isinstance(config, dict) and isinstance(config.get("tools"), list):
        return [t.get("toolSpec", t) if isinstance(t, dict) else t for t in config["tools"]]
    return body.get("tools")


def _reply(body: Any) -> _Reply:
    """Read a response body; the texts of a stream's events are joined."""
    if isinstance(body, list):
        found = [_reply(event) for event in body if isinstance(event, dict)]
        reply = _Reply("".join(r.text for r in found if r.text) or None)
        for part in found:
            reply.stop = part.stop or reply.stop
            reply.latency_ms = part.latency_ms or reply.latency_ms
        return reply
    body = body if isinstance(body, dict) else _json(body)
    metrics = _first_object(body, "metrics", "amazon-bedrock-invocationMetrics") or {}
    message = _first_object(_first_object(body, "output") or {}, "message") or {}
    stop = _first(body, "stopReason", "stop_reason", "finish_reason", "completionReason")
    delta = _first_object(body, "delta", "contentBlockDelta", "messageStop") or {}
    inner = _first_object(delta, "delta") or delta
    stop = stop or _first(inner, "stop_reason", "stopReason")
    pieces: list[str] = []
    for content in (
        message.get("content"),
        body.get("content"),
        inner.get("text"),
        _first(body, "generation", "outputText", "completion", "text"),
    ):
        pieces += _texts(content)
    for name in ("results", "outputs", "choices", "generations"):
        for item in body.get(name) if isinstance(body.get(name), list) else ():
            if isinstance(item, dict):
                inside = _first_object(item, "message", "delta") or item
                pieces += _texts(_first(inside, "outputText", "text", "content"))
                stop = stop or _first(item, "finish_reason", "completionReason", "stop_reason")
    latency = _first(metrics, "latencyMs", "invocationLatency")
    return _Reply("".join(pieces) or None, stop, latency)  # fmt: skip


def _texts(content: Any) -> list[str]:
    if isinstance(content, str):
        return [content]
    parts = content if isinstance(content, list) else ()
    return [p["text"] for p in parts if isinstance(p, dict) and isinstance(p.get("text"), str)]


def _first(of: dict[str, Any], *names: str) -> Any:
    return next((of[name] for name in names if of.get(name) is not None), None)


def _first_object(of: dict[str, Any], *names: str) -> dict[str, Any] | None:
    return next((of[name] for name in names if isinstance(of.get(name), dict)), None)


def _json(body: Any) -> dict[str, Any]:
    """Return a body that was logged as text."""
    if isinstance(body, str) and body[:1] == "{":
        try:
            decoded = msgspec.json.decode(body)
        except (msgspec.MsgspecError, RecursionError, UnicodeEncodeError):
            return {}
        return decoded if isinstance(decoded, dict) else {}
    return {}


def _total(*counts: Any) -> int | None:
    found = [n for count in counts if (n := as_int(count)) is not None]
    return sum(found) if found else None
