"""Who takes the most output: single accounts, and a handful that one card or e-mail domain ties.

Facts, whoever they are: a large customer is among them as a matter of course. Whoever distils needs
output, and one account that takes much of it stands out in no group.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import ibis
import ibis.expr.types as ir
import numpy as np
import pyarrow as pa

from stillwatch.audit.population import Store
from stillwatch.audit.taken import values
from stillwatch.audit.units import Names
from stillwatch.store import freemail

LEAST = 0.02
"""Share of all output tokens from which on an account, or a handful, is told."""

SHOWN = 5
"""How many are told."""

FEW = 5
"""Accounts of a handful at most: of a small firm's, more may share a provider of e-mail."""

TIES = ("payment", "email_domain")
"""Observables that tie a handful of accounts; a domain of free mail does not."""


SUMS = ("tokens", "exchanges", "like")
"""What is summed: output tokens, exchanges, and those of them that read like a harvest."""


class Taker(NamedTuple):
    """Who takes output."""

    kind: str
    """`account`, or the observable that ties them."""
    value: str
    """Its value; empty of an account."""
    accounts: tuple[str, ...]
    tokens: int
    exchanges: int
    like: int


def heaviest(store: Store, names: Names) -> list[dict[str, Any]]:
    """Tell who takes at least `LEAST` of all output tokens, the most first, at most `SHOWN`.

    What shows one card or e-mail domain is told together where 2 to `FEW` accounts do, and
    none of these for itself then, nor what they all share besides.

    Parameters
    ----------
    store
        The feature rows.
    names
        Unit to (account, end user): an account's end users count with it.
    """
    rows = store.rows.mutate(output=store.rows.output_tokens.fill_null(0))
    units = store.backend.to_pyarrow(rows.group_by(unit=rows.account).agg(**_sums(rows)))
    singles = _folded(units, names)
    tokens, like = (sum(getattr(one, name) for one in singles) for name in ("tokens", "like"))
    if not tokens:
        return []
    found = [one for one in singles if one.tokens >= LEAST * tokens]
    for kind in TIES:
        if f"obs_{kind}" in rows.columns:
            found += _tied(store, rows, names, kind, LEAST * tokens)
    found.sort(key=lambda one: (-one.tokens, -len(one.accounts), one.kind != TIES[0], one.accounts))
    told: list[Taker] = []
    for one in found:
        if not any(set(one.accounts) <= set(other.accounts) for other in told):
            told.append(one)
    return [
        {
            "kind": one.kind,
            "value": one.value,
            "accounts": list(one.accounts),
            "exchanges": one.exchanges,
            "output_tokens": one.tokens,
            "share": round(one.tokens / tokens, 4),
            "harvest_like": one.like,
            "share_harvest_like": round(one.like / max(like, 1), 4),
        }
        for one in told[:SHOWN]
    ]


def _sums(rows: ir.Table) -> dict[str, ir.Value]:
    return {
        "tokens": rows.output.sum(), "exchanges": rows.count(), "like": (rows["slice"] > 0).sum(),
    }  # fmt: skip


def _tied(store: Store, rows: ir.Table, names: Names, kind: str, least: float) -> list[Taker]:
    """Return handfuls of accounts that show one value of an observable."""
    held = rows.filter(rows[f"obs_{kind}"] != 0).mutate(key=rows[f"obs_{kind}"])
    folded = held.group_by("key").agg(**_sums(held), units=held.account.nunique())
    heavy = folded.filter((folded.tokens >= least) & (folded.units > 1))
    keys = store.backend.to_pyarrow(heavy.select("key"))["key"]
    if not len(keys):
        return []
    shown = values(store, keys.to_numpy())
    some = held.semi_join(ibis.memtable(pa.table({"key": keys})), "key")
    units = store.backend.to_pyarrow(
        some.group_by("key", unit=some.account).agg(**_sums(some)).order_by("key", "unit")
    )
    out = []
    for key in np.sort(keys.to_numpy()).tolist():
        if kind == freemail.KIND and shown.get(key) in freemail.domains():
            continue
        mine = units.filter(pa.array(units["key"].to_numpy() == key))
        each = _folded(mine, names)
        if 2 <= len(each) <= FEW:
            sums = (sum(getattr(one, name) for one in each) for name in SUMS)
            who = tuple(account for one in each for account in one.accounts)
            out.append(Taker(kind, shown.get(key, ""), who, *sums))
    return out


def _folded(units: pa.Table, names: Names) -> list[Taker]:
    """Put units of one account together, in order of accounts."""
    sums: dict[str, list[int]] = {}
    for unit, *row in zip(*(units[name].to_pylist() for name in ("unit", *SUMS)), strict=True):
        account = names[unit][0]
        old = sums.setdefault(account, [0, 0, 0])
        sums[account] = [a + b for a, b in zip(old, row, strict=True)]
    return [Taker("account", "", (name,), *row) for name, row in sorted(sums.items())]
