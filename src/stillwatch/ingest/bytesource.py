"""Bytes of a log file: hashed as they lie on disk, decompressed, read ahead in a thread.

zlib, SHA-256 and file reads release the interpreter lock, so that a thread does them while
another parses. Memory is bounded: one call never yields more than `CHUNK` bytes, whatever a
compressed file expands to.
"""

from __future__ import annotations

import hashlib
import queue
import threading
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pyarrow as pa

from stillwatch.core.errors import InputError, shown

CHUNK = 4 << 20
"""Most bytes in a piece. A thread waits for the interpreter lock after each call that released
it, up to 5 ms beside a busy one, so that small pieces would starve the reader."""
RAW_CHUNK = 1 << 20
HEAD = 1 << 16
MAX_RATIO = 500
"""Expansion above which a file is taken for a decompression bomb, once past `RATIO_FROM`."""
RATIO_FROM = 1 << 30

_GZIP, _ZSTD = b"\x1f\x8b", b"\x28\xb5\x2f\xfd"
MESSAGES = "zstd messages"
"""Codec of a file of messages that are compressed each by itself, its length before it: what the
OpenTelemetry Collector's file exporter writes with `compression: zstd`."""


class Ended(Exception):
    """Decompressed data ends before its time; the message says how."""


def breaks_off(reason: str) -> bool:
    """Tell whether a malformed line stands for all the rest of its file, as `Ended` says."""
    return reason.startswith(("the gzip data ", "the zstd data ", "the file expands "))


class LogFile(NamedTuple):
    """A file that was read to its end."""

    path: str
    sha256: str
    """SHA-256 of the raw bytes on disk, hex."""
    bytes: int
    """Size on disk."""
    format: str


class ByteSource:
    """One log file, opened for reading once from start to end.

    Parameters
    ----------
    path
        A regular file.

    Raises
    ------
    InputError
        The file is missing, empty, a device, or may not be read.
    """

    whole = True
    """Whether it is read to its end, and all that its records name; else a few lines are."""

    def __init__(self, path: Path) -> None:
        self.path, self.name = path, shown(path)
        try:
            if not path.is_file():
                reason = "is not a regular file" if path.exists() else "no such file"
                raise InputError(reason, path=self.name)
            self.size = path.stat().st_size
            with path.open("rb") as file:
                magic = file.read(8)
        except OSError as error:
            raise InputError(_why(error), path=self.name) from None
        if not magic:
            raise InputError("the file is empty", path=self.name)
        self.codec = _codec(magic)
        self.done = 0
        """Raw bytes consumed so far."""
        self.sha256 = ""
        """Hex digest of the raw bytes; set when they have all been read."""
        self.besides: list[LogFile] = []
        """Files that were read for its records: bodies that stand apart."""
        self.kept: dict[str, Any] = {}
        """What a format keeps for the other files of the same reading, which share it."""

    def head(self) -> bytes:
        """Return up to 64 KiB from the start, decompressed; damage ends it early."""
        found = b""
        try:
            for chunk in _decompress(self._raw(hashlib.sha256()), self.codec, HEAD):
                found += chunk
                if len(found) >= HEAD:
                    break
        except Ended:
            pass
        self.done = 0
        return found[:HEAD]

    def chunks(self, limit: int = CHUNK) -> Iterator[bytes]:
        """Yield the decompressed bytes in pieces of at most `limit`.

        Raises
        ------
        Ended
            The compressed data is cut short, damaged, or expands beyond reason. What was
            readable has been yielded by then.
        InputError
            The disk refuses.
        """
        digest = hashlib.sha256()
        raw = self._raw(digest)
        total = 0
        try:
            for chunk in _decompress(raw, self.codec, limit):
                total += len(chunk)
                if total > RATIO_FROM and total > MAX_RATIO * self.done:
                    raise Ended(f"the file expands more than {MAX_RATIO}-fold")
                yield chunk
        except Ended:
            self._close(raw, digest)
            raise
        self._close(raw, digest)

    def _close(self, raw: Iterator[bytes], digest: hashlib._Hash) -> None:
        # the digest covers the whole file even where only its start could be read
        for _ in raw:
            pass
        self.sha256 = digest.hexdigest()

    def hash_all(self) -> None:
        """Read the file once for its digest alone."""
        digest = hashlib.sha256()
        for _ in self._raw(digest):
            pass
        self.sha256, self.done = digest.hexdigest(), 0

    def _raw(self, digest: hashlib._Hash) -> Iterator[bytes]:
        self.done = 0
        try:
            with self.path.open("rb", buffering=0) as file:
                while piece := file.read(RAW_CHUNK):
                    digest.update(piece)
                    self.done += len(piece)
                    yield piece
        except OSError as error:
            raise InputError(_why(error), path=self.name) from None


