"""Accounts that share what hardly anybody but a campaign's members does."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import numpy as np
import pyarrow as pa
import pytest
from msgspec import structs

from stillwatch.audit import summary
from stillwatch.audit.leads import leads, queued
from stillwatch.audit.standing import Crowd
from stillwatch.contract.records import Lead
from stillwatch.contract.tables import END_USERS
from stillwatch.detect.cohorts import join
from stillwatch.detect.detectors import shared_infrastructure
from stillwatch.detect.detectors._sharing import PHRASES, beyond
from tests.detectors.synthetic import accounts, links, view

SIZE = 400
MEMBERS = np.arange(20)


@pytest.fixture(autouse=True)
def _no_cards(monkeypatch):
    """Leave out of the queue what `test_purses.py` tests: it needs rows, and there are none."""
    monkeypatch.setattr(summary, "purses", lambda store, names, rows, known: [])


def crowd(**planted):
    """A campaign of twenty; by type, which accounts share one value of their own."""
    shown = view(accounts(SIZE, 3), links(SIZE, 3, planted), join([MEMBERS]))
    return Crowd(SimpleNamespace(view=shown), MEMBERS, np.ones(20))


def found(held, free=None):
    every = np.ones(SIZE, bool)
    every[MEMBERS] = False
    return leads([("c-1", held)], every if free is None else free)


def test_who_shares_what_members_do_is_told_with_counts():
    held = crowd(tools=[*range(18), 50, 51], payment=[*range(4), 50])
    told = found(held)
    assert sorted(told) == [50, 51]
    assert told[50].words == (
        "It is not a member of campaign c-1, but shares one means of payment with 4 of the 20 "
        "members and no other account outside and one list of tools with 18 of the 20 members "
        "and 1 other account outside. Nobody is named for what can be copied or passed on"
    )


@pytest.mark.parametrize(
    ("planted", "why"),
    [
        ({"org": [*range(4), 50]}, "one value of a few members"),
        ({"org": [*range(4), 50], "email_domain": [*range(4), 50]}, "both are of billing"),
        ({"tools": [*range(18), *range(50, 64)]}, "too many outside have it"),
        ({"tools": range(18)}, "nobody outside has it"),
        ({"tools": [0, 1, 50], "email_domain": [0, 1, 50]}, "two members"),
        ({"payment": [0, 1, *range(50, 55)]}, "a card of many outside"),
        ({"payment": [0, 50, 51]}, "a card of one member"),
    ],
    ids=["few", "one group", "common", "members alone", "two", "many", "one"],
)
def test_little_that_is_shared_is_no_lead(planted, why):
    assert found(crowd(**planted)) == {}, why


def test_who_pays_with_a_campaigns_card_is_told_though_most_who_do_are_outside():
    told = found(crowd(payment=[*range(12), *range(50, 70)]))
    assert sorted(told) == list(range(50, 70))
    assert "one means of payment with 12 of the 20 members and 19 other accounts" in told[50].words
    assert found(crowd(payment=[*range(12), *range(50, 80)])) == {}, "a reseller's, maybe"


def test_a_card_of_two_or_three_members_of_a_campaign_that_is_named_ties_firmly():
    cards = crowd(payment=[0, 1, 2, 50], tools=[*range(18), 50, 51])
    assert found(cards)[50].firm and not found(cards)[51].firm
    own = crowd(payment=[7, 8, 50, 51])
    told = found(own)
    assert sorted(told) == [50, 51] and told[50].firm
    assert told[50].shares == (
        "shares one means of payment with 2 of the 20 members and 1 other account outside"
    )
    assert watched(own) == {}, "of a watched group most who have such a card are of none"
    # the engine knows of no value that two accounts show: these are handed over
    plain = crowd(payment=())
    pair = links(SIZE, 3, {"payment": [7, 8, 50]})
    assert sorted(leads([("c-1", plain)], np.arange(SIZE) >= 20, held=pair)) == [50]


def test_words_and_settings_alone_tie_nobody_firmly():
    told = found(crowd(tools=[*range(18), 50, 51], payment=[*range(12), 50]))
    assert told[50].firm and not told[51].firm


@pytest.mark.parametrize("kind", ["ip_prefix", "ja4"])
def test_one_range_of_addresses_or_fingerprint_ties_firmly_beside_another_thing(kind):
    """Either may be met by chance, even where all members and hardly anybody else show it."""
    told = found(crowd(**{kind: [*range(20), 50, 51]}, tools=[*range(18), 50]))
    assert told[50].firm and not told[51].firm
    (two,) = (one for one in told.values() if one.firm)
    assert two.shares.startswith(f"shares {PHRASES[kind]} with 20 of the 20 members and 1 other")


@pytest.mark.parametrize(("outside", "firm"), [(2, True), (3, False), (10, False)])
def test_a_program_that_others_run_too_ties_nobody_firmly(outside, firm):
    """A public one is many people's, and its name and the network of its servers go with it."""
    others = range(50, 50 + outside)
    told = found(crowd(ja4=[*range(20), *others], params=[*range(20), 50]))
    assert told[50].firm is firm
    assert f"{outside - 1} other account" in told[50].shares, "it is told all the same"
    near = found(crowd(ip_prefix=[*range(20), *others], params=[*range(20), 50]))
    assert near[50].firm, "a range of addresses is somebody's"


