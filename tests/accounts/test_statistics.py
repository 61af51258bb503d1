"""Account statistics against logs small enough to compute by hand."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyarrow as pa
import pytest
from scipy.stats import norm

from stillwatch.detect.accounts import statistics
from stillwatch.detect.accounts.state import FIXED, State
from stillwatch.detect.stats import ranks

COLUMNS = (*FIXED, "sig_harvest", "sig_elicitation", "sig_one_shot", "sig_new_chars",
           "sig_reasoning_requested", "sig_refused",
           "style_00", "style_01", "topic_00")  # fmt: skip


def cell(account: int, epoch: int, n: int = 1, slice: int = 1, **sums: float) -> dict[str, Any]:
    """A row of the activity relation: all of its exchanges have text and 100 output tokens."""
    plain = dict.fromkeys(COLUMNS, 0.0) | {"n": n, "n_text": n, "output_tokens": 100.0 * n}
    return {"account": account, "slice": slice, "epoch": epoch} | plain | sums


def measured(rows: list[dict[str, Any]], now: int, created: float = np.nan) -> statistics.Accounts:
    keys = np.array(sorted({r["account"] for r in rows}), dtype=np.uint64)
    state = State(keys, COLUMNS)
    ordered = sorted(rows, key=lambda r: (r["epoch"], r["account"], r["slice"]))
    batch = pa.Table.from_pylist(ordered).combine_chunks().to_batches()[0]
    state.add(batch)
    return statistics.measure(state, now, np.full(len(keys), created))


def value(found: statistics.Accounts, name: str, account: int = 0) -> float:
    return float(found.values[name][account])


def test_harvest_share_is_of_exchanges_with_text_and_shrunk():
    found = measured([cell(1, 5, 6), cell(1, 5, 3, slice=0), cell(1, 6, 4, slice=0, n_text=0)], 10)
    assert value(found, "harvest_share") == pytest.approx((6 + 0.2) / (9 + 1))
    assert (found.n[0], found.n_slice[0]) == (13, 6)


def test_signals_are_means_over_what_has_text():
    rows = [cell(1, 1, 2, sig_harvest=1.0), cell(1, 2, 2, slice=0, sig_harvest=0.5, n_text=1)]
    assert value(measured(rows, 9), "harvest") == pytest.approx(1.5 / 3)


def test_settings_and_refusals_are_shares_of_every_exchange():
    asked = {"sig_reasoning_requested": 10.0, "sig_refused": 5.0}
    found = measured([cell(1, 1, 10, n_text=2, **asked)], 9)  # an agent: eight steps bring no text
    assert value(found, "reasoning_requested") == pytest.approx(1.0)
    assert value(found, "refused") == pytest.approx(0.5)


def test_repeats_and_overlap_are_shares():
    found = measured([cell(1, 1, 8, own=2.0, other=4.0), cell(1, 2, 2, slice=0)], 9)
    assert value(found, "repeats") == pytest.approx(0.2)
    assert value(found, "overlap") == pytest.approx(0.4)


def test_load_is_the_log_of_a_daily_rate_since_onset():
    found = measured([cell(1, 24), cell(1, 48, 3), cell(1, 71, 4)], 72)
    assert value(found, "load") == pytest.approx(np.log(8 / 2.0))
    # a burst of an hour is measured over a quarter of a day, or it would outrun everybody
    assert value(measured([cell(1, 50, 8)], 72), "load") == pytest.approx(np.log(8 / 0.25))


def test_onset_and_offset_are_hours_of_the_slice_alone():
    rows = [cell(1, 2, slice=0), cell(1, 20, 2), cell(1, 40, 2), cell(1, 60, slice=0)]
    found = measured(rows, 72)
    assert (value(found, "onset"), value(found, "offset")) == (20, 40)


def test_regularity_is_variance_over_mean_of_closed_days():
    counts = [4, 8, 6, 100]  # the last day may go on, and does not count
    found = measured([cell(1, 24 * day + 5, n) for day, n in enumerate(counts)], 96)
    assert value(found, "regularity") == pytest.approx((8 / 3) / 6)
    few = measured([cell(1, 24 * day, 5) for day in range(3)], 96)
    assert np.isnan(value(few, "regularity"))


def test_rhythm_is_one_in_one_hour_and_about_zero_on_a_flat_day():
    one = measured([cell(1, 24 * day + 7, 3) for day in range(5)], 200)
    assert value(one, "rhythm") == pytest.approx(1.0)
    flat = measured([cell(1, hour, 10) for hour in range(24)], 200)
    assert value(flat, "rhythm") == pytest.approx(-1 / 239, abs=1e-6)
    # two opposite hours cancel: (0 * 10 - 1) / 9
    two = measured([cell(1, 0, 5), cell(1, 12, 5)], 200)
    assert value(two, "rhythm") == pytest.approx(-1 / 9, abs=1e-6)


def test_rhythm_is_free_of_bias_in_small_samples():
    rng = np.random.default_rng(0)
    rows = [cell(account, int(hour)) for account in range(1, 1_500)
            for hour in np.unique(rng.integers(0, 24 * 40, 6))]  # fmt: skip
    found = measured(rows, 24 * 40).values["rhythm"]
    found = found[np.isfinite(found)]
    assert abs(found.mean()) < 4 * found.std() / np.sqrt(len(found))


def test_one_shot_focus_length_and_output():
    rows = [
        cell(1, 1, 4, slice=2, sig_one_shot=3.0, sig_new_chars=20.0),
        cell(1, 2, 1, slice=5, sig_one_shot=1.0, sig_new_chars=10.0, output_tokens=600.0),
        cell(1, 3, 9, slice=0, sig_one_shot=9.0),
    ]
    found = measured(rows, 9)
    assert value(found, "one_shot") == pytest.approx(4 / 5)
    assert value(found, "focus") == pytest.approx(4 / 5)
    assert value(found, "length") == pytest.approx(6.0)
    assert value(found, "output") == pytest.approx(np.log1p(1_000 / 5))


def content(style: float, topic: float, n: int) -> dict[str, float]:
    """Sums of `n` exchanges that are all alike."""
    sums = {"style_00": style, "style_01": 1 - style, "topic_00": topic}
    squares = {"style_sq": style**2 + (1 - style) ** 2, "topic_sq": topic**2}
    return {name: n * value for name, value in (sums | squares).items()}


def test_drift_is_the_squared_distance_of_first_and_later_means():
    rows = [cell(1, 1, 12, **content(0.9, 1.0, 12)), cell(1, 2, 20, **content(0.4, 2.0, 20)),
            cell(1, 3, 50, slice=0, **content(0.0, 9.0, 50))]  # fmt: skip
    expected = 2 * 0.5**2 + statistics.TOPIC_SCALE**2
    assert value(measured(rows, 9), "drift") == pytest.approx(expected, abs=1e-5)


def test_drift_takes_off_the_sampling_error_of_both_means():
    # six of one kind and six of the other, then three and nine: distance less both errors
    both = {"style_00": 6.0, "style_01": 6.0, "style_sq": 12.0}
    rows = [cell(1, 1, 12, **both), cell(1, 2, 12, style_00=3.0, style_01=9.0, style_sq=12.0)]
    early, late = (1 - 0.5) / 11, (1 - 0.0625 - 0.5625) / 11
    found = value(measured(rows, 9), "drift")
    assert found == pytest.approx(2 * 0.25**2 - early - late, abs=1e-6)


def test_drift_is_free_of_bias_where_content_does_not_move():
    rng = np.random.default_rng(2)
    rows = []
    for account in range(1, 1_200):
        for epoch in range(6):
            first = rng.uniform(size=4) < 0.3
            topic = rng.normal(size=4)
            rows.append(
                cell(account, epoch, 4, style_00=first.sum(), style_01=4 - first.sum(),
                     style_sq=4.0, topic_00=topic.sum(), topic_sq=(topic**2).sum())
            )  # fmt: skip
    found = measured(rows, 9).values["drift"]
    assert np.isfinite(found).all()
    assert abs(found.mean()) < 4 * found.std() / np.sqrt(len(found))


def test_drift_is_unknown_until_there_are_enough_later_ones():
    early = cell(1, 1, 40, **content(0.9, 0.0, 40))
    assert np.isnan(value(measured([early], 9), "drift"))
    assert np.isnan(value(measured([early, cell(1, 2, 9, **content(0.9, 0.0, 9))], 9), "drift"))
    enough = measured([early, cell(1, 2, 10, **content(0.9, 0.0, 10))], 9)
    assert value(enough, "drift") == pytest.approx(0.0, abs=1e-5)


def test_age_is_from_sign_up_to_first_sight():
    assert value(measured([cell(1, 50)], 72, created=20.0), "age") == 30
    assert value(measured([cell(1, 50)], 72, created=90.0), "age") == 0, "clocks that disagree"
    assert np.isnan(value(measured([cell(1, 50)], 72), "age"))


def test_too_little_is_said_to_be_unknown():
    found = measured([cell(1, 5, 2), cell(1, 6, 30, slice=0), cell(2, 5, 3, n_text=0)], 10)
    for name in statistics.SLICE_STATISTICS:
        assert np.isnan(value(found, name)), name
    for name in ("harvest_share", "harvest", "repeats"):
        assert np.isnan(value(found, name, 1)), name


def test_ranks_and_scores_go_together():
    rng = np.random.default_rng(1)
    rows = [cell(a, int(h), int(rng.integers(1, 5)), sig_harvest=float(rng.uniform()))
            for a in range(1, 300) for h in rng.choice(200, 3, replace=False)]  # fmt: skip
    found = measured(rows, 200)
    ties = ranks.jitter(np.arange(len(found.n), dtype=np.uint64))
    held = statistics.rank(found, np.ones(len(found.n), bool), ties)
    assert held.keys() == found.values.keys() - set(statistics.UNRANKED)
    scores = statistics.normal_scores(held)
    for name, rank in held.items():
        known = np.isfinite(found.values[name])
        np.testing.assert_array_equal(np.isfinite(rank), known, err_msg=name)
        expected = np.clip(norm.ppf(rank[known]), -3.2, 3.2)
        np.testing.assert_allclose(scores[name][known], expected)
        assert np.isnan(scores[name][~known]).all()


def test_volume_is_ranked_among_all_and_not_among_accounts_like_it():
    rows = [cell(a, 1, a) for a in range(1, 201)]
    found = measured(rows, 10)
    held = statistics.rank(found, np.ones(200, bool), np.full(200, 0.5))
    order = np.argsort(found.n)
    assert (np.diff(held["volume"][order]) > 0).all()
    assert held["volume"][order[0]] < 0.01 < 0.99 < held["volume"][order[-1]]


def test_silent_days_are_those_between_the_first_marked_exchange_and_the_latest():
    rows = [cell(1, day * 24 + 3, 2) for day in (0, 1, 5)]
    rows += [cell(1, 3 * 24, 4, slice=0)]  # ordinary exchanges do not break a silence
    rows += [cell(2, day * 24, 2) for day in range(6)]
    found = measured(sorted(rows, key=lambda row: row["epoch"]), 6 * 24)
    assert value(found, "silent") == pytest.approx(3 / 6)
    assert value(found, "silent", 1) == 0


def test_crowd_is_the_share_of_texts_that_many_had_sent():
    found = measured([cell(1, 2, 10, crowd=4.0), cell(2, 2, 10)], 5)
    assert value(found, "crowd") == pytest.approx(0.4)
    assert value(found, "crowd", 1) == 0


def test_own_tools_are_told_as_the_share_of_texts_that_they_sent():
    found = measured([cell(1, 2, 10, own_tools=4.0), cell(2, 2, 10), cell(3, 2, 3, n_text=0.0)], 5)
    assert value(found, "own_tools") == pytest.approx(0.4)
    assert value(found, "own_tools", 1) == 0
    assert np.isnan(value(found, "own_tools", 2))


def test_a_quiet_and_a_busy_account_are_ranked_among_their_like():
    """Signals of an account with little text are noisier: strata keep them apart."""
    rows = [cell(a, 1, 3, sig_harvest=3.0 * (a % 2)) for a in range(1, 101)]
    rows += [cell(a, 1, 64, sig_harvest=32.0 + a / 100) for a in range(101, 201)]
    found = measured(rows, 10)
    held = statistics.rank(found, np.ones(200, bool), np.full(200, 0.5))
    busy = held["harvest"][found.n == 64]
    assert abs(busy.mean() - 0.5) < 0.02
