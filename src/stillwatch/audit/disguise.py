"""Whether members of a group name a program that they do not connect as: a fact for readers.

What a program calls itself (its user agent) is a header that anybody may set; the TLS fingerprint
is of the library that connects. Where nearly all who name a program share a few fingerprints, a
group that names it with another one is not that program. No model weighs it: programs are updated,
and some customers put a proxy in between.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from stillwatch.contract.results import Fact
from stillwatch.detect.detectors._words import counted
from stillwatch.detect.detectors.base import View

Ints = npt.NDArray[np.int64]

NAMED, PRINT = "user_agent", "ja4"
"""Observables: what a program calls itself, and how it connects."""

SHARE, FEW = 0.25, 3
"""Share of the members, and how many, with the same contradiction, from which on it is told."""

OTHERS = 20
"""Accounts outside that name the program, at least, for it to be known how it connects."""

ALIKE, RARE = 0.9, 0.01
"""Share of these that have a fingerprint which a tenth of them have, at least, and share that has
the members', at most."""


def disguise(view: View, members: Ints) -> Fact | None:
    """Say that members name a program which connects otherwise; None: not so, or not known.

    Parameters
    ----------
    view
        All accounts.
    members
        Indices of the group's accounts.
    """
    links = view.links
    if not {NAMED, PRINT} <= set(links.types):
        return None
    named, print_ = (links.held[links.types.index(kind)] for kind in (NAMED, PRINT))
    told = view.accounts.seen & (named >= 0) & (print_ >= 0)
    inside = view.links.inside(members)
    values, counts = np.unique(print_[inside & told], return_counts=True)
    for number in np.argsort(-counts, kind="stable"):
        mine, count = values[number], int(counts[number])
        if count < max(FEW, SHARE * len(members)):
            return None
        programs = np.unique(named[inside & told & (print_ == mine)])
        others = view.accounts.seen & ~inside & np.isin(named, programs)
        known = others & told
        if known.sum() < max(OTHERS, ALIKE * others.sum()):
            continue  # a fingerprint that hardly anybody shares is not known here
        same = int((print_[known] == mine).sum())
        if same <= RARE * known.sum() and _usual(named[known], print_[known]) >= ALIKE:
            return _fact(count, len(members), int(known.sum()), same)
    return None


def _usual(named: npt.NDArray[np.int32], print_: npt.NDArray[np.int32]) -> float:
    """Share of accounts with a fingerprint that a tenth, at least, of their program's have."""
    pairs = np.column_stack([named, print_])
    _, place, count = np.unique(pairs, axis=0, return_inverse=True, return_counts=True)
    _, program, every = np.unique(named, return_inverse=True, return_counts=True)
    return float((count[place.ravel()] >= 0.1 * every[program]).mean())


def _fact(count: int, size: int, others: int, same: int) -> Fact:
    return Fact(
        name="program and fingerprint",
        speaks="for",
        statement=f"{count:,} of the {counted(size, 'member')} name a client program that "
        f"{others:,} other accounts name, too, and connect with a TLS fingerprint that "
        f"{same or 'none'} of these {'has' if same < 2 else 'have'}: what a program calls itself "
        "anybody can choose. This is told, and not weighed.",
        weight=0.0,
        values={"members": {"same": count}, "others": {"accounts": others, "same": same}},
    )
