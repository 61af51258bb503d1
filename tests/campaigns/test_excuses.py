"""Plain facts that keep a group at `watch`: one owner, an event that ended, an event under way."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import numpy as np
import pyarrow as pa
import pytest

from stillwatch.detect.campaigns import excuses
from stillwatch.features.hashing import hash_strings, seed_of
from stillwatch.store.links import Links

MEMBERS = np.arange(10)
SIZE = 40


def links(kind: str, share: int, others: int) -> Links:
    """`share` members and `others` outsiders show one value; each other account its own."""
    account = np.arange(SIZE)
    key = np.arange(100, 100 + SIZE, dtype=np.uint64)
    key[:share] = 1
    key[10 : 10 + others] = 1
    zero = np.zeros(SIZE, np.int16)
    return Links.build((kind,), zero, key, account, np.zeros(SIZE, np.int32), SIZE)


def accounts(first: float, last: float, now: int) -> Any:
    values = {"onset": np.full(SIZE, first), "offset": np.full(SIZE, last)}
    return SimpleNamespace(values=values, now=now, seen=np.ones(SIZE, bool))


LONG = accounts(0.0, 300.0, 301)


@pytest.mark.parametrize(("share", "others", "kept"), [(9, 0, True), (9, 20, False), (5, 0, False)])
def test_one_organisation_unless_members_are_few_of_its_accounts(
    share: int, others: int, kept: bool
) -> None:
    assert bool(excuses.find(LONG, links("org", share, others), MEMBERS)) is kept


def firm(declared: int, domain: int, network: int, outside: int = 0) -> Links:
    """Of the members so many declare one organisation, and show its domain and its network.

    `outside`: others who have the domain.
    """
    return firms([(range(declared), [*range(domain), *range(10, 10 + outside)], range(network))])


def firms(names: Sequence[Sequence[Iterable[int]]]) -> Links:
    """Of each firm: accounts that declare it, that show its domain, that show its network."""
    kinds = ("org", "email_domain", "ip_prefix")
    account, kind = np.tile(np.arange(SIZE), 3), np.repeat(np.arange(3, dtype=np.int16), SIZE)
    key = np.arange(100, 100 + 3 * SIZE, dtype=np.uint64)
    for number, shown in enumerate(names):
        for row, whom in enumerate(shown):
            key[row * SIZE + np.array(list(whom), dtype=int)] = 10 * number + row + 1
    return Links.build(kinds, kind, key, account, np.zeros(len(key), np.int32), SIZE)


@pytest.mark.parametrize(
    ("declared", "domain", "network", "outside", "kept"),
    [
        (5, 8, 0, 0, True),  # a firm of whose people half declare it, most by their mail
        (3, 8, 0, 0, True),  # or a quarter
        (5, 5, 8, 0, True),  # or sit in its office
        (5, 6, 7, 0, False),  # three are nobody's
        (4, 4, 9, 0, False),  # an office of people of whom few are its own
        (2, 9, 0, 0, False),  # two are a coincidence
        (5, 8, 0, 8, True),
        (5, 8, 0, 9, False),  # a domain of many
        (0, 8, 0, 0, False),
    ],
)
def test_names_of_one_customer_that_cover_nearly_all_of_a_group(
    declared: int, domain: int, network: int, outside: int, kept: bool
) -> None:
    found = excuses.find(LONG, firm(declared, domain, network, outside), MEMBERS)
    assert bool(found) is kept
    assert not kept or "one declared organisation, and nearly all others share" in found


@pytest.mark.parametrize(
    ("second", "said"),
    [
        ((range(5, 8), range(5, 9)), "2 declared organisations"),
        ((range(5, 7), range(5, 10)), ""),  # of whose people two declare it
        (([5, 6, 7, *range(20, 24)], range(5, 10)), ""),  # most of which are elsewhere
        ((range(5, 8), [5, 6, 7, *range(20, 24)]), "2 declared organisations"),
    ],
)
def test_names_of_two_customers(second: Sequence[Iterable[int]], said: str) -> None:
    """Start-ups that came together, say; the last one's domain is not its own, and needs not be."""
    made = firms([(range(3), range(5), []), (*second, [])])
    found = excuses.find(LONG, made, MEMBERS)
    assert said in found and bool(said) is bool(found)


