"""Coverage of the day.

Scripts work through the night or on one common timetable; people sleep.
"""

from __future__ import annotations

from stillwatch.detectors.base import Finding, Ints, RankDetector, View


class Coverage(RankDetector):
    """Members share a daily rhythm, or the lack of one.

    Source: Resultant length on the circle (Mardia & Jupp, Directional Statistics, 2000).
    """

    name = "coverage"
    family = "behaviour"
    needs = ()
    statistic = "rhythm"

    def explain(self, view: View, members: Ints) -> Finding:
        """Give the members' median beside everybody else's."""
        figures = self.middle(view, members)
        statement = (
            f"On a scale from 0 (all hours alike) to 1 (one hour only) the members' activity over the day "
            f"has a median concentration of {figures['median']:.2f}; other accounts of like size have "
            f"{figures['others_median']:.2f}."
        )
        return Finding(statement, figures)
