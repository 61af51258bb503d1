"""The slow way from a JSON line to an exchange: for lines that depart from the usual types.

What is readable is read; a field of an impossible type is left out; only a line without its
required fields, or that is no JSON object at all, is malformed.
"""

from __future__ import annotations

import json
from typing import Any

import msgspec

from stillwatch.ingest import wire
from stillwatch.ingest.columns import as_bool, as_float, as_int, as_text
from stillwatch.ingest.wire import Message, Part

_DEPTH = 40
"""Content parts nested deeper than this are not read."""


class NotAnExchange(Exception):
    """A line is malformed; the message says why without quoting it."""


def decode_line(line: bytes) -> dict[str, Any]:
    """Decode a line to a dictionary.

    Raises
    ------
    NotAnExchange
        It is not valid UTF-8, not JSON, nested beyond reason, or not an object.
    """
    try:
        value = wire.decode_any(line)
    except UnicodeDecodeError:
        raise NotAnExchange("not valid UTF-8") from None
    except RecursionError:
        raise NotAnExchange("nested too deeply") from None
    except msgspec.DecodeError:
        value = _decode_leniently(line)
    if not isinstance(value, dict):
        raise NotAnExchange("not a JSON object")
    return value


def _decode_leniently(line: bytes) -> Any:
    """Decode with unpaired surrogate escapes and numbers beyond a double's range allowed.

    JavaScript's cut strings have the former. To call such lines malformed would let a caller
    hide an exchange by half an emoji.
    """
    try:
        return json.loads(line.decode(), parse_constant=_refuse)
    except UnicodeDecodeError:
        raise NotAnExchange("not valid UTF-8") from None
    except RecursionError:
        raise NotAnExchange("nested too deeply") from None
    except ValueError:
        pass
    raise NotAnExchange("not valid JSON")


def _refuse(constant: str) -> Any:
    raise ValueError(constant)


def to_exchange(line: dict[str, Any]) -> wire.Exchange:
    """Build an exchange from a dictionary shaped like SCHEMA.md, as far as it can be read.

    Raises
    ------
    NotAnExchange
        A required field is missing.
    """
    account, request = line.get("account"), line.get("request")
    if not isinstance(account, dict):
        raise NotAnExchange("required field account.id is missing or empty")
    if not isinstance(request, dict):
        raise NotAnExchange("required field request.model is missing or empty")
    time = line.get("time")
    return wire.Exchange(
        id=_text(line, "id") or "",
        time=time if isinstance(time, (str, int, float)) and not isinstance(time, bool) else "",
        account=_account(account),
        request=_request(request),
        client=_client(line.get("client")),
        response=_response(line.get("response")),
        usage=_usage(line.get("usage")),
        session=_text(line, "session"),
        content_state=_text(line, "content_state"),
    )


def _account(raw: dict[str, Any]) -> wire.Account:
    created = raw.get("created")
    fields = ("end_user", "org", "key", "country", "plan", "payment", "email_domain")
    return wire.Account(
        id=_text(raw, "id") or "",
        created=created if isinstance(created, (str, int, float)) else None,
        verified=as_bool(raw.get("verified")),
        **{name: _text(raw, name) for name in fields},
    )


def _client(raw: Any) -> wire.Client | None:
    if not isinstance(raw, dict):
        return None
    fields = ("ip", "country", "user_agent", "ja4")
    return wire.Client(asn=as_int(raw.get("asn")), **{name: _text(raw, name) for name in fields})


def _request(raw: dict[str, Any]) -> wire.Request:
    prompt = raw.get("prompt")
    if isinstance(prompt, list):  # prompts given as token numbers carry no text
        prompt = [item for item in prompt if isinstance(item, str)]
    return wire.Request(
        endpoint=_text(raw, "endpoint"),
        model=_text(raw, "model"),
        previous_response_id=_text(raw, "previous_response_id"),
        batch_id=_text(raw, "batch_id"),
        max_tokens=as_int(raw.get("max_tokens")),
        max_completion_tokens=as_int(raw.get("max_completion_tokens")),
        max_output_tokens=as_int(raw.get("max_output_tokens")),
        n=as_int(raw.get("n")),
        seed=as_int(raw.get("seed")),
        temperature=as_float(raw.get("temperature")),
        top_p=as_float(raw.get("top_p")),
        logprobs=as_bool(raw.get("logprobs")),
        stream=as_bool(raw.get("stream")),
        reasoning=_raw(raw.get("reasoning")),
        tools=_raw(raw.get("tools")),
        messages=_messages(raw.get("messages")),
        system=to_content(raw.get("system")),
        instructions=to_content(raw.get("instructions")),
        input=_items(raw.get("input")),
        prompt=prompt if isinstance(prompt, (str, list)) else None,
    )


def _response(raw: Any) -> wire.Response | None:
    if not isinstance(raw, dict):
        return None
    return wire.Response(
        latency_ms=as_float(raw.get("latency_ms")),
        content=to_content(raw.get("content")),
        output=_items(raw.get("output")),
        **{name: _text(raw, name) for name in ("model", "status", "finish_reason")},
    )


def _usage(raw: Any) -> wire.Usage | None:
    if not isinstance(raw, dict):
        return None
    return wire.Usage(**{name: as_int(raw.get(name)) for name in wire.Usage.__struct_fields__})


def _text(raw: dict[str, Any], name: str) -> str | None:
    return as_text(raw.get(name))


def _raw(value: Any) -> msgspec.Raw | None:
    return None if value is None else msgspec.Raw(msgspec.json.encode(value))


def _messages(raw: Any) -> list[Message] | None:
    if isinstance(raw, dict):
        raw = [raw]
    return [to_message(item) for item in raw] if isinstance(raw, list) else None


def _items(raw: Any) -> str | list[Message | str] | None:
    if isinstance(raw, str) or raw is None:
        return as_text(raw)
    items = raw if isinstance(raw, list) else [raw]
    return [as_text(item) or "" if isinstance(item, str) else to_message(item) for item in items]


def to_message(raw: Any, depth: int = 0) -> Message:
    """Read one message, item or choice, whatever its shape."""
    if not isinstance(raw, dict):
        return Message(content=as_text(raw))
    inner = raw.get("message")
    return Message(
        role=_text(raw, "role"),
        content=to_content(raw.get("content"), depth),
        type=_text(raw, "type"),
        output=to_content(raw.get("output"), depth),
        text=_text(raw, "text"),
        message=to_message(inner, depth + 1) if inner is not None and depth < _DEPTH else None,
    )


def to_content(raw: Any, depth: int = 0) -> str | list[Part | str] | None:
    """Read content: a string, a list of parts, or one part."""
    if raw is None or isinstance(raw, str):
        return as_text(raw)
    if depth >= _DEPTH or not isinstance(raw, (list, dict)):
        return None
    parts: list[Part | str] = []
    for item in raw if isinstance(raw, list) else [raw]:
        if isinstance(item, str):
            parts.append(as_text(item) or "")
        elif isinstance(item, dict):
            text = item.get("text")
            if isinstance(text, dict):  # the Assistants API wraps text once more
                text = text.get("value")
            parts.append(
                Part(
                    as_text(item.get("type")),
                    as_text(text),
                    to_content(item.get("content"), depth + 1),
                )
            )
    return parts
