"""The exchange log as one JSON object a line: plain, gzip (of any number of members) or zstd."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import pyarrow as pa

from stillwatch.core.errors import InputError, shown
from stillwatch.ingest import unknown, wire
from stillwatch.ingest.base import (
    Malformed,
    ParsedBlock,
    RawBlock,
)
from stillwatch.ingest.bounds import CROWDED, LARGE, crowded
from stillwatch.ingest.columns import assemble, from_rows
from stillwatch.ingest.lenient import NotAnExchange, decode_line, foreign, to_exchange
from stillwatch.ingest.linelog import BOM, UTF16, LineLog, first_names, is_document
from stillwatch.ingest.marks import mark

GROUP = 512
"""Lines decoded at a time, so that their objects stay within the processor's cache."""

_REQUIRED = frozenset({"id", "time", "account", "request"})
_NAMES = (".jsonl", ".ndjson", ".jsonl.gz", ".ndjson.gz", ".jsonl.zst", ".ndjson.zst")


class JsonLines(LineLog):
    """SCHEMA.md's exchange log, version 1."""

    name = "jsonl"
    priority = 100  # any file of JSON objects would do: adapters are asked first
    with_map = "json"

    @classmethod
    def recognise(cls, head: bytes, path: Path) -> bool:
        """Take a file with a JSON object among its first lines, so named, or a document of ours."""
        if head.startswith(UTF16):
            raise InputError("the text is UTF-16", path=shown(path), remedy="convert it to UTF-8")
        if is_document(head) and _REQUIRED <= first_names(head):
            return True
        lines = head.removeprefix(BOM).split(b"\n")
        whole = lines[:-1] or lines
        return str(path).endswith(_NAMES) or any(_is_object(line) for line in whole[:20])

    def parse(self, block: RawBlock) -> ParsedBlock:
        """Decode the lines of a block; only lines out of the ordinary cost more than once."""
        data: bytes = block.data
        if block.first_line == 1:
            data = data.removeprefix(BOM)
        lines = data.split(b"\n")
        clean = is_utf8(data)
        bad = list(block.problems)
        if len(data) > LARGE:
            bad += _leave_out_crowded(lines, block)
        batches, unreadable = [], Counter[str]()
        for first in range(0, len(lines), GROUP):
            group = lines[first : first + GROUP]
            rows, numbers, why = _decode(group, block.first_line + first, clean, unreadable)
            if not (rows or why):  # blank lines
                continue
            built = assemble(from_rows(rows), len(rows))
            why += [(numbers[row], reason) for row, reason in built.bad]
            bad += [Malformed(block.path, number, reason) for number, reason in why]
            batches.append(built.batch)
            unreadable.update(built.unreadable)
        names, sampled = unknown.sample(lines, block.first_line, _unknown)
        batch = pa.concat_batches(batches or [assemble({}, 0).batch])
        bad.sort(key=lambda m: m.line)
        return ParsedBlock(
            block.path, batch, mark(batch), tuple(bad), names, dict(unreadable), sampled
        )


def _unknown(record: dict[str, Any]) -> list[str]:
    return unknown.unknown(record, wire.KNOWN)


def _decode(
    lines: list[bytes], first: int, clean: bool, unreadable: Counter[str]
) -> tuple[list[wire.Exchange], Sequence[int], list[tuple[int, str]]]:
    """Return exchanges, the line number of each, and number and reason of malformed lines."""
    if lines and not lines[-1]:
        lines = lines[:-1]
    if clean:
        try:
            found = [_whole(wire.decode(line), line, unreadable) for line in lines]
            return found, range(first, first + len(lines)), []
        except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
            pass
    rows: list[wire.Exchange] = []
    numbers: list[int] = []
    bad: list[tuple[int, str]] = []
    for number, line in enumerate(lines, first):
        if not line or line.isspace():
            continue
        try:
            rows.append(_decode_one(line, unreadable))
            numbers.append(number)
        except NotAnExchange as error:
            bad.append((number, str(error)))
    return rows, numbers, bad


def _decode_one(line: bytes, unreadable: Counter[str]) -> wire.Exchange:
    if not is_utf8(line):
        raise NotAnExchange("not valid UTF-8")
    try:
        return _whole(wire.decode(line), line, unreadable)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return to_exchange(decode_line(line), unreadable)


def _whole(exchange: wire.Exchange, line: bytes, unreadable: Counter[str]) -> wire.Exchange:
    """Return an exchange; a reply of objects that are no parts is read as what it is."""
    reply = exchange.response
    if reply is None or type(reply.content) is not list or not foreign(exchange):
        return exchange
    return to_exchange(decode_line(line), unreadable)


def _leave_out_crowded(lines: list[bytes], block: RawBlock) -> list[Malformed]:
    """Blank the lines that would take too much memory when decoded, and name them."""
    bad = []
    for at, line in enumerate(lines):
        if crowded(line):
            bad.append(Malformed(block.path, block.first_line + at, CROWDED))
            lines[at] = b" "  # blank, but there: line numbers stay true
    return bad


def is_utf8(data: bytes) -> bool:
    """Tell whether bytes are valid UTF-8, without decoding them: up to four times the memory.

    Fields that are skipped would otherwise pass unchecked, depending on how a line is decoded.
    """
    if data.isascii():
        return True
    offsets = pa.py_buffer(np.array([0, len(data)], np.int64))
    text = pa.Array.from_buffers(pa.large_string(), 1, [None, offsets, pa.py_buffer(data)])
    try:
        text.validate(full=True)
    except pa.ArrowInvalid:
        return False
    return True


def _is_object(line: bytes) -> bool:
    try:
        return isinstance(decode_line(line), dict)
    except NotAnExchange:
        return False
