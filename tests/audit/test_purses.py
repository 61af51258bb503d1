"""Accounts of the review queue that one card pays for, nearly all asking for harvest-like text."""

from __future__ import annotations

from typing import Any

import ibis
import pyarrow as pa

from stillwatch.audit.population import Store
from stillwatch.audit.purses import BROAD, ROWS, purses

from ..engine.rows import row, table

SIZE = 200
NAMES = {unit: (f"a{unit:03d}", None) for unit in range(1, SIZE)}


def found(
    cards: dict[int, int], like: dict[int, int], *, orgs: dict[int, int] | None = None,
    known: frozenset[str] = frozenset(), holders: dict[int, int] | None = None,
    names: dict[int, tuple[str, str | None]] = NAMES,
) -> list[dict[str, Any]]:  # fmt: skip
    held = [row(f"e{unit}", unit, unit) for unit in names]
    rows = table(held)
    for name, of in (("payment", cards), ("org", orgs or {}), ("holder", holders or {})):
        values = pa.array([of.get(r["account"], 0) for r in held], pa.uint64())
        rows = rows.append_column(f"obs_{name}", values)
    store = Store(ibis.duckdb.connect(), ibis.memtable(rows), ibis.memtable(pa.table({})))
    accounts = pa.Table.from_pylist(
        [
            {"account": names[unit][0], "exchanges": 10, "harvest_like": like.get(unit, 0),
             "log_e": float(unit)}
            for unit in names if names[unit][1] is None
        ]
    )  # fmt: skip
    return purses(store, names, accounts, known)


def test_accounts_of_one_card_that_ask_for_harvest_like_text_are_one_row() -> None:
    card = dict.fromkeys(range(1, 6), 7) | {8: 9}
    [one] = found(card, dict.fromkeys(range(1, 5), 3) | {5: 2, 8: 10})
    assert one["shared"] == "payment" and one["members"] == 5 and one["exchanges"] == 50
    assert one["accounts"] == ["a001", "a002", "a003", "a004", "a005"] and one["log_e"] == 5.0
    assert one["units"][0] == {"account": "a001", "end_user": None}
    assert one["reasons"] == [
        "5 accounts with one means of payment, not all of one declared organisation: 4 of them "
        "sent 3 requests or more that read like a harvest, 14 of 50 in all"
    ]
    assert not found(card, dict.fromkeys(range(1, 4), 30)), "three of five"


def test_one_organisations_card_and_one_of_very_many_are_left_out() -> None:
    card, like = dict.fromkeys(range(1, 6), 7), dict.fromkeys(range(1, 6), 3)
    assert not found(card, like, orgs=dict.fromkeys(range(1, 6), 4))
    assert found(card, like, orgs=dict.fromkeys(range(1, 5), 4)), "one of them declares none"
    many = range(1, BROAD + 1)
    assert not found(dict.fromkeys(many, 7), dict.fromkeys(many, 3))


def test_who_is_told_elsewhere_is_not_told_again() -> None:
    card, like = dict.fromkeys(range(1, 5), 7), dict.fromkeys(range(1, 5), 3)
    assert found(card, like, known=frozenset({"a001", "a002"}))
    assert not found(card, like, known=frozenset({"a001", "a002", "a003"}))
    # the same accounts with a key besides their card are one row
    assert len(found(card, like, holders=card)) == 1


def test_the_largest_come_first_and_end_users_of_one_account_are_no_two() -> None:
    card = {unit: 1 + unit // 4 for unit in range(4, 4 + 4 * (ROWS + 2))} | {1: 99, 2: 99}
    rows = found(card, dict.fromkeys(range(1, SIZE), 3))
    assert len(rows) == ROWS and {one["members"] for one in rows} == {4}
    users: dict[int, tuple[str, str | None]] = {n: ("shop", f"u{n}") for n in range(1, 6)}
    users |= {6: ("shop", None), 7: ("other", None)}
    assert not found(dict.fromkeys(range(1, 7), 7), dict.fromkeys(range(1, 8), 9), names=users)
