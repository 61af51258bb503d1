"""A model call as OpenTelemetry's GenAI attributes describe it, of any of their ages.

Source: the semantic conventions for generative AI (1.27 to 1.38: content in span events
`gen_ai.content.prompt`, then in `gen_ai.*.message` events, then in `gen_ai.input.messages`), and
those of OpenLLMetry (`gen_ai.prompt.0.content`, `llm.request.type`). Other conventions are in
`stillwatch.ingest.conventions`. By default instrumentations record no content at all.
"""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from stillwatch.ingest import wire
from stillwatch.ingest.conventions import (
    AGENTS,
    CALLS,
    EMBEDDINGS,
    TOOLS,
    first_of,
    operation,
    standard,
)
from stillwatch.ingest.genai_text import Text
from stillwatch.ingest.lenient import to_content, to_raw

ACCOUNT = (
    *("user.id", "enduser.id", "enduser.pseudo.id", "gen_ai.user", "llm.user"),
    "traceloop.association.properties.user_id",
    *("langfuse.user.id", "langsmith.metadata.user_id"),
    *("ai.telemetry.metadata.userId", "ai.telemetry.metadata.user_id"),
)
"""Attributes that name who called; the first that is there becomes `account.id`."""

ADDRESS = ("client.address", "http.client_ip")
SOFTWARE = ("user_agent.original", "http.user_agent")
"""Attributes of the client, today's name and an older one."""
MODEL = ("gen_ai.request.model", "gen_ai.response.model", "llm.request.model")
SOURCES: dict[str, tuple[str, ...]] = {
    "model": MODEL,
    "end_user": ("gen_ai.user", "llm.user"),
    "org": ("tenant.id",),
    "ip": ADDRESS,
    "user_agent": SOFTWARE,
    "session": ("gen_ai.conversation.id", "session.id"),
    "temperature": ("gen_ai.request.temperature",),
    "top_p": ("gen_ai.request.top_p",),
    "max_tokens": ("gen_ai.request.max_tokens", "gen_ai.request.max_completion_tokens"),
    "n": ("gen_ai.request.choice.count", "gen_ai.request.n"),
    "seed": ("gen_ai.request.seed", "gen_ai.openai.request.seed"),
    "stream": ("gen_ai.request.stream", "gen_ai.is_streaming", "llm.is_streaming"),
    "reasoning": ("gen_ai.request.reasoning_effort", "gen_ai.request.reasoning.level"),
    "response_model": ("gen_ai.response.model",),
    "http_status": ("http.response.status_code", "http.status_code"),
    "error": ("error.type",),
    "finish_reasons": (
        "gen_ai.response.finish_reasons", "gen_ai.response.finish_reason",
        "gen_ai.completion.0.finish_reason",
    ),
    "input_tokens": (
        "gen_ai.usage.input_tokens", "gen_ai.usage.prompt_tokens", "llm.usage.prompt_tokens",
    ),
    "output_tokens": (
        "gen_ai.usage.output_tokens", "gen_ai.usage.completion_tokens",
        "llm.usage.completion_tokens",
    ),
    "reasoning_tokens": (
        "gen_ai.usage.reasoning.output_tokens", "gen_ai.usage.reasoning_tokens",
    ),
}  # fmt: skip
"""Attributes that a field is read from, under GenAI's names; the first that is there counts."""
OTHERS = "spans of other operations"
TWICE = "spans of a model call that a span within it, or around it, tells as well"
ALONE = "spans that are no model calls, with a client.address that no model call beside them took"

_SAMPLED = re.compile(r"(?:^|,)\s*ot=(?:[^,]*;)?(?:th:([0-9a-f]{1,14})|p:(\d{1,2}))(?=[;,\s]|$)")


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
    scope: dict[str, Any] = {}  # noqa: RUF012 - a NamedTuple, and never written to
    """Attributes of the instrumentation."""
    above: tuple[Call, ...] = ()
    """Spans above a model call that were exported with it, the nearest first."""
    twice: bool = False
    """Whether it is a model call that another span, within it or around it, tells as well."""

    def view(self) -> dict[str, Any]:
        """Return what a map's paths are looked up in: the attributes, by their names.

        Those of the resource, of the instrumentation and of the spans above have `resource.`,
        `scope.` and `parent.` before them; of several spans above, the nearest that has one. The
        span's `traceState`, where it has one, is with them under that name.
        """
        held = {f"resource.{name}": value for name, value in self.resource.items()}
        held |= {f"scope.{name}": value for name, value in self.scope.items()}
        for call in reversed(self.above):
            held |= {f"parent.{name}": value for name, value in call.attributes.items()}
        if self.trace_state:
            held["traceState"] = self.trace_state
        return held | self.attributes


