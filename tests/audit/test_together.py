"""Single accounts of the review queue that share a card, a key or addresses."""

from __future__ import annotations

import ibis
import pyarrow as pa

from stillwatch.audit.population import Store
from stillwatch.audit.together import together

from ..engine.rows import row, table

NAMES = {1: "ann", 2: "ben", 3: "cem", 4: "dan"}


def store(cards: dict[int, int], ranges: dict[int, int]) -> Store:
    held = [row(f"e{unit}", unit, unit, obs_ip_prefix=ranges.get(unit, 0)) for unit in range(1, 30)]
    rows = table(held).append_column(
        "obs_payment", pa.array([cards.get(r["account"], 0) for r in held], pa.uint64())
    )
    return Store(ibis.duckdb.connect(), ibis.memtable(rows), ibis.memtable(pa.table({})))


def test_who_of_the_queue_shares_a_card_and_addresses_is_told():
    one = dict.fromkeys((1, 2, 3), 7)
    found = together(store(one, one), NAMES)
    assert sorted(found) == ["ann", "ben", "cem"]
    assert found["ann"]["types"] == ["payment", "ip_prefix"]
    assert found["ann"]["accounts"] == ["ben", "cem"]
    assert found["ann"]["statement"].startswith(
        "It shares one means of payment and one range of network addresses with ben and cem, "
        "which nobody else has; as they are in the review queue too"
    )
    one = dict.fromkeys((1, 2, 3, 4, 20), 7)
    assert "hardly anybody else has" in together(store(one, {}), NAMES)["ann"]["statement"]


def test_who_shares_which_is_told_apart():
    found = together(store({1: 7, 2: 7}, {1: 9, 3: 9}), NAMES)
    assert (
        "one means of payment with ben and one range of network addresses with cem"
        in (found["ann"]["statement"])
    )
    assert found["cem"]["accounts"] == ["ann"]


def test_what_others_have_too_says_nothing():
    assert not together(store({1: 7, 2: 7, 20: 7}, {}), NAMES)
    assert not together(store({}, dict.fromkeys(range(1, 30), 9)), NAMES)
    assert not together(store({1: 7, 20: 7}, {}), NAMES), "one of the queue alone"
    assert not together(store({1: 7, 2: 7}, {}), {1: "ann"})
