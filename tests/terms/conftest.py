"""An audit for these tests."""

from __future__ import annotations

import pytest

from .made import campaign, write_audit


@pytest.fixture
def audit(tmp_path):
    return write_audit(tmp_path / "audit", [campaign()])
