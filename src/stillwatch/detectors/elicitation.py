"""Elicitation.

Harvests ask for reasoning, rationales and scores in a form that can be trained on.
"""

from __future__ import annotations

from stillwatch.detectors.base import Finding, Ints, RankDetector, View


class Elicitation(RankDetector):
    """Members ask for training-grade answers to a like degree.

    Source: GTIG, February 2026: reasoning-trace coaxing; FACTS.
    """

    name = "elicitation"
    family = "content"
    needs = ("request.messages",)
    statistic = "elicitation"

    def explain(self, view: View, members: Ints) -> Finding:
        """Give the members' median beside everybody else's."""
        figures = self.middle(view, members)
        statement = (
            f"The members' requests score a median of {figures['median']:.3f} for asking for reasoning, rationales "
            f"or gradings in trainable form, against {figures['others_median']:.3f} among other accounts."
        )
        return Finding(statement, figures)
