"""Sampling parameters as sent, taken together."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyarrow as pa

from stillwatch.features.base import Keyed, Observable
from stillwatch.features.context import Context
from stillwatch.features.hashing import join_keys


class Params(Observable):
    """Sampling parameters as sent, taken together."""

    name = "params"
    family = "behaviour"

    def compute(self, ctx: Context) -> Keyed:
        """See `Observable.compute`."""
        keys = np.full(ctx.n, ctx.seed(self.name), np.uint64)
        some = np.zeros(ctx.n, np.bool_)
        for name in _NUMBERS:
            values = ctx.numbers(name)
            some |= np.isfinite(values)
            bits = np.where(np.isfinite(values), values + 0.0, np.inf).view(np.uint64)
            keys = join_keys(keys, bits)
        coded = ctx.coded("reasoning")
        some |= coded.codes >= 0
        reasoning = np.append(ctx.hash(coded.values, self.name), np.uint64(0))
        keys = np.maximum(join_keys(keys, reasoning[coded.codes]), np.uint64(1))
        keys[~some] = 0
        shown, first = np.unique(keys, return_index=True)
        first, shown = first[shown != 0], shown[shown != 0]
        rows = ctx.batch.select([*_NUMBERS, "reasoning"]).take(pa.array(first)).to_pylist()
        return Keyed(keys, shown, pa.array([_show(row) for row in rows], pa.string()))


_NUMBERS = ("temperature", "top_p", "max_tokens", "n", "logprobs")


def _show(row: dict[str, Any]) -> str:
    pairs = ((name, value) for name, value in row.items() if value is not None)
    return ", ".join(
        f"{name} {value:.4g}" if isinstance(value, float) else f"{name} {value}"
        for name, value in pairs
    )[:120]
