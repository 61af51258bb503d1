"""From the concepts of a text to windows, and their scores (numba).

A text is cut into blocks of `BLOCK` words; every two neighbours are a window, and a text is worth
its strongest window. So padding alone makes no request; it can still
blunt one (see the limits in the documentation).
"""
# mypy: disable-error-code="no-untyped-def, untyped-decorator"

from __future__ import annotations

import math

import numpy as np
from numba import njit

from stillwatch.features.hashing import join
from stillwatch.features.score import find_row
from stillwatch.features.tokens import F_ALPHA, F_DIGIT, F_OPAQUE
from stillwatch.guard.marks import BITS, BLOCK

MANY = 32
"""Windows beyond which a longer text is no further discounted: padding must not hide a request."""
LENGTH, SHORTEST, LONGEST = 0.7, 10, 768
"""What a text's words, between these bounds, take off its score: `LENGTH` times the logarithm of
their number over a window's. Ordinary texts reach high scores by accident, and long ones more
often; chosen with families and ordinary sources held out."""
REACH = 10
"""Words read on either side of what is coveted, so that what stands around cannot dilute it."""
GRAMS = 12
"""Known words and pairs of words up to which more of them count in full."""
FLOOR = -30.0
"""Score of a window in which too few concepts meet to be judged."""
_ONE, _ZERO = np.uint64(1), np.uint64(0)
_NUMBER, _OPAQUE, _START = np.uint64(31), np.uint64(23), np.uint64(21)


@njit(inline="always")
def gram(words, flags, i):
    """Word hash with numbers and addresses reduced to their kind."""
    if flags[i] & F_OPAQUE:
        return _OPAQUE
    if flags[i] & F_DIGIT:
        return _NUMBER if not flags[i] & F_ALPHA else _OPAQUE
    return words[i]


@njit(nogil=True)
def window_score(mask, near, also, unit, pair, close):
    """Weights of a window's concepts and pairs, each sum over the root of its terms.

    So a window that is dense with concepts, as specifications are, is not strong for that alone.

    Parameters
    ----------
    near, also
        Rows of close pairs of the window's two blocks (the same twice for one block).
    unit, pair, close
        Weights, shapes (BITS,), (BITS, BITS), (BITS, BITS); upper triangles.
    """
    at = np.empty(BITS, np.int64)
    n = 0
    for a in range(BITS):
        if mask >> np.uint64(a) & _ONE:
            at[n] = a
            n += 1
    units = pairs = closes = 0.0
    together = 0
    for x in range(n):
        a = at[x]
        units += unit[a]
        row = near[a] | also[a]
        for y in range(x + 1, n):
            b = at[y]
            pairs += pair[a, b]
            if row >> np.uint64(b) & _ONE:
                closes += close[a, b]
                together += 1
    return (
        units / math.sqrt(max(n, 1))
        + pairs / math.sqrt(max(n * (n - 1) // 2, 1))
        + closes / math.sqrt(max(together, 1))
    )


@njit(inline="always")
def worth(mask, targets):
    """Whether a window is judged.

    It names what is coveted; hints at it beside an anchor; or orders goods, many or of two kinds.
    """
    strong, subjects, hints, anchors, goods, counts, acts = targets
    wares = mask & goods
    return (
        mask & (strong | subjects) != _ZERO
        or (mask & hints != _ZERO and mask & anchors != _ZERO)
        or (
            wares != _ZERO
            and mask & acts != _ZERO
            and (mask & counts != _ZERO or wares & (wares - _ONE) != _ZERO)
        )
    )


@njit(nogil=True)
def around(spans, block, wide, count):
    """Words that are read around what is coveted in a window: first, and one past the last."""
    first, last = spans[block, 0], spans[block, 1]
    if wide:
        first, last = min(first, spans[block + 1, 0]), max(last, spans[block + 1, 1])
    begin, end = block * BLOCK, min(count, (block + 2) * BLOCK)
    return max(begin, first - REACH), min(end, last + REACH + 1)


@njit(nogil=True)
def best_window(words, flags, count, least, masks, near, spans, model, targets):
    """Return score, block and concepts of a text's strongest window.

    The score is lowered by the logarithm of the windows judged, `MANY` at most, and by the text's
    length (`LENGTH`): each was a chance to be taken for an attack. Of something decoded, `least`
    is the length of the text that it stood in, if that is longer.
    """
    unit, pair, close, slots, rows, scale, bias = model
    blocks = (count + BLOCK - 1) // BLOCK
    best, where, mask_of = FLOOR, 0, _ZERO
    empty = np.zeros(BITS, np.uint64)
    judged = 0
    for block in range(blocks):
        mask = masks[block]
        wide = block + 1 < blocks
        both = mask | masks[block + 1] if wide else mask
        if block > 0 and not wide:
            continue  # the last block was the second half of the window before
        if not worth(both, targets):
            continue
        judged += 1
        one = near[block] if mask else empty
        two = near[block + 1] if wide and masks[block + 1] else empty
        score = bias + window_score(both, one, two, unit, pair, close)
        begin, end = around(spans, block, wide, count)
        total = known = 0
        before = gram(words, flags, begin - 1) if begin > 0 else _START
        for i in range(begin, end):
            word = gram(words, flags, i)
            row = find_row(slots, word)
            if row >= 0:
                total += rows[row]
                known += 1
            row = find_row(slots, join(before, word))
            if row >= 0:
                total += rows[row]
                known += 1
            before = word
        score += total * scale / math.sqrt(max(known, GRAMS))
        if score > best:
            best, where, mask_of = score, block, both
    if judged > 0:
        long = min(max(count, least, SHORTEST), LONGEST)
        best -= math.log(min(judged, MANY)) + LENGTH * math.log(long / (2 * BLOCK))
    return best, where, mask_of
