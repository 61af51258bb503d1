"""Undo encodings: each function writes a readable form of a span into a buffer (numba).

All are linear, write at most as much as they are given room for, and know nothing of each
other. What they write is made valid UTF-8 by `mend` before it is read as text.
"""
# mypy: disable-error-code="no-untyped-def, untyped-decorator"

from __future__ import annotations

import numpy as np
from numba import njit

from stillwatch.features.hashing import FNV_OFFSET, FNV_PRIME, mix
from stillwatch.features.keys import lookup
from stillwatch.guard.concepts import PREFIX, REVERSED, ROTATED
from stillwatch.guard.hints import GLUED, LETTER, RUN, code_point, is_hex, leet, passes_for

_PRINTABLE = 0.85
_WORD = 16
"""Longest word looked for in letters without spaces."""
_LETTERS = 2048
"""Most letters without spaces that are parted into words, in one run."""


@njit(inline="always")
def _value(byte):
    """Value of a hexadecimal digit."""
    return byte - 48 if byte <= 57 else (byte | 32) - 87


@njit(inline="always")
def _put(out, at, code):
    """Write a code point as UTF-8."""
    if code < 0x80:
        out[at] = code if code >= 9 else 32
        return at + 1
    if code < 0x800:
        out[at], out[at + 1] = 0xC0 | code >> 6, 0x80 | code & 0x3F
        return at + 2
    if code < 0x10000:
        out[at], out[at + 1] = 0xE0 | code >> 12, 0x80 | code >> 6 & 0x3F
        out[at + 2] = 0x80 | code & 0x3F
        return at + 3
    out[at], out[at + 1] = 0xF0 | code >> 18 & 0x07, 0x80 | code >> 12 & 0x3F
    out[at + 2], out[at + 3] = 0x80 | code >> 6 & 0x3F, 0x80 | code & 0x3F
    return at + 4


@njit(nogil=True)
def mend(out, begin, end):
    """Put a blank in the place of whatever is not valid UTF-8."""
    i = begin
    while i < end:
        byte = out[i]
        size = 1 if byte < 0x80 else 2 if byte < 0xE0 else 3 if byte < 0xF0 else 4
        good = byte < 0x80 or (0xC2 <= byte < 0xF5 and i + size <= end)
        if good and size > 1:
            for k in range(1, size):
                good = good and out[i + k] & 0xC0 == 0x80
        if good and size == 4:
            good = code_point(out, i, byte)[0] < 0x110000
        if good:
            i += size
        else:
            out[i] = 32
            i += 1


@njit(nogil=True)
def glyphs(data, begin, end, low, high, out, at, stop):
    """Replace look-alike letters."""
    i = begin
    while i < end and at + 4 <= stop:
        byte = data[i]
        if byte < 0x80:
            out[at] = byte
            at += 1
            i += 1
            continue
        code, size = code_point(data, i, byte)
        passes = passes_for(code, low, high)
        i += size
        at = _put(out, at, np.int64(passes) if passes else code)
    return at


@njit(nogil=True)
def escapes(data, begin, end, out, at, stop):
    r"""Undo ``%41``, ``&#65;``, ``&#x41;``, ``\u0041`` and ``\x41``; other entities are blanks."""
    i = begin
    while i < end and at + 4 <= stop:
        byte = data[i]
        if byte == 37 and i + 2 < end and is_hex(data[i + 1]) and is_hex(data[i + 2]):
            out[at] = _value(data[i + 1]) << 4 | _value(data[i + 2])
            at += 1
            i += 3
        elif byte == 38 and i + 3 < end:
            base = 16 if data[i + 2] | 32 == 120 else 10
            j = i + (3 if base == 16 else 2)
            code = 0
            if data[i + 1] == 35:
                while j < end and j < i + 10 and is_hex(data[j]):
                    code = min(code * base + _value(data[j]), 0x110000)
                    j += 1
            else:
                code = 32
                while j < end and j < i + 10 and 97 <= data[j] | 32 <= 122:
                    j += 1
            if j < end and data[j] == 59 and 0 < code < 0x110000 and not 0xD800 <= code < 0xE000:
                at = _put(out, at, code)
                i = j + 1
            else:
                out[at] = byte
                at += 1
                i += 1
        elif byte == 92 and i + 3 < end and (data[i + 1] == 117 or data[i + 1] == 120):
            size = 4 if data[i + 1] == 117 else 2
            code = 0
            good = i + 2 + size <= end
            for k in range(size):
                good = good and is_hex(data[i + 2 + k])
                code = code * 16 + _value(data[i + 2 + k]) if good else 0
            if good and not 0xD800 <= code < 0xE000:
                at = _put(out, at, code)
                i += 2 + size
            else:
                out[at] = byte
                at += 1
                i += 1
        else:
            out[at] = byte
            at += 1
            i += 1
    return at


