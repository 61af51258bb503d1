"""Whether accounts are one customer's by what they say: what they share is then that customer's."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Hashable, Mapping
from typing import TypeVar

import ibis
import pyarrow as pa

from stillwatch import freemail
from stillwatch.audit.population import Store
from stillwatch.audit.units import Names

Key = TypeVar("Key", bound=Hashable)

BROAD = 0.5
"""Share of all accounts beyond which those of an organisation are no one customer's: it is the
firm itself, or what is written where nobody says whose an account is."""


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
    if not groups or "obs_org" not in store.rows.columns:
        return frozenset()
    told = store.rows.filter(store.rows.obs_org != 0)
    pairs = told.select("account", "obs_org").distinct()
    declared: dict[str, set[int]] = {}
    for row in store.backend.to_pyarrow(pairs).to_pylist():
        declared.setdefault(names[row["account"]][0], set()).add(row["obs_org"])
    most = BROAD * len({account for account, _ in names.values()})
    count = Counter(org for orgs in declared.values() for org in orgs)
    owner = {account: min(orgs) for account, orgs in declared.items() if len(orgs) == 1}
    owned = {account: org for account, org in owner.items() if count[org] <= most}
    return frozenset(
        key
        for key, accounts in groups.items()
        if accounts <= owned.keys() and len({owned[account] for account in accounts}) == 1
    )


SAID = ("org", freemail.KIND)
"""Observables by which accounts say whose they are."""

MOST = 0.8
"""Share of accounts that must say the same."""


def of_one_name(store: Store, names: Names, groups: Mapping[Key, frozenset[str]]) -> frozenset[Key]:
    """Return the keys of the groups of which most accounts go by one name.

    One organisation that they declare, or one mail domain that is no provider's of free mail.

    Parameters
    ----------
    store
        The feature rows.
    names
        Key to (account, end user), of everybody.
    groups
        Names of accounts.
    """
    units: dict[str, list[int]] = {}
    for unit, (account, _) in names.items():
        units.setdefault(account, []).append(unit)
    asked = {unit for accounts in groups.values() for name in accounts for unit in units[name]}
    found: set[Key] = set()
    for kind in SAID:
        told = _told(store, f"obs_{kind}", asked, names)
        for key, accounts in groups.items():
            said = Counter(value for account in accounts for value in told.get(account, ()))
            if said and max(said.values()) >= MOST * len(accounts):
                found.add(key)
    return frozenset(found)


def _told(
    store: Store, column: str, asked: Collection[int], names: Names
) -> dict[str, frozenset[int]]:
    """Return the values of an observable that each of some units' accounts showed."""
    if not asked or column not in store.rows.columns:
        return {}
    units = ibis.memtable(pa.table({"unit": pa.array(sorted(asked), pa.uint64())}))
    rows = store.rows.filter(store.rows[column] != 0).semi_join(
        units, store.rows.account == units.unit
    )
    found = store.backend.to_pyarrow(rows.select("account", column).distinct())
    free = frozenset(freemail.keys().tolist()) if column.endswith(freemail.KIND) else frozenset()
    told: dict[str, set[int]] = {}
    for unit, value in zip(*(found[name].to_pylist() for name in found.column_names), strict=True):
        if value not in free:
            told.setdefault(names[unit][0], set()).add(value)
    return {account: frozenset(values) for account, values in told.items()}
