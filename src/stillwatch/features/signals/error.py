"""The request failed (HTTP status 400 or above, or a status that says so)."""

from __future__ import annotations

import numpy as np

from stillwatch.features.base import Floats, Signal
from stillwatch.features.context import Context


class Error(Signal):
    """The request failed (HTTP status 400 or above, or a status that says so)."""

    name = "error"
    unit = "0 or 1"

    def compute(self, ctx: Context) -> Floats:
        """See `Signal.compute`."""
        coded = ctx.coded("status")
        failed = [has_failed(value) for value in coded.values.to_pylist()]
        return np.array([*failed, np.nan], np.float32)[coded.codes]


def has_failed(status: str) -> float:
    """Return 1 for the status of a request that failed, else 0.

    >>> has_failed("429"), has_failed("ThrottlingException"), has_failed("ok")
    (1.0, 1.0, 0.0)
    """
    if status.isdecimal():
        return float(int(status[:4]) >= 400)
    return float(any(word in status.lower() for word in _WORDS))


_WORDS = ("error", "exception", "fail", "reject", "denied")
"""Parts of statuses of requests that failed; `exception` is AWS's (`ThrottlingException`)."""
