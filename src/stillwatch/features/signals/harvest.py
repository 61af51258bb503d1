"""The text reads like what is asked in order to train a model."""

from __future__ import annotations

from stillwatch.features.base import Floats, Signal
from stillwatch.features.context import Context


class Harvest(Signal):
    """The text reads like what is asked in order to train a model."""

    name = "harvest"
    unit = "probability, 0 to 1"

    def compute(self, ctx: Context) -> Floats:
        """See `Signal.compute`."""
        return ctx.content.harvest
