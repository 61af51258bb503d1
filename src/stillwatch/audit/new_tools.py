"""Who offers the model a new list of tools in most requests.

Agents at work offer the same tools again and again; whoever collects runs of agents to train a
model on invents tools for each task. So does who builds agents, or tests one: it is told, and
weighs nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from typing import Any, NamedTuple

from stillwatch.audit.population import Store
from stillwatch.audit.together import KINDS, together
from stillwatch.audit.units import Names
from stillwatch.contract.results import Campaign
from stillwatch.report.model import new_tools
from stillwatch.store import relations

SHOWN = 20
"""How many are told."""

EACH = 5
"""Of those that share with the same ones, how many are told before any others are."""

TIES = (*KINDS, "signup_day")
"""Observables that may tie some of them, in the order in which they are told."""

STATEMENT = (
    "In more than two in five of at least ten requests with text that offer tools, each of these "
    "offers a list of tools that it had not offered before. Whoever collects runs of agents to "
    "train a model on does so, and so does who builds agents or tests one: nobody is named by it."
)


class Offers(NamedTuple):
    """What a unit offers."""

    exchanges: int
    """All that it sent."""
    requests: int
    """Those with text that offer tools."""
    lists: int
    """Distinct lists of tools of these."""


def offers(store: Store) -> dict[int, Offers]:
    """Return what each unit that offers tools in requests with text offers, by key."""
    if "obs_tools" not in store.rows.columns:
        return {}
    found = store.backend.to_pyarrow(relations.offers(store.rows))
    columns = (found[name].to_pylist() for name in ("account", *Offers._fields))
    return {key: Offers(*counts) for key, *counts in zip(*columns, strict=True)}


def told(
    store: Store,
    offered: Mapping[int, Offers],
    names: Names,
    levels: Mapping[tuple[str, str | None], str],
    campaigns: Sequence[Campaign],
) -> dict[str, Any]:
    """Tell who keeps offering new lists of tools, whom nothing else names first.

    Parameters
    ----------
    store
        The feature rows.
    offered
        As `offers` has it, of units that are judged.
    names
        Key of a unit to (account, end user), of everybody.
    levels
        Level of accounts, and of end users judged apart; who is not in it stands at its campaign's.
    campaigns
        Of the audit, the strongest first.

    Returns
    -------
    `{count, in_campaigns, sharing, statement, rows}`: how many there are, are in a campaign, and
    share something with others of them; `rows` of at most `SHOWN`, those that stand below `likely`
    first, of these those that share something with most others (a few of each such group before
    more of it), then by lists.
    """
    some = {key: one for key, one in offered.items() if new_tools(one.lists, one.requests)}
    if not some:
        return {"count": 0, "in_campaigns": 0, "sharing": 0, "statement": "", "rows": []}
    of: dict[tuple[str, str | None], Campaign] = {}
    for strong in campaigns:
        for member in strong.members:
            of.setdefault((member.account, member.end_user), strong)
    # what belongs to an account (card, addresses) is none of its end users'
    whole = {key: names[key][0] for key in some if names[key][1] is None}
    shared = {
        account: one | {"others": len(one["accounts"])}
        for account, one in together(
            store, whole, names, kinds=TIES, place="this list", last=""
        ).items()
    }
    passed = _passed_on(list(some), names)
    rows = []
    for key, one in some.items():
        account, user = who = names[key]
        campaign = of.get(who)
        rows.append(
            {
                "account": account,
                "end_user": user,
                "requests": one.requests,
                "lists": one.lists,
                "exchanges": one.exchanges,
                "campaign": campaign.id if campaign else None,
                "severity": levels.get(who, campaign.severity if campaign else "none"),
                "shares": shared.get(account) if user is None else passed.get(account),
            }
        )
    return {
        "count": len(rows),
        "in_campaigns": sum(row["campaign"] is not None for row in rows),
        "sharing": sum(row["shares"] is not None for row in rows),
        "statement": STATEMENT,
        "rows": _ordered(rows)[:SHOWN],
    }


def _passed_on(keys: Collection[int], names: Names) -> dict[str, dict[str, Any]]:
    """Say of accounts with several such end users how many these are, and of how many."""
    mine = Counter(account for account, user in map(names.__getitem__, keys) if user is not None)
    every = Counter(account for account, user in set(names.values()) if user is not None)
    return {
        account: {
            "types": ["account"],
            "accounts": [],
            "others": count - 1,
            "statement": f"It is one of {count:,} end users of its account that do so, of "
            f"{every[account]:,} judged apart",
        }
        for account, count in mine.items()
        if count > 1
    }


def _ordered(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Order rows, so that no large group of them keeps all others off the list."""
    rows = sorted(rows, key=_place)
    met: Counter[str] = Counter()
    later = []
    for row in rows:
        # who shares with the same ones has the same first name among them
        group = min([row["account"], *row["shares"]["accounts"]]) if row["shares"] else ""
        later.append((_flagged(row), bool(group) and met[group] >= EACH))
        met[group] += 1
    return [row for _, row in sorted(zip(later, rows, strict=True), key=lambda pair: pair[0])]


def _place(row: Mapping[str, Any]) -> tuple[Any, ...]:
    tied = row["shares"]["others"] if row["shares"] else 0
    return -tied, -row["lists"], row["account"], row["end_user"] or ""


def _flagged(row: Mapping[str, Any]) -> bool:
    return row["severity"] in ("likely", "confirmed")
