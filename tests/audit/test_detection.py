"""What an audit finds does not hang on the order, the repetition or the length of the log."""

from __future__ import annotations

import json
import random
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from stillwatch.audit.run import Request, run
from stillwatch.contract.settings import Settings
from stillwatch.simulate.run import simulate
from stillwatch.simulate.world import World, named

# far below what ships: these tests are not about what the models of the day make of a small log
EAGER = Settings(epoch_hours=4, level=0.05, watch_odds=-4.0, likely_odds=-2.0, nominate_odds=-8.0)


@pytest.fixture(scope="module")
def lines(tmp_path_factory):
    """Six days of 350 ordinary accounts and one campaign of 60."""
    params = {"campaign.load_sd": "0.15", "campaign.start_jitter_h": "6", "campaign.other": "0"}
    world = World(
        name="kind:paraphrased", seed=2, accounts=350, campaign_accounts=60, days=6, params=params
    )
    folder = tmp_path_factory.mktemp("world")
    simulate(named(world), folder, form="jsonl")
    (path,) = folder.glob("log-*.jsonl")
    return path.read_text().splitlines()


def audited(lines: list[str], folder: Path) -> bytes:
    (folder / "log.jsonl").write_text("\n".join(lines) + "\n")
    run(Request([folder / "log.jsonl"], folder / "out", settings=EAGER, workers=1))
    return (folder / "out" / "campaigns.json").read_bytes()


@pytest.fixture(scope="module")
def whole(lines, tmp_path_factory):
    return audited(lines, tmp_path_factory.mktemp("whole"))


def campaigns(document: bytes) -> list[dict[str, Any]]:
    return json.loads(document)["campaigns"]


def test_there_is_something_to_find(whole):
    assert any(c["severity"] in ("likely", "confirmed") for c in campaigns(whole))


def test_any_order_of_the_log_with_repeats_gives_identical_campaigns(lines, whole, tmp_path):
    mixed = [*lines, *lines[::7]]
    random.Random(4).shuffle(mixed)
    assert audited(mixed, tmp_path) == whole


def test_a_log_cut_later_leaves_detections_as_they_were(lines, whole, tmp_path):
    found = [c for c in campaigns(whole) if c["severity"] in ("likely", "confirmed")]
    first = min(datetime.fromisoformat(c["detected_at"]) for c in found)
    raised = [c for c in found if datetime.fromisoformat(c["detected_at"]) == first]
    moment = first + timedelta(hours=5)
    kept = [line for line in lines if when(json.loads(line)["time"]) < moment.timestamp()]
    assert len(kept) < 0.95 * len(lines), "the log has to end earlier for this to say anything"
    before = {c["id"]: c for c in campaigns(audited(kept, tmp_path))}
    for campaign in raised:
        earlier = before[campaign["id"]]
        assert earlier["detected_at"] == campaign["detected_at"]
        assert earlier["severity"] in ("likely", "confirmed")


def when(time: str | float) -> float:
    return datetime.fromisoformat(time).timestamp() if isinstance(time, str) else time
