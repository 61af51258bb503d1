"""The outputs of `stillwatch audit` that the scorer reads (output contract, version 1)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec
import pyarrow as pa
import pyarrow.parquet as pq

from stillwatch.contract.results import SEVERITIES
from stillwatch.core.errors import InputError, shown
from stillwatch.score.truth import Unit

LEVEL = {name: rank for rank, name in enumerate(SEVERITIES)}
"""Rank of each severity; `none` is 0."""

FOLDER = "give the --out folder of `stillwatch audit`"
"""What helps where a file of it is missing."""


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


class _Member(msgspec.Struct):
    account: str
    end_user: str | None = None
    since: datetime | None = None


class _Campaign(msgspec.Struct):
    id: str
    severity: str
    detected_at: datetime
    accounts: list[str]
    members: list[_Member] = []


class _File(msgspec.Struct):
    version: int
    campaigns: list[_Campaign]


class _Case(msgspec.Struct):
    """A row of the queue: it has a campaign, an account, or several of a group or tied to one."""

    campaign: str | None = None
    group: str = ""
    leads_of: str | None = None
    shared: str | None = None
    account: str | None = None
    accounts: list[str] = []
    units: list[_Member] = []


class _Summary(msgspec.Struct):
    review: list[_Case] | None = None


def read_audit(folder: Path) -> Audit:
    """Read the folder that an audit wrote.

    Raises
    ------
    InputError
        A file is absent, cannot be read, or breaks the output contract.
    """
    if not folder.is_dir():
        raise InputError(
            "no such folder",
            path=shown(folder),
            remedy=FOLDER,
        )
    campaigns = read_campaigns(folder / "campaigns.json")
    units = _read_accounts(folder / "accounts.parquet", campaigns)
    return Audit(units, campaigns, read_queue(folder / "summary.json", campaigns))


def read_campaigns(path: Path) -> tuple[FoundCampaign, ...]:
    """Read `campaigns.json` of an audit.

    Raises
    ------
    InputError
        It is absent, cannot be read, or breaks the output contract.
    """
    try:
        raw = msgspec.json.decode(path.read_bytes(), type=_File)
    except FileNotFoundError as error:
        raise InputError("no such file", path=shown(path), remedy=FOLDER) from error
    except OSError as error:
        raise InputError(error.strerror or "cannot be read", path=shown(path)) from error
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise InputError(f"not the campaigns of an audit: {error}", path=shown(path)) from error
    if raw.version != 1:
        raise InputError(
            f"campaigns of version {raw.version}; this release reads 1", path=shown(path)
        )
    for row in raw.campaigns:
        if row.severity not in LEVEL:
            raise InputError(f"campaign {row.id}: no severity {row.severity!r}", path=shown(path))
    return tuple(
        FoundCampaign(
            row.id,
            LEVEL[row.severity],
            _members(row),
            _utc(row.detected_at),
            {Unit(m.account, m.end_user): _utc(m.since) for m in row.members if m.since},
        )
        for row in raw.campaigns
    )


def _members(row: _Campaign) -> frozenset[Unit]:
    named = {Unit(m.account, m.end_user) for m in row.members}
    covered = {unit.account for unit in named}
    return frozenset(named | {Unit(account) for account in row.accounts if account not in covered})


def _read_accounts(path: Path, campaigns: tuple[FoundCampaign, ...]) -> dict[Unit, FoundUnit]:
    rows = _columns(path)
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
        units[unit] = FoundUnit(LEVEL[severity], _moment(at, shown(path)))
    named = _named_end_users(units, campaigns)
    # with this column the table says of a reseller what holds for it as a whole; without it, a
    # reseller whose end user is a member carries that member's severity, though nobody claims
    # anything about its other customers
    freed = set() if "end_users" in pq.read_schema(path).names else _only_end_users(campaigns)
    return units | named | {u: FoundUnit(0, None) for u in freed & units.keys()}


def _columns(path: Path) -> list[list[Any]]:
    names = ["account", "end_user", "severity", "flagged", "first_flagged_at"]
    try:
        # not read_table: that one takes a folder or a partitioned path too
        file = pq.ParquetFile(path)
        present = [name for name in names if name in file.schema_arrow.names]
        table = file.read(columns=present)
    except FileNotFoundError as error:
        raise InputError("no such file", path=shown(path), remedy=FOLDER) from error
    except (pa.ArrowException, OSError, ValueError, KeyError, OverflowError) as error:
        why = " ".join(str(error).split())[:120]
        raise InputError(f"not a readable Parquet file: {why}", path=shown(path)) from error
    absent = {"account", "severity", "flagged"} - set(present)
    if absent:
        raise InputError(f"lacks the column {min(absent)}", path=shown(path))
    nothing: list[Any] = [None] * table.num_rows
    try:
        kinds = {"flagged": pa.bool_(), "first_flagged_at": None}
        for at, name in enumerate(table.column_names):
            if (kind := kinds.get(name, pa.string())) is not None:
                table = table.set_column(at, name, table[name].cast(kind))
        return [table[name].to_pylist() if name in present else nothing for name in names]
    except (pa.ArrowException, ValueError) as error:
        why = " ".join(str(error).split())[:120]
        raise InputError(f"a column is of the wrong type: {why}", path=shown(path)) from error


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


def _moment(value: Any, path: str) -> datetime | None:
    if value is None or isinstance(value, datetime):
        return None if value is None else _utc(value)
    try:
        return _utc(datetime.fromisoformat(str(value)))
    except ValueError as error:
        raise InputError(f"first_flagged_at {value!r} is no date", path=path) from error


def _utc(moment: datetime) -> datetime:
    if moment.tzinfo is None:
        return moment.replace(tzinfo=UTC)
    try:
        return moment.astimezone(UTC)
    except OverflowError:  # the first or last hours of the calendar
        return moment.replace(tzinfo=UTC)


def read_queue(path: Path, campaigns: tuple[FoundCampaign, ...]) -> tuple[Queued, ...] | None:
    """Read the review queue from `summary.json` of an audit with these campaigns; None: no queue.

    Raises
    ------
    InputError
        It is not the summary of an audit.
    """
    try:
        rows = msgspec.json.decode(path.read_bytes(), type=_Summary).review
    except OSError:
        return None
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise InputError(f"not the summary of an audit: {error}", path=shown(path)) from error
    if rows is None:
        return None
    members = {campaign.id: campaign.units for campaign in campaigns}
    return tuple(_queued(row, members) for row in rows)


def _queued(row: _Case, members: dict[str, frozenset[Unit]]) -> Queued:
    if row.account is not None:
        return Queued("account", row.account, frozenset({Unit(row.account)}))
    if row.campaign is not None:
        return Queued("watch", row.campaign, members.get(row.campaign, frozenset()))
    units = frozenset(Unit(m.account, m.end_user) for m in row.units)
    if row.leads_of is not None:
        return Queued("leads", row.leads_of, units)
    if row.shared is not None:
        return Queued("shared", row.group, units)
    return Queued("group", row.group, units or frozenset(map(Unit, row.accounts)))
