"""Evenness of load.

A work queue dealt to many accounts gives them like rates; people differ by orders of magnitude.
"""

from __future__ import annotations

from stillwatch.detectors.base import Finding, Ints, RankDetector, View


class EvenLoad(RankDetector):
    """Members send harvest-slice exchanges at like rates.

    Source: SynchroTrap (Cao et al., CCS 2014); load balancing as a sign, reported 2026.
    """

    name = "load"
    family = "behaviour"
    needs = ()
    statistic = "load"

    def explain(self, view: View, members: Ints) -> Finding:
        """Give the members' median beside everybody else's."""
        figures = self.middle(view, members)
        statement = (
            f"Members send harvest-like requests at similar rates: the spread of the logarithm of the "
            f"daily rate is {figures['spread']:.2f}, against {figures['others_spread']:.2f} among other "
            "accounts that send any."
        )
        return Finding(statement, figures)
