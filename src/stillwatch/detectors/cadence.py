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
        "The day-to-day variation of the members' harvest-like requests (variance over mean) has a "
        "median of {median:.2f}, against {others_median:.2f} among other accounts."
    )
