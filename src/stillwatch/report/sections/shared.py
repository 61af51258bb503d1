"""What the accounts share: waves of accounts, campaigns, observables."""

from __future__ import annotations

from typing import Any, ClassVar

from stillwatch.report.base import Section
from stillwatch.report.charts.graph import CAMPAIGNS, EACH, shared
from stillwatch.report.model import Report


class Shared(Section):
    """The graph of what is shared."""

    name: ClassVar[str] = "shared"
    order: ClassVar[int] = 50
    title: ClassVar[str] = "What they share"
    short: ClassVar[str] = "What is shared"

    def context(self, report: Report) -> dict[str, Any] | None:
        """Return the figure and the campaigns that share nothing, or None without campaigns."""
        if not report.campaigns:
            return None
        return {
            "wide": shared(report.campaigns, 840),
            "narrow": shared(report.campaigns, 350),
            "alone": [c.letter for c in report.flagged if not c.observables],
            "more": len(report.campaigns) > CAMPAIGNS
            or any(len(c.observables) > EACH for c in report.campaigns),
            "withheld": not report.redactor.show_addresses,
        }
