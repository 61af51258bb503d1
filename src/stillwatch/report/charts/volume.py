"""Exchanges a day of members against everybody else: why a limit per account sees nothing."""

from __future__ import annotations

import math

import numpy as np
from markupsafe import Markup
from numpy.typing import NDArray

from stillwatch.report.charts.svg import el, figure, line, text, ticks
from stillwatch.report.wording import compact, percent

LOW, HIGH, PER_DECADE = -1.0, 4.0, 4
"""Span of the axis in powers of ten of exchanges a day; bins a decade."""

TOP, PLOT = 26.0, 150.0


def volume(members: NDArray[np.float64], others: NDArray[np.float64], width: float) -> Markup:
    """Return the figure from exchanges a day of member and other accounts."""
    bins = int((HIGH - LOW) * PER_DECADE)
    shares = [_shares(rates, bins) for rates in (others, members)]
    steps = ticks(float(max(s.max() for s in shares)), 3)
    left, right, base = 46.0, width - 14, TOP + PLOT
    wide = (right - left) / bins
    parts = [text(0, 12, "Share of accounts", "axis-title")]
    for step in steps:
        y = base - PLOT * step / steps[-1]
        parts.append(line(left, y, right, y, "grid" if step else "axis"))
        parts.append(text(left - 8, y + 4, percent(step), "tick", "end"))
    for tens in range(int(LOW), int(HIGH) + 1):
        at = left + (tens - LOW) * PER_DECADE * wide
        parts.append(text(at, base + 18, compact(10.0**tens), "tick", "middle"))
    parts.append(text(right, base + 36, "Exchanges a day (each step is ten times)", "tick", "end"))
    for row, (kind, who) in zip(
        shares, (("others", "other accounts"), ("members", "campaign accounts")), strict=True
    ):
        for i, share in enumerate(row):
            if not share:
                continue
            tall = PLOT * float(share) / steps[-1]
            low, high = (10 ** (LOW + (i + k) / PER_DECADE) for k in (0, 1))
            said = f"{percent(float(share))} of {who}: {low:.3g} to {high:.3g} exchanges a day"
            parts.append(
                el(
                    "rect",
                    el("title", said),
                    x=left + i * wide + 1,
                    y=base - tall,
                    width=wide - 2,
                    height=tall,
                    class_=kind,
                )
            )
    return figure(width, base + 44, "Exchanges a day of campaign accounts and of others", *parts)


def _shares(rates: NDArray[np.float64], bins: int) -> NDArray[np.float64]:
    logs = np.log10(np.maximum(rates, 10**LOW))
    slots = np.clip(((logs - LOW) * PER_DECADE).astype(np.int64), 0, bins - 1)
    return np.bincount(slots, minlength=bins) / max(1, len(rates))


def share_at_least(value: float, rates: NDArray[np.float64]) -> float:
    """Return the share of `rates` that are `value` or more; NaN when there are none."""
    return float(np.mean(rates >= value)) if len(rates) else math.nan
