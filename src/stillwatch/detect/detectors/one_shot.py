"""One-shot requests.

A harvest asks each item anew. Whether its reply is gone on with is not looked at: an agent's run
begins anew as well.
"""

from __future__ import annotations

from stillwatch.detect.detectors.base import RankDetector


class OneShot(RankDetector):
    """Members' harvest-like requests begin anew to a like degree.

    Source: ArXiv 2605.07383: a weak signal summed over a structural group.
    """

    name = "one_shot"
    family = "behaviour"
    needs = ()
    statistic = "one_shot"
    shown = "percent"
    sentence = (
        "Of the harvest-like requests, {range} begin anew, from nothing asked before, for the "
        "middle half of the members, and {others_range} for the middle half of comparable "
        "accounts."
    )
