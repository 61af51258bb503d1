"""Who keeps offering new tools: facts, which weigh nothing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from stillwatch.report.base import Section
from stillwatch.report.model import Report
from stillwatch.report.values import mapping, rows_of, whole
from stillwatch.report.wording import plural

SHOWN = 10
"""Rows; `summary.json` has some more."""


class NewTools(Section):
    """Accounts that offer a list of tools that is new in many of their requests with tools."""

    name: ClassVar[str] = "new_tools"
    order: ClassVar[int] = 79
    title: ClassVar[str] = "Who keeps offering new tools"
    short: ClassVar[str] = "New tools"

    def context(self, report: Report) -> dict[str, Any] | None:
        """Return the rows and how many there are in all, or None where there are none."""
        told = mapping(report.summary.get("new_tools"))
        rows = [_row(row, report) for row in rows_of(told.get("rows"))[:SHOWN]]
        if not rows:
            return None
        count = max(whole(told.get("count")), len(rows))
        return {
            "rows": rows, "count": count, "outside": count - whole(told.get("in_campaigns")),
            "users": any(row["user"] for row in rows), "more": count - len(rows),
            "tied": any(row["shares"] for row in rows), "sharing": whole(told.get("sharing")),
        }  # fmt: skip


def outside(report: Report) -> int:
    """Return how many there are that are in no campaign."""
    found = mapping(report.summary.get("new_tools"))
    return whole(found.get("count")) - whole(found.get("in_campaigns"))


def told(report: Report) -> str:
    """Say how many there are that nothing names, in a sentence; empty if there are none."""
    count = outside(report)
    if count <= 0:
        return ""
    who = plural(count, "account or end user", "accounts or end users")
    return (
        f"{who} in no campaign {'keeps' if count == 1 else 'keep'} offering new lists of tools, "
        "as whoever collects runs of agents does, and whoever builds or tests one: see the report."
    )


def _row(row: Mapping[str, Any], report: Report) -> dict[str, Any]:
    campaign = next((c for c in report.campaigns if c.id == row.get("campaign")), None)
    requests, lists = whole(row.get("requests")), whole(row.get("lists"))
    return {
        "account": str(row.get("account") or "–"),
        "user": str(row.get("end_user") or ""),
        "requests": requests,
        "lists": lists,
        "share": lists / max(requests, 1),
        "exchanges": whole(row.get("exchanges")),
        "letter": campaign.letter if campaign else "",
        "severity": str(row.get("severity") or "none"),
        "shares": report.redactor.line(str(mapping(row.get("shares")).get("statement") or "")),
    }
