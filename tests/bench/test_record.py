"""Pages of results say what measured them, and so does their index."""

from __future__ import annotations

import importlib
import json
from pathlib import Path

import pytest


def test_a_page_and_the_index_are_told_what_measured_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bench = importlib.import_module("_record")
    monkeypatch.setattr(bench, "RESULTS", tmp_path)
    result = {"commit": "0123456789ab+changes", "date": "2026-12-24T18:00:00+00:00"}
    (tmp_path / "sizes.json").write_text(json.dumps(result))
    index = tmp_path / "index.md"
    other = "| [Others](sizes_too.md) | what? | 2 % | aaaaaaa, 2026-01-01 |\n"
    index.write_text(
        "# Results\n\n| [Sizes](sizes.md) | how | large? | 1 % | bbbbbbb, 2026-01-01 |\n" + other
    )
    bench.publish(tmp_path / "sizes.md", "# Sizes\n\nMade by a command.\n")
    once = (tmp_path / "sizes.md").read_text()
    bench.publish(tmp_path / "sizes.md", once)
    assert (tmp_path / "sizes.md").read_text() == once
    assert (tmp_path / "sizes.md").read_text() == (
        "# Sizes\n\n*Measured at commit `0123456+changes`, 2026-12-24; "
        f"[what has changed since]({bench.SINCE}).*\n\nMade by a command.\n"
    )
    row = "| [Sizes](sizes.md) | how | large? | 1 % | 0123456+changes, 2026-12-24 |\n"
    assert index.read_text() == "# Results\n\n" + row + other
    bench.publish(tmp_path / "elsewhere.md", "# Others\n\n", "sizes")  # in no row: none changes
    assert index.read_text() == "# Results\n\n" + row + other
