"""The test behind every "they share more than chance would have it" detector.

Under the null each member draws its value of an observable from the prevalence outside the
cohort. The e-value is the likelihood of the members' values under a Polya urn started from that
prevalence, over their likelihood under the prevalence: common values weigh little, rare ones
much, so that a shared popular tool is not guilt.
"""

from __future__ import annotations

import numpy as np
from scipy.special import gammaln

from stillwatch.detectors.base import GROUPS, Floats, Ints, View
from stillwatch.stats import evalues

URN = 2.0
"""Strength of the prevalence in the urn, in accounts."""


def judge(view: View, types: tuple[str, ...]) -> Floats:
    """Log e-values, shape (cohorts,), averaged over observable types; NaN where none may test."""
    cohorts, links = view.cohorts, view.links
    parts = [
        _one_type(view, number)
        for number, kind in enumerate(links.types)
        if kind in types
    ]  # fmt: skip
    if not parts or not len(cohorts):
        return np.full(len(cohorts), np.nan)
    table = np.vstack(parts)
    none = ~np.isfinite(table).any(axis=0)
    out = evalues.average(table)
    out[none] = np.nan
    return out


def _one_type(view: View, number: int) -> Floats:
    """Test one observable type on all cohorts but those that it, or its like, formed."""
    cohorts, links, size = view.cohorts, view.links, len(view.accounts.n)
    rows = links.kind == number
    account, key = links.account[rows], links.key[rows]
    # the value an account shows first stands for it: one draw an account, as the null says
    order = np.lexsort((key, links.first[rows], account))
    account, key = account[order], key[order]
    lead = np.r_[True, account[1:] != account[:-1]] if len(account) else np.zeros(0, bool)
    value = np.full(size, -1, dtype=np.int64)
    _, inverse = np.unique(key[lead], return_inverse=True)
    value[account[lead]] = inverse
    held = value[cohorts.account]
    known = held >= 0
    if not known.any():
        return np.full(len(cohorts), np.nan)
    total = int(lead.sum())
    prevalence = np.bincount(inverse, minlength=1).astype(np.float64)
    pair = cohorts.cohort[known] * (len(prevalence) + 1) + held[known]
    cells, count = np.unique(pair, return_counts=True)
    cohort, cell = np.divmod(cells, len(prevalence) + 1)
    outside = np.maximum(prevalence[cell] - count, 0.0)
    size_in = np.bincount(cohorts.cohort[known], minlength=len(cohorts)).astype(np.float64)
    base = (outside + 1.0) / (total - size_in[cohort] + prevalence.size)
    gain = gammaln(count + URN * base) - gammaln(URN * base) - count * np.log(base)
    log_e = np.bincount(cohort, weights=gain, minlength=len(cohorts))
    log_e -= gammaln(size_in + URN) - gammaln(URN)
    log_e[size_in < 2] = np.nan
    group = GROUPS.get(links.types[number], links.types[number])
    same = [GROUPS.get(formed, formed) == group for formed in cohorts.formed]
    log_e[np.array(same, dtype=bool)] = np.nan
    return log_e


def shared(view: View, members: Ints, types: tuple[str, ...]) -> list[tuple[str, int, int, int]]:
    """Most telling shared values of members: (type, key, members, outside), strongest first."""
    links = view.links
    inside = np.zeros(len(view.accounts.n), dtype=bool)
    inside[members] = True
    out = []
    for number, kind in enumerate(links.types):
        if kind not in types:
            continue
        rows = links.kind == number
        keys, inverse = np.unique(links.key[rows], return_inverse=True)
        held = inside[links.account[rows]]
        here = np.bincount(inverse, weights=held, minlength=len(keys)).astype(int)
        there = np.bincount(inverse, weights=~held, minlength=len(keys)).astype(int)
        for cell in np.flatnonzero(here >= max(2, 0.02 * len(members))):
            out.append((kind, int(keys[cell]), int(here[cell]), int(there[cell])))
    population = max(int(view.accounts.seen.sum()) - len(members), 1)

    def weight(row: tuple[str, int, int, int]) -> float:
        return row[2] * float(np.log((row[2] / len(members)) / ((row[3] + 1) / population)))

    return sorted(out, key=weight, reverse=True)


def told(rows: list[tuple[str, int, int, int]]) -> str:
    """Shared values in words."""
    return "; ".join(
        f"{here:,} members and {there:,} accounts outside share one {kind.replace('_', ' ')}"
        for kind, _, here, there in rows
    )
