"""Look-alike letters: what a reader takes for a Latin letter, as tables by code point.

Covers Unicode's compatibility forms (mathematical, enclosed, small capital, superscript letters),
tag characters and regional indicators, and the Cyrillic and Greek letters that pass for Latin.
"""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

_PAIRS = (
    "аaвbеeзeкkмmнhоoрpсcтtуyхxіiјjѕsһhԁdԛqԝwӏlүyпnґrАAВBЕEКKМMНHОOРPСCТTУYХXІIЈJЅSҮYԌG"
    "αaβbεeηnιiκkνvοoρpτtυuχxγyωwΑAΒBΕEΖZΗHΙIΚKΜMΝNΟOΡPΤTΥYΧXςsσo"
    "ɑaɡgɩiɪiɴnʀrʏyʙbɢgʜhʟlɛeɐaɔcǝeɟfɥhɯmɹrʇtʌvʍwʎyſsıiⅼlⅰi"
)
"""Letter and what it passes for, in turn."""
HIGH = ((0x1D400, 0x1D800), (0x1F100, 0x1F200), (0xE0000, 0xE0080))
"""Ranges above the basic plane that hold look-alikes, end excluded."""


class Glyphs(NamedTuple):
    """ASCII byte by code point, 0 where a character passes for none."""

    low: NDArray[np.uint8]
    """Code points below 65,536."""
    plain: NDArray[np.bool_]
    """Of those: it is no letter of a living script, so that one is enough to tell."""
    high: NDArray[np.uint8]
    """The ranges of `HIGH`, one after the other."""


def _ascii(char: str) -> int:
    name = unicodedata.name(char, "")
    if name.startswith("LATIN LETTER SMALL CAPITAL ") and len(name.split()[-1]) == 1:
        return ord(name[-1].lower())
    if name.startswith(("REGIONAL INDICATOR", "NEGATIVE ", "CROSSED NEGATIVE")):
        last = name.split()[-1]
        return ord(last.lower()) if len(last) == 1 and last.isascii() else 0
    form = unicodedata.normalize("NFKD", char)
    form = form.strip("()") or form
    return ord(form) if len(form) == 1 and form.isascii() and form.isalnum() else 0


@cache
def glyphs() -> Glyphs:
    """Build the tables (tens of milliseconds, once a process)."""
    low, plain = np.zeros(65536, np.uint8), np.zeros(65536, np.bool_)
    for start, stop in ((0x1D00, 0x1DC0), (0x2070, 0x20A0), (0x2100, 0x2150), (0x2460, 0x2500)):
        for code in range(start, stop):
            low[code] = _ascii(chr(code))
    for code in (0x02B0, 0x02B2, 0x02B3, 0x02B7, 0x02B8, 0x02E1, 0x02E2, 0x02E3):
        low[code] = _ascii(chr(code))
    plain[low > 0] = True
    for letter, passes in zip(_PAIRS[::2], _PAIRS[1::2], strict=True):
        low[ord(letter)] = ord(passes)
        plain[ord(letter)] = 0x250 <= ord(letter) < 0x2B0
    high = [
        (code & 0x7F if 0x20 <= code & 0x7F < 0x7F else 0)
        if start == 0xE0000
        else _ascii(chr(code))
        for start, stop in HIGH
        for code in range(start, stop)
    ]
    return Glyphs(low, plain, np.array(high, np.uint8))
