"""Accounts that one card pays for, nearly all of which ask for what reads like a harvest.

Too few or too unlike for a group, or with too little that reads so; what they share is the hardest
thing to come by. Nobody is named for it: a family, a shop or a small firm pays with one card, too.
"""

from __future__ import annotations

from typing import Any

import ibis
import pyarrow as pa

from stillwatch import relations
from stillwatch.accounts.statistics import LEAST
from stillwatch.audit.leads import HELD
from stillwatch.audit.owners import of_one
from stillwatch.audit.population import Store
from stillwatch.audit.units import Names
from stillwatch.detectors._sharing import PHRASES
from stillwatch.detectors._words import counted

ALIKE = 0.8
"""Share of the accounts of a card that must have sent `LEAST` harvest-like requests or more."""

BROAD = 50
"""Accounts of one card from which on it is a reseller's, or what is written where none is known."""

KNOWN = 0.5
"""Share of them that are in a campaign, a group or with its leads beyond which they are told."""

ROWS = 10
"""Longest list."""


def purses(
    store: Store, names: Names, rows: pa.Table, known: frozenset[str]
) -> list[dict[str, Any]]:
    """List accounts that share a card or a key and are looked at nowhere else: the most first.

    Parameters
    ----------
    store
        The feature rows.
    names
        Key to (account, end user), of everybody: an end user has its account's card.
    rows
        The account table: `account, exchanges, harvest_like, log_e`.
    known
        Accounts that a campaign, a group or its leads tell of, or that nobody has to look at.

    Returns
    -------
    Rows of the review queue.
    """
    table = rows.select(["account", "exchanges", "harvest_like", "log_e"]).to_pylist()
    told = {row["account"]: row for row in table}
    groups: dict[tuple[str, int], frozenset[str]] = {}
    for kind in sorted(HELD, reverse=True):
        for key, accounts in _held(store, kind, names).items():
            looked_at = frozenset(accounts & told.keys())
            alike = sum(told[name]["harvest_like"] >= LEAST for name in looked_at)
            if not 2 <= len(looked_at) < BROAD or alike < ALIKE * len(looked_at):
                continue
            if len(accounts & known) <= KNOWN * len(accounts):
                groups[kind, key] = looked_at
    owned = of_one(store, names, groups)
    found: dict[frozenset[str], dict[str, Any]] = {}
    for (kind, key), accounts in groups.items():
        if (kind, key) not in owned and accounts not in found:
            found[accounts] = _row(kind, [told[name] for name in sorted(accounts)])
    ordered = sorted(
        found.values(), key=lambda row: (-row["members"], -row["exchanges"], row["accounts"])
    )
    return ordered[:ROWS]


def _held(store: Store, kind: str, names: Names) -> dict[int, frozenset[str]]:
    """Return the accounts of each value that two to `BROAD` units show."""
    if f"obs_{kind}" not in store.rows.columns:
        return {}
    folded = relations.links(store.rows, f"obs_{kind}")
    shared = folded.mutate(sharing=folded.account.count().over(ibis.window(group_by="key")))
    kept = shared.filter((shared.sharing >= 2) & (shared.sharing < BROAD))
    found = store.backend.to_pyarrow(kept.select("key", "account"))
    by_key = found.group_by("key").aggregate([("account", "list")])
    return {
        key.as_py(): frozenset(names[unit][0] for unit in units.as_py())
        for key, units in zip(by_key["key"], by_key["account_list"], strict=True)
    }


def _row(kind: str, told: list[dict[str, Any]]) -> dict[str, Any]:
    """Return a row of the review queue."""
    many = sum(row["harvest_like"] >= LEAST for row in told)
    sent = sum(row["harvest_like"] for row in told)
    every = sum(row["exchanges"] for row in told)
    whole = "all of them" if many == len(told) else f"{many:,} of them"
    return {
        "shared": kind,
        "severity": "none",
        "log_e": max(row["log_e"] for row in told),
        "exchanges": every,
        "members": len(told),
        "accounts": [row["account"] for row in told],
        "end_users": [],
        "units": [{"account": row["account"], "end_user": None} for row in told],
        "reasons": [
            f"{counted(len(told), 'account')} with {PHRASES[kind]}, not all of one declared "
            f"organisation: {whole} sent {LEAST} requests or more that read like a harvest, "
            f"{sent:,} of {every:,} in all"
        ],
    }
