"""The progress bar: what it counts, and from when on it names a rate."""

from __future__ import annotations

import time

import pytest

from stillwatch.cli._progress import progress_bar


@pytest.mark.parametrize(("stage", "unit"), [("edge", "rows/s"), ("read", "exchanges/s")])
def test_a_rate_is_named_once_a_second_has_passed(monkeypatch, capsys, stage, unit):
    monkeypatch.setenv("COLUMNS", "120")
    with progress_bar(enabled=True) as progress:
        assert progress is not None
        progress(stage, 1, 2, 30_000)
    assert unit not in capsys.readouterr().err, "all of a block that was read before it was told"
    with progress_bar(enabled=True) as progress:
        assert progress is not None
        progress(stage, 1, 2, 30_000)
        time.sleep(1.1)
        progress(stage, 2, 2, 60_000)
    assert unit in capsys.readouterr().err
