"""The phrases of `concepts.FILES` as one hash table for the kernels, compiled once.

To compile some hundred thousand phrases takes seconds, so that what came of it is shipped
(`phrases.npz`, written by ``bench/train_guard.py --phrases``); where a text, or how it is read, was
changed since, or the file cannot be read, they are compiled anew.
"""
# mypy: disable-error-code="no-untyped-def, untyped-decorator"

from __future__ import annotations

import zipfile
import zlib
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from stillwatch.core.jit import kernel
from stillwatch.guard.concepts import (
    TARGETS,
    Concept,
    entries,
    frame_words,
    parse,
    shipped_sources,
)

_FILE = files("stillwatch.guard").joinpath("phrases.npz")
_EMPTY = np.uint64(0)
_READERS = (
    "guard/concepts.py", "guard/letters.py", "features/hashing.py", "features/lexicon.py",
    "features/tokens.py",
)  # fmt: skip


class Concepts(NamedTuple):
    """Open-addressed table from phrases to masks of concepts."""

    keys: NDArray[np.uint64]
    values: NDArray[np.uint64]
    concepts: tuple[Concept, ...]
    """Index is the bit in the masks; the bits after the last are of `ROLES`."""
    targets: tuple[np.uint64, ...]
    """Masks of the concepts that name what is coveted, of subjects, hints, anchors, goods,
    counts and acts."""


@cache
def concepts() -> Concepts:
    """Load the shipped concepts (once a process)."""
    arrays = _shipped()
    if arrays is None or int(arrays["stamp"]) != stamp():
        arrays = compiled()
    # the first file opens the concepts
    known, _ = parse("\n".join(line for line in _opening() if line.startswith("@")))
    # a third to two thirds full: a table half the size misses the processor's cache less often
    size = 1 << (3 * len(arrays["keys"]) // 2).bit_length()
    keys, values = np.zeros(size, np.uint64), np.zeros(size, np.uint64)
    # ascending, and so told by their differences, which are packed smaller
    _insert(arrays["keys"].cumsum(dtype=np.uint64), arrays["masks"][arrays["which"]], keys, values)
    masks = [
        np.uint64(sum(1 << bit for bit, c in enumerate(known) if c.role in roles))
        for roles in (
            TARGETS,
            *((role,) for role in ("subject", "hint", "anchor", "goods", "count", "act")),
        )
    ]
    return Concepts(keys, values, tuple(known), tuple(masks))


def compiled() -> dict[str, NDArray[Any]]:
    """Compile the texts.

    Returns
    -------
    dict
        Differences of ascending `keys` (uint64), and `which` of the `masks` each has (uint16),
        shape (phrases,); `masks` (uint64); `stamp`.
    """
    _, found = entries()
    keys = np.array(sorted(found), np.uint64)
    values = np.array([found[int(key)] for key in keys], np.uint64)
    masks, which = np.unique(values, return_inverse=True)
    told = {"keys": np.diff(keys, prepend=_EMPTY), "masks": masks, "which": which.astype(np.uint16)}
    return told | {"stamp": np.array(stamp(), np.uint32)}


def stamp() -> int:
    """Checksum of the texts that are compiled, and of what reads them."""
    code = [files("stillwatch").joinpath(name).read_text("utf-8") for name in _READERS]
    return zlib.crc32("\0".join([*shipped_sources(), frame_words(), *code]).encode())


def _shipped() -> dict[str, NDArray[Any]] | None:
    try:
        with _FILE.open("rb") as file, np.load(file) as held:
            return {name: held[name] for name in ("keys", "masks", "which", "stamp")}
    except (OSError, EOFError, KeyError, ValueError, zipfile.BadZipFile, zlib.error):
        return None


def _opening() -> list[str]:
    return shipped_sources()[0].splitlines()


@kernel
def _insert(found, bits, keys, values):
    last = np.uint64(len(keys) - 1)
    for i in range(len(found)):
        slot = found[i] & last
        while keys[slot] != _EMPTY:
            slot = (slot + np.uint64(1)) & last
        keys[slot], values[slot] = found[i], bits[i]
