"""The page: harmless whatever the log holds, alike for alike input, whole with parts missing."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import stat
import sys
from html.parser import HTMLParser
from importlib.metadata import EntryPoint

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stillwatch.core import registry
from stillwatch.core.registry import discover
from stillwatch.report.base import FOLDER, Section
from stillwatch.report.html import render, write_report

from .sample import HOSTILE

SECTIONS = discover(FOLDER, Section)
LATER = ("heaviest", "new_tools", "restated", "withdrawn")
"""Sections that the sample has nothing for."""
VOID = {"meta", "link", "br", "img", "input", "hr", "base"}


class Page(HTMLParser):
    """Tags with attributes, text, scripts; complains where tags do not nest."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.text = ""
        self.inline: dict[str, list[str]] = {"script": [], "style": []}
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        assert self.open and self.open[-1] == tag, f"</{tag}> closes {self.open[-3:]}"
        self.open.pop()

    def handle_data(self, data):
        if self.open and self.open[-1] in self.inline:
            self.inline[self.open[-1]].append(data)
        else:
            self.text += data

    def attributes(self, name: str) -> list[str]:
        return [attrs[name] or "" for _, attrs in self.tags if name in attrs]

    @property
    def ids(self) -> list[str]:
        return self.attributes("id")


@pytest.fixture(scope="module")
def plain(sample) -> str:
    return render(sample.audit())


@pytest.fixture(scope="module")
def hostile(sample) -> str:
    return render(sample.audit(40, hostile=True))


def shape(page: Page) -> set[tuple[str, tuple[str, ...]]]:
    return {(tag, tuple(sorted(attrs))) for tag, attrs in page.tags}


def test_what_a_log_says_never_becomes_markup(plain, hostile):
    clean, page = Page(plain), Page(hostile)
    assert not page.open
    assert {tag for tag, _ in page.tags} <= {tag for tag, _ in clean.tags} | {"bdi"}
    names = {name for _, attrs in page.tags for name in attrs}
    assert not any(name.startswith("on") or name in ("style", "src") for name in names)
    assert all(link.startswith("#") for link in page.attributes("href"))
    assert len(page.inline["script"]) == len(clean.inline["script"]) == 2
    assert page.inline["script"][1] == clean.inline["script"][1]
    assert "<script>alert(1)</script>" in page.text


def test_templates_do_not_evaluate_what_a_log_says(hostile):
    assert "{{ 7 * 7 }}" in Page(hostile).text


def test_nothing_hides_or_reorders_text(hostile):
    """Bidirectional overrides, zero-width and control characters are spelled out."""
    assert not re.search(
        "[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]",
        hostile,
    )
    assert "safe[U+202E]gnp.exe[U+2066]" in Page(hostile).text
    assert "\u0301" * 4 not in hostile


def test_the_policy_allows_only_what_is_inside(plain):
    page = Page(plain)
    policy = next(
        attrs["content"] for tag, attrs in page.tags if tag == "meta" and "http-equiv" in attrs
    )
    assert policy is not None
    assert policy.startswith("default-src 'none'") and "unsafe" not in policy
    for kind, text in (
        ("style", page.inline["style"][0]),
        ("script", page.inline["script"][-1]),
    ):
        digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        assert f"{kind}-src 'sha256-{digest}'" in policy
    assert not re.search(r"https?:|//[a-z]|@import|url\(", page.inline["style"][0])


def test_the_same_audit_gives_the_same_bytes(sample):
    first, second = render(sample.audit()), render(sample.audit())
    assert first == second
    slower = sample.audit()
    slower["summary"]["throughput"] = {"seconds": 99.0, "exchanges_per_s": 1.0}
    assert render(slower) == first, "how long an audit took is not part of what it found"


def test_the_order_of_campaigns_in_the_input_does_not_matter(sample):
    turned = sample.audit()
    turned["campaigns"].reverse()
    assert render(turned) == render(sample.audit())


def test_every_section_is_there_once_and_linked(plain):
    page = Page(plain)
    assert len(page.ids) == len(set(page.ids))
    assert "restated" not in page.ids, "this audit goes on from no other"
    for section in (s for s in SECTIONS.values() if s.name not in LATER):
        assert section.name in page.ids
        assert f"#{section.name}" in page.attributes("href")
        assert section.title in page.text


def test_every_link_on_the_page_leads_somewhere(plain):
    page = Page(plain)
    for link in page.attributes("href"):
        assert link[1:] in page.ids
    for name in page.attributes("aria-labelledby"):
        assert name in page.ids


def test_of_questions_that_may_be_refused_the_share_that_was_is_told(sample):
    audit = sample.audit()
    rows = [{"target": "refusals", "share": 0.9, "others": 0.1, "refused": 0.554}]
    audit["campaigns"][0]["targets"] = rows
    said = "Of the replies to its sensitive or plain questions 55 % refuse."
    text = " ".join(Page(render(audit)).text.split())
    assert text.count(said) == 1
    rows[0]["refused"] = None
    assert "Of the replies to its sensitive" not in Page(render(audit)).text


@pytest.mark.parametrize(("like", "said"), [(460, True), (6000, False), (None, False)])
def test_aims_tell_what_is_recognised(sample, like, said):
    """A campaign of translations hardly reads like any harvest that is known."""
    audit = sample.audit()
    audit["campaigns"][0] |= {"exchanges": 7347, "harvest_like": like}
    audit["campaigns"][1]["harvest_like"] = None
    text = " ".join(Page(render(audit)).text.split())
    for words in (
        "of the 6.3 % recognised",
        "harvest-like requests: 6.3 % of all",
        "Most of what its members ask is of no kind that is recognised: these shares may not tell",
        "These are shares of the 6.3 % that read like a harvest; most of what its members ask is",
    ):
        assert (words in text) is said


def test_moves_between_models_are_told_in_order(sample):
    audit = sample.audit()
    audit["campaigns"][0]["models"] = [
        {"model": "atlas-5", "share": 0.6, "moved_at": "2026-03-17T00:00:00Z"},
        {"model": "atlas-4", "share": 0.4, "moved_at": "2026-03-14T00:00:00Z"},
    ]
    text = Page(render(audit)).text
    for start in (0, text.rfind("it had turned to atlas-4")):
        assert -1 < text.find("turned to atlas-4", start) < text.find("turned to atlas-5", start)


def test_the_verdict_and_the_figures_are_said(plain, sample):
    text = " ".join(Page(plain).text.split())
    assert "Two campaigns consistent with coordinated harvesting" in text
    assert "one confirmed and one likely" in text
    assert "184 accounts took" in text
    for campaign in sample.audit()["campaigns"]:
        assert f"{campaign['exchanges']:,}" in text
        assert campaign["evidence"][0]["exchange_digest"] in text
        assert campaign["guarantee"]["assumptions"][0] in text
    assert "it had turned to atlas-3-preview: of its harvest-like requests from that day" in text
    assert "A campaign began when its members' harvest-like requests rose above" in text
    assert "Models asked harvest-like requests" in text
    assert "no exchange carries account.payment" in text
    assert "Nothing here is legal advice" in text


def test_a_watched_group_is_not_said_to_have_been_raised(plain):
    text = " ".join(Page(plain).text.split())
    assert "Watched only: a live run would not have raised it." in text
    assert text.count("A live run would have raised it on") == 2


