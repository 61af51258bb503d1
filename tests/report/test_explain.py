"""`stillwatch review explain`: why an account was or was not flagged."""

from __future__ import annotations

import html
import json
from dataclasses import replace

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner

from stillwatch.cli.review.explain import command
from stillwatch.contract.tables import ACCOUNTS, END_USERS
from stillwatch.core.errors import InputError, UsageError
from stillwatch.report.explain import close, explain
from stillwatch.report.explain_campaign import explain_campaign
from stillwatch.report.explanation import not_judged, verdict
from stillwatch.report.html import render
from stillwatch.report.review import record
from stillwatch.score.reviewed import judge


@pytest.fixture(scope="module")
def folder(sample, tmp_path_factory):
    return sample.write(tmp_path_factory.mktemp("audit"), sample.audit())


def run(*arguments) -> str:
    done = CliRunner().invoke(command, [str(a) for a in arguments], catch_exceptions=False)
    assert done.exit_code == 0
    return " ".join(done.output.split())


def test_a_member_hears_its_campaign_and_the_evidence(folder):
    out = run(folder, "acct_relay_00003")
    assert "Flagged: it stands at confirmed since" in out
    assert "member of campaign c-7f3a91d2" in out
    assert "3,109 were asked exactly once" in out
    assert "asks each question once" in out
    assert out.count("of the kinds that were measured; a figure is typical of a kind") == 1
    assert "payment: no exchange carries account.payment" in out


def test_a_likely_member_of_a_confirmed_campaign_hears_why(folder):
    told = explain(folder, "acct_relay_00003")
    assert "not enough to be confirmed" not in verdict(told)[0]
    weaker = replace(told, severity="likely")
    assert "Its own evidence is not enough to be confirmed" in verdict(weaker)[0]


def test_who_was_named_once_hears_when(folder):
    told = replace(
        explain(folder, "acct_relay_00003"), flagged=False, severity="none", memberships=[]
    )
    first, second, *_ = verdict(told)
    assert first.startswith("Not flagged any more: a live run would have named it on ")
    assert second == "It is in no campaign now."
    assert verdict(replace(told, first_flagged_at=None))[0].startswith("Not flagged: nothing")


def test_both_sides_are_told_of_an_account_and_of_its_campaign(folder):
    out = run(folder, "acct_relay_00003")
    for words in (
        "What speaks for it - asks each question once",
        "What speaks against it - Opened 400 days before",
        "rather than a legitimate common cause - Loads differ by a factor of 1.2",
        "What speaks against a harvest - 90% of the members",
        "Beside legitimate groups - It is most like a class",
    ):
        assert words in out


def test_who_has_nothing_against_it_hears_that_its_campaign_may_have(sample, tmp_path):
    audit = sample.audit()
    table = audit["accounts"]
    empty = pa.array([[]] * len(table), table["against"].type)
    audit["accounts"] = table.set_column(table.schema.get_field_index("against"), "against", empty)
    out = run(sample.write(tmp_path, audit), "acct_relay_00003")
    said = "measured of it alone; what speaks against its campaign as a whole stands below"
    assert f"What speaks against it - nothing that was {said}" in out


def test_a_campaign_can_be_explained_too_its_weakest_members_first(folder, sample):
    out = run(folder, "c-7f3a91d2")
    rows = sample.audit()["campaigns"][0]["members"]
    weakest = min(rows, key=lambda m: (m["log_e"], m["account"]))["account"]
    assert "Campaign c-7f3a91d2: confirmed" in out and "What speaks against a harvest" in out
    told = out.partition("Members to look at first")[2]
    assert "how well it fits the group, not the odds of a harvest)" in told
    assert weakest in told.partition("- ")[2].partition("(strength")[0]
    assert "Opened 400 days before" in told
    done = CliRunner().invoke(command, [str(folder), "c-7f3a91d2", "--json"])
    assert json.loads(done.output)["weakest"][0]["account"] == weakest
    assert run(folder, "A") == run(folder, "c-7f3a91d2"), "as the report names it"


