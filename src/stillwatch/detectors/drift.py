"""Drift of content.

A queue changes for all its accounts at once; people change each in their own way.
"""

from __future__ import annotations

from stillwatch.detectors.base import RankDetector


class Drift(RankDetector):
    """Members' content drifts alike over time.

    Source: A fixed reference, as in arXiv 2602.13848.
    """

    name = "drift"
    family = "content"
    needs = ("request.messages",)
    statistic = "drift"
    sentence = (
        "The members' share of harvest-like content changes by a median of {median:.4f} a day, with a "
        "spread of {spread:.4f}, against {others_spread:.4f} among other accounts."
    )