@njit(inline="always")
def _six(byte):
    """Value of a letter of base64 (either alphabet), or -1."""
    if 65 <= byte <= 90:
        return np.int64(byte) - 65
    if 97 <= byte <= 122:
        return np.int64(byte) - 71
    if 48 <= byte <= 57:
        return np.int64(byte) + 4
    if byte == 43 or byte == 45:
        return np.int64(62)
    if byte == 47 or byte == 95:
        return np.int64(63)
    return np.int64(-1)


@njit(nogil=True)
def _reads(out, begin, end):
    """Whether nearly all of a span are bytes that texts are made of."""
    good = 0
    for i in range(begin, end):
        byte = out[i]
        good += byte == 9 or byte == 10 or 32 <= byte < 127 or byte >= 0xC2 or 0x80 <= byte < 0xC0
        good -= 0x80 <= byte < 0xC0 and (i == begin or out[i - 1] < 0x80)
    return end - begin >= 6 and good >= _PRINTABLE * (end - begin)


@njit(nogil=True)
def runs(data, begin, end, out, at, stop):
    """Decode every run that is base64 or hexadecimal and reads as text; only those are written."""
    i = begin
    while i < end:
        j = i
        every = True
        while j < end and _six(data[j]) >= 0:
            every = every and is_hex(data[j])
            j += 1
        if j - i >= RUN and at + (j - i) + 2 <= stop:
            start = at
            if every and (j - i) % 2 == 0:
                for k in range(i, j, 2):
                    out[at] = _value(data[k]) << 4 | _value(data[k + 1])
                    at += 1
            if not every or not _reads(out, start, at):
                at = start
                bits = held = 0
                for k in range(i, j):
                    held = (held << 6 | _six(data[k])) & 0xFFFFFF
                    bits += 6
                    if bits >= 8:
                        bits -= 8
                        out[at] = held >> bits & 0xFF
                        at += 1
            if _reads(out, start, at):
                # lines of one wrapped text go on where they were cut
                if not (j < end and data[j] == 10 and (j - i) % 4 == 0):
                    out[at] = 10
                    at += 1
            else:
                at = start
        i = j + 1
    return at


@njit(nogil=True)
def codes(data, begin, end, out, at, stop):
    """Read hexadecimal pairs, decimal codes and octets of bits, each set apart, as letters."""
    i = begin
    while i < end and at + 4 <= stop:
        j = i
        digits = hexes = bits = 0
        while j < end and (is_hex(data[j]) or data[j] | 32 == 120):
            digits += 48 <= data[j] <= 57
            hexes += is_hex(data[j])
            bits += data[j] == 48 or data[j] == 49
            j += 1
        size = j - i
        code = 0
        if size == 8 and bits == 8:
            for k in range(i, j):
                code = code << 1 | (data[k] - 48)
        elif 2 <= size <= 3 and digits == size and not (size == 2 and data[i] < 51):
            for k in range(i, j):
                code = code * 10 + (data[k] - 48)
            if size == 2 and code < 80:
                # two digits: hexadecimal when it is a letter so, else a decimal capital
                pair = _value(data[i]) << 4 | _value(data[i + 1])
                code = pair if pair >= 97 and pair <= 122 else code
        elif size == 2 and hexes == 2:
            code = _value(data[i]) << 4 | _value(data[i + 1])
        elif size == 4 and hexes == 3 and data[i + 1] | 32 == 120:
            code = _value(data[i + 2]) << 4 | _value(data[i + 3])
        if 32 <= code < 127:
            out[at] = code
            at += 1
        i = max(j, i + 1)
    return at


