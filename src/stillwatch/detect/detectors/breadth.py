"""Breadth of what an account asks for.

Items dealt from one queue range over all of the queue; a person's range over that person's
interests.
"""

from __future__ import annotations

from stillwatch.detect.detectors.base import RankDetector


class Breadth(RankDetector):
    """Members' harvest-like requests range as widely as one another's.

    Source: Unbiased variance within an account of the probabilities of styles and of topic
    coordinates, `stillwatch.detect.accounts.statistics`.
    """

    name = "breadth"
    family = "content"
    needs = ("request.messages",)
    statistic = "breadth"
    sentence = (
        "How much the harvest-like requests of one account differ from one another in content (a "
        "variance: 0 if all are of one kind) is {range} for the middle half of the members, and "
        "{others_range} for the middle half of comparable accounts."
    )
