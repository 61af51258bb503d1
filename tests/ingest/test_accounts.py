"""The account table in each of its formats, and what holds when."""

from __future__ import annotations

import csv
import json
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from stillwatch.core.errors import InputError
from stillwatch.ingest.account_rows import row_of, unknown_columns
from stillwatch.ingest.accounts import AccountTable, read_accounts
from stillwatch.ingest.read import open_logs

from .logs import exchange, write

ROWS: list[dict[str, Any]] = [
    {"account": "plain", "plan": "gold", "owners": ["Ann", "Bob"]},
    {"account": "shop", "reseller": True, "jurisdictions": ["DE"]},
    {
        "account": "lab",
        "licence_scope": "distillation",
        "licence_document": "C-12",
        "licence_valid_until": "2026-06-30",
        "verified": True,
        "created": "2024-01-02T00:00:00Z",
    },
    {"account": "cleared", "allow_by": "J. Doe", "allow_until": "2026-05-01T12:00:00Z"},
    {"account": "moved", "valid_from": "2026-03-01T00:00:00Z", "org": "old"},
    {"account": "moved", "valid_from": "2026-04-01T00:00:00Z", "org": "new", "reseller": "yes"},
]
CSV = """account,valid_from,plan,org,owners,jurisdictions,reseller,licence_scope,licence_document,\
licence_valid_until,verified,created,allow_by,allow_until
plain,,gold,,Ann; Bob,,,,,,,,,
shop,,,,,DE,true,,,,,,,
lab,,,,,,,distillation,C-12,2026-06-30,TRUE,2024-01-02,,
cleared,,,,,,,,,,,,J. Doe,2026-05-01T12:00:00Z
moved,2026-03-01,,old,,,no,,,,,,,
moved,2026-04-01,,new,,,yes,,,,,,,
"""


def on(month: int, day: int, hour: int = 0) -> datetime:
    return datetime(2026, month, day, hour, tzinfo=UTC)


def nested(row: dict[str, Any]) -> dict[str, Any]:
    """Return a row with its licence and clearance as objects, and `account.*` names."""
    out: dict[str, Any] = {}
    for name, value in row.items():
        top, _, rest = name.partition("_")
        if top in ("licence", "allow"):
            out.setdefault(top, {})[rest] = value
        else:
            out["account.id" if name == "account" else name] = value
    return out


@pytest.fixture(params=["csv", "csv crlf", "jsonl", "jsonl nested", "parquet", "parquet nested"])
def table(request: pytest.FixtureRequest, tmp_path: Path) -> AccountTable:
    kind, _, variant = request.param.partition(" ")
    rows = [nested(row) for row in ROWS] if variant == "nested" else ROWS
    path = tmp_path / f"accounts.{kind}"
    if kind == "csv":
        path.write_bytes(CSV.replace("\n", "\r\n" if variant else "\n").encode("utf-8-sig"))
    elif kind == "jsonl":
        path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    else:
        texts = [
            row | {"reseller": str(row["reseller"])} if "reseller" in row else row for row in rows
        ]
        names = {name for row in texts for name in row}
        pq.write_table(pa.Table.from_pylist([dict.fromkeys(names) | row for row in texts]), path)
    return read_accounts(path)


def test_licence(table: AccountTable) -> None:
    licence = table.licensed("lab", on(6, 30, 23))
    assert licence is not None
    assert (licence.scope, licence.document) == ("distillation", "C-12")
    assert table.licensed("lab", on(7, 1)) is None
    assert table.licensed("plain", on(1, 1)) is None
    assert table.licensed("unheard of", on(1, 1)) is None


def test_clearance(table: AccountTable) -> None:
    assert table.allowed("cleared", on(5, 1, 11))
    assert not table.allowed("cleared", on(5, 1, 12))
    assert not table.allowed("plain", on(1, 1))


def test_reseller_is_who_sells_on_at_some_moment_of_the_log(table: AccountTable) -> None:
    assert table.resellers() == ["moved", "shop"]
    assert table.resellers(on(4, 2), on(5, 1)) == ["moved", "shop"]
    # its row begins after the log does
    assert table.resellers(on(3, 10), on(4, 10)) == ["moved", "shop"]
    # a row of the future says nothing of the past
    assert table.resellers(on(3, 1), on(3, 31)) == ["shop"]


