"""Ranks of accounts among a reference of like activity: the conformal step of every test."""
# mypy: disable-error-code="no-untyped-def"

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from stillwatch.core.jit import kernel

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


def jitter(keys: npt.NDArray[np.uint64]) -> Floats:
    """Shape (n,): fixed pseudo-random numbers in (0, 1) from account keys, to break ties."""
    mixed = keys * np.uint64(0x9E3779B97F4A7C15)
    mixed ^= mixed >> np.uint64(29)
    mixed *= np.uint64(0xBF58476D1CE4E5B9)
    return ((mixed >> np.uint64(11)).astype(np.float64) + 0.5) / 2.0**53


def strata(activity: Floats, *, width: float = 1.0, most: int = 12) -> Ints:
    """Class accounts by activity, in octaves of `width` doublings: shape (n,), 0 to most - 1."""
    octave = np.log2(np.maximum(activity, 1.0)) / width
    return np.minimum(octave.astype(np.int64), most - 1)


def ranks_within(
    values: Floats,
    stratum: Ints,
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
    group = classes(stratum, reference, np.isfinite(values), least=least)
    return placed(values, np.argsort(values), group, reference, ties)


def placed(
    values: Floats,
    order: Ints,
    group: Ints,
    reference: npt.NDArray[np.bool_],
    ties: Floats,
) -> Floats:
    """Rank as `ranks_within` does, with the order and the classes of the values at hand.

    Parameters
    ----------
    values, reference, ties
        As there.
    order
        Shape (n,): what sorts the values.
    group
        Shape (n,): class of each account, from 0; -1 where it is not ranked (`classes`).
    """
    return np.asarray(np.clip(_place(values, order, group, reference, ties), 1e-9, 1 - 1e-9))


def classes(
    stratum: Ints,
    reference: npt.NDArray[np.bool_],
    known: npt.NDArray[np.bool_],
    *,
    least: int = 50,
) -> Ints:
    """Tell the classes that `ranks_within` ranks in: joined until each has `least` references.

    Returns
    -------
    Shape (n,): number of the class, from 0; -1 where the value, or a reference, is missing.
    """
    return np.asarray(_classes(stratum, reference & known, known, least))


@kernel
def _classes(stratum, pool, known, least):
    levels = stratum.max() + 1 if len(stratum) else 1
    members, references = np.zeros(levels, np.int64), np.zeros(levels, np.int64)
    for i in range(len(stratum)):
        members[stratum[i]] += known[i]
        references[stratum[i]] += pool[i]
    group, number, held = np.zeros(levels, np.int64), 0, 0
    for level in range(levels - 1, -1, -1):
        group[level] = number
        held += references[level]
        if held >= least:
            number, held = number + 1, 0
    # what is left at the end is joined with the class above it
    last = number - 1 if number else (0 if references.sum() >= 2 else -1)
    out = np.full(len(stratum), -1)
    for i in range(len(stratum)):
        if known[i]:
            out[i] = min(group[stratum[i]], last)
    return out


@kernel
def _place(values, order, group, reference, ties):
    out = np.full(len(values), np.nan)
    below = np.zeros(group.max() + 1 if len(group) else 0, np.int64)
    start = 0
    while start < len(order):
        end = start
        while end < len(order) and values[order[end]] == values[order[start]]:
            i = order[end]
            if group[i] >= 0:
                out[i] = below[group[i]]
            end += 1
        if end == start:  # NaN, which comes last
            break
        for at in range(start, end):
            i = order[at]
            if group[i] >= 0 and reference[i]:
                below[group[i]] += 1
        for at in range(start, end):
            i = order[at]
            if group[i] >= 0:
                out[i] += ties[i] * (below[group[i]] - out[i] + 1)
        start = end
    for i in range(len(values)):
        if group[i] >= 0:
            out[i] /= below[group[i]] + 1
    return out
