"""A firm of 200 customers, and a rival that uses a few of them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pytest

from stillwatch.audit.run import Audit, Request, run
from stillwatch.simulate.run import simulate
from stillwatch.simulate.world import World, named

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def firm(tmp_path_factory: pytest.TempPathFactory) -> tuple[Audit, dict[str, Any]]:
    folder: Path = tmp_path_factory.mktemp("firm")
    simulate(named(World("small_firm", seed=4)), folder / "log")
    logs = sorted((folder / "log").glob("log*.jsonl.gz"))
    request = Request(logs, folder / "out", accounts=folder / "log" / "accounts.csv")
    return run(request), json.loads((folder / "log" / "truth.json").read_text())


def test_a_few_accounts_are_named_together_and_nobody_else(firm):
    made, truth = firm
    guilty = {row["account"] for row in truth["accounts"] if row["campaign"]}
    flagged = set(made.accounts.filter(made.accounts["flagged"])["account"].to_pylist())
    assert flagged and flagged <= guilty
    assert len(flagged) >= 3


def test_what_is_not_controlled_is_said(firm):
    made, _ = firm
    raised = [c for c in made.campaigns if c.severity != "watch"]
    alone = [c for c in raised if c.guarantee.level is None]
    assert alone and all(c.severity == "likely" for c in alone)
    assert any("are not named" in note for note in made.summary["notes"])


def test_there_is_somebody_to_look_at(firm):
    made, _ = firm
    queue = made.summary["review"]
    assert 0 < len(queue) <= 40
    alone = {
        item["account"] for item in queue if item.get("severity") == "none" and "account" in item
    }
    rows = made.accounts.filter(pc.is_in(made.accounts["account"], pa.array(sorted(alone))))
    assert alone and min(rows["harvest_like"].to_pylist()) >= 3
