"""Plain facts that keep a group at `watch`, however alike its members are.

Four kinds of benign group defeat a judgement by effect sizes, because a campaign may look just like
them for as long as it is seen: the accounts of one declared organisation, or of two or three, and
their people besides, whom their mail domains or an office tell; the end users of one account,
nearly all that it has; all accounts of one e-mail domain behind one network, as of a school; and an
event that ends by itself. None is hidden: the first three say who they are, so that they can be
asked, and limited as one customer; the last is over. Whoever pays for nearly all of a group with a
few cards of its own is no school and no event under way, and a provider of free mail is no
customer, however few of the log's accounts have its domain. By the same reasoning a part of an
organisation is no part of a campaign (`strays`), and two groups that were drawn together and that
would each be held are held.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from stillwatch.detect.accounts.statistics import Accounts
from stillwatch.store import freemail
from stillwatch.store.links import SMALLEST, Links

ONE_OWNER = 0.8
"""Share of members in one organisation at which they are that organisation's own accounts."""

MOST_OF_IT = 0.5
"""Share of the organisation's accounts that must be members: a campaign among a reseller's
customers is a minority of them."""

NEARLY_ALL = 0.8
"""Share of one account's end users that are members, at which what they share is its program."""

ONE_CUSTOMER = 0.5
"""Share of members of one organisation, or one mail domain, at which they may be one customer's."""

SOME = 0.25
"""Share of members in one organisation at which its mail domain may tell of the others."""

HARDLY = 0.1
"""Accounts outside that show the same, for each member that does, of what is one customer's own."""

FEW = 3
"""Members of one organisation that are no coincidence."""

OWNERS = 3
"""Organisations that a group may be of, together: laboratories that run the same public tests. Of
more, a campaign could make itself firms."""

RANGES = 4
"""Ranges of addresses of a school or an office."""

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


def find(
    accounts: Accounts, links: Links, members: npt.NDArray[np.int64], *, sure: bool = False
) -> str:
    """Return why a group may not rise above `watch`, in words; empty if nothing speaks for it.

    Parameters
    ----------
    accounts, links
        All accounts, and what they share.
    members
        Indices of the group's accounts.
    sure
        Whether its log odds of a harvest are beyond those of any event that has ended.
    """
    if said := _whole(accounts, links, members, sure):
        return said
    for part in _customers(links, members):
        rest = members[np.isin(members, part, invert=True)]
        if min(len(part), len(rest)) < SMALLEST:
            continue
        one = _whole(accounts, links, part, sure)
        other = _whole(accounts, links, rest, sure) if one else ""
        if other:
            return f"of two parts that it has, each would be held: {one}; {other}"
    return ""


def _customers(links: Links, members: npt.NDArray[np.int64]) -> Iterator[npt.NDArray[np.int64]]:
    """Yield parts of a group that may be customers': those of organisations, those of a domain."""
    for kind, most in (("org", OWNERS), (freemail.KIND, 1)):
        if kind not in links.types:
            continue
        held = links.held[links.types.index(kind)]
        values, counts = np.unique(held[members][held[members] >= 0], return_counts=True)
        able = (counts >= FEW) & (counts >= MOST_OF_IT * np.bincount(held[held >= 0])[values])
        if kind == freemail.KIND:
            able &= ~np.isin(links.key[values], freemail.keys())
        largest = np.argsort(-counts[able], kind="stable")[:most]
        yield members[np.isin(held[members], values[able][largest])]


def _whole(accounts: Accounts, links: Links, members: npt.NDArray[np.int64], sure: bool) -> str:
    """Say which plain fact is of all of a group; empty if none is."""
    owners, share = _owners(links, members)
    if share >= ONE_OWNER:
        return f"its members are most of the accounts of {_counted(owners)}"
    if customers := _named(links, members):
        return (
            f"some of its members are most of the accounts of {_counted(customers)}, and nearly "
            "all others share the mail domain or the network of these"
        )
    if _one_program(accounts, links, members):
        return "its members are nearly all of the end users of one account, which share its program"
    share, of_it = _together(links, "email_domain", members)
    apart = not _one_purse(links, members)
    if apart and share >= ONE_OWNER and of_it >= MOST_OF_IT and _one_network(links, members):
        return "its members are most of the accounts of one e-mail domain, behind one network"
    days, quiet = _life(accounts, members)
    if days < SHORT_DAYS and quiet > OVER_DAYS and not sure:
        return "it lasted less than four days and ended by itself"
    if apart and days < SHORT_DAYS and _together(links, "ip_prefix", members)[0] >= ONE_OWNER:
        return "it is younger than four days and behind one address, as an event is"
    return ""


def customer(links: Links, members: npt.NDArray[np.int64]) -> str:
    """Return why a group may be one customer's people, in words; empty if nothing says so.

    It can be asked, and a harvest it may be: so this keeps a group from `confirmed` alone.
    """
    if _one_purse(links, members):
        return ""
    for kind, words in (("org", "declared organisation"), ("email_domain", "e-mail domain")):
        share, of_it = _together(links, kind, members)
        if share >= ONE_CUSTOMER and of_it >= MOST_OF_IT:
            return (
                f"half of its members or more are of one {words}, of which they are half of the "
                "accounts or more"
            )
    return ""


