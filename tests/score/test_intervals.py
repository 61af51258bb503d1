"""Bounds against closed forms and scipy, restated precision against hand-computed cases."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import beta

from stillwatch.score.intervals import lower_bound, precision_at, restate, upper_bound


@pytest.mark.parametrize("n", [1, 20, 20_000])
def test_nothing_seen_has_the_closed_form(n: int) -> None:
    # with no case, the bound p solves (1 - p) ** n = 0.05
    assert upper_bound(0, n) == pytest.approx(1 - 0.05 ** (1 / n), rel=1e-9)
    assert lower_bound(n, n) == pytest.approx(0.05 ** (1 / n), rel=1e-9)


def test_no_cases_leave_everything_open() -> None:
    assert (lower_bound(0, 0), upper_bound(0, 0)) == (0.0, 1.0)


@given(st.integers(1, 5000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_bounds_are_clopper_pearson_and_bracket_the_rate(case: tuple[int, int]) -> None:
    count, n = case
    low, high = lower_bound(count, n), upper_bound(count, n)
    assert 0 <= low <= count / n <= high <= 1
    if count < n:
        assert high == pytest.approx(beta.ppf(0.95, count + 1, n - count), rel=1e-7)
    if count > 0:
        assert low == pytest.approx(beta.ppf(0.05, count, n - count + 1), rel=1e-7)


def test_precision_by_hand() -> None:
    # of 1,000,000 accounts 5,000 harvest: 4,000 caught; 995 of the others flagged
    assert precision_at(0.005, 0.8, 0.001) == pytest.approx(4000 / 4995)
    assert precision_at(0.005, 0.0, 0.0) is None


def test_restated_range_uses_both_bounds() -> None:
    restated = restate(0.005, 1.0, 0, 1000)
    assert restated.precision == 1.0
    assert restated.high == 1.0
    bound = 1 - 0.05 ** (1 / 1000)
    assert restated.low == pytest.approx(0.005 / (0.005 + 0.995 * bound), rel=1e-6)


@given(st.floats(0.001, 0.5), st.floats(0.01, 1), st.integers(0, 50), st.integers(50, 5000))
def test_restated_precision_lies_in_its_range(
    prevalence: float, recall: float, false: int, benign: int
) -> None:
    restated = restate(prevalence, recall, false, benign)
    assert restated.low is not None
    assert restated.precision is not None
    assert restated.high is not None
    assert 0 <= restated.low <= restated.precision <= restated.high <= 1
