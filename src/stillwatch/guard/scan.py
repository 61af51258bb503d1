"""Judge texts: the plain reading, then every decoded one, the strongest counts (numba).

Work on one text is bounded: `READ` bytes of it are read, `ROOM` bytes decoded, in at most `VIEWS`
readings, encodings at most `DEPTH` deep. Nothing is decompressed.
"""
# mypy: disable-error-code="no-untyped-def, untyped-decorator"

from __future__ import annotations

import zlib
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

from stillwatch.core.jit import kernel
from stillwatch.guard import decode
from stillwatch.guard.blocks import FLOOR, best_window
from stillwatch.guard.glyphs import glyphs
from stillwatch.guard.hints import (
    CLASSES,
    CODES,
    ESCAPES,
    GLYPHS,
    LEET,
    REVERSE,
    ROT13,
    RUNS,
    SPACED,
    look,
)
from stillwatch.guard.letters import tables
from stillwatch.guard.marks import BITS, BLOCK, mark, tokens
from stillwatch.guard.phrases import Concepts

READ_HEAD, READ_TAIL = 48 * 1024, 16 * 1024
"""Bytes read of a longer text: from its beginning and from its end."""
ROOM, SHARE = 64 * 1024, 16 * 1024
"""Bytes decoded of one text, and by one encoding (base64 and hexadecimal: what there is)."""
VIEWS, DEPTH = 12, 3
_TRIGGERS = 2  # words backwards or in rot13 that call for reading the text so


class Found(NamedTuple):
    """What the kernel found in n texts."""

    score: NDArray[np.float32]
    """Log odds of the strongest window, `FLOOR` where there is nothing to judge, shape (n,)."""
    mask: NDArray[np.uint64]
    """Concepts in that window, shape (n,)."""
    at: NDArray[np.int64]
    """Byte at which it begins, in the text (0 when it was decoded), shape (n,)."""
    how: NDArray[np.uint8]
    """Encodings undone to read it, bits as in `hints`, shape (n,)."""


@njit(nogil=True)
def _read(data, begin, end, least, concepts, model):
    """Score one span: score, byte offset, concepts, the two counts of `mark`, and its words.

    `least` words count where it has fewer.
    """
    kind, fold, keys, values, targets = concepts
    size = end - begin + 1
    words, stems = np.empty(size, np.uint64), np.empty(size, np.uint64)
    flags = np.empty(size, np.uint8)
    starts, ends = np.empty(size, np.int64), np.empty(size, np.int64)
    count = tokens(data, begin, end, kind, fold, words, stems, flags, starts, ends)
    blocks = (count + BLOCK - 1) // BLOCK
    masks = np.empty(blocks, np.uint64)
    near = np.empty((blocks, BITS), np.uint64)
    spans = np.empty((blocks, 2), np.int64)
    back, rotated = mark(
        data, count, kind, fold, keys, values, targets, words, stems, flags, starts, ends, masks,
        near, spans,
    )  # fmt: skip
    score, block, mask = best_window(words, flags, count, least, masks, near, spans, model, targets)
    at = starts[block * BLOCK] if count > 0 else begin
    return score, at, mask, back, rotated, count


@njit(nogil=True)
def _view(bit, data, begin, end, one, concepts, letters, out, at):
    """Write one decoded reading of a span; return where it ends."""
    classes, low, _, high = letters
    stop = min(ROOM, at + SHARE)
    if bit == GLYPHS:
        at = decode.glyphs(data, begin, end, low, high, out, at, stop)
    elif bit == ESCAPES:
        at = decode.escapes(data, begin, end, out, at, stop)
    elif bit == RUNS:
        at = decode.runs(data, begin, end, out, at, ROOM)
    elif bit == CODES:
        at = decode.codes(data, begin, end, out, at, stop)
    elif bit == LEET:
        at = decode.unleet(data, begin, end, one, classes, out, at, stop)
    elif bit == SPACED:
        at = decode.gather(data, begin, end, classes, concepts[2], concepts[3], out, at, stop)
    elif bit == REVERSE:
        at = decode.backwards(data, begin, end, out, at, stop)
    elif bit == ROT13:
        at = decode.rot13(data, begin, end, classes, out, at, stop)
    return at


