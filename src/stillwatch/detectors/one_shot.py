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
    shown = "percent"
    sentence = (
        "Of the harvest-like requests, {range} stand alone, outside any conversation, for the "
        "middle half of the members, and {others_range} for the middle half of comparable "
        "accounts."
    )
