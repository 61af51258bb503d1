"""Groups that are bet against: fixed members, fixed reference, days that began later alone."""

from __future__ import annotations

import numpy as np
import pytest

from stillwatch.detect.accounts.daily import Daily
from stillwatch.detect.campaigns.follow import DAY, REFERENCE, Followed

SIZE, DAYS = 500, 20
KEYS = np.sort(np.random.default_rng(0).integers(2**63, size=SIZE, dtype=np.uint64))
ABLE = np.ones(SIZE, bool)


def days(stops: np.ndarray | None = None) -> list[np.ndarray]:
    """Requests in all, after each day; some stop together after fifteen days."""
    rng = np.random.default_rng(1)
    requests = rng.poisson(6, (DAYS, SIZE)).astype(float)
    if stops is not None:
        requests[15:, stops] = 0
    return list(1 + requests.cumsum(axis=0))


NEVER = np.full(SIZE, -1)


def follow(group: Followed, totals: list[np.ndarray], moved: np.ndarray = NEVER) -> Followed:
    daily = Daily(SIZE)
    for number, total in enumerate(totals, start=1):
        daily.close(total)
        group.close(daily, np.where(moved < number * DAY, moved, -1), KEYS, number * DAY)
    return group


def test_members_that_stop_together_are_confirmed_and_others_are_not():
    members = np.arange(40, 60)
    stopping = follow(Followed.name(members, ABLE, KEYS, 10 * DAY), days(members))
    others = follow(Followed.name(members, ABLE, KEYS, 10 * DAY), days(np.arange(200, 220)))
    assert stopping.process.highest > np.log(1_000) > others.process.highest
    told = stopping.told()
    assert told["days"] == DAYS - 10 and told["members"] == 20
    assert told["highest_log_e"] >= told["log_e"] > np.log(1_000)


def test_members_that_move_to_a_model_together_are_confirmed_and_a_launch_for_all_is_not():
    members, rng = np.arange(40, 60), np.random.default_rng(3)
    slowly = (12 * DAY + rng.exponential(10 * DAY, SIZE)).astype(np.int64)
    together = slowly.copy()
    together[members] = 14 * DAY + rng.integers(0, DAY, 20)
    at_once = 14 * DAY + rng.integers(0, DAY, SIZE)
    before = np.where(np.isin(np.arange(SIZE), members), 8 * DAY, slowly)
    found = {
        name: follow(Followed.name(members, ABLE, KEYS, 10 * DAY), days(), moved).process.highest
        for name, moved in {
            "together": together, "slowly": slowly, "at once": at_once, "before": before,
        }.items()
    }  # fmt: skip
    assert found.pop("together") > np.log(1_000)
    assert max(found.values()) < np.log(20), found


def test_members_are_never_their_own_reference_and_the_rest_is_drawn():
    members = np.arange(0, SIZE, 3)
    group = Followed.name(members, ABLE, KEYS, 0)
    assert not set(group.members.tolist()) & set(group.reference.tolist())
    assert len(group.reference) == SIZE - len(members)
    many = np.sort(np.random.default_rng(2).integers(2**63, size=9_000, dtype=np.uint64))
    few = Followed.name(np.arange(5), np.ones(9_000, bool), many, 0)
    assert len(few.reference) == REFERENCE
    # who is drawn goes by an account's own key: a longer list changes nothing about the others
    fewer = Followed.name(np.arange(5), np.arange(9_000) < 6_000, many, 0)
    drawn = set(few.reference[few.reference < 6_000].tolist())
    assert drawn <= set(fewer.reference.tolist())


def test_whoever_comes_later_is_in_no_reference():
    able = ABLE.copy()
    able[300:] = False
    group = Followed.name(np.arange(5), able, KEYS, 0)
    able[:] = True
    assert group.reference.max() < 300


@pytest.mark.parametrize(("since", "bets"), [(5 * DAY, 15), (5 * DAY + 1, 14), (6 * DAY, 14)])
def test_a_day_that_had_begun_is_not_bet_on(since, bets):
    group = follow(Followed.name(np.arange(10), ABLE, KEYS, since), days())
    assert group.process.epochs == bets


def test_capital_goes_on_with_the_group_that_takes_its_place():
    members = np.arange(40, 60)
    first = follow(Followed.name(members, ABLE, KEYS, 10 * DAY), days(members))
    won = first.process.log_e
    again = Followed.name(np.arange(30, 60), ABLE, KEYS, DAYS * DAY, first.process)
    assert again.process.log_e == won and len(again.members) == 30


def test_without_anybody_to_compare_with_nothing_is_said():
    group = follow(Followed.name(np.arange(10), np.zeros(SIZE, bool), KEYS, 0), days(np.arange(10)))
    assert group.process.log_e == pytest.approx(0.0)
