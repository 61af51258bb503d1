"""Who belongs: a cohort is refined into members that themselves carry its marks.

An account's evidence is the likelihood of its own statistics under what the other members show,
over their likelihood under everybody else. Statistics are normal scores of ranks, so that the
background is close to a standard normal; both sides are normal with full covariance (quadratic
discriminant), so that related statistics are not counted twice. What accounts ask about adds how
close it is to the members' own. Observables add the ratio of how common the account's values are
inside and outside, the account itself left out, capped, so that copying a member's plumbing never
suffices.

All of that says how like the members an account is, and others can make themselves like it: they
choose what they share with it and how they behave. So nobody is named who by itself looks less
like a harvest than most do (`speaks`): that is what others can bring about least, by filling the
reference with accounts that look like one even less.
A group is judged with such accounts in it: a class from which they were taken first would look
like a harvest.
"""

from __future__ import annotations

from collections.abc import Iterator
from copy import copy
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.special import ndtri

from stillwatch.detect.accounts.content import Content
from stillwatch.detect.accounts.statistics import LEAST, Accounts
from stillwatch.store.links import Links

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]

STATISTICS = (
    "harvest_share", "harvest", "elicitation", "one_shot", "repeats", "rhythm", "load",
    "onset", "offset", "length", "output", "focus", "slice_rhythm", "age", "overlap", "breadth",
    "spacing", "single",
)  # fmt: skip

SHARED_CAP = 5.0
"""Most that observables together may add to an account's log likelihood ratio."""

STRENGTH, SHRUNK = 6.0, 0.7
"""Prior of a member's spread: worth so many accounts, at this share of the background's."""

WIDER = 1.2
"""Factor on the spread of those kept so far: whoever was at the edge has been pruned."""

SHARED_FLOOR, CONTENT_FLOOR = -3.0, -3.0
"""Least that observables together, and content, may add: an account may have its own network or
its own share of a queue."""

CONTENT_CUT = 4.0
"""Normal score beyond which closeness of content says nothing more."""

CONTENT_MOST = 10.0
"""Most that closeness of content may add."""

SPEAKS = 0.5
"""Share of everybody whose suspicion a member's must exceed, whatever it has in common with others.
Of campaign accounts that were found in a labelled world 1 in 300 lay below; so does a third of
ordinary accounts with enough harvest-like requests to be compared at all."""

PASSES = 8

LEAST_OTHERS = 6
"""Accounts with harvest-like requests, beside a group's, without which nobody can belong to it."""

TOLD = 2.0
"""Accounts to a statistic from which the background's covariance is believed as it is; that of
fewer is shrunk towards that of independent standard normal scores."""


@dataclass(frozen=True)
class Members:
    """A refined campaign."""

    accounts: Ints
    """Indices of members, ascending."""
    log_lr: Floats
    """Shape (members,): each account's log likelihood ratio; at most `SHARED_CAP` of it is what it
    shares, which leaves itself out."""

    def without(self, left: Bools) -> Members:
        """Return the others: `left`, shape (members,), marks those to leave out."""
        return Members(self.accounts[~left], self.log_lr[~left])

    def joined(self, others: Members) -> Members:
        """Return these and those of `others` that are not among them."""
        new = np.isin(others.accounts, self.accounts, invert=True)
        accounts = np.append(self.accounts, others.accounts[new])
        log_lr = np.append(self.log_lr, others.log_lr[new])
        order = np.argsort(accounts)
        return Members(accounts[order], log_lr[order])


def speaks(suspicion: Floats, reference: Bools) -> Bools:
    """Accounts whose own exchanges speak for a harvest more than those of most do.

    Parameters
    ----------
    suspicion
        Shape (A,): how much each account by itself looks like a harvest.
    reference
        Shape (A,): accounts that stand for everybody.
    """
    usual = suspicion[reference]
    return np.asarray(suspicion > (np.quantile(usual, SPEAKS) if len(usual) else -np.inf))


def scores(accounts: Accounts) -> Floats:
    """Return normal scores of the statistics: shape (A, len(STATISTICS)); 0 where not known."""
    size = len(accounts.n)
    columns = [
        np.nan_to_num(accounts.scores[name]) if name in accounts.scores else np.zeros(size)
        for name in STATISTICS
    ]
    return np.column_stack(columns)


