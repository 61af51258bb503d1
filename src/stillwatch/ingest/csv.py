"""A firm's own CSV, read with a map: the header's names are the map's paths."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np
import numpy.typing as npt

from stillwatch.core.errors import InputError
from stillwatch.core.texts import encodable
from stillwatch.ingest.adapter import Work
from stillwatch.ingest.base import (
    BLOCK_BYTES,
    LINE_LIMIT,
    LogFormat,
    Malformed,
    ParsedBlock,
    RawBlock,
)
from stillwatch.ingest.bytesource import ByteSource, Ended, ReadAhead
from stillwatch.ingest.json import of_record
from stillwatch.ingest.linelog import BOM
from stillwatch.ingest.mapping import Mapping

DELIMITERS = b",;\t|"
_QUOTE, _NEWLINE = 34, 10


class OwnCsv(LogFormat):
    """CSV with a header (comma, semicolon, tab or bar between fields), read with `--map`.

    Fields may be quoted and then hold newlines (RFC 4180). Times and numbers are texts here: a
    time in seconds needs `unit = "s"` in the map.
    """

    name = "csv"
    priority = 90
    needs_map = True
    with_map = "csv"

    @classmethod
    def recognise(cls, head: bytes, path: Path) -> bool:
        """Take text that is no JSON and whose first line has a delimiter, or that is so named."""
        start = head.removeprefix(BOM).lstrip()
        first = start.split(b"\n", 1)[0]
        if not first or start[:1] in (b"{", b"[") or b"\0" in first:
            return False
        named = (
            path.name.lower().removesuffix(".gz").removesuffix(".zst").endswith((".csv", ".tsv"))
        )
        return named or (_is_text(first) and any(bytes([d]) in first for d in DELIMITERS))

    def blocks(self, source: ByteSource, block_bytes: int = BLOCK_BYTES) -> Iterator[RawBlock]:
        """Cut after records, which may hold newlines in quotation marks.

        Raises
        ------
        InputError
            There is no header, or it is no CSV.
        """
        header, line = b"", 1
        for data, why in _whole_records(ReadAhead(source.chunks()), block_bytes):
            body = b"" if why else data
            if not header and body:
                size = _end_of_records(body, first=True) or len(body)
                header, body = body[:size], body[size:]
                if not header.removeprefix(BOM).strip():
                    raise InputError("the first line is empty", path=source.name, line=1)
                try:
                    _names(header)
                except csv.Error as error:
                    raise InputError(f"no CSV header: {error}", path=source.name, line=1) from None
            first = line + (header.count(b"\n") if line == 1 else 0)
            problems = (Malformed(source.name, line, why),) if why else ()
            yield RawBlock(source.name, self.name, first, (header, body), source.done, problems)
            line += data.count(b"\n")

    def parse(self, block: RawBlock) -> ParsedBlock:
        """Read the records of a block and look the map's paths up among the header's names."""
        work, mapping = Work(block), block.mapping or Mapping()
        for number, record in csv_records(block):
            if isinstance(record, str):
                work.refuse(number, record)
            else:
                work.take(number, of_record(record, mapping, work.unreadable))
        return work.done()


def csv_records(block: RawBlock) -> Iterator[tuple[int, dict[str, str] | str]]:
    """Yield the records of a block by the header's names, or why one is none.

    Each comes after the number of its first line.
    """
    header, data = block.data
    names, delimiter = _names(header)
    # what is no UTF-8 becomes surrogates, which no text has: U+FFFD may stand in a text
    text = data.decode("utf-8", "surrogateescape")
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    number = block.first_line
    while True:
        try:
            row = next(rows, None)
        except csv.Error as error:
            yield number, f"not valid CSV: {error}"
            row = []
        if row is None:
            return
        if len(row) > len(names):
            yield number, f"{len(row)} fields under a header of {len(names)}"
        elif not all(map(encodable, row)):
            yield number, "not valid UTF-8"
        elif row:
            yield number, dict(zip(names, row, strict=False))
        number = block.first_line + rows.line_num


def header_names(head: bytes) -> frozenset[str]:
    """Return the names in the first line of a text, read as a CSV's header."""
    try:
        return frozenset(_names(head.split(b"\n", 1)[0])[0])
    except csv.Error:
        return frozenset()


def _whole_records(chunks: Iterable[bytes], size: int) -> Iterator[tuple[bytes, str]]:
    """Yield runs of whole records of at least `size` bytes, or what is none and why."""
    rest = b""
    try:
        for chunk in chunks:
            rest += chunk
            if len(rest) < size:
                continue
            if cut := _end_of_records(rest):
                yield rest[:cut], ""
            elif len(rest) > LINE_LIMIT:
                cut = rest.rfind(b"\n") + 1 or len(rest)
                yield rest[:cut], "a quotation mark is not closed"
            rest = rest[cut:]
    except Ended as end:
        cut = _end_of_records(rest)
        if cut:
            yield rest[:cut], ""
        yield rest[cut:], str(end)
        return
    if rest:
        yield rest, ""


def _is_text(line: bytes) -> bool:
    try:
        return line.decode().isprintable() or b"\t" in line or line.endswith(b"\r")
    except UnicodeDecodeError:
        return False


def _names(header: bytes) -> tuple[list[str], str]:
    text = header.removeprefix(BOM).decode("utf-8", "replace").strip("\r\n")
    delimiter = max(DELIMITERS.decode(), key=text.count)
    csv.field_size_limit(LINE_LIMIT)
    names = next(csv.reader([text], delimiter=delimiter), [])
    return [name.strip() for name in names], delimiter


def record_ends(data: bytes) -> npt.NDArray[np.int64]:
    """Return where each whole record ends: after a newline outside quotes, shape ``(records,)``."""
    raw = np.frombuffer(data, np.uint8)
    ends = raw == _NEWLINE
    if b'"' in data:
        ends &= ~np.logical_xor.accumulate(raw == _QUOTE)
    return np.flatnonzero(ends) + 1


def _end_of_records(data: bytes, *, first: bool = False) -> int:
    """Return where the last (or first) whole record ends, or 0."""
    if b'"' not in data:
        return (data.find(b"\n") if first else data.rfind(b"\n")) + 1
    ends = record_ends(data)
    return int(ends[0 if first else -1]) if ends.size else 0