def test_a_campaign_that_fell_back_is_not_said_never_to_have_been_raised(sample):
    audit = sample.audit()
    (watched,) = [c for c in audit["campaigns"] if c["severity"] == "watch"]
    watched["guarantee"]["fell_back"] = {"raised_at": "2026-03-05T08:00:00Z"}
    text = " ".join(Page(render(audit)).text.split())
    assert "Watched only: a live run would not have raised it." not in text
    assert "raised it on 5 Mar 2026, 08:00 UTC and lowered it since" in text
    assert "Raised, fell back" in text and "Not raised" not in text
    watched["severity"] = "likely"
    assert "lowered it since" not in " ".join(Page(render(audit)).text.split())


def test_accounts_that_a_campaign_named_and_lost_are_told(sample):
    audit = sample.audit()
    row = {"end_user": None, "campaign": "c-stands", "since": "2026-03-05T08:00:00Z"}
    audit["summary"]["left"] = [row | {"account": f"acct_{n}<b>"} for n in range(7)]
    audit["summary"]["left"] += [row | {"account": "acct_0<b>", "campaign": "c-too"}]
    text = " ".join(Page(render(audit)).text.split())
    assert (
        "named 7 accounts or end users as members of campaigns that have lost them since: " in text
    )
    assert "c-stands (acct_0<b>, acct_1<b>, acct_2<b>, acct_3<b> and acct_4<b> and 2 more)" in text
    assert "c-too (acct_0<b>)" in text
    audit["summary"]["left"] = []
    assert "have lost them since" not in " ".join(Page(render(audit)).text.split())


def test_a_level_that_is_kept_below_its_odds_says_so(sample):
    audit = sample.audit()
    guarantee = audit["campaigns"][0]["guarantee"] | {"log_odds_harvest": 1.86}
    audit["campaigns"][0]["guarantee"] = guarantee
    text = " ".join(Page(render(audit)).text.split())
    assert "keeps its level" not in text and "below its bar" not in text and "Not so" not in text
    guarantee["kept"] = {"highest_log_odds_harvest": 3.09, "above_log_odds_harvest": 1.3}
    text = " ".join(Page(render(audit)).text.split())
    assert (
        "the odds of a harvest are 6.4 to 1 for. It was named before, and today it is below the "
        "bar of its level: a person should look before anything is done. It keeps its level while "
        "its odds stay above 3.7 to 1 for." in text
    )
    assert "Not so today of A, which is below this bar: a person should look" in text
    assert text.count("below its bar today") == 4, "wherever its level stands"
    assert "one confirmed (now below its bar) and one likely." in text, "in the first sentence"
    second = audit["campaigns"][1]
    second["severity"] = "confirmed"
    text = " ".join(Page(render(audit)).text.split())
    assert "of model outputs, confirmed (one of them now below its bar)." in text
    second["guarantee"] |= {"kept": guarantee["kept"]}
    text = " ".join(Page(render(audit)).text.split())
    assert "of model outputs, confirmed (now below their bar)." in text
    second["severity"] = "likely"
    del second["guarantee"]["kept"]
    guarantee["kept"]["statement"] = "It was named at odds of up to 22 to 1 for; today less"
    text = " ".join(Page(render(audit)).text.split())
    assert "6.4 to 1 for. It was named at odds of up to 22 to 1 for; today less." in text


def test_a_level_below_its_bar_is_told_beside_the_bars(sample):
    audit = sample.audit()
    audit["summary"]["settings"] |= {"likely_odds": 2.8, "confirmed_odds": 4.5}
    for campaign in audit["campaigns"]:
        campaign["guarantee"] |= {"log_odds_harvest": 3.0, "likely_log_odds_harvest": 2.8}
    text = " ".join(Page(render(audit)).text.split())
    assert "likely needs 16 to 1 for" in text
    for words in ("kept while", "could be mistaken.", "chance is not ruled out over"):
        assert words not in text
    first, second, third = (campaign["guarantee"] for campaign in audit["campaigns"])
    first["kept"] = second["kept"] = {"above_log_odds_harvest": 1.3}
    third |= {"likely_log_odds_harvest": 3.7}
    text = " ".join(Page(render(audit)).text.split())
    said = "A and B: named before and below the bar of its level today, which is kept while the "
    said += "odds stay above 3.7 to 1 for: a person should look before anything is done."
    assert said in text and "C: likely needs 40 to 1 for here" in text
    assert "since the more accounts a log has" in text
    counts = audit["summary"]["counts"]
    counts["judged_units"] = counts["accounts"] + 260
    text = " ".join(Page(render(audit)).text.split())
    many = f"({counts['judged_units']:,} in this log)"
    assert f"since the more accounts and end users are judged by themselves {many}" in text
    third |= {"likely_log_odds_harvest": 1.9}
    text = " ".join(Page(render(audit)).text.split())
    assert "likely needs 16 to 1 for, where nothing else is said below" in text
    assert "C: likely needs 6.7 to 1 for here" in text
    assert "the fewer groups could be mistaken" in text
    third |= {"likely_log_odds_harvest": None}
    text = " ".join(Page(render(audit)).text.split())
    assert "C: chance is not ruled out over all groups" in text
    third |= {"log_odds_harvest": 2.5}
    assert "chance is not ruled out over" not in Page(render(audit)).text, "it lacks odds, too"
    second |= {"likely_log_odds_harvest": 2.3}  # in a firm of fewer accounts
    text = " ".join(Page(render(audit)).text.split())
    assert "C: chance is not ruled out over all groups" in text


def test_what_may_be_one_customer_says_why_it_is_not_confirmed(sample):
    audit = sample.audit()
    why = {"kept_at_likely": "not confirmed because of its domain", "log_odds_harvest": 5.1}
    audit["campaigns"][1]["guarantee"] |= why | {"likely_log_odds_harvest": 2.8}
    text = " ".join(Page(render(audit)).text.split())
    told = "ot confirmed because of its domain: it may be one customer, who can be asked."
    assert f"B: n{told}" in text and f"N{told}" in text, "beside the bars, and in its story"


FACT = "kept at watch because its members are most of the accounts of one declared organisation"


def test_a_group_that_a_plain_fact_keeps_at_watch_says_whom_to_ask(sample):
    """Its odds are no riddle: it is not told that they are not enough, nor that it is not clear."""
    audit = sample.audit()
    third = audit["campaigns"][2]
    third["guarantee"] |= {"kept_at_watch": FACT, "log_odds_harvest": 8.825}
    audit["summary"]["review"].insert(0, {"campaign": third["id"], "severity": "watch"})
    assert "ask that customer" not in Page(render(audit)).text, "its bar is not told"
    third["guarantee"]["likely_log_odds_harvest"] = 2.8
    page = Page(render(audit))
    text = " ".join(page.text.split())
    first = text[text.index("What was found") : text.index("How sure, and")]
    told = f"{third['id']} would be named at its odds of 6,800 to 1 for, and is {FACT}"
    assert f"{told}: ask that customer." in first and "Held at watch: ask that customer" in first
    assert "Next: ask that customer (C), read the evidence" in first
    assert "Look, do not act." not in text and "ask whom it tells" in text
    assert "whether to harvest is not clear" not in text
    assert "one plain fact keeps them at watch" in text
    but = f"{FACT}: but for that fact its odds would name it. The fact says: ask that customer."
    assert text.count(but) == 3, "beside the bars, in its story and in the queue"
    third["guarantee"]["log_odds_harvest"] = 1.2
    text = " ".join(Page(render(audit)).text.split())
    assert "ask that customer" not in text and "Held at watch" not in text
    assert f"{FACT}; its odds are below what likely needs, too." in text


