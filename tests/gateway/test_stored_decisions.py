"""From `stillwatch decisions` to the gateway: what is put, ended and paused holds at once."""

from __future__ import annotations

import asyncio
import hashlib
import json
import os
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from stillwatch.cli.main import cli
from stillwatch.console.decided import Decided
from stillwatch.core.errors import InputError
from stillwatch.gateway.enforce.known import Known
from stillwatch.gateway.notes import Notes
from stillwatch.gateway.settings import Enforce
from stillwatch.respond.decisions.changes import Changes
from stillwatch.respond.decisions.index import Caller, Index
from stillwatch.respond.decisions.model import Action, Decision, Hardening, Membership, Scope
from stillwatch.respond.decisions.sqlite import SqliteStore
from stillwatch.respond.decisions.store import Batch, Ended
from stillwatch.respond.decisions.stored import StoreFeed, feed_of

from .running import Running, running
from .test_enforce import ask


def decision(number: int, scope: Scope, action: Action = Action.BLOCK, **more: Any) -> Decision:
    now = time.time()
    return Decision(
        id=f"d-{number:016x}", scope=scope, action=action, reason="because", rule="by hand",
        start=now - 60, expires=now + 3600, simulated=False, **more,
    )  # fmt: skip


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqliteStore]:
    with SqliteStore(tmp_path / "decisions.db") as made:
        yield made


def keyed(tmp_path: Path) -> dict[str, str]:
    """Settings by which the tests' key is that of an account."""
    row = {"sha256": hashlib.sha256(b"sk-a").hexdigest(), "account": "acme"}
    (tmp_path / "keys").write_text(json.dumps(row) + "\n")
    (tmp_path / "secret").write_bytes(bytes(range(32)))
    return {"keys": str(tmp_path / "keys"), "secret_file": str(tmp_path / "secret")}


@pytest.fixture
def gate(tmp_path: Path, store: SqliteStore) -> Iterator[Running]:
    settings = {
        "identity": keyed(tmp_path),
        "enforce": {"mode": "enforce", "decisions": str(store.path), "poll_seconds": 0.05},
    }
    with running(**settings) as made:
        yield made


def becomes(gate: Running, status: int) -> None:
    """Wait until requests are answered so, two seconds at most (more where tests share a core)."""
    end = time.monotonic() + 20
    while (found := ask(gate)[0]) != status:
        assert time.monotonic() < end, f"still {found}"
        time.sleep(0.05)


def test_what_an_operator_does_on_the_command_line_holds_in_the_gateway(
    gate: Running, store: SqliteStore
) -> None:
    def told(*arguments: str) -> str:
        done = CliRunner().invoke(cli, ["decisions", *arguments], catch_exceptions=False)
        assert done.exit_code == 0, done.output
        return done.output

    becomes(gate, 200)
    store.write(Batch(decisions=[decision(1, Scope("account", "acme"))]))
    becomes(gate, 403)
    told("pause", str(store.path), "--by", "ana", "--because", "an incident")
    becomes(gate, 200)
    told("resume", str(store.path), "--by", "ana", "--because", "it is over")
    becomes(gate, 403)
    told("end", str(store.path), "d-0000000000000001", "--by", "ana", "--because", "a mistake")
    becomes(gate, 200)


def test_who_joins_and_leaves_a_campaign_is_known(store: SqliteStore) -> None:
    feed, index = StoreFeed(store), Index()
    revision = 0

    def asked() -> Callable[[str], Action]:
        nonlocal index, revision
        if (found := feed.changes(revision)) is not None:
            index, revision = index.after(found), found.revision
        assert feed.changes(revision) is None, "nothing is new"
        return lambda account: index.find(Caller(account), time.time()).action

    of = decision(1, Scope("campaign", "c-1"), Action.HARDEN, hardening=Hardening())
    a, b = Membership("c-1", "a"), Membership("c-1", "b")
    store.write(Batch(decisions=[of], joined=[a]))
    found = asked()
    assert (found("a"), found("b")) == (Action.HARDEN, Action.ALLOW)
    store.write(Batch(joined=[b]))
    assert asked()("b") is Action.HARDEN
    store.write(Batch(left=[a]))
    found = asked()
    assert (found("a"), found("b")) == (Action.ALLOW, Action.HARDEN)
    store.write(Batch(left=[b]))
    assert asked()("b") is Action.ALLOW, "a campaign without members touches nobody"
    store.write(Batch(joined=[a]))
    assert asked()("a") is Action.HARDEN
    store.write(Batch(ended=[Ended(of.id, time.time(), "ana", "done")]))
    assert asked()("a") is Action.ALLOW


