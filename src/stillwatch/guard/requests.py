"""Requests to judge, a line each, from files and streams of anybody's making.

A line that cannot be judged is handed on with the reason, so that one of them neither ends the
run nor goes by unseen. Memory is bounded by the longest line that is read.
"""

from __future__ import annotations

import io
import os
import stat
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

import msgspec

from stillwatch.core.errors import InputError, UsageError, shown
from stillwatch.ingest.base import LINE_LIMIT
from stillwatch.ingest.bounds import CROWDED, crowded
from stillwatch.ingest.bytesource import CHUNK, ByteSource
from stillwatch.ingest.columns import as_text
from stillwatch.ingest.lines import cut_lines
from stillwatch.ingest.paths import Path as Field
from stillwatch.ingest.paths import look_up, parse_path
from stillwatch.ingest.read import Progress

_BOM, _UTF16 = b"\xef\xbb\xbf", (b"\xff\xfe", b"\xfe\xff")
_NOT_LINES = {
    b"PAR1": ("a Parquet file", "name the file itself: a stream is read as lines"),
    b"\x1f\x8b": ("compressed with gzip", "name the file itself, or pipe it through zcat"),
    b"\x28\xb5\x2f\xfd": (
        "compressed with zstd",
        "name the file itself, or pipe it through zstdcat",
    ),
}


class Place(NamedTuple):
    """Where a message stands in the record it came in."""

    field: str | None
    """Name of the field, with a dot below another; null where the line itself holds it."""
    message: int
    """Which of that field's messages it is, from 0."""


class Sender(NamedTuple):
    """Who sent a request."""

    account: str
    end_user: str | None
    """The account's own user, where the log passes it on: one of many behind a reseller."""


class Line(NamedTuple):
    """One line of the input, or one exchange of a log."""

    file: str
    number: int
    """From 1; 0 of an exchange."""
    request: Any
    """A text, or messages; null where the line holds neither."""
    problem: str = ""
    """Why it cannot be judged, if so."""
    places: tuple[Place, ...] = ()
    """Where each message stands in the line; one for a text."""
    sender: Sender | None = None
    """Null where the line names none, or none was asked for."""
    exchange: str | None = None
    """Id of the exchange that it is, in a log that is read as an audit reads it."""


def read_lines(
    file: Path, senders: Senders | None = None, progress: Progress | None = None
) -> Iterator[Line]:
    """Yield the lines of a file that are not blank; `-` is standard input.

    Parameters
    ----------
    file
        Its path.
    senders
        Reads who sent each; null: nobody does.
    progress
        Told how far a file has been read; nothing of a stream.

    Raises
    ------
    InputError
        The file cannot be read, or holds no lines of text.
    """
    name, whole = shown(file), str(file) != "-" and file.is_file()
    source = ByteSource(file) if whole else None
    chunks = source.chunks() if source else _streamed(file)
    try:
        for block in cut_lines(_lines_only(chunks, name), 1, LINE_LIMIT):
            problems = dict(block.problems)
            for number, line in enumerate(io.BytesIO(block.data), block.first_line):
                if reason := problems.pop(number, ""):
                    yield Line(name, number, None, reason)
                elif line.strip():
                    value, problem = _parse(line)
                    request, places = (None, ()) if problem else request_of(value)
                    sender = senders.of(value) if senders and not problem else None
                    yield Line(name, number, request, problem, places, sender)
            for number, reason in problems.items():
                yield Line(name, number, None, reason)
            if progress and source:
                progress("judge", source.done, source.size, 0)
    except OSError as error:
        raise InputError((error.strerror or "cannot be read").lower(), path=name) from None


def _streamed(file: Path) -> Iterator[bytes]:
    if str(file) == "-":
        yield from _stream(sys.stdin.buffer)
    else:
        with file.open("rb") as stream:
            endless = stat.S_ISCHR(os.fstat(stream.fileno()).st_mode) and not stream.isatty()
            if endless and not os.path.samefile(file, os.devnull):
                raise InputError("is a device", path=shown(file), remedy="name a file or a pipe")
            yield from _stream(stream)


