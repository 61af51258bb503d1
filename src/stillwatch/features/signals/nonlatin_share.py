"""Much of the text is in another script than Latin."""

from __future__ import annotations

import numpy as np

from stillwatch.features.base import Floats, Signal
from stillwatch.features.context import Context
from stillwatch.features.scan import N_LETTERS, N_NONLATIN


class NonlatinShare(Signal):
    """Much of the text is in another script than Latin."""

    name = "nonlatin_share"
    unit = "share of letters, 0 to 1"

    def compute(self, ctx: Context) -> Floats:
        """See `Signal.compute`."""
        counts = ctx.text.counts
        share = counts[:, N_NONLATIN] / np.maximum(counts[:, N_LETTERS], 1)
        return np.where(ctx.has_text, share, np.nan).astype(np.float32)
