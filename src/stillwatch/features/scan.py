"""One pass over the texts of a batch: counts, concepts, keys and prior scores (numba)."""
# mypy: disable-error-code="no-untyped-def, untyped-decorator"

from __future__ import annotations

import zlib
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa
from numba import njit
from numpy.typing import NDArray

from stillwatch.core.jit import kernel
from stillwatch.features.hashing import FNV_OFFSET, FNV_PRIME, buffers, mix
from stillwatch.features.keys import (
    TEMPLATE_WORDS,
    line_key,
    mark_concepts,
    payload_key,
    sequence_key,
    size_in_words,
)
from stillwatch.features.lexicon import Lexicon
from stillwatch.features.schema import TOPICS
from stillwatch.features.score import Taught, score_words
from stillwatch.features.tokens import (
    C_CHARS,
    C_CODE,
    C_DIGITS,
    C_LETTERS,
    C_NEWLINES,
    C_QUESTIONS,
    C_SCRIPT,
    C_STOPS,
    C_UPPER,
    COUNTS,
    F_DIGIT,
    F_FRAME,
    F_NAME,
    HEAD_BYTES,
    MAX_WORDS,
    TAIL_BYTES,
    tokenize_text,
)
from stillwatch.features.unicode import tables

K_PAYLOAD, K_HEAD, K_TAIL, K_LINE, K_ALL, K_CONCEPTS, K_ALL_CONCEPTS = range(7)
"""Columns of `Scan.keys`: near-duplicate, templates, all masked words, masks of concepts at the
ends and anywhere."""
N_CHARS, N_LETTERS, N_DIGITS, N_CODE, N_QUESTIONS, N_LINES, N_UPPER, N_STOPS = range(8)
N_WORDS, N_FRAME, N_NAMES, N_SCRIPT, N_NONLATIN = range(8, 13)
"""Columns of `Scan.counts`. `N_CHARS` and `N_WORDS` are of the part read, see `chars`."""
_HEAD_NEEDS, _TAIL_NEEDS = 10, 18


class Scan(NamedTuple):
    """What the kernels read in n texts."""

    present: NDArray[np.bool_]
    """There is a text that may be read, shape (n,)."""
    counts: NDArray[np.int64]
    """Shape (n, 13), columns `N_*`."""
    keys: NDArray[np.uint64]
    """Shape (n, 7), columns `K_*`; unkeyed."""
    chars: NDArray[np.float32]
    """Length in characters, extrapolated where only the ends were read, shape (n,)."""
    scores: NDArray[np.int32]
    """Sums of the prior's quantised weights, shape (n, outputs)."""
    topics: NDArray[np.float32]
    """Random projection of the content words, shape (n, `TOPICS`); about unit variance."""


@njit(nogil=True)
def project(words, flags, count, out):
    """Project the content words of a text on random signs (Achlioptas 2003), in place.

    Every word that is neither a frame word nor a number adds plus or minus one to each
    coordinate, by the bits of its hash; the sum is divided by the root of their number.
    """
    out[:] = 0
    n = 0
    for i in range(count):
        if flags[i] & (F_FRAME | F_DIGIT):
            continue
        word = words[i]
        n += 1
        for k in range(out.shape[0]):
            out[k] += 1.0 if (word >> np.uint64(k + 7)) & np.uint64(1) else -1.0
    if n > 0:
        out /= np.float32(np.sqrt(n))


