"""Hashes of a log's tree on disk: one file a level, 32 bytes a node, appended to only.

They follow from the entries and can be made again at any time; `size` is what is whole.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from stillwatch.proof.evidence import merkle

BYTES = 32


class Tree:
    """Levels of complete subtrees below a folder.

    Parameters
    ----------
    folder
        Made if missing, mode 0700.
    trusted
        Leaves whose hashes are known to be on disk whole; what is beyond is written over. Nothing
        is cut off or removed: another process may have the same files open, and read them.
    """

    def __init__(self, folder: Path, trusted: int) -> None:
        folder.mkdir(mode=0o700, exist_ok=True)
        self._folder = folder
        self._files: list[int] = []
        self.size = 0
        self._open(trusted)

    def _open(self, trusted: int) -> None:
        level = 0
        while level == 0 or trusted >> level:
            self._grow()
            held = os.fstat(self._files[level]).st_size // BYTES
            if held < trusted >> level:  # a level is missing or short: begin anew
                trusted = 0
            level += 1
        self.size = trusted

    def _grow(self) -> None:
        path = self._folder / f"{len(self._files):02d}"
        self._files.append(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))

    def node(self, level: int, index: int) -> bytes:
        """Return the hash of a complete subtree."""
        return os.pread(self._files[level], BYTES, index * BYTES)

    def extend(self, leaves: Iterable[bytes]) -> None:
        """Add the hashes of leaves, 32 bytes each.

        Raises
        ------
        OSError
            They cannot be written; then the tree is what it was.
        """
        row, first = list(leaves), self.size
        size, level = first + len(row), 0
        while row:
            if level == len(self._files):
                self._grow()
            write_all(self._files[level], b"".join(row), first * BYTES)
            if first & 1:  # its left neighbour was there before
                row.insert(0, self.node(level, first - 1))
                first -= 1
            row = [merkle.node_hash(row[i], row[i + 1]) for i in range(0, len(row) - 1, 2)]
            first >>= 1
            level += 1
        self.size = size

    def root(self, size: int | None = None) -> bytes:
        """Return the root of the first `size` leaves (default all)."""
        return merkle.root(self.size if size is None else size, self.node)

    def sync(self) -> None:
        """Force what was written to disk."""
        for file in self._files:
            os.fsync(file)

    def close(self) -> None:
        """Close the files."""
        while self._files:
            os.close(self._files.pop())
        self.size = 0


def write_all(file: int, data: bytes, at: int | None = None) -> None:
    """Write all bytes, at a place or where the file stands: a full disk may take a part of them.

    Raises
    ------
    OSError
        Not all could be written.
    """
    view, done = memoryview(data), 0
    while view:
        wrote = os.write(file, view) if at is None else os.pwrite(file, view, at + done)
        view, done = view[wrote:], done + wrote