def test_one_who_no_longer_sells_on_did_before() -> None:
    rows = [{"account": "x", "reseller": True}, {"account": "x", "valid_from": "2026-03-01"}]
    found = AccountTable(map(row_of, rows))
    assert found.resellers(on(2, 1), on(2, 20)) == ["x"]
    assert found.resellers(on(2, 20), on(3, 9)) == ["x"]
    assert found.resellers(on(3, 1), on(3, 9)) == []


def spans(*rows: dict[str, Any]) -> list[tuple[Any, Any, bool]]:
    found = AccountTable(row_of({"account": "x", **row}) for row in rows).exemptions("x")
    return [(e.since, e.until, e.licence is not None) for e in found]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([{}], []),
        ([{"licence_scope": "all"}], [(None, None, True)]),
        # a date as an end is the end of that day
        ([{"licence_scope": "all", "licence_valid_until": "2026-03-01"}],
         [(None, on(3, 2), True)]),
        # history: each row until the next one, which does not repeat it
        ([{"licence_scope": "all", "valid_from": "2026-02-01"}, {"valid_from": "2026-03-01"}],
         [(on(2, 1), on(3, 1), True)]),
        # renewed after a gap
        ([{"licence_scope": "a", "licence_valid_until": "2026-02-01T00:00:00Z"},
          {"licence_scope": "b", "valid_from": "2026-03-01"}],
         [(None, on(2, 1), True), (on(3, 1), None, True)]),
        # it ended before its row began: it never held
        ([{"licence_scope": "a", "valid_from": "2026-05-01", "licence_valid_until": "2026-04-01"}],
         []),
        ([{"allow_by": "ann", "allow_until": "2026-04-01T00:00:00Z", "valid_from": "2026-03-01"}],
         [(on(3, 1), on(4, 1), False)]),
        # both: the licence as long as it holds, the clearance from there
        ([{"licence_scope": "a", "licence_valid_until": "2026-03-01T00:00:00Z", "allow_by": "ann"}],
         [(None, on(3, 1), True), (on(3, 1), None, False)]),
        ([{"licence_scope": "a", "allow_by": "ann"}], [(None, None, True)]),
    ],
)  # fmt: skip
def test_exemptions_hold_for_their_time_alone(
    rows: list[dict[str, Any]], expected: list[Any]
) -> None:
    assert spans(*rows) == expected


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.integers(1, 28), st.none() | st.integers(1, 28), st.none() | st.integers(1, 28)
        ),
        max_size=5,
        unique_by=lambda row: row[0],
    )
)
def test_exemptions_are_apart_and_agree_with_the_moment(rows: list[tuple[Any, ...]]) -> None:
    raw = []
    for day, licence, allow in rows:
        row: dict[str, Any] = {"account": "x", "valid_from": f"2026-03-{day:02d}"}
        if licence:
            row |= {"licence_scope": "a", "licence_valid_until": f"2026-03-{licence:02d}"}
        if allow:
            row |= {"allow_until": f"2026-03-{allow:02d}"}
        raw.append(row)
    found = AccountTable(map(row_of, raw))
    held = found.exemptions("x")
    assert all(a.until is not None and b.since is not None and a.until <= b.since
               for a, b in pairwise(held))  # fmt: skip
    for day in range(1, 30):
        at = on(3, day, 12)
        inside = any(e.since is not None and e.since <= at and (e.until is None or at < e.until)
                     for e in held)  # fmt: skip
        assert inside == (found.licensed("x", at) is not None or found.allowed("x", at))


def test_lists_and_length(table: AccountTable) -> None:
    row = table.row("plain", on(1, 1))
    assert row is not None
    assert row.details["owners"] == ["Ann", "Bob"]
    assert len(table) == 5
    assert table.accounts() == ["cleared", "lab", "moved", "plain", "shop"]
    assert table.unknown == ()


