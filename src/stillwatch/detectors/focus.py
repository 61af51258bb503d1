"""Focus on one capability.

A harvest aims at a capability; people wander.
"""

from __future__ import annotations

from stillwatch.detectors.base import Finding, Ints, RankDetector, View


class Focus(RankDetector):
    """Members concentrate on a capability to a like degree.

    Source: FACTS: campaigns aimed at software engineering and agentic reasoning.
    """

    name = "focus"
    family = "content"
    needs = ("request.messages",)
    statistic = "focus"

    def explain(self, view: View, members: Ints) -> Finding:
        """Give the members' median beside everybody else's."""
        figures = self.middle(view, members)
        statement = (
            f"A median of {figures['median']:.0%} of each member's harvest-like requests aim at one capability, "
            f"against {figures['others_median']:.0%} among other accounts."
        )
        return Finding(statement, figures)
