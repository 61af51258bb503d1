from __future__ import annotations

import pytest

from stillwatch import relations


@pytest.fixture(scope="session")
def backend(tmp_path_factory):
    """An embedded DuckDB."""
    return relations.connect(tmp_path_factory.mktemp("duckdb"), memory_gb=0.5, threads=1)
