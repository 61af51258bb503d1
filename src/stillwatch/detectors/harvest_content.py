"""Content read as harvest.

Harvest prompts read like public harvest corpora, whatever the accounts share.
"""

from __future__ import annotations

from stillwatch.detectors.base import Finding, Ints, RankDetector, View


class HarvestContent(RankDetector):
    """Members' requests read like harvest corpora to a like degree.

    Source: arXiv 2605.07383; the content prior of this package.
    """

    name = "harvest_content"
    family = "content"
    needs = ("request.messages",)
    statistic = "harvest"

    def explain(self, view: View, members: Ints) -> Finding:
        """Give the members' median beside everybody else's."""
        figures = self.middle(view, members)
        statement = (
            f"The members' requests read like public distillation corpora with a median probability of "
            f"{figures['median']:.2f}, against {figures['others_median']:.2f} among other accounts of like size."
        )
        return Finding(statement, figures)
