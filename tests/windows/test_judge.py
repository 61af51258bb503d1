"""The window test: its level under the null, its power, what it refuses."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from stillwatch.core.errors import UsageError
from stillwatch.guard.windows.judge import FEWEST, WindowTest
from stillwatch.guard.windows.readings import join

sys.path.insert(0, str(Path(__file__).parent))

from readings_of import KINDS, harvest, ordinary

SIZE = 200


def fitted(rng, windows=40, **options):
    return WindowTest.fit(
        ordinary(800, rng),
        [ordinary(SIZE, rng) for _ in range(windows)],
        KINDS,
        **{"level": 0.05, **options},
    )


def mixed(share: float, rng, accounts: int = 3):
    count = round(SIZE * share)
    return join([ordinary(SIZE - count, rng), harvest(count, rng, accounts)])


@pytest.mark.parametrize("structure", [False, True])
def test_ordinary_windows_are_flagged_at_most_at_the_level(structure):
    rng = np.random.default_rng(1)
    flagged = total = 0
    for _ in range(6):  # calibration drawn anew: the level holds in the mean over it
        test = fitted(rng, structure=structure)
        results = [test.judge(ordinary(SIZE, rng)) for _ in range(60)]
        flagged += sum(result.flagged for result in results)
        total += len(results)
    assert flagged / total <= 0.05 + 3 * np.sqrt(0.05 * 0.95 / total)


def test_p_values_of_ordinary_windows_are_spread_evenly():
    rng = np.random.default_rng(2)
    found = [fitted(rng).judge(ordinary(SIZE, rng)).p_value for _ in range(60)]
    assert abs(np.mean(found) - 0.5) < 0.13


def test_a_small_share_is_found_and_named():
    rng = np.random.default_rng(3)
    test = fitted(rng)
    results = [test.judge(mixed(0.1, rng)) for _ in range(20)]
    assert sum(result.flagged for result in results) >= 18
    assert {result.kind for result in results} == {"one"}
    assert 0.02 <= np.median([result.share for result in results]) <= 0.32
    harvested = range(SIZE - round(SIZE * 0.1), SIZE)
    hits = [len(set(result.rows) & set(harvested)) / len(result.rows) for result in results]
    assert np.mean(hits) > 0.5


def test_more_of_a_harvest_is_more_evidence():
    rng = np.random.default_rng(4)
    test = fitted(rng)
    found = [np.mean([test.judge(mixed(s, rng)).log_e for _ in range(10)]) for s in (0, 0.05, 0.2)]
    assert found[0] < found[1] < found[2]


def test_accounts_add_evidence_where_they_concentrate_it():
    rng = np.random.default_rng(5)
    test = fitted(rng, structure=True)
    windows = [mixed(0.03, rng, accounts=1) for _ in range(20)]
    scattered = [replace(w, accounts=np.arange(1, SIZE + 1, dtype=np.uint64)) for w in windows]
    gain = [test.judge(a).log_e_accounts - test.judge(b).log_e_accounts
            for a, b in zip(windows, scattered, strict=True)]  # fmt: skip
    assert test.judge(windows[0]).log_e == test.judge(scattered[0]).log_e
    assert np.mean(gain) > 1


def test_repetition_is_seen():
    rng = np.random.default_rng(6)
    test = fitted(rng)
    window = ordinary(SIZE, rng)
    before = test.judge(window).families
    window.templates[:60] = 1 << 50  # the templates of these readings repeat a lot anyway
    window.payloads[:40] = np.arange(10).repeat(4) + 5
    after = test.judge(window).families
    assert after["template"] > before["template"]
    assert after["multiplicity"] > before["multiplicity"]


def test_order_of_queries_does_not_matter():
    rng = np.random.default_rng(7)
    test = fitted(rng, structure=True)
    window = mixed(0.1, rng)
    shuffled = test.judge(window.take(rng.permutation(SIZE)))
    assert shuffled.log_e == pytest.approx(test.judge(window).log_e, rel=1e-5)


def test_without_ordinary_windows_there_is_evidence_and_no_flag():
    rng = np.random.default_rng(8)
    test = fitted(rng, windows=0)
    result = test.judge(mixed(0.5, rng))
    assert result.p_value is None and not result.flagged
    assert result.log_e > 10 > test.judge(ordinary(57, rng)).log_e  # any size


@pytest.mark.parametrize(
    ("reference", "sizes", "says"),
    [
        (FEWEST - 1, [], f"{FEWEST} are needed"),
        (400, [20, 30], r"one size.*\[20, 30\]"),
        (400, [20] * 30, "cannot show a level of 0.01: 99"),
    ],
)
def test_what_cannot_be_fitted_is_said(reference, sizes, says):
    rng = np.random.default_rng(9)
    windows = [ordinary(size, rng) for size in sizes]
    with pytest.raises(UsageError, match=says):
        WindowTest.fit(ordinary(reference, rng), windows, KINDS)


def test_another_size_is_refused():
    rng = np.random.default_rng(10)
    with pytest.raises(UsageError, match="windows of 200 queries, not 199"):
        fitted(rng).judge(ordinary(199, rng))
