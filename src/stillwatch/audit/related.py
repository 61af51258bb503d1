"""What a campaign shares with other campaigns: two that are told apart may be one operator's.

Groups are formed and judged by what members do. One hand that does two things may be found as two
groups, and the one's accounts are then mere accounts outside to the other.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from stillwatch.contract.records import Related, SharedValues
from stillwatch.detect.detectors._sharing import MANY, PHRASES
from stillwatch.detect.detectors._words import counted
from stillwatch.detect.detectors.base import GROUPS, Ints, View
from stillwatch.report.wording import listed
from stillwatch.store.links import Links

HELD = ("payment", "holder")
"""Observables that one party holds: one value of one member of either campaign ties the two."""

WORDED = ("system_template", "line_template", "head_template", "tail_template", "tools")
"""Those that two operators may have from one place: a collection, a program, one another."""

KINDS = (*HELD, "ip_prefix")
"""Those that may make two campaigns one operator's."""

MOST, FEWEST = 0.5, 2
"""Share of the members of either campaign, and how many, that must show a value of a kind that
nobody holds: renters of one pool of addresses meet in some of its ranges, and what is drawn from
one collection of questions is alike here and there."""

RARE = 0.1
"""Most accounts in neither, for each member of the two that shows a value, for it to tie them."""


class Shared(NamedTuple):
    """What two campaigns share of one kind of observable."""

    kind: str
    values: int
    ours: frozenset[int]
    """Members that show one of the values, without those who are in both campaigns."""
    theirs: frozenset[int]
    """Members of the other that do."""
    outside: int
    """Accounts in neither that do."""

    @property
    def here(self) -> int:
        """How many members do."""
        return len(self.ours)

    @property
    def there(self) -> int:
        """How many members of the other do."""
        return len(self.theirs)


def related(view: View, members: Sequence[Ints], paired: Links) -> list[dict[int, list[Shared]]]:
    """Return, for each campaign, by the place of another what it shares with that one.

    Parameters
    ----------
    view
        All accounts.
    members
        Indices of each campaign's accounts.
    paired
        Who shares which plumbing, as `audit.sharing.pairs` gives it.
    """
    out: list[dict[int, list[Shared]]] = [{} for _ in members]
    held = [set(some.tolist()) for some in members]
    plumbing = _values(paired, KINDS, members)
    worded = _values(view.links, WORDED, members)
    for first in range(len(members)):
        for second in range(first + 1, len(members)):
            one, other = held[first] - held[second], held[second] - held[first]
            both = held[first] | held[second]
            for kind, every in (*plumbing.items(), *worded.items()):
                found = _shared(kind, every, one, other, both)
                if found is not None:
                    back = found._replace(ours=found.theirs, theirs=found.ours)
                    out[first].setdefault(second, []).append(found)
                    out[second].setdefault(first, []).append(back)
    return out


def _values(
    links: Links, kinds: Sequence[str], members: Sequence[Ints]
) -> dict[str, list[set[int]]]:
    """Who shows each value that members of several campaigns do, and hardly anybody else."""
    several = np.zeros(len(links.kind), np.int64)
    anywhere = np.zeros(links.held.shape[1], dtype=bool)
    for some in members:
        inside = np.zeros_like(anywhere)
        inside[some] = True
        anywhere |= inside
        several += links.counts(inside)[0] > 0
    here, there = links.counts(anywhere)
    wanted = (several >= 2) & (there <= RARE * here)  # else no two of them are tied by it
    out: dict[str, list[set[int]]] = {}
    for kind in kinds:
        if kind not in links.types:
            continue
        cells = np.flatnonzero((links.kind == links.types.index(kind)) & wanted)
        spans = zip(*(np.searchsorted(links.code, cells + more) for more in (0, 1)), strict=True)
        out[kind] = [set(links.account[low:high].tolist()) for low, high in spans]
    return out


def _shared(
    kind: str, values: list[set[int]], one: set[int], other: set[int], both: set[int]
) -> Shared | None:
    """Return what two campaigns share of one kind; None where that is too little."""
    rare = [who for who in values if len(who - both) <= RARE * len(who & both)]
    if kind in HELD:
        rare = [who for who in rare if who & one and who & other]
    else:
        rare = [who for who in rare if _wide(who, one) and _wide(who, other)]
    if not rare:
        return None
    every = frozenset[int]().union(*rare)
    return Shared(kind, len(rare), every & one, every & other, len(every - both))


def _wide(who: set[int], members: set[int]) -> bool:
    return len(who & members) >= max(FEWEST, MOST * len(members))


def told(campaign: str, sizes: tuple[int, int], found: Sequence[Shared]) -> Related:
    """Return what is shared with another campaign as `campaigns.json` has it.

    Parameters
    ----------
    campaign
        Id of the other.
    sizes
        Members of the campaign, and of the other.
    found
        What they share, kind by kind.
    """
    # the wordings of a request say nearly the same of it: that of most stands for all
    ordered = sorted(found, key=lambda one: one.here + one.there)
    widest = {GROUPS.get(one.kind, one.kind): one for one in ordered}
    said = [f"{_what(one)} ({_whose(one, sizes)})" for one in found if one in widest.values()]
    words = all(one.kind in WORDED for one in found)
    by = _by_one(found)
    may = "have their words from one place, or be" if words else "be"
    follows = (
        f", {by}: one may have been drawn in, so that the two need not be one operator's"
        if by
        else f": the two may {may} one operator's"
    )
    return Related(
        campaign=campaign,
        ties=tuple(
            SharedValues(
                type=one.kind, values=one.values, members=one.here,
                members_there=one.there, outside=one.outside,
            )
            for one in found
        ),
        words_alone=words,
        one_member=bool(by),
        statement=f"It shares with campaign {campaign} {listed(said)}{follows}",
    )  # fmt: skip


def _by_one(found: Sequence[Shared]) -> str:
    """Say where all that is shared rests on one member; empty where on more of either."""
    ours = frozenset[int]().union(*(one.ours for one in found))
    theirs = frozenset[int]().union(*(one.theirs for one in found))
    where = [place for who, place in ((ours, "here"), (theirs, "there")) if len(who) == 1]
    return f"by one member {' and one '.join(where)} alone" if where else ""


def _what(one: Shared) -> str:
    return PHRASES[one.kind] if one.values == 1 else f"{one.values:,} {MANY[one.kind]}"


def _whose(one: Shared, sizes: tuple[int, int]) -> str:
    others = f"{counted(one.outside, 'account')} outside both" if one.outside else "nobody else"
    return (
        f"{one.here:,} of {counted(sizes[0], 'member')} here, {one.there:,} of {sizes[1]:,} there, "
        f"{others}"
    )
