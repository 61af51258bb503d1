"""When it happened: exchanges a day by campaign, and each campaign's life."""

from __future__ import annotations

from typing import Any, ClassVar

from stillwatch.report.base import Section
from stillwatch.report.charts.timeline import LANES, timeline
from stillwatch.report.model import COLOURS, Report

DAYS = 62
"""Days in the table of figures; longer logs leave it to `campaigns.json`."""


class Timeline(Section):
    """The figure, its legend, and the same figures as a table."""

    name: ClassVar[str] = "timeline"
    order: ClassVar[int] = 40
    title: ClassVar[str] = "When it happened"
    short: ClassVar[str] = "Timeline"

    def context(self, report: Report) -> dict[str, Any] | None:
        """Return figure and table, or None when days are unknown."""
        wide = timeline(report.campaigns, 840)
        if wide is None:
            return None
        shown = report.campaigns[:COLOURS]
        days = sorted({d for c in report.campaigns for d in c.timeline})
        return {
            "wide": wide,
            "narrow": timeline(report.campaigns, 350),
            "shown": shown,
            "others": len(report.campaigns) - len(shown),
            "lanes": LANES,
            "days": [(d, [c.timeline.get(d) for c in shown]) for d in days]
            if len(days) <= DAYS
            else [],
        }
