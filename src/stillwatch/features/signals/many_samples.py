"""Several answers, or token probabilities, were asked for at once."""

from __future__ import annotations

import numpy as np

from stillwatch.features.base import Floats, Signal
from stillwatch.features.context import Context


class ManySamples(Signal):
    """Several answers, or token probabilities, were asked for at once."""

    name = "many_samples"
    unit = "0 or 1; unknown when neither parameter was sent"

    def compute(self, ctx: Context) -> Floats:
        """See `Signal.compute`."""
        samples = ctx.numbers("n")
        logprobs = ctx.numbers("logprobs")
        asked = (samples > 1) | (logprobs > 0)
        known = np.isfinite(samples) | np.isfinite(logprobs)
        return np.where(known, asked, np.nan).astype(np.float32)
