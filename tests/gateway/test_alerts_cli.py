"""`stillwatch alerts preview` and `test`: exactly what would be sent, and whether it arrives."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from stillwatch.cli.main import cli

from .receivers import hook, udp

ROOT = Path(__file__).parents[2]


def run(*args: str, **environment: str) -> tuple[int, str, str]:
    named = {f"STILLWATCH_SERVE_ALERTS_{name}": value for name, value in environment.items()}
    done = CliRunner(env=named).invoke(cli, ["alerts", *args])
    return done.exit_code, done.stdout, done.stderr


def test_a_preview_is_what_is_sent(tmp_path: Path) -> None:
    with hook() as receiver:
        status, out, _ = run("preview", "--kind", "test", "--json", WEBHOOK_URL=receiver.url)
        (shown,) = json.loads(out)["messages"]
        assert status == 0 and not receiver.got, "nothing is sent"
        assert "a-secret-path" not in out and shown["to"].startswith("http://127.0.0.1:")
        status, out, _ = run("test", "--json", WEBHOOK_URL=receiver.url)
        assert status == 0 and json.loads(out)["sent"][0]["problem"] is None
        ((_, headers, body),) = receiver.got
    sent, preview = json.loads(body), json.loads(shown["body"])
    for varies in ("id", "at"):
        sent.pop(varies), preview.pop(varies)
    assert sent == preview and set(shown["headers"]) <= set(headers)


def test_a_preview_without_receivers_shows_each_form() -> None:
    status, out, _ = run("preview", "--json")
    told = json.loads(out)
    assert status == 0 and told["version"] == 1
    assert {one["channel"] for one in told["messages"]} == {"webhook", "slack", "syslog"}
    assert {one["kind"] for one in told["messages"]} >= {"campaign", "breaker", "tap_lost"}
    status, out, _ = run("preview")
    assert status == 0 and "kill_switch: slack to (not set)" in out


def test_the_example_is_one() -> None:
    file = str(ROOT / "examples" / "gateway" / "gateway.toml")
    status, out, _ = run("preview", "--config", file, "--json")
    assert status == 0 and {m["channel"] for m in json.loads(out)["messages"]} == {"syslog"}


def test_what_does_not_arrive_is_said() -> None:
    with hook() as receiver:
        receiver.answers = [404]
        status, out, _ = run("test", SLACK_URL=receiver.url, SYSLOG_TO="unix:///none/such")
    assert status == 3 and "slack to http://127.0.0.1:" in out and "it answers 404" in out
    assert "no such file" in out and "a-secret-path" not in out
    with udp() as (to, listening):
        assert run("test", SYSLOG_TO=to)[0] == 0 and b"A test of alerts" in listening.recv(4096)


@pytest.mark.parametrize(
    ("args", "environment", "said"),
    [
        (("test",), {}, "no receiver is set"),
        (("preview", "--kind", "nothing"), {}, "known are campaign, breaker"),
        (("preview",), {"WEBHOOK_URL": "http://a.example/"}, "over https"),
        (("preview",), {"PER_HOUR": "0"}, "alerts.per_hour"),
        (("preview", "--config", "none.toml"), {}, "none.toml"),
    ],
)
def test_what_cannot_be_is_said_in_one_line(
    args: tuple[str, ...], environment: dict[str, str], said: str
) -> None:
    status, out, err = run(*args, **environment)
    assert (status, out) == (2, "") and said in err and err.count("\n") == 1


def test_a_preview_needs_no_extra() -> None:
    code = (
        "import sys\n"
        "sys.modules |= {'aiohttp': None, 'jinja2': None, 'prometheus_client': None}\n"
        "from stillwatch.cli.main import cli\n"
        "cli.main(['alerts', 'preview', '--json'], standalone_mode=False)\n"
        "cli.main(['alerts', 'test'], standalone_mode=False)\n"
    )
    environment = os.environ | {"STILLWATCH_SERVE_ALERTS_SYSLOG_TO": "udp://127.0.0.1:5514"}
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, env=environment
    )
    assert json.loads(done.stdout)["messages"]
    assert "pip install 'stillwatch[gateway]'" in done.stderr, done.stderr
