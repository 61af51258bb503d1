"""Refusals in replies: phrases near the beginning, in several languages."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import NamedTuple
from unicodedata import normalize

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

BEGINNING = 160
"""A refusal is looked for in so many first characters."""

_ENGLISH = "|".join((
    r"i(?:'|’)?m sorry,? (?:but )?i (?:can|am unable|cannot|won)",
    r"i (?:can(?:'|’)t|cannot|can not|won(?:'|’)t|am unable to|am not able to) "
    r"(?:help|assist|comply|provide|fulfil|fulfill|do that|share|support|create|engage|discuss)",
    r"i(?:'|’)m (?:unable|not able) to (?:help|assist|comply|provide|fulfil|share|discuss)",
    r"against my (?:guidelines|programming)",
))  # fmt: skip
_UNSPACED = ("zh", "ja", "th")
"""Languages whose words no space parts."""

_STOPS = ".!?।۔؟。！？\\n"
_SHORT = {
    "~": f"[^{_STOPS}]*",
    "≈": f"[^{_STOPS}]*(?:[{_STOPS}]+[^{_STOPS}]*)?",
    "'": "['’ʼ`]",
    **dict.fromkeys("أإ", "[أإآا]"),
    "ی": "[یيى]", "ک": "[کك]", "ہ": "[ہه]",
    **{letter: f"(?:{letter}|{plain}\u0d4d)" for letter, plain in zip("ൻൽൾർ", "നലളര", strict=True)},
}  # fmt: skip
"""Signs of `refusals.txt`, and letters that are typed in several ways."""

_UNSEEN = "[\u00ad\u0640\u064b-\u0652\u200b-\u200f\u2060\ufeff]"
"""Joiners, vowel signs of Arabic and the like, which some write and others do not."""


def refusals(replies: pa.Array) -> NDArray[np.float32]:
    """Tell which replies read like a refusal: 1 or 0, shape (n,); null reads as 0."""
    beginning = pc.utf8_lower(pc.utf8_slice_codeunits(replies, start=0, stop=BEGINNING))
    found = _matches(beginning, _ENGLISH)
    others = _others()
    near = np.flatnonzero(_matches(beginning, others.near) & ~found)
    if len(near):
        plain = pc.utf8_normalize(beginning.take(pa.array(near)), "NFKC")
        plain = pc.replace_substring_regex(plain, _UNSEEN, "")
        for pattern in others.patterns:
            found[near] |= _matches(plain, pattern)
    return found.astype(np.float32)


def _matches(texts: pa.Array, pattern: str) -> NDArray[np.bool_]:
    found = pc.match_substring_regex(texts, pattern).fill_null(False)
    return np.array(found.to_numpy(zero_copy_only=False))


class _Others(NamedTuple):
    """What refusals look like in languages other than English."""

    near: str
    """What each of them has, and few other replies: the rest is matched on these alone."""
    patterns: tuple[str, ...]


@cache
def _others() -> _Others:
    """Read `refusals.txt`, once a process."""
    text = files("stillwatch.features").joinpath("refusals.txt").read_text(encoding="utf-8")
    near, patterns = [], []
    for paragraph in text.split("\n\n")[1:]:
        lines = [line.split("\t") for line in paragraph.splitlines() if line[0] != "#"]
        near += [of[1:] for _, of in lines if of[0] == "?"]
        whole = [(language, of) for language, of in lines if of[0] != "?"]
        spaced = [of for language, of in whole if language not in _UNSPACED]
        anywhere = [of for language, of in whole if language in _UNSPACED]
        words = [f"(?:^|[^\\pL\\pM])(?:{'|'.join(spaced)})"] if spaced else []
        patterns.append(_written(normalize("NFKC", "|".join(words + anywhere))))
    marks = "|".join(near)
    return _Others(_written(f"{marks}|{normalize('NFD', marks)}"), tuple(patterns))


def _written(pattern: str) -> str:
    return "".join(_SHORT.get(sign, sign) for sign in pattern)