def test_the_kind_of_file_is_told_by_its_content(store: SqliteStore, tmp_path: Path) -> None:
    feed = feed_of(store.path)
    found = feed.changes(0)
    assert found is not None and found.whole and found.switch.enforcing
    feed.close()
    lines = tmp_path / "lines.db"
    lines.write_text('{"paused": true}\n')
    found = feed_of(lines).changes(0)
    assert found is not None and not found.switch.enforcing
    with pytest.raises(InputError, match="no such file"):
        feed_of(tmp_path / "missing").changes(0)
    other = tmp_path / "other.db"
    other.write_bytes(b"SQLite format 3\0" + bytes(100))
    with pytest.raises(InputError, match="not a store of decisions"):
        feed_of(other).changes(0)


def test_who_looks_beside_a_feed_takes_no_lock_away(tmp_path: Path) -> None:
    """As the operators' page does: no writer may take itself for the last that has the file."""
    path = tmp_path / "decisions.db"

    def turn(*words: str) -> None:
        command = [sys.executable, "-m", "stillwatch", "decisions", *words]
        subprocess.run(command, check=True, capture_output=True, timeout=120)

    turn("prepare", str(path))
    feed, page = feed_of(path), Decided(path)
    with closing(feed):
        found = feed.changes(0)
        assert found is not None and page.look().editable
        for word in ("pause", "resume"):
            turn(word, str(path), "--by", "ana", "--because", "an incident")
            assert page.look().switch.enforcing is (word == "resume")
            found = feed.changes(found.revision)
            assert found is not None and found.switch.enforcing is (word == "resume")


def test_a_store_that_is_made_later_is_one(tmp_path: Path) -> None:
    path = tmp_path / "decisions.db"
    feed, index = feed_of(path), Index()
    with pytest.raises(InputError):
        feed.changes(0)
    with SqliteStore(path) as store:
        store.write(Batch(decisions=[decision(1, Scope("account", "a"))]))
        found = feed.changes(0)
    assert found is not None and len(index.after(found)) == 1
    feed.close()


def test_a_store_that_takes_the_place_of_another_is_read_whole(tmp_path: Path) -> None:
    """As where a backup is restored: its revision says nothing of what was told before."""
    path, backup = tmp_path / "decisions.db", tmp_path / "backup.db"
    with SqliteStore(backup) as store:
        store.write(Batch(decisions=[decision(1, Scope("account", "a"))]))
        store.write(Batch(decisions=[decision(2, Scope("account", "b"))]))
    with SqliteStore(path) as store:
        store.write(Batch(decisions=[decision(3, Scope("account", "c"))]))
    feed, index = feed_of(path), Index()
    first = feed.changes(0)
    assert first is not None
    index = index.after(first)
    backup.rename(path)
    found = feed.changes(first.revision)
    assert found is not None and found.whole
    index = index.after(found)
    now = time.time()
    assert [bool(index.find(Caller(name), now).real) for name in "abc"] == [True, True, False]
    assert feed.changes(found.revision) is None
    path.unlink()
    with pytest.raises(InputError, match="no such file"):
        feed.changes(found.revision)
    path.write_text('{"paused": true}\n')
    found = feed.changes(found.revision)
    assert found is not None and found.whole and not found.switch.enforcing
    feed.close()


def test_a_gateway_follows_a_store_that_is_made_anew(gate: Running, store: SqliteStore) -> None:
    store.write(Batch(decisions=[decision(1, Scope("account", "acme"))]))
    becomes(gate, 403)
    store.close()
    for left in store.path.parent.glob("decisions.db*"):
        left.unlink()
    with SqliteStore(store.path):
        becomes(gate, 200)


def test_what_holds_now_is_said_though_something_else_was_just_said(tmp_path: Path) -> None:
    path, said = tmp_path / "decisions.jsonl", list[str]()
    settings = Enforce(mode="enforce", decisions=str(path), when_down="closed")
    known = Known(feed_of(path), settings, Counter(), Notes(said.append))
    for text in (None, None, '{"paused": true}\n', "{", "{"):
        if text is not None:
            path.with_suffix(".aside").write_text(text)
            path.with_suffix(".aside").replace(path)
        known.load()
    refused, kept = said
    assert refused.startswith("decisions are not known, and requests are refused: ")
    assert kept.startswith("decisions stay as they were: ") and "decisions.jsonl:1" in kept


def test_a_feed_is_not_let_go_of_while_it_is_asked() -> None:
    class Slow:
        asked = closed = 0
        done = threading.Event()

        def changes(self, since: int) -> Changes | None:
            self.asked += 1
            if self.asked > 1:
                time.sleep(0.3)
                assert not self.closed
                self.done.set()
            return None

        def close(self) -> None:
            self.closed += 1

    async def go() -> None:
        feed = Slow()
        known = Known(feed, Enforce(poll_seconds=0.01), Counter(), Notes(lambda note: None))
        await known.start()
        while feed.asked < 2:
            await asyncio.sleep(0.01)
        await known.close()
        assert feed.closed == 1 and feed.done.is_set()

    asyncio.run(go())


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "decisions.jsonl")
    for path in (tmp_path, tmp_path / "decisions.jsonl"):
        with pytest.raises(InputError, match="not a file"):
            feed_of(path).changes(0)
