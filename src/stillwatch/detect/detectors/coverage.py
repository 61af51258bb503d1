"""Coverage of the day.

Scripts work through the night or on one common timetable; people sleep.
"""

from __future__ import annotations

from stillwatch.detect.detectors.base import RankDetector


class Coverage(RankDetector):
    """Members share a daily rhythm, or the lack of one.

    Source: Resultant length on the circle (Mardia & Jupp, Directional Statistics, 2000).
    """

    name = "coverage"
    family = "behaviour"
    needs = ()
    statistic = "rhythm"
    shown = "distance"
    sentence = (
        "On a scale from 0 (active evenly around the clock) to 1 (active in one hour of the day "
        "only), the middle half of the members stand at {range}, and the middle half of "
        "comparable accounts at {others_range}."
    )
