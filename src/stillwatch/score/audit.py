"""The outputs of `stillwatch audit` that the scorer reads (output contract, version 1)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa

from stillwatch.contract import audit as contract
from stillwatch.contract.results import SEVERITIES, Campaign
from stillwatch.contract.review import Case
from stillwatch.contract.tables import ACCOUNTS as SCHEMA
from stillwatch.contract.tables import read_table
from stillwatch.core.errors import InputError, shown
from stillwatch.score.truth import Unit

LEVEL = {name: rank for rank, name in enumerate(SEVERITIES)}
"""Rank of each severity; `none` is 0."""


@dataclass(frozen=True)
class FoundUnit:
    """What the audit said of one account or end user."""

    level: int
    """Rank of its severity in `SEVERITIES`."""
    flagged_at: datetime | None
    """When it was first flagged."""


@dataclass(frozen=True)
class FoundCampaign:
    """One campaign that the audit reports."""

    id: str
    level: int
    """Rank of its severity in `SEVERITIES`."""
    units: frozenset[Unit]
    """Members."""
    detected_at: datetime
    """First epoch that raised it."""
    since: Mapping[Unit, datetime] = field(default_factory=dict, compare=False)
    """First harvest-like exchange of each member of which that is told."""


@dataclass(frozen=True)
class Queued:
    """One case of the review queue."""

    kind: str
    """`watch`: a campaign at that level; `group`: one below it; `leads`: accounts that share with a
    campaign what hardly anybody else has; `shared`: accounts that share a card or a key with one
    another; `account`: one alone."""
    name: str
    """Its id; empty for a case of a release that gave it none."""
    units: frozenset[Unit]


@dataclass(frozen=True)
class Audit:
    """What the audit concluded."""

    units: dict[Unit, FoundUnit]
    campaigns: tuple[FoundCampaign, ...]
    queue: tuple[Queued, ...] | None = None
    """What a person is asked to look at, in its order; None: the summary has no queue."""


def read_audit(folder: Path) -> Audit:
    """Read the folder that an audit wrote.

    Raises
    ------
    InputError
        A file is absent, cannot be read, or breaks the output contract.
    """
    audit = contract.read_audit(folder)
    campaigns = found_in(audit)
    units = _read_accounts(folder / contract.ACCOUNTS, campaigns)
    return Audit(units, campaigns, queue_of(audit, campaigns))


def found_in(audit: contract.Audit) -> tuple[FoundCampaign, ...]:
    """Return the campaigns of an audit.

    Raises
    ------
    InputError
        One has a time that is none.
    """
    path = shown(audit.folder / contract.CAMPAIGNS)
    return tuple(
        FoundCampaign(
            row.id,
            LEVEL[row.severity],
            _members(row),
            _moment(row.detected_at, "detected_at", path),
            {
                Unit(m.account, m.end_user): _moment(m.since, "since", path)
                for m in row.members
                if m.since
            },
        )
        for row in audit.campaigns
    )


def _members(row: Campaign) -> frozenset[Unit]:
    named = {Unit(m.account, m.end_user) for m in row.members}
    covered = {unit.account for unit in named}
    return frozenset(named | {Unit(account) for account in row.accounts if account not in covered})


def _read_accounts(path: Path, campaigns: tuple[FoundCampaign, ...]) -> dict[Unit, FoundUnit]:
    needed = ("account", "severity", "flagged")
    table = read_table(path, SCHEMA, (*needed, "end_user", "first_flagged_at", "end_users"), needed)
    rows = _rows(table)
    units: dict[Unit, FoundUnit] = {}
    for account, end_user, severity, flagged, at in zip(*rows, strict=True):
        if severity not in LEVEL:
            raise InputError(f"account {account}: no severity {severity!r}", path=shown(path))
        if flagged != (LEVEL[severity] >= LEVEL["likely"]):
            reason = f"account {account}: flagged is {flagged} at severity {severity}"
            raise InputError(reason, path=shown(path))
        unit = Unit(account, end_user)
        if unit in units:
            raise InputError(f"account {account} has two rows", path=shown(path))
        units[unit] = FoundUnit(
            LEVEL[severity],
            None if at is None else _moment(at, "first_flagged_at", shown(path)),
        )
    named = _named_end_users(units, campaigns)
    # with this column the table says of a reseller what holds for it as a whole; without it, a
    # reseller whose end user is a member carries that member's severity, though nobody claims
    # anything about its other customers
    freed = set() if "end_users" in table.column_names else _only_end_users(campaigns)
    return units | named | {u: FoundUnit(0, None) for u in freed & units.keys()}


def _rows(table: pa.Table) -> list[list[Any]]:
    nothing: list[Any] = [None] * table.num_rows
    names = ("account", "end_user", "severity", "flagged", "first_flagged_at")
    have = table.column_names
    return [table[name].to_pylist() if name in have else nothing for name in names]


def _named_end_users(
    units: dict[Unit, FoundUnit], campaigns: tuple[FoundCampaign, ...]
) -> dict[Unit, FoundUnit]:
    """End users that `campaigns.json` names and the table of accounts does not."""
    named: dict[Unit, FoundUnit] = {}
    for campaign in campaigns:
        for unit in campaign.units:
            if unit.end_user is not None and unit not in units:
                before = named.get(unit)
                if before is None or before.level < campaign.level:
                    at = campaign.detected_at if campaign.level >= LEVEL["likely"] else None
                    named[unit] = FoundUnit(campaign.level, at)
    return named


def _only_end_users(campaigns: tuple[FoundCampaign, ...]) -> set[Unit]:
    """Accounts that are in campaigns by their end users alone."""
    whole = {u.account for c in campaigns for u in c.units if u.end_user is None}
    partly = {u.account for c in campaigns for u in c.units if u.end_user is not None}
    return {Unit(account) for account in partly - whole}


def _moment(text: str, what: str, path: str) -> datetime:
    try:
        return _utc(datetime.fromisoformat(text))
    except ValueError as error:
        raise InputError(f"{what} {text[:40]!r} is no date", path=path) from error


def _utc(moment: datetime) -> datetime:
    if moment.tzinfo is None:
        return moment.replace(tzinfo=UTC)
    try:
        return moment.astimezone(UTC)
    except OverflowError:  # the first or last hours of the calendar
        return moment.replace(tzinfo=UTC)


def queue_of(
    audit: contract.Audit, campaigns: tuple[FoundCampaign, ...]
) -> tuple[Queued, ...] | None:
    """Return the review queue of an audit with these campaigns; None: it has none.

    Raises
    ------
    InputError
        Its summary is none.
    """
    rows = audit.summary.review if audit.has(contract.SUMMARY) else None
    if rows is None:
        return None
    members = {campaign.id: campaign.units for campaign in campaigns}
    return tuple(_queued(row, members) for row in rows)


def _queued(row: Case, members: dict[str, frozenset[Unit]]) -> Queued:
    if row.kind == "account":
        return Queued("account", row.account or "", frozenset({Unit(row.account or "")}))
    if row.kind == "watch":
        return Queued("watch", row.id, members.get(row.id, frozenset()))
    units = frozenset(Unit(m.account, m.end_user) for m in row.units)
    if row.kind == "group":
        units = units or frozenset(map(Unit, row.accounts))
    return Queued(row.kind, row.leads_of or row.id, units)
