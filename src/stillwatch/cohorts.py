"""Cohorts: groups of accounts that may belong together, nominated cheaply and in number.

Two ways to form one: its members share an observable, or their harvest slices lie close
together in lifecycle, rate and content with nothing shared. Inside an observable that many
people share (an address of a university, a reseller, a popular tool) the cohort is the part of
the group whose own exchanges look like a harvest. Nomination proves nothing; tests follow.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
from scipy.spatial import cKDTree
from scipy.special import bdtrc, gammaln

from stillwatch.accounts.content import Content
from stillwatch.accounts.statistics import LEAST, Accounts

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]

SMALLEST = 3
"""Members that make a cohort."""

BALL = 12
"""Accounts in a cohort of those that lie close together."""

CHANCE = 0.2
"""Probability up to which so many suspects behind one observable are more than chance."""

NEVER = 2**31 - 1
"""An hour that does not come."""

URN = 2.0
"""Strength of the prevalence of an observable in the urn that members draw from, in accounts."""

OWN = 20.0
"""Strength of everybody's prevalence in that among the end users of one account, in end users."""

CONTENT_UNIT = 0.6
"""Weight of a direction of content against the lifecycle, in units of its noise."""


@dataclass(frozen=True)
class Links:
    """Who shares what: one row an observable value and account, sorted by `code`."""

    types: tuple[str, ...]
    kind: npt.NDArray[np.int16]
    """Shape (values,): index into `types`."""
    key: npt.NDArray[np.uint64]
    """Shape (values,): key of each value."""
    code: Ints
    """Shape (rows,): number of the value, ascending."""
    account: Ints
    """Shape (rows,): index of the account."""
    first: npt.NDArray[np.int32]
    """Shape (rows,): hour at which the account first showed the value."""
    when: npt.NDArray[np.int32]
    """Shape (rows,): hour from which the row counts: `SMALLEST` accounts show the value by then."""
    held: npt.NDArray[np.int32]
    """Shape (types, A): number of the value that each account showed first; -1: none."""
    since: Ints
    """Shape (types,): hour at which anyone first showed a value of the type, shared or not."""
    within: Ints
    """Shape (A,): number of the account that each is an end user of and judged apart; -1: none."""
    now: int = NEVER
    """Hour before which all of this was known."""

    @classmethod
    def build(
        cls,
        types: tuple[str, ...],
        kind: npt.NDArray[np.int16],
        key: npt.NDArray[np.uint64],
        account: Ints,
        first: npt.NDArray[np.int32],
        accounts: int,
        since: Ints | None = None,
        within: Ints | None = None,
    ) -> Links:
        """Return links from plain rows (kind, key, account, first), each of shape (rows,).

        `since` is read off the rows if it is not given: right where these are of all values.
        Without `within`, nobody is an end user of another.
        """
        if within is None:
            within = np.full(accounts, -1)
        if since is None:
            since = np.full(len(types), NEVER)
            np.minimum.at(since, kind, first)
        order = np.lexsort((account, key, kind))
        kind, key, account, first = kind[order], key[order], account[order], first[order]
        new = np.ones(len(key), dtype=bool)
        new[1:] = (key[1:] != key[:-1]) | (kind[1:] != kind[:-1])
        code = np.cumsum(new) - 1
        held = np.full((len(types), accounts), -1, dtype=np.int32)
        when = _shared(code, first)
        return cls(
            types, kind[new], key[new], code, account, first, when, held, since, within
        )._holding()

    def tell(self, kind: str) -> bool:
        """Whether the log told anything of an observable so far: without it, none is shared."""
        return kind in self.types and bool(self.since[self.types.index(kind)] < self.now)

    def known(self, now: int) -> Links:
        """Return what at least `SMALLEST` accounts had shown before hour `now`.

        Values keep their numbers. Whoever shares a value later must not count yet: what is known
        of a log does not change as the log grows.
        """
        keep = self.when < now
        return replace(
            self, code=self.code[keep], account=self.account[keep], first=self.first[keep],
            when=self.when[keep], now=now,
        )._holding()  # fmt: skip

    def only(self, kind: str) -> Links:
        """Return the rows of one observable; values keep their numbers."""
        rows = self.rows(kind)
        return replace(
            self, code=self.code[rows], account=self.account[rows], first=self.first[rows],
            when=self.when[rows],
        )._holding()  # fmt: skip

    def rows(self, kind: str) -> slice:
        """Where the rows of an observable are: values are numbered by type."""
        if kind not in self.types:
            return slice(0)
        number = self.types.index(kind)
        values = np.searchsorted(self.kind, [number, number + 1])
        return slice(*np.searchsorted(self.code, values))

    def _holding(self) -> Links:
        """Return the same with `held` read off the rows."""
        held = np.full_like(self.held, -1)
        for number, kind in enumerate(self.types):
            rows = self.rows(kind)
            earliest = np.full(held.shape[1], np.iinfo(np.int64).max)
            shown = self.first[rows].astype(np.int64) << 32 | self.code[rows]
            np.minimum.at(earliest, self.account[rows], shown)
            some = earliest < np.iinfo(np.int64).max
            held[number, some] = earliest[some] & (2**32 - 1)
        return replace(self, held=held)

    def counts(self, inside: Bools) -> tuple[Ints, Ints]:
        """Accounts inside and outside a set that show each value: shape (values,) each."""
        chosen = inside[self.account]
        here = np.bincount(self.code[chosen], minlength=len(self.key))
        return here, np.bincount(self.code, minlength=len(self.key)) - here


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


def _shared(code: Ints, first: npt.NDArray[np.int32]) -> npt.NDArray[np.int32]:
    """Shape (rows,): hour from which each row is of an account that shares a value with others."""
    if not len(code):
        return first
    order = np.lexsort((first, code))
    start = np.flatnonzero(np.append(True, code[1:] != code[:-1]))
    place = start + SMALLEST - 1
    enough = place < np.append(start[1:], len(code))
    since = np.full(len(start), NEVER, dtype=np.int32)
    since[enough] = first[order[place[enough]]]
    return np.maximum(first, since[code])


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
        column = np.nan_to_num(column, nan=float(np.nanmedian(column)))
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
        user = (within >= 0) & (within == home[cohorts.cohort[known]])
        users = np.bincount(cohorts.cohort[known], weights=user, minlength=len(cohorts))
        showing = np.bincount(which, weights=user, minlength=len(cells))
        own = _among(links, value, home[cohort], cell, showing, users[cohort], base)
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
    links: Links, value: Ints, home: Ints, cell: Ints, showing: Floats, users: Floats, base: Floats
) -> Floats:
    """Prevalence of values among the end users of an account that are outside a cohort.

    Parameters
    ----------
    value
        Shape (A,): value that each account showed first; -1: none.
    home, cell, showing, users, base
        Shape (cells,): account; value; its end users in the cohort that show the value, and that
        show any; the value's prevalence among everybody, to which that among few is shrunk.

    Returns
    -------
    Shape (cells,); `base` where there is no account.
    """
    user = (links.within >= 0) & (value >= 0)
    values, accounts = len(links.key), int(links.within.max()) + 1
    pairs, count = np.unique(links.within[user] * values + value[user], return_counts=True)
    wanted = np.maximum(home, 0) * values + cell
    at = np.minimum(np.searchsorted(pairs, wanted), len(pairs) - 1)
    outside = np.where(pairs[at] == wanted, count[at], 0) - showing
    others = np.bincount(links.within[user], minlength=accounts)[home] - users
    return np.where(home >= 0, (outside + OWN * base) / (others + OWN), base)
