"""What a request holds: its spans as calls, from protobuf or from JSON."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest

from stillwatch.ingest.genai import Call
from stillwatch.ingest.lenient import NotAnExchange, decode_line, to_raw
from stillwatch.ingest.linelog import check_line
from stillwatch.ingest.otlp import DEPTH, Export, calls
from stillwatch.ingest.traces import joined

_json = msgspec.json.Decoder(Export).decode


class BadRequest(Exception):
    """A request that is no OTLP; the message says why without quoting it."""


def from_json(body: bytes) -> Iterator[Call]:
    """Read a request in OTLP's JSON encoding.

    Raises
    ------
    BadRequest
        It is no such request.
    """
    try:
        export = _json(body)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        export = _leniently(body)
    return calls(export)


def _leniently(body: bytes) -> Export:
    """Read what JavaScript's JSON has beyond ours: half an emoji must not cost all spans."""
    try:
        check_line(body)
        return _json(bytes(to_raw(decode_line(body)) or b""))
    except (NotAnExchange, msgspec.MsgspecError, OverflowError, RecursionError):
        raise BadRequest("not OTLP/JSON") from None


def from_bytes(body: bytes) -> Iterator[Call]:
    """Read a request in protobuf. Raises `BadRequest` as `from_json` does."""
    from google.protobuf.message import DecodeError

    request = ExportTraceServiceRequest()
    try:
        request.ParseFromString(body)
    except DecodeError:
        raise BadRequest("not a protobuf ExportTraceServiceRequest") from None
    return from_message(request)


def from_message(request: Any) -> Iterator[Call]:
    """Read a decoded protobuf request."""
    return joined(_spans(request))


def _spans(request: Any) -> Iterator[Call]:
    for group in request.resource_spans:
        resource = _attributes(group.resource.attributes)
        for scope in group.scope_spans:
            instrumentation = _attributes(scope.scope.attributes)
            for span in scope.spans:
                yield Call(
                    span.trace_id.hex(),
                    span.span_id.hex(),
                    span.start_time_unix_nano,
                    span.end_time_unix_nano,
                    _attributes(span.attributes),
                    resource,
                    [(event.name, _attributes(event.attributes)) for event in span.events],
                    span.status.code == span.status.STATUS_CODE_ERROR,
                    span.parent_span_id.hex(),
                    span.kind,
                    span.trace_state,
                    scope=instrumentation,
                )


def _attributes(given: Iterable[Any], depth: int = 0) -> dict[str, Any]:
    return {item.key: _value(item.value, depth) for item in given}


def _value(of: Any, depth: int) -> Any:
    kind = of.WhichOneof("value")
    if kind is None or kind == "bytes_value" or depth >= DEPTH:
        return None
    if kind == "array_value":
        return [_value(item, depth + 1) for item in of.array_value.values]
    if kind == "kvlist_value":
        return _attributes(of.kvlist_value.values, depth + 1)
    return getattr(of, kind)
