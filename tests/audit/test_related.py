"""What campaigns share with one another."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import numpy as np

from stillwatch.audit.related import related, told
from stillwatch.store.links import Links

HERE, THERE = np.arange(6), np.arange(6, 12)
TYPES = ("payment", "ip_prefix", "tail_template")


def scene(shown: list[tuple[str, int, list[int]]]) -> tuple[Any, Links]:
    """Links of 40 accounts: kind, key, and who shows it."""
    rows = [(TYPES.index(kind), key, who) for kind, key, some in shown for who in some]
    kind, key, who = (np.array(column) for column in zip(*rows, strict=True))
    links = Links.build(
        TYPES, kind.astype(np.int16), key.astype(np.uint64), who, np.zeros(len(who), np.int32), 40
    )
    return SimpleNamespace(links=links), links


def test_two_halves_of_one_campaign_are_tied_by_their_cards_and_their_range():
    """Each of six cards pays for one account in each half, and all sit in one range."""
    view, links = scene(
        [
            *(("payment", 100 + i, [i, 6 + i]) for i in range(6)),
            ("ip_prefix", 7, list(range(12))),
            ("tail_template", 8, list(range(12))),
            ("tail_template", 9, list(range(40))),
        ]
    )
    one, other = related(view, [HERE, THERE], links)
    assert [(s.kind, s.values, s.here, s.there, s.outside) for s in one[1]] == [
        ("payment", 6, 6, 6, 0), ("ip_prefix", 1, 6, 6, 0), ("tail_template", 1, 6, 6, 0),
    ]  # fmt: skip
    assert [s.kind for s in other[0]] == [s.kind for s in one[1]]
    row = told("c-2", (6, 6), one[1])
    assert row.statement.startswith(
        "It shares with campaign c-2 6 means of payment (6 of 6 members here, 6 of 6 there, "
        "nobody else), one range"
    )
    assert row.statement.endswith("the two may be one operator's")
    assert row.ties[0].members_there == 6 and not row.words_alone


def test_what_rests_on_one_member_does_not_make_two_campaigns_one_operators():
    view, links = scene([("payment", 3, [0, 6, 7, 8]), ("payment", 4, [0, 9])])
    one, other = related(view, [HERE, THERE], links)
    row, back = told("c-2", (6, 6), one[1]), told("c-1", (6, 6), other[0])
    assert "1 of 6 members here, 4 of 6 there, nobody else), by one member here alone" in (
        row.statement
    )
    assert "may be one operator's" not in row.statement + back.statement
    assert "by one member there alone" in back.statement
    assert row.one_member and back.one_member
    view, links = scene([("payment", 3, [0, 6])])
    (found, _) = related(view, [HERE, THERE], links)
    assert "by one member here and one there alone:" in told("c-2", (6, 6), found[1]).statement
    view, links = scene([("payment", 3, [0, 6]), ("payment", 4, [1, 7])])
    (found, _) = related(view, [HERE, THERE], links)
    row = told("c-2", (6, 6), found[1])
    assert not row.one_member and row.statement.endswith("the two may be one operator's")


def test_what_others_have_and_what_few_word_ties_nothing():
    view, links = scene(
        [
            ("ip_prefix", 7, [*range(12), 20, 21, 22]),  # a provider's
            ("ip_prefix", 9, [0, 6]),  # a chance
            *(("ip_prefix", 30 + i, [i, i + 1, 6 + i, 7 + i]) for i in range(5)),  # a rented pool
            *(("tail_template", 30 + i, [i, 6 + i]) for i in range(6)),  # one collection
            ("payment", 3, [0, 1]),
        ]
    )
    assert related(view, [HERE, THERE], links) == [{}, {}]


def test_who_is_in_both_ties_nothing_and_words_alone_may_be_copied():
    view, links = scene([("payment", 3, [0, 5]), ("tail_template", 8, list(range(12)))])
    one, _ = related(view, [HERE, np.arange(5, 12)], links)
    assert [(s.kind, s.here, s.there) for s in one[1]] == [("tail_template", 5, 6)]
    row = told("c-2", (6, 7), one[1])
    assert row.statement.endswith("may have their words from one place, or be one operator's")
    assert row.words_alone
