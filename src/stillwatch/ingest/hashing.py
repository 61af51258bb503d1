"""Hashes of strings in an Arrow array, and a set of them, in machine code.

The hash is FNV-1a over the UTF-8 bytes, finished with MurmurHash3's 64-bit mixer. Ten million
distinct ids collide somewhere with probability 3e-6 (n²/2^65); a collision drops one exchange.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from stillwatch.core.jit import kernel

U64 = npt.NDArray[np.uint64]
U32 = npt.NDArray[np.uint32]


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


class Added(NamedTuple):
    """What `IdSet.add` says of n ids."""

    fresh: npt.NDArray[np.bool_]
    """Whether an id was new, shape ``(n,)``."""
    differing: int
    """How many that were not new came with another body than their first."""


class IdSet:
    """A growing set of 64-bit hashes of ids, each with 32 bits of what came under it first.

    Open addressing, 24 to 48 bytes an id.
    """

    def __init__(self) -> None:
        self._table = np.zeros(1 << 16, np.uint64)
        self._bodies = np.zeros(1 << 16, np.uint32)
        self.count = 0

    def add(self, hashes: U64, bodies: U32 | None = None) -> Added:
        """Add hashes in order.

        Parameters
        ----------
        hashes
            Of the ids, none of them zero; shape ``(n,)``.
        bodies
            Of what came under each, shape ``(n,)``; without, all are alike.
        """
        bodies = np.zeros(len(hashes), np.uint32) if bodies is None else bodies
        while (self.count + len(hashes)) * 2 > len(self._table):
            used = self._table != 0
            old, held = self._table[used], self._bodies[used]
            self._table = np.zeros(len(self._table) * 2, np.uint64)
            self._bodies = np.zeros(len(self._table), np.uint32)
            _insert(self._table, self._bodies, old, held, np.empty(self.count, np.bool_))
        fresh = np.empty(len(hashes), np.bool_)
        added, differing = _insert(self._table, self._bodies, hashes, bodies, fresh)
        self.count += added
        return Added(fresh, differing)

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
def _insert(table, held, hashes, bodies, fresh):  # type: ignore[no-untyped-def]
    mask = np.uint64(len(table) - 1)
    added = differing = 0
    for i in range(len(hashes)):
        h = hashes[i]
        at = h & mask
        while table[at] != 0 and table[at] != h:
            at = (at + np.uint64(1)) & mask
        fresh[i] = table[at] == 0
        if fresh[i]:
            table[at] = h
            held[at] = bodies[i]
            added += 1
        elif held[at] != bodies[i]:
            differing += 1
    return added, differing
