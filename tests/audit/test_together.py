"""Single accounts of the review queue that share a card, a key or addresses."""

from __future__ import annotations

from typing import Any

import ibis
import pyarrow as pa

from stillwatch.audit.cards import cards
from stillwatch.audit.population import Store
from stillwatch.audit.together import HANDFUL, UNQUEUED, together

from ..engine.rows import row, table

NAMES = {1: "ann", 2: "ben", 3: "cem", 4: "dan"}


def store(
    cards: dict[int, int], ranges: dict[int, int], orgs: dict[int, int] | None = None
) -> Store:
    held = [row(f"e{unit}", unit, unit, obs_ip_prefix=ranges.get(unit, 0)) for unit in range(1, 30)]
    rows = table(held).append_column(
        "obs_payment", pa.array([cards.get(r["account"], 0) for r in held], pa.uint64())
    )
    if orgs is not None:
        declared = pa.array([orgs.get(r["account"], 0) for r in held], pa.uint64())
        rows = rows.append_column("obs_org", declared)
    return Store(ibis.duckdb.connect(), ibis.memtable(rows), ibis.memtable(pa.table({})))


def told(
    shown: Store, keys: dict[int, str] = NAMES, last_of: str = ""
) -> dict[str, dict[str, Any]]:
    """Everybody but those of the queue is an account of its own, and 25 to 29 are users of one."""
    names = {n: (f"o{n}", None) for n in range(1, 25)} | {
        n: ("shop", f"u{n}") for n in range(25, 30)
    }
    everybody = names | {n: (name, None) for n, name in keys.items()}
    return together(shown, keys, everybody, unlisted=last_of)


def test_who_of_the_queue_shares_a_card_and_addresses_is_told():
    one = dict.fromkeys((1, 2, 3), 7)
    found = told(store(one, one))
    assert sorted(found) == ["ann", "ben", "cem"]
    assert found["ann"]["types"] == ["payment", "ip_prefix"]
    assert found["ann"]["accounts"] == ["ben", "cem"]
    assert found["ann"]["statement"].startswith(
        "It shares one means of payment and one range of network addresses with ben and cem, "
        "which nobody else has; as they are in the review queue too"
    )
    one = dict.fromkeys((1, 2, 3, 4, 20), 7)
    assert "hardly anybody else has" in told(store(one, {}))["ann"]["statement"]


def test_whom_anybody_shares_a_card_of_a_few_with_is_told_by_account():
    everybody: Any = {n: (f"o{n:02}", None) for n in range(1, 25)}
    everybody |= {n: ("shop", f"u{n}") for n in range(25, 30)}
    of_two, of_shop = dict.fromkeys((1, 2), 7), dict.fromkeys((3, 25, 26, 27), 8)
    crowd = dict.fromkeys(range(5, 5 + HANDFUL + 1), 9)
    alone = dict.fromkeys((28, 29), 10)  # of one account, whose end users they are
    found = cards(store(of_two | of_shop | crowd | alone | {4: 11}, {}, {1: 4, 2: 4}), everybody)
    assert found == {
        "o01": [{"type": "payment", "accounts": ["o02"], "one_org": True}],
        "o02": [{"type": "payment", "accounts": ["o01"], "one_org": True}],
        "o03": [{"type": "payment", "accounts": ["shop"], "one_org": False}],
        "shop": [{"type": "payment", "accounts": ["o03"], "one_org": False}],
    }
    few = dict.fromkeys(range(5, 5 + HANDFUL), 9)
    assert len(cards(store(few, {}), everybody)["o05"][0]["accounts"]) == HANDFUL - 1
    assert cards(store({}, {}), everybody) == {}


def test_what_is_shared_within_one_declared_organisation_is_told_so():
    card, org = {1: 7, 2: 7, 11: 7}, {1: 4, 2: 4, 11: 4, 3: 5}
    found = told(store(card, {}, org))
    assert found["ann"]["one_org"] and found["ben"]["one_org"]
    assert found["ann"]["statement"].startswith(
        "It shares one means of payment with ben, which 1 account not in the queue has too, all of "
        "one declared organisation; as they are"
    )
    for orgs in ({}, org | {11: 5}, org | {2: 0}, dict.fromkeys(range(1, 30), 4), None):
        one = told(store(card, {}, orgs))["ann"]
        assert not one["one_org"] and "organisation" not in one["statement"]
    found = told(store(card, {1: 9, 3: 9}, org))
    assert not found["ann"]["one_org"], "it shares addresses with another's"
    assert found["ben"]["one_org"]
    assert found["ann"]["tied"] and not found["ben"]["tied"]


