"""From logs to feature rows on disk: reading, text work and de-duplication.

Blocks are cut in this process, parsed and turned into feature rows in worker processes, and
de-duplicated here in the order of the log, so that the result does not depend on timing.
"""

from __future__ import annotations

import signal
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import ClassVar, NamedTuple

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.parquet as pq

from stillwatch.audit.units import Everybody
from stillwatch.features.context import Settings as FeatureSettings
from stillwatch.features.extract import Extracted, extract
from stillwatch.ingest.accounts import AccountTable
from stillwatch.ingest.base import BLOCK_BYTES, ParsedBlock, RawBlock, RowMarks
from stillwatch.ingest.edge import Edge
from stillwatch.ingest.ledger import IngestReport, Ledger
from stillwatch.ingest.mapping import Mapping
from stillwatch.ingest.marks import presence
from stillwatch.ingest.read import Progress, parse_block, raw_blocks

ONE_PROCESS = 1_000_000
"""Bytes of logs on disk below which starting workers costs more than they save."""
SMALL, MOST = 1 << 20, 256
"""Bytes, and blocks, that are worked on together where blocks are smaller than that."""
SEGMENT_ROWS = 262_144
"""Rows after which a segment of feature rows is written."""


@dataclass(frozen=True)
class Collected:
    """Feature rows on disk."""

    report: IngestReport
    rows: Path
    """Folder of Parquet segments: feature rows."""
    values: Path
    """Folder of Parquet segments: `key, type, value` of observables."""
    names: dict[int, tuple[str, str | None]]
    """Key of a unit to (account, end user): every end user of every account apart."""
    seconds: dict[str, float]
    """Worker seconds in parsing and in text work."""
    seen: npt.NDArray[np.int64]
    """Shape (256,): exchanges by what the edge log knew of them (marks of `ingest.edge`)."""


class Worked(NamedTuple):
    """What a worker returns for some blocks."""

    parsed: tuple[ParsedBlock, ...]
    """One for each block, without its batch: text stays in the worker."""
    extracted: Extracted
    parse_s: float
    extract_s: float
    seen: npt.NDArray[np.uint8] | None = None
    """What the edge log knew of each exchange (`ingest.edge`), shape ``(rows,)``."""


@dataclass(frozen=True)
class Setup:
    """What a worker needs besides blocks; sent to it once."""

    pseudonymise: bytes | None = None
    """Key under which identifiers are replaced."""
    table: AccountTable | None = None
    """Account table whose fields override those of the exchanges."""
    edge: Edge | None = None
    """Edge log that says which client each exchange came from."""


def work(blocks: Sequence[RawBlock], setup: Setup) -> Worked:
    """Parse blocks and extract the features of all of them; runs in a worker process."""
    started = time.perf_counter()
    parsed = [parse_block(block, setup.pseudonymise) for block in blocks]
    whole, seen = _joined([each.batch for each in parsed]), None
    batch = whole
    if setup.edge is not None:
        batch, seen = setup.edge.join(batch)
    if setup.table is not None:
        batch = setup.table.apply(batch)
    if batch is not whole:
        present, at = presence(batch), 0
        for place, each in enumerate(parsed):
            until = at + each.batch.num_rows
            marks = each.marks._replace(present=present[at:until])
            parsed[place], at = each._replace(marks=marks), until
    between = time.perf_counter()
    settings = FeatureSettings(split_end_users=Everybody(), key=setup.pseudonymise or b"")
    extracted = extract(batch, settings)
    ended = time.perf_counter()
    empty = parsed[0].without_text().batch  # one for all, which is pickled once
    plain = tuple(each._replace(batch=empty) for each in parsed)
    return Worked(plain, extracted, between - started, ended - between, seen)


def _joined(batches: list[pa.RecordBatch]) -> pa.RecordBatch:
    if len(batches) == 1:
        return batches[0]
    whole = pa.Table.from_batches(batches).combine_chunks().to_batches()
    return whole[0] if whole else batches[0]


def _together(blocks: Iterable[RawBlock]) -> Iterator[list[RawBlock]]:
    """Put small blocks together, in order: text work costs milliseconds, however little it is of.

    Loggers that write a file for each request (LiteLLM to S3) would be read at a hundred a second.
    """
    held: list[RawBlock] = []
    size = 0
    for block in blocks:
        held.append(block)
        size += len(block.data) if isinstance(block.data, bytes) else BLOCK_BYTES
        if size >= SMALL or len(held) >= MOST:
            yield held
            held, size = [], 0
    if held:
        yield held


DEFAULT = Setup()
Submit = Callable[[list[RawBlock]], "Future[Worked]"]


