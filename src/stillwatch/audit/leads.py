"""Accounts outside campaigns that share what sets the members of one apart, and few others show.

Whatever is shared can be copied, so that nobody is named for it: it says where to look next.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from stillwatch.audit.standing import Crowd
from stillwatch.contract import records
from stillwatch.contract.results import Campaign
from stillwatch.detect.detectors._sharing import PHRASES
from stillwatch.detect.detectors._words import counted
from stillwatch.detect.detectors.base import GROUPS
from stillwatch.store.links import Links

LEAST = 3
"""Members that must show a value."""

PART = 0.1
"""Share of the members that must show it."""

OUTSIDE = 0.5
"""Most accounts outside that show it, for each member that does."""

HELD = frozenset({"payment", "holder"})
HELD_OUTSIDE, HELD_LEAST = 2.0, 2
"""Kinds of which one party holds a value, and the same of these: where few of a campaign have been
found, more of those who pay with its card are outside than in. Of a campaign that is named two
members are enough, whatever part of it they are: a large one pays with many cards. In
simulated logs of eight authors all 127 accounts outside that had such a card were of campaigns, and
57 of 259 that had one of a watched group."""

MOSTLY = 0.5
"""Share of the members from which on one value alone ties an account to them; else it takes values
of two groups (networks, clients, billing, sign-up, settings, templates)."""

FIRM = HELD | {"ip_prefix"}
"""Kinds that show who sends, or from where."""

BESIDE = frozenset({"ip_prefix", "ja4", "client"})
"""Kinds of which one value ties an account closely enough to be listed with a campaign beside one
of another group: ranges of addresses and builds of a client meet by chance. One of `HELD` does by
itself. Words and settings spread: of 91 accounts that shared those of campaigns in a simulated
world, one was of them."""

BUILDS = frozenset({"ja4", "client"})
BUILD_OUTSIDE = 0.1
"""Kinds of `BESIDE` that name a program, and the most accounts outside that show a value, for each
member that does, for it to tie one closely: a program that is public is many people's, and what
else they share with members (its name, a network of servers, its settings) goes with it."""

CUSTOMER = frozenset({"org", "email_domain"})
OWNED = 0.8
"""Kinds that say whose accounts some are, and the share of the members of a watched group that show
one value from which on whoever else does is of that customer too: it is known whom to ask."""

TOO_PLAIN = frozenset({"signup_day", "model"})
"""Kinds of which a few may have the same by chance."""

ROWS = 10
"""Campaigns whose leads are in the review queue, the strongest."""

KINDS = 4
"""Kinds of what they share that are told there."""

SAID = 3
"""Most values told of an account."""


class Shared(NamedTuple):
    """A value of a campaign that an account outside shows too."""

    kind: str
    members: int
    outside: int


class Lead(NamedTuple):
    """What ties an account to a campaign that it is not in."""

    unit: int
    """Place of the account, or end user, in the population."""
    campaign: str
    size: int
    """Members of the campaign."""
    shared: tuple[Shared, ...]
    """Most telling first, one of a kind."""

    @property
    def firm(self) -> bool:
        """Whether it shares more than words and settings, and more than may be by chance."""
        kinds = {value.kind for value in self.shared}
        beside = any(
            value.kind in BESIDE
            and (value.kind not in BUILDS or value.outside <= BUILD_OUTSIDE * value.members)
            for value in self.shared
        )
        return bool(kinds & HELD) or (beside and len(_groups(kinds)) > 1)

    @property
    def shares(self) -> str:
        """Say what it shares: `shares one means of payment with …`."""
        parts = []
        ordered = sorted(self.shared, key=lambda value: value.kind not in FIRM | BESIDE)
        for kind, members, outside in ordered[:SAID]:
            others = counted(outside - 1, "other account") if outside > 1 else "no other account"
            parts.append(
                f"{PHRASES[kind]} with {members:,} of the {counted(self.size, 'member')} and "
                f"{others} outside"
            )
        said = parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"
        return f"shares {said}"

    @property
    def words(self) -> str:
        """Say it in one sentence."""
        return (
            f"It is not a member of campaign {self.campaign}, but {self.shares}. Nobody is named "
            "for what can be copied or passed on"
        )


def _groups(kinds: Iterable[str]) -> set[str]:
    return {GROUPS.get(kind, kind) for kind in kinds}


def leads(
    crowds: Iterable[tuple[str, Crowd]], free: npt.NDArray[np.bool_],
    watched: frozenset[str] = frozenset(), held: Links | None = None,
) -> dict[int, Lead]:  # fmt: skip
    """Find the accounts that are tied to a campaign, each with the one that it shares most with.

    To one that is only watched those alone are tied who would be listed with it (`Lead.firm`).

    Parameters
    ----------
    crowds
        Ids and members of the campaigns, strongest first.
    free
        Shape (A,): accounts that are in no campaign, and are judged.
    watched
        Ids of those that are only watched.
    held
        Who shares which values of `HELD`, two accounts being enough; None: three must.
    """
    found: dict[int, Lead] = {}
    for name, crowd in crowds:
        size, named = len(crowd.members), name not in watched
        shown: dict[int, list[Shared]] = {}
        for shared, units in _values(crowd, held, named=named):
            for unit in units:
                mine = shown.setdefault(unit, [])
                if free[unit] and all(shared.kind != other.kind for other in mine):
                    mine.append(shared)
        known = frozenset() if named else _customers(crowd)
        for unit, mine in shown.items():
            before, lead = found.get(unit), Lead(unit, name, size, tuple(mine))
            kinds = {value.kind for value in mine}
            alone = (named and kinds & HELD) or any(v.members >= MOSTLY * size for v in mine)
            if not mine or (len(_groups(kinds)) < 2 and not alone):
                continue
            if not named:
                better = unit not in known and lead.firm and (before is None or not before.firm)
            else:
                better = before is None or _close(lead) > _close(before)
            if better:
                found[unit] = lead
    return found


def _close(lead: Lead) -> tuple[bool, int]:
    """Say how closely a lead ties: what does so firmly comes before more that does not."""
    return lead.firm, len(lead.shared)


def _values(crowd: Crowd, held: Links | None, *, named: bool) -> Iterator[tuple[Shared, list[int]]]:
    """Yield what sets members apart and few outside show, with all who show it.

    Of a campaign that is `named`, cards and keys are told first, of two members too.
    """
    links, size = crowd.scene.view.links, len(crowd.members)
    if named:
        yield from _held(crowd.members, held or links)
    for kind, code, here, there in crowd.rows:
        rare = 0 < there <= (HELD_OUTSIDE if kind in HELD else OUTSIDE) * here
        if kind in TOO_PLAIN or (named and kind in HELD):
            continue
        if here >= max(LEAST, PART * size) and rare:
            yield Shared(kind, here, there), _who(links, code)


def _held(members: npt.NDArray[np.int64], held: Links) -> Iterator[tuple[Shared, list[int]]]:
    """Yield values of `HELD` that two members show and few outside, those of most members first."""
    inside = np.zeros(held.held.shape[1], dtype=bool)
    inside[members] = True
    here, there = held.counts(inside)
    numbers = [number for number, kind in enumerate(held.types) if kind in HELD]
    fits = np.isin(held.kind, numbers) & (here >= HELD_LEAST)
    codes = np.flatnonzero(fits & (there > 0) & (there <= HELD_OUTSIDE * here))
    for code in codes[np.lexsort((codes, there[codes], -here[codes]))].tolist():
        kind = held.types[held.kind[code]]
        yield Shared(kind, int(here[code]), int(there[code])), _who(held, code)


def _who(links: Links, code: int) -> list[int]:
    low, high = np.searchsorted(links.code, [code, code + 1])
    units: list[int] = np.unique(links.account[low:high]).tolist()
    return units


def _customers(crowd: Crowd) -> frozenset[int]:
    """Return who shows the organisation or e-mail domain that nearly all members do."""
    links, least = crowd.scene.view.links, OWNED * len(crowd.members)
    out: set[int] = set()
    for kind, code, here, _ in crowd.rows:
        if kind in CUSTOMER and here >= least:
            out.update(_who(links, code))
    return frozenset(out)


def queued(
    campaigns: Iterable[Campaign], rows: Mapping[str, Mapping[str, Any]], left: frozenset[str]
) -> list[dict[str, Any]]:
    """Return what the review queue says of leads: one row a campaign, the strongest first.

    Parameters
    ----------
    campaigns
        Strongest first, each with its leads.
    rows
        The account table, by account: `log_e` and `exchanges` of each.
    left
        Accounts that nobody has to look at.
    """
    out = []
    for campaign in campaigns:
        tied = [lead for lead in campaign.leads if lead.account not in left]
        if not tied:
            continue
        units = sorted((lead.account, lead.end_user or "") for lead in tied)
        whole = [rows[name] for name, user in units if not user and name in rows]
        out.append(
            {
                "leads_of": campaign.id,
                "severity": "none",
                "log_e": max((row["log_e"] for row in whole), default=None),
                "exchanges": sum(row["exchanges"] for row in whole) if whole else None,
                "members": len(units),
                "accounts": sorted({name for name, _ in units}),
                "end_users": sorted({user for _, user in units if user}),
                "units": [{"account": name, "end_user": user or None} for name, user in units],
                "reasons": [_tied(tied, campaign.id)],
            }
        )
    return out[:ROWS]


def _tied(tied: list[records.Lead], campaign: str) -> str:
    """Say how many share what with members of a campaign, the commonest first."""
    kinds = Counter(kind for lead in tied for kind in lead.types)
    outside: dict[str, set[int]] = {}
    for lead in tied:
        for kind, count in zip(lead.types, lead.outside, strict=True):
            outside.setdefault(kind, set()).add(count)
    ordered = sorted(
        kinds.items(), key=lambda pair: (pair[0] not in FIRM | BESIDE, -pair[1], pair[0])
    )
    shared = ", ".join(
        f"{PHRASES[kind]} ({_of(many, outside[kind])})" for kind, many in ordered[:KINDS]
    )
    share = "shares" if len(tied) == 1 else "share"
    return (
        f"{counted(len(tied), 'account')} in no campaign that {share} with members of {campaign} "
        f"what sets these apart: {shared}"
    )


def _of(many: int, outside: set[int]) -> str:
    """Say how many have a value, of how many outside.

    Of several values (as many cards) the counts cannot be added: accounts may have two.
    """
    most = max(outside)
    have = f"{counted(most, 'account')} outside"
    if len(outside) == 1 and many <= most:
        return f"{many:,} of {have} that {'has' if most == 1 else 'have'} it"
    upto = "at most " * (len(outside) > 1)
    return f"{many:,} of them, each one that {upto}{have} {'has' if most == 1 else 'have'}"
