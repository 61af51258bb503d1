"""What people found out about campaigns."""

from __future__ import annotations

from typing import Any, ClassVar

from stillwatch.contract.verdicts import WORDS
from stillwatch.report.base import Section
from stillwatch.report.model import Report, Review
from stillwatch.report.wording import listed, number, plural

SHOWN = 200
"""Verdicts listed; the file has them all."""


class Reviewed(Section):
    """Verdicts, the latest first, with what has changed since."""

    name: ClassVar[str] = "reviewed"
    order: ClassVar[int] = 75
    title: ClassVar[str] = "What people found out"
    short: ClassVar[str] = "Reviewed"

    def context(self, report: Report) -> dict[str, Any] | None:
        """Return the verdicts, or None where nobody gave any."""
        if not report.reviews:
            return None
        standing = [review for review in report.reviews if review.last]
        open_ = [c for c in report.flagged if c.id not in {r.campaign for r in standing}]
        return {
            "said": _sum_up(standing, len(open_)),
            "rows": [_row(review, report) for review in reversed(report.reviews[-SHOWN:])],
        }


def _sum_up(standing: list[Review], open_: int) -> str:
    counts = [
        f"{number(n)} {word}"
        for word in WORDS
        if (n := sum(review.line["verdict"] == word for review in standing))
    ]
    below = sum(review.line["severity"] == "none" for review in standing)
    kinds = ((len(standing) - below, "campaign"), (below, "group"))
    who = listed([plural(n, word) for n, word in kinds if n])
    said = f"{who} reviewed: {', '.join(counts)}."
    if open_:
        said += f" {plural(open_, 'flagged campaign')} of this page not yet."
    gone = sum(review.view is None for review in standing)
    if gone:
        said += f" {plural(gone, 'verdict')} on what this audit does not report."
    return said


def _row(review: Review, report: Report) -> dict[str, Any]:
    line = review.line
    since = []
    if not review.last:
        since.append("a later verdict replaces it")
    if review.view is None:
        since.append("no longer reported")
    else:
        if line["severity"] not in (review.view.severity, "none"):
            since.append(f"now at {review.view.severity}")
        if review.changed:
            since.append(
                "other members now" if line["accounts"] == review.view.accounts
                else f"{plural(line['accounts'], 'account')} then, {review.view.accounts} now"
            )  # fmt: skip
    return {
        "id": review.campaign,
        "letter": review.view.letter if review.view else None,
        "verdict": line["verdict"],
        "words": WORDS[line["verdict"]],
        "at": line["at"],
        "by": str(line.get("by") or "–"),
        "note": report.redactor.line(str(line.get("note") or "–")),
        "severity": line["severity"],
        "since": "; ".join(since) or "–",
    }
