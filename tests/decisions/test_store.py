"""The stores: whole transactions, one order, and nothing acknowledged that is lost."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from stillwatch.core.errors import InputError, UsageError
from stillwatch.respond.decisions.changes import Switch
from stillwatch.respond.decisions.fit import unfit
from stillwatch.respond.decisions.model import (
    Action,
    Decision,
    Hardening,
    Limits,
    Membership,
    Scope,
)
from stillwatch.respond.decisions.sqlite import SqliteStore
from stillwatch.respond.decisions.store import Applied, Batch, Ended, Filter, Moved, Store


def decision(number: int = 1, **changes: object) -> Decision:
    told: dict = dict(
        id=f"d-{number:016x}", scope=Scope("account", f"a{number}"), action=Action.TAG,
        reason="for a test", rule="r", start=100.0, expires=200.0,
    )  # fmt: skip
    return Decision(**(told | changes))


def ended(number: int, by: str = "me") -> Ended:
    return Ended(f"d-{number:016x}", 120.0, by, "a mistake")


@pytest.fixture(params=["sqlite", "postgres"])
def store(request, tmp_path):
    """An empty store of each kind, for what they have in common."""
    if request.param == "sqlite":
        with SqliteStore(tmp_path / "d.db") as found:
            yield found
        return
    from stillwatch.respond.decisions.postgres import PostgresStore

    url = request.getfixturevalue("database")
    with PostgresStore(url) as found:
        yield found


def test_it_is_a_store(store):
    used: Store = store
    assert used.revision() == 0


def test_what_is_put_is_found_again_by_each_filter(store):
    first = decision(1, campaign="c1", policy="p", limits=None)
    second = decision(
        2, scope=Scope("end_user", "u", "a9"), action=Action.THROTTLE, rule="s", simulated=False,
        limits=Limits(requests_per_minute=3), start=150.0,
    )  # fmt: skip
    store.write(Batch(decisions=[first, second]))
    assert [k.decision for k in store.kept()] == [second, first], "the newest first"
    for wanted, number in (
        (Filter(campaign="c1"), 1), (Filter(policy="p"), 1), (Filter(rule="s"), 2),
        (Filter(scope="end_user"), 2), (Filter(value="a1"), 1), (Filter(simulated=False), 2),
        (Filter(action=Action.THROTTLE), 2), (Filter(ids=(first.id,)), 1),
        (Filter(holding_at=120.0), 1), (Filter(limit=1), 2),
    ):  # fmt: skip
        assert [k.decision.id for k in store.kept(wanted)] == [f"d-{number:016x}"], wanted
    assert len(store.kept(Filter(standing_at=120.0))) == 2, "one is yet to begin"
    assert store.kept(Filter(standing_at=200.0)) == [], "expired"


def test_a_value_in_a_filter_is_no_sql(store):
    store.write(Batch(decisions=[decision()]))
    assert store.kept(Filter(value="' OR 1=1 --")) == []
    assert store.kept(Filter(ids=('d-"]', "d-', 1)"))) == []


def test_again_changes_nothing_and_an_id_never_means_two_things(store):
    batch = Batch(decisions=[decision()], joined=[Membership("c", "a")])
    assert store.write(batch) == store.write(batch) == store.revision() == 1
    with pytest.raises(UsageError, match="something else"):
        store.write(Batch(decisions=[decision(2), decision(1, reason="another")]))
    assert len(store.kept()) == 1, "nothing of the refused batch is there"


def test_what_ended_stays_ended(store):
    store.write(Batch(decisions=[decision(1)]))
    assert store.write(Batch(ended=[ended(1)])) == 2
    assert store.write(Batch(ended=[ended(1, "another")])) == 2, "it has ended already"
    store.write(Batch(decisions=[decision(1)]))
    (kept,) = store.kept()
    assert kept.ended == ended(1) and not kept.holds(150.0)
    with pytest.raises(UsageError, match="no decision"):
        store.write(Batch(ended=[ended(7)]))


def test_a_plan_made_on_an_older_state_is_refused(store):
    store.write(Batch(decisions=[decision(1)]), expected=0)
    with pytest.raises(Moved):
        store.write(Batch(decisions=[decision(2)]), expected=0)
    assert len(store.kept()) == 1


@pytest.mark.parametrize("changes, why", [
    ({"id": "d-1"}, "16 hex"), ({"id": "x-00000000000000aa"}, "16 hex"),
    ({"expires": 100.0}, "expire"), ({"expires": float("nan")}, "moments"),
    ({"expires": float("inf")}, "moments"), ({"expires": 100.0 + 367 * 86400}, "longer"),
    ({"reason": " "}, "text"), ({"reason": "x" * 2001}, "2,000"),
    ({"action": Action.THROTTLE}, "limits"),
    ({"action": Action.THROTTLE, "limits": Limits()}, "limits"),
    ({"limits": Limits(requests_per_minute=1)}, "limits belong"),
    ({"hardening": Hardening()}, "hardening belongs"),
    ({"scope": Scope("end_user", "u")}, "account"),
    ({"scope": Scope("observable", "t13d")}, "type"),
    ({"scope": Scope("account", "a", "b")}, "no meaning"),
    ({"scope": Scope("account", "")}, "no value"), ({"reason": "half \ud83d"}, "surrogate"),
])  # fmt: skip
def test_what_no_gateway_could_hold_is_refused(store, changes, why):
    assert why in unfit(decision(**changes))
    with pytest.raises(UsageError, match=why):
        store.write(Batch(decisions=[decision(**changes)]))
    assert store.revision() == 0


def test_a_poller_is_told_what_changed(store):
    store.write(Batch(decisions=[decision(1), decision(2)], joined=[Membership("c", "a", "u")]))
    first = store.changes(0, 150.0)
    assert (
        first.whole and len(first.decisions) == 2 and first.joined == (Membership("c", "a", "u"),)
    )
    assert store.changes(first.revision, 150.0).decisions == ()
    store.write(Batch(decisions=[decision(3)], ended=[ended(1)], left=[Membership("c", "a", "u")]))
    store.turn(Switch(False, "me", "tickets", 130.0))
    later = store.changes(first.revision, 150.0)
    assert not later.whole and [d.id[-1] for d in later.decisions] == ["3"]
    assert later.ended == (decision(1).id,) and later.left == (Membership("c", "a", "u"),)
    assert later.switch == Switch(False, "me", "tickets", 130.0) and later.revision == 3


def test_a_whole_answer_leaves_out_what_is_over(store):
    store.write(Batch(decisions=[decision(1), decision(2, expires=140.0), decision(3)]))
    store.write(Batch(ended=[ended(3)]))
    found = store.changes(0, 150.0)
    assert [d.id for d in found.decisions] == [decision(1).id] and found.ended == ()


def test_after_pruning_a_poller_gets_all_again(store):
    store.write(Batch(decisions=[decision(1), decision(2, expires=900.0)]))
    store.write(Batch(joined=[Membership("c", "a")]))
    store.write(Batch(left=[Membership("c", "a")]))
    assert store.prune(300.0) == 1
    found = store.changes(2, 300.0)
    assert found.whole and [d.id for d in found.decisions] == [decision(2).id]
    assert store.changes(99, 300.0).whole, "a revision of another store"


def test_versions_of_policies_are_kept_whole(store):
    one = Applied("0" * 16, "p", "version: 1\n", "me", 5.0, 0.5, "campaigns")
    store.write(Batch(applied=[one]))
    store.write(Batch(applied=[one]))
    assert store.applied()[0] == one and len(store.applied()) == 2


def test_the_file_is_private_and_a_reader_writes_nothing(tmp_path):
    path = tmp_path / "d.db"
    with SqliteStore(path) as store:
        store.write(Batch(decisions=[decision()]))
        modes = {os.stat(found).st_mode & 0o777 for found in tmp_path.iterdir()}
        assert modes == {0o600}
        with SqliteStore(path, read_only=True) as reader:
            assert reader.revision() == 1
            for attempt in (lambda: reader.write(Batch(ended=[ended(1)])), reader.turn):
                with pytest.raises((InputError, TypeError)):
                    attempt()
            with pytest.raises(InputError, match="reading only"):
                reader.turn(Switch())
            store.turn(Switch(False, "me", "x", 1.0))
            assert not reader.switch().enforcing, "what a writer did is seen at once"


def test_one_that_others_may_write_to_is_refused(tmp_path):
    path = tmp_path / "d.db"
    SqliteStore(path).close()
    path.chmod(0o620)
    for read_only in (True, False):
        with pytest.raises(InputError, match="others may write"):
            SqliteStore(path, read_only=read_only)


@pytest.mark.parametrize("data", [b"no database" * 200, b"SQLite format 3\0" + b"\0" * 5000, b"x"])
def test_what_is_no_store_is_refused_in_one_line(tmp_path, data):
    path = tmp_path / "d.db"
    path.write_bytes(data)
    path.chmod(0o600)
    for read_only in (True, False):
        with pytest.raises(InputError) as refused:
            SqliteStore(path, read_only=read_only)
        assert str(path) in str(refused.value) and "\n" not in str(refused.value)


def test_another_programs_database_is_left_alone(tmp_path):
    path = tmp_path / "other.db"
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE notes(text)")
    path.chmod(0o600)
    before = path.read_bytes()
    with pytest.raises(InputError, match="not a store"):
        SqliteStore(path)
    assert path.read_bytes() == before


def test_a_missing_store_is_not_made_by_a_reader(tmp_path):
    with pytest.raises(InputError, match="no such file"):
        SqliteStore(tmp_path / "d.db", read_only=True)
    assert list(tmp_path.iterdir()) == []


def test_a_damaged_row_is_told(tmp_path):
    path = tmp_path / "d.db"
    with SqliteStore(path) as store:
        store.write(Batch(decisions=[decision()]))
    with sqlite3.connect(path) as direct:
        direct.execute("UPDATE decisions SET body = '{\"id\": 3}'")
    with SqliteStore(path) as store, pytest.raises(InputError, match="damaged"):
        store.kept()


STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("put"), st.integers(1, 9)),
        st.tuples(st.just("end"), st.integers(1, 9)),
        st.tuples(st.just("join"), st.integers(1, 4)),
        st.tuples(st.just("leave"), st.integers(1, 4)),
        st.tuples(st.just("turn"), st.integers(0, 1)),
        st.tuples(st.just("prune"), st.just(0)),
        st.tuples(st.just("poll"), st.just(0)),
    ),
    max_size=25,
)


@given(steps=STEPS)
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_poller_knows_what_one_knows_who_reads_all(tmp_path_factory, steps):
    """Whatever is done in whatever order, and whenever it is asked."""
    with SqliteStore(tmp_path_factory.mktemp("s") / "d.db") as store:
        held: dict[str, Decision] = {}
        members: set[Membership] = set()
        seen, put = 0, set()
        for word, number in [*steps, ("poll", 0)]:
            if word == "put":
                store.write(Batch(decisions=[decision(number)]))
                put.add(number)
            elif word == "end" and number in put:
                store.write(Batch(ended=[ended(number)]))
            elif word == "join":
                store.write(Batch(joined=[Membership("c", f"a{number}")]))
            elif word == "leave":
                store.write(Batch(left=[Membership("c", f"a{number}")]))
            elif word == "turn":
                store.turn(Switch(bool(number), "me", "x", 1.0))
            elif word == "prune":
                store.prune(150.0)  # of those here, what ended at 120
                put = {int(kept.decision.id[2:], 16) for kept in store.kept()}
            elif word == "poll":
                found = store.changes(seen, 150.0)
                assert found.revision >= seen
                if found.whole:
                    held, members = {}, set()
                held |= {one.id: one for one in found.decisions}
                for id in found.ended:
                    held.pop(id, None)
                members = (members | set(found.joined)) - set(found.left)
                seen = found.revision
                all_of_it = store.changes(0, 150.0)
                assert held == {one.id: one for one in all_of_it.decisions}
                assert members == set(all_of_it.joined) == set(store.members())


WRITER = """
import sys
from pathlib import Path
from stillwatch.respond.decisions.changes import Switch
from stillwatch.respond.decisions.fit import unfit
from stillwatch.respond.decisions.model import Action, Decision, Membership, Scope
from stillwatch.respond.decisions.sqlite import SqliteStore
from stillwatch.respond.decisions.store import Batch
path, who, rounds, size = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4])
with SqliteStore(path) as store:
    for number in range(rounds):
        rows = [Decision(id=f"d-{who:04x}{number:06x}{i:06x}", scope=Scope("account", f"{who}-{i}"),
                action=Action.TAG, reason="r", rule=f"{who}-{number}", start=0.0, expires=9e8 / 100)
                for i in range(size)]
        store.write(Batch(decisions=rows, joined=[Membership(f"{who}-{number}", "a")]))
        print(f"{who}-{number}", flush=True)
