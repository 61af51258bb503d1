"""Ranks: uniform for who is exchangeable with the reference, whatever the ties and strata."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import kstest

from stillwatch.detect.stats import ranks

ONE = np.zeros


def drawn(n: int, seed: int, kind: str) -> np.ndarray:
    rng = np.random.default_rng(seed)
    return {
        "smooth": rng.normal(size=n),
        "tied": rng.integers(0, 3, size=n).astype(float),
        "constant": np.zeros(n),
    }[kind]


@pytest.mark.parametrize("kind", ["smooth", "tied", "constant"])
def test_an_account_outside_the_reference_has_a_uniform_rank(kind):
    """The rank of one exchangeable newcomer among 60, over 4,000 worlds."""
    found = []
    for world in range(4_000):
        values = drawn(61, world, kind)
        ties = np.random.default_rng([world, 1]).uniform(size=61)
        reference = np.arange(61) < 60
        found.append(ranks.ranks_within(values, ONE(61, int), reference, ties)[60])
    assert kstest(found, "uniform").pvalue > 1e-4


@pytest.mark.parametrize("kind", ["smooth", "tied", "constant"])
def test_members_of_the_reference_have_uniform_ranks_too(kind):
    values = drawn(5_000, 3, kind)
    ties = np.random.default_rng(4).uniform(size=5_000)
    found = ranks.ranks_within(values, ONE(5_000, int), np.ones(5_000, bool), ties)
    assert kstest(found, "uniform").pvalue > 1e-4
    assert ((found > 0) & (found < 1)).all()


@given(st.lists(st.integers(-3, 3), min_size=2, max_size=30), st.integers(0, 99))
def test_against_counting(values, seed):
    """Below, plus a uniform share of the equals and of the account itself."""
    held = np.array(values, float)
    rng = np.random.default_rng(seed)
    reference, ties = rng.uniform(size=len(held)) < 0.6, rng.uniform(size=len(held))
    found = ranks.ranks_within(held, ONE(len(held), int), reference, ties, least=2)
    pool = held[reference]
    if len(pool) < 2:
        assert np.isnan(found).all()
        return
    for value, tie, rank in zip(held, ties, found, strict=True):
        place = (pool < value).sum() + tie * ((pool == value).sum() + 1)
        assert rank == pytest.approx(place / (len(pool) + 1), abs=1e-8)


@given(st.lists(st.one_of(st.just(np.nan), st.floats(-5, 5)), min_size=1, max_size=40),
       st.integers(0, 99))  # fmt: skip
@settings(max_examples=60)
def test_unknown_values_have_no_rank_and_move_nobody(values, seed):
    held = np.array(values)
    rng = np.random.default_rng(seed)
    reference, ties = np.ones(len(held), bool), rng.uniform(size=len(held))
    found = ranks.ranks_within(held, ONE(len(held), int), reference, ties, least=2)
    known = np.isfinite(held)
    assert np.isnan(found[~known]).all()
    alone = ranks.ranks_within(
        held[known], ONE(known.sum(), int), reference[known], ties[known], least=2
    )
    np.testing.assert_allclose(found[known], alone)


def test_each_stratum_is_its_own_reference():
    rng = np.random.default_rng(0)
    stratum = np.repeat([0, 1], 300)
    values = rng.normal(size=600) + 100 * stratum
    found = ranks.ranks_within(values, stratum, np.ones(600, bool), rng.uniform(size=600))
    for level in (0, 1):
        assert abs(found[stratum == level].mean() - 0.5) < 0.02


def test_a_stratum_with_few_reference_accounts_joins_the_one_below():
    rng = np.random.default_rng(0)
    stratum = np.array([0] * 200 + [1] * 10 + [5] * 3)
    values = np.concatenate([rng.normal(size=200), np.full(10, 50.0), np.full(3, 90.0)])
    found = ranks.ranks_within(values, stratum, np.ones(213, bool), np.full(213, 0.5))
    assert np.isfinite(found).all()
    assert (found[stratum == 5] > found[stratum == 1].max()).all()


def test_the_lowest_stratum_joins_the_one_above_when_it_is_small():
    rng = np.random.default_rng(0)
    stratum = np.array([0] * 5 + [3] * 100)
    found = ranks.ranks_within(rng.normal(size=105), stratum, np.ones(105, bool), np.full(105, 0.5))
    assert np.isfinite(found).all()


def test_without_a_reference_there_is_no_rank():
    values = np.arange(10.0)
    found = ranks.ranks_within(values, ONE(10, int), np.zeros(10, bool), np.full(10, 0.5))
    assert np.isnan(found).all()
    assert ranks.ranks_within(ONE(0), ONE(0, int), ONE(0, bool), ONE(0)).shape == (0,)


@given(st.lists(st.floats(0, 1e7), min_size=1, max_size=50))
def test_strata_are_octaves(activity):
    found = ranks.strata(np.array(activity))
    for n, level in zip(activity, found, strict=True):
        assert 0 <= level <= 11
        assert n < 1 or level == 11 or 2.0**level <= n * (1 + 1e-12) < 2.0 ** (level + 1) * 1.001


def test_tie_breaks_are_uniform_fixed_and_all_different():
    keys = np.random.default_rng(5).integers(0, 2**63, size=5_000).astype(np.uint64)
    found = ranks.jitter(keys)
    np.testing.assert_array_equal(found, ranks.jitter(keys))
    assert kstest(found, "uniform").pvalue > 1e-4
    assert len(np.unique(found)) == len(keys)
    # small consecutive keys must spread as well as hashes do
    assert kstest(ranks.jitter(np.arange(5_000, dtype=np.uint64)), "uniform").pvalue > 1e-4


def test_classes_are_those_that_ranks_are_given_in():
    """Ranks within a class by itself are the ranks within strata, wherever classes are joined."""
    rng = np.random.default_rng(11)
    stratum = np.repeat([0, 1, 2, 3], [30, 200, 20, 60])
    values, ties = rng.normal(size=310), rng.uniform(size=310)
    values[::17] = np.nan
    reference = rng.uniform(size=310) < 0.8
    known = np.isfinite(values)
    number = ranks.classes(stratum, reference, known)
    assert (number[~known] == -1).all() and (number[known] >= 0).all()
    whole = ranks.ranks_within(values, stratum, reference, ties)
    for one in range(number.max() + 1):
        here = number == one
        assert (here & reference).sum() >= 50
        alone = ranks.ranks_within(values[here], ONE(here.sum(), int), reference[here], ties[here])
        np.testing.assert_allclose(alone, whole[here])
    assert (ranks.classes(stratum, ONE(310, bool) & False, known) == -1).all()
