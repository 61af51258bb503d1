"""Lines of a log, as the readers of an audit see them, in bounded time and memory.

The first ones, and some that are spread over all that can be read in a few seconds: a log's first
minutes may be a night's, and fields that some customers send alone come later.
"""

from __future__ import annotations

import time
from collections.abc import Generator, Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from stillwatch.ingest.base import ParsedBlock, RawBlock
from stillwatch.ingest.bytesource import ByteSource, Ended
from stillwatch.ingest.csv import record_ends
from stillwatch.ingest.mapping import Mapping
from stillwatch.ingest.read import parse_block, recognise

FILES = 10
"""Files of a log that are sampled: evenly spaced in the order of their names, first and last."""
FIRST = 0.25
"""Share of the lines looked at that are a file's first ones; the others are spread over it."""
PIECES, OF_FIRST = 32, 8
"""Runs of lines that are kept of what is spread, up to twice as many, and those of the first
block; there are as many in as many lines of those that follow."""
RATIO_BYTES = 8 << 20
"""Decompressed bytes after which the ratio of a compressed file is known well enough."""
PIECE_BYTES = 1 << 16
"""Pieces that they are counted in: the one that needs new bytes on disk is not counted."""


LINE_BYTES, FEWEST = 1 << 16, 2
"""Bytes of a line from which on fewer are looked at, at least two: one may hold thousands of
spans, and all that is looked at is held."""


@dataclass(frozen=True)
class Sample:
    """Lines of one file."""

    path: Path
    format: str
    codec: str
    size: int
    """Bytes on disk."""
    lines: int
    """Lines (or rows) that were looked at."""
    whole: bool
    """Whether the file has no more."""
    first: int
    """How many of them are its first ones; the others are spread over what was read."""
    through: bool
    """Whether it was read to its end for these."""
    bytes_each: float
    """Bytes on disk of a line (or row)."""
    blocks: tuple[RawBlock, ...]
    parsed: tuple[ParsedBlock, ...]
    """One for each of `blocks`."""


class _Peek(ByteSource):
    """A source that is not read to its end: its digest is not wanted."""

    whole = False

    def hash_all(self) -> None:
        """Do nothing: a large file would take as long as an audit's reading."""


def spread(paths: list[Path]) -> list[Path]:
    """Return at most `FILES` of some paths, evenly spaced, the first and the last among them."""
    if len(paths) <= FILES:
        return paths
    step = (len(paths) - 1) / (FILES - 1)
    return [paths[round(i * step)] for i in range(FILES)]


def take(
    path: Path,
    lines: int,
    format: str | None = None,
    mapping: Mapping | None = None,
    seconds: float = 0.0,
) -> Sample:
    """Read and parse some lines of a file: the first, and some spread over what follows.

    Parameters
    ----------
    path
        The file.
    lines
        How many, at most.
    format, mapping
        As an audit's.
    seconds
        How long to read on for those that are spread: a compressed file has to be read in order.
        0: the first lines alone.

    Raises
    ------
    InputError
        The file cannot be read, or no format recognises it.
    UsageError
        There is no such format.
    """
    source, kind = _Peek(path), recognise(path, format, mapping)
    cut_from = kind().blocks(source)
    held, lines = _bounded(cut_from, lines)
    try:
        blocks, count, whole = _first(held, lines)
        spread_, through = ([], whole) if whole else _spread(held, blocks, lines, seconds)
    finally:
        if isinstance(cut_from, Generator):
            cut_from.close()
    if all(isinstance(block.data, bytes | tuple) for block in blocks):
        # a source is read ahead of its blocks: how far it has come says nothing of them
        data = sum(_text_bytes(block) for block in blocks)
        each = data / max(count, 1) * _ratio(_Peek(path))
    else:
        each = blocks[-1].raw_end / max(count, 1)
    first = _cut_all(blocks, _head(lines) if spread_ else lines)
    own = mapping and mapping.of_format(kind.name)
    cut = tuple(block._replace(mapping=own) for block in (*first, *spread_))
    parsed = tuple(parse_block(block) for block in cut)
    count = sum(_rows(block) for block in cut)
    return Sample(
        path, kind.name, source.codec, source.size, count, whole,
        sum(_rows(block) for block in first), through, each, cut, parsed,
    )  # fmt: skip


def _bounded(held: Iterator[RawBlock], lines: int) -> tuple[Iterator[RawBlock], int]:
    """Return the blocks, and how many lines are to be looked at: fewer where they are long."""
    for block in held:
        if isinstance(block.data, bytes) and block.data:
            each = len(block.data) / max(_rows(block), 1)
            lines = min(lines, max(FEWEST, round(lines * LINE_BYTES / each)))
        return chain([block], held), lines
    return iter(()), lines


def _first(held: Iterator[RawBlock], lines: int) -> tuple[list[RawBlock], int, bool]:
    """Return the first blocks that hold more than so many lines, or all, and how many they hold."""
    taken: list[RawBlock] = []
    count = 0
    for block in held:
        if count == lines:
            # the one that follows is read: who reads on goes on from it
            taken.append(block)
            return taken, count + _rows(block), False
        taken.append(block)
        count += _rows(block)
        if count > lines:
            return taken, count, False
    return taken, count, True