def _stream(stream: BinaryIO) -> Iterator[bytes]:
    # as it comes: whoever pipes one request at a time wants each answered
    read = getattr(stream, "read1", stream.read)
    while piece := read(CHUNK):
        yield piece


def _lines_only(chunks: Iterator[bytes], name: str) -> Iterator[bytes]:
    """Drop a byte order mark; refuse what are no lines of UTF-8 at all."""
    first = next(chunks, b"")
    while first and len(first) < 4 and (more := next(chunks, b"")):
        first += more
    if first.startswith(_UTF16):
        raise InputError("the text is UTF-16", path=name, remedy="convert it to UTF-8")
    for magic, (what, remedy) in _NOT_LINES.items():
        if first.startswith(magic):
            raise InputError(f"is {what}", path=name, remedy=remedy)
    yield first.removeprefix(_BOM)
    yield from chunks


def _parse(line: bytes) -> tuple[Any, str]:
    """Read one line: JSON where it is JSON, else plain text; and why it cannot be read, if so."""
    line = line.strip()
    if line[:1] not in (b"{", b"[", b'"'):
        return line.decode("utf-8", "replace"), ""
    if crowded(line):
        return None, CROWDED
    for form in (lambda: line, lambda: line.decode("utf-8", "replace")):
        try:
            return msgspec.json.decode(form()), ""
        except UnicodeDecodeError:
            continue
        except (msgspec.DecodeError, RecursionError):
            break
    # a text may begin with a bracket or a quotation mark
    return line.decode("utf-8", "replace"), ""


class Senders:
    """Reads who sent a request.

    Parameters
    ----------
    field
        Path of the field that tells accounts apart; null: `account.id` and `account.end_user` of an
        exchange log.

    Raises
    ------
    UsageError
        It is no path.
    """

    def __init__(self, field: str | None = None) -> None:
        try:
            self._field: Field | None = None if field is None else parse_path(field)
        except ValueError as error:
            raise UsageError(f"--account-field: {error}") from None

    def of(self, value: Any) -> Sender | None:
        """Return who sent a decoded line; null where it names nobody."""
        if self._field is not None:
            named = as_text(look_up(value, self._field)) if isinstance(value, dict) else None
            return Sender(named, None) if named else None
        held = value.get("account") if isinstance(value, dict) else None
        of = held if isinstance(held, dict) else {"id": held}
        named = as_text(of.get("id"))
        return Sender(named, as_text(of.get("end_user"))) if named else None


def request_of(value: Any) -> tuple[Any, tuple[Place, ...]]:
    """Find the text or the messages in a decoded line, and where they stand."""
    path = ""
    while isinstance(value, dict) and isinstance(value.get("request"), dict):
        value, path = value["request"], f"{path}request."
    if not isinstance(value, dict | list):
        return value if isinstance(value, str) else str(value), (Place(None, 0),)
    found: list[tuple[Any, Place]] = []
    if isinstance(value, list):
        found = _messages(value, None)
    else:
        for key in ("system", "instructions"):
            if value.get(key):
                message = {"role": "system", "content": value[key]}
                found.append((message, Place(path + key, 0)))
        for key in ("messages", "input", "prompt", "text", "content"):
            held = value.get(key)
            if isinstance(held, str):
                held = [held]
            if isinstance(held, list):
                found += _messages(held, path + key)
    places = tuple(place for _, place in found)
    messages = [message for message, _ in found]
    if isinstance(value, list):
        return messages, places
    if len(messages) == 1 and messages[0].get("role") == "user":
        text = messages[0].get("content")
        return (text if isinstance(text, str) else messages), places
    return messages or None, places


def _messages(items: list[Any], field: str | None) -> list[tuple[Any, Place]]:
    """Take strings among messages for the customer's; leave out what is neither."""
    made = ({"role": "user", "content": m} if isinstance(m, str) else m for m in items)
    return [(m, Place(field, k)) for k, m in enumerate(made) if isinstance(m, dict)]
