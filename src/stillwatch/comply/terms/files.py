"""Small files that people write or export: TOML, CSV, JSON and JSON lines, strictly read."""

from __future__ import annotations

import csv
import io
import json
import tomllib
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any, NoReturn

from stillwatch.core.errors import InputError, shown
from stillwatch.ingest.bytesource import ByteSource, Ended
from stillwatch.ingest.lenient import NotAnExchange, decode_line

LARGEST = 256 << 20
"""Bytes of a file, decompressed."""
LARGEST_TOML = 4 << 20
"""Bytes of a TOML file; people write those."""
Records = list[tuple[int, dict[str, Any]]]
"""Line number and fields."""


def text_of(path: Path, limit: int = LARGEST) -> str:
    """Return the text of a file, decompressed where it is gzip or zstd.

    Raises
    ------
    InputError
        It cannot be read, is larger than `limit` bytes, or is not UTF-8.
    """
    source = ByteSource(path)
    pieces, size = list[bytes](), 0
    try:
        for piece in source.chunks():
            pieces.append(piece)
            size += len(piece)
            if size > limit:
                raise InputError(f"larger than {limit >> 20} MiB", path=shown(path))
        return b"".join(pieces).decode("utf-8-sig")
    except (Ended, UnicodeDecodeError) as error:
        why = str(error) if isinstance(error, Ended) else "not valid UTF-8"
        raise InputError(why, path=shown(path)) from None


def toml_of(path: Path) -> dict[str, Any]:
    """Return a TOML file as a table."""
    text = text_of(path, LARGEST_TOML)
    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError) as error:  # also of numbers too long to be read
        why = "nested too deeply" if isinstance(error, RecursionError) else str(error)
        raise InputError(f"not valid TOML: {' '.join(why.split())}", path=shown(path)) from None


def records_of(path: Path) -> Records:
    """Return the records of a CSV with a header, of JSON lines, or of a JSON list.

    Between the fields of a CSV are commas, semicolons or tabs: what its header has most of.

    A JSON object that holds a list under `results` stands for that list, as in the files of the
    US Consolidated Screening List.
    """
    text = text_of(path)
    head = text.lstrip()[:1]
    if head in ("{", "["):
        return _json_records(text, shown(path))
    return _csv_records(text, shown(path))


def _json_records(text: str, path: str) -> Records:
    lines = text.split("\n")
    first = next(line for line in lines if line.strip())
    try:  # JSON lines: the first line is an object of its own
        whole = not isinstance(decode_line(first.encode("utf-8", "replace")), dict)
    except NotAnExchange:
        whole = True
    if whole or (len([x for x in lines if x.strip()]) == 1 and '"results"' in first):
        try:
            document = json.loads(text, parse_constant=_refuse)
        except (ValueError, RecursionError) as error:
            why = "nested too deeply" if isinstance(error, RecursionError) else str(error)
            raise InputError(f"not valid JSON: {why}", path=path) from None
        found = document.get("results") if isinstance(document, dict) else document
        if not isinstance(found, list) or not all(isinstance(row, dict) for row in found):
            raise InputError("neither JSON lines nor a list of objects", path=path)
        return list(enumerate(found, 1))
    rows: Records = []
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                rows.append((number, decode_line(line.encode("utf-8", "replace"))))
            except NotAnExchange as error:
                raise InputError(str(error), path=path, line=number) from None
    return rows


def _refuse(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is no JSON")


def _csv_records(text: str, path: str) -> Records:
    rows: Records = []
    try:
        between = max(",;\t", key=text.split("\n", 1)[0].count)  # a comma, if there are as many
        reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=between, strict=True)
        names = [name.strip() for name in reader.fieldnames or []]
        if not any(names) or len(set(names)) < len(names):
            raise InputError(
                "no header, or one that names a column twice",
                path=path,
                remedy="CSV needs a header line",
            )
        reader.fieldnames = names
        for row in reader:
            if None in row or None in row.values():
                why = "more or fewer fields than the header has"
                raise InputError(why, path=path, line=reader.line_num)
            rows.append((reader.line_num, dict(row)))
    except csv.Error as error:
        raise InputError(f"not readable as CSV: {error}", path=path) from None
    return rows


