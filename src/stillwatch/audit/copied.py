"""Accounts whose questions other members repeat: what those do is no evidence against them.

Whoever wants another account named can send again all that it asks, in its own words, from its
own range of addresses, within the hour. By everything that is shared the two are then one; only
who asked first tells them apart. So a member leaves a campaign when other members, two or more,
have together asked as much again as all of its questions, and it was the first to ask most of
these, and they hardly any: more than if all who ask a question were as likely to be first.

To shield a harvest so takes as many requests again, by two accounts or more for each that harvests,
which stay: whoever repeats many counts for one of them, or two accounts could free all others.
Copies that came first, of questions that could be foreseen, are not seen through.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from copy import copy
from typing import NamedTuple

import ibis
import numpy as np
import numpy.typing as npt
import pyarrow as pa
from scipy.special import xlogy

from stillwatch.audit.population import Store
from stillwatch.detect.accounts.state import ALL
from stillwatch.detect.campaigns.track import Tracked
from stillwatch.detect.detectors._words import counted
from stillwatch.detect.engine import Engine
from stillwatch.store.links import SMALLEST

Ints = npt.NDArray[np.int64]
Keys = npt.NDArray[np.uint64]

COPIERS = 2
"""Members that must repeat an account."""
SOME = 0.1
"""Least share of an account's questions that each of them repeats."""
WHOLE = 1.0
"""What these shares must come to together: two that repeat half, ten that repeat a tenth."""
COVERED = 0.5
"""Share of an account's questions that one or another of them repeats, at least."""
BEFORE = 0.6
"""Share of the questions that it has in common with them which it asked first, at least."""
AFTER = 0.2
"""Share of these that one of them asked first, at most: who repeats in turn is one of them."""
CHANCE = 0.01
"""Probability of so many firsts, at most, were whoever asks a question first by lot: of six that
draw from one pool each is first in a sixth."""
LEAST = 8
"""Questions that an account has asked: of fewer, too little is known."""


class Copied(NamedTuple):
    """How a member is repeated by others."""

    copiers: int
    """Other members that repeat at least `SOME` of its questions."""
    questions: int
    """Different ones that it has asked."""

    def words(self, campaign: str) -> str:
        """Say it, of an account that is no member because of it."""
        return (
            f"{counted(self.copiers, 'member')} of {campaign} each repeat a tenth or more of its "
            f"{counted(self.questions, 'different question')}, together as many as all of them, "
            "and it had asked most of these first: what it has in common with them is of their "
            "making, so that it is not counted among them"
        )


def released(engine: Engine, store: Store, campaigns: list[Tracked]) -> list[Tracked]:
    """Return campaigns without the members that others of them repeat (`Tracked.copied`).

    Where fewer than `cohorts.SMALLEST` are left, what remains is only watched.

    Parameters
    ----------
    engine
        After its last evaluation.
    store
        The feature rows.
    campaigns
        As tracked; those below `likely` are returned as they are.
    """
    return [_without(campaign, _copied(engine, store, campaign)) for campaign in campaigns]


def _without(campaign: Tracked, found: Mapping[int, Copied]) -> Tracked:
    if not found:
        return campaign
    out = copy(campaign)
    out.keep(np.isin(campaign.members, list(found), invert=True))
    out.copied = {account: how.words(campaign.id) for account, how in found.items()}
    if len(out.members) < SMALLEST:
        out.severity = "watch"
    return out


def _copied(engine: Engine, store: Store, campaign: Tracked) -> dict[int, Copied]:
    """Find the members that others repeat, by index; who was named and has left, too."""
    named = [unit for unit in campaign.joined if unit in engine.tracker.named]
    members = np.union1d(campaign.members, np.asarray(named, campaign.members.dtype))
    again = engine.state.column(ALL, "other")
    # nobody repeats anybody where hardly anything is asked that another had asked before
    if campaign.severity == "watch" or (again[members] >= SOME * LEAST).sum() < COPIERS:
        return {}
    keys = engine.population.keys[members]
    shared, counts = _asked(store, keys)
    asked = np.zeros(len(keys), dtype=np.int64)
    asked[np.searchsorted(keys, counts["account"].to_numpy())] = counts["n"].to_numpy()
    found = copies(
        shared["payload"].to_numpy(), np.searchsorted(keys, shared["account"].to_numpy()),
        shared["time"].to_numpy(), asked,
    )  # fmt: skip
    return {int(members[place]): how for place, how in found.items()}


def _asked(store: Store, keys: Keys) -> tuple[pa.Table, pa.Table]:
    """Return when each account first asked what several asked, and how much it asked in all.

    Columns `payload, account, time`, and `account, n`.
    """
    backend = store.backend
    wanted = ibis.memtable(pa.table({"account": pa.array(keys, pa.uint64())}))
    rows = store.rows.filter(store.rows.payload != 0).semi_join(wanted, "account")
    first = rows.group_by("payload", "account").agg(time=rows.time.min())
    every = backend.create_table("asked", first, temp=True, overwrite=True)
    askers = every.account.count().over(ibis.window(group_by="payload"))
    shared = every.mutate(askers=askers).filter(ibis._.askers > 1).drop("askers")
    told = (
        backend.to_pyarrow(shared),
        backend.to_pyarrow(every.group_by("account").agg(n=every.count())),
    )
    backend.drop_table("asked")
    return told


