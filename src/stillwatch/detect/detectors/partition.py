"""Partition of the work.

Work dealt from one queue overlaps between accounts in a planned way.
"""

from __future__ import annotations

from stillwatch.detect.detectors.base import RankDetector


class Partition(RankDetector):
    """Members ask what others have asked before to a like degree.

    Source: A work queue shows as controlled multiplicity (docs/explanation/how-detection-works.md).
    """

    name = "partition"
    family = "behaviour"
    needs = ("request.messages",)
    statistic = "overlap"
    shown = "percent"
    sentence = (
        "Requests that another account had already made (not counting tasks for tools that "
        "several accounts run) are {range} of all requests for the middle half of the members, "
        "and {others_range} for the middle half of comparable accounts."
    )