def test_an_aim_is_what_others_do_not_ask_for_as_often(sample):
    audit = sample.audit()
    first = audit["campaigns"][0]
    text = " ".join(Page(render(audit)).text.split())
    assert (
        "Its harvest-like requests are mostly reasoning (52 %), coding (27 %) and grading (12 %)."
    ) in text
    for row, others in zip(first["targets"], (0.5, 0.1, 0.0, 0.4), strict=True):
        row["others"] = others
    text = " ".join(Page(render(audit)).text.split())
    assert (
        "Its harvest-like requests are most often reasoning (52 %; of other accounts' 50 % are). "
        "More than others' they are coding (27 %) and grading (12 %)." in text
    )
    assert "Reasoning 52 % others 50 %; more than others coding 27 %" in text, "in the table"
    assert "Reasoning others 50 %" in text and "Coding others 10 %" in text, "on the card"
    for row in first["targets"]:
        row["others"] = 0.9
    text = " ".join(Page(render(audit)).text.split())
    assert "requests are most often reasoning (52 %), much as other accounts' are." in text


def test_what_is_unclear_is_not_told_as_sensitive(sample):
    audit = sample.audit(6)
    audit["campaigns"] = audit["campaigns"][:1]
    row = {"target": "unclear", "share": 0.51, "others": 0.01, "refused": 0.0}
    audit["campaigns"][0]["targets"] = [row, {"target": "general", "share": 0.49, "others": 0.5}]
    text = " ".join(Page(render(audit)).text.split())
    assert "are, more than others', questions of no clear kind (51 %)." in text
    assert "ensitive or plain" not in text
    row["target"] = "refusals"
    text = " ".join(Page(render(audit)).text.split())
    assert "are, more than others', sensitive or plain questions (51 %)." in text


def test_when_a_campaign_began_does_not_hang_on_one_early_question(sample):
    given = sample.audit(6)
    given["campaigns"] = given["campaigns"][:1]
    first = given["campaigns"][0]
    first |= {"first_seen": sample.stamp(1.2), "began_at": sample.stamp(4.2)}
    text = " ".join(Page(render(given)).text.split())
    said = r"or else when one in twenty of them had sent some \(\d of its 6 members had by then\), "
    assert re.search(said, text)
    first_of_all = re.search(
        "The very first harvest-like request .* came before that, on (.*?) U", text
    )
    began = re.search("It began on (.*?) UTC, when its members' harvest-like requests rose", text)
    assert began and first_of_all and began[1] != first_of_all[1]
    first["timeline"] = []
    assert "Before it began" not in " ".join(Page(render(given)).text.split())
    first["timeline"] = [{"day": sample.stamp(3)[:10], "exchanges": 9, "accounts": 5}]
    said = "Before it began"
    assert said not in " ".join(Page(render(given)).text.split()), "those are a matter of hours"
    first["timeline"] = [{"day": sample.stamp(2)[:10], "exchanges": 9, "accounts": 5}]
    text = " ".join(Page(render(given)).text.split())
    assert "Before it began, 5 of its members were sending exchanges on one and the same" in text


def test_a_campaign_that_was_raised_for_others_says_so(sample):
    given = sample.audit(6)
    first = given["campaigns"][0]
    first |= {"detected_at": sample.stamp(1), "began_at": sample.stamp(4.2)}
    text = " ".join(Page(render(given)).text.split())
    assert "before its present members began: for others, who have left it since." in text
    assert "Before they began" in text


def test_a_campaign_that_grew_says_with_whom_it_was_raised(sample):
    given = sample.audit(40)
    first = given["campaigns"][0]
    told = {"members": 0, "begun": 3, "left": 1}
    said = "Of its 40 members today none was in it then, and 3 had sent anything by then; 1 account"
    first["at_detection"] = told
    text = " ".join(Page(render(given)).text.split())
    assert f"{said} that it held then is in it no more." in text
    assert "; 0 of the 40 were in it then" in text
    assert f"When {first['id']} was raised, none of its 40 members was known" in text
    first["at_detection"] = told | {"members": 21, "begun": 30}
    assert "were in it" not in " ".join(Page(render(given)).text.split()), "most were"
    first["at_detection"] = None
    assert "were in it" not in " ".join(Page(render(given)).text.split())


def test_whom_a_live_run_would_have_named_besides_is_told(sample):
    audit = sample.audit()
    other = audit["campaigns"][0]["id"]
    row = {"raised_at": sample.stamp(1), "until": sample.stamp(2), "highest_log_odds_harvest": 3.0}
    audit["summary"]["gone"] = [
        row | {"campaign": "c-gone", "into": None, "accounts": [f"cust-{n:04}" for n in range(7)]},
        row | {"campaign": "c-taken", "into": other, "accounts": ["cust-0300"]},
    ]
    page = Page(render(audit))
    text = " ".join(page.text.split())
    assert (
        "would also have raised c-gone on 3 Mar 2026 and withdrawn it on 4 Mar 2026, with 7 "
        "members: a policy that acts on what is raised would have acted on them in that time."
        in text
    )
    assert "taken in by A" in text and "cust-0004 and 2 more" in text and "20 to 1 for" in text
    assert "explain DIR ID names all members" in text
    assert 'data-label="Who"><span>' in render(audit), (
        "on a phone a cell sets its parts side by side"
    )
    assert "withdrawn" in page.ids and "#withdrawn" in page.attributes("href")


def test_who_takes_the_most_output_is_told_as_facts(sample):
    audit = sample.audit()
    member = audit["campaigns"][0]["accounts"][0]
    row = {"exchanges": 2000, "harvest_like": 700, "share_harvest_like": 0.031}
    audit["summary"]["most_output"] = [
        row | {"kind": "email_domain", "value": "a.test", "accounts": ["cust-1", "cust-2"],
               "output_tokens": 1_660_000, "share": 0.083},
        row | {"kind": "account", "value": "", "accounts": [member], "output_tokens": 700_000,
               "share": 0.036},
    ]  # fmt: skip
    page = Page(render(audit))
    text = " ".join(page.text.split())
    assert "2 accounts with one e-mail domain a.test: cust-1, cust-2 1.66M 8.3 % 2,000 700" in text
    assert f"{member} 700k 3.6 % 2,000 700 3.1 % A" in text and "heaviest" in page.ids
    assert "how much somebody takes says nothing about what for" in text


