"""Content bucket: nearest style, writing system and length (powers of four) together."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from stillwatch.features.base import Keyed, Observable, keyed_column
from stillwatch.features.context import Coded, Context
from stillwatch.features.scan import N_SCRIPT
from stillwatch.features.unicode import SCRIPTS


class Bucket(Observable):
    """Content bucket: nearest style, writing system and length (powers of four) together."""

    name = "bucket"
    family = "content"

    def compute(self, ctx: Context) -> Keyed:
        """See `Observable.compute`."""
        style = np.nan_to_num(ctx.content.styles).argmax(axis=1)
        script = ctx.text.counts[:, N_SCRIPT]
        octave = np.minimum(np.log2(ctx.text.chars + 1) / 2, 9).astype(np.int64)
        codes = np.where(ctx.has_text, (style * len(SCRIPTS) + script) * 10 + octave, -1)
        names = pa.array(
            f"{name}, {letters}, about {4**size} characters"
            for name in ctx.prior.styles
            for letters in SCRIPTS
            for size in range(10)
        )
        return keyed_column(ctx, self.name, Coded(codes, names))
