"""A model call as OpenTelemetry's GenAI attributes describe it, of any of their ages.

Source: the semantic conventions for generative AI (1.27 to 1.38: content in span events
`gen_ai.content.prompt`, then in `gen_ai.*.message` events, then in `gen_ai.input.messages`), and
those of OpenLLMetry (`gen_ai.prompt.0.content`, `llm.request.type`). By default instrumentations
record no content at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, NamedTuple

import msgspec

from stillwatch.ingest import wire
from stillwatch.ingest.lenient import to_content, to_json, to_message, to_raw

MODEL_CALLS = {
    "chat": "chat.completions",
    "text_completion": "completions",
    "generate_content": "generate_content",
    "completion": "completions",
    "responses": "responses",
}
"""`gen_ai.operation.name` (or OpenLLMetry's `llm.request.type`) of calls that generate text."""

ACCOUNT = (
    *("user.id", "enduser.id", "enduser.pseudo.id", "gen_ai.user", "llm.user"),
    "traceloop.association.properties.user_id",
)
"""Attributes that name who called; the first that is there becomes `account.id`."""

ADDRESS = ("client.address", "http.client_ip")
SOFTWARE = ("user_agent.original", "http.user_agent")
"""Attributes of the client, today's name and an older one."""
ALONE = "spans that are no model calls, with a client.address that no model call beside them took"

_NUMBERED = re.compile(
    r"(gen_ai\.prompt|gen_ai\.completion|llm\.request\.functions)\.(\d{1,6})\.(\w+)"
)
_SAMPLED = re.compile(r"(?:^|,)\s*ot=(?:[^,]*;)?(?:th:([0-9a-f]{1,14})|p:(\d{1,2}))(?=[;,\s]|$)")
_ROLE = re.compile(r"gen_ai\.(system|user|assistant|tool|developer)\.message")


class Call(NamedTuple):
    """A span, whatever it came as."""

    trace_id: str
    span_id: str
    start_ns: Any
    """Nanoseconds since 1970."""
    end_ns: Any
    attributes: dict[str, Any]
    resource: dict[str, Any]
    events: list[tuple[Any, dict[str, Any]]]
    """Names and attributes."""
    failed: bool
    parent_id: str = ""
    kind: Any = None
    trace_state: str = ""
    alone: bool = False
    """Whether it has a client's address, and no model call that was exported with it took it."""

    def view(self) -> dict[str, Any]:
        """Return what a map's paths are looked up in: attributes, the resource's prefixed.

        The span's `traceState`, where it has one, is with them under that name.
        """
        held = {f"resource.{name}": value for name, value in self.resource.items()}
        if self.trace_state:
            held["traceState"] = self.trace_state
        return held | self.attributes


def exchange_of(call: Call) -> wire.Exchange | str:
    """Return the exchange that a span stands for, or what the span is instead."""
    of = call.attributes
    if why := no_call(of):
        return ALONE if call.alone else why
    kind = _kind(of)
    endpoint = MODEL_CALLS.get(kind) if isinstance(kind, str) else None
    start, end = _nanoseconds(call.start_ns), _nanoseconds(call.end_ns)
    user = first_of(of, *ACCOUNT) or first_of(call.resource, *ACCOUNT)
    reasons = first_of(
        of, "gen_ai.response.finish_reasons", "gen_ai.response.finish_reason",
        "gen_ai.completion.0.finish_reason",
    )  # fmt: skip
    text = _Text(of, call.events)
    return wire.Exchange(
        id=f"{call.trace_id}-{call.span_id}" if call.span_id else "",
        time=start / 1e9 if start else "",
        account=wire.Account(
            id=user, end_user=first_of(of, "gen_ai.user", "llm.user"), org=of.get("tenant.id")
        ),
        client=wire.Client(
            ip=first_of(of, *ADDRESS),
            user_agent=first_of(of, *SOFTWARE),
        ),
        session=first_of(of, "gen_ai.conversation.id", "session.id"),
        request=wire.Request(
            endpoint=endpoint,
            model=_model(of),
            temperature=of.get("gen_ai.request.temperature"),
            top_p=of.get("gen_ai.request.top_p"),
            max_tokens=first_of(
                of, "gen_ai.request.max_tokens", "gen_ai.request.max_completion_tokens"
            ),
            n=first_of(of, "gen_ai.request.choice.count", "gen_ai.request.n"),
            seed=first_of(of, "gen_ai.request.seed", "gen_ai.openai.request.seed"),
            stream=first_of(
                of, "gen_ai.request.stream", "gen_ai.is_streaming", "llm.is_streaming"
            ),
            reasoning=to_raw(
                first_of(of, "gen_ai.request.reasoning_effort", "gen_ai.request.reasoning.level")
            ),
            tools=to_raw(text.tools()),
            messages=text.asked(),
            system=to_content(_parts(_decoded(of.get("gen_ai.system_instructions")))),
        ),
        response=wire.Response(
            model=of.get("gen_ai.response.model"),
            status=of.get("error.type") or "error" if call.failed else "ok",
            finish_reason=reasons[0] if isinstance(reasons, list) and reasons else reasons or None,
            latency_ms=(end - start) / 1e6 if start and end and end >= start else None,
            output=text.said(),
        ),
        usage=wire.Usage(
            first_of(of, "gen_ai.usage.input_tokens", "gen_ai.usage.prompt_tokens",
                   "llm.usage.prompt_tokens"),
            first_of(of, "gen_ai.usage.output_tokens", "gen_ai.usage.completion_tokens",
                   "llm.usage.completion_tokens"),
            first_of(of, "gen_ai.usage.reasoning.output_tokens", "gen_ai.usage.reasoning_tokens"),
        ),
    )  # fmt: skip


def no_call(of: dict[str, Any]) -> str:
    """Say by its attributes what a span is that is no model call; empty if it is one."""
    kind = _kind(of)
    if kind is None:
        return "" if _model(of) is not None else "spans that are no model calls"
    known = isinstance(kind, str) and kind in MODEL_CALLS
    return "" if known else "spans of operations that generate no text"


def _kind(of: dict[str, Any]) -> Any:
    return first_of(of, "gen_ai.operation.name", "llm.request.type")


def _model(of: dict[str, Any]) -> Any:
    return first_of(of, "gen_ai.request.model", "gen_ai.response.model", "llm.request.model")


def stands_for(trace_state: str) -> float:
    """Return how many spans one stands for that was sampled, 1 where nothing is said.

    Source: OpenTelemetry's consistent probability sampling: `th` is the threshold of rejection, in
    56 bits without the zeros that end them; the older `p` the negative binary logarithm of the
    probability.

    Examples
    --------
    >>> stands_for("ot=th:8;rv:9b8233f7e3a151"), stands_for("x=1, ot=p:3"), stands_for("ot=th:0")
    (2.0, 8.0, 1.0)
    """
    found = _SAMPLED.search(trace_state) if trace_state else None
    if found is None:
        return 1.0
    threshold, power = found.groups()
    if threshold is not None:
        return float(2**56 / (2**56 - int(threshold.ljust(14, "0"), 16)))
    return float(2 ** int(power)) if int(power) < 63 else 1.0


class _Text:
    """Where a span keeps what was asked and said: one of four places."""

    def __init__(self, of: dict[str, Any], events: Iterable[tuple[Any, dict[str, Any]]]) -> None:
        self._of, self._numbered = of, dict[str, dict[int, dict[str, Any]]]()
        for name, value in of.items():
            if found := _NUMBERED.match(name):
                place, number, inner = found.groups()
                self._numbered.setdefault(place, {}).setdefault(int(number), {})[inner] = value
        self._asked: list[Any] = []
        self._said: list[Any] = []
        self._held: dict[str, Any] = {}
        for name, inside in events:
            self._held |= inside
            role = _ROLE.fullmatch(name) if isinstance(name, str) else None
            body = _decoded(inside.get("gen_ai.event.content")) or inside
            if role and isinstance(body, dict):
                self._asked.append({"role": role.group(1), "content": body.get("content")})
            elif name == "gen_ai.choice" and isinstance(body, dict):
                message = _decoded(body.get("message"))
                self._said.append(message if isinstance(message, dict) else {"content": message})

    def _find(self, *names: str) -> Any:
        for of in (self._of, self._held):
            if (found := _decoded(first_of(of, *names))) is not None:
                return found
        return None

    def asked(self) -> list[wire.Message] | None:
        """Return the messages of the request."""
        found = self._find("gen_ai.input.messages", "gen_ai.prompt")
        if found is None:
            numbered = self._numbered.get("gen_ai.prompt", {})
            found = [numbered[n] for n in sorted(numbered)] or self._asked or None
        return _messages(found, "user")

    def said(self) -> list[wire.Message | str] | None:
        """Return the messages of the response."""
        found = self._find("gen_ai.output.messages", "gen_ai.completion")
        if found is None:
            numbered = self._numbered.get("gen_ai.completion", {})
            found = [numbered[n] for n in sorted(numbered)] or self._said or None
        return list(_messages(found, "assistant") or ()) or None

    def tools(self) -> Any:
        """Return the tool definitions."""
        named = self._numbered.get("llm.request.functions", {})
        return self._find("gen_ai.tool.definitions") or [named[n] for n in sorted(named)] or None


def _messages(found: Any, role: str) -> list[wire.Message] | None:
    if found is None:
        return None
    made = []
    for item in found if isinstance(found, list) else [found]:
        if not isinstance(item, dict):
            made.append(wire.Message(role, to_content(item)))
            continue
        inner = item.get("message")
        item = inner if isinstance(inner, dict) else item
        content = _decoded(item.get("parts") if "parts" in item else item.get("content"))
        made.append(to_message({"role": item.get("role") or role, "content": _parts(content)}))
    return made


def _parts(content: Any) -> Any:
    """Return message parts as content parts: reasoning and calls are no text, images count."""
    if not isinstance(content, list):
        return content
    made: list[Any] = []
    for part in content:
        if not isinstance(part, dict):
            made.append(part)
            continue
        kind = part.get("type")
        if kind in ("reasoning", "tool_call", "tool_use", "thinking"):
            continue
        if part.get("modality") == "image":
            made.append({"type": "image"})
        elif kind == "tool_call_response":
            answer = first_of(part, "response", "result")
            if isinstance(answer, dict):
                answer = to_json(answer)
            made.append({"type": "tool_result", "content": answer})
        else:
            made.append(part)
    return made


def first_of(of: dict[str, Any], *names: str) -> Any:
    """Return the first of some attributes that is there and not empty, or None."""
    for name in names:
        value = of.get(name)
        if value is not None and value != "":
            return value
    return None


def _nanoseconds(value: Any) -> int | None:
    if isinstance(value, str):
        value = int(value) if value.isascii() and value.isdigit() and len(value) < 20 else None
    return value if isinstance(value, int) and 0 < value < 1 << 63 else None


def _decoded(value: Any) -> Any:
    """Decode the JSON text that an attribute, which can hold no objects, has in their place."""
    if isinstance(value, str) and value[:1] in ("[", "{"):
        try:
            return msgspec.json.decode(value)
        except (msgspec.MsgspecError, RecursionError, UnicodeEncodeError):
            return value
    return value
