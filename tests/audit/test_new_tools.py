"""Who keeps offering new lists of tools."""

from __future__ import annotations

import json
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import ibis
import pyarrow as pa
import pytest

from stillwatch.audit.new_tools import SHOWN, STATEMENT, Offers, offers, told
from stillwatch.audit.population import Store
from stillwatch.audit.run import Request, run
from stillwatch.report.explain import explain
from stillwatch.report.explanation import verdict

from ..engine.rows import row, table
from .test_run import KEY, everything_written, lines_of

NAMES: dict[int, tuple[str, str | None]] = {n: (f"a{n:02}", None) for n in range(1, 60)} | {
    60: ("shop", "u"), 61: ("shop", "v"), 62: ("shop", "w"), 63: ("rest", "u"),
}  # fmt: skip


def held(rows: list[dict[str, Any]], **observables: dict[int, int]) -> Store:
    """Feature rows; values of further observables by unit."""
    made = table(rows)
    for name, of in observables.items():
        values = pa.array([of.get(r["account"], 0) for r in rows], pa.uint64())
        made = made.append_column(f"obs_{name}", values)
    return Store(ibis.duckdb.connect(), ibis.memtable(made), ibis.memtable(pa.table({})))


def sends(unit: int, lists: list[int], **more: Any) -> list[dict[str, Any]]:
    """One exchange for each list of tools; 0: none is offered."""
    return [
        row(f"x{unit}-{i}-{more}", unit, i, obs_tools=key, **more) for i, key in enumerate(lists)
    ]


def found(store: Store, campaigns: Any = (), levels: Any = None) -> dict[str, Any]:
    return told(store, offers(store), NAMES, levels or {}, campaigns)


def test_who_offers_a_new_list_in_more_than_two_in_five_requests_is_told():
    store = held(
        [
            *sends(1, [*range(1, 6), *[5] * 5]),  # 5 lists in 10 requests
            *sends(2, [*range(1, 5), *[4] * 6]),  # 4 in 10
            *sends(3, list(range(1, 10))),  # 9 in 9
            *sends(4, [*range(1, 6), *[5] * 5, *[0] * 90]),  # most offer none
            *sends(5, [7] * 200),
        ]
    )
    assert offers(store)[4] == Offers(100, 10, 5)
    some = found(store)
    assert [(r["account"], r["requests"], r["lists"], r["exchanges"]) for r in some["rows"]] == [
        ("a01", 10, 5, 10), ("a04", 10, 5, 100)
    ]  # fmt: skip
    assert some["count"] == 2 and some["in_campaigns"] == 0 and some["statement"] == STATEMENT
    assert {r["severity"] for r in some["rows"]} == {"none"}


def test_requests_whose_text_is_not_there_do_not_count():
    store = held(
        [
            *sends(1, list(range(1, 10))),
            *sends(1, list(range(11, 20)), has_text=False),
            *sends(2, list(range(1, 10)), has_text=False),
        ]
    )
    assert offers(store) == {1: Offers(18, 9, 9)} and found(store)["rows"] == []


def test_a_log_that_tells_no_tools_has_none():
    store = held(sends(1, [0] * 30))
    none = {"count": 0, "in_campaigns": 0, "sharing": 0, "statement": "", "rows": []}
    assert offers(store) == {} and found(store) == none
    without = Store(store.backend, store.rows.drop("obs_tools"), store.values)
    assert offers(without) == {} and found(without) == none


def test_what_several_share_is_told_and_a_day_of_sign_up_of_two_is_chance():
    new = list(range(1, 12))
    store = held(
        [one for unit in (1, 2, 3, 4, 5, 60, 61) for one in sends(unit, new)],
        payment={1: 7, 2: 7, 60: 8, 61: 8},
        signup_day={1: 5, 2: 5, 3: 5, 4: 6, 5: 6},
    )
    told_of = found(store)
    assert told_of["sharing"] == 5
    some = {(r["account"], r["end_user"]): r["shares"] for r in told_of["rows"]}
    assert [name for name, _ in some][:3] == ["a01", "a02", "a03"], "who shares comes first"
    assert some["a01", None]["types"] == ["payment", "signup_day"]
    assert some["a01", None]["statement"] == (
        "It shares one means of payment with a02 and one day of sign-up with a02 and a03, which "
        "nobody else has"
    )
    assert some["a04", None] is None, "two meet on a day by chance"
    said = "It is one of 2 end users of its account that do so, of 3 judged apart"
    assert some["shop", "u"]["statement"] == said, "the card is the account's"


