"""Response bodies in the forms of model providers, and of Bedrock's Converse, whole or as events.

Source: Bedrock's user guide, its pages on Converse and on each provider's inference parameters, and
the references of Anthropic's Messages, and OpenAI's Chat Completions and Responses.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import msgspec

from stillwatch.ingest.columns import as_int
from stillwatch.ingest.failure import failure_of

_STOPS = ("stopReason", "stop_reason", "finish_reason", "completionReason")
_CHOICES = ("results", "outputs", "choices", "generations")
_METRICS = "amazon-bedrock-invocationMetrics"
_GUARD = "amazon-bedrock-guardrailAction"
INTERVENED = "guardrail_intervened"
"""What Converse gives as the reason where a guardrail blocked or masked; here of all models."""
_CACHED = ("input_tokens", "cache_read_input_tokens", "cache_creation_input_tokens")
_SPOKEN = "response.output_text.delta"
_THOUGHTS = re.compile(r"(?:\s*<(reasoning|think)>.*?</\1>)+\s*", re.DOTALL)


class Reply(msgspec.Struct):
    """What a model returned; null where the body does not say."""

    text: str | None = None
    """The answer without what the model reasoned; the answers of several choices are joined."""
    stop: Any = None
    """Why it ended."""
    status: str | None = None
    """What went wrong, of a stream that broke off or a response that failed."""
    model: Any = None
    """The model as the body names it."""
    latency_ms: Any = None
    input_tokens: int | None = None
    output_tokens: int | None = None
    reasoning_tokens: int | None = None


def read_reply(body: Any) -> Reply:
    """Read a response body: an object, its JSON text, or the list of a stream's events.

    Parameters
    ----------
    body
        Decoded; whatever else it is gives a reply of nulls.
    """
    reply, pieces = Reply(), list[str]()
    for event in body if isinstance(body, list) else [body]:
        event = event if isinstance(event, dict) else as_object(event)
        if event:
            _read(event, reply, pieces)
    said = "".join(pieces)
    reply.text = (_answer(said) if said else None) or None
    return reply


def _answer(said: str) -> str:
    """Return a reply without the reasoning that stands in tags before the answer.

    gpt-oss and DeepSeek-R1 return it so through InvokeModel, R1 with the first tag in the prompt.
    """
    if "</" not in said:
        return said
    if found := _THOUGHTS.match(said):
        return said[found.end() :]
    before, end, after = said.partition("</think>")
    return after.lstrip() if end and "<think>" not in before else said


def _read(body: dict[str, Any], reply: Reply, pieces: list[str]) -> None:
    """Add one body or event to a reply, and its text to the pieces."""
    kind = body.get("type")
    if isinstance(kind, str) and kind.startswith("response."):
        _read_event(kind, body, reply, pieces)
        return
    delta = first_object(body, "delta", "contentBlockDelta", "messageStop")
    inner = (first_object(delta, "delta") or delta) if delta else {}
    output = body.get("output")
    message = first_object(output if isinstance(output, dict) else body, "message") or {}
    contents = [message.get("content"), body.get("content"), inner.get("text")]
    contents.append(first(body, "generation", "outputText", "completion", "text"))
    stop = first(body, *_STOPS) or first(inner, *_STOPS)
    for choice in _choices(body):
        inside = first_object(choice, "message", "delta") or choice
        contents.append(first(inside, "outputText", "text", "content"))
        stop = stop or first(choice, *_STOPS)
    if isinstance(output, list):  # of the Responses API
        contents += [item.get("content") for item in output if isinstance(item, dict)]
    for content in contents:
        if content:
            pieces += _texts(content)
    if delta is None or stop or _GUARD in body:
        _close(body, message, stop, reply)


def _close(body: dict[str, Any], message: dict[str, Any], stop: Any, reply: Reply) -> None:
    """Read what a body says beside its text: events of mere text are spared this."""
    if body.get(_GUARD) == "INTERVENED":
        stop = INTERVENED
    reply.stop = reply.stop if reply.stop == INTERVENED else stop or reply.stop
    reply.status = _broken(body) or reply.status
    reply.model = first(message, "model") or body.get("model") or reply.model
    # `metadata` is the last event of ConverseStream, and of Nova's streams
    for of in (message, body, body.get("metadata")):
        if isinstance(of, dict):
            _measure(of, reply)
    if body.get("object") == "response":
        reason = first_object(body, "incomplete_details") or {}
        reply.stop = first(reason, "reason") or body.get("status")


def _measure(of: dict[str, Any], reply: Reply) -> None:
    """Take tokens and latency of what has them: the last ones are a stream's sums."""
    for name in ("usage", "metrics", _METRICS):
        if isinstance(found := of.get(name), dict):
            took = first(found, "latencyMs", "invocationLatency")
            reply.latency_ms = reply.latency_ms if took is None else took
            _count(found, reply)


