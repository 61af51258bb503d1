"""Folds of families and sources, languages and authors as a whole; what score few prompts reach."""

from __future__ import annotations

import random

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
FOLDS = 8


def language(name: str) -> str:
    """Return the language, or the author, that a family is named for, or nothing."""
    _, there, rest = name.partition("_in_")
    if there:
        return rest[:2]
    kind, _, rest = name.partition("_by_")
    return f"by {rest.partition('_')[0]}" if kind in ("attack", "ordinary") else ""


def folds(names: list[str], count: int = FOLDS) -> list[frozenset[str]]:
    """Deal families and sources into folds, each kind evenly, languages and authors whole."""
    rng = random.Random(3)
    out: list[set[str]] = [set() for _ in range(count)]
    kinds: dict[tuple[str, bool], dict[str, list[str]]] = {}
    for name in sorted(names):
        kind = name.partition("_")[0] if name.startswith(("attack_", "ordinary_")) else ""
        tongue = language(name)
        kinds.setdefault((kind, not tongue), {}).setdefault(tongue or name, []).append(name)
    for _, some in sorted(kinds.items()):
        order = sorted(some)
        rng.shuffle(order)
        for k, key in enumerate(order):
            out[k % count].update(some[key])
    return [frozenset(fold) for fold in out]


def with_languages(away: frozenset[str], names: set[str]) -> frozenset[str]:
    """Add all families of the languages and authors in a fold: nothing of them is seen."""
    held = {language(name) for name in away} - {""}
    return away | {name for name in names if language(name) in held}


def level(sources: list[Floats], rate: float) -> float:
    """Lowest score that at most `rate` of the prompts of sources held out reach, all together."""
    ordered = np.sort(np.concatenate(sources))[::-1]
    return round(float(ordered[int(len(ordered) * rate)]), 2) + 0.01
