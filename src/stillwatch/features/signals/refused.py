"""The reply was withheld, or reads like a refusal."""

from __future__ import annotations

import numpy as np

from stillwatch.features.base import Floats, Signal
from stillwatch.features.context import Context


class Refused(Signal):
    """The reply was withheld, or reads like a refusal."""

    name = "refused"
    unit = "0 or 1; unknown when neither reply nor finish reason was logged"

    def compute(self, ctx: Context) -> Floats:
        """See `Signal.compute`."""
        finish = ctx.coded("finish_reason")
        stopped = [value.lower() in _WITHHELD for value in finish.values.to_pylist()]
        out = np.array([*stopped, False], np.float32)[finish.codes]
        readable = ctx.full & ctx.present("output")
        out = np.where(readable, np.maximum(out, ctx.refusals), out)
        return np.where(readable | (finish.codes >= 0), out, np.nan).astype(np.float32)


_WITHHELD = (
    *("content_filter", "refusal", "safety", "blocked", "prohibited_content"),
    *("content_filtered", "guardrail_intervened", "error_toxic"),  # Bedrock: Converse, Cohere
)
