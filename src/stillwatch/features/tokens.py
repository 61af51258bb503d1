"""Tokeniser: folded word hashes of any script, straight from UTF-8 bytes (numba).

A word is a run of letters, marks and digits; a letter of a script without spaces is a word by
itself. Apostrophes, accents and zero-width characters are looked through. What a word looked
like before folding is kept as bits in `flags`.
"""
# mypy: disable-error-code="no-untyped-def, untyped-decorator"

from __future__ import annotations

import numpy as np
from numba import njit

from stillwatch.core.jit import kernel
from stillwatch.features.hashing import FNV_OFFSET, FNV_PRIME, mix
from stillwatch.features.unicode import CODE, DIGIT, IGNORE, NEWLINE, QUOTE, SPACE, STOP, UNSPACED

HEAD_BYTES, TAIL_BYTES = 3000, 1000
"""How much of a long text is read: from its beginning and from its end."""
MAX_WORDS = 4096
"""More than the most words that the bytes read can hold."""

F_DIGIT, F_UNSPACED, F_OPAQUE, F_NAME, F_LINE, F_FRAME, F_QUOTED, F_ALPHA = (
    1 << bit for bit in range(8)
)
"""Has a digit; one letter of an unspaced script; part of an address or an id; capitalised inside a
sentence; first of its line; frame word (set by the lexicon); inside short quotes; has a letter."""

(
    C_CHARS,
    C_LETTERS,
    C_DIGITS,
    C_CODE,
    C_QUESTIONS,
    C_NEWLINES,
    C_UPPER,
    C_STOPS,
    C_OPERATORS,
    C_SCRIPT,
) = range(10)
COUNTS = 10 + 16
"""Length of the counter vector: the counts above, then letters by script."""

_STEM = 6
_ID_LENGTH = 24
_QUOTE_SPAN = 80


@njit(inline="always")
def _emit(words, stems, flags, starts, ends, count, h, stem, flag, begin, end):
    words[count] = mix(h)
    stems[count] = mix(stem)
    flags[count] = flag
    starts[count] = begin
    ends[count] = end
    return count + 1


@kernel
def code_point(data, i):
    """Code point that begins at byte `i` of valid UTF-8, and where the next one begins."""
    byte = data[i]
    if byte < 0x80:
        return np.uint32(byte), i + 1
    if byte < 0xE0:
        return (np.uint32(byte & 0x1F) << np.uint32(6)) | np.uint32(data[i + 1] & 0x3F), i + 2
    if byte < 0xF0:
        code = (
            (np.uint32(byte & 0x0F) << np.uint32(12))
            | (np.uint32(data[i + 1] & 0x3F) << np.uint32(6))
            | np.uint32(data[i + 2] & 0x3F)
        )
        return code, i + 3
    code = (
        (np.uint32(byte & 0x07) << np.uint32(18))
        | (np.uint32(data[i + 1] & 0x3F) << np.uint32(12))
        | (np.uint32(data[i + 2] & 0x3F) << np.uint32(6))
        | np.uint32(data[i + 3] & 0x3F)
    )
    return code, i + 4


