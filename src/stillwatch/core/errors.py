"""Errors that reach a person: one clear line that names the place and the remedy."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from typing import Any


class StillwatchError(Exception):
    """Base of every error that the command line prints without a traceback."""


class UsageError(StillwatchError):
    """An option or argument that cannot be honoured; exit status 2."""


class InputError(StillwatchError):
    """An input that cannot be read; exit status 2.

    Parameters
    ----------
    reason
        What is wrong, in plain words.
    path
        File that was being read.
    line
        One-based line (or row) number, when known.
    remedy
        What the user can do about it.
    """

    def __init__(
        self, reason: str, *, path: str, line: int | None = None, remedy: str = ""
    ) -> None:
        self.reason, self.path, self.line, self.remedy = reason, path, line, remedy
        where = path if line is None else f"{path}:{line}"
        super().__init__(f"{where}: {reason}" + (f" ({remedy})" if remedy else ""))

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle by keywords, so that a worker's error reaches the user whole."""
        return _rebuild, (self.reason, self.path, self.line, self.remedy)


def remedy_of(error: Exception) -> str:
    """Say what a user can do about what the system refused; empty where nothing general helps.

    Examples
    --------
    >>> remedy_of(OSError(errno.EROFS, "Read-only file system"))
    'choose a place that can be written'
    """
    number = error.errno if isinstance(error, OSError) else None
    words = str(error).lower()
    full = any(said in words for said in ("no space left", "quota", "disk is full"))
    if full or number in (errno.ENOSPC, errno.EDQUOT):
        return "make room there, or choose another place"
    if "disk i/o error" in words:  # SQLite's word for much, a full disk among it
        return "look whether the disk is full or broken"
    if "is locked" in words:
        return "wait until another process is done"
    if number == errno.EFBIG or "file too large" in words:
        return "lift the limit on the size of files (ulimit -f), or choose another place"
    if number == errno.EROFS:
        return "choose a place that can be written"
    if number in (errno.EACCES, errno.EPERM):
        return "choose a place that you may read and write"
    if number in (errno.EMFILE, errno.ENFILE):
        return "lift the limit on open files (ulimit -n)"
    if isinstance(error, MemoryError) or "out of memory" in words or "memory limit" in words:
        return "give it more memory, or fewer or smaller files at a time"
    return ""


def shown(path: Path) -> str:
    """Return the name of a file as text that can be written: not every name is UTF-8.

    Examples
    --------
    >>> shown(Path("a.jsonl"))
    'a.jsonl'
    """
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def _rebuild(reason: str, path: str, line: int | None, remedy: str) -> InputError:
    return InputError(reason, path=path, line=line, remedy=remedy)
