"""Accounts that one card pays for, which ask for a harvest or are agents, under no common name.

Too few or too unlike for a group, or with too little that reads like a harvest: what agents at work
are asked to do reads like anybody's. What they share is the hardest thing to come by. Nobody is
named for it: a family, a class or a small firm pays with one card, too.
"""

from __future__ import annotations

from typing import Any

import ibis
import pyarrow as pa

from stillwatch.audit.leads import HELD
from stillwatch.audit.owners import of_one_name
from stillwatch.audit.population import Store
from stillwatch.audit.units import Names
from stillwatch.contract.verdicts import digest_of
from stillwatch.detect.accounts.statistics import LEAST
from stillwatch.detect.detectors._sharing import PHRASES
from stillwatch.detect.detectors._words import counted
from stillwatch.store import relations

ALIKE = 0.8
"""Share of the accounts of a card that must have sent `LEAST` harvest-like requests or more."""

AGENT = 0.3
"""Share of an account's exchanges that offer tools from which on it is an agent at work."""

SEVERAL, CLASS = 3, 9
"""Accounts of one card that are told, whatever they ask, if `ALIKE` of them are agents: that many,
and no more, as an accelerator, a course or a hackathon pays for."""

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
    agents = _agents(store, names)
    groups: dict[tuple[str, int], frozenset[str]] = {}
    for kind in sorted(HELD, reverse=True):
        for key, accounts in _held(store, kind, names).items():
            looked_at = frozenset(accounts & told.keys())
            if not 2 <= len(looked_at) < BROAD or len(accounts & known) > KNOWN * len(accounts):
                continue
            if _alike(looked_at, told) or _at_work(looked_at, agents):
                groups[kind, key] = looked_at
    named = of_one_name(store, names, groups)
    found: dict[frozenset[str], dict[str, Any]] = {}
    for (kind, key), accounts in groups.items():
        if (kind, key) not in named and accounts not in found:
            some = [told[name] for name in sorted(accounts)]
            found[accounts] = _row(kind, some, agents=len(accounts & agents))
    ordered = sorted(
        found.values(), key=lambda row: (-row["members"], -row["exchanges"], row["accounts"])
    )
    return ordered[:ROWS]


def _alike(accounts: frozenset[str], told: dict[str, dict[str, Any]]) -> bool:
    """Whether nearly all of them ask for what reads like a harvest."""
    alike = [name for name in accounts if told[name]["harvest_like"] >= LEAST]
    return len(alike) >= ALIKE * len(accounts)


def _at_work(accounts: frozenset[str], agents: frozenset[str]) -> bool:
    """Whether they are several, no whole class, and nearly all agents."""
    several = SEVERAL <= len(accounts) <= CLASS
    return several and len(accounts & agents) >= ALIKE * len(accounts)


def _agents(store: Store, names: Names) -> frozenset[str]:
    """Return the accounts of which enough exchanges offer tools, and `LEAST` at least."""
    if "sig_has_tools" not in store.rows.columns:
        return frozenset()
    offers = store.rows.sig_has_tools.fill_null(0.0) > 0
    folded = store.rows.group_by("account").agg(share=offers.mean(), offers=offers.sum())
    working = folded.filter((folded.share >= AGENT) & (folded.offers >= LEAST))
    units = store.backend.to_pyarrow(working.select("account"))["account"].to_pylist()
    return frozenset(names[unit][0] for unit in units)


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


def _row(kind: str, told: list[dict[str, Any]], agents: int) -> dict[str, Any]:
    """Return a row of the review queue."""
    many = sum(row["harvest_like"] >= LEAST for row in told)
    sent = sum(row["harvest_like"] for row in told)
    every = sum(row["exchanges"] for row in told)
    share = (
        f"{counted(len(told), 'account')} with {PHRASES[kind]} and no organisation or mail domain "
        "in common"
    )
    if many >= ALIKE * len(told):
        which = "all of them" if many == len(told) else f"{many:,} of them"
        said = (
            f"{share}: {which} sent {LEAST} requests or more that read like a harvest, "
            f"{sent:,} of {every:,} in all"
        )
    else:
        which = "all of them" if agents == len(told) else f"{agents:,} of them"
        said = (
            f"{share}: {which} are agents at work, with tools in three tenths of their exchanges "
            "or more, and what these are asked to do reads like anybody's "
            f"({sent:,} of {every:,} exchanges read like a harvest)"
        )
    digest = digest_of((row["account"], None) for row in told)
    return {
        "group": f"s-{digest[:12]}",  # the same for as long as its accounts are
        "shared": kind,
        "severity": "none",
        "log_e": max(row["log_e"] for row in told),
        "exchanges": every,
        "members": len(told),
        "accounts": [row["account"] for row in told],
        "end_users": [],
        "units": [{"account": row["account"], "end_user": None} for row in told],
        "reasons": [said],
    }
