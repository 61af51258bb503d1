"""Exact bounds for rates, and precision restated at another prevalence.

The bounds are one-sided Clopper-Pearson bounds (Clopper and Pearson, Biometrika 26, 1934):
whatever the true rate, the bound holds in at least `confidence` of repetitions, provided that
the cases are independent. Accounts that one wrong campaign flags together are not, so that the
bound over several seeds deserves more trust than the bound of one.
"""

from __future__ import annotations

from typing import NamedTuple

from scipy.special import betaincinv

CONFIDENCE = 0.95
"""Confidence of every bound that the scorer prints."""


class Restated(NamedTuple):
    """Precision that the measured rates would give at another prevalence."""

    precision: float | None
    """At the measured rates; None when nothing at all is flagged."""
    low: float | None
    """With the false positive rate at its 95 % upper bound."""
    high: float | None
    """With the false positive rate at its 95 % lower bound."""


def upper_bound(count: int, n: int, confidence: float = CONFIDENCE) -> float:
    """Return the exact one-sided upper bound of a rate.

    Parameters
    ----------
    count
        Cases seen, 0 to `n`.
    n
        Cases looked at.
    confidence
        Probability with which the bound holds, in (0, 1).

    Returns
    -------
    float
        The bound, in [0, 1]; 1 where nothing was looked at.

    Examples
    --------
    >>> round(upper_bound(0, 20_000), 6)
    0.00015
    """
    if count >= n:
        return 1.0
    return float(betaincinv(count + 1, n - count, confidence))


def lower_bound(count: int, n: int, confidence: float = CONFIDENCE) -> float:
    """Return the exact one-sided lower bound of a rate (see `upper_bound`)."""
    if count <= 0:
        return 0.0
    return float(betaincinv(count, n - count + 1, 1 - confidence))


def precision_at(prevalence: float, recall: float, false_positive_rate: float) -> float | None:
    """Return the precision of a test by Bayes' rule.

    Parameters
    ----------
    prevalence
        Share of accounts that belong to a campaign.
    recall
        Share of campaign accounts that are flagged.
    false_positive_rate
        Share of other accounts that are flagged.

    Returns
    -------
    float or None
        None where nothing is ever flagged.

    Examples
    --------
    >>> round(precision_at(0.005, 0.95, 0.001), 3)
    0.827
    """
    true, false = prevalence * recall, (1 - prevalence) * false_positive_rate
    return true / (true + false) if true + false > 0 else None


def restate(prevalence: float, recall: float, false_positives: int, benign: int) -> Restated:
    """Restate precision at a prevalence, with the range that chance leaves to the false positives.

    Parameters
    ----------
    prevalence
        Share of accounts that belong to a campaign.
    recall
        Share of campaign accounts that are flagged (taken as known).
    false_positives, benign
        Benign accounts flagged, and looked at.
    """
    rate = false_positives / benign if benign else 0.0
    return Restated(
        precision=precision_at(prevalence, recall, rate),
        low=precision_at(prevalence, recall, upper_bound(false_positives, benign)),
        high=precision_at(prevalence, recall, lower_bound(false_positives, benign)),
    )
