"""An edge log joined to exchanges by their id, from disk: memory does not grow with its rows.

The rows are sorted once by a hash of the id (DuckDB, which spills) into two files that workers
map into memory: the hashes, and each column of values. A lookup is a binary search and a copy of
the rows that were found; the pages that it touched are the system's to drop.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from stillwatch.core.errors import InputError
from stillwatch.ingest.base import Malformed
from stillwatch.ingest.bytesource import ByteSource, LogFile
from stillwatch.ingest.edge_rows import CLIENT, EDGE, read_rows
from stillwatch.ingest.hashing import hash_strings
from stillwatch.ingest.ledger import QUOTED
from stillwatch.ingest.pseudonyms import pseudonymise_batch

ROWS = 65_536
"""Rows that are moved at a time when the sorted files are written."""

TEXTS = tuple(name for name in CLIENT if name != "asn")
"""Columns that hold text; an empty one says nothing."""

NO_ASN = -1
"""Stands for a network number that is not known."""

MATCHED = 1
"""Bit of a mark: the edge log knows the exchange. The bits above it, one for each of `CLIENT`:
the exchange's own value was another one."""

_GLOB = re.compile(r"([*?\[])")
"""What a folder's name may hold and a pattern of file names takes for more than itself."""

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
            seen = values[name]
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
    asn: npt.NDArray[np.int64]
    texts: dict[str, pa.Array]

    def take(self, places: npt.NDArray[np.int64]) -> dict[str, pa.Array]:
        """Return the columns of `CLIENT` of some rows, shape ``(n,)``."""
        asn = self.asn[places]
        found = {"asn": pa.array(asn, pa.int64(), mask=asn == NO_ASN)}
        for name, held in self.texts.items():
            texts = held.take(pa.array(places)).cast(pa.string())
            found[name] = pc.if_else(pc.equal(texts, ""), pa.scalar(None, pa.string()), texts)
        return found


@lru_cache(maxsize=1)
def _mapped(folder: Path) -> _Mapped:
    keys = np.memmap(folder / "keys", np.uint64, "r")
    texts = {}
    for name in TEXTS:
        bounds, data = (_buffer(folder / f"{name}.{part}") for part in ("bounds", "data"))
        texts[name] = pa.LargeStringArray.from_buffers(len(keys), bounds, data)
    return _Mapped(keys, np.memmap(folder / "asn", np.int64, "r"), texts)


def _buffer(path: Path) -> pa.Buffer:
    # an empty file cannot be mapped
    return pa.memory_map(str(path)).read_buffer() if path.stat().st_size else pa.py_buffer(b"")


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
        before, first, tells = count, None, False
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
                columns = [block.batch.column(name) for name in CLIENT]
                tells = tells or any(c.null_count < len(c) for c in columns)
                if progress:
                    progress("edge", done + source.done, total, count)
        done += source.size
        if count == before:
            why = first.reason if first else "the file holds no row"
            raise InputError(f"no line tells of a client: {why}", path=source.name)
        if not tells:
            names = ", ".join(f"client.{name.removeprefix('client_')}" for name in CLIENT)
            why = "no line tells of a client"
            raise InputError(why, path=source.name, remedy=f"known are {names}")
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
        parts = _quoted(Path(_GLOB.sub(r"[\1]", str(raw))) / "*.parquet")
        query = f"SELECT {names} FROM '{parts}' ORDER BY key, seq"
        base.execute(f"COPY ({query}) TO '{_quoted(ordered)}' (FORMAT parquet)")
    shutil.rmtree(raw)
    with ExitStack() as stack:
        writer = _Writer(folder, stack)
        batches = pq.ParquetFile(ordered, pre_buffer=False).iter_batches(ROWS)
        for batch in _distinct(batches):
            writer.write(batch)
    ordered.unlink()
    return writer.rows


class _Writer:
    """Writes columns one after the other, each to files of its own."""

    def __init__(self, folder: Path, stack: ExitStack) -> None:
        names = ["keys", "asn", *(f"{n}.{part}" for n in TEXTS for part in ("bounds", "data"))]
        self._files = {n: stack.enter_context((folder / n).open("wb")) for n in names}
        self._ends = dict.fromkeys(TEXTS, 0)
        self.rows = 0
        for name in TEXTS:
            self._files[f"{name}.bounds"].write(np.zeros(1, np.int64).tobytes())

    def write(self, batch: pa.RecordBatch) -> None:
        self._files["keys"].write(batch.column("key").to_numpy().tobytes())
        self._files["asn"].write(batch.column("asn").fill_null(NO_ASN).to_numpy().tobytes())
        for name in TEXTS:
            texts = batch.column(name).fill_null("").cast(pa.large_string())
            _, offsets, data = texts.buffers()
            bounds = np.frombuffer(offsets, np.int64)[texts.offset : texts.offset + len(texts) + 1]
            if data is not None and len(bounds):
                self._files[f"{name}.data"].write(memoryview(data)[bounds[0] : bounds[-1]])
            self._files[f"{name}.bounds"].write(
                (bounds[1:] - bounds[0] + self._ends[name]).tobytes()
            )
            self._ends[name] += int(bounds[-1] - bounds[0])
        self.rows += batch.num_rows


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