def _count(usage: dict[str, Any], reply: Reply) -> None:
    """Take the numbers of tokens, however they are called."""
    asked = first(usage, "inputTokens", "input_tokens", "prompt_tokens", "inputTokenCount")
    made = first(usage, "outputTokens", "output_tokens", "completion_tokens", "outputTokenCount")
    details = first_object(usage, "output_tokens_details", "completion_tokens_details") or {}
    thought = as_int(details.get("reasoning_tokens"))
    if asked is not None and asked is usage.get("input_tokens"):  # Anthropic counts these apart
        asked = sum(n for name in _CACHED if (n := as_int(usage.get(name))) is not None)
    reply.input_tokens = reply.input_tokens if asked is None else as_int(asked)
    reply.output_tokens = reply.output_tokens if made is None else as_int(made)
    reply.reasoning_tokens = reply.reasoning_tokens if thought is None else thought


def _read_event(kind: str, body: dict[str, Any], reply: Reply, pieces: list[str]) -> None:
    """Read an event of the Responses API: text comes piece by piece, and once more as a whole."""
    if kind == _SPOKEN:
        pieces += _texts(body.get("delta"))
    elif whole := first_object(body, "response"):
        _read({**whole, "object": "response"}, reply, [] if pieces else pieces)
        _close(body, {}, reply.stop, reply)


def _broken(body: dict[str, Any]) -> str | None:
    """Return the name of the error that an event or a body is, such as `throttlingException`."""
    if isinstance(body.get("error"), dict):
        return failure_of(body)
    if body.get("object") == "response" and body.get("status") == "failed":
        return "failed"
    return next((name for name in body if name.endswith("Exception")), None)


def _choices(body: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for name in _CHOICES:
        if isinstance(found := body.get(name), list):
            yield from (choice for choice in found if isinstance(choice, dict))


def _texts(content: Any) -> list[str]:
    """Return the texts of content: a text, or parts, those with citations among them."""
    if isinstance(content, str):
        return [content]
    found: list[str] = []
    for part in content if isinstance(content, list) else ():
        if not isinstance(part, dict):
            continue
        if isinstance(text := part.get("text"), str):
            found.append(text)
        elif isinstance(cited := part.get("citationsContent"), dict):
            found += [p["text"] for p in _parts(cited) if isinstance(p.get("text"), str)]
    return found


def _parts(of: dict[str, Any]) -> list[dict[str, Any]]:
    inner = of.get("content")
    return [p for p in inner if isinstance(p, dict)] if isinstance(inner, list) else []


def first(of: dict[str, Any], *names: str) -> Any:
    """Return the first of some values of an object that is there."""
    return next((of[name] for name in names if of.get(name) is not None), None)


def first_object(of: dict[str, Any], *names: str) -> dict[str, Any] | None:
    """Return the first of some values of an object that is an object."""
    return next((of[name] for name in names if isinstance(of.get(name), dict)), None)


def as_object(body: Any) -> dict[str, Any]:
    """Return a body that was logged as text; empty where it is no JSON object."""
    if isinstance(body, str) and body[:1] == "{":
        try:
            decoded = msgspec.json.decode(body)
        except (msgspec.MsgspecError, RecursionError, UnicodeEncodeError):
            return {}
        return decoded if isinstance(decoded, dict) else {}
    return {}