class Table:
    """A table of a file, read strictly: what is missing, of the wrong kind or unknown is named.

    Parameters
    ----------
    values
        The table.
    path
        Its file.
    where
        Its place there, for messages: ``version 2``.
    """

    def __init__(self, values: object, path: Path, where: str = "") -> None:
        self._path, self._where = path, where
        if not isinstance(values, Mapping):
            raise self.wrong("not a table")
        self._values: Mapping[str, Any] = values

    def wrong(self, reason: str, remedy: str = "") -> InputError:
        """Return the error that says what is wrong here."""
        said = f"{self._where}: {reason}" if self._where else reason
        return InputError(said, path=shown(self._path), remedy=remedy)

    def only(self, *names: str) -> None:
        """Refuse names that mean nothing: a misspelt rule would never speak."""
        unknown = sorted(set(self._values) - set(names))
        if unknown:
            raise self.wrong(f"{unknown[0]!r} means nothing here", f"known: {', '.join(names)}")

    def has(self, name: str) -> bool:
        """Tell whether there is a value."""
        return name in self._values

    def text(self, name: str, default: str | None = None) -> str:
        """Return a text that is not empty; without a default it has to be there."""
        value = self._values.get(name, default)
        if value is None:
            raise self.wrong(f"{name} is missing")
        if not isinstance(value, str) or not (value.strip() or value == default):
            raise self.wrong(f"{name} is not a text, or empty")
        return value

    def texts(self, name: str) -> tuple[str, ...]:
        """Return a list of texts; empty where it is not there."""
        value = self._values.get(name, [])
        if not isinstance(value, list) or not all(isinstance(v, str) and v for v in value):
            raise self.wrong(f"{name} is not a list of texts")
        return tuple(value)

    def number(self, name: str, low: float, high: float) -> float | None:
        """Return a number between two others, or null where it is not there."""
        value = self._values.get(name)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise self.wrong(f"{name} is not a number")
        if not low <= value <= high:
            raise self.wrong(f"{name} is not between {low:g} and {high:g}")
        return float(value)

    def flag(self, name: str) -> bool | None:
        """Return true, false, or null where it is not there."""
        value = self._values.get(name)
        if value is not None and not isinstance(value, bool):
            raise self.wrong(f"{name} is neither true nor false")
        return value

    def day(self, name: str) -> date | None:
        """Return a date, or null where it is not there."""
        value = self._values.get(name)
        if value is None:
            return None
        try:
            found = date.fromisoformat(value) if isinstance(value, str) else value
        except ValueError:
            found = None
        if not isinstance(found, date) or isinstance(found, datetime):
            raise self.wrong(f"{name} is not a date such as 2026-03-01")
        return found

    def moment(self, name: str) -> datetime | None:
        """Return a moment with a zone; a plain date is its first moment in UTC."""
        value = self._values.get(name)
        if value is None:
            return None
        found = moment_of(value)
        if found is None:
            raise self.wrong(f"{name} is neither a date nor a time with a zone")
        return found

    def tables(self, name: str) -> list[Table]:
        """Return a list of tables; empty where it is not there."""
        value = self._values.get(name, [])
        if not isinstance(value, list):
            raise self.wrong(f"{name} is not a list of tables", f"write [[{name}]]")
        place = f"{self._where}, {name}" if self._where else name
        return [Table(row, self._path, f"{place} {n}") for n, row in enumerate(value, 1)]

    def table(self, name: str) -> Table:
        """Return a table; an empty one where it is not there."""
        place = f"{self._where}, {name}" if self._where else name
        return Table(self._values.get(name, {}), self._path, place)

    def items(self) -> Iterable[tuple[str, Any]]:
        """Return names and values."""
        return self._values.items()


def moment_of(value: object) -> datetime | None:
    """Return a date or RFC 3339 time as a moment in UTC, or null where it is neither.

    Examples
    --------
    >>> moment_of("2026-03-01").isoformat()
    '2026-03-01T00:00:00+00:00'
    >>> moment_of("2026-03-01T10:00:00") is None  # no zone
    True
    """
    try:
        if isinstance(value, str):
            text = value.strip()
            value = date.fromisoformat(text) if len(text) == 10 else datetime.fromisoformat(text)
        if isinstance(value, datetime):
            return value.astimezone(UTC) if value.tzinfo else None
        return datetime.combine(value, time(), UTC) if isinstance(value, date) else None
    except (ValueError, OverflowError):
        return None


def stamp(moment: datetime | None) -> str | None:
    """Return a moment as RFC 3339 in UTC, to the second."""
    return None if moment is None else moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
