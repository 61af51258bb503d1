"""What groups with a legitimate common cause look like: classes, firms, events, fleets.

Measured on labelled traffic of several authors by `bench/fit_benign.py`. Nothing is judged by it:
it tells a reader how a group would look that is no harvest.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
import numpy.typing as npt

from stillwatch.detect import effects

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Kind:
    """One kind of benign group."""

    name: str
    """In words, with its article: `a class`."""
    groups: int
    """Groups that were measured."""
    figures: Mapping[str, tuple[float, float, float]]
    """Quartiles over the groups of each figure (`audit.figures`)."""
    effects: Mapping[str, float]
    """Medians over the groups."""


@cache
def kinds() -> tuple[Kind, ...]:
    """Return the kinds that ship with the package."""
    raw = json.loads(files("stillwatch.detect").joinpath("models/benign.json").read_text())
    return tuple(
        Kind(
            kind["name"],
            int(kind["groups"]),
            {name: (q[0], q[1], q[2]) for name, q in kind["figures"].items()},
            kind["effects"],
        )
        for kind in raw["kinds"]
    )


@cache
def typical() -> Floats:
    """Effects of a typical benign group, every kind the same: shape (effects,)."""
    rows = [[kind.effects.get(name, np.nan) for name in effects.NAMES] for kind in kinds()]
    return np.asarray(np.nanmean(np.array(rows, dtype=np.float64), axis=0))


def nearest(found: Mapping[str, float]) -> tuple[Kind, int, int]:
    """Return the kind that a group's figures lie nearest to, how many of them, and of how many.

    A figure lies near a kind when it is within the middle half of its groups.
    """
    best: tuple[float, Kind, int, int] | None = None
    for kind in kinds():
        both = [name for name in found if name in kind.figures]
        near = sum(kind.figures[n][0] <= found[n] <= kind.figures[n][2] for n in both)
        share = near / max(len(both), 1)
        if best is None or share > best[0]:
            best = share, kind, near, len(both)
    assert best is not None
    return best[1:]
