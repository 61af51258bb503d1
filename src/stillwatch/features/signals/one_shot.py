"""The exchange stands alone: no earlier turn in it and none held by the server."""

from __future__ import annotations

import numpy as np

from stillwatch.features.base import Floats, Signal
from stillwatch.features.context import Context


class OneShot(Signal):
    """The exchange stands alone: no earlier turn in it and none held by the server."""

    name = "one_shot"
    unit = "0 or 1; unknown when the log says nothing of turns"

    def compute(self, ctx: Context) -> Floats:
        """See `Signal.compute`."""
        turns = ctx.numbers("turns")
        held = ctx.present("previous_response_id")
        alone = (turns == 0) & ~held
        return np.where(np.isfinite(turns) | held, alone, np.nan).astype(np.float32)
