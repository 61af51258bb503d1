"""From logs to feature rows: overrides of the account table, workers, merged units."""

from __future__ import annotations

import gzip
import json
import os
import signal
import threading
import time
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from stillwatch.audit import collect as module
from stillwatch.audit.collect import Setup, collect
from stillwatch.audit.population import Store
from stillwatch.audit.units import settle
from stillwatch.ingest import edge as edges
from stillwatch.ingest.accounts import read_accounts


def write(path: Path, rows: list[dict]) -> Path:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return path


def exchange(number: int, account: str, **more: object) -> dict:
    account_of = {"id": account, **more}
    return {
        "id": f"x{number}",
        "time": 1_772_409_600 + 60 * number,
        "account": account_of,
        "request": {"model": "m", "messages": [{"role": "user", "content": f"Why is {number}?"}]},
    }


def rows_of(folder: Path) -> list[dict]:
    return pq.read_table(folder).to_pylist()


def values_of(folder: Path, kind: str) -> set[str]:
    return {r["value"] for r in pq.read_table(folder).to_pylist() if r["type"] == kind}


def test_the_account_table_overrides_the_log(tmp_path):
    log = write(tmp_path / "a.jsonl", [exchange(i, "a", plan="free") for i in range(3)])
    (tmp_path / "accounts.csv").write_text("account,plan,created\na,pro,2026-01-05\n")
    table = read_accounts(tmp_path / "accounts.csv")
    plain = collect([log], tmp_path / "plain")
    told = collect([log], tmp_path / "told", setup=Setup(table=table))
    assert values_of(plain.values, "plan") == {"free"}
    assert values_of(told.values, "plan") == {"pro"}
    assert values_of(told.values, "signup_day") == {"2026-01-05"}
    assert plain.report.fields_present["created"] == 0
    assert told.report.fields_present["created"] == 1, "what the table knows counts as known"


@pytest.mark.parametrize("with_table", [False, True])
def test_workers_find_what_one_process_finds(tmp_path, world, monkeypatch, with_table):
    log = next(world().glob("log-*"))
    table = read_accounts(world() / "accounts.csv") if with_table else None
    setup = Setup(b"a key of 16 bytes", table)
    here = collect([log], tmp_path / "here", setup=setup, workers=1)
    monkeypatch.setattr(module, "ONE_PROCESS", 0)
    there = collect([log], tmp_path / "there", setup=setup, workers=2)
    assert rows_of(here.rows) == rows_of(there.rows)
    assert rows_of(here.values) == rows_of(there.values)
    assert here.names == there.names
    assert here.report == there.report


@pytest.mark.parametrize("field", ["safety_identifier", "metadata"])
def test_users_of_a_reseller_are_told_apart_by_the_providers_own_fields(tmp_path, world, field):
    """Real requests carry them there, and coding agents put the session into them."""
    log = next(world("kind:in_reseller").glob("log-*"))
    plain = [json.loads(line) for line in gzip.decompress(log.read_bytes()).splitlines()]
    moved = []
    for number, line in enumerate(plain):
        user = line["account"].get("end_user")
        account = {k: v for k, v in line["account"].items() if k != "end_user"}
        if user is not None and field == "metadata":
            session = f"00000000-0000-4000-8000-{number:012d}"
            more = {"metadata": {"user_id": f"user_{user}_account__session_{session}"}}
        else:
            more = {} if user is None else {field: user}
        moved.append(line | {"account": account, "request": line["request"] | more})
    own = collect([write(tmp_path / "own.jsonl", plain)], tmp_path / "a")
    theirs = collect([write(tmp_path / "moved.jsonl", moved)], tmp_path / "b")
    apart, found = settle(own.names, frozenset()), settle(theirs.names, frozenset())
    resellers = {account for account, user in apart.names.values() if user is not None}
    assert resellers
    shape = {"metadata": "user_{}_account_"}.get(field, "{}")
    renamed = {(a, u and shape.format(u)) for a, u in apart.names.values()}
    assert set(found.names.values()) == renamed


