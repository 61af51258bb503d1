"""Cards and keys that a few accounts share: told of each, whatever else is found of it."""

from __future__ import annotations

from typing import Any

import ibis
import numpy as np

from stillwatch.audit.leads import HELD
from stillwatch.audit.owners import of_one
from stillwatch.audit.population import Store
from stillwatch.audit.together import HANDFUL
from stillwatch.audit.units import Names
from stillwatch.store import relations


def cards(store: Store, names: Names) -> dict[str, list[dict[str, Any]]]:
    """Return who shares which card or key with whom, where two to `HANDFUL` accounts have it.

    Parameters
    ----------
    store
        The feature rows.
    names
        Key to (account, end user), of everybody: an end user has its account's card.

    Returns
    -------
    By account `{type, accounts, one_org}` of each value: who else has it, and whether all who do
    declare one organisation. Accounts that share none are left out.
    """
    found = [
        ((kind, number), who)
        for kind in sorted(HELD, reverse=True)
        if f"obs_{kind}" in store.rows.columns
        for number, who in enumerate(_values(store, kind, names))
    ]
    owned = of_one(store, names, dict(found))
    told: dict[str, list[dict[str, Any]]] = {}
    for value, who in found:
        for account in who:
            row = {"type": value[0], "accounts": sorted(who - {account}), "one_org": value in owned}
            told.setdefault(account, []).append(row)
    # a value is a hash: those whom it is shared with say which is told first
    return {
        account: sorted(rows, key=lambda row: (row["type"] != "payment", row["accounts"]))
        for account, rows in told.items()
    }


def _values(store: Store, kind: str, names: Names) -> list[frozenset[str]]:
    """Return the accounts that have each value, of those that a few have."""
    folded = relations.links(store.rows, f"obs_{kind}")
    some = folded.mutate(sharing=folded.account.count().over(ibis.window(group_by="key")))
    table = store.backend.to_pyarrow(some.filter(some.sharing >= 2).select("key", "account"))
    key, units = table["key"].to_numpy(), table["account"].to_numpy()
    if not len(key):
        return []
    known, place = np.unique(units, return_inverse=True)
    accounts, whose = np.unique([names[int(unit)][0] for unit in known], return_inverse=True)
    _, value = np.unique(key, return_inverse=True)
    pairs = np.unique(np.stack([value, whose[place]]), axis=1)
    count = np.bincount(pairs[0])
    few = pairs[:, (count[pairs[0]] >= 2) & (count[pairs[0]] <= HANDFUL)]
    held: dict[int, set[str]] = {}
    for at, account in few.T.tolist():
        held.setdefault(at, set()).add(str(accounts[account]))
    return [frozenset(who) for who in held.values()]