def watched(held):
    return leads([("c-1", held)], np.arange(SIZE) >= 20, frozenset({"c-1"}))


def test_of_a_group_that_is_watched_those_are_told_who_are_tied_firmly():
    told = watched(crowd(ja4=[*range(20), 50, 51], tools=[*range(18), 50, 52]))
    assert sorted(told) == [50]
    assert sorted(watched(crowd(payment=[*range(12), 50]))) == [50]


@pytest.mark.parametrize("kind", ["org", "email_domain"])
def test_other_accounts_of_the_customer_that_a_watched_group_is_are_no_leads(kind):
    held = crowd(**{kind: [*range(18), *range(50, 62)]}, payment=[*range(12), 50, 99])
    assert sorted(watched(held)) == [99]
    assert sorted(found(held)) == [50, 99], "of a campaign that is named they are"
    some = crowd(**{kind: [*range(12), *range(50, 52)]}, payment=[*range(12), 50, 99])
    assert sorted(watched(some)) == [50, 99], "of a group of many a customer's part says little"


def test_a_campaign_that_is_named_comes_before_one_that_is_watched():
    weak = crowd(payment=[*range(12), 50], tools=[*range(18), 50])
    told = leads(
        [("c-1", crowd(payment=[*range(12), 50])), ("c-2", weak)], np.arange(SIZE) >= 20,
        frozenset({"c-2"}),
    )  # fmt: skip
    assert told[50].campaign == "c-1"
    told = leads(
        [("c-1", crowd(tools=[*range(18), 50])), ("c-2", weak)], np.arange(SIZE) >= 20,
        frozenset({"c-2"}),
    )  # fmt: skip
    assert told[50].campaign == "c-2", "words alone do not hide a card"


def test_who_is_in_a_campaign_or_exempt_is_no_lead():
    free = np.ones(SIZE, bool)
    free[[*MEMBERS, 50]] = False
    assert sorted(found(crowd(tools=[*range(18), 50, 51]), free)) == [51]


def test_the_campaign_that_it_shares_most_with_is_told():
    weak = crowd(tools=[*range(18), 50])
    strong = crowd(tools=[*range(18), 50], payment=[*range(9), 50])
    told = leads([("c-1", weak), ("c-2", strong)], np.arange(SIZE) >= 20)
    assert told[50].campaign == "c-2" and len(told[50].shared) == 2
    words = crowd(tools=[*range(18), 50], params=[*range(18), 50])
    card = crowd(payment=[*range(3), 50])
    told = leads([("c-1", words), ("c-2", card)], np.arange(SIZE) >= 20)
    assert told[50].campaign == "c-2", "a card ties more than any words"


def test_outsiders_in_other_campaigns_are_told_apart():
    held = crowd(payment=[*range(9), 50, 51]).scene.view
    named = np.zeros(SIZE, bool)
    named[[3, 50]] = True  # 3 is a member of this one, too
    finding = shared_infrastructure.SharedInfrastructure().explain(
        replace(held, elsewhere=named), MEMBERS
    )
    assert (
        "9 of 20 members and 2 accounts outside (1 of them in other campaigns) share one means"
        in (finding.statement)
    )
    assert finding.values["payment_1"] == {"members": 9, "outside": 2, "outside_named": 1}


@pytest.mark.parametrize(
    ("outside", "named", "words"),
    [
        (0, 0, "no account outside"),
        (1, 0, "1 account outside"),
        (1, 1, "1 account outside (in another campaign)"),
        (5, 5, "5 accounts outside (in other campaigns)"),
        (79, 62, "79 accounts outside (62 of them in other campaigns)"),
    ],
    ids=["none", "one", "one named", "all named", "some named"],
)
def test_words_of_outsiders(outside, named, words):
    assert beyond(outside, named) == words