def test_an_end_user_is_found_by_its_own_id(sample, tmp_path):
    audit = sample.audit()
    member = audit["campaigns"][0]["members"][0]
    member["account"], member["end_user"] = "acct_seller", "u_one"
    folder = sample.write(tmp_path, audit)
    row = audit["accounts"].slice(0, 1).to_pylist()[0] | {
        "campaign": None, "campaigns": [], "reasons": ["asks each once"], "against": [],
        "first_flagged_at": None, "flagged": False, "severity": "none", "exchanges": 7,
    }  # fmt: skip
    users = [("acct_seller", "u_one"), ("acct_seller", "u_two"), ("acct_other", "u_two")]
    rows = [{name: row.get(name) for name in END_USERS.names} for _ in users]
    rows = [
        given | {"account": account, "end_user": user}
        for given, (account, user) in zip(rows, users, strict=True)
    ]
    pq.write_table(pa.Table.from_pylist(rows, schema=END_USERS), folder / "end_users.parquet")
    out = run(folder, "u_one")
    assert "End user u_one of account acct_seller" in out and "It sent 7 exchanges in all." in out
    assert "It is a member of campaign c-7f3a91d2" in out and "asks each once" in out
    # of several of one id the account has to be named; a member of a campaign is one of them
    with pytest.raises(UsageError, match="an end user of 2 accounts: acct_seller, acct_other"):
        explain(folder, "u_two")
    told = json.loads(run(folder, "acct_other", "--end-user", "u_two", "--json"))
    assert (told["account"], told["end_user"], told["memberships"]) == ("acct_other", "u_two", [])
    with pytest.raises(UsageError, match="no end user 'u_3' that was judged apart"):
        explain(folder, "acct_other", "u_3")
    with pytest.raises(UsageError, match="no end user of that id that was judged apart"):
        explain(folder, "u_3")
    with pytest.raises(UsageError, match="explain DIR acct_relay_00003 --end-user u:two"):
        explain(folder, "acct_relay_00003:u:two")
    (folder / "end_users.parquet").write_bytes(b"PAR1 and no more")
    with pytest.raises(InputError, match=r"end_users\.parquet: cannot be read"):
        explain(folder, "u_one")


def test_texts_that_are_not_shown_are_told_once_with_their_count(sample, tmp_path):
    audit = sample.audit()
    audit["campaigns"][0]["observables"] = [
        {"type": "tail_template", "value": f"grade reply {n}", "members": 5 + n, "outside": 1,
         "digest": f"{n:016x}"} for n in range(3)
    ] + [
        {"type": kind, "value": "AS64500", "members": 9, "outside": 4} for kind in ("asn", "org")
    ]  # fmt: skip
    told = run(sample.write(tmp_path, audit), "c-7f3a91d2")
    assert told.count("Closing words") == 1 and "Network (ASN): AS64500 (9 members, 4" in told
    said = "Closing words: 3 texts (withheld) (5 to 7 members and 1 account outside each)"
    assert said in told
    del audit["campaigns"][0]["observables"][1:3]
    assert "text 00000000 (withheld) (5 members" in run(sample.write(tmp_path, audit), "c-7f3a91d2")


def test_a_campaign_tells_who_outside_it_shares_what_its_members_do(sample, tmp_path):
    audit = sample.audit()
    said = "shares one means of payment with 5 of the 5 members and no other account outside"
    audit["campaigns"][0]["leads"] = [
        {"account": f"acct_near_{i}", "end_user": None, "statement": said} for i in range(10)
    ]
    folder = sample.write(tmp_path, audit)
    told = run(folder, "c-7f3a91d2").partition("look at them next")[2]
    five = ", ".join(f"acct_near_{i}" for i in range(5))
    assert f"- {five} and 5 more: each {said}" in told and told.count(said) == 1
    done = CliRunner().invoke(command, [str(folder), "c-7f3a91d2", "--json"])
    assert len(json.loads(done.output)["leads"]) == 10


@pytest.mark.parametrize(
    ("strengths", "said"),
    [
        ([35.0] * 9, "as strong as all of the 8 others"),
        ([3.0, *[35.0] * 8], "stronger than 1 of the 8 others, and weaker than none"),
        ([35.0, *[36.0] * 8], "the weakest of 9 members"),
        ([36.0, *[36.0] * 4, *[35.0] * 4], "stronger than 4 of the 8 others, and weaker than none"),
        ([35.0] * 4 + [36.0] * 5, "one of the 4 weakest of 9 members"),
    ],
)
def test_where_the_scale_ends_nobody_is_called_the_weakest(sample, tmp_path, strengths, said):
    audit = sample.audit()
    members = audit["campaigns"][2]["members"]
    for member, log_e in zip(members, strengths, strict=True):
        member["log_e"] = log_e
    asked = members[0 if strengths[0] >= 35 else 1]["account"]
    folder = sample.write(tmp_path, audit)
    assert f"{said}." in " ".join(verdict(explain(folder, asked)))
    out = run(folder, "c-e02c5518")
    equal = "none has weaker evidence of its own than another" in out
    assert equal == (len(set(strengths)) == 1)


