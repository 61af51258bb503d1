"""Synchrony of the end.

Accounts of one campaign stop, or go on, together.
"""

from __future__ import annotations

from stillwatch.detect.detectors.base import RankDetector


class Shutdown(RankDetector):
    """Members' harvest slices end at about the same time.

    Source: SynchroTrap (Cao et al., CCS 2014).
    """

    name = "shutdown"
    family = "behaviour"
    needs = ()
    statistic = "offset"
    sentence = (
        "The middle half of the members sent their latest harvest-like request within {width} of "
        "each other ({when}); among comparable accounts it is within {others_width} "
        "({others_when})."
    )
