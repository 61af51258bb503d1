"""What an audit's folder says, as far as a policy needs it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
import pyarrow as pa
import pyarrow.parquet as pq

from stillwatch.contract.results import SEVERITIES, Campaign
from stillwatch.contract.settings import Settings
from stillwatch.contract.verdicts import Verdict, latest, read
from stillwatch.core.errors import InputError, shown
from stillwatch.proof.share.source import campaigns

_REMEDY = "give the folder that stillwatch audit --out wrote"
_ROWS = {
    "account": pa.string(), "exchanges": pa.int64(), "severity": pa.string(),
    "log_e": pa.float64(), "campaigns": pa.list_(pa.string()), "first_flagged_at": pa.string(),
    "end_users": pa.int64(), "end_users_flagged": pa.int64(),
}  # fmt: skip


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


class _Counts(msgspec.Struct):
    first: str = ""
    last: str = ""


class _Settings(msgspec.Struct):
    confirmed_log_lr: float = Settings.confirmed_log_lr


class _Unit(msgspec.Struct):
    account: str
    end_user: str | None = None


class _Case(msgspec.Struct):
    group: str | None = None
    units: tuple[_Unit, ...] = ()


class _Summary(msgspec.Struct):
    counts: _Counts = msgspec.field(default_factory=_Counts)
    review: tuple[_Case, ...] = ()
    pseudonymised: bool = False
    settings: _Settings = msgspec.field(default_factory=_Settings)


def read_audit(folder: Path) -> Audit:
    """Read the folder of an audit.

    Raises
    ------
    InputError
        A file is missing, cannot be read, or is not what an audit writes.
    """
    if not folder.is_dir():
        raise InputError("no such folder", path=shown(folder), remedy=_REMEDY)
    found = campaigns(folder)
    for campaign in found:
        _moments(campaign, folder)
    named = {member.account for campaign in found for member in campaign.members}
    table = _table(folder / "accounts.parquet")
    rows = {row.account: row for row in _rows(table, named, folder / "accounts.parquet")}
    total = sum(n for n in table.column("exchanges").to_pylist() if n)
    summary = _summary(folder)
    first, last = (_moment(t) for t in (summary.counts.first, summary.counts.last))
    return Audit(
        folder, found, rows, table.num_rows, total, summary.settings.confirmed_log_lr,
        first, last, latest(read(folder)),
        {c.group: tuple((u.account, u.end_user) for u in c.units) for c in summary.review
         if c.group is not None},
        summary.pseudonymised, _lost(table),
    )  # fmt: skip


def moment(text: str) -> float:
    """Return an RFC 3339 time as seconds since 1970; the audit's were checked when it was read."""
    found = _moment(text)
    assert found is not None
    return found


def _moment(text: str | None) -> float | None:
    try:
        found = datetime.fromisoformat(text or "")
        return found.timestamp() if found.tzinfo else None
    except (ValueError, OverflowError):
        return None


def _moments(campaign: Campaign, folder: Path) -> None:
    told = [campaign.first_seen, campaign.last_seen, campaign.detected_at]
    told += [t for member in campaign.members for t in (member.since, member.until)]
    if any(_moment(text) is None for text in told):
        raise InputError(f"campaign {campaign.id[:40]}: a time that is none",
                         path=shown(folder / "campaigns.json"), remedy=_REMEDY)  # fmt: skip


def _summary(folder: Path) -> _Summary:
    path = folder / "summary.json"
    try:
        return msgspec.json.decode(path.read_bytes(), type=_Summary)
    except OSError as error:
        why = (error.strerror or "cannot be read").lower()
        raise InputError(why, path=shown(path), remedy=_REMEDY) from None
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        raise InputError("not an audit's summary", path=shown(path), remedy=_REMEDY) from None


def _table(path: Path) -> pa.Table:
    try:
        table = pq.read_table(pa.BufferReader(path.read_bytes()))
        have = [name for name in _ROWS if name in table.column_names]
        lacking = {"account", "exchanges", "severity", "first_flagged_at"} - set(have)
        if lacking:
            raise ValueError(f"no column {min(lacking)}")
        return table.select(have).cast(pa.schema([(name, _ROWS[name]) for name in have]))
    except OSError as error:
        why = (error.strerror or "not the accounts of an audit").lower()
        raise InputError(why, path=shown(path), remedy=_REMEDY) from None
    except (pa.ArrowException, ValueError, KeyError) as error:
        said = (str(error).splitlines() or [""])[0][:200]
        raise InputError(f"not the accounts of an audit: {said}", path=shown(path),
                         remedy=_REMEDY) from None  # fmt: skip


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
                             path=shown(path), remedy=_REMEDY)  # fmt: skip
        yield Row(
            row["account"], exchanges, level, _number(row.get("log_e")),
            tuple(c for c in row.get("campaigns") or () if c),
            _moment(row["first_flagged_at"]), row.get("end_users") or 0,
            row.get("end_users_flagged") or 0,
        )  # fmt: skip


def _number(value: Any) -> float:
    return float(value) if value is not None and abs(value) < 1e300 else 0.0