def test_who_nothing_names_comes_first_and_the_rest_is_counted():
    new = list(range(1, 12))
    store = held([one for unit in range(1, 31) for one in sends(unit, [*new, 100 + unit])])
    members = [SimpleNamespace(account=f"a{n:02}", end_user=None) for n in range(1, 6)]
    campaign: Any = SimpleNamespace(id="c-1", severity="confirmed", members=members)
    some = found(store, [campaign], {(f"a{n:02}", None): "likely" for n in range(1, 5)})
    assert some["count"] == 30 and some["in_campaigns"] == 5 and len(some["rows"]) == SHOWN
    assert not {r["campaign"] for r in some["rows"]} - {None}, "they are told elsewhere"
    few = held([one for unit in (1, 5, 9) for one in sends(unit, new)])
    some = found(few, [campaign], {("a01", None): "likely", ("a09", None): "none"})
    assert [(r["account"], r["campaign"], r["severity"]) for r in some["rows"]] == [
        ("a09", None, "none"), ("a01", "c-1", "likely"), ("a05", "c-1", "confirmed")
    ]  # fmt: skip


def test_a_large_group_keeps_nobody_else_off_the_list():
    new = list(range(1, 12))
    store = held(
        [one for unit in range(1, 41) for one in sends(unit, new)],
        payment=dict.fromkeys(range(1, 31), 7) | dict.fromkeys((33, 34), 8),
    )
    names = [r["account"] for r in found(store)["rows"]]
    assert names[:7] == [*(f"a{n:02}" for n in range(1, 6)), "a33", "a34"]
    assert set(names[7:15]) == {f"a{n}" for n in (31, 32, *range(35, 41))} and names[15] == "a06"


@pytest.fixture(scope="module")
def invented(world, tmp_path_factory):
    """Write a log in which two accounts invent tools and one does not; return it and who."""
    folder, lines = tmp_path_factory.mktemp("invented"), lines_of(world())
    counts: dict[str, int] = {}
    for line in lines:
        counts[line["account"]["id"]] = counts.get(line["account"]["id"], 0) + 1
    who = sorted(counts, key=lambda name: -counts[name])[:3]
    for i, line in enumerate(lines):
        line["request"].pop("tools", None)
        if line["account"]["id"] in who:
            made = "search" if line["account"]["id"] == who[2] else f"tool_{i}"
            line["request"]["tools"] = [{"name": made}]
    log = folder / "log.jsonl"
    log.write_text("".join(json.dumps(line) + "\n" for line in lines))
    return log, who


def test_an_audit_tells_them_in_its_summary_its_tables_and_to_who_asks(invented, tmp_path: Path):
    log, who = invented
    audit = run(Request([log], tmp_path / "out"))
    rows = audit.summary["new_tools"]["rows"]
    assert {r["account"] for r in rows} == set(who[:2])
    assert all(r["lists"] == r["requests"] >= 10 and r["end_user"] is None for r in rows)
    kept = {r["account"]: (r["tool_requests"], r["tool_lists"]) for r in audit.accounts.to_pylist()}
    assert {r["account"]: (r["requests"], r["lists"]) for r in rows} == {
        n: kept[n] for n in who[:2]
    }
    assert kept[who[2]][1] == 1 and sum(map(bool, (lists for _, lists in kept.values()))) == 3
    page = (tmp_path / "out" / "report.html").read_text()
    assert 'id="new_tools"' in page
    said = "offer a list of tools that it had not offered before"
    assert any(said in words for words in verdict(explain(tmp_path / "out", who[0])))
    assert not any(said in words for words in verdict(explain(tmp_path / "out", who[2])))


def test_who_is_licensed_is_not_told(invented, tmp_path: Path):
    log, who = invented
    (tmp_path / "accounts.csv").write_text(f"account,licence_scope\n{who[0]},all\n")
    audit = run(Request([log], tmp_path / "out", tmp_path / "accounts.csv"))
    assert [r["account"] for r in audit.summary["new_tools"]["rows"]] == [who[1]]
    kept = {r["account"]: r["tool_lists"] for r in audit.accounts.to_pylist()}
    assert kept[who[0]] == 0 < kept[who[1]]


def test_pseudonyms_hold(invented, tmp_path: Path):
    log, who = invented
    audit = run(Request([log], tmp_path / "out", pseudonymise=KEY))
    rows = audit.summary["new_tools"]["rows"]
    assert len(rows) == 2 and all(r["account"].startswith("acct_") for r in rows)
    written = everything_written(tmp_path / "out")
    assert not [name for name in who if name in written]


def test_an_audit_of_a_log_without_tools_shows_no_section(invented, tmp_path: Path):
    log, _ = invented
    lines = [json.loads(line) for line in log.read_text().splitlines()]
    for line in lines:
        line["request"].pop("tools", None)
    log = tmp_path / "log.jsonl"
    log.write_text("".join(json.dumps(line) + "\n" for line in lines))
    audit = run(Request([log], tmp_path / "out"))
    assert audit.summary["new_tools"] == {
        "count": 0, "in_campaigns": 0, "sharing": 0, "statement": "", "rows": []
    }  # fmt: skip
    assert 'id="new_tools"' not in (tmp_path / "out" / "report.html").read_text()
