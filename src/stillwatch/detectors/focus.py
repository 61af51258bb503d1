"""Focus on one capability.

A harvest aims at a capability; people wander.
"""

from __future__ import annotations

from stillwatch.detectors.base import RankDetector


class Focus(RankDetector):
    """Members concentrate on a capability to a like degree.

    Source: Campaigns aimed at software engineering and agentic reasoning, reported 2026.
    """

    name = "focus"
    family = "content"
    needs = ("request.messages",)
    statistic = "focus"
    sentence = (
        "A median of {median:.0%} of each member's harvest-like requests aim at one capability, "
        "against {others_median:.0%} among other accounts."
    )
