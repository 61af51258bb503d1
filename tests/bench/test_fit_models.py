"""Fitting on worlds: what is no world is one line."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.mark.parametrize("held", [(), ("accounts.csv",), ("truth.json",)])
def test_a_folder_that_is_no_world_is_one_line(tmp_path: Path, held: tuple[str, ...]) -> None:
    from fit_models import World

    for name in held:
        (tmp_path / name).write_text("account\n")
    with pytest.raises(SystemExit, match="no world: it takes log files, truth"):
        World.open(tmp_path, tmp_path / "work")