def test_who_keeps_offering_new_tools_is_told_and_what_that_is_worth(sample):
    audit = sample.audit()
    member = audit["campaigns"][0]["accounts"][0]
    row = {"end_user": None, "exchanges": 2000, "campaign": None, "severity": "none"}
    said = "It shares one means of payment with 203.0.113.9, which nobody else has"
    rows = [
        row | {"account": "cust-1", "requests": 40, "lists": 30, "shares": {"statement": said}},
        row | {"account": "shop", "end_user": HOSTILE[0], "requests": 20, "lists": 9},
        row | {"account": member, "requests": 1600, "lists": 1600, "severity": "likely",
               "campaign": audit["campaigns"][0]["id"]},
    ]  # fmt: skip
    audit["summary"]["new_tools"] = {
        "count": 25, "in_campaigns": 1, "sharing": 7, "rows": rows
    }  # fmt: skip
    page = Page(render(audit))
    text = " ".join(page.text.split())
    assert "new_tools" in page.ids and "25 accounts and end users, 24 of them in no camp" in text
    assert "So does who builds agents, or tests one: nobody is named by it" in text
    assert "cust-1 40 30 75 % 2,000 none It shares one means of payment with address" in text
    assert "203.0.113.9" not in text
    assert f"shop, end user {HOSTILE[0]} 20 9 45 % 2,000 none Nothing found that it shares." in text
    assert f"{member} 1,600 1,600 100 % 2,000 A likely Nothing found" in text
    assert "7 of them share something with others of them (what hardly anybody else has," in text
    assert "22 more are not listed here" in text
    for one in rows:
        one.pop("shares", None)
    audit["summary"]["new_tools"] = {"count": 1, "in_campaigns": 1, "rows": rows[2:]}
    text = " ".join(Page(render(audit)).text.split())
    assert "1 account, in a campaign: in more than two in five" in text
    assert "2,000 A likely Nothing" not in text and "not listed here" not in text


def test_who_was_raised_twice_counts_once_and_is_found_in_the_queue(sample):
    audit, names = sample.audit(), [f"cust-{n:04}" for n in range(7)]
    units = [{"account": name, "end_user": None} for name in names]
    row = {
        "raised_at": sample.stamp(1), "until": sample.stamp(21), "at_end": True, "into": None,
        "accounts": names, "units": units, "members": 7,
    }  # fmt: skip
    audit["summary"]["gone"] = [row | {"campaign": name} for name in ("c-once", "c-twice")]
    group = {"group": "g-queue", "severity": "none", "accounts": names[:6], "units": units[:6]}
    audit["summary"]["review"].insert(0, group)
    text = " ".join(Page(render(audit)).text.split())
    assert (
        "on 3 Mar 2026 and withdrawn it at the end of the log, with 7 members in all: a policy "
        "that acts on what is raised would have acted on them in that time; 6 of them are in "
        "g-queue, which the review queue holds."
    ) in text
    assert text.count("withdrawn; 6 of its members are in g-queue") == 2
    assert "the end of the log withdrawn" in text and "23 Mar 2026, 00:00 withdrawn" not in text


def test_whom_to_ask_comes_first_though_the_model_weighs_it_as_nothing(sample):
    told = [("a", -2.0), ("b", -1.0), ("c", -0.5), ("d", -0.3), ("one customer", 0.0)]
    facts = [
        {"name": name, "speaks": "against", "statement": f"Fact {name}.", "weight": weight}
        for name, weight in told
    ]
    facts += [{"name": "z", "speaks": "neither", "statement": "Fact z.", "weight": 0.4}]
    facts += [{"name": "y", "speaks": "neither", "statement": "Fact y.", "weight": 0.0}]
    audit = sample.audit()
    audit["campaigns"][0]["facts"] = facts
    group = {"group": "g-1", "accounts": ["a1"], "severity": "none", "reasons": [], "facts": facts}
    audit["summary"]["review"] = [group]
    text = " ".join(Page(render(audit)).text.split())
    dossier, queue = text.index("What speaks against a harvest"), text.index("Against one")
    assert text.index("Fact one customer.", dossier) < text.index("Fact a.", dossier)
    assert text.index("Fact z.", dossier) < text.index("Fact y.", dossier)
    assert text.index("Fact one customer.", queue) < text.index("Fact a.", queue)


def test_one_bar_that_holds_for_all_is_told_once(sample):
    audit = sample.audit()
    audit["summary"]["settings"] |= {"likely_odds": 2.8, "confirmed_odds": 4.5}
    for campaign in audit["campaigns"]:
        campaign["guarantee"] |= {"log_odds_harvest": 3.0, "likely_log_odds_harvest": 2.69}
    text = " ".join(Page(render(audit)).text.split())
    assert "likely needs 15 to 1 for in this log (elsewhere 16 to 1 for: the fewer" in text
    assert text.count("likely needs") == 1
    for campaign in audit["campaigns"]:  # reads as the bar of the settings does
        campaign["guarantee"]["likely_log_odds_harvest"] = 2.783
    text = " ".join(Page(render(audit)).text.split())
    assert "likely needs 16 to 1 for; confirmed" in text and text.count("likely needs") == 1


def test_odds_that_round_to_the_bar_and_miss_it_do_not_read_as_the_bar(sample):
    audit = sample.audit()
    first = audit["campaigns"][0]
    first["severity"] = "watch"
    first["guarantee"] |= {"log_odds_harvest": 2.797, "likely_log_odds_harvest": 2.8}
    audit["summary"]["settings"]["likely_odds"] = 2.8
    page = " ".join(Page(render(audit)).text.split())
    assert "the odds of a harvest are just below 16 to 1 for" in page
    assert "likely needs 16 to 1 for" in page
    assert page.count("just below 16 to 1 for") == page.count("16 to 1 for") - 1
    first["guarantee"]["log_odds_harvest"] = 2.801
    first["severity"] = "likely"
    assert "just below" not in " ".join(Page(render(audit)).text.split())


def test_a_watched_campaign_stands_in_the_queue_with_its_odds(sample):
    audit = sample.audit()
    third = audit["campaigns"][2]
    audit["summary"]["review"].insert(0, {"campaign": third["id"], "severity": "watch"})
    assert "The odds of a harvest are" not in " ".join(Page(render(audit)).text.split())
    third["guarantee"] |= {
        "log_odds_harvest": 1.436, "calibration": {"groups": 32, "harvests": 11},
    }  # fmt: skip
    text = " ".join(Page(render(audit)).text.split())
    queue = text[text.index("for a person to look at") :]
    said = "The odds of a harvest are 4.2 to 1 for; of 32 groups with odds like these,"
    assert queue.count(said) == 1, "of the campaign, and not of each of its accounts"


def test_the_first_part_tells_what_was_raised_and_is_only_watched_today(sample):
    audit = sample.audit()
    (watched,) = [c for c in audit["campaigns"] if c["severity"] == "watch"]
    said = "would also have raised c-e02c5518 on 5 Mar 2026, with 9 members, which has fallen back"
    assert said not in told_first(audit)
    watched["guarantee"]["fell_back"] = {"raised_at": "2026-03-05T08:00:00Z"}
    assert said in told_first(audit)
    row = {"campaign": "c-gone", "raised_at": sample.stamp(1), "until": sample.stamp(2)}
    audit["summary"]["gone"] = [row | {"into": None, "accounts": ["a"]}]
    assert said in told_first(audit) and "withdrawn it on 4 Mar 2026" in told_first(audit)
    audit["campaigns"].append(watched | {"id": "c-other"})
    assert "c-other on 5 Mar 2026, with 9 members in all, which have fallen" in told_first(audit)


def told_first(audit) -> str:
    text = " ".join(Page(render(audit)).text.split())
    return text[: text.index("The letter of a campaign")]