@pytest.mark.parametrize("other", [3, 4])
def test_an_organisation_that_is_mostly_elsewhere_hides_no_customer(other: int) -> None:
    mine = (range(3), range(8), [])
    elsewhere = ([*range(4, 4 + other), *range(20, 30)], [], [])
    for order in ([mine, elsewhere], [elsewhere, mine]):
        assert "one declared organisation" in excuses.find(LONG, firms(order), MEMBERS)


@pytest.mark.parametrize(("ranges", "kept"), [(4, True), (5, False)])
def test_who_all_come_from_the_same_many_ranges_are_no_customer_by_name(
    ranges: int, kept: bool
) -> None:
    """A pool of proxies behind a domain that was bought, and a firm that four of twelve declare."""
    rows = [(0, 1, a) for a in range(4)] + [(1, 1, a) for a in range(10)]
    rows += [(2, key, a) for key in range(ranges) for a in range(10)]
    kind, key, account = (np.array(column) for column in zip(*sorted(rows), strict=True))
    made = Links.build(
        ("org", "email_domain", "ip_prefix"), kind.astype(np.int16), key.astype(np.uint64),
        account.astype(np.int64), np.zeros(len(rows), np.int32), SIZE,
    )  # fmt: skip
    found = excuses.find(LONG, made, MEMBERS)
    assert ("share the mail domain" in found) is kept


def test_a_domain_of_a_part_of_the_group_that_its_organisation_has_not_covers_nobody() -> None:
    kinds = ("org", "email_domain")
    account = np.tile(np.arange(SIZE), 2)
    key = np.arange(100, 100 + 2 * SIZE, dtype=np.uint64)
    key[:5], key[SIZE + 5 : SIZE + 10] = 1, 2
    kind = np.repeat(np.arange(2, dtype=np.int16), SIZE)
    other = Links.build(kinds, kind, key, account, np.zeros(len(key), np.int32), SIZE)
    assert not excuses.find(LONG, other, MEMBERS)


@pytest.mark.parametrize(
    ("users", "others", "kept"),
    [
        (10, 2, True),  # an app whose users all send what it sends
        (8, 0, True),
        (10, 5, False),  # a harvest among a reseller's customers
        (7, 0, False),  # and some accounts of others
        (0, 20, False),
    ],
)
def test_nearly_all_end_users_of_one_account_share_its_program(
    users: int, others: int, kept: bool
) -> None:
    within = np.full(SIZE, -1)
    within[:users] = 3
    within[10 : 10 + others] = 3
    within[35:] = 7
    made = replace(links("org", 0, 0), within=within)
    assert ("end users of one account" in excuses.find(LONG, made, MEMBERS)) is kept
    early = accounts(0.0, 300.0, 301)
    early.seen[10:] = False  # who comes later does not change what was found
    assert bool(excuses.find(early, made, MEMBERS)) is (users >= 8)


@pytest.mark.parametrize(
    ("sizes", "whole", "said"),
    [
        ((5, 3), (5, 3), "2 declared organisations"),
        ((4, 3, 3), (4, 3, 3), "3 declared organisations"),
        ((5, 2), (5, 2), ""),  # the second has too few for more than chance
        ((5, 3), (5, 9), ""),  # a minority of its accounts
        ((3, 3, 2, 2), (3, 3, 2, 2), ""),  # of more, a campaign could make itself firms
        ((9,), (9,), "one declared organisation"),
        ((), (), ""),
    ],
)
def test_a_group_of_few_whole_organisations(
    sizes: tuple[int, ...], whole: tuple[int, ...], said: str
) -> None:
    start = np.cumsum((0, *sizes))
    rest = np.cumsum((10, *np.subtract(whole, sizes))) if sizes else start
    made = firms([
        ([*range(start[i], start[i + 1]), *range(rest[i], rest[i + 1])], [], [])
        for i in range(len(sizes))
    ])  # fmt: skip
    found = excuses.find(LONG, made, MEMBERS)
    assert said in found and bool(said) == bool(found)


