"""Who is judged: accounts, and apart from each other the many end users of one account.

Whether an account passes on the requests of many others is known only when the whole log has
been read. So text work tells every end user apart, and those of accounts that have few are put
together again here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import pyarrow as pa

from stillwatch.detect.accounts.statistics import LEAST
from stillwatch.features.hashing import hash_names

MANY = 20
"""Distinct end users from which on an account is judged by end user, declared or not."""

Names = Mapping[int, tuple[str, str | None]]
"""Key of a unit to (account, end user)."""


class Everybody(frozenset[str]):
    """Set that every account is in: text work then tells all end users apart."""

    def __contains__(self, name: object) -> bool:
        return True


@dataclass(frozen=True)
class Units:
    """Which units are judged, and what they were told apart as."""

    names: dict[int, tuple[str, str | None]]
    """Units that are judged."""
    merged: pa.Table
    """Columns `unit`, `whole` (uint64): end users that are judged as their account."""


def people_of(names: Names, keys: Iterable[int]) -> tuple[list[str], list[str]]:
    """Return the accounts and the end users that units, given by their keys, are of: in order."""
    who = [names[int(key)] for key in keys]
    accounts = sorted({account for account, _ in who})
    return accounts, sorted({user for _, user in who if user is not None})


def passed_on(names: Names) -> dict[int, str]:
    """Return the units that are end users judged apart, and whose they are."""
    return {unit: account for unit, (account, user) in names.items() if user is not None}


def settle(
    names: Names,
    resellers: frozenset[str],
    key: bytes = b"",
    counts: Mapping[int, int] | None = None,
) -> Units:
    """Decide which accounts are judged by end user: those declared, and those with many.

    An end user with fewer than `LEAST` exchanges can't be measured. All such of an account are
    judged together, as what it sends in its own name: whoever makes up a user for each request
    would otherwise be judged in crumbs, and so not at all.

    Parameters
    ----------
    names
        Every unit that text work told apart.
    resellers
        Accounts that the account table declares to be resellers.
    key
        Secret under which text work hashed the names.
    counts
        Exchanges of each unit; without them no end user is too small.
    """
    users = Counter(account for account, user in names.values() if user is not None)
    few = {a for a, count in users.items() if count < MANY and a not in resellers}
    joined = {
        unit: account
        for unit, (account, user) in names.items()
        if user is not None and (account in few or (counts and counts.get(unit, 0) < LEAST))
    }
    ordered = sorted(set(joined.values()))
    whole = dict(zip(ordered, account_keys(ordered, key), strict=True))
    judged: dict[int, tuple[str, str | None]] = {}
    for unit, (account, user) in names.items():
        if unit in joined:
            judged[whole[account]] = (account, None)
        else:
            judged[unit] = (account, user)
    keys = [whole[account] for account in joined.values()]
    merged = pa.table({"unit": pa.array(joined, pa.uint64()), "whole": pa.array(keys, pa.uint64())})
    return Units(judged, merged)


def account_keys(accounts: list[str], key: bytes = b"") -> list[int]:
    """Return the keys that text work gives to accounts as a whole."""
    return [int(k) for k in hash_names((f"{len(name)}:{name}" for name in accounts), key)]
