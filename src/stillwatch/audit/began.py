"""When a campaign began: its members may have been customers before, or bought accounts.

What they asked then reads like a harvest now and then, so that the first such request of a member,
or of one in twenty, may lie days before the harvest.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from stillwatch.audit.rounding import stamp
from stillwatch.contract.results import Member

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]

HOUR = 3_600_000_000
"""Microseconds."""
EARLY = 0.05
"""Share of the members who may have asked something of the kind before, where nothing rose."""
FEWEST = 5
"""Hours of members with a harvest-like request below which no rise is looked for."""
RISE = (1.5, 10.0)
"""How many times as many of them must come to an hour after the rise as before it, and by how much
it must raise the log likelihood over one even pace."""
SLOPE = (2.0, 4.0)
"""The same for a rise in what came before one: who comes one after the other rises slowly."""
A_DAY = 24
"""Hours of the log within which a rise may be a morning's."""


def began(
    people: Sequence[Member], detected: int | None, asked: Ints, who: npt.NDArray[np.uint64],
    first: int,
) -> str:  # fmt: skip
    """Return when the members' harvest-like requests rose, by what came before it was raised.

    It is the first change of pace of a Poisson process of which each member counts once an hour:
    one that a script floods in an hour is no more than another. Where nothing rises, as where they
    asked since the log began, it is when one in twenty of those members had begun.

    Parameters
    ----------
    people
        Members, each with the moment of its first harvest-like request.
    detected
        Hour at which the campaign was raised; None: it was not.
    asked, who
        Moments of the members' harvest-like requests, in microseconds since 1970, and whose they
        are: shape (n,) each.
    first
        First hour of the log.
    """
    starts = sorted(member.since for member in people)
    if detected is not None:
        by_then = [since for since in starts if since < stamp(detected * HOUR)]
        starts = by_then or starts
        early = asked < detected * HOUR
        asked, who = asked[early], who[early]
    hour = rise(np.unique(np.stack([asked // HOUR, who.view(np.int64)]), axis=1)[0], first)
    if hour is None or hour - first < A_DAY:
        return starts[int(EARLY * len(starts))]
    return stamp(int(asked[asked >= hour * HOUR].min()))


def rise(hours: Ints, first: int) -> int | None:
    """Return the hour from which on more came than before; None: it was one pace.

    Parameters
    ----------
    hours
        Shape (n,), sorted: when something came.
    first
        First hour that was looked at.
    """
    found = None
    end = int(hours[-1]) + 1 if len(hours) else first
    (factor, gain), left = RISE, hours
    while len(left) >= FEWEST:
        at, gained, before, after = _change(left, first, end)
        if gained < gain or after < factor * before:
            break
        found = end = int(left[at])
        left = left[:at]
        factor, gain = SLOPE
    return found


def _change(hours: Ints, first: int, end: int) -> tuple[int, float, float, float]:
    """Return where an even pace is best cut in two, of which the latter is the quicker.

    The place, the log likelihood that the cut gains, and the paces before and after it.
    """
    count, place = len(hours), np.arange(len(hours), dtype=np.float64)
    since = np.maximum(hours - first, 1).astype(np.float64)
    until = np.maximum(end - hours, 1).astype(np.float64)
    before, after = place / since, (count - place) / until
    gained = place * np.log(np.maximum(before, 1e-12)) + (count - place) * np.log(after)
    gained -= count * np.log(count / max(end - first, 1))
    at = int(np.where(after > before, gained, -np.inf).argmax())
    return at, float(gained[at]), float(before[at]), float(after[at])
