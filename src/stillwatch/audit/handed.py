"""Conversations that one account begins and another goes on with.

A history tells what its customer had written before. Where an account goes on from words that it
never sent and another account did, one hand holds both: a pool of accounts that requests are spread
over, or a service that does the same with its customers. It is told, and weighs nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from stillwatch.audit.population import Store
from stillwatch.audit.units import Names
from stillwatch.contract.records import GoesOn
from stillwatch.store import relations

Ints = npt.NDArray[np.int64]
Keys = npt.NDArray[np.uint64]

FEW = 5
"""Accounts, at most, that sent the words: what many say is no sign of who went before."""


@dataclass(frozen=True)
class Handed:
    """Who goes on with conversations, and with whose."""

    goes_on: Mapping[int, int]
    """Key of a unit to its exchanges whose history tells of something written before."""
    others: Mapping[int, int]
    """Key of a unit to those that go on from what another account had sent, and its own never."""
    exchange: Ints
    """Shape (rows,): number of each of those, ascending: a row for each unit that had sent it."""
    unit: Keys
    """Shape (rows,): key of the unit that goes on."""
    sender: Keys
    """Shape (rows,): key of the unit that had sent the words."""

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
        found = store.backend.to_pyarrow(relations.handed(store.rows, FEW))
        unit, sender = (found[name].to_numpy().astype(np.uint64) for name in ("account", "sender"))
        exchange = np.unique(found["exchange"].to_numpy(), return_inverse=True)[1]
        known, place = np.unique(np.concatenate([unit, sender]), return_inverse=True)
        owner = np.unique([names[int(key)][0] for key in known], return_inverse=True)[1]
        mine, theirs = np.split(owner[place], 2) if len(known) else (place, place)
        own = np.bincount(exchange, mine == theirs) > 0  # somebody of the same account had
        keep = ~own[exchange]
        order = np.flatnonzero(keep)[np.argsort(exchange[keep], kind="stable")]
        exchange, unit, sender = exchange[order], unit[order], sender[order]
        first = np.append(True, exchange[1:] != exchange[:-1])[: len(exchange)]
        keys, many = np.unique(unit[first], return_counts=True)
        others = dict(zip(keys.tolist(), many.tolist(), strict=True))
        return cls(goes_on, others, exchange, unit, sender)

    def of(self, keys: Collection[int]) -> dict[str, int]:
        """Count what units go on with: in all, and from others.

        Parameters
        ----------
        keys
            Of the units.
        """
        return {
            "exchanges": sum(self.goes_on.get(key, 0) for key in keys),
            "from_others": sum(self.others.get(key, 0) for key in keys),
        }

    def among(self, keys: Collection[int]) -> GoesOn:
        """Count the same, and what units go on with from others among them.

        Parameters
        ----------
        keys
            Of the units.
        """
        some = np.array(sorted(keys), dtype=np.uint64)
        inside = np.isin(self.unit, some) & np.isin(self.sender, some)
        return GoesOn(**self.of(keys), from_members=len(np.unique(self.exchange[inside])))
