"""What the audit before said and this one says differently, and what has left the window."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from stillwatch.report.base import Section
from stillwatch.report.model import Report
from stillwatch.report.values import mapping, whole

LONGEST = 100
"""Rows of each table; `summary.json` has them all."""


class Restated(Section):
    """Results restated, for audits that go on from a state."""

    name: ClassVar[str] = "restated"
    order: ClassVar[int] = 65
    title: ClassVar[str] = "Restated since the audit before"
    short: ClassVar[str] = "Restated"

    def context(self, report: Report) -> dict[str, Any] | None:
        """Return what changed and what is past; None where there is neither."""
        state = mapping(report.summary.get("state"))
        changed, past = _rows(state.get("restated")), _rows(state.get("past"))
        if not changed and not past:
            return None
        letters = {c.id: c.letter for c in report.campaigns}
        return {
            "first": str(state.get("first_day") or "–"),
            "days": whole(state.get("keep_days")),
            "changed": [
                (letters.get(str(row.get("campaign"))),
                 report.redactor.line(str(row.get("statement") or "–")))
                for row in changed[:LONGEST]
            ],
            "past": [
                {name: str(row.get(name) or "–") for name in ("id", "severity", "detected_at",
                                                              "last_seen")}
                | {"accounts": whole(row.get("accounts"))}
                for row in past[::-1][:LONGEST]
            ],
        }  # fmt: skip


def _rows(value: Any) -> list[Mapping[str, Any]]:
    rows = value if isinstance(value, list | tuple) else []
    return [row for row in rows if isinstance(row, Mapping)]
