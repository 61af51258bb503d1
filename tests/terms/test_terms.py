"""Terms: what was accepted when, which clause, and what must never be said."""

from __future__ import annotations

import errno
import json
import os
import shutil
import stat
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner

from stillwatch.cli.main import cli
from stillwatch.comply.terms.acceptances import Acceptances, read_acceptances
from stillwatch.comply.terms.apply import apply
from stillwatch.comply.terms.audited import Audit
from stillwatch.comply.terms.document import digest, read_document
from stillwatch.comply.terms.ownership import Registry, owner_of
from stillwatch.comply.terms.write import write_whole
from stillwatch.core.errors import InputError
from stillwatch.ingest.account_rows import row_of
from stillwatch.ingest.accounts import AccountTable
from stillwatch.ingest.pseudonyms import pseudonym

from .made import campaign, write_audit

ROOT = Path(__file__).resolve().parent.parent.parent
TERMS = ROOT / "examples" / "compliance" / "terms.toml"
AT = datetime(2026, 3, 10, tzinfo=UTC)


def accepted(tmp_path, *rows: str) -> Acceptances:
    path = tmp_path / "acceptances.csv"
    path.write_text("\n".join(["account,document,version,accepted_at,by", *rows]) + "\n")
    return read_acceptances(path)


def lines(audit, tmp_path, *rows: str, table: AccountTable | None = None):
    found = apply(
        Audit(audit), [read_document(TERMS)], table or AccountTable([]), accepted(tmp_path, *rows)
    )
    return found, {(line.account, line.rule): line for line in found.lines}


def test_the_version_accepted_then_is_cited_never_a_later_one(audit, tmp_path):
    _, found = lines(
        audit,
        tmp_path,
        "a,api-terms,2025-03,2025-06-01,form",
        "a,api-terms,2026-02,2026-03-06T12:00:00Z,banner",
        "b,api-terms,2026-02,2026-03-11,after the fact",
    )
    first, second = found["a", "no-training"].agreed
    assert (first.version, first.clause) == ("2025-03", "4.2")
    assert first.until == second.since == datetime(2026, 3, 6, 12, tzinfo=UTC)
    assert (second.version, second.clause) == ("2026-02", "4.3")
    assert "compete" in first.text and "pooled" in second.text
    assert "2026-02 was offered then, and not accepted" in " ".join(first.notes)
    (late,) = found["b", "no-training"].agreed
    assert late.version is late.clause is late.text is None
    assert "no acceptance is on record" in late.notes[0]


def test_an_account_in_two_campaigns_is_counted_once(tmp_path):
    rows = [campaign("c-1"), campaign("c-2", accounts=("b", "c"))]
    found, _ = lines(write_audit(tmp_path / "two", rows), tmp_path)
    assert found.accounts == 4
    assert [line.campaign for line in found.lines if line.account == "b"] == ["c-1", "c-2"]


def test_a_clause_that_the_accepted_version_lacks_is_not_cited(audit, tmp_path):
    table = AccountTable([row_of({"account": "a", "owners": "Held Fast [ZZ] 70 %"})])
    _, found = lines(audit, tmp_path, "a,api-terms,2025-03,2025-06-01,form", table=table)
    (part,) = found["a", "ownership"].agreed
    assert part.clause is part.text is None
    assert "version 2025-03 has no clause 2.2" in part.notes


def test_shares_of_more_than_the_whole_are_said_to_be_uncertain(audit, tmp_path):
    for owners, certain in (
        ("A [ZZ] 60 %; B [US] 40 %", True),
        ("A [ZZ] 60 %; B [US] 70 %", False),
    ):
        table = AccountTable([row_of({"account": "a", "owners": owners})])
        _, found = lines(audit, tmp_path, "a,api-terms,2025-03,2025-06-01,form", table=table)
        touch = found["a", "ownership"].touch
        assert touch.certain is certain and ("130 %" in touch.what) is not certain


