"""What an audit's folder says, as far as a policy needs it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

import pyarrow as pa

from stillwatch.contract import audit as contract
from stillwatch.contract.results import SEVERITIES, Campaign
from stillwatch.contract.tables import ACCOUNTS, FOLDER, read_table
from stillwatch.contract.verdicts import Verdict, latest
from stillwatch.core.errors import InputError, shown

NEEDED = ("account", "exchanges", "severity", "first_flagged_at")
COLUMNS = (*NEEDED, "log_e", "campaigns", "end_users", "end_users_flagged")
"""Columns of `accounts.parquet` that a policy asks for, and those that it cannot do without."""


class Row(NamedTuple):
    """An account of `accounts.parquet`."""

    account: str
    exchanges: int
    severity: str
    log_e: float
    campaigns: tuple[str, ...]
    first_flagged_at: float | None
    """Seconds since 1970; null: never."""
    end_users: int
    """End users that were judged apart."""
    end_users_flagged: int


class Audit(NamedTuple):
    """An audit, read."""

    folder: Path
    campaigns: tuple[Campaign, ...]
    rows: dict[str, Row]
    """Accounts that a campaign names."""
    accounts: int
    """Of all of the audit."""
    exchanges: int
    """Of all of the audit."""
    sure: float
    """Log likelihood ratio at which a member of a `confirmed` campaign is `confirmed` itself."""
    since: float | None
    """Seconds since 1970: the first exchange of the log, if the audit says."""
    until: float | None
    """Seconds since 1970: the last exchange of the log, if the audit says."""
    verdicts: dict[str, Verdict]
    """The last word of people on each campaign or group."""
    groups: dict[str, tuple[tuple[str, str | None], ...]]
    """Groups of the review queue: accounts, or end users of them."""
    pseudonymised: bool
    """Whether its accounts are pseudonyms, which no gateway knows."""
    lost: int = 0
    """Accounts that were named at some time and are below `likely` at the end."""


def read_audit(folder: Path) -> Audit:
    """Read the folder of an audit.

    Raises
    ------
    InputError
        A file is missing, cannot be read, or is not what an audit writes.
    """
    audit = contract.read_audit(folder)
    for campaign in audit.campaigns:
        _moments(campaign, audit)
    named = {member.account for campaign in audit.campaigns for member in campaign.members}
    table = _table(folder / contract.ACCOUNTS)
    rows = {row.account: row for row in _rows(table, named, folder / contract.ACCOUNTS)}
    total = sum(n for n in table.column("exchanges").to_pylist() if n)
    summary = audit.summary
    first, last = (_moment(t) for t in (summary.counts.first, summary.counts.last))
    return Audit(
        folder, audit.campaigns, rows, table.num_rows, total, summary.settings.confirmed_log_lr,
        first, last, latest(audit.verdicts),
        {c.group: tuple((u.account, u.end_user) for u in c.units) for c in summary.review or ()
         if c.group is not None},
        summary.pseudonymised, _lost(table),
    )  # fmt: skip


def moment(text: str) -> float:
    """Return an RFC 3339 time as seconds since 1970; the audit's were checked when it was read."""
    found = _moment(text)
    assert found is not None
    return found


def _moment(text: str | None) -> float | None:
    found = contract.moment(text)
    return None if found is None else found.timestamp()


def _moments(campaign: Campaign, audit: contract.Audit) -> None:
    told = [campaign.first_seen, campaign.last_seen, campaign.detected_at]
    told += [t for member in campaign.members for t in (member.since, member.until)]
    for text in told:
        audit.moment(text, f"campaign {campaign.id[:40]}")


def _table(path: Path) -> pa.Table:
    table = read_table(path, ACCOUNTS, COLUMNS, NEEDED)
    if lacking := [name for name in COLUMNS if name not in table.column_names]:
        for name in lacking:  # an older release did not write it
            none = pa.nulls(table.num_rows, ACCOUNTS.field(name).type)
            table = table.append_column(name, none)
    return table


def _lost(table: pa.Table) -> int:
    raised = pa.array(["likely", "confirmed"])
    now = pa.compute.is_in(table.column("severity"), value_set=raised)
    once = pa.compute.is_valid(table.column("first_flagged_at"))
    return int(pa.compute.sum(pa.compute.and_not(once, now)).as_py() or 0)


def _rows(table: pa.Table, named: set[str], path: Path) -> Iterable[Row]:
    wanted = pa.array(sorted(named), pa.string())
    mask = pa.compute.is_in(table.column("account"), value_set=wanted)
    for row in table.filter(mask).to_pylist():
        exchanges, level = row["exchanges"], row["severity"]
        if level not in SEVERITIES or exchanges is None or exchanges < 0:
            raise InputError(f"account {row['account'][:60]}: no level, or no count of exchanges",
                             path=shown(path), remedy=FOLDER)  # fmt: skip
        yield Row(
            row["account"], exchanges, level, _number(row["log_e"]),
            tuple(c for c in row["campaigns"] or () if c),
            _moment(row["first_flagged_at"]), row["end_users"] or 0,
            row["end_users_flagged"] or 0,
        )  # fmt: skip


def _number(value: Any) -> float:
    return float(value) if value is not None and abs(value) < 1e300 else 0.0