def test_overrides_hold_from_their_moment(table: AccountTable, tmp_path: Path) -> None:
    lines = [
        exchange(i, time=time, account={"id": name, "org": "logged", "plan": "logged"})
        for i, (name, time) in enumerate(
            [
                ("moved", "2026-02-28T23:59:59Z"),
                ("moved", "2026-03-01T00:00:00Z"),
                ("moved", "2026-04-02T00:00:00Z"),
                ("plain", "2026-03-02T00:00:00Z"),
                ("stranger", "2026-03-02T00:00:00Z"),
                ("lab", "2026-03-02T00:00:00Z"),
            ]
        )
    ]
    (batch,) = open_logs([write(tmp_path / "a.jsonl", lines)])
    rows = table.apply(batch).to_pylist()
    assert [row["org"] for row in rows] == ["logged", "old", "new", "logged", "logged", "logged"]
    assert [row["plan"] for row in rows] == ["logged"] * 3 + ["gold"] + ["logged"] * 2
    assert [row["verified"] for row in rows] == [None] * 5 + [True]
    assert rows[5]["created"] == datetime(2024, 1, 2, tzinfo=UTC)
    assert table.apply(batch).schema == batch.schema
    assert AccountTable([]).apply(batch).equals(batch)


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.csv", "", "the file is empty"),
        ("a.csv", "name,plan\nx,y\n", "no column is called account"),
        ("a.csv", "account,plan\nx\n", "a.csv:2: more or fewer fields"),
        ("a.csv", "account,plan\nx,y,z\n", "a.csv:2: more or fewer fields"),
        ("a.csv", 'account\n"x\n', "not readable as CSV"),
        ("a.csv", "account,valid_from\nx,soon\n", "a.csv:2: valid_from is neither"),
        ("a.csv", "account,created\nx,2026-01-01T00:00:00\n", "a.csv:2: created is neither"),
        ("a.csv", "account,reseller\nx,perhaps\n", "a.csv:2: reseller is neither true nor false"),
        ("a.csv", "account,licence_valid_until\nx,2026-01-01\n", "without licence_scope"),
        ("a.csv", "account\ny\nx\nx\n", "a.csv:4: .*two rows with one valid_from.* line 3"),
        ("a.csv", "account,org,account\nx,y,z\n", "a.csv:1: two columns are called account"),
        ("a.csv", "account,licence_scope,license_scope\nx,a,b\n", "a.csv:2: licence_scope is said"),
        ("a.jsonl", '{"account": "x", "org": "a", "account.org": "b"}\n', "a.jsonl:1: org is said"),
        (
            "a.csv",
            "account,licence\nx,train\n",
            "a.csv:2: licence is no JSON object with scope",
        ),
        ("a.csv", 'account,licence\nx,"{""scope"": 1"\n', "a.csv:2: licence is no JSON object"),
        (
            "a.csv",
            "account,allow\nx,[]\n",
            "allow is no JSON object with by, until: or use",
        ),
        (
            "a.jsonl",
            '{"account": "x", "licence": {"kind": 1}}\n',
            "a.jsonl:1: licence holds none of",
        ),
        ("a.jsonl", '{"account": "x", "licence": {"scope": []}}\n', "licence_scope is no text"),
        ("a.jsonl", '{"account": "x", "allow": {"by": {"a": 1}}}\n', "allow_by is no text"),
        ("a.jsonl", '{"account": "x", "licence": true}\n', "a.jsonl:1: licence is no JSON object"),
        ("a.csv", "account,licence\nx," + "[" * 9999 + "\n", "licence is no JSON object"),
        ("a.csv", "account;plan\nx;y\n", "commas between its fields"),
        (
            "a.csv",
            "account,valid_from,licence_scope,licence_valid_until\nx,2026-05-01,all,2025-12-31\n",
            "a.csv:2: licence_valid_until is not after valid_from",
        ),
        (
            "a.csv",
            "account,valid_from,allow_until\nx,2026-05-01,2026-04-30\n",
            "a.csv:2: allow_until is not after valid_from",
        ),
        ("a.csv", "account,plan\n,y\n", "a.csv:2: account is missing"),
        ("a.jsonl", '{"account": "x"}\n{"plan"}\n', "a.jsonl:2: not valid JSON"),
        ("a.parquet", "PAR1 and no more", "not a readable Parquet file"),
        ("a.csv", b"account\n\xff\n", "not valid UTF-8 .*save it as UTF-8"),
        ("a.csv", "account\nx\n".encode("utf-16"), "not valid UTF-8 .*save it as UTF-8"),
        ("a.json", '[{"account": "x"}, {"plan": "y"}]', "a.json:2: account is missing"),
        ("a.csv", "account,valid_from\nx,2026-W48-1\n", "valid_from is neither"),
        (
            "a.csv",
            "account,licence_scope,licence_document\nx,none,C-1\n",
            "a.csv:2: licence_scope says there is none, beside licence_document",
        ),
        (
            "a.csv",
            "account,allow_by,allow_until\nx,no,2026-05-01\n",
            "a.csv:2: allow_by says there is none, beside allow_until",
        ),
        (
            "a.jsonl",
            '{"account": "x", "owners": [{"name": "A"}]}\n',
            "a.jsonl:1: owners is no text",
        ),
        ("a.jsonl", '{"account": "x", "org": {"id": "o"}}\n', "a.jsonl:1: org is no text"),
        ("a.jsonl", '{"account": "x", "legal_name": ["A"]}\n', "a.jsonl:1: legal_name is no text"),
        ("a.csv.gz", b"\x1f\x8b\x08\x00", "the gzip data ends early"),
    ],
)
def test_nothing_is_skipped_in_silence(
    tmp_path: Path, name: str, content: str | bytes, message: str
) -> None:
    path = tmp_path / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    with pytest.raises(InputError, match=message):
        read_accounts(path)