def test_a_member_of_a_group_that_a_fact_keeps_at_watch_hears_the_fact(sample, tmp_path):
    audit = sample.audit()
    third = audit["campaigns"][2]
    fact = "kept at watch because its members are most of the accounts of 2 declared organisations"
    third["guarantee"] |= {
        "kept_at_watch": fact, "log_odds_harvest": 8.8, "likely_log_odds_harvest": 2.8,
    }  # fmt: skip
    folder = sample.write(tmp_path, audit)
    said = verdict(explain(folder, third["members"][0]["account"]))
    (told,) = [words for words in said if fact in words]
    assert told.endswith("its odds would name it. The fact says: ask those customers.")
    assert told in run(folder, third["id"])


def test_a_member_of_a_campaign_below_its_bar_hears_so_where_its_level_is_told(sample, tmp_path):
    audit = sample.audit()
    first = audit["campaigns"][0]
    said = "It was named at odds of up to 22 to 1 for; today they are 6.4 to 1 for: look first"
    first["guarantee"] |= {"kept": {"above_log_odds_harvest": 1.3, "statement": said}}
    folder = sample.write(tmp_path, audit)
    out = run(folder, "acct_relay_00003")
    assert "it stands at confirmed since" in out and "below the bar of that level today" in out
    assert "stands at confirmed, below its bar today" in out and said in out
    out = run(folder, first["id"])
    assert f"{first['id']}: confirmed, below its bar today" in out and said in out


def test_a_single_account_of_the_queue_hears_with_whom_it_shares_what_nobody_else_has(
    sample, tmp_path
):
    audit = sample.audit()
    held = {m["account"] for c in audit["campaigns"] for m in c["members"]}
    names = audit["accounts"]["account"].to_pylist()
    name = next(name for name in names if name not in held)
    said = "It shares one means of payment with b"
    other, third, *_ = (one for one in names if one not in held and one != name)
    row = {"account": name, "severity": "none", "reasons": [said],
           "shares": {"statement": said, "accounts": [third]}}  # fmt: skip
    audit["summary"]["review"] = [row]
    folder = sample.write(tmp_path, audit)
    assert f"It is in the review queue. {said}." in verdict(explain(folder, name))
    told = " ".join(verdict(explain(folder, third)))
    assert f"a means of payment or a key that few have with {name}, which is of the rev" in told
    assert "review queue" not in " ".join(verdict(explain(folder, other)))
    audit["summary"]["review"] += [
        {"account": one, "severity": "none", "reasons": ["looks so"]} for one in (other, third)
    ]
    levels = audit["accounts"]["severity"].to_pylist()
    levels[names.index(other)], levels[names.index(third)] = "none", "watch"
    place = audit["accounts"].column_names.index("severity")
    audit["accounts"] = audit["accounts"].set_column(place, "severity", pa.array(levels))
    folder = sample.write(tmp_path, audit)
    told = [" ".join(verdict(explain(folder, one))) for one in (other, third)]
    said = "It is in the review queue, alone: requests of it read like a harvest"
    assert said in told[0] and "It is in the review queue." in told[1]
    assert "nothing ties it" not in told[0], "groups formed around what it shares"
    assert explain(folder, other).queued and not explain(folder, names[-1]).queued


def test_who_is_tied_to_a_campaign_hears_by_what_and_no_group_is_made_of_it(sample, tmp_path):
    audit = sample.audit()
    held = {m["account"] for c in audit["campaigns"] for m in c["members"]}
    names = [name for name in audit["accounts"]["account"].to_pylist() if name not in held][:2]
    said = "shares one range of network addresses with 3 of the 5 members"
    first = audit["campaigns"][0]
    first["leads"] = [
        {"account": names[0], "end_user": None, "statement": said},
        {"account": names[1], "end_user": "u-7", "statement": said},
    ]
    row = {"leads_of": first["id"], "members": 2, "accounts": names, "log_e": 0.5, "units": []}
    audit["summary"]["review"] = [row]
    folder = sample.write(tmp_path, audit)
    told = [" ".join(verdict(explain(folder, name))) for name in names]
    tie = f"ties it to campaign {first['id']} (confirmed), of which it is no member: it {said}."
    assert f"It is in the review queue for what {tie}" in told[0]
    assert f"Its end user u-7 is in the review queue for what {tie}" in told[1]
    for words in told:
        assert "stood in a group" not in words and "even" not in words
    assert explain(folder, names[0]).as_dict()["tied"][0]["campaign"] == first["id"]


