"""Length of requests.

Items of one queue are of like length.
"""

from __future__ import annotations

from stillwatch.detect.detectors.base import RankDetector


class RequestLength(RankDetector):
    """Members' harvest-like requests are of like mean length.

    Source: A cheap relative of distances between queries (PRADA, Juuti et al. 2019).
    """

    name = "request_length"
    family = "content"
    needs = ("request.messages",)
    statistic = "length"
    shown = "size"
    sentence = (
        "Harvest-like requests are typically {range} characters long for the middle half of the "
        "members, and {others_range} for the middle half of comparable accounts."
    )
