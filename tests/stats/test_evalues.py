"""E-values: their mean under the null, closed forms, and e-BH against brute force."""

from __future__ import annotations

from itertools import permutations, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from scipy.integrate import quad
from scipy.special import logsumexp
from scipy.stats import binom, poisson

from stillwatch.detect.stats import evalues, ranks


def uniform_cohorts(count: int, size: int, seed: int) -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(seed)
    return np.repeat(np.arange(count), size), rng.uniform(size=count * size)


def mean_at_most_one(e: np.ndarray) -> None:
    """The mean of e-values is at most one, within 4 standard errors of the simulation."""
    assert e.mean() <= 1 + 4 * e.std() / np.sqrt(len(e))


def markov(e: np.ndarray, *levels: float) -> None:
    """P(e >= 1/a) <= a, within the 99.9 % bound of a binomial count."""
    for level in levels:
        assert (e >= 1 / level).sum() <= binom.ppf(0.999, len(e), level)


# --- concentration


@pytest.mark.parametrize("size", [1, 2, 3, 7, 30, 200])
def test_concentration_is_an_e_value(size):
    cohort, places = uniform_cohorts(20_000 // max(size // 10, 1), size, size)
    e = np.exp(evalues.concentration(cohort, places, cohort[-1] + 1))
    mean_at_most_one(e)
    markov(e, 0.2, 0.05, 0.01, 0.001)


@pytest.mark.parametrize("size", [1, 2, 3])
def test_its_mean_is_one_exactly(size):
    """Ranks in the middle of equal cells of the finest grid stand for all of that cell."""
    cells = (np.arange(32) + 0.5) / 32
    draws = np.array(list(product(cells, repeat=size)))
    cohort = np.repeat(np.arange(len(draws)), size)
    log_e = evalues.concentration(cohort, draws.ravel(), len(draws))
    assert np.exp(log_e).mean() == pytest.approx(1.0, rel=1e-9)


@pytest.mark.parametrize(
    ("others", "members", "inside"),
    [(60, 30, True), (200, 100, True), (1_000, 50, False), (3_000, 100, False)],
)
def test_a_finite_reference_keeps_the_level(others, members, inside):
    """Members drawn from the reference (any size), or apart from one that is far larger.

    Apart from a small one they are not: 30 members against 50 others reach e >= 20 too often,
    as all of them fall into the same gaps. Only campaigns already raised are apart.
    """
    rng = np.random.default_rng(others)
    found = []
    for _ in range(400):
        size = others if inside else others + members
        reference = np.arange(size) < others
        place = ranks.ranks_within(
            rng.normal(size=size), np.zeros(size, int), reference, rng.uniform(size=size)
        )
        found.append(evalues.concentration(np.zeros(members, int), place[-members:], 1)[0])
    markov(np.exp(np.array(found)), 0.05, 0.01)


@pytest.mark.parametrize(("others", "members"), [(60, 30), (103, 70), (300, 40), (50, 3)])
def test_drawn_without_replacement_keeps_the_level_and_sees_what_crowds(others, members):
    """Members of a small reference: at most as many as there are places have a rank in a cell."""
    rng, nobody = np.random.default_rng(others), np.zeros(others, int)
    drawn = evalues.Drawn(np.zeros(members, int), np.array([others]))
    plain, exact, crowded = [], [], []
    for shift in [0.0] * 600 + [3.0]:
        values = rng.normal(size=others)
        values[:members] += shift
        place = ranks.ranks_within(values, nobody, nobody == 0, np.full(others, 0.5))[:members]
        found = [evalues.concentration(nobody[:members], place, 1, d)[0] for d in (None, drawn)]
        (plain if not shift else crowded).append(found[0])
        (exact if not shift else crowded).append(found[1])
    mean_at_most_one(np.exp(np.array(exact)))
    markov(np.exp(np.array(exact)), 0.2, 0.05, 0.01)
    if 5 * members > others and members > 5:
        assert crowded[1] > crowded[0] + 1, "a group that is much of its reference hid itself"


@pytest.mark.parametrize(("others", "members"), [(4, 2), (5, 3), (7, 2)])
def test_without_replacement_its_mean_is_at_most_one_over_all_draws(others, members):
    place = (np.arange(others) + 1) / (others + 1)
    draws = np.array(list(permutations(place, members)))
    cohort = np.repeat(np.arange(len(draws)), members)
    drawn = evalues.Drawn(np.zeros(draws.size, int), np.array([others]))
    e = np.exp(evalues.concentration(cohort, draws.ravel(), len(draws), drawn))
    assert 0.05 < e.mean() <= 1 + 1e-9


def test_a_large_reference_and_none_give_the_same():
    cohort, places = uniform_cohorts(50, 20, 3)
    drawn = evalues.Drawn(np.zeros(len(cohort), int), np.array([10**8]))
    apart = evalues.Drawn(np.full(len(cohort), -1), np.array([10]))
    plain = evalues.concentration(cohort, places, 50)
    assert evalues.concentration(cohort, places, 50, drawn) == pytest.approx(plain, abs=1e-3)
    np.testing.assert_array_equal(evalues.concentration(cohort, places, 50, apart), plain)


def test_the_bayes_factor_is_the_integral_it_says():
    """Two bins: the likelihood of counts (a, b), averaged over p ~ Beta(1/2, 1/2)."""
    for a, b in [(0, 0), (1, 0), (3, 1), (10, 0), (6, 7)]:
        # p = sin^2(t) takes Beta(1/2, 1/2) to the uniform on (0, pi/2)
        top, _ = quad(lambda t, a=a, b=b: np.sin(t) ** (2 * a) * np.cos(t) ** (2 * b), 0, np.pi / 2)
        expected = np.log(top / (np.pi / 2)) + (a + b) * np.log(2)
        found = evalues._dirichlet_bayes_factor(np.array([[a, b]]))
        assert found[0] == pytest.approx(expected, abs=1e-8)


def test_the_bayes_factor_is_a_urn_drawn_one_by_one():
    """Polya: the next falls in a bin with chance (count + 1/2) / (seen + bins / 2)."""
    rng = np.random.default_rng(3)
    bins = 8
    draws = rng.integers(bins, size=25)
    counts, log_e = np.zeros(bins), 0.0
    for seen, draw in enumerate(draws):
        log_e += np.log((counts[draw] + 0.5) / (seen + bins / 2) * bins)
        counts[draw] += 1
    assert evalues._dirichlet_bayes_factor(counts[None])[0] == pytest.approx(log_e)


def test_concentration_grows_with_members_that_pile_up_wherever_that_is():
    at = [0.02, 0.37, 0.5, 0.98]
    few = [evalues.concentration(np.zeros(6, int), np.full(6, p), 1)[0] for p in at]
    many = [evalues.concentration(np.zeros(40, int), np.full(40, p), 1)[0] for p in at]
    assert min(few) > np.log(20)
    assert all(m > f + 20 for f, m in zip(few, many, strict=True))
    assert np.ptp(many) < 1e-6


def test_unknown_ranks_add_nothing():
    rng = np.random.default_rng(0)
    cohort, ranks = np.repeat(np.arange(3), 10), rng.uniform(size=30)
    ranks[20:] = np.nan
    held = evalues.concentration(cohort, ranks, 5)
    assert held[2] == held[3] == held[4] == 0.0
    np.testing.assert_allclose(held, evalues.concentration(cohort[:20], ranks[:20], 5))


@given(st.integers(1, 6), st.data())
@settings(max_examples=50)
def test_cohorts_are_judged_each_by_itself_in_any_order_of_rows(count, data):
    sizes = data.draw(st.lists(st.integers(0, 9), min_size=count, max_size=count))
    cohort = np.repeat(np.arange(count), sizes)
    unit = st.floats(1e-9, 1 - 1e-9)
    ranks = np.array(data.draw(st.lists(unit, min_size=len(cohort), max_size=len(cohort))))
    whole = evalues.concentration(cohort, ranks, count)
    order = np.random.default_rng(1).permutation(len(cohort))
    np.testing.assert_allclose(evalues.concentration(cohort[order], ranks[order], count), whole)
    for number in range(count):
        mine = ranks[cohort == number]
        alone = evalues.concentration(np.zeros(len(mine), int), mine, 1)[0]
        assert alone == pytest.approx(whole[number], abs=1e-9)


# --- average and Poisson


LOGS = hnp.arrays(np.float64, hnp.array_shapes(min_dims=2, max_dims=2, max_side=8),
                  elements=st.floats(-50, 700) | st.just(float("nan")))  # fmt: skip


@given(LOGS)
def test_average_is_the_mean_of_what_is_known(table):
    found = evalues.average(table)
    for column, value in zip(table.T, found, strict=True):
        known = column[np.isfinite(column)]
        expected = logsumexp(known) - np.log(len(known)) if len(known) else 0.0
        assert value == pytest.approx(expected, abs=1e-9)


@pytest.mark.parametrize("expected", [0.05, 1.0, 6.0, 40.0])
def test_poisson_tail_is_an_e_value_in_closed_form(expected):
    counts = np.arange(2_000)
    log_e = evalues.upper_tail_poisson(counts.astype(float), np.full(len(counts), expected))
    mean = logsumexp(poisson.logpmf(counts, expected) + log_e)
    assert np.exp(mean) == pytest.approx(1.0, rel=1e-6)


# --- e-BH


def brute_ebh(e: np.ndarray, level: float) -> np.ndarray:
    """Wang & Ramdas: the k largest with e_(k) >= n / (level k), for the largest such k."""
    best = 0
    for k in range(1, len(e) + 1):
        if np.sort(e)[::-1][k - 1] >= len(e) / (level * k):
            best = k
    cut = np.sort(e)[::-1][best - 1] if best else np.inf
    return e >= cut


@given(st.lists(st.floats(-3, 12), min_size=1, max_size=12, unique=True),
       st.sampled_from([0.01, 0.05, 0.2]))  # fmt: skip
def test_ebh_against_brute_force(log_e, level):
    found = evalues.ebh(np.array(log_e), level)
    np.testing.assert_array_equal(found, brute_ebh(np.exp(log_e), level))


def test_ebh_of_nothing_and_of_impossible():
    assert evalues.ebh(np.zeros(0), 0.1).shape == (0,)
    assert not evalues.ebh(np.full(5, -np.inf), 0.1).any()
    assert evalues.ebh(np.array([np.log(100.0), -np.inf]), 0.1).tolist() == [True, False]


def test_cohorts_left_out_count_as_e_values_of_zero():
    """Whoever nominates more pays more: padding with log e = -inf never adds a rejection."""
    log_e = np.log([30.0, 30.0, 30.0, 5.0])
    assert evalues.ebh(log_e, 0.1).sum() == 3
    assert evalues.ebh(np.append(log_e, np.full(20, -np.inf)), 0.1).sum() == 0


def false_share(log_e: np.ndarray, null: np.ndarray, level: float) -> float:
    """Mean over runs (rows) of the share of false rejections."""
    shares = []
    for row in log_e:
        rejected = evalues.ebh(row, level)
        shares.append((rejected & null).sum() / max(rejected.sum(), 1))
    return float(np.mean(shares))


@pytest.mark.parametrize("dependence", ["none", "common", "opposed"])
def test_ebh_bounds_the_false_discovery_rate_under_dependence(dependence):
    """Likelihood ratios of a normal mean, independent, sharing one draw, or pulling apart."""
    rng = np.random.default_rng(11)
    runs, count, shift = 3_000, 40, 3.0
    null = np.arange(count) < 32
    own = rng.normal(size=(runs, count))
    common = rng.normal(size=(runs, 1))
    draws = {
        "none": own,
        "common": 0.9**0.5 * common + 0.1**0.5 * own,
        "opposed": np.where(np.arange(count) % 2, 1, -1) * common * 0.8 + 0.6 * own,
    }[dependence]
    # all have unit variance: each null e-value has mean one
    draws = draws + np.where(null, 0.0, shift)
    log_e = shift * draws - shift**2 / 2
    level = 0.1
    rate = false_share(log_e, null, level)
    assert rate <= level + 4 * np.sqrt(level / runs)
    power = np.mean([evalues.ebh(row, level)[~null].mean() for row in log_e])
    assert power > 0.05
