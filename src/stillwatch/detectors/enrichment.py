"""Enrichment of harvest content.

Weak signals of single requests, summed over the members of a group, become strong.
"""

from __future__ import annotations

from stillwatch.detectors.base import Finding, Ints, RankDetector, View


class Enrichment(RankDetector):
    """The share of harvest-like requests is raised among members alike.

    Source: arXiv 2605.07383: 16 % precision a signal, 91 % precision summed.
    """

    name = "enrichment"
    family = "content"
    needs = ("request.messages",)
    statistic = "harvest_share"

    def explain(self, view: View, members: Ints) -> Finding:
        """Give the members' median beside everybody else's."""
        figures = self.middle(view, members)
        statement = (
            f"A median of {figures['median']:.0%} of the members' requests are harvest-like, against "
            f"{figures['others_median']:.0%} among other accounts of like size."
        )
        return Finding(statement, figures)