def test_a_campaign_says_with_which_other_it_may_be_one_operator(sample, tmp_path):
    audit = sample.audit()
    first, second = audit["campaigns"][:2]
    said = f"It shares with campaign {second['id']} 6 means of payment: may be one operator's"
    first["related"] = [{"campaign": second["id"], "ties": [], "statement": said}]
    first["ties"] = [{"type": "payment", "members": 120, "outside": 6, "outside_named": 6}]
    first["observables"] = [
        {"type": "payment", "value": "pm", "members": 9, "outside": 6, "outside_named": 6}
    ]
    folder = sample.write(tmp_path, audit)
    out = run(folder, first["id"])
    assert f"{said}." in out and "6 accounts outside, all in other campaigns" in out
    assert said not in run(folder, second["id"])
    out = run(folder, first["members"][0]["account"])
    assert f"Of campaign {first['id']}: it shares with campaign {second['id']} 6 means" in out
    page = " ".join(render(audit).split())
    assert f"It may be one operator's with {second['id']}." in html.unescape(page)
    first["related"][0]["one_member"] = True
    assert "It may be one operator's" not in html.unescape(" ".join(render(audit).split()))
    assert "(6 accounts outside, all in other campaigns)" in page


def test_conversations_that_are_handed_between_accounts_are_told(sample, tmp_path):
    audit = sample.audit()
    first, second = audit["campaigns"][:2]
    first["goes_on"] = {"exchanges": 90, "from_others": 60, "from_members": 55}
    second["goes_on"] = {"exchanges": 900, "from_others": 60, "from_members": 60}
    names = audit["accounts"]["account"].to_pylist()
    counts = {name: [40, 30][place] for place, name in enumerate(names[:2])}
    for column, kept in (("goes_on", names[:2]), ("goes_on_from_others", names[1:2])):
        values = [counts[name] if name in kept else 0 for name in names]
        audit["accounts"] = audit["accounts"].append_column(column, [values])
    folder = sample.write(tmp_path, audit)
    out = run(folder, first["id"])
    assert "Of 90 exchanges in which members go on with a conversation, 60 go on from what" in out
    assert "(in 55 of them another member). Unrelated accounts do not know each other's" in out
    assert "go on with a conversation" not in run(folder, second["id"]), "few of many"
    assert "go on with a conversation" not in run(folder, names[0])
    said = "Of its 30 exchanges that go on with a conversation, 30 go on from what another account"
    assert said in run(folder, names[1])


def test_who_keeps_offering_new_tools_hears_it(sample, tmp_path):
    audit = sample.audit()
    names = audit["accounts"]["account"].to_pylist()
    for column, first, second in (("tool_requests", 30, 30), ("tool_lists", 13, 12)):
        values = [first, second, *[0] * (len(names) - 2)]
        audit["accounts"] = audit["accounts"].append_column(column, [values])
    folder = sample.write(tmp_path, audit)
    said = "Of its 30 requests that offer tools, 13 offer a list of tools that it had not offered"
    assert said in run(folder, names[0])
    assert "list of tools" not in run(folder, names[1]), "two in five is not more than that"
    told = replace(explain(folder, names[0]), end_users=4)
    assert any("requests that count as none of its end users'" in words for words in verdict(told))


def test_members_of_a_reseller_are_counted_as_end_users(sample, tmp_path):
    audit = sample.audit()
    for i, member in enumerate(audit["campaigns"][1]["members"]):
        member |= {"account": "reseller", "end_user": f"u{i}", "against": ["asks at night"]}
    audit["campaigns"][1]["accounts"] = ["reseller"]
    out = run(sample.write(tmp_path, audit), "c-19be40aa")
    assert "64 end users of 1 account consistent with" in out
    assert "reseller, end user u" in out and "asks at night" in out


def test_an_account_at_watch_is_not_flagged(folder):
    out = run(folder, "cust-0003")
    assert "Not flagged: it is at watch" in out and "few questions asked twice" in out
    assert "found in no campaign" not in out  # it was, and left it
    assert "is not named with it" in out


def test_an_ordinary_account_is_not_said_to_be_cleared(folder):
    out = run(folder, "cust-0200")
    assert "Not flagged" in out and "not cleared" in out


def test_an_account_whose_text_is_not_known_hears_that(folder):
    told = replace(explain(folder, "cust-0200"), exchanges=188, harvest_like=0, p_value=0.41)
    assert not any("could be read" in said for said in verdict(told)), "not told by the audit"
    none = " ".join(verdict(replace(told, with_text=0)))
    assert "None of its 188 exchanges has text of a request that could be read: whether" in none
    assert "none does" not in none and "Taken alone" not in none
    few = " ".join(verdict(replace(told, with_text=12)))
    assert "Of its 188 exchanges only 12 carry a request whose text could be read;" in few
    assert "of its own, none does" in few and "Taken alone" in few
    most = " ".join(verdict(replace(told, with_text=150)))
    assert "could be read" not in most and "of its own, none does" in most


