"""Every attack of the table: refused in one line, counted, or read without harm."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from stillwatch.cli.main import cli

from .attacks import ATTACKS, GOOD, PAGE, Attack, audit, dump, page

LIGHT = [name for name, attack in ATTACKS.items() if not attack.peak_mb]
HEAVY = [name for name, attack in ATTACKS.items() if attack.peak_mb]

LAUNCHER = """
import json, resource, subprocess, sys
done = subprocess.run(sys.argv[1:], capture_output=True, text=True, errors="replace")
peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
print(json.dumps([done.returncode, done.stdout, done.stderr, peak]))
"""


ERROR = ("stillwatch: error: ", "Error: ", '{"error": ')
"""How an error begins, for people and for programs."""


def check(attack: Attack, status: int, out: str, err: str, folder: Path) -> None:
    """Hold what a command did against what the table says."""
    assert "Traceback" not in out + err
    if attack.outcome == "refused":
        assert status == 2, out + err
        said = [line for line in err.splitlines() if line.strip() and "━" not in line]
        said = [line for line in said if not line.startswith(("Usage: ", "Try 'stillwatch"))]
        assert len(said) == 1 and said[0].startswith(ERROR), err
        assert attack.says in said[0]
        assert not any(c in said[0] for c in "\x1b\x07\u202e")
        assert not (folder / "out" / "campaigns.json").exists()
        return
    assert status == 0, err
    summary = folder / "out" / "summary.json"
    told = json.loads(summary.read_text()) if summary.exists() else {}
    lines = [json.loads(line) for line in out.splitlines()] if out.startswith("{") else []
    if attack.outcome == "counted":
        counted = [bad["reason"] for bad in told.get("malformed_lines", ())]
        counted += [r for row in lines if row["level"] == "not judged" for r in row["reasons"]]
        assert any(attack.says in reason for reason in counted), (counted, out)
    else:
        assert not told.get("malformed_lines")
        assert attack.says in out + " ".join(told.get("notes", ()))


@pytest.mark.parametrize("name", LIGHT)
def test_attack(name: str, tmp_path: Path) -> None:
    attack = ATTACKS[name]
    arguments = [str(a) for a in attack.make(tmp_path)]
    done = CliRunner().invoke(cli, arguments)
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exc_info
    check(attack, done.exit_code, done.stdout, done.stderr, tmp_path)


@pytest.mark.slow
@pytest.mark.timeout(900)
@pytest.mark.parametrize("name", HEAVY)
def test_large_attack(name: str, tmp_path: Path) -> None:
    attack = ATTACKS[name]
    command = [sys.executable, "-m", "stillwatch", *map(os.fspath, attack.make(tmp_path))]
    # by a small process: one that is started by a large one counts as large
    done = subprocess.run(
        [sys.executable, "-c", LAUNCHER, *command], capture_output=True, text=True, check=True
    )
    status, out, err, peak = json.loads(done.stdout)
    check(attack, status, out, err, tmp_path)
    assert peak <= attack.peak_mb, f"{peak} MB"


def test_hostile_values_are_harmless_wherever_they_are_shown(tmp_path: Path) -> None:
    arguments = [str(a) for a in ATTACKS["hostile values"].make(tmp_path)]
    shown = CliRunner().invoke(cli, [a for a in arguments if a != "--quiet"])
    page = (tmp_path / "out" / "report.html").read_text()
    account = json.loads(dump(GOOD).splitlines()[0])["account"]["id"]
    told = CliRunner().invoke(cli, ["review", "explain", str(tmp_path / "out"), account])
    for text in (shown.output, told.output, page):
        assert not any(c in text for c in "\x07\u202e") and "\x1b]0;" not in text
    assert "<script>alert(1)" not in page


def test_a_full_disk_is_one_line_with_a_remedy(tmp_path: Path) -> None:
    arguments = [str(a) for a in audit([])(tmp_path)]

    def small() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (2048, 2048))

    done = subprocess.run(
        [sys.executable, "-m", "stillwatch", *arguments],
        capture_output=True, text=True, preexec_fn=small,
    )  # fmt: skip
    assert done.returncode == 2 and len(done.stderr.splitlines()) == 1, done.stderr
    assert "lift the limit on the size of files" in done.stderr
    assert not (tmp_path / "out").exists()


def test_a_log_that_vanishes_or_grows_while_it_is_read(tmp_path: Path, monkeypatch: Any) -> None:
    from stillwatch.ingest import bytesource

    path = tmp_path / "log.jsonl"
    path.write_bytes(dump(GOOD))
    from stillwatch.ingest.read import open_logs

    reader = open_logs([path])
    with path.open("ab") as more:
        more.write(dump(GOOD)[:100])  # another program is in the middle of a line
    rows = sum(batch.num_rows for batch in reader)
    assert rows == len(GOOD) and reader.report.malformed == 1
    gone = bytesource.ByteSource(path)
    path.unlink()
    with pytest.raises(Exception, match="no such file"):
        list(gone.chunks())


def test_the_page_says_what_is_tested() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "run: python -m tests.fuzz.attacks"
