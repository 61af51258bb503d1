"""`stillwatch serve --decisions FILE --enforce`: a real process, its file, its limits, its end."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from .running import Running, running, until
from .test_serve import Served, rows, serving


@pytest.fixture(scope="module")
def api() -> Iterator[Running]:
    """An API (and a gateway that is not used)."""
    with running() as made:
        yield made


IDS = {"block": "d-00000000000000b1", "throttle": "d-00000000000000b2"}


def row(action: str, value: str, **changes: Any) -> str:
    made = {"id": IDS[action], "scope": {"kind": "account", "value": value}, "action": action,
            "reason": "so", "rule": "by hand", "start": time.time() - 60,
            "expires": time.time() + 3600, "simulated": False}  # fmt: skip
    return json.dumps(made | changes)


def put(path: Path, *lines: str) -> None:
    aside = path.with_name(".aside")
    aside.write_text("\n".join(lines))
    os.replace(aside, path)


def account(served: Served, out: Path) -> str:
    """Have the gateway name the account of the tests' key."""
    assert served.ask()[0] == 200
    until(lambda: list(out.glob("exchanges-*.zst")), 120)
    return str(rows(out)[0]["account"])


def test_a_file_of_decisions_is_enforced_while_it_runs(api: Running, tmp_path: Path) -> None:
    out, file = tmp_path / "log", tmp_path / "decisions.jsonl"
    put(file)
    fast = {"STILLWATCH_SERVE_TAP_SEGMENT_SECONDS": "0.3"}
    with serving(api, out, "--decisions", str(file), "--enforce", **fast) as served:
        name = account(served, out)
        put(file, row("block", name))
        until(lambda: served.ask()[0] == 403, 120)
        put(file, "{")
        time.sleep(1)
        assert served.ask()[0] == 403, "a file that is wrong leaves the one before in force"
        put(file, row("block", name), '{"paused": true}')
        until(lambda: served.ask()[0] == 200, 120)
        served.stop()
    assert served.counts["blocked"] >= 2 and served.counts["paused"] >= 1
    assert "decisions.jsonl:1: no decision" in served.said and "paused" in served.said
    assert len(rows(out)) == served.counts["exchanges"], "an audit reads what was refused"


def test_without_enforce_it_is_only_noted(api: Running, tmp_path: Path) -> None:
    out, file = tmp_path / "log", tmp_path / "decisions.jsonl"
    put(file)
    fast = {"STILLWATCH_SERVE_TAP_SEGMENT_SECONDS": "0.3"}
    with serving(api, out, "--decisions", str(file), **fast) as served:
        put(file, row("block", account(served, out)))
        end = time.monotonic() + 3
        while time.monotonic() < end:
            assert served.ask()[0] == 200
        served.stop()
    assert served.counts["would_be_blocked"] >= 1 and "blocked" not in served.counts


def test_workers_of_one_machine_share_limits_and_a_kill_leaves_nothing_behind(
    api: Running, tmp_path: Path
) -> None:
    file, table = tmp_path / "decisions.jsonl", tmp_path / "limits"
    put(file)
    shared = {
        "STILLWATCH_SERVE_ENFORCE_LIMITS_STORE": "machine",
        "STILLWATCH_SERVE_ENFORCE_LIMITS_FILE": str(table),
        "STILLWATCH_SERVE_IDENTITY_SECRET_FILE": str(tmp_path / "secret"),
        "STILLWATCH_SERVE_TAP_SEGMENT_SECONDS": "0.3",
    }
    (tmp_path / "secret").write_bytes(os.urandom(32))
    options = ("--decisions", str(file), "--enforce")
    out = tmp_path / "1"
    with serving(api, out, *options, **shared) as one:
        name = account(one, out)
        # so slow that none comes back while the test runs
        limits = {"requests_per_minute": 0.006, "tokens_per_minute": 600, "burst": 60_000}
        put(file, row("throttle", name, limits=limits))
        with serving(api, tmp_path / "2", *options, **shared) as two:
            # the second has read it at its start; the first has had as long
            time.sleep(3)
            got = [served.ask()[0] for _ in range(5) for served in (one, two)]
            assert got.count(200) == 6, "six together"
            two.process.kill()
            two.process.communicate()
        assert one.ask()[0] == 429
        one.stop()
    assert one.counts["limited"] and one.counts["throttled"]


@pytest.mark.parametrize(
    ("options", "environment", "said"),
    [
        (["--enforce"], {}, "nothing to enforce"),
        (["--decisions", "none.jsonl"], {}, "none.jsonl"),
        (["--decisions", "wrong.jsonl"], {}, "wrong.jsonl:1: no decision"),
        ([], {"LIMITS_STORE": "valkey"}, "needs enforce.limits.url"),
        ([], {"CHALLENGE_URL": "https://a.example/"}, "needs enforce.challenge.key_file"),
        ([], {"CHALLENGE_URL": "javascript:x", "CHALLENGE_KEY_FILE": "k"}, "https://HOST"),
        ([], {"POLL_SECONDS": "3"}, "poll_seconds"),
        ([], {"TELL": "all"}, "enforce.tell"),
    ],
)
def test_what_cannot_be_enforced_is_said_in_one_line(
    options: list[str], environment: dict[str, str], said: str, tmp_path: Path
) -> None:
    (tmp_path / "wrong.jsonl").write_text('{"action": "block"}')
    named = {f"STILLWATCH_SERVE_ENFORCE_{name}": value for name, value in environment.items()}
    done = subprocess.run(
        [sys.executable, "-m", "stillwatch", "serve", "--upstream", "http://127.0.0.1:9",
         "--listen", "127.0.0.1:0", *options],
        capture_output=True, text=True, timeout=60, cwd=tmp_path, env=os.environ | named,
    )  # fmt: skip
    assert done.returncode == 2
    assert said in done.stderr and done.stderr.count("\n") == 1, done.stderr
