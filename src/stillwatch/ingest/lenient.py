"""The slow way from a JSON line to an exchange: for lines that depart from the usual types.

What is readable is read; a field of an impossible type is left out; only a line without its
required fields, or that is no JSON object at all, is malformed.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable
from typing import Any

import msgspec

from stillwatch.ingest import wire
from stillwatch.ingest.bounds import crowded
from stillwatch.ingest.columns import as_bool, as_float, as_int, as_state, as_text
from stillwatch.ingest.wire import Message, Part

_DEPTH = 40
"""Content parts nested deeper than this are not read."""
_PART = re.compile(
    r"(?:(?:input|output|redacted)_)?(?:text|image|image_url|audio|video|file|document|refusal"
    r"|thinking|reasoning|summary_text|tool_use|tool_result|function)|\w+_(?:call|output|result|use)"
)
"""Types of content parts and items, as the APIs name them; those with text need none to be told."""
ITEM = frozenset({"role", "message", "index", "output"})
"""Names of which a message, an item of the Responses API or a choice has one at least."""


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
        return json.loads(line.decode(), parse_constant=_refuse, parse_int=_whole)
    except UnicodeDecodeError:
        raise NotAnExchange("not valid UTF-8") from None
    except RecursionError:
        raise NotAnExchange("nested too deeply") from None
    except ValueError:
        pass
    raise NotAnExchange("not valid JSON")


def decoded(value: Any) -> Any:
    """Decode JSON text that stands for a list or an object; all else is returned as it is.

    Columns of strings hold lists so, gateways whole bodies, and logs that were exported from them.
    As of a line, half an emoji that a caller sent spoils nothing.
    """
    if not isinstance(value, str) or value.lstrip()[:1] not in ("[", "{"):
        return value
    data = value.encode("utf-8", "replace")
    try:
        return value if crowded(data) else wire.decode_any(data)
    except RecursionError:
        return value
    except msgspec.DecodeError:
        pass
    try:
        return _decode_leniently(data)
    except NotAnExchange:
        return value


def _whole(digits: str) -> int | float:
    """Read a whole number; Python's `int` refuses one of thousands of digits."""
    return int(digits) if len(digits) < 400 else float(digits)


def _refuse(constant: str) -> Any:
    raise ValueError(constant)


