"""Files that come from others, with a bound; and files of ours, written aside and privately."""

from __future__ import annotations

import json
import os
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Any

import msgspec

from stillwatch.core.errors import InputError, remedy_of, shown

MEGABYTE = 1 << 20


def read(path: Path, most: int) -> bytes:
    """Return the bytes of a file of at most `most` bytes, never holding more than that.

    Raises
    ------
    InputError
        It cannot be read, or is larger.
    """
    try:
        with path.open("rb") as file:
            data = file.read(most + 1)
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or str(error)
        raise InputError(f"cannot be read: {why}", path=shown(path)) from error
    if len(data) > most:
        raise InputError(
            f"larger than {most // MEGABYTE} MB", path=shown(path),
            remedy="split it, or ask who sent it",
        )  # fmt: skip
    return data


def decode(data: bytes, type: type[Any], path: Path, what: str) -> Any:
    """Decode JSON into a struct.

    Raises
    ------
    InputError
        It is not what it should be; `what` names that.
    """
    try:
        return msgspec.json.decode(data, type=type)
    except RecursionError:
        raise InputError("nested too deeply", path=shown(path)) from None
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        # the decoder's words hold names of fields and types, and nothing of the values
        raise InputError(f"not {what}: {str(error)[:200]}", path=shown(path)) from None


def write(path: Path, data: bytes, *, fresh: bool = False) -> None:
    """Write a file, mode 0600, aside and then into place.

    Parameters
    ----------
    fresh
        Refuse to replace a file that is there.

    Raises
    ------
    InputError
        It cannot be written, or is there already.
    """
    aside = ""
    path = Path(os.path.realpath(path))
    if path.exists() and not path.is_file():
        # what is put in place of a device or a pipe would take its name
        raise InputError("is no regular file", path=shown(path), remedy="name a file")
    try:
        handle, aside = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-"[:60])
        with os.fdopen(handle, "wb") as file:  # made with mode 0600
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if fresh:
            os.link(aside, path)  # fails where there is one: no moment between look and write
            os.unlink(aside)
        else:
            os.replace(aside, path)
    except FileExistsError:
        _remove(aside)
        raise InputError(
            "is there already", path=shown(path), remedy="remove it, or choose another name"
        ) from None
    except (OSError, ValueError) as error:
        _remove(aside)
        why = getattr(error, "strerror", None) or str(error)
        raise InputError(
            f"cannot be written: {why}", path=shown(path), remedy=remedy_of(error)
        ) from error


def dump(path: Path, value: Any, *, fresh: bool = False) -> None:
    """Write plain data or structs as indented JSON; equal values give equal bytes."""
    data = json.dumps(msgspec.to_builtins(value), indent=1, ensure_ascii=True)
    write(path, data.encode() + b"\n", fresh=fresh)


def _remove(path: str) -> None:
    with suppress(OSError):
        os.unlink(path)
