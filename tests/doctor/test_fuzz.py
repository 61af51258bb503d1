"""Whatever a file holds, it is examined and no exception comes out."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from stillwatch.doctor.findings import LEVELS
from stillwatch.doctor.log import dry_run
from stillwatch.doctor.names import meant, meant_column

from .logs import exchange

NOW = datetime(2026, 3, 20, tzinfo=UTC)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=12), inner),
    max_leaves=8,
)
FIELDS = st.dictionaries(
    st.sampled_from(["id", "time", "account", "client", "request", "response", "usage", "other"]),
    JSON,
)
OFTEN = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def look(path: Path) -> None:
    dry = dry_run([path], lines=50, format=None, table=None, workers=1, now=NOW)
    assert dry.findings
    assert all(f.level in LEVELS and f.said for f in dry.findings)


@OFTEN
@given(st.binary(max_size=600), st.sampled_from(["log", "a.jsonl", "a.jsonl.gz", "a.parquet"]))
def test_any_bytes(tmp_path, content, name):
    path = tmp_path / name
    path.write_bytes(content)
    look(path)


@OFTEN
@given(st.lists(FIELDS, max_size=5))
def test_any_fields(tmp_path, changes):
    path = tmp_path / "a.jsonl"
    rows = [exchange(i) | change for i, change in enumerate(changes)] + [exchange(99)]
    path.write_text("\n".join(json.dumps(row) for row in rows))
    look(path)


@given(st.text(max_size=60))
def test_any_name(name):
    assert meant(name) != ""
    assert meant_column(name) != ""
