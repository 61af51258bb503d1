"""When some members of a campaign asked, and whether they have stopped."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from stillwatch.audit.taken import BODY, ended

DAY_US = 86_400_000_000


class Life(NamedTuple):
    """When some members asked."""

    began: float
    """Day (since 1970) before which a twentieth of their harvest-like requests came."""
    last: float
    """Day after which a twentieth of them came."""
    over: bool
    """Whether they have stopped, as a campaign has that is `ended`."""


Lives = Callable[[frozenset[int]], Life]
"""Returns that of some accounts, by their indices."""


def lives(harvest: pa.Table, keys: npt.NDArray[np.uint64], end: int, days: float) -> Lives:
    """Return what tells when some members asked.

    Parameters
    ----------
    harvest
        Harvest-like exchanges of all members.
    keys
        Shape (A,): keys of all accounts.
    end, days
        As `taken.ended` takes them.
    """

    @cache
    def life(units: frozenset[int]) -> Life:
        some = pa.array(keys[sorted(units)], pa.uint64())
        mine = harvest.filter(pc.is_in(harvest["account"], some))
        if not mine.num_rows:
            return Life(0.0, 0.0, True)
        began, last = np.quantile(mine["time"].to_numpy() / DAY_US, BODY)
        return Life(float(began), float(last), ended(mine, end, days))

    return life
