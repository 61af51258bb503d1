"""Who belongs: a cohort is refined into members that themselves carry its marks.

An account's evidence is the likelihood of its own statistics under what the other members show,
over their likelihood under everybody else. Statistics are normal scores of ranks, so that the
background is close to a standard normal; both sides are normal with full covariance (quadratic
discriminant), so that related statistics are not counted twice. Observables add the ratio of
how common the account's values are inside and outside, the account itself left out, capped, so
that copying a member's plumbing never suffices.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.special import ndtri

from stillwatch.accounts.statistics import LEAST, Accounts
from stillwatch.cohorts import Links

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]

STATISTICS = (
    "harvest_share", "harvest", "elicitation", "one_shot", "repeats", "rhythm", "load",
    "onset", "offset", "length", "output", "focus", "slice_rhythm", "age", "overlap",
)  # fmt: skip

SHARED_CAP = 5.0
"""Most that observables together may add to an account's log likelihood ratio."""

STRENGTH, SHRUNK = 6.0, 0.7
"""Prior of a member's spread: worth so many accounts, at this share of the background's."""

PASSES = 8


@dataclass(frozen=True)
class Members:
    """A refined campaign."""

    accounts: Ints
    """Indices of members, ascending."""
    log_lr: Floats
    """Shape (members,): each member's own log likelihood ratio, itself left out."""


def scores(accounts: Accounts) -> Floats:
    """Normal scores of the statistics: shape (A, len(STATISTICS)); 0 where not known."""
    size = len(accounts.n)
    columns = [
        np.nan_to_num(accounts.scores[name]) if name in accounts.scores else np.zeros(size)
        for name in STATISTICS
    ]
    return np.column_stack(columns)


def steps(
    seed: Ints,
    accounts: Accounts,
    links: Links,
    normal: Floats,
    eligible: Bools,
    *,
    least_posterior: float = 0.9,
) -> list[Members]:
    """Grow and prune a cohort step by step, until its membership settles.

    The first step prunes the seed; each further one may grow by half. Which step to believe is
    for the caller to judge: growth that takes in others makes a group less alike.

    Parameters
    ----------
    seed
        Indices of the cohort's accounts.
    accounts, links
        What is known at this hour.
    normal
        Shape (A, statistics): result of `scores`.
    eligible
        Shape (A,): accounts that may be members (not licensed, not in another campaign).
    least_posterior
        Probability of membership that keeps an account.
    """
    able = np.asarray(eligible & accounts.seen & (accounts.n_slice >= LEAST))
    members, out = seed[able[seed]], list[Members]()
    for step in range(PASSES):
        if len(members) < 3:
            break
        own = _own_ratio(members, accounts, normal, able)
        shared = _shared_ratio(members, links, accounts.seen)
        log_lr = own + np.clip(shared, -3.0, SHARED_CAP)
        prior = np.log(len(members) / max(int(able.sum()) - len(members), 1))
        needed = np.log(least_posterior / (1 - least_posterior)) - prior
        fit = able & (log_lr >= needed) & (own > 0)
        if step == 0:
            # a seed's own accounts were nominated: they stay unless their marks speak against it
            fit &= False
            fit[members] = (log_lr[members] > 0) & (own[members] > 0)
        settled = np.flatnonzero(fit)
        most = max(int(1.5 * len(members)), len(members) + 3)
        if len(settled) > most:
            settled = np.sort(settled[np.argsort(-log_lr[settled], kind="stable")[:most]])
        out.append(Members(settled, log_lr[settled]))
        if step and np.array_equal(settled, members):
            break
        members = settled
    return out


def _own_ratio(members: Ints, accounts: Accounts, normal: Floats, able: Bools) -> Floats:
    """Log likelihood ratio of each account's own statistics: shape (A,)."""
    inside = np.zeros(len(accounts.n), dtype=bool)
    inside[members] = True
    points = np.column_stack([normal, _style_score(members, accounts, able & ~inside)])
    background = points[able & ~inside]
    count, width = len(members), points.shape[1]
    if len(background) < 2 * width:
        return np.zeros(len(accounts.n))
    mean_out, cov_out = background.mean(axis=0), np.cov(background.T) + 0.05 * np.eye(width)
    sd_out = np.sqrt(np.diag(cov_out))
    core = points[members]
    mean_in = core.mean(axis=0)
    # each spread is shrunk towards most of the background's, the more the fewer members there
    # are; correlations are the background's: a few members cannot tell their own
    square = ((core - mean_in) ** 2).sum(axis=0) + STRENGTH * (SHRUNK * sd_out) ** 2
    sd_in = np.sqrt(square / (count - 1 + STRENGTH) * (1 + 1 / count))
    cov_in = cov_out * np.outer(sd_in / sd_out, sd_in / sd_out)
    ratio = _log_normal(points, mean_in, cov_in) - _log_normal(points, mean_out, cov_out)
    return np.asarray(np.clip(ratio, -30.0, 30.0))


def _style_score(members: Ints, accounts: Accounts, reference: Bools) -> Floats:
    """Normal score of each account's distance from the members' mean style: shape (A,)."""
    mean = accounts.styles[members].mean(axis=0)
    distance = ((accounts.styles - mean) ** 2).sum(axis=1) - accounts.style_noise
    known = accounts.n_slice >= LEAST
    ordered = np.sort(distance[reference & known])
    place = (np.searchsorted(ordered, distance) + 0.5) / (len(ordered) + 1.0)
    return np.where(known, np.clip(ndtri(np.clip(place, 1e-4, 1 - 1e-4)), -3.2, 3.2), 0.0)


def _log_normal(points: Floats, mean: Floats, cov: Floats) -> Floats:
    factor = np.linalg.cholesky(cov)
    white = np.linalg.solve(factor, (points - mean).T)
    return np.asarray(-0.5 * (white**2).sum(axis=0) - np.log(np.diag(factor)).sum())


def _shared_ratio(members: Ints, links: Links, seen: Bools) -> Floats:
    """Sum over observable types of the log ratio of inside to outside prevalence: shape (A,)."""
    size = len(seen)
    inside = np.zeros(size, dtype=bool)
    inside[members] = True
    here, there = links.counts(inside)
    # accounts that come later must not count yet
    count, others = len(members), max(int(seen.sum()) - len(members), 1)
    # only values that a fair part of the members shares mark the campaign at all
    telling = here >= max(3.0, 0.1 * count)
    rows = telling[links.code]
    code, account = links.code[rows], links.account[rows]
    kind, held = links.kind[code], inside[account]
    base = (there[code] - ~held + 1.0) / (others + 1.0)
    ratio = np.log((here[code] - held + 0.5 * base) / (count * base + 0.5))
    total = np.zeros(size)
    for number in np.unique(kind):
        of = kind == number
        best = np.full(size, -np.inf)
        np.maximum.at(best, account[of], ratio[of])
        covered = np.isfinite(best[members]).mean()
        missing = np.log(max(1.0 - covered, 0.05))
        total += 0.5 * np.where(np.isfinite(best), np.clip(best, -2.0, 6.0), missing)
    return total
