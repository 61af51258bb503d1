"""A form (multipart/form-data, RFC 7578) read as it comes: its files' bytes, and nothing held."""

from __future__ import annotations

from collections.abc import Callable

from python_multipart.exceptions import FormParserError
from python_multipart.multipart import MultipartParser, parse_options_header

_PARTS = 64


class Form:
    """Hands on what is in files.

    Parameters
    ----------
    kind
        `content-type`, with the boundary.
    data
        Takes bytes of a file.
    end
        Called when a file ends.

    Raises
    ------
    ValueError
        It is no form.
    """

    def __init__(self, kind: str, data: Callable[[bytes], None], end: Callable[[], None]) -> None:
        name, options = parse_options_header(kind)
        boundary = options.get(b"boundary")
        if name != b"multipart/form-data" or not boundary:
            raise ValueError("no form")
        self._data, self._end = data, end
        self._field = self._value = b""
        self._is_file = False
        self._parts = 0
        try:
            self._parser = MultipartParser(
                boundary,
                {
                    "on_part_begin": self._begin, "on_header_field": self._add_field,
                    "on_header_value": self._add_value, "on_header_end": self._header,
                    "on_part_data": self._part, "on_part_end": self._part_end,
                },
                max_header_count=8, max_header_size=4096,
            )  # fmt: skip
        except FormParserError:
            raise ValueError("no boundary") from None

    def feed(self, data: bytes) -> None:
        """Take what came.

        Raises
        ------
        ValueError
            The form is broken, or has too many parts.
        """
        try:
            self._parser.write(data)
        except FormParserError:
            raise ValueError("broken") from None

    def _begin(self) -> None:
        self._parts += 1
        if self._parts > _PARTS:
            raise ValueError("too many parts")
        self._is_file = False

    # the parser bounds a header's length
    def _add_field(self, data: bytes, start: int, end: int) -> None:
        self._field += data[start:end]

    def _add_value(self, data: bytes, start: int, end: int) -> None:
        self._value += data[start:end]

    def _header(self) -> None:
        if self._field.lower() == b"content-disposition":
            _, options = parse_options_header(self._value.decode("latin-1"))
            # either makes it one for some server
            self._is_file |= b"filename" in options or options.get(b"name") == b"file"
            self._is_file |= b"filename*" in self._value.lower()
        self._field = self._value = b""

    def _part(self, data: bytes, start: int, end: int) -> None:
        if self._is_file:
            self._data(data[start:end])

    def _part_end(self) -> None:
        if self._is_file:
            self._end()
