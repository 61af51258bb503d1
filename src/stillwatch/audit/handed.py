"""Conversations that one account begins and another goes on with.

A history tells what its customer had written before. Where an account goes on from words that it
never sent and another account did, one hand holds both: a pool of accounts that requests are spread
over, or a service that does the same with its customers. It is told, and weighs nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from stillwatch import relations
from stillwatch.audit.population import Store
from stillwatch.audit.units import Names

FEW = 5
"""Accounts, at most, that sent the words: what many say is no sign of who went before."""


@dataclass(frozen=True)
class Handed:
    """Who goes on with conversations, and with whose."""

    goes_on: Mapping[int, int]
    """Key of a unit to its exchanges whose history tells of something written before."""
    others: Mapping[int, Sequence[frozenset[int]]]
    """Key of a unit to the units that had sent what it goes on from and its account never sent, for
    each such exchange."""

    @classmethod
    def read(cls, store: Store, names: Names) -> Handed:
        """Read it off the feature rows.

        Parameters
        ----------
        store
            The feature rows.
        names
            Key of a unit to (account, end user): what end users of one account share is no news.
        """
        claims = store.rows.filter(store.rows.earlier != 0)
        counts = store.backend.to_pyarrow(claims.group_by("account").agg(n=claims.count()))
        goes_on = dict(zip(counts["account"].to_pylist(), counts["n"].to_pylist(), strict=True))
        others: dict[int, list[frozenset[int]]] = {}
        if not goes_on:
            return cls(goes_on, others)
        found = store.backend.to_pyarrow(relations.handed(store.rows, FEW))
        folded = found.group_by(["exchange", "account"]).aggregate([("sender", "distinct")])
        for unit, senders in zip(
            folded["account"].to_pylist(), folded["sender_distinct"].to_pylist(), strict=True
        ):
            if all(names[sender][0] != names[unit][0] for sender in senders):
                others.setdefault(unit, []).append(frozenset(senders))
        return cls(goes_on, others)

    def of(self, keys: Collection[int]) -> dict[str, int]:
        """Count what units go on with: in all, from others, and from others among them.

        Parameters
        ----------
        keys
            Of the units.
        """
        inside = set(keys)
        own = [senders for key in inside for senders in self.others.get(key, ())]
        return {
            "exchanges": sum(self.goes_on.get(key, 0) for key in inside),
            "from_others": len(own),
            "from_members": sum(not inside.isdisjoint(senders) for senders in own),
        }
