"""What members share with one another, values of two accounts included."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import ibis
import numpy as np
import pyarrow as pa

from stillwatch.audit.sharing import PLUMBING, WORDED, pairs, ties
from stillwatch.store.links import Links


def test_a_card_of_two_accounts_counts_and_one_of_an_end_user_does_not():
    table = pa.table(
        {
            "obs_payment": pa.array([7, 7, 7, 8, 9, 9, 0, 0], pa.uint64()),
            "account": pa.array([10, 20, 20, 30, 30, 40, 10, 20], pa.uint64()),
            "epoch": pa.array([5, 6, 7, 1, 2, 3, 1, 1], pa.int32()),
        }
    )
    store: Any = SimpleNamespace(rows=ibis.memtable(table), backend=ibis.duckdb.connect())
    engine: Any = SimpleNamespace(
        population=SimpleNamespace(
            keys=np.array([10, 20, 30, 40], dtype=np.uint64),
            links=SimpleNamespace(types=("payment",), within=np.array([-1, -1, -1, 0])),
        )
    )
    found = pairs(engine, store)
    assert found.types == ("payment",)
    held = {
        (int(found.key[code]), int(account))
        for code, account in zip(found.code, found.account, strict=True)
    }
    assert held == {(7, 0), (7, 1), (9, 2)}, "the end user's card is its account's"


def test_every_kind_is_looked_at_once():
    kinds = [*PLUMBING, *WORDED]
    assert len(kinds) == len(set(kinds)) and {"payment", "bucket", "head_template"} <= set(kinds)


def test_an_audit_tells_what_is_shared_kind_by_kind(audited):
    _, found = audited()
    (campaign, *_) = found.campaigns
    assert campaign.ties and campaign.ties[0].members <= len(campaign.members)
    assert {tie.type for tie in campaign.ties} <= {*PLUMBING, *WORDED}
    for tie in campaign.ties:
        assert 2 <= tie.fewest <= tie.most <= tie.members


def test_of_equals_what_is_paid_with_comes_first():
    types = ("frame", "ip_prefix", "payment")
    kind = np.repeat(np.arange(3), 5)
    who = np.tile(np.arange(5), 3)
    links = Links.build(
        types, kind.astype(np.int16), kind.astype(np.uint64), who, np.zeros(15, np.int32), 100
    )
    accounts = SimpleNamespace(n=np.ones(100), seen=np.ones(100, bool))
    view: Any = SimpleNamespace(accounts=accounts, links=links, elsewhere=None)
    found = ties(view, np.arange(5), links)
    assert [tie.kind for tie in found] == ["payment", "ip_prefix", "frame"]
