"""Whether accounts are all of one declared organisation: what they share is then one customer's."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Mapping
from typing import TypeVar

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
