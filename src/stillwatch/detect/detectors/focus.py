"""Focus on one capability.

A harvest aims at a capability; people wander.
"""

from __future__ import annotations

from stillwatch.detect.detectors.base import RankDetector


class Focus(RankDetector):
    """Members concentrate on a capability to a like degree.

    Source: Campaigns aimed at software engineering and agentic reasoning, reported 2026.
    """

    name = "focus"
    family = "content"
    needs = ("request.messages",)
    statistic = "focus"
    shown = "percent"
    sentence = (
        "Of the harvest-like requests, {range} aim at one and the same capability of the model "
        "for the middle half of the members, and {others_range} for the middle half of comparable "
        "accounts."
    )
