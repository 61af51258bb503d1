"""One-shot requests.

A harvest asks each item once, outside any conversation.
"""

from __future__ import annotations

from stillwatch.detectors.base import Finding, Ints, RankDetector, View


class OneShot(RankDetector):
    """Members' harvest-like requests stand alone to a like degree.

    Source: arXiv 2605.07383: a weak signal summed over a structural group.
    """

    name = "one_shot"
    family = "behaviour"
    needs = ()
    statistic = "one_shot"

    def explain(self, view: View, members: Ints) -> Finding:
        """Give the members' median beside everybody else's."""
        figures = self.middle(view, members)
        statement = (
            f"A median of {figures['median']:.0%} of the members' harvest-like requests stand alone, outside any "
            f"conversation; among other accounts {figures['others_median']:.0%} do."
        )
        return Finding(statement, figures)
