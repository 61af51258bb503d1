"""Figures of the windows benchmark: what a matched threshold is, and what is resampled."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "bench"))

from _windows_data import ordinary_accounts
from _windows_figures import LEVEL, figures, matched

FINITE = st.floats(-1e6, 1e6)


@given(arrays(np.float64, st.tuples(st.integers(1, 6), st.integers(1, 60)), elements=FINITE))
def test_a_matched_threshold_flags_at_most_the_level_and_could_not_be_lower(benign):
    at = matched(benign)
    assert (benign > at).mean() <= LEVEL
    below = benign[benign < at]
    if below.size:
        assert (benign > below.max()).mean() > LEVEL


def found(rng: np.random.Generator, strength: float, rounds: int = 6) -> list[dict]:
    """Rounds with scores that are normal, of `ours` shifted by `strength` in a harvest."""
    out = []
    for _ in range(rounds):
        benign = [
            {"MMD": rng.normal(), "0": {"ours": rng.normal(), "p ours": rng.random()}}
            for _ in range(50)
        ]
        cell = [
            {"MMD": rng.normal(), "ours": rng.normal(strength), "p ours": 0.001} for _ in range(5)
        ]
        out.append(
            {"published": {"MMD": 1.6}, "calibrated": {"MMD": 2.3}, "benign": benign,
             "harvests": {"a": {"0.05": cell}, "b": {"0.05": cell}, "too small": {}},
             "folds": {"a": 0, "b": 0, "too small": 0}, "pools": [300, 300, 300]}
        )  # fmt: skip
    return out


@pytest.mark.parametrize(("strength", "low", "high"), [(8, 0.99, 1), (0, 0, 0.15)])
def test_rates_are_those_of_the_scores(strength, low, high):
    rng = np.random.default_rng(1)
    made = figures(
        {"chat": {500: found(rng, strength)}}, {"a": "a", "b": "a", "too small": "too small"}
    )
    of = made["sizes"]["500"]
    rate, lower, upper = of["together"]["0.05"]["mean"]["ours"]
    assert low <= rate <= high and lower <= rate <= upper
    assert of["populations"]["chat"]["false_positives"]["MMD"]["published"][0] < 0.12
    cell = of["populations"]["chat"]["cells"][0]
    assert 0 <= cell["published"]["MMD"] < 0.2  # its harvest scores like what is ordinary
    assert of["together"]["0.05"]["sources"] == 2


def test_ordinary_accounts_keep_to_few_topics():
    rng = np.random.default_rng(2)
    topic = rng.choice(["a", "b", "c", "d", "e"], 400)
    accounts = ordinary_accounts(topic, rng)
    assert (accounts > 0).all() and len(np.unique(accounts)) > 20
    topics = [len(set(topic[accounts == account])) for account in np.unique(accounts)]
    assert np.mean(topics) < 1.2