def school(
    domain: int, ranges: dict[int, int], outside: int = 0, cards: tuple[int, ...] = ()
) -> Links:
    """`domain` members have one e-mail domain; `ranges`: how many show each range of addresses.

    `outside`: others who have the domain and show the ranges; `cards`: members who pay with each.
    """
    rows = [(0, 1, a) for a in [*range(domain), *range(10, 10 + outside)]]
    for key, count in ranges.items():
        rows += [(1, key, a) for a in [*range(10 - count, 10), *range(10, 10 + outside)]]
    payer = iter(range(10))
    rows += [(2, key, next(payer)) for key, count in enumerate(cards) for _ in range(count)]
    kind, key, account = (np.array(column) for column in zip(*sorted(rows), strict=True))
    return Links.build(
        ("email_domain", "ip_prefix", "payment"), kind.astype(np.int16), key.astype(np.uint64),
        account.astype(np.int64), np.zeros(len(rows), np.int32), SIZE,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("domain", "ranges", "outside", "kept"),
    [
        (10, {7: 10}, 0, True),
        (8, {7: 8, 8: 9}, 8, True),
        (10, {7: 10, 8: 10, 9: 10, 10: 10}, 0, True),
        (10, {key: 10 for key in range(7, 12)}, 0, False),  # a pool of proxies
        (10, {7: 7}, 0, False),
        (7, {7: 10}, 0, False),
        (10, {7: 10}, 11, False),  # a carrier's range, and a domain of many
    ],
    ids=str,
)
def test_all_of_one_domain_behind_one_network(
    domain: int, ranges: dict[int, int], outside: int, kept: bool
) -> None:
    """A school says who it is and where; a domain of one's own behind many networks hides."""
    found = excuses.find(LONG, school(domain, ranges, outside), MEMBERS)
    assert bool(found) is kept


@pytest.mark.parametrize(
    ("name", "kept"),
    [("gmail.com", False), ("163.com", False), ("uol.com.br", False), ("school.test", True),
     ("mail_5f1e8d0c", True)],
)  # fmt: skip
def test_a_domain_of_free_mail_is_nobodys_however_few_accounts_of_the_log_have_it(
    name: str, kept: bool
) -> None:
    """What is hashed or a pseudonym is no provider's that is known, and counts as before."""
    made = school(10, {7: 10})
    key = made.key.copy()
    key[0] = hash_strings(pa.array([name]), seed_of(b"", "email_domain"))[0]
    found = excuses.find(LONG, replace(made, key=key), MEMBERS)
    assert ("one e-mail domain" in found) is kept


@pytest.mark.parametrize(
    ("cards", "kept"),
    [
        ((10,), False),
        ((5, 5), False),
        ((8,), False),
        ((7,), True),
        ((2,) * 5, True),
        ((1,) * 10, True),
    ],
)
def test_who_pays_for_all_of_them_is_no_school_and_no_event(
    cards: tuple[int, ...], kept: bool
) -> None:
    """A domain and a server are cheap; students and guests pay for themselves, or not at all."""
    assert bool(excuses.find(LONG, school(10, {7: 10}, cards=cards), MEMBERS)) is kept
    young = excuses.find(accounts(0.0, 60.0, 61), school(0, {7: 10}, cards=cards), MEMBERS)
    assert ("younger" in young) is kept


@pytest.mark.parametrize(
    ("kind", "share", "others", "said"),
    [
        ("org", 5, 0, "one declared organisation"),
        ("org", 4, 0, ""),
        ("org", 5, 6, ""),  # a small part of it
        ("email_domain", 5, 5, "one e-mail domain"),
        ("ip_prefix", 10, 0, ""),
    ],
)
def test_half_of_one_customer_may_be_its_people(
    kind: str, share: int, others: int, said: str
) -> None:
    made = links(kind, share, others)
    told = excuses.customer(made, MEMBERS)
    assert said in told and bool(told) is bool(said)
    assert not excuses.find(LONG, links("org", 5, 0), MEMBERS), "and is no reason to stay at watch"


