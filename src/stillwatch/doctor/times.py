"""Times that cannot be right: no zone, milliseconds, a clock that is ahead, a local time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

import numpy as np
import pyarrow as pa

from stillwatch.doctor.findings import Finding
from stillwatch.ingest.times import EARLIEST, LATEST

AHEAD = timedelta(minutes=5)
"""How far a time may lie in the future before it counts as wrong."""

_REMEDIES = {
    "no zone": "write times with their zone, e.g. 2026-11-25T12:00:00Z (a guess of the zone would "
    "move every hour of the day)",
    "milliseconds": "divide by 1,000: numbers are seconds since 1970",
    "microseconds or nanoseconds": "divide: numbers are seconds since 1970",
    "out of range": "times before 2000 or from 2100 on are taken for mistakes",
    "not a time": "write RFC 3339 with a zone, or seconds since 1970",
    "missing": "every exchange needs a time",
}


def kind_of(value: Any) -> str:
    """Say what is wrong with a time that could not be read; empty if nothing is.

    >>> kind_of("2026-11-25T12:00:00"), kind_of(1763985600000), kind_of(None), kind_of(1763985600)
    ('no zone', 'milliseconds', 'missing', '')
    """
    if value is None or value == "":
        return "missing"
    if isinstance(value, bool):
        return "not a time"
    if isinstance(value, str):
        try:
            moment = datetime.fromisoformat(value.strip())
        except ValueError:
            try:
                value = float(value)
            except ValueError:
                return "not a time"
        else:
            if moment.tzinfo is None:
                return "no zone"
            return "" if EARLIEST <= moment.timestamp() < LATEST else "out of range"
    if isinstance(value, int | float):
        if EARLIEST <= value < LATEST:
            return ""
        if EARLIEST * 1e3 <= value < LATEST * 1e3:
            return "milliseconds"
        larger = EARLIEST * 1e6 <= value < LATEST * 1e9
        return "microseconds or nanoseconds" if larger else "out of range"
    return "not a time"


def of_malformed(values: Iterable[Any]) -> list[Finding]:
    """Judge the times of lines that were malformed for their time."""
    counts = Counter(kind for value in values if (kind := kind_of(value)))
    return [
        Finding("log", "time", "error" if kind != "out of range" else "warning",
                f"{count:,} of the first lines have a time that cannot be read: {kind}",
                _REMEDIES[kind])
        for kind, count in counts.most_common()
    ]  # fmt: skip


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
    created = table["created"].cast(pa.int64()).fill_null(0).to_numpy()
    early = (created > 0) & (micros + int(AHEAD.total_seconds() * 1e6) < created)
    if early.any():
        by = timedelta(microseconds=int((created - micros)[early].max()))
        out.append(
            Finding(
                "log", "sign-up", "warning",
                f"{_counted(int(early.sum()))} up to {_spelt(by)} before account.created",
                "the two clocks or zones differ, or account.created is the key's",
            )
        )  # fmt: skip
    # times that were cut to whole days or hours say nothing of pace
    for unit, size in (("day", 86_400_000_000), ("hour", 3_600_000_000)):
        if len(micros) >= 50 and not np.any(micros % size):
            said = f"every time falls on a whole {unit}: pace and timing cannot be judged"
            out.append(Finding("log", "rounded", "warning", said, "log the moment of the request"))
            break
    return out


def _counted(count: int) -> str:
    return f"{count:,} exchange lies" if count == 1 else f"{count:,} exchanges lie"


def _spelt(by: timedelta) -> str:
    hours = by.total_seconds() / 3600
    if hours >= 48:
        return f"{hours / 24:.0f} days"
    return f"{hours:.1f} hours" if hours >= 1 else f"{hours * 60:.0f} minutes"