def test_a_licence_takes_the_clause_away_only_while_it_holds(audit, tmp_path):
    rows = [
        {"account": "a", "licence_scope": "all", "licence_document": "L-1"},
        {"account": "b", "licence_scope": "all", "licence_document": "L-2",
         "licence_valid_until": "2026-03-05"},
    ]  # fmt: skip
    _, found = lines(audit, tmp_path, table=AccountTable(map(row_of, rows)))
    assert ("a", "no-training") not in found
    assert not found["b", "no-training"].touch.certain
    assert "L-2" in found["b", "no-training"].touch.what


def test_below_the_rules_level_nothing_is_said(tmp_path):

    folder = write_audit(tmp_path / "w", [campaign(severity="watch")])
    found, by = lines(folder, tmp_path)
    assert found.accounts == 4 and not by


def test_accounts_of_which_nothing_is_known_are_counted_not_listed(audit, tmp_path):
    found, _ = lines(audit, tmp_path)
    counted = {rule: names for (rule, _), names in found.unknown.items()}
    assert counted["regions"] == counted["ownership"] == ["a", "b", "c", "d"]


def test_no_output_holds_a_verdict(audit, tmp_path):
    out = tmp_path / "lines.json"
    done = CliRunner().invoke(
        cli, ["comply", "terms", "apply", str(audit), "--terms", str(TERMS), "--out", str(out)]
    )
    assert done.exit_code == 0, done.output
    told = json.loads(out.read_text())
    assert {line["result"] for line in told["lines"]} == {"review"}
    assert "No line here is a verdict" in told["notice"] and told["notice"] in done.output
    for word in ("violat", "breach", "guilty", "blocked"):
        assert word not in done.output.lower() + out.read_text().lower()


def test_a_text_that_was_changed_after_it_was_accepted_is_refused(tmp_path):
    path = tmp_path / "t.toml"
    clause = {"1": "Outputs are yours."}
    body = (
        'id = "t"\n[[version]]\nversion = "1"\neffective_from = 2026-01-01\nsha256 = "{}"\n'
        '[[version.clause]]\nid = "1"\ntext = "Outputs are {}."\n'
    )
    path.write_text(body.format(digest(clause), "yours"))
    assert read_document(path).versions[0].sha256 == digest(clause)
    path.write_text(body.format(digest(clause), "ours"))
    with pytest.raises(InputError, match="give a changed text a version of its own"):
        read_document(path)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("effective_until = 2026-02-01", "", "overlap"),
        ('kind = "campaign"', 'kind = "verdict"', "no kind of rule is called 'verdict'"),
        ('clause = "4.3"', 'clause = "9.9"\n#', "no version has the clause"),
        ('severity = "likely"', 'severity = "sure"', "no severity"),
        ('severity = "likely"', 'severty = "likely"', "'severty' means nothing here"),
        ("share = 50", "share = 0", "share is not between"),
        ('denied = ["ZZ"]', "denied = []", "either allowed or denied"),
        ('id = "regions"', 'id = "ownership"', "two rules have one id"),
        ('version = "2026-02"', 'version = "2025-03"', "two versions have one name"),
        ('id = "api-terms"', "id = 7", "id is not a text"),
        ('id = "api-terms"', "id = [", "not valid TOML"),
    ],
)
def test_what_is_wrong_in_a_document_is_named(tmp_path, old, new, said):
    path = tmp_path / "t.toml"
    text = TERMS.read_text()
    assert old in text
    text = text.replace(old, new)
    if "9.9" in new:
        text = text.replace('clause_in = {"2025-03" = "4.2"}', "")
    path.write_text(text)
    done = CliRunner().invoke(cli, ["comply", "terms", "check", str(path), "--json"])
    assert done.exit_code == 2 and done.stdout == ""
    error = json.loads(done.stderr)["error"]
    assert said in error["message"] and error["file"] == str(path)