def test_what_one_of_the_queue_alone_shares_within_one_organisation_is_told_so():
    card, org = dict.fromkeys((1, 11, 12), 7), dict.fromkeys((1, 2, 11, 12), 4)
    for orgs, owned in ((org, True), (org | {12: 5}, False)):
        one = told(store(card, {}, orgs), last_of=UNQUEUED)["ann"]
        assert one["one_org"] == owned and not one["tied"]
        assert ("else has, all of one declared organisation; none" in one["statement"]) == owned
        # with another of the queue it shares something within the organisation only
        both = told(store(card, {1: 9, 2: 9}, orgs), last_of=UNQUEUED)
        assert both["ann"]["one_org"] == owned and not both["ann"]["tied"]
        assert both["ann"]["statement"].count("all of one declared") == 1 + owned
        assert both["ben"]["one_org"] and not both["ben"]["tied"]


def test_who_shares_which_is_told_apart():
    found = told(store({1: 7, 2: 7}, {1: 9, 3: 9}))
    assert (
        "one means of payment with ben and one range of network addresses with cem"
        in (found["ann"]["statement"])
    )
    assert found["cem"]["accounts"] == ["ann"]


def test_what_others_have_too_says_nothing():
    assert not told(store({}, {1: 7, 2: 7, 20: 7}))
    assert not told(store(dict.fromkeys((1, 2, *range(11, 25)), 7), {})), "the card of a firm"
    assert not told(store({}, dict.fromkeys(range(1, 30), 9)))
    assert not told(store({1: 7, 20: 7}, {})), "one of the queue alone"
    assert not told(store({1: 7, 2: 7}, {}), {1: "ann"})


def test_a_card_of_a_handful_is_told_though_most_of_them_are_not_in_the_queue():
    """The more of a ring use a card, the fewer of those who do look like a harvest."""
    nine = dict.fromkeys((1, 2, *range(11, 18)), 7)
    found = told(store(nine, {1: 9, 2: 9}))
    assert found["ann"]["types"] == ["payment", "ip_prefix"]
    assert found["ann"]["statement"].startswith(
        "It shares one means of payment with ben, which 7 accounts not in the queue have too, and "
        "one range of network addresses with ben, which nobody else has; as they"
    )
    shop = dict.fromkeys((1, 2, 12, *range(25, 30)), 7)
    assert "which 2 accounts not in the queue have too" in told(store(shop, {}))["ann"]["statement"]


def test_one_of_the_queue_alone_says_with_which_few_others_it_shares_a_card():
    """Of a ring that hardly looks like a harvest one may be listed."""
    card = dict.fromkeys((1, *range(11, 16)), 7)
    found = told(store(card, dict.fromkeys((1, 12), 9)), last_of=UNQUEUED)
    assert list(found) == ["ann"] and found["ann"]["types"] == ["payment"]
    assert found["ann"]["accounts"] == ["o11", "o12", "o13", "o14", "o15"]
    assert found["ann"]["statement"] == (
        "It shares one means of payment with o11, o12, o13 and 2 more, which nobody else has"
        + UNQUEUED
    )
    both = told(store(card, {1: 9, 2: 9}), last_of=UNQUEUED)
    assert both["ann"]["statement"].startswith(
        "It shares one range of network addresses with ben, which nobody else has; as they are in "
    )
    assert ". It also shares one means of payment with o11" in both["ann"]["statement"]
    assert both["ben"]["types"] == ["ip_prefix"]
    firm = store(dict.fromkeys((1, *range(5, 25)), 7), {})
    assert not told(firm, last_of=UNQUEUED) and not told(store({1: 7}, {}), last_of=UNQUEUED)
    assert told(store(card, {}), {1: "ann"}, last_of=UNQUEUED), "alone in the whole queue"


def test_ranges_that_link_pair_by_pair_are_not_told_as_one():
    """No range has more than two of the three."""
    pairs = [(1, 5), (2, 5), (1, 6), (3, 6), (2, 8), (3, 8)]
    rows = table([row(f"e{n}", unit, n, obs_ip_prefix=key) for n, (unit, key) in enumerate(pairs)])
    found = told(Store(ibis.duckdb.connect(), ibis.memtable(rows), ibis.memtable(pa.table({}))))
    assert found["ann"]["statement"].startswith(
        "It shares 2 ranges of network addresses with ben and cem (each with some of them), which "
        "nobody else has"
    )
