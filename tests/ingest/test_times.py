"""Times: every legal spelling gives the same moment, and nothing is guessed."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from stillwatch.ingest.times import parse_times

NOON = datetime(2026, 3, 2, 12, 0, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    "value",
    [
        *("2026-03-02T12:00:05Z", "2026-03-02t12:00:05z", "2026-03-02 12:00:05Z"),
        *("2026-03-02T12:00:05.000Z", "2026-03-02T12:00:05.000000000Z"),
        *("2026-03-02T12:00:05+00:00", "2026-03-02T13:30:05+01:30", "2026-03-02T04:00:05-0800"),
        *(" 2026-03-02T12:00:05Z ", NOON.timestamp(), int(NOON.timestamp())),
    ],
)
def test_spellings_of_one_moment(value: str | float) -> None:
    assert parse_times([value]).to_pylist() == [NOON]
    # and beside other kinds and failures, which take another way
    assert parse_times([value, None, "junk", 5.0])[0].as_py() == NOON


@pytest.mark.parametrize(
    "value",
    [
        *("", "junk", "2026-03-02", "2026-03-02T12:00:05", "2026-02-30T12:00:05Z", "12:00:05Z"),
        *("2026-13-02T12:00:05Z", "2026-03-02T25:00:05Z", "1999-12-31T23:59:59Z", "\u0662"),
        *("2100-01-01T00:00:00Z", "0000-00-00T00:00:00Z", "+999999-01-01T00:00:00Z", "\ud800"),
        *(-1, 0, 1e12, 1.77e15, float("nan"), float("inf"), 10**30, True, None, [], "1770000000"),
    ],
)
def test_no_time(value: object) -> None:
    assert parse_times([value]).to_pylist() == [None]  # type: ignore[list-item]


def test_leap_second_is_the_last_of_its_minute() -> None:
    expected = datetime(2026, 6, 30, 23, 59, 59, tzinfo=UTC)
    assert parse_times(["2026-06-30T23:59:60Z"]).to_pylist() == [expected]
    assert parse_times(["2026-06-30T12:60:00Z"]).to_pylist() == [None]


def test_few_bad_ones_among_many_are_found() -> None:
    values: list[str | int | float | None] = ["2026-03-02T12:00:05Z"] * 1000
    values[7] = values[500] = values[999] = "junk"
    found = parse_times(values).to_pylist()
    assert [i for i, moment in enumerate(found) if moment is None] == [7, 500, 999]
    assert set(found) == {None, NOON}


@given(
    st.datetimes(datetime(2000, 1, 2), datetime(2099, 12, 30)),
    st.integers(-14 * 60, 14 * 60),
)
def test_round_trip(moment: datetime, offset: int) -> None:
    local = moment.replace(tzinfo=timezone(timedelta(minutes=offset)))
    assert parse_times([local.isoformat()]).to_pylist() == [local.astimezone(UTC)]


@given(st.integers(946_684_800_000_000, 4_102_444_799_999_999))
def test_seconds_keep_their_microseconds(micros: int) -> None:
    found = parse_times([micros / 1e6]).cast(pa.int64())[0].as_py()
    assert abs(found - micros) <= 1  # a float of this size has steps of 0.24 to 0.48 µs


@pytest.mark.parametrize(
    "array",
    [
        pa.array([NOON], pa.timestamp("us", "UTC")),
        pa.array([NOON], pa.timestamp("ns", "Europe/Berlin")),
        pa.array([NOON.replace(tzinfo=None)], pa.timestamp("ms")),
        pa.array([NOON.timestamp()], pa.float64()),
        pa.array([int(NOON.timestamp())], pa.int64()),
        pa.array(["2026-03-02T12:00:05Z"], pa.large_string()),
    ],
)
def test_arrow_columns(array: pa.Array) -> None:
    assert parse_times(array).to_pylist() == [NOON]


def test_arrow_columns_without_times() -> None:
    assert parse_times(pa.array([[1]])).to_pylist() == [None]
    assert parse_times(pa.array([float("nan"), 2.0**60, None], pa.float64())).null_count == 3
