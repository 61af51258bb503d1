"""Langfuse's exports: observations from the blob storage export or the API, traces with theirs.

Source: Langfuse's field reference of the blob storage export (its folders `observations_v2`,
`scores`, `traces`, `observations` and `manifests`, as Parquet, JSON or CSV), and the models of its
Python SDK 5.0 (`ObservationV2`, `TraceWithFullDetails`). Exports name fields in snake case, the
API in camel case.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec

from stillwatch.ingest import langfuse_traces, unknown, wire
from stillwatch.ingest.adapter import Adapter
from stillwatch.ingest.base import BLOCK_BYTES, ParsedBlock, RawBlock
from stillwatch.ingest.bytesource import ByteSource
from stillwatch.ingest.columns import as_float, as_int
from stillwatch.ingest.csv import OwnCsv
from stillwatch.ingest.jsonl import JsonLines
from stillwatch.ingest.langfuse_rows import PARQUET, as_lines, column_names, is_json
from stillwatch.ingest.lenient import decode_line, to_content, to_items, to_raw
from stillwatch.ingest.linelog import BOM, first_names
from stillwatch.ingest.own_parquet import OwnParquet

OF_TRACE = (
    *("user_id", "userId", "session_id", "sessionId", "environment", "release", "version", "tags"),
)
"""Fields of a trace that hold for its observations, where these have none."""

OTHERS = {"scores": "scores", "traces": "traces", "manifests": "manifests of exports"}
"""Records that are no observations, by what they are, and how they are counted."""
_NONE = "observations that are no generations"
_ITS_OWN = "calls that Langfuse makes itself, such as its judge's"
_RESERVED = "langfuse"
"""What the names of Langfuse's own environments begin with; nobody else's may."""
_TABLES = (
    frozenset({"trace_id", "start_time", "project_id", "parent_observation_id", "type"}),
    frozenset({"trace_id", "timestamp", "project_id", "data_type", "value"}),
    frozenset({"session_id", "user_id", "timestamp", "project_id", "bookmarked", "public"}),
)
"""Columns that observations, scores and traces have in every export; other tables may have some."""
_ZONE = re.compile(r"(?:[zZ]|[+-]\d\d:?\d\d)$")


class Observation(msgspec.Struct, gc=False):
    """An observation, or a trace with observations; both spellings. Scores have a `data_type`."""

    id: Any = None
    type: Any = None
    start_time: Any = None
    startTime: Any = None
    user_id: Any = None
    userId: Any = None
    session_id: Any = None
    sessionId: Any = None
    model: Any = None
    provided_model_name: Any = None
    providedModelName: Any = None
    model_parameters: Any = None
    modelParameters: Any = None
    input: Any = None
    output: Any = None
    usage_details: Any = None
    usageDetails: Any = None
    usage: Any = None
    latency: Any = None
    level: Any = None
    environment: Any = None
    timestamp: Any = None
    data_type: Any = None
    dataType: Any = None
    exportSource: Any = None
    observations: list[Observation] | None = None
    data: list[Observation] | None = None


class Langfuse(Adapter):
    """Langfuse: observations (blob storage export, API), or traces that hold their observations.

    `account.id` is the user id of the observation or of its trace. Observations that are no
    generations are skipped and counted. Observations of the legacy export name no user: they take
    their trace's, where its folder `traces` lies beside theirs. Masked texts are told by their
    placeholders. There is no client address.
    """

    name = "langfuse"
    priority = 5  # before Parquet of any columns
    line = Observation
    signs = (
        frozenset({"type", "trace_id", "start_time"}),
        frozenset({"type", "traceId", "startTime"}),
        frozenset({"trace_id", "start_time", "project_id", "parent_observation_id"}),
        frozenset({"observations", "sessionId", "timestamp"}),
        frozenset({"observations", "session_id", "timestamp"}),
        frozenset({"data_type", "trace_id", "timestamp", "value"}),
        frozenset({"dataType", "traceId", "timestamp", "value"}),
        frozenset({"session_id", "user_id", "timestamp", "bookmarked", "public"}),
        frozenset({"exportSource", "files", "tables"}),
    )

    @classmethod
    def recognise(cls, head: bytes, path: Path) -> bool:
        """Take observations, traces, scores and manifests, or a page of any from the API."""
        if not is_json(head):
            columns = column_names(head, path)
            return any(sign <= columns for sign in _TABLES)
        if super().recognise(head, path):
            return True
        head = head.removeprefix(BOM)
        inside = first_names(head, 2)
        return "data" in first_names(head) and any(sign <= inside for sign in cls.signs)

    @classmethod
    def no_calls(cls, head: bytes, path: Path) -> str:
        """Tell scores, traces without their observations, and manifests."""
        if is_json(head):
            names = first_names(head.removeprefix(BOM))
        else:
            names = column_names(head, path)
        return OTHERS.get(_other(dict.fromkeys(names, True)), "")

    def blocks(self, source: ByteSource, block_bytes: int = BLOCK_BYTES) -> Iterator[RawBlock]:
        """Cut rows of Parquet or CSV, or lines of JSON; the legacy export's with their traces.

        Raises
        ------
        InputError
            As the readers of these do.
        """
        folder = langfuse_traces.folder_beside(source)
        traces = None if folder is None else langfuse_traces.traces(folder, source, _cut)
        for block in _cut(source, block_bytes):
            for lent in [block] if traces is None else traces.lend(block, source, block_bytes):
                yield lent._replace(format=self.name)

    def parse(self, block: RawBlock) -> ParsedBlock:
        """Read rows as the lines of JSON that they would be."""
        return super().parse(as_lines(block))

    def exchanges(self, line: Observation) -> Iterator[wire.Exchange | str]:
        """Yield the exchange of each generation."""
        for record, trace in _records(line):
            yield _no_call(record, trace) or _exchange(record, trace)

    def views(self, line: Observation, raw: bytes) -> Iterator[dict[str, Any]]:
        """Yield the observations, each with its trace under `trace`.

        Who asked, and the metadata, are found with either: an export has them on observations.
        """
        record = decode_line(raw)
        for outer in _objects(record, "data") or [record]:
            inner = _objects(outer, "observations")
            if inner is None:
                yield outer | _metadata(outer)
            for held in inner or ():
                of_trace = {n: outer[n] for n in OF_TRACE if outer.get(n) and not held.get(n)}
                yield held | of_trace | _metadata(outer, held) | {"trace": outer}

    @classmethod
    def unread(cls, record: dict[str, Any], known: unknown.Names) -> list[str]:
        """Return the names that hold something and are not read, in observations as in traces."""
        if "metadata" not in known:
            trace = known.get("trace") or {}
            by_trace = trace.get("metadata") if isinstance(trace, Mapping) else None
            known = {**known, "metadata": by_trace if "metadata" in trace else frozenset()}
        found = dict[str, None]()
        for outer in _objects(record, "data") or [record]:
            if _other(outer):
                continue
            for held in (outer, *(_objects(outer, "observations") or ())):
                left = unknown.unknown(held | _metadata(held), known, empty=False)
                found |= dict.fromkeys(left)
        return list(found)


def _cut(source: ByteSource, block_bytes: int = BLOCK_BYTES) -> Iterator[RawBlock]:
    head = source.head()
    if head.startswith(PARQUET):
        return OwnParquet().blocks(source, block_bytes)
    kind = JsonLines() if is_json(head) else OwnCsv()
    return kind.blocks(source, block_bytes)


def _metadata(*of: dict[str, Any]) -> dict[str, Any]:
    """Return the metadata of some objects together, the later ones' first, if any has some."""
    given = [held for one in of if isinstance(held := _decoded(one.get("metadata")), dict)]
    return {"metadata": {n: v for held in given for n, v in held.items()}} if given else {}