def test_of_campaigns_that_were_withdrawn_the_likeliest_comes_first(sample):
    audit = sample.audit()
    row = {"raised_at": sample.stamp(1), "until": sample.stamp(2), "into": None, "accounts": ["a"]}
    audit["summary"]["gone"] = [
        row | {"campaign": name, "highest_log_odds_harvest": best}
        for name, best in (("c-weak", 2.9), ("c-strong", 4.4), ("c-late", 2.9), ("c-none", None))
    ]
    text = " ".join(Page(render(audit)).text.split())
    assert re.search("would also have raised c-strong .* c-late .* c-weak on 3 Mar 2026 and", text)
    table = text[text.index("Neither named nor cleared") :]
    names = ("c-strong", "c-late", "c-weak", "c-none")
    assert sorted(names, key=table.index) == list(names)


def test_a_group_that_is_no_campaign_is_in_the_queue(sample):
    audit = sample.audit()
    group = {
        "accounts": [f"cust-{n:04}" for n in range(5)], "end_users": [], "severity": "none",
        "log_e": 100.0, "log_odds_harvest": -1.1, "looked_at": sample.stamp(3), "exchanges": 80,
        "reasons": ["Members share one range of addresses."],
    }  # fmt: skip
    audit["summary"]["review"].insert(0, group)
    text = " ".join(Page(render(audit)).text.split())
    assert "A group of 5 accounts" in text and "the odds of a harvest are 3 to 1 against" in text
    assert "cust-0002 and 2 more, in summary.json" in text
    assert "More of this group" not in text, "of a release that told no more"

    shared = {"type": "ip_prefix", "value": "198.51.100.0/24", "members": 4, "outside": 1}
    fact = {"name": "x", "speaks": "against", "statement": "They pay <b>one</b> bill.",
            "weight": -1.0, "values": {}}  # fmt: skip
    group |= {
        "group": "g-12ab", "units": [{"account": a, "end_user": None} for a in group["accounts"]],
        "members": 5, "first_seen": sample.stamp(1), "last_seen": sample.stamp(2),
        "targets": [{"target": "grading", "share": 0.7, "others": 0.1}], "observables": [shared],
        "facts": [fact], "exchange_ids": ["x-1", "x-2"], "exchange_count": 2,
    }  # fmt: skip
    text = " ".join(Page(render(audit)).text.split())
    assert "A group of 5 accounts g-12ab" in text and "More of this group" in text
    assert "more than others for grading (70" in text and "They pay <b>one</b> bill." in text
    assert "198.51.100" not in text, "addresses are left out, here too"
    assert "with odds like these" not in text
    group["calibration"] = {"above": None, "below": -0.5, "groups": 24, "harvests": 0}
    text = " ".join(Page(render(audit)).text.split())
    assert "3 to 1 against; of 24 groups with odds like these" in text
    assert "where nobody harvests, none is one), none was a harvest." in text
    assert "Exchanges to read" in text and ": x-1, x-2" in text
    group |= {"watched_until": sample.stamp(6), "log_odds_harvest": 2.1}
    del group["calibration"]
    text = " ".join(Page(render(audit)).text.split())
    told = r"On 5 Mar 2026, 00:00 UTC the odds of a harvest stood at 8.2 to 1 for; since 8 Mar 2026"
    assert re.search(rf"{told}, 00:00 UTC the group is watched no more. cust-0000", text)
    assert "act independently, but" not in text, "nothing tested it, maybe"
    group["unnamed"] = "It was not named: it stood there for one <look> only"
    text = " ".join(Page(render(audit)).text.split())
    assert "is watched no more. It was not named: it stood there for one <look> only." in text


def test_accounts_tied_to_a_campaign_are_one_row_of_the_queue(sample):
    audit = sample.audit()
    campaign = audit["campaigns"][0]["id"]
    names = [f"lead-{n}" for n in range(9)]
    row = {
        "leads_of": campaign, "severity": "none", "log_e": None, "exchanges": None, "members": 9,
        "accounts": names, "end_users": [], "units": [{"account": n} for n in names],
        "reasons": ["9 accounts that share one means of payment (9)"],
    }  # fmt: skip
    audit["summary"]["review"] = [row, {"account": "lone", "severity": "none", "reasons": []}]
    text = " ".join(Page(render(audit)).text.split())
    assert f"9 accounts tied to {campaign} (campaign A)" in text
    assert "lead-0, lead-1" in text and "and 1 more, in summary.json" in text
    assert "9 accounts that share one means of payment (9)" in text
    assert "look at the 9 accounts tied to a campaign in the review queue, and check" in text
    assert (
        "The review queue also holds 1 other account with requests that read like a harvest" in text
    )
    assert "look at them before those who merely look like a harvest" in text
    assert "The group: a missed harvest" not in text
    assert "1 account looked at alone ends the list: of such, in simulated traffic where" in text


def test_groups_of_the_queue_come_first_and_promise_no_more_than_they_hold():
    group = {"group": "g-1", "accounts": ["a1", "a2", "a3"], "severity": "none", "reasons": []}
    page = render({"campaigns": [], "summary": {"review": [group]}})
    text = " ".join(Page(page).text.split())
    assert "The group: a missed harvest is likelier there than in a single" in text
    assert "most may be innocent" in text and "about four in ten were a harvest where any" in text


def test_a_queue_of_single_accounts_promises_little():
    alone = [{"account": f"a{n}", "severity": "none", "reasons": []} for n in range(40)]
    page = render({"campaigns": [], "summary": {"review": alone}})
    text = " ".join(Page(page).text.split())
    assert "40 accounts looked at alone are all there is, first those that share something" in text
    assert "one in five was of a campaign where there were any" in text
    assert "one in twelve was; the list may well hold none." in text
    assert "Next: check what could not be judged before acting. The review queue holds 40" in text
    assert "day's work" not in text and "most valuable first: the list ends at 40." in text
    alone[0]["shares"] = {"one_org": True, "tied": False, "statement": "It shares"}
    assert "begin with" not in Page(render({"summary": {"review": alone}})).text
    alone[1]["shares"] = {"one_org": False, "tied": True, "statement": "It shares"}
    text = " ".join(Page(render({"summary": {"review": alone}})).text.split())
    assert "begin with the 1 that share a card, a key or addresses" in text


def test_members_that_may_be_a_customer_of_their_own_are_told(sample):
    audit = sample.audit()
    names = audit["campaigns"][0]["accounts"][:9]
    said = "9 of the members share one e-mail domain"
    audit["campaigns"][0]["apart"] = [{"accounts": names, "end_users": [], "statement": said}]
    text = " ".join(Page(render(audit)).text.split())
    assert "May be customers of their own" in text and f"{said}: {names[0]}" in text
    assert "and 1 more, in campaigns.json" in text


def test_what_a_text_reads_like_is_not_told_as_what_it_is(sample):
    audit = sample.audit()
    audit["campaigns"][0]["observables"][:0] = [
        {"type": kind, "value": value, "members": 20, "outside": 0, "outside_named": 0}
        for kind, value in (("bucket", "images, latin"), ("frame", "grade + step"))
    ]
    text = " ".join(Page(render(audit)).text.split())
    assert re.search("Nearest kind of text ?images, latin", text)
    assert re.search(r"Asking words found ?grade . step", text)