class Field:
    """The accounts among which campaigns are told apart at one hour.

    Parameters
    ----------
    accounts, links, content
        What is known at this hour.
    reference
        Shape (A,): accounts that stand for the background.
    """

    def __init__(
        self,
        accounts: Accounts,
        links: Links,
        content: Content,
        reference: Bools,
    ) -> None:
        able = accounts.seen & (accounts.n_slice >= LEAST)
        self.size = len(able)
        self.index = np.flatnonzero(able)
        """Shape (n,): the accounts whose slice can be measured."""
        self._place = np.full(self.size, -1, dtype=np.int64)
        self._place[self.index] = np.arange(len(self.index))
        self._seen = int(accounts.seen.sum())
        rows = able[links.account]
        self._code, self._account = links.code[rows], self._place[links.account[rows]]
        self._kind = links.kind
        self._by_account = np.argsort(self._account, kind="stable")
        ordered = self._account[self._by_account]
        self._first = np.searchsorted(ordered, np.arange(len(self.index) + 1))
        self._total = np.bincount(links.code, minlength=len(links.key))
        self._measure(accounts, content, reference)

    def against(self, accounts: Accounts, content: Content, reference: Bools) -> Field:
        """Return the same accounts, with what they share, as compared with another background."""
        other = copy(self)
        other._measure(accounts, content, reference)
        return other

    def _measure(self, accounts: Accounts, content: Content, reference: Bools) -> None:
        self._points = scores(accounts)[self.index]
        self._light = self._points.astype(np.float32)
        self.reference = reference
        """Shape (A,): accounts that stand for the background."""
        self._reference = reference[self.index]
        self._content = content.take(self.index)
        pool = self._points[self._reference]
        self._count, self._sum, self._outer = len(pool), pool.sum(axis=0), pool.T @ pool
        self.enough = self._left(np.zeros(0, dtype=np.int64)) > 0

    def _left(self, members: Ints) -> int:
        """Size of the background without members; 0 where it is too small to tell anything."""
        left = self._count - int(self._reference[members].sum())
        return left if left >= LEAST_OTHERS else 0

    def _background(self, members: Ints, left: int) -> tuple[Floats, Floats, Floats]:
        """Mean, spreads and whitening of everybody else: a campaign must not hide in it."""
        held = self._points[members[self._reference[members]]]
        mean = (self._sum - held.sum(axis=0)) / left
        cov = (self._outer - held.T @ held - left * np.outer(mean, mean)) / (left - 1)
        cov += 0.05 * np.eye(len(mean))
        # few others tell little of how statistics go together, and normal scores are standard
        told = min(left / (TOLD * len(mean)), 1.0)
        mean, cov = told * mean, told * cov + (1.0 - told) * np.eye(len(mean))
        return mean, np.sqrt(np.diag(cov)), np.linalg.inv(np.linalg.cholesky(cov)).T

    def local(self, accounts: Ints) -> Ints:
        """Positions in `index` of those accounts that have one."""
        place = self._place[accounts]
        return place[place >= 0]

    def kin(self, members: Ints) -> Ints:
        """Accounts more like members than like everybody else, themselves included.

        By the likelihood ratio of an account's own statistics and of what it shares.

        Parameters
        ----------
        members
            Positions in `index`.

        Returns
        -------
        Positions in `index`, ascending: shape (kin,).
        """
        own = self.own(members)
        able = own > -SHARED_CAP
        able[members] = True
        who = np.flatnonzero(able)
        shared = np.clip(self.shared(members, who), SHARED_FLOOR, SHARED_CAP)
        return np.union1d(who[own[who] + shared > 0], members)

    def own(self, members: Ints) -> Floats:
        """Log likelihood ratio of each account's own statistics: shape (n,).

        `members` are positions in `index`, as in `shared`.
        """
        count, left = len(members), self._left(members)
        if not left:
            return np.zeros(len(self.index))
        mean_out, sd_out, whiten = self._background(members, left)
        core = self._points[members]
        mean = core.mean(axis=0)
        # each spread is shrunk towards most of the background's, the more the fewer members
        # there are; correlations are the background's: a few members cannot tell their own
        square = ((core - mean) ** 2).sum(axis=0) + STRENGTH * (SHRUNK * sd_out) ** 2
        sd = WIDER * np.sqrt(square / (count - 1 + STRENGTH) * (1 + 1 / count))
        outside = self._squares(mean_out, whiten)
        inside = self._squares(mean, (sd_out / sd)[:, None] * whiten)
        ratio = 0.5 * (outside - inside) - np.log(sd / sd_out).sum()
        # whoever no closeness of content could lift above 0 belongs in no case
        able = ratio > -CONTENT_MOST
        able[members] = True
        who = np.flatnonzero(able)
        ratio += CONTENT_FLOOR
        ratio[who] += self.content(members, who) - CONTENT_FLOOR
        return np.asarray(np.clip(ratio, -30.0, 30.0))

    def _squares(self, centre: Floats, whiten: Floats) -> Floats:
        """Squared distance of each account from a centre, in single precision: shape (n,)."""
        away = self._light @ whiten.astype(np.float32)
        away -= (centre @ whiten).astype(np.float32)
        return np.asarray(np.einsum("ij,ij->i", away, away), dtype=np.float64)

    def content(self, members: Ints, who: Ints) -> Floats:
        """Log likelihood ratio of how close accounts' content is to the members': (len(who),).

        Closeness is `Content.ratio`, as a normal score among everybody else. `who` are positions
        in `index` which include the members.
        """
        ratio = self._content.ratio(members)
        others = self._reference.copy()
        others[members] = False
        ordered = np.sort(ratio[others])
        place = (np.searchsorted(ordered, ratio[who]) + 0.5) / (len(ordered) + 1.0)
        score = np.clip(ndtri(place), -CONTENT_CUT, CONTENT_CUT)
        core = score[np.searchsorted(who, members)]
        square = ((core - core.mean()) ** 2).sum() + STRENGTH * SHRUNK**2
        sd = np.sqrt(square / (len(members) - 1 + STRENGTH) * (1 + 1 / len(members)))
        inside = -0.5 * ((score - core.mean()) / sd) ** 2 - np.log(sd)
        # content still closer to the members' than theirs is no reason against belonging
        inside = np.where(score > core.mean(), -np.log(sd), inside)
        return np.asarray(np.clip(inside + 0.5 * score**2, CONTENT_FLOOR, CONTENT_MOST))

    def shared(self, members: Ints, who: Ints) -> Floats:
        """Sum over observable types of the log ratio of inside to outside prevalence.

        An account's own values are left out of what it is compared with.

        Parameters
        ----------
        members, who
            Positions in `index`: the campaign's accounts, and those to compare, which include them.

        Returns
        -------
        Shape (len(who),).
        """
        inside = np.zeros(len(self.index), dtype=bool)
        inside[members] = True
        held = self._code[self._by_account[_ranges(self._first, members)]]
        here = np.bincount(held, minlength=len(self._total))
        count, others = len(members), max(self._seen - len(members), 1)
        # only values that a fair part of the members shares mark the campaign at all
        telling = here >= max(3.0, 0.1 * count)
        code = self._code[self._by_account[_ranges(self._first, who)]]
        place = np.repeat(np.arange(len(who)), self._first[who + 1] - self._first[who])
        code, place = code[telling[code]], place[telling[code]]
        mine = inside[who[place]]
        base = (self._total[code] - here[code] - ~mine + 1.0) / (others + 1.0)
        base = np.maximum(base, 1.0 / (others + 1.0))
        ratio = np.log((here[code] - mine + 0.5 * base) / (count * base + 0.5))
        best = np.full((int(self._kind.max(initial=-1)) + 1, len(who)), -np.inf)
        np.maximum.at(best, (self._kind[code], place), ratio)
        covered = np.isfinite(best[:, inside[who]]).mean(axis=1)
        missing = np.log(np.maximum(1.0 - covered, 0.05))[:, None]
        kinds = np.unique(self._kind[telling])
        value = np.where(np.isfinite(best), np.clip(best, -2.0, 6.0), missing)
        return np.asarray(0.5 * value[kinds].sum(axis=0))