def _why(error: OSError) -> str:
    return (error.strerror or "cannot be read").lower()


def _codec(magic: bytes) -> str:
    if magic[:2] == _GZIP:
        return "gzip"
    if magic[:4] == _ZSTD:
        return "zstd"
    return MESSAGES if magic[4:] == _ZSTD else "none"


def _decompress(raw: Iterator[bytes], codec: str, limit: int) -> Iterator[bytes]:
    if codec == "gzip":
        return _gunzip(raw, limit)
    if codec == MESSAGES:
        return _unpack(raw, limit)
    return _unzstd(raw, limit) if codec == "zstd" else raw


def _gunzip(raw: Iterator[bytes], limit: int) -> Iterator[bytes]:
    """Decompress a gzip file of one or more members."""
    stream = zlib.decompressobj(31)
    fresh = True  # nothing of the current member has been seen
    for piece in raw:
        data = piece
        while data:
            if fresh and not (data := data.lstrip(b"\0")):  # padding between members is legal
                break
            try:
                out = stream.decompress(data, limit)
            except zlib.error:
                raise Ended("the gzip data is damaged") from None
            fresh = False
            if out:
                yield out
            data = stream.unconsumed_tail
            if stream.eof:
                data, stream, fresh = stream.unused_data, zlib.decompressobj(31), True
    if not fresh:
        raise Ended("the gzip data ends early")


def _unzstd(raw: Iterator[bytes], limit: int) -> Iterator[bytes]:
    with pa.PythonFile(_Pull(raw), mode="r") as file:
        stream = pa.CompressedInputStream(file, "zstd")
        while True:
            try:
                out = stream.read(limit)
            except OSError as error:
                cut = "runcated" in str(error)
                raise Ended(f"the zstd data {'ends early' if cut else 'is damaged'}") from None
            if not out:
                return
            yield out


def _unpack(raw: Iterator[bytes], limit: int) -> Iterator[bytes]:
    """Decompress messages that each stand after their length in four bytes, one a line."""
    pull = _Pull(raw)
    while head := _exactly(pull, 4):
        if len(head) < 4:
            raise Ended("the zstd data ends early")
        left = int.from_bytes(head, "big")
        if not left:  # to begin with the next costs more than to pass over it
            continue

        def message() -> Iterator[bytes]:
            nonlocal left
            while left and (piece := pull.read(left)):
                left -= len(piece)
                yield piece

        yield from _unzstd(message(), limit)
        if left:
            raise Ended("the zstd data ends early")
        yield b"\n"


def _exactly(pull: _Pull, size: int) -> bytes:
    """Return so many bytes, or what there is before the end."""
    found = b""
    while len(found) < size and (piece := pull.read(size - len(found))):
        found += piece
    return found


class _Pull:
    """A file-like view of an iterator of bytes, for Arrow."""

    closed = False

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._pieces, self._rest = pieces, b""

    def read(self, size: int = -1) -> bytes:
        if not self._rest:
            self._rest = next(self._pieces, b"")
        size = len(self._rest) if size < 0 else size
        out, self._rest = self._rest[:size], self._rest[size:]
        return out

    def close(self) -> None:
        self.closed = True


class ReadAhead:
    """Run an iterator of bytes in a thread, at most `depth` items ahead.

    Exceptions of the iterator come out of `__iter__` at their place; leaving the loop early
    stops the thread.
    """

    def __init__(self, pieces: Iterator[bytes], depth: int = 4) -> None:
        self._pieces = pieces
        self._queue: queue.Queue[bytes | BaseException | None] = queue.Queue(depth)
        self._stop = threading.Event()

    def __iter__(self) -> Iterator[bytes]:
        """Yield the items in order."""
        thread = threading.Thread(target=self._work, name="read-ahead", daemon=True)
        thread.start()
        try:
            while (item := self._queue.get()) is not None:
                if isinstance(item, BaseException):
                    raise item
                yield item
        finally:
            self._stop.set()
            while thread.is_alive():
                _drain(self._queue)
                thread.join(0.01)

    def _work(self) -> None:
        try:
            for piece in self._pieces:
                if self._stop.is_set():
                    return
                self._queue.put(piece)
            self._queue.put(None)
        except BaseException as error:  # handed to the reader, not swallowed
            self._queue.put(error)


def _drain(waiting: queue.Queue[bytes | BaseException | None]) -> None:
    try:
        while True:
            waiting.get_nowait()
    except queue.Empty:
        return
