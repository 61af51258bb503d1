"""E-processes: the value of an epoch is exact, and a bettor seldom gets rich by chance."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from scipy.stats import binom, kstest

from stillwatch.detect.stats import eprocess
from stillwatch.detect.stats.eprocess import BETS, KNOWN, EProcess, epoch, looks, own_ranks


def drawn(size: int, seed: int) -> np.ndarray:
    return np.random.default_rng(seed).uniform(size=size)


@pytest.mark.parametrize("members", [2, 3, 5])
def test_the_mean_over_all_groups_of_a_small_pool_is_at_most_one(members):
    """Every subset of ten accounts, ties among them: the reference may be as small as it likes."""
    size = 10
    values = np.array([0.0, 0, 0, 1, 1, 2, 3, 4, 5, 6])
    found = []
    for few in combinations(range(size), members):
        group = np.isin(np.arange(size), few)
        found.append(epoch(values, drawn(size, 1), group, np.zeros(size, np.int64)))
    mean = np.exp(found).mean()
    # below one by what a few members could do with more room than there is
    assert 0.3 < mean <= 1 + 1e-9


def test_within_classes_of_their_own_laws_the_mean_is_at_most_one():
    """Classes differ in law and in their share of members; within each, members are random."""
    rng = np.random.default_rng(2)
    stratum = np.repeat([0, 1, 2], [60, 90, 150])
    values = rng.normal(3.0 * stratum, 1.0 + stratum)
    found = []
    for _ in range(2_000):
        group = np.zeros(300, bool)
        for number, some in enumerate((2, 9, 25)):
            group[rng.choice(np.flatnonzero(stratum == number), some, replace=False)] = True
        found.append(epoch(values, rng.uniform(size=300), group, stratum))
    e = np.exp(found)
    assert e.mean() <= 1 + 4 * e.std() / np.sqrt(len(e))


def test_only_the_order_within_a_class_counts():
    rng = np.random.default_rng(3)
    stratum, group = rng.integers(0, 2, 200), rng.uniform(size=200) < 0.1
    values, ties = rng.normal(size=200), rng.uniform(size=200)
    before = epoch(values, ties, group, stratum)
    order = rng.permutation(200)
    assert epoch(values[order], ties[order], group[order], stratum[order]) == pytest.approx(before)
    assert epoch(np.exp(values) + 100 * stratum, ties, group, stratum) == pytest.approx(before)


def test_members_that_do_the_same_are_seen_and_too_few_say_nothing():
    values = np.random.default_rng(4).normal(size=300)
    group = np.arange(300) < 12
    same = np.where(group, 9.0, values)
    assert epoch(same, drawn(300, 4), group, np.zeros(300, np.int64)) > np.log(1_000)
    one = np.arange(300) < 1
    assert epoch(same, drawn(300, 4), one, np.zeros(300, np.int64)) == 0.0
    unknown = np.where(group, np.nan, values)
    assert epoch(unknown, drawn(300, 4), group, np.zeros(300, np.int64)) == 0.0


def test_where_all_do_the_same_nobody_stands_out():
    """A holiday: everybody is silent, and ties are broken at random."""
    rng = np.random.default_rng(5)
    group = np.arange(300) < 30
    found = [
        epoch(np.zeros(300), rng.uniform(size=300), group, np.zeros(300, np.int64))
        for _ in range(400)
    ]
    assert (np.array(found) >= np.log(20)).sum() <= binom.ppf(0.999, 400, 0.05)


@pytest.mark.parametrize("law", [np.cumsum, np.exp, np.sign])
def test_ranks_among_ones_own_past_are_uniform_whatever_the_law(law):
    """Levels, scatter and ties of an account fall out."""
    rng = np.random.default_rng(6)
    scale = np.exp(rng.normal(0, 2, (3_000, 1)))
    days = scale * (rng.normal(size=(3_000, 9)) + rng.normal(0, 3, (3_000, 1)))
    days = days if law is np.cumsum else law(np.clip(days, -50, 50))
    place = own_ranks(days[:, :-1], days[:, -1], rng.uniform(size=3_000))
    assert kstest(place, "uniform").pvalue > 1e-3


def test_ranks_are_not_known_before_there_is_a_past():
    past = np.full((2, 8), np.nan)
    past[0, :KNOWN] = past[1, : KNOWN - 1] = 1.0
    place = own_ranks(past, np.ones(2), np.full(2, 0.5))
    assert np.isfinite(place).tolist() == [True, False]


def test_a_bettor_seldom_gets_rich_against_a_fair_game():
    """P(the capital ever reaches 20) <= 5 %, over 60 epochs of fair and wild e-values."""
    rng = np.random.default_rng(7)
    rich = 0
    for _ in range(1_000):
        process = EProcess()
        for log_e in rng.normal(-2.0, 2.0, 60):  # log-normal with mean 1
            process.bet(float(log_e))
        assert process.highest >= process.log_e
        rich += process.highest >= np.log(20)
    assert 0 < rich <= binom.ppf(0.999, 1_000, 0.05)


def test_little_can_be_lost_and_lasting_evidence_wins():
    dull, won = EProcess(), EProcess()
    for _ in range(30):
        dull.bet(-50.0)
        won.bet(0.7)
    assert dull.log_e >= 30 * np.log1p(-BETS[0]) - np.log(len(BETS))
    assert won.log_e > np.log(100)
    assert (dull.epochs, dull.highest) == (30, 0.0)


def test_a_day_that_tells_nothing_changes_nothing():
    process = EProcess()
    process.bet(3.0)
    before = process.log_e
    process.bet(0.0)
    assert process.log_e == pytest.approx(before)


def test_looks_at_the_same_data_keep_the_level_and_never_fall():
    rng = np.random.default_rng(8)
    e = rng.exponential(size=(4_000, 1)) ** 2 / 2  # mean 1, seen again and again
    log_e = np.log(np.repeat(e, 25, axis=1))
    combined = np.array([looks(row) for row in log_e])
    assert (np.diff(combined, axis=1) >= 0).all()
    np.testing.assert_allclose(combined[:, -1], np.log(e[:, 0] * (1 - 1 / 26)))
    assert (combined[:, -1] >= np.log(20)).mean() <= 0.05


def test_its_settings_are_shares():
    assert all(0 < share < 1 for share in BETS)
    assert sorted(eprocess.BINS) == list(eprocess.BINS)
