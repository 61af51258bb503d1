"""Controlled multiplicity.

A work queue asks an item a planned number of times; people repeat themselves unevenly.
"""

from __future__ import annotations

from stillwatch.detectors.base import Finding, Ints, RankDetector, View


class Multiplicity(RankDetector):
    """Members repeat their own questions to a like degree.

    Source: DESIGN: controlled multiplicity against heavy-tailed repetition.
    """

    name = "multiplicity"
    family = "behaviour"
    needs = ("request.messages",)
    statistic = "repeats"

    def explain(self, view: View, members: Ints) -> Finding:
        """Give the members' median beside everybody else's."""
        figures = self.middle(view, members)
        statement = (
            f"A median of {figures['median']:.1%} of each member's requests repeat one of its own earlier ones, "
            f"against {figures['others_median']:.1%} among other accounts: the members' figures agree "
            f"within {figures['spread']:.3f}."
        )
        return Finding(statement, figures)