def test_whom_an_account_shares_a_card_with_is_told_whatever_else_is_so(sample, tmp_path):
    audit = sample.audit()
    first = audit["campaigns"][0]
    inside, *more = first["accounts"][3:6]
    rows = audit["accounts"].to_pylist()

    def told(name, *shares):
        kind = audit["accounts"].schema.append(ACCOUNTS.field("shares"))
        held = [row | {"shares": list(shares) if row["account"] == name else []} for row in rows]
        audit["accounts"] = pa.Table.from_pylist(held, schema=kind)
        folder = sample.write(tmp_path, audit)
        audit["accounts"] = pa.Table.from_pylist(rows)
        return run(folder, name), explain(folder, name)

    card = {"type": "payment", "accounts": ["cust-0201", *more], "one_org": False}
    out, plain = told("cust-0200", card)
    assert (
        f"It shares a means of payment with 3 other accounts and nobody else: cust-0201, {more[0]} "
        f"and {more[1]}. Of these accounts: 2 in campaign {first['id']} (confirmed)."
    ) in out
    assert plain.as_dict()["sharing"][0]["campaigns"] == [
        {"campaign": first["id"], "severity": "confirmed", "members": 2}
    ]
    key = {"type": "holder", "accounts": [more[0]], "one_org": True}
    out, _ = told(inside, key)
    assert (
        "It shares a key or certificate that proves who sends with 1 other account and nobody "
        f"else, all of one declared organisation: {more[0]}. That account is in campaign "
        f"{first['id']} (confirmed)."
    ) in out, "of a member, too"
    queue = {"account": "cust-0201", "severity": "none", "exchanges": 9, "reasons": []}
    queue |= {"shares": {"accounts": ["cust-0200"]}}
    audit["summary"]["review"].append(queue)
    out, _ = told("cust-0200", {"type": "payment", "accounts": ["cust-0201"], "one_org": False})
    assert "That account is in the review queue." in out and "that few have with" not in out
    many = [f"cust-{n:04}" for n in range(201, 211)]
    out, _ = told("cust-0200", {"type": "payment", "accounts": many, "one_org": False})
    assert "cust-0205 and 5 more. Of these accounts: 1 in the review queue (cust-0201)." in out
    out, _ = told("cust-0200")
    assert "that few have with cust-0201, which is of the review queue" in out


