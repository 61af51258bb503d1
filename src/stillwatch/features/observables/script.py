"""Writing system of most of the text."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from stillwatch.features.base import Keyed, Observable, keyed_column
from stillwatch.features.context import Coded, Context
from stillwatch.features.scan import N_SCRIPT
from stillwatch.features.unicode import SCRIPTS


class Script(Observable):
    """Writing system of most of the text."""

    name = "script"
    family = "content"

    def compute(self, ctx: Context) -> Keyed:
        """See `Observable.compute`."""
        script = np.where(ctx.has_text, ctx.text.counts[:, N_SCRIPT], 0)
        codes = np.where(script > 0, script, -1)
        return keyed_column(ctx, self.name, Coded(codes, pa.array(SCRIPTS)))