def _records(line: Observation) -> Iterator[tuple[Observation, Observation]]:
    for outer in line.data or [line]:
        if outer.observations is None:
            yield outer, outer
        for record in outer.observations or ():
            yield record, outer


def _no_call(of: Observation, trace: Observation) -> str:
    """Say what a record is where it is no customer's call; empty if it is one."""
    if of.type is None and (kind := _other(msgspec.structs.asdict(of))):
        return OTHERS[kind]
    environment = _first(of.environment, trace.environment)
    if isinstance(environment, str) and environment.startswith(_RESERVED):
        return _ITS_OWN
    return "" if of.type == "GENERATION" else _NONE


def _other(record: dict[str, Any]) -> str:
    """Return which of `OTHERS` a record is; empty if it is an observation, or holds some."""
    if record.get("type") or record.get("observations") is not None:
        return ""
    if record.get("data_type") or record.get("dataType"):
        return "scores"
    if record.get("exportSource"):
        return "manifests"
    return "traces" if record.get("timestamp") else ""


def _objects(of: dict[str, Any], name: str) -> list[dict[str, Any]] | None:
    found = of.get(name)
    return [v for v in found if isinstance(v, dict)] if isinstance(found, list) else None


def _exchange(of: Observation, trace: Observation) -> wire.Exchange:
    settings = _decoded(of.model_parameters or of.modelParameters)
    settings = settings if isinstance(settings, dict) else {}
    asked, tools = _asked(_decoded(of.input))
    usage = _usage(_decoded(of.usage_details or of.usageDetails or of.usage))
    output = _decoded(of.output)
    latency = as_float(of.latency)
    return wire.Exchange(
        id=of.id,
        time=_time(of.start_time or of.startTime),
        account=wire.Account(_first(of.user_id, of.userId, trace.user_id, trace.userId)),
        session=_first(of.session_id, of.sessionId, trace.session_id, trace.sessionId),
        request=wire.Request(
            model=_first(of.provided_model_name, of.providedModelName, of.model),
            temperature=settings.get("temperature"),
            top_p=settings.get("top_p"),
            max_tokens=_first(settings.get("max_tokens"), settings.get("max_completion_tokens")),
            n=settings.get("n"),
            seed=settings.get("seed"),
            reasoning=to_raw(_first(settings.get("reasoning"), settings.get("reasoning_effort"))),
            tools=to_raw(tools or settings.get("tools")),
            input=asked,
        ),
        response=wire.Response(
            status="error" if of.level == "ERROR" else "ok",
            latency_ms=None if latency is None else latency * 1000,
            content=_said(output),
            output=to_items(output.get("choices") or output.get("output"))
            if isinstance(output, dict)
            else None,
        ),
        usage=usage,
    )