def _counted(owners: int) -> str:
    return "one declared organisation" if owners == 1 else f"{owners} declared organisations"


def _owners(links: Links, members: npt.NDArray[np.int64]) -> tuple[int, float]:
    """How many organisations the group is of, at most `OWNERS`, and what share of it they are.

    Beyond the largest those count that have `FEW` members; of each, most accounts must belong.
    """
    if "org" not in links.types or not len(members):
        return 0, 0.0
    held = links.held[links.types.index("org")]
    values, counts = np.unique(held[members][held[members] >= 0], return_counts=True)
    order = np.argsort(-counts, kind="stable")[:OWNERS]
    share = 0.0
    for number, (value, count) in enumerate(zip(values[order], counts[order], strict=True)):
        if (number and count < FEW) or count < MOST_OF_IT * int((held == value).sum()):
            return number, share
        share += float(count / len(members))
        if share >= ONE_OWNER:
            return number + 1, share
    return len(order), share


def _named(links: Links, members: npt.NDArray[np.int64]) -> int:
    """How many customers have names that cover nearly all of the group; 0: these do not.

    A customer is a declared organisation, of which most accounts are members, and what its people
    show: a mail domain of which they have most accounts, too; where half of the group declare the
    organisation also a range of addresses that hardly anybody outside the group uses. Whose people
    all come from the same many ranges is none.
    """
    if "org" not in links.types or not len(members):
        return 0
    held = links.held[links.types.index("org")]
    values, counts = np.unique(held[members][held[members] >= 0], return_counts=True)
    if counts.max(initial=0) < FEW or _ranges(links, members) > RANGES:
        return 0
    inside = np.zeros(links.held.shape[1], dtype=bool)
    inside[members] = True
    here, there = links.counts(inside)
    covered = np.zeros(len(inside), dtype=bool)
    names = freemail.among(links)
    customers = [
        at
        for at in np.argsort(-counts, kind="stable")
        if counts[at] >= max(FEW, SOME * len(members))
        and counts[at] >= MOST_OF_IT * int((held == values[at]).sum())
    ]
    for number, at in enumerate(customers[:OWNERS], start=1):
        share = counts[at] / len(members)
        theirs = inside & (held == values[at])
        covered |= theirs
        shown, _ = links.counts(theirs)
        for kind, most in ((freemail.KIND, 1.0), ("ip_prefix", HARDLY)):
            if kind not in links.types or (kind == "ip_prefix" and share < ONE_CUSTOMER):
                continue
            own = (shown >= FEW) & (there <= most * here) & ~names
            cells = np.flatnonzero(own & (links.kind == links.types.index(kind)))
            if len(cells):
                cell = cells[np.argmax(shown[cells])]
                covered[links.account[links.code == cell]] = True
        if covered[members].mean() >= ONE_OWNER:
            return number
    return 0


def _one_program(accounts: Accounts, links: Links, members: npt.NDArray[np.int64]) -> bool:
    """Whether the group is of one account's end users, and nearly all that it has had so far."""
    homes = links.within[members]
    values, counts = np.unique(homes[homes >= 0], return_counts=True)
    if not len(values) or counts.max() < ONE_OWNER * len(members):
        return False
    users = (links.within == values[counts.argmax()]) & accounts.seen
    return bool(counts.max() >= NEARLY_ALL * users.sum())


def _one_purse(links: Links, members: npt.NDArray[np.int64]) -> bool:
    """Whether nearly all of the group pay by cards that others of it use, as no class or event."""
    if "payment" not in links.types:
        return False
    held = links.held[links.types.index("payment")][members]
    counts = np.unique(held[held >= 0], return_counts=True)[1]
    return bool(counts[counts >= FEW].sum() >= ONE_OWNER * len(members))


def _one_network(links: Links, members: npt.NDArray[np.int64]) -> bool:
    """Whether nearly all of the group come from one to `RANGES` ranges of addresses of their own.

    They may come from home as well.
    """
    return 1 <= _ranges(links, members) <= RANGES


def _ranges(links: Links, members: npt.NDArray[np.int64]) -> int:
    """Ranges of addresses that nearly all of the group use.

    A range that as many others use is a carrier's, and does not count; more than `RANGES` are a
    pool of proxies.
    """
    if "ip_prefix" not in links.types:
        return 0
    inside = np.zeros(links.held.shape[1], dtype=bool)
    inside[members] = True
    here, there = links.counts(inside)
    theirs = (links.kind == links.types.index("ip_prefix")) & (here >= ONE_OWNER * len(members))
    return int((theirs & (there <= here)).sum())


def _together(links: Links, kind: str, members: npt.NDArray[np.int64]) -> tuple[float, float]:
    """Share of members at their most common value, and their share of all that show it.

    A free-mail provider's domain is none.
    """
    if kind not in links.types or not len(members):
        return 0.0, 0.0
    held = links.held[links.types.index(kind)]
    known = held[members][held[members] >= 0]
    if kind == freemail.KIND:
        known = known[~np.isin(links.key[known], freemail.keys())]
    values, counts = np.unique(known, return_counts=True)
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
