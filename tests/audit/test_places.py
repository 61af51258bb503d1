"""What an office, an app or one customer looks like is told against a harvest, of members too."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pyarrow as pa
import pytest

from stillwatch.audit import standing
from stillwatch.audit.customer import customer
from stillwatch.audit.measures import WORDS, Half, Spread
from stillwatch.audit.places import place, users
from stillwatch.audit.standing import Crowd
from stillwatch.features.hashing import hash_strings, seed_of
from stillwatch.store.links import Links

TYPES = ("org", "email_domain", "ip_prefix", "frame", "client", "payment")


def sharing(*values: tuple[str, int, int], domain: str = "ferreira-labs.io"):
    """A log of 100 accounts, of which the first 28 are members: (type, members, outside) each."""
    (named,) = hash_strings(pa.array([domain]), seed_of(b"", "email_domain"))
    rows = [
        (TYPES.index(kind), int(named) if kind == "email_domain" else number + 1, who)
        for number, (kind, here, there) in enumerate(values)
        for who in (*range(here), *range(28, 28 + there))
    ]
    kind, key, who = (np.array(column) for column in zip(*rows, strict=True))
    hours = np.zeros(len(who), np.int32)
    links = Links.build(TYPES, kind.astype(np.int16), key.astype(np.uint64), who, hours, 100)
    accounts = SimpleNamespace(n=np.zeros(100), seen=np.ones(100, dtype=bool))
    return SimpleNamespace(links=links, accounts=accounts)


def said_of(view, unit: int) -> tuple[list[str], list[str]]:
    crowd = Crowd(SimpleNamespace(view=view), np.arange(28), np.zeros(28))
    links, inside = view.links, np.arange(100) < 28
    here, there = links.counts(inside)
    crowd.__dict__["rows"] = [
        (links.types[links.kind[code]], code, int(here[code]), int(there[code]))
        for code in range(len(links.key))
    ]
    speaks, against, alike = crowd._shared(unit)
    return speaks, against + alike


@pytest.mark.parametrize(
    ("values", "told"),
    [
        (("ip_prefix", 28, 1), "All 28 members share one range of network addresses (1 account"),
        (("ip_prefix", 24, 0), "24 of the 28 members share one range of network addresses (no a"),
        (("ip_prefix", 20, 0), None),
        (("ip_prefix", 28, 9), None),
        (("payment", 28, 0), None),
    ],
)
def test_that_nearly_all_come_from_one_place_is_told_of_the_campaign(values, told):
    fact = place(sharing(values), np.arange(28))
    assert (fact is None) is (told is None)
    if fact is not None and told is not None:
        assert fact.speaks == "against" and fact.statement.startswith(told)
        assert fact.statement.endswith("can send all of it through one place as well.")


def test_several_ranges_that_all_share_may_be_a_rented_pool():
    view = sharing(*[("ip_prefix", 28, 0)] * 4)
    fact = place(view, np.arange(28))
    assert fact is not None and fact.values["ranges"] == 4
    assert fact.statement.endswith("share 4 such ranges, as those behind a rented pool do.")
    (said,) = said_of(view, 0)[1]
    assert said.endswith("customer, class or office do, and those behind a rented pool")


def test_what_a_member_alone_shows_comes_before_what_nearly_all_do(monkeypatch):
    crowd = Crowd(SimpleNamespace(alone=np.full(28, np.nan)), np.arange(28), np.zeros(28))
    own, alike = [f"own {n}" for n in range(9)], ["as one customer's accounts do"]
    monkeypatch.setattr(standing, "amount", lambda *_: "amount")
    monkeypatch.setattr(Crowd, "_shared", lambda *_: ([], list(own), list(alike)))
    monkeypatch.setattr(Crowd, "_weak", lambda *_: ["none has weaker evidence"])
    monkeypatch.setattr(Crowd, "_statistics", lambda *_: [(-1.0, "statistic")])
    assert crowd.told(0)[1] == [*own[:5], *alike, "none has weaker evidence"]
    own[2:] = []
    assert crowd.told(0)[1] == [*own, "statistic", *alike, "none has weaker evidence"]


@pytest.mark.parametrize(("mine", "every", "told"), [(20, 31, True), (13, 31, False)])
def test_what_end_users_of_one_account_share_may_be_its_program(mine, every, told):
    view = sharing(("frame", 20, 0))
    within = np.full(100, -1)
    within[:mine], within[40 : 40 + every - mine] = 7, 7
    view.links = replace(view.links, within=within)
    fact = users(view, np.arange(28))
    assert (fact is not None) is told
    if fact is not None:
        assert fact.statement.startswith(
            "20 of the 28 members are end users of one account, of 31 that it has and that were "
            "judged: what they have in common (an instruction, settings, tools) may be that "
        )


def test_a_fleet_of_which_many_were_not_drawn_in_is_one_customers_too():
    fact, names = customer(sharing(("org", 28, 14)), np.arange(28))
    assert fact is not None and names == {"organisation"}
    assert fact.statement.startswith(
        "All 28 members share one declared organisation (14 accounts outside): they may be one"
    )
    assert customer(sharing(("org", 20, 14)), np.arange(28)) == (None, frozenset())
    assert customer(sharing(("org", 28, 29)), np.arange(28)) == (None, frozenset())


def test_what_may_be_one_customers_is_told_against_its_members_and_not_for_them():
    speaks, against = said_of(sharing(("email_domain", 20, 0), ("frame", 28, 0)), 0)
    assert not [words for words in speaks if "e-mail domain" in words]
    assert against == [
        "It shares one e-mail domain with 19 of the 27 other members, as the accounts of one "
        "customer, class or office do"
    ]
    speaks, _ = said_of(sharing(("email_domain", 20, 0), domain="gmail.com"), 0)
    assert speaks[0].startswith("It shares one e-mail domain with 19 of the 27 other members; of")


def test_what_more_accounts_outside_share_is_a_weak_tie_and_speaks_against_who_shares_no_more():
    view = sharing(("frame", 20, 40), ("client", 25, 3))
    speaks, against = said_of(view, 22)
    assert speaks == [
        "It shares one client program with one technical fingerprint with 24 of the 27 other "
        "members; of 72 others that were judged 3 do"
    ]
    assert not [words for words in against if "only what more accounts" in words]
    speaks, against = said_of(sharing(("frame", 28, 40)), 0)
    assert speaks[0].endswith(
        "with all 27 other members; of 72 others that were judged 40 do: more than members do, a "
        "weak tie"
    )
    assert against == [
        "It shares with the members only what more accounts outside share than members do"
    ]


@pytest.mark.parametrize(("value", "told"), [(19.0, False), (8.0, True)])
def test_a_figure_far_from_members_and_others_alike_is_not_told_for_an_account(value, told):
    words, score = WORDS["load"], 1.0
    accounts = SimpleNamespace(
        n=np.array([203]), n_slice=np.array([150]), scores={"load": np.array([score])}
    )
    scene = SimpleNamespace(
        view=SimpleNamespace(accounts=accounts), natural={"load": np.array([value])}, read=[203]
    )
    crowd = SimpleNamespace(
        scene=scene,
        spread={"load": Spread(50, 50 * score, 50 * score**2 + 5, -1.0, 1.0)},
        halves={
            "load": (
                Half.of(np.array([3.1, 3.1, 4.0, 6.2, 6.2]), words.show),
                Half.of(np.array([0.2, 1.4, 2.0, 3.5, 3.9]), words.show),
            )
        },
        others=SimpleNamespace(words="other accounts as active"),
    )
    found = Crowd._statistics(crowd, 0)
    assert bool(found) is told
