"""What is declared, and what people found out: recorded, and shown wherever it belongs."""

from __future__ import annotations

import json
import os
import re
import shutil
import stat

import pytest
from click.testing import CliRunner

from stillwatch.cli.review.explain import command as explain_command
from stillwatch.cli.review.verdict import command
from stillwatch.contract.verdicts import FILE, read
from stillwatch.core.errors import InputError, UsageError
from stillwatch.report.explain import explain
from stillwatch.report.html import render
from stillwatch.report.review import record

CAMPAIGN, MEMBER = "c-7f3a91d2", "acct_relay_00003"


@pytest.fixture
def folder(sample, tmp_path):
    made = sample.write(tmp_path / "audit", sample.audit() | {"verdicts": []})
    shutil.copy(made / "summary.json", made / "before.json")
    return made


def said(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def section(html: str, name: str) -> str:
    return said(html.split(f'<section id="{name}"')[1].split("</section>")[0])


def test_the_command_records_and_the_page_shows_it(folder):
    note = "Asked them: a shared queue."
    arguments = [str(folder), CAMPAIGN, "true", "--by", "ann", "--note", note]
    done = CliRunner().invoke(command, arguments, catch_exceptions=False)
    assert done.exit_code == 0 and f"Recorded by ann: {CAMPAIGN} was a harvest (" in done.output
    (kept,) = read(folder)
    assert (kept.campaign, kept.verdict, kept.by, kept.note) == (CAMPAIGN, "true", "ann", note)
    assert kept.severity == "confirmed" and kept.stillwatch == "0.1.0"
    page = (folder / "report.html").read_text()
    assert stat.S_IMODE((folder / "report.html").stat().st_mode) == 0o600
    shown = section(page, "reviewed")
    assert "1 campaign reviewed: 1 true" in shown and note in shown and CAMPAIGN in shown
    assert "1 flagged campaign of this page not yet" in shown
    assert f"{CAMPAIGN} was reviewed by ann on" in section(page, "campaigns")
    assert (folder / "summary.json").read_bytes() == (folder / "before.json").read_bytes()


def test_json_prints_the_record(folder):
    done = CliRunner().invoke(command, [str(folder), CAMPAIGN, "licensed", "--json"])
    told = json.loads(done.output)
    assert told["campaign"] == CAMPAIGN and told["verdict"] == "licensed" and told["by"] is None


def test_explain_tells_the_latest_verdict(folder):
    record(folder, CAMPAIGN, "false", by="ann")
    record(folder, CAMPAIGN, "true", by="bob", note="Taken back")
    told = explain(folder, MEMBER)
    (part,) = told.memberships
    assert [r["verdict"] for r in part.reviews] == ["false", "true"]
    out = " ".join(CliRunner().invoke(explain_command, [str(folder), MEMBER]).output.split())
    assert "c-7f3a91d2 was reviewed by bob on" in out and "to be a harvest: Taken back." in out
    assert "by ann" not in out


def test_a_page_made_anew_shows_what_the_audit_was_asked_to_show(sample, folder):
    given = sample.audit()
    for options in ({"show_addresses": True}, {"show_addresses": False}):
        summary = given["summary"] | {"report": options}
        (folder / "summary.json").write_text(json.dumps(summary))
        record(folder, CAMPAIGN, "true")
        made = (folder / "report.html").read_text()
        told = given | {"summary": summary, "options": options, "verdicts": read(folder)}
        assert made == render(told)


def test_what_is_not_there_is_one_clear_line_and_nothing_is_kept(folder, tmp_path):
    with pytest.raises(
        UsageError, match=r"no campaign or group 'c-none' .* has c-7f3a91d2, c-19be40aa"
    ):
        record(folder, "c-none", "true")
    with pytest.raises(InputError, match=r"campaigns.json: missing"):
        record(tmp_path, CAMPAIGN, "true")
    done = CliRunner().invoke(command, [str(folder), CAMPAIGN, "maybe"])
    assert done.exit_code == 2
    with pytest.raises(UsageError, match="longer than 2,000"):
        CliRunner().invoke(
            command, [str(folder), CAMPAIGN, "true", "--note", "x" * 2001], catch_exceptions=False
        )
    assert not (folder / FILE).exists()


@pytest.mark.parametrize("change", [
    {"accounts": 3}, {"guarantee": []}, {"guarantee": 3}, {"guarantee": {"log_odds_harvest": "x"}},
])  # fmt: skip
def test_a_campaign_that_no_audit_wrote_is_one_clear_line(folder, change):
    told = json.loads((folder / "campaigns.json").read_text())
    next(row for row in told["campaigns"] if row["id"] == CAMPAIGN).update(change)
    (folder / "campaigns.json").write_text(json.dumps(told))
    if change == {"guarantee": []}:  # nothing is said of its odds
        assert record(folder, CAMPAIGN, "true").log_odds is None
        return
    with pytest.raises(InputError, match="is not as an audit writes it"):
        record(folder, CAMPAIGN, "true")
    assert not (folder / FILE).exists()


@pytest.mark.parametrize("told", [5, None, "x", {"a": 1}, ["x"]])
def test_campaigns_that_are_no_list_are_one_clear_line(folder, told):
    (folder / "campaigns.json").write_text(json.dumps({"campaigns": told}))
    with pytest.raises(UsageError, match=r"no campaign or group .* it has"):
        record(folder, CAMPAIGN, "true")


def test_a_page_says_when_other_end_users_of_the_same_account_are_in_it(folder):
    told = json.loads((folder / "campaigns.json").read_text())
    row = next(row for row in told["campaigns"] if row["id"] == CAMPAIGN)
    for users in (("u1", "u2"), ("u1", "u3")):
        row["accounts"] = ["shop"]
        row["members"] = [{"account": "shop", "end_user": user} for user in users]
        (folder / "campaigns.json").write_text(json.dumps(told))
        if users == ("u1", "u2"):
            record(folder, CAMPAIGN, "true")
    record(folder, next(r["id"] for r in told["campaigns"] if r is not row), "true")
    assert "other members now" in section((folder / "report.html").read_text(), "reviewed")


def test_a_group_of_the_queue_can_be_judged_too(folder):
    summary = json.loads((folder / "summary.json").read_text())
    summary["review"].append(
        {"group": "g-12ab", "accounts": [MEMBER, "cust-0200"], "members": 2,
         "units": [{"account": MEMBER}, {"account": "cust-0200"}],
         "severity": "none", "log_e": 9.0, "log_odds_harvest": -0.3, "reasons": []}
    )  # fmt: skip
    (folder / "summary.json").write_text(json.dumps(summary))
    made = record(folder, "g-12ab", "true", by="ann")
    assert (made.severity, made.log_odds, made.accounts) == ("none", -0.3, 2)
    page = (folder / "report.html").read_text()
    told = section(page, "reviewed")
    assert "1 group reviewed: 1 true" in told and "below watch" in told
    assert "no longer reported" not in told and "now at" not in told
    assert "g-12ab was reviewed by ann" in section(page, "review")
    words = CliRunner().invoke(explain_command, [str(folder), MEMBER], catch_exceptions=False)
    assert "reviewed g-12ab on" not in words.output, "it is a campaign's, which says more"
    told = explain(folder, "cust-0200")
    assert told.aside is not None and [line["by"] for line in told.aside["reviews"]] == ["ann"]
    words = CliRunner().invoke(explain_command, [str(folder), "cust-0200"], catch_exceptions=False)
    assert "g-12ab was reviewed by ann on" in " ".join(words.output.split())
    summary["review"].pop()
    (folder / "summary.json").write_text(json.dumps(summary))
    record(folder, CAMPAIGN, "true")
    told = section((folder / "report.html").read_text(), "reviewed")
    assert "1 campaign and 1 group reviewed" in told and "no longer reported" in told


def test_a_verdict_that_the_page_cannot_show_is_not_kept(folder):
    (folder / "accounts.parquet").write_bytes(b"PAR1")
    with pytest.raises(InputError, match=r"accounts.parquet: cannot be read"):
        record(folder, CAMPAIGN, "true")
    assert not (folder / FILE).exists()


def test_words_that_are_no_utf8_are_refused_and_a_folder_that_is_none_is_not(folder):
    for option in ("--by", "--note"):
        with pytest.raises(UsageError, match=f"{option} is not UTF-8"):
            CliRunner().invoke(
                command, [str(folder), CAMPAIGN, "true", option, "\udcff"], catch_exceptions=False
            )
    assert not (folder / FILE).exists()
    odd = folder.rename(folder.with_name(os.fsdecode(b"audit\xff")))
    assert record(odd, CAMPAIGN, "true").campaign == CAMPAIGN
    assert CAMPAIGN in section((odd / "report.html").read_text(), "reviewed")


def test_an_older_audit_can_be_judged_too(folder):
    summary = json.loads((folder / "summary.json").read_text())
    for name in ("exempt", "resellers", "edge", "levels", "observables", "versions"):
        summary.pop(name)
    (folder / "summary.json").write_text(json.dumps(summary))
    assert record(folder, CAMPAIGN, "true").stillwatch is None
    assert 'id="declared"' not in (folder / "report.html").read_text()


def test_the_page_says_what_changed_and_what_is_gone(sample):
    page = section(render(sample.audit()), "reviewed")
    assert "2 campaigns reviewed: 1 true, 1 licensed" in page
    assert "1 verdict on what this audit does not report" in page
    assert "a later verdict replaces it" in page
    assert "0 accounts then, 120 now" in page and "no longer reported" in page
    assert "192.0.2.99" not in page, "an address in a note is left out, too"


def test_licences_stand_with_their_ends_and_resellers_with_their_users(sample):
    page = section(render(sample.audit()), "declared")
    assert "lab-7 Licence to train on outputs distillation, MSA-7" in page
    assert "end of 4 Mar 2026" in page.replace("\u00a0", " ") and "ended in the log 310 44" in page
    assert "cleared-1 Reviewed and cleared" in page and "no end" in page
    assert page.index("lab-7") < page.index("cleared-1"), "what has ended comes first"
    assert "app-2 No end user by end user 31 6 12" in page
    assert "Yes as one account 0 0 0" in page
    assert "That one of these does so is taken from what requests say of end users." in page
    assert "What the account table says was not checked here." in page
    assert "192.0.2.7" not in page


def test_the_page_says_what_each_level_lacks(sample):
    page = section(render(sample.audit()), "coverage")
    assert "infrastructure: no client.ip in this log" in page
    assert "The edge log told the client of 41" in page and "ip (4)" in page
    assert "the log has no client.ip" in page
