"""`--map` and `--account-field`, from the command line to the summary."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from stillwatch.cli.main import cli
from stillwatch.ingest.shipped import shipped

LOGS = Path(__file__).parent.parent / "fixtures" / "logs"
MAP = """
[fields]
id = "id"
time = { path = "t", unit = "s" }
"account.id" = "who"
"request.model" = { const = "m" }
"request.prompt" = "q"
"""


def test_another_programs_log_is_audited_with_another_account(tmp_path: Path) -> None:
    out = tmp_path / "out"
    asked = ["audit", str(LOGS / "litellm.jsonl"), "--out", str(out), "--workers", "1", "--quiet"]
    done = CliRunner().invoke(cli, [*asked, "--account-field", "metadata.user_api_key_user_id"])
    assert done.exit_code == 0, done.output
    summary = json.loads((out / "summary.json").read_text())
    assert summary["skipped_records"] == {"calls that generate no text": 1}
    assert summary["generated_from"][0]["format"] == "litellm"
    assert (summary["counts"]["accounts"], summary["counts"]["exchanges"]) == (2, 6)


def test_a_log_of_ones_own_is_audited_with_a_map(tmp_path: Path) -> None:
    (tmp_path / "map.toml").write_text(MAP)
    (tmp_path / "logs").mkdir()
    lines = [f"{n},{1_790_000_000 + 60 * n},a{n % 3},Question {n}" for n in range(30)]
    (tmp_path / "logs" / "calls.csv").write_text("\n".join(["id,t,who,q", *lines]))
    asked = ["audit", str(tmp_path / "logs"), "--out", str(tmp_path / "out"), "--workers", "1"]
    done = CliRunner().invoke(cli, [*asked, "--quiet", "--map", str(tmp_path / "map.toml")])
    assert done.exit_code == 0, done.output
    counts = json.loads((tmp_path / "out" / "summary.json").read_text())["counts"]
    assert (counts["accounts"], counts["exchanges"], counts["malformed"]) == (3, 30, 0)


@pytest.mark.parametrize("command", ["audit", "guard windows"])
@pytest.mark.parametrize(
    ("options", "said"),
    [(["--map", "{}/none.toml"], "no such file"), (["--account-field", "a..b"], "is no path")],
)
def test_a_wrong_map_is_one_line(
    tmp_path: Path, command: str, options: list[str], said: str
) -> None:
    log = str(LOGS / "litellm.jsonl")
    more = ["--out", str(tmp_path / "out")] if command == "audit" else ["--reference", log]
    asked = [*command.split(), log, *more, *(option.format(tmp_path) for option in options)]
    done = CliRunner().invoke(cli, asked)
    assert done.exit_code == 2 and said in done.output and done.output.count("\n") == 1


def test_a_later_map_adds_to_an_earlier_one_and_goes_before_it(tmp_path: Path) -> None:
    rows = [{"id": f"r{n}", "t": 1_790_000_000 + n, "who": "gateway", "tenant": f"c{n % 4}",
             "q": f"Question {n}", "by": "probe" if n < 3 else "web", "env": "test" if n == 9 else
             "live"} for n in range(30)]  # fmt: skip
    log = tmp_path / "calls.jsonl"
    log.write_text("\n".join(map(json.dumps, rows)))
    first, own = tmp_path / "first.toml", tmp_path / "own.toml"
    first.write_text(f'{MAP}[except]\nenv = "test"\nby = "nobody"\n')
    own.write_text('[fields]\n"account.id" = ["tenant", "who"]\n[except]\nby = "probe"\n')
    asked = ["audit", str(log), "--workers", "1", "--quiet", "--out", str(tmp_path / "out")]
    done = CliRunner().invoke(cli, [*asked, "--map", str(first), "--map", str(own)])
    assert done.exit_code == 0, done.output
    summary = json.loads((tmp_path / "out" / "summary.json").read_text())
    assert (summary["counts"]["accounts"], summary["counts"]["exchanges"]) == (4, 26)
    assert summary["skipped_records"] == {"the map's [except] leaves it out": 4}


def test_a_map_that_comes_with_the_package_is_printed() -> None:
    done = CliRunner().invoke(cli, ["doctor", "--map", "databricks", "--print-map"])
    assert done.exit_code == 0 and done.output == shipped()["databricks"].path.read_text()
    for wrong in (["--print-map"], ["--map", "databrics", "--print-map"]):
        done = CliRunner().invoke(cli, ["doctor", *wrong])
        assert done.exit_code == 2 and "Traceback" not in done.output
