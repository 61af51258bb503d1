"""Settings of an audit: every figure that a user may turn, with its unit."""

from __future__ import annotations

from dataclasses import dataclass, fields
from math import inf, log
from typing import Any


@dataclass(frozen=True)
class Settings:
    """What an audit is run with. Recorded in `summary.json`."""

    seed: int = 0
    """Seed of everything that is drawn: tie-breaks, shuffles, which exchange ids are quoted."""
    level: float = 0.01
    """False discovery rate of e-BH over the cohorts of one evaluation, for the first null."""
    watch_odds: float = 1.0
    """Log odds of harvest against a benign cause at which a cohort is worth watching."""
    likely_odds: float = 2.8
    """Log odds of harvest against a benign cause that `likely` needs."""
    confirmed_odds: float = 4.5
    """Log odds of harvest against a benign cause that `confirmed` needs."""
    family_log_e: float = 6.9
    """Log e-value at which a family of detectors counts for `confirmed` (1,000 to 1)."""
    confirmed_log_lr: float = 18.0
    """Log likelihood ratio of its own that an account of a `confirmed` campaign needs to be
    `confirmed` itself; the campaign's other accounts are `likely`."""
    suspect_share: float = 0.2
    """Share of accounts, the most harvest-like, that may seed a cohort."""
    membership: float = 0.995
    """Probability of membership that an account of a campaign needs; its behaviour has to speak
    for it besides."""
    small_firm: int = 200
    """Accounts of a firm in which the first null cannot be rejected over all cohorts, because they
    are too small: there `likely` rests on the second null. See `alone_odds`."""
    large_firm: int = 25_000
    """Accounts from which `likely` needs more, as more benign groups could be mistaken. See
    `sure_odds`."""
    growth_loss: float = 0.5
    """Log odds of harvest that a campaign may lose by growing."""
    largest_share: float = 0.5
    """Observables shared by more than this share of accounts nominate nothing."""
    nominate_odds: float = -1.0
    """Log odds of harvest, by the model for cohorts as they form, that nominate a cohort."""
    most_tested: int = 60
    """Cohorts tested and refined in one evaluation, those least like a benign cause first; each of
    four sizes has its equal part of them, rounded up."""
    epoch_hours: int = 0
    """Hours of event time between evaluations; 0 adapts to the number of accounts."""
    ended_after_days: float = 3.0
    """Days without a member's harvest-like request after which a campaign has ended."""
    without: tuple[str, ...] = ()
    """Detectors and observables to leave out."""

    def sure_odds(self, accounts: int) -> float:
        """Log odds at which a group that rejects the first null is `likely`.

        They grow with the log of the accounts beyond `large_firm`, up to `confirmed_odds`.
        """
        more = log(max(accounts / self.large_firm, 1.0)) if self.large_firm else 0.0
        return max(self.likely_odds, min(self.likely_odds + more, self.confirmed_odds))

    def alone_odds(self, accounts: int) -> float:
        """Log odds at which a group is `likely` without the first null; infinite in large firms.

        They grow with the log of the accounts, as the number of groups that could be mistaken does;
        beyond `confirmed_odds`, cohorts are large enough for the first null.
        """
        needed = self.likely_odds + log(max(accounts / max(self.small_firm, 1), 1.0))
        return needed if self.small_firm and needed <= self.confirmed_odds else inf

    def as_dict(self) -> dict[str, Any]:
        """Names and values, for `summary.json`."""
        return {f.name: getattr(self, f.name) for f in fields(self)}


def evaluation_hours(settings: Settings, accounts: int) -> int:
    """Hours between evaluations: more accounts, wider spacing, so that cost stays bounded."""
    if settings.epoch_hours:
        return settings.epoch_hours
    for hours, most in ((4, 6_000), (6, 60_000), (12, 150_000)):
        if accounts <= most:
            return hours
    return 24