def test_few_end_users_are_judged_as_their_account(tmp_path):
    rows = [exchange(i, "firm", end_user=f"u{i % 5}") for i in range(30)]
    rows += [exchange(100 + i, "shop", end_user=f"u{i % 25}") for i in range(50)]
    rows += [exchange(200 + i, "plain") for i in range(10)]
    found = collect([write(tmp_path / "a.jsonl", rows)], tmp_path / "s")
    units = settle(found.names, frozenset())
    store = Store.open(found.rows, found.values, tmp_path).merged(units.merged)
    counts = store.backend.to_pyarrow(store.rows.account.value_counts().order_by("account"))
    by_name: dict[str, list[int]] = {}
    for key, count in zip(*(column.to_pylist() for column in counts.columns), strict=True):
        by_name.setdefault(units.names[key][0], []).append(count)
    assert by_name == {"firm": [30], "shop": [2] * 25, "plain": [10]}
    population = store.population(frozenset())
    assert set(population.keys.tolist()) == set(units.names)
    activity = [row for batch in store.activity() for row in batch.to_pylist()]
    assert {row["account"] for row in activity} == set(units.names)


def test_a_duplicate_counts_once_across_workers(tmp_path, monkeypatch):
    monkeypatch.setattr(module, "ONE_PROCESS", 0)
    rows = [exchange(i, "a") for i in range(4)]
    first, second = tmp_path / "a.jsonl", tmp_path / "b.jsonl.gz"
    write(first, rows)
    second.write_bytes(gzip.compress(first.read_bytes()))
    found = collect([first, second], tmp_path / "s")
    assert len(rows_of(found.rows)) == 4
    assert found.report.duplicates == 4


@pytest.mark.parametrize("most", [1, 3, 256])
def test_a_file_for_each_request_gives_what_one_file_gives(tmp_path, monkeypatch, most):
    """Such files are worked on together: duplicates, bad lines and edge marks keep their place."""
    rows = [exchange(i % 17, f"a{i % 5}", plan="free") for i in range(20)]
    one = write(tmp_path / "one.jsonl", rows)
    folder = tmp_path / "many"
    folder.mkdir()
    for number, row in enumerate(rows):
        write(folder / f"{number:02d}.jsonl", [row])
    (folder / "07b.jsonl").write_text(json.dumps(exchange(99, "a1")) + "\nno JSON\n")
    write(one, [*rows[:8], exchange(99, "a1"), *rows[8:]])
    edge = write(tmp_path / "edge.jsonl", [{"id": f"x{i}", "ip": "192.0.2.7"} for i in (3, 8, 16)])
    (tmp_path / "accounts.csv").write_text("account,plan\na1,pro\n")
    table = read_accounts(tmp_path / "accounts.csv")
    setup = Setup(table=table, edge=edges.build([edge], tmp_path / "e"))
    monkeypatch.setattr(module, "MOST", most)
    known = module.pa.table({"id": module.pa.array([], "u8"), "body": module.pa.array([], "u4")})
    done = [
        collect(paths, tmp_path / name, setup=setup, workers=1, known=known)
        for name, paths in (("a", [one]), ("b", sorted(folder.iterdir())))
    ]
    first, second = done
    assert rows_of(first.rows) == rows_of(second.rows)
    assert rows_of(first.rows.parent / "ids") == rows_of(second.rows.parent / "ids")
    assert values_of(first.values, "plan") == values_of(second.values, "plan") == {"free", "pro"}
    assert (first.seen == second.seen).all() and first.seen.sum() == 18
    assert first.names == second.names
    (bad,) = second.report.malformed_lines
    assert (Path(bad.path).name, bad.line) == ("07b.jsonl", 2)
    for name in ("exchanges", "duplicates", "fields_present"):
        assert getattr(first.report, name) == getattr(second.report, name)


def test_an_interrupt_waits_until_a_worker_has_been_told_all():
    """Also one that reaches another thread, which a mask of this one does not keep out."""
    reached = []
    with pytest.raises(KeyboardInterrupt):
        with module._undisturbed():
            other = threading.Thread(target=os.kill, args=(os.getpid(), signal.SIGINT))
            other.start()
            other.join()
            time.sleep(0.05)
            reached.append(True)
    assert reached == [True]
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler
