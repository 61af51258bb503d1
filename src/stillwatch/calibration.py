"""How often groups of like odds were harvests, in traffic of authors whom no model had met.

The odds of the second null are those of the worlds that its models were fitted on. A reliability
table (Murphy & Winkler 1977) says what they are worth elsewhere: whole audits of worlds by other
authors, of every group that an audit told of its odds and whether it was a harvest
(`bench/odds.py`). Nothing is judged by it.
"""

from __future__ import annotations

from bisect import bisect_right
from functools import cache
from importlib.resources import files

import msgspec


class Band(msgspec.Struct, frozen=True, kw_only=True):
    """Groups of like log odds, and how many of them were harvests."""

    above: float | None
    """Log odds from which the band goes; null: from below all."""
    below: float | None
    """Log odds up to which it goes, not reached; null: beyond all."""
    groups: int
    harvests: int


def band(log_odds: float) -> Band:
    """Return the groups that were told with odds like these.

    Parameters
    ----------
    log_odds
        Natural logarithm of the odds of a harvest against a legitimate common cause, in a log that
        tells all that the second null asks of.
    """
    table = _table()
    edges = [row.below for row in table if row.below is not None]
    return table[bisect_right(edges, log_odds)]


@cache
def _table() -> list[Band]:
    raw = files("stillwatch").joinpath("models/calibration.json").read_bytes()
    return msgspec.json.decode(raw, type=list[Band])
