"""Screening: alike names are found and explained, ordinary ones are not, and nobody is judged."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from stillwatch.cli.main import cli
from stillwatch.core.errors import InputError
from stillwatch.ingest.account_rows import row_of
from stillwatch.ingest.accounts import AccountTable

pytest.importorskip("rapidfuzz", reason="the extra `screen`")
pytest.importorskip("anyascii", reason="the extra `screen`")

from stillwatch.comply.screening.lists import read_list, read_map
from stillwatch.comply.screening.match import Matcher
from stillwatch.comply.screening.names import name_of
from stillwatch.comply.screening.screen import end_of, parties, screen, warnings

ROOT = Path(__file__).resolve().parent.parent.parent
EXAMPLES = ROOT / "examples" / "compliance"
LISTED = [
    "ZEMLYA INDUSTRIAL GROUP OJSC",
    "Brightwater-Vantor Trading Company",
    "Harbour International Trading Co., Ltd.",
    "Quorvane Institute of Physics",
    "Dovrek Marine International",
    "Pellicor Global Trading GmbH",
]


def best(name: str, threshold: float = 0.8):
    matcher = Matcher(name_of(text) for text in LISTED)
    found = matcher.find(name_of(name), threshold)
    return (LISTED[found[0].place], found[0].score) if found else (None, 0.0)


@pytest.mark.parametrize(
    ("name", "listed"),
    [
        ("Zemlya Industrial Group", 0),
        ("Zemlia Industrial Group JSC", 0),
        ("Группа Industrial Zemlya".replace("Группа", "Group"), 0),
        ("Землыа Индустриал Гроуп", 0),
        ("VANTOR BRIGHTWATER TRADING LLC", 1),
        ("Bright Water Vantor Trading", 1),
        ("Ｑｕｏｒｖａｎｅ Institute of Physics", 3),
        ("Quorvanne Institute Physics", 3),
        ("Dovrek Marine", 4),
    ],
)
def test_listed_names_are_found_in_disguise(name, listed):
    assert best(name)[0] == LISTED[listed]


@pytest.mark.parametrize(
    "name",
    [
        "Norlund International Trading Co., Ltd.",
        "Global Trading GmbH",
        "Harbour View Dental",
        "Marine Industrial Group",
        "Ltd",
        "李明科技有限公司",
        "",
        "١٢٣",
    ],
)
def test_shared_business_words_bring_nobody_close(name):
    assert best(name) == (None, 0.0)


def test_a_score_explains_itself():
    matcher = Matcher(name_of(text) for text in LISTED)
    (match,) = matcher.find(name_of("Zemla Industrial Group Plus"), 0.6)
    assert [p.listed for p in match.pairs if p.similarity < 1] == ["zemlya"]
    assert match.ours_only == ("plus",) and match.listed_only == ()
    assert match.score == pytest.approx(sum(p.similarity * p.weight for p in match.pairs))
    assert match.score < 1


@given(st.text(max_size=60), st.text(max_size=60))
def test_scores_are_bounded_and_a_name_is_like_itself(one, other):
    matcher = Matcher([name_of(one), name_of(other)])
    for text in (one, other):
        name = name_of(text)
        found = matcher.find(name, 0.5)
        assert all(0.5 <= m.score <= 1.0 for m in found)
        if name.words:
            assert found and found[0].score == pytest.approx(1.0)


def test_the_same_words_reach_the_highest_threshold():
    listed = [name_of("df d"), *(name_of(f"df {chr(97 + i)}q{i}") for i in range(14))]
    assert [m.place for m in Matcher(listed).find(listed[0], 1.0)] == [0]


def test_a_low_threshold_shows_all_that_reaches_it():
    matcher = Matcher([name_of("Zemlya"), name_of("Harbour Trading")])
    name = name_of("Zemlya Dovrek Marine")
    assert matcher.compare(name, 0).score == pytest.approx(0.5)
    assert [m.place for m in matcher.find(name, 0.5)] == [0]


def test_a_name_of_thousands_of_words_is_compared_in_time():
    long = " ".join(f"word{i}" for i in range(20_000))
    matcher = Matcher([name_of(long), name_of("Zemlya")])
    assert matcher.find(name_of(long), 0.8)[0].score == pytest.approx(1.0)
    assert len(name_of(long).words) == 40


def table(*rows) -> AccountTable:
    return AccountTable(map(row_of, rows))


def test_owners_are_screened_too_and_facts_stay_outside_the_score():
    read = read_list(EXAMPLES / "list.csv", dated=date(2026, 11, 20))
    same = {"account": "a", "legal_name": "Zemlya Industrial Group", "jurisdictions": ["ZZ"]}
    other = {"account": "b", "legal_name": "X Ltd", "owners": ["Zemlya Industrial Group [NL] 55 %"]}
    hits = screen(parties(table(same, other), end_of(date(2026, 11, 25))), [read])
    assert [(h.party.account, h.party.role) for h in hits] == [("a", "customer"), ("b", "owner")]
    assert hits[0].match.score == hits[1].match.score
    assert hits[1].party.share == 55 and hits[1].party.places == ("NL",)


def test_a_dash_is_no_name():
    rows = ({"account": "a", "legal_name": "—", "owners": ["- [NL] 55 %", "★"]}, {"account": "b"})
    assert parties(table(*rows), end_of(date(2026, 11, 25))) == []


def test_the_command_says_review_and_nothing_else(tmp_path):
    args = ["comply", "screen", "--accounts", str(EXAMPLES / "accounts.csv"), "--list",
            str(EXAMPLES / "list.csv"), "--as-of", "2026-11-25"]  # fmt: skip
    done = CliRunner().invoke(cli, [*args, "--json"])
    assert done.exit_code == 0, done.stderr
    told = json.loads(done.stdout)
    assert told["version"] == 1 and told["matches"]
    assert {row["result"] for row in told["matches"]} == {"review"}
    top = told["matches"][0]
    assert top["listed"]["id"] == "ex2" and top["listed"]["programs"] == ["EXAMPLE-1", "EXAMPLE-2"]
    assert top["listed"]["url"] == "https://example.com/list" and top["why"]
    assert "same country: ZZ" in top["facts"]
    assert "its date is not known" in told["warnings"][0]
    assert CliRunner().invoke(cli, [*args, "--json"]).stdout == done.stdout
    shown = CliRunner().invoke(cli, args).output.lower()
    assert "blocked" not in shown and "sanctioned" not in shown and "for review" in shown


def test_matches_beyond_the_closest_are_counted(tmp_path):
    table_file, listed = tmp_path / "table.csv", tmp_path / "list.csv"
    table_file.write_text("account,legal_name\na,Zemlya Industrial\nb,Quorvane\n")
    listed.write_text("_id,name\n" + "".join(f"{i},Zemlya Industrial\n" for i in range(25)))
    args = ["comply", "screen", "--accounts", str(table_file), "--list", str(listed)]
    told = json.loads(CliRunner().invoke(cli, [*args, "--json"]).stdout)
    assert (len(told["matches"]), told["matches_left_out"]) == (10, 15)
    assert "Left out: 15 more" in CliRunner().invoke(cli, args).stdout


def test_an_old_list_is_called_old():
    read = read_list(EXAMPLES / "list.csv", dated=date(2026, 10, 1))
    assert "is 55 days old" in warnings([read], date(2026, 11, 25))[0]
    assert warnings([read], read.date) == []
    assert "is yet to come" in warnings([read], date(2025, 10, 1))[0]


def test_json_of_the_consolidated_list(tmp_path):
    path = tmp_path / "csl.json"
    row = {"id": "7", "name": "Zemlya Group", "alt_names": ["Zemla Plant", 3], "type": "Entity",
           "source": "Invented", "programs": ["P"], "addresses": [{"city": "X", "country": "zz"}],
           "source_list_url": "https://example.com", "ids": None}  # fmt: skip
    path.write_text(json.dumps({"total": 1, "results": [row]}))
    (entry,) = read_list(path).entries
    assert (entry.name, entry.aliases, entry.countries) == (
        "Zemlya Group",
        ("Zemla Plant",),
        ("ZZ",),
    )
    path.write_text(json.dumps({"total": 1, "results": [row]}, indent=2))
    assert read_list(path).entries == (entry,)
    path.write_text(json.dumps(row) + "\n" + json.dumps({**row, "id": "8"}) + "\n")
    assert [e.id for e in read_list(path).entries] == ["7", "8"]


def test_a_map_without_a_column_for_names_is_refused(tmp_path):
    path = tmp_path / "map.toml"
    path.write_text("[fields]\nname = []\n")
    with pytest.raises(InputError, match="name is missing"):
        read_map(path)


def test_other_lists_by_a_map(tmp_path):
    path, mapped = tmp_path / "eu.csv", tmp_path / "map.toml"
    path.write_text("Naam;x,AKA\n".replace(";x", "") + '"Zemlya Group","Zemla|Zemlja"\n')
    with pytest.raises(InputError, match="give --map FILE"):
        read_list(path)
    mapped.write_text(
        '[fields]\nname = "Naam"\naliases = ["AKA"]\n'
        '[list]\nname = "Another list"\nseparator = "|"\ndate = 2026-11-01\n'
    )
    read = read_list(path, read_map(mapped))
    (entry,) = read.entries
    assert entry.aliases == ("Zemla", "Zemlja") and entry.list == "Another list"
    assert entry.id == "row 2" and read.date == date(2026, 11, 1)
    mapped.write_text('[fields]\nnaam = "Naam"\n')
    with pytest.raises(InputError, match="'naam' means nothing here"):
        read_map(mapped)


@pytest.mark.parametrize("between", [";", "\t"])
def test_a_list_with_other_marks_between_its_fields(between, tmp_path):
    path = tmp_path / "eu.csv"
    path.write_text('id|name|alt_names\n7|"Zemlya, Group"|"Zemla; Zemlja"\n'.replace("|", between))
    (entry,) = read_list(path).entries
    assert (entry.id, entry.name, entry.aliases) == ("7", "Zemlya, Group", ("Zemla", "Zemlja"))


HOSTILE = ["=cmd|' /C calc'!A0", "\x1b[31mred", "a\u202egnp", "<script>alert(1)</script>",
           "#eval(read(\"/etc/passwd\"))", "zero\u200bwidth", "x" * 5000, "\u0301" * 9]  # fmt: skip


def test_hostile_names_are_harmless_on_a_terminal(tmp_path):
    listed, accounts = tmp_path / "l.csv", tmp_path / "a.csv"
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["name", "source"])
    writer.writerows([name, "L"] for name in HOSTILE)
    listed.write_text(out.getvalue())
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["account", "legal_name"])
    writer.writerows([f"a{i}", name] for i, name in enumerate(HOSTILE))
    accounts.write_text(out.getvalue())
    done = CliRunner().invoke(
        cli, ["comply", "screen", "--accounts", str(accounts), "--list", str(listed)]
    )
    assert done.exit_code == 0, done.output
    assert not set(done.output) & {"\x1b", "\u202e", "\u200b"}
    assert "red" in done.output


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b"", "empty"),
        (b"name,name\nx,y\n", "twice"),
        (b'name\n"x\n', "not readable as CSV"),
        (b"name,b\nx\n", "more or fewer fields"),
        (b"[1]", "list of objects"),
        (b'{"results": 3}', ""),
        (b"name,source\n ,x\n", "no party has a name"),
        (b"\xff\xfe\x00", "UTF-8"),
        (b"[" * 100_000, "nested too deeply"),
    ],
)
def test_bad_lists_get_one_line(tmp_path, body, said):
    path = tmp_path / "l.csv"
    path.write_bytes(body)
    accounts = EXAMPLES / "accounts.csv"
    done = CliRunner().invoke(
        cli, ["comply", "screen", "--accounts", str(accounts), "--list", str(path)]
    )
    assert done.exit_code == 2 and said in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
