"""Rows of an edge log: which client an exchange came from, by the exchange's id.

JSON lines (or one JSON array) or CSV (plain, gzip, zstd) or Parquet. The fields are those of
SCHEMA.md, nested (`client: {ip: …}`), dotted (`client.ip`) or bare (`ip`). As in any log, a line
that cannot be read is counted and passed over.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from typing import Any, NamedTuple

import pyarrow as pa
import pyarrow.parquet as pq

from stillwatch.contract.exchange import SCHEMA
from stillwatch.core.errors import InputError
from stillwatch.ingest.base import LINE_LIMIT, Malformed, RawBlock
from stillwatch.ingest.bytesource import ByteSource, ReadAhead
from stillwatch.ingest.columns import settled, to_array, within_bounds
from stillwatch.ingest.lenient import NotAnExchange, decode_line
from stillwatch.ingest.linelog import BOM, UTF16, is_document, records
from stillwatch.ingest.lines import LineBlock, cut_lines
from stillwatch.ingest.nested import Fields
from stillwatch.ingest.parquet import UNREADABLE, valid_rows
from stillwatch.ingest.parquet_bounds import Step, checked, steps

CLIENT = ("ip", "asn", "client_country", "user_agent", "ja4")
"""Columns of an exchange that an edge log fills in."""

EDGE = pa.schema([SCHEMA.field(name).with_nullable(True) for name in ("id", *CLIENT)])
"""Columns of a batch of edge rows."""

BLOCK_BYTES = 8 << 20
_ROWS = 8_192
_NO_ID = "id is missing or empty"
_WIRE = {"id": "id"} | {name: name.removeprefix("client_") for name in CLIENT}
"""Column to its bare name in an edge log."""


class EdgeBlock(NamedTuple):
    """Some rows of an edge log."""

    batch: pa.RecordBatch
    """Columns of `EDGE`; every row has an id."""
    bad: list[Malformed]
    """Lines that say nothing."""


def read_rows(source: ByteSource) -> Iterator[EdgeBlock]:
    """Yield the rows of a file in order, in bounded memory.

    Raises
    ------
    InputError
        The file cannot be read, has no column `id`, or none that a client could be told by.
    """
    head = source.head()
    if head.startswith(UTF16):
        raise InputError("the text is UTF-16", path=source.name, remedy="convert it to UTF-8")
    if head.startswith(b"PAR1"):
        yield from _parquet(source)
        return
    if is_document(head):
        rows = list(records(source))
        for first in range(0, len(rows), _ROWS):
            some = b"\n".join(rows[first : first + _ROWS])
            yield _json(source.name, LineBlock(first + 1, some))
        return
    blocks = cut_lines(ReadAhead(source.chunks()), BLOCK_BYTES, LINE_LIMIT)
    if head.removeprefix(BOM).lstrip().startswith(b"{"):
        for block in blocks:
            yield _json(source.name, block)
    else:
        yield from _csv(source.name, blocks)


def _json(path: str, block: LineBlock) -> EdgeBlock:
    rows, numbers, bad = [], [], [Malformed(path, *problem) for problem in block.problems]
    data = block.data.removeprefix(BOM) if block.first_line == 1 else block.data
    for number, line in enumerate(data.split(b"\n"), block.first_line):
        if not line or line.isspace():
            continue
        try:
            rows.append(_pick(decode_line(line)))
            numbers.append(number)
        except NotAnExchange as error:
            bad.append(Malformed(path, number, str(error)))
    return _block(path, rows, numbers, bad)


def _pick(line: dict[str, Any]) -> list[Any]:
    inner = line.get("client")
    client = inner if isinstance(inner, dict) else {}
    row = [line.get("id")]
    for name in CLIENT:
        bare = _WIRE[name]
        told = (client.get(bare), line.get(f"client.{bare}"), line.get(bare))
        row.append(next((value for value in told if value not in (None, "")), None))
    return row


def _csv(path: str, blocks: Iterator[LineBlock]) -> Iterator[EdgeBlock]:
    places: list[int | None] = []
    width = 0
    for block in blocks:
        rows, numbers, bad = [], [], [Malformed(path, *problem) for problem in block.problems]
        for number, line in enumerate(block.data.split(b"\n"), block.first_line):
            fields = _fields(line.removeprefix(BOM) if number == 1 else line)
            if fields == []:
                continue
            if not places:
                names = [name.strip().lower() for name in fields or []]
                places, width = _places(path, names), len(names)
            elif fields is None or len(fields) != width:
                why = "not readable as a row of CSV" if fields is None else "more or fewer fields"
                bad.append(Malformed(path, number, why))
            else:
                rows.append([None if at is None else fields[at].strip() or None for at in places])
                numbers.append(number)
        yield _block(path, rows, numbers, bad)


def _fields(line: bytes) -> list[str] | None:
    """Cut one line of CSV; None where it cannot be."""
    try:
        text = line.decode().rstrip("\r")
        return next(csv.reader([text], strict=True), []) if text.strip() else []
    except (UnicodeDecodeError, csv.Error):
        return None


def _places(path: str, names: list[str]) -> list[int | None]:
    found = [
        next((names.index(n) for n in _spellings(column) if n in names), None)
        for column in EDGE.names
    ]
    _check(path, [EDGE.names[i] for i, at in enumerate(found) if at is not None])
    return found


def _spellings(column: str) -> tuple[str, ...]:
    bare = _WIRE[column]
    return (bare,) if column == "id" else (f"client.{bare}", bare)


def _check(path: str, there: list[str]) -> None:
    if "id" not in there:
        raise InputError(
            "no column is called id", path=path,
            remedy="it must hold the id of the exchange; CSV needs commas between its fields",
        )  # fmt: skip
    if len(there) == 1:
        names = ", ".join(f"client.{_WIRE[name]}" for name in CLIENT)
        raise InputError("no column tells of a client", path=path, remedy=f"known are {names}")


def _parquet(source: ByteSource) -> Iterator[EdgeBlock]:
    source.hash_all()
    try:
        footer = checked(source.path, source.size)
        file = pq.ParquetFile(source.path, memory_map=False, buffer_size=1 << 20, pre_buffer=False)
        schema = Fields(file.schema_arrow)
        named = {
            column: spelt
            for column in EDGE.names
            for spelt in reversed(_spellings(column))
            if schema.has(spelt)
        }
        _check(source.name, list(named))
        tops = sorted(
            {n if n in file.schema_arrow.names else n.partition(".")[0] for n in named.values()}
        )
        first = 1
        for batch in _together(steps(file, tops, footer, source.size, _ROWS), source.name):
            # Parquet itself does not check that text is UTF-8
            raw = RawBlock(source.name, "", first, batch, 0)
            valid, numbers, bad = valid_rows(raw)
            fields = Fields(valid.schema, valid)
            columns = {column: fields.get(spelt) for column, spelt in named.items()}
            yield _assembled(source.name, columns, numbers, bad)
            first += batch.num_rows
    except UNREADABLE as error:
        why = (str(error).splitlines() or [""])[0][:120]
        raise InputError(f"not a readable Parquet file: {why}", path=source.name) from None


def _together(parts: Iterator[Step], path: str) -> Iterator[pa.RecordBatch]:
    """Join steps, which may be small, to batches of about `_ROWS` rows."""
    held, rows, before = list[pa.RecordBatch](), 0, 0
    for part in parts:
        if part.batch is None:
            raise InputError(part.problem, path=path, line=before + rows + 1)
        held.append(part.batch)
        rows += part.batch.num_rows
        if rows >= _ROWS:
            yield pa.concat_batches(held)
            before, held, rows = before + rows, [], 0
    if held:
        yield pa.concat_batches(held)


def _block(path: str, rows: list[list[Any]], numbers: list[int], bad: list[Malformed]) -> EdgeBlock:
    columns = list(map(list, zip(*rows, strict=True))) if rows else [[] for _ in EDGE]
    return _assembled(path, dict(zip(EDGE.names, columns, strict=True)), numbers, bad)


def _assembled(
    path: str, columns: dict[str, Any], numbers: list[int], bad: list[Malformed]
) -> EdgeBlock:
    arrays = [
        settled(field.name, within_bounds(field.name, to_array(columns[field.name], field.type)))
        if columns.get(field.name) is not None
        else pa.nulls(len(numbers), field.type)
        for field in EDGE
    ]
    batch = pa.RecordBatch.from_arrays(arrays, schema=EDGE)
    there = [bool(name) for name in batch.column("id").to_pylist()]
    if not all(there):
        bad += [
            Malformed(path, number, _NO_ID)
            for number, good in zip(numbers, there, strict=True)
            if not good
        ]
        batch = batch.filter(pa.array(there, pa.bool_()))
    return EdgeBlock(batch, sorted(bad, key=lambda m: m.line))
