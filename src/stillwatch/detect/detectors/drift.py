"""Drift of what an account asks about.

What is dealt from one queue is the same mixture early and late; people come to other questions.
"""

from __future__ import annotations

from stillwatch.detect.detectors.base import RankDetector


class Drift(RankDetector):
    """Members' harvest-like requests move in content, from first to later ones, to a like degree.

    Source: Unbiased squared distance of two means: probabilities of styles and topic coordinates,
    `stillwatch.detect.accounts.drift`.
    """

    name = "drift"
    family = "content"
    needs = ("request.messages",)
    statistic = "drift"
    shown = "distance"
    sentence = (
        "How far the content of harvest-like requests moved from the first ten or so of an account "
        "to its later ones (0 if it did not move) is "
        "{range} for the middle half of the members, and {others_range} for the middle half of "
        "comparable accounts."
    )
