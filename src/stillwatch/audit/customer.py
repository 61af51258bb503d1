"""Whether most members of a group have one customer's name: a fact that speaks against a harvest.

The cause model may find that a group shares its domain less than legitimate groups do, and weigh
it as nothing or for a harvest. Who reads the report has to know all the same whom to ask first.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from stillwatch.contract.results import Fact
from stillwatch.detect.detectors._words import among, counted
from stillwatch.detect.detectors.base import View
from stillwatch.report.wording import listed
from stillwatch.store import freemail
from stillwatch.store.links import Links

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

MOSTLY, BEYOND = 0.8, 1.0
"""Share of the members that have one name from which on it is told with more outside, and how many
of these, for each member that has it: a fleet of which half was drawn in is one customer's, too."""


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
    inside = view.links.inside(members)
    rows = {kind: (here, there) for kind, _, here, there in customer_names(links, inside)}
    if not rows:
        return None, frozenset()
    declared = _standing(links, inside) if "org" in rows else None
    said = [
        f"{among(count, len(members), 'member')} share "
        f"{NAMES[kind][1] if kind in NAMES else WITH[kind]} "
        f"({counted(outside, 'account') if outside else 'no account'} outside)"
        for kind, (count, outside) in rows.items()
    ]
    fact = Fact(
        name="one customer",
        speaks="against",
        statement=f"{_capital(listed(said))}: they may be one customer's people, as many "
        "legitimate groups are. Whoever harvests can register a domain as well: ask whom it names."
        + _verified(declared),
        weight=0.0,
        values={
            kind: {"members": count, "outside": outside} for kind, (count, outside) in rows.items()
        }
        | ({"verified": declared._asdict()} if declared else {}),
    )
    return fact, frozenset(NAMES[kind][0] for kind in rows if kind in NAMES)


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


class Name(NamedTuple):
    """A value that says whose accounts the members are, or bears that out."""

    kind: str
    code: int
    """Its number among the values."""
    members: int
    outside: int


def customer_names(links: Links, inside: npt.NDArray[np.bool_]) -> list[Name]:
    """Return what names one customer of whom most members may be, with what bears it out, if any.

    Parameters
    ----------
    links
        Who shares what.
    inside
        Shape (A,): who is a member.
    """
    here, there = links.counts(inside)
    size = int(inside.sum())
    many = here >= max(FEW, SHARE * size)
    fit = many & (there <= OUTSIDE * here)
    wide = many & (here >= MOSTLY * size) & (there <= BEYOND * here)
    free = freemail.among(links)
    found = []
    for kind in (*NAMES, *WITH):
        number = links.types.index(kind) if kind in links.types else -1
        some = fit | wide if kind in NAMES else fit
        cells = np.flatnonzero(some & ~free & (links.kind == number))
        if len(cells):
            most = int(cells[np.argmax(here[cells])])
            found.append(Name(kind, most, int(here[most]), int(there[most])))
    return found if any(name.kind in NAMES for name in found) else []


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
