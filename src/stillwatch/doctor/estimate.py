"""How long the whole audit may take, and in how much memory and room: ranges, from a sample.

Reading and text work are measured here, on the log's own lines. What comes after them is
not: it depends on how many accounts there are, and how many of them are looked at. Its share, and
the memory, are taken from audits of 100,000 to 10 million exchanges (`docs/results.md`).
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from stillwatch.audit.collect import Setup, work
from stillwatch.doctor.sample import Sample
from stillwatch.features.extract import Extracted
from stillwatch.ingest.accounts import AccountTable
from stillwatch.ingest.base import RawBlock

WORKERS = 2
"""Processes that an audit reads with, unless told otherwise."""
OTHER_STAGES = (0.3, 3.0)
"""Time of the other stages for that of reading: least and most."""
START = (2.0, 30.0)
"""Seconds of starting, and of evaluations that even a small log costs."""
MEMORY_BASE, MEMORY_EACH = 1.0e9, 240.0
"""Bytes at the peak: of any audit, and for each exchange."""
MEMORY_SPREAD = (0.6, 1.6)
DISK_SPREAD = (1.0, 3.0)
"""Working files for the feature rows alone: what DuckDB spills comes on top."""


@dataclass(frozen=True)
class Estimate:
    """What the whole audit may take. Each range is (least, most)."""

    exchanges: tuple[int, int]
    """In all files: within a fifth where they were not read to their end."""
    exchanges_per_s: float
    """Measured: reading and text work of one process on this machine."""
    sampled: int
    """Exchanges that it was measured on."""
    seconds: tuple[float, float]
    memory: tuple[int, int]
    """Bytes, over all processes."""
    disk: tuple[int, int]
    """Bytes of working files in the output folder, removed at the end."""


def estimate(
    samples: list[Sample],
    files: dict[Path, str],
    workers: int,
    table: AccountTable | None = None,
) -> tuple[Estimate, Extracted] | None:
    """Project from samples to all files; None where they hold no exchange.

    What it was measured on, the features of the samples, comes with it.

    Parameters
    ----------
    samples
        Lines of some of the files.
    files
        Every file, and its format.
    workers
        Processes that can run at once.
    table
        Account table whose fields override the exchanges'.
    """
    blocks = [block for sample in samples for block in _joined(sample.blocks)]
    rows = sum(parsed.batch.num_rows for sample in samples for parsed in sample.parsed)
    if not rows:
        return None
    setup = Setup(table=table)
    work(blocks[:1], setup)  # compiles and loads: paid once, whatever the size
    started = time.perf_counter()
    done = work(blocks, setup)
    rate = rows / max(time.perf_counter() - started, 1e-6)
    total = _exchanges(samples, files)
    spread = 0.0 if all(s.whole for s in samples) and len(samples) == len(files) else 0.2
    least, most = total * (1 - spread), total * (1 + spread)
    used = max(1, min(workers, WORKERS))
    # two processes do not do twice as much: one cuts the blocks and takes the results, too
    reading = (least / (rate * used), most / (rate * (1 + 0.6 * (used - 1))))
    each = _row_bytes([done.extracted.rows]) / rows
    told = Estimate(
        (round(least), round(most)),
        round(rate, 1),
        rows,
        (
            round(START[0] + reading[0] * (1 + OTHER_STAGES[0]), 1),
            round(START[1] + reading[1] * (1 + OTHER_STAGES[1]), 1),
        ),
        (_memory(least, MEMORY_SPREAD[0]), _memory(most, MEMORY_SPREAD[1])),
        (round(DISK_SPREAD[0] * each * least), round(DISK_SPREAD[1] * each * most)),
    )
    return told, done.extracted


def _joined(blocks: tuple[RawBlock, ...]) -> list[RawBlock]:
    """Put lines or rows that were taken here and there together: an audit's blocks are long."""
    data = [block.data for block in blocks]
    if len(blocks) < 2:
        return list(blocks)
    if all(isinstance(one, pa.RecordBatch) for one in data):
        whole = pa.concat_batches(data) if len({one.schema for one in data}) == 1 else None
    elif all(isinstance(one, bytes) for one in data):
        whole = b"".join(one if one.endswith(b"\n") else one + b"\n" for one in data)
    else:
        whole = None
    return list(blocks) if whole is None else [blocks[0]._replace(data=whole, problems=())]


def _memory(exchanges: float, spread: float) -> int:
    return round(spread * (MEMORY_BASE + MEMORY_EACH * exchanges))


def _exchanges(samples: list[Sample], files: dict[Path, str]) -> float:
    """Exchanges of all files: by what a byte on disk holds in the samples of each format.

    A line may be one exchange, a request of many spans, or none: files are weighed by their bytes.
    """
    total = 0.0
    for kind in set(files.values()):
        some = [sample for sample in samples if sample.format == kind] or samples
        held = 0.0
        for sample in some:
            rows = sum(parsed.batch.num_rows for parsed in sample.parsed)
            lines = sample.lines if sample.whole else sample.size / max(sample.bytes_each, 1e-9)
            held += rows / max(sample.lines, 1) * lines
        every = sum(path.stat().st_size for path, of in files.items() if of == kind)
        total += held * every / max(sum(sample.size for sample in some), 1)
    return total


def _row_bytes(batches: list[pa.RecordBatch]) -> int:
    """Bytes of feature rows as an audit writes them."""
    sink = pa.BufferOutputStream()
    pq.write_table(pa.Table.from_batches(batches), sink, compression="zstd", compression_level=1)
    return int(sink.tell())
