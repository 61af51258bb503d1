"""Figures of trials over seeds: means with intervals, at three price levels."""

from __future__ import annotations

import math
from collections.abc import Sequence
from statistics import fmean, stdev
from typing import Any

from scipy.stats import t as student

from adversaries.search import Base, mean, point
from adversaries.trial import Outcome
from stillwatch.score.intervals import upper_bound


def interval(values: Sequence[float]) -> dict[str, float | None]:
    """Mean of a figure over seeds with its two-sided 95 % interval by Student's t.

    The ends are None with fewer than two seeds.
    """
    middle = fmean(values)
    if len(values) < 2:
        return {"mean": middle, "low": None, "high": None}
    half = float(student.ppf(0.975, len(values) - 1)) * stdev(values) / math.sqrt(len(values))
    return {"mean": middle, "low": middle - half, "high": middle + half}


def row(outcomes: Sequence[Outcome], bases: dict[str, Base]) -> dict[str, Any]:
    """Put the trials of one setting together.

    Parameters
    ----------
    outcomes
        One a seed.
    bases
        The naive campaign unwatched, by price level (`usd`, `low`, `high`).
    """
    points = [point(o, bases["usd"]) for o in outcomes]
    finite = [p.ratio for p in points if math.isfinite(p.ratio)]
    ratios = {end: mean([point(o, base, end) for o in outcomes]).ratio
              for end, base in bases.items()}  # fmt: skip
    hurt, benign = sum(sum(o.hurt.values()) for o in outcomes), sum(o.benign for o in outcomes)
    by_population: dict[str, int] = {}
    for o in outcomes:
        for name, n in o.hurt.items():
            by_population[name] = by_population.get(name, 0) + n
    delays = [o.hours_to_flag for o in outcomes if o.hours_to_flag is not None]
    return {
        "strategy": outcomes[0].strategy,
        "setting": outcomes[0].setting,
        "seeds": [o.seed for o in outcomes],
        "items": interval([o.items / bases["usd"].items for o in outcomes]),
        "kept": interval([p.kept for p in points]),
        "undetected": interval([o.undetected / bases["usd"].items for o in outcomes]),
        "flagged": interval([o.flagged / max(o.accounts, 1) for o in outcomes]),
        "shown": interval([o.shown / max(o.accounts, 1) for o in outcomes]),
        "raised": [sum(o.raised for o in outcomes), sum(o.campaigns for o in outcomes)],
        "hours_to_flag": fmean(delays) if len(delays) == len(outcomes) else None,
        "cost_ratio": _finite(ratios["usd"]),
        "cost_ratio_seeds": interval(finite) if len(finite) == len(points) else None,
        "cost_ratio_prices": [_finite(min(ratios.values())), _finite(max(ratios.values()))],
        "hurt": hurt,
        "hurt_by_population": by_population,
        "hurt_ever": sum(sum(o.hurt_ever.values()) for o in outcomes),
        "benign": benign,
        "hurt_upper": upper_bound(hurt, benign),
    }


def _finite(value: float) -> float | None:
    return value if math.isfinite(value) else None
