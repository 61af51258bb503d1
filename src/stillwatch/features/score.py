"""Content prior over hashed word uni- and bigrams: table lookups per word (numba).

A feature of the model is a hash; `slots` maps it to a row of quantised weights, with a
fingerprint that keeps words unseen in training (nearly all n-grams) from hitting a row by chance.
"""
# mypy: disable-error-code="no-untyped-def, untyped-decorator"

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numba import njit

from stillwatch.core.jit import kernel
from stillwatch.features.hashing import join
from stillwatch.features.tokens import F_ALPHA, F_DIGIT, F_OPAQUE

ROW_BITS, MORE_ROW_BITS = 17, 18
"""Bits of a slot that say which row: of tables up to `MANY_SLOTS` long, and of longer ones. The
other bits are the fingerprint."""
MANY_SLOTS = 1 << 18
FINGERPRINT = (1 << (32 - ROW_BITS)) - 1
KNOWN_PAIRS, KNOWN_FROM, KNOWN_FULL = 2.0, 0.45, 0.65
"""What a known pair of words counts beside a known word, and the share of known words of a text
from which on, and with which in full, what was taught of other languages counts."""
OTHER_FROM, OTHER_FULL = 0.2, 0.4
"""The same of the share of what was taught in all that is known of a text: English has some of the
words of other languages, and names."""
CAUTION = 1.0
"""Logit that a text in another language must have above an English one: of ordinary requests in
fourteen languages 3 % then read like a harvest."""
START, STOP = np.uint64(21), np.uint64(22)
_OPAQUE, _ALNUM, _NUMBER = np.uint64(23), np.uint64(24), np.uint64(30)


class Taught(NamedTuple):
    """Languages that were taught after English."""

    row: int
    """First of their rows in the table."""
    caution: float
    """`CAUTION` in the units of the first output."""


@njit(inline="always")
def find_row(slots, key):
    """Row of a feature, or -1: two neighbouring slots are tried."""
    slot = key & np.uint64(slots.shape[0] - 1)
    bits = np.uint32(MORE_ROW_BITS if slots.shape[0] > MANY_SLOTS else ROW_BITS)
    rows = (np.uint32(1) << bits) - np.uint32(1)
    tag = np.uint32((key >> np.uint64(40)) & (np.uint64(0xFFFFFFFF) >> np.uint64(bits)))
    entry = slots[slot]
    if entry != 0 and entry >> bits == tag:
        return np.int64(entry & rows) - 1
    entry = slots[slot ^ np.uint64(1)]
    if entry != 0 and entry >> bits == tag:
        return np.int64(entry & rows) - 1
    return np.int64(-1)


def row_bits(size: int) -> int:
    """How many bits of a slot say which row, in a table of `size` slots."""
    return MORE_ROW_BITS if size > MANY_SLOTS else ROW_BITS


@njit(inline="always")
def generic(word, flag, length):
    """Word hash with numbers and addresses reduced to their kind and size."""
    if flag & F_OPAQUE:
        return _OPAQUE
    if flag & F_DIGIT:
        if flag & F_ALPHA:
            return _ALNUM
        return _NUMBER + np.uint64(min(length, 5))
    return word


@kernel
def score_words(words, flags, starts, ends, count, slots, rows, taught, caution, out, more):
    """Add the weight rows of all uni- and bigrams of a text to `out`.

    Parameters
    ----------
    slots, rows
        uint32 table (a power of two long); int8 weights, shape (features, outputs).
    taught
        First row of the languages taught later. These count for as much as the text is in one of
        them: neighbours of a language share some of its words, and mean others.
    caution
        What the first output of a text in one of these loses, for each root of a feature: they are
        read less surely.
    out
        int32, shape (outputs,): set here.
    more
        int32, shape (outputs,): scratch.
    """
    width = rows.shape[1]
    out[:] = 0
    more[:] = 0
    singles = pairs = others = 0
    before = START
    for i in range(count + 1):
        word = generic(words[i], flags[i], ends[i] - starts[i]) if i < count else STOP
        if i < count:
            row = find_row(slots, word)
            if row >= 0:
                singles += 1
                to = out if row < taught else more
                others += row >= taught
                for k in range(width):
                    to[k] += rows[row, k]
        row = find_row(slots, join(before, word))
        if row >= 0:
            pairs += 1
            to = out if row < taught else more
            others += row >= taught
            for k in range(width):
                to[k] += rows[row, k]
        before = word
    if others > 0:
        known = (singles + KNOWN_PAIRS * pairs) / max(count, 1)
        part = min(max((known - KNOWN_FROM) / (KNOWN_FULL - KNOWN_FROM), 0.0), 1.0)
        share = others / (singles + pairs)
        part *= min(max((share - OTHER_FROM) / (OTHER_FULL - OTHER_FROM), 0.0), 1.0)
        more[0] -= np.int32(np.round(caution * np.sqrt(max(2 * count + 1, 8))))
        for k in range(width):
            out[k] += np.int32(np.round(part * more[k]))


@kernel
def feature_hashes(words, flags, starts, ends, count, out):
    """Write the features of a text to `out` (length at least ``2 * count + 1``), for training."""
    n = 0
    before = START
    for i in range(count + 1):
        word = generic(words[i], flags[i], ends[i] - starts[i]) if i < count else STOP
        if i < count:
            out[n] = word
            n += 1
        out[n] = join(before, word)
        n += 1
        before = word
    return n