def copies(question: Keys, account: Ints, time: Ints, asked: Ints) -> dict[int, Copied]:
    """Find the accounts that others repeat, and that do not repeat these.

    As many of the others stay for each, and count for no further one.

    Parameters
    ----------
    question, account, time
        Shape (rows,): a row for each question that several have asked and account, as an index,
        that has, with when it first did.
    asked
        Shape (accounts,): different questions that each has asked in all.
    """
    accounts = len(asked)
    if not len(question):
        return {}
    order = np.lexsort((time, question))
    question, account, time = question[order], account[order], time[order]
    starts = np.flatnonzero(np.append(True, question[1:] != question[:-1]))
    sizes = np.diff(np.append(starts, len(question)))
    later = time > np.repeat(time[starts], sizes)
    # what several asked first, at the same moment, nobody did
    leader = np.where(np.add.reduceat(~later, starts, dtype=np.int64) == 1, account[starts], -1)
    first = np.repeat(leader, sizes)
    later &= first >= 0
    pair, both = np.unique(first[later] * accounts + account[later], return_counts=True)
    one, other = pair // accounts, pair % accounts
    repeats = (asked[one] >= LEAST) & (both >= SOME * asked[one])
    one, other, both = one[repeats], other[repeats], both[repeats]
    if not len(one):
        return {}
    number = np.repeat(np.arange(len(starts)), sizes)
    asks = _Asks(number, account, accounts)
    places, at = np.unique(one, return_index=True)
    found = {}
    for place, who, theirs in zip(
        places.tolist(), np.split(other, at[1:]), np.split(both, at[1:]), strict=True
    ):
        if len(who) >= COPIERS and theirs.sum() >= WHOLE * asked[place]:
            common = asks.common(place, who)
            if len(common) < COVERED * asked[place]:
                continue
            after = np.isin(leader[common], who).mean()
            if after <= AFTER and _first(leader[common] == place, sizes[common]):
                found[place] = dict(zip(who.tolist(), theirs.tolist(), strict=True))
    gone = _vouched(found, asked)
    return {place: Copied(len(found[place]), int(asked[place])) for place in gone}


def _first(led: npt.NDArray[np.bool_], askers: Ints) -> bool:
    """Tell whether an account was first to ask more of some questions than by lot.

    The bound is Hoeffding's (1963, theorem 1), which holds for trials of unequal chances.

    Parameters
    ----------
    led
        Shape (q,): whether it was the first to ask each.
    askers
        Shape (q,): how many asked each, it among them.
    """
    n, share, lot = len(led), float(led.mean()), float((1.0 / askers).mean())
    if share < BEFORE or share <= lot:
        return False
    return bool(n * (xlogy(share, share / lot) + xlogy(1 - share, (1 - share) / (1 - lot)))
                >= -np.log(CHANCE))  # fmt: skip


class _Asks:
    """Which questions each account asked, as numbers in order."""

    def __init__(self, number: Ints, account: Ints, accounts: int) -> None:
        self._number = number[np.argsort(account, kind="stable")]
        self._ends = np.cumsum(np.bincount(account, minlength=accounts))

    def of(self, place: int) -> Ints:
        return self._number[self._ends[place - 1] if place else 0 : self._ends[place]]

    def common(self, place: int, who: Ints) -> Ints:
        """Questions of one account that any of others asked too."""
        own = self.of(place)
        hit = np.zeros(len(own), dtype=bool)
        for other in who.tolist():
            theirs = self.of(other)
            hit |= theirs[np.minimum(np.searchsorted(theirs, own), len(theirs) - 1)] == own
        return own[hit]


def _vouched(found: Mapping[int, Mapping[int, int]], asked: Ints) -> list[int]:
    """Return the accounts that leave: for each, enough stay that count for no other.

    Parameters
    ----------
    found
        For each account, how many of its questions each of those who repeat it repeats.
    asked
        Shape (accounts,): different questions that each has asked.
    """
    busy = Counter(who for each in found.values() for who in each)
    gone, spent = set[int](), set[int]()
    for place in sorted(found, key=lambda place: (len(found[place]), place)):
        if place in spent:
            continue
        free = {who: n for who, n in found[place].items() if who not in gone and who not in spent}
        chosen, total = list[int](), 0
        for who in sorted(free, key=lambda who: (busy[who], -free[who], who)):
            if len(chosen) >= COPIERS and total >= WHOLE * asked[place]:
                break
            chosen.append(who)
            total += free[who]
        if len(chosen) >= COPIERS and total >= WHOLE * asked[place]:
            gone.add(place)
            spent.update(chosen)
    return sorted(gone)
