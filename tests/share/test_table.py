"""CSV: nothing in it is a formula to a spreadsheet or a command to a terminal."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from stillwatch.proof.share import source
from stillwatch.proof.share.table import COLUMNS, as_csv, cell


@pytest.mark.parametrize(
    "first", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＠", " =", "\u00a0="]
)
def test_a_formula_is_taken_for_text(first):
    assert cell(f"{first}1+1").startswith("'")


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text())
def test_no_cell_starts_a_formula_or_moves_a_cursor(text):
    made = cell(text)
    assert not made or made.lstrip()[:1] not in "=+-@|＝＋－＠"
    assert made.isprintable() or all(c.isprintable() or c.isspace() for c in made)
    assert not set(made) & set("\t\r\n\x1b\x00\u202e")


def test_a_table_reads_back(audit):
    shared = source.shareable(source.campaign(audit(), "c-1"), addresses=True)
    rows = list(csv.reader(io.StringIO(as_csv(shared))))
    assert tuple(rows[0]) == COLUMNS
    assert len(rows) == 1 + len(shared.indicators)
    assert ["user_agent", "'=HYPERLINK(\"x\") it's \\ a/1", "12", "0"] in [r[:4] for r in rows]
    assert all(len(row) == len(COLUMNS) for row in rows)
