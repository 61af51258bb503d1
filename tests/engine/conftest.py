from __future__ import annotations

import pytest

from stillwatch.store import relations

from .runs import log, run


@pytest.fixture(scope="session")
def backend(tmp_path_factory):
    """An embedded DuckDB."""
    return relations.connect(tmp_path_factory.mktemp("duckdb"), memory_gb=0.5, threads=1)


@pytest.fixture(scope="session")
def harvest(tmp_path_factory):
    """Five days of 400 ordinary accounts and one campaign of 50."""
    params = {"campaign.load_sd": "0.15", "campaign.start_jitter_h": "4", "campaign.other": "0"}
    return log(
        tmp_path_factory.mktemp("harvest"), "kind:shared_template", seed=3, accounts=400,
        campaign_accounts=50, days=5, params=params,
    )  # fmt: skip


@pytest.fixture(scope="session")
def told(harvest):
    """What the engine says of it, evaluation by evaluation."""
    return run(harvest)
