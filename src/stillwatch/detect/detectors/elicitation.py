"""Elicitation.

Harvests ask for reasoning, rationales and scores in a form that can be trained on.
"""

from __future__ import annotations

from stillwatch.detect.detectors.base import RankDetector


class Elicitation(RankDetector):
    """Members ask for training-grade answers to a like degree.

    Source: GTIG, February 2026: reasoning-trace coaxing.
    """

    name = "elicitation"
    family = "content"
    needs = ("request.messages",)
    statistic = "elicitation"
    sentence = (
        "On the content model's scale from 0 to 1 for requesting reasoning, explanations or "
        "gradings in a form that a model can be trained on, the middle half of the members stand "
        "at {range}, and the middle half of comparable accounts at {others_range}."
    )
