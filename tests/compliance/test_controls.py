"""Controls: each answer follows the facts, and nothing is met without dated evidence."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from stillwatch.cli.main import cli
from stillwatch.comply.base import (
    CANNOT_TELL,
    MET,
    NOT_ASKED,
    NOT_MET,
    STATUSES,
    Citation,
    all_of,
    cannot_tell,
    met,
    not_met,
)
from stillwatch.comply.facts import Facts, read_screening
from stillwatch.comply.firm import SECTIONS, read_firm
from stillwatch.comply.proof import read_evidence
from stillwatch.comply.report import controls, gather
from stillwatch.comply.sources import sources
from stillwatch.comply.terms.audited import Audit
from stillwatch.core.errors import InputError
from stillwatch.ingest.account_rows import row_of
from stillwatch.ingest.accounts import AccountTable
from stillwatch.proof.evidence.log import Entry, EvidenceLog
from stillwatch.proof.evidence.notes import Verifier

from ..terms.made import SUMMARY, campaign, write_audit

DAY = date(2026, 3, 20)
GOOD = """
firm = "Example"
declared_on = 2026-03-01
[traffic]
complete = true
[limits]
requests_per_day = 2000
global_requests_per_day = 100000
input_tokens = 1000
basis = "model.txt"
[outputs]
via_backend = true
logprobs = "off"
reasoning = "summary"
basis = "model.txt"
[watermark]
scheme = "s"
models = ["m-large"]
tested = 2026-02-01
basis = "model.txt"
[response]
mode = "enforce"
actions = ["throttle"]
tested = 2026-02-01
[[response.taken]]
campaign = "c-1"
action = "throttled"
at = 2026-03-06
[identity]
required = true
[logging]
retention_days = 90
[scope]
eu_ai_act = true
ca_sb_53 = true
ca_sb_942 = true
cn_gb_45438 = true
[marking]
machine_readable = "C2PA"
since = 2026-01-01
disclosure = "in the chat window"
manifest = "a label"
detection_tool = "https://example.com/tool"
implicit_label = "metadata"
explicit_label = "a line"
basis = "model.txt"
[frontier]
framework = "https://example.com/framework"
published = 2026-01-01
reports = "https://example.com/reports"
incidents = "by the duty officer"
basis = "model.txt"
"""


def firm(tmp_path: Path, text: str = GOOD, *changes: tuple[str, str]):
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    (tmp_path / "model.txt").write_text("why")
    path = tmp_path / "firm.toml"
    path.write_text(text)
    return read_firm(path)


def answers(facts: Facts) -> dict[str, str]:
    return {control.name: control.answer(facts).status for control in controls()}


KEY = Ed25519PrivateKey.from_private_bytes(bytes(32))
KEY_OF_LOG = Verifier("example.com/log", KEY.public_key().public_bytes_raw())


def logged(folder: Path, entries, day="2026-03-12", *, sign=True) -> Path:
    """Make a log with entries of a day."""
    clock = datetime.fromisoformat(f"{day}T01:00:00Z")
    with EvidenceLog.create(folder, "example.com/log", KEY, lambda: clock) as log:
        log.checkpoint(KEY)
        log.append([Entry(kind, data) for kind, data in entries])
        if sign:
            log.checkpoint(KEY)
    return folder


@pytest.fixture
def calm(tmp_path):
    """An audit without campaigns."""
    return Audit(write_audit(tmp_path / "calm", []))


@pytest.fixture
def found(audit):
    return Audit(audit)


VERIFIED = AccountTable([row_of({"account": "a", "verified": "true"})])


@pytest.mark.parametrize("control", controls(), ids=lambda c: c.name)
def test_from_nothing_nobody_can_tell(control):
    answer = control.answer(Facts(DAY))
    assert answer.status == CANNOT_TELL
    assert answer.needs and all(answer.needs)


@pytest.mark.parametrize("control", controls(), ids=lambda c: c.name)
def test_a_control_describes_itself(control):
    assert control.source in sources()
    assert control.asks.endswith(".") and control.title and not control.title.endswith(".")


@pytest.mark.parametrize("section", SECTIONS)
def test_a_section_taken_away_never_turns_an_answer_into_met(tmp_path, calm, section):
    whole = firm(tmp_path)
    facts = Facts(DAY, calm, whole, accounts=VERIFIED)
    before = answers(facts)
    less = whole._replace(sections={k: v for k, v in whole.sections.items() if k != section})
    for name, status in answers(replace(facts, firm=less)).items():
        assert status == before[name] or status in (CANNOT_TELL, NOT_MET), name


def test_what_is_met_names_file_figure_and_date(tmp_path, calm):
    report = gather(Facts(DAY, calm, firm(tmp_path), accounts=VERIFIED))
    rows = [row for source in report["frameworks"] for row in source["controls"]]
    kept = [row for row in rows if row["status"] == MET]
    assert len(kept) >= 10
    for row in kept:
        assert row["basis"] in ("measured", "document", "declared")
        for e in row["evidence"]:
            assert e["file"] and e["figure"] and date.fromisoformat(e["date"]) <= DAY
            assert len(e["sha256"]) in (0, 64)


def test_met_cannot_be_said_without_evidence():
    with pytest.raises(ValueError, match="without dated evidence"):
        met("Trust us.")
    with pytest.raises(ValueError, match="without dated evidence"):
        met("Trust us.", Citation("declared", "f", "x", "y", ""))


def test_the_worst_part_speaks_for_the_whole():
    good = met("a.", Citation("declared", "f", "x", "y", "2026-01-01"))
    assert all_of(good, cannot_tell("b.", "n")).status == CANNOT_TELL
    assert all_of(good, cannot_tell("b.", "n"), not_met("c.", "m")).needs == ("m",)
    assert all_of(good, good) == good


CASES = [
    # control, changes of the declaration, status
    ("AISVS 11.2.2", [], MET),
    ("AISVS 11.2.2", [("requests_per_day = 2000\n", "requests_per_day = 20\n", )], NOT_MET),
    ("AISVS 11.2.2", [("global_requests_per_day = 100000", "")], NOT_MET),
    ("AISVS 11.2.2", [('input_tokens = 1000\nbasis = "model.txt"', "")], CANNOT_TELL),
    ("AISVS 11.3.1", [], MET),
    ("AISVS 11.3.1", [("complete = true", "complete = false")], NOT_MET),
    ("AISVS 11.3.1", [("[traffic]\ncomplete = true", "")], CANNOT_TELL),
    ("AISVS 11.3.2", [], MET),
    ("AISVS 11.3.2", [('logprobs = "off"', 'logprobs = "full"')], NOT_MET),
    ("AISVS 11.3.2", [("via_backend = true", "via_backend = false")], NOT_MET),
    ("AISVS 11.3.2", [('logprobs = "off"', "")], CANNOT_TELL),
    ("AISVS 11.3.3", [], MET),
    ("AISVS 11.3.3", [('scheme = "s"', "used = false")], NOT_MET),
    ("AISVS 11.3.3", [("tested = 2026-02-01\nbasis", "tested = 2025-01-01\nbasis")], CANNOT_TELL),
    ("AISVS 11.3.4", [], MET),
    ("AISVS 11.3.4", [('mode = "enforce"', 'mode = "shadow"')], NOT_MET),
    ("AISVS 11.3.4", [('actions = ["throttle"]\ntested = 2026-02-01', 'actions = ["x"]')],
     CANNOT_TELL),
    ("AML.M0019", [], MET),
    ("AML.M0019", [("required = true", "required = false")], NOT_MET),
    ("AML.M0024", [], MET),
    ("AML.M0024", [("retention_days = 90", "")], CANNOT_TELL),
    ("LLM10 limits", [("input_tokens = 1000", "")], NOT_MET),
    ("NISTAML.031", [], MET),
    ("SB 53 framework", [], MET),
    ("SB 53 framework", [("ca_sb_53 = true", "ca_sb_53 = false")], NOT_ASKED),
    ("SB 53 framework", [("ca_sb_53 = true", "")], CANNOT_TELL),
    ("SB 53 framework", [("published = 2026-01-01", "")], NOT_MET),
    ("SB 53 framework", [("published = 2026-01-01", "published = 2026-12-01")], NOT_MET),
    ("GB 45438-2025", [], MET),
    ("GB 45438-2025", [('implicit_label = "metadata"', "")], NOT_MET),
    ("SB 942 disclosures", [], NOT_ASKED),
]  # fmt: skip


@pytest.mark.parametrize(("name", "changes", "status"), CASES)
def test_answers_follow_the_declaration(tmp_path, calm, name, changes, status):
    text = GOOD
    if changes and changes[0][0].startswith("requests_per_day"):
        text = text.replace("\nrequests_per_day = 2000", "\nrequests_per_day = 20")
        changes = []
    facts = Facts(DAY, calm, firm(tmp_path, text, *changes), accounts=VERIFIED)
    assert answers(facts)[name] == status


def test_traffic_above_a_declared_limit_shows_that_it_is_not_enforced(tmp_path):
    busy = Audit(write_audit(tmp_path / "busy", [], exchanges=30_000))
    facts = Facts(DAY, busy, firm(tmp_path))
    answer = next(c for c in controls() if c.name == "AISVS 11.2.2").answer(facts)
    assert answer.status == NOT_MET
    assert any(e.figure.startswith("busiest") and e.value == "3,000.0" for e in answer.evidence)


def test_a_harvest_below_the_limits_leaves_them_in_doubt(tmp_path, found):
    answer = next(c for c in controls() if c.name == "AISVS 11.2.2").answer(
        Facts(DAY, found, firm(tmp_path))
    )
    assert answer.status == CANNOT_TELL and "c-1" in answer.evidence[0].figure
    assert "over the days of the whole campaign" in answer.evidence[0].figure, "members may go"


def test_a_campaign_without_a_response_is_not_met_until_one_is_on_record(tmp_path, found):
    name = "AISVS 11.3.4"
    facts = Facts(DAY, found, firm(tmp_path))
    assert answers(facts)[name] == MET
    facts = Facts(DAY, found, firm(tmp_path, GOOD, ('campaign = "c-1"', 'campaign = "c-2"')))
    assert answers(facts)[name] == NOT_MET
    for number, (action, day, status) in enumerate(
        [("throttle", "2026-03-07", MET), ("export", "2026-03-07", NOT_MET),
         ("throttle", "2026-03-21", NOT_MET)]
    ):  # fmt: skip
        done = {"action": action, "by": "A", "campaign": "c-1"}
        log = logged(tmp_path / f"home{number}", [("operator", done)], day)
        assert answers(replace(facts, evidence=read_evidence(log, DAY)))[name] == status


def test_a_real_evidence_home_is_read(tmp_path):
    home = tmp_path / "home"
    done = CliRunner().invoke(cli, ["evidence", "init", str(home), "--origin", "example.com/log"])
    assert done.exit_code == 0, done.output
    log = read_evidence(home, date(9999, 1, 1))
    assert log.kinds == {"log": 1} and not log.runs and len(log.sha256) == 64
    assert read_evidence(home, DAY).last is None, "it was made after that day"


def test_proof_needs_this_very_audit_in_a_log_that_is_signed(tmp_path, found):
    facts, name = Facts(DAY, found, firm(tmp_path)), "AML.T0048.004"
    whole = {"outputs": found.outputs}
    log = logged(tmp_path / "log", [("audit.end", whole)])
    told = replace(facts, evidence=read_evidence(log, DAY, [KEY_OF_LOG]))
    assert answers(told)[name] == MET and "trusted" in str(gather(told)["frameworks"])
    assert not any("trust" in warning for warning in gather(told)["warnings"])
    own_word = replace(facts, evidence=read_evidence(log, DAY))
    assert any("--trust" in warning for warning in gather(own_word)["warnings"])
    for other in ("campaigns.json", "summary.json", "accounts.parquet"):
        told = {"outputs": {**found.outputs, other: "0" * 64}}
        log = logged(tmp_path / other, [("audit.end", told)])
        assert answers(replace(facts, evidence=read_evidence(log, DAY)))[name] == NOT_MET
    late = logged(tmp_path / "late", [("audit.end", whole)], "2026-03-21")
    assert answers(replace(facts, evidence=read_evidence(late, DAY)))[name] == CANNOT_TELL
    log = logged(tmp_path / "open", [("audit.end", whole)], sign=False)
    told = gather(replace(facts, evidence=read_evidence(log, DAY)))
    assert "no signed checkpoint is over it" in str(told["frameworks"])


@pytest.mark.parametrize("how", ["changed", "unsigned", "another key"])
def test_a_log_that_does_not_hold_counts_for_nothing(tmp_path, found, how):
    done = {"action": "throttle", "by": "A", "campaign": "c-1"}
    log = logged(tmp_path / "log", [("audit.end", {"outputs": found.outputs}), ("operator", done)])
    if how == "changed":
        path = log / "entries.jsonl"
        path.write_text(path.read_text().replace('"by":"A"', '"by":"B"'))
    if how == "unsigned":
        for note in (log / "checkpoints").glob("*.note"):
            note.unlink()
    key = Verifier("example.com/log", Ed25519PrivateKey.generate().public_key().public_bytes_raw())
    read = read_evidence(log, DAY, [key] if how == "another key" else None)
    firm_ = firm(tmp_path, GOOD, ('campaign = "c-1"', 'campaign = "c-2"'))
    told = Facts(DAY, found, firm_, evidence=read)
    assert answers(told)["AML.T0048.004"] == NOT_MET and answers(told)["AISVS 11.3.4"] == NOT_MET
    assert any("does not hold" in warning for warning in gather(told)["warnings"])
    assert "entries.jsonl" not in str(gather(told)["frameworks"])


def test_models_that_were_harvested_unmarked_are_named(tmp_path, found):
    facts = Facts(DAY, found, firm(tmp_path, GOOD, ('["m-large"]', '["m-small"]')))
    answer = next(c for c in controls() if c.name == "AISVS 11.3.3").answer(facts)
    assert answer.status == NOT_MET and answer.evidence[0].value == "m-large"


def test_an_old_audit_or_declaration_no_longer_speaks(tmp_path, calm):
    late = Facts(date(2026, 6, 1), calm, firm(tmp_path), accounts=VERIFIED)
    assert answers(late)["AISVS 11.3.1"] == answers(late)["AML.T0021"] == CANNOT_TELL
    kept = firm(tmp_path, GOOD, ("complete = true", "complete = true\nevery_days = 120"))
    assert answers(replace(late, firm=kept))["AISVS 11.3.1"] == MET
    later = Facts(date(2027, 3, 20), None, firm(tmp_path))
    assert answers(later)["AISVS 11.3.2"] == CANNOT_TELL


def test_a_log_without_text_is_not_met(tmp_path):
    blind = json.loads(json.dumps(SUMMARY))
    blind["fields"]["text"] = 0.1
    for row in blind["detectors"]:
        row["ran"] = row["family"] != "content"
    audit = Audit(write_audit(tmp_path / "blind", [], blind))
    got = answers(Facts(DAY, audit, firm(tmp_path)))
    assert got["AISVS 11.3.1"] == got["AML.T0024.002"] == got["AML.M0024"] == NOT_MET
    assert got["AML.T0021"] == MET


def test_no_days_are_no_days(tmp_path, calm):
    declared = firm(tmp_path, "declared_on = 2026-03-01\n[traffic]\nevery_days = 0\n")
    assert Facts(DAY, calm, declared).every_days == 0
    assert answers(Facts(DAY, calm, declared))["AML.T0024.002"] == CANNOT_TELL


def test_unverified_accounts_contradict_the_declaration(tmp_path, calm):
    rows = [{"account": "a", "verified": "true"}, {"account": "b", "verified": "false"}]
    facts = Facts(DAY, calm, firm(tmp_path), accounts=AccountTable(map(row_of, rows)))
    assert answers(facts)["AML.M0019"] == NOT_MET
    rows = [{"account": "a", "verified": "true"}, {"account": "b"}]
    facts = replace(facts, accounts=AccountTable(map(row_of, rows)))
    assert answers(facts)["AML.M0019"] == CANNOT_TELL
    rows = [
        {"account": "a", "verified": "false", "valid_from": "2026-01-01"},
        {"account": "a", "verified": "true", "valid_from": "2027-01-01"},
    ]
    for held, status in ((rows, NOT_MET), (rows[1:], CANNOT_TELL)):
        facts = replace(facts, accounts=AccountTable(map(row_of, held)))
        assert answers(facts)["AML.M0019"] == status, "a row to come holds no account verified"


@pytest.mark.parametrize(
    ("day", "older", "status"),
    [
        ("2026-08-01", False, NOT_ASKED),
        ("2026-08-02", False, MET),
        ("2026-12-01", True, NOT_ASKED),
        ("2026-12-02", True, MET),
    ],
)
def test_a_law_asks_from_its_day_on(tmp_path, day, older, status):
    text = GOOD.replace(
        "[scope]", "[scope]\neu_on_market_before_2026_08_02 = true" if older else "[scope]"
    )
    facts = Facts(date.fromisoformat(day), None, firm(tmp_path, text))
    assert answers(facts)["AI Act Art. 50(2)"] == status


def test_data_older_than_a_year_are_called_overdue():
    fresh, old = gather(Facts(date(2027, 11, 25))), gather(Facts(date(2027, 11, 26)))
    assert not any("last read" in text for text in fresh["warnings"])
    assert sum("last read" in text for text in old["warnings"]) == len(sources()) - 1
    assert all(s["overdue"] for s in old["frameworks"] if s["kind"] != "own")


def test_bills_and_memoranda_ask_nothing():
    report = gather(Facts(DAY))
    assert {s["id"] for s in report["no_duty"]} == {"us_hr_8283", "us_nstm_4"}
    assert set(report["counts"]) == set(STATUSES)


def test_sources_have_date_mark_and_address():
    for source in sources().values():
        assert source.kind == "own" or source.url.startswith("https://")
        assert source.status and source.as_of >= date(2026, 11, 1)


def test_a_screening_with_old_lists_or_open_matches_is_not_met(tmp_path, calm):
    told = {"as_of": "2026-03-18", "names": 9, "accounts": 9, "accounts_without_names": 0,
            "matches": [], "warnings": [], "lists": [{"date": "2026-03-10"}]}  # fmt: skip
    path = tmp_path / "s.json"

    def status(**changes):
        path.write_text(json.dumps({**told, **changes}))
        return answers(Facts(DAY, screening=read_screening(path)))["Parties screened"]

    assert status() == MET
    assert status(matches=[{}]) == status(lists=[{"date": None}]) == CANNOT_TELL
    assert status(as_of="2026-01-01") == status(warnings=["old"]) == CANNOT_TELL
    assert status(accounts_without_names=3) == NOT_MET
    assert status(names=0, accounts=0) == CANNOT_TELL
    for bad in ("[]", "{}", '{"as_of": 3}', "[" * 9999):
        path.write_text(bad)
        with pytest.raises(InputError, match="not a screening"):
            read_screening(path)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("declared_on = 2026-03-01", "", "declared_on is missing"),
        ("[traffic]", "[trafic]", "'trafic' means nothing here"),
        ('mode = "enforce"', 'mode = "maybe"', "mode is not none, shadow, enforce"),
        ("requests_per_day = 2000", 'requests_per_day = "many"', "not a number"),
        ("requests_per_day = 2000", "requests_per_day = nan", "not between"),
        ('basis = "model.txt"', 'basis = "../secret"', "not beside this file"),
        ('basis = "model.txt"', 'basis = "/etc/passwd"', "not beside this file"),
        ("complete = true", "complete = 1", "neither true nor false"),
        ("at = 2026-03-06", "", "at is missing"),
    ],
)
def test_what_is_wrong_in_a_declaration_is_named(tmp_path, old, new, said):
    with pytest.raises(InputError, match=r"firm\.toml") as caught:
        firm(tmp_path, GOOD, (old, new))
    assert said in str(caught.value)


def test_a_basis_that_is_not_there_is_missing(tmp_path, calm):
    declared = firm(tmp_path, GOOD, ('"model.txt"', '"gone.txt"'))
    got = next(c for c in controls() if c.name == "AISVS 11.3.2").answer(Facts(DAY, calm, declared))
    assert got.status == CANNOT_TELL and "gone.txt" in got.because


def test_a_line_of_the_evidence_log_that_is_no_entry_is_named(tmp_path):
    for bad in (
        "{}",
        "[]",
        "nonsense",
        '{"kind": 1, "data": {}, "time": "2026-01-01"}',
        "[" * 9999,
    ):
        (tmp_path / "entries.jsonl").write_text(bad + "\n")
        with pytest.raises(InputError, match=r"entries\.jsonl:1: not an entry"):
            read_evidence(tmp_path, DAY)


def test_campaigns_of_the_fixture_are_read(found):
    assert found.campaigns[0].id == campaign()["id"]
