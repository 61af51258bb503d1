"""Whether most members of a group have one customer's name: a fact that speaks against a harvest.

The cause model may find that a group shares its domain less than legitimate groups do, and weigh
it as nothing or for a harvest. Who reads the report has to know all the same whom to ask first.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from stillwatch import freemail
from stillwatch.detectors._words import counted
from stillwatch.detectors.base import View
from stillwatch.links import Links
from stillwatch.report.wording import listed
from stillwatch.results import Fact

Ints = npt.NDArray[np.int64]

NAMES = {
    "org": ("organisation", "one declared organisation"),
    freemail.KIND: ("domain", "one e-mail domain, none that is known for free mail"),
}
"""Observables that name a customer: the figure that shows each, and how it is told."""

WITH = {"ip_prefix": "one range of network addresses"}
"""Observables that bear a name out; alone they name nobody."""

SHARE, FEW = 0.5, 3
"""Share of the members that have one name, and how many, from which on it is told."""

OUTSIDE = 0.1
"""Most accounts outside that show the same value, for each member that does."""


def customer(view: View, members: Ints) -> tuple[Fact | None, frozenset[str]]:
    """Say that a group may be one customer's people, and by which figures it shows; None: not so.

    Parameters
    ----------
    view
        All accounts.
    members
        Indices of the group's accounts.
    """
    links = view.links
    inside = np.zeros(len(view.accounts.n), dtype=bool)
    inside[members] = True
    here, there = links.counts(inside)
    fit = (here >= max(FEW, SHARE * len(members))) & (there <= OUTSIDE * here)
    fit &= ~freemail.among(links)
    rows: dict[str, tuple[int, int]] = {}
    for kind in (*NAMES, *WITH):
        number = links.types.index(kind) if kind in links.types else -1
        cells = np.flatnonzero(fit & (links.kind == number))
        if len(cells):
            most = cells[np.argmax(here[cells])]
            rows[kind] = int(here[most]), int(there[most])
    if not rows.keys() & NAMES.keys():
        return None, frozenset()
    declared = _standing(links, inside) if "org" in rows else None
    said = [
        f"{count:,} of the {counted(len(members), 'member')} share "
        f"{NAMES[kind][1] if kind in NAMES else WITH[kind]} "
        f"({counted(outside, 'account') if outside else 'no account'} outside)"
        for kind, (count, outside) in rows.items()
    ]
    fact = Fact(
        name="one customer",
        speaks="against",
        statement=f"{listed(said)}: they may be one customer's people, as many legitimate groups "
        "are. Whoever harvests can register a domain as well: ask whom it names."
        + _verified(declared),
        weight=0.0,
        values={
            kind: {"members": count, "outside": outside} for kind, (count, outside) in rows.items()
        }
        | ({"verified": declared._asdict()} if declared else {}),
    )
    return fact, frozenset(NAMES[kind][0] for kind in rows if kind in NAMES)


class Standing(NamedTuple):
    """How many of those that declare an organisation had their identity verified."""

    declare: int
    """Members that declare one and of whom it is told."""
    verified: int
    others: float
    """Share of those outside that declare one and of whom it is told; of all that are outside,
    where hardly anybody declares one."""


def _standing(links: Links, inside: npt.NDArray[np.bool_]) -> Standing | None:
    """Tell who was verified; None: the log does not, or of hardly anybody."""
    told = np.isfinite(links.verified)
    declares = told & (links.held[links.types.index("org")] >= 0)
    ours, others = links.verified[declares & inside], links.verified[declares & ~inside]
    if len(others) < FEW:
        others = links.verified[told & ~inside]
    if len(ours) < FEW or len(others) < FEW:
        return None
    return Standing(len(ours), int(ours.sum()), float(others.mean()))


def _verified(told: Standing | None) -> str:
    if told is None:
        return ""
    return (
        f" The identity of {told.verified:,} of the {told.declare:,} who declare an organisation "
        f"was verified, of others {told.others:.0%}."
    )
