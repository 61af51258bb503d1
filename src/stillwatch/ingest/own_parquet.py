"""A firm's own Parquet, read with a map: the columns' names are the map's paths."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from math import isfinite
from pathlib import Path
from typing import Any

import pyarrow as pa

from stillwatch.core.errors import InputError
from stillwatch.ingest import wire
from stillwatch.ingest.adapter import Work
from stillwatch.ingest.base import ParsedBlock, RawBlock
from stillwatch.ingest.json import of_record
from stillwatch.ingest.mapping import Mapping
from stillwatch.ingest.parquet import UNREADABLE, ParquetLog, valid_rows


class OwnParquet(ParquetLog):
    """Parquet with columns of any names, flat or nested, read with `--map`.

    Times of day and date are read as Parquet has them; those without a zone are UTC, unless the
    map says a `zone`. A field that the map does not name is read where the exchange log has it.
    """

    name = "own_parquet"
    priority = 20
    needs_map = True
    with_map = "own_parquet"

    @classmethod
    def recognise(cls, head: bytes, path: Path) -> bool:
        """Take nothing by itself: Parquet is the exchange log's unless a map is given."""
        return False

    def wanted(self, schema: pa.Schema, path: str) -> list[str]:
        """Return all columns: which of them a map names is not known here."""
        return list(schema.names)

    def parse(self, block: RawBlock) -> ParsedBlock:
        """Look the map's paths up in each row."""
        work, mapping = Work(block), block.mapping or Mapping()
        zoned = any(source.zoned for source in mapping.fields.values())
        for number, row in parquet_records(block, zoned=zoned):
            if isinstance(row, str):
                work.refuse(number, row)
            else:
                work.take(number, of_record(_nested(row), mapping, work.unreadable))
        return work.done()


def parquet_records(
    block: RawBlock, *, zoned: bool = False
) -> Iterator[tuple[int, dict[str, Any] | str]]:
    """Yield the rows of a block as JSON has records, or why one is none, each after its number.

    Parameters
    ----------
    block
        Its data are an Arrow batch.
    zoned
        Whether times without a zone are left so; otherwise they are UTC.

    Raises
    ------
    InputError
        A column is of a type that is not read.
    """
    batch, numbers, bad = valid_rows(block)
    yield from ((problem.line, problem.reason) for problem in bad)
    try:
        rows = _with_words(batch, zoned=zoned).to_pylist()
    except UNREADABLE as error:
        raise InputError(
            f"columns of a type that is not read: {(str(error).splitlines() or [''])[0][:120]}",
            path=block.path,
            remedy="write its times, numbers and texts as plain columns",
        ) from None
    yield from zip(numbers, map(_clean, rows), strict=True)


def _with_words(batch: pa.RecordBatch, *, zoned: bool) -> pa.RecordBatch:
    """Return a batch with text for times, dates and decimals, of which Python holds but some."""
    for change in (lambda kind: _micro(kind, zoned=zoned), _word):
        wanted = pa.schema([field.with_type(_each(field.type, change)) for field in batch.schema])
        if not wanted.equals(batch.schema):
            batch = batch.cast(wanted, safe=False)
    return batch


def _each(kind: pa.DataType, change: Callable[[pa.DataType], pa.DataType]) -> pa.DataType:
    """Return a type with another in place of each type inside it."""
    if pa.types.is_struct(kind):
        return pa.struct([field.with_type(_each(field.type, change)) for field in kind])
    if pa.types.is_list(kind):
        return pa.list_(kind.value_field.with_type(_each(kind.value_type, change)))
    if pa.types.is_large_list(kind):
        return pa.large_list(kind.value_field.with_type(_each(kind.value_type, change)))
    if pa.types.is_map(kind):
        return pa.map_(_each(kind.key_type, change), _each(kind.item_type, change))
    return change(kind)


def _micro(kind: pa.DataType, *, zoned: bool) -> pa.DataType:
    """Return a time in microseconds and UTC; one without a zone waits for the map's, if any."""
    if not pa.types.is_timestamp(kind):
        return kind
    return pa.timestamp("us", None if zoned and kind.tz is None else "UTC")


def _word(kind: pa.DataType) -> pa.DataType:
    if pa.types.is_duration(kind):
        return pa.int64()
    return pa.string() if pa.types.is_temporal(kind) or pa.types.is_decimal(kind) else kind


def _clean(value: Any) -> Any:
    """Return a value with maps as objects, and without NaN, which data frames have for null."""
    if isinstance(value, dict):
        return {name: _clean(inner) for name, inner in value.items()}
    if isinstance(value, list) and value and isinstance(value[0], tuple):  # as Arrow has a map
        return {str(name): _clean(inner) for name, inner in value}
    if isinstance(value, list):
        return [_clean(inner) for inner in value]
    return None if isinstance(value, float) and not isfinite(value) else value


def _nested(row: dict[str, Any]) -> dict[str, Any]:
    """Return a row in which our own flat columns (`account.id`) stand nested, too."""
    out = dict(row)
    for name, value in row.items():
        top, _, rest = name.partition(".")
        if rest and wire.KNOWN.get(top) and isinstance(held := out.get(top) or {}, dict):
            out[top] = held | {rest: value}
    return out
