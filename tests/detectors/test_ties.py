"""What members share with one another, over one value or over many."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np

from stillwatch.detect.cohorts import join
from stillwatch.detect.detectors._ties import each, ties, various, weigh
from stillwatch.detect.detectors.base import View
from stillwatch.detect.detectors.shared_infrastructure import SharedInfrastructure
from stillwatch.store.links import Links
from tests.detectors.synthetic import accounts, links, view

SIZE = 400
MEMBERS = np.arange(20)


def seen(**shared: list[list[int]]) -> View:
    """Twenty members among four hundred; by kind, the accounts that show each value."""
    types = tuple(shared)
    rows = [
        (number, 10 * number + value, account)
        for number, kind in enumerate(types)
        for value, who in enumerate(shared[kind], start=1)
        for account in who
    ]
    kind, key, account = (np.array(column) for column in zip(*rows, strict=True))
    made = Links.build(
        types, kind.astype(np.int16), key.astype(np.uint64), account.astype(np.int64),
        np.zeros(len(rows), np.int32), SIZE,
    )  # fmt: skip
    return replace(view(accounts(SIZE, 3), links(SIZE, 3), join([MEMBERS])), links=made)


def told(found: View) -> list[Any]:
    return ties(found, MEMBERS, found.links, found.links.types)


def test_cards_of_two_each_cover_all_members():
    (tie,) = told(seen(payment=[[n, n + 1] for n in range(0, 20, 2)]))
    assert (tie.members, tie.values, tie.outside) == (20, 10, 0)
    assert each(tie) == "2 members each"


def test_the_kind_that_nobody_else_shows_comes_before_one_that_some_do():
    halves = [list(range(10)), list(range(10, 20))]
    found = told(seen(client=[[*list(range(19)), 30, 31, 32]], payment=halves))
    assert [tie.kind for tie in found] == ["payment", "client"]
    words = SharedInfrastructure().explain(
        seen(client=[[*list(range(19)), 30, 31, 32]], payment=halves), MEMBERS
    )
    assert (
        "20 of 20 members and no account outside share one of 2 means of payment "
        "(10 members each); 19 of 20 members and 3 accounts outside share one client program"
    ) in words.statement
    assert words.values["payment_1"] == {"members": 20, "outside": 0, "values": 2, "most": 10}


def test_cards_that_some_outside_have_too_are_told_beside_those_that_nobody_else_has():
    """They would water down what the others tell: whoever is outside with one is the clue."""
    rare = [[n, n + 1] for n in range(0, 16, 2)]
    cards = [*rare, [16, 17, 40], [18, 19, *range(50, 90)]]
    (tie,) = told(seen(payment=cards))
    assert (tie.members, tie.outside) == (16, 0)
    assert (tie.more, tie.more_values, tie.more_outside) == (2, 1, 1), "a common one is not told"
    found = SharedInfrastructure().explain(seen(payment=cards), MEMBERS)
    assert (
        "16 of 20 members and no account outside share one of 8 means of payment (2 members each), "
        "and 2 other members share another one with 1 account outside."
    ) in found.statement
    assert found.values["payment_1"]["more_members"] == 2
    assert found.values["payment_1"]["more_outside"] == 1
    domains = SharedInfrastructure().explain(seen(email_domain=cards), MEMBERS)
    assert "another one" not in domains.statement, "not everything is one party's"


def test_what_as_many_outside_have_is_no_tie():
    assert not told(seen(email_domain=[list(range(0, SIZE, 2))]))
    # nor does a common value water down what a rare one tells
    (tie,) = told(seen(payment=[list(range(10)), [11, 12, *range(40, 70)]]))
    assert (tie.members, tie.values, tie.outside) == (10, 1, 0)


def test_what_more_others_have_is_said_only_where_nothing_tells_more():
    agent = [list(range(10)) + list(range(30, 45))]
    explain = SharedInfrastructure().explain
    assert (
        "10 of 20 members and 15 accounts outside"
        in explain(seen(user_agent=agent), MEMBERS).statement
    )
    both = explain(seen(user_agent=agent, payment=[[1, 2, 3]]), MEMBERS)
    assert list(both.values) == ["payment_1"]


def test_one_of_a_group_of_kinds_speaks_for_it():
    found = told(seen(client=[list(range(20))], ja4=[[*list(range(20)), 50]], payment=[[1, 2, 3]]))
    assert [tie.kind for tie in various(found)] == ["client", "payment"]


def test_more_members_and_fewer_outside_tell_more():
    assert weigh(10, 20, 0, 380) > weigh(20, 20, 30, 380) > weigh(2, 20, 0, 380) > 0
