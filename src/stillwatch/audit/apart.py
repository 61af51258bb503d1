"""Members of a campaign that may be one customer, drawn in: who they are is all that they share.

A group that is judged as one may be two: those who harvest, and the accounts of a firm that began
to act alike at the same time. What such a firm shares is its name; what the others share, it lacks.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from stillwatch.audit.parts import WORDED, Part
from stillwatch.audit.standing import OPEN, Crowd
from stillwatch.detect.detectors._sharing import PHRASES
from stillwatch.detect.detectors._words import counted

FEW = 3
"""Members of one customer that are no coincidence."""

LARGEST = 0.5
"""Share of the members from which on a customer is most of the campaign, and no part of it."""

POOL = 4
"""Ranges of addresses that the same members share, from which on they may as well be a pool that
is rented: the accounts of most customers sit behind one or two."""

ELSEWHERE = 1.0
"""Most accounts outside that come from a range of addresses, for each member that does, for it to
be one customer's: colleagues who were not drawn in do, too, but of a carrier's customers many more.
What names a customer (organisation, e-mail domain) may have any number outside."""

MOST, HARDLY = 0.6, 0.1
"""Share of the others that must share a value, and the largest share of the customer's."""

BINDING = frozenset(("payment", "holder", *WORDED))
"""What binds members to the others: what they pay and sign with, and how they word themselves."""

RARE = 0.1
"""Most accounts outside that show a value, for each member that does, for it to bind."""

WIDE = dict.fromkeys(WORDED, 0.1) | {"tail_template": 0.25}
"""Share of the members that have to show a wording for it to bind: two who draw on one collection
ask the same here and there, and what a request closes with is often the question itself."""

OWN, OTHERS = 2 / 3, 0.5
"""Shares of some members and of the others from which on what they have in common, and hardly
anybody outside, makes them one: a customer that was drawn in has its own card and its own words."""


WHOLE = 0.8
"""Share of some members and of a part of the campaign, that are in the other, from which on they
are the same: who runs a part by itself and a customer that was drawn in look alike."""

DRAWN = "they may have been drawn in"
EITHER = "they may be another operator's, or a customer's that was drawn in"


class Apart(NamedTuple):
    """Members to be judged apart."""

    members: npt.NDArray[np.int64]
    """Indices of their accounts, in order."""
    statement: str


def apart(crowd: Crowd) -> list[Apart]:
    """Find the customers among the members of a campaign, the largest first.

    Parameters
    ----------
    crowd
        The members, and what they share.
    """
    everyone = frozenset(crowd.members.tolist())
    found: list[Apart] = []
    taken: set[int] = set()
    named = [
        (kind, crowd.holders[code], there)
        for kind, code, here, there in crowd.rows
        if kind in OPEN and _owned(kind, here, there)
    ]
    for kind, own, outside in sorted(named, key=lambda one: (-len(one[1]), one[0], sorted(one[1]))):
        others = everyone - own
        if not FEW <= len(own) < LARGEST * len(everyone) or 2 * len(own & taken) > len(own):
            continue
        lacking = [
            (other, len(crowd.holders[code] & others))
            for other, code, _, _ in crowd.rows
            if other not in OPEN
            and len(crowd.holders[code] & others) >= MOST * len(others)
            and len(crowd.holders[code] & own) <= HARDLY * len(own)
        ]
        if not lacking or _bound(crowd, own, others):
            continue
        taken |= own
        what, count = lacking[0]
        ranges = _ranges(crowd, own) if kind == "ip_prefix" else 0
        shown, who = f"one {OPEN[kind]}", "the accounts of one customer do"
        if ranges >= POOL:
            shown = f"{ranges:,} ranges of network addresses"
            who = "the accounts of one large customer do, and those behind a rented pool"
        elif outside:
            shown = f"{shown} with {counted(outside, 'account')} outside"
        said = (
            f"{len(own):,} of the {counted(len(everyone), 'member')} share {shown}, as {who}, and "
            f"hardly any of them {PHRASES[what]} that {count:,} of the {len(others):,} others "
            f"share: {DRAWN}, and should be judged apart"
        )
        found.append(Apart(np.array(sorted(own), dtype=np.int64), said))
    return found


def either(apart: list[Apart], parts: list[Part]) -> tuple[list[Apart], list[Part]]:
    """Tell once of members who are both to be judged apart and a part of the campaign.

    They stay to be judged apart, as nobody knows which of the two they are, and are no part of
    their own any more; of a single part that is left nothing is told.
    """
    told, left = [], parts
    for some in apart:
        same = [part for part in left if _same(some.members, part.members)]
        words = some.statement.replace(DRAWN, EITHER) if same else some.statement
        told.append(some._replace(statement=words))
        left = [part for part in left if not any(part is one for one in same)]
    return told, left if len(left) > 1 else []


def _same(one: npt.NDArray[np.int64], other: npt.NDArray[np.int64]) -> bool:
    return len(np.intersect1d(one, other)) >= WHOLE * max(len(one), len(other))


def _bound(crowd: Crowd, own: frozenset[int], others: frozenset[int]) -> bool:
    """Whether most of some members pay or word themselves as many others do, and nobody else."""
    both = [
        crowd.holders[code]
        for kind, code, here, there in crowd.rows
        if kind in BINDING and there <= RARE * here
        and here >= WIDE.get(kind, 0.0) * len(crowd.members)
        and crowd.holders[code] & own and crowd.holders[code] & others
    ]  # fmt: skip
    held = frozenset[int]().union(*both)
    return len(held & own) >= OWN * len(own) and len(held & others) >= OTHERS * len(others)


def _owned(kind: str, here: int, there: int) -> bool:
    """Whether a value may be one customer's, by how many members and how many others show it."""
    return kind != "ip_prefix" or there <= ELSEWHERE * here


def _ranges(crowd: Crowd, own: frozenset[int]) -> int:
    """How many ranges of addresses most of some members share, and not many others."""
    held = (
        crowd.holders[code] & own
        for kind, code, here, there in crowd.rows
        if kind == "ip_prefix" and _owned(kind, here, there)
    )
    return sum(len(both) >= MOST * len(own) for both in held)
