"""Drift of content.

People change what they ask for in their own ways; a queue changes for all its accounts at once.
"""

from __future__ import annotations

from stillwatch.detectors.base import Finding, Ints, RankDetector, View


class Drift(RankDetector):
    """Members' content drifts alike over time.

    Source: Conditional conformal test martingales (arXiv 2602.13848) motivate a fixed reference.
    """

    name = "drift"
    family = "content"
    needs = ("request.messages",)
    statistic = "drift"

    def explain(self, view: View, members: Ints) -> Finding:
        """Give the members' median beside everybody else's."""
        figures = self.middle(view, members)
        statement = (
            f"The members' share of harvest-like content changes by a median of {figures['median']:.3f} a day, with "
            f"a spread of {figures['spread']:.3f}, against {figures['others_spread']:.3f} among other accounts."
        )
        return Finding(statement, figures)
