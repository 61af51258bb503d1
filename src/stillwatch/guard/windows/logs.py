"""Windows of logs: cut by stream and in order of time, judged against a log of ordinary traffic."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from stillwatch.core.errors import UsageError
from stillwatch.features.prior import prior
from stillwatch.guard.windows.judge import FEWEST, WindowResult, WindowTest, needed
from stillwatch.guard.windows.readings import Readings, join, kinds, read
from stillwatch.ingest import unread
from stillwatch.ingest.mapping import Mapping
from stillwatch.ingest.read import LOG_NAMES, TABLE_NAMES, Progress, expand, open_logs

STREAMS = ("all", "account", "end_user", "key", "org")
"""What a stream is: the whole log, or the exchanges with one value of a field."""
WHOLE = "all"


@dataclass(frozen=True)
class Request:
    """What is to be judged, and how."""

    logs: list[Path]
    reference: list[Path]
    """Logs of ordinary traffic of the same streams, from another time."""
    stream: str = WHOLE
    """One of `STREAMS`."""
    size: int = 500
    """Exchanges with text in a window."""
    level: float = 0.01
    structure: bool = False
    """Sum evidence within accounts too."""
    format: str | None = None
    mapping: Mapping | None = None


class Judged(NamedTuple):
    """A window of a log and what is said of it."""

    stream: str
    since: int
    """Microseconds since 1970 of its first exchange."""
    until: int
    """Microseconds since 1970 of its last exchange."""
    result: WindowResult
    exchanges: tuple[str, ...]
    """Ids of the exchanges that the winning bet rests on, strongest first."""


class Unjudged(NamedTuple):
    """A stream of which something is left out, and why."""

    stream: str
    exchanges: int
    reason: str


@dataclass
class Stream:
    """Exchanges with text of one stream."""

    ids: list[str] = field(default_factory=list)
    times: list[NDArray[np.int64]] = field(default_factory=list)
    parts: list[Readings] = field(default_factory=list)

    def in_order(self) -> tuple[Readings, NDArray[np.int64], list[str]]:
        """Sort by time, and by id where that is the same."""
        times = np.concatenate(self.times)
        place = np.empty(len(self.ids), dtype=np.int64)
        place[sorted(range(len(self.ids)), key=self.ids.__getitem__)] = np.arange(len(self.ids))
        order = np.lexsort((place, times))
        return join(self.parts).take(order), times[order], [self.ids[row] for row in order]


def judge_logs(
    request: Request, progress: Progress | None = None, notes: list[str] | None = None
) -> tuple[list[Judged], list[Unjudged]]:
    """Judge every whole window of every stream that ordinary traffic is known of.

    Parameters
    ----------
    request
        What is judged, and how.
    progress
        Called with a stage, bytes done, bytes in all and exchanges.
    notes
        Takes sentences about what of the logs could not be read.

    Raises
    ------
    UsageError
        There is no such stream, or windows are too small.
    InputError
        A log cannot be read.
    """
    if request.stream not in STREAMS:
        raise UsageError(f"no stream {request.stream!r}: known are {', '.join(STREAMS)}")
    names = LOG_NAMES if request.mapping is None else (*LOG_NAMES, *TABLE_NAMES)
    both = (expand(paths, names) for paths in (request.logs, request.reference))
    if same := set.intersection(*({os.path.realpath(p) for p in paths} for paths in both)):
        raise UsageError(f"{min(same)} is both judged and the reference: keep them apart")
    if request.size < 20:
        raise UsageError(f"windows of {request.size} say nothing: 20 is the least")
    notes = [] if notes is None else notes
    ordinary = streams(request.reference, request, notes, "reference", progress)
    judged: list[Judged] = []
    left: list[Unjudged] = []
    found = streams(request.logs, request, notes, "read", progress)
    for name, stream in sorted(found.items()):
        readings, times, ids = stream.in_order()
        known = ordinary[name].in_order()[0] if name in ordinary else None
        if known is None or len(known) < FEWEST:
            few = 0 if known is None else len(known)
            left.append(
                Unjudged(name, len(ids), f"{few} ordinary exchanges known, {FEWEST} are needed")
            )
            continue
        test = calibrated(known, request)
        if not len(test.ordinary):
            least = 2 * needed(request.level, request.structure) * request.size
            reason = f"nothing flagged: {len(known)} ordinary exchanges known, {least} are needed"
            left.append(Unjudged(name, len(ids), f"{reason} at this level and size"))
        for start in range(0, len(ids) - request.size + 1, request.size):
            rows = np.arange(start, start + request.size)
            result = test.judge(readings.take(rows))
            shown = tuple(ids[start + row] for row in result.rows)
            judged.append(Judged(name, int(times[start]), int(times[rows[-1]]), result, shown))
        if rest := len(ids) % request.size:
            left.append(Unjudged(name, rest, f"fewer than {request.size} left: no whole window"))
    return judged, left


def calibrated(known: Readings, request: Request) -> WindowTest:
    """Fit a test: the earlier half is the reference, windows of the later one calibrate.

    Where the later half has too few windows for the level, all is reference and nothing is
    flagged.
    """
    half = len(known) // 2
    count = (len(known) - half) // request.size
    enough = half >= FEWEST and count >= needed(request.level, request.structure)
    windows = [
        known.take(np.arange(half + k * request.size, half + (k + 1) * request.size))
        for k in range(count if enough else 0)
    ]
    reference = known.take(np.arange(half)) if enough else known
    return WindowTest.fit(
        reference, windows, kinds(prior()), level=request.level, structure=request.structure
    )


def streams(
    paths: list[Path],
    request: Request,
    notes: list[str] | None = None,
    stage: str = "read",
    progress: Progress | None = None,
) -> dict[str, Stream]:
    """Read logs into streams; exchanges without text, or without a stream, are left out."""
    found: dict[str, Stream] = {}
    reader = open_logs(paths, format=request.format, mapping=request.mapping)
    count = 0
    for batch in reader:
        count += batch.num_rows
        if progress:
            progress(stage, reader.done_bytes, reader.total_bytes, count)
        readings, some = read(batch)
        kept = batch.filter(pa.array(some))
        times = np.asarray(kept.column("time").cast(pa.int64()).to_numpy(), np.int64)
        ids = kept.column("id").to_pylist()
        for name, rows in _rows_of(kept, request.stream):
            stream = found.setdefault(name, Stream())
            stream.ids += [ids[row] for row in rows]
            stream.times.append(times[rows])
            stream.parts.append(readings.take(rows))
    if notes is not None:
        notes += unread.notes(reader.report)
    return found


def _rows_of(batch: pa.RecordBatch, field: str) -> Iterator[tuple[str, NDArray[np.int64]]]:
    """Rows of each stream in a batch."""
    if not batch.num_rows:
        return
    if field == WHOLE:
        yield WHOLE, np.arange(batch.num_rows)
        return
    encoded = batch.column(field).dictionary_encode()
    codes = np.asarray(encoded.indices.fill_null(-1).to_numpy(zero_copy_only=False), np.int64)
    order = np.argsort(codes, kind="stable")
    values, starts = np.unique(codes[order], return_index=True)
    for code, rows in zip(values, np.split(order, starts[1:]), strict=True):
        name = encoded.dictionary[int(code)].as_py() if code >= 0 else None
        if name:
            yield name, rows