def test_a_row_may_repeat_a_licence_that_ended_before_it(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(
        "account,valid_from,org,licence_scope,licence_valid_until\n"
        "x,2026-03-01,new,all,2025-12-31\nx,,old,all,2025-12-31\n"
    )
    assert [e.until for e in read_accounts(path).exemptions("x")] == [on(1, 1)]


def test_a_field_that_is_spelt_twice_is_read_once(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("account,licence_scope,license_scope\nx,a,\ny,b,b\n")
    table = read_accounts(path)
    assert [table.licensed(name, on(1, 1)).scope for name in "xy"] == ["a", "b"]  # type: ignore[union-attr]


def test_a_licence_in_one_field_of_csv_is_an_object(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    told = json.dumps({"scope": "train", "document": "C-1", "valid_until": "2026-06-30"})
    with path.open("w", newline="") as out:
        rows = csv.writer(out)
        rows.writerow(("account", "license", "allow"))
        rows.writerow(("lab", told, ""))
        rows.writerow(("seen", "none", json.dumps({"by": "ann", "until": "2026-05-01"})))
        rows.writerow(("x", " ", "no"))
    table = read_accounts(path)
    held = table.licensed("lab", on(6, 30, 23))
    assert held is not None and (held.scope, held.document) == ("train", "C-1")
    assert table.licensed("lab", on(7, 1)) is None and not table.unknown
    (tmp_path / "a.jsonl").write_text('{"account": "x", "licence": {"scope": ["train", "sell"]}}')
    several = read_accounts(tmp_path / "a.jsonl").licensed("x", on(1, 1))
    assert several is not None and several.scope == "train; sell"
    assert [e.by for e in table.exemptions("seen")] == ["ann"] and not table.exemptions("x")


TRAIN = {"scope": "train", "valid_until": "2026-06-30"}


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.jsonl", json.dumps({"account": {"id": "lab", "licence": TRAIN}})),
        ("a.jsonl", json.dumps({"Account": "lab", "Licence": {"Scope": "train"} | TRAIN})),
        ("a.jsonl", json.dumps({"account": " lab ", "account.license": TRAIN})),
        ("a.jsonl", json.dumps({"account": "lab", "licence": json.dumps(TRAIN)})),
        ("a.jsonl", json.dumps({"account": "lab", "licence": {"scope": "train",
                                                              "until": "2026-06-30"}})),
        ("a.json", json.dumps([{"account": "lab", "licence": TRAIN}])),
        ("a.json", json.dumps({"account": "lab", "licence": TRAIN}, indent=1)),
        ("a.csv", "account , licence_scope , licence_valid_until\n lab , train , 2026-06-30\n,,\n"),
        ("a.csv", "Account,Licence_Scope,Licence_Valid_Until\nlab,train,2026-06-30\n  \n"),
        ("a.csv", "account.id,account.licence.scope,licence.valid_until\nlab,train,2026-06-30\n"),
        ("a.csv", "account,licence_scope,licence_valid_until\nlab,train,2026-07-01T00:00:00Z\n"),
        ("a.csv", 'account,account.licence.scope,account.licence\nlab,,"'
                  + json.dumps(TRAIN).replace('"', '""') + '"\n'),
    ],
)  # fmt: skip
def test_a_licence_is_read_however_it_is_written(tmp_path: Path, name: str, content: str) -> None:
    path = tmp_path / name
    path.write_text(content)
    table = read_accounts(path)
    assert table.accounts() == ["lab"] and not table.unknown
    (held,) = table.exemptions("lab")
    assert held.licence is not None and (held.licence.scope, held.until) == ("train", on(7, 1))


def test_a_word_for_none_is_no_permission() -> None:
    for word in ("none", "No", "false", "-", "n/a", 0, False, None, ""):
        for told in (
            {"licence_scope": word},
            {"licence": {"scope": word}},
            {"allow": {"by": word}},
        ):
            assert spans(told) == [], told


def test_an_end_has_one_name_for_both() -> None:
    assert spans({"allow": {"by": "ann", "valid_until": "2026-03-01"}}) == [(None, on(3, 2), False)]
    assert spans({"allow_valid_until": "2026-03-01"}) == [(None, on(3, 2), False)]


def test_for_ever_may_be_a_moment() -> None:
    told = {"licence_scope": "all", "licence_valid_until": "9999-12-31T23:59:59Z"}
    ((_, until, _),) = spans(told)
    assert until == datetime(9999, 12, 31, 23, 59, 59, tzinfo=UTC)


def test_data_frames_hold_whole_numbers_as_floats_and_dates_as_midnights(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    ends = pa.array([datetime(2026, 6, 30), datetime(2026, 6, 30, 12)], pa.timestamp("ns"))
    columns = {"account": pa.array([42.0, 43.0]), "licence_scope": ["a", "b"]}
    pq.write_table(pa.table(columns | {"licence_valid_until": ends}), path)
    found = read_accounts(path)
    assert [[e.until for e in found.exemptions(a)] for a in ("42", "43")] == [
        [on(7, 1)],
        [on(6, 30, 12)],
    ]


def test_lists_in_one_field() -> None:
    row = row_of(
        {"account": "x", "owners": '["A, B Ltd [KY] 60 %", "C"]', "jurisdictions": "GB, IE"}
    )
    assert row.details == {"owners": ["A, B Ltd [KY] 60 %", "C"], "jurisdictions": ["GB", "IE"]}
    assert row_of({"account": "x", "owners": "[A] Ltd; B"}).details["owners"] == ["[A] Ltd", "B"]


def test_case_of_countries_and_domains_means_nothing(tmp_path: Path) -> None:
    told = {"country": "de", "email_domain": "Example.COM"}
    assert row_of({"account": "x"} | told).details == {
        "country": "DE",
        "email_domain": "example.com",
    }
    log = write(tmp_path / "a.jsonl", [exchange(0, account={"id": "x"} | told)])
    (batch,) = open_logs([log])
    (row,) = batch.to_pylist()
    assert (row["country"], row["email_domain"]) == ("DE", "example.com")


def test_unknown_columns_are_named(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("account,licens_scope,license_scope\nx,a,b\n")
    found = read_accounts(path)
    assert found.unknown == ("licens_scope",)
    assert found.licensed("x", on(1, 1)) is not None


def test_pseudonyms_match_those_of_the_log(tmp_path: Path) -> None:
    path = tmp_path / "accounts.csv"
    path.write_text(
        "account,org,legal_name,licence_document,allow_by\nacct-0,firm,Firm Ltd,MSA Firm,Mr Firm\n"
    )
    found = read_accounts(path, pseudonymise=b"key")
    log = write(tmp_path / "a.jsonl", [exchange(0)])
    (batch,) = open_logs([log], pseudonymise=b"key")
    assert batch.column("account").to_pylist() == found.accounts()
    assert "firm" not in str(vars(found)).lower()
    (held,) = found.exemptions(found.accounts()[0])
    assert held.licence is not None, "what is withheld still holds"


@settings(
    max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(st.binary(max_size=120) | st.text(max_size=80).map(lambda s: f"account,plan\n{s}".encode()))
def test_any_bytes(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(data)
    try:
        read_accounts(path)
    except InputError as error:
        assert str(path) in str(error)


def test_a_licence_for_ever_is_one(tmp_path):
    path = tmp_path / "accounts.csv"
    path.write_text(
        "account,licence_scope,licence_document,licence_valid_until\nlab,train,D,9999-12-31\n"
    )
    table = read_accounts(path)
    assert len(table) == 1 and not table.unknown


@pytest.mark.parametrize("value", ["1,000", "-5", "many", True, float("inf"), [3]])
def test_revenue_that_is_no_amount_is_refused(value):
    with pytest.raises(ValueError, match="revenue is no amount"):
        row_of({"account": "a", "revenue": value})


def test_revenue_is_read_and_is_no_unknown_column():
    assert row_of({"account": "a", "revenue": "12.5"}).details["revenue"] == 12.5
    assert unknown_columns({"account": "a", "revenue": 3}) == set()
