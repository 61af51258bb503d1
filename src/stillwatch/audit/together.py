"""Accounts of one list that share a card, a key or addresses, with one another or a few others.

Each is told for what it does alone. Two or three of one hand are too few for a group of their own,
and of a ring that hardly looks like a harvest one may be listed alone: nothing else would say that
they belong together.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

import ibis
import pyarrow as pa

from stillwatch.audit.leads import FIRM, HELD
from stillwatch.audit.owners import of_one
from stillwatch.audit.parts import RARE
from stillwatch.audit.population import Store
from stillwatch.audit.units import Names
from stillwatch.detect.detectors._sharing import MANY, PHRASES
from stillwatch.detect.detectors._words import counted
from stillwatch.report.wording import listed, neutralise, shorten
from stillwatch.store import relations

KINDS = tuple(sorted(FIRM, key=lambda kind: (kind == "ip_prefix", kind != "payment")))
"""Observables that may tie accounts, in the order in which they are told."""

BY_CHANCE = frozenset({"signup_day"})
"""Kinds of which two accounts have one value by chance, however few have it: three must."""

QUEUED = "; as they are in the review queue too, look at them together"
"""What is said last of accounts of the review queue."""

OWNED = ", all of one declared organisation"
"""What is said where only accounts of one customer show what is shared."""

UNQUEUED = "; none of these is listed alone in the review queue: look at them together all the same"
"""What is said last of those with whom one account of the review queue shares a card or a key."""

NAMED = 3
"""Accounts named in a sentence."""

HANDFUL = 15
"""Accounts in all that may show a card or a key for it to tie those in the queue, though most of
these are not in it: few of a ring may look like a harvest. A firm's card has more. Of a range of
addresses as small nothing is said where one alone of the queue has it: in two simulated worlds 150
of 1,140 accounts with such a range were of campaigns, and 484 of all 4,188; with such a card, 71
of 333."""


class Value(NamedTuple):
    """A value that accounts of the list share."""

    held: frozenset[str]
    """Those of the list that show it."""
    outside: frozenset[str]
    """Other accounts that do."""


class Sharing(NamedTuple):
    """What an account shares of one kind with others of the list."""

    kind: str
    who: tuple[str, ...]
    """With whom, over all values."""
    values: int
    """How many of the kind it shares; 1 if one of them is shared by all of these."""
    outside: int
    """Accounts not in the list that show any of these."""
    rare: bool
    """Whether those are hardly any, beside the ones in the list."""


class Part(NamedTuple):
    """What an account shares with others of the list, or with those beyond it."""

    shared: list[Sharing]
    owned: bool
    """Whether all who show it are of one declared organisation."""
    last: str
    """What is said last."""


def together(
    store: Store,
    keys: Mapping[int, str],
    names: Names,
    *,
    kinds: Sequence[str] = KINDS,
    place: str = "the queue",
    last: str = QUEUED,
    unlisted: str = "",
) -> dict[str, dict[str, Any]]:
    """Find which of some accounts share what hardly anybody else has, or a card of a handful.

    Parameters
    ----------
    store
        The feature rows.
    keys
        Accounts by key.
    names
        Key to (account, end user), of everybody: an end user has its account's card.
    kinds
        Observables that may tie them.
    place, last
        The list that they are in, in words, and what is said last.
    unlisted
        What is said last of a card or a key of a handful that one of the list alone has; empty:
        of these nothing is said.

    Returns
    -------
    By account `{types, accounts, one_org, statement, tied}`: of what kind, with whom, whether all
    who show it are of one declared organisation, in words, and whether it shares any with others of
    the list and not only within one organisation. Those who share nothing are left out.
    """
    # by account, and whether with others of the list
    found: dict[tuple[str, bool], list[Sharing]] = {}
    holders: dict[tuple[str, bool], frozenset[str]] = {}
    listed = frozenset(keys.values())
    for kind in kinds:
        if not keys or f"obs_{kind}" not in store.rows.columns:
            continue
        every = _values(store, kind, keys, names)
        lone = [one for one in every if unlisted and len(one.held) == 1 and _handful(kind, one)]
        for among, values in (
            (True, [one for one in every if _ties(kind, one)]),
            # seen from the one that is listed, those are the others who have it
            (False, [Value(one.held | one.outside, frozenset()) for one in lone if one.outside]),
        ):
            for account in sorted({name for one in values for name in one.held} & listed):
                mine = [one for one in values if account in one.held]
                found.setdefault((account, among), []).append(_sharing(kind, account, mine))
                theirs = (one.held | one.outside for one in mine)
                holders[account, among] = holders.get((account, among), frozenset()).union(*theirs)
    owned = of_one(store, names, holders)
    told: dict[str, list[Part]] = {}
    for account, among in sorted(found, key=lambda who: not who[1]):
        own, end = (account, among) in owned, last if among else unlisted
        told.setdefault(account, []).append(Part(found[account, among], own, end))
    return {
        account: _row(parts, place) | {"tied": (account, True) in found.keys() - owned}
        for account, parts in told.items()
    }


def _row(parts: list[Part], place: str) -> dict[str, Any]:
    """Tell of one account what it shares with others of the list, and with those beyond it."""
    shared = [one for part in parts for one in part.shared]
    return {
        "types": list(dict.fromkeys(one.kind for one in shared)),
        "accounts": sorted({name for one in shared for name in one.who}),
        "one_org": all(part.owned for part in parts),  # the account's own, so one and the same
        "statement": ". ".join(
            f"It {'also ' * (part is not parts[0])}shares {_told(part.shared, place)}"
            f"{OWNED * part.owned}{part.last}"
            for part in parts
        ),
    }


def _handful(kind: str, value: Value) -> bool:
    return kind in HELD and len(value.held) + len(value.outside) <= HANDFUL


def _ties(kind: str, value: Value) -> bool:
    """Whether a value ties those of the list that show it."""
    least = 3 if kind in BY_CHANCE else 2
    rare = len(value.outside) <= RARE * len(value.held)
    return len(value.held) >= least and (rare or _handful(kind, value))


def _values(store: Store, kind: str, keys: Mapping[int, str], names: Names) -> list[Value]:
    """Return the values of a kind that any of some accounts show, and who else does."""
    wanted = ibis.memtable(pa.table({"account": pa.array(sorted(keys), pa.uint64())}))
    folded = relations.links(store.rows, f"obs_{kind}")
    theirs = folded.semi_join(wanted, "account").select("key").distinct()
    holders = folded.semi_join(theirs, "key").order_by("key", "account").select("key", "account")
    of: dict[int, list[int]] = {}
    for row in store.backend.to_pyarrow(holders).to_pylist():
        of.setdefault(row["key"], []).append(row["account"])
    out = []
    for units in of.values():
        held = frozenset(keys[unit] for unit in units if unit in keys)
        out.append(Value(held, frozenset(names[unit][0] for unit in units) - held))
    return out


def _sharing(kind: str, account: str, values: Iterable[Value]) -> Sharing:
    """Put together what an account shares of one kind; a value that all have says it all."""
    values = list(values)
    everybody = frozenset().union(*(value.held for value in values))
    values = [value for value in values if value.held == everybody][:1] or values
    outside = frozenset().union(*(value.outside for value in values))
    rare = all(len(value.outside) <= RARE * len(value.held) for value in values)
    return Sharing(kind, tuple(sorted(everybody - {account})), len(values), len(outside), rare)


def _told(shared: Iterable[Sharing], place: str) -> str:
    """Say what is shared with whom, and who else has it; what is alike in these is told at once."""
    by_whom: dict[tuple[str, tuple[str, ...], int], list[str]] = {}
    for one in shared:
        else_ = _else(one, place)
        if one.values == 1:
            by_whom.setdefault((else_, one.who, 1), []).append(PHRASES[one.kind])
        else:
            what = f"{one.values:,} {MANY[one.kind]}"
            by_whom.setdefault((else_, one.who, 2), []).append(what)
    parts: dict[str, list[str]] = {}
    for (else_, who, many), kinds in by_whom.items():
        each = " (each with some of them)" if many > 1 and len(who) > 1 else ""
        parts.setdefault(else_, []).append(f"{listed(kinds)} with {_names(who)}{each}")
    said = [f"{listed(some)}, which {else_}" for else_, some in parts.items()]
    return ", and ".join(said)


def _else(one: Sharing, place: str) -> str:
    """Say who else has what an account shares."""
    if not one.outside:
        return "nobody else has"
    if one.rare:
        return "hardly anybody else has"
    have = "has" if one.outside == 1 else "have"
    return f"{counted(one.outside, 'account')} not in {place} {have} too"


def _names(who: tuple[str, ...]) -> str:
    shown = [shorten(neutralise(name), 40) for name in who[:NAMED]]
    return listed([*shown, *([f"{len(who) - NAMED:,} more"] if len(who) > NAMED else [])])