def exchange_of(call: Call) -> wire.Exchange | str:
    """Return the exchange that a span stands for, or what the span is instead."""
    if why := no_call(call.attributes):
        return ALONE if call.alone else why
    if call.twice:
        return TWICE
    of = standard(call.attributes)
    get = _fields(of)
    start, end = _nanoseconds(call.start_ns), _nanoseconds(call.end_ns)
    reasons = get["finish_reasons"]
    text = Text(of, call.events)
    return wire.Exchange(
        id=f"{call.trace_id}-{call.span_id}" if call.span_id else "",
        time=start / 1e9 if start else "",
        account=wire.Account(
            id=first_of(of, *ACCOUNT) or _above(call, ACCOUNT) or first_of(call.resource, *ACCOUNT),
            end_user=get["end_user"],
            org=get["org"],
        ),
        client=wire.Client(ip=get["ip"], user_agent=get["user_agent"]),
        session=get["session"] or _above(call, SOURCES["session"]),
        request=wire.Request(
            endpoint=CALLS.get(operation(of)),
            model=get["model"],
            temperature=get["temperature"],
            top_p=get["top_p"],
            max_tokens=get["max_tokens"],
            n=get["n"],
            seed=get["seed"],
            stream=get["stream"],
            reasoning=to_raw(get["reasoning"]),
            tools=to_raw(text.tools()),
            messages=text.asked(),
            system=to_content(text.system()),
        ),
        response=wire.Response(
            model=get["response_model"],
            status=_status(call, get["http_status"], get["error"]),
            finish_reason=reasons[0] if isinstance(reasons, list) and reasons else reasons or None,
            latency_ms=(end - start) / 1e6 if start and end and end >= start else None,
            output=text.said(),
        ),
        usage=wire.Usage(get["input_tokens"], get["output_tokens"], get["reasoning_tokens"]),
    )


def _above(call: Call, names: tuple[str, ...]) -> Any:
    """Return the first of some attributes on the nearest span above a call that has one."""
    found = (first_of(one.attributes, *names) for one in call.above)
    return next((value for value in found if value is not None), None)


def _fields(of: dict[str, Any]) -> dict[str, Any]:
    """Return the value of each of `SOURCES`, or None: a call for each would cost as much again."""
    found = dict.fromkeys(SOURCES)
    for field, names in SOURCES.items():
        for name in names:
            value = of.get(name)
            if value is not None and value != "":
                found[field] = value
                break
    return found


def no_call(of: dict[str, Any]) -> str:
    """Say by its attributes what a span is that is no model call; empty if it is one."""
    kind = operation(of)
    if kind is None:
        return "" if first_of(of, *MODEL) is not None else "spans that are no model calls"
    if not isinstance(kind, str):
        return OTHERS
    if kind in CALLS:
        return ""
    kind = kind.lower()
    if kind in TOOLS:
        return "spans of tools"
    if kind in EMBEDDINGS:
        return "spans of embeddings or searches"
    return "spans of agents and workflows" if kind in AGENTS else OTHERS


def _status(call: Call, code: Any, kind: Any) -> str:
    """Return how a call ended: the HTTP status of one that failed, or else the kind of error."""
    if isinstance(code, str) and code.isascii() and code.isdigit() and len(code) < 4:
        code = int(code)
    refused = isinstance(code, int) and 400 <= code < 600
    if not (call.failed or refused or kind):
        return "ok"
    if refused:
        return str(code)
    kind = "" if kind is None or isinstance(kind, list | dict) else str(kind)
    if not kind:
        return "error"
    # what is no number must say that it is an error: `timeout` alone reads like any other word
    return kind if kind.isdigit() or "error" in kind.lower() else f"error: {kind}"


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


def _nanoseconds(value: Any) -> int | None:
    if isinstance(value, str):
        value = int(value) if value.isascii() and value.isdigit() and len(value) < 20 else None
    return value if isinstance(value, int) and 0 < value < 1 << 63 else None
