"""Accounts of the review queue that one card pays for, nearly all asking for harvest-like text."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Any

import ibis
import pyarrow as pa

from stillwatch.audit.population import Store
from stillwatch.audit.purses import BROAD, CLASS, ROWS, purses
from stillwatch.store import freemail

from ..engine.rows import row, table

SIZE = 200
NAMES = {unit: (f"a{unit:03d}", None) for unit in range(1, SIZE)}


def found(
    cards: dict[int, int], like: dict[int, int], *, orgs: dict[int, int] | None = None,
    known: frozenset[str] = frozenset(), holders: dict[int, int] | None = None,
    names: dict[int, tuple[str, str | None]] = NAMES, mail: dict[int, int] | None = None,
    tools: Collection[int] = (),
) -> list[dict[str, Any]]:  # fmt: skip
    held = [row(f"e{unit}-{n}", unit, unit) for unit in names for n in range(4)]
    rows = table(held)
    offers = pa.array([float(r["account"] in tools) for r in held], pa.float32())
    rows = rows.append_column("sig_has_tools", offers)
    for name, of in (
        ("payment", cards), ("org", orgs or {}), ("holder", holders or {}),
        ("email_domain", mail or {}),
    ):  # fmt: skip
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
    assert re.fullmatch(r"s-[0-9a-f]{12}", one["group"])
    assert one["units"][0] == {"account": "a001", "end_user": None}
    assert one["reasons"] == [
        "5 accounts with one means of payment and no organisation or mail domain in common: 4 of "
        "them sent 3 requests or more that read like a harvest, 14 of 50 in all"
    ]
    assert not found(card, dict.fromkeys(range(1, 4), 30)), "three of five"


def test_one_customers_card_and_one_of_very_many_are_left_out() -> None:
    card, like = dict.fromkeys(range(1, 6), 7), dict.fromkeys(range(1, 6), 3)
    most, some = dict.fromkeys(range(1, 5), 4), dict.fromkeys(range(1, 4), 4)
    assert not found(card, like, orgs=most) and not found(card, like, mail=most)
    assert found(card, like, orgs=some, mail=some | {4: 5, 5: 6})
    everybody = dict.fromkeys(range(1, SIZE), 4)
    assert found(card, like, orgs=everybody, mail=everybody), "is written where nobody says any"
    free = int(freemail.keys()[0])
    assert found(card, like, mail=dict.fromkeys(range(1, 6), free)), "says nothing of whose"
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


def test_agents_of_one_card_are_told_whatever_they_ask() -> None:
    card = dict.fromkeys(range(1, 4), 7) | {8: 9, 9: 9}
    [one] = found(card, {1: 1}, tools=range(1, 10))
    assert one["accounts"] == ["a001", "a002", "a003"]
    assert one["reasons"] == [
        "3 accounts with one means of payment and no organisation or mail domain in common: all "
        "of them are agents at work, with tools in three tenths of their exchanges or more, and "
        "what these are asked to do reads like anybody's (1 of 30 exchanges read like a harvest)"
    ]
    assert not found(card, {1: 1}, tools=[1, 2]), "two of three"
    assert found(dict.fromkeys(range(1, CLASS + 1), 7), {}, tools=range(99))
    assert not found(dict.fromkeys(range(1, CLASS + 2), 7), {}, tools=range(99)), "a class"
    assert not found(card, {1: 1}, tools=range(1, 10), mail=dict.fromkeys(range(1, 4), 5))
