"""Logs whose records are lines, or the members of one JSON document; and their first names.

Programs that export as a download write one JSON array; object stores hold one object a file,
sometimes indented. A document is decoded whole, so its size is bounded; lines are not.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

import msgspec

from stillwatch.core.errors import InputError
from stillwatch.ingest.base import BLOCK_BYTES, LINE_LIMIT, LogFormat, Malformed, RawBlock
from stillwatch.ingest.bounds import CROWDED, MOST_VALUES, crowded, many_members
from stillwatch.ingest.bytesource import ByteSource, Ended, ReadAhead
from stillwatch.ingest.lenient import NotAnExchange
from stillwatch.ingest.lines import cut_lines

DOCUMENT_LIMIT = 1 << 30
"""Largest JSON document that is read, in bytes; lines are read whatever their number."""

BOM = b"\xef\xbb\xbf"
UTF16 = (b"\xff\xfe", b"\xfe\xff")
"""Marks that UTF-16 begins with."""
_TOKEN = re.compile(rb'"(?:[^"\\]|\\.)*"(\s*:)?|[{}\[\]]', re.DOTALL)
_members = msgspec.json.Decoder(list[msgspec.Raw]).decode


class LineLog(LogFormat):
    """A format whose blocks are bytes: one record a line."""

    def blocks(self, source: ByteSource, block_bytes: int = BLOCK_BYTES) -> Iterator[RawBlock]:
        """Cut at newlines, reading and decompressing ahead in a thread.

        Raises
        ------
        InputError
            The file is one JSON document that is damaged, or above `DOCUMENT_LIMIT`.
        """
        if is_document(source.head()):
            yield from self._members(source, block_bytes)
            return
        chunks = ReadAhead(source.chunks())
        for block in cut_lines(chunks, block_bytes, LINE_LIMIT):
            problems = tuple(Malformed(source.name, line, why) for line, why in block.problems)
            yield RawBlock(
                source.name, self.name, block.first_line, block.data, source.done, problems
            )

    def _members(self, source: ByteSource, block_bytes: int) -> Iterator[RawBlock]:
        first, waiting, size = 1, list[bytes](), 0
        for member in records(source):
            waiting.append(member)
            size += len(member)
            if size >= block_bytes:
                yield RawBlock(source.name, self.name, first, b"\n".join(waiting), source.size)
                first, waiting, size = first + len(waiting), [], 0
        if waiting:
            yield RawBlock(source.name, self.name, first, b"\n".join(waiting), source.size)


def is_document(head: bytes) -> bool:
    r"""Tell whether a file is one JSON document rather than lines: an array, or indented.

    >>> is_document(b'[{"a": 1}]'), is_document(b'{\n "a": 1}'), is_document(b'{"a": 1}\n')
    (True, True, False)
    """
    start = head.removeprefix(BOM).lstrip()
    return start[:1] == b"[" or start.split(b"\n", 1)[0].strip() == b"{"


def records(source: ByteSource) -> Iterable[bytes]:
    """Read a file that is one JSON document; see `members`."""
    return members(_whole(source), source.name)


def members(document: bytes, name: str) -> Iterable[bytes]:
    """Return the members of a JSON array, or the one object, each on one line.

    Raises
    ------
    InputError
        It is no JSON.
    """
    document = document.removeprefix(BOM).strip()
    if many_members(document):
        raise InputError(
            "one JSON document of too many members", path=name, remedy="export it as JSON lines"
        )
    remedy = "export it again, or as JSON lines: of those only the damaged ones are lost"
    if document[:1] == b"{":
        remedy += " (several objects over several lines: jq -c . FILE > NEW.jsonl)"
        document = b"[" + document + b"]"
    try:
        raws = _members(document)
    except (msgspec.MsgspecError, RecursionError) as error:
        where = re.search(r"byte (\d+)", str(error))
        line = document.count(b"\n", 0, int(where.group(1))) + 1 if where else None
        cut = "truncated" in str(error)
        raise InputError(
            "the JSON document is cut off" if cut else "not valid JSON",
            path=name,
            line=document.count(b"\n") + 1 if cut else line,
            remedy=remedy,
        ) from None
    # a newline within a JSON text is white space: inside strings it is escaped
    return (bytes(raw).replace(b"\n", b" ").replace(b"\r", b" ") for raw in raws)


def check_line(line: bytes, most: int = MOST_VALUES) -> None:
    """Refuse a line that must not be decoded, whatever the decoder would skip of it.

    Parameters
    ----------
    line
        JSON.
    most
        Values that it may hold.

    Raises
    ------
    NotAnExchange
        It is not valid UTF-8, or holds too many values.
    """
    if not line.isascii():
        try:
            line.decode()
        except UnicodeDecodeError:
            raise NotAnExchange("not valid UTF-8") from None
    if crowded(line, most):
        raise NotAnExchange(CROWDED.replace(f"{MOST_VALUES:,}", f"{most:,}"))


def _whole(source: ByteSource) -> bytes:
    pieces, size = [], 0
    try:
        for piece in source.chunks():
            size += len(piece)
            if size > DOCUMENT_LIMIT:
                raise InputError(
                    f"one JSON document of more than {DOCUMENT_LIMIT >> 20} MiB",
                    path=source.name,
                    remedy="export it as JSON lines",
                )
            pieces.append(piece)
    except Ended as end:
        raise InputError(str(end), path=source.name) from None
    return b"".join(pieces)


@lru_cache(maxsize=16)
def first_names(head: bytes, depth: int = 1) -> frozenset[str]:
    """Return the names in the first record of a file, at a depth of objects; arrays don't count.

    The record may be cut off: a log is recognised by names alone.

    >>> sorted(first_names(b'[{"a": {"b": 1}, "c": "cut o'))
    ['a', 'c']
    >>> sorted(first_names(b'{"a": {"b": 1}, "c": [{"d": 2}]}', 2))
    ['b', 'd']
    """
    names: set[str] = set()
    level = 0
    for token in _TOKEN.finditer(head):
        text = token.group()
        if text == b"{":
            level += 1
        elif text == b"}":
            level -= 1
            if level <= 0:
                break
        elif token.group(1) and level == depth:
            names.add(text[1 : text.rindex(b'"')].decode("utf-8", "replace"))
    return frozenset(names)