@njit(nogil=True)
def _scan(
    offsets, data, present, kind, fold, lex_keys, lex_values, slots, rows, taught, caution, counts,
    keys, chars, out, topics, masked,
):  # fmt: skip
    words, stems = np.empty(MAX_WORDS, np.uint64), np.empty(MAX_WORDS, np.uint64)
    flags = np.empty(MAX_WORDS, np.uint8)
    starts, ends = np.empty(MAX_WORDS, np.int64), np.empty(MAX_WORDS, np.int64)
    content = np.empty(MAX_WORDS, np.uint64)
    tally = np.empty(COUNTS, np.int64)
    more = np.empty(rows.shape[1], np.int32)
    for row in range(present.shape[0]):
        begin, end = offsets[row], offsets[row + 1]
        if not present[row]:
            continue
        count = tokenize_text(
            data, begin, end, kind, fold, words, stems, flags, starts, ends, tally
        )
        near, whole = mark_concepts(words, flags, count, lex_keys, lex_values)
        if rows.shape[0] > 0:
            score_words(
                words, flags, starts, ends, count, slots, rows, taught, caution, out[row], more
            )
        project(words, flags, count, topics[row])
        # counts
        read = min(end - begin, HEAD_BYTES + TAIL_BYTES)
        chars[row] = tally[C_CHARS] * ((end - begin) / read) if read > 0 else 0.0
        frame = 0
        names = 0
        for i in range(count):
            frame += (flags[i] & F_FRAME) != 0
            names += (flags[i] & F_NAME) != 0
        script = 0
        for k in range(1, 16):
            if tally[C_SCRIPT + 1 + k] > (tally[C_SCRIPT + 1 + script] if script > 0 else 0):
                script = k
        counts[row, N_CHARS] = tally[C_CHARS]
        counts[row, N_LETTERS] = tally[C_LETTERS]
        counts[row, N_DIGITS] = tally[C_DIGITS]
        counts[row, N_CODE] = tally[C_CODE]
        counts[row, N_QUESTIONS] = tally[C_QUESTIONS]
        counts[row, N_LINES] = tally[C_NEWLINES]
        counts[row, N_UPPER] = tally[C_UPPER]
        counts[row, N_STOPS] = tally[C_STOPS]
        counts[row, N_WORDS] = count
        counts[row, N_FRAME] = frame
        counts[row, N_NAMES] = names
        counts[row, N_SCRIPT] = script
        counts[row, N_NONLATIN] = tally[C_LETTERS] - tally[C_SCRIPT + 2]
        # keys
        keys[row, K_CONCEPTS] = near
        keys[row, K_ALL_CONCEPTS] = whole
        key = payload_key(words, stems, flags, count, tally, content)
        if count == 0 and end > begin:
            # no word at all (emoji, punctuation): the bytes themselves
            key = FNV_OFFSET
            for i in range(begin, min(end, begin + HEAD_BYTES)):
                key = (key ^ np.uint64(data[i])) * FNV_PRIME
            key = mix(key)
        keys[row, K_PAYLOAD] = key
        if masked:
            keys[row, K_ALL] = sequence_key(words, flags, 0, count, 1, np.float64(MAX_WORDS))[0]
        size = size_in_words(flags, count)
        if size >= _HEAD_NEEDS:
            keys[row, K_HEAD] = sequence_key(words, flags, 0, count, 1, TEMPLATE_WORDS)[0]
        if size >= _TAIL_NEEDS:
            keys[row, K_TAIL] = sequence_key(words, flags, count - 1, -1, -1, TEMPLATE_WORDS)[0]
        keys[row, K_LINE] = line_key(words, flags, count)[0]


def _stamp() -> int:
    """Checksum of the kernels' sources."""
    folder = Path(__file__).parent
    names = ("hashing.py", "tokens.py", "keys.py", "score.py", "scan.py")
    return zlib.crc32(b"".join((folder / name).read_bytes() for name in names)) | 1


# numba keys its cache on a function's own source file and closure, not on what it calls: without
# the stamp an edited or upgraded `keys.py` would go on running as it was compiled before
def _cached_scan(stamp: int) -> Any:
    @kernel
    def run(*arguments):
        if stamp:
            _scan(*arguments)

    return run


def _cached_describe(stamp: int) -> Any:
    @kernel
    def run(*arguments):
        if stamp:
            _describe(*arguments)

    return run


