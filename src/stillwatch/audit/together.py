"""Single accounts of the review queue that share a card, a key or addresses with one another.

Each is told for what it does alone. Two or three of one hand are too few for a group of their own,
and nothing else would say that they belong together.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import ibis
import pyarrow as pa

from stillwatch import relations
from stillwatch.audit.leads import FIRM
from stillwatch.audit.parts import RARE
from stillwatch.audit.population import Store
from stillwatch.detectors._sharing import PHRASES
from stillwatch.report.wording import listed, neutralise, shorten

NAMED = 3
"""Accounts named in a sentence."""


def together(store: Store, keys: Mapping[int, str]) -> dict[str, dict[str, Any]]:
    """Find which of some accounts share what hardly anybody else has.

    Parameters
    ----------
    store
        The feature rows.
    keys
        Accounts by key.

    Returns
    -------
    By account `{types, accounts, statement}`: of what kind, with whom, and in words. Those who
    share nothing are left out.
    """
    found: dict[str, dict[str, set[str]]] = {}
    others: set[str] = set()  # whose values somebody outside has, too
    for kind in sorted(FIRM, key=lambda kind: (kind == "ip_prefix", kind != "payment")):
        if len(keys) > 1 and f"obs_{kind}" in store.rows.columns:
            for held, outside in _shared(store, kind, keys):
                others |= held if outside else set()
                for account in held:
                    mine = found.setdefault(account, {}).setdefault(kind, set())
                    mine |= held - {account}
    return {
        account: {
            "types": list(kinds),
            "accounts": sorted(set().union(*kinds.values())),
            "statement": _told(kinds, few=account in others),
        }
        for account, kinds in found.items()
    }


def _shared(store: Store, kind: str, keys: Mapping[int, str]) -> list[tuple[set[str], int]]:
    """Return who shows each value that two or more do and hardly others, and how many of these."""
    wanted = ibis.memtable(pa.table({"account": pa.array(sorted(keys), pa.uint64())}))
    folded = relations.links(store.rows, f"obs_{kind}")
    theirs = folded.semi_join(wanted, "account").select("key").distinct()
    holders = folded.semi_join(theirs, "key").order_by("key", "account").select("key", "account")
    of: dict[int, list[int]] = {}
    for row in store.backend.to_pyarrow(holders).to_pylist():
        of.setdefault(row["key"], []).append(row["account"])
    values = [
        ({keys[unit] for unit in held if unit in keys}, sum(unit not in keys for unit in held))
        for held in of.values()
    ]
    return [(held, many) for held, many in values if len(held) > 1 and many <= RARE * len(held)]


def _told(kinds: Mapping[str, set[str]], *, few: bool) -> str:
    """Say what is shared with whom; kinds that are shared with the same are told together."""
    by_whom: dict[tuple[str, ...], list[str]] = {}
    for kind, who in kinds.items():
        by_whom.setdefault(tuple(sorted(who)), []).append(PHRASES[kind])
    said = [f"{listed(what)} with {_names(who)}" for who, what in by_whom.items()]
    nobody = "hardly anybody else has" if few else "nobody else has"
    return (
        f"It shares {listed(said)}, which {nobody}; as they are in the review queue too, look at "
        "them together"
    )


def _names(who: tuple[str, ...]) -> str:
    shown = [shorten(neutralise(name), 40) for name in who[:NAMED]]
    return listed([*shown, *([f"{len(who) - NAMED:,} more"] if len(who) > NAMED else [])])
