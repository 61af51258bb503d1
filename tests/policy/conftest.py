"""An audit and a store for these tests."""

from __future__ import annotations

import pytest

pytest.importorskip("cel", reason="policies need the extra: pip install 'stillwatch[policy]'")

from stillwatch.respond.decisions.sqlite import SqliteStore
from stillwatch.respond.policy.audited import read_audit

from .made import campaign, write


@pytest.fixture
def audit(tmp_path):
    return read_audit(write(tmp_path / "audit", [campaign()]))


@pytest.fixture
def store(tmp_path):
    with SqliteStore(tmp_path / "d.db") as found:
        yield found
