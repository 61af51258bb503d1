"""The shared store: as the embedded one, whatever is done, and whatever becomes of the server."""

from __future__ import annotations

import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from stillwatch.core.errors import InputError, StillwatchError, UsageError
from stillwatch.respond.decisions.changes import Switch
from stillwatch.respond.decisions.model import Action, Decision, Limits, Membership, Scope
from stillwatch.respond.decisions.sqlite import SqliteStore
from stillwatch.respond.decisions.store import Applied, Batch, Ended, Filter, Store
from stillwatch.respond.decisions.stored import ServerFeed, store_of

from .postgres_server import Server, served

NAMES = st.sampled_from(["a", "b", "\0", "\\0", "a\\\0b", "日本", "' OR 1=1 --", "é", "Z", "_"])
NUMBERS = st.integers(1, 6)


@st.composite
def decisions(draw: st.DrawFn) -> Decision:
    kind = draw(st.sampled_from(["account", "campaign", "end_user"]))
    action, start = draw(st.sampled_from([Action.TAG, Action.THROTTLE])), draw(st.integers(90, 160))
    return Decision(
        id=f"d-{draw(NUMBERS):016x}",
        scope=Scope(kind, draw(NAMES), draw(NAMES) if kind == "end_user" else None),
        action=action, reason=draw(NAMES), rule=draw(NAMES), policy=draw(st.none() | NAMES),
        campaign=draw(st.none() | NAMES), start=start, expires=start + draw(st.integers(0, 90)),
        simulated=draw(st.booleans()),
        limits=Limits(requests_per_minute=0.1) if action is Action.THROTTLE else None,
    )  # fmt: skip


members = st.builds(Membership, NAMES, NAMES, st.none() | NAMES)
ends = st.builds(
    Ended, st.one_of(NUMBERS.map(lambda n: f"d-{n:016x}"), NAMES), st.floats(100, 200), NAMES, NAMES
)
versions = st.builds(
    Applied, NAMES, NAMES, NAMES, NAMES, st.floats(0, 9), st.floats(0, 1), st.just("accounts")
)
few = {"max_size": 4}
batches = st.builds(
    Batch, decisions=st.lists(decisions(), **few), ended=st.lists(ends, max_size=2),
    joined=st.lists(members, **few), left=st.lists(members, **few),
    applied=st.lists(versions, max_size=1),
)  # fmt: skip
filters = st.builds(
    Filter, ids=st.none() | st.lists(NUMBERS.map(lambda n: f"d-{n:016x}") | NAMES).map(tuple),
    value=st.none() | NAMES, campaign=st.none() | NAMES, simulated=st.none() | st.booleans(),
    action=st.none() | st.just(Action.TAG), holding_at=st.none() | st.floats(90, 200),
    standing_at=st.none() | st.floats(90, 200), unexpired_at=st.none() | st.floats(90, 200),
    limit=st.none() | st.integers(1, 3),
)  # fmt: skip
steps = st.lists(
    st.one_of(
        st.tuples(st.just("write"), batches, st.none() | st.integers(0, 4)),
        st.tuples(st.just("turn"), st.builds(Switch, st.booleans(), NAMES, NAMES, st.just(1.5))),
        st.tuples(st.just("prune"), st.floats(90, 200)),
        st.tuples(st.just("kept"), filters),
        st.tuples(st.just("members"), st.none() | NAMES),
        st.tuples(st.just("changes"), st.integers(-1, 9), st.floats(90, 200)),
        *(st.tuples(st.just(word)) for word in ("revision", "switch", "applied")),
    ),
    max_size=20,
)


def said(store: Store, word: str, arguments: tuple[Any, ...]) -> Any:
    more = {}
    if word == "write":
        arguments, more = arguments[:1], {"expected": arguments[1]}
    try:
        found = getattr(store, word)(*arguments, **more)
    except StillwatchError as error:
        return type(error), str(error)
    return found


@pytest.fixture(scope="module")
def again(server: Server) -> str:
    """Address of a database that each example begins anew in."""
    return server.database("again")


