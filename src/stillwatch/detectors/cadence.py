"""Regularity from day to day.

A machine works through a queue at a steady daily pace; people come in bursts.
"""

from __future__ import annotations

from stillwatch.detectors.base import RankDetector


class Cadence(RankDetector):
    """Members' daily counts vary alike from day to day.

    Source: Index of dispersion (Cox & Lewis 1966).
    """

    name = "cadence"
    family = "behaviour"
    needs = ()
    statistic = "regularity"
    sentence = (
        "How much the daily number of harvest-like requests varies from one day to the next "
        "(variance over mean) is {range} for the middle half of the members, and {others_range} "
        "for the middle half of other accounts."
    )
