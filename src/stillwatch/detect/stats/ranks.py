"""Ranks of accounts among a reference of like activity: the conformal step of every test."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]


def jitter(keys: npt.NDArray[np.uint64]) -> Floats:
    """Shape (n,): fixed pseudo-random numbers in (0, 1) from account keys, to break ties."""
    mixed = keys * np.uint64(0x9E3779B97F4A7C15)
    mixed ^= mixed >> np.uint64(29)
    mixed *= np.uint64(0xBF58476D1CE4E5B9)
    return ((mixed >> np.uint64(11)).astype(np.float64) + 0.5) / 2.0**53


def strata(activity: Floats, *, width: float = 1.0, most: int = 12) -> npt.NDArray[np.int64]:
    """Class accounts by activity, in octaves of `width` doublings: shape (n,), 0 to most - 1."""
    octave = np.log2(np.maximum(activity, 1.0)) / width
    return np.minimum(octave.astype(np.int64), most - 1)


def ranks_within(
    values: Floats,
    stratum: npt.NDArray[np.int64],
    reference: npt.NDArray[np.bool_],
    ties: Floats,
    *,
    least: int = 50,
) -> Floats:
    """Rank each account among reference accounts of its stratum.

    Parameters
    ----------
    values
        Shape (n,): the statistic; NaN where it is not known.
    stratum
        Shape (n,): activity class. A class with fewer than `least` reference accounts is
        joined with the one below it.
    reference
        Shape (n,): which accounts may serve as reference.
    ties
        Shape (n,): numbers in (0, 1) that place a value among its equals.

    Returns
    -------
    Shape (n,): ranks in (0, 1), uniform for an account exchangeable with the reference; NaN
    where the value, or a reference, is missing.
    """
    known = np.isfinite(values)
    out = np.full(len(values), np.nan)
    for members, _ in _joined(stratum, known & reference, known, least):
        held = values[members]
        order = np.argsort(held)  # the search is faster in order
        members, held = members[order], held[order]
        ordered = held[reference[members]]
        low = np.searchsorted(ordered, held, side="left")
        high = np.searchsorted(ordered, held, side="right")
        out[members] = (low + ties[members] * (high - low + 1)) / (len(ordered) + 1)
    return np.asarray(np.clip(out, 1e-9, 1 - 1e-9))


def classes(
    stratum: npt.NDArray[np.int64],
    reference: npt.NDArray[np.bool_],
    known: npt.NDArray[np.bool_],
    *,
    least: int = 50,
) -> npt.NDArray[np.int64]:
    """Tell the classes that `ranks_within` ranks in: joined until each has `least` references.

    Returns
    -------
    Shape (n,): number of the class, from 0; -1 where the value, or a reference, is missing.
    """
    out = np.full(len(stratum), -1, dtype=np.int64)
    for number, (members, _) in enumerate(_joined(stratum, known & reference, known, least)):
        out[members] = number
    return out


def _joined(
    stratum: npt.NDArray[np.int64],
    pool: npt.NDArray[np.bool_],
    known: npt.NDArray[np.bool_],
    least: int,
) -> list[tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]]:
    """Return (members, reference members) for classes joined until each has `least`.

    Both in descending order of their class, so that those of joined classes are neighbours.
    """
    top = int(stratum.max(initial=0))
    level = (top - stratum).astype(np.int16)
    members, references = _ordered(level, known), _ordered(level, pool)
    ends = [
        np.searchsorted(level[rows], np.arange(top + 1), side="right").tolist()
        for rows in (members, references)
    ]
    groups: list[tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]] = []
    low = low_pool = 0
    for high, high_pool in zip(*ends, strict=True):
        if high_pool - low_pool >= least:
            groups.append((members[low:high], references[low_pool:high_pool]))
            low, low_pool = high, high_pool
    if groups and low < len(members):
        low -= len(groups[-1][0])
        low_pool -= len(groups[-1][1])
        groups[-1] = (members[low:], references[low_pool:])
    elif not groups and len(references) >= 2:
        groups.append((members, references))
    return groups


def _ordered(level: npt.NDArray[np.int16], held: npt.NDArray[np.bool_]) -> npt.NDArray[np.int64]:
    """Return the indices of those that are held, ascending by level."""
    rows = np.flatnonzero(held)
    return np.asarray(rows[np.argsort(level[rows], kind="stable")])
