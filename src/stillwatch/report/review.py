"""Recording a verdict on a campaign or a group, and making the page anew so that it shows it."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa

from stillwatch.contract import verdicts
from stillwatch.contract.audit import CAMPAIGNS, SUMMARY, Audit
from stillwatch.core.errors import InputError, UsageError, shown
from stillwatch.report.html import write_report
from stillwatch.report.values import mapping, rows_of
from stillwatch.report.wording import neutralise, shorten

NAMED = 8
"""Campaigns and groups named where one is asked for that is not there."""


def record(
    folder: Path, campaign: str, verdict: str, *, by: str | None = None, note: str | None = None
) -> verdicts.Verdict:
    """Record what a person found out about a campaign or group, and make `report.html` anew.

    The time is the clock's: when somebody said it is part of the record.

    Raises
    ------
    InputError
        The folder holds no audit, or an audit is writing to it.
    UsageError
        The audit reports no such campaign, and no such group in its review queue.
    """
    with verdicts.locked(folder):
        audit = Audit(folder)
        document, summary = audit.document(CAMPAIGNS), audit.document(SUMMARY)
        rows = rows_of(document.get("campaigns"))
        groups = [row for row in rows_of(summary.get("review")) if row.get("group")]
        named = {str(row.get("id") or row.get("group")): row for row in (*rows, *groups)}
        found = named.get(campaign)
        if found is None:
            known = ", ".join(list(named)[:NAMED]) or "none"
            more = f" and {len(named) - NAMED} more" if len(named) > NAMED else ""
            asked = shorten(neutralise(campaign), 60)
            raise UsageError(f"no campaign or group {asked!r} in {folder}: it has {known}{more}")
        at = datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
        version = mapping(summary.get("versions")).get("stillwatch")
        try:
            made = verdicts.snapshot(found, verdict, at, by=by, note=note, version=version)
        except ValueError as error:  # msgspec's, too
            why = f"{shorten(neutralise(campaign), 60)} is not as an audit writes it: {error}"
            raise InputError(why, path=shown(folder)) from None
        accounts = audit.accounts  # before anything is kept
        verdicts.append(folder, made)
        again(folder, document, summary, accounts)
    return made


def again(
    folder: Path, document: dict[str, Any], summary: dict[str, Any], accounts: pa.Table
) -> None:
    """Make `report.html` of an audit anew from its other files, with what they show as it was."""
    write_report(
        folder,
        {
            "campaigns": document.get("campaigns") or [],
            "summary": summary,
            "accounts": accounts,
            "options": mapping(summary.get("report")),
            "verdicts": verdicts.read(folder),
        },
    )