def test_an_account_in_no_campaign_hears_what_it_was_looked_at_with(sample, tmp_path):
    audit, name = sample.audit(), "cust-0200"
    when = sample.stamp(3)
    audit["summary"]["gone"] = [
        {"campaign": "c-gone", "raised_at": when, "until": when, "into": None, "accounts": [name]}
    ]
    sample.write(tmp_path, audit)
    told = explain(tmp_path, name)
    (said,) = [said for said in verdict(told) if "c-gone" in said]
    # it may have come later: that it was a member when the campaign was raised is not known
    assert said.startswith("It was among the members of campaign c-gone when that was withdrawn")
    assert "with it among the members" not in said
    since = {"account": name, "end_user": None, "since": when}
    audit["summary"]["left"] = [
        since | {"campaign": "c-stands"}, since | {"campaign": "c-other", "account": "cust-0201"}
    ]  # fmt: skip
    sample.write(tmp_path, audit)
    (left,) = [said for said in verdict(explain(tmp_path, name)) if "not of it any more" in said]
    assert left.startswith("It was named as a member of campaign c-stands from ")
    some = [replace(told, harvest_like=count) for count in (None, 0, 1, 7)]
    said = [next(s for s in verdict(one) if "no group of it" in s) for one in some]
    assert said[0].endswith("read like a harvest.")
    assert [s.rpartition(": ")[2] for s in said[1:]] == [
        "of its own, none does.", "of its own, 1 does.", "of its own, 7 do.",
    ]  # fmt: skip
    said = [" ".join(verdict(replace(told, groups=count))) for count in (0, 1, 7)]
    assert "no group had formed that it was in, so that none was tested. Groups form" in said[0]
    assert "it was in 1 group that had formed around what accounts share or do alike" in said[1]
    assert "it was in 7 groups that had" in said[2] and "and none stood out as a" in said[2]
    audit["summary"]["review"].append(
        {"accounts": [name, "cust-0201"], "end_users": [], "log_e": 100.0, "looked_at": when,
         "log_odds_harvest": -1.1}
    )  # fmt: skip
    sample.write(tmp_path, audit)
    said = " ".join(verdict(explain(tmp_path, name)))
    assert "It stood in a group of 2 that was looked at closely" in said
    assert "3 to 1 against, too low to be watched. It is" in said
    audit["summary"]["review"][-1]["calibration"] = {"groups": 15, "harvests": 1}
    sample.write(tmp_path, audit)
    said = " ".join(" ".join(verdict(explain(tmp_path, name))).split())
    assert "too low to be watched; of 15 groups with odds like these" in said
    assert "1 was a harvest. It is in the review queue" in said

    shared = {"type": "ja4", "value": "t13d", "members": 2, "outside": 1}
    audit["summary"]["review"][-1] |= {
        "group": "g-12ab", "units": [{"account": name, "end_user": "u"}], "severity": "none",
        "facts": [{"name": "x", "speaks": "against", "statement": "One bill.", "weight": -1.0}],
        "observables": [shared], "reasons": ["They began in one hour."], "exchange_ids": ["x-1"],
    }  # fmt: skip
    sample.write(tmp_path, audit)
    assert "It is in the review queue as g-12ab." in " ".join(verdict(explain(tmp_path, name)))
    shown = CliRunner().invoke(command, [str(tmp_path), "g-12ab"], catch_exceptions=False)
    words = " ".join(shown.output.split())
    assert "1 was a harvest. Whoever finds out" in words
    assert "Others of its end users" not in words
    second = audit["summary"]["review"][-1] | {"group": "g-34cd"}
    audit["summary"]["review"].append(second)
    sample.write(tmp_path, audit)
    said = " ".join(verdict(explain(tmp_path, name)))
    assert "in the review queue as g-12ab. Others of its end users stand in g-34cd" in said
    assert "Group g-12ab: below watch" in words and "One bill." in words and "x-1" in words
    once = {"watched_until": sample.stamp(6), "log_odds_harvest": 2.1, "unnamed": "It was not"}
    audit["summary"]["review"][-2] |= once
    sample.write(tmp_path, audit)
    said = " ".join(" ".join(verdict(explain(tmp_path, name))).split())
    assert "a group of 2 that is in no campaign: on 5 Mar 2026" in said
    assert (
        "stood at 8.2 to 1 for; since" in said and "watched no more. It was not. It is in" in said
    )
    shown = CliRunner().invoke(command, [str(tmp_path), "g-12ab"], catch_exceptions=False)
    later = " ".join(shown.output.split())
    assert "that are in no campaign: on 5 Mar" in later and "below is of the whole log" in later
    assert f"{name}, end user u" in words and "They began in one hour." in words
    told = CliRunner().invoke(command, [str(tmp_path), "g-12ab", "--json"], catch_exceptions=False)
    assert json.loads(told.output)["members"] == [{"account": name, "end_user": "u"}]
    assert "and are in no campaign." in words
    member = audit["campaigns"][0]["members"][0]
    audit["summary"]["review"][-1]["units"].append(
        {"account": member["account"], "end_user": member.get("end_user")}
    )
    sample.write(tmp_path, audit)
    shown = CliRunner().invoke(command, [str(tmp_path), "g-12ab"], catch_exceptions=False)
    audit["summary"]["review"][-1]["units"].append({"account": None, "end_user": 7})
    sample.write(tmp_path, audit)
    assert "end user 7" in CliRunner().invoke(command, [str(tmp_path), "g-12ab"]).output
    assert "are no campaign, though campaigns hold 1 of them" in " ".join(shown.output.split())


def test_what_could_not_be_judged_is_of_the_account(sample, tmp_path):
    """What concerns the log as a whole is in the report, and not told of each account anew."""
    audit = sample.audit()
    sample.write(tmp_path, audit)
    told = explain(tmp_path, "cust-0200")
    [whole] = [words for words in not_judged(told) if "as a whole" in words]
    assert "1 note under that heading in report.html" in whole
    out = run(tmp_path, "cust-0200")
    assert whole in out and told.notes[0] not in out
    part = replace(told, exchanges=100, with_text=80, exempt=[])
    assert not_judged(part)[0].startswith("20 of its 100 exchanges carry no request whose text")
    few, most = replace(part, with_text=95), replace(part, with_text=40)
    assert not any("text could be read" in w for one in (few, most) for w in not_judged(one))
    assert "only 40 carry" in " ".join(verdict(most)), "told at once"
    assert told.as_dict()["notes"] == told.notes


