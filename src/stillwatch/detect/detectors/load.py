"""Evenness of load.

A work queue dealt to many accounts gives them like rates; people differ by orders of magnitude.
"""

from __future__ import annotations

from stillwatch.detect.detectors.base import RankDetector


class EvenLoad(RankDetector):
    """Members send harvest-slice exchanges at like rates.

    Source: SynchroTrap (Cao et al., CCS 2014); load balancing as a sign, reported 2026.
    """

    name = "load"
    family = "behaviour"
    needs = ()
    statistic = "load"
    shown = "rate"
    sentence = (
        "The middle half of the members send {range} harvest-like requests a day each; the middle "
        "half of comparable accounts send {others_range}."
    )
