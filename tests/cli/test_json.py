"""Machines: every command prints JSON and nothing else, and errors as JSON too."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from stillwatch.cli.main import cli, leaves

ROOT = Path(__file__).resolve().parent.parent.parent
LINES = ("collect", "guard requests", "guard accounts", "evidence log")
"""Commands that print an object a line."""
STILLWATCH = [sys.executable, "-m", "stillwatch"]


@pytest.mark.parametrize("name", leaves())
def test_every_command_has_json_and_an_example_of_it(name):
    command = leaves()[name]
    options = [o for p in command.params if isinstance(p, click.Option) for o in p.opts]
    assert "--json" in options
    examples = getattr(command, "examples", {})
    assert examples, "say how it is used: click.command(cls=Command, examples={…})"
    assert any(f"stillwatch {name}" in line for line in examples)


@pytest.mark.parametrize("name", leaves())
def test_bad_usage_is_json_where_json_was_asked_for(name):
    result = CliRunner().invoke(cli, [*name.split(), "--json", "--no-such-option"])
    assert (result.exit_code, result.stdout) == (2, "")
    error = json.loads(result.stderr)["error"]
    assert "no-such-option" in error["message"]
    assert error["status"] == 2
    assert set(error) == {"message", "file", "line", "remedy", "status"}


def test_an_input_error_names_its_file_line_and_remedy(tmp_path):
    log = tmp_path / "a.jsonl"
    log.write_text('{"id": 1}\n')
    args = ["audit", str(log), "--out", str(tmp_path / "out"), "--strict", "--json"]
    result = CliRunner().invoke(cli, args)
    assert (result.exit_code, result.stdout) == (2, "")
    assert len(result.stderr.splitlines()) == 1
    error = json.loads(result.stderr)["error"]
    assert (error["file"], error["line"]) == (str(log), 1)


def test_an_unknown_command_is_json_and_what_follows_two_dashes_is_no_option():
    result = CliRunner().invoke(cli, ["nonsense", "--json"])
    assert "nonsense" in json.loads(result.stderr)["error"]["message"]
    result = CliRunner().invoke(cli, ["review", "explain", "nowhere", "--", "--json"])
    assert result.stderr.startswith("stillwatch: error: nowhere: ")


def test_a_file_that_is_not_there(tmp_path):
    done = subprocess.run(
        [*STILLWATCH, "guard", "requests", str(tmp_path / "none"), "--json"],
        capture_output=True,
        text=True,
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert json.loads(done.stderr)["error"]["file"] == str(tmp_path / "none")


@pytest.mark.slow
@pytest.mark.timeout(1500)  # three audits of the sample among them
def test_examples_print_json_alone(tmp_path):
    """All examples in order, as the reference page has them: those with --json print JSON."""
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    printed = 0
    ordered = sorted(leaves(), key=lambda name: name != "simulate")
    for name in ordered:  # others work on the worlds that `simulate` makes
        for line in leaves()[name].examples:  # type: ignore[attr-defined]
            done = subprocess.run(
                ["bash", "-c", line.partition(" > ")[0] if "--json" in line else line],
                cwd=tmp_path, env={**os.environ, "PATH": path}, capture_output=True, text=True,
            )  # fmt: skip
            assert done.returncode == 0, f"{line}\n{done.stderr}"
            if "--json" in line:
                assert done.stderr == "", line
                by_line = name in LINES or "--follow" in line
                rows = done.stdout.splitlines() if by_line else [done.stdout]
                told = [json.loads(row) for row in rows]
                assert all(isinstance(row, dict) for row in told)
                assert by_line or told[0]["version"] == 1, line
                printed += 1
    assert printed >= len(leaves()) - 3
