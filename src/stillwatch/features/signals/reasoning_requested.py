"""Reasoning was asked for in the request's own parameters."""

from __future__ import annotations

import numpy as np

from stillwatch.features.base import Floats, Signal
from stillwatch.features.context import Context


class ReasoningRequested(Signal):
    """Reasoning was asked for in the request's own parameters."""

    name = "reasoning_requested"
    unit = "0 or 1; unknown when no request parameter was logged"

    def compute(self, ctx: Context) -> Floats:
        """See `Signal.compute`."""
        asked = ctx.coded("reasoning")
        on = [value.strip().lower() not in _OFF for value in asked.values.to_pylist()]
        out = np.array([*on, False], np.float32)[asked.codes]
        logged = asked.codes >= 0
        for name in ("temperature", "top_p", "max_tokens", "n", "stream", "tools"):
            logged |= ctx.present(name)
        return np.where(logged, out, np.nan).astype(np.float32)


_OFF = ("", "none", "off", "disabled", "false", "minimal", "null", "{}")