def test_acceptances_name_the_line_that_is_wrong(tmp_path):
    with pytest.raises(InputError, match=r"acceptances\.csv:3: accepted_at is neither"):
        accepted(tmp_path, "a,t,1,2026-01-01,x", "a,t,1,yesterday,x")
    with pytest.raises(InputError, match=":2: version is missing"):
        accepted(tmp_path, "a,t,,2026-01-01,x")


def test_acceptances_as_json_lines_and_a_text_other_than_the_files(tmp_path, audit):
    path = tmp_path / "a.jsonl"
    row = {"account": "a", "document": "api-terms", "version": "2026-02",
           "accepted_at": "2026-02-02T00:00:00+01:00", "sha256": "ab" * 32}  # fmt: skip
    path.write_text(json.dumps(row) + "\n")
    found = apply(
        Audit(audit), [read_document(TERMS)], AccountTable([]), read_acceptances(path)
    ).lines[0]
    assert "another SHA-256" in " ".join(found.agreed[0].notes)


def held(rows, account="x", codes=("ZZ",)):
    return Registry(AccountTable(map(row_of, rows))).held(account, AT, frozenset(codes), 50.0)


def test_owners_are_followed_through_chains():
    rows = [
        {"account": "x", "owners": ["Middle Ltd 60 %", "Other [US] 40 %"]},
        {"account": "m", "legal_name": "middle  LTD", "owners": ["Top [ZZ] 51 %", "P [US] 49 %"]},
    ]
    found = held(rows)
    assert (found.low, found.high) == (60, 60)
    assert "held by Top (ZZ) 51 %" in found.chain[0]
    rows[1]["owners"] = ["Top [ZZ] 49 %", "P [US] 51 %"]
    assert held(rows).low == held(rows).high == 0


def test_shares_of_several_listed_owners_are_added_and_unknown_ones_bounded():
    both = [{"account": "x", "owners": ["A [ZZ] 30 %", "B [ZZ] 25 %", "C [US] 45 %"]}]
    assert (held(both).low, held(both).high) == (55, 55)
    part = [{"account": "x", "owners": ["A [ZZ] 30 %", "C [US] 30 %"]}]
    assert (held(part).low, held(part).high) == (30, 70)
    assert (held([{"account": "x"}]).low, held([{"account": "x"}]).high) == (0, 100)


def test_shares_that_just_make_the_half_are_the_half():
    owners = ["A [ZZ] 12.2 %", "B [ZZ] 19.9 %", "C [ZZ] 17.9 %", "D [US] 50 %"]
    assert held([{"account": "x", "owners": owners}])[:2] == (50, 50)
    middle = {"account": "m", "legal_name": "M", "owners": owners}
    assert held([{"account": "x", "owners": ["M [NL] 100 %"]}, middle]).low == 100


def test_owners_in_a_circle_end():
    rows = [
        {"account": "x", "legal_name": "X", "owners": ["Y 100 %"]},
        {"account": "y", "legal_name": "Y", "owners": ["X 100 %"]},
    ]
    assert (held(rows).low, held(rows).high) == (0, 100)


def test_owners_as_people_write_them():
    assert owner_of("A, B & Co (60,5 %)") == ("A, B & Co", (), 60.5)
    assert owner_of("Fund 100 [KY, US]") == ("Fund 100", ("KY", "US"), None)
    assert owner_of("100% Juice Ltd") == ("100% Juice Ltd", (), None)
    assert owner_of("Odd 140 %").share is None
    assert owner_of("Odd 2000 %").share is None
    assert owner_of("A  B [ZZ]  55.00000000 %") == ("A B", ("ZZ",), 55.0)
    assert owner_of("A 16.66666667%") == ("A", (), 16.66666667)


@pytest.mark.parametrize("text", ["A{}B", "1{}1"])
@pytest.mark.parametrize("mark", [" ", "(", "1", "1.", "[A", "%"])
def test_an_owner_is_read_in_time_whatever_its_name(text, mark):
    """Customers write their names themselves; a quadratic search would take minutes."""
    begun = time.process_time()
    owner_of(text.format(mark * 100_000))
    assert time.process_time() - begun < 5


