"""Observables that other firms shared and that are seen here; they change no level."""

from __future__ import annotations

from typing import Any, ClassVar

from stillwatch.report.base import Section
from stillwatch.report.model import Report
from stillwatch.report.values import mapping, rows_of, whole
from stillwatch.report.wording import OBSERVABLES, title

SHOWN = 60
"""Rows of the table, those in campaigns first."""


class WatchedFor(Section):
    """What of a list that others shared is seen here, by how many accounts and in which campaigns.

    Told and never counted: whoever writes such a list must not choose whom an audit accuses.
    """

    name: ClassVar[str] = "watched"
    order: ClassVar[int] = 68
    title: ClassVar[str] = "Seen here, as told by others"
    short: ClassVar[str] = "Told by others"

    def context(self, report: Report) -> dict[str, Any] | None:
        """Return the rows, or None where nothing was watched for."""
        told = mapping(report.summary.get("watch"))
        if not told:
            return None
        letters = {c.id: c.letter for c in report.campaigns}
        rows = rows_of(told.get("rows"))
        return {
            "watched": whole(told.get("observables")),
            "seen": whole(told.get("seen")),
            "unread": whole(told.get("not_understood")),
            "rows": [_row(row, report, letters) for row in rows[:SHOWN]],
        }


def _row(row: Any, report: Report, letters: dict[str, str]) -> dict[str, Any]:
    kind = str(row.get("type") or "")
    wider = row.get("matched_as")
    return {
        "type": title(kind, OBSERVABLES),
        "value": report.redactor.observable(kind, str(row.get("value") or "–")),
        "wider": wider and report.redactor.observable(kind, str(wider)),
        "source": report.redactor.line(str(row.get("source") or row.get("origin") or "–")),
        "tlp": "not marked" if row.get("tlp") == "unmarked" else f"TLP:{row.get('tlp')}".upper(),
        "accounts": row.get("accounts"),
        "first": row.get("first_seen"),
        "last": row.get("last_seen"),
        "campaigns": [
            {"letter": letters.get(str(part.get("campaign"))), "accounts": part.get("accounts")}
            for part in rows_of(row.get("campaigns"))
            if str(part.get("campaign")) in letters
        ],
    }
