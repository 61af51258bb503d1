"""What an audit says that it cannot know."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pyarrow as pa
import pytest

from stillwatch.audit.summary import _many
from stillwatch.contract.settings import Settings


@pytest.mark.parametrize(("accounts", "told"), [(25_000, False), (25_001, True)])
def test_a_large_firm_is_told_that_few_accounts_are_hardly_ever_named(accounts, told):
    found: Any = SimpleNamespace(
        rows=pa.table({"account": range(accounts)}), engine=SimpleNamespace(settings=Settings())
    )
    assert bool(notes := _many(found)) is told
    assert not told or notes[0].startswith("Among 25,001 accounts a campaign of a few")
