"""What is new in a day: habits, weeks and what everybody does fall out; what a group does stays."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import binom

from stillwatch.detect.accounts.daily import KEPT, Daily, news
from stillwatch.detect.stats.eprocess import EProcess, epoch

SIZE, DAYS = 700, 20


def traffic(seed: int) -> tuple[np.ndarray, np.ndarray]:
    """Requests of independent people (SIZE, DAYS), and who of them rests at the weekend.

    Levels, day-to-day scatter, moods that last, a holiday, growth: each their own or everybody's.
    """
    rng = np.random.default_rng([seed, 1])
    rate, scatter = np.exp(rng.normal(1.2, 1.0, SIZE)), np.exp(rng.uniform(-1, 3, SIZE))
    office, lasting = rng.uniform(size=SIZE) < 0.3, rng.uniform(0, 0.8, SIZE)
    mood = np.zeros((SIZE, DAYS))
    for day in range(1, DAYS):
        mood[:, day] = lasting * mood[:, day - 1] + rng.normal(0, 0.3, SIZE)
    everybody = np.exp(0.02 * np.arange(DAYS))
    everybody[10:12] *= 0.3
    weekend = np.isin(np.arange(DAYS) % 7, (5, 6))
    week = np.where(weekend & office[:, None], 0.15, 1.0)
    gamma = rng.gamma(scatter[:, None], 1 / scatter[:, None], (SIZE, DAYS))
    requests = rng.poisson(rate[:, None] * week * everybody * np.exp(mood) * gamma)
    return requests, office


def follow(requests: np.ndarray, groups: list[np.ndarray], seed: int) -> list[EProcess]:
    """Bet against groups fixed after nine days."""
    rng = np.random.default_rng([seed, 2])
    daily, total = Daily(SIZE), np.ones(SIZE)
    daily.close(total)
    processes = [EProcess() for _ in groups]
    for day in range(DAYS):
        total = total + requests[:, day]
        daily.close(total)
        if day < 9:
            continue
        for members, process in zip(groups, processes, strict=True):
            inside = np.isin(np.arange(SIZE), members)
            found = news(daily.days, ~inside, rng.uniform(size=SIZE))
            process.bet(epoch(found.values, rng.uniform(size=SIZE), inside, found.stratum))
    return processes


@pytest.mark.parametrize("alike", ["anybody", "office", "busy"])
def test_independent_accounts_are_seldom_taken_for_a_group(alike):
    """However alike their habits are: P(capital ever reaches 20) <= 5 %."""
    rich = tried = 0
    for seed in range(3):
        requests, office = traffic(seed)
        pool = {
            "anybody": np.arange(SIZE), "office": np.flatnonzero(office),
            "busy": np.argsort(-requests.sum(axis=1))[:200],
        }[alike]  # fmt: skip
        rng = np.random.default_rng([seed, 3])
        groups = [rng.choice(pool, size, replace=False) for size in (5, 15, 40) for _ in range(4)]
        found = follow(requests, groups, seed)
        tried, rich = tried + len(found), rich + sum(p.highest >= np.log(20) for p in found)
    assert rich <= binom.ppf(0.999, tried, 0.05)


@pytest.mark.parametrize("what", ["stop", "surge", "pause"])
def test_what_members_do_together_is_seen(what):
    requests, _ = traffic(5)
    members = np.random.default_rng(5).choice(np.argsort(-requests.sum(1))[:400], 25, replace=False)
    together = requests.copy()
    match what:
        case "stop":
            together[np.ix_(members, range(15, DAYS))] = 0
        case "surge":
            together[members, 14] *= 15
        case "pause":
            together[np.ix_(members, (13, 16))] = 0
    assert follow(together, [members], 5)[0].highest > np.log(1_000)


def test_a_level_is_no_news():
    """An account that always sends ten times as much, or always the same, tells the same."""
    rng = np.random.default_rng(6)
    days = np.log1p(rng.poisson(30, (300, 12)).astype(float))
    reference, ties = np.ones(300, bool), rng.uniform(size=300)
    before = news(days, reference, ties)
    days[0] += 2.0
    reference[0] = False
    after = news(days, reference, ties)
    assert after.values[0] == pytest.approx(before.values[0], abs=0.15)


def test_the_first_day_is_left_out_and_memory_is_bounded():
    daily = Daily(3)
    total = np.zeros(3)
    for day in range(KEPT + 10):
        total = total + np.array([2.0, 5.0 if day > 3 else 0.0, 0.0])
        daily.close(total)
        if day == 5:
            seen = np.isfinite(daily.days)
            assert seen.sum(axis=1).tolist() == [5, 1, 0]
            np.testing.assert_allclose(daily.days[1, -1], np.log1p(5), rtol=1e-3)
    assert daily.days.shape == (3, KEPT)
    assert daily.number == KEPT + 10


def test_nothing_is_told_before_the_second_week():
    daily, rng = Daily(60), np.random.default_rng(7)
    total = np.ones(60)
    daily.close(total)
    known = []
    for _ in range(9):
        total = total + rng.poisson(5, 60)
        daily.close(total)
        known.append(np.isfinite(news(daily.days, np.ones(60, bool), np.full(60, 0.5)).values))
    assert [row.any() for row in known] == [False] * 7 + [True] * 2