def collect(
    paths: list[Path],
    scratch: Path,
    *,
    strict: bool = False,
    format: str | None = None,
    mapping: Mapping | None = None,
    setup: Setup = DEFAULT,
    workers: int = 2,
    progress: Progress | None = None,
    known: pa.Table | None = None,
) -> Collected:
    """Read logs and leave feature rows below `scratch`.

    `known` are marks of exchanges that were read before and must not count again (columns `id`,
    `body`); if it is given, those of the new ones are left in the folder `ids`, too.

    Raises
    ------
    InputError
        A path cannot be read, or (with `strict`) a line is malformed.
    """
    blocks = raw_blocks(paths, format=format, mapping=mapping)
    ledger = Ledger(strict=strict, known=known)
    writer = _Segments(scratch / "rows")
    values = _Values(scratch / "values")
    ids = None if known is None else _Segments(scratch / "ids")
    names: dict[int, tuple[str, str | None]] = {}
    seconds = {"parse": 0.0, "extract": 0.0}
    seen = np.zeros(256, np.int64)
    exchanges = 0
    with _pool(workers, blocks.total_bytes, setup) as submit:
        jobs = (submit(some) for some in _together(blocks))
        for done in _in_order(jobs, workers * 2):
            fresh = np.concatenate([ledger.admit(parsed) for parsed in done.parsed])
            if done.seen is not None:
                seen += np.bincount(done.seen[fresh], minlength=256)
            rows = done.extracted.rows
            rows = rows if fresh.all() else rows.filter(pa.array(fresh))
            writer.add(rows)
            if ids is not None:
                ids.add(_ids([parsed.marks for parsed in done.parsed], fresh))
            values.add(done.extracted.values)
            for key, name, end_user in zip(
                *(column.to_pylist() for column in done.extracted.accounts.columns), strict=True
            ):
                names.setdefault(key, (name, end_user))
            seconds["parse"] += done.parse_s
            seconds["extract"] += done.extract_s
            exchanges += rows.num_rows
            if progress:
                progress("read", blocks.done_bytes, blocks.total_bytes, exchanges)
    writer.close()
    values.close()
    if ids is not None:
        ids.close()
    report = ledger.report(tuple(blocks.files))
    return Collected(report, writer.folder, values.folder, names, seconds, seen)


@contextmanager
def _pool(workers: int, size: int, setup: Setup) -> Iterator[Submit]:
    """Give a way to submit blocks: in worker processes, or here for a small log."""
    if size < ONE_PROCESS or workers < 2:
        yield lambda blocks: _here(blocks, setup)
        return
    # spawn: forking a process that holds threads of Arrow and DuckDB can deadlock
    pool = ProcessPoolExecutor(workers, get_context("spawn"), _begin, (setup,))

    def submit(blocks: list[RawBlock]) -> Future[Worked]:
        # whoever presses Ctrl-C means this process, which ends the workers: they are started
        # with the signal blocked, or each would print a traceback of its own
        with _undisturbed():
            return pool.submit(_at_desk, blocks)

    try:
        yield submit
    finally:
        pool.shutdown(cancel_futures=True)


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Hold an interrupt back until a worker that is being started has been told all it needs.

    The mask is for the workers, who inherit it. It does not keep the signal from other threads of
    this process, after which Python would interrupt the main one all the same.
    """
    foreign = signal.getsignal(signal.SIGINT) is None  # set by a program that embeds Python
    if foreign or threading.current_thread() is not threading.main_thread():
        yield
        return
    came: list[int] = []
    before = signal.signal(signal.SIGINT, lambda number, _: came.append(number))
    held = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, held)
        signal.signal(signal.SIGINT, before)
        if came:
            signal.raise_signal(signal.SIGINT)


class _Desk:
    """What this worker process was set up with."""

    setup: ClassVar[Setup] = Setup()


def _begin(setup: Setup) -> None:
    _Desk.setup = setup


def _at_desk(blocks: list[RawBlock]) -> Worked:
    return work(blocks, _Desk.setup)


def _here(blocks: list[RawBlock], setup: Setup) -> Future[Worked]:
    future: Future[Worked] = Future()
    future.set_result(work(blocks, setup))
    return future


def _in_order(jobs: Iterator[Future[Worked]], most: int) -> Iterator[Worked]:
    """Results in the order of submission, with at most `most` blocks under way."""
    waiting: deque[Future[Worked]] = deque()
    for job in jobs:
        waiting.append(job)
        if len(waiting) >= most:
            yield waiting.popleft().result()
    while waiting:
        yield waiting.popleft().result()


def _ids(marks: list[RowMarks], fresh: npt.NDArray[np.bool_]) -> pa.RecordBatch:
    ids = np.concatenate([each.id_hash for each in marks])
    bodies = np.concatenate([each.body for each in marks])
    columns = [pa.array(ids[fresh]), pa.array(bodies[fresh])]
    return pa.RecordBatch.from_arrays(columns, ["id", "body"])


class _Segments:
    """Parquet files of a bounded number of rows."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True)
        self.folder = folder
        self._waiting: list[pa.RecordBatch] = []
        self._count = self._files = 0

    def add(self, batch: pa.RecordBatch) -> None:
        if not batch.num_rows:
            return
        self._waiting.append(batch)
        self._count += batch.num_rows
        if self._count >= SEGMENT_ROWS:
            self._flush()

    def close(self) -> None:
        if self._waiting:
            self._flush()

    def _flush(self) -> None:
        table = pa.Table.from_batches(self._waiting)
        path = self.folder / f"{self._files:05d}.parquet"
        pq.write_table(table, path, compression="zstd", compression_level=1)
        self._files += 1
        self._waiting, self._count = [], 0


class _Values:
    """Segments of observable values, each value written once as far as memory allows.

    A template has many excerpts, of which the least is shown: whatever is less than what was
    written is written, too, so that the least one does not depend on the order of the log.
    """

    LIMIT = 2_000_000

    def __init__(self, folder: Path) -> None:
        self._segments = _Segments(folder)
        self.folder = folder
        self._least: dict[int, str] = {}

    def add(self, table: pa.Table) -> None:
        fresh = []
        for key, value in zip(table["key"].to_pylist(), table["value"].to_pylist(), strict=True):
            held = self._least.get(key)
            fresh.append(held is None or value < held)
            if fresh[-1] and (held is not None or len(self._least) < self.LIMIT):
                self._least[key] = value
        for batch in table.filter(pa.array(fresh, pa.bool_())).to_batches():
            self._segments.add(batch)

    def close(self) -> None:
        self._segments.close()
