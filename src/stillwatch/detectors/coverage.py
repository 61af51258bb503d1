"""Coverage of the day.

Scripts work through the night or on one common timetable; people sleep.
"""

from __future__ import annotations

from stillwatch.detectors.base import RankDetector


class Coverage(RankDetector):
    """Members share a daily rhythm, or the lack of one.

    Source: Resultant length on the circle (Mardia & Jupp, Directional Statistics, 2000).
    """

    name = "coverage"
    family = "behaviour"
    needs = ()
    statistic = "rhythm"
    sentence = (
        "On a scale from 0 (all hours alike) to 1 (one hour only) the members' activity over the day "
        "has a median concentration of {median:.2f}; other accounts have {others_median:.2f}."
    )
