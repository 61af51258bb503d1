"""Account statistics: the numbers that cohorts of accounts are compared on.

Each is a plain function of `State` at one moment. NaN says that too little is known.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import numpy.typing as npt
from scipy.special import ndtri

from stillwatch.detect.accounts.drift import drift
from stillwatch.detect.accounts.state import ALL, HARVEST, State
from stillwatch.detect.stats import ranks

Floats = npt.NDArray[np.float64]

UNSTRATIFIED = ("volume", "ordinary")
"""Statistics of activity itself, ranked among all accounts and not among those of like activity."""

UNRANKED = ("crowd", "silent", "own_tools")
"""Statistics that are compared as they are; `silent` is of the harvest slice."""

LEAST = 3
"""Harvest-slice exchanges below which an account's slice is not measured."""

TOPIC_SCALE = 0.2
"""Weight of a topic coordinate against a style probability: brings their spreads together."""

SLICE_STATISTICS = (
    "load", "onset", "offset", "regularity", "one_shot", "focus", "length", "output",
    "slice_rhythm", "breadth", "drift",
)  # fmt: skip
"""Statistics of the harvest slice; the others are of the whole account."""


@dataclass(frozen=True)
class Accounts:
    """Statistics of every account at one moment.

    `values` and `ranks` hold arrays of shape (A,) by name.
    """

    now: int
    """Hour of the evaluation: exchanges before it are known."""
    seen: npt.NDArray[np.bool_]
    """Accounts with at least one exchange."""
    n: Floats
    """Exchanges."""
    n_slice: Floats
    """Exchanges in harvest slices."""
    values: dict[str, Floats]
    styles: Floats
    """Shape (A, styles + topics): mean content of the harvest slice (zeros where there is
    none): probabilities of styles, then topic coordinates times `TOPIC_SCALE`."""
    keys: npt.NDArray[np.uint64]
    """Shape (A,): account keys, moved by the seed: for draws that do not depend on who else is in
    a log."""
    ranks: dict[str, Floats] = field(default_factory=dict)
    scores: dict[str, Floats] = field(default_factory=dict)
    """Normal scores of the ranks, cut at 3.2 deviations; NaN where not known."""
    orders: dict[str, npt.NDArray[np.int64]] = field(default_factory=dict)
    """What sorts each of `values`, whoever is the reference: found once."""

    @cached_property
    def usual_style(self) -> Floats:
        """Mean of `styles` over accounts whose slice is measured: shape (styles + topics,)."""
        everyone = self.styles[self.n_slice >= LEAST]
        return everyone.mean(axis=0) if len(everyone) else np.zeros(self.styles.shape[1])

    @cached_property
    def usual_breadth(self) -> float:
        """Median breadth of accounts; 1 where none is known."""
        known = self.values["breadth"]
        return float(np.nanmedian(known)) if np.isfinite(known).any() else 1.0


def measure(state: State, now: int, created: Floats) -> Accounts:
    """Compute the statistics at hour `now`.

    Parameters
    ----------
    state
        Sums of all exchanges before `now`.
    now
        Hour since 1970.
    created
        Shape (A,): hour at which each account was opened; NaN if unknown.
    """
    n, n_slice = state.column(ALL, "n"), state.column(HARVEST, "n")
    text = state.column(ALL, "n_text")
    few = n_slice < LEAST
    values = _whole(state, n, n_slice, text) | _slice(state, n_slice, few, now)
    values["harvest_share"] = np.where(text > 0, (n_slice + 0.2) / (text + 1.0), np.nan)
    age = np.maximum(state.first[ALL] - created, 0.0)
    values["age"] = np.where(n > 0, age, np.nan)
    mean_style = _ratio(
        np.hstack(
            [state.matrix(HARVEST, "style_0"), state.matrix(HARVEST, "style_1"),
             state.matrix(HARVEST, "style_2"), TOPIC_SCALE * state.matrix(HARVEST, "topic_0"),
             TOPIC_SCALE * state.matrix(HARVEST, "topic_1")]
        ),
        n_slice[:, None],
    )  # fmt: skip
    squares = state.column(HARVEST, "style_sq")
    squares = squares + TOPIC_SCALE**2 * state.column(HARVEST, "topic_sq")
    square = _ratio(squares, n_slice)
    spread = np.maximum(square - (mean_style**2).sum(axis=1), 1e-4)
    values["breadth"] = np.where(few, np.nan, spread * n_slice / np.maximum(n_slice - 1, 1))
    values["drift"] = drift(state, TOPIC_SCALE)
    return Accounts(now, n > 0, n, n_slice, values, mean_style, state.accounts)