def test_outsiders_in_other_campaigns_are_told_apart(sample):
    audit = sample.audit()
    shared = audit["campaigns"][0]["observables"][0]
    shared["outside"], shared["outside_named"] = 79, 62
    assert "79 (62 in other campaigns)" in " ".join(Page(render(audit)).text.split())


def test_a_campaign_of_the_first_day_may_be_older_than_the_log(sample):
    given = sample.audit(6)
    given["campaigns"] = given["campaigns"][:1]
    given["campaigns"][0]["first_seen"] = sample.stamp(0.2)
    assert "may have begun before the log does" in " ".join(Page(render(given)).text.split())
    given["campaigns"][0]["first_seen"] = sample.stamp(1.2)
    text = " ".join(Page(render(given)).text.split())
    assert "It began on" in text and "may have begun before" not in text


def test_that_tools_answered_is_told_where_few_exchanges_ask_anything_new(sample):
    audit, words = sample.audit(), "carry no new request, only what tools returned"
    audit["summary"]["fields"]["text"] = 0.3
    audit["summary"]["content_states"] = {"full": 95, "absent": 5}
    assert words in " ".join(Page(render(audit)).text.split())
    audit["summary"]["content_states"] = {"full": 30, "absent": 70}
    assert words not in " ".join(Page(render(audit)).text.split())


@pytest.mark.parametrize("key", ["summary", "accounts", "options", "campaigns"])
def test_any_part_may_be_missing(sample, key):
    audit = sample.audit()
    del audit[key]
    assert not Page(render(audit)).open


def test_where_nothing_is_found_it_is_said_what_was_tested_and_what_comes_nearest(sample):
    audit = sample.audit()
    audit["campaigns"] = []
    audit["summary"]["guarantee"] = {"cohorts_tested": 24}
    audit["summary"]["review"] = [{"group": "g-1"}, *({"account": f"a-{n}"} for n in range(6))]
    text = " ".join(Page(render(audit)).text.split())
    assert "tested 24 groups of accounts that share something or act alike. No group" in text
    assert "What comes nearest is in the review queue: 1 group and 6 single accounts." in text
    audit["summary"] |= {"guarantee": {"cohorts_tested": 0}, "review": []}
    text = " ".join(Page(render(audit)).text.split())
    assert "no group of accounts had formed, so that none was tested" in text
    assert "comes nearest" not in text and "Nothing in the traffic" not in text


@pytest.mark.parametrize(("count", "said"), [(2, False), (3, True)])
def test_where_nothing_is_found_who_keeps_offering_new_tools_is_pointed_to(count, said, sample):
    audit = sample.audit()
    audit["summary"] |= {"review": [{"account": "a"}], "new_tools": {"count": count}}
    words = "Look also at who keeps offering new tools (3 accounts or end users; weak evidence by"
    assert words not in " ".join(Page(render(audit)).text.split()), "campaigns were found"
    audit["campaigns"] = []
    text = " ".join(Page(render(audit)).text.split())
    assert (f"in the review queue: 1 single account. {words}" in text) is said
    audit["summary"]["review"] = []
    assert (words in " ".join(Page(render(audit)).text.split())) is said


def test_nothing_at_all_still_makes_a_page():
    text = " ".join(Page(render({})).text.split())
    assert "No campaign found in this log." in text
    assert "not proof that nobody harvests" in text


@pytest.mark.parametrize("part", ["campaign", "summary"])
def test_any_key_may_be_missing_or_null(sample, part):
    keys = sample.audit()["campaigns"][0] if part == "campaign" else sample.audit()["summary"]
    for key in keys:
        for null in (False, True):
            audit = sample.audit(20)
            where = audit["campaigns"][0] if part == "campaign" else audit["summary"]
            if null:
                where[key] = None
            else:
                del where[key]
            assert not Page(render(audit)).open


def test_a_campaign_may_be_next_to_empty():
    assert not Page(render({"campaigns": [{}, {"id": "x", "severity": "likely"}]})).open


def test_addresses_are_left_out_unless_asked_for(sample):
    audit = sample.audit()
    hidden = render(audit)
    assert "203.0.113" not in hidden and "2001:db8" not in hidden
    assert "address 1 (withheld)" in hidden
    shown = render({**audit, "options": {"show_addresses": True}})
    assert "203.0.113.0/24" in shown and "2001:db8:77::/48" in shown


def test_texts_that_begin_alike_are_told_apart_and_not_added_up(sample):
    audit = sample.audit()
    campaign = audit["campaigns"][0]
    campaign["observables"] = [
        {"type": "head_template", "value": "write a", "members": 7, "outside": 0, "digest": mark}
        for mark in ("11aa22bb33cc44dd", "55ee66ff77008899")
    ]
    audit["campaigns"] = [campaign]
    for options in ({}, {"options": {"show_text": True}}):
        page = Page(render({**audit, **options})).text
        assert "11aa22bb" in page and "55ee66ff" in page
        assert "14 members" not in page and "14 in" not in page


def test_who_shares_what_members_do_is_listed_with_its_campaign(sample):
    audit = sample.audit()
    said = "shares one means of payment with 5 of the 5 members and 4 other accounts outside"
    audit["campaigns"][0]["leads"] = [
        {"account": f"acct-{i}", "end_user": "<b>u</b>" if i == 1 else None, "statement": said}
        for i in range(10)
    ]
    page = Page(render(audit))
    text = " ".join(page.text.split())
    assert "look at them next; nobody is named" in text and text.count(f"each {said}") == 1
    assert "acct-0" in text and "<b>u</b>" in text and "acct-9" not in text
    assert "and 5 more, in campaigns.json" in text
    for number, lead in enumerate(audit["campaigns"][0]["leads"]):
        lead["statement"] = said.replace("4 other", f"{number + 2} other")
    text = " ".join(Page(render(audit)).text.split())
    assert "acct-0 shares one means of payment" in text and "2 more rows: in campaigns.json" in text


def test_the_weakest_of_four_is_told_too(sample):
    audit = sample.audit()
    campaign = audit["campaigns"][0]
    for size, told in ((4, True), (3, False)):
        few = campaign["members"][:size]
        audit["campaigns"] = [{**campaign, "members": few, "accounts": [m["account"] for m in few]}]
        text = " ".join(Page(render(audit)).text.split())
        assert ("Members to look at first" in text) is told


def test_a_silence_at_the_end_is_told_though_too_short_to_call_it_over(sample):
    audit = sample.audit()
    (campaign, *_) = audit["campaigns"]
    audit["campaigns"] = [{**campaign, "status": "active"}]
    audit["summary"]["counts"]["last"] = "2026-03-20T00:00:00Z"
    for last, words in (
        ("2026-03-19T22:00:00Z", "was still active when the log ends"),
        ("2026-03-17T22:00:00Z", "has been quiet of late: the last harvest-like request "
         "came on 17 Mar 2026, 22:00 UTC, 2 days before the log ends"),
    ):  # fmt: skip
        audit["campaigns"][0]["last_seen"] = last
        for member in campaign["members"]:
            member["until"] = last
        page = " ".join(Page(render(audit)).text.split())
        assert words in page, re.findall(r"[^.]*when the log ends[^.]*", page)[:2]
        assert ("Active, quiet since 17 Mar" in page) == ("quiet of late: the last" in page)


