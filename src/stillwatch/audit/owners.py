"""Whether accounts are one customer's by what they say: what they share is then that customer's."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Mapping
from typing import TypeVar

from stillwatch.audit.population import Store
from stillwatch.audit.units import Names
from stillwatch.store import freemail

Key = TypeVar("Key", bound=Hashable)

BROAD = 0.5
"""Share of all accounts beyond which those of an organisation are no one customer's: it is the
firm itself, or what is written where nobody says whose an account is."""

SAID = ("org", freemail.KIND)
"""Observables by which accounts say whose they are."""

MOST = 0.8
"""Share of accounts that must say the same to go by one name."""


def of_one(store: Store, names: Names, groups: Mapping[Key, frozenset[str]]) -> frozenset[Key]:
    """Return the keys of the groups whose accounts all declare one organisation, and no other.

    Parameters
    ----------
    store
        The feature rows.
    names
        Key to (account, end user), of everybody.
    groups
        Names of accounts.
    """
    said = _said(store, names, "org") if groups else {}
    owner = {account: next(iter(orgs)) for account, orgs in said.items() if len(orgs) == 1}
    count = Counter(org for orgs in said.values() for org in orgs)
    most = _many(names)
    owned = {account: org for account, org in owner.items() if count[org] <= most}
    return frozenset(
        key
        for key, accounts in groups.items()
        if accounts <= owned.keys() and len({owned[account] for account in accounts}) == 1
    )


def of_one_name(store: Store, names: Names, groups: Mapping[Key, frozenset[str]]) -> frozenset[Key]:
    """Return the keys of the groups of which most accounts go by one name (`MOST`).

    One organisation that they declare, or one mail domain that is no provider's of free mail, and
    that is not most accounts' (`BROAD`).

    Parameters
    ----------
    store, names, groups
        As for `of_one`.
    """
    found, most = set[Key](), _many(names)
    for kind in SAID if groups else ():
        said = _said(store, names, kind)
        count = Counter(value for values in said.values() for value in values)
        for key, accounts in groups.items():
            each = Counter(value for name in accounts for value in said.get(name, ()))
            shared = (value for value, n in each.items() if n >= MOST * len(accounts))
            if any(count[value] <= most for value in shared):
                found.add(key)
    return frozenset(found)


def _said(store: Store, names: Names, kind: str) -> dict[str, frozenset[int]]:
    """Return which organisations, or mail domains that are no free mail, each account showed."""
    column = f"obs_{kind}"
    if column not in store.rows.columns:
        return {}
    told = store.rows.filter(store.rows[column] != 0).select("account", column).distinct()
    table = store.backend.to_pyarrow(told)
    free = frozenset(freemail.keys().tolist()) if kind == freemail.KIND else frozenset()
    said: dict[str, set[int]] = {}
    for unit, value in zip(*(table[name].to_pylist() for name in table.column_names), strict=True):
        if value not in free:
            said.setdefault(names[unit][0], set()).add(value)
    return {account: frozenset(values) for account, values in said.items()}


def _many(names: Names) -> float:
    """Return how many accounts at most are one customer's."""
    return BROAD * len({account for account, _ in names.values()})
