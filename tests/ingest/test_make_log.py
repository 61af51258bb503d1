"""The generator of logs for the throughput benchmark writes logs that read without a flaw."""

from __future__ import annotations

import importlib.util
import statistics
import sys
from pathlib import Path

import pytest

from .logs import read


def make(root: Path, monkeypatch: pytest.MonkeyPatch, *options: str) -> None:
    """Run the generator's `main`."""
    path = root / "bench" / "throughput" / "make_log.py"
    spec = importlib.util.spec_from_file_location("make_log", path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    monkeypatch.setattr(sys, "argv", ["make_log.py", *options])
    module.main()


def test_formats_agree_and_prompts_have_their_length(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = {}
    for kind in ("jsonl", "jsonl.gz", "parquet"):
        out = tmp_path / f"log.{kind}"
        options = ("--exchanges", "400", "--accounts", "60", "--format", kind, "--out", str(out))
        make(root, monkeypatch, *options)
        found[kind], report = read(out, strict=True)
        assert (report.exchanges, report.duplicates, report.unknown_fields) == (400, 0, {})
    assert found["jsonl"] == found["jsonl.gz"] == found["parquet"]
    rows = found["jsonl"]
    assert 700 < statistics.mean(len(row["text"]) for row in rows) < 900
    assert len({row["text"] for row in rows}) == 400
    days = {row["time"].date() for row in rows}
    assert len(days) == 21
