"""The table of accounts."""

from __future__ import annotations

import numpy as np
import pytest

from stillwatch.audit.accounts import whole


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
