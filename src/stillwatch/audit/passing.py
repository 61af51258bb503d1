"""Members that were active for a day or two and then no more: a plain fact, which weighs nothing.

Accounts that are used up one after the other look so, and so do guests of an event. When they
came is told with it: guests come together.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from stillwatch.audit.figures import FEWEST, Others, Scene
from stillwatch.contract.results import Fact
from stillwatch.detect.accounts.state import ALL
from stillwatch.detect.detectors._words import counted

Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]

DAYS = (1, 2)
"""Days within which all exchanges of an account lie: the fewest that most members fit are told."""

SILENT = 48
"""Hours before the log ends from which on an account was silent: others may go on."""

SHARE, OUTSIDE = 0.5, 0.1
"""Share of the members from which on it is told, and of other accounts up to which it is."""


def passing(scene: Scene, members: Ints, others: Others) -> Fact | None:
    """Say how many members were active for a day or two only; None where few, or others too.

    Parameters
    ----------
    scene
        The last evaluation.
    members
        Indices of the group's accounts.
    others
        Whom they are compared with.
    """
    if len(others.who) < FEWEST:
        return None
    state = scene.engine.state
    first, last = state.first[ALL], state.last[ALL]  # hours since 1970
    silent = last <= last.max() - SILENT
    for days in DAYS:
        brief: Bools = silent & (last - first < 24 * days)
        mine, theirs = members[brief[members]], int(brief[others.who].sum())
        if len(mine) >= SHARE * len(members) and theirs <= OUTSIDE * len(others.who):
            return _fact(days, first[mine] // 24, len(members), theirs, others)
    return None


def _fact(days: int, came: Ints, size: int, theirs: int, others: Others) -> Fact:
    """Word it: `came` are the days, since 1970, of the first exchanges of those that fit."""
    each = np.unique(came, return_counts=True)[1]
    when = (
        "All of these came on one day" if len(each) == 1
        else f"These came on {len(each):,} different days, at most {each.max():,} on one"
    )  # fmt: skip
    return Fact(
        name="active for a day" if days == 1 else "active for two days",
        speaks="neither",
        statement=f"{len(came):,} of the {counted(size, 'member')} sent all their exchanges within "
        f"{24 * days} hours and none in the last two days of the log; of {others.words} "
        f"{theirs:,} of {len(others.who):,} did. {when} (UTC).",
        weight=0.0,
        values={
            "days": days, "members": len(came), "of_members": size, "others": theirs,
            "of_others": len(others.who), "came_on_days": len(each), "most_on_one": int(each.max()),
        },
    )  # fmt: skip
