"""Partition of the work.

Work dealt from one queue overlaps between accounts in a planned way.
"""

from __future__ import annotations

from stillwatch.detectors.base import Finding, Ints, RankDetector, View


class Partition(RankDetector):
    """Members ask what others have asked before to a like degree.

    Source: DESIGN: a work queue shows as controlled multiplicity.
    """

    name = "partition"
    family = "behaviour"
    needs = ("request.messages",)
    statistic = "overlap"

    def explain(self, view: View, members: Ints) -> Finding:
        """Give the members' median beside everybody else's."""
        figures = self.middle(view, members)
        statement = (
            f"A median of {figures['median']:.1%} of the members' requests had been asked before by another "
            f"account, against {figures['others_median']:.1%} among other accounts."
        )
        return Finding(statement, figures)
