"""Controlled multiplicity.

A work queue asks an item a planned number of times; people repeat themselves unevenly.
"""

from __future__ import annotations

from stillwatch.detect.detectors.base import RankDetector


class Multiplicity(RankDetector):
    """Members repeat their own questions to a like degree.

    Source: Controlled multiplicity against heavy-tailed repetition
    (docs/explanation/how-detection-works.md).
    """

    name = "multiplicity"
    family = "behaviour"
    needs = ("request.messages",)
    statistic = "repeats"
    shown = "percent"
    sentence = (
        "Requests that repeat an earlier one of the same account are {range} of all requests for "
        "the middle half of the members, and {others_range} for the middle half of comparable "
        "accounts."
    )