"""


def writer(path: Path, who: int, rounds: int, size: int) -> subprocess.Popen[str]:
    args = [sys.executable, "-c", WRITER, str(path), str(who), str(rounds), str(size)]
    return subprocess.Popen(args, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def test_several_processes_write_and_nothing_is_lost_or_torn(tmp_path):
    path = tmp_path / "d.db"
    running = [writer(path, who, 12, 20) for who in range(3)]
    seen = 0
    while any(one.poll() is None for one in running):
        if path.exists() and path.stat().st_size:
            try:
                reader = SqliteStore(path, read_only=True)
            except InputError:
                continue  # not whole yet
            with reader:
                found = reader.changes(0, 1.0)
            assert len(found.decisions) == 20 * found.revision, "a transaction is seen in part"
            assert len(found.joined) == found.revision >= seen
            seen = found.revision
        time.sleep(0.02)
    assert [one.communicate()[1] for one in running] == ["", "", ""]
    with SqliteStore(path) as store:
        assert store.revision() == 36 and len(store.kept()) == 720


@pytest.mark.parametrize("acknowledged", [0, 1, 4, 9])
def test_killed_at_any_write_all_that_was_acknowledged_is_there(tmp_path, acknowledged):
    path = tmp_path / "d.db"
    process = writer(path, 1, 10_000, 60)
    assert process.stdout is not None
    lines = [process.stdout.readline().strip() for _ in range(acknowledged)]
    if not acknowledged:
        while not path.exists():
            time.sleep(0.001)
    time.sleep(0.003 * acknowledged)
    process.send_signal(signal.SIGKILL)
    lines += process.stdout.read().split()  # `communicate` would pass over what is buffered
    process.communicate()
    with SqliteStore(path) as store:
        rules: dict[str, int] = {}
        for kept in store.kept():
            rules[kept.decision.rule] = rules.get(kept.decision.rule, 0) + 1
        assert set(lines) <= set(rules), "acknowledged, and lost"
        assert len(set(rules) - set(lines)) <= 1, "at most the one that was being acknowledged"
        assert set(rules.values()) <= {60}, "written in part"
        assert {m.campaign for m in store.members()} == set(rules)
        assert store.revision() == len(rules)
        assert store.write(Batch(decisions=[decision()])) == len(rules) + 1
    with sqlite3.connect(path) as direct:
        assert direct.execute("PRAGMA integrity_check").fetchone() == ("ok",)
