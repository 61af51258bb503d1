"""Length of replies.

Traces are long: a harvest is paid in output tokens, and alike over its accounts.
"""

from __future__ import annotations

from stillwatch.detectors.base import Finding, Ints, RankDetector, View


class ReplyLength(RankDetector):
    """Members take replies of like length.

    Source: FACTS: harvests ask for step-by-step reasoning.
    """

    name = "reply_length"
    family = "behaviour"
    needs = ("usage.output_tokens",)
    statistic = "output"

    def explain(self, view: View, members: Ints) -> Finding:
        """Give the members' median beside everybody else's."""
        figures = self.middle(view, members)
        statement = (
            f"The log of the members' mean reply length in tokens has a median of {figures['median']:.2f} and a "
            f"spread of {figures['spread']:.2f}, against {figures['others_median']:.2f} and "
            f"{figures['others_spread']:.2f} among other accounts."
        )
        return Finding(statement, figures)