def _asked(given: Any) -> tuple[Any, Any]:
    """Return messages (or text) and tools of an input: a list, a text, or the whole request."""
    if not isinstance(given, dict):
        return to_items(given), None
    messages = _first(given.get("messages"), given.get("input"), given.get("prompt"))
    found = to_items(given if "role" in given and messages is None else messages)
    system = to_content(given.get("system") or given.get("instructions"))
    if system is not None:
        rest = found if isinstance(found, list) else [found] if found else []
        found = [wire.Message("system", system), *rest]
    return found, given.get("tools")


def _said(output: Any) -> Any:
    if isinstance(output, dict):
        return to_content(_first(output.get("content"), output.get("text")))
    if isinstance(output, list):
        return to_content(output[-1].get("content") if output and isinstance(output[-1], dict)
                          and "content" in output[-1] else output)  # fmt: skip
    return to_content(output)


def _usage(details: Any) -> wire.Usage:
    """Sum the kinds of tokens: Langfuse counts cached and reasoning tokens apart."""
    if not isinstance(details, dict):
        return wire.NO_USAGE
    totals: dict[str, list[int]] = {"input": [], "output": [], "reasoning": []}
    for name, value in details.items():
        count, words = as_int(value), name.lower()
        if count is None:
            continue
        if "reasoning" in words:
            totals["reasoning"].append(count)
        if words.startswith(("output", "completion", "reasoning")):
            totals["output"].append(count)
        elif words.startswith(("input", "prompt", "cache")):
            totals["input"].append(count)
    given = {kind: sum(counts) if counts else None for kind, counts in totals.items()}
    return wire.Usage(given["input"], given["output"], given["reasoning"])


def _time(value: Any) -> Any:
    """Add the zone that the export leaves out: it writes UTC."""
    if isinstance(value, str) and not _ZONE.search(value):
        return value + "Z"
    return value


def _first(*values: Any) -> Any:
    return next((value for value in values if value is not None and value != ""), None)


def _decoded(value: Any) -> Any:
    """Decode JSON that the export wrote as text."""
    if isinstance(value, str) and value[:1] in ("{", "["):
        try:
            return msgspec.json.decode(value)
        except (msgspec.MsgspecError, RecursionError, UnicodeEncodeError):
            return value
    return value
