"""Synchrony of onset.

Accounts of one campaign begin to harvest together, beyond what the daily rhythm explains.
"""

from __future__ import annotations

from stillwatch.detect.detectors.base import RankDetector


class Synchrony(RankDetector):
    """Members' harvest slices begin at about the same time.

    Source: SynchroTrap (Cao et al., CCS 2014).
    """

    name = "synchrony"
    family = "behaviour"
    needs = ()
    statistic = "onset"
    sentence = (
        "The middle half of the members began to send harvest-like requests within {width} of "
        "each other ({when}); among comparable accounts it is within {others_width} "
        "({others_when})."
    )
