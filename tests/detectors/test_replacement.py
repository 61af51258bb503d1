"""Accounts that begin where others stop: lags by hand, what is left out, level and power."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from scipy.stats import binom

from stillwatch.detect.detectors._handover import SILENT, Handover
from stillwatch.detect.detectors.base import View
from stillwatch.detect.detectors.replacement import Replacement

from .synthetic import NOW, accounts, cohorts, links, random_groups, view

SIZE = 1_500
MEMBERS = np.arange(60)


def lives(onset: Any, offset: Any, members: Any = MEMBERS, seed: int = 1) -> View:
    planted = {"onset": onset, "offset": offset, "n_slice": 30.0}
    return view(accounts(SIZE, seed, planted, members), links(SIZE, seed), cohorts([members]))


def waves(members: Any = MEMBERS, gap: float = 3.0, seed: int = 1) -> View:
    rng = np.random.default_rng([seed, 8])
    wave = 90.0 * rng.integers(0, 5, len(members))
    offset = wave + rng.uniform(80, 86, len(members))
    return lives(wave + rng.uniform(0, gap, len(members)), offset, members, seed)


def judged(shown: View) -> float:
    return float(Replacement().judge(shown)[0])


# --- counting


def test_lags_are_from_the_latest_stop_and_unknown_before_the_first():
    handover = Handover.of(waves())
    lag = handover.lags(np.array([5, 9, 9]))
    assert lag[:5].tolist() == [-1] * 5
    assert lag[5:12].tolist() == [0, 1, 2, 3, 0, 1, 2]
    assert (handover.lags(np.zeros(0, np.int64)) == -1).all()


def test_whoever_was_active_within_two_days_has_not_stopped():
    offset = np.where(MEMBERS % 2 == 0, NOW - SILENT, NOW - SILENT + 1)
    handover = Handover.of(lives(np.full(60, 10.0), offset))
    stopped = handover.stop[MEMBERS] >= 0
    np.testing.assert_array_equal(stopped, MEMBERS % 2 == 0)


def test_halves_are_drawn_from_keys_alone():
    one, other = Handover.of(waves()), Handover.of(view(accounts(SIZE, 1), links(SIZE, 1),
                                                        cohorts([])))  # fmt: skip
    np.testing.assert_array_equal(one.half, other.half)
    assert abs(one.half.mean() - 0.5) < 0.05
    for stops, begins in one.sides(MEMBERS):
        assert len(stops) + len(begins) == len(MEMBERS)


def test_ranks_are_those_of_plain_counting():
    shown = waves()
    handover = Handover.of(shown)
    stops, who = handover.sides(MEMBERS)[0]
    lag = handover.lags(stops)
    found = handover.places(stops, who)
    assert np.isfinite(found).any() and np.isnan(found).any()
    for account, place in zip(who, found, strict=True):
        mine = lag[handover.onset[account]]
        assert np.isnan(place) == (mine < 0)
        if mine < 0:
            continue
        pool = shown.reference & (handover.begun.group == handover.begun.group[account])
        others = lag[handover.onset[pool]]
        others = others[others >= 0]
        low, high = (others < mine).sum(), (others <= mine).sum()
        tie = handover.begun.ties[account]
        assert place == pytest.approx((low + tie * (high - low + 1)) / (len(others) + 1))


def test_classes_hold_accounts_of_like_choice_and_like_activity():
    shown = waves()
    handover = Handover.of(shown)
    for group in range(len(handover.begun.count)):
        here = handover.begun.group == group
        assert len(np.unique(shown.chosen[here])) == 1
        assert handover.begun.count[group].sum() == (here & shown.reference).sum() >= 50


# --- what it sees, and what it does not


def test_waves_that_follow_each_other_are_seen_and_more_so_with_more_members():
    found = [judged(waves(np.arange(n))) for n in (20, 60, 150)]
    assert found == sorted(found) and found[1] > np.log(1_000)


@pytest.mark.parametrize("seed", range(5))
def test_accounts_that_begin_when_they_please_are_not(seed):
    rng = np.random.default_rng(seed)
    onset = rng.uniform(0, NOW - 60, 60)
    assert judged(lives(onset, onset + rng.uniform(0, 60, 60), seed=seed)) < np.log(20)


def test_a_common_begin_before_anyone_stopped_says_nothing():
    """That is for `synchrony` to say."""
    rng = np.random.default_rng(2)
    assert np.isnan(judged(lives(rng.uniform(0, 5, 60), rng.uniform(100, 400, 60))))


def test_too_few_stops_say_nothing():
    offset = np.where(MEMBERS < 2, 100.0, NOW - 1.0)
    assert np.isnan(judged(lives(np.linspace(0, 400, 60), offset)))
    assert np.isnan(judged(waves(np.arange(4))))


def test_a_direction_in_which_little_is_known_counts_as_no_evidence():
    """Stops in one half alone: half of what the other direction says, and not all of it."""
    shown = waves()
    half = Handover.of(shown).half[MEMBERS]
    values = dict(shown.accounts.values)
    values["offset"] = values["offset"].copy()
    values["offset"][MEMBERS[half]] = NOW - 1.0
    one_way = replace(shown, accounts=replace(shown.accounts, values=values), _kept={})
    handover = Handover.of(one_way)
    stops = [len(found) for found, _ in handover.sides(MEMBERS)]
    assert min(stops) == 0 < max(stops)
    both, one = judged(shown), judged(one_way)
    assert np.log(20) < one < both


def test_cohorts_formed_by_closeness_are_left_alone_among_others():
    shown = waves()
    mixed = cohorts([MEMBERS, MEMBERS])
    found = Replacement().judge(
        replace(shown, cohorts=replace(mixed, formed=("proximity", "asn")))
    )  # fmt: skip
    assert np.isnan(found[0]) and found[1] == pytest.approx(judged(shown))


@pytest.mark.parametrize("size", [20, 60])
def test_the_mean_of_e_values_is_at_most_one(size):
    shown = view(accounts(SIZE, 5), links(SIZE, 5), cohorts([]))
    who = np.flatnonzero(np.isfinite(shown.accounts.values["onset"]))
    groups = cohorts(random_groups(who, 600, size, 5))
    log_e = Replacement().judge(replace(shown, cohorts=groups))
    e = np.exp(log_e[np.isfinite(log_e)])
    assert len(e) > 300
    assert e.mean() <= 1 + 4 * e.std() / np.sqrt(len(e))
    assert (e >= 20).sum() <= binom.ppf(0.999, len(e), 0.05)


def test_what_it_says_is_about_the_halves():
    finding = Replacement().explain(waves(), MEMBERS)
    assert finding.statement.startswith("Of 60 members, 60 had sent no harvest-like request for")
    assert finding.values["began_after"] < 60, "the first wave follows nobody"
    assert finding.values["median"] < 12 < finding.values["others_median"]
