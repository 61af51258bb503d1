"""Bets on accounts: evidence is summed within an account before accounts are weighed.

A harvest does not come from a share of the queries here and there, it comes from accounts. If a
share of *accounts* is given over to it, then the wealth of a gambler who bets on all queries of
an account is what the account is worth, and the window is the product over accounts of
`1 + a * (worth - 1)` for a share a of accounts: a mixture of mixtures, again an e-value.
"""

from __future__ import annotations

from typing import cast

import numpy as np
from numpy.typing import NDArray

from stillwatch.guard.windows.bets import log_mean

Floats = NDArray[np.float64]

WITHIN = (0.1, 0.3, 0.9)
"""Shares of an account's queries that may be a harvest; the rest is cover."""
AMONG = (0.01, 0.03, 0.1, 0.3)
"""Shares of the accounts of a window that may harvest."""
MOST = 600.0
"""Log worth at which an account stops counting more: beyond it numbers overflow."""


def account_wealth(growth: Floats, accounts: NDArray[np.uint64]) -> Floats:
    """Log of what gamblers on accounts own after a window.

    Parameters
    ----------
    growth
        Shape (m, len(WITHIN), bets): log of what a fortune grows by at each query in each bet.
    accounts
        Shape (m,): who sent it; a query of an unknown account (0) stands alone.

    Returns
    -------
    Shape (len(AMONG), bets): natural logarithms.
    """
    group = _groups(accounts)
    order = np.argsort(group, kind="stable")
    starts = np.flatnonzero(np.diff(group[order], prepend=-1))
    owned = np.add.reduceat(growth[order], starts, axis=0)  # accounts, WITHIN, bets
    worth = np.expm1(np.minimum(log_mean(owned, 1), MOST))
    return np.stack([np.log1p(a * worth).sum(axis=0) for a in AMONG])


def _groups(accounts: NDArray[np.uint64]) -> NDArray[np.int64]:
    """Give accounts numbers from 0, shape (m,); each query of an unknown one counts as one more."""
    group = np.unique(accounts, return_inverse=True)[1].astype(np.int64)
    unknown = np.flatnonzero(accounts == 0)
    group[unknown] = group.max(initial=0) + 1 + np.arange(len(unknown))
    return cast(NDArray[np.int64], np.unique(group, return_inverse=True)[1].astype(np.int64))
