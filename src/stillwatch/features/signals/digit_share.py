"""Much of the text is digits."""

from __future__ import annotations

import numpy as np

from stillwatch.features.base import Floats, Signal
from stillwatch.features.context import Context
from stillwatch.features.scan import N_CHARS, N_DIGITS


class DigitShare(Signal):
    """Much of the text is digits."""

    name = "digit_share"
    unit = "share of characters, 0 to 1"

    def compute(self, ctx: Context) -> Floats:
        """See `Signal.compute`."""
        counts = ctx.text.counts
        share = counts[:, N_DIGITS] / np.maximum(counts[:, N_CHARS], 1)
        return np.where(ctx.has_text, share, np.nan).astype(np.float32)
