"""Cohorts: groups of accounts that may belong together, nominated cheaply and in number.

Two ways to form one: its members share an observable, or their harvest slices lie close
together in lifecycle, rate and content with nothing shared. Inside an observable that many
people share (an address of a university, a reseller, a popular tool) the cohort is the part of
the group whose own exchanges look like a harvest. Nomination proves nothing; tests follow.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.spatial import cKDTree
from scipy.special import bdtrc, gammaln

from stillwatch.detect.accounts.content import Content
from stillwatch.detect.accounts.statistics import LEAST, Accounts
from stillwatch.store.links import SMALLEST, Links, Owned

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]

BALL = 12
"""Accounts in a cohort of those that lie close together."""

CHANCE = 0.2
"""Probability up to which so many suspects behind one observable are more than chance."""

URN = 2.0
"""Strength of the prevalence of an observable in the urn that members draw from, in accounts."""

OWN = 20.0
"""Strength of everybody's prevalence in that among the end users of one account, in end users."""

CONTENT_UNIT = 0.6
"""Weight of a direction of content against the lifecycle, in units of its noise."""


@dataclass(frozen=True)
class Cohorts:
    """Cohorts as rows (cohort, account), with what formed each."""

    cohort: Ints
    """Shape (rows,): cohort number, ascending."""
    account: Ints
    """Shape (rows,): member."""
    formed: tuple[str, ...]
    """Observable type, or `proximity`."""
    key: npt.NDArray[np.uint64]
    """Shape (cohorts,): observable key; 0 for proximity."""
    group: Ints
    """Shape (cohorts,): accounts that share the observable in all."""

    def __len__(self) -> int:
        return len(self.formed)

    def members(self, number: int) -> Ints:
        """Account indices of one cohort."""
        low, high = np.searchsorted(self.cohort, [number, number + 1])
        return self.account[low:high]

    def take(self, numbers: Ints) -> Cohorts:
        """Return some of the cohorts, in the order given."""
        low = np.searchsorted(self.cohort, numbers)
        high = np.searchsorted(self.cohort, numbers, side="right")
        rows = [np.arange(a, b) for a, b in zip(low, high, strict=True)]
        picked = np.concatenate(rows) if rows else np.zeros(0, dtype=np.int64)
        return Cohorts(
            np.repeat(np.arange(len(numbers)), high - low).astype(np.int64),
            self.account[picked],
            tuple(self.formed[i] for i in numbers),
            self.key[numbers],
            self.group[numbers],
        )

    def distinct(self, marks: npt.NDArray[np.uint64]) -> Cohorts:
        """Keep the first of the cohorts that have the same members.

        Parameters
        ----------
        marks
            Shape (A,): a random number an account; sums of them tell sets apart.
        """
        if not len(self):
            return self
        total = np.zeros(len(self), dtype=np.uint64)
        np.add.at(total, self.cohort, marks[self.account])
        _, first = np.unique(total, return_index=True)
        return self.take(np.sort(first))


def suspects(accounts: Accounts, score: Floats, share: float = 0.2) -> Bools:
    """Accounts whose own exchanges look most like a harvest: the strongest `share` of them."""
    able = accounts.seen & (accounts.n_slice >= LEAST)
    if not able.any():
        return able
    cut = np.quantile(score[accounts.seen], 1 - share)
    return np.asarray(able & (score >= cut))


def by_observable(links: Links, chosen: Bools, largest: int, able: Bools) -> Cohorts:
    """Nominate the suspects within every observable that at least `SMALLEST` of them share.

    And only where these are more than chance would put there: fewer hypotheses leave each of them
    more power. Who is a suspect decides that alone, and tests are conditional on it.

    Parameters
    ----------
    links
        Rows known by now.
    chosen
        Shape (A,): accounts that may be members.
    largest
        Observables shared by more accounts than this nominate nothing: they set nobody apart.
    able
        Shape (A,): accounts that could be suspects. Idle ones behind an observable do not count as
        what chance would have chosen from.
    """
    size = np.bincount(links.code, minlength=len(links.key))
    picked = chosen[links.account]
    code, account = links.code[picked], links.account[picked]
    inside = np.bincount(code, minlength=len(links.key))
    others = np.bincount(links.code[(able | chosen)[links.account]], minlength=len(links.key))
    share = float(chosen.sum()) / max(int((able | chosen).sum()), 1)
    chance = bdtrc(inside - 1, np.maximum(others, 1), min(share, 1.0))
    good = (inside >= SMALLEST) & (size <= largest) & (chance <= CHANCE)
    keep = good[code]
    renumber = np.cumsum(good) - 1
    return Cohorts(
        cohort=renumber[code[keep]].astype(np.int64),
        account=account[keep],
        formed=tuple(links.types[k] for k in links.kind[good]),
        key=links.key[good],
        group=size[good].astype(np.int64),
    )


def by_proximity(accounts: Accounts, content: Content, chosen: Bools) -> Cohorts:
    """Nominate suspects that lie close together in lifecycle, rate and content, nothing shared.

    Every suspect and its nearest neighbours are a ball. The tightest balls are kept that have at
    most half of their accounts in a ball that was kept before, so that each suspect is looked at
    with its like and few balls say the same.
    """
    picked = np.flatnonzero(chosen & np.isfinite(accounts.values["load"]))
    if len(picked) < 2 * BALL:
        return join([])
    points = _coordinates(accounts, content.take(picked), picked)
    distance, near = cKDTree(points).query(points, k=BALL, workers=-1)
    taken = np.zeros(len(picked), dtype=bool)
    kept = []
    for centre in np.argsort(distance[:, -1], kind="stable"):
        ball = near[centre]
        if 2 * int(taken[ball].sum()) <= BALL:
            taken[ball] = True
            kept.append(np.sort(picked[ball]))
    return join(kept)


