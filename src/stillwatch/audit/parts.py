"""Parts of a campaign that share no infrastructure with one another: perhaps several operators.

What is judged is whether a group harvests, not whether one hand does it: two operators who ask for
the same at the same time can be one group. What they pay with and where they come from tells them
apart, unless it is spread so well that each account has its own; then nothing is said. Parts that
word their requests alike are one, unless one of them stopped long ago, and the other, which had
begun well before, goes on.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components

from stillwatch.audit.lives import Life, Lives
from stillwatch.audit.sharing import ties
from stillwatch.detect.detectors._sharing import PHRASES
from stillwatch.detect.detectors._ties import various
from stillwatch.detect.detectors._words import counted
from stillwatch.detect.detectors.base import Ints, View
from stillwatch.detect.detectors.shared_infrastructure import told
from stillwatch.store.links import Links

CARRIED = ("payment", "holder", "ip_prefix", "email_domain", "org", "ja4", "client")
"""Observables that tie accounts to one operator, where the value is rare."""

WORDED = ("system_template", "head_template", "tail_template", "line_template")
"""Observables by which accounts without those, and whole parts, are one after all."""

RARE = 0.25
"""Most accounts outside that show a value, for each member that does, for it to tie members."""

FEWEST, LEAST = 5, 0.05
"""Members of a part, and their share of the campaign."""

COVERED = 0.8
"""Share of the members that the parts hold: else who is left may be what ties them."""

ALIKE = 2 / 3
"""Share of either of two parts that words itself as members of the other do, from which on they
are one: operators copy from the same places, so that some do in any case."""

WIDE = 0.25
"""Share of a part that shows a wording from which on it is the part's own. Where either of two
parts has any, these alone are compared: two who draw on one collection ask the same here and
there."""

OVERLAP = 3.0
"""Days for which two parts must have asked side by side for the end of one to tell them apart: one
operator's accounts that replace others begin when those stop."""

SAID = 3
"""Kinds told of a part."""


class Part(NamedTuple):
    """Members that share infrastructure with one another, and none with the others."""

    members: Ints
    """Indices of their accounts, in order."""
    statement: str


def parts(
    view: View, members: Ints, paired: Links, owners: Sequence[object], lives: Lives
) -> list[Part]:
    """Return the parts of a campaign, the largest first; none where it is of one piece.

    Parameters
    ----------
    view
        All accounts.
    members
        Indices of the campaign's accounts.
    paired
        Who shares which plumbing, as `audit.sharing.pairs` gives it.
    owners
        Of each member, the account that passes on its requests; None: it is no end user.
    lives
        When some of the members asked.
    """
    words = _rare(view, members, view.links, WORDED)
    tied = [*_rare(view, members, paired, CARRIED), *_owned(members, owners)]
    carried = _components(members.tolist(), tied)
    least = max(FEWEST, LEAST * len(members))
    large = [part for part in carried if len(part) >= least]
    loose = [unit for part in carried if len(part) < least for unit in part]
    # two or three who ask the same are no bridge
    shared = [held for held in words if len(held) >= least]
    large += [part for part in _components(loose, [*tied, *shared]) if len(part) >= least]
    found = _joined(large, words, lives)
    if len(found) < 2 or sum(map(len, found)) < COVERED * len(members):
        return []
    found.sort(key=lambda part: (-len(part), min(part)))
    return [_told(view, part, paired) for part in found]


def _rare(view: View, members: Ints, links: Links, types: Iterable[str]) -> list[frozenset[int]]:
    """Members that show each value that hardly anybody outside does."""
    inside = view.links.inside(members)
    here, there = links.counts(inside)
    wanted = [number for number, kind in enumerate(links.types) if kind in set(types)]
    out = []
    for cell in np.flatnonzero(np.isin(links.kind, wanted) & (here >= 2) & (there <= RARE * here)):
        low, high = np.searchsorted(links.code, [cell, cell + 1])
        held = links.account[low:high]
        out.append(frozenset(held[inside[held]].tolist()))
    return out


def _owned(members: Ints, owners: Sequence[object]) -> list[frozenset[int]]:
    """End users of each account, among the members."""
    of: dict[object, set[int]] = {}
    for unit, owner in zip(members.tolist(), owners, strict=True):
        if owner is not None:
            of.setdefault(owner, set()).add(unit)
    return [frozenset(users) for users in of.values()]


def _components(units: Iterable[int], values: Sequence[frozenset[int]]) -> list[frozenset[int]]:
    """Return the sets of units that values connect, in order of their least."""
    order = np.array(sorted(units), dtype=np.int64)
    place = {unit: number for number, unit in enumerate(order.tolist())}
    edges = [
        (place[unit], len(order) + value)
        for value, held in enumerate(values)
        for unit in held
        if unit in place
    ]
    size = len(order) + len(values)
    ends = np.array(edges, dtype=np.int64).reshape(-1, 2)
    graph = coo_matrix((np.ones(len(ends), np.int8), (ends[:, 0], ends[:, 1])), (size, size))
    label = connected_components(graph, directed=False)[1][: len(order)]
    groups = (order[label == number] for number in dict.fromkeys(label.tolist()))
    return [frozenset(group.tolist()) for group in groups]


def _joined(
    found: list[frozenset[int]], words: list[frozenset[int]], lives: Lives
) -> list[frozenset[int]]:
    """Join parts whose members word themselves as members of the other do, and live as long."""
    out = list(found)
    for first in range(len(out)):
        for second in range(first + 1, len(out)):
            one, other = out[first], out[second]
            own = [held for held in words if _wide(held, one) or _wide(held, other)] or words
            both = [held for held in own if held & one and held & other]
            alike = frozenset[int]().union(*both)
            worded = all(len(alike & part) >= ALIKE * len(part) for part in (one, other))
            if worded and not _outlived(lives(one), lives(other)):
                rest = [part for number, part in enumerate(out) if number not in (first, second)]
                return _joined([*rest, one | other], words, lives)
    return out


def _outlived(one: Life, other: Life) -> bool:
    """Whether one of two parts has stopped and the other goes on, which had begun before that."""
    if one.over == other.over:
        return False
    done, going = (one, other) if one.over else (other, one)
    return done.last - going.began >= OVERLAP


def _wide(held: frozenset[int], part: frozenset[int]) -> bool:
    return len(held & part) >= WIDE * len(part)


def _told(view: View, part: frozenset[int], paired: Links) -> Part:
    members = np.array(sorted(part), dtype=np.int64)
    found = [tie for tie in ties(view, members, paired) if tie.kind in PHRASES]
    said = [told(tie, len(members)) for tie in various(found)[:SAID]]
    return Part(members, "; ".join(said) or f"{counted(len(members), 'member')} of one account")
