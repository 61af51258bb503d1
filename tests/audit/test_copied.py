"""Who was first tells an account that is copied from one that takes part."""

from __future__ import annotations

import json
from collections import Counter
from datetime import datetime, timedelta
from pathlib import Path
from time import perf_counter
from typing import Any

import numpy as np
import pyarrow as pa
import pytest

from stillwatch.audit.copied import COPIERS, LEAST, Copied, copies
from stillwatch.audit.run import Audit, Request, run

Rows = list[tuple[int, int, int]]  # question, account, time


def found(rows: Rows, accounts: int) -> dict[int, Copied]:
    question, account, time = (np.array(column) for column in zip(*rows, strict=True))
    asked = np.bincount(account, minlength=accounts)
    return copies(question.astype(np.uint64), account, time, asked)


def copied(questions: int, copiers: int, share: float = 1.0, lead: int = 60) -> Rows:
    """One account, 0, that others repeat; each has as many questions of its own."""
    rows = [(q, 0, q * 1000) for q in range(questions)]
    for who in range(1, copiers + 1):
        rows += [(q, who, q * 1000 + lead + who) for q in range(int(questions * share))]
        rows += [(who * 10_000 + q, who, q * 1000) for q in range(questions)]
    return rows


def test_an_account_that_several_repeat_is_found_and_they_are_not() -> None:
    assert found(copied(40, 5), 6) == {0: Copied(5, 40)}
    assert found(copied(40, 2, share=0.5), 3) == {0: Copied(2, 40)}
    thin = [(q, 1 + q // 4, q * 1000 + 60) for q in range(40)]
    assert found(copied(40, 10, share=0.0) + thin, 11) == {0: Copied(10, 40)}


@pytest.mark.parametrize(
    "rows",
    [
        copied(40, COPIERS - 1),  # one who repeats it may be its other account
        copied(40, 4, share=0.2),  # together less than all of its questions
        copied(40, 10, share=0.1),  # the same few of its questions, by all of them
        copied(40, 20, share=0.075),  # each so little that they may draw from one pool
        copied(LEAST - 1, 5),  # too few to tell
        copied(40, 5, lead=-60),  # it repeats them
        [(q, who, q) for q in range(40) for who in range(6)],  # at once
    ],
)
def test_others_are_not(rows: Rows) -> None:
    assert 0 not in found(rows, 6)


def test_a_queue_that_is_asked_by_several_in_any_order_is_nobodys() -> None:
    draw = np.random.default_rng(1)
    rows = [(q, int(who), int(draw.integers(1000)) + q * 1000)
            for q in range(200) for who in draw.permutation(6)[:4]]  # fmt: skip
    assert found(rows, 6) == {}


def test_a_pool_that_it_shares_with_others_does_not_hide_who_copies_it() -> None:
    rows = copied(20, 5, share=0.5)
    assert 0 in found(rows + [(q, 6, q * 1000 - 5) for q in range(4)], 7)
    assert 0 not in found(rows + [(q, 6, q * 1000 - 5) for q in range(5)], 7), "of ten five are led"


def test_few_accounts_that_answer_each_question_several_times_are_kept() -> None:
    draw = np.random.default_rng(2)
    for _ in range(200):
        rows = [(q, int(who), int(draw.integers(1000)) + q * 1000)
                for q in range(40) for who in draw.permutation(5)[:3]]  # fmt: skip
        assert found(rows, 5) == {}


def test_one_who_leads_here_and_trails_there_is_not() -> None:
    theirs = [(who * 10_000 + q, 0, q * 1000 + 900) for who in (1, 2, 3) for q in range(5)]
    assert found(copied(40, 3) + theirs, 4) == {}, "it repeats fifteen of theirs in turn"
    assert 0 in found(copied(40, 3) + theirs[:5], 4), "five may be of one pool"


def test_what_outsiders_asked_first_is_not_its_own() -> None:
    rows = copied(40, 3) + [(q, 4, q * 1000 - 5) for q in range(40)]
    assert 0 not in found(rows, 5), "all repeat another one"
    assert found(rows, 5) == {4: Copied(4, 40)}


def test_two_do_not_free_all_that_they_repeat() -> None:
    rows = [(h * 100 + q, who, h * 100_000 + q * 1000 + who)
            for h in range(20) for q in range(40) for who in (h, 20, 21)]  # fmt: skip
    assert len(found(rows, 22)) == 1, "each who stays counts for one who leaves"


def test_a_gang_of_five_is_enough_for_two_victims_and_gangs_of_their_own_for_all() -> None:
    rows = [(v * 100 + q, who, v * 100_000 + q * 1000 + who)
            for v in range(3) for q in range(40) for who in (v, 3, 4, 5, 6, 7)]  # fmt: skip
    assert len(found(rows, 8)) == 2
    rows = [(v * 100 + q, who, v * 100_000 + q * 1000 + who)
            for v in range(3) for q in range(40) for who in (v, 3 + 2 * v, 4 + 2 * v)]  # fmt: skip
    assert set(found(rows, 9)) == {0, 1, 2}


def test_who_counts_for_another_stays() -> None:
    rows = [(who * 100 + q, who, who * 100_000 + q * 1000) for who in range(5) for q in range(40)]
    for one, other in ((0, 1), (0, 2), (1, 3), (1, 4)):  # and one of the first two is repeated too
        rows += [(one * 100 + q, other, one * 100_000 + q * 1000 + other) for q in range(40)]
    assert found(rows, 5) == {0: Copied(2, 40)}


def test_what_two_asked_first_at_one_moment_is_nobodys() -> None:
    """Whichever row came first led, and rows come out of the database in any order."""
    rows = [(q, who, q * 1000 + (who > 1) * 60) for q in range(40) for who in range(5)]
    assert found(rows, 5) == found(rows[::-1], 5) == {}


def test_what_many_repeat_takes_no_longer_for_each() -> None:
    accounts, each = 10_000, 40
    number = np.arange(accounts * each)
    own = np.repeat(np.arange(accounts), each)
    question = np.tile(number, 3)
    account = np.concatenate([own, (own + 1) % accounts, (own + 2) % accounts])
    time = np.concatenate([number * 10 + late for late in range(3)])
    began = perf_counter()
    copies(question.astype(np.uint64), account, time, np.full(accounts, each))
    assert perf_counter() - began < 20, "it was minutes"


SAMPLE = Path(__file__).parents[2] / "examples" / "sample"


@pytest.mark.slow
def test_a_member_whom_two_others_repeat_leaves_its_campaign(tmp_path: Path) -> None:
    (log,) = SAMPLE.glob("log-*.zst")
    with pa.input_stream(str(log), compression="zstd") as plain:
        lines = [json.loads(line) for line in plain.read().splitlines()]
    before = audit(lines, tmp_path / "before")
    raised = before.campaigns[0]
    sent = Counter(line["account"]["id"] for line in lines)
    victim, *_, one, other = sorted(raised.accounts, key=lambda name: sent[name])
    assert row_of(before, victim)["flagged"]
    whose = {line["account"]["id"]: line["account"] for line in lines}
    again = [
        line | {"id": f"{line['id']}-{number}", "account": whose[copier], "time": later(line)}
        for line in lines if line["account"]["id"] == victim
        for number, copier in enumerate((one, other))
    ]  # fmt: skip
    after = audit([*lines, *again], tmp_path / "after")
    row = row_of(after, victim)
    assert (row["severity"], row["flagged"], row["first_flagged_at"]) == ("watch", False, None)
    assert victim in {item.get("account") for item in after.summary["review"]}
    assert "2 members of c-" in row["against"][0]
    assert "it had asked most of these first" in row["against"][0]
    for campaign in after.campaigns:
        assert victim not in {m.account for m in campaign.members} | {*campaign.accounts}
    assert all(row_of(after, name)["flagged"] for name in (one, other))
    (campaign,) = (held for held in after.campaigns if one in held.accounts)
    alone = [row.outside_named for row in campaign.observables if row.outside == 1]
    assert alone and not any(alone), "who has left a campaign is in no other one"
    flagged = [sum(audited.accounts["flagged"].to_pylist()) for audited in (before, after)]
    assert flagged[1] == flagged[0] - 1


def later(line: dict[str, Any]) -> str:
    return (datetime.fromisoformat(line["time"]) + timedelta(minutes=20)).isoformat()


def audit(lines: list[dict[str, Any]], out: Path) -> Audit:
    log = out.with_suffix(".jsonl")
    lines = sorted(lines, key=lambda line: datetime.fromisoformat(line["time"]))
    log.write_text("".join(json.dumps(line) + "\n" for line in lines))
    (table,) = SAMPLE.glob("accounts.*")
    return run(Request([log], out, table))


def row_of(audit: Audit, name: str) -> dict[str, Any]:
    return next(row for row in audit.accounts.to_pylist() if row["account"] == name)
