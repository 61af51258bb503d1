"""What the members of a campaign share with one another, values of two accounts included.

The engine links accounts over values that three or more show: a pair is no group. Who reads what a
campaign shares needs the pairs too: cards of two accounts each may pay for all of it.
"""

from __future__ import annotations

from collections.abc import Iterable

import ibis
import numpy as np

from stillwatch.audit.population import Store
from stillwatch.contract import records
from stillwatch.detect.detectors._sharing import PHRASES
from stillwatch.detect.detectors._ties import Tie
from stillwatch.detect.detectors._ties import ties as ties_of
from stillwatch.detect.detectors.base import Ints, View
from stillwatch.detect.detectors.shared_infrastructure import SharedInfrastructure
from stillwatch.detect.engine import Engine
from stillwatch.store import freemail, relations
from stillwatch.store.links import Links

PLUMBING = SharedInfrastructure.types
"""Observables of which values of two accounts count."""

WORDED = tuple(kind for kind in (*PHRASES, "bucket") if kind not in PLUMBING)
"""Those of which three accounts must show a value: words, settings, what is asked about."""


ORDER = (
    "payment", "holder", "ip_prefix", *(kind for kind in (*PLUMBING, *WORDED)
                                        if kind not in ("payment", "holder", "ip_prefix")),
)  # fmt: skip
"""Kinds in the order in which equals are told."""


def pairs(engine: Engine, store: Store, kinds: Iterable[str] = PLUMBING) -> Links:
    """Return who shares which plumbing, two accounts being enough; no domain of free mail.

    Parameters
    ----------
    engine
        After its last evaluation.
    store
        The feature rows.
    kinds
        Observables to look at.
    """
    population = engine.population
    known = population.links.types
    types = tuple(kind for kind in kinds if kind in known)
    none = np.zeros(0, np.int64)
    parts: list[tuple[Ints, ...]] = [(none, none.astype(np.uint64), none, none)]
    for number, kind in enumerate(types):
        folded = relations.links(store.rows, f"obs_{kind}")
        shared = folded.mutate(sharing=folded.account.count().over(ibis.window(group_by="key")))
        kept = shared.filter(shared.sharing >= 2).select("key", "account", "first")
        table = store.backend.to_pyarrow(kept)
        key, account, first = (table[name].to_numpy() for name in ("key", "account", "first"))
        place = np.searchsorted(population.keys, account).astype(np.int64)
        own = population.links.within[place] < 0  # the plumbing of an end user is the account's
        if kind == freemail.KIND:
            own &= ~np.isin(key, freemail.keys())
        parts.append((np.full(int(own.sum()), number), key[own], place[own], first[own]))
    kinds, keys, places, hours = (np.concatenate(column) for column in zip(*parts, strict=True))
    return Links.build(
        types, kinds.astype(np.int16), keys.astype(np.uint64), places, hours.astype(np.int32),
        len(population.keys), within=population.links.within,
    )  # fmt: skip


def ties(view: View, members: Ints, paired: Links) -> list[Tie]:
    """Return what members share, of all kinds, the most telling first.

    Parameters
    ----------
    view
        All accounts.
    members
        Indices of the group's accounts.
    paired
        As `pairs` gives it.
    """
    found = [
        *ties_of(view, members, paired, PLUMBING),
        *ties_of(view, members, view.links, WORDED),
    ]
    # of equals, what is hardest to come by or to copy comes first
    return sorted(found, key=lambda tie: (-round(tie.weight, 6), ORDER.index(tie.kind)))


def told(tie: Tie) -> records.Tie:
    """Return a tie as `campaigns.json` has it."""
    return records.Tie(
        type=tie.kind, members=tie.members, values=tie.values, fewest=tie.fewest,
        most=tie.most, outside=tie.outside, outside_named=tie.named,
    )  # fmt: skip
