"""Working folders: one in use is left alone, one that a killed audit left is removed."""

from __future__ import annotations

import os
from pathlib import Path

from stillwatch.audit.write import scratch


def test_what_a_killed_audit_left_is_removed(tmp_path: Path) -> None:
    dead = tmp_path / ".audit-dead"
    dead.mkdir()
    (dead / "lock").touch()
    (dead / "rows").mkdir()
    os.utime(dead, (0, 0))
    with scratch(tmp_path):
        assert not dead.exists()


def test_a_folder_in_use_is_left_alone(tmp_path: Path) -> None:
    with scratch(tmp_path) as first:
        os.utime(first, (0, 0))
        with scratch(tmp_path) as second:
            assert first.exists()
            assert second.exists()
    assert not list(tmp_path.glob(".audit-*"))
