"""Server-sent events, cut and read as bytes come.

Source: the HTML standard, section "Server-sent events": lines end with CR LF, LF or CR, a blank
line ends an event, lines of `data` are joined by newlines, a colon begins a comment.
"""

from __future__ import annotations

import re
from typing import NamedTuple

BLOCK_LIMIT = 4 << 20
"""Bytes of an event; a longer one is handed on in parts, which hold no event."""

_END = re.compile(rb"(?:\r\n|\n|\r(?!\n))(?:\r\n|\n|\r)")
_LINES = re.compile(rb"\r\n|\n|\r")
_BOM = b"\xef\xbb\xbf"


class Event(NamedTuple):
    """One event."""

    name: str
    """The field `event`; empty where there is none."""
    data: bytes
    """The fields `data`, joined by newlines."""


class Splitter:
    """Cuts a stream after each event; the blocks joined are the stream, byte for byte."""

    def __init__(self) -> None:
        self._held = bytearray()
        self._seen = 0  # where the search for an end goes on

    def feed(self, chunk: bytes) -> list[bytes]:
        """Take what came; return the blocks that are whole by now."""
        held = self._held
        held += chunk
        blocks: list[bytes] = []
        start = 0
        at = self._seen
        while found := _END.search(held, at):
            blocks.append(bytes(held[start : found.end()]))
            start = at = found.end()
        del held[:start]
        if len(held) > BLOCK_LIMIT:
            blocks.append(self.rest())
        self._seen = max(0, len(held) - 2)
        return blocks

    def rest(self) -> bytes:
        """Return what has no end yet, and forget it."""
        left = bytes(self._held)
        self._held.clear()
        self._seen = 0
        return left


def read(block: bytes) -> Event | None:
    """Read the event of a block; null where it holds none."""
    name = ""
    data: list[bytes] = []
    for line in _LINES.split(block.removeprefix(_BOM)):
        field, _, value = line.partition(b":")
        if field == b"data":
            data.append(value.removeprefix(b" "))
        elif field == b"event":
            name = value.removeprefix(b" ").decode("utf-8", "replace")
    return Event(name, b"\n".join(data)) if data else None
