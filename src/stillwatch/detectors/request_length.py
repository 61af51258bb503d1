"""Length of requests.

Items of one queue are of like length.
"""

from __future__ import annotations

from stillwatch.detectors.base import RankDetector


class RequestLength(RankDetector):
    """Members' harvest-like requests are of like mean length.

    Source: A cheap relative of distances between queries (PRADA, Juuti et al. 2019).
    """

    name = "request_length"
    family = "content"
    needs = ("request.messages",)
    statistic = "length"
    sentence = (
        "The mean log-length of the members' harvest-like requests has a median of {median:.2f} and a "
        "spread of {spread:.2f}, against a spread of {others_spread:.2f} among other accounts."
    )
