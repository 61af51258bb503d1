"""Partition of the work.

Work dealt from one queue overlaps between accounts in a planned way.
"""

from __future__ import annotations

from stillwatch.detectors.base import RankDetector


class Partition(RankDetector):
    """Members ask what others have asked before to a like degree.

    Source: A work queue shows as controlled multiplicity (docs/explanation).
    """

    name = "partition"
    family = "behaviour"
    needs = ("request.messages",)
    statistic = "overlap"
    sentence = (
        "A median of {median:.1%} of the members' requests had been asked before by another account, "
        "against {others_median:.1%} among other accounts."
    )
