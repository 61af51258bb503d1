"""OTLP/JSON: traces with GenAI attributes, as the OpenTelemetry Collector's file exporter writes.

One `ExportTraceServiceRequest` a line, in the JSON encoding of OTLP 1.x: ids in hexadecimal,
64-bit numbers as strings, attributes as lists of keys and typed values.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

import msgspec

from stillwatch.ingest import attributes, unknown, wire
from stillwatch.ingest.adapter import Adapter
from stillwatch.ingest.base import ParsedBlock, RawBlock
from stillwatch.ingest.bounds import MOST_OF_BATCHES
from stillwatch.ingest.genai import Call, exchange_of, stands_for
from stillwatch.ingest.mapping import Mapping
from stillwatch.ingest.traces import joined

DEPTH = 20
"""Values nested deeper than this are not read."""
APART = "lines of logs that hold messages of model calls, which are not joined to their spans"
_MESSAGES = (b'"gen_ai.input.messages"', b'"gen_ai.user.message"', b'"gen_ai.choice"',
             b'"gen_ai.output.messages"')  # fmt: skip
FIRST_CALLS = 16
"""Calls of a line of which each is searched for attributes that nothing reads."""


class Value(msgspec.Struct, gc=False, rename="camel"):
    """`AnyValue`."""

    string_value: Any = None
    int_value: Any = None
    double_value: Any = None
    bool_value: Any = None
    array_value: Values | None = None
    kvlist_value: KeyValues | None = None


class Values(msgspec.Struct, gc=False):
    """`ArrayValue`."""

    values: list[Value] | None = None


class KeyValue(msgspec.Struct, gc=False):
    """One attribute."""

    key: Any = None
    value: Value | None = None


class KeyValues(msgspec.Struct, gc=False):
    """`KeyValueList`."""

    values: list[KeyValue] | None = None


class Event(msgspec.Struct, gc=False):
    """An event of a span."""

    name: Any = None
    attributes: list[KeyValue] | None = None


class Status(msgspec.Struct, gc=False):
    """The status of a span."""

    code: Any = None


class Span(msgspec.Struct, gc=False, rename="camel"):
    """A span."""

    trace_id: Any = None
    span_id: Any = None
    parent_span_id: Any = None
    trace_state: Any = None
    kind: Any = None
    start_time_unix_nano: Any = None
    end_time_unix_nano: Any = None
    attributes: list[KeyValue] | None = None
    events: list[Event] | None = None
    status: Status | None = None


class Scope(msgspec.Struct, gc=False):
    """An instrumentation."""

    attributes: list[KeyValue] | None = None


class ScopeSpans(msgspec.Struct, gc=False):
    """Spans of one instrumentation."""

    scope: Scope | None = None
    spans: list[Span] | None = None


class Resource(msgspec.Struct, gc=False):
    """What was observed: a service."""

    attributes: list[KeyValue] | None = None


class ResourceSpans(msgspec.Struct, gc=False, rename="camel"):
    """Spans of one resource."""

    resource: Resource | None = None
    scope_spans: list[ScopeSpans] | None = None


class Export(msgspec.Struct, gc=False, rename="camel"):
    """`ExportTraceServiceRequest`, or one of logs or metrics, which a collector may mix in."""

    resource_spans: list[ResourceSpans] | None = None
    resource_logs: msgspec.Raw | None = None
    resource_metrics: msgspec.Raw | None = None


class Otlp(Adapter):
    """OTLP/JSON traces: spans with OpenTelemetry's GenAI attributes, or OpenLLMetry's.

    OpenInference's, and those of Vercel's AI SDK, LangSmith and Langfuse are read, too.
    `account.id` is the first of `user.id`, `enduser.id`, `enduser.pseudo.id`, `gen_ai.user`,
    `llm.user` and what these programs call the user's id, on the span, or else on the nearest span
    above it in the same line, or else on its resource; with `--account-field NAME` another
    attribute (of a span above as `parent.NAME`, of the resource as `resource.NAME`, of the
    instrumentation as `scope.NAME`). A model call that has no client address has that of the server
    span of its request, where both are in one line. Of calls one within another one counts. Spans
    that are no model calls, logs and metrics are skipped and counted.
    """

    name = "otlp"
    priority = 40
    line = Export
    signs = (
        frozenset({"resourceSpans"}), frozenset({"resourceLogs"}), frozenset({"resourceMetrics"})
    )  # fmt: skip

    most_values = MOST_OF_BATCHES

    def __init__(self) -> None:
        self._sampled, self._left, self._looked = Counter[str](), Counter[str](), 0
        self._known = attributes.READ

    def parse(self, block: RawBlock) -> ParsedBlock:
        """Read the requests of a block, and count the calls that are a sample of others."""
        self._sampled, self._left, self._looked = Counter(), Counter(), 0
        self._known = attributes.READ | unknown.paths_of(block.mapping)
        return super().parse(block)._replace(sampled_of=dict(self._sampled))

    def sample(
        self, lines: Sequence[bytes], first: int, mapping: Mapping | None
    ) -> tuple[dict[str, int], int]:
        """Return what attributes of calls were not read, and of how many calls that is.

        They were looked for as the calls were made: nothing is decoded again.
        """
        return dict(self._left), self._looked

    def exchanges(self, line: Export) -> Iterator[wire.Exchange | str]:
        """Yield the exchange of each span."""
        for number, call in enumerate(calls(line)):
            made = exchange_of(call)
            if not isinstance(made, str):
                if (of := stands_for(call.trace_state)) > 1:
                    self._sampled[f"{of:.3g}"] += 1
                if unknown.sampled(self.number) and unknown.sampled(number + 1, FIRST_CALLS):
                    self._looked += 1
                    self._left.update(attributes.unread(call, self._known))
            yield made
        if line.resource_spans is None:
            yield _no_spans(line)

    def views(self, line: Export, raw: bytes) -> Iterator[dict[str, Any]]:
        """Yield the attributes of each span, those of its resource with `resource.` before."""
        yield from (call.view() for call in calls(line))
        if line.resource_spans is None:
            yield {}


def _no_spans(line: Export) -> str:
    """Say what a line without spans is."""
    held = b"" if line.resource_logs is None else bytes(line.resource_logs)
    return APART if any(name in held for name in _MESSAGES) else "lines of logs or metrics"


def calls(line: Export) -> Iterator[Call]:
    """Yield the spans of a request, model calls with those above them and their client."""
    return joined(_spans(line))


def _spans(line: Export) -> Iterator[Call]:
    """Yield the spans of a request, attributes as plain values."""
    for group in line.resource_spans or ():
        resource = _attributes(group.resource.attributes if group.resource else None)
        for scope in group.scope_spans or ():
            instrumentation = _attributes(scope.scope.attributes if scope.scope else None)
            for span in scope.spans or ():
                yield Call(
                    _text(span.trace_id),
                    _text(span.span_id),
                    span.start_time_unix_nano,
                    span.end_time_unix_nano,
                    _attributes(span.attributes),
                    resource,
                    [(event.name, _attributes(event.attributes)) for event in span.events or ()],
                    span.status is not None and span.status.code in (2, "STATUS_CODE_ERROR"),
                    _text(span.parent_span_id),
                    span.kind if isinstance(span.kind, int | str) else None,
                    _text(span.trace_state),
                    scope=instrumentation,
                )


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _attributes(given: list[KeyValue] | None, depth: int = 0) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for item in given or ():
        if isinstance(item.key, str) and item.value is not None:
            found[item.key] = _value(item.value, depth)
    return found


def _value(of: Value, depth: int) -> Any:
    if of.string_value is not None:
        return of.string_value
    if of.int_value is not None:  # 64 bits are a text in JSON
        number = of.int_value
        digits = isinstance(number, str) and number.removeprefix("-").isdecimal()
        return int(number) if digits and len(number) < 20 else number
    if of.array_value is not None and depth < DEPTH:
        return [_value(item, depth + 1) for item in of.array_value.values or ()]
    if of.kvlist_value is not None and depth < DEPTH:
        return _attributes(of.kvlist_value.values, depth + 1)
    return of.double_value if of.double_value is not None else of.bool_value
