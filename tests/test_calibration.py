"""What groups of like odds turned out to be."""

from __future__ import annotations

import json
from importlib.resources import files
from itertools import pairwise

import numpy as np
import pytest

from stillwatch.audit.guarantee import borne_out
from stillwatch.calibration import band

TABLES = json.loads(files("stillwatch").joinpath("models/calibration.json").read_text())


@pytest.mark.parametrize("name", ["whole", "lacking"])
def test_every_odds_have_one_band(name):
    rows = TABLES[name]
    assert rows[0]["above"] is None and rows[-1]["below"] is None
    assert all(a["below"] == b["above"] for a, b in pairwise(rows))
    assert all(0 <= row["harvests"] <= row["groups"] for row in rows)


def test_a_band_holds_its_lower_end_and_not_its_upper():
    edges = [row["below"] for row in TABLES["whole"][:-1]]
    for edge in edges:
        below, at = band(np.nextafter(edge, -np.inf)), band(edge)
        assert below is not None and at is not None
        assert below.below == edge == at.above
    low, high = band(-1e9), band(1e9)
    assert low is not None and high is not None
    assert low.above is None and high.below is None


def test_logs_that_lack_something_are_measured_apart():
    whole, lacks = np.zeros(3), np.array([0.0, np.nan, 1.0])
    said = [borne_out(1.5, effects).get("calibration") for effects in (whole, lacks)]
    assert said[0] == next(row for row in TABLES["whole"] if row["above"] == 1.0)
    expected = next(row for row in TABLES["lacking"] if row["above"] == 1.0)
    assert said[1] == (expected if expected["groups"] else None)


def test_harvests_are_commoner_where_odds_are_higher():
    """Or the odds would order nothing: the lower half against the upper."""
    for rows in TABLES.values():
        low, high = (
            [sum(row[k] for row in half) for k in ("harvests", "groups")]
            for half in (rows[:4], rows[4:])
        )
        assert low[0] * max(high[1], 1) <= high[0] * max(low[1], 1)
