"""What is said of a state: which days are judged, what came late, what is restated."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import msgspec

from stillwatch.audit.history import History
from stillwatch.audit.state import State
from stillwatch.core.errors import shown
from stillwatch.ingest.accounts import AccountTable


def section(
    state: State, history: History, again: Sequence[Path], changed: list[dict[str, str]]
) -> dict[str, Any]:
    """Return the part `state` of `summary.json`."""
    held, runs = state.manifest, history.untold
    return {
        "keep_days": state.days,
        "first_day": _day(min(held.days, default=0)),
        "runs": len(held.runs),
        "bytes": sum(part.bytes for run in held.runs for part in run.parts),
        "read": {
            "files": sum(len(run.report.files) for run in runs),
            "exchanges": sum(run.report.exchanges for run in runs),
            "duplicates": sum(run.report.duplicates for run in runs),
            "late": sum(run.late for run in runs),
            "older": sum(run.older for run in runs),
        },
        "already_read": [shown(path) for path in again],
        "exchanges_by_day": {_day(day): n for day, n in sorted(held.days.items())},
        "restated": changed,
        "past": [msgspec.to_builtins(past) for past in history.past],
    }


def notes(
    state: State, history: History, again: Sequence[Path], table: AccountTable | None
) -> list[str]:
    """Say what a reader must know of the days that are judged and of what came late."""
    held, told = state.manifest, list[str]()
    if again:
        told.append(f"{_files(again)} had been read before and did not count again.")
    if late := sum(run.late for run in history.untold) if history.earlier else 0:
        told.append(f"{_exchanges(late)} came late and changed days that had been judged before.")
    if older := sum(run.older for run in history.untold):
        oldest = min(run.oldest for run in history.untold if run.oldest is not None)
        told.append(
            f"{_exchanges(older)} (from {_day(oldest)} on) lay before {_day(held.since or 0)}, the "
            f"first of the {state.days} days that are judged, and did not count."
        )
    if changed := state.overridden(table):
        who = "1 account" if changed == 1 else f"{changed:,} accounts"
        told.append(
            f"The account table says something else of {who} than when their exchanges were read. "
            "What those share is as it was then; licences, clearances and resellers are as they "
            "are now."
        )
    return told


def _day(number: int) -> str:
    return str(date(1970, 1, 1) + timedelta(number))


def _exchanges(count: int) -> str:
    return "1 exchange" if count == 1 else f"{count:,} exchanges"


def _files(paths: Sequence[Path]) -> str:
    return shown(Path(paths[0].name)) if len(paths) == 1 else f"{len(paths):,} files"
