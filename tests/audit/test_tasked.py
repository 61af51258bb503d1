"""Tasks for tools that several accounts run, from a log to what an audit tells of them."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from stillwatch.audit.run import Request, run

TOOLS = [{"name": "bash"}, {"name": "edit"}]
PLACES = ("parser", "cache", "router", "ledger", "queue", "index", "broker", "planner", "mailer")


def task(of: str, place: str) -> str:
    return f"pls put the pics of {place} from last weekend in the {of} folder, and mail it to mum"


def log(folder: Path, shared: bool) -> Path:
    """Four accounts, each of which is given nine tasks: the same as the others, or its own."""
    rows: list[dict[str, Any]] = []
    for who in range(4):
        for k, place in enumerate(PLACES):
            time = datetime(2026, 3, 2, 9) + timedelta(hours=5 * k, minutes=7 * who)
            text = task("atlas" if shared else f"of-{who}-{'xyzw'[who] * 9}", place)
            rows.append(
                {
                    "id": f"x-{who}-{k}", "time": f"{time.isoformat()}Z",
                    "account": {"id": f"agent-{who}"},
                    "request": {"model": "m", "tools": TOOLS,
                                "messages": [{"role": "user", "content": text}]},
                    "response": {"content": "", "tool_calls": [{"name": "bash"}]},
                    "usage": {"output_tokens": 40},
                }
            )  # fmt: skip
    rows.sort(key=lambda row: row["time"])
    file = folder / "log.jsonl"
    file.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return file


@pytest.mark.parametrize("shared", [True, False])
def test_tasks_that_accounts_share_are_harvest_like_and_an_audit_says_so(shared, tmp_path):
    audit = run(Request([log(tmp_path, shared)], tmp_path / "out"))
    like = {row["account"]: row["harvest_like"] for row in audit.accounts.to_pylist()}
    notes = [words for words in audit.summary["notes"] if "several accounts run the same" in words]
    if not shared:
        assert set(like.values()) == {0} and not notes
        return
    # the first of each task is nobody's yet; from the fifth that it shares on, an account's count
    assert like == {"agent-0": 0, "agent-1": 5, "agent-2": 5, "agent-3": 5}
    assert notes[0].startswith("15 tasks for tools count as harvest-like")
