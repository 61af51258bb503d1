"""Keys of a tokenised text: templates, frame concepts, near-duplicate payload (numba).

All are functions of one text alone. Zero means none.

*Payload.* Frame words (see `lexicon`) are dropped; what is left are content stems and numbers.
The key hashes the ordered numbers and operators together with a set of stems: all of them when
there are at most `FEW`, otherwise those at both ends and the least of each content-defined chunk
(as in winnowing: Schleimer, Wilkerson and Aiken, 2003), so that a short payload behind a long
fixed template still decides the key.
"""
# mypy: disable-error-code="no-untyped-def, untyped-decorator"

from __future__ import annotations

import numpy as np
from numba import njit

from stillwatch.core.jit import kernel
from stillwatch.features.hashing import join, mix
from stillwatch.features.tokens import (
    C_OPERATORS,
    F_DIGIT,
    F_FRAME,
    F_LINE,
    F_NAME,
    F_OPAQUE,
    F_QUOTED,
    F_UNSPACED,
)

TEMPLATE_WORDS = 7
"""Words in a head or tail template; a letter of an unspaced script counts half."""
FEW = 24
"""Up to so many content stems, all decide the payload key."""
ENDS = 12
"""Content stems at each end of a longer text that all decide the payload key."""
_CHUNK = np.uint64(7)
ZONE = 40
"""Instructions are looked for in so many words from each end."""

_ZERO = np.uint64(0)
_ONE = np.uint64(1)
_NUMBER, _NAME, _QUOTE, _OPAQUE = np.uint64(11), np.uint64(12), np.uint64(13), np.uint64(14)


@njit(inline="always")
def lookup(keys, values, key):
    """Value of a key in an open-addressed table, 0 when absent."""
    last = np.uint64(keys.shape[0] - 1)
    slot = key & last
    while keys[slot] != _ZERO:
        if keys[slot] == key:
            return values[slot]
        slot = (slot + _ONE) & last
    return np.uint8(0)


@kernel
def mark_concepts(words, flags, count, keys, values):
    """Set `F_FRAME` on frame words; return concept masks (ends, whole) and the first ask seen.

    The longest phrase that starts at each word counts.
    """
    near = _ZERO
    whole = _ZERO
    for i in range(count):
        if flags[i] & F_OPAQUE:
            continue  # parts of an address are no words
        h = words[i]
        value = lookup(keys, values, h)
        if value == 0:
            continue
        best = -1
        found = np.uint8(0)
        if value & 64:
            best, found = i, value
        j = i + 1
        while value & 128 and j < count and j < i + 5:
            h = join(h, words[j])
            value = lookup(keys, values, h)
            if value & 64:
                best, found = j, value
            j += 1
        if best < 0:
            continue
        for k in range(i, best + 1):
            flags[k] |= F_FRAME
        bit = _ONE << np.uint64(found & 63)
        whole |= bit
        if i < ZONE or i >= count - ZONE:
            near |= bit
    return near, whole


@njit(inline="always")
def _masked(words, flags, i):
    """Word hash with what varies inside a template replaced by its kind."""
    flag = flags[i]
    if flag & F_OPAQUE:
        return _OPAQUE
    if flag & F_FRAME:
        return words[i]
    if flag & F_QUOTED:
        return _QUOTE
    if flag & F_DIGIT:
        return _NUMBER
    if flag & F_NAME:
        return _NAME
    return words[i]


@kernel
def sequence_key(words, flags, begin, end, step, units):
    """Hash up to `units` masked words from `begin` towards `end` (exclusive) in steps of `step`.

    Runs of one kind of mask count once. Returns the hash and the index after the last word.
    """
    h = _ZERO
    before = _ZERO
    taken = 0.0
    i = begin
    while i != end and taken < units:
        word = _masked(words, flags, i)
        if word != before or word > _OPAQUE:
            h = join(h, word)
            taken += 0.5 if flags[i] & F_UNSPACED else 1.0
        before = word
        i += step
    return h, i


@kernel
def size_in_words(flags, count):
    """Count the words, letters of unspaced scripts as half."""
    half = 0
    for i in range(count):
        half += 1 if flags[i] & F_UNSPACED else 2
    return half // 2


@kernel
def line_key(words, flags, count):
    """Hash the most template-like line: most frame words less the others, at least 4."""
    best_score, best_begin, best_end = 3, -1, -1
    begin = 0
    while begin < count:
        end = begin + 1
        score = 1 if flags[begin] & F_FRAME else -1
        while end < count and not flags[end] & F_LINE:
            if flags[end] & F_FRAME:
                score += 1
            elif _masked(words, flags, end) > _OPAQUE:
                score -= 1
            end += 1
        if score > best_score and end - begin < count:
            best_score, best_begin, best_end = score, begin, end
        begin = end
    if best_begin < 0:
        return _ZERO, 0, 0
    h, _ = sequence_key(words, flags, best_begin, best_end, 1, 64.0)
    return h, best_begin, best_end


@njit(inline="always")
def _anywhere(stems, begin, end):
    """Hash of ``stems[begin:end]`` in any order."""
    h = _ZERO
    for i in range(begin, end):
        h += mix(stems[i])
    return h


@kernel
def _sketch(stems, count):
    """Hash of the least stem of each chunk; chunks end at stems that the data choose.

    A change touches its own chunk only, and passes unseen unless it meets the least stem or a
    boundary.
    """
    h = _ZERO
    least = ~_ZERO
    for i in range(count):
        stem = stems[i]
        least = min(least, stem)
        if stem & _CHUNK == _ZERO:
            h += mix(least)
            least = ~_ZERO
    return h + mix(least)


@kernel
def payload_key(words, stems, flags, count, tally, content):
    """Near-duplicate key of what is left when the frame words are dropped.

    Parameters
    ----------
    words, stems, flags, count
        From the tokeniser, frame words marked.
    tally
        Counters of the text.
    content
        Scratch, uint64, length `MAX_WORDS`.
    """
    numbers = _ZERO
    n_numbers = 0
    n = 0
    after_unspaced = False
    for i in range(count):
        flag = flags[i]
        if flag & F_FRAME:
            after_unspaced = False
            continue
        if flag & F_DIGIT:
            numbers = join(numbers, words[i])
            n_numbers += 1
            after_unspaced = False
        elif flag & F_UNSPACED:
            content[n] = join(words[i - 1], words[i]) if after_unspaced else words[i]
            n += 1
            after_unspaced = True
        else:
            content[n] = stems[i]
            n += 1
            after_unspaced = False
    if n + n_numbers < 3:
        # nothing but frame words: all of them, in any order
        h = _ZERO
        for i in range(count):
            h += mix(words[i])
        return mix(h) if count > 0 else _ZERO
    h = join(numbers, np.uint64(tally[C_OPERATORS]) if n_numbers > 0 else _ZERO)
    if n <= FEW:
        return join(h, _anywhere(content, 0, n))
    h = join(h, _sketch(content, n))
    h = join(h, _anywhere(content, 0, ENDS))
    return join(h, _anywhere(content, n - ENDS, n))
