"""Sampling was pinned down: temperature 0, or a seed."""

from __future__ import annotations

import numpy as np

from stillwatch.features.base import Floats, Signal
from stillwatch.features.context import Context


class Greedy(Signal):
    """Sampling was pinned down: temperature 0, or a seed."""

    name = "greedy"
    unit = "0 or 1; unknown when neither was sent"

    def compute(self, ctx: Context) -> Floats:
        """See `Signal.compute`."""
        temperature = ctx.numbers("temperature")
        seeded = ctx.present("seed")
        pinned = (temperature == 0) | seeded
        return np.where(np.isfinite(temperature) | seeded, pinned, np.nan).astype(np.float32)