def test_accounts_that_share_a_card_are_a_case_with_an_id(sample, tmp_path):
    """`explain` and `verdict` take it, as they take a group's."""
    audit = sample.audit()
    names = ["cust-0200", "cust-0201"]
    audit["summary"]["review"].append(
        {"group": "s-12ab", "shared": "payment", "severity": "none", "log_e": 1.0, "exchanges": 9,
         "members": 2, "accounts": names, "end_users": [],
         "units": [{"account": name, "end_user": None} for name in names],
         "reasons": ["2 accounts with one means of payment: all of them sent 3 requests"]}
    )  # fmt: skip
    sample.write(tmp_path, audit)
    said = " ".join(" ".join(verdict(explain(tmp_path, names[0]))).split())
    assert "all of them sent 3 requests. They stand there as s-12ab." in said
    shown = CliRunner().invoke(command, [str(tmp_path), "s-12ab"], catch_exceptions=False)
    words = " ".join(shown.output.split())
    assert "2 accounts with one means of payment" in words and "tested as no group" in words
    assert "stillwatch review verdict DIR s-12ab true|false|licensed" in words
    assert "2 in no campaign" in words and names[1] in words
    assert "contradicted" not in words, "nothing was tested"
    record(tmp_path, "s-12ab", "true", by="J. Doe")
    page = (tmp_path / "report.html").read_text()
    assert "s-12ab" in page and "J. Doe" in page
    assert (
        explain_campaign(tmp_path, "s-12ab").story[-1].startswith("s-12ab was reviewed by J. Doe")
    )
    found = judge([tmp_path])
    assert (found.vanished, found.levels[-1].true, found.levels[-1].level) == ((), 1, "none")


def test_a_licensed_account_is_said_not_to_have_been_judged(sample, tmp_path):
    audit = sample.audit()
    row = {"account": "cust-0200", "kind": "licence", "exchanges_judged": 0}
    exchanges = next(
        r["exchanges"] for r in audit["accounts"].to_pylist() if r["account"] == "cust-0200"
    )
    audit["summary"]["exempt"] = [row | {"exchanges_not_judged": exchanges}]
    told = verdict(explain(sample.write(tmp_path / "all", audit), "cust-0200"))
    assert told[0].startswith("Not judged: all of its ")
    assert "a licence to train on outputs, as the account table says" in told[0]
    assert not any("no group that it shares something with" in words for words in told)

    audit["summary"]["exempt"] = [
        row | {"exchanges_not_judged": 1, "exchanges_judged": exchanges - 1}
    ]
    told = verdict(explain(sample.write(tmp_path / "some", audit), "cust-0200"))
    assert told[0].startswith("Not flagged") and told[1].startswith("1 of its exchanges falls")
    assert any("found in no campaign" in words for words in told)


def test_json_says_the_same(folder):
    done = CliRunner().invoke(command, [str(folder), "acct_quiet_00001", "--json"])
    told = json.loads(done.output)
    assert told["flagged"] is True and told["severity"] == "likely"
    assert told["memberships"][0]["campaign"] == "c-19be40aa"
    assert told["memberships"][0]["members"][0]["account"] == "acct_quiet_00001"
    assert told["why"] == verdict(explain(folder, "acct_quiet_00001"))
    assert told["missing"] == [
        {"detector": "payment", "reason": "no exchange carries account.payment"}
    ]


def test_an_unknown_account_is_an_error_that_names_close_ones(folder):
    with pytest.raises(UsageError, match=r"no account 'acct_rely_00003'.*acct_relay_00003"):
        explain(folder, "acct_rely_00003")
    with pytest.raises(UsageError, match=r"cust-0123"):
        explain(folder, "0123")
    with pytest.raises(UsageError) as caught:
        explain(folder, "\u202e" + "z" * 900)
    assert len(str(caught.value)) < 400 and "\u202e" not in str(caught.value)


def test_an_unknown_campaign_is_an_error_that_names_those_there_are(folder):
    done = CliRunner().invoke(command, [str(folder), "c-19be40ab"])
    said = str(done.exception)
    assert isinstance(done.exception, UsageError)
    assert "no campaign or group of that id either: it has c-7f3a91d2, c-19be40aa" in said
    done = CliRunner().invoke(command, [str(folder), "acct_rely_00003"])
    assert "campaign" not in str(done.exception), "it did not ask for one"


