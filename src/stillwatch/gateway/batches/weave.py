"""Requests of a batch replaced on their way: all around them passes byte for byte.

What is held at a time is one request (`lines.MOST`), however large the whole is.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from typing import NamedTuple

from python_multipart.exceptions import FormParserError
from python_multipart.multipart import MultipartParser, parse_options_header

from stillwatch.gateway.batches.inflate import Inflater
from stillwatch.gateway.batches.lines import MOST, Items, Room


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
        self._held = b""
        self._long = False  # within a line that is too long to be held

    def feed(self, data: bytes) -> list[Part]:
        """Take what came; return what may go on."""
        made: list[Part] = []
        *lines, last = (self._held + data).split(b"\n")
        for line in lines:
            made += self._line(line, b"\n")
            self._long = False
        self._held = last
        if len(last) > MOST or (self._long and last):
            self._held, self._long = b"", True
            made.append(Part(last))
        return made

    def rest(self) -> list[Part]:
        """Return what is left at the end."""
        held, self._held = self._held, b""
        return self._line(held, b"") if held else []

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
            out = [await change(p.data) if p.whole else p.data for p in feed(piece)]
            if any(out):
                yield b"".join(out)
    out = [await change(p.data) if p.whole else p.data for p in rest()]
    if any(out):
        yield b"".join(out)
