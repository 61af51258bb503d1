"""Decisions on a server: every gateway knows them in time, and the rule holds when it is down."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from stillwatch.core.errors import InputError
from stillwatch.respond.decisions.model import Action, Scope
from stillwatch.respond.decisions.store import Batch, Ended
from stillwatch.respond.decisions.stored import store_of

from ..decisions.postgres_server import Server, served
from .operated import TOKEN, operated
from .running import running, until
from .test_enforce import ask
from .test_stored_decisions import becomes, decision, keyed

BLOCK = decision(1, Scope("account", "acme"))


@pytest.fixture
def server() -> Iterator[Server]:
    with served("fsync=off") as made:
        yield made


def settings(tmp_path: Path, url: str, **more: Any) -> dict[str, Any]:
    enforce = {"mode": "enforce", "decisions": url, "poll_seconds": 0.05}
    return {"identity": keyed(tmp_path), "enforce": enforce | more}


def test_all_gateways_know_what_a_writer_did(server: Server, tmp_path: Path) -> None:
    with store_of(server.url()) as store:
        of = settings(tmp_path, server.url())
        with running(**of) as one, running(**of) as other:
            for gate in (one, other):
                becomes(gate, 200)
            store.write(Batch(decisions=[BLOCK]))
            for gate in (one, other):
                becomes(gate, 403)
            store.write(Batch(ended=[Ended(BLOCK.id, time.time(), "ana", "a mistake")]))
            for gate in (one, other):
                becomes(gate, 200)


def test_the_operators_page_shows_and_ends_them(server: Server, tmp_path: Path) -> None:
    with store_of(server.url()) as store:
        store.write(Batch(decisions=[BLOCK]))
    of = settings(tmp_path, server.url()) | {"admin": {"token": TOKEN}}
    bearer, why = {"authorization": f"Bearer {TOKEN}"}, {"by": "Ana", "because": "a mistake"}
    with operated(**of) as page:
        assert [row["id"] for row in page.twin("decisions")["decisions"]] == [BLOCK.id]
        shown = [page.get(path, **bearer).text for path in ("/", "/api/decisions", "/api/now")]
        assert not any("root-password" in text for text in shown)
        assert page.put("/api/decisions/end", {"id": BLOCK.id} | why, **bearer).status == 200
        assert page.twin("decisions")["decisions"] == []
        assert page.put("/api/switch", {"enforcing": False} | why, **bearer).status == 200
        until(lambda: page.twin("switch")["enforcing"] is False)
        server.stop()
        until(lambda: page.twin("decisions")["problem"])
        assert page.get("/", **bearer).status == 200, "the page goes on without the server"
        assert "root-password" not in "".join(page.notes)
    server.start("fsync=off")
    with store_of(server.url(), read_only=True) as store:
        (kept,) = store.kept()
        assert kept.ended is not None and kept.ended.by == "Ana"


def test_a_server_that_goes_and_comes_back(server: Server, tmp_path: Path) -> None:
    """What is known stays in force, is said, and what changed meanwhile is learnt."""
    with store_of(server.url()) as store, running(**settings(tmp_path, server.url())) as gate:
        store.write(Batch(decisions=[BLOCK]))
        becomes(gate, 403)
        for how in (signal.SIGINT, signal.SIGQUIT):
            failed = gate.counts["decisions_failed"]
            server.stop(how)
            until(lambda failed=failed: gate.counts["decisions_failed"] > failed)  # type: ignore[misc]
            assert ask(gate)[0] == 403
            said = "\n".join(gate.notes)
            assert "decisions stay as they were" in said and "root-password" not in said
            server.start("fsync=off")
            becomes(gate, 403)
        store.write(Batch(ended=[Ended(BLOCK.id, time.time(), "ana", "a mistake")]))
        becomes(gate, 200)


def test_a_server_that_hangs_holds_no_request_up(server: Server, tmp_path: Path) -> None:
    with store_of(server.url()) as store:
        store.write(Batch(decisions=[BLOCK]))
        with running(**settings(tmp_path, server.url())) as gate:
            becomes(gate, 403)
            with store._link.within("BEGIN") as on:  # type: ignore[attr-defined]
                on.run("LOCK TABLE stillwatch.meta IN ACCESS EXCLUSIVE MODE")
                until(lambda: gate.counts["decisions_failed"])
                assert ask(gate)[0] == 403, "while the server still hangs"
            store.write(Batch(ended=[Ended(BLOCK.id, time.time(), "ana", "a mistake")]))
            becomes(gate, 200)


def test_the_rule_holds_at_the_start(server: Server, tmp_path: Path) -> None:
    with store_of(server.url()) as store:
        store.write(Batch(decisions=[BLOCK]))
    server.stop()
    with pytest.raises(InputError, match="does not answer"):
        with running(**settings(tmp_path, server.url())):
            pass
    open_ = settings(tmp_path, server.url(), when_down="open")
    closed = settings(tmp_path, server.url(), when_down="closed")
    shadow = settings(tmp_path, server.url(), when_down="closed", mode="shadow")
    with running(**open_) as one, running(**closed) as two, running(**shadow) as three:
        assert [ask(gate)[0] for gate in (one, two, three)] == [200, 503, 200]
        assert two.counts["decisions_closed"] and three.counts["would_be_decisions_closed"]
        assert any("nothing is enforced" in note for note in one.notes)
        assert any("requests are refused" in note for note in two.notes)
        server.start("fsync=off")
        for gate, status in ((one, 403), (two, 403), (three, 200)):
            becomes(gate, status)


def test_closed_holds_again_when_what_is_known_is_old(server: Server, tmp_path: Path) -> None:
    with store_of(server.url()):
        pass
    of = settings(tmp_path, server.url(), when_down="closed", stale_seconds=1.5)
    with running(**of) as gate:
        becomes(gate, 200)
        server.stop()
        becomes(gate, 503)
        server.start("fsync=off")
        becomes(gate, 200)


def test_the_command_line_takes_an_address_without_a_password(server: Server) -> None:
    address = server.url().replace(":root-password", "")

    def told(*arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "stillwatch", "decisions", *arguments]
        return subprocess.run(
            command, capture_output=True, text=True, env=os.environ | more, timeout=120
        )

    refused = told("list", server.url())
    assert refused.returncode == 2 and "PGPASSWORD" in refused.stderr
    assert "root-password" not in refused.stderr + refused.stdout
    given = {"PGPASSWORD": "root-password"}
    assert "no store of decisions" in told("list", address, **given).stderr
    for arguments in (
        ("prepare", address), ("add", address, "--account", "acme", "--action", "block", "--for",
         "1h", "--by", "ana", "--because", "so", "--enforce"),
        ("pause", address, "--by", "ana", "--because", "so"),
    ):  # fmt: skip
        done = told(*arguments, **given)
        assert done.returncode == 0, done.stderr
    done = told("list", address, "--json", **given)
    shown = json.loads(done.stdout)
    assert len(shown["decisions"]) == 1 and not shown["enforcing"]
    assert shown["decisions"][0]["action"] == Action.BLOCK.name.lower()
