"""Tools were offered to the model."""

from __future__ import annotations

import numpy as np

from stillwatch.features.base import Floats, Signal
from stillwatch.features.context import Context


class HasTools(Signal):
    """Tools were offered to the model."""

    name = "has_tools"
    unit = "0 or 1"

    def compute(self, ctx: Context) -> Floats:
        """See `Signal.compute`."""
        return ctx.present("tools").astype(np.float32)