def test_a_pseudonymised_audit_is_matched_by_its_key(tmp_path):
    key = tmp_path / "key"
    key.write_bytes(b"0123456789abcdef")
    hidden = pseudonym("account", "a", b"0123456789abcdef")
    folder = write_audit(tmp_path / "p", [campaign(accounts=(hidden,))])
    path = tmp_path / "acc.csv"
    path.write_text("account,document,version,accepted_at\na,api-terms,2025-03,2025-06-01\n")
    args = [
        "comply",
        "terms",
        "apply",
        str(folder),
        "--terms",
        str(TERMS),
        "--acceptances",
        str(path),
    ]
    plain = json.loads(CliRunner().invoke(cli, [*args, "--json"]).stdout)
    done = CliRunner().invoke(cli, [*args, "--pseudonymise", str(key), "--json"])
    told = json.loads(done.stdout)
    assert plain["lines"][0]["agreed"][0]["accepted_version"] is None
    assert told["lines"][0]["agreed"][0]["accepted_version"] == "2025-03"
    assert told["lines"][0]["account"] == hidden


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('severity = "likely"', 'targets = ["reasonin"]', "no target is called 'reasonin'"),
        ('severity = "likely"', 'detectors = ["loads"]', "no detector is called 'loads'"),
        ('denied = ["ZZ"]', 'denied = ["ZZ", "Zedland"]', "'ZEDLAND' is no code of two letters"),
        ('jurisdictions = ["ZZ"]', 'jurisdictions = ["Z"]', "'Z' is no code of two letters"),
        ('{"2025-03" = "4.2"}', '{"2025-03" = "4.2", 2025-3 = "4"}', "no version 2025-3"),
    ],
)
def test_what_would_never_speak_is_noted(tmp_path, old, new, said):
    assert len(read_document(TERMS).notes) == 1
    path = tmp_path / "t.toml"
    path.write_text(TERMS.read_text().replace(old, new))
    assert said in " ".join(read_document(path).notes)


def test_hostile_names_reach_no_terminal(audit, tmp_path):
    path = tmp_path / "t.toml"
    shutil.copy(TERMS, path)
    path.write_text(
        path.read_text().replace('about = "use of', 'about = "\\u001b[31m\\u202euse of')
    )
    done = CliRunner().invoke(cli, ["comply", "terms", "check", str(path)])
    assert done.exit_code == 0 and "\x1b" not in done.output and "\u202e" not in done.output


def test_a_full_disk_is_told_with_the_name_that_was_asked_for(tmp_path, monkeypatch):
    def full(self: Path, to: Path) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(OSError, match="No space left") as told:
        write_whole(tmp_path / "out.json", b"{}")
    assert told.value.filename == str(tmp_path / "out.json") and not list(tmp_path.iterdir())


def test_neither_a_pipe_nor_a_link_is_replaced(tmp_path):
    pipe, link, file = (tmp_path / name for name in ("pipe", "link.json", "file.json"))
    os.mkfifo(pipe)
    with pytest.raises(InputError, match="is no regular file"):
        write_whole(pipe, b"{}")
    assert stat.S_ISFIFO(pipe.stat().st_mode)
    link.symlink_to(file.name)
    write_whole(link, b"{}")
    assert link.is_symlink() and file.read_bytes() == b"{}"
    assert sorted(tmp_path.iterdir()) == [file, link, pipe]


@pytest.mark.parametrize("option", ["--terms", "--accounts", "--acceptances", "--pseudonymise"])
def test_check_refuses_what_is_for_apply(option):
    done = CliRunner().invoke(cli, ["comply", "terms", "check", str(TERMS), option, "no-such-file"])
    assert done.exit_code == 2 and f"{option} is for `terms apply`" in done.stderr
