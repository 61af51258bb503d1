"""Evenness of load.

A work queue dealt to many accounts gives them like rates; people differ by orders of magnitude.
"""

from __future__ import annotations

from stillwatch.detectors.base import RankDetector


class EvenLoad(RankDetector):
    """Members send harvest-slice exchanges at like rates.

    Source: SynchroTrap (Cao et al., CCS 2014); load balancing as a sign, reported 2026.
    """

    name = "load"
    family = "behaviour"
    needs = ()
    statistic = "load"
    sentence = (
        "Members send harvest-like requests at similar rates: the spread of the logarithm of the daily "
        "rate is {spread:.2f}, against {others_spread:.2f} among other accounts that send any."
    )
