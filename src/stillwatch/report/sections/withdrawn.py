"""Campaigns that a live run would have raised and that are none at the end of the log."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from stillwatch.report.base import Section
from stillwatch.report.model import Report, listing, real, rows_of, whole
from stillwatch.report.wording import listed, minute, odds, plural, shorten

SHOWN, NAMED = 20, 5
"""Campaigns of the table, and accounts named of each."""


class Withdrawn(Section):
    """Whom a live run would have named and this report does not."""

    name: ClassVar[str] = "withdrawn"
    order: ClassVar[int] = 66
    title: ClassVar[str] = "Raised, and withdrawn or taken in"
    short: ClassVar[str] = "Raised before"

    def context(self, report: Report) -> dict[str, Any] | None:
        """Return the campaigns, or None where all that was raised still stands."""
        told = rows_of(report.summary.get("gone"))
        if not told:
            return None
        letters = {c.id: c.letter for c in report.campaigns}
        withdrawn = _withdrawn(report)
        rest = [row for row in told if row.get("into")]
        # those that nobody else holds come first
        rows = [*withdrawn, *rest[::-1]]
        return {
            "withdrawn": len(withdrawn),
            "rows": [_row(row, letters) for row in rows[:SHOWN]],
            "left": max(0, len(rows) - SHOWN),
        }


def _row(row: Mapping[str, Any], letters: Mapping[str, str]) -> dict[str, Any]:
    into = str(row.get("into") or "")
    names = _names(row)
    best = row.get("highest_log_odds_harvest")
    return {
        "id": str(row.get("campaign") or "–"),
        "raised": minute(row.get("raised_at")),
        "until": minute(row.get("until")),
        "into": into,
        "letter": letters.get(into),
        "odds": "–" if best is None else odds(real(best)),
        "count": whole(row.get("members")) or len(names),
        "names": names[:NAMED],
    }


def told(report: Report) -> str:
    """Say in one sentence whom a live run would have named besides; empty where nobody."""
    rows = _withdrawn(report)
    if not rows:
        return ""
    members = sum(whole(row.get("members")) or len(_names(row)) for row in rows)
    ids = [shorten(str(row.get("campaign")), 26) for row in rows[:NAMED]]
    more = [plural(len(rows) - NAMED, "more campaign")] if len(rows) > NAMED else []
    return (
        f"A live run would also have raised {listed([*ids, *more])}, with "
        f"{plural(members, 'member')}, and withdrawn {'it' if len(rows) == 1 else 'them'} later."
    )


def _withdrawn(report: Report) -> list[Mapping[str, Any]]:
    """Campaigns that were withdrawn, the likeliest to have been one first, then the latest."""
    rows = [row for row in rows_of(report.summary.get("gone")) if not row.get("into")]
    return sorted(rows[::-1], key=lambda row: -real(row.get("highest_log_odds_harvest")))


def _names(row: Mapping[str, Any]) -> list[str]:
    return [str(name) for name in listing(row.get("end_users")) or listing(row.get("accounts"))]
