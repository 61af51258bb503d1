"""One-shot requests.

A harvest asks each item once, outside any conversation.
"""

from __future__ import annotations

from stillwatch.detectors.base import RankDetector


class OneShot(RankDetector):
    """Members' harvest-like requests stand alone to a like degree.

    Source: ArXiv 2605.07383: a weak signal summed over a structural group.
    """

    name = "one_shot"
    family = "behaviour"
    needs = ()
    statistic = "one_shot"
    sentence = (
        "A median of {median:.0%} of the members' harvest-like requests stand alone, outside any "
        "conversation; among other accounts {others_median:.0%} do."
    )
