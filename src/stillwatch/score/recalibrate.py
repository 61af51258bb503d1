"""From verdicts to bars: by how much the odds of the second null err in a firm's traffic.

The model of causes says with which log odds `x` a group is a harvest. If it is right up to how
common harvests are here, people find a group of `x` to be one with log odds `x + b`. That one
number is fitted by maximum likelihood, with its interval from the profile of the likelihood. Which
campaigns were reviewed may depend on their odds as it likes (the fit is conditional on them), but
not on whether they looked right.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec
import numpy as np
import numpy.typing as npt
from scipy.optimize import brentq, minimize
from scipy.special import expit, log_expit
from scipy.stats import chi2

from stillwatch.contract.settings import BARS, Settings
from stillwatch.contract.verdicts import Verdict, latest
from stillwatch.core.errors import UsageError

Floats = npt.NDArray[np.float64]

LEAST = 20
"""Verdicts, true and false, below which nothing is proposed."""

LEAST_OF_EACH = 5
"""Verdicts of each kind below which nothing is proposed: the interval would be all there is."""

FAR = 20.0
"""Log odds beyond which no shift is looked for."""


class Shift(msgspec.Struct, frozen=True, kw_only=True):
    """What verdicts say of the odds, and the bars that follow."""

    true: int
    false: int
    left_out: int
    """Verdicts that could not be used: licensed, without odds, held back for another reason, or
    of another version."""
    shift: float
    """Log odds by which people find more harvests than the model says; below 0: fewer."""
    low: float
    """95 % interval of the shift, lower end."""
    high: float
    """95 % interval of the shift, upper end."""
    slope_p_value: float
    """Chance of as bad a fit, were a shift all that the odds lack; small: they order badly."""
    observed: float
    """Share of true verdicts."""
    expected: float
    """Share that the model's odds say."""
    settings: dict[str, float]
    """Bars that follow; empty where the shipped ones stand."""
    why: str
    """One sentence on what follows."""


def fit(given: Sequence[Verdict], version: str) -> Shift:
    """Fit the shift, and say which bars follow from it.

    A bar goes up by the shift itself: fewer people are accused in vain. It goes down by the end of
    the interval that is nearer to none, and never below odds that somebody has reviewed.

    Parameters
    ----------
    given
        Verdicts; the last on each campaign counts.
    version
        Version of stillwatch whose odds are judged.

    Raises
    ------
    UsageError
        There are too few verdicts.
    """
    last = latest(given)
    used = [
        v
        for v in last.values()
        if v.verdict != "licensed" and v.log_odds is not None and not v.held_back
        and v.stillwatch == version
    ]  # fmt: skip
    odds = np.array([v.log_odds for v in used], dtype=np.float64)
    true = np.array([v.verdict == "true" for v in used], dtype=bool)
    counts = int(true.sum()), int((~true).sum())
    if len(used) < LEAST or min(counts) < LEAST_OF_EACH:
        raise UsageError(
            f"too few verdicts: {counts[0]} true and {counts[1]} false can be used, of "
            f"{len(last)}; it takes {LEAST}, and {LEAST_OF_EACH} of each kind"
        )
    shift = _best(odds, true)
    low, high = _interval(odds, true, shift)
    settings, why = _bars(shift, low, high, float(odds.min()))
    return Shift(
        true=counts[0],
        false=counts[1],
        left_out=len(last) - len(used),
        shift=round(shift, 4),
        low=round(low, 4),
        high=round(high, 4),
        slope_p_value=round(_slope_p_value(odds, true, shift), 4),
        observed=round(float(true.mean()), 4),
        expected=round(float(expit(odds).mean()), 4),
        settings=settings,
        why=why,
    )


def _log_likelihood(shift: float, odds: Floats, true: npt.NDArray[np.bool_]) -> float:
    sign = np.where(true, 1.0, -1.0)
    return float(log_expit(sign * (odds + shift)).sum())


def _best(odds: Floats, true: npt.NDArray[np.bool_]) -> float:
    """Where the expected number of harvests is the number found."""
    edge = FAR + float(np.abs(odds).max())
    return float(brentq(lambda b: expit(odds + b).sum() - true.sum(), -edge, edge))


def _interval(odds: Floats, true: npt.NDArray[np.bool_], best: float) -> tuple[float, float]:
    drop = float(chi2.ppf(0.95, 1)) / 2
    top = _log_likelihood(best, odds, true)

    def below(shift: float) -> float:
        return _log_likelihood(shift, odds, true) - top + drop

    return float(brentq(below, best - FAR, best)), float(brentq(below, best, best + FAR))


def _slope_p_value(odds: Floats, true: npt.NDArray[np.bool_], best: float) -> float:
    """Likelihood ratio test of slope 1 against any slope from 0 to 5."""
    sign = np.where(true, 1.0, -1.0)

    def loss(pair: Floats) -> float:
        return -float(log_expit(sign * (pair[0] + pair[1] * odds)).sum())

    found = minimize(loss, np.array([best, 1.0]), bounds=[(-5 * FAR, 5 * FAR), (0.0, 5.0)])
    gain = max(-float(found.fun) - _log_likelihood(best, odds, true), 0.0)
    return float(chi2.sf(2 * gain, 1))


def _bars(shift: float, low: float, high: float, least: float) -> tuple[dict[str, float], str]:
    shipped = Settings()
    if low <= 0 <= high:
        return {}, "The interval holds no shift at all: the shipped bars stand."
    up = -shift if shift < 0 else -low
    moved = {name: getattr(shipped, name) + up for name in BARS if name != "watch_odds"}
    floor = max(least, shipped.watch_odds)
    if up < 0 and moved["likely_odds"] < floor:
        up = min(floor - shipped.likely_odds, 0.0)
        moved = {name: getattr(shipped, name) + up for name in moved}
    if not up:
        return {}, "Lower bars would rest on odds that nobody has reviewed: the shipped ones stand."
    rounded = {name: round(value, 2) for name, value in moved.items()}
    way = "up: people find fewer harvests" if up > 0 else "down: people find more harvests"
    return rounded, f"The bars go {way} than the odds say."


def document(found: Shift, version: str) -> dict[str, Any]:
    """Return the settings file that an audit reads with `--settings`."""
    return {
        "version": 1,
        "made_by": "stillwatch review recalibrate",
        "stillwatch": version,
        "settings": found.settings,
        "basis": {
            name: value
            for name, value in msgspec.to_builtins(found).items()
            if name not in ("settings",)
        },
    }
