"""Single accounts of the review queue that share a card, a key or addresses."""

from __future__ import annotations

from typing import Any

import ibis
import pyarrow as pa

from stillwatch.audit.population import Store
from stillwatch.audit.together import together

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


def told(shown: Store, keys: dict[int, str] = NAMES) -> dict[str, dict[str, Any]]:
    """Everybody but those of the queue is an account of its own, and 25 to 29 are users of one."""
    names = {n: (f"o{n}", None) for n in range(1, 25)} | {
        n: ("shop", f"u{n}") for n in range(25, 30)
    }
    return together(shown, keys, names | {n: (name, None) for n, name in keys.items()})


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


def test_ranges_that_link_pair_by_pair_are_not_told_as_one():
    """No range has more than two of the three."""
    pairs = [(1, 5), (2, 5), (1, 6), (3, 6), (2, 8), (3, 8)]
    rows = table([row(f"e{n}", unit, n, obs_ip_prefix=key) for n, (unit, key) in enumerate(pairs)])
    found = told(Store(ibis.duckdb.connect(), ibis.memtable(rows), ibis.memtable(pa.table({}))))
    assert found["ann"]["statement"].startswith(
        "It shares 2 ranges of network addresses with ben and cem (each with some of them), which "
        "nobody else has"
    )
