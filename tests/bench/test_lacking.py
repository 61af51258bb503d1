"""What is taken from a labelled world is gone, and what is left stays as it was."""

from __future__ import annotations

import csv
import gzip
import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

TRUTH = {
    "accounts": [
        {"account": "a", "campaign": None}, {"account": "b", "campaign": None},
        {"account": "c", "campaign": "one"}, {"account": "d", "campaign": "two"},
    ]
}  # fmt: skip


def turn(number: int, account: str, *said: str) -> dict[str, Any]:
    roles = ("user", "assistant")
    messages = [{"role": roles[i % 2], "content": text} for i, text in enumerate(said)]
    return {
        "id": f"x{number}", "time": number,
        "account": {"id": account, "created": "2025-01-01T00:00:00Z", "payment": "p"},
        "client": {"ip": "192.0.2.1"},
        "request": {"model": "m", "messages": messages},
    }  # fmt: skip


ROWS = [
    turn(0, "a", "Good morning"), turn(1, "a", "Good morning"), turn(2, "b", "Good morning"),
    turn(3, "a", "Good morning", "Hello.", "And now?"),
    turn(4, "c", "Solve this"), turn(5, "c", "Solve this"),
    turn(6, "d", "Solve this"), turn(7, "d", "Solve this"),
]  # fmt: skip


@pytest.fixture
def world(tmp_path) -> Path:
    folder = tmp_path / "world"
    folder.mkdir()
    (folder / "truth.json").write_text(json.dumps(TRUTH))
    (folder / "log.jsonl").write_text("".join(json.dumps(row) + "\n" for row in ROWS))
    (folder / "accounts.csv").write_text("account,created,payment,org\na,2025-01-01,p,o\n")
    return folder


def taken(world: Path, *fields: str) -> tuple[list[dict[str, Any]], list[dict[str, str]]]:
    import lacking

    out = world.parent / "out"
    before, sys.argv = sys.argv, ["", str(world), "--without", *fields, "--out", str(out)]
    try:
        lacking.main()
    finally:
        sys.argv = before
    with gzip.open(out / "log.jsonl.gz", "rt") as log, (out / "accounts.csv").open() as table:
        return [json.loads(line) for line in log], list(csv.DictReader(table))


def test_the_client_and_the_sign_up_are_gone(world):
    rows, table = taken(world, "client", "signup")
    assert [(r["id"], r["account"], r["request"]) for r in rows] == [
        (r["id"], {"id": r["account"]["id"]}, r["request"]) for r in ROWS
    ]
    assert not any("client" in row for row in rows)
    assert table == [{"account": "a", "org": "o"}]


def test_settings_tokens_and_what_was_said_before_are_gone(world):
    rows = [{**row, "usage": {"output_tokens": 9}} for row in ROWS]
    for row in rows:
        row["request"] = {**row["request"], "temperature": 1.0, "tools": []}
    (world / "log.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    left, _ = taken(world, "settings", "usage", "history")
    assert all(set(row["request"]) == {"model", "messages"} for row in left)
    assert not any("usage" in row for row in left)
    said = [[m["content"] for m in row["request"]["messages"]] for row in left]
    assert said[3] == ["And now?"] and all(len(one) == 1 for one in said)


def test_no_request_is_repeated_but_by_half_of_the_campaigns(world):
    rows, table = taken(world, "repeats")
    last = Counter(r["request"]["messages"][-1]["content"] for r in rows)
    again = {text: times for text, times in last.items() if times > 1}
    assert again == {"Solve this": 2}, "one campaign of two is as it was"
    assert all(r["client"] and r["account"]["created"] for r in rows) and table[0]["payment"] == "p"
    # a later turn has what was said before it, so that it still follows from it
    said = [m["content"] for m in rows[3]["request"]["messages"]]
    assert said[0] in [r["request"]["messages"][0]["content"] for r in rows[:2]]
    assert said[1] == "Hello." and said[2].startswith("And now? ")


def test_a_log_without_its_start_tells_of_those_who_are_left(world):
    day = 86_400
    later = [{**row, "time": (3 + i) * day} for i, row in enumerate(ROWS)]
    later[7]["time"] = "1970-01-14T00:00:00Z"  # ten days after the first
    (world / "log.jsonl").write_text("".join(json.dumps(row) + "\n" for row in later))
    (world / "truth.json").write_text(
        json.dumps({**TRUTH, "campaigns": [{"campaign": "one"}, {"campaign": "two"}]})
    )
    rows, _ = taken(world, "start")
    assert [row["id"] for row in rows] == ["x7"]
    told = json.loads((world.parent / "out" / "truth.json").read_text())
    assert [a["account"] for a in told["accounts"]] == ["d"]
    assert [c["campaign"] for c in told["campaigns"]] == ["two"]
