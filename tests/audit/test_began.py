"""When a campaign began, whatever its members asked before."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from stillwatch.audit.began import HOUR, began
from stillwatch.audit.rounding import stamp

MEMBERS = 20


def told(
    moments: np.ndarray, who: np.ndarray, detected: int | None = None, first: int = 0
) -> float:
    """Hour at which a campaign is said to have begun; moments in hours."""
    asked = (moments * HOUR).astype(np.int64)
    people: Any = [
        SimpleNamespace(since=stamp(int(asked[who == member].min()))) for member in np.unique(who)
    ]
    found = began(people, detected, asked, who.astype(np.uint64), first)
    return float(np.datetime64(found.rstrip("Z")).astype("datetime64[us]").astype(np.int64)) / HOUR


def even(draw: np.random.Generator, begin: float, end: float, a_day: float) -> Any:
    """Requests of each member at an even pace, and whose they are."""
    count = draw.poisson(a_day * (end - begin) / 24, MEMBERS)
    who = np.repeat(np.arange(MEMBERS), count)
    return draw.uniform(begin, end, len(who)), who


@pytest.mark.parametrize("cover", [0.02, 0.3, 1.0])
def test_what_members_asked_before_is_not_their_harvest(cover):
    draw = np.random.default_rng(3)
    before, owners = even(draw, 0, 480, cover)  # of each a day, since the log began
    harvest, members = even(draw, 144, 480, 4.0)
    moments, who = np.concatenate([before, harvest]), np.concatenate([owners, members])
    assert np.sort(before)[len(before) // 20] < 40
    for detected in (None, 240):
        assert abs(told(moments, who, detected) - 144) < 12


def test_who_comes_one_after_the_other_began_with_the_first_few():
    draw = np.random.default_rng(4)
    parts = [(draw.uniform(96 + 8 * n, 480, 60), np.full(60, n)) for n in range(MEMBERS)]
    moments, who = (np.concatenate(part) for part in zip(*parts, strict=True))
    stray = np.array([5.0, 40.0])
    found = told(np.concatenate([stray, moments]), np.concatenate([[18, 19], who]))
    assert 96 <= found < 136  # when half of them have begun it is hour 176


def test_a_flood_of_one_member_is_no_rise():
    draw = np.random.default_rng(5)
    harvest, members = even(draw, 72, 480, 2.0)
    flood = 300 + draw.uniform(0, 2, 4000)
    moments = np.concatenate([harvest, flood])
    who = np.concatenate([members, np.zeros(len(flood), np.int64)])
    assert 72 <= told(moments, who) < 84


def test_what_ran_since_the_log_began_is_told_so():
    draw = np.random.default_rng(6)
    moments, who = even(draw, 0, 480, 3.0)
    night = (moments % 24 > 7) | (draw.random(len(moments)) < 0.05)  # the first day rises too
    for some in (np.ones(len(moments), bool), night):
        assert told(moments[some], who[some]) < 24


def test_where_little_was_asked_one_in_twenty_of_those_had_begun_who_began_before_the_alarm():
    first = np.array([24.0, *(120.0 + np.arange(39) / 100)])
    who = np.arange(40)
    assert told(first[:4], who[:4]) == 24
    assert told(first, who, 24 * 2) == 24  # who came later than the alarm does not move it
    assert 119 < told(first, who) < 121