def to_exchange(line: dict[str, Any], unreadable: Counter[str]) -> wire.Exchange:
    """Build an exchange from a dictionary shaped like SCHEMA.md, as far as it can be read.

    Parameters
    ----------
    line
        A decoded line.
    unreadable
        Takes the dotted names of fields whose value was of an impossible type.

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
    top = _Object("", line, unreadable)
    return wire.Exchange(
        id=as_text(line.get("id")) or "",
        time=time if isinstance(time, (str, int, float)) and not isinstance(time, bool) else "",
        account=_account(_Object("account.", account, unreadable)),
        request=_request(_Object("request.", request, unreadable)),
        client=_client(top.inside("client")),
        response=_response(top.inside("response")),
        usage=_usage(top.inside("usage")),
        session=top.read("session", as_text),
        content_state=top.read("content_state", as_state),
    )


class _Object:
    """An object of a line, whose fields are read one by one."""

    def __init__(self, prefix: str, raw: dict[str, Any], unreadable: Counter[str]) -> None:
        self.raw, self._prefix, self._unreadable = raw, prefix, unreadable

    def read(self, name: str, reader: Callable[[Any], Any]) -> Any:
        """Read a field; count it if it has a value that the reader makes nothing of."""
        value = self.raw.get(name)
        found = reader(value)
        if found is None and value is not None:
            self._unreadable[self._prefix + name] += 1
        return found

    def texts(self, *names: str) -> dict[str, str | None]:
        """Read several strings."""
        return {name: self.read(name, as_text) for name in names}

    def inside(self, name: str) -> _Object | None:
        """Return an object within this one."""
        value = self.read(name, lambda v: v if isinstance(v, dict) else None)
        return None if value is None else _Object(f"{name}.", value, self._unreadable)


def _account(of: _Object) -> wire.Account:
    fields = ("end_user", "org", "key", "country", "plan", "payment", "email_domain")
    return wire.Account(
        id=as_text(of.raw.get("id")) or "",
        created=of.read("created", lambda v: v if isinstance(v, (str, int, float)) else None),
        verified=of.read("verified", as_bool),
        **of.texts(*fields),
    )


def _client(of: _Object | None) -> wire.Client | None:
    if of is None:
        return None
    texts = of.texts("ip", "country", "user_agent", "ja4", "holder")
    return wire.Client(asn=of.read("asn", as_int), **texts)


def _request(of: _Object) -> wire.Request:
    return wire.Request(
        endpoint=of.read("endpoint", as_text),
        model=as_text(of.raw.get("model")),
        previous_response_id=of.read("previous_response_id", as_text),
        batch_id=of.read("batch_id", as_text),
        max_tokens=of.read("max_tokens", as_int),
        max_completion_tokens=of.read("max_completion_tokens", as_int),
        max_output_tokens=of.read("max_output_tokens", as_int),
        n=of.read("n", as_int),
        seed=of.read("seed", as_int),
        temperature=of.read("temperature", as_float),
        top_p=of.read("top_p", as_float),
        logprobs=of.read("logprobs", as_bool),
        stream=of.read("stream", as_bool),
        reasoning=to_raw(of.raw.get("reasoning")),
        tools=to_raw(of.raw.get("tools")),
        messages=of.read("messages", to_messages),
        system=of.read("system", to_content),
        instructions=of.read("instructions", to_content),
        input=of.read("input", to_items),
        prompt=of.read("prompt", to_prompt),
        safety_identifier=of.read("safety_identifier", as_text),
        user=of.read("user", as_text),
        metadata=to_raw(of.raw.get("metadata")),
    )


def _response(of: _Object | None) -> wire.Response | None:
    if of is None:
        return None
    return wire.Response(
        latency_ms=of.read("latency_ms", as_float),
        content=of.read("content", to_reply),
        output=of.read("output", to_output),
        **of.texts("model", "status", "finish_reason"),
    )


def _usage(of: _Object | None) -> wire.Usage | None:
    if of is None:
        return None
    return wire.Usage(**{name: of.read(name, as_int) for name in wire.Usage.__struct_fields__})


def _text(raw: dict[str, Any], name: str) -> str | None:
    return as_text(raw.get(name))


def to_prompt(raw: Any) -> str | list[str] | None:
    """Read the prompt of a completion endpoint: a text, or texts; objects as their JSON text.

    Null where it is a list of messages: these are read under their own name.
    """
    if isinstance(raw, list):  # prompts given as token numbers carry no text
        if any(isinstance(item, dict) and "role" in item for item in raw):
            return None
        return [(to_json(i) if isinstance(i, dict) else as_text(i)) or ""
                for i in raw if isinstance(i, (str, dict))]  # fmt: skip
    if isinstance(raw, dict):
        return to_json(raw)
    return as_text(raw) if isinstance(raw, str) else None


def to_raw(value: Any) -> msgspec.Raw | None:
    """Encode a decoded value again, for fields that are kept as they were sent.

    Null where it is nested too deeply: what could just be decoded may be too deep to encode.
    """
    if value is None:
        return None
    try:
        return msgspec.Raw(msgspec.json.encode(value))
    except RecursionError:
        return None
    except UnicodeEncodeError:  # half a surrogate pair, which UTF-8 has no bytes for: read as "?"
        text = json.dumps(value, ensure_ascii=False).encode("utf-8", "replace")
        return msgspec.Raw(msgspec.json.encode(json.loads(text)))


def to_json(value: Any) -> str | None:
    """Return a decoded value as JSON text, such as an object that a tool returned.

    Null where there is none, and as `to_raw` has it.
    """
    raw = to_raw(value)
    return None if raw is None else bytes(raw).decode()


def to_messages(raw: Any) -> list[Message] | None:
    """Read messages, one message, or the JSON text of messages; null where none of it is one."""
    raw = decoded(raw)
    if isinstance(raw, dict):
        raw = [raw]
    if not isinstance(raw, list) or (
        raw and not any(isinstance(i, str) or is_item(i) for i in raw)
    ):
        return None
    return [to_message(item) for item in raw]


def to_items(raw: Any) -> str | list[Message | str] | None:
    """Read the input or output of the Responses API: text, items, or one item."""
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
        content=_content(raw.get("content"), depth),
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


def _content(raw: Any, depth: int) -> str | list[Part | str] | None:
    """Read the content of a message; an object that is no part is what was said, as JSON."""
    return to_json(raw) if isinstance(raw, dict) and not is_part(raw) else to_content(raw, depth)


def is_part(raw: Any) -> bool:
    """Tell a content part from an object that was asked for as an answer."""
    if not isinstance(raw, dict):
        return False
    kind = raw.get("type")
    return (
        isinstance(raw.get("text"), (str, dict))
        or isinstance(raw.get("content"), (str, list))
        or (isinstance(kind, str) and _PART.fullmatch(kind) is not None)
    )


def is_item(raw: Any) -> bool:
    """Tell a message, an item of the Responses API or a choice from another object."""
    return is_part(raw) or (isinstance(raw, dict) and bool(raw.keys() & ITEM))


def to_reply(raw: Any) -> str | list[Part | str] | None:
    """Read a reply: text, parts, or what a model answered with instead, as its compact JSON text.

    Structured outputs are objects, lists or numbers in the logs of those who decode them.

    Examples
    --------
    >>> to_reply({"kind": "payment", "n": 2}), to_reply(["a", 0]), to_reply(["a", "b"])
    ('{"kind":"payment","n":2}', '["a",0]', ['a', 'b'])
    >>> to_reply([]), len(to_reply([{}]))  # parts that hold nothing
    ([], 1)
    """
    if raw is None or isinstance(raw, str):
        return as_text(raw)
    items = raw if isinstance(raw, list) else [raw]
    plain = all(isinstance(item, (str, dict)) for item in items)
    empty = isinstance(raw, list) and not any(items)
    if plain and (empty or any(isinstance(i, str) or is_part(i) for i in items)):
        return to_content(raw)
    return to_json(raw)


def foreign(exchange: wire.Exchange) -> bool:
    """Tell whether a reply was decoded as parts and is none: to be read again by `to_exchange`."""
    reply = exchange.response
    if reply is None or type(reply.content) is not list or not reply.content:
        return False
    return all(
        isinstance(part, Part)
        and part.text is None
        and part.content is None
        and (part.type is None or not _PART.fullmatch(part.type))
        for part in reply.content
    )


def to_output(raw: Any) -> str | list[Message | str] | None:
    """Read `response.output`: text, items, parts or choices; any other object as its JSON text."""
    items = raw if isinstance(raw, list) else [raw]
    if raw is None or not items or any(isinstance(i, str) or is_item(i) for i in items):
        return to_items(raw)
    return to_json(raw)
