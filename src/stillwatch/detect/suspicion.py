"""How much an account by itself looks like part of a harvest: weak signals, weighed and summed.

The score is a log odds over normal scores of ranks, fitted on labelled worlds
(`bench/fit_models.py`). Lifecycle and load are left out of it, so that they
can test the cohorts that it nominates. It never flags alone.
"""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files

import numpy as np
import numpy.typing as npt

from stillwatch.detect.accounts.statistics import Accounts

Floats = npt.NDArray[np.float64]

STATISTICS = (
    "age", "breadth", "elicitation", "focus", "harvest", "harvest_share", "one_shot", "overlap",
    "reasoning_requested", "repeats", "rhythm", "single", "slice_rhythm",
)  # fmt: skip
"""Statistics that are weighed."""


@cache
def weights() -> tuple[dict[str, float], float]:
    """Return the shipped weight of each statistic, and the bias."""
    raw = json.loads(files("stillwatch.detect").joinpath("models/suspicion.json").read_text())
    return {name: float(raw["weights"].get(name, 0.0)) for name in STATISTICS}, float(raw["bias"])


def score(accounts: Accounts) -> Floats:
    """Log odds of each account, shape (A,); a statistic that is not known adds nothing."""
    held, bias = weights()
    total = np.full(len(accounts.n), bias)
    for name, weight in held.items():
        if name in accounts.scores:
            total += weight * np.nan_to_num(accounts.scores[name])
    return total
