"""Accounts of one list that share a card, a key or addresses with one another.

Each is told for what it does alone. Two or three of one hand are too few for a group of their own,
and nothing else would say that they belong together.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

import ibis
import pyarrow as pa

from stillwatch import relations
from stillwatch.audit.leads import FIRM, HELD
from stillwatch.audit.owners import of_one
from stillwatch.audit.parts import RARE
from stillwatch.audit.population import Store
from stillwatch.audit.units import Names
from stillwatch.detectors._sharing import MANY, PHRASES
from stillwatch.detectors._words import counted
from stillwatch.report.wording import listed, neutralise, shorten

KINDS = tuple(sorted(FIRM, key=lambda kind: (kind == "ip_prefix", kind != "payment")))
"""Observables that may tie accounts, in the order in which they are told."""

BY_CHANCE = frozenset({"signup_day"})
"""Kinds of which two accounts have one value by chance, however few have it: three must."""

QUEUED = "; as they are in the review queue too, look at them together"
"""What is said last of accounts of the review queue."""

OWNED = ", all of one declared organisation"
"""What is said where only accounts of one customer show what is shared."""

NAMED = 3
"""Accounts named in a sentence."""

HANDFUL = 15
"""Accounts in all that may show a card or a key for it to tie two in the queue, though most of
these are not in it: few of a ring may look like a harvest. A firm's card has more."""


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


def together(
    store: Store,
    keys: Mapping[int, str],
    names: Names,
    *,
    kinds: Sequence[str] = KINDS,
    place: str = "the queue",
    last: str = QUEUED,
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

    Returns
    -------
    By account `{types, accounts, one_org, statement}`: of what kind, with whom, whether all who
    show it are of one declared organisation, and in words. Those who share nothing are left out.
    """
    found: dict[str, list[Sharing]] = {}
    holders: dict[str, frozenset[str]] = {}
    for kind in kinds:
        if len(keys) > 1 and f"obs_{kind}" in store.rows.columns:
            values = _values(store, kind, keys, names)
            for account in sorted({account for value in values for account in value.held}):
                mine = [value for value in values if account in value.held]
                found.setdefault(account, []).append(_sharing(kind, account, mine))
                every = (value.held | value.outside for value in mine)
                holders[account] = holders.get(account, frozenset()).union(*every)
    owned = of_one(store, names, holders)
    return {
        account: {
            "types": [one.kind for one in shared],
            "accounts": sorted({name for one in shared for name in one.who}),
            "one_org": account in owned,
            "statement": f"It shares {_told(shared, place)}{OWNED * (account in owned)}{last}",
        }
        for account, shared in found.items()
    }


def _values(store: Store, kind: str, keys: Mapping[int, str], names: Names) -> list[Value]:
    """Return the values of a kind that some show and hardly others, or a handful in all."""
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
        outside = frozenset(names[unit][0] for unit in units) - held
        few = kind in HELD and len(held) + len(outside) <= HANDFUL
        least = 3 if kind in BY_CHANCE else 2
        if len(held) >= least and (few or len(outside) <= RARE * len(held)):
            out.append(Value(held, outside))
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