def test_leads_of_a_campaign_are_one_row_of_the_review_queue():
    def lead(account, *types, user=None):
        outside = [1 if kind == "holder" else 3 + len(account) for kind in types]
        return Lead(
            account=account, end_user=user, statement="", types=types, outside=tuple(outside)
        )

    tied: Any = [
        SimpleNamespace(id="c-1", leads=()),
        SimpleNamespace(
            id="c-2",
            leads=(
                lead("b2", "tools", "payment"), lead("a", "payment", "ip_prefix"),
                lead("shop", "holder", user="u"), lead("cleared", "payment"),
            ),
        ),
    ]  # fmt: skip
    rows = {
        name: {"log_e": log_e, "exchanges": exchanges}
        for name, log_e, exchanges in (("a", 0.5, 10), ("b2", 1.5, 20), ("shop", 9.0, 900))
    }
    none: frozenset[str] = frozenset()
    (row,) = queued(tied, rows, frozenset({"cleared"}))
    assert (row["leads_of"], row["members"], row["accounts"]) == ("c-2", 3, ["a", "b2", "shop"])
    # what a shop asks is not its end user's
    assert (row["log_e"], row["exchanges"], row["end_users"]) == (1.5, 30, ["u"])
    assert row["units"][-1] == {"account": "shop", "end_user": "u"}
    assert row["reasons"] == [
        "3 accounts in no campaign that share with members of c-2 what sets these apart: one means "
        "of payment (2 of them, each one that at most 5 accounts outside have), one key or "
        "certificate that proves who sends (1 of 1 account outside that has it), one range of "
        "network addresses (1 of 4 accounts outside that have it), one list of tools (1 of 5 "
        "accounts outside that have it)"
    ]

    # six of them with three cards of two each are not six of two
    six = [structs.replace(lead(f"a{n}", "payment"), outside=(2,)) for n in range(6)]
    (one,) = queued([SimpleNamespace(id="c", leads=tuple(six))], rows, none)
    assert one["reasons"][0].endswith(
        "one means of payment (6 of them, each one that 2 accounts outside have)"
    )

    many = lead("a", "asn", "ja4", "org", "tools", "payment")
    tied = [SimpleNamespace(id="c", leads=(many,))]
    (one,) = queued(tied, rows, none)
    assert one["reasons"][0].startswith("1 account in no campaign that shares with members of c")
    assert one["reasons"][0].count("(1 of 4 accounts outside that have it)") == 4


def test_they_come_before_accounts_that_merely_look_like_a_harvest(monkeypatch):
    names = ["lead", "lone", "shop"]
    rows = pa.table(
        {
            "account": names, "severity": ["none"] * 3, "log_e": [1.0, 3.0, 2.0],
            "harvest_like": [9] * 3, "campaign": pa.array([None] * 3, pa.string()),
            "reasons": [["looks so"]] * 3, "exchanges": [9] * 3,
        }
    )  # fmt: skip
    tied = [
        Lead(account="lead", statement="", types=("payment",), outside=(2,)),
        Lead(account="shop", end_user="u", statement="", types=("payment",), outside=(2,)),
    ]
    found: Any = SimpleNamespace(
        campaigns=[SimpleNamespace(id="c-1", severity="likely", leads=tied)],
        rows=rows, users=END_USERS.empty_table(), exempt=[], aside=[], store=None, names={},
    )  # fmt: skip
    queue = summary._review(found)
    assert [row.get("leads_of") or row["account"] for row in queue] == ["c-1", "lone", "shop"]
    monkeypatch.setattr(summary, "REVIEWED", 2)
    assert len(summary._review(found)) == 2