def _spread(
    held: Iterator[RawBlock], blocks: list[RawBlock], lines: int, seconds: float
) -> tuple[list[RawBlock], bool]:
    """Return runs of lines spread over a file but for its first ones, and whether it was all read.

    Parameters
    ----------
    held
        The blocks that follow on `blocks`.
    blocks
        The first ones.
    lines
        How many lines are wanted in all, the first ones among them.
    seconds
        How long to read on.
    """
    wanted, until = lines - _head(lines), time.monotonic() + seconds
    if seconds <= 0 or not wanted or not all(map(_divisible, blocks)):
        return [], False
    after = blocks[0].first_line + _head(lines)
    most = -(-wanted // OF_FIRST)
    gap = max(1, (sum(map(_rows, blocks)) - _head(lines)) // OF_FIRST)
    kept: list[tuple[int, RawBlock]] = []
    number, stride, through = 0, 1, True
    last = blocks[-1]
    for block in chain(blocks, held):
        last = block
        for piece in _runs(block, most, after, gap):
            if number % stride == 0:
                kept.append((number, piece))
            number += 1
        if len(kept) > 2 * PIECES:
            stride *= 2
            kept = [(n, piece) for n, piece in kept if n % stride == 0]
        if time.monotonic() > until:
            through = next(held, None) is None
            break
    pieces = [piece for _, piece in kept]
    if len(pieces) > wanted:
        pieces = [pieces[i] for i in np.linspace(0, len(pieces) - 1, wanted).astype(int)]
    size, left = [_rows(piece) for piece in pieces], wanted
    # where some are short, the others make up for it
    for rank, place in enumerate(sorted(range(len(pieces)), key=size.__getitem__)):
        size[place] = min(size[place], max(1, left // (len(pieces) - rank)))
        left -= size[place]
    out = [_cut(piece, many) for piece, many in zip(pieces, size, strict=True)]
    if out and through:  # how it ends is known
        ending = tuple(p for p in last.problems if p.line >= after)
        out[-1] = out[-1]._replace(problems=ending)
    return out, through


def _head(lines: int) -> int:
    """How many of the lines looked at are the first ones, where others are spread."""
    return max(1, round(FIRST * lines))


def _divisible(block: RawBlock) -> bool:
    return isinstance(block.data, bytes | tuple | pa.RecordBatch)


def _runs(block: RawBlock, most: int, after: int, gap: int) -> Iterator[RawBlock]:
    """Yield runs of at most so many lines: one every `gap` lines, from line `after` on."""
    rows, first = _rows(block), block.first_line
    low = after + -(-max(0, first - after) // gap) * gap - first
    if low >= rows:
        return
    ends = None if isinstance(block.data, pa.RecordBatch) else _ends(block)
    for start in range(low, rows, gap):
        yield _part(block, ends, start, min(start + min(most, gap), rows))


def _ends(block: RawBlock) -> npt.NDArray[np.int64]:
    """Where each line ends, the last with or without a newline: shape (lines,)."""
    data = block.data[1] if isinstance(block.data, tuple) else block.data
    if isinstance(block.data, tuple):
        ends = record_ends(data)
    else:
        ends = np.flatnonzero(np.frombuffer(data, np.uint8) == ord("\n")) + 1
    return ends if _rows(block) == len(ends) else np.append(ends, len(data))


def _part(block: RawBlock, ends: npt.NDArray[np.int64] | None, start: int, stop: int) -> RawBlock:
    """Return lines `start` to `stop` of a block as a block of their own."""
    data = block.data
    if ends is None:
        data = data.slice(start, stop - start)
    else:
        low, high = int(ends[start - 1]) if start else 0, int(ends[stop - 1])
        data = (data[0], data[1][low:high]) if isinstance(data, tuple) else data[low:high]
    return block._replace(data=data, first_line=block.first_line + start, problems=())


def _text_bytes(block: RawBlock) -> int:
    """Bytes of the lines of a block; a CSV's header, which every block carries, is left out."""
    return len(block.data[1] if isinstance(block.data, tuple) else block.data)


def _rows(block: RawBlock) -> int:
    if isinstance(block.data, bytes):
        return block.data.count(b"\n") + (not block.data.endswith(b"\n") and bool(block.data))
    if isinstance(block.data, tuple):  # CSV: its header, and records of which a line may be a part
        return len(record_ends(body := block.data[1])) + bool(body and not body.endswith(b"\n"))
    return int(block.data.num_rows) if hasattr(block.data, "num_rows") else len(block.data)


def _cut_all(blocks: list[RawBlock], lines: int) -> tuple[RawBlock, ...]:
    out, left = [], lines
    for block in blocks:
        if left > 0:
            out.append(_cut(block, left))
            left -= _rows(out[-1])
    return tuple(out)


def _cut(block: RawBlock, lines: int) -> RawBlock:
    """Return the first lines of a block; one of a kind that is not known here stays whole."""
    data = block.data
    if _rows(block) <= lines:
        return block
    if isinstance(data, bytes):
        end = -1
        for _ in range(lines):
            end = data.index(b"\n", end + 1)
        data = data[: end + 1]
    elif isinstance(data, tuple):
        data = (data[0], data[1][: int(record_ends(data[1])[lines - 1])])
    elif isinstance(data, pa.RecordBatch):
        data = data.slice(0, lines)
    problems = tuple(p for p in block.problems if p.line < block.first_line + lines)
    return block._replace(data=data, problems=problems)


def _ratio(source: ByteSource) -> float:
    """Bytes on disk for each byte of text, from the start of a file."""
    if source.codec == "none":
        return 1.0
    out = raw = before = 0
    try:
        for chunk in source.chunks(PIECE_BYTES):
            if source.done != raw:  # what came before is all that the raw bytes before held
                if raw and out >= RATIO_BYTES:
                    return raw / out
                raw, before = source.done, out
            out += len(chunk)
    except Ended:
        pass
    return source.size / max(out, 1) if source.done >= source.size else raw / max(before, 1)
