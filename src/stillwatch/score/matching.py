"""Which truth row an audit's unit speaks of, and which true campaign a found one stands for."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from stillwatch.score.audit import LEVEL, Audit, FoundCampaign, FoundUnit, Queued
from stillwatch.score.truth import Truth, Unit

BENIGN = "benign"
"""Label of units in no campaign and without a licence."""
LICENSED = "licensed"
"""Label of units that may train on outputs."""


@dataclass(frozen=True)
class Matched:
    """The audit, told in the units of the truth."""

    units: dict[Unit, FoundUnit]
    """Every unit of the truth that the audit speaks of."""
    campaigns: tuple[FoundCampaign, ...]
    """Campaigns at `likely` or above; members that the truth does not know are left out."""
    owner: dict[str, str | None]
    """For each of these, the true campaign with most of its members; None: none has."""
    queue: tuple[Queued, ...] | None
    """The review queue; who is in it that the truth does not know is left out."""
    missing: int
    """Units of the truth that the audit does not speak of."""
    unlabelled: int
    """Units of the audit that the truth does not describe."""
    unlabelled_flagged: int
    """Those among them at `likely` or above."""


def match(truth: Truth, audit: Audit) -> Matched:
    """Bring the audit's units and campaigns to those of the truth.

    An end user that the truth does not describe counts for its account; what the audit says of a
    whole account holds for those of its end users too that have no row of their own.
    """
    covers = _Cover(truth)
    units, unlabelled = _units(covers, audit.units)
    campaigns = tuple(
        replace(c, units=frozenset(covers.all(c.units)), since=_since(covers, c.since))
        for c in audit.campaigns
        if c.level >= LEVEL["likely"]
    )
    return Matched(
        units=units,
        campaigns=campaigns,
        owner={c.id: owner(c.units, truth) for c in campaigns},
        queue=None
        if audit.queue is None
        else tuple(replace(q, units=frozenset(covers.all(q.units))) for q in audit.queue),
        missing=len(truth.units) - len(units),
        unlabelled=len(unlabelled),
        unlabelled_flagged=sum(found.level >= LEVEL["likely"] for found in unlabelled),
    )


def _since(covers: _Cover, since: Mapping[Unit, datetime]) -> dict[Unit, datetime]:
    """Say when each unit of the truth began: by its own row, else by the first that covers it."""
    began: dict[Unit, datetime] = {}
    for unit, moment in since.items():
        for target in covers.of(unit):
            if target == unit or target not in since:
                began[target] = min(moment, began.get(target, moment))
    return began


def _units(
    covers: _Cover, found: Mapping[Unit, FoundUnit]
) -> tuple[dict[Unit, FoundUnit], list[FoundUnit]]:
    units: dict[Unit, FoundUnit] = {}
    unlabelled: list[FoundUnit] = []
    for unit, what in found.items():
        targets = covers.of(unit)
        if not targets:
            unlabelled.append(what)
        for target in targets:
            # an end user's own row speaks for it; a row for the whole account does so otherwise
            if target == unit or target not in found:
                units[target] = _stronger(units.get(target), what)
    return units, unlabelled


class _Cover:
    """Truth units that a unit of the audit speaks of."""

    def __init__(self, truth: Truth) -> None:
        self._known = truth.units
        self._end_users: dict[str, list[Unit]] = defaultdict(list)
        for unit in truth.units:
            if unit.end_user is not None:
                self._end_users[unit.account].append(unit)

    def of(self, unit: Unit) -> list[Unit]:
        known = unit in self._known
        if unit.end_user is None:
            return [unit] * known + self._end_users.get(unit.account, [])
        account = Unit(unit.account)
        return [unit] if known else [account] * (account in self._known)

    def all(self, units: Iterable[Unit]) -> set[Unit]:
        return {target for unit in units for target in self.of(unit)}


def _stronger(before: FoundUnit | None, new: FoundUnit) -> FoundUnit:
    if before is None:
        return new
    moments = [f.flagged_at for f in (before, new) if f.flagged_at is not None]
    return FoundUnit(max(before.level, new.level), min(moments, default=None))


def label(unit: Unit, truth: Truth) -> str:
    """Return a unit's campaign, `LICENSED` or `BENIGN`.

    A licence outweighs a campaign: what it covers is neither a hit nor a false positive.
    """
    row = truth.units[unit]
    if row.licensed:
        return LICENSED
    return BENIGN if row.campaign is None else row.campaign


def owner(units: Iterable[Unit], truth: Truth) -> str | None:
    """Return the true campaign that a group of units stands for.

    That is the campaign with more of the group's members than any other campaign, than all
    benign units taken together, and than all licensed ones. Among campaigns that tie, the first
    by name; in a tie with benign or licensed units, none.
    """
    counts = Counter((row.campaign, row.licensed) for row in (truth.units[u] for u in units))
    others = max(
        sum(n for (campaign, licensed), n in counts.items() if licensed),
        sum(n for (campaign, licensed), n in counts.items() if campaign is None and not licensed),
    )
    ranked = sorted(
        (-n, campaign)
        for (campaign, licensed), n in counts.items()
        if campaign is not None and not licensed
    )
    return ranked[0][1] if ranked and -ranked[0][0] > others else None
