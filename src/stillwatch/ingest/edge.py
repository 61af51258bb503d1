"""An edge log joined to exchanges by their id, from disk: memory does not grow with its rows.

The rows are sorted once by a hash of the id (DuckDB, which spills) into two files that workers
map into memory: the hashes, and the values in batches of `ROWS`. A lookup is a binary search and
a copy of the rows that were found; the pages that it touched are the system's to drop.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from stillwatch.errors import InputError
from stillwatch.ingest.base import Malformed
from stillwatch.ingest.bytesource import ByteSource, LogFile
from stillwatch.ingest.edge_rows import CLIENT, EDGE, read_rows
from stillwatch.ingest.hashing import hash_strings
from stillwatch.ingest.ledger import QUOTED
from stillwatch.ingest.pseudonyms import pseudonymise_batch

ROWS = 65_536
"""Rows in a batch of values on disk."""

MATCHED = 1
"""Bit of a mark: the edge log knows the exchange. The bits above it, one for each of `CLIENT`:
the exchange's own value was another one."""

_SORTED = pa.schema([pa.field("key", pa.uint64()), *(EDGE.field(name) for name in CLIENT)])


@dataclass(frozen=True)
class Edge:
    """A sorted edge log; small, and picklable to workers."""

    folder: Path
    rows: int
    """Distinct exchanges that it knows."""
    duplicates: int
    """Rows whose id had come before; the first counts."""
    files: tuple[LogFile, ...]
    malformed: int
    """Lines that could not be read."""
    malformed_lines: tuple[Malformed, ...]
    """The first of them."""

    def join(self, batch: pa.RecordBatch) -> tuple[pa.RecordBatch, npt.NDArray[np.uint8]]:
        """Return a batch of exchanges with `client.*` as the edge saw it.

        Where the edge log has a value it takes the place of the exchange's own, which a proxy may
        have written; where it has none the exchange's own stays.

        Returns
        -------
        batch, marks
            Marks have shape ``(rows,)``: see `MATCHED`.
        """
        marks = np.zeros(batch.num_rows, np.uint8)
        if not self.rows or not batch.num_rows:
            return batch, marks
        table = _mapped(self.folder)
        wanted = hash_strings(batch.column("id"))
        place = np.minimum(np.searchsorted(table.keys, wanted), len(table.keys) - 1)
        found = np.flatnonzero(table.keys[place] == wanted)
        marks[found] = MATCHED
        if not len(found):
            return batch, marks
        values = table.take(place[found])
        # row of `values` for each exchange, null where the edge does not know it
        at = np.full(batch.num_rows, -1, np.int64)
        at[found] = np.arange(len(found))
        picks = pa.array(at, pa.int64(), mask=at < 0)
        for number, name in enumerate(CLIENT):
            seen = values.column(name)
            if seen.null_count == len(seen):
                continue
            spread, index = seen.take(picks), batch.schema.get_field_index(name)
            own = batch.column(index)
            other = pc.fill_null(pc.not_equal(spread, own), False)
            marks |= np.asarray(other).astype(np.uint8) << np.uint8(number + 1)
            batch = batch.set_column(index, batch.schema.field(index), pc.coalesce(spread, own))
        return batch, marks


