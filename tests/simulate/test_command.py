from __future__ import annotations

import json
import os
from importlib.metadata import EntryPoint

import pytest
from click.testing import CliRunner

from stillwatch.cli.main import cli
from stillwatch.core import registry
from stillwatch.core.disk import owned
from stillwatch.simulate.campaigns.cover import Cover
from stillwatch.simulate.run import ASIDE
from stillwatch.simulate.world import WORLDS


def run(*args):
    return CliRunner().invoke(cli, ["simulate", *map(str, args)])


def test_writes_log_truth_and_accounts(tmp_path):
    done = run(
        "--world", "kind:cover", "--accounts", 80, "--campaign-accounts", 12, "--days", 2,
        "--seed", 4, "--out", tmp_path / "sim", "--json",
    )  # fmt: skip
    assert done.exit_code == 0, done.output
    summary = json.loads(done.stdout.strip().splitlines()[-1])
    assert summary["campaigns"] == 1
    names = {path.name for path in (tmp_path / "sim").iterdir()}
    assert names == {"log-0001.jsonl.gz", "truth.json", "accounts.csv"}
    truth = json.loads((tmp_path / "sim" / "truth.json").read_text())
    assert truth["exchanges"] == summary["exchanges"]


def test_a_world_takes_the_place_of_the_one_before(tmp_path):
    small = ("--world", "none", "--accounts", 20, "--days", 1, "--out", tmp_path)
    assert run(*small).exit_code == 0
    (tmp_path / "log-0002.jsonl.gz").write_bytes((tmp_path / "log-0001.jsonl.gz").read_bytes())
    (tmp_path / "log-book.txt").write_text("somebody's")
    assert run(*small, "--format", "parquet", "--seed", 1).exit_code == 0
    modes = {path.name: path.stat().st_mode & 0o777 for path in tmp_path.iterdir()}
    assert modes.pop("log-book.txt")
    assert modes == dict.fromkeys(("log-0001.parquet", "truth.json", "accounts.csv"), 0o600)


@pytest.mark.parametrize(
    ("name", "text"),
    [("accounts.csv", "account,licence.scope\n"), ("log-0007.jsonl", "{}\n"), ("truth.json", "x"),
     ("truth.json", '{"seed": 1}'), ("truth.json", "[]"), ("truth.json", "[" * 100_000)],
    ids=lambda text: text[:12],
)  # fmt: skip
def test_what_no_simulation_wrote_stays(tmp_path, name, text):
    (tmp_path / name).write_text(text)
    (tmp_path / "log-2026.jsonl").write_text("somebody's")
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    done = run("--world", "none", "--accounts", 20, "--days", 1, "--out", tmp_path)
    assert done.exit_code == 2 and "no simulation wrote" in str(done.output) + str(done.exception)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_a_world_that_fails_leaves_the_one_before(tmp_path, monkeypatch):
    small = ("--world", "none", "--accounts", 20, "--days", 1, "--out", tmp_path)
    assert run(*small).exit_code == 0
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("stillwatch.simulate.run.write_accounts", full)
    assert run(*small, "--seed", 1).exit_code == 2
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_a_run_that_is_killed_between_two_files_can_be_run_again(tmp_path, monkeypatch):
    """What it has put in place by then is known to be a world's."""
    small = ("--world", "none", "--accounts", 20, "--days", 1, "--out", tmp_path)

    placed = []

    def replace(made, place, done=os.replace):
        if place.parent == tmp_path:
            if placed:
                raise KeyboardInterrupt
            placed.append(place.name)
        done(made, place)

    with monkeypatch.context() as patch:
        patch.setattr("stillwatch.simulate.run.os.replace", replace)
        assert run(*small).exit_code == 130
    assert placed == ["truth.json"]
    assert run(*small).exit_code == 0


def test_what_a_killed_run_left_goes_and_two_at_once_are_refused(tmp_path):
    small = ("--world", "none", "--accounts", 20, "--days", 1, "--out", tmp_path)
    left = tmp_path / f"{ASIDE}killed"
    left.mkdir()
    (left / "log-0001.jsonl").write_text("half")
    with owned(tmp_path):
        done = run(*small)
    assert done.exit_code == 2 and "another process writes a world there" in done.stderr
    assert {path.name for path in tmp_path.iterdir()} == {left.name}
    assert run(*small).exit_code == 0
    assert not left.exists() and (tmp_path / "truth.json").exists()


def test_a_world_of_named_populations_has_no_others(tmp_path):
    done = run(
        "--world", "none", "--population", "chat=12", "--population", "fleet=9", "--days", 3,
        "--rate", 4, "--out", tmp_path / "sim", "--json",
    )  # fmt: skip
    assert done.exit_code == 0, done.output
    truth = json.loads((tmp_path / "sim" / "truth.json").read_text())
    assert truth["settings"]["populations"] == [["chat", 12], ["fleet", 9]]
    assert {a["population"] for a in truth["accounts"]} == {"chat", "fleet"}
    assert len(truth["accounts"]) <= 21


def test_bad_usage_ends_with_two(tmp_path):
    for args in (
        ("--world", "x"), ("--param", "rate"), ("--param", "campaign.rate=x"),
        ("--population", "chat"), ("--population", "nobody=3"), ("--population", "chat=-1"),
        ("--seed", "-1"), ("--rate", "nan"), ("--rate", "inf"), ("--param", "campaign.rate=9:2"),
    ):  # fmt: skip
        assert run("--out", tmp_path, *args).exit_code == 2


def test_errors_are_one_line(tmp_path):
    (tmp_path / "file").write_text("")
    for arguments, words in (
        (["--param", "x.y=1", "--out", tmp_path / "a"], "--param x.y"),
        (["--out", tmp_path / "file" / "below"], "cannot write to"),
    ):
        done = CliRunner().invoke(cli, ["simulate", "--accounts", "9", *map(str, arguments)])
        assert done.exit_code == 2
        (line,) = done.stderr.splitlines()
        assert words in line


def test_help_names_every_world():
    said = run("--help").output
    assert all(world in said for world in WORLDS)


def test_a_campaign_kind_of_another_package_can_be_named(tmp_path, monkeypatch):
    class Elsewhere(Cover):
        name = "elsewhere"

    monkeypatch.setattr(EntryPoint, "load", lambda _: Elsewhere)
    group = "stillwatch.simulate.campaigns"
    point = EntryPoint("elsewhere", "another_package:Elsewhere", group)
    monkeypatch.setattr(registry, "entry_points", lambda group: [point] * (group == point.group))
    registry.discover.cache_clear()
    small = ("--accounts", 20, "--campaign-accounts", 4, "--days", 1, "--out", tmp_path)
    try:
        done = run("--world", "kind:elsewhere", *small)
        assert done.exit_code == 0, done.output
        (campaign,) = json.loads((tmp_path / "truth.json").read_text())["campaigns"]
        assert campaign["accounts"]
        refused = run("--world", "kind:nowhere", *small)
        assert refused.exit_code == 2 and "disclosed, elsewhere" in refused.output
    finally:
        registry.discover.cache_clear()


def test_a_folder_may_be_named_as_it_stands(tmp_path, monkeypatch):
    """What is made aside is not taken for what a killed run left, whatever its path looks like."""
    monkeypatch.chdir(tmp_path)
    done = run("--world", "none", "--accounts", 20, "--days", 1, "--out", "sim")
    assert done.exit_code == 0, done.output
    assert (tmp_path / "sim" / "truth.json").exists()
    assert not list((tmp_path / "sim").glob(".*"))
