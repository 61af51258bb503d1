"""The summary in a terminal."""

from __future__ import annotations

import io

import pyarrow as pa
import pytest
from rich.console import Console

from stillwatch.report.terminal import print_summary


def printed(audit, width: int = 140) -> str:
    stream = io.StringIO()
    print_summary(Console(file=stream, width=width), audit)
    return stream.getvalue()


def test_it_says_what_was_found_and_where_the_report_is(sample):
    out = printed({**sample.audit(), "out": "night"})
    assert "Two campaigns" in out and "night/report.html" in out
    for campaign in sample.audit()["campaigns"]:
        assert campaign["id"] in out and campaign["severity"] in out
    assert "1 detector could not run (payment)" in out


def test_what_others_are_after_as_often_is_not_told_as_an_aim(sample):
    audit = sample.audit()
    for campaign in audit["campaigns"]:
        for row, others in zip(campaign["targets"], (0.5, 0.1, 0.0, 0.4), strict=True):
            row["others"] = others
    out = " ".join(printed(audit, width=200).split())
    assert "Reasoning 52% (others 50%); more than others coding 27%" in out


def test_levels_of_accounts_that_differ_from_their_campaigns_are_explained(sample):
    audit = sample.audit(20)
    out = " ".join(printed(audit).split())
    assert "Accounts: 20 confirmed, 64 likely" in out and "drawn in" not in out
    first, second, _ = audit["campaigns"]
    rows = audit["accounts"].to_pylist()
    next(r for r in rows if r["account"] == first["accounts"][3])["severity"] = "likely"
    audit["accounts"] = pa.Table.from_pylist(rows, schema=audit["accounts"].schema)
    audit["summary"]["severities"] = {"watch": 0, "likely": 65, "confirmed": 19}
    second["members"].append(dict(first["members"][0]))
    out = " ".join(printed(audit).split())
    assert (
        "Accounts: 19 confirmed and 65 likely. 1 account of confirmed campaigns is likely, not "
        "confirmed: the evidence of its own is weaker, or it may be a customer that was drawn in. "
        "1 account is in more than one campaign and counts once."
    ) in out


def test_a_log_cannot_steer_the_terminal(sample):
    out = printed(sample.audit(hostile=True))
    assert "\x1b" not in out and "\u202e" not in out and "\x07" not in out


def test_markup_of_the_console_is_not_read_from_a_log():
    campaign = {"id": "[bold red]x[/]", "severity": "likely", "accounts": ["a"]}
    assert "[bold red]x[/]" in printed({"campaigns": [campaign]})


def test_nothing_found(sample):
    out = printed({"campaigns": []})
    assert "No campaign found" in out and "report.html" not in out


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        ({"exchanges": 1000, "largest": 840, "accounts": 2}, True),
        ({"exchanges": 1000, "largest": 800, "accounts": 2}, False),
        ({"exchanges": 1000, "largest": 951, "accounts": 300}, False),
    ],
)
def test_nothing_found_where_nearly_all_is_of_one_account_is_no_verdict(counts, said):
    out = " ".join(printed({"campaigns": [], "summary": {"counts": counts}}).split())
    assert ("That is no verdict: 84% of the exchanges are of one account" in out) is said
    campaign = {"id": "c-1", "severity": "likely", "accounts": ["a"]}
    assert "no verdict" not in printed({"campaigns": [campaign], "summary": {"counts": counts}})


def test_a_campaign_that_grew_says_with_whom_it_was_raised(sample):
    audit = sample.audit()
    first, second, _ = audit["campaigns"]
    assert printed(audit).count(" taken") == 2
    first["at_detection"] = {"members": 3, "begun": 5, "left": 2}
    second["at_detection"] = {"members": 60, "begun": 64, "left": 0}
    out = " ".join(printed(audit).split())
    assert "with 3 of 120" in out and "of 64" not in out and out.count(" taken") == 1
    assert f"When {first['id']} was raised, 3 of its 120 members were known" in out


def test_a_narrow_terminal_keeps_each_campaign_on_one_line(sample):
    out = printed(sample.audit(), width=80)
    for campaign in sample.audit()["campaigns"]:
        (line,) = [line for line in out.splitlines() if campaign["id"] in line]
        assert "not raised" in line or "taken" in line


def test_a_campaign_that_fell_back_is_not_said_never_to_have_been_raised():
    campaign = {"id": "c-1", "severity": "watch", "accounts": ["a"]}
    assert "not raised" in printed({"campaigns": [campaign]})
    told = {"fell_back": {"raised_at": "2026-03-05T08:00:00Z"}}
    out = printed({"campaigns": [{**campaign, "guarantee": told}]})
    assert "raised, fell back" in out and "not raised" not in out


