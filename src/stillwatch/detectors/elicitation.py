"""Elicitation.

Harvests ask for reasoning, rationales and scores in a form that can be trained on.
"""

from __future__ import annotations

from stillwatch.detectors.base import RankDetector


class Elicitation(RankDetector):
    """Members ask for training-grade answers to a like degree.

    Source: GTIG, February 2026: reasoning-trace coaxing.
    """

    name = "elicitation"
    family = "content"
    needs = ("request.messages",)
    statistic = "elicitation"
    sentence = (
        "The members' requests score a median of {median:.3f} for asking for reasoning, rationales or "
        "gradings in trainable form, against {others_median:.3f} among other accounts."
    )
