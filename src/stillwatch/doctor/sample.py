"""The first lines of a log, as the readers of an audit see them, in bounded time and memory."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa

from stillwatch.ingest.base import LogFormat, ParsedBlock, RawBlock
from stillwatch.ingest.bytesource import ByteSource, Ended
from stillwatch.ingest.csv import record_ends
from stillwatch.ingest.mapping import Mapping
from stillwatch.ingest.read import parse_block, recognise

FILES = 10
"""Files of a log that are sampled: evenly spaced in the order of their names, first and last."""
RATIO_BYTES = 8 << 20
"""Decompressed bytes after which the ratio of a compressed file is known well enough."""


@dataclass(frozen=True)
class Sample:
    """The first lines of one file."""

    path: Path
    format: str
    codec: str
    size: int
    """Bytes on disk."""
    lines: int
    """Lines (or rows) that were looked at."""
    whole: bool
    """Whether the file has no more."""
    bytes_each: float
    """Bytes on disk of a line (or row)."""
    blocks: tuple[RawBlock, ...]
    parsed: tuple[ParsedBlock, ...]
    """One for each of `blocks`."""


class _Peek(ByteSource):
    """A source that is not read to its end: its digest is not wanted."""

    def hash_all(self) -> None:
        """Do nothing: a large file would take as long as an audit's reading."""


def spread(paths: list[Path]) -> list[Path]:
    """Return at most `FILES` of some paths, evenly spaced, the first and the last among them."""
    if len(paths) <= FILES:
        return paths
    step = (len(paths) - 1) / (FILES - 1)
    return [paths[round(i * step)] for i in range(FILES)]


def take(
    path: Path, lines: int, format: str | None = None, mapping: Mapping | None = None
) -> Sample:
    """Read and parse the first lines of a file.

    Raises
    ------
    InputError
        The file cannot be read, or no format recognises it.
    UsageError
        There is no such format.
    """
    source, kind = _Peek(path), recognise(path, format, mapping)
    blocks, count, whole = _first(kind, source, lines)
    if all(isinstance(block.data, bytes | tuple) for block in blocks):
        # a source is read ahead of its blocks: how far it has come says nothing of them
        data = sum(_text_bytes(block) for block in blocks)
        each = data / max(count, 1) * _ratio(_Peek(path))
    else:
        each = blocks[-1].raw_end / max(count, 1)
    cut = tuple(block._replace(mapping=mapping) for block in _cut_all(blocks, lines))
    parsed = tuple(parse_block(block) for block in cut)
    count = sum(_rows(block) for block in cut)
    return Sample(path, kind.name, source.codec, source.size, count, whole, each, cut, parsed)


def _first(
    kind: type[LogFormat], source: ByteSource, lines: int
) -> tuple[list[RawBlock], int, bool]:
    """Return the first blocks that hold so many lines, their lines, and whether that is all."""
    taken: list[RawBlock] = []
    count, whole = 0, True
    blocks = kind().blocks(source)
    try:
        for block in blocks:
            if count == lines:
                whole = False
                break
            taken.append(block)
            count += _rows(block)
            if count > lines:
                whole = False
                break
    finally:
        if isinstance(blocks, Generator):
            blocks.close()
    return taken, count, whole


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
        for chunk in source.chunks():
            if source.done != raw:  # what came before is all that the raw bytes before held
                if raw and out >= RATIO_BYTES:
                    return raw / out
                raw, before = source.done, out
            out += len(chunk)
    except Ended:
        pass
    return source.size / max(out, 1) if source.done >= source.size else raw / max(before, 1)
