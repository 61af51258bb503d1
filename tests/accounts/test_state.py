"""Running sums: however the log is cut into batches, the state is the same."""

from __future__ import annotations

import pickle
from itertools import pairwise

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stillwatch.detect.accounts import state as state_module
from stillwatch.detect.accounts.state import ALL, EARLY, FIXED, HARVEST, State

COLUMNS = (*FIXED, "sig_harvest", "style_00", "style_01")
KEYS = np.array([3, 10, 11, 400, 2**63], dtype=np.uint64)


def activity(n: int, seed: int) -> pa.RecordBatch:
    """Rows of the activity relation, in the order of epochs."""
    rng = np.random.default_rng(seed)
    cells = {(int(rng.integers(0, 200)), int(rng.integers(5)), int(rng.integers(10)))
             for _ in range(n)}  # fmt: skip
    epoch, account, kind = map(np.array, zip(*sorted(cells), strict=True))
    made = {"account": KEYS[account], "slice": kind.astype(np.int8),
            "epoch": epoch.astype(np.int32)}  # fmt: skip
    for name in COLUMNS:
        made[name] = rng.integers(1, 9, len(epoch)).astype(np.float32)
    return pa.RecordBatch.from_pydict(made)


def arrays(state: State) -> dict[str, np.ndarray]:
    return {k: v for k, v in vars(state).items() if isinstance(v, np.ndarray)}


def same(left: State, right: State) -> None:
    assert arrays(left).keys() == arrays(right).keys()
    for name, held in arrays(left).items():
        np.testing.assert_array_equal(held, arrays(right)[name], err_msg=name)


@given(st.integers(0, 10**6), st.lists(st.integers(0, 60), max_size=6))
@settings(max_examples=40, deadline=None)
def test_any_cut_into_batches_gives_the_same_state(seed, cuts):
    whole = activity(60, seed)
    at_once, streamed = State(KEYS, COLUMNS), State(KEYS, COLUMNS)
    at_once.add(whole)
    edges = [0, *sorted(min(c, whole.num_rows) for c in cuts), whole.num_rows]
    for low, high in pairwise(edges):
        streamed.add(whole.slice(low, high - low))
    same(at_once, streamed)


def test_stopping_and_resuming_leaves_no_trace():
    whole = activity(80, 1)
    straight, stopped = State(KEYS, COLUMNS), State(KEYS, COLUMNS)
    straight.add(whole)
    stopped.add(whole.slice(0, 30))
    resumed = pickle.loads(pickle.dumps(stopped))
    resumed.add(whole.slice(30))
    same(straight, resumed)


def test_against_plain_loops():
    batch = activity(80, 2)
    state = State(KEYS, COLUMNS)
    state.add(batch)
    rows = batch.to_pylist()
    for a, key in enumerate(KEYS):
        for view in (ALL, HARVEST):
            mine = [r for r in rows if r["account"] == int(key) and (view == ALL or r["slice"])]
            for name in COLUMNS:
                assert state.column(view, name)[a] == sum(r[name] for r in mine)
            hours = [sum(r["n"] for r in mine if r["epoch"] % 24 == h) for h in range(24)]
            np.testing.assert_array_equal(state.hours[view, a], hours)
            epochs = {r["epoch"] for r in mine}
            assert state.active[view, a] == len(epochs)
            if epochs:
                assert (state.first[view, a], state.last[view, a]) == (min(epochs), max(epochs))
        mine = [r for r in rows if r["account"] == int(key) and r["slice"]]
        days: dict[int, float] = {}
        for r in mine:
            days[r["epoch"] // 24] = days.get(r["epoch"] // 24, 0) + r["n"]
        closed = list(days.values())[:-1]  # the last day may go on
        assert state.day_count[a] == len(closed)
        assert state.day_squares[a] == sum(n * n for n in closed)
        assert state.today[a] == (list(days.values()) or [0])[-1]
        for kind in range(10):
            known = [r["n"] for r in rows if r["account"] == int(key) and r["slice"] == kind]
            assert state.slices[a, kind] == sum(known)


def test_first_exchanges_are_kept_by_whole_hours_against_plain_loops():
    batch = activity(80, 2)
    state = State(KEYS, COLUMNS)
    state.add(batch)
    names = [COLUMNS[i] for i in state.content]
    assert names == ["n", "style_sq", "topic_sq", "style_00", "style_01"]
    rows, outgrown = batch.to_pylist(), 0
    for a, key in enumerate(KEYS):
        mine = [r for r in rows if r["account"] == int(key) and r["slice"]]
        total, kept = dict.fromkeys(names, 0.0), None
        for epoch in sorted({r["epoch"] for r in mine}):
            if kept is None and total["n"] >= EARLY:
                kept = dict(total)
            for r in (r for r in mine if r["epoch"] == epoch):
                total = {name: total[name] + r[name] for name in names}
        assert (state.early_row[a] >= 0) == (kept is not None)
        if kept is not None:
            outgrown += 1
            assert state.early[state.early_row[a]].tolist() == list(kept.values())
    assert state.early_used == outgrown >= 3


def test_an_hour_is_never_divided():
    """Rows of an hour stand in the order of their kind of content, which is not one of time."""
    made = {"account": KEYS[[0, 0, 0]], "slice": np.array([1, 2, 3], np.int8),
            "epoch": np.array([5, 5, 5], np.int32)}  # fmt: skip
    made |= {name: np.full(3, 9, np.float32) for name in COLUMNS}
    state = State(KEYS, COLUMNS)
    state.add(pa.RecordBatch.from_pydict(made))
    assert state.early_used == 0
    later = made | {"epoch": np.array([6, 6, 6], np.int32)}
    state.add(pa.RecordBatch.from_pydict(later))
    assert state.early[state.early_row[0], 0] == 27


@pytest.mark.parametrize("cut", [0, 17, 60])
def test_room_for_first_exchanges_grows_by_need_alone(monkeypatch, cut):
    roomy = State(KEYS, COLUMNS)
    roomy.add(activity(80, 5))
    monkeypatch.setattr(state_module, "ROOM", 1)
    tight = State(KEYS, COLUMNS)
    tight.add(activity(80, 5).slice(0, cut))
    tight.add(activity(80, 5).slice(cut))
    used = roomy.early_used
    assert used == tight.early_used >= 3 and len(tight.early) in (4, 8)
    np.testing.assert_array_equal(tight.early[:used], roomy.early[:used])
    np.testing.assert_array_equal(tight.early_row, roomy.early_row)
    np.testing.assert_array_equal(tight.sums, roomy.sums)


def test_a_column_that_the_log_lacks_is_zero():
    state = State(KEYS, COLUMNS)
    state.add(activity(20, 3))
    assert not state.column(ALL, "sig_nothing").any()
    assert state.matrix(HARVEST, "style_0").shape == (5, 2)
    assert state.matrix(HARVEST, "nothing_").shape == (5, 0)


def test_an_account_that_did_nothing_stays_empty():
    keys = np.append(KEYS, np.uint64(2**63 + 1))
    state = State(keys, COLUMNS)
    state.add(activity(40, 4))
    assert not state.sums[:, -1].any() and not state.hours[:, -1].any()
    assert (state.last[:, -1] == -1).all()
