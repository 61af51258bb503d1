"""Working folders: one in use is left alone, one that a killed audit left is removed."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from stillwatch.audit.write import scratch
from stillwatch.core.errors import InputError


def test_what_a_killed_audit_left_is_removed(tmp_path: Path) -> None:
    dead = tmp_path / ".audit-dead"
    dead.mkdir()
    (dead / "lock").touch()
    (dead / "rows").mkdir()
    os.utime(dead, (0, 0))
    with scratch(tmp_path):
        assert not dead.exists()


def test_a_second_audit_into_one_folder_is_refused_and_the_first_goes_on(tmp_path: Path) -> None:
    with scratch(tmp_path) as first:
        os.utime(first, (0, 0))
        with pytest.raises(InputError, match="another audit is writing here"):
            with scratch(tmp_path):
                raise AssertionError("it was let in")
        assert first.exists()
        assert len(list(tmp_path.glob(".audit-*"))) == 1
    assert not list(tmp_path.glob(".audit-*"))
    with scratch(tmp_path) as again:
        assert again.exists()
