"""A page of all cells of a benchmark says what measured it."""

from __future__ import annotations

import importlib
import json
from pathlib import Path

import pytest


def test_a_page_is_told_what_measured_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bench = importlib.import_module("_record")
    monkeypatch.setattr(bench, "RESULTS", tmp_path)
    result = {"commit": "0123456789ab+changes", "date": "2026-12-24T18:00:00+00:00"}
    (tmp_path / "sizes.json").write_text(json.dumps(result))
    bench.publish(tmp_path / "out" / "sizes.md", "# Sizes\n\nMade by a command.\n")
    said = "*Measured at commit `0123456789ab+changes`, 2026-12-24.*"
    page = (tmp_path / "out" / "sizes.md").read_text()
    assert page == f"# Sizes\n\n{said}\n\nMade by a command.\n"
    bench.publish(tmp_path / "elsewhere.md", "# Others\n\n", "sizes")
    assert said in (tmp_path / "elsewhere.md").read_text()
