"""Length of requests.

Items of one queue are of like length.
"""

from __future__ import annotations

from stillwatch.detectors.base import Finding, Ints, RankDetector, View


class RequestLength(RankDetector):
    """Members' harvest-like requests are of like mean length.

    Source: PRADA (Juuti et al. 2019) tests distances between queries; length is its cheapest relative.
    """

    name = "request_length"
    family = "content"
    needs = ("request.messages",)
    statistic = "length"

    def explain(self, view: View, members: Ints) -> Finding:
        """Give the members' median beside everybody else's."""
        figures = self.middle(view, members)
        statement = (
            f"The mean log-length of the members' harvest-like requests has a median of "
            f"{figures['median']:.2f} and a spread of {figures['spread']:.2f}, against a spread of "
            f"{figures['others_spread']:.2f} among other accounts."
        )
        return Finding(statement, figures)
