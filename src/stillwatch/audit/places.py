"""What an office or an app looks like: plain facts, which weigh nothing and name whom to ask.

The cause model weighs from where accounts began and how many share a range of addresses, and may
find that it says nothing. Who reads the report has to know all the same that nearly all members sit
in one place, or are the users of one account, whose program says what they have in common.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from stillwatch.audit.customer import FEW, MOSTLY, OUTSIDE, SHARE
from stillwatch.audit.standing import POOL
from stillwatch.contract.results import Fact
from stillwatch.detect.detectors._words import among, counted
from stillwatch.detect.detectors.base import View

Ints = npt.NDArray[np.int64]


def place(view: View, members: Ints) -> Fact | None:
    """Say that nearly all members come from one range of addresses; None: they do not.

    Parameters
    ----------
    view
        All accounts.
    members
        Indices of the group's accounts.
    """
    links = view.links
    inside = view.links.inside(members)
    number = links.types.index("ip_prefix") if "ip_prefix" in links.types else -1
    here, there = links.counts(inside)
    fit = (links.kind == number) & (here >= max(FEW, MOSTLY * len(members)))
    cells = np.flatnonzero(fit & (there <= OUTSIDE * here))
    if not len(cells):
        return None
    most = int(cells[np.argmax(here[cells])])
    count, outside = int(here[most]), int(there[most])
    pool = len(cells) >= POOL
    said = among(count, len(members), "member")
    return Fact(
        name="one place",
        speaks="against",
        statement=f"{said[:1].upper()}{said[1:]} share one range of network addresses "
        f"({counted(outside, 'account') if outside else 'no account'} outside): they may be one "
        "office, class or event. Whoever harvests can send all of it through one place as well"
        + (
            f", and these share {len(cells):,} such ranges, as those behind a rented pool do."
            if pool
            else "."
        ),
        weight=0.0,
        values={"members": count, "outside": outside, "ranges": len(cells)},
    )


def users(view: View, members: Ints) -> Fact | None:
    """Say that most members are end users of one account; None: they are not.

    Parameters
    ----------
    view
        All accounts.
    members
        Indices of the group's accounts.
    """
    within = view.links.within
    passed = within[members]
    owners, counts = np.unique(passed[passed >= 0], return_counts=True)
    if not len(owners) or counts.max() < max(FEW, SHARE * len(members)):
        return None
    owner, count = owners[np.argmax(counts)], int(counts.max())
    every = int((within == owner).sum())
    said = among(count, len(members), "member")
    return Fact(
        name="one account's users",
        speaks="against",
        statement=f"{said[:1].upper()}{said[1:]} are end users of one account, of {every:,} that "
        "it has and that were judged: what they have in common (an instruction, settings, tools) "
        "may be that account's program, as of any app. Whoever harvests can ask through one "
        "account as well: ask whose it is.",
        weight=0.0,
        values={"members": count, "end_users": every},
    )
