"""What members of a group share with one another, kind by kind: over one value or over many.

A campaign of a hundred accounts may pay with two cards, or with forty of which each has two or
three of its accounts. No single card covers it, and yet all of them pay with one that is shared.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import NamedTuple

import numpy as np

from stillwatch.detect.detectors._words import counted
from stillwatch.detect.detectors.base import GROUPS, Ints, View
from stillwatch.store.links import Links

RARE = 3.0
"""How many times commoner a value is among members than outside to count."""

CLEAR = 3.0
"""How many times commoner it is to have one of the values, among members, for it to be told."""


HELD, HELD_OUTSIDE = frozenset({"payment", "holder"}), 2.0
"""Kinds of which one party holds a value: those that some outside have too, at most so many for
each member, are told as well, as these may be of the same hand."""


class Tie(NamedTuple):
    """What members share of one kind of observable."""

    kind: str
    members: int
    """Those who share a value of it with another member."""
    values: int
    """Over how many values."""
    fewest: int
    most: int
    """Members of the value that fewest, and that most of them share."""
    outside: int
    """Accounts outside that have any of these values."""
    named: int
    """Those among them that are in other campaigns that were raised."""
    weight: float
    """How telling it is (`weigh`)."""
    more: int = 0
    """Of `HELD`, other members who share further values, which would make it less telling."""
    more_values: int = 0
    """Over how many."""
    more_outside: int = 0
    """Accounts outside that have any of these, and none of the others."""


def weigh(members: int, size: int, outside: int, others: int) -> float:
    """Return how telling it is that some of a group show what some outside show, too.

    The log of how many times commoner it is among members than the prevalence outside lets expect,
    times the root of their number: half of the members with what nobody else has tell more than
    all of them with what many have, and more than two of them with what nobody else has.
    """
    share = members / max(size, 1)
    expected = (outside + 1) / max(others, 1)
    return math.sqrt(members) * math.log(max(share, 1e-12) / expected)


def ties(view: View, members: Ints, links: Links, types: Iterable[str]) -> list[Tie]:
    """Return what members share of each kind of observable, the most telling kind first.

    Parameters
    ----------
    view
        All accounts.
    members
        Indices of the group's accounts.
    links
        Who shares what; where it has values of two accounts, these count.
    types
        Kinds to look at.
    """
    found = []
    inside = view.links.inside(members)
    here, there = links.counts(inside)
    others = max(int(view.accounts.seen.sum()) - len(members), 1)
    lift = (here / max(len(members), 1)) / ((there + 1) / others)
    for kind in types:
        if kind not in links.types:
            continue
        of_kind = links.kind == links.types.index(kind)
        cells = np.flatnonzero(of_kind & (here >= 2) & (lift > RARE))
        order = cells[np.lexsort((links.key[cells], there[cells], -here[cells], -lift[cells]))]
        tie = _tie(view, inside, links, kind, order)
        if tie is not None:
            found.append(tie)
    return sorted(found, key=lambda tie: (-tie.weight, tie.kind))


def _tie(view: View, inside: np.ndarray, links: Links, kind: str, cells: Ints) -> Tie | None:
    """Take values, the most telling first, as long as what is told of them all gains by it."""
    size = int(inside.sum())
    others = max(int(view.accounts.seen.sum()) - size, 1)
    mine: set[int] = set()
    theirs: set[int] = set()
    each: list[int] = []
    best: Tie | None = None
    who = [_holders(links, inside, cell) for cell in cells.tolist()]
    for members, outside in who:
        mine |= members
        theirs |= outside
        each.append(len(members))
        weight = weigh(len(mine), size, len(theirs), others)
        if best is None or weight > best.weight:
            named = 0
            if view.elsewhere is not None:
                named = int(view.elsewhere[sorted(theirs)].sum()) if theirs else 0
            best = Tie(
                kind, len(mine), len(each), min(each), max(each), len(theirs), named, weight
            )  # fmt: skip
    if best is None or best.members / size < CLEAR * (best.outside + 1) / others:
        return None
    return _with_more(best, who) if kind in HELD else best


def _holders(links: Links, inside: np.ndarray, cell: int) -> tuple[set[int], set[int]]:
    """Return who shows a value, among the members and outside."""
    low, high = np.searchsorted(links.code, [cell, cell + 1])
    held = np.unique(links.account[low:high])
    return set(held[inside[held]].tolist()), set(held[~inside[held]].tolist())


def _with_more(tie: Tie, who: list[tuple[set[int], set[int]]]) -> Tie:
    """Add the values beyond those that a tie counts, of which few outside have any."""
    counted_in = set[int]().union(*(members for members, _ in who[: tie.values]))
    known = set[int]().union(*(outside for _, outside in who[: tie.values]))
    left = [(m - counted_in, o) for m, o in who[tie.values :] if len(o) <= HELD_OUTSIDE * len(m)]
    left = [(members, outside) for members, outside in left if members]
    return tie._replace(
        more=len(set[int]().union(*(members for members, _ in left))),
        more_values=len(left),
        more_outside=len(set[int]().union(*(outside for _, outside in left)) - known),
    )


def various(found: Iterable[Tie]) -> list[Tie]:
    """Return the first tie of every group of observables: the others say nearly the same."""
    first: dict[str, Tie] = {}
    for tie in found:
        first.setdefault(GROUPS.get(tie.kind, tie.kind), tie)
    return list(first.values())


def each(tie: Tie) -> str:
    """Say how many members have each of several values: ``2 to 5 members each``."""
    if tie.fewest == tie.most:
        return f"{counted(tie.most, 'member')} each"
    return f"{tie.fewest:,} to {counted(tie.most, 'member')} each"