@pytest.mark.slow
@given(done=steps)
@settings(max_examples=80, suppress_health_check=list(HealthCheck))
def test_it_does_what_the_embedded_store_does(
    server: Server, again: str, tmp_path_factory: pytest.TempPathFactory, done: list[Any]
) -> None:
    server.sql("DROP SCHEMA IF EXISTS stillwatch CASCADE", database="again")
    file = tmp_path_factory.mktemp("s") / "d.db"
    with SqliteStore(file) as one, store_of(again) as other:
        for word, *arguments in [*done, ("changes", 0, 0.0), ("kept",), ("applied",)]:
            expected = said(one, word, tuple(arguments))
            assert said(other, word, tuple(arguments)) == expected, (word, arguments)


NOW = time.time()


def put(number: int) -> Batch:
    return Batch(decisions=[Decision(
        id=f"d-{number:016x}", scope=Scope("account", "a"), action=Action.TAG, reason="r",
        rule="r", start=NOW, expires=NOW + 3600,
    )])  # fmt: skip


def test_a_reader_is_told_of_changes_and_asks_little(database: str) -> None:
    feed = ServerFeed(database)
    with pytest.raises(InputError, match="no store of decisions"):
        feed.changes(0)
    with store_of(database) as store:
        revision = store.write(put(1))
        found = feed.changes(0)
        assert found is not None and found.whole and len(found.decisions) == 1
        asked = feed._store
        assert asked is not None
        calls: list[int] = []
        asked.revision = lambda: calls.append(1) or revision  # type: ignore[method-assign, assignment, func-returns-value]
        begun = time.monotonic()
        while time.monotonic() - begun < 0.3:
            assert feed.changes(revision) is None
        assert not calls, "nothing was told, and nothing is asked"
        del asked.revision
        store.write(put(2))
        begun = time.monotonic()
        while (found := feed.changes(revision)) is None:
            assert time.monotonic() - begun < 20
        assert [one.id[-1] for one in found.decisions] == ["2"]
    feed.close()


WRITER = Path(__file__).with_name("test_store.py").read_text().partition('WRITER = """')[2]
WRITER = WRITER.partition('"""')[0].replace("SqliteStore(path)", "store_of(path)")
WRITER = WRITER.replace("decisions.sqlite import SqliteStore", "decisions.stored import store_of")
WRITER = WRITER.replace("Path(sys.argv[1])", "sys.argv[1]")


