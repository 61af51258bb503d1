"""Plain facts that keep a group at `watch`, however alike its members are.

Two kinds of benign group defeat a judgement by effect sizes, because a campaign may look just
like them for as long as it is seen: the accounts of one declared organisation, and an event
that ends by itself. Neither is hidden: the first says who it is, the second is over. By the
same reasoning a part of an organisation is no part of a campaign (`strays`).
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from stillwatch.accounts.statistics import Accounts
from stillwatch.cohorts import Links

ONE_OWNER = 0.8
"""Share of members in one organisation at which they are that organisation's own accounts."""

MOST_OF_IT = 0.5
"""Share of the organisation's accounts that must be members: a campaign among a reseller's
customers is a minority of them."""

FEW = 3
"""Members of one organisation that are no coincidence."""

SHORT_DAYS, OVER_DAYS = 4.0, 2.0
"""An event: the group's marked exchanges span less than the first, and ended the second ago, or
all come from one address."""


def strays(links: Links, members: npt.NDArray[np.int64]) -> npt.NDArray[np.bool_]:
    """Members that a declared organisation lends a group that is not its own: shape (members,).

    The accounts of a firm's fleet are alike, and a campaign that is like them draws some of them
    in. So an organisation is taken whole or not at all: where most of its accounts do not belong,
    and most of the group is not of it, those of it that were drawn in are no members. A group of
    which that would leave less than half is not explained so, and lends from nobody.
    """
    out = np.zeros(len(members), dtype=bool)
    if "org" not in links.types:
        return out
    held = links.held[links.types.index("org")]
    values, counts = np.unique(held[members][held[members] >= 0], return_counts=True)
    for value, count in zip(values, counts, strict=True):
        whole = int((held == value).sum())
        if count >= FEW and count < MOST_OF_IT * whole and count < 0.5 * len(members):
            out |= held[members] == value
    return out if 2 * int(out.sum()) <= len(members) else np.zeros(len(members), dtype=bool)


def find(accounts: Accounts, links: Links, members: npt.NDArray[np.int64]) -> str:
    """Return why a group may not rise above `watch`, in words; empty if nothing speaks for it."""
    share, of_it = _together(links, "org", members)
    if share >= ONE_OWNER and of_it >= MOST_OF_IT:
        return "its members are most of the accounts of one declared organisation"
    days, quiet = _life(accounts, members)
    if days < SHORT_DAYS and quiet > OVER_DAYS:
        return "it lasted less than four days and ended by itself"
    if days < SHORT_DAYS and _together(links, "ip_prefix", members)[0] >= ONE_OWNER:
        return "it is younger than four days and behind one address, as an event is"
    return ""


def _together(links: Links, kind: str, members: npt.NDArray[np.int64]) -> tuple[float, float]:
    """Share of members at their most common value, and their share of all that show it."""
    if kind not in links.types or not len(members):
        return 0.0, 0.0
    held = links.held[links.types.index(kind)]
    values, counts = np.unique(held[members][held[members] >= 0], return_counts=True)
    if not len(values):
        return 0.0, 0.0
    most = int(counts.argmax())
    whole = int((held == values[most]).sum())
    return float(counts[most] / len(members)), float(counts[most] / whole)


def _life(accounts: Accounts, members: npt.NDArray[np.int64]) -> tuple[float, float]:
    """Days that the group's marked exchanges span, and days since the latest of them."""
    onset, offset = accounts.values["onset"][members], accounts.values["offset"][members]
    known = np.isfinite(onset) & np.isfinite(offset)
    if not known.any():
        return 0.0, 0.0
    first, last = np.quantile(onset[known], 0.05), np.quantile(offset[known], 0.95)
    return float(last - first) / 24, float(accounts.now - last) / 24
