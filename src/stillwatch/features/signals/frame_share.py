"""Much of the text says how to do something rather than what it is about."""

from __future__ import annotations

import numpy as np

from stillwatch.features.base import Floats, Signal
from stillwatch.features.context import Context
from stillwatch.features.scan import N_FRAME, N_WORDS


class FrameShare(Signal):
    """Much of the text says how to do something rather than what it is about."""

    name = "frame_share"
    unit = "share of words, 0 to 1"

    def compute(self, ctx: Context) -> Floats:
        """See `Signal.compute`."""
        counts = ctx.text.counts
        share = counts[:, N_FRAME] / np.maximum(counts[:, N_WORDS], 1)
        return np.where(ctx.has_text, share, np.nan).astype(np.float32)
