"""Pacing of requests over the hours.

A queue is worked off a little at a time; people ask several things in one sitting.
"""

from __future__ import annotations

from stillwatch.detect.detectors.base import RankDetector


class Pacing(RankDetector):
    """Members spread their requests over separate hours to a like degree.

    Source: Burstiness of human activity (Barabási, Nature 435, 2005).
    """

    name = "pacing"
    family = "behaviour"
    needs = ()
    statistic = "spacing"
    shown = "hundred"
    sentence = (
        "For every 100 requests, the middle half of the members were active in {range} separate "
        "hours, and the middle half of comparable accounts in {others_range}."
    )
