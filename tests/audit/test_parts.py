"""Parts of a campaign that may be several operators."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import numpy as np
import pyarrow as pa
import pytest

from stillwatch.audit.lives import Life, Lives, lives
from stillwatch.audit.parts import Part, parts
from stillwatch.store.links import Links

SIZE = 400


def made(**shared: list[list[int]]) -> Links:
    types = tuple(shared)
    rows = [
        (number, 10 * number + value, account)
        for number, kind in enumerate(types)
        for value, who in enumerate(shared[kind], start=1)
        for account in who
    ]
    kind, key, account = (np.array(column) for column in zip(*rows, strict=True))
    return Links.build(
        types, kind.astype(np.int16), key.astype(np.uint64), account.astype(np.int64),
        np.zeros(len(rows), np.int32), SIZE,
    )  # fmt: skip


def alike(units: frozenset[int]) -> Life:
    """Tell of members who all go on."""
    return Life(0.0, 20.0, False)


def found(
    size: int = 30, owned: Any = (), lives: Lives = alike, **shared: list[list[int]]
) -> list[Part]:
    """Find the parts of accounts 0 to `size` - 1; `owned` are end users of one account."""
    known = made(**shared)
    accounts = SimpleNamespace(n=np.ones(SIZE), seen=np.ones(SIZE, bool))
    view: Any = SimpleNamespace(accounts=accounts, links=known, elsewhere=None)
    owners = ["shop" if unit in owned else None for unit in range(size)]
    return parts(view, np.arange(size), known, owners, lives)


def sizes(told: list[Part]) -> list[int]:
    return [len(part.members) for part in told]


FIRST, SECOND = list(range(18)), list(range(18, 30))


def test_operators_that_share_no_card_and_no_address_are_parts():
    told = found(payment=[FIRST[:10], FIRST[8:], SECOND], ip_prefix=[FIRST[:12]])
    assert sizes(told) == [18, 12]
    assert told[0].statement.startswith(
        "18 of 18 members and no account outside share one of 2 means of payment"
    )


def test_one_card_between_them_makes_them_one():
    assert not found(payment=[FIRST, SECOND], email_domain=[[0, 29]])
    # but not one that many others have
    assert sizes(found(payment=[FIRST, SECOND], email_domain=[[0, 29, *range(50, 90)]])) == [18, 12]


def test_nor_does_an_operator_who_words_all_alike_fall_apart():
    cards = [FIRST, SECOND]
    assert not found(payment=cards, head_template=[[*FIRST[:14], *SECOND[:9]]])
    # some copy from the same places
    assert sizes(found(payment=cards, head_template=[[*FIRST[:14], *SECOND[:4]]])) == [18, 12]


@pytest.mark.parametrize(
    ("began", "over", "told"),
    [(1.0, True, [18, 12]), (1.0, False, []), (13.0, True, []), (9.0, True, [18, 12])],
)
def test_who_stopped_is_not_who_goes_on_and_had_begun_before(began, over, told):
    """Two who draw one template; but accounts that replace others begin when those stop."""

    def life(units: frozenset[int]) -> Life:
        done = Life(0.0, 14.0, over)
        return done if min(units) in FIRST else Life(began, 20.0, False)

    worded = [[*FIRST, *SECOND]]
    assert sizes(found(payment=[FIRST], owned=SECOND, head_template=worded, lives=life)) == told
    # what one operator has is not cut in two by when its cards were used
    bridge = [FIRST, SECOND]
    assert not found(payment=bridge, ip_prefix=worded, head_template=worded, lives=life)


def test_a_life_is_that_of_most_requests_of_some_members():
    days = np.r_[np.linspace(2, 10, 99), 29.5, np.linspace(5, 30, 100)]
    harvest = pa.table(
        {
            "account": pa.array(np.repeat(np.uint64([7, 9]), 100)),
            "time": pa.array((days * 86_400e6).astype(np.int64)),
        }
    )
    of = lives(harvest, np.array([7, 8, 9], np.uint64), 30 * 24, 3.0)
    assert (
        of(frozenset([0])).over and not of(frozenset([2])).over and not of(frozenset([0, 2])).over
    )
    assert of(frozenset([0])).began == pytest.approx(2.4, abs=0.1)
    assert of(frozenset([0])).last == pytest.approx(9.7, abs=0.2)
    assert of(frozenset([1])).over, "it asked nothing of the kind"


def test_operators_who_draw_on_one_collection_but_word_it_their_own_way_stay_apart():
    cards, ways = [FIRST, SECOND], [FIRST[:9], FIRST[9:], SECOND]
    asked = [[FIRST[n % 18], FIRST[(n + 5) % 18], SECOND[n % 12]] for n in range(36)]
    assert sizes(found(payment=cards, head_template=ways, tail_template=asked)) == [18, 12]
    assert not found(payment=cards, tail_template=asked), "there is no other wording to compare"
    both = [[*FIRST[::2], *SECOND[::2]], [*FIRST[1::2], *SECOND[1::2]]]
    assert not found(payment=cards, head_template=both, tail_template=asked)


def test_what_two_or_three_ask_bridges_no_operators_who_share_words_alone():
    ways = [FIRST, SECOND]
    assert sizes(found(head_template=ways)) == [18, 12]
    assert sizes(found(head_template=ways, tail_template=[[0, 18], [5, 20, 21]])) == [18, 12]


def test_accounts_with_nothing_of_their_own_are_no_operators():
    assert not found(payment=[[n, n + 1] for n in range(0, 30, 2)])
    assert not found(payment=[FIRST[:8], SECOND[:8]]), "who are the others?"
    assert not found(payment=[[*FIRST, *SECOND[:9]], SECOND[9:]]), "three are no part"


def test_end_users_of_one_account_and_a_wording_are_parts_too():
    assert sizes(found(payment=[FIRST], owned=SECOND)) == [18, 12]
    assert sizes(found(payment=[FIRST], head_template=[SECOND])) == [18, 12]


def test_an_audit_of_one_campaign_has_no_parts(audited):
    _, result = audited()
    assert result.campaigns and all(campaign.parts == () for campaign in result.campaigns)
