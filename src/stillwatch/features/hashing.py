"""Stable 64-bit hashes: the same on every machine, keyed where they stand for an identity.

`mix` is the finaliser of SplitMix64 (Steele, Lea and Flood, 2014); words are hashed by
FNV-1a over folded code points and finished with `mix`.
"""
# mypy: disable-error-code="no-untyped-def, untyped-decorator"

from __future__ import annotations

import hashlib
from collections.abc import Iterable

import numpy as np
import pyarrow as pa
from numba import njit
from numpy.typing import NDArray

from stillwatch.core.jit import kernel

FNV_OFFSET = np.uint64(0xCBF29CE484222325)
FNV_PRIME = np.uint64(0x100000001B3)
_M1 = np.uint64(0xBF58476D1CE4E5B9)
_M2 = np.uint64(0x94D049BB133111EB)
GOLDEN = np.uint64(0x9E3779B97F4A7C15)


@njit(inline="always")
def mix(h):
    """Spread the bits of `h` (SplitMix64 finaliser)."""
    h = (h ^ (h >> np.uint64(30))) * _M1
    h = (h ^ (h >> np.uint64(27))) * _M2
    return h ^ (h >> np.uint64(31))


@kernel
def join(a, b):
    """Hash an ordered pair of hashes."""
    return mix(a * GOLDEN + b)


@kernel
def _hash_bytes(offsets, data, seed, out):
    for row in range(out.shape[0]):
        h = FNV_OFFSET ^ seed
        for i in range(offsets[row], offsets[row + 1]):
            h = (h ^ np.uint64(data[i])) * FNV_PRIME
        h = mix(h)
        out[row] = h if h != np.uint64(0) else np.uint64(1)


@kernel
def _join_all(a, b, out):
    for i in range(out.shape[0]):
        out[i] = join(a[i], b[i])


def buffers(strings: pa.Array) -> tuple[NDArray[np.int64], NDArray[np.uint8]]:
    """Return offsets (n + 1,) and bytes of a string array; null rows read as empty."""
    wide = pa.types.is_large_string(strings.type)
    if not wide and not pa.types.is_string(strings.type):
        strings = strings.cast(pa.string())
    _, offset_buffer, data_buffer = strings.buffers()
    width = np.int64 if wide else np.int32
    if len(strings) == 0 or offset_buffer is None:
        return np.zeros(len(strings) + 1, np.int64), np.zeros(1, np.uint8)
    raw = np.frombuffer(offset_buffer, width)
    offsets = raw[strings.offset : strings.offset + len(strings) + 1].astype(np.int64)
    data = (
        np.frombuffer(data_buffer, np.uint8)
        if data_buffer is not None and data_buffer.size
        else np.zeros(1, np.uint8)
    )
    return offsets, data


def hash_strings(strings: pa.Array, seed: int) -> NDArray[np.uint64]:
    """Hash each string to a non-zero 64-bit key; null hashes as the empty string.

    Parameters
    ----------
    strings
        Arrow array of strings, shape (n,).
    seed
        64-bit seed: keeps the kinds of value, and differently keyed logs, apart.
    """
    offsets, data = buffers(strings)
    out = np.empty(len(strings), np.uint64)
    _hash_bytes(offsets, data, np.uint64(seed), out)
    return out


def join_keys(a: NDArray[np.uint64], b: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Hash pairs of keys, row by row."""
    out = np.empty(len(a), np.uint64)
    _join_all(a, b, out)
    return out


def unjoined(a: NDArray[np.uint64], keys: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Return the second of each pair that `join_keys` hashed: given the first, it is a bijection.

    Examples
    --------
    >>> first, second = np.array([7], np.uint64), np.array([2**63 + 5], np.uint64)
    >>> unjoined(first, join_keys(first, second)) == second
    array([ True])
    """
    h = keys ^ (keys >> np.uint64(31)) ^ (keys >> np.uint64(62))
    h = h * np.uint64(pow(int(_M2), -1, 1 << 64))
    h = h ^ (h >> np.uint64(27)) ^ (h >> np.uint64(54))
    h = h * np.uint64(pow(int(_M1), -1, 1 << 64))
    h = h ^ (h >> np.uint64(30)) ^ (h >> np.uint64(60))
    out: NDArray[np.uint64] = h - a * GOLDEN
    return out


def seed_of(key: bytes, purpose: str) -> int:
    """Derive the 64-bit seed of one purpose from a secret key (may be empty)."""
    digest = hashlib.blake2b(purpose.encode(), digest_size=8, key=key[:64]).digest()
    return int.from_bytes(digest, "little")


def hash_names(names: Iterable[str], key: bytes) -> NDArray[np.uint64]:
    """Keyed BLAKE2b of each name, first eight bytes, little-endian; never zero.

    Used where the hash stands for an account: an attacker who picks names can't aim at a
    collision without the key, and by chance two of a million accounts collide in 1 of
    37 million logs.
    """
    out = [
        int.from_bytes(hashlib.blake2b(name.encode(), digest_size=8, key=key).digest(), "little")
        or 1
        for name in names
    ]
    return np.array(out, np.uint64)
