"""Who names a program and connects otherwise is told of, with the count of those who do not."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pytest

from stillwatch.audit.disguise import disguise
from stillwatch.store.links import Links

SIZE, MEMBERS = 400, np.arange(40)


def log(here: int, there: int, *, mine: int = 9, spread: int = 1, hidden: int = 0):
    """Name one program in `here` members with fingerprint `mine`, and outside in `there`.

    These have `spread` fingerprints, of 20 on, in turn, or (the last `hidden`) one each.
    """
    others = np.arange(100, 100 + there)
    shown = np.where(
        np.arange(there) < there - hidden, 20 + np.arange(there) % spread, 200 + others
    )
    who = np.concatenate([np.arange(here), others])
    prints = np.concatenate([np.full(here, mine), shown])
    kind = np.repeat(np.arange(2, dtype=np.int16), len(who))
    key = np.concatenate([np.full(len(who), 7), prints]).astype(np.uint64)
    links = Links.build(
        ("user_agent", "ja4"), kind, key, np.tile(who, 2), np.zeros(len(key), np.int32), SIZE
    )
    return SimpleNamespace(links=links, accounts=SimpleNamespace(seen=np.ones(SIZE, bool)))


def test_a_program_that_nobody_else_connects_as_is_told():
    fact = disguise(log(20, 200, spread=3), MEMBERS)
    assert fact is not None and (fact.speaks, fact.weight) == ("for", 0.0)
    assert fact.statement.startswith(
        "20 of the 40 members name a client program that 200 other accounts name, too, and connect "
        "with a TLS fingerprint that none of these has: "
    )
    assert fact.values["others"] == {"accounts": 200, "same": 0}


@pytest.mark.parametrize(
    "made",
    [
        log(9, 200),  # a few of the members
        log(20, 19),  # nobody knows how it connects
        log(20, 200, mine=20),  # as the others do
        log(20, 200, mine=20, spread=30),  # as a thirtieth do
        log(20, 200, spread=30),  # it connects in many ways
        log(20, 200, hidden=40),  # many have one that no other account has
    ],
)
def test_what_is_no_contradiction_is_not_told(made):
    assert disguise(made, MEMBERS) is None


def test_a_log_without_fingerprints_tells_nothing():
    made = log(20, 200)
    links = SimpleNamespace(types=("user_agent",), held=made.links.held[:1])
    assert disguise(SimpleNamespace(links=links, accounts=made.accounts), MEMBERS) is None
