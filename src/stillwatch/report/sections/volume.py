"""Why a limit per account would not have seen it."""

from __future__ import annotations

from typing import Any, ClassVar

import numpy as np

from stillwatch.report.base import Section
from stillwatch.report.charts.volume import share_at_least, volume
from stillwatch.report.model import Report
from stillwatch.report.wording import instant

FEWEST = 10
"""Accounts on either side below which a distribution says nothing."""


class Volume(Section):
    """Exchanges a day of members, against those of everybody else."""

    name: ClassVar[str] = "volume"
    order: ClassVar[int] = 45
    title: ClassVar[str] = "How one account looks"
    short: ClassVar[str] = "One account"

    def context(self, report: Report) -> dict[str, Any] | None:
        """Return the figure and its reading, or None when too little is known."""
        first, last = (instant(report.counts.get(key)) for key in ("first", "last"))
        table = report.accounts
        if first is None or last is None or table is None or not report.has("exchanges", "flagged"):
            return None
        days = max(1.0, (last - first).total_seconds() / 86400)
        rates = np.asarray(table["exchanges"].fill_null(0)) / days
        flagged = np.asarray(table["flagged"].fill_null(False), dtype=bool)
        members, others = rates[flagged], rates[~flagged]
        if min(len(members), len(others)) < FEWEST:
            return None
        median = float(np.median(members))
        return {
            "wide": volume(members, others, 840),
            "narrow": volume(members, others, 350),
            "median": median,
            "median_others": float(np.median(others)),
            "more": share_at_least(median, others),
        }
