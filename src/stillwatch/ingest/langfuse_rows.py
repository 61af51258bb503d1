"""Rows of Langfuse's Parquet and CSV as the lines of JSON that its other exports have.

Langfuse's field reference: all file types carry the same fields. Parquet, its default, is
ClickHouse's own (times, maps and lists as such); in CSV objects and lists are JSON text.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import msgspec
import pyarrow.parquet as pq

from stillwatch.ingest.base import Malformed, RawBlock
from stillwatch.ingest.csv import csv_records, header_names
from stillwatch.ingest.linelog import BOM, is_document
from stillwatch.ingest.own_parquet import parquet_records
from stillwatch.ingest.parquet import UNREADABLE
from stillwatch.ingest.parquet_footer import LARGEST

PARQUET = b"PAR1"
_encode = msgspec.json.Encoder().encode


def is_json(head: bytes) -> bool:
    """Tell whether a file that starts so may hold JSON: lines, or one document."""
    start = head.removeprefix(BOM).lstrip()
    return is_document(head) or start[:1] == b"{"


def column_names(head: bytes, path: Path) -> frozenset[str]:
    """Return the names of a table's columns, none where a file is no table.

    Parameters
    ----------
    head
        Its start, decompressed.
    path
        Where it lies: Parquet has its names at its end.
    """
    if not head.startswith(PARQUET):
        return frozenset() if is_json(head) else header_names(head.removeprefix(BOM))
    try:
        with path.open("rb") as file:
            file.seek(-8, 2)
            if int.from_bytes(file.read(4), "little") > LARGEST:
                return frozenset()
        return frozenset(pq.read_schema(path).names)
    except UNREADABLE:  # whoever opens it to read says so
        return frozenset()


def as_lines(block: RawBlock) -> RawBlock:
    """Return a block of rows as one of JSON lines, each with the number that its row has.

    Raises
    ------
    InputError
        A column is of a type that is not read.
    """
    if isinstance(block.data, bytes):
        return block
    rows: Iterable[tuple[int, dict[str, Any] | str]]
    rows = csv_records(block) if isinstance(block.data, tuple) else parquet_records(block)
    lines, bad, at = list[bytes](), list(block.problems), block.first_line
    for number, row in rows:
        if isinstance(row, str):
            bad.append(Malformed(block.path, number, row))
            continue
        lines += [b""] * (number - at)  # rows of CSV may take several lines
        lines.append(_encode(row))
        at = number + 1
    return block._replace(data=b"\n".join(lines), problems=tuple(bad))
