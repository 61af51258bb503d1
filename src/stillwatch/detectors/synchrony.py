"""Synchrony of onset.

Accounts of one campaign begin to harvest together, beyond what the daily rhythm explains.
"""

from __future__ import annotations

from stillwatch.detectors.base import Finding, Ints, RankDetector, View


class Synchrony(RankDetector):
    """Members' harvest slices begin at about the same time.

    Source: SynchroTrap (Cao et al., CCS 2014).
    """

    name = "synchrony"
    family = "behaviour"
    needs = ()
    statistic = "onset"

    def explain(self, view: View, members: Ints) -> Finding:
        """Give the members' median beside everybody else's."""
        figures = self.middle(view, members)
        statement = (
            f"Half of the members began to send harvest-like requests within about "
            f"{figures['spread'] * 1.35:.0f} hours of each other; among other accounts the same half spans "
            f"{figures['others_spread'] * 1.35:.0f} hours."
        )
        return Finding(statement, figures)