def scan(
    texts: pa.Array,
    present: NDArray[np.bool_],
    lexicon: Lexicon,
    slots: NDArray[np.uint32],
    rows: NDArray[np.int8],
    masked: bool = False,
    taught: Taught | None = None,
) -> Scan:
    """Read the texts where `present`; elsewhere everything is zero.

    Parameters
    ----------
    texts
        Arrow string array, shape (n,).
    present
        Which rows to read, shape (n,).
    lexicon
        Frame words.
    slots, rows
        Tables of the prior; no rows: scores are left out.
    masked
        Set `K_ALL` too.
    taught
        The languages that were taught later (`prior.Prior`); None: none was.
    """
    n = len(texts)
    offsets, data = buffers(texts)
    counts = np.zeros((n, 13), np.int64)
    keys = np.zeros((n, 7), np.uint64)
    chars = np.zeros(n, np.float32)
    scores = np.zeros((n, rows.shape[1]), np.int32)
    topics = np.zeros((n, TOPICS), np.float32)
    table = tables()
    _run_scan(
        offsets,
        data,
        present,
        table.kind,
        table.fold,
        lexicon.keys,
        lexicon.values,
        slots,
        rows,
        *(taught or Taught(len(rows), 0.0)),
        counts,
        keys,
        chars,
        scores,
        topics,
        masked,
    )
    return Scan(present, counts, keys, chars, scores, topics)


@njit(nogil=True)
def _excerpt(data, words, flags, starts, ends, begin, end, out, at, room):
    """Write frame words between `begin` and `end`, a bullet for each run of others."""
    hidden = False
    stop = at + room
    for i in range(begin, end):
        if flags[i] & F_FRAME:
            length = ends[i] - starts[i]
            if at + length + 1 > stop:
                break
            for k in range(starts[i], ends[i]):
                out[at] = data[k]
                at += 1
            out[at] = 32
            at += 1
            hidden = False
        elif not hidden:
            if at + 4 > stop:
                break
            out[at], out[at + 1], out[at + 2], out[at + 3] = 226, 128, 166, 32
            at += 4
            hidden = True
    return at


@njit(nogil=True)
def _describe(offsets, data, chosen, kind, fold, lex_keys, lex_values, out, bounds, room):
    words, stems = np.empty(MAX_WORDS, np.uint64), np.empty(MAX_WORDS, np.uint64)
    flags = np.empty(MAX_WORDS, np.uint8)
    starts, ends = np.empty(MAX_WORDS, np.int64), np.empty(MAX_WORDS, np.int64)
    tally = np.empty(COUNTS, np.int64)
    at = 0
    for k in range(chosen.shape[0]):
        row = chosen[k]
        count = tokenize_text(
            data,
            offsets[row],
            offsets[row + 1],
            kind,
            fold,
            words,
            stems,
            flags,
            starts,
            ends,
            tally,
        )
        mark_concepts(words, flags, count, lex_keys, lex_values)
        head_end = sequence_key(words, flags, 0, count, 1, TEMPLATE_WORDS)[1]
        tail_end = sequence_key(words, flags, count - 1, -1, -1, TEMPLATE_WORDS)[1]
        _, line_begin, line_end = line_key(words, flags, count)
        for part in range(3):
            low, high = 0, head_end
            if part == 1:
                low, high = tail_end + 1, count
            elif part == 2:
                low, high = line_begin, line_end
            at = _excerpt(data, words, flags, starts, ends, low, high, out, at, room)
            bounds[k * 3 + part + 1] = at


def describe(texts: pa.Array, chosen: NDArray[np.int64], lexicon: Lexicon) -> list[list[str]]:
    """Redacted head, tail and template line of some rows: frame words, the rest as an ellipsis.

    Returns
    -------
    Lists `heads`, `tails`, `lines`, each as long as `chosen`.
    """
    room = 200
    offsets, data = buffers(texts)
    out = np.zeros(len(chosen) * 3 * room + 1, np.uint8)
    bounds = np.zeros(len(chosen) * 3 + 1, np.int64)
    table = tables()
    _run_describe(
        offsets,
        data,
        chosen,
        table.kind,
        table.fold,
        lexicon.keys,
        lexicon.values,
        out,
        bounds,
        room,
    )
    raw = out.tobytes()
    pieces = [
        raw[bounds[k] : bounds[k + 1]].decode(errors="replace").strip().lower()
        for k in range(len(bounds) - 1)
    ]
    return [pieces[0::3], pieces[1::3], pieces[2::3]]


_run_scan, _run_describe = _cached_scan(_stamp()), _cached_describe(_stamp())
