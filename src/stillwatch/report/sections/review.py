"""The review queue: what a person should look at today, most valuable first."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from stillwatch.report.base import Section
from stillwatch.report.model import Report, real

LONGEST = 40
"""Items in the queue: about a day's work for one person."""


class Review(Section):
    """Accounts and campaigns at `watch`, to be looked at and not acted on."""

    name: ClassVar[str] = "review"
    order: ClassVar[int] = 70
    title: ClassVar[str] = "Review queue"
    short: ClassVar[str] = "Review queue"

    def context(self, report: Report) -> dict[str, Any]:
        """Return the queue and how many are left out of it."""
        items = queue(report)
        watching = report.severities().get("watch", 0)
        return {"items": items, "watching": watching, "longest": LONGEST}


def queue(report: Report) -> list[dict[str, Any]]:
    """Return the queue as given, or else watch-level accounts, strongest first."""
    given = report.summary.get("review")
    if isinstance(given, list):
        rows: list[Mapping[str, Any]] = [r for r in given if isinstance(r, Mapping)]
    else:
        rows = list(report.watched())
    letters = {c.id: c.letter for c in report.campaigns}
    return [
        {
            "what": str(r.get("account") or r.get("campaign") or "–"),
            "kind": "account" if r.get("account") else "campaign",
            "letter": letters.get(str(r.get("campaign") or "")),
            "severity": str(r.get("severity") or "watch"),
            "log_e": real(r.get("log_e")),
            "exchanges": r.get("exchanges"),
            "reasons": [report.redactor.line(str(x)) for x in _words(r.get("reasons"))],
        }
        for r in rows[:LONGEST]
    ]


def _words(value: Any) -> list[Any]:
    if isinstance(value, str):
        return [value]
    return list(value) if isinstance(value, list | tuple) else []
