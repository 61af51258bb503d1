"""Conversations that one account begins and another goes on with."""

from __future__ import annotations

from typing import Any

import ibis
import pyarrow as pa

from stillwatch.audit.handed import Handed
from stillwatch.audit.population import Store
from stillwatch.contract.records import GoesOn

from ..engine.rows import row, table

HELLO = 99
NAMES = {unit: (f"a{unit}", None) for unit in range(1, 10)} | {
    21: ("shop", "u1"),
    22: ("shop", "u2"),
}


def read(*rows: dict[str, Any]) -> Handed:
    store = Store(
        ibis.duckdb.connect(), ibis.memtable(table(list(rows))), ibis.memtable(pa.table({}))
    )
    return Handed.read(store, NAMES)


def talk(first: int, second: int, key: int, hour: float) -> list[dict[str, Any]]:
    """A conversation of two exchanges: who begins it, who goes on, and a key of its own."""
    return [
        row(f"b{key}", first, hour, said=key),
        row(f"g{key}", second, hour + 0.5, said=key + 1, earlier=key),
    ]


def test_who_goes_on_with_conversations_of_others_is_counted_and_with_whose():
    rows = [one for i in range(8) for one in talk(1, 2, 1000 + 10 * i, i)]
    rows += talk(3, 2, 2000, 9) + talk(4, 4, 3000, 1) + talk(4, 4, 3100, 2)
    found = read(*rows)
    assert found.among([1, 2]) == GoesOn(exchanges=9, from_others=9, from_members=8)
    assert found.among([4]) == GoesOn(exchanges=2, from_others=0, from_members=0)
    assert found.among([7]) == GoesOn(exchanges=0, from_others=0, from_members=0)


def test_what_comes_later_what_many_say_and_what_the_account_sent_itself_is_no_others():
    later = [row("g", 2, 1, said=5, earlier=4), row("b", 1, 2, said=4)]
    many = [row(f"h{unit}", unit, 0, said=HELLO) for unit in range(3, 10)]
    both = [row("m", 1, 3, said=7), row("n", 2, 3, said=7), row("o", 2, 4, said=8, earlier=7)]
    made_up = [row("p", 2, 5, said=9, earlier=HELLO), row("q", 2, 6, said=10, earlier=777)]
    assert read(*later, *many, *both, *made_up).among([2]) == GoesOn(
        exchanges=4, from_others=0, from_members=0
    )


def test_end_users_of_one_account_are_no_others():
    assert read(*talk(21, 22, 50, 0)).among([22]).from_others == 0
    assert read(*talk(1, 22, 50, 0)).among([22]).from_others == 1


def test_a_log_without_conversations_has_none():
    assert read(row("a", 1, 0, said=1)).among([1]).exchanges == 0
