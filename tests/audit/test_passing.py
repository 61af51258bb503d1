"""That members were active for a day or two only is told where hardly anybody else was."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from stillwatch.audit.figures import Others
from stillwatch.audit.passing import passing

MEMBERS, OTHERS = np.arange(12), Others(np.arange(12, 112), "other accounts as active")
DAY = 24 * 20_000


def log(spans: list[int], came: list[int], others: int = 3, end: int = 20) -> Any:
    """Twelve members and a hundred others over 20 days, of which `others` for a day only.

    `spans` are the hours of the members' activity, `came` the days on which they began.
    """
    first, last = np.full((2, 112), DAY), np.full((2, 112), DAY + 24 * end)
    first[0, :12] = DAY + 24 * np.array(came)
    last[0, :12] = first[0, :12] + spans
    last[0, 12 : 12 + others] = DAY + 9
    return SimpleNamespace(engine=SimpleNamespace(state=SimpleNamespace(first=first, last=last)))


ROTATION = [n // 3 for n in range(12)]


def test_accounts_used_up_one_after_the_other_are_told_beside_others():
    fact = passing(log([9] * 11 + [200], ROTATION), MEMBERS, OTHERS)
    assert fact is not None and fact.speaks == "neither" and fact.weight == 0
    assert fact.name == "active for a day"
    assert fact.statement == (
        "11 of the 12 members sent all their exchanges within 24 hours and none in the last two "
        "days of the log; of other accounts as active 3 of 100 did. These came on 4 different "
        "days, at most 3 on one (UTC)."
    )
    assert fact.values["members"] == 11 and fact.values["most_on_one"] == 3


def test_two_days_are_told_where_one_does_not_fit():
    fact = passing(log([40] * 12, [0] * 12), MEMBERS, OTHERS)
    assert fact is not None and fact.name == "active for two days"
    assert "within 48 hours" in fact.statement
    assert fact.statement.endswith("All of these came on one day (UTC).")


@pytest.mark.parametrize(
    ("scene", "others"),
    [
        (log([9] * 5 + [200] * 7, ROTATION), OTHERS),
        (log([9] * 12, ROTATION, others=11), OTHERS),
        (log([9] * 12, [19] * 12), OTHERS),
        (log([9] * 12, ROTATION), Others(np.arange(12, 30), "other accounts")),
    ],
    ids=["few members", "others too", "the log ends", "hardly any others"],
)
def test_it_is_not_told_where_it_says_nothing(scene, others):
    assert passing(scene, MEMBERS, others) is None