@kernel
def tokenize(data, begin, end, kind, fold, words, stems, flags, starts, ends, count, tally):
    """Append the words of ``data[begin:end]`` (valid UTF-8) and add to the counters.

    Parameters
    ----------
    data
        Bytes, uint8.
    kind, fold
        `unicode.tables()`.
    words, stems, flags, starts, ends
        Scratch of length `MAX_WORDS`: hash of the folded word, hash of its first six letters,
        `F_*` bits, byte range.
    count
        Words already there; the new total is returned.
    tally
        int64 vector of length `COUNTS`.
    """
    n_chars = n_letters = n_digits = n_code = n_questions = n_lines = n_upper = n_stops = 0
    operators = np.uint64(tally[C_OPERATORS])
    h = stem = FNV_OFFSET
    length = 0
    word_begin = begin
    flag = 0
    line_start = sentence_start = True
    quote_at = -1
    opaque = False
    last_dense = False  # the last visible character was a digit or a bracket
    i = begin
    while i < end:
        at = i
        code, i = code_point(data, i)
        n_chars += 1
        if code < 65536:
            what = kind[code]
            folded = np.uint64(fold[code])
        else:
            what = np.uint8(UNSPACED | 8 << 4) if 0x20000 <= code < 0x32000 else np.uint8(1)
            folded = np.uint64(code)
        group = what & 15
        if group == 2 or group == DIGIT:
            if length == 0:
                word_begin = at
                flag = 0
                upper = (65 <= code <= 90) or (0xC0 <= code <= 0xDE) or (0x391 <= code <= 0x42F)
                if upper and not sentence_start:
                    flag |= F_NAME
            h = (h ^ folded) * FNV_PRIME
            length += 1
            if length <= _STEM:
                stem = h
            if group == DIGIT:
                n_digits += 1
                flag |= F_DIGIT
                last_dense = True
            else:
                n_letters += 1
                flag |= F_ALPHA
                tally[10 + (what >> 4)] += 1
                if 65 <= code <= 90:
                    n_upper += 1
                last_dense = False
            continue
        if group == IGNORE:
            continue
        if length > 0:
            if opaque or length > _ID_LENGTH:
                flag |= F_OPAQUE
            if line_start:
                flag |= F_LINE
            if quote_at >= 0 and at - quote_at <= _QUOTE_SPAN:
                flag |= F_QUOTED
            count = _emit(words, stems, flags, starts, ends, count, h, stem, flag, word_begin, at)
            h = stem = FNV_OFFSET
            length = 0
            line_start = sentence_start = False
        if group == SPACE:
            opaque = False
        elif group == UNSPACED:
            n_letters += 1
            tally[10 + (what >> 4)] += 1
            flag = F_UNSPACED | F_ALPHA
            if line_start:
                flag |= F_LINE
            h = (h ^ folded) * FNV_PRIME
            count = _emit(words, stems, flags, starts, ends, count, h, h, flag, at, i)
            h = stem = FNV_OFFSET
            line_start = sentence_start = False
            last_dense = False
        elif group == NEWLINE:
            n_lines += 1
            line_start = sentence_start = True
            opaque = False
            quote_at = -1
        elif group == STOP:
            n_stops += 1
            sentence_start = True
            if code == 63 or code == 0xFF1F or code == 0x61F:
                n_questions += 1
            elif code == 58 and i + 1 < end and data[i] == 47 and data[i + 1] == 47:
                opaque = True  # "://": an address up to the next space
        elif group == QUOTE:
            quote_at = i if quote_at < 0 or at - quote_at > _QUOTE_SPAN else -1
            sentence_start = True
        elif group == CODE:
            n_code += 1
            if code == 64 and at > begin and data[at - 1] > 32:
                opaque = True  # "name@host"
            # operators tell (1 + 2) from (1 * 2); elsewhere such marks are decoration
            if last_dense and code != 91 and code != 93 and code != 35 and code != 95:
                operators = (operators ^ np.uint64(code)) * FNV_PRIME
            last_dense = code == 40 or code == 41
        elif code == 45:
            if last_dense:
                operators = (operators ^ np.uint64(45)) * FNV_PRIME
            last_dense = False
    if length > 0:
        if opaque or length > _ID_LENGTH:
            flag |= F_OPAQUE
        if line_start:
            flag |= F_LINE
        count = _emit(words, stems, flags, starts, ends, count, h, stem, flag, word_begin, end)
    tally[C_CHARS] += n_chars
    tally[C_LETTERS] += n_letters
    tally[C_DIGITS] += n_digits
    tally[C_CODE] += n_code
    tally[C_QUESTIONS] += n_questions
    tally[C_NEWLINES] += n_lines
    tally[C_UPPER] += n_upper
    tally[C_STOPS] += n_stops
    tally[C_OPERATORS] = np.int64(operators >> np.uint64(1))
    return count


@kernel
def tokenize_text(data, begin, end, kind, fold, words, stems, flags, starts, ends, tally):
    """Tokenise one text, long ones by their beginning and end only; return the word count."""
    tally[:] = 0
    if end - begin <= HEAD_BYTES + TAIL_BYTES:
        return tokenize(data, begin, end, kind, fold, words, stems, flags, starts, ends, 0, tally)
    stop = begin + HEAD_BYTES
    while stop > begin and data[stop] & 0xC0 == 0x80:
        stop -= 1  # never inside a character
    start = end - TAIL_BYTES
    while start < end and data[start] & 0xC0 == 0x80:
        start += 1
    count = tokenize(data, begin, stop, kind, fold, words, stems, flags, starts, ends, 0, tally)
    return tokenize(data, start, end, kind, fold, words, stems, flags, starts, ends, count, tally)
