"""What groups of like odds turned out to be."""

from __future__ import annotations

import json
from importlib.resources import files
from itertools import pairwise

import msgspec
import numpy as np
import pytest

from stillwatch.audit.guarantee import borne_out
from stillwatch.contract.settings import Settings
from stillwatch.detect.calibration import band

ROWS = json.loads(files("stillwatch.detect").joinpath("models/calibration.json").read_text())
SIZES = {None: 8_000, 2_500: 2_499}
"""Sizes of firms that rows are of, and accounts of one such firm."""
TABLES = {below: [row for row in ROWS if row["accounts_below"] == below] for below in SIZES}


def test_there_is_a_table_for_each_size_of_firm():
    assert {row["accounts_below"] for row in ROWS} == set(SIZES)
    assert Settings.usual_firm in SIZES, "where less is asked of a group"


@pytest.mark.parametrize("table", TABLES.values(), ids=str)
def test_every_odds_have_one_band(table):
    assert table[0]["above"] is None and table[-1]["below"] is None
    assert all(a["below"] == b["above"] for a, b in pairwise(table))
    assert all(0 <= row["harvests"] <= row["groups"] > 0 for row in table)


@pytest.mark.parametrize("below", SIZES)
def test_a_band_holds_its_lower_end_and_not_its_upper(below):
    accounts = SIZES[below]
    for edge in (row["below"] for row in TABLES[below][:-1]):
        under, over = band(np.nextafter(edge, -np.inf), accounts), band(edge, accounts)
        assert under.below == edge == over.above
        assert under.accounts_below == over.accounts_below == below
    assert band(-1e9, accounts).above is None and band(1e9, accounts).below is None


def test_nothing_is_cited_where_other_trees_judge():
    said = borne_out(1.5, np.zeros(3), 8_000)
    assert msgspec.to_builtins(said) == msgspec.to_builtins(band(1.5, 8_000))
    assert borne_out(1.5, np.array([0.0, np.nan]), 8_000) is None


@pytest.mark.parametrize("table", TABLES.values(), ids=str)
def test_harvests_are_commoner_where_odds_are_higher(table):
    """Or the odds would order nothing: the lower half against the upper."""
    low, high = (
        sum(row["harvests"] for row in half) / sum(row["groups"] for row in half)
        for half in (table[:4], table[4:])
    )
    assert low < high
