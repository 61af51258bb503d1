"""Whether a conversation went on is what was sent, and not what a history says of it."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from stillwatch.audit.measures import WORDS
from stillwatch.audit.population import Store
from stillwatch.audit.telling import FACTS
from stillwatch.contract.exchange import SCHEMA
from stillwatch.detect.detectors.one_shot import OneShot
from stillwatch.features.extract import extract

HOUR = 3_600_000_000


def exchange(number: int, account: str, text: str | None, earlier: str | None, turns: int, **more):
    plain = dict.fromkeys(SCHEMA.names)
    return plain | {
        "id": f"x{number}", "time": number * HOUR // 20, "account": account, "model": "m",
        "text": text, "earlier": earlier, "turns": turns, "content_state": "full", **more,
    }  # fmt: skip


def talk(account: str, first: int, turns: int) -> list[dict]:
    """A conversation: each exchange's history holds what was sent in the one before."""
    texts = [f"{account} asks {first} {k}, please" for k in range(turns)]
    return [
        exchange(first + k, account, text, texts[k - 1] if k else None, k)
        for k, text in enumerate(texts)
    ]


def invented(account: str, first: int, count: int) -> list[dict]:
    return [exchange(first + k, account, f"item {first + k}", "Hello", 1) for k in range(count)]


def judged(rows: list[dict], folder) -> tuple[list[dict], dict[int, str]]:
    """The activity of some exchanges, and the accounts by their keys."""
    found = extract(pa.RecordBatch.from_pylist(rows, SCHEMA))
    for name, held in (("rows", pa.table(found.rows)), ("values", pa.table(found.values))):
        (folder / name).mkdir(parents=True)
        pq.write_table(held, folder / name / "0.parquet")
    store = Store.open(folder / "rows", folder / "values", folder)
    activity = pa.Table.from_batches(store.activity(at_once=5)).to_pylist()
    return activity, dict(zip(*(c.to_pylist() for c in found.accounts.columns[:2]), strict=True))


def shares(rows: list[dict], folder) -> dict[str, float]:
    """Share of each account's exchanges that stand alone."""
    activity, names = judged(rows, folder)
    out = {}
    for key, name in names.items():
        mine = [r for r in activity if r["account"] == key]
        out[name] = sum(r["sig_one_shot"] for r in mine) / sum(r["n"] for r in mine)
    return out


def test_a_made_up_history_is_none(tmp_path):
    rows = [*talk("honest", 0, 5), *talk("honest", 10, 5), *invented("liar", 20, 6)]
    found = shares(rows, tmp_path)
    assert found["honest"] == pytest.approx(0.2) and found["liar"] == 1.0


def test_a_log_that_holds_a_part_of_all_exchanges_says_nothing_of_histories(tmp_path):
    rows = [row for k in range(8) for row in talk("honest", 10 * k, 4)]
    kept = np.random.default_rng(1).uniform(size=len(rows)) < 0.3
    found = shares([row for row, keep in zip(rows, kept, strict=True) if keep], tmp_path)
    assert found["honest"] < 0.5


def test_what_a_log_holds_later_changes_no_earlier_hour(tmp_path):
    """A log that is thin at first: histories of its first hours stay believed."""
    thin = [row for k in range(4) for row in talk("early", 10 * k, 4)[::3]]
    full = [row for k in range(4, 12) for row in talk("late", 10 * k, 5)]
    liar = [*invented("liar", 5, 2), *invented("liar", 90, 3), *invented("liar", 130, 3)]
    rows = sorted([*thin, *full, *liar], key=lambda row: row["time"])
    whole, names = judged(rows, tmp_path / "whole")
    alone = {
        hour: sum(r["sig_one_shot"] for r in whole if names[r["account"]] == "liar"
                  and r["epoch"] == hour) for hour in (0, 4, 6)
    }  # fmt: skip
    assert alone == {0: 0.0, 4: 3.0, 6: 3.0}, "believed at first, and no longer"
    for hour in range(1, 8):
        cut = [row for row in rows if row["time"] < hour * HOUR]
        earlier, _ = judged(cut, tmp_path / str(hour))
        assert earlier == [r for r in whole if r["epoch"] < hour]


def test_a_history_in_which_its_customer_says_nothing_is_none(tmp_path):
    greeted = [exchange(k, "greeted", f"question {k}", None, 1) for k in range(4)]
    hidden = [exchange(9 + k, "hidden", None, None, 1, content_state="redacted") for k in range(4)]
    served = [
        exchange(20 + k, "served", f"q {k}", None, 0, previous_response_id="r") for k in range(4)
    ]
    found = shares([*greeted, *hidden, *served], tmp_path)
    assert found == {"greeted": 1.0, "hidden": 0.0, "served": 0.0}


def test_a_first_turn_that_is_gone_on_with_is_not_said_to_be_alone(tmp_path):
    rows = [row for k in range(4) for row in talk("agent", 10 * k, 5)]
    assert shares(rows, tmp_path)["agent"] == pytest.approx(0.2), "each conversation's first turn"
    told = WORDS["one_shot"].said, FACTS["requests that begin anew"].here, OneShot.sentence
    for said in told:
        assert "begin anew" in said and "alone" not in said and "outside" not in said