def test_one_that_goes_on_does_not_hide_that_the_others_fell_silent(sample):
    audit = sample.audit(40)
    (campaign, *_) = audit["campaigns"]
    audit["campaigns"] = [{**campaign, "status": "active", "last_seen": "2026-03-19T22:00:00Z"}]
    audit["summary"]["counts"]["last"] = "2026-03-20T00:00:00Z"
    for member in campaign["members"]:
        member["until"] = "2026-03-17T22:00:00Z"
    campaign["members"][7]["until"] = "2026-03-19T22:00:00Z"
    text = " ".join(Page(render(audit)).text.split())
    said = "38 of its 40 members had sent their last harvest-like request by 17 Mar 2026, 22:00 UTC"
    assert said in text and "Active, quiet since 17 Mar" in text
    assert "1 active at the end, quiet of late" in text, "active, as campaigns.json has it"
    for member in campaign["members"][:3]:
        member["until"] = "2026-03-19T22:00:00Z"
    text = " ".join(Page(render(audit)).text.split())
    assert "was still active when the log ends" in text and "1 active at the end" in text
    assert "quiet of late" not in text
    other = {**campaign, "id": "c-other", "status": "active", "last_seen": "2026-03-17T22:00:00Z"}
    quiet = [{**m, "until": "2026-03-17T22:00:00Z"} for m in campaign["members"]]
    audit["campaigns"].append({**other, "members": quiet})
    text = " ".join(Page(render(audit)).text.split())
    assert "2 active at the end, 1 of them quiet of late" in text


def test_what_members_still_ask_for_themselves_is_no_campaign_that_ended_later(sample):
    audit = sample.audit()
    audit["campaigns"][0] |= {"status": "ended", "last_seen": "2026-03-19T22:00:00Z"}
    for member in audit["campaigns"][0]["members"]:
        member["until"] = "2026-03-19T22:00:00Z"
    audit["summary"]["counts"]["last"] = "2026-03-20T00:00:00Z"
    audit["summary"]["settings"]["ended_after_days"] = 3.0
    words = "members sent hardly any harvest-like requests, the last on 19 Mar 2026, 22:00 UTC"
    assert words in " ".join(Page(render(audit)).text.split())
    first = audit["campaigns"][0] | {"last_seen": "2026-03-16T22:00:00Z"}
    audit["campaigns"][0] = first
    first["timeline"] = [row for row in first["timeline"] if row["day"] <= "2026-03-16"]
    page = " ".join(Page(render(audit)).text.split())
    told = "its last harvest-like request came on 16 Mar 2026, 22:00 UTC"
    assert words not in page and told in page and f"{told}, but" not in page
    last = {"day": "2026-03-19", "accounts": 5, "exchanges": 9, "harvest_like": 0}
    first["timeline"].append(last)
    page = " ".join(Page(render(audit)).text.split())
    said = "of its 120 members sent other exchanges afterwards, until 19 Mar 2026."
    assert f"{told}, but 5 {said}" in page
    last["accounts"] = 120
    assert f"{told}, but all {said}" in " ".join(Page(render(audit)).text.split())


def test_a_campaign_ended_when_all_but_a_few_of_its_members_had(sample):
    """Whoever was drawn in goes on; so does a member that asks something of the kind."""
    audit = sample.audit(40)
    first = audit["campaigns"][0]
    first |= {"status": "ended", "last_seen": "2026-03-19T22:00:00Z"}
    for number, member in enumerate(first["members"]):
        member["until"] = f"2026-03-1{6 if number else 9}T{number % 22:02}:00:00Z"
    first["members"][0]["until"] = first["last_seen"]
    audit["summary"]["counts"]["last"] = "2026-03-20T00:00:00Z"
    audit["summary"]["settings"]["ended_after_days"] = 3.0
    told = "38 of its 40 members had sent their last by 16 Mar 2026, 20:00 UTC, the others by 19"
    page = " ".join(Page(render(audit)).text.split())
    assert f"sent hardly any harvest-like requests; {told} Mar 2026, 22:00 UTC" in page
    assert "Harvest-like until 16 Mar" in page and "Harvest-like until 19 Mar" not in page
    audit["summary"]["settings"]["ended_after_days"] = 0.01
    assert f"its harvest-like requests ended 16 Mar 2026: {told}" in " ".join(
        Page(render(audit)).text.split()
    )


def test_text_is_left_out_unless_asked_for_and_then_redacted(sample):
    audit = sample.audit()
    audit["campaigns"][0]["observables"].append(
        {"type": "head_template", "value": "Grade the reply", "members": 9, "outside": 0}
    )
    hidden = render(audit)
    assert "step by step" not in hidden and "Grade the reply" not in hidden
    assert "text withheld" in hidden
    shown = render({**audit, "options": {"show_text": True}})
    assert "step by step" in shown and "Grade the reply" in shown
    assert "jo@example.com" not in shown


def test_members_are_data_for_the_script_and_a_first_page_without_it(sample):
    page = Page(render(sample.audit(5000)))
    data = json.loads(page.inline["script"][0])
    assert len(data["A"]) == 5000
    best = max(sample.audit(5000)["campaigns"][0]["members"], key=lambda m: m["log_e"])
    assert data["A"][0][0] == best["account"]
    assert page.text.count("acct_relay_") < 200


def test_five_thousand_members_stay_below_three_megabytes(sample, tmp_path):
    path = write_report(tmp_path, sample.audit(5000, hostile=True))
    assert path.stat().st_size < 3_000_000


@pytest.mark.slow
def test_a_flood_of_members_and_campaigns_stays_in_bounds(sample):
    audit = sample.audit(30_000)
    audit["campaigns"] += [
        {**audit["campaigns"][2], "id": f"w{i:03d}", "log_e": i / 100} for i in range(300)
    ]
    html = render(audit)
    page = Page(html)
    assert sum(map(len, json.loads(page.inline["script"][0]).values())) <= 25_000
    assert "it holds 25,000 of them" in page.text
    assert len(html) < 5_000_000


def test_the_file_is_private_and_replaces_the_one_before(sample, tmp_path):
    out = tmp_path / "new" / "folder"
    path = write_report(out, sample.audit())
    assert path == out / "report.html"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    before = path.read_bytes()
    assert write_report(out, sample.audit()).read_bytes() == before
    assert [p.name for p in out.iterdir()] == ["report.html"]


@settings(max_examples=25, deadline=None)
@given(st.text(st.characters(codec=None), max_size=40))
def test_any_string_is_harmless(text):
    campaign = {
        "id": text,
        "severity": "likely",
        "log_e": 9.0,
        "accounts": [text],
        "observables": [{"type": text, "value": text, "members": 1, "outside": 0}],
        "evidence": [{"detector": text, "statement": text, "log_e": 2, "values": {text: text}}],
        "targets": [{"target": text, "share": 1.0}],
        "timeline": [{"day": "2026-03-01", "exchanges": 3, "accounts": 1}],
    }
    page = Page(render({"campaigns": [campaign], "summary": {"notes": [text]}}))
    assert not page.open
    assert len(page.inline["script"]) == 2


