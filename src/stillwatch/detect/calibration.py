"""How often groups of like odds were harvests, in traffic of authors whom no model had met.

The odds of the second null are those of the worlds that its models were fitted on. A reliability
table (Murphy & Winkler 1977) says what they are worth elsewhere: whole audits of worlds by other
authors, of every group that an audit told of its odds and whether it was a harvest
(`bench/odds.py`), in firms of fewer accounts than usual and in others. Nothing is judged by it.
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
    accounts_below: int | None = None
    """Of firms of fewer accounts than this; null: of firms of as many as usual or more."""


def band(log_odds: float, accounts: int) -> Band:
    """Return the groups that were told with odds like these, in firms of such a size.

    Parameters
    ----------
    log_odds
        Natural logarithm of the odds of a harvest against a legitimate common cause, in a log that
        tells all that the second null asks of.
    accounts
        Accounts of the firm, as its bars are set by (`Engine.accounts`).
    """
    ends = {row.accounts_below for row in _table()}
    fewer = min((end for end in ends if end is not None and accounts < end), default=None)
    table = [row for row in _table() if row.accounts_below == fewer]
    edges = [row.below for row in table if row.below is not None]
    return table[bisect_right(edges, log_odds)]


@cache
def _table() -> list[Band]:
    raw = files("stillwatch.detect").joinpath("models/calibration.json").read_bytes()
    return msgspec.json.decode(raw, type=list[Band])
