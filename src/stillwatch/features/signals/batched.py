"""The request came in a batch job."""

from __future__ import annotations

import numpy as np

from stillwatch.features.base import Floats, Signal
from stillwatch.features.context import Context


class Batched(Signal):
    """The request came in a batch job."""

    name = "batched"
    unit = "0 or 1"

    def compute(self, ctx: Context) -> Floats:
        """See `Signal.compute`."""
        return ctx.present("batch_id").astype(np.float32)
