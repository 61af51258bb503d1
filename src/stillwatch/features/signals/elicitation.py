"""It asks for the model's reasoning, or for labels to train on."""

from __future__ import annotations

import numpy as np

from stillwatch.features.base import Floats, Signal
from stillwatch.features.context import Context


class Elicitation(Signal):
    """It asks for the model's reasoning, or for labels to train on."""

    name = "elicitation"
    unit = "0 to 1: one minus the product of (1 - weight) over the concepts asked for"

    def compute(self, ctx: Context) -> Floats:
        """See `Signal.compute`."""
        table = -np.log1p(-ctx.lexicon.weights.astype(np.float64))
        bits = np.ascontiguousarray(ctx.concepts).view(np.uint8).reshape(-1, 8)
        asked = np.unpackbits(bits, axis=1, bitorder="little")
        # summed row by row: a matrix product may round by the size of the batch
        strength = 1 - np.exp(-(asked * table).sum(axis=1))
        return np.where(ctx.has_text, strength, np.nan).astype(np.float32)
