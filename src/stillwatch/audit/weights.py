"""How much each fact weighs against "a legitimate common cause".

The weight of a fact is its part of the log odds that the cause model gives a group, beyond what
it gives a typical benign group: the Shapley value of the fact's effects with that group as the
baseline (Sundararajan & Najmi, ICML 2020), over drawn orders, each with its reverse. Weights
add up to the difference in log odds.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np
import numpy.typing as npt

from stillwatch.detect import effects

Floats = npt.NDArray[np.float64]

ORDERS = 32
"""Orders that are drawn; as many are their reverses."""


def weigh(
    measured: Floats,
    baseline: Floats,
    facts: Mapping[str, Sequence[str]],
    log_odds: Callable[[Floats], Floats],
) -> dict[str, float]:
    """Divide the difference in log odds between a group and a baseline among facts.

    Parameters
    ----------
    measured, baseline
        Shape (effects,): of the group, and of what it is compared with. What is not known of the
        one is not told of the other.
    facts
        Effects of each fact. Effects of none are taken together as `rest`.
    log_odds
        Log odds of rows of effects.

    Returns
    -------
    Weight of each fact, in natural logarithms.
    """
    told = {effect for names in facts.values() for effect in names}
    groups = {**facts, "rest": [name for name in effects.NAMES if name not in told]}
    index = [[effects.NAMES.index(n) for n in names] for names in groups.values()]
    start = np.where(np.isnan(measured), np.nan, baseline)
    start = np.where(np.isnan(start), measured, start)
    drawn = np.random.default_rng(0).permuted(np.tile(np.arange(len(index)), (ORDERS, 1)), axis=1)
    orders = np.vstack([drawn, drawn[:, ::-1]])
    rows = np.repeat(start[None, :], len(orders) * (len(index) + 1), axis=0)
    for number, order in enumerate(orders):
        first = number * (len(index) + 1)
        for step, group in enumerate(order, start=1):
            rows[first + step : first + len(index) + 1, index[group]] = measured[index[group]]
    said = log_odds(rows).reshape(len(orders), len(index) + 1)
    gain = np.diff(said, axis=1)
    total = np.zeros(len(index))
    for order, won in zip(orders, gain, strict=True):
        total[order] += won
    return dict(zip(groups, (total / len(orders)).tolist(), strict=True))
