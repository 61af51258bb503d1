"""The evidence log: entries that are only ever added, under a Merkle tree with signed checkpoints.

A folder holds::

    entries.jsonl            one entry a line; the bytes of a line are the leaf
    offsets                  where each entry ends, 8 bytes little endian an entry
    tree/NN                  hashes of complete subtrees, see `tree`
    checkpoints/SIZE.note    signed roots, see `notes`; SIZE.tsr beside it, where time-stamped

`entries.jsonl` and the checkpoints are the record. The rest follows from them and is made again
when it is missing or short. An entry is in the log once `append` returns: it has been forced to
disk. What a killed writer left of a line is dropped by the next one that adds to the log, and an
entry says so; who only reads leaves it where it is.
"""

from __future__ import annotations

import fcntl
import json
import os
import secrets
import struct
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import accumulate
from pathlib import Path
from typing import Any, Self

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from stillwatch.core.errors import InputError, remedy_of
from stillwatch.proof.evidence import notes
from stillwatch.proof.evidence.merkle import consistency, inclusion, leaf_hash
from stillwatch.proof.evidence.notes import Checkpoint
from stillwatch.proof.evidence.tree import Tree, write_all

VERSION = 1
ENTRY_LIMIT = 1 << 20
"""Longest entry, in bytes."""
_PIECE = 8 << 20
_KEY = b'"kind":"key"'


def _clock() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True)
class Entry:
    """One record of the log."""

    kind: str
    """`log`, `key`, `recovered`, `input`, `audit`, `campaign`, `evidence`, `decision`, …"""
    data: dict[str, Any] = field(default_factory=dict)
    """What is said openly; JSON values."""
    commitments: dict[str, str] = field(default_factory=dict)
    """Salted hashes of what is kept elsewhere, by name; hexadecimal."""

    def line(self, at: datetime) -> bytes:
        """Return the bytes of the leaf.

        Raises
        ------
        ValueError
            It is too long, or holds what JSON cannot.
        """
        told: dict[str, Any] = {"time": stamp(at), "kind": self.kind, "data": self.data}
        if self.commitments:
            told["commitments"] = self.commitments
        text = json.dumps(
            told, ensure_ascii=True, allow_nan=False, sort_keys=True, separators=(",", ":")
        )
        if len(text) > ENTRY_LIMIT:
            raise ValueError(f"an entry may have {ENTRY_LIMIT:,} bytes, not {len(text):,}")
        return text.encode("ascii")


