"""Controlled multiplicity.

A work queue asks an item a planned number of times; people repeat themselves unevenly.
"""

from __future__ import annotations

from stillwatch.detectors.base import RankDetector


class Multiplicity(RankDetector):
    """Members repeat their own questions to a like degree.

    Source: Controlled multiplicity against heavy-tailed repetition (docs/explanation).
    """

    name = "multiplicity"
    family = "behaviour"
    needs = ("request.messages",)
    statistic = "repeats"
    sentence = (
        "A median of {median:.1%} of each member's requests repeat one of its own earlier ones, against "
        "{others_median:.1%} among other accounts."
    )
