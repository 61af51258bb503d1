"""What operators see and do: numbers, health, notes, settings read anew, workers."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from prometheus_client.parser import text_string_to_metric_families

from stillwatch.core.errors import UsageError
from stillwatch.gateway.configure import configure
from stillwatch.gateway.telemetry.exposition import exposed
from stillwatch.gateway.telemetry.meters import BOUNDS, Meters, Passage, Snapshot, added
from stillwatch.gateway.telemetry.said import saying
from stillwatch.gateway.telling import Telling
from stillwatch.gateway.worker import received, sent_as

from .running import Running, running, until
from .test_enforce_serve import account, put, row
from .test_serve import Served, rows, serving
from .upstream import ANSWER

TOKEN = "a-token-of-the-operator"


@pytest.fixture(scope="module")
def api() -> Iterator[Running]:
    """An API (and a gateway that is not used)."""
    with running() as made:
        yield made


def get(url: str, token: str | None = None, accept: str = "") -> tuple[int, str]:
    headers = {"accept": accept} | ({"authorization": f"Bearer {token}"} if token else {})
    try:
        with urllib.request.urlopen(
            urllib.request.Request(url, headers=headers), timeout=10
        ) as got:
            return got.status, got.read().decode()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.read().decode()


def numbers(text: str) -> dict[tuple[str, ...], float]:
    """Read an exposition as Prometheus does: name and labels' values to the number."""
    return {
        (sample.name.removeprefix("stillwatch_gateway_"), *sample.labels.values()): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


def test_numbers_and_health(api: Running, tmp_path: Path) -> None:
    token = tmp_path / "token"
    token.write_text(TOKEN + "\n")
    admin = {"STILLWATCH_SERVE_ADMIN_AT": "127.0.0.1:0",
             "STILLWATCH_SERVE_ADMIN_TOKEN_FILE": str(token)}  # fmt: skip
    with serving(api, tmp_path / "log", **admin) as served:
        at = served.told["admin"]
        served.ask()
        served.ask(stream=True)
        served.ask(model="error-429")
        served.ask("/v1/models-of-mine")
        served.ask("/v1/messages", max_tokens=9)
        assert get(f"{at}/healthz") == (200, "ok\n") and get(f"{at}/readyz") == (200, "ready\n")
        assert get(f"{at}/metrics")[0] == 401 and get(f"{at}/metrics", TOKEN[:-1])[0] == 401
        assert get(f"{at}/metrics", "ü")[0] == 401 and get(f"{at}/none", TOKEN)[0] == 404
        status, text = get(f"{at}/metrics", TOKEN)
        assert "# EOF" in get(f"{at}/metrics", TOKEN, "application/openmetrics-text")[1]
        served.stop()
    assert status == 200
    found = numbers(text)
    assert found["requests_total", "openai_chat", "done", "2xx"] == 2
    assert found["requests_total", "openai_chat", "done", "4xx"] == 1
    assert found["requests_total", "anthropic_messages", "done", "2xx"] == 1
    assert found["requests_total", "other", "done", "2xx"] == 1
    assert found["upstream_seconds_count", "openai_chat"] == 3
    assert found["first_chunk_seconds_bucket", "openai_chat", "+Inf"] == 3
    assert (
        found["bytes_total", "openai_chat", "in"] > 200 < found["bytes_total", "openai_chat", "out"]
    )
    assert found["unknown_callers_total",] == 4 and found["workers",] == 1
    assert found["tap_lost_total", "dropped", "exchanges"] == 0
    assert "unknown:" not in text and "models-of-mine" not in text, "no client makes a label"


@pytest.mark.parametrize(
    ("variables", "said"),
    [
        ({"ADMIN_AT": "0.0.0.0:0"}, "admin.at: 0.0.0.0 is open to others"),
        ({"ADMIN_AT": "nowhere"}, "admin.at: expected HOST:PORT"),
        ({"ADMIN_AT": "127.0.0.1:0", "ADMIN_TOKEN_FILE": "none"}, "none"),
        ({"ADMIN_AT": "127.0.0.1:0", "ADMIN_TOKEN_FILE": "short"}, "at least 16"),
        ({"LOG_FORMAT": "xml"}, "log.format"), ({"LISTEN_WORKERS": "0"}, "listen.workers"),
        ({"LISTEN_PUBLIC_URL": 'https://a"b'}, "listen.public_url"),
        ({"LISTEN_WORKERS": "2", "IDENTITY_KEYS": "none.jsonl"}, "none.jsonl"),
        ({"LISTEN_WORKERS": "2", "TAP_OUT": "/proc/nowhere"}, "/proc/nowhere"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_said_in_one_line(
    variables: dict[str, str], said: str, tmp_path: Path
) -> None:
    (tmp_path / "short").write_text("abc")
    named = {f"STILLWATCH_SERVE_{name}": value for name, value in variables.items()}
    done = subprocess.run(
        [sys.executable, "-m", "stillwatch", "serve", "--upstream", "http://127.0.0.1:9",
         "--listen", "127.0.0.1:0"],
        capture_output=True, text=True, timeout=60, cwd=tmp_path, env=os.environ | named,
    )  # fmt: skip
    assert done.returncode == 2 and said in done.stderr and done.stderr.count("\n") == 1


def test_notes_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    saying("json", 2)('a "note"\nof two lines')
    saying("text", 2)("a note")
    first, second = capsys.readouterr().err.splitlines()
    assert (
        json.loads(first)["message"] == 'a "note"\nof two lines'
        and json.loads(first)["worker"] == 2
    )
    assert second == "stillwatch: worker 2: a note"


def test_what_the_log_cannot_hold_is_told_while_it_runs(api: Running, tmp_path: Path) -> None:
    admin = {"STILLWATCH_SERVE_ADMIN_AT": "127.0.0.1:0"}
    with serving(api, tmp_path, **admin) as served:
        at = f"{served.told['admin']}/metrics"

        def told(kind: str) -> float:
            return numbers(get(at)[1])["tap_unread_total", kind, "exchanges"]

        assert told("without_model") == told("unreadable") == 0
        served.ask(model="")
        until(lambda: told("without_model") == 1)
        os.kill(served.appender(), signal.SIGKILL)
        until(lambda: numbers(get(at)[1])["tap_lost_total", "restarts", "exchanges"] == 1)
        # until it runs again they are dropped
        until(lambda: served.ask(model="") and told("without_model") >= 2)
        served.stop()
    assert served.counts["without_model"] >= 2, "those of both appenders"


def config(path: Path, url: str, **listen: object) -> None:
    given = "".join(f"{name} = {json.dumps(value)}\n" for name, value in listen.items())
    path.write_text(f'[upstream]\nurl = "{url}"\n[listen]\n{given}')


def test_all_settings_are_read_anew(api: Running, tmp_path: Path) -> None:
    with running() as other:
        file = tmp_path / "serve.toml"
        config(file, api.api.url)
        process = subprocess.Popen(
            [sys.executable, "-m", "stillwatch", "serve", "--json", "--listen", "127.0.0.1:0",
             "--config", str(file), "--out", str(tmp_path / "log")],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )  # fmt: skip
        with process:
            served = Served(process, tmp_path / "log")
            slow: list[tuple[int, bytes]] = []
            api.forget()
            thread = threading.Thread(
                target=lambda: slow.append(served.ask(model="pause", stream=True))
            )
            thread.start()
            until(lambda: api.api.seen)
            config(file, other.api.url, request_mb=1, workers=3, behind_front=True)
            process.send_signal(signal.SIGHUP)
            until(lambda: served.ask()[0] == 200 and other.api.seen)
            assert served.ask(user="a" * (1 << 20))[0] == 413
            api.loop.call_soon_threadsafe(api.api.go_on.set)
            thread.join(20)
            assert slow[0][0] == 200 and slow[0][1].endswith(b"data: [DONE]\n\n"), "it went on"
            config(file, "ftp://a")
            process.send_signal(signal.SIGHUP)
            time.sleep(0.5)
            assert served.ask()[0] == 200
            served.stop()
    assert "listen.behind_front, listen.workers" in served.said
    assert "settings stay as they were: upstream.url" in served.said


def test_a_request_goes_on_over_two_reloads(api: Running, tmp_path: Path) -> None:
    """The first leaves the API as it is, the second replaces it while a stream still runs."""
    with running() as other:
        file, keys = tmp_path / "serve.toml", tmp_path / "keys.jsonl"
        keys.write_text("")
        config(file, api.api.url)
        command = [sys.executable, "-m", "stillwatch", "serve", "--json", "--listen", "127.0.0.1:0"]
        with subprocess.Popen(
            [*command, "--config", str(file), "--admin", "127.0.0.1:0"],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        ) as process:  # fmt: skip
            served = Served(process, tmp_path)
            slow: list[tuple[int, bytes]] = []
            api.forget()
            thread = threading.Thread(
                target=lambda: slow.append(served.ask(model="pause", stream=True))
            )
            thread.start()
            until(lambda: api.api.seen)
            config(file, api.api.url, request_mb=1)
            process.send_signal(signal.SIGHUP)
            until(lambda: served.ask(user="a" * (1 << 20))[0] == 413)
            config(file, other.api.url)
            process.send_signal(signal.SIGHUP)
            until(lambda: served.ask()[0] == 200 and other.api.seen)
            time.sleep(1.0)  # the old API's connections are looked at twice a second
            counted = numbers(get(f"{served.told['admin']}/metrics")[1])
            api.loop.call_soon_threadsafe(api.api.go_on.set)
            thread.join(20)
            served.stop()
    assert slow[0][0] == 200 and slow[0][1].endswith(b"data: [DONE]\n\n"), "it went on"
    assert counted["running_requests",] == 1


def workers_of(served: Served) -> list[int]:
    listed = subprocess.run(
        ["ps", "-o", "pid=,args=", "--ppid", str(served.process.pid)],
        capture_output=True,
        text=True,
    ).stdout
    return [int(row.split()[0]) for row in listed.splitlines() if "gateway.worker" in row]


def test_workers_share_the_work_and_their_counts_are_added_up(api: Running, tmp_path: Path) -> None:
    admin = {"STILLWATCH_SERVE_ADMIN_AT": "127.0.0.1:0"}
    with serving(api, tmp_path, "--workers", "2", **admin) as served:
        before = workers_of(served)
        assert len(before) == 2
        for _ in range(40):  # each on a connection of its own
            assert served.ask()[0] == 200
        at = served.told["admin"]
        done = ("requests_total", "openai_chat", "done", "2xx")
        until(lambda: numbers(get(f"{at}/metrics")[1]).get(done) == 40)
        os.kill(before[0], signal.SIGKILL)
        for _ in range(20):
            assert served.ask()[0] == 200, "who comes meanwhile waits for the next worker"
        until(lambda: len(workers_of(served)) == 2, 90)
        until(lambda: numbers(get(f"{at}/metrics")[1]).get(done) == 60, 90)
        assert numbers(get(f"{at}/metrics")[1])["worker_restarts_total",] == 1
        assert get(f"{at}/readyz")[0] == 200
        served.stop()
    assert "worker 1 ended; it is started again" in served.said
    assert served.counts["worker_restarts"] == 1
    assert len(rows(tmp_path)) == 60, "the appender of the one that was killed wrote all"


def test_new_workers_take_over_and_no_request_fails(api: Running, tmp_path: Path) -> None:
    failed: list[object] = []
    stop = threading.Event()
    count = [0]

    def go_on(served: Served) -> None:
        while not stop.is_set():
            try:
                if served.ask()[0] != 200:
                    failed.append("status")
            except OSError as error:
                failed.append(error)
            count[0] += 1

    with serving(api, tmp_path, "--workers", "2") as served:
        before = workers_of(served)
        thread = threading.Thread(target=go_on, args=(served,), daemon=True)
        thread.start()
        served.process.send_signal(signal.SIGUSR2)
        until(
            lambda: len(workers_of(served)) == 2 and not set(before) & set(workers_of(served)), 90
        )
        stop.set()
        thread.join(20)
        assert not failed and count[0] > 0
        served.stop()
    assert "workers were replaced" in served.said
    assert served.counts["requests"] == count[0] == len(rows(tmp_path))


@pytest.mark.slow
def test_a_worker_starts_with_the_settings_that_are_in_force(api: Running, tmp_path: Path) -> None:
    out, file, decisions = tmp_path / "log", tmp_path / "serve.toml", tmp_path / "decisions.jsonl"
    put(decisions)

    def write(size: int, mode: str) -> None:
        config(file, api.api.url, request_mb=size)
        with file.open("a") as more:
            more.write(f'[enforce]\nmode = "{mode}"\ndecisions = "{decisions}"\n')

    def large(size: int) -> set[int]:
        return {served.ask(user="a" * (size << 20))[0] for _ in range(12)}

    def replaced(before: list[int]) -> None:
        until(lambda: len(workers_of(served)) == 2 and not set(before) & set(workers_of(served)))
        until(lambda: served.ask()[0] == 200, 90)

    write(1, "shadow")
    fast = {"STILLWATCH_SERVE_TAP_SEGMENT_SECONDS": "0.3"}
    with serving(api, out, "--workers", "2", "--config", str(file), **fast) as served:
        put(decisions, row("block", account(served, out)))
        write(3, "enforce")
        before = workers_of(served)
        for one in before:
            os.kill(one, signal.SIGKILL)
        replaced(before)
        assert large(0) == {200} and large(1) == {413}, "the file is not read until that is asked"
        served.process.send_signal(signal.SIGHUP)
        until(lambda: large(1) == {200})
        file.write_text("none")
        before = workers_of(served)
        os.kill(before[0], signal.SIGKILL)
        until(lambda: len(workers_of(served)) == 2 and before[0] not in workers_of(served))
        until(lambda: large(1) == {200} and large(3) == {413}, 90)
        before = workers_of(served)
        served.process.send_signal(signal.SIGUSR2)
        replaced(before)
        assert large(1) == {200} and large(3) == {413}
        served.process.send_signal(signal.SIGHUP)
        time.sleep(0.5)
        assert large(1) == {200}
        served.stop()
    assert served.counts["would_be_blocked"] > 0 and "blocked" not in served.counts
    assert served.said.count("cannot change without a restart, and stay: enforce.mode") == 1
    assert served.said.count("settings stay as they were") == 1


def test_settings_reach_a_worker_whole() -> None:
    named = {"ADMIN_TOKEN": "not UTF-8: \udcff, and a secret", "UPSTREAM_URL": "http://a",
             "IDENTITY_FRONT_CIDRS": "10.0.0.0/8"}  # fmt: skip
    given = configure(None, {f"STILLWATCH_SERVE_{name}": of for name, of in named.items()}, {})
    assert received(sent_as(given)) == given
    with pytest.raises(UsageError, match="sent"):
        received(b"")


def test_who_tells_never_waits_for_who_listens() -> None:
    out, into = os.pipe()
    with open(out, "rb") as heard, open(into, "wb", buffering=0):
        telling, line = Telling(into), b"a" * 5000
        begun = time.monotonic()
        for _ in range(100):
            telling.tell(line)
        assert time.monotonic() - begun < 1.0 and 0 < telling.dropped < 100
        kept = 100 - telling.dropped
        got = heard.read1(4 << 20)
        telling.tell(b"the next")
        telling.insist(b"the last", 1.0)
        got += heard.read1(4 << 20)
        assert got.splitlines() == [line] * kept + [b"the next", b"the last"]
        begun = time.monotonic()
        while telling.dropped < 100:
            telling.tell(line)
        telling.insist(b"in vain", 0.2)
        assert time.monotonic() - begun < 2.0


def test_nobody_who_listens_is_no_fault() -> None:
    out, into = os.pipe()
    os.close(out)
    with open(into, "wb", buffering=0):
        telling = Telling(into)
        telling.tell(b"a")
        telling.insist(b"b", 1.0)
        assert telling.dropped == 0


def test_workers_end_with_their_parent(api: Running, tmp_path: Path) -> None:
    with serving(api, tmp_path, "--workers", "2") as served:
        served.ask()
        left = workers_of(served)
        served.process.kill()
        served.process.wait(20)
        until(lambda: not any(Path(f"/proc/{pid}/fd").exists() and os.listdir(f"/proc/{pid}/fd")
                              for pid in left))  # fmt: skip
    until(lambda: not list(tmp_path.glob(".collecting-*")), 90)
    assert len(rows(tmp_path)) == 1


def test_requests_of_all_workers_are_finished(api: Running, tmp_path: Path) -> None:
    api.forget()
    got: list[tuple[int, bytes]] = []
    with serving(api, tmp_path, "--workers", "2", "--text") as served:
        asking = [
            threading.Thread(
                target=lambda: got.append(served.ask(model="pause", stream=True)), daemon=True
            )
            for _ in range(6)
        ]
        for one in asking:
            one.start()
        until(lambda: len(api.api.seen) == 6)
        time.sleep(0.1)
        served.process.send_signal(signal.SIGTERM)
        time.sleep(0.3)
        api.loop.call_soon_threadsafe(api.api.go_on.set)
        for one in asking:
            one.join(20)
        served.process.wait(30)
    assert [status for status, _ in got] == [200] * 6
    assert all(body.endswith(b"data: [DONE]\n\n") for _, body in got)
    assert [row["output"] for row in rows(tmp_path)] == [ANSWER] * 6


@pytest.mark.slow
@pytest.mark.parametrize("workers", ["1", "2"])
@pytest.mark.parametrize("again", [True, False])
def test_who_leaves_says_so_before_the_door_closes(
    api: Running, tmp_path: Path, workers: str, again: bool
) -> None:
    given = {"ADMIN_AT": "127.0.0.1:0", "LISTEN_LEAVE_SECONDS": "60" if again else "3"}
    named = {f"STILLWATCH_SERVE_{name}": value for name, value in given.items()}
    with serving(api, tmp_path, "--workers", workers, **named) as served:
        at = served.told["admin"]
        assert get(f"{at}/readyz") == (200, "ready\n")
        begun = time.monotonic()
        served.process.send_signal(signal.SIGTERM)
        until(lambda: get(f"{at}/readyz") == (503, "leaving\n"))
        assert all(served.ask()[0] == 200 for _ in range(4)), "on connections of their own"
        if again:
            served.stop()
            assert time.monotonic() - begun < 50
        else:
            out, served.said = served.process.communicate(timeout=60)
            assert time.monotonic() - begun >= 3 and served.process.returncode == 0, served.said
            assert json.loads(out)["counts"]["requests"] == 4
    assert len(rows(tmp_path)) == 4


TIMES = st.lists(st.floats(0, 1e4), max_size=20)


@given(TIMES, TIMES)
def test_numbers_of_two_workers_are_those_of_one(first: list[float], second: list[float]) -> None:
    apart, together = [Meters(), Meters()], Meters()
    for meters, times in zip(apart, (first, second), strict=True):
        for seconds in times:
            meters.time("upstream_seconds", "openai_chat", seconds)
            together.time("upstream_seconds", "openai_chat", seconds)
    both, one = added(m.snapshot() for m in apart), together.snapshot()
    text = numbers(exposed(both)[0].decode())
    name = "stillwatch_gateway_upstream_seconds"
    assert both.times.keys() == one.times.keys()
    for held, other in zip(both.times.values(), one.times.values(), strict=True):
        assert held["openai_chat"][:-1] == other["openai_chat"][:-1]
        total = sum(s <= BOUNDS[3] for s in first + second)
        assert text["upstream_seconds_bucket", "openai_chat", str(BOUNDS[3])] == total, name
        assert text["upstream_seconds_count", "openai_chat"] == len(first + second)


def test_labels_stay_few_whatever_clients_do() -> None:
    meters = Meters()
    for status in range(100, 1000):
        passage = Passage()
        passage.how, passage.status = "done", status
        meters.end(passage)
    assert len(meters.snapshot().counters["requests"]) == 9
    assert re.search(rb"status=\"9xx\"", exposed(meters.snapshot())[0])
    assert exposed(Snapshot())[0]


def test_the_environment_sets_the_new_sections() -> None:
    prefix = "STILLWATCH_SERVE_"
    made = configure(None, {f"{prefix}UPSTREAM_URL": "http://a", f"{prefix}LOG_FORMAT": "json",
                            f"{prefix}ADMIN_AT": "127.0.0.1:9"}, {})  # fmt: skip
    assert made.log.format == "json" and made.admin.at == "127.0.0.1:9"