class _Mapped(NamedTuple):
    """The files of a sorted edge log, mapped into memory."""

    keys: npt.NDArray[np.uint64]
    batches: tuple[pa.RecordBatch, ...]

    def take(self, places: npt.NDArray[np.int64]) -> pa.RecordBatch:
        """Return some rows, shape ``(n,)``, in this order."""
        order = np.argsort(places, kind="stable")
        ordered = places[order]
        cuts = np.flatnonzero(np.diff(ordered // ROWS)) + 1
        parts = [
            self.batches[part[0] // ROWS].take(pa.array(part % ROWS))
            for part in np.split(ordered, cuts)
        ]
        back = np.empty(len(order), np.int64)
        back[order] = np.arange(len(order))
        return pa.concat_batches(parts).take(pa.array(back))


@lru_cache(maxsize=1)
def _mapped(folder: Path) -> _Mapped:
    keys = np.memmap(folder / "keys", np.uint64, "r")
    file = pa.ipc.open_file(pa.memory_map(str(folder / "values.arrow")))
    return _Mapped(keys, tuple(file.get_batch(i) for i in range(file.num_record_batches)))


def build(
    paths: Sequence[Path],
    folder: Path,
    *,
    strict: bool = False,
    pseudonymise: bytes | None = None,
    progress: Callable[[str, float, float, int], None] | None = None,
) -> Edge:
    """Sort edge logs into a new folder.

    Parameters
    ----------
    paths
        Files; the first row of an id counts.
    folder
        Made here; what is written there is as private as its parent.
    strict
        Stop at the first malformed line.
    pseudonymise
        Key under which the exchanges' identifiers are replaced; the edge log's are then too.
    progress
        Called with `edge`, bytes done, bytes in all and rows.

    Raises
    ------
    InputError
        A file cannot be read, or no line of it tells of a client.
    """
    folder.mkdir(parents=True)
    raw = folder / "raw"
    raw.mkdir()
    files, bad, malformed = [], list[Malformed](), 0
    count = done = 0
    sources = [ByteSource(path) for path in paths]
    total = sum(source.size for source in sources)
    for number, source in enumerate(sources):
        before, first = count, None
        with pq.ParquetWriter(raw / f"{number:04d}.parquet", _raw_schema()) as writer:
            for block in read_rows(source):
                if block.bad:
                    first = first or block.bad[0]
                    if strict:
                        raise InputError(first.reason, path=first.path, line=first.line)
                    malformed += len(block.bad)
                    bad += block.bad[: QUOTED - len(bad)]
                writer.write_batch(_keyed(block.batch, count, pseudonymise))
                count += block.batch.num_rows
                if progress:
                    progress("edge", done + source.done, total, count)
        done += source.size
        if count == before:
            why = first.reason if first else "the file holds no row"
            raise InputError(f"no line tells of a client: {why}", path=source.name)
        files.append(LogFile(source.name, source.sha256, source.size, "edge log"))
    rows = _sort(raw, folder)
    return Edge(folder, rows, count - rows, tuple(files), malformed, tuple(bad))


def _raw_schema() -> pa.Schema:
    return pa.schema([*_SORTED, pa.field("seq", pa.int64())])


def _keyed(batch: pa.RecordBatch, first: int, key: bytes | None) -> pa.RecordBatch:
    if key is not None:
        batch = pseudonymise_batch(batch, key)
    columns = [batch.column(name) for name in CLIENT]
    keys = pa.array(hash_strings(batch.column("id")), pa.uint64())
    order = pa.array(np.arange(first, first + batch.num_rows))
    return pa.RecordBatch.from_arrays([keys, *columns, order], schema=_raw_schema())


def _sort(raw: Path, folder: Path) -> int:
    """Sort by key, keep the first row of each, and return how many there are."""
    import duckdb

    ordered, names = folder / "sorted.parquet", ", ".join(("key", *CLIENT))
    with duckdb.connect(config={"memory_limit": "512MB", "threads": 2}) as base:
        base.execute(f"SET temp_directory = '{_quoted(folder / 'spill')}'")
        query = f"SELECT {names} FROM '{_quoted(raw / '*.parquet')}' ORDER BY key, seq"
        base.execute(f"COPY ({query}) TO '{_quoted(ordered)}' (FORMAT parquet)")
    shutil.rmtree(raw)
    rows = 0
    with (
        (folder / "keys").open("wb") as keys,
        pa.OSFile(str(folder / "values.arrow"), "wb") as sink,
        pa.ipc.new_file(sink, pa.schema([EDGE.field(name) for name in CLIENT])) as writer,
    ):
        batches = pq.ParquetFile(ordered, pre_buffer=False).iter_batches(ROWS)
        for batch in _rebatched(_distinct(batches)):
            keys.write(batch.column("key").to_numpy().tobytes())
            writer.write_batch(batch.select(list(CLIENT)))
            rows += batch.num_rows
    ordered.unlink()
    return rows


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")


def _distinct(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """Keep the first row of each key of a sorted stream."""
    last = np.uint64(0)  # no hash is zero
    for batch in batches:
        keys = batch.column("key").to_numpy()
        fresh = np.append(last, keys[:-1]) != keys
        last = keys[-1] if len(keys) else last
        yield batch.cast(_SORTED) if fresh.all() else batch.cast(_SORTED).filter(pa.array(fresh))


def _rebatched(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """Cut a stream into batches of exactly `ROWS` rows, the last excepted."""
    waiting: list[pa.RecordBatch] = []
    count = 0
    for batch in batches:
        waiting.append(batch)
        count += batch.num_rows
        while count >= ROWS:
            whole = pa.concat_batches(waiting)
            yield whole.slice(0, ROWS)
            waiting, count = [whole.slice(ROWS)], count - ROWS
    if count:
        yield pa.concat_batches(waiting)
