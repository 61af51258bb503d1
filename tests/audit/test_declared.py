"""Licences, clearances and resellers: honoured for their time, and said."""

from __future__ import annotations

import json
import os
from collections import Counter
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from stillwatch.audit.declared import exempt, notes, reasons, told, unread
from stillwatch.audit.run import Audit, Request, run
from stillwatch.audit.units import Names
from stillwatch.ingest.account_rows import row_of as row_of_table
from stillwatch.ingest.accounts import AccountTable
from stillwatch.simulate.run import simulate
from stillwatch.simulate.world import World, named

from .test_detection import EAGER

BEGUN, CUT, OVER = "2026-03-02", "2026-03-05", "2026-03-08"
"""First day of the small world, the day in its middle, and the day after its last."""


@pytest.fixture(scope="module")
def log(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Six days of 350 ordinary accounts and one campaign of 60."""
    params = {"campaign.load_sd": "0.15", "campaign.start_jitter_h": "6", "campaign.other": "0"}
    world = World(
        name="kind:paraphrased", seed=2, accounts=350, campaign_accounts=60, days=6, params=params
    )
    folder = tmp_path_factory.mktemp("world")
    simulate(named(world), folder, form="jsonl")
    (path,) = folder.glob("log-*.jsonl")
    return path


@pytest.fixture(scope="module")
def lines(log: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in log.read_text().splitlines()]


@pytest.fixture(scope="module")
def plain(log: Path, tmp_path_factory: pytest.TempPathFactory) -> Audit:
    """Audit without any table."""
    return run(Request([log], tmp_path_factory.mktemp("plain"), settings=EAGER, workers=1))


@pytest.fixture(scope="module")
def flagged(plain: Audit) -> list[str]:
    """Accounts that stand at `likely` where nothing is declared."""
    names = plain.accounts.filter(plain.accounts["flagged"])["account"].to_pylist()
    assert len(names) >= 20
    return list(names)


def audit_with(log: Path, tmp_path: Path, rows: list[dict[str, Any]]) -> Audit:
    table = tmp_path / "table.jsonl"
    table.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return run(Request([log], tmp_path / "out", table, settings=EAGER, workers=1))


def row_of(audit: Audit, name: str) -> dict[str, Any]:
    (row,) = [row for row in audit.accounts.to_pylist() if row["account"] == name]
    return row


def members(audit: Audit) -> dict[str, tuple[str, str]]:
    return {m.account: (m.since, m.until) for c in audit.campaigns for m in c.members}


def sent(lines: list[dict[str, Any]], name: str) -> Counter[bool]:
    """Exchanges of an account: before (True) and from (False) the middle of the log."""
    return Counter(line["time"] < CUT for line in lines if line["account"]["id"] == name)


@pytest.mark.slow
@pytest.mark.parametrize("form", [{"licence_scope": "all"}, {"allow_by": "ann"}])
def test_what_is_exempt_all_along_is_never_a_member(log, lines, flagged, tmp_path, form):
    name = flagged[0]
    audit = audit_with(log, tmp_path, [{"account": name, **form}])
    row = row_of(audit, name)
    assert name not in members(audit)
    assert (row["severity"], row["flagged"]) == ("none", False)
    assert row["exchanges"] == sent(lines, name).total()
    assert "not judged" in row["reasons"][0]
    (said,) = audit.summary["exempt"]
    assert said["exchanges_not_judged"] == row["exchanges"] and said["exchanges_judged"] == 0
    assert said["state"] == "holds"
    assert name not in {item.get("account") for item in audit.summary["review"]}


@pytest.mark.parametrize(
    "form",
    [
        {"licence_document": "MSA-7", "licence_valid_until": f"{CUT}T00:00:00Z"},
        pytest.param(
            {"allow_until": f"{CUT}T00:00:00Z", "allow_by": "ann"}, marks=pytest.mark.slow
        ),
    ],
)  # fmt: skip
def test_one_that_ends_in_the_middle_is_honoured_until_then_and_no_longer(
    log, lines, flagged, tmp_path, form
):
    # what is left of one alone may be too little to be told from anybody's
    both = [a for a in flagged if sent(lines, a)[True]]
    names = sorted(both, key=lambda a: -sent(lines, a)[False])[:4]
    audit = audit_with(log, tmp_path, [{"account": name, **form} for name in names])
    told = {said["account"]: said for said in audit.summary["exempt"]}
    for name in names:
        said, counts = told[name], sent(lines, name)
        assert counts[True] and counts[False]
        judged = said["exchanges_not_judged"], said["exchanges_judged"]
        assert judged == (counts[True], counts[False])
        assert said["until"] == f"{CUT}T00:00:00Z" and said["state"] == "ended"
        row = row_of(audit, name)
        assert row["exchanges"] == counts.total()
        assert "to the end of 2026-03-04 UTC: not judged" in row["reasons"][0]
        assert any("ended before the log did" in note and name in note
                   for note in audit.summary["notes"])  # fmt: skip
        if row["flagged"]:
            assert members(audit)[name][0] >= CUT
    again = [name for name in names if row_of(audit, name)["flagged"]]
    assert again, "what they sent afterwards is judged like anybody's"


@pytest.mark.slow
def test_one_that_begins_in_the_middle_excuses_nothing_before(log, lines, flagged, tmp_path):
    name = max(flagged, key=lambda a: sent(lines, a)[True])
    later = {"account": name, "valid_from": CUT, "licence_scope": "all"}
    audit = audit_with(log, tmp_path, [later])
    (said,) = audit.summary["exempt"]
    assert said["exchanges_judged"] == sent(lines, name)[True]
    assert name not in members(audit) or members(audit)[name][1] < CUT


def test_what_lies_outside_the_log_changes_nothing(log, plain, flagged, tmp_path):
    rows = [
        {"account": flagged[0], "valid_from": OVER, "licence_scope": "all", "reseller": True},
        {"account": flagged[1], "licence_scope": "all", "licence_valid_until": "2026-02-01"},
    ]
    audit = audit_with(log, tmp_path, rows)
    assert {row["state"] for row in audit.summary["exempt"]} == {"later", "earlier"}
    assert {row["exchanges_not_judged"] for row in audit.summary["exempt"]} == {0}
    assert audit.campaigns == plain.campaigns
    assert audit.summary["resellers"] == []
    assert "licensed" not in str(audit.accounts["reasons"].to_pylist())


@pytest.mark.slow
def test_history_is_cut_at_each_row(log, lines, flagged, tmp_path):
    name = flagged[0]
    rows = [
        {"account": name, "licence_scope": "all", "valid_from": BEGUN},
        {"account": name, "valid_from": "2026-03-03"},
        {"account": name, "allow_by": "ann", "valid_from": CUT, "allow_until": CUT},
    ]
    audit = audit_with(log, tmp_path, rows)
    lines = [line for line in lines if line["account"]["id"] == name]
    days = Counter(line["time"][:10] for line in lines)
    covered = days[BEGUN] + days[CUT]
    assert {row["exchanges_not_judged"] for row in audit.summary["exempt"]} == {covered}
    assert {row["exchanges_judged"] for row in audit.summary["exempt"]} == {len(lines) - covered}


def test_only_what_holds_in_the_log_is_said_to_have_left_anything_out():
    table = AccountTable(
        [row_of_table({"account": "a", "licence_scope": "x", "licence_valid_until": "2026-01-31"}),
         row_of_table({"account": "a", "valid_from": "2026-03-01", "allow_by": "ann"})]
    )  # fmt: skip
    names: Names = {1: ("a", None)}
    found = exempt(table, names)
    (apart,) = found.names
    march = [24 * (datetime(2026, 3, day) - datetime(1970, 1, 1)).days for day in (2, 4)]
    spans = told(found, names, {1: 0, apart: 53}, march[0], march[1])
    assert [(s["state"], s["exchanges_not_judged"]) for s in spans] == [
        ("earlier", 0), ("holds", 53)]  # fmt: skip
    assert reasons(spans) == {"a": "reviewed and cleared from 2026-03-01: not judged"}


def test_accounts_that_the_log_spells_otherwise_are_said():
    def said(*accounts: str) -> list[str]:
        table = AccountTable([row_of_table({"account": name}) for name in accounts])
        return notes(table, [], [], ["acme", "x"])

    assert said("acme", "y") == [] == notes(None, [], [], ["acme"])
    (note,) = said("Acme", "x", "y")
    assert "spells otherwise" in note and "Acme (in the log acme)" in note and "y" not in note[-20:]
    (note,) = said("y", "z")
    assert note.startswith("None of the 2 accounts of the account table is in the log")
    assert said() == ["The account table is empty: it names no account."]


def test_a_table_beside_the_log_that_was_not_given_is_said(tmp_path: Path):
    log, other = tmp_path / "log.jsonl", tmp_path / "other"
    other.mkdir()
    assert unread([log, tmp_path, other]) == []
    (tmp_path / "accounts.of").touch()
    (other / "accounts.csv.zst").touch()
    assert unread([log]) == []
    [note] = unread([other])
    assert note.startswith(f"{other / 'accounts.csv.zst'} was not read")
    assert "--accounts" in note
    (tmp_path / "accounts.jsonl").touch()
    [note] = unread([log, log, other])
    assert note.startswith(f"{tmp_path / 'accounts.jsonl'} was not read")
    assert unread([tmp_path / "accounts.jsonl"]) == []
    odd = Path(os.fsdecode(bytes(tmp_path) + b"/caf\xe9"))
    odd.mkdir()
    (odd / "Accounts.CSV").touch()
    [note] = unread([odd])
    assert "caf\\xe9/Accounts.CSV was not read" in note and note.encode()
