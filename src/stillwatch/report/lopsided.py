"""Whether nearly all of a log is one account's, so that it says nothing of groups of accounts."""

from __future__ import annotations

SHARE = 0.8
"""Share of exchanges above which they are nearly all one's."""
FEW = 20
"""Accounts beside it from which on groups of these can be judged all the same."""


def lopsided(most: int, exchanges: int, accounts: int) -> bool:
    """Tell whether one account has nearly all exchanges, and few others are there.

    Parameters
    ----------
    most
        Exchanges of the one that has most: an account, or an end user that is judged apart.
    exchanges
        All.
    accounts
        Accounts with an exchange.

    Examples
    --------
    >>> lopsided(990, 1000, 2), lopsided(990, 1000, 300), lopsided(700, 1000, 2)
    (True, False, False)
    """
    return most > SHARE * exchanges and accounts <= FEW