@njit(nogil=True)
def _judge_span(data, begin, end, concepts, letters, model):
    """Judge a span in all its readings: score, byte offset, concepts, encodings undone."""
    classes, low, plain, high = letters
    found = look(data, begin, end, classes, low, plain, high)
    best, where, mask, back, rotated, size = _read(data, begin, end, 0, concepts, model)
    how = np.uint8(0)
    if back >= _TRIGGERS:
        found |= REVERSE
    if rotated >= _TRIGGERS:
        found |= ROT13
    if found == 0:
        return best, where, mask, how
    work = np.empty(ROOM + 8, np.uint8)
    spans = np.zeros((VIEWS, 2), np.int64)
    hows, depths = np.zeros(VIEWS, np.int64), np.zeros(VIEWS, np.int64)
    used = views = done = 0
    while True:
        # the first round decodes the text itself, the others what was decoded
        for k in range(9):
            bit = 1 << k if k < 8 else LEET
            if views == VIEWS or not found & bit or (done and hows[done - 1] & bit and bit != RUNS):
                continue
            one = 108 if k == 8 else 105
            if done:
                stop = _view(
                    bit, work, spans[done - 1, 0], spans[done - 1, 1], one, concepts, letters,
                    work, used,
                )  # fmt: skip
            else:
                stop = _view(bit, data, begin, end, one, concepts, letters, work, used)
            if stop - used < 6:
                continue
            decode.mend(work, used, stop)
            spans[views, 0], spans[views, 1] = used, stop
            hows[views] = bit | (hows[done - 1] if done else 0)
            depths[views] = depths[done - 1] + 1 if done else 1
            used = stop
            views += 1
        if done == views:
            return best, where, mask, how
        first, last = spans[done, 0], spans[done, 1]
        score, _, its, back, rotated, _ = _read(work, first, last, size, concepts, model)
        if score > best:
            best, where, mask, how = score, begin, its, np.uint8(hows[done])
        found = 0
        if depths[done] < DEPTH:
            found = look(work, first, last, classes, low, plain, high)
            if back >= _TRIGGERS:
                found |= REVERSE
            if rotated >= _TRIGGERS:
                found |= ROT13
        done += 1


@njit(nogil=True)
def _judge(offsets, data, concepts, letters, model, scores, masks, at, how):
    for row in range(scores.shape[0]):
        begin, end = offsets[row], offsets[row + 1]
        scores[row], masks[row], at[row], how[row] = FLOOR, 0, 0, 0
        if end <= begin:
            continue
        cut, tail = end, end
        if end - begin > READ_HEAD + READ_TAIL:
            cut, tail = begin + READ_HEAD, end - READ_TAIL
            while data[cut] & 0xC0 == 0x80:
                cut -= 1  # never inside a character
            while tail < end and data[tail] & 0xC0 == 0x80:
                tail += 1
        for part in range(2):
            first, last = (begin, cut) if part == 0 else (tail, end)
            if last <= first:
                continue
            score, where, mask, hidden = _judge_span(data, first, last, concepts, letters, model)
            if score > scores[row]:
                scores[row], masks[row], at[row], how[row] = score, mask, where - begin, hidden


def _stamp() -> int:
    """Checksum of the kernels' sources, the text layer's included."""
    here, text = Path(__file__).parent, Path(__file__).parents[1] / "features"
    sources = [
        here / f"{name}.py" for name in ("hints", "decode", "marks", "blocks", "scan", "concepts")
    ]
    sources += [text / f"{name}.py" for name in ("hashing", "tokens", "keys", "score")]
    return zlib.crc32(b"".join(source.read_bytes() for source in sources)) | 1


# numba keys its cache on a function's own file and closure, not on what it calls: see
# `features.scan`
def _cached(stamp: int) -> Any:
    @kernel
    def run(*arguments):
        if stamp:
            _judge(*arguments)

    return run


_run = _cached(_stamp())


class Tables(NamedTuple):
    """What the kernel reads besides texts and weights."""

    concepts: tuple[Any, ...]
    letters: tuple[Any, ...]


def tables_of(concepts: Concepts) -> Tables:
    """Put the tables of concepts and of letters in the kernel's form."""
    table, letters = tables(), glyphs()
    return Tables(
        (table.kind, table.fold, concepts.keys, concepts.values, concepts.targets),
        (CLASSES, letters.low, letters.plain, letters.high),
    )


def judge(
    offsets: NDArray[np.int64], data: NDArray[np.uint8], held: Tables, model: tuple[Any, ...]
) -> Found:
    """Judge n texts.

    Parameters
    ----------
    offsets, data
        Offsets, shape (n + 1,), into the bytes of the texts: valid UTF-8.
    held
        See `tables_of`.
    model
        Weights, see `model.Model`.
    """
    n = len(offsets) - 1
    score, mask = np.empty(n, np.float32), np.empty(n, np.uint64)
    at, how = np.empty(n, np.int64), np.empty(n, np.uint8)
    _run(offsets, data, held.concepts, held.letters, model, score, mask, at, how)
    return Found(score, mask, at, how)
