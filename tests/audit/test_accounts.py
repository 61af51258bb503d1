"""The table of accounts."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from stillwatch.audit.accounts import _formed, _of_user, _row, _Units, whole
from stillwatch.detect.cohorts import join


@pytest.mark.parametrize(
    ("levels", "level"),
    [
        ([3], 3),
        ([0, 2], 0),  # half of a reseller's customers
        ([2] * 78 + [0] * 62, 0),
        ([2] * 9 + [0], 2),
        ([3] * 50 + [2] * 45 + [0] * 5, 2),
        ([2] * 89 + [0] * 11, 0),
    ],
    ids=["one", "half", "most", "nine in ten", "mixed", "nearly"],
)
def test_a_reseller_is_flagged_when_nearly_all_of_its_end_users_are(levels, level):
    assert whole(np.array(levels)) == level


def test_what_is_said_of_an_end_user_names_it_and_stays_short():
    said = _of_user(
        "u-1", ["It shares one card", "62% of its 8 requests read like a harvest"], False
    )
    assert said == [
        "Its end user u-1, which looks most like a harvest of them: it shares one card",
        "Its end user u-1: 62% of its 8 requests read like a harvest",
    ]
    assert _of_user("u-1", [], True) == []
    said = _of_user(
        None, ["It shares one card", "62% of its 8 requests read like a harvest"], False
    )
    assert said == [
        "Its traffic that names no end user, which looks most like a harvest of all that it "
        "passes on: it shares one card",
        "Its traffic that names no end user: 62% of its 8 requests read like a harvest",
    ]
    (said,) = _of_user("u-1", ["It shares one card"], True)
    assert "looks most like a harvest of those with 3 harvest-like requests or more: it" in said


def test_of_a_reseller_the_end_user_that_can_be_measured_is_told_of():
    units = _Units(3)
    units.log_e[:], units.like[:], units.n[:] = [4.0, 1.0, 0.5], [2, 5, 9], [14, 20, 30]
    units.reasons = {n: [f"It is {n}"] for n in range(3)}
    users = {0: "few", 1: "some", 2: "others"}
    row = _row("shop", [0, 1, 2], units, users, None)
    assert row["log_e"] == 1.0 and "Its end user some, which looks" in str(row["reasons"])
    units.severity[0] = 1
    assert _row("shop", [0, 1, 2], units, users, None)["log_e"] == 4.0, "named by a campaign"


def test_what_could_be_read_of_an_account_is_counted():
    units = _Units(2)
    units.n[:], units.text[:] = [14, 20], [3, 0]
    assert _row("shop", [0, 1], units, {0: None, 1: "u"}, None)["with_text"] == 3
    assert _row("other", [1], units, {1: None}, None)["with_text"] == 0


def test_groups_that_formed_around_an_account_count_once_though_several_end_users_are_in_one():
    def engine(*groups: list[int]) -> Any:
        cohorts = join([np.array(group) for group in groups])
        keys = np.arange(5, dtype=np.uint64)
        return SimpleNamespace(
            view=SimpleNamespace(cohorts=cohorts), population=SimpleNamespace(keys=keys)
        )

    shop, others = [1, 2, 4], [[0], [3]]
    assert _formed(engine([0, 1, 2], [1, 4], [2, 3]), [shop, *others]) == [3, 1, 1]
    assert _formed(engine(), [shop, *others]) == [0, 0, 0]
