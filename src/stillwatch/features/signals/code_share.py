"""Much of the text is the punctuation of code, markup or formulas."""

from __future__ import annotations

import numpy as np

from stillwatch.features.base import Floats, Signal
from stillwatch.features.context import Context
from stillwatch.features.scan import N_CHARS, N_CODE


class CodeShare(Signal):
    """Much of the text is the punctuation of code, markup or formulas."""

    name = "code_share"
    unit = "share of characters, 0 to 1"

    def compute(self, ctx: Context) -> Floats:
        """See `Signal.compute`."""
        counts = ctx.text.counts
        share = counts[:, N_CODE] / np.maximum(counts[:, N_CHARS], 1)
        return np.where(ctx.has_text, share, np.nan).astype(np.float32)
