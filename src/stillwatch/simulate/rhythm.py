"""Daily and weekly rhythms, and quantiles of token counts, as fitted on public traces.

The fit (`arrivals.json`) is written by `bench/fit_arrivals.py`.
"""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
HOURS = 168


@cache
def fit() -> dict[str, Any]:
    """Return the shipped fit: rhythm, burstiness and token quantiles."""
    text = files("stillwatch.simulate").joinpath("arrivals.json").read_text(encoding="utf-8")
    out: dict[str, Any] = json.loads(text)
    return out


def tokens(kind: str, u: Floats) -> Floats:
    """Return output tokens of `kind` (`chat`, `code`, `reasoning`) at quantiles `u` in [0, 1]."""
    out: Floats = np.interp(u, fit()["quantiles"], fit()["output_tokens"][kind])
    return out


class Rhythms:
    """A table of weekly rhythms, each row 168 relative rates with mean 1; equal ones shared."""

    def __init__(self) -> None:
        self._ids: dict[tuple[str, float, int], int] = {}
        self._rows: list[Floats] = []

    def human(self, depth: float, zone: int) -> int:
        """Return the fitted rhythm raised to `depth`, `zone` hours east of UTC."""
        # one user's rhythm is far more marked than the sum of many that was fitted
        base = np.asarray(fit()["hour_of_week"]) ** (3.0 * depth)
        return self._row(("human", round(depth, 1), zone % 24), np.roll(base, -zone))

    def office(self, depth: float, zone: int) -> int:
        """Return weekday working hours, `depth` 0 meaning none of it."""
        hour = np.arange(HOURS) % 24
        busy = np.exp(-(((hour - 13.5) / 4.0) ** 4)) + 0.02
        busy[120:] *= 0.12
        return self._row(("office", round(depth, 1), zone % 24), np.roll(busy**depth, -zone))

    def night(self, hour: int, width: int) -> int:
        """Return a daily job of `width` hours that begins at `hour` UTC."""
        on: Floats = ((np.arange(HOURS) - hour) % 24 < width).astype(np.float64) + 0.001
        return self._row(("night", float(width), hour % 24), on)

    def table(self) -> Floats:
        """Return all rows: shape (rhythms, 168)."""
        return np.array(self._rows).reshape(-1, HOURS)

    def _row(self, key: tuple[str, float, int], weights: Floats) -> int:
        if key not in self._ids:
            self._ids[key] = len(self._rows)
            self._rows.append(weights / weights.mean())
        return self._ids[key]
