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

_NOT = (
    r"(?:can(?:'|’|)t|can ?not|won(?:'|’)t|will not|must decline to|"
    r"(?:have|need) to decline to|decline to|refuse to|(?:would|(?:'|’)d) rather not|prefer not to|"
    r"(?:am|(?:'|’)m) (?:not (?:able|allowed|permitted|willing|going|comfortable)|unable)(?: to)?|"
    r"(?:do not|don(?:'|’)t) feel comfortable)"
)
"""Cannot, will not, would rather not; what one could not do is told of a file or a tool."""

_HELP = "|".join(
    (
        r"help(?:ing)?(?: you)?(?: out)?(?:$|[^ \pL'’-]|[ -](?:with|you|in|on|here|there|to|by|"
        r"anyone|anybody|someone|people|users?|create|make|write|plan|build|produce|generate|"
        r"find|get|do)\b)",
        r"assist|comply|oblige|fulfil|accommodat|participat|engag|discuss|provid|shar(?:e|ing)\b",
        r"do (?:that|this|so)\b|go along with|be part of",
        r"(?:support|answer|continue|complete|respond to|take part in|be involved in) "
        r"(?:that|this|these|those|such|any|your|you|requests?|questions?)\b",
        r"(?:give|offer|tell|teach|show|creat|generat|produc|writ|mak|describ|explain|recommend|"
        r"suggest|help)(?:e|ing|)(?: you| a| an| any| the| out| up| on)*"
        r"(?: (?:that|this|these|those|such|instructions?|information|advice|guidance|details|"
        r"steps|directions|content|material|ways|how to|assistance|explicit|sexual|harmful|hateful|"
        r"violent|malicious|illegal|abusive)\b)",
    )
)
"""What is refused: verbs of helping, others with what would be given."""

_ENGLISH = "|".join((
    rf"\b(?:i|we)(?: just| really| simply| also)? ?{_NOT}(?: (?:in good conscience|[a-z]+ly|just|"
    rf"to|be able to|help you|with))* ?(?:{_HELP})",
    r"\bi (?:(?:must|have to|need to|am going to(?: have to)?|will|respectfully|politely) )*"
    r"decline\b(?: (?:that|this|your|the|politely|respectfully)|[^ \pL])",
    r"\b(?:that|this)(?:(?:'|’)s| is| isn(?:'|’)t)(?: not)? (?:something|a request|a topic)"
    r"(?: that)? i(?:(?:'|’)m| am)? ?"
    r"(?:can(?:'|’)t|cannot|won(?:'|’)t|(?:not )?(?:able|willing|comfortable))\b",
    r"\b(?:that|this)(?:(?:'|’)s| is)(?: not|n(?:'|’)t) something(?: that)? i can "
    r"(?:help|assist|do|provide|share|discuss|support)\b",
    r"against my (?:guidelines|programming|principles|values)",
))  # fmt: skip
"""Each is matched within the beginning; an apology alone, or what could not be done with a file or
a tool, is none."""

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
        for sign, pattern in others.families:
            some = np.flatnonzero(_matches(plain, sign))
            if len(some):
                found[near[some]] |= _matches(plain.take(pa.array(some)), pattern)
    return found.astype(np.float32)


def _matches(texts: pa.Array, pattern: str) -> NDArray[np.bool_]:
    found = pc.match_substring_regex(texts, pattern).fill_null(False)
    return np.array(found.to_numpy(zero_copy_only=False))


class _Others(NamedTuple):
    """What refusals look like in languages other than English."""

    near: str
    """What each of them has, and few other replies: the rest is matched on these alone."""
    families: tuple[tuple[str, str], ...]
    """Of each paragraph the same of its languages, and the whole: to compile one takes longer than
    to match it."""


@cache
def _others() -> _Others:
    """Read `refusals.txt`, once a process."""
    text = files("stillwatch.features").joinpath("refusals.txt").read_text(encoding="utf-8")
    near, families = [], []
    for paragraph in text.split("\n\n")[1:]:
        lines = [line.split("\t") for line in paragraph.splitlines() if line[0] != "#"]
        signs = [of[1:] for _, of in lines if of[0] == "?"]
        near += signs
        whole = [(language, of) for language, of in lines if of[0] != "?"]
        spaced = [of for language, of in whole if language not in _UNSPACED]
        anywhere = [of for language, of in whole if language in _UNSPACED]
        words = [f"(?:^|[^\\pL\\pM])(?:{'|'.join(spaced)})"] if spaced else []
        pattern = _written(normalize("NFKC", "|".join(words + anywhere)))
        families.append((_written(normalize("NFKC", "|".join(signs))), pattern))
    marks = "|".join(near)
    return _Others(_written(f"{marks}|{normalize('NFD', marks)}"), tuple(families))


def _written(pattern: str) -> str:
    return "".join(_SHORT.get(sign, sign) for sign in pattern)