def writer(url: str, who: int, rounds: int, size: int) -> subprocess.Popen[str]:
    args = [sys.executable, "-c", WRITER, url, str(who), str(rounds), str(size)]
    return subprocess.Popen(args, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def test_several_processes_write_and_nothing_is_lost_or_torn(database: str) -> None:
    # they also all try to make the tables
    running = [writer(database, who, 12, 20) for who in range(3)]
    seen, feed = 0, ServerFeed(database, lambda: 1.0)
    while any(one.poll() is None for one in running):
        try:
            found = feed.changes(0)
        except InputError:
            continue  # not made yet
        assert found is not None
        assert len(found.decisions) == 20 * found.revision, "a transaction is seen in part"
        assert len(found.joined) == found.revision >= seen
        seen = found.revision
        time.sleep(0.02)
    feed.close()
    assert "".join(one.communicate()[1][-300:] for one in running) == ""
    with store_of(database) as store:
        assert store.revision() == 36 and len(store.kept()) == 720


def all_there(store: Store, lines: list[str], size: int) -> None:
    rules: dict[str, int] = {}
    for kept in store.kept():
        rules[kept.decision.rule] = rules.get(kept.decision.rule, 0) + 1
    assert set(lines) <= set(rules), "acknowledged, and lost"
    assert len(set(rules) - set(lines)) <= 1, "at most the one that was being acknowledged"
    assert set(rules.values()) <= {size}, "written in part"
    assert {m.campaign for m in store.members()} == set(rules)
    assert store.revision() == len(rules)


@pytest.mark.parametrize("acknowledged", [1, 4, 9])
def test_a_client_is_killed_and_all_that_was_acknowledged_is_there(
    database: str, acknowledged: int
) -> None:
    process = writer(database, 1, 10_000, 60)
    assert process.stdout is not None
    lines = [process.stdout.readline().strip() for _ in range(acknowledged)]
    time.sleep(0.003 * acknowledged)
    process.send_signal(signal.SIGKILL)
    lines += process.communicate()[0].split()
    with store_of(database) as store:
        all_there(store, lines, 60)
        assert store.write(put(1)) == store.revision(), "and others can write at once"


@pytest.fixture
def own() -> Iterator[Server]:
    """A server of the test's own."""
    with served() as made:
        yield made


def test_the_server_loses_power_and_all_that_was_acknowledged_is_there(own: Server) -> None:
    # what a database may have turned off is turned on
    own.sql("ALTER SYSTEM SET synchronous_commit = off", "SELECT pg_reload_conf()")
    process = writer(own.url(), 1, 10_000, 60)
    assert process.stdout is not None
    lines = [process.stdout.readline().strip() for _ in range(5)]
    with store_of(own.url(), read_only=True) as reader:
        assert reader.revision() >= 5
        own.stop(signal.SIGQUIT)
        out, error = process.communicate()
        lines += out.split()
        assert "InputError" in error and "password" not in error
        with pytest.raises(InputError, match="does not answer") as caught:
            reader.changes(0, 1.0)
        assert "password" not in str(caught.value)
        own.start()
        assert reader.revision() >= len(lines), "the same store goes on"
        with store_of(own.url()) as store:
            all_there(store, lines, 60)


def test_a_connection_that_is_lost_at_the_end_is_told(
    database: str, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    from stillwatch.respond.decisions import _put

    name = database.rpartition("/")[2]

    def cut(*_: object) -> None:
        server.sql(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            f" WHERE datname = '{name}' AND application_name = 'stillwatch'"
        )

    with store_of(database) as store:
        store.write(put(1))
        cut()
        assert store.write(put(2)) == 2, "one that was lost before is made anew"
        monkeypatch.setattr(_put, "applied", cut)
        with pytest.raises(InputError, match=r"does not answer|broke off"):
            store.write(put(3))
        monkeypatch.undo()
        assert store.revision() == 2 and store.write(put(3)) == 3


def test_a_server_that_is_slow_is_told_and_not_waited_for(
    database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from stillwatch.respond.decisions import postgres

    monkeypatch.setattr(postgres, "_ANSWER_S", (1.0, 1.0))
    monkeypatch.setattr(postgres, "PATIENCE_S", 0.3)
    with store_of(database) as store, store_of(database) as other:
        store.write(put(1))
        link = store._link  # type: ignore[attr-defined]
        with link.within("BEGIN") as on:
            on.run("SELECT * FROM stillwatch.meta FOR UPDATE")
            with pytest.raises(InputError, match="another process writes"):
                other.write(put(2))
            assert other.revision() == 1, "readers do not wait for writers"
        assert other.write(put(2)) == 2


def test_what_roles_need_is_what_the_page_says(
    database: str, server: Server, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    grants = (root / "examples/sql/decisions-roles.sql").read_text(encoding="utf-8")
    name = database.rpartition("/")[2]
    statements = [one.strip() for one in grants.split(";") if one.strip()]
    roles = ("stillwatch_owner", "stillwatch_writer", "stillwatch_gateway")
    passwords = [f"ALTER ROLE {role} PASSWORD '{role}-password'" for role in roles]
    server.sql(*statements, *passwords, database=name)
    owner, writes, reads = (server.url(role, name) for role in roles)
    with pytest.raises(InputError, match=r"may not do that|no store"):
        store_of(writes)
    with store_of(owner) as store:
        assert store.revision() == 0
    with store_of(writes) as store, store_of(reads, read_only=True) as reader:
        applied = Applied("v", "n", "t", "me", 1.0, 1.0, "accounts")
        store.write(
            Batch(decisions=put(1).decisions, applied=[applied], joined=[Membership("c", "a")])
        )
        store.write(Batch(ended=[Ended(put(1).decisions[0].id, 1.0, "me", "so")]))
        store.turn(Switch(False, "me", "so", 1.0))
        assert store.prune(9e9) == 1 and reader.revision() == 4
        assert reader.changes(0, 1.0).switch.by == "me" and len(reader.applied()) == 1
        for attempt in (lambda: reader.write(put(2)), lambda: reader.turn(Switch())):
            with pytest.raises(InputError, match="reading only"):
                attempt()
    with store_of(reads) as cheat, pytest.raises(InputError, match="may not do that"):
        cheat.write(put(2))
    for role in roles:
        server.sql(f"DROP OWNED BY {role} CASCADE", database=name)
        server.sql(f"DROP ROLE {role}")


def test_what_is_no_store_is_refused_in_one_line(database: str, server: Server) -> None:
    name = database.rpartition("/")[2]
    with store_of(database):
        pass
    server.sql("UPDATE stillwatch.meta SET value = 99 WHERE key = 'version'", database=name)
    with pytest.raises(InputError, match="does not know"):
        store_of(database)
    server.sql("DROP SCHEMA stillwatch CASCADE", "CREATE SCHEMA stillwatch",
               "CREATE TABLE stillwatch.meta(a integer)", database=name)  # fmt: skip
    with pytest.raises(InputError, match="no store of decisions"):
        store_of(database)


def test_a_store_of_an_older_release_is_brought_up_to_date(
    database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from stillwatch.respond.decisions import postgres

    with store_of(database) as store:
        store.write(put(1))
    more = (*postgres.MIGRATIONS, ("ALTER TABLE stillwatch.decisions ADD COLUMN extra integer",))
    monkeypatch.setattr(postgres, "MIGRATIONS", more)
    with pytest.raises(InputError, match="older release"):
        store_of(database, read_only=True)
    failed: list[Exception] = []

    def opened() -> None:
        try:
            store_of(database).close()
        except Exception as error:
            failed.append(error)

    threads = [threading.Thread(target=opened) for _ in range(4)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert not failed, "of several at once, one does it"
    with store_of(database, read_only=True) as store:
        assert len(store.kept()) == 1


def test_a_damaged_row_is_told(database: str, server: Server) -> None:
    with store_of(database) as store:
        store.write(put(1))
        name = database.rpartition("/")[2]
        server.sql("UPDATE stillwatch.decisions SET body = '{}'", database=name)
        with pytest.raises(InputError, match="damaged"):
            store.kept()
        with pytest.raises(InputError, match="damaged"):
            store.changes(0, 1.0)


def test_who_is_refused_is_told_why_and_no_password(server: Server) -> None:
    for url in (
        server.url().replace("root-password", "wrong-password"),
        server.url("nobody_here"), server.url(database="nothing"),
        server.url().replace(str(server.port), "1"),
    ):  # fmt: skip
        with pytest.raises(InputError) as caught:
            store_of(url)
        assert "password" not in str(caught.value).replace("user or password", "").replace(
            "PGPASSWORD", ""
        )
        assert "\n" not in str(caught.value) and str(caught.value).count("(") == 1


def test_half_a_character_is_refused_by_both(database: str, tmp_path: Path) -> None:
    for store in (store_of(database), store_of(tmp_path / "d.db")):
        with store:
            with pytest.raises(InputError, match="surrogate"):
                store.write(Batch(joined=[Membership("c", "\ud83d")]))
            with pytest.raises(InputError, match="surrogate"):
                store.kept(Filter(value="\ud83d"))
            assert store.revision() == 0


def test_without_the_extra_it_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "stillwatch.respond.decisions.postgres", raising=False)
    monkeypatch.delitem(sys.modules, "stillwatch.respond.decisions._link", raising=False)
    monkeypatch.delitem(sys.modules, "stillwatch.respond.decisions._put", raising=False)
    monkeypatch.setitem(sys.modules, "pg8000.native", None)
    monkeypatch.setitem(sys.modules, "pg8000.exceptions", None)
    with pytest.raises(UsageError, match=r"stillwatch\[postgres\]"):
        store_of("postgresql://u@localhost/d")
