"""Times that were read and cannot be right: a clock that is ahead, a local time, cut times."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from stillwatch.doctor.fields import mask
from stillwatch.doctor.findings import Finding
from stillwatch.ingest.mapping import Mapping
from stillwatch.ingest.source import Source
from stillwatch.report.wording import plural

AHEAD = timedelta(minutes=5)
"""How far a time may lie in the future before it counts as wrong."""
ZONES = timedelta(hours=26)
"""How far two zones can be apart."""
NAMED = 3
"""Accounts that a finding names."""


def of_columns(blocks: Iterable[Any], mapping: Mapping | None = None) -> list[Finding]:
    """Judge the type of a time column, where blocks are Arrow batches."""
    source = (mapping or Mapping()).fields.get("time", Source())
    if source.zoned:
        return []
    remedy = "if it holds local times, convert them" + (
        ", or say their zone in the map" if mapping else ""
    )
    for block in blocks:
        schema = block.schema if isinstance(block, pa.RecordBatch) else pa.schema([])
        for name in [path.text for path in source.paths] or ["time"]:
            place = schema.get_field_index(name)
            kind = schema.field(place).type if place >= 0 else None
            if kind is not None and pa.types.is_timestamp(kind) and kind.tz is None:
                said = f"the column {name} has no zone, and is taken for UTC, as Parquet has it"
                return [Finding("log", "zone", "note", said, remedy)]
    return []


def of_exchanges(table: pa.Table, now: datetime) -> list[Finding]:
    """Judge the times of exchanges that were read.

    Parameters
    ----------
    table
        Columns of `exchange.SCHEMA`, at least one row.
    now
        The moment, with its zone.
    """
    micros = table["time"].cast(pa.int64()).to_numpy()
    out = []
    limit = int((now + AHEAD).timestamp() * 1e6)
    if ahead := int((micros > limit).sum()):
        by = timedelta(microseconds=int(micros.max()) - limit) + AHEAD
        out.append(
            Finding(
                "log", "clock", "warning",
                f"{_counted(ahead)} up to {_spelt(by)} in the future",
                "a clock is ahead, or local times were written as UTC",
            )
        )  # fmt: skip
    out += _before_sign_up(table, micros)
    # times that were cut to whole days or hours say nothing of pace
    for unit, size in (("day", 86_400_000_000), ("hour", 3_600_000_000)):
        if len(micros) >= 50 and not np.any(micros % size):
            said = f"every time falls on a whole {unit}: pace and timing cannot be judged"
            out.append(Finding("log", "rounded", "warning", said, "log the moment of the request"))
            break
    return out


def _before_sign_up(table: pa.Table, micros: npt.NDArray[np.int64]) -> list[Finding]:
    """Name the accounts that were there before they were opened, the longest first."""
    created = table["created"].cast(pa.int64()).fill_null(0).to_numpy()
    early = (created > 0) & (micros + int(AHEAD.total_seconds() * 1e6) < created)
    if not early.any():
        return []
    longest: dict[str, int] = {}
    accounts = table["account"].filter(pa.array(early)).to_pylist()
    for account, gap in zip(accounts, (created - micros)[early].tolist(), strict=True):
        longest[account] = max(gap, longest.get(account, 0))
    ranked = sorted(longest, key=lambda account: (-longest[account], account))
    by = timedelta(microseconds=longest[ranked[0]])
    named = ", ".join(mask("account", account) for account in ranked[:NAMED])
    more = f" and {len(ranked) - NAMED:,} more" if len(ranked) > NAMED else ""
    said = f"{_counted(int(early.sum()))} up to {_spelt(by)} before account.created, of "
    said += f"{plural(len(ranked), 'account')}: {named}{more}"
    mistyped = "a date is mistyped, or is the key's and not the customer's"
    if by > ZONES:
        remedy = f"{mistyped}; clocks or zones that differ explain hours, not days"
    else:
        remedy = f"the two clocks or zones differ, or {mistyped}"
    return [Finding("log", "sign-up", "warning", said, remedy)]


def _counted(count: int) -> str:
    return f"{count:,} exchange lies" if count == 1 else f"{count:,} exchanges lie"


def _spelt(by: timedelta) -> str:
    hours = by.total_seconds() / 3600
    if hours >= 48:
        return f"{hours / 24:.0f} days"
    return f"{hours:.1f} hours" if hours >= 1 else f"{hours * 60:.0f} minutes"
