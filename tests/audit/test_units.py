"""Who is judged by end user."""

from __future__ import annotations

import pyarrow as pa
import pytest

from stillwatch.audit.units import MANY, Everybody, account_keys, settle
from stillwatch.contract.exchange import SCHEMA
from stillwatch.features.context import Settings
from stillwatch.features.extract import extract


def batch(pairs: list[tuple[str, str | None]]) -> pa.RecordBatch:
    rows = [
        {"id": f"x{i}", "time": i, "account": account, "end_user": user, "model": "m",
         "content_state": "absent"}
        for i, (account, user) in enumerate(pairs)
    ]  # fmt: skip
    return pa.RecordBatch.from_pylist(rows, SCHEMA)


def names(pairs: list[tuple[str, str | None]], key: bytes = b"") -> dict[int, tuple]:
    table = extract(batch(pairs), Settings(split_end_users=Everybody(), key=key)).accounts
    rows = table.to_pylist()
    return {row["account"]: (row["name"], row["end_user"]) for row in rows}


MANY_USERS = [("shop", f"u{i}") for i in range(MANY)]
FEW_USERS = [("firm", f"u{i}") for i in range(MANY - 1)]


@pytest.mark.parametrize("key", [b"", b"a secret of the firm"])
def test_an_account_with_many_end_users_is_judged_by_end_user(key):
    found = names([*MANY_USERS, *FEW_USERS, ("plain", None)], key)
    units = settle(found, frozenset(), key)
    assert sorted(units.names.values(), key=str) == sorted(
        [*MANY_USERS, ("firm", None), ("plain", None)], key=str
    )
    assert units.merged.num_rows == len(FEW_USERS)


@pytest.mark.parametrize("key", [b"", b"a secret of the firm"])
def test_the_whole_is_the_unit_of_exchanges_without_an_end_user(key):
    """The key made here is the one that text work gives the account."""
    told = names([("firm", None)], key)
    units = settle(names([*FEW_USERS, ("firm", None)], key), frozenset(), key)
    assert units.names == told
    assert set(units.merged["whole"].to_pylist()) == set(told) == set(account_keys(["firm"], key))


def test_a_declared_reseller_is_split_however_few_it_serves():
    units = settle(names(FEW_USERS), frozenset({"firm"}))
    assert set(units.names.values()) == set(FEW_USERS)
    assert units.merged.num_rows == 0


def test_exchanges_that_name_no_end_user_stay_with_the_account():
    units = settle(names([*MANY_USERS, ("shop", None)]), frozenset())
    assert ("shop", None) in units.names.values()
    assert len(units.names) == MANY + 1


def test_nothing_to_settle():
    assert settle({}, frozenset()).names == {}


def test_users_made_up_for_each_request_do_not_cut_an_account_into_crumbs():
    made = names([("evader", f"r{i}") for i in range(300)])
    units = settle(made, frozenset(), counts=dict.fromkeys(made, 1))
    assert list(units.names.values()) == [("evader", None)]
    assert units.merged.num_rows == 300


def test_users_with_enough_are_judged_apart_and_the_rest_together():
    made = names([("shop", f"u{i}") for i in range(30)])
    counts = {unit: 3 if user in ("u1", "u2") else 2 for unit, (_, user) in made.items()}
    for declared in (frozenset(), frozenset({"shop"})):
        units = settle(made, declared, counts=counts)
        assert sorted(units.names.values(), key=str) == [
            ("shop", "u1"), ("shop", "u2"), ("shop", None)
        ]  # fmt: skip
        assert units.merged.num_rows == 28
