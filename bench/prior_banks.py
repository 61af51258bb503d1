"""Written texts for capabilities and ordinary uses that public corpora lack."""

from __future__ import annotations

import random

from prior_corpora import Text


def banks(rng: random.Random) -> list[Text]:
    """All banks, deterministic from `rng`."""
    return []
