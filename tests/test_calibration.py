"""What groups of like odds turned out to be."""

from __future__ import annotations

import json
from importlib.resources import files
from itertools import pairwise

import msgspec
import numpy as np

from stillwatch.audit.guarantee import borne_out
from stillwatch.calibration import band

TABLE = json.loads(files("stillwatch").joinpath("models/calibration.json").read_text())


def test_every_odds_have_one_band():
    assert TABLE[0]["above"] is None and TABLE[-1]["below"] is None
    assert all(a["below"] == b["above"] for a, b in pairwise(TABLE))
    assert all(0 <= row["harvests"] <= row["groups"] > 0 for row in TABLE)


def test_a_band_holds_its_lower_end_and_not_its_upper():
    for edge in (row["below"] for row in TABLE[:-1]):
        assert band(np.nextafter(edge, -np.inf)).below == edge == band(edge).above
    assert band(-1e9).above is None and band(1e9).below is None


def test_nothing_is_cited_where_other_trees_judge():
    assert borne_out(1.5, np.zeros(3))["calibration"] == msgspec.to_builtins(band(1.5))
    assert borne_out(1.5, np.array([0.0, np.nan])) == {}


def test_harvests_are_commoner_where_odds_are_higher():
    """Or the odds would order nothing: the lower half against the upper."""
    low, high = (
        sum(row["harvests"] for row in half) / sum(row["groups"] for row in half)
        for half in (TABLE[:4], TABLE[4:])
    )
    assert low < high