def test_a_campaign_that_is_none_any_more_can_be_explained(sample, tmp_path):
    audit = sample.audit()
    first = audit["campaigns"][0]
    names = ["cust-0200", first["members"][0]["account"], "reseller"]
    units = [{"account": name, "end_user": None} for name in names[:2]]
    units.append({"account": "reseller", "end_user": "u-1"})
    row = {
        "raised_at": sample.stamp(1), "until": sample.stamp(2), "accounts": names,
        "end_users": ["u-1"], "units": units, "members": 3, "highest_log_odds_harvest": 3.0,
    }  # fmt: skip
    audit["summary"]["gone"] = [
        row | {"campaign": "c-gone", "into": None},
        row | {"campaign": "c-taken", "into": first["id"]},
        {"campaign": "c-bare", "into": None},
    ]
    peak = {"highest_at": sample.stamp(1.5), "highest_log_e": 30.0, "formed_by": "email_domain"}
    fell = {"last_log_odds_harvest": 0.5, "last_seen": sample.stamp(1.9)}
    audit["summary"]["gone"].append(row | peak | fell | {"campaign": "c-peak", "into": None})
    ceased = fell | {"last_seen": sample.stamp(0)}
    audit["summary"]["gone"].append(row | ceased | {"campaign": "c-ceased", "into": None})
    group = {"group": "g-queue", "severity": "none", "units": units[::2], "members": 2}
    audit["summary"]["review"].append(group)
    audit["summary"]["gone"].append(row | {"campaign": "c-late", "into": None, "at_end": True})
    folder = sample.write(tmp_path, audit)
    late = run(folder, "c-late")
    assert "it was withdrawn at the end of the log, with 3 members" in late
    assert "2 in no campaign (all of them in g-queue, which the review queue holds)." in late
    assert "Of its members all were in c-late, which a live run would" in run(folder, "g-queue")
    out = run(folder, "c-gone")
    assert "Campaign c-gone: withdrawn" in out and "Group" not in out
    assert "raised it on 3 Mar 2026, 00:00 UTC; it was withdrawn on 4 Mar 2026, 00:00 UTC" in out
    assert "with 3 members" in out and "reached 20 to 1 for." in out
    at = run(folder, "c-peak")
    assert "reached 20 to 1 for, on 3 Mar 2026, 12:00 UTC; that its members were unrelated" in at
    assert "contradicted then with an e-value of 10¹³" in at
    assert "because of something that they shared (e-mail domain)." in at
    assert json.loads(run(folder, "c-peak", "--json"))["gone"]["formed_by"] == "email_domain"
    assert "fallen to 1.6 to 1 for by then" in at and "while its members went on" in at
    at = run(folder, "c-ceased")
    assert "had sent nothing that reads like a harvest since 2 Mar 2026, 00:00 UTC." in at
    assert "That they stopped does not say that it was none." in at
    assert f"when the log ends: 1 in {first['id']} (confirmed) and 2 in no campaign (" in out
    assert "- reseller, end user u-1" in out and "speaks against" not in out
    assert f"taken in by {first['id']} on 4 Mar" in run(folder, "c-taken")
    assert "Campaign c-bare: withdrawn" in run(folder, "c-bare")
    told = json.loads(run(folder, "c-taken", "--json"))
    assert told["gone"]["into"] == first["id"] and told["severity"] == "none"
    assert [m["account"] for m in told["members"]] == names
    assert "c-gone" in str(CliRunner().invoke(command, [str(folder), "c-none"]).exception)


def test_a_folder_without_an_audit_is_an_error(tmp_path, sample):
    with pytest.raises(InputError, match=r"no audit here"):
        explain(tmp_path, "x")
    folder = sample.write(tmp_path / "half", sample.audit())
    (folder / "campaigns.json").write_text("{")
    with pytest.raises(InputError, match=r"campaigns\.json: cannot be read"):
        explain(folder, "cust-0001")
    (folder / "campaigns.json").unlink()
    with pytest.raises(InputError, match=r"campaigns\.json: missing"):
        explain(folder, "cust-0001")


def test_end_users_of_a_reseller_are_named(sample, tmp_path):
    audit = sample.audit()
    member = audit["campaigns"][0]["members"][3]
    extra = [{**member, "end_user": f"user-{i}"} for i in range(5)]
    audit["campaigns"][0]["members"] += extra
    del audit["campaigns"][0]["members"][3]
    out = run(sample.write(tmp_path, audit), member["account"])
    assert "Its end user user-0 is a member" in out and "2 more end users of it" in out


def test_hostile_accounts_can_be_explained_and_stay_harmless(sample, tmp_path):
    folder = sample.write(tmp_path, sample.audit(40, hostile=True))
    for name in (sample.HOSTILE[0], sample.HOSTILE[4], sample.HOSTILE[6]):
        done = CliRunner().invoke(command, [str(folder), name], catch_exceptions=False)
        assert done.exit_code == 0 and "Flagged" in done.output
        assert not set("\x00\x07\x1b\u202e\u200b") & set(done.output)


def test_close_matches_among_many_look_only_at_likely_ones():
    names = pa.chunked_array([[f"customer-{i:06d}" for i in range(30_000)] + ["Acme-Labs"]])
    assert "Acme-Labs" in close("acme", names)
    assert "Acme-Labs" in close("Acme-Lbas", names)