def _ranges(start: Ints, numbers: Ints) -> Ints:
    """Return the rows of some groups, where rows of group `i` are `start[i]:start[i + 1]`."""
    low, count = start[numbers], start[numbers + 1] - start[numbers]
    shift = np.repeat(low - (np.cumsum(count) - count), count)
    return np.asarray(np.arange(len(shift)) + shift, dtype=np.int64)


def steps(
    seed: Ints, field: Field, eligible: Bools, *, least_posterior: float
) -> Iterator[Members]:
    """Grow and prune a cohort step by step, until its membership settles.

    The first step prunes the seed; each further one may grow by half. Which step to believe is
    for the caller to judge: growth that takes in others makes a group less alike.

    Parameters
    ----------
    seed
        Indices of the cohort's accounts.
    field
        What is known at this hour.
    eligible
        Shape (A,): accounts that may be members (not licensed, not in another campaign).
    least_posterior
        Probability of membership that takes an account in.
    """
    free = eligible[field.index]
    members = field.local(seed[eligible[seed]])
    if not field.enough:
        return
    for step in range(PASSES):
        if len(members) < 3:
            break
        own = field.own(members)
        prior = np.log(len(members) / max(int(free.sum()) - len(members), 1))
        needed = np.log(least_posterior / (1 - least_posterior)) - prior
        # whoever observables cannot lift above the bar need not be looked at
        able = free & (own > max(needed - SHARED_CAP, 0.0))
        if step == 0:
            # a seed's own accounts were nominated: they stay unless their marks speak against it
            able, needed = np.zeros(len(free), dtype=bool), 0.0
        able[members] = True
        who = np.flatnonzero(able)
        log_lr = own[who] + np.clip(field.shared(members, who), SHARED_FLOOR, SHARED_CAP)
        fit = free[who] & (log_lr >= needed) & (own[who] > 0)
        settled, log_lr = who[fit], log_lr[fit]
        most = max(int(1.5 * len(members)), len(members) + 3)
        if len(settled) > most:
            best = np.sort(np.argsort(-log_lr, kind="stable")[:most])
            settled, log_lr = settled[best], log_lr[best]
        yield Members(field.index[settled], log_lr)
        if step and np.array_equal(settled, members):
            break
        members = settled
