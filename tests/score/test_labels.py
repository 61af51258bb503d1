"""A firm's own labels: what is read, what is refused, and what is measured by them."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from stillwatch.cli._known import read_known
from stillwatch.core.errors import InputError
from stillwatch.score.audit import Audit, FoundCampaign, FoundUnit
from stillwatch.score.compute import score
from stillwatch.score.truth import Truth, Unit

CSV = """Account, campaign ,population,end_user,licensed
a,,,,
b,ring one,,,no
c,ring one,,,
r,,resold,u1,
r,ring two,,u2,
d,,,,yes
e,,licensed,,
"""
ROWS = [
    {"account": "a", "campaign": None},
    {"account": "b", "campaign": "ring one"},
    {"account": "c", "campaign": "ring one"},
    {"account": "r", "end_user": "u1", "campaign": "", "population": "resold"},
    {"account": "r", "end_user": "u2", "campaign": "ring two"},
    {"account": "d", "campaign": None, "licensed": True},
    {"account": "e", "campaign": None, "population": "licensed"},
]


def labels(tmp_path: Path, text: str, name: str = "labels.csv") -> Truth:
    (tmp_path / name).write_text(text)
    return read_known(tmp_path / name)


def test_a_table_of_labels_is_read(tmp_path: Path) -> None:
    truth = labels(tmp_path, CSV)
    assert {u: row.campaign for u, row in truth.units.items()} == {
        Unit("a"): None, Unit("b"): "ring one", Unit("c"): "ring one", Unit("r", "u1"): None,
        Unit("r", "u2"): "ring two", Unit("d"): None,
        Unit("e"): None,
    }  # fmt: skip
    assert [row.population for row in truth.units.values()] == [
        "innocent", "campaign", "campaign", "resold", "campaign", "innocent", "licensed",
    ]  # fmt: skip
    assert [u.account for u, row in truth.units.items() if row.licensed] == ["d", "e"]
    assert list(truth.campaigns) == ["ring one", "ring two"]


def test_every_form_says_the_same(tmp_path: Path) -> None:
    truth = labels(tmp_path, CSV)
    every = {name: None for row in ROWS for name in row}
    pq.write_table(pa.Table.from_pylist([every | row for row in ROWS]), tmp_path / "labels.parquet")
    assert read_known(tmp_path / "labels.parquet") == truth
    lines = "".join(f"{json.dumps(row)}\n" for row in ROWS)
    assert labels(tmp_path, lines, "labels.jsonl") == truth


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "empty"),
        ("account,campaign\n", "no labels"),
        ("account,end_user\na,\n", "no column is called campaign.*"),
        ("name,campaign\na,\n", "no column is called account"),
        ("account,campaign\na,\na,x\n", ":3: .*there twice"),
        ("account,campaign\n,x\n", ":2: .*account is empty"),
        ("account,campaign,licensed\na,,perhaps\n", ":2: .*licensed"),
        ("account,campaign,severity,first_flagged_at\na,,none,\n", "what an audit wrote"),
        ("account,Campaign,campaign\na,x,\n", "two columns"),
        ("account,campaign\na,benign\n", ":2: .*leave it empty"),
        ("account,campaign\na,None\n", ":2: .*leave it empty"),
        ("account,campaign\na\n", ":2: .*fewer fields"),
    ],
)
def test_bad_labels_are_one_line(tmp_path: Path, text: str, words: str) -> None:
    with pytest.raises(InputError) as caught:
        labels(tmp_path, text)
    said = str(caught.value)
    assert "labels.csv" in said and "\n" not in said
    assert re.search(words, said), said


def test_text_that_no_output_could_hold_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r":2: .*no valid Unicode"):
        labels(tmp_path, '{"account": "a", "campaign": ""}\n'
               '{"account": "b", "campaign": "\\ud800"}\n', "labels.jsonl")  # fmt: skip


def test_a_column_of_nothing_but_numbers_names_no_campaign(tmp_path: Path) -> None:
    table = pa.table({"account": ["a"], "campaign": pa.array([float("nan")])})
    pq.write_table(table, tmp_path / "labels.parquet")
    assert not read_known(tmp_path / "labels.parquet").campaigns


def test_what_is_known_of_some_accounts_is_measured_and_no_more(tmp_path: Path) -> None:
    """When a campaign began is not known: no hours, and no share taken."""
    at = datetime(2026, 3, 1, tzinfo=UTC)
    likely, nothing = FoundUnit(2, at), FoundUnit(0, None)
    units = {Unit("a"): nothing, Unit("b"): likely, Unit("c"): nothing, Unit("z"): likely}
    found = FoundCampaign("f", 2, frozenset({Unit("b"), Unit("z")}), at)
    result = score(labels(tmp_path, CSV), Audit(units, (found,)))
    assert result.overall.recall == pytest.approx(1 / 3)
    assert result.overall.precision == 1.0
    assert (result.unlabelled, result.unlabelled_flagged) == (1, 1)
    one = next(row for row in result.campaigns if row.campaign == "ring one")
    assert one.detected_at == "2026-03-01T00:00:00Z"
    assert (one.hours_to_detect, one.taken_at_detection, one.exchanges) == (None, None, 0)
