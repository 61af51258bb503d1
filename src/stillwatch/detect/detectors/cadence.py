"""Regularity from day to day.

A machine works through a queue at a steady daily pace; people come in bursts.
"""

from __future__ import annotations

from stillwatch.detect.detectors.base import RankDetector


class Cadence(RankDetector):
    """Members' daily counts vary alike from day to day.

    Source: Index of dispersion (Cox & Lewis 1966).
    """

    name = "cadence"
    family = "behaviour"
    needs = ()
    statistic = "regularity"
    sentence = (
        "From one day to the next, the number of harvest-like requests of the middle half of the "
        "members varies {range} times as much as pure chance would have it, and that of the "
        "middle half of comparable accounts {others_range} times."
    )
