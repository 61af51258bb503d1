"""Age of accounts.

Accounts opened for a campaign start work at a like age.
"""

from __future__ import annotations

from stillwatch.detect.detectors.base import RankDetector


class AccountAge(RankDetector):
    """Members were of like age when first seen.

    Source: Synchronised sign-up (Xiao et al., AISec 2015).
    """

    name = "account_age"
    family = "infrastructure"
    needs = ("account.created",)
    statistic = "age"
    shown = "days"
    sentence = (
        "The middle half of the members were first seen {range} after the day on which they "
        "signed up, and the middle half of comparable accounts {others_range} after it."
    )
