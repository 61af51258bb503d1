"""The review queue: what a person should look at today, most valuable first."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from stillwatch.report.base import Section
from stillwatch.report.model import Report, listing, real, whole
from stillwatch.report.wording import odds, plural

LONGEST = 40
"""Items in the queue: about a day's work for one person."""


class Review(Section):
    """Campaigns at `watch`, groups below it, accounts: to be looked at and not acted on."""

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
            **_what(r),
            "letter": letters.get(str(r.get("campaign") or "")),
            "severity": str(r.get("severity") or "watch"),
            "log_e": real(r.get("log_e")),
            "exchanges": r.get("exchanges"),
            "reasons": [report.redactor.line(str(x)) for x in _words(r.get("reasons"))],
        }
        for r in rows[:LONGEST]
    ]


def _what(row: Mapping[str, Any]) -> dict[str, Any]:
    """Return what is to be looked at: one account, a campaign, or a group that is none."""
    if row.get("account") or row.get("campaign"):
        kind = "account" if row.get("account") else "campaign"
        return {"what": str(row[kind]), "kind": kind, "accounts": [], "odds": None}
    accounts, users = listing(row.get("accounts")), listing(row.get("end_users"))
    size = whole(row.get("members")) or len(users) or len(accounts)
    who = plural(size, "account")
    if users:
        who = plural(size, "end user") if size == len(users) else f"{size:,}, mostly end users"
    return {
        "what": f"A group of {who}" if size else "–",
        "kind": "group",
        "accounts": [str(name) for name in (users or accounts)],
        "odds": odds(real(row["log_odds_harvest"])) if "log_odds_harvest" in row else None,
    }


def _words(value: Any) -> list[Any]:
    if isinstance(value, str):
        return [value]
    return list(value) if isinstance(value, list | tuple) else []
