"""The exchange stands alone: no earlier turn in it and none held by the server.

A history is what the caller says it is. One that says nothing of what its customer wrote before is
none, and what one says of that is compared with what was sent
(`stillwatch.store.relations.unheld`).
"""

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
        nothing = ~ctx.present("earlier") & ctx.full
        alone = ((turns == 0) | ((turns > 0) & nothing)) & ~held
        return np.where(np.isfinite(turns) | held, alone, np.nan).astype(np.float32)
