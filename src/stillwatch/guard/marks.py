"""Find the concepts in a text's words (numba): by block, and which stand close together."""
# mypy: disable-error-code="no-untyped-def, untyped-decorator"

from __future__ import annotations

import numpy as np
from numba import njit

from stillwatch.features.hashing import FNV_OFFSET, FNV_PRIME, join, mix
from stillwatch.features.keys import lookup
from stillwatch.features.tokens import COUNTS, F_ALPHA, F_DIGIT, F_OPAQUE, code_point, tokenize
from stillwatch.guard.concepts import PHRASE_WORDS, REVERSED, ROTATED, SALT, STEM

BLOCK = 24
"""Words of a block; two make a window."""
NEAR = 6
"""Concepts at most so many words apart stand close together."""
BITS = 60
_ONE, _ZERO = np.uint64(1), np.uint64(0)
_CONCEPTS = np.uint64((1 << BITS) - 1)
_CHAIN = np.uint64(1 << 63)
_DE_BRUIJN, _TOP = np.uint64(0x03F79D71B4CB0A89), np.uint64(58)
_BIT = np.zeros(64, np.int64)
"""Index of a lone bit, by the top of its product with a de Bruijn sequence."""
_BIT[[(0x03F79D71B4CB0A89 << bit) % 2**64 >> 58 for bit in range(64)]] = range(64)


@njit(nogil=True)
def _beginning(data, begin, end, kind, fold, keys, values, chain, before):
    """Key and value of the longest known beginning (2 to `STEM` letters) of a word.

    With `chain`, of a phrase that goes on from the key `before`.
    """
    h = FNV_OFFSET
    length = 0
    key = found = _ZERO
    i = begin
    while i < end and length < STEM:
        code, i = code_point(data, i)
        if code > 0xFFFF:
            break
        if kind[code] & 15 == 5:
            continue  # looked through
        h = (h ^ np.uint64(fold[code])) * FNV_PRIME
        length += 1
        if length >= 2:
            its = mix(h) ^ SALT
            if chain:
                its = join(before, its)
            value = lookup(keys, values, its)
            if value:
                key, found = its, value
    return key, found


@njit(nogil=True)
def _word(i, data, words, stems, starts, ends, kind, fold, keys, values):
    """Key and value of the word at `i`: itself, or its beginning."""
    value = lookup(keys, values, words[i])
    if value & (_CONCEPTS | _CHAIN):
        return words[i], value
    if stems[i] != words[i]:
        key = stems[i] ^ SALT
        other = lookup(keys, values, key)
        if other:
            return key, other | value
    if data[starts[i]] >= 0xCE:
        begin, end = starts[i], ends[i]
        key, other = _beginning(data, begin, end, kind, fold, keys, values, False, _ZERO)
        if other:
            return key, other | value
    return words[i], value


@njit(nogil=True)
def tokens(data, begin, end, kind, fold, words, stems, flags, starts, ends):
    """Tokenise a span of valid UTF-8; scratch holds a word for each byte. Return their number."""
    tally = np.zeros(COUNTS, np.int64)
    return tokenize(data, begin, end, kind, fold, words, stems, flags, starts, ends, 0, tally)


@njit(nogil=True)
def mark(
    data, count, kind, fold, keys, values, targets, words, stems, flags, starts, ends, masks, near,
    spans,
):  # fmt: skip
    """Find concepts: their masks by block, and which stand close, by block.

    Parameters
    ----------
    masks
        uint64, shape (blocks,): set here.
    near
        uint64, shape (blocks, BITS): row a has bit b where a and b (b >= a) stand close.
    spans
        int64, shape (blocks, 2): first and last word that names what is coveted; set here, the
        first beyond the last where none does.

    Returns
    -------
    tuple
        Words that tell that the text is written backwards, and that it is in rot13.
    """
    masks[:] = 0
    spans[:, 0], spans[:, 1] = count, -1
    wanted = targets[0] | targets[1] | targets[2] | targets[4]
    backwards = rotated = 0
    last_mask = np.zeros(NEAR, np.uint64)
    last_at = np.full(NEAR, -100)
    ring = 0
    for i in range(count):
        if flags[i] & F_OPAQUE:
            continue
        if flags[i] & F_DIGIT and not flags[i] & F_ALPHA:
            # a number of two digits or more is a count, whatever phrases it stands in
            number = targets[5] if ends[i] - starts[i] > 1 else _ZERO
        else:
            number = _ZERO
        key, value = _word(i, data, words, stems, starts, ends, kind, fold, keys, values)
        if value == _ZERO and number == _ZERO:
            continue
        backwards += (value & REVERSED) != 0
        rotated += (value & ROTATED) != 0
        found = value & _CONCEPTS | number
        stop = i
        h = key
        j = i + 1
        while value & _CHAIN and j < count and j < i + PHRASE_WORDS:
            key = join(h, words[j])
            value = lookup(keys, values, key)
            if value == _ZERO and stems[j] != words[j]:
                key = join(h, stems[j] ^ SALT)
                value = lookup(keys, values, key)
            if value == _ZERO and data[starts[j]] >= 0xCE:
                key, value = _beginning(data, starts[j], ends[j], kind, fold, keys, values, True, h)
            h = key
            if value & _CONCEPTS:
                found |= value & _CONCEPTS
                stop = j
            j += 1
        if found == _ZERO:
            continue
        block = i // BLOCK
        if masks[block] == _ZERO:
            near[block, :] = 0
        masks[block] |= found
        if found & wanted:
            spans[block, 0] = min(spans[block, 0], i)
            spans[block, 1] = max(spans[block, 1], stop)
        for k in range(NEAR):
            if i - last_at[k] <= NEAR:
                _pair(near[block], last_mask[k], found)
        if found & (found - _ONE):
            _pair(near[block], found, found)
        last_mask[ring], last_at[ring] = found, stop
        ring = (ring + 1) % NEAR
    return backwards, rotated


@njit(nogil=True)
def _pair(near, left, right):
    """Note that every concept of one mask stands close to every other of the other."""
    rest = left | right
    while rest:
        bit = rest & (~rest + _ONE)
        others = (right if left & bit else _ZERO) | (left if right & bit else _ZERO)
        # the upper triangle alone is kept
        near[_BIT[bit * _DE_BRUIJN >> _TOP]] |= others & ~((bit << _ONE) - _ONE)
        rest &= rest - _ONE
