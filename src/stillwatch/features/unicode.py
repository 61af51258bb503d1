"""What a code point is to the text kernels: class, script, folded form.

Tables cover the Basic Multilingual Plane and are built once a process from the Unicode
data that ships with Python. Above it the kernels know two kinds: Han extensions (unspaced)
and everything else (symbols, emoji, historic scripts).
"""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

SPACE, PUNCT, LETTER, DIGIT, UNSPACED, IGNORE, NEWLINE, STOP, QUOTE, CODE = range(10)
"""Classes, in the low four bits of `Tables.kind`. `UNSPACED` letters belong to scripts written
without spaces, so that each is a token; `IGNORE` is looked through, also inside a word."""

SCRIPTS = (
    "none",
    "latin",
    "cyrillic",
    "greek",
    "arabic",
    "hebrew",
    "indic",
    "thai",
    "han",
    "kana",
    "hangul",
    "other",
)
"""Scripts, in the high four bits of `Tables.kind`. `thai` stands for Thai, Lao, Khmer, Burmese."""

_RANGES = (
    (0x0041, 0x024F, 1),
    (0x1E00, 0x1EFF, 1),
    (0x0370, 0x03FF, 3),
    (0x1F00, 0x1FFF, 3),
    (0x0400, 0x052F, 2),
    (0x0590, 0x05FF, 5),
    (0x0600, 0x077F, 4),
    (0x08A0, 0x08FF, 4),
    (0xFB50, 0xFDFF, 4),
    (0xFE70, 0xFEFC, 4),
    (0x0900, 0x0DFF, 6),
    (0x0E00, 0x0EFF, 7),
    (0x1000, 0x109F, 7),
    (0x1780, 0x17FF, 7),
    (0x2E80, 0x2FDF, 8),
    (0x3400, 0x4DBF, 8),
    (0x4E00, 0x9FFF, 8),
    (0xF900, 0xFAFF, 8),
    (0x3040, 0x30FF, 9),
    (0x31F0, 0x31FF, 9),
    (0xFF66, 0xFF9F, 9),
    (0x1100, 0x11FF, 10),
    (0x3130, 0x318F, 10),
    (0xAC00, 0xD7AF, 10),
)
_UNSPACED_SCRIPTS = (7, 8, 9)


class Tables(NamedTuple):
    """Lookups by code point below 65,536."""

    kind: NDArray[np.uint8]
    """Class in the low, script in the high four bits."""
    fold: NDArray[np.uint16]
    """Lower case without accents, width or Arabic vowel marks; digits of any script as ASCII."""


def _script(code: int) -> int:
    return next((script for low, high, script in _RANGES if low <= code <= high), 11)


def _kind(code: int, char: str, category: str) -> int:
    if char in "\n\u2028\u2029":
        return NEWLINE
    if char in "'\u2019\u02bc" or category == "Cf" or 0xFE00 <= code <= 0xFE0F:
        return IGNORE
    if 0x0300 <= code <= 0x036F or 0x064B <= code <= 0x0652:
        return IGNORE  # accents and Arabic vowels: folded away, as in composed letters
    if category == "Nd":
        return DIGIT
    if category[0] in "LM" or category == "Nl":
        script = _script(code)
        return (UNSPACED if script in _UNSPACED_SCRIPTS else LETTER) | script << 4
    if char in ".!?:;。！？：；؟।":
        return STOP
    if char in '"“”„«»「」『』':
        return QUOTE
    if char in "{}()[]<>=_`#\\|/&^~$@+*%":
        return CODE
    return SPACE if category[0] in "ZC" else PUNCT


def _fold(char: str, category: str) -> int:
    if category == "Nd":
        return ord("0") + unicodedata.digit(char)
    lower = char.lower()
    if 0xAC00 <= ord(char) <= 0xD7AF:
        return ord(char)  # Hangul syllables decompose into several letters
    base = unicodedata.normalize("NFKD", lower)
    rest_is_marks = all(unicodedata.category(c) == "Mn" for c in base[1:])
    folded = base[0] if base and rest_is_marks else lower[0]
    return ord(folded.lower()[0])


@cache
def tables() -> Tables:
    """Build the tables (about 0.1 s, once a process)."""
    kind = np.zeros(65536, np.uint8)
    fold = np.zeros(65536, np.uint16)
    for code in range(65536):
        char = chr(code)
        category = unicodedata.category(char)
        if category in ("Cs", "Cn", "Co"):
            kind[code] = PUNCT
            continue
        kind[code] = _kind(code, char, category)
        fold[code] = _fold(char, category) & 0xFFFF
    kind.flags.writeable = fold.flags.writeable = False
    return Tables(kind, fold)
