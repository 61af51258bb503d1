"""A system message was sent."""

from __future__ import annotations

import numpy as np

from stillwatch.features.base import Floats, Signal
from stillwatch.features.context import Context


class HasSystem(Signal):
    """A system message was sent."""

    name = "has_system"
    unit = "0 or 1; unknown without readable content"

    def compute(self, ctx: Context) -> Floats:
        """See `Signal.compute`."""
        return np.where(ctx.full, ctx.present("system"), np.nan).astype(np.float32)
