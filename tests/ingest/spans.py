"""Requests of OTLP/JSON in the tests: attributes in, a line out."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from stillwatch.ingest.ledger import IngestReport
from stillwatch.ingest.mapping import Mapping
from stillwatch.ingest.read import open_logs

START = 1_790_000_000_000_000_000


def value(of: Any) -> dict[str, Any]:
    """Return an `AnyValue`."""
    if isinstance(of, list):
        return {"arrayValue": {"values": [value(item) for item in of]}}
    if isinstance(of, dict):
        return {"kvlistValue": {"values": pairs(of)}}
    if isinstance(of, bool):
        return {"boolValue": of}
    if isinstance(of, float):
        return {"doubleValue": of}
    return {"stringValue": of} if isinstance(of, str) else {"intValue": str(of)}


def pairs(of: dict[str, Any]) -> list[dict[str, Any]]:
    """Return a list of `KeyValue`."""
    return [{"key": name, "value": value(held)} for name, held in of.items()]


def a_span(
    own: str,
    attributes: dict[str, Any],
    *,
    parent: str = "",
    kind: int = 3,
    trace: str = "ab",
    events: tuple[tuple[str, dict[str, Any]], ...] = (),
    **more: Any,
) -> dict[str, Any]:
    """Return a span of a second."""
    return {
        "traceId": trace, "spanId": own, "parentSpanId": parent, "kind": kind,
        "startTimeUnixNano": str(START), "endTimeUnixNano": str(START + 10**9),
        "attributes": pairs(attributes),
        "events": [{"name": n, "attributes": pairs(a)} for n, a in events],
    } | more  # fmt: skip


def request(*spans: dict[str, Any], resource: dict[str, Any] | None = None) -> dict[str, Any]:
    """Return one export request of some spans."""
    scope = {"name": "made", "attributes": pairs({"scope.tag": "s"})}
    group = {"scopeSpans": [{"scope": scope, "spans": list(spans)}]}
    return {"resourceSpans": [group | {"resource": {"attributes": pairs(resource or {})}}]}


def rows_of(
    path: Path, *lines: dict[str, Any], mapping: Mapping | None = None
) -> tuple[list[dict[str, Any]], IngestReport]:
    """Write lines to a file, and read it."""
    path.write_text("".join(json.dumps(line) + "\n" for line in lines))
    reader = open_logs([path], mapping=mapping)
    rows = [row for batch in reader for row in batch.to_pylist()]
    return [{k: v for k, v in row.items() if v is not None} for row in rows], reader.report
