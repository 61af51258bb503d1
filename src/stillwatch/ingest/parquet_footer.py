"""What a Parquet file's footer claims, read without Arrow.

Arrow ends the whole process when it is asked about a column whose statistics do not add up: what
it throws there does not reach Python (pyarrow 24). So the few figures that are needed before a
file is read are taken from the footer here: a struct in Thrift's compact protocol, as
`parquet.thrift` of the Parquet format describes it.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

from stillwatch.core.errors import InputError, shown

LARGEST = 256 << 20
"""Bytes of a footer; a log with ten thousand row groups has some hundred megabytes."""
_DEEPEST = 32
_BYTE_ARRAY = 6
_STRUCT, _MAP, _DOUBLE, _BINARY = 12, 11, 7, 8


class Chunk(NamedTuple):
    """One column of one row group."""

    is_bytes: bool
    """Whether it holds strings."""
    values: int
    """Values, nulls and empty lists included."""
    unpacked: int
    packed: int
    """Bytes, as they are and on disk."""
    dictionary: int
    """Bytes of its dictionary on disk; 0: it has none."""


class Footer(NamedTuple):
    """What a file holds by its own account."""

    rows: int
    chunks: list[Chunk]


def read_footer(path: Path) -> Footer:
    """Read a footer.

    Raises
    ------
    InputError
        It is damaged or encrypted.
    """
    try:
        with path.open("rb") as file:
            size = file.seek(0, 2)
            file.seek(max(0, size - 8))
            tail = file.read(8)
            length = int.from_bytes(tail[:4], "little")
            if tail[4:] == b"PARE":
                raise InputError(
                    "not a readable Parquet file: its footer is encrypted", path=shown(path),
                    remedy="write the log again without encryption",
                )  # fmt: skip
            if tail[4:] != b"PAR1" or not 0 < length <= min(size - 8, LARGEST):
                raise ValueError("the footer is missing or cut")
            file.seek(size - 8 - length)
            return _footer(_Compact(file.read(length)).struct(0))
    except (ValueError, IndexError, KeyError, TypeError, AttributeError) as error:
        why = str(error) if type(error) is ValueError else "the footer is damaged"
        raise InputError(f"not a readable Parquet file: {why}", path=shown(path)) from None


def _footer(given: dict[int, Any]) -> Footer:
    chunks = []
    for group in given[4]:
        for column in group[1]:
            meta = column[3]
            at = meta.get(11, 0)  # where its dictionary begins
            size = max(1, meta[9] - at) if at else 0
            counts = _number(meta[5]), _number(meta[6]), _number(meta[7])
            chunks.append(Chunk(meta[1] == _BYTE_ARRAY, *counts, size))
    return Footer(_number(given[3]), chunks)


def _number(value: Any) -> int:
    if not isinstance(value, int):
        raise TypeError
    return value


class _Compact:
    """A reader of Thrift's compact protocol; values of structs by the number of their field."""

    def __init__(self, data: bytes) -> None:
        self._data, self._at = data, 0

    def struct(self, depth: int) -> dict[int, Any]:
        """Read a struct: numbers, and lists and structs of them; other values as None."""
        found: dict[int, Any] = {}
        number = 0
        while head := self._byte():
            number = number + (head >> 4) if head >> 4 else self._number()
            kind = head & 15
            found[number] = kind == 1 if kind in (1, 2) else self._value(kind, depth)
        return found

    def _value(self, kind: int, depth: int) -> Any:
        if depth > _DEEPEST:
            raise ValueError("the footer is nested too deeply")
        if kind in (1, 2, 3):  # a flag within a list takes a byte
            return self._byte()
        if kind in (4, 5, 6):
            return self._number()
        if kind in (_DOUBLE, _BINARY):
            return self._skip(8 if kind == _DOUBLE else self._varint())
        if kind in (9, 10):
            head = self._byte()
            size = head >> 4 if head >> 4 < 15 else self._varint()
            return [self._value(head & 15, depth + 1) for _ in range(size)]
        if kind == _MAP:
            if size := self._varint():
                kinds = self._byte()
                for _ in range(size):
                    self._value(kinds >> 4, depth + 1)
                    self._value(kinds & 15, depth + 1)
            return None
        if kind == _STRUCT:
            return self.struct(depth + 1)
        raise ValueError("the footer is damaged")

    def _skip(self, size: int) -> None:
        self._at += size
        if self._at > len(self._data):
            raise ValueError("the footer is damaged")

    def _byte(self) -> int:
        self._at += 1
        return self._data[self._at - 1]

    def _varint(self) -> int:
        value = shift = 0
        while True:
            byte = self._byte()
            value |= (byte & 127) << shift
            shift += 7
            if byte < 128:
                return value
            if shift > 63:
                raise ValueError("the footer is damaged")

    def _number(self) -> int:
        value = self._varint()
        return value >> 1 ^ -(value & 1)
