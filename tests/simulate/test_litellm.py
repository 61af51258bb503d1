"""Traffic written as LiteLLM's proxy logs it, read back."""

from __future__ import annotations

from pathlib import Path

from stillwatch.ingest.read import open_logs
from stillwatch.simulate.run import simulate
from stillwatch.simulate.world import World, named

KEPT = ("id", "account", "end_user", "org", "ip", "user_agent", "model", "system", "text", "turns",
        "output", "temperature", "tools", "reasoning", "input_tokens", "output_tokens", "session",
        "finish_reason", "stream")  # fmt: skip
LOST = ("created", "payment", "plan", "country", "asn", "ja4", "client_country", "batch_id")


def test_what_the_payload_has_a_place_for_is_kept_and_the_rest_is_null(tmp_path: Path) -> None:
    world = named(World(accounts=60, campaign_accounts=20, days=3))
    found = {}
    for form in ("jsonl", "litellm"):
        simulate(world, tmp_path / form, form=form)
        reader = open_logs([tmp_path / form])
        rows = [row for batch in reader for row in batch.to_pylist()]
        assert reader.report.malformed == 0
        found[form] = {row["id"].partition("-17")[0]: row for row in rows}
        name = "litellm" if form == "litellm" else "jsonl"
        assert {file.format for file in reader.report.files} == {name}
    assert len(found["litellm"]) == len(found["jsonl"]) > 100
    for id, native in found["jsonl"].items():
        row = found["litellm"][id]
        for column in KEPT:
            assert row[column] == native[column] or column == "id", (column, row, native)
        assert abs((row["time"] - native["time"]).total_seconds()) < 1e-3
        assert all(row[column] is None for column in LOST)