def test_of_single_accounts_few_are_listed_those_that_share_first_and_then_who_sent_most(
    monkeypatch,
):
    names = [f"a{n:02}" for n in range(30)]
    rows = pa.table(
        {
            "account": names, "severity": ["none"] * 30, "log_e": [5.0 - n / 10 for n in range(30)],
            "harvest_like": [9] * 30, "campaign": pa.array([None] * 30, pa.string()),
            "reasons": [["looks so"]] * 29 + [[]], "exchanges": [10 + n for n in range(30)],
        }
    )  # fmt: skip
    found: Any = SimpleNamespace(
        campaigns=[], rows=rows, users=END_USERS.empty_table(), exempt=[], aside=[], store=None,
        names={n: (name, None) for n, name in enumerate(names)},
    )  # fmt: skip

    def listed(*sharing: str, others: tuple[str, ...] = ()) -> list[str]:
        said = {name: {"statement": "shares", "tied": name in sharing}
                for name in (*sharing, *others)}  # fmt: skip
        monkeypatch.setattr(summary, "together", lambda store, keys, names, unlisted: said)
        return [row["account"] for row in summary._review(found)]

    # of whom nothing can be said is not listed, however much it sent
    assert listed() == names[28:18:-1]
    assert listed("a03", "a07") == ["a07", "a03", *names[28:20:-1]]
    assert listed(*names[:12]) == names[11::-1], "all who share, though they are more"
    # what one shares within its organisation, or alone with others than these, is told and makes
    # its row no better
    assert listed("a03", others=("a07", "a25")) == ["a03", *names[28:19:-1]]
    assert listed(others=tuple(names[:12])) == names[28:18:-1]


@pytest.mark.parametrize(
    ("each", "rest", "queued"), [([2, 2], 0, False), ([2, 2], 3, True), ([1, 3], 0, True)]
)
def test_a_reseller_is_not_queued_for_an_end_user_with_a_request_or_two(each, rest, queued):
    rows = pa.table(
        {
            "account": ["shop"], "severity": ["none"], "log_e": [3.0],
            "harvest_like": [sum(each) + rest], "campaign": pa.array([None], pa.string()),
            "reasons": [["its end user looks so"]], "exchanges": [999],
        }
    )  # fmt: skip
    few = [{"account": "shop", "end_user": f"u-{n}", "harvest_like": n} for n in each]
    found: Any = SimpleNamespace(
        campaigns=[], rows=rows, users=pa.Table.from_pylist(few, schema=END_USERS), exempt=[],
        aside=[], store=None, names={},
    )  # fmt: skip
    assert bool(summary._review(found)) is queued


def test_a_reseller_is_not_queued_for_an_end_user_that_a_campaign_names():
    names = ["shop", "lone"]
    rows = pa.table(
        {
            "account": names, "severity": ["none"] * 2, "log_e": [34.0, 3.0],
            "harvest_like": [99, 9], "campaign": pa.array(["c-1", None], pa.string()),
            "reasons": [["its end user looks so"], ["looks so"]], "exchanges": [999, 9],
        }
    )  # fmt: skip
    found: Any = SimpleNamespace(
        campaigns=[SimpleNamespace(id="c-1", severity="likely", leads=())],
        rows=rows, users=END_USERS.empty_table(), exempt=[], aside=[], store=None, names={},
    )  # fmt: skip
    assert [row["account"] for row in summary._review(found)] == ["lone"]


@pytest.mark.parametrize(
    ("states", "words"),
    [
        ({"full": 90, "redacted": 3, "hashed": 1, "absent": 6},
         "10 of 100 exchanges have no text that can be read: of 4 it is redacted or hashed, of 6 "
         "absent."),
        ({"full": 96, "redacted": 4}, "4 of 100 exchanges have redacted or hashed text."),
        ({"full": 94, "absent": 6}, "6 of 100 exchanges have no text."),
        ({"full": 99, "redacted": 1}, "1 of 100 exchanges has redacted or hashed text."),
    ],
    ids=["both", "hidden", "absent", "one"],
)  # fmt: skip
def test_all_exchanges_whose_text_cannot_be_read_are_counted(states, words):
    fields = {"text": 0.9, "ip": 1.0, "user_agent": 1.0, "created": 1.0}
    report: Any = SimpleNamespace(
        fields_present=fields, content_states=states, exchanges=100, differing=0
    )
    assert summary._notes(report, []) == [words]


@pytest.mark.parametrize(
    ("differing", "words"),
    [(1, "1 exchange carries the id of an earlier one and differs from it"),
     (9, "9 exchanges carry the id of an earlier one and differ from it")],
)  # fmt: skip
def test_an_id_that_was_there_is_told(differing, words):
    report: Any = SimpleNamespace(
        fields_present={"text": 0.9, "ip": 1.0, "user_agent": 1.0, "created": 1.0},
        content_states={"full": 100}, exchanges=100, differing=differing,
    )  # fmt: skip
    [said] = summary._notes(report, [])
    assert said.startswith(words)
