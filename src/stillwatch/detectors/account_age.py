"""Age of accounts.

Accounts opened for a campaign start work at a like age.
"""

from __future__ import annotations

from stillwatch.detectors.base import RankDetector


class AccountAge(RankDetector):
    """Members were of like age when first seen.

    Source: Synchronised sign-up (Xiao et al., AISec 2015).
    """

    name = "account_age"
    family = "infrastructure"
    needs = ("account.created",)
    statistic = "age"
    sentence = (
        "Members were a median of {days:.0f} days old when first seen, the middle half within "
        "{half_days:.0f} days of each other; other accounts were {others_days:.0f} days old."
    )
