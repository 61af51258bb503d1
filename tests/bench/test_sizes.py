"""Recall by size and wrong names by group: what counts as whom, and what a disparity rests on."""

from __future__ import annotations

import gzip
import importlib
import json
from pathlib import Path
from typing import Any

import pytest


def module(name: str) -> Any:
    return importlib.import_module(f"_sizes_{name}")


def seen(**told: Any) -> Any:
    usual = {"end_user": False, "campaign": "", "level": 0, "queued": False, "named_in": "",
             "population": "chat", "country": "US", "plan": "free", "language": "en",
             "script": "Latin"}  # fmt: skip
    return module("read").Seen(**usual | told)


def world(*them: Any, campaigns: Any = (), notes: Any = ()) -> Any:
    told = {"notes": list(notes), "controlled": "a share", "alone": []}
    planned = tuple(module("read").Planned(*c) for c in campaigns)
    return module("read").World("one", them, planned, told)


@pytest.mark.parametrize(
    ("text", "written", "spoken"),
    [
        ("how is the weather in der Stadt", "Latin", "en"),
        ("Как дела? ok", "Cyrillic", "ru"),
        ("請說明這段程式 print", "Han", "zh"),
        ("東京の天気はどうですか", "kana and Han", "ja"),
        ("ما هو الطقس", "Arabic", "ar"),
        ("मौसम कैसा है", "Devanagari", "hi"),
        ("123 + 4", "no letters", "none"),
    ],
    ids=["latin", "cyrillic", "han", "kana", "arabic", "devanagari", "figures"],
)
def test_the_writing_system_is_that_of_the_requests(text, written, spoken, tmp_path):
    read = module("read")
    log = tmp_path / "log.jsonl.gz"
    messages = [{"role": "user", "content": text}, {"role": "tool", "content": "the results of it"}]
    line = {"account": {"id": "a", "country": "DE"}, "request": {"messages": messages}}
    log.write_bytes(gzip.compress(json.dumps(line).encode() + b"\n"))
    assert read.described([log]) == {read.Unit("a"): ("DE", "", spoken, written)}


def test_an_end_user_is_told_by_its_own_requests(tmp_path):
    read = module("read")
    log = tmp_path / "log.jsonl.gz"
    lines = [
        {"account": {"id": "a", "end_user": user, "plan": "team"},
         "request": {"messages": [{"role": "user", "content": [{"type": "text", "text": text}]}]}}
        for user, text in (("u", "ما هو الطقس"), ("v", "what is the answer to all of this"))
    ]  # fmt: skip
    log.write_bytes(gzip.compress("\n".join(map(json.dumps, lines)).encode()))
    told = read.described([log])
    assert told[read.Unit("a", "u")][3] == "Arabic" and told[read.Unit("a", "v")][3] == "Latin"
    assert told[read.Unit("a")][1] == "team"


def test_campaigns_are_as_they_were_planned(tmp_path: Path):
    read = module("read")
    truth = tmp_path / "truth.json"
    there = {"campaign": "c1", "kind": "hardest", "accounts": 13, "exchanges": 61}
    asked = [["pivot", 5], ["hardest", 20]]
    truth.write_text(json.dumps({"settings": {"campaigns": asked}, "campaigns": [there]}))
    planned = read.Planned("", "pivot", 5, 0), read.Planned("c1", "hardest", 20, 61)
    assert tuple(read.planned(truth)) == planned
    truth.write_text(json.dumps({"campaigns": [there]}))
    assert read.planned(truth) == [read.Planned("c1", "hardest", 13, 61)]


def test_end_users_are_members_and_who_is_absent_is_counted():
    them = [seen(campaign="c", end_user=True, level=2, named_in="x") for _ in range(3)]
    them += [seen(campaign="c", end_user=True), seen(end_user=True, level=2, named_in="x"), seen()]
    campaigns = [("c", "in_reseller", 5, 40), ("", "pivot", 5, 0)]
    told = module("figures").part("p", "", [world(*them, campaigns=campaigns)])
    (row,) = told["sizes"]
    assert (row["campaigns"], row["planned"], row["seen"], row["end_users"]) == (2, 10, 4, 4)
    assert row["likely"]["count"] == 3 and row["named"] == 1
    assert told["end_users"]["flagged"] == 1 and told["accounts"]["flagged"] == 0
    assert told["wrong_groups"][0]["members_of_campaigns"] == 3


def test_one_wrong_group_is_one_error_whatever_the_rate_says():
    fleet = [seen(country="FR", level=2, named_in="x", population="fleet") for _ in range(40)]
    others = [seen(country=c) for c in ("FR", "DE", "US") for _ in range(1000)]
    told = module("figures").disparity([world(*fleet, *others)], "country")
    assert told["top"]["group"] == "FR" and told["ratio"]["ratio"] is None
    assert told["ratio"]["low"] > 10 and told["ratio"]["high"] is None
    assert told["differ"] == 3 and told["differ_without"] == [0]
    assert told["mostly_here"] == told["wrong_groups"] == 1 and told["p_any_group"] == 1.0


def test_where_nobody_is_flagged_there_is_no_disparity():
    figures = module("figures")
    assert figures.disparity([world(seen())], "script") is None
    assert [row["group"] for row in figures.groups([seen()] * 400, "script")] == ["Latin"]


def test_sentences_that_differ_in_numbers_are_one():
    said = module("figures").said
    told = said([world(notes=[f"With {n} accounts, nothing.", "No text."]) for n in (198, 1_200)])
    assert told["notes"][0] == {"sentence": "With 198 accounts, nothing.", "audits": 2}
    assert told["notes"][1]["audits"] == 2
    assert told["controlled"] == {"a share": 2}
