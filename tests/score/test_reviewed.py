"""Precision by verdicts: exact, and honest about what it is not."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from scipy.stats import binomtest

from stillwatch.cli.score import command
from stillwatch.contract.verdicts import append, snapshot
from stillwatch.core.errors import InputError, UsageError
from stillwatch.score.reviewed import gather, judge


def audit(folder: Path, levels: dict[str, str]) -> Path:
    rows: list[dict[str, Any]] = [
        {"id": name, "severity": level, "detected_at": "2026-03-01T00:00:00Z", "accounts": [name]}
        for name, level in levels.items()
    ]
    folder.mkdir()
    (folder / "campaigns.json").write_text(json.dumps({"version": 1, "campaigns": rows}))
    return folder


def say(folder: Path, name: str, word: str, level: str = "likely", day: int = 1) -> None:
    held = {"id": name, "severity": level, "accounts": [name], "guarantee": {}}
    append(folder, snapshot(held, word, f"2026-03-{day:02d}T00:00:00Z"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    names = {f"c-{i}": "likely" for i in range(8)} | {"c-x": "confirmed", "c-w": "watch"}
    made = audit(tmp_path / "a", names)
    for number, word in enumerate(["true"] * 5 + ["false", "licensed"]):
        say(made, f"c-{number}", word)
    say(made, "c-x", "true", "confirmed")
    return made


def test_precision_is_true_among_true_and_false_with_its_exact_interval(folder: Path) -> None:
    found = judge([folder])
    by_level = {row.level: row for row in found.levels}
    likely, both = by_level["likely"], by_level["likely or confirmed"]
    assert (likely.true, likely.false, likely.licensed) == (5, 1, 1)
    assert likely.precision == 5 / 6
    exact = binomtest(5, 6).proportion_ci(0.95, "exact")
    assert (likely.low, likely.high) == pytest.approx((exact.low, exact.high))
    assert (both.true, both.false, both.reported, both.unreviewed) == (6, 1, 9, 1)
    watch = by_level["watch"]
    assert (watch.precision, watch.low, watch.reported, watch.unreviewed) == (None, None, 1, 1)
    assert (found.verdicts, found.revised, found.vanished) == (8, 0, ())


def test_the_last_word_counts_and_a_change_is_said(folder: Path) -> None:
    say(folder, "c-0", "false", day=2)
    found = judge([folder])
    assert found.revised == 1 and found.verdicts == 8
    assert {row.level: row.false for row in found.levels}["likely"] == 2


def test_a_campaign_of_two_audits_counts_once(folder: Path, tmp_path: Path) -> None:
    other = audit(tmp_path / "b", {"c-0": "confirmed", "c-new": "likely"})
    (other / "verdicts.jsonl").write_bytes((folder / "verdicts.jsonl").read_bytes())
    say(other, "c-new", "false", day=3)
    found = judge([folder, other])
    assert (found.audits, found.verdicts) == (2, 9)
    row = found.levels[-2]
    assert (row.true, row.false) == (6, 2)
    assert row.reported == 10


def test_a_verdict_on_what_is_gone_stays_and_is_said(folder: Path) -> None:
    (folder / "campaigns.json").write_text('{"version": 1, "campaigns": []}')
    found = judge([folder])
    assert len(found.vanished) == 8
    assert found.levels[1].true == 5


def test_the_command_says_that_it_is_no_recall(folder: Path) -> None:
    done = CliRunner().invoke(command, ["--verdicts", str(folder)], catch_exceptions=False)
    assert done.exit_code == 0
    out = " ".join(done.output.split())
    assert "8 campaigns reviewed in 1 audit" in out and "83.3 %" in out
    assert "It is not recall" in out
    told = json.loads(CliRunner().invoke(command, ["--verdicts", str(folder), "--json"]).output)
    assert told["levels"][1]["true"] == 5


def test_a_folder_that_is_not_there_is_no_folder_without_verdicts(folder: Path) -> None:
    with pytest.raises(InputError, match="typo: no such folder"):
        gather([folder, folder.parent / "typo"])


def test_without_verdicts_or_an_audit_there_is_one_clear_line(tmp_path: Path) -> None:
    made = audit(tmp_path / "a", {"c-1": "likely"})
    with pytest.raises(UsageError, match="no verdict in"):
        judge([made])
    with pytest.raises(InputError, match="no such folder"):
        judge([tmp_path / "missing"])
    (tmp_path / "empty").mkdir()
    with pytest.raises(InputError, match=r"campaigns\.json: missing"):
        judge([tmp_path / "empty"])
    with pytest.raises(UsageError, match="give TRUTH and AUDIT"):
        CliRunner().invoke(command, [str(made)], catch_exceptions=False)


def test_groups_of_the_queue_have_a_row_of_their_own(folder: Path) -> None:
    review = [
        {"group": f"g-{n}", "accounts": [f"g-{n}"], "severity": "none", "log_odds_harvest": -0.5}
        for n in range(3)
    ]
    (folder / "summary.json").write_text(json.dumps({"review": review}))
    for row, word in zip(review, ("true", "false"), strict=False):
        append(folder, snapshot(row, word, "2026-03-01T00:00:00Z"))
    found = judge([folder])
    below = found.levels[-1]
    assert (below.level, below.true, below.false, below.reported) == ("none", 1, 1, 3)
    assert (below.unreviewed, found.vanished, found.verdicts) == (1, (), 10)
    told = CliRunner().invoke(command, ["--verdicts", str(folder)], catch_exceptions=False)
    assert "below watch" in told.output and "8 campaigns and 2 groups reviewed" in told.output
    assert {v.log_odds for v in gather([folder]) if v.campaign.startswith("g-")} == {-0.5}
    (folder / "summary.json").write_text(json.dumps({"review": review[1:]}))
    told = CliRunner().invoke(command, ["--verdicts", str(folder)], catch_exceptions=False)
    words = " ".join(told.output.split())
    assert "1 verdict on campaigns or groups that are no longer reported: g-0" in words
