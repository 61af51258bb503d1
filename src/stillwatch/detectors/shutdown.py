"""Synchrony of the end.

Accounts of one campaign stop, or go on, together.
"""

from __future__ import annotations

from stillwatch.detectors.base import Finding, Ints, RankDetector, View


class Shutdown(RankDetector):
    """Members' harvest slices end at about the same time.

    Source: SynchroTrap (Cao et al., CCS 2014).
    """

    name = "shutdown"
    family = "behaviour"
    needs = ()
    statistic = "offset"

    def explain(self, view: View, members: Ints) -> Finding:
        """Give the members' median beside everybody else's."""
        figures = self.middle(view, members)
        statement = (
            f"Half of the members sent their latest harvest-like request within about "
            f"{figures['spread'] * 1.35:.0f} hours of each other; among other accounts the same half spans "
            f"{figures['others_spread'] * 1.35:.0f} hours."
        )
        return Finding(statement, figures)
