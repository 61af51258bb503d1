"""Age of accounts.

Accounts opened for a campaign start work at a like age.
"""

from __future__ import annotations

from stillwatch.detectors.base import Finding, Ints, RankDetector, View


class AccountAge(RankDetector):
    """Members were of like age when first seen.

    Source: Synchronised sign-up: LinkedIn fake account clusters (Xiao et al., AISec 2015).
    """

    name = "account_age"
    family = "infrastructure"
    needs = ("account.created",)
    statistic = "age"

    def explain(self, view: View, members: Ints) -> Finding:
        """Give the members' median beside everybody else's."""
        figures = self.middle(view, members)
        statement = (
            f"Members were a median of {figures['median'] / 24:.0f} days old when first seen (half of them within "
            f"{figures['spread'] * 1.35 / 24:.0f} days of each other); other accounts were "
            f"{figures['others_median'] / 24:.0f} days old."
        )
        return Finding(statement, figures)
