"""The new text is long."""

from __future__ import annotations

import numpy as np

from stillwatch.features.base import Floats, Signal
from stillwatch.features.context import Context


class NewChars(Signal):
    """The new text is long."""

    name = "new_chars"
    unit = "natural logarithm of 1 + characters"

    def compute(self, ctx: Context) -> Floats:
        """See `Signal.compute`."""
        return np.where(ctx.has_text, np.log1p(ctx.text.chars), np.nan).astype(np.float32)
