"""Files and JSON of somebody else, read so that two verifiers cannot be told two things."""

from __future__ import annotations

import errno
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NoReturn

import msgspec


class _Pieces(msgspec.Struct):
    evidence: list[msgspec.Raw]


def small_file(path: Path, most: int) -> bytes:
    """Read a file that somebody else may have put there.

    Raises
    ------
    OSError
        It cannot be read, is larger than `most` bytes, or is no file: a pipe would be waited for
        without end, and a device never ends.
    """
    if path.exists() and not path.is_file():
        raise OSError(errno.EINVAL, "it is not a file")
    with path.open("rb") as file:
        data = file.read(most + 1)
    if len(data) > most:
        raise OSError(errno.EFBIG, f"it has more than {most:,} bytes")
    return data


def parsed(data: bytes) -> Any:
    """Read one JSON value.

    Raises
    ------
    ValueError
        It is no UTF-8, no JSON (NaN and Infinity are none), nested too deep, or an object in it
        has a name twice, of which one reader takes the first and another the last.
    """
    try:
        return json.loads(data.decode(), object_pairs_hook=_once, parse_constant=_never)
    except RecursionError:
        raise ValueError("nested too deep") from None


def parsed_object(data: bytes) -> dict[str, Any]:
    """Read one JSON object; ValueError as for `parsed`, or if it is something else."""
    told = parsed(data)
    if not isinstance(told, dict):
        raise ValueError("no JSON object")
    return told


def lines(data: bytes) -> Iterator[bytes]:
    """Yield the lines of a file, each ended by a line feed and by nothing else.

    Raises
    ------
    ValueError
        The last has no end.
    """
    *whole, rest = data.split(b"\n")
    yield from whole
    if rest:
        raise ValueError("the last line has no end")


def pieces(campaign: bytes) -> list[bytes]:
    """Return the pieces of a campaign's evidence, byte for byte as they stand in `campaign.json`.

    Nothing is written anew: how a language prints a number makes no difference.

    Raises
    ------
    ValueError
        It is no campaign.
    """
    try:
        return [bytes(raw) for raw in msgspec.json.decode(campaign, type=_Pieces).evidence]
    except (msgspec.MsgspecError, RecursionError) as error:
        raise ValueError(f"no campaign: {error}") from None


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    told = dict(pairs)
    if len(told) != len(pairs):
        raise ValueError("a name twice in one object")
    return told


def _never(word: str) -> NoReturn:
    raise ValueError(f"{word} is no JSON")
