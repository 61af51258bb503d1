"""Hashes of strings in an Arrow array, and a set of them, in machine code.

The hash is FNV-1a over the UTF-8 bytes, finished with MurmurHash3's 64-bit mixer. Ten million
distinct ids collide somewhere with probability 3e-6 (n²/2^65); a collision drops one exchange.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from stillwatch.jit import kernel

U64 = npt.NDArray[np.uint64]


def hash_strings(texts: pa.Array) -> U64:
    """Return a hash of each string, never zero; shape ``(n,)``. Nulls hash as empty."""
    if len(texts) == 0:
        return np.zeros(0, np.uint64)
    _, offsets, data = texts.buffers()
    bounds = np.frombuffer(offsets, np.int32)[texts.offset : texts.offset + len(texts) + 1]
    raw = np.frombuffer(data, np.uint8) if data is not None else np.zeros(0, np.uint8)
    out = np.empty(len(texts), np.uint64)
    _hash(raw, bounds, out)
    return out


class IdSet:
    """A growing set of 64-bit hashes: open addressing, 16 to 32 bytes an id."""

    def __init__(self) -> None:
        self._table = np.zeros(1 << 16, np.uint64)
        self.count = 0

    def add(self, hashes: U64) -> npt.NDArray[np.bool_]:
        """Add hashes in order; return which of them were new, shape ``(n,)``."""
        while (self.count + len(hashes)) * 2 > len(self._table):
            grown = np.zeros(len(self._table) * 2, np.uint64)
            _insert(grown, self.values(), np.empty(self.count, np.bool_))
            self._table = grown
        fresh = np.empty(len(hashes), np.bool_)
        self.count += _insert(self._table, hashes, fresh)
        return fresh

    def values(self) -> U64:
        """Return the members in no particular order, to save or to grow."""
        members: U64 = self._table[self._table != 0]
        return members


@kernel
def _hash(raw, bounds, out):  # type: ignore[no-untyped-def]
    for i in range(len(out)):
        h = np.uint64(0xCBF29CE484222325)
        for j in range(bounds[i], bounds[i + 1]):
            h = (h ^ np.uint64(raw[j])) * np.uint64(0x100000001B3)
        h ^= h >> np.uint64(33)
        h *= np.uint64(0xFF51AFD7ED558CCD)
        h ^= h >> np.uint64(33)
        h *= np.uint64(0xC4CEB9FE1A85EC53)
        h ^= h >> np.uint64(33)
        out[i] = h if h != 0 else np.uint64(1)


@kernel
def _insert(table, hashes, fresh):  # type: ignore[no-untyped-def]
    mask = np.uint64(len(table) - 1)
    added = 0
    for i in range(len(hashes)):
        h = hashes[i]
        at = h & mask
        while table[at] != 0 and table[at] != h:
            at = (at + np.uint64(1)) & mask
        fresh[i] = table[at] == 0
        if fresh[i]:
            table[at] = h
            added += 1
    return added