@njit(nogil=True)
def unleet(data, begin, end, one, classes, out, at, stop):
    """Put letters in the place of digits and marks inside words; `one` is what 1 stands for."""
    i = begin
    while i < end and at + 1 <= stop:
        j = i
        letters = 0
        while j < end and (classes[data[j]] == LETTER or leet(data[j]) or data[j] >= 0x80):
            letters += classes[data[j]] == LETTER
            j += 1
        for k in range(i, min(j, i + stop - at)):
            byte = data[k]
            other = leet(byte) if letters and byte < 0x80 else 0
            if byte == 49 and other:
                other = one
            out[at] = other if other else byte
            at += 1
        if j < end and at < stop:
            out[at] = data[j]
            at += 1
        i = j + 1
    return at


@njit(nogil=True)
def _segment(letters, count, keys, values, out, at, stop):
    """Write letters as the fewest known words and left-over letters (a shortest path)."""
    count = min(count, _LETTERS)
    cost, back = np.full(count + 1, 1e9), np.zeros(count + 1, np.int64)
    cost[0] = 0
    for i in range(count):
        if cost[i] + 2.5 < cost[i + 1]:
            cost[i + 1], back[i + 1] = cost[i] + 2.5, i
        h = FNV_OFFSET
        for j in range(i, min(count, i + _WORD)):
            h = (h ^ np.uint64(letters[j])) * FNV_PRIME
            value = lookup(keys, values, mix(h))
            known = value & ~(REVERSED | ROTATED | PREFIX) or (value & PREFIX and j - i >= 3)
            if known and j > i and cost[i] + 1 < cost[j + 1]:
                cost[j + 1], back[j + 1] = cost[i] + 1, i
    starts = np.zeros(count + 1, np.bool_)
    i = count
    while i > 0:
        i = back[i]
        starts[i] = True
    for i in range(count):
        if at + 2 > stop:
            return at
        if starts[i] and i > 0:
            out[at] = 32
            at += 1
        out[at] = letters[i]
        at += 1
    if at < stop:
        out[at] = 32
        at += 1
    return at


@njit(nogil=True)
def gather(data, begin, end, classes, keys, values, out, at, stop):
    """Join letters set apart, part words glued together; other words are written as they are."""
    letters = np.empty(end - begin + 1, np.uint8)
    i = begin
    while i < end and at + 2 <= stop:
        if classes[data[i]] != LETTER:
            out[at] = data[i]
            at += 1
            i += 1
            continue
        count = 0
        j = i
        gap = 0  # the mark between letters set apart
        while j < end and classes[data[j]] == LETTER:
            letters[count] = data[j] | 32
            count += 1
            lone = j + 1 >= end or classes[data[j + 1]] != LETTER
            if count == 1 and not lone:
                while j + 1 < end and classes[data[j + 1]] == LETTER:
                    j += 1
                    letters[count] = data[j] | 32
                    count += 1
                j += 1
                break
            j += 1
            next_alone = (
                j + 1 < end
                and classes[data[j]] != LETTER
                and data[j] < 0x80
                and classes[data[j + 1]] == LETTER
                and (j + 2 >= end or classes[data[j + 2]] != LETTER)
            )
            if not next_alone or (gap and data[j] != gap):
                break
            gap = data[j]
            j += 1
        if (gap and count >= 3) or (not gap and count >= GLUED):
            at = _segment(letters, count, keys, values, out, at, stop)
        else:
            for k in range(i, min(j, i + stop - at)):
                out[at] = data[k]
                at += 1
        i = j
    return at


@njit(nogil=True)
def backwards(data, begin, end, out, at, stop):
    """Write the characters in reverse."""
    i = end
    while i > begin and at + 4 <= stop:
        j = i - 1
        while j > begin and data[j] & 0xC0 == 0x80:
            j -= 1
        for k in range(j, i):
            out[at] = data[k]
            at += 1
        i = j
    return at


@njit(nogil=True)
def rot13(data, begin, end, classes, out, at, stop):
    """Turn Latin letters by thirteen."""
    for i in range(begin, min(end, begin + stop - at)):
        byte = data[i]
        if classes[byte] == LETTER:
            base = 97 if byte >= 97 else 65
            byte = np.uint8(base + (byte - base + 13) % 26)
        out[at] = byte
        at += 1
    return at
