"""One look at the bytes of a text: which encodings may be in it (numba)."""
# mypy: disable-error-code="no-untyped-def, untyped-decorator"

from __future__ import annotations

import numpy as np
from numba import njit

ESCAPES, RUNS, CODES, LEET, SPACED, GLYPHS, REVERSE, ROT13 = (1 << bit for bit in range(8))
"""Percent, HTML and backslash escapes; base64 or hexadecimal; letters as numbers; digits in the
place of letters; letters apart (or words glued together); look-alike letters; backwards; rot13."""
NAMES = (
    "percent, HTML or backslash escapes",
    "base64 or hexadecimal",
    "numbers that stand for letters",
    "digits in the place of letters",
    "letters set apart",
    "look-alike letters",
    "text written backwards",
    "rot13",
)
"""What each bit means, lowest first."""
LETTER, NUMBER, SPACE, OTHER, HIGH = range(5)
RUN = 16
"""Shortest run of letters and digits that may be base64 or hexadecimal."""
GLUED = 18
"""Shortest run of letters that may be words glued together."""
_ESCAPES, _CODES, _LEET, _APART = 3, 6, 2, 6


def _classes() -> np.ndarray[tuple[int], np.dtype[np.uint8]]:
    table = np.full(256, OTHER, np.uint8)
    table[128:] = HIGH
    for code in range(128):
        char = chr(code)
        if char.isalpha():
            table[code] = LETTER
        elif char.isdigit():
            table[code] = NUMBER
        elif char.isspace():
            table[code] = SPACE
    return table


CLASSES = _classes()


@njit(inline="always")
def is_hex(byte):
    """Whether a byte is a hexadecimal digit."""
    return 48 <= byte <= 57 or 97 <= byte | 32 <= 102


@njit(inline="always")
def leet(byte):
    """Letter that a digit or mark stands for, or 0."""
    if byte == 48:
        return 111
    if byte == 49 or byte == 33 or byte == 124:
        return 105
    if byte == 51:
        return 101
    if byte == 52 or byte == 64:
        return 97
    if byte == 53 or byte == 36:
        return 115
    if byte == 55 or byte == 43:
        return 116
    if byte == 56:
        return 98
    if byte == 57:
        return 103
    return 0


@njit(inline="always")
def code_point(data, i, byte):
    """Code point of a two- to four-byte character at `i`, and its length."""
    if byte < 0xE0:
        return np.int64(byte & 0x1F) << 6 | np.int64(data[i + 1] & 0x3F), 2
    if byte < 0xF0:
        return (
            np.int64(byte & 0x0F) << 12
            | np.int64(data[i + 1] & 0x3F) << 6
            | np.int64(data[i + 2] & 0x3F)
        ), 3
    return (
        np.int64(byte & 0x07) << 18
        | np.int64(data[i + 1] & 0x3F) << 12
        | np.int64(data[i + 2] & 0x3F) << 6
        | np.int64(data[i + 3] & 0x3F)
    ), 4


@njit(inline="always")
def passes_for(code, low, high):
    """ASCII byte that a code point passes for, or 0."""
    if code < 65536:
        return low[code]
    if 0x1D400 <= code < 0x1D800:
        return high[code - 0x1D400]
    if 0x1F100 <= code < 0x1F200:
        return high[0x400 + code - 0x1F100]
    if 0xE0000 <= code < 0xE0080:
        return high[0x500 + code - 0xE0000]
    return np.uint8(0)


@njit(nogil=True)
def look(data, begin, end, classes, low, plain, high):
    """Return the bits of the encodings that ``data[begin:end]`` (valid UTF-8) may hold."""
    found = escapes = leets = odd = 0
    run = 0  # letters and digits without a break
    glued = 0  # letters without a break
    numbers = 0  # tokens of digits (or hexadecimal pairs) one after the other
    apart = 0  # single letters one after the other
    length = 0  # of the token
    hexes = digits = 0  # in the token
    before = SPACE
    i = begin
    while i < end:
        byte = data[i]
        what = classes[byte]
        if what == LETTER or what == NUMBER:
            run += 1
            glued = glued + 1 if what == LETTER else 0
            length += 1
            hexes += is_hex(byte)
            digits += what == NUMBER
            if run == RUN:
                found |= RUNS
            if glued == GLUED:
                found |= SPACED
            if what == NUMBER and before == LETTER and i + 1 < end:
                leets += classes[data[i + 1]] == LETTER and leet(byte) != 0
            before = what
            i += 1
            continue
        glued = 0
        if length > 0:
            if (digits == length or (length == 2 and hexes == 2) or length == 4) and length <= 8:
                numbers += digits == length or hexes >= 2
                if numbers == _CODES:
                    found |= CODES
            elif length > 1:
                numbers = 0
            if length == 1 and digits == 0:
                apart += 1
                if apart == _APART:
                    found |= SPACED
            else:
                apart = 0
            length = hexes = digits = 0
        if byte != 43 and byte != 47 and byte != 45 and byte != 95:  # of base64 too
            run = 0
        if what == HIGH:
            code, size = code_point(data, i, byte)
            glyph = passes_for(code, low, high)
            if glyph:
                if code >= 65536 or plain[code]:
                    odd += 1
                elif before == LETTER or (i + size < end and classes[data[i + size]] == LETTER):
                    odd += 1
            before = HIGH
            i += size
            continue
        if byte == 37:
            escapes += i + 2 < end and is_hex(data[i + 1]) and is_hex(data[i + 2])
        elif byte == 38:
            escapes += i + 1 < end and (data[i + 1] == 35 or classes[data[i + 1]] == LETTER)
        elif byte == 92:
            escapes += i + 1 < end and (data[i + 1] == 117 or data[i + 1] == 120)
        elif byte == 64 or byte == 36 or byte == 33 or byte == 124:
            if before == LETTER and i + 1 < end:
                leets += classes[data[i + 1]] == LETTER
        before = what
        i += 1
    if length == 1 and digits == 0 and apart + 1 >= _APART:
        found |= SPACED
    if length > 0 and numbers + 1 >= _CODES:
        found |= CODES
    if escapes >= _ESCAPES:
        found |= ESCAPES
    if leets >= _LEET:
        found |= LEET
    if odd >= 2:
        found |= GLYPHS
    return found
