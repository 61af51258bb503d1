"""Segments of an exchange log on disk: written aside, renamed when whole, never half a line."""

from __future__ import annotations

import fcntl
import os
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from stillwatch.core.errors import InputError, UsageError

_ASIDE, _PACKING, _WHOLE = ".collecting-", ".packing-", "exchanges-"


class Segments:
    """Appends whole lines to files of bounded size and age; safe to use from several threads.

    A file that is being written starts with a dot, so that an audit of the folder passes over it.
    What an earlier process left behind is taken up when the folder is opened. Lines are with the
    operating system when `write` returns, and on disk once their segment is whole.

    Parameters
    ----------
    folder
        Made if missing, readable by its owner alone. One process writes to it at a time, or
        several that share it.
    max_bytes, max_seconds
        Size, before it is packed, and age at which a segment is closed.
    clock
        Seconds since 1970.
    pack
        Whether whole segments are compressed (zstd), if the disk has room for that.
    shared
        Whether somebody else has claimed the folder (`claim`), so that several may write to it,
        each to segments of its own.

    Raises
    ------
    UsageError
        Another process writes to the folder.
    InputError
        The folder cannot be made or written.
    """

    def __init__(
        self,
        folder: Path,
        max_bytes: int = 64 << 20,
        max_seconds: float = 300.0,
        clock: Callable[[], float] = time.time,
        pack: bool = False,
        shared: bool = False,
    ) -> None:
        self._folder, self._limits, self._clock = folder, (max_bytes, max_seconds), clock
        self._pack = pack
        self._lock = threading.Lock()
        self._file: int | None = None
        self._path = folder
        self._size, self._opened, self._number = 0, 0.0, 0
        self._guard = None if shared else claim(folder)
        try:
            self._take_up()
        except OSError as error:
            raise InputError((error.strerror or "unwritable").lower(), path=str(folder)) from None

    def write(self, lines: bytes) -> None:
        """Append whole lines.

        Raises
        ------
        OSError
            The disk is full or refuses; then none of the lines was written.
        """
        with self._lock:
            if self._file is None:
                self._open()
            assert self._file is not None
            try:
                rest = memoryview(lines)
                while rest:
                    rest = rest[os.write(self._file, rest) :]
            except OSError:
                os.ftruncate(self._file, self._size)
                os.lseek(self._file, self._size, os.SEEK_SET)
                raise
            self._size += len(lines)
            if self._size >= self._limits[0]:
                self._close()

    def sync(self) -> None:
        """Have what is written on the disk itself, so that it survives a loss of power."""
        with self._lock:
            if self._file is not None:
                os.fsync(self._file)

    def tick(self) -> None:
        """Close the segment if it is old enough; call this every second or so."""
        with self._lock:
            if self._file is not None and self._clock() - self._opened >= self._limits[1]:
                self._close()

    def close(self) -> None:
        """Close the segment and give the folder free."""
        with self._lock:
            self._close()
            if self._guard is not None:
                os.close(self._guard)

    def _take_up(self) -> None:
        """Make whole what others left behind. Whoever still writes holds a lock on its file."""
        for left in sorted(self._folder.glob(f"{_ASIDE}*")):
            try:
                file = os.open(left, os.O_RDWR)
            except FileNotFoundError:  # its writer, or another like us, was faster
                continue
            try:
                if _locked(file, left):
                    _mend(left)
                    _publish(left, self._pack)
            finally:
                os.close(file)
        for half in self._folder.glob(f"{_PACKING}*"):
            name = half.name.removeprefix(_PACKING).removesuffix(".zst")
            if not (self._folder / f"{_ASIDE}{name}").exists():
                half.unlink(missing_ok=True)

    def _open(self) -> None:
        self._opened, self._size = self._clock(), 0
        stamp = datetime.fromtimestamp(self._opened, UTC).strftime("%Y%m%dT%H%M%SZ")
        while True:
            self._number += 1
            name = f"{stamp}-{os.getpid()}-{self._number:04d}.jsonl"
            self._path = self._folder / f"{_ASIDE}{name}"
            try:
                file = os.open(self._path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            except FileExistsError:  # a process of the same number, in another container
                continue
            if _locked(file, self._path):
                # asked once the name is ours: until then its last holder may still publish it
                if not any(self._folder.glob(f"{_WHOLE}{name}*")):
                    self._file = file
                    return
                self._path.unlink()
            os.close(file)  # published before, or taken for one that was left behind

    def _close(self) -> None:
        if self._file is None:
            return
        file, self._file = self._file, None
        try:
            os.fsync(file)
            _publish(self._path, self._pack)
        finally:
            os.close(file)  # and with it the lock


def claim(folder: Path) -> int:
    """Make a folder if it is missing, and keep others from writing to it.

    Returns
    -------
    int
        A file descriptor; the claim holds until it is closed, or the process ends.

    Raises
    ------
    UsageError
        Another process has claimed it.
    InputError
        The folder cannot be made or written.
    """
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        guard = os.open(folder / ".lock", os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        why = (error.strerror or "cannot be written").lower()
        raise InputError(why, path=str(folder)) from None
    try:
        fcntl.flock(guard, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(guard)
        raise UsageError(f"{folder}: another process writes to this folder") from None
    return guard


def _locked(file: int, path: Path) -> bool:
    """Lock an opened file; false where another has, or it no longer bears that name."""
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        return path.stat().st_ino == os.fstat(file).st_ino
    except OSError:
        return False


def _mend(path: Path) -> None:
    """Cut a line that a crash left half written."""
    with path.open("r+b") as file:
        size = file.seek(0, os.SEEK_END)
        while size:
            start = max(0, size - (1 << 20))
            file.seek(start)
            at = file.read(size - start).rfind(b"\n")
            if at >= 0:
                size = start + at + 1
                break
            size = start
        file.truncate(size)


def _publish(path: Path, pack: bool) -> None:
    """Give a whole segment its name; an empty one goes."""
    if path.stat().st_size == 0:
        path.unlink()
        return
    name = path.name.removeprefix(_ASIDE)
    packed = path.with_name(f"{_PACKING}{name}.zst")
    if pack and _compress(path, packed):
        packed.rename(path.with_name(f"{_WHOLE}{name}.zst"))
        _sync(path.parent)
        path.unlink()  # a crash just before: both are read, and each exchange counts once
    else:
        path.rename(path.with_name(_WHOLE + name))
    _sync(path.parent)


def _compress(path: Path, packed: Path) -> bool:
    """Write a packed copy; false where there is no room for one."""
    import pyarrow as pa  # heavy, and only this needs it

    try:
        file = os.open(packed, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with path.open("rb") as plain, os.fdopen(file, "wb") as raw:
            with pa.CompressedOutputStream(raw, "zstd") as out:  # it closes `raw`
                while block := plain.read(1 << 20):
                    out.write(block)
        _sync(packed)
    except OSError:
        packed.unlink(missing_ok=True)
        return False
    return True


def _sync(path: Path) -> None:
    """Have a file, or the names in a folder, on the disk itself."""
    opened = os.open(path, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
