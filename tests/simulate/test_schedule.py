from __future__ import annotations

import numpy as np
import pytest

from stillwatch.simulate.rhythm import Rhythms, fit, tokens
from stillwatch.simulate.schedule import Schedule, mean_turns
from stillwatch.simulate.stream import Stream, Style

DAY = 86_400.0


def stream(rate=10.0, start=0.0, end=1e9, rhythm=0, gap_shape=1.0, day_shape=1e6, **style):
    how = Style((("chat.en", 1.0),), **{"one_shot": 1.0, **style})
    return Stream(0, how, rate, start, end, rhythm, gap_shape, day_shape, (), ("a", "b"), 1e9)


def days(streams, n, rhythms=None, seed=0):
    table = rhythms or Rhythms()
    if rhythms is None:
        table.human(0.0, 0)
    schedule = Schedule(streams, table.table(), [seed])
    return [schedule.day(d) for d in range(n)]


@pytest.mark.parametrize("gap_shape", [0.2, 1.0, 4.0])
def test_a_stream_keeps_its_rate_whatever_its_bursts(gap_shape):
    found = days([stream(rate=6.0, gap_shape=gap_shape)] * 400, 5)
    mean = sum(len(f.time) for f in found) / (400 * 5)
    assert mean == pytest.approx(6.0, rel=0.1)


def test_a_conversation_of_several_turns_counts_as_several_exchanges():
    talkative = stream(rate=9.0, one_shot=0.5, turns=5.0)
    assert mean_turns(talkative) == 3.0
    found = days([talkative] * 300, 3)
    assert sum(len(f.time) for f in found) / 900 == pytest.approx(3.0, rel=0.1)


def test_gaps_have_the_variation_of_their_shape():
    for shape in (0.3, 1.0, 3.0):
        found = days([stream(rate=400.0, gap_shape=shape)], 20, seed=3)
        gaps = np.diff(np.concatenate([f.time for f in found]))
        assert gaps.std() / gaps.mean() == pytest.approx(shape**-0.5, rel=0.12)


def test_nothing_happens_outside_a_streams_life():
    found = days([stream(start=0.4 * DAY, end=1.3 * DAY, rate=200.0)], 3)
    times = np.concatenate([f.time for f in found])
    assert len(times) > 100
    assert times.min() >= 0.4 * DAY and times.max() < 1.3 * DAY


def test_times_come_in_order_and_on_their_day():
    for number, found in enumerate(days([stream(rate=50.0)] * 20, 3)):
        assert (np.diff(found.time) >= 0).all()
        assert ((found.time >= number * DAY) & (found.time < (number + 1) * DAY)).all()


def test_a_night_job_runs_at_its_hours():
    rhythms = Rhythms()
    row = rhythms.night(22, 3)
    (found,) = days([stream(rate=300.0, rhythm=row)], 1, rhythms)
    hours = (found.time // 3600 % 24).astype(int)
    assert np.isin(hours, [22, 23, 0]).mean() > 0.95


def test_rhythms_average_one_and_are_shared():
    rhythms = Rhythms()
    assert rhythms.human(1.0, 3) == rhythms.human(1.0, 3) != rhythms.human(1.0, 4)
    rhythms.office(1.2, -5)
    assert rhythms.table().mean(1) == pytest.approx(np.ones(3))


def test_day_to_day_variation_follows_its_shape():
    found = days([stream(rate=200.0, day_shape=2.0)] * 200, 4)
    counts = np.array([np.bincount(f.stream, minlength=200) for f in found])
    assert counts.std() / counts.mean() == pytest.approx(2.0**-0.5, rel=0.15)


def test_the_shipped_fit_is_whole():
    shipped = fit()
    assert len(shipped["hour_of_week"]) == 168
    assert np.mean(shipped["hour_of_week"]) == pytest.approx(1.0, abs=0.01)
    for kind in ("chat", "code", "reasoning"):
        values = tokens(kind, np.linspace(0, 1, 9))
        assert (np.diff(values) >= 0).all() and values[0] > 0


def test_no_stream_no_conversation():
    assert len(days([], 1)[0].time) == 0