def _whole(state: State, n: Floats, n_slice: Floats, text: Floats) -> dict[str, Floats]:
    """Statistics of all exchanges of an account."""
    known = text > 0
    # settings and replies are of every exchange, an agent's steps included, that bring no new text
    out = {
        name: np.where(known, _ratio(state.column(ALL, f"sig_{name}"), of), np.nan)
        for name, of in (
            ("harvest", text), ("elicitation", text), ("reasoning_requested", n), ("refused", n)
        )
        if f"sig_{name}" in state.index
    }  # fmt: skip
    out["volume"] = np.where(n > 0, np.log1p(n), np.nan)
    out["ordinary"] = np.where(n > 0, np.log1p(np.maximum(text - n_slice, 0)), np.nan)
    out["crowd"] = np.where(known, _ratio(state.column(ALL, "crowd"), text), np.nan)
    out["own_tools"] = np.where(known, _ratio(state.column(ALL, "own_tools"), text), np.nan)
    out["repeats"] = np.where(known, _ratio(state.column(ALL, "own"), text), np.nan)
    out["overlap"] = np.where(known, _ratio(state.column(ALL, "other"), text), np.nan)
    out["rhythm"] = np.where(n >= 5, _concentration(state.hours[ALL]), np.nan)
    out["spacing"] = np.where(n >= 3, _ratio(state.active[ALL].astype(np.float64), n), np.nan)
    out["single"] = np.where(n >= 3, _ratio(state.column(ALL, "sig_one_shot"), n), np.nan)
    return out


def _slice(state: State, n: Floats, few: npt.NDArray[np.bool_], now: int) -> dict[str, Floats]:
    """Statistics of the harvest slice; NaN where it has fewer than `LEAST` exchanges."""
    onset = state.first[HARVEST].astype(np.float64)
    last = state.last[HARVEST].astype(np.float64)
    days = np.maximum(np.minimum(last + 1, now) - onset, 6.0) / 24.0
    closed, squares = state.day_count.astype(np.float64), state.day_squares.astype(np.float64)
    mean = (n - state.today) / np.maximum(closed, 1.0)
    fano = (squares / np.maximum(closed, 1.0) - mean**2) / np.maximum(mean, 0.5)
    kinds = state.slices[:, 1:].astype(np.float64)
    out = {
        "load": np.log(np.maximum(n, 0.5) / days),
        "onset": onset,
        "offset": last,
        "one_shot": _ratio(state.column(HARVEST, "sig_one_shot"), n),
        "focus": _ratio(kinds.max(axis=1), n),
        "length": _ratio(state.column(HARVEST, "sig_new_chars"), n),
        "output": np.log1p(_ratio(state.column(HARVEST, "output_tokens"), n)),
        "slice_rhythm": _concentration(state.hours[HARVEST]),
    }
    if not out["output"].any():  # the log tells no tokens
        out["output"] = np.full(len(n), np.nan)
    life = np.maximum(last // 24 - onset // 24 + 1, 1)
    out["silent"] = 1 - (closed + (state.today > 0)) / life
    out = {name: np.where(few, np.nan, value) for name, value in out.items()}
    out["regularity"] = np.where(closed >= 3, fano, np.nan)
    return out


def rank(accounts: Accounts, reference: npt.NDArray[np.bool_], ties: Floats) -> dict[str, Floats]:
    """Rank every statistic among the reference accounts of like activity: shape (A,) each."""
    whole = ranks.strata(accounts.n)
    part = ranks.strata(accounts.n_slice)
    out = {}
    alike = sorted(set(accounts.values) - {*UNSTRATIFIED, *UNRANKED})
    for number, name in enumerate([*alike, *UNSTRATIFIED]):
        stratum, values = part if name in SLICE_STATISTICS else whole, accounts.values[name]
        stratum = np.zeros_like(whole) if name in UNSTRATIFIED else stratum
        # a fresh tie-breaker for each statistic, or ties would correlate them
        group = ranks.classes(stratum, reference, np.isfinite(values))
        if name not in accounts.orders:
            accounts.orders[name] = np.argsort(values)
        order = accounts.orders[name]
        out[name] = ranks.placed(values, order, group, reference, (ties + number * 0.618034) % 1)
    return out


def normal_scores(held: dict[str, Floats]) -> dict[str, Floats]:
    """Ranks as normal scores, cut at 3.2 deviations."""
    return {name: np.clip(ndtri(values), -3.2, 3.2) for name, values in held.items()}


def _concentration(hours: npt.NDArray[np.float32]) -> Floats:
    """Squared resultant length of hours on the clock face, freed of its small-sample bias.

    0 for a flat day, 1 when all falls in one hour (Mardia & Jupp, Directional Statistics).
    """
    angle = np.arange(24) * (2 * np.pi / 24)
    n = hours.sum(axis=1).astype(np.float64)
    cos, sin = hours @ np.cos(angle), hours @ np.sin(angle)
    square = _ratio(np.asarray(cos**2 + sin**2, dtype=np.float64), n**2)
    return np.asarray((square * n - 1) / np.maximum(n - 1, 1))


def _ratio(top: Floats, bottom: Floats) -> Floats:
    return np.asarray(top / np.maximum(bottom, 1e-9) * (bottom > 0))
