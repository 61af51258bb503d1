"""`stillwatch serve --admin --report`: the page of a real process, its workers, and its end."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from stillwatch.proof.evidence.home import Home
from stillwatch.respond.decisions.model import Action, Decision, Membership
from stillwatch.respond.decisions.sqlite import SqliteStore
from stillwatch.respond.decisions.store import Batch, Ended

from .operated import TOKEN, audit, decision, operated, store
from .receivers import hook
from .running import Running, running, until
from .test_page import BEARER
from .test_serve import serving


@pytest.fixture(scope="module")
def api() -> Iterator[Running]:
    """An API (and a gateway that is not used)."""
    with running() as made:
        yield made


def twin(at: str, name: str) -> Any:
    asked = urllib.request.Request(f"{at}/api/{name}", headers=BEARER)
    with urllib.request.urlopen(asked, timeout=10) as answer:
        return json.load(answer)


def test_workers_are_one_gateway_on_the_page(api: Running, tmp_path: Path) -> None:
    found = audit(tmp_path / "found", {"id": "c-1", "severity": "confirmed"})
    db = store(tmp_path / "d.db", decision(1, Action.TAG, "acct_1"))
    with hook() as receiver:
        environment = {
            "STILLWATCH_SERVE_ADMIN_TOKEN": TOKEN, "STILLWATCH_SERVE_ALERTS_LOOK_SECONDS": "0.2",
            "STILLWATCH_SERVE_ALERTS_WEBHOOK_URL": receiver.url,
        }  # fmt: skip
        options = ("--workers", "2", "--admin", "127.0.0.1:0", "--report", str(found),
                   "--decisions", str(db))  # fmt: skip
        with serving(api, tmp_path / "log", *options, **environment) as served:
            at = served.told["admin"]
            for _ in range(20):
                assert served.ask()[0] == 200
            until(lambda: twin(at, "now")["requests"]["total"] == 20, 60)
            assert (
                twin(at, "now")["workers"]["serving"] == 2 and twin(at, "now")["tap"]["share"] == 1
            )
            assert twin(at, "campaigns")["campaigns"][0]["id"] == "c-1"
            assert twin(at, "decisions")["standing"] == 1
            until(lambda: receiver.got, 60)
            served.stop()
        assert TOKEN not in served.said and "a-secret-path" not in served.said
        assert (tmp_path / "log" / ".alerts.json").stat().st_mode & 0o777 == 0o600
        with serving(api, tmp_path / "log", *options, **environment) as served:
            until(lambda: twin(served.told["admin"], "alerts")["channels"])
            served.stop()
        assert len(receiver.got) == 1, "a restart tells nothing twice"


@pytest.mark.parametrize(
    ("options", "environment", "said"),
    [
        (("--admin", "0.0.0.0:0"), {}, "admin.at: 0.0.0.0 is open to others"),
        (("--admin", "127.0.0.1:0"), {"ADMIN_TOKEN": "short"}, "at least 16"),
        ((), {"ADMIN_TOKEN": TOKEN, "ADMIN_TOKEN_FILE": "x"}, "give one of them"),
        ((), {"ALERTS_WEBHOOK_URL": "http://a.example"}, "alerts are posted over https"),
        ((), {"ALERTS_SYSLOG_TO": "udp://a"}, "alerts.syslog.to"),
        ((), {"ALERTS_SYSLOG_TO": "udp://a:1", "ALERTS_SYSLOG_FACILITY": "kern"}, "facility"),
    ],
)
def test_what_cannot_be_is_said_in_one_line(
    options: tuple[str, ...], environment: dict[str, str], said: str
) -> None:
    named = {f"STILLWATCH_SERVE_{name}": value for name, value in environment.items()}
    done = subprocess.run(
        [sys.executable, "-m", "stillwatch", "serve", "--upstream", "http://127.0.0.1:9",
         "--listen", "127.0.0.1:0", *options],
        capture_output=True, text=True, timeout=60, env=os.environ | named,
    )  # fmt: skip
    assert done.returncode == 2 and said in done.stderr and done.stderr.count("\n") == 1


def test_what_is_changed_is_entered_in_the_evidence_log(tmp_path: Path) -> None:
    home = Home.make(tmp_path / "proof", "example.com/log")
    db = store(tmp_path / "d.db", decision(1, Action.BLOCK, "acct_1"))
    with operated(admin={"token": TOKEN, "evidence": str(tmp_path / "proof")},
                  enforce={"decisions": str(db)}) as page:  # fmt: skip
        why = {"by": "Ana", "because": "a benchmark"}
        assert page.put("/api/decisions/end", {"id": f"d-{1:016x}"} | why, **BEARER).status == 200
        assert page.put("/api/switch", {"enforcing": False} | why, **BEARER).status == 200
    with home.log() as log:
        rows = map(json.loads, log.lines())
        entered = [row["data"] for row in rows if row["kind"] == "operator"]
    assert [(one["action"], one["by"]) for one in entered] == [("end", "Ana"), ("pause", "Ana")]


def test_a_store_is_read_by_what_changed(tmp_path: Path) -> None:
    from stillwatch.console.decided import Decided

    path, other = tmp_path / "d.db", tmp_path / "other.db"
    of = [decision(n, Action.BLOCK, f"a{n}") for n in range(6)]
    members = [Membership("c", f"a{n}") for n in range(4)]
    store(path, *of[:3], members=tuple(members[:3]))
    step = Decided(path)

    def same() -> tuple[Decision, ...]:
        seen, fresh = step.look(), Decided(path).look()
        assert set(seen.decisions) == set(fresh.decisions)
        assert {c: n for c, n in seen.members.items() if n} == dict(fresh.members)
        assert seen.revision == fresh.revision and seen.switch == fresh.switch
        return seen.decisions

    assert len(same()) == 3
    with SqliteStore(path) as made:
        made.write(Batch(decisions=of[3:5], ended=[Ended(of[0].id, 1.0, "a", "b")]))
        assert len(same()) == 4
        made.write(Batch(joined=members[3:], left=members[:1]))
        made.write(Batch(joined=members[:1], left=members[1:2]))
        same()
        made.prune(2.0)
        made.write(Batch(ended=[Ended(of[1].id, 3.0, "a", "b")]))
        assert len(same()) == 3
    for _ in range(5):
        if not other.exists():
            store(other, *of[5:])
        with SqliteStore(other) as made:
            made.write(Batch(ended=[Ended(of[5].id, 1.0, "a", "b")]))
    os.replace(other, path)
    assert len(same()) == 0
