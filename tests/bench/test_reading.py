"""The benchmark of what readers are told: what it counts as a flaw, and what it finds."""

from __future__ import annotations

import importlib
import json
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

GOOD = "It shares one line of instructions with 2 of the 2 other members; of 9 others none does"
BASED = "Of its 30 requests, 20 read like a harvest"
RANK = "Its share of harvest-like requests is above 97% of accounts of like activity"


@pytest.fixture
def reading() -> Any:
    return importlib.import_module("reading")


def audit(folder: Path, reasons: dict[str, list[str]], facts: list[dict[str, str]]) -> Path:
    names = sorted(reasons)
    members = [{"account": n, "end_user": None, "log_e": float(i)} for i, n in enumerate(names)]
    statement = "The middle half stands at 1 to 2, and that of others at 1 to 2."
    campaign = {
        "id": "c-1", "severity": "likely", "members": members, "facts": facts,
        "evidence": [{"statement": statement}],
    }  # fmt: skip
    folder.mkdir(parents=True)
    (folder / "campaigns.json").write_text(json.dumps({"version": 1, "campaigns": [campaign]}))
    rows = [{"account": n, "reasons": reasons[n], "against": ["few"]} for n in names]
    pq.write_table(pa.Table.from_pylist(rows), folder / "accounts.parquet")
    known = [
        {"account": n, "end_user": None, "population": "x", "campaign": "k" if n != "c" else None}
        for n in names
    ]
    (folder / "truth.json").write_text(json.dumps({"accounts": known}))
    return folder


def test_flaws_are_counted_for_either_side(reading, tmp_path):
    given = {"a": [GOOD, BASED], "b": [RANK], "c": []}
    folder = audit(tmp_path / "world", given, [])
    rows = list(reading.members(folder))
    sides = {side: reading.checked(found) for side, found in reading.drawn(rows, 9, 1).items()}
    assert sides["true"]["members"] == 2 and sides["false"]["members"] == 1
    flaws = sides["true"]["flaws"]
    assert flaws["no reason at all"] == 0 and sides["false"]["flaws"]["no reason at all"] == 1
    assert flaws["only places among others, no figure of its own with its base"] == 1
    assert flaws["not told with whom it shares what"] == 1
    assert flaws["told nothing that speaks against it"] == 0
    assert flaws["campaign says nothing on a legitimate cause"] == 2
    told = reading.told([rows[0].campaign])
    assert told["statements_whose_ranges_read_the_same"] == 1


def test_reasons_that_speak_against_are_counted(reading, tmp_path):
    less = (
        "15% of its 420 requests read like a harvest (middle half of the members 13% to 16%, of "
        "other accounts as active {} to 36%)"
    )
    given = {
        "a": [BASED, less.format("17%")],
        "b": [less.format("9%"), "It shares one way of asking with 3 of the 4 other members"],
    }
    folder = audit(tmp_path / "world", given, [{"statement": "more than 100% of the accounts"}])
    rows = pq.read_table(folder / "accounts.parquet").to_pylist()
    for row in rows:
        row["against"] = ["It does not share one way of asking that 3 of the 4 other members"]
    pq.write_table(pa.Table.from_pylist(rows), folder / "accounts.parquet")
    flaws = reading.checked(list(reading.members(folder)))["flaws"]
    assert flaws["fewer harvest-like requests than usual told as a reason"] == 1
    assert flaws["told to share and not to share one kind of thing"] == 1
    assert flaws["a place above all of the others"] == 2


def test_audits_are_found_with_their_truth_beside_or_above_them(reading, tmp_path):
    audit(tmp_path / "worlds" / "one", {"a": []}, [])
    above = audit(tmp_path / "worlds" / "two" / "audit-1", {"a": []}, [])
    (above / "truth.json").rename(above.parent / "truth.json")
    (tmp_path / "worlds" / "none").mkdir()
    found = {path.name for path in reading.found(tmp_path / "worlds")}
    assert found == {"one", "audit-1"}


def test_what_may_be_one_customers_or_an_apps_and_weak_ties_are_looked_for(reading, tmp_path):
    tie = "It shares one way of asking with {} of the 4 other members; of 90 others that were "
    given = {
        "a": [tie.format(3) + "judged 40 do", BASED],
        "b": [tie.format(3) + "judged 40 do: more than members do, a weak tie"],
        "c": [
            tie.format(3) + "judged 2 do",
            "It shares one e-mail domain with all 4 other members",
        ],
    }
    facts = [{"name": "one customer", "speaks": "against", "statement": "x"}]
    rows = list(reading.members(audit(tmp_path / "world", given, facts)))
    found = reading.checked(rows)
    flaws = found["flaws"]
    assert flaws["shares only what more accounts outside share, which is not said"] == 1
    assert flaws["what may be one customer's told as a reason"] == 1
    assert found["populations"] == {"x": 3} and all(row.mostly for row in rows)
    assert not reading._users(rows[0].campaign)
    users = [{"account": "r", "end_user": f"u{i}"} for i in range(3)]
    assert reading._users({"members": users})
