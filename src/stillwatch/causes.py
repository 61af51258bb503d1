"""The second null: "a legitimate common cause", judged by effect size.

The score of a cohort is the log odds, by a logistic model over `stillwatch.effects`, that its
effect sizes come from a harvest and not from a benign cohort formed in the same way. The model
is fitted on labelled worlds whose prompt sources and parameter ranges are kept apart from those
that figures are reported on (`bench/fit_models.py`). Its error is measured, not controlled.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
import numpy.typing as npt

from stillwatch import effects

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class CauseModel:
    """A logistic model of harvest against benign cohorts."""

    centre: Floats
    """Shape (effects,): means of the fit."""
    scale: Floats
    """Shape (effects,): standard deviations of the fit."""
    weight: Floats
    """Shape (effects,): weights on standardised, clipped effects."""
    bias: float

    def log_odds(self, measured: Floats) -> Floats:
        """Log odds of harvest for each row of `effects.measure`: shape (cohorts,)."""
        standard = np.clip((measured - self.centre) / self.scale, -3.0, 3.0)
        return np.asarray(standard @ self.weight + self.bias)


@cache
def shipped(name: str = "causes") -> CauseModel:
    """Return a model that ships with the package; effects that it does not name weigh nothing.

    Parameters
    ----------
    name
        `causes` judges groups whose membership has been refined; `nominate`, fitted on cohorts as
        they form, only says which to refine first.
    """
    raw = json.loads(files("stillwatch").joinpath(f"models/{name}.json").read_text())
    rows = np.array([raw["effects"].get(effect, [0.0, 1.0, 0.0]) for effect in effects.NAMES])
    return CauseModel(rows[:, 0], np.maximum(rows[:, 1], 1e-3), rows[:, 2], float(raw["bias"]))