def test_who_pays_for_all_with_one_card_is_no_customer_of_many_people() -> None:
    assert excuses.customer(school(10, {7: 1}, cards=(1,) * 10), MEMBERS)
    assert not excuses.customer(school(10, {7: 1}, cards=(10,)), MEMBERS)


def test_an_event_that_ended_by_itself() -> None:
    alone = links("ip_prefix", 0, 0)
    assert "ended" in excuses.find(accounts(0.0, 60.0, 200), alone, MEMBERS)
    assert not excuses.find(accounts(0.0, 60.0, 200), alone, MEMBERS, sure=True)
    assert not excuses.find(accounts(0.0, 60.0, 61), alone, MEMBERS)
    assert not excuses.find(accounts(0.0, 150.0, 300), alone, MEMBERS)


def test_a_young_group_behind_one_address() -> None:
    together = links("ip_prefix", 10, 0)
    for sure in (False, True):
        assert "younger" in excuses.find(accounts(0.0, 60.0, 61), together, MEMBERS, sure=sure)
    assert not excuses.find(accounts(0.0, 120.0, 121), together, MEMBERS)


FLEET = (range(5), range(5), range(5))
OFFICE = ([], range(5), range(5))
"""Five with a domain and a network of their own: as a school, with nothing declared."""
EVENT = ([], [], range(5, 10))


@pytest.mark.parametrize(
    ("first", "second", "kept"),
    [
        (FLEET, EVENT, True),
        (OFFICE, EVENT, True),
        (FLEET, ([], range(5, 10), range(5, 10)), True),
        (
            ([*range(5), *range(20, 28)], [*range(5), *range(20, 28)], range(5)),
            EVENT,
            False,
        ),  # a large firm's few
        (([0, 1], [0, 1], range(5)), EVENT, False),  # two are a coincidence
        (FLEET, ([], [], range(5, 8)), False),  # the others are not all behind it
        (FLEET, ([], [], []), False),  # nothing holds the others
    ],
)
def test_two_groups_drawn_together_are_held_where_each_would_be(
    first: Sequence[Iterable[int]], second: Sequence[Iterable[int]], kept: bool
) -> None:
    """A fleet of one firm and a hackathon in one hall: the fact of neither is of four fifths."""
    young = accounts(0.0, 60.0, 61)
    found = excuses.find(young, firms([first, second]), MEMBERS)
    assert bool(found) is kept and ("of two parts" in found) is kept


def test_parts_of_which_each_ended_count_only_where_odds_are_those_of_events() -> None:
    made = firms([FLEET, ([], [], [])])
    ended = accounts(0.0, 60.0, 200)
    ended.values["offset"][:5] = 200.0
    assert "of two parts" in excuses.find(ended, made, MEMBERS)
    assert not excuses.find(ended, made, MEMBERS, sure=True)


def test_a_few_accounts_of_a_large_organisation_are_no_members_and_a_front_is() -> None:
    held = np.array([[0] * 10 + [1] * 4 + [-1] * 16])
    fake = SimpleNamespace(types=("org",), held=held)
    drawn_in = np.r_[0:4, 14:30]
    np.testing.assert_array_equal(excuses.strays(fake, drawn_in), [True] * 4 + [False] * 16)  # type: ignore[arg-type]
    front = np.r_[10:14, 14:30]
    assert not excuses.strays(fake, front).any()  # type: ignore[arg-type]
    mostly_of_it = np.r_[0:4, 14:17]
    assert not excuses.strays(fake, mostly_of_it).any()  # type: ignore[arg-type]
    two = np.r_[0:2, 14:30]
    assert not excuses.strays(fake, two).any()  # type: ignore[arg-type]
    assert not excuses.strays(SimpleNamespace(types=()), two).any()  # type: ignore[arg-type]


def test_a_group_made_of_parts_of_organisations_is_not_taken_apart() -> None:
    """Keys of many customers, each a minority: what they have in common is not one owner."""
    held = np.array([[number // 30 for number in range(90)]])
    links = SimpleNamespace(types=("org",), held=held)
    drawn = np.r_[0:4, 30:34, 60:64]
    assert not excuses.strays(links, drawn).any()  # type: ignore[arg-type]
