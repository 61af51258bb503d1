"""Regularity from day to day.

A machine works through a queue at a steady daily pace; people come in bursts.
"""

from __future__ import annotations

from stillwatch.detectors.base import Finding, Ints, RankDetector, View


class Cadence(RankDetector):
    """Members' daily counts vary alike from day to day.

    Source: Index of dispersion (Cox & Lewis 1966).
    """

    name = "cadence"
    family = "behaviour"
    needs = ()
    statistic = "regularity"

    def explain(self, view: View, members: Ints) -> Finding:
        """Give the members' median beside everybody else's."""
        figures = self.middle(view, members)
        statement = (
            f"The day-to-day variation of the members' harvest-like requests (variance over mean) has a "
            f"median of {figures['median']:.2f}, against {figures['others_median']:.2f} among other accounts."
        )
        return Finding(statement, figures)