def test_what_was_taken_is_told_with_how_much_of_it_reads_like_a_harvest(sample):
    audit = sample.audit(20)
    for campaign in audit["campaigns"]:
        campaign |= {"exchanges": 4000, "harvest_like": 1000}
    text = " ".join(Page(render(audit)).text.split())
    assert "took 8,000 exchanges" in text and ", of which 2,000 (25 %) read like a harvest" in text
    assert ", of which 1,000 (25 %) read like a harvest, and" in text, "of each campaign, too"
    assert "exchanges; 2,000 read like a harvest" in text
    assert "The other 75 % of the exchanges may be cover traffic, the members' own use" in text
    assert text.count("Most do not read so: they may be cover or ordinary use, or a kind of") == 2
    audit["campaigns"][0]["harvest_like"], audit["campaigns"][1]["harvest_like"] = None, 3000
    text = " ".join(Page(render(audit)).text.split())
    assert "read like a harvest, and" in text and "may be cover traffic, the" not in text
    assert "Most do not read so" not in text
    assert "2,000 (" not in text, "of one campaign it is not known"


def test_what_a_member_sends_a_day_is_of_the_days_on_which_it_sends(sample):
    audit = sample.audit(20)
    audit["campaigns"] = audit["campaigns"][:1]
    one = audit["campaigns"][0]
    one["timeline"] = [
        {"day": f"2026-03-{day:02d}", "exchanges": 90 * n, "accounts": n}
        for day, n in enumerate((2, 1, 2, 2, 1), start=1)
    ]
    one["exchanges"] = 90 * 8
    text = "".join(Page(render(audit)).text.split())
    assert "Amember,onadayitsendsany90" in text
    one["timeline"] = []
    assert "on a day it sends any" not in Page(render(audit)).text


def test_both_other_explanations_are_set_beside_each_other(sample):
    audit = sample.audit(20)
    audit["campaigns"][0]["guarantee"] |= {"log_odds_harvest": 3.0, "formed_by": "params"}
    audit["campaigns"][1]["guarantee"] |= {"log_odds_harvest": -1.1}
    audit["summary"]["settings"] |= {"likely_odds": 3.0, "confirmed_odds": 5.0}
    text = " ".join(Page(render(audit)).text.split())
    assert "the odds of a harvest are 20 to 1 for" in text and "3 to 1 against" in text
    assert "likely needs 20 to 1 for; confirmed needs 150 to 1 for" in text
    assert "with odds like these" not in text, "of a release that did not tell"
    met = {"above": 2.8, "below": 4.0, "groups": 22, "harvests": 15}
    audit["campaigns"][0]["guarantee"]["calibration"] = met
    text = " ".join(Page(render(audit)).text.split())
    assert "20 to 1 for; of 22 groups with odds like these, in simulated traffic of authors" in text
    assert "where nobody harvests, none is one), 15 were harvests." in text
    assert "Groups with like odds that were harvests" in text and "15 of 22" in text
    assert "What nominated it (request parameters) does not count as evidence" in text


def test_only_watched_groups_are_not_called_campaigns_of_harvest(sample):
    audit = sample.audit(20)
    audit["campaigns"] = audit["campaigns"][2:]
    text = " ".join(Page(render(audit)).text.split())
    assert "No campaign at likely or above. One group to watch." in text
    assert "whether to harvest is not clear" in text
    assert "consistent with one coordinated harvest" not in text


def test_a_group_named_by_the_second_null_alone_is_said_to_be(sample):
    audit = sample.audit(20)
    for campaign in audit["campaigns"]:
        campaign["guarantee"]["log_odds_harvest"] = 4.0
    assert "the second alone" not in Page(render(audit)).text
    audit["campaigns"][0]["guarantee"] |= {"level": None, "controlled": "nothing: too few"}
    text = Page(render(audit)).text
    assert "the second alone" in text and "nothing: too few" in text


def test_an_axis_that_stops_short_of_what_it_shows_says_so(plain, sample):
    assert "The axis stops at" not in Page(plain).text
    audit = sample.audit()
    audit["campaigns"][0]["log_e"] = 320.0
    assert "The axis stops at 10⁴⁰" in Page(render(audit)).text


def test_no_level_claims_that_every_legitimate_cause_was_ruled_out(sample):
    text = " ".join(Page(render(sample.audit())).text.split())
    assert "none of the legitimate common causes that were measured explains it well" in text
    assert "Innocent groups have been named at this level in tests" in text
    assert "no legitimate common cause explains it" not in text


def test_figures_in_hours_are_told_as_moments_or_with_their_unit(sample):
    audit = sample.audit()
    values = {"high": 497903.0, "spread": 4.4, "members_measured": 105, "low": "?", "median": 1e300}
    first = audit["campaigns"][0]["evidence"]
    first[0] |= {"detector": "shutdown", "values": values}
    first[1] |= {"detector": "account_age", "values": {"high": 51.0, "others_measured": 351}}
    text = " ".join(Page(render(audit)).text.split())
    assert "high19 Oct 2026, 23:00 UTC" in text and "497,903" not in text
    assert "spread, hours4.4" in text and "members measured105" in text
    assert "high, hours51" in text and "others measured351" in text


def test_facts_and_the_weakest_members_are_shown_without_addresses(sample):
    text = " ".join(Page(render(sample.audit())).text.split())
    assert "What speaks for a harvest rather than a class, a firm or another" in text
    assert text.count("of the kinds that were measured; a figure is typical of a kind") == 1
    assert "Multiplies the odds of a harvest by 5." in text
    assert "What speaks against a harvest" in text and "Divides the odds of a harvest by 2." in text
    assert "Members to look at first" in text and "Opened 400 days before the others" in text
    assert "203.0.113" not in text


def test_a_section_of_another_package_has_its_template_beside_it(tmp_path, monkeypatch, sample):
    (tmp_path / "theirs_under_test.py").write_text(
        "from stillwatch.report.base import Section\n"
        "class Theirs(Section):\n"
        "    name, order, title, short = 'theirs', 5, 'Theirs', 'Theirs'\n"
        "    def context(self, report):\n"
        "        return {'word': '<b>', 'count': 7000}\n"
    )
    template = "<p>Mine: {{ word }}, {{ count|number }}</p>"
    (tmp_path / "theirs_under_test.html.j2").write_text(template)
    monkeypatch.syspath_prepend(tmp_path)
    point = EntryPoint("theirs", "theirs_under_test:Theirs", FOLDER)
    monkeypatch.setattr(
        registry, "entry_points", lambda group: [point] if group == point.group else []
    )
    discover.cache_clear()
    try:
        page = render(sample.audit())
    finally:
        discover.cache_clear()
        sys.modules.pop("theirs_under_test", None)
    assert "<p>Mine: &lt;b&gt;, 7,000</p>" in page


@pytest.mark.parametrize("queue", [[], [{"account": "a", "severity": "none", "reasons": []}]])
def test_what_comes_next_is_a_sentence_where_nothing_was_found(queue):
    page = render({"campaigns": [], "summary": {"review": queue}})
    said = " ".join(re.sub(r"<[^>]+>", "", page.partition('<p class="next">')[2]).split())
    assert said.startswith("Next: check what could not be judged before acting.")
    assert (
        "The review queue holds 1 account with requests that read like a harvest" in said
    ) == bool(queue)
