"""`stillwatch score` as a user runs it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from stillwatch.cli.main import cli

Write = Callable[..., Path]
HOUR = 490_000  # 2025-11-24T16:00:00Z, in hours since 1970


@pytest.fixture
def folders(write_truth: Write, write_audit: Write, tmp_path: Path) -> tuple[str, str]:
    accounts = [
        {"account": f"g{i}", "population": "university", "campaign": None} for i in range(20)
    ]
    accounts += [{"account": f"b{i}", "population": "chat", "campaign": "c1"} for i in range(4)]
    campaigns = [{"campaign": "c1", "accounts": 4, "taken": [[HOUR, 1], [HOUR + 5, 3]]}]
    truth = write_truth(tmp_path / "truth", accounts, campaigns)
    severities = {f"g{i}": "none" for i in range(20)} | {f"b{i}": "likely" for i in range(3)}
    found = [{"id": "f1", "accounts": ["b0", "b1", "b2"]}]
    return str(truth), str(write_audit(tmp_path / "audit", severities, found))


def test_json_and_out_agree(folders: tuple[str, str], tmp_path: Path) -> None:
    out = tmp_path / "score.json"
    result = CliRunner().invoke(cli, ["score", *folders, "--json", "--out", str(out)])
    assert result.exit_code == 0
    figures = json.loads(result.stdout)
    assert figures == json.loads(out.read_text())
    assert out.stat().st_mode & 0o777 == 0o600
    assert figures["overall"]["recall"] == 0.75
    assert figures["campaigns"][0]["taken_at_detection"] == 0.25
    assert figures["missing"] == 1


def test_tables_name_campaign_and_population(folders: tuple[str, str]) -> None:
    result = CliRunner(env={"COLUMNS": "140"}).invoke(cli, ["score", *folders])
    assert result.exit_code == 0
    for words in ("c1", "university", "recall 75.0 %", "counted as not flagged"):
        assert words in result.stdout


def test_names_are_neither_markup_nor_commands_of_a_terminal(
    folders: tuple[str, str], tmp_path: Path
) -> None:
    truth = Path(folders[0])
    told = (truth / "truth.json" if truth.is_dir() else truth).read_text()
    other = tmp_path / "other.json"
    other.write_text(told.replace('"c1"', '"[/red]c1"').replace('"university"', '"\\u001b[31mx"'))
    result = CliRunner(env={"COLUMNS": "140"}).invoke(cli, ["score", str(other), folders[1]])
    assert result.exit_code == 0
    assert "[/red]c1" in result.stdout and "?[31mx" in result.stdout
    assert "\x1b[31m" not in result.stdout


def test_prevalence_is_settable(folders: tuple[str, str]) -> None:
    result = CliRunner().invoke(cli, ["score", *folders, "--json", "--prevalence", "0.1"])
    assert json.loads(result.stdout)["overall"]["prevalence"] == 0.1


@pytest.mark.parametrize("given", ["nan", "0", "1"])
def test_a_prevalence_is_a_share(folders: tuple[str, str], given: str) -> None:
    assert CliRunner().invoke(cli, ["score", *folders, "--prevalence", given]).exit_code == 2


@pytest.mark.parametrize("swap", ["truth", "audit", "out"])
def test_bad_input_is_one_line_and_status_2(
    folders: tuple[str, str], tmp_path: Path, swap: str
) -> None:
    nowhere = str(tmp_path / "nowhere" / "x")
    truth, audit = folders
    args = {
        "truth": [nowhere, audit],
        "audit": [truth, nowhere],
        "out": [truth, audit, "--out", nowhere],
    }
    result = CliRunner().invoke(cli, ["score", *args[swap]])
    assert result.exit_code == 2
    assert result.stderr.startswith("stillwatch: error: ")
    assert result.stderr.count("\n") == 1
    assert "nowhere" in result.stderr


def test_a_truth_of_another_world_is_said_before_any_figure(
    folders: tuple[str, str], write_audit: Write, tmp_path: Path
) -> None:
    run = CliRunner(env={"COLUMNS": "200"}).invoke
    other = write_audit(tmp_path / "other", {f"x{i}": "none" for i in range(9)} | {"g0": "none"})
    said = run(cli, ["score", folders[0], str(other)]).stdout
    wanted = "note: the truth and the audit hardly belong together: of 24 accounts of the truth the"
    assert said.startswith(f"{wanted} audit has 1.") and said.count("hardly belong together") == 1
    assert "counted as not flagged" in said
    assert "hardly belong together" not in run(cli, ["score", *folders]).stdout