def test_a_campaign_below_its_bar_says_why_it_stands():
    campaign = {"id": "c-1", "severity": "likely", "accounts": ["a"]}
    assert "bar of its level" not in printed({"campaigns": [campaign]})
    held = {"highest_log_odds_harvest": 3.4, "above_log_odds_harvest": 1.3}
    out = " ".join(printed({"campaigns": [{**campaign, "guarantee": {"kept": held}}]}).split())
    assert (
        "Counted with them is c-1 (1 member, 0 exchanges), named before and below the bar of its "
        "level today: look before anything is done." in out
    ), "beside the figures that count it"


def test_the_table_says_which_odds_a_level_needs_and_what_just_misses_them():
    rows = [
        {"id": f"c-{n}", "severity": "likely" if odds > 2.69 else "watch",
         "guarantee": {"log_odds_harvest": odds, "likely_log_odds_harvest": 2.69}}
        for n, odds in enumerate((3.0, 2.772, 2.68))
    ]  # fmt: skip
    settings = {"likely_odds": 2.8, "confirmed_odds": 4.5}
    audit = {"campaigns": rows, "summary": {"settings": settings}}
    out = printed(audit, width=80)
    assert "20:1" in out and "under 16:1" not in out, "of this log 15 to 1 is the bar, and reached"
    assert "under 15:1" in out
    assert (
        "Likely needs odds of 15:1 in this log, confirmed 90:1; what is under a bar falls just "
        "short of it." in " ".join(out.split())
    )
    rows[2]["guarantee"] |= {"log_odds_harvest": 2.0, "likely_log_odds_harvest": 2.8}
    out = " ".join(printed(audit).split())
    assert "Likely needs odds of 15:1 to 16:1 in this log, by the size of the group, conf" in out
    assert "under" not in out
    for row in rows:
        row["guarantee"]["likely_log_odds_harvest"] = None
    assert "Likely needs" not in printed(audit)


def test_a_group_that_a_plain_fact_keeps_at_watch_says_whom_to_ask():
    told = {"kept_at_watch": "kept at watch because it is an event", "log_odds_harvest": 3.0}
    rows = [{"id": f"c-{n}", "severity": "watch", "guarantee": dict(told)} for n in range(4)]
    out = " ".join(printed({"campaigns": rows}).split())
    assert "held at watch" in out and "would be named" not in out
    for row in rows:
        row["guarantee"]["likely_log_odds_harvest"] = 2.8
    out = " ".join(printed({"campaigns": rows}).split())
    assert "c-0 would be named at its odds of 20 to 1 for, and is kept at watch because" in out
    assert "ask one of its members what it was. So it is with 2 more groups." in out


def test_who_keeps_offering_new_tools_in_no_campaign_is_counted():
    told = {"count": 5, "in_campaigns": 2, "rows": []}
    out = " ".join(printed({"summary": {"new_tools": told}}).split())
    assert "3 accounts or end users in no campaign keep offering new lists of tools" in out
    told["in_campaigns"] = 5
    assert "lists of tools" not in printed({"summary": {"new_tools": told}})


def test_what_waits_for_a_person_is_said():
    assert "To look at" not in printed({"summary": {"review": []}})
    queue = [{"campaign": "c-1"}, {"group": "g-1", "accounts": ["a"]}, {"account": "b"}]
    out = " ".join(printed({"summary": {"review": queue}}).split())
    assert "To look at, in the review queue: 2 groups. The review queue also holds 1 other" in out
    out = " ".join(printed({"summary": {"review": [{"account": "a"}, {"account": "b"}]}}).split())
    assert "To look at" not in out
    assert "The review queue holds 2 single accounts with requests that read like a harvest" in out
    assert "perhaps none of them harvests." in out
    tied = {"account": "a", "shares": {"tied": True, "statement": "it shares a card"}}
    alike = {**tied, "account": "b"}
    apart = {"account": "c", "shares": {"tied": False, "statement": "it shares a card"}}
    out = " ".join(printed({"summary": {"review": [tied, alike, apart]}}).split())
    assert "none of them harvests; begin with the 2 that share a card, a key or addresses" in out


def test_what_is_left_open_stands_in_short_points_after_what_was_found(sample):
    audit = sample.audit()
    audit["summary"]["notes"] = ["One thing is `odd`. It is so for a reason.", "Another is not."]
    lines = [line.rstrip() for line in printed(audit).splitlines()]
    begins = lines.index("What this log leaves open (whole in the report, Not judged):")
    assert [line for line in lines[begins:] if line.startswith(" - ")] == [
        " - Not judged: 1 detector could not run (payment).",
        " - One thing is `odd`.",
        " - Another is not.",
    ]
    assert any(line.startswith("Accounts: ") for line in lines[:begins])
    audit["summary"] |= {"notes": [], "detectors": []}
    assert "leaves open" not in printed(audit)