def stamp(at: datetime) -> str:
    """Return a moment as the log writes it, RFC 3339 in UTC to the microsecond."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def named_keys(lines: Iterable[bytes]) -> list[notes.Verifier]:
    """Return the keys that entries name, in their order.

    Parameters
    ----------
    lines
        The first entry of a log, and at least those of kind `key` after it.

    Raises
    ------
    ValueError
        The first is not that of a log, or one names no key.
    """
    found: list[notes.Verifier] = []
    for line in lines:
        try:
            told = json.loads(line)
            if told["kind"] == ("key" if found else "log"):
                found.append(notes.Verifier.parse(told["data"]["key"]))
            elif not found:
                raise ValueError
        except (ValueError, KeyError, TypeError, AttributeError):
            raise ValueError("an entry that should name a key does not") from None
    if not found:
        raise ValueError("the log names no key")
    return found


class EvidenceLog:
    """An open log; several processes may have the same one open and write to it.

    Parameters
    ----------
    folder
        An existing log.
    clock
        Tells the time that entries bear.

    Raises
    ------
    InputError
        The folder holds no log, or cannot be read and written.
    """

    def __init__(self, folder: Path, clock: Callable[[], datetime] = _clock) -> None:
        self.folder, self._clock = folder, clock
        self._torn = self._held = 0
        try:
            self._entries = os.open(folder / "entries.jsonl", os.O_RDWR | os.O_APPEND)
            self._offsets = os.open(folder / "offsets", os.O_RDWR | os.O_CREAT, 0o600)
            with self._locked(catch_up=False):
                self._begin()
                self._catch_up()
                signed = self._as_signed()
        except OSError as error:
            raise InputError(
                f"no evidence log can be opened here: {error.strerror}",
                path=str(folder),
                remedy=remedy_of(error) or "make one with `stillwatch evidence init`",
            ) from error
        if not signed:
            self.close()
            raise InputError(
                "its entries are not those that were signed",
                path=str(folder),
                remedy="run `stillwatch evidence verify`, and put back a copy that holds",
            )

    @classmethod
    def create(
        cls,
        folder: Path,
        origin: str,
        key: Ed25519PrivateKey,
        clock: Callable[[], datetime] = _clock,
    ) -> Self:
        """Make a log whose first entry names its origin and the key that signs for it.

        Raises
        ------
        InputError
            There is something already, or nothing can be written there.
        """
        if not origin.isprintable() or not origin or set(origin) & set("+ "):
            raise InputError(
                "an origin is a name without spaces and plus signs",
                path=origin,
                remedy="such as example.com/stillwatch",
            )
        verifier = notes.Verifier(origin, key.public_key().public_bytes_raw())
        first = Entry("log", {"version": VERSION, "origin": origin, "key": str(verifier)})
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            (folder / "checkpoints").mkdir(mode=0o700, exist_ok=True)
            write_aside(folder / "entries.jsonl", first.line(clock()) + b"\n", new=True)
        except FileExistsError:
            raise InputError("there is a log here already", path=str(folder)) from None
        except OSError as error:
            raise InputError(f"cannot write here: {error.strerror}", path=str(folder)) from error
        return cls(folder, clock)

    def _begin(self) -> None:
        """Take from derived files what the latest checkpoint made sure of."""
        latest = self.latest()
        size = latest.size if latest else 0
        if size * 8 > os.fstat(self._offsets).st_size:
            size = 0
        end = int.from_bytes(os.pread(self._offsets, 8, (size - 1) * 8), "little") if size else 0
        if end and os.pread(self._entries, 1, end - 1) != b"\n":
            end = 0
        if not end:
            size = 0
        self._tree = Tree(self.folder / "tree", size)
        if latest is None or self._tree.size != latest.size or self._tree.root() != latest.root:
            self._tree.close()
            self._tree = Tree(self.folder / "tree", 0)
        self._end = self._bounds(self._tree.size - 1)[1] if self._tree.size else 0

    def _as_signed(self) -> bool:
        """Whether the entries are those of the latest checkpoint.

        Whoever can write to the disk could else have what they changed signed by us.
        """
        latest = self.latest()
        if latest is None:
            return True
        return latest.size <= self.size and self.root(latest.size) == latest.root

    def close(self) -> None:
        """Close the files; what was appended is safe without it."""
        self._tree.close()
        os.close(self._entries)
        os.close(self._offsets)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def size(self) -> int:
        """Entries that this process knows of."""
        return self._tree.size

    def append(self, entries: Sequence[Entry]) -> range:
        """Add entries, force them to disk, and return their indices.

        Raises
        ------
        InputError
            The disk is full or broken; then nothing was added.
        ValueError
            An entry is too long, or holds what JSON cannot.
        """
        with self._locked():
            at = self._clock()
            lines = [entry.line(at) for entry in entries]
            if self._torn:
                lines.insert(0, Entry("recovered", {"bytes": self._torn}).line(at))
            data = b"".join(line + b"\n" for line in lines)
            try:
                if self._torn:
                    os.ftruncate(self._entries, self._end)
                write_all(self._entries, data)
                os.fsync(self._entries)
                self._take(lines)
            except OSError as error:
                os.ftruncate(self._entries, self._end)
                raise InputError(
                    f"nothing was added to the evidence log: {error.strerror}",
                    path=str(self.folder),
                    remedy="make room, and try again",
                ) from error
            self._torn = 0
            return range(self.size - len(entries), self.size)

    def checkpoint(self, key: Ed25519PrivateKey) -> tuple[Path, str]:
        """Sign the root of all entries; return the note's file and the note.

        Raises
        ------
        InputError
            It cannot be written, or the log does not know the key.
        """
        with self._locked():
            keys = self.keys()
            origin = keys[0].name
            public = key.public_key().public_bytes_raw()
            if public != keys[-1].key:
                raise InputError(
                    "this is not the key that signs for the log now",
                    path=str(self.folder),
                    remedy="use the newest key, or enter this one with "
                    "`stillwatch evidence rotate-key`",
                )
            self._tree.sync()
            os.fsync(self._offsets)
            note = notes.sign(Checkpoint(origin, self.size, self._tree.root()), key)
            path = self.folder / "checkpoints" / f"{self.size:020d}.note"
            if not path.exists() or path.read_bytes() != note.encode():
                write_aside(path, note.encode())
            return path, note

    def keys(self) -> list[notes.Verifier]:
        """Return the keys that the log names, the newest last.

        Raises
        ------
        InputError
            Its first entry is not that of a log.
        """
        try:
            return named_keys(self._named())
        except ValueError as error:
            raise InputError(str(error), path=str(self.folder / "entries.jsonl")) from error

    def _named(self) -> Iterator[bytes]:
        """Yield the first entry, and those that may name a key."""
        if self.size:
            yield self.entry(0)
        rest, end = b"", self._end
        for at in range(0, end, _PIECE):
            rest += os.pread(self._entries, min(_PIECE, end - at), at)
            if _KEY in rest:
                yield from (line for line in rest.split(b"\n")[:-1] if _KEY in line)
            rest = rest[rest.rfind(b"\n") + 1 :]

    def latest(self) -> Checkpoint | None:
        """Return the newest checkpoint on disk that can be read, or None."""
        for path in sorted((self.folder / "checkpoints").glob("*.note"), reverse=True):
            try:
                return notes.read(path.read_bytes().decode())[0]
            except (ValueError, OSError):
                continue
        return None

    def entry(self, index: int) -> bytes:
        """Return the bytes of one entry.

        Raises
        ------
        IndexError
            There is none at that index.
        InputError
            It is not what was entered.
        """
        start, end = self._bounds(index)
        line = os.pread(self._entries, max(0, min(end - start - 1, ENTRY_LIMIT)), start)
        if leaf_hash(line) != self._tree.node(0, index):
            raise InputError(
                f"entry {index} is not what was entered, or what is derived from it is damaged",
                path=str(self.folder),
                remedy="run `stillwatch evidence verify`; if it holds, remove `offsets` and `tree`",
            )
        return line

    def lines(self, start: int = 0) -> Iterator[bytes]:
        """Yield the bytes of entries in order, from one on."""
        return (self.entry(index) for index in range(start, self.size))

    def inclusion(self, index: int, size: int | None = None) -> list[bytes]:
        """Return the proof that an entry is in the log; IndexError if it is not."""
        return inclusion(index, self.size if size is None else size, self._tree.node)

    def consistency(self, old: int, size: int | None = None) -> list[bytes]:
        """Return the proof that the log only added to what it was; IndexError if never so."""
        return consistency(old, self.size if size is None else size, self._tree.node)

    def root(self, size: int | None = None) -> bytes:
        """Return the root of the first entries (default all)."""
        return self._tree.root(size)

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Let no other process write meanwhile; may be nested."""
        with self._locked():
            yield

    @contextmanager
    def _locked(self, catch_up: bool = True) -> Iterator[None]:
        if not self._held:
            fcntl.flock(self._entries, fcntl.LOCK_EX)
        self._held += 1
        try:
            if catch_up:
                self._catch_up()
            yield
        finally:
            self._held -= 1
            if not self._held:
                fcntl.flock(self._entries, fcntl.LOCK_UN)

    def _catch_up(self) -> None:
        """Take in what others appended; note how much a killed one left of a line."""
        end = os.fstat(self._entries).st_size
        if end < self._end:
            raise InputError(
                "the evidence log is shorter than it was",
                path=str(self.folder / "entries.jsonl"),
                remedy="put back the copy that was kept, and run `stillwatch evidence verify`",
            )
        rest = b""
        for at in range(self._end, end, _PIECE):
            rest += os.pread(self._entries, min(_PIECE, end - at), at)
            *lines, rest = rest.split(b"\n")
            self._take(lines)
        self._torn = len(rest)

    def _take(self, lines: Sequence[bytes]) -> None:
        """Write what follows from entries; all of it, or an OSError and nothing is taken in."""
        if not lines:
            return
        ends = list(accumulate((len(line) + 1 for line in lines), initial=self._end))[1:]
        write_all(self._offsets, struct.pack(f"<{len(ends)}Q", *ends), self.size * 8)
        self._tree.extend(map(leaf_hash, lines))
        self._end = ends[-1]

    def _bounds(self, index: int) -> tuple[int, int]:
        if not 0 <= index < self.size:
            raise IndexError(f"no entry {index} in a log of {self.size}")
        if index == 0:
            return 0, int.from_bytes(os.pread(self._offsets, 8, 0), "little")
        start, end = struct.unpack("<QQ", os.pread(self._offsets, 16, (index - 1) * 8))
        return start, end


def write_aside(path: Path, data: bytes, *, new: bool = False) -> None:
    """Write a file whole or not at all, mode 0600, and force it to disk.

    With `new`, FileExistsError if there is one already, however many try at once.
    """
    aside = path.with_name(f".{path.name[:200]}.{secrets.token_hex(8)}.tmp")
    try:
        file = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)  # follows no link
        try:
            write_all(file, data)
            os.fsync(file)
        finally:
            os.close(file)
        if new:
            os.link(aside, path)
            aside.unlink()
        else:
            os.replace(aside, path)
    except BaseException:
        aside.unlink(missing_ok=True)
        raise
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
