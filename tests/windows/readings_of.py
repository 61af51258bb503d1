"""Readings drawn at random, for tests of the window test."""

from __future__ import annotations

import numpy as np

from stillwatch.guard.windows.readings import LENGTHS, Readings

KINDS = [
    ("harvest", "reads like a harvest"),
    ("harvest style", "one"),
    ("harvest style", "two"),
    ("style", "one"),
    ("style", "two"),
]
"""Two styles, so that there are 2 * LENGTHS cells."""


def ordinary(n: int, rng: np.random.Generator) -> Readings:
    """Independent queries, with ties in one score and heavy-tailed templates."""
    scores = rng.beta(2, 5, (n, len(KINDS))).astype(np.float32)
    scores[:, 2] = np.round(scores[:, 2], 1)
    return Readings(
        scores,
        rng.integers(0, 2 * LENGTHS, n),
        rng.zipf(1.6, n).astype(np.uint64),
        rng.integers(1, 1 << 60, n, dtype=np.uint64),
        rng.zipf(1.5, n).astype(np.uint64),
    )


def harvest(n: int, rng: np.random.Generator, accounts: int = 3) -> Readings:
    """Queries of one kind, from few accounts; else as ordinary ones."""
    found = ordinary(n, rng)
    found.scores[:, 1] = rng.beta(8, 2, n)
    found.accounts[:] = (1 << 40) + np.arange(n) % accounts
    return found
