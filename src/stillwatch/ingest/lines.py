"""Cutting a stream of bytes into blocks of whole lines, in memory bounded by the line limit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from stillwatch.ingest.bytesource import Ended


class LineBlock(NamedTuple):
    """Whole lines of a file."""

    first_line: int
    """One-based number of the first of them."""
    data: bytes
    """The lines, newline separated; the last may lack its newline at the end of the file."""
    problems: tuple[tuple[int, str], ...] = ()
    """Line number and reason of lines that were not cut out."""


def cut_lines(chunks: Iterable[bytes], block_bytes: int, line_limit: int) -> Iterator[LineBlock]:
    """Cut a byte stream at newlines into blocks of at least `block_bytes` (the last excepted).

    A line above `line_limit` bytes is passed over and reported; so is a stream that ends early
    (`Ended`), whose last, partial line is lost.
    """
    cutter = _Cutter(line_limit)
    try:
        for chunk in chunks:
            cutter.push(chunk)
            if cutter.whole >= block_bytes:
                yield cutter.take()
    except Ended as end:
        cutter.lose(str(end))
    else:
        cutter.finish()
    if cutter.whole or cutter.problems:
        yield cutter.take()


class _Cutter:
    def __init__(self, line_limit: int) -> None:
        self.whole = 0
        """Bytes of whole lines waiting."""
        self.problems: list[tuple[int, str]] = []
        self._limit, self._line = line_limit, 1
        self._lines: list[bytes] = []  # pieces that end at a newline, in sum
        self._tail: list[bytes] = []  # pieces of the line that is still open
        self._tail_bytes = 0
        self._skipping = False  # inside a line above the limit
        self._waiting_lines = 0

    def push(self, chunk: bytes) -> None:
        if self._skipping or self._tail_bytes + len(chunk) > self._limit:
            self._push_slowly(chunk)
            return
        end = chunk.rfind(b"\n") + 1
        if end:
            self._accept(chunk[:end])
        self._hold(chunk[end:])

    def _push_slowly(self, chunk: bytes) -> None:
        """Handle a chunk line by line: one of its lines may break the limit."""
        for piece in _split(chunk):
            ends = piece.endswith(b"\n")
            if not self._skipping and self._tail_bytes + len(piece) > self._limit:
                self._tail, self._tail_bytes, self._skipping = [], 0, True
                at = self._line + self._waiting_lines
                self.problems.append((at, f"the line is longer than {self._limit >> 20} MiB"))
            if self._skipping:
                if ends:  # keep the newline alone, so that line numbers stay true
                    self._skipping = False
                    self._accept(b"\n")
            elif ends:
                self._accept(piece)
            else:
                self._hold(piece)

    def _accept(self, piece: bytes) -> None:
        self._lines += [*self._tail, piece]
        self.whole += self._tail_bytes + len(piece)
        self._waiting_lines += piece.count(b"\n")
        self._tail, self._tail_bytes = [], 0

    def _hold(self, piece: bytes) -> None:
        if piece:
            self._tail.append(piece)
            self._tail_bytes += len(piece)

    def finish(self) -> None:
        """Take the open last line as whole: the stream ended in order."""
        if self._tail:
            self._accept(b"")

    def lose(self, reason: str) -> None:
        """Give the open line up: the stream broke."""
        self.problems.append((self._line + self._waiting_lines, reason))
        self._tail, self._tail_bytes = [], 0

    def take(self) -> LineBlock:
        block = LineBlock(self._line, b"".join(self._lines), tuple(self.problems))
        self._line += self._waiting_lines
        self._lines, self.whole, self.problems, self._waiting_lines = [], 0, [], 0
        return block


def _split(chunk: bytes) -> list[bytes]:
    parts = chunk.split(b"\n")
    return [part + b"\n" for part in parts[:-1]] + parts[-1:]
