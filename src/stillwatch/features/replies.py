"""Refusals in replies: phrases near the beginning, in several languages."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

BEGINNING = 160
"""A refusal is looked for in so many first characters."""

_PHRASES = (
    r"i(?:'|’)?m sorry,? (?:but )?i (?:can|am unable|cannot|won)",
    r"i (?:can(?:'|’)t|cannot|can not|won(?:'|’)t|am unable to|am not able to) "
    r"(?:help|assist|comply|provide|fulfil|fulfill|do that|share|support|create|engage|discuss)",
    r"i(?:'|’)m (?:unable|not able) to (?:help|assist|comply|provide|fulfil|share|discuss)",
    r"against my (?:guidelines|programming)",
    r"no puedo (?:ayudar|proporcionar|cumplir)",
    r"je ne peux pas (?:vous |t(?:'|’))?(?:aider|fournir|répondre)",
    r"ich kann (?:dir |ihnen )?(?:dabei |damit )?(?:leider )?nicht",
    r"não posso (?:ajudar|fornecer)",
    r"я не могу (?:помочь|предоставить|выполнить)",
    r"抱歉，?我(?:不能|无法)",
    r"(?:申し訳|お手伝いできません)",
    r"죄송하지만",
    r"لا (?:أستطيع|يمكنني) (?:مساعد|تقديم)",
)
_PATTERN = "|".join(_PHRASES)


def refusals(replies: pa.Array) -> NDArray[np.float32]:
    """Tell which replies read like a refusal: 1 or 0, shape (n,); null reads as 0."""
    beginning = pc.utf8_lower(pc.utf8_slice_codeunits(replies, start=0, stop=BEGINNING))
    found = pc.match_substring_regex(beginning, _PATTERN).fill_null(False)
    return np.asarray(found.to_numpy(zero_copy_only=False), np.float32)
