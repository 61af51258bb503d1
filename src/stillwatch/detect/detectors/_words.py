"""Figures of a statement as a reader without statistics reads them."""

from __future__ import annotations

import math
from collections.abc import Callable
from datetime import UTC, datetime


def percent(share: float) -> str:
    """Show a share, 0 to 1, with a decimal where it is small."""
    return f"{share:.0%}" if share >= 0.0995 or share < 0.0005 else f"{share:.1%}"


def most(share: float) -> str:
    """Show a share of accounts that never reads as all of them."""
    return percent(share) if share < 0.995 else "over 99%"


def among(count: int, size: int, noun: str) -> str:
    """Say how many of some there are.

    >>> among(4, 5, "other member"), among(5, 5, "member"), among(2, 2, "other member")
    ('4 of the 5 other members', 'all 5 members', 'both other members')
    """
    if count < size or size < 2:
        return f"{count:,} of the {counted(size, noun)}"
    return f"both {noun}s" if size == 2 else f"all {counted(size, noun)}"


def plain(value: float) -> str:
    """Show a number on a scale; what rounds to zero has no sign."""
    return f"{round(value, 2) + 0.0:.2f}"


def distance(value: float) -> str:
    """Show an estimated distance, which may fall below zero by chance."""
    return plain(max(value, 0.0))


def rate(log_rate: float) -> str:
    """Show requests a day, from the natural logarithm."""
    value = math.exp(min(log_rate, 30.0))
    return f"{value:,.0f}" if value >= 9.95 else f"{value:.1f}"


def size(log_size: float) -> str:
    """Show characters or tokens, from the natural logarithm of one more."""
    return f"{math.expm1(min(max(log_size, 0.0), 30.0)):,.0f}"


def days(hours: float) -> str:
    """Show whole days, from hours: of sign-up the day is known, not the hour."""
    return f"{math.floor(hours / 24):,}"


def hundred(share: float) -> str:
    """Show how many to every hundred, from a share; some never read as none."""
    many = 100 * share
    if 0 < many < 0.05:
        return "less than 0.1"
    return f"{many:.0f}" if many >= 9.95 or many == round(many) else f"{many:.1f}"


WAYS: dict[str, Callable[[float], str]] = {
    "percent": percent, "plain": plain, "distance": distance, "rate": rate, "size": size,
    "days": days, "hundred": hundred,
}  # fmt: skip
"""How a detector's statistic is shown, by the name that it gives in `shown`."""


def between(low: float | None, high: float | None, way: str) -> str:
    """Say a range: ``3 to 5``, or ``3`` where both ends read the same. Days are named."""
    if low is None or high is None:
        return "an unknown number" + (" of days" if way == "days" else "")
    first, last = WAYS[way](low), WAYS[way](high)
    said = first if first == last else f"{first} to {last}"
    return said if way != "days" else f"{said} day" if said == "1" else f"{said} days"


def spell(hours: float | None) -> str:
    """Say a length of time: ``an hour``, ``30 hours``, ``4 days``."""
    if hours is None:
        return "an unknown time"
    if hours < 1.5:
        return "an hour"
    return f"{hours:.0f} hours" if hours < 71.5 else f"{hours / 24:,.0f} days"


def when(low: float | None, high: float | None) -> str:
    """Say between which moments, from hours since 1970: ``2026-10-14 10:00 to ... 12:00 UTC``."""
    if low is None or high is None:
        return "at unknown times"
    first, last = (f"{datetime.fromtimestamp(x * 3600, UTC):%Y-%m-%d %H}:00" for x in (low, high))
    return f"at {first} UTC" if first == last else f"{first} to {last} UTC"


def counted(count: int, noun: str) -> str:
    """Say a count: ``1 account``, ``2,000 accounts``."""
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"
