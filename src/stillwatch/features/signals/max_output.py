"""The reply was long."""

from __future__ import annotations

import numpy as np

from stillwatch.features.base import Floats, Signal
from stillwatch.features.context import Context


class MaxOutput(Signal):
    """The reply was long."""

    name = "max_output"
    unit = "natural logarithm of 1 + output tokens"

    def compute(self, ctx: Context) -> Floats:
        """See `Signal.compute`."""
        return np.log1p(np.maximum(ctx.numbers("output_tokens"), 0)).astype(np.float32)
