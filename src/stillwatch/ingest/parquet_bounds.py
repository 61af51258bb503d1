"""Parquet files that hold far more than they weigh: read in small steps, or refused.

A dictionary, run lengths and empty lists let a few kilobytes stand for gigabytes. The footer says
how many rows and values there are and how large each column is; what it says is checked first.
Then rows are read a few at a time, so that no more than a step is ever unpacked beyond bounds.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from stillwatch.core.errors import InputError, shown
from stillwatch.ingest.base import LINE_LIMIT
from stillwatch.ingest.bounds import MOST_VALUES
from stillwatch.ingest.bytesource import MAX_RATIO, RATIO_FROM
from stillwatch.ingest.parquet_footer import Footer, read_footer

ROWS_A_BYTE, VALUES_A_BYTE = 8, 4
"""Most rows, and values of one column of a row group, that a byte of the file may stand for;
besides `FREE` of either. An id alone, all of which differ, takes some bytes a row."""
FREE = 1_000_000
STEP_BYTES = 256 << 20
"""Bytes that the rows of a step may take when they are all as long as the longest may be."""
STEP_ROWS = 64
_DENSE, _SMALL = 50, 8 << 20  # times that honest text is compressed; and bytes that do not matter


class Step(NamedTuple):
    """Some rows, or one that is too large."""

    batch: pa.RecordBatch | None
    """Rows, dictionaries decoded; none where a row is beyond bounds."""
    problem: str = ""


def checked(path: Path, size: int) -> Footer:
    """Read a file's footer, and refuse one that claims far more than the file's size can hold.

    Raises
    ------
    InputError
        It does, or is damaged.
    """
    footer = read_footer(path)
    unpacked = sum(max(0, chunk.unpacked) for chunk in footer.chunks)
    most = max((chunk.values for chunk in footer.chunks), default=0)
    if footer.rows > FREE + ROWS_A_BYTE * size:
        what = f"{footer.rows:,} rows"
    elif most > FREE + VALUES_A_BYTE * size:
        what = f"{most:,} values in one column"
    elif unpacked > RATIO_FROM and unpacked > MAX_RATIO * size:
        what = f"{unpacked:,} bytes"
    else:
        return footer
    raise InputError(
        f"{what} in a file of {size:,} bytes: taken for a decompression bomb",
        path=shown(path),
        remedy="write the log again with one row an exchange",
    )


def steps(
    file: pq.ParquetFile, columns: list[str], footer: Footer, size: int, most: int = STEP_ROWS
) -> Iterator[Step]:
    """Read rows in order, so few at a time that no dictionary unpacks beyond bounds.

    Parameters
    ----------
    columns
        Names at the top.
    footer
        See `checked`.
    size
        Bytes of the file on disk.
    most
        Rows of a step at most; more where rows are short.
    """
    plain = pa.schema([pa.field(f.name, _plain(f.type)) for f in file.schema_arrow])
    total = 0
    for batch in file.iter_batches(batch_size=_step_rows(footer, most), columns=columns):
        if any(_plain(field.type) != field.type for field in batch.schema):
            batch = batch.cast(pa.schema([plain.field(n) for n in batch.schema.names]))
        total += batch.nbytes
        if total > RATIO_FROM and total > MAX_RATIO * size:
            yield Step(None, f"the file expands more than {MAX_RATIO}-fold")
            return
        if batch.nbytes <= LINE_LIMIT and _values(batch) <= MOST_VALUES:
            yield Step(batch)
            continue
        for row in range(batch.num_rows):
            one = batch.slice(row, 1)
            if one.nbytes > LINE_LIMIT:
                yield Step(None, f"the row is longer than {LINE_LIMIT >> 20} MiB")
            elif _values(one) > MOST_VALUES:
                yield Step(None, f"more than {MOST_VALUES:,} values in one row")
            else:
                yield Step(one)


def _step_rows(footer: Footer, most_rows: int) -> int:
    longest = whole = 1
    for chunk in footer.chunks:
        if chunk.is_bytes and chunk.dictionary:
            # a value may be as long as its dictionary, and that be packed as densely as any
            dense = chunk.unpacked > _SMALL and chunk.unpacked > _DENSE * max(1, chunk.packed)
            most = chunk.unpacked if dense else min(chunk.unpacked, _DENSE * chunk.dictionary)
            longest, whole = max(longest, most), max(whole, chunk.unpacked)
    few = min(max(STEP_BYTES // longest, 1), STEP_ROWS)
    # more than a few only where that is safe were each row a whole dictionary
    return int(min(max(few, STEP_BYTES // 4 // whole), most_rows))


def _plain(kind: pa.DataType) -> pa.DataType:
    """Return a type without dictionaries inside."""
    if pa.types.is_dictionary(kind):
        return kind.value_type
    if pa.types.is_struct(kind):
        return pa.struct([pa.field(f.name, _plain(f.type), f.nullable) for f in kind])
    if pa.types.is_large_list(kind):
        return pa.large_list(_plain(kind.value_type))
    return pa.list_(_plain(kind.value_type)) if pa.types.is_list(kind) else kind


def _values(data: pa.RecordBatch | pa.Array) -> int:
    """Count the items of all lists, and of lists within them."""
    if isinstance(data, pa.RecordBatch):
        return sum(_values(column) for column in data.columns)
    if pa.types.is_struct(data.type):
        return sum(_values(pc.struct_field(data, i)) for i in range(data.type.num_fields))
    if pa.types.is_list(data.type) or pa.types.is_large_list(data.type):
        inner = data.flatten()
        return len(inner) + _values(inner)
    return 0
