"""Requests of a batch replaced on their way: all around them passes byte for byte.

What is held at a time is one request (`lines.MOST`), however large the whole is.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import NamedTuple

from python_multipart.exceptions import FormParserError
from python_multipart.multipart import MultipartParser, parse_options_header

from stillwatch.gateway.batches.inflate import Inflater
from stillwatch.gateway.batches.lines import MOST, Items, Room

_TOGETHER = 16  # parts that are changed without a pause


class Part(NamedTuple):
    """A part of a stream."""

    data: bytes
    whole: bool = False
    """Whether it is one request, or may be."""


class Rows:
    r"""Cuts JSON lines, and loses nothing between them.

    Examples
    --------
    >>> rows = Rows()
    >>> [p.data for p in rows.feed(b"{1}\r\n\n{2")], [p.data for p in rows.rest()]
    ([b'{1}', b'\r\n', b'\n'], [b'{2'])
    """

    def __init__(self) -> None:
        self._held: list[bytes] = []  # joined once, however small the pieces that come
        self._size = 0
        self._long = False  # within a line that is too long to be held

    def feed(self, data: bytes) -> list[Part]:
        """Take what came; return what may go on."""
        made: list[Part] = []
        *lines, last = data.split(b"\n")
        for line in lines:
            made += self._line(self._whole(line), b"\n")
            self._long = False
        if last:
            self._held.append(last)
            self._size += len(last)
        if self._size > MOST or self._long:
            made.append(Part(self._whole(b"")))
            self._long = True
        return [part for part in made if part.data]

    def rest(self) -> list[Part]:
        """Return what is left at the end."""
        held = self._whole(b"")
        return self._line(held, b"") if held else []

    def _whole(self, last: bytes) -> bytes:
        whole = b"".join((*self._held, last))
        self._held, self._size = [], 0
        return whole

    def _line(self, line: bytes, end: bytes) -> list[Part]:
        text = line.rstrip(b"\r \t")
        if self._long or not text:
            return [Part(line + end)]
        made = [Part(text, True)]
        return [*made, Part(line[len(text) :] + end)] if line[len(text) :] + end else made


class Woven:
    """A form, made anew as it comes; its files are cut into lines.

    Parameters
    ----------
    kind
        `content-type`, with the boundary.

    Raises
    ------
    ValueError
        It is no form.
    """

    def __init__(self, kind: str) -> None:
        name, options = parse_options_header(kind)
        boundary = options.get(b"boundary")
        if name != b"multipart/form-data" or not boundary:
            raise ValueError("no form")
        self._boundary, self._out = boundary, list[Part]()
        self._field = self._value = b""
        self._rows: Rows | None = None
        self._first = True
        try:
            self._parser = MultipartParser(
                boundary,
                {
                    "on_part_begin": self._begin, "on_header_field": self._add_field,
                    "on_header_value": self._add_value, "on_header_end": self._header,
                    "on_headers_finished": self._body, "on_part_data": self._data,
                    "on_part_end": self._end_part, "on_end": self._end,
                },
                max_header_count=8, max_header_size=4096,
            )  # fmt: skip
        except FormParserError:
            raise ValueError("no boundary") from None
        self._is_file = False

    def feed(self, data: bytes) -> list[Part]:
        """Take what came; return what may go on.

        Raises
        ------
        ValueError
            The form is broken.
        """
        try:
            self._parser.write(data)
        except FormParserError:
            raise ValueError("broken") from None
        made, self._out = self._out, []
        return made

    def rest(self) -> list[Part]:
        """Return what is left at the end: nothing."""
        return []

    def _put(self, data: bytes) -> None:
        self._out.append(Part(data))

    def _begin(self) -> None:
        self._put((b"" if self._first else b"\r\n") + b"--" + self._boundary + b"\r\n")
        self._first = self._is_file = False

    def _add_field(self, data: bytes, start: int, end: int) -> None:
        self._field += data[start:end]

    def _add_value(self, data: bytes, start: int, end: int) -> None:
        self._value += data[start:end]

    def _header(self) -> None:
        self._put(self._field + b": " + self._value + b"\r\n")
        if self._field.lower() == b"content-disposition":
            _, options = parse_options_header(self._value.decode("latin-1"))
            self._is_file |= b"filename" in options or options.get(b"name") == b"file"
            self._is_file |= b"filename*" in self._value.lower()
        self._field = self._value = b""

    def _body(self) -> None:
        self._put(b"\r\n")
        self._rows = Rows() if self._is_file else None

    def _data(self, data: bytes, start: int, end: int) -> None:
        if self._rows is None:
            self._put(data[start:end])
        else:
            self._out += self._rows.feed(data[start:end])

    def _end_part(self) -> None:
        if self._rows is not None:
            self._out += self._rows.rest()
            self._rows = None

    def _end(self) -> None:
        self._put(b"\r\n--" + self._boundary + b"--\r\n")


class Listed(Items):
    """An object with a list of requests; what is around them passes.

    Raises
    ------
    ValueError
        When fed: an object is longer than what is held.
    """

    def __init__(self) -> None:
        super().__init__(Room())

    def parts(self, data: bytes) -> list[Part]:
        """Take what came; return what may go on."""
        made = [Part(piece, inside) for piece, inside in self.segments(data)]
        if self.skipped:
            raise ValueError("a request that is too long")
        return made

    def left(self) -> list[Part]:
        """Return what is left at the end, an object that is not whole.

        Raises
        ------
        ValueError
            There is one: the body was cut.
        """
        if self._held:
            raise ValueError("cut")
        return []


async def woven(
    parts: AsyncIterator[bytes], coding: str | None, feed: Callable[[bytes], list[Part]],
    rest: Callable[[], list[Part]], change: Callable[[bytes], Awaitable[bytes]],
) -> AsyncIterator[bytes]:  # fmt: skip
    """Yield a stream, each request in it changed; its content coding is undone.

    Parameters
    ----------
    parts
        The stream.
    coding
        `content-encoding`, one that `Inflater` knows.
    feed, rest
        Cut it.
    change
        Returns what is sent in place of a request.

    Raises
    ------
    ValueError
        It is damaged, or cannot be cut.
    """
    inflater = Inflater(coding)
    async for data in parts:
        for piece in inflater.feed(data):
            async for out in _changed(feed(piece), change):
                yield out
    async for out in _changed(rest(), change):
        yield out


async def _changed(
    parts: list[Part], change: Callable[[bytes], Awaitable[bytes]]
) -> AsyncIterator[bytes]:
    for at in range(0, len(parts), _TOGETHER):
        some = parts[at : at + _TOGETHER]
        out = [await change(part.data) if part.whole else part.data for part in some]
        if any(out):
            yield b"".join(out)
        await asyncio.sleep(0)  # other requests have their turn
