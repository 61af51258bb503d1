"""Ranges that the behaviour of campaigns and of their look-alikes is drawn from.

Both sides draw every parameter, from ranges that overlap, so that no single one gives a
campaign away (a test holds the overlap). `tune` is for development, `report` for figures that
are published; they differ, as the prompt sources do. One draw is made a campaign or cohort;
its members then vary around it.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import NamedTuple

import numpy as np

from stillwatch.core.errors import UsageError
from stillwatch.simulate.corpus import SPLITS


class Range(NamedTuple):
    """An interval, drawn from uniformly, or uniformly in the logarithm."""

    low: float
    high: float
    log: bool = False

    def draw(self, rng: np.random.Generator) -> float:
        """Return one value of the interval."""
        if self.log and self.low > 0:
            return math.exp(rng.uniform(math.log(self.low), math.log(self.high)))
        return float(rng.uniform(self.low, self.high))


SIDES = ("campaign", "lookalike")
PARAMETERS = {
    "rate": "exchanges a day of the cohort's typical account",
    "load_sd": "standard deviation, over accounts, of the natural log of their rate",
    "start_jitter_h": "hours over which the accounts begin",
    "stop_jitter_h": "hours over which they end",
    "length": "share of the log's length for which the cohort is active",
    "other": "share of an account's exchanges that are of another, ordinary use",
    "repeat": "share of items that are asked again later",
    "one_shot": "share of conversations of one turn",
    "depth": "strength of the daily rhythm: 0 even, 1 as fitted, above 1 more marked",
    "gap_shape": "Gamma shape of the gaps between conversations (1 Poisson, below bursty)",
    "day_shape": "Gamma shape of an account's day-to-day variation (high: every day alike)",
    "presets": "different settings of request parameters in use",
    "per_card": "accounts to one payment instrument",
    "per_network": "accounts behind one network prefix",
    "aged": "share of accounts opened long before they are used for this",
    "topics": "kinds of task in the mix",
    "adopt_h": "hours after a model's release within which the cohort moves to it",
}
"""What is drawn, with units."""
_SHARES = frozenset(name for name, what in PARAMETERS.items() if what.startswith("share of "))

_TUNE = {
    "campaign": {
        "rate": Range(4, 30, True),
        "load_sd": Range(0.05, 0.7),
        "start_jitter_h": Range(3, 120, True),
        "stop_jitter_h": Range(3, 120, True),
        "length": Range(0.35, 0.95),
        "other": Range(0.0, 0.3),
        "repeat": Range(0.0, 0.2),
        "one_shot": Range(0.6, 1.0),
        "depth": Range(0.0, 2.2),
        "gap_shape": Range(0.3, 1.6, True),
        "day_shape": Range(1.5, 30, True),
        "presets": Range(1, 5),
        "per_card": Range(1, 8, True),
        "per_network": Range(1, 30, True),
        "aged": Range(0.0, 0.8),
        "topics": Range(1, 5),
        "adopt_h": Range(6, 240, True),
    },
    "lookalike": {
        "rate": Range(3, 40, True),
        "load_sd": Range(0.08, 0.8),
        "start_jitter_h": Range(2, 168, True),
        "stop_jitter_h": Range(2, 168, True),
        "length": Range(0.2, 1.0),
        "other": Range(0.0, 0.5),
        "repeat": Range(0.0, 0.35),
        "one_shot": Range(0.5, 1.0),
        "depth": Range(0.0, 2.5),
        "gap_shape": Range(0.2, 2.0, True),
        "day_shape": Range(1.0, 40, True),
        "presets": Range(1, 6),
        "per_card": Range(1, 20, True),
        "per_network": Range(1, 60, True),
        "aged": Range(0.0, 1.0),
        "topics": Range(1, 6),
        "adopt_h": Range(4, 300, True),
    },
}
_REPORT = {
    "campaign": _TUNE["campaign"]
    | {
        "rate": Range(4.5, 28, True),
        "load_sd": Range(0.08, 0.8),
        "start_jitter_h": Range(5, 160, True),
        "stop_jitter_h": Range(4, 96, True),
        "length": Range(0.4, 0.9),
        "other": Range(0.0, 0.35),
        "repeat": Range(0.0, 0.25),
        "one_shot": Range(0.55, 0.98),
        "depth": Range(0.2, 2.2),
        "gap_shape": Range(0.25, 1.4, True),
        "day_shape": Range(1.2, 25, True),
    },
    "lookalike": _TUNE["lookalike"]
    | {
        "rate": Range(3.5, 45, True),
        "load_sd": Range(0.05, 0.75),
        "start_jitter_h": Range(3, 140, True),
        "stop_jitter_h": Range(3, 140, True),
        "length": Range(0.25, 1.0),
        "other": Range(0.0, 0.6),
        "repeat": Range(0.0, 0.3),
        "one_shot": Range(0.55, 1.0),
        "depth": Range(0.0, 2.2),
        "gap_shape": Range(0.25, 1.8, True),
        "day_shape": Range(1.2, 35, True),
    },
}
RANGES: Mapping[str, Mapping[str, Mapping[str, Range]]] = dict(
    zip(SPLITS, (_TUNE, _REPORT), strict=True)
)
"""Ranges by split, side and parameter."""


def ranges(split: str, params: Mapping[str, str]) -> dict[str, dict[str, Range]]:
    """Return the ranges of a split with a user's overrides, by side and parameter.

    Raises
    ------
    UsageError
        An override names no parameter, is neither a number nor ``low:high``, or cannot be drawn
        from.
    """
    out = {side: dict(RANGES[split][side]) for side in SIDES}
    for key, value in params.items():
        side, _, name = key.partition(".")
        if side not in SIDES or name not in PARAMETERS:
            raise UsageError(
                f"--param {key}: use campaign.NAME or lookalike.NAME with NAME one of "
                + ", ".join(PARAMETERS)
            )
        try:
            low, _, high = value.partition(":")
            made = Range(float(low), float(high or low), out[side][name].log)
        except ValueError:
            raise UsageError(f"--param {key}={value}: expected a number or low:high") from None
        if why := _undrawable(made, name):
            raise UsageError(f"--param {key}={value}: {why}")
        out[side][name] = made
    return out


def _undrawable(made: Range, name: str) -> str:
    """Say why nothing can be drawn from a range, or that is no value of its parameter."""
    if not -math.inf < made.low <= made.high < math.inf:  # false for nan too
        return "the lower end comes first, and both are finite"
    if made.low < 0 or (made.log and not made.low):
        return f"{PARAMETERS[name]}: a number {'above 0' if made.log else 'from 0 on'}"
    if name in _SHARES and made.high > 1:
        return f"{PARAMETERS[name]}: a number from 0 to 1"
    return ""
