"""The scripts of a contributor's day, run as they are."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pyarrow.parquet as pq
import pytest

ROOT = Path(__file__).resolve().parent.parent


def script(name: str, *arguments: str, **env: str) -> subprocess.CompletedProcess[str]:
    """Run a script from elsewhere, with this interpreter's environment as its `.venv`."""
    return subprocess.run(
        [ROOT / "scripts" / name, *arguments],
        cwd="/",
        env={**os.environ, "VENV": sys.prefix, **env},
        capture_output=True,
        text=True,
    )


def test_setup_says_what_python_it_needs(tmp_path):
    done = script("setup", VENV=str(tmp_path / "venv"), PYTHON="no-such-python")
    assert done.returncode == 1
    assert "needs 3.11 to 3.14" in done.stderr
    assert not (tmp_path / "venv").exists()


@pytest.mark.parametrize("version", ["3, 10", "3, 15"])
def test_setup_takes_no_python_that_libraries_lack(tmp_path, version):
    """Under a newer one pip would build for an hour, and end with a library that does not fit."""
    python = tmp_path / "python"
    python.write_text(
        f"#!{sys.executable}\nimport sys\nsys.version_info = ({version})\nexec(sys.argv[2])\n"
    )
    python.chmod(0o755)
    done = script("setup", VENV=str(tmp_path / "venv"), PYTHON=str(python))
    assert done.returncode == 1
    assert "needs 3.11 to 3.14" in done.stderr


def test_bench_lists_each_benchmark_with_what_it_measures():
    done = script("bench")
    if "installing" in done.stderr:
        pytest.skip("the environment was not made by scripts/setup")
    assert done.returncode == 0
    rows = dict(line.split(maxsplit=1) for line in done.stdout.splitlines()[1:])
    assert {"campaigns", "throughput", "install_size", "startup"} <= set(rows)
    assert all(rows.values())


def test_bench_refuses_an_unknown_name():
    done = script("bench", "nonsense")
    assert done.returncode == 2
    assert "no benchmark 'nonsense'" in done.stderr


@pytest.mark.parametrize("path", sorted((ROOT / "bench" / "results").glob("*.json")), ids=str)
def test_results_say_how_they_were_measured(path):
    result = json.loads(path.read_text(encoding="utf-8"))
    assert result["figures"]
    assert result["command"].startswith(("scripts/bench ", "python bench/"))
    assert not any(word.startswith("/") for word in result["command"].split()), "somebody's disk"
    assert result["commit"] != "unknown" and result["date"] and result["machine"]["cores"]
    assert {"python", "numpy", "pyarrow"} <= set(result["versions"])


@pytest.mark.slow
def test_the_demo_ends_with_a_report_in_two_minutes_and_runs_again():
    for _ in range(2):
        start = time.monotonic()
        done = script("demo")
        assert done.returncode == 0, done.stderr
        assert time.monotonic() - start < 120
        report = Path(done.stdout.strip().splitlines()[-1].partition(": ")[2])
        assert report.is_file() and report.stat().st_size > 20_000
        campaigns = json.loads(report.with_name("campaigns.json").read_text())["campaigns"]
        assert sum(c["severity"] in ("likely", "confirmed") for c in campaigns) == 2
        truth = json.loads((ROOT / "examples" / "sample" / "truth.json").read_text())
        harvesting = {row["account"] for row in truth["accounts"] if row["campaign"]}
        rows = pq.read_table(report.with_name("accounts.parquet")).to_pylist()
        flagged = {row["account"] for row in rows if row["flagged"]}
        assert flagged <= harvesting, "look-alikes are left alone"
        assert len(flagged) > 0.9 * len(harvesting)


@pytest.mark.slow
def test_a_wheel_carries_its_sample_and_runs_outside_the_clone(tmp_path):
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    with zipfile.ZipFile(next(tmp_path.glob("*.whl"))) as wheel:
        wheel.extractall(tmp_path / "installed")
    done = subprocess.run(
        [sys.executable, "-m", "stillwatch", "demo", "--out", "found"], cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(tmp_path / "installed")},
        capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[-1] == f"The report: {tmp_path / 'found' / 'report.html'}"
    assert (tmp_path / "found" / "report.html").is_file()


def test_the_sample_has_its_two_campaigns_and_the_one_that_examples_name(tmp_path):
    """What detects may change neither of them unseen: README and pages tell of both."""
    sample = ROOT / "examples" / "sample"
    done = subprocess.run(
        [sys.executable, "-m", "stillwatch", "audit", sample / "log-0001.jsonl.zst",
         "--accounts", sample / "accounts.csv", "--out", tmp_path / "audit", "--quiet"],
        capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    campaigns = json.loads((tmp_path / "audit" / "campaigns.json").read_text())["campaigns"]
    found = {c["id"] for c in campaigns if c["severity"] in ("likely", "confirmed")}
    assert len(found) == 2
    pages = "\n".join(page.read_text("utf-8") for page in (ROOT / "docs").rglob("*.md"))
    named = set(re.findall(r"(?m)^\$ stillwatch .*\b(c-[0-9a-f]{12})\b", pages))
    assert named, "examples name a campaign"
    assert named <= found, f"examples name {named - found}; the sample has {found}"


def test_the_sample_is_small():
    size = sum(p.stat().st_size for p in (ROOT / "examples" / "sample").iterdir())
    assert size < 4_000_000, "everybody who clones pays for it"
