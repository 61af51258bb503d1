"""Who takes the most output: a table of facts, whoever they are."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from stillwatch.report.base import Section
from stillwatch.report.model import Report
from stillwatch.report.values import listing, real, rows_of, whole
from stillwatch.report.wording import plural

NAMED = 5
"""Accounts named of a row."""

TIED = {"payment": "one means of payment", "email_domain": "one e-mail domain"}
"""What ties accounts of a row, in words."""


class Heaviest(Section):
    """Accounts, or handfuls with one card or e-mail domain, with much of all output tokens."""

    name: ClassVar[str] = "heaviest"
    order: ClassVar[int] = 78
    title: ClassVar[str] = "Who takes the most output"
    short: ClassVar[str] = "Most output"

    def context(self, report: Report) -> dict[str, Any] | None:
        """Return the rows, or None where nobody takes much."""
        rows = [_row(row, report) for row in rows_of(report.summary.get("most_output"))]
        return {"rows": rows} if rows else None


def _row(row: Mapping[str, Any], report: Report) -> dict[str, Any]:
    names = [str(name) for name in listing(row.get("accounts"))]
    kind = str(row.get("kind"))
    held = [(c, {str(m.get("account")) for m in c.members} & set(names)) for c in report.campaigns]
    return {
        "what": ""
        if kind == "account"
        else f"{plural(len(names), 'account')} with {TIED.get(kind, kind)}",
        "value": report.redactor.observable(kind, str(row.get("value") or "")),
        "names": names[:NAMED],
        "more": len(names) - NAMED,
        "tokens": whole(row.get("output_tokens")),
        "share": real(row.get("share")),
        "exchanges": whole(row.get("exchanges")),
        "like": whole(row.get("harvest_like")),
        "share_like": real(row.get("share_harvest_like")),
        "campaigns": [(c, len(some)) for c, some in held if some],
    }