def _coordinates(accounts: Accounts, content: Content, picked: Ints) -> Floats:
    """Shape (picked, d): coordinates in units of what a campaign may plausibly vary."""
    parts = [CONTENT_UNIT * content.standardised()]
    for name, unit in (("onset", 36.0), ("load", 0.6), ("length", 0.35), ("output", 0.5)):
        column = accounts.values[name][picked]
        known = column[np.isfinite(column)]  # of replies, no log need tell the tokens
        column = np.nan_to_num(column, nan=float(np.median(known)) if len(known) else 0.0)
        parts.append(column[:, None] / unit)
    return np.hstack(parts)


def join(groups: list[Ints]) -> Cohorts:
    """Make cohorts of plain member lists, formed by proximity."""
    sizes = [len(group) for group in groups]
    return Cohorts(
        cohort=np.repeat(np.arange(len(groups)), sizes).astype(np.int64),
        account=np.concatenate(groups) if groups else np.zeros(0, np.int64),
        formed=("proximity",) * len(groups),
        key=np.zeros(len(groups), np.uint64),
        group=np.asarray(sizes, dtype=np.int64),
    )


def concat(first: Cohorts, second: Cohorts) -> Cohorts:
    """One list of cohorts after another."""
    return Cohorts(
        cohort=np.concatenate([first.cohort, second.cohort + len(first)]),
        account=np.concatenate([first.account, second.account]),
        formed=first.formed + second.formed,
        key=np.concatenate([first.key, second.key]),
        group=np.concatenate([first.group, second.group]),
    )


def beyond_prevalence(cohorts: Cohorts, links: Links, number: int) -> Floats:
    """Log e-values that members share values of observable `number` beyond prevalence.

    Under the null each member draws its value from the prevalence outside the cohort: of everybody,
    or, if it is an end user judged apart, of its account's other end users, whose program is the
    same. The e-value is the likelihood of the members' values under a Polya urn started from the
    mean of these prevalences, over their likelihood under them: common values weigh little, rare
    ones much, so that a shared popular tool is not guilt.

    Returns
    -------
    Shape (cohorts,); NaN where fewer than two members show a value.
    """
    # the value an account shows first stands for it: one draw an account, as the null says
    value = links.held[number].astype(np.int64)
    mine = value[cohorts.account]
    known = mine >= 0
    if not known.any():
        return np.full(len(cohorts), np.nan)
    values = len(links.key)
    prevalence = np.bincount(value[value >= 0], minlength=values).astype(np.float64)
    total, distinct = prevalence.sum(), int((prevalence > 0).sum())
    pair = cohorts.cohort[known] * values + mine[known]
    cells, which, count = np.unique(pair, return_inverse=True, return_counts=True)
    cohort, cell = np.divmod(cells, values)
    size = np.bincount(cohorts.cohort[known], minlength=len(cohorts)).astype(np.float64)
    outside = np.maximum(prevalence[cell] - count, 0.0)
    base = (outside + 1.0) / (total - size[cohort] + distinct)
    log_null = count * np.log(base)
    within = links.within[cohorts.account[known]]
    home = _home(cohorts.cohort[known], within, len(cohorts))
    if (home >= 0).any():
        user = np.asarray(within >= 0, np.float64) * (within == home[cohorts.cohort[known]])
        users = np.asarray(np.bincount(cohorts.cohort[known], user, len(cohorts)), np.float64)
        showing = np.asarray(np.bincount(which, user, len(cells)), np.float64)
        own = _among(links.owned(number), home[cohort], values, cell, showing, users[cohort], base)
        log_null += showing * (np.log(own) - np.log(base))
        share = (users / np.maximum(size, 1.0))[cohort]
        base = share * own + (1.0 - share) * base
    gain = gammaln(count + URN * base) - gammaln(URN * base) - log_null
    log_e = np.bincount(cohort, weights=gain, minlength=len(cohorts))
    log_e -= gammaln(size + URN) - gammaln(URN)
    log_e[size < 2] = np.nan
    return np.asarray(log_e, dtype=np.float64)


def _home(cohort: Ints, within: Ints, cohorts: int) -> Ints:
    """Shape (cohorts,): account of which most members are end users judged apart; -1: of none."""
    home = np.full(cohorts, -1)
    user = within >= 0
    width = int(within.max(initial=0)) + 1
    pairs, count = np.unique(cohort[user] * width + within[user], return_counts=True)
    order = np.argsort(count, kind="stable")  # of several assignments to one place the last stays
    home[pairs[order] // width] = pairs[order] % width
    return home


def _among(
    owned: Owned, home: Ints, values: int, cell: Ints, showing: Floats, users: Floats, base: Floats
) -> Floats:
    """Prevalence of values among the end users of an account that are outside a cohort.

    Parameters
    ----------
    owned
        Counts of the observable, over `values` values in all.
    home, cell, showing, users, base
        Shape (cells,): account; value; its end users in the cohort that show the value, and that
        show any; the value's prevalence among everybody, to which that among few is shrunk, as
        the mean of a Dirichlet prior of strength `OWN`.

    Returns
    -------
    Shape (cells,); `base` where there is no account.
    """
    wanted = np.maximum(home, 0) * values + cell
    at = np.minimum(np.searchsorted(owned.pair, wanted), len(owned.pair) - 1)
    outside = np.where(owned.pair[at] == wanted, owned.users[at], 0) - showing
    others = owned.every[home] - users
    return np.where(home >= 0, (outside + OWN * base) / (others + OWN), base)
