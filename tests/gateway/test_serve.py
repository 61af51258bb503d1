"""The command: what passed is in the log, also after signals, crashes and kills."""

from __future__ import annotations

import json
import os
import select
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest

from stillwatch.ingest.read import open_logs

from .running import Running, running, until
from .upstream import ANSWER

KEY = "sk-test-of-a-secret"
ASKED = {"model": "m", "messages": [{"role": "user", "content": "When does water freeze?"}]}


@pytest.fixture(scope="module")
def api() -> Iterator[Running]:
    """An API (and a gateway that is not used)."""
    with running() as made:
        yield made


class Served:
    """A running `stillwatch serve`."""

    def __init__(self, process: subprocess.Popen[str], out: Path) -> None:
        self.process, self.out = process, out
        assert process.stdout is not None
        line = process.stdout.readline()
        assert line, process.stderr and process.stderr.read()
        self.told = json.loads(line)
        self.url = self.told["listening"]
        self.counts: dict[str, int] = {}
        self.said = ""

    def ask(self, path: str = "/v1/chat/completions", **changes: Any) -> tuple[int, bytes]:
        body = json.dumps(ASKED | changes).encode()
        head = {"content-type": "application/json", "authorization": f"Bearer {KEY}"}
        request = urllib.request.Request(f"{self.url}{path}", body, head)
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:
                return answer.status, answer.read()
        except urllib.error.HTTPError as error:
            with error:
                return error.code, error.read()

    def stop(self, number: int = signal.SIGTERM) -> None:
        self.process.send_signal(number)
        out, self.said = self.process.communicate(timeout=60)
        if number != signal.SIGKILL:
            assert self.process.returncode == 0, self.said
            self.counts = json.loads(out)["counts"]

    def appender(self) -> int:
        """Process id of the appender of exchanges."""
        listed = subprocess.run(
            ["ps", "-ww", "-o", "pid=,args=", "--ppid", str(self.process.pid)],
            capture_output=True, text=True,
        )  # fmt: skip
        (row,) = [row for row in listed.stdout.splitlines() if row.endswith(" exchanges")]
        return int(row.split()[0])


@contextmanager
def serving(api: Running, out: Path, *options: str, **environment: str) -> Iterator[Served]:
    command = [sys.executable, "-m", "stillwatch", "serve", "--json", "--listen", "127.0.0.1:0"]
    with subprocess.Popen(
        [*command, "--upstream", api.api.url, "--out", str(out), *options],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=os.environ | environment,
    ) as process:  # fmt: skip
        try:
            yield Served(process, out)
        finally:
            process.kill()


def rows(out: Path) -> list[dict[str, Any]]:
    reader = open_logs([out])
    found = [row for batch in reader for row in batch.to_pylist()]
    assert reader.report.malformed == 0 and not reader.report.unknown_fields
    assert not reader.report.unreadable_fields
    return [{k: v for k, v in row.items() if v is not None} for row in found]


def test_what_passes_is_an_exchange_log(api: Running, tmp_path: Path) -> None:
    out = tmp_path / "log"
    with serving(api, out, "--text") as served:
        assert served.ask()[0] == 200
        assert b"usage" not in served.ask(stream=True)[1]
        assert served.ask("/v1/messages", max_tokens=9)[0] == 200
        assert served.ask("/v1/models")[0] == 200
        served.stop()
    assert served.counts == {
        "requests": 4, "read": 3, "passed": 1, "unknown": 3, "exchanges": 3
    }, served.said  # fmt: skip
    found = rows(out)
    assert [row["endpoint"] for row in found] == ["chat.completions"] * 2 + ["messages"]
    assert all(row["output"] == ANSWER and row["output_tokens"] == 7 for row in found)
    assert all(row["text"] == "When does water freeze?" for row in found)
    assert all(row["content_state"] == "full" and row["ip"] == "127.0.0.1" for row in found)
    assert len({row["account"] for row in found}) == 1 and len({row["id"] for row in found}) == 3
    (segment,) = out.glob("exchanges-*.jsonl.zst")
    assert {p.name for p in out.iterdir()} == {segment.name, ".lock", ".unknown-keys"}
    assert segment.stat().st_mode & 0o777 == 0o600
    assert KEY not in served.said


def test_without_leave_no_text_is_kept(api: Running, tmp_path: Path) -> None:
    image = {"type": "image_url", "image_url": {"url": "https://a.example/secret.png"}}
    tool = {"type": "function", "function": {"name": "lookup", "description": "a secret"}}
    history = [
        {"role": "system", "content": "secret"}, {"role": "user", "content": "a secret"},
        {"role": "assistant", "content": "secret"},
        {"role": "user", "content": [{"type": "text", "text": "secret"}, image]},
    ]  # fmt: skip
    with serving(api, tmp_path) as served:
        served.ask(messages=history, tools=[tool], metadata={"a": "secret", "user_id": "u7"})
        served.stop()
    (row,) = rows(tmp_path)
    assert row["turns"] == 1 and row["images"] == 1 and row["tools"] == "lookup"
    assert row["end_user"] == "u7" and row["output_tokens"] == 7
    assert row["content_state"] == "absent"
    assert not {"text", "system", "output"} & row.keys()
    (segment,) = tmp_path.glob("exchanges-*")
    import pyarrow as pa

    with pa.input_stream(str(segment), compression="zstd") as plain:
        whole = plain.read()
    assert b"secret" not in whole and KEY.encode() not in whole


def test_requests_that_run_are_finished_and_new_ones_refused(api: Running, tmp_path: Path) -> None:
    api.forget()
    got: list[tuple[int, bytes]] = []
    with serving(api, tmp_path, "--text") as served:
        asking = threading.Thread(target=lambda: got.append(served.ask(model="pause", stream=True)))
        asking.start()
        until(lambda: api.api.seen)
        time.sleep(0.1)
        served.process.send_signal(signal.SIGTERM)
        time.sleep(0.3)
        with pytest.raises(urllib.error.URLError):
            served.ask()
        api.loop.call_soon_threadsafe(api.api.go_on.set)
        asking.join(30)
        served.process.wait(30)
        out = served.process.stdout
        assert out is not None and json.loads(out.read())["counts"]["exchanges"] == 1
    assert got[0][0] == 200 and got[0][1].endswith(b"data: [DONE]\n\n")
    assert rows(tmp_path)[0]["output"] == ANSWER


def test_a_request_that_is_still_coming_is_finished(api: Running, tmp_path: Path) -> None:
    body = json.dumps(ASKED).encode()
    head = f"POST /v1/chat/completions HTTP/1.1\r\nhost: a\r\ncontent-length: {len(body)}\r\n\r\n"
    with serving(api, tmp_path) as served:
        port = int(served.url.rpartition(":")[2])
        with socket.create_connection(("127.0.0.1", port), 30) as wire:
            wire.sendall(head.encode() + body[:10])
            time.sleep(0.5)
            served.process.send_signal(signal.SIGTERM)
            until(lambda: refused(port))
            time.sleep(0.3)
            wire.sendall(body[10:])
            assert wire.recv(65536).startswith(b"HTTP/1.1 200 ")
        out, said = served.process.communicate(timeout=60)
    assert served.process.returncode == 0 and json.loads(out)["counts"]["exchanges"] == 1, said


def test_who_has_just_connected_is_answered(api: Running, tmp_path: Path) -> None:
    body = json.dumps(ASKED).encode()
    head = f"POST /v1/chat/completions HTTP/1.1\r\nhost: a\r\ncontent-length: {len(body)}\r\n\r\n"
    with serving(api, tmp_path) as served, ExitStack() as stack:
        port = int(served.url.rpartition(":")[2])
        served.ask()
        wires = [stack.enter_context(socket.create_connection(("127.0.0.1", port), 30))
                 for _ in range(8)]  # fmt: skip
        time.sleep(0.1)  # they are accepted
        served.process.send_signal(signal.SIGTERM)
        until(lambda: refused(port))
        for wire in wires[1:]:
            wire.sendall(head.encode() + body)
        answers = [read_to_its_end(wire) for wire in wires]
        out, said = served.process.communicate(timeout=60)
    assert answers[0] == b"", "who says nothing is not waited for"
    assert all(answer.startswith(b"HTTP/1.1 200 ") for answer in answers[1:])
    assert served.process.returncode == 0 and json.loads(out)["counts"]["exchanges"] == 8, said


def test_a_next_request_on_a_kept_connection_is_answered(api: Running, tmp_path: Path) -> None:
    body = json.dumps(ASKED).encode()
    head = f"POST /v1/chat/completions HTTP/1.1\r\nhost: a\r\ncontent-length: {len(body)}\r\n\r\n"
    with serving(api, tmp_path) as served, ExitStack() as stack:
        port = int(served.url.rpartition(":")[2])
        wires = [stack.enter_context(socket.create_connection(("127.0.0.1", port), 30))
                 for _ in range(4)]  # fmt: skip
        for wire in wires:
            wire.sendall(head.encode() + body)
            assert wire.recv(65536).startswith(b"HTTP/1.1 200 ")
        served.process.send_signal(signal.SIGTERM)
        until(lambda: refused(port))
        wires[1].sendall(head.encode() + body)
        wires[2].sendall(head.encode() + body[:10])
        wires[3].sendall(head.encode()[:30])
        time.sleep(0.2)
        wires[2].sendall(body[10:])
        wires[3].sendall(head.encode()[30:] + body)
        answers = [read_to_its_end(wire) for wire in wires]
        out, said = served.process.communicate(timeout=60)
    assert answers[0] == b"", "who says nothing is not waited for"
    for answer in answers[1:]:
        told = answer.lower().partition(b"\r\n\r\n")[0].splitlines()
        assert answer.startswith(b"HTTP/1.1 200 ") and b"connection: close" in told
    assert served.process.returncode == 0 and json.loads(out)["counts"]["exchanges"] == 7, said


def refused(port: int) -> bool:
    """Whether nobody listens."""
    try:
        socket.create_connection(("127.0.0.1", port), 5).close()
    except ConnectionRefusedError:
        return True
    return False


def test_what_was_answered_before_a_kill_is_in_the_log(api: Running, tmp_path: Path) -> None:
    with serving(api, tmp_path) as served:
        for _ in range(5):
            served.ask()
        appender = served.appender()
        served.stop(signal.SIGKILL)
    until(lambda: not Path(f"/proc/{appender}").exists())
    assert len(rows(tmp_path)) == 5, "the appender ends by itself, and has written all"
    assert "Traceback" not in served.said


def test_what_many_got_in_the_moment_of_a_kill_is_in_the_log(api: Running, tmp_path: Path) -> None:
    api.forget()
    body = json.dumps(ASKED | {"model": "silent"}).encode()
    head = f"POST /v1/chat/completions HTTP/1.1\r\nhost: a\r\ncontent-length: {len(body)}\r\n\r\n"
    with serving(api, tmp_path) as served, ExitStack() as stack:
        port, appender = int(served.url.rpartition(":")[2]), served.appender()
        wires = [stack.enter_context(socket.create_connection(("127.0.0.1", port), 30))
                 for _ in range(64)]  # fmt: skip
        for wire in wires:
            wire.sendall(head.encode() + body)
        until(lambda: len(api.api.seen) == len(wires))
        api.loop.call_soon_threadsafe(api.api.go_on.set)
        select.select(wires, [], [])
        served.process.kill()
        whole = sum(read_to_its_end(wire).endswith(b"}") for wire in wires)
    assert whole
    until(lambda: not Path(f"/proc/{appender}").exists())
    done = sum(row["status"] == "200" for row in rows(tmp_path))
    assert whole <= done, f"{whole} clients have their answers, the log has {done}"


def read_to_its_end(wire: socket.socket) -> bytes:
    """Return what still comes, until the other end is gone."""
    got = b""
    with suppress(ConnectionError):
        while more := wire.recv(65536):
            got += more
    return got


def test_a_kill_of_everything_leaves_what_was_written_readable(
    api: Running, tmp_path: Path
) -> None:
    with serving(api, tmp_path, STILLWATCH_SERVE_TAP_FSYNC="write") as served:
        for _ in range(5):
            served.ask()
        until(lambda: any(p.stat().st_size for p in tmp_path.glob(".collecting-*")))
        os.kill(served.appender(), signal.SIGSTOP)
        (left,) = tmp_path.glob(".collecting-*")
        appender = served.appender()
        served.process.kill()
        os.kill(appender, signal.SIGKILL)
        served.process.communicate()
    written = left.read_bytes().count(b"\n")
    assert written >= 1
    left.write_bytes(left.read_bytes() + b'{"half":')
    with serving(api, tmp_path) as again:
        again.stop()
    assert len(rows(tmp_path)) == written


def test_an_appender_that_ends_is_started_again(api: Running, tmp_path: Path) -> None:
    with serving(api, tmp_path) as served:
        served.ask()
        until(lambda: list(tmp_path.glob(".collecting-*")))
        first = served.appender()
        os.kill(first, signal.SIGKILL)

        def writes_again() -> bool:
            assert served.ask()[0] == 200, "no request fails meanwhile"
            return any(f"-{first}-" not in p.name for p in tmp_path.glob(".collecting-*"))

        until(writes_again)
        assert served.appender() != first
        served.stop()
    assert served.counts["restarts"] == 1 and "started again" in served.said
    # what the first had written may not yet have been told
    assert len(rows(tmp_path)) - served.counts["exchanges"] in (0, 1)


def test_segments_close_by_age_while_it_runs_and_an_audit_reads_them(
    api: Running, tmp_path: Path
) -> None:
    out = tmp_path / "log"
    with serving(api, out, STILLWATCH_SERVE_TAP_SEGMENT_SECONDS="0.5") as served:
        served.ask()
        until(lambda: list(out.glob("exchanges-*.zst")))
        served.ask()
        assert len(rows(out)) >= 1, "what is aside is passed over"
        served.stop()
    assert len(rows(out)) == 2


def test_keys_are_read_anew_on_sighup(api: Running, tmp_path: Path) -> None:
    import hashlib

    keys, out = tmp_path / "keys.jsonl", tmp_path / "log"
    keys.write_text("")
    with serving(api, out, STILLWATCH_SERVE_IDENTITY_KEYS=str(keys)) as served:
        served.ask()
        digest = hashlib.sha256(KEY.encode()).hexdigest()
        for text in (json.dumps({"sha256": digest, "account": "acme", "key": "prod"}), "{"):
            keys.write_text(text)
            served.process.send_signal(signal.SIGHUP)
            time.sleep(0.5)
            served.ask()
        served.stop()
    accounts = [row["account"] for row in rows(out)]
    assert accounts[0].startswith("unknown:") and accounts[1:] == ["acme", "acme"]
    assert "read anew" in served.said and "stay as they were" in served.said


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--upstream", "ftp://a"], "upstream.url"),
        (["--listen", "0.0.0.0:0"], "open to others"),
        (["--config", "none.toml"], "none.toml"),
        (["--out", "/proc/nowhere"], "/proc/nowhere"),
        (["--listen", "127.0.0.1:1"], "x.key"),
        (["--decisions", "none.db"], "with: stillwatch decisions prepare none.db"),
    ],
)
def test_what_cannot_be_served_is_said_in_one_line(
    options: list[str], said: str, tmp_path: Path
) -> None:
    defaults = ["--upstream", "http://127.0.0.1:9", "--listen", "127.0.0.1:0"]
    files = {
        "STILLWATCH_SERVE_LISTEN_TLS_KEY": "x.key",
        "STILLWATCH_SERVE_LISTEN_TLS_CERT": "x.pem",
    }
    done = subprocess.run(
        [sys.executable, "-m", "stillwatch", "serve", *defaults, *options],
        capture_output=True, text=True, timeout=60, cwd=tmp_path,
        env=os.environ | (files if said == "x.key" else {}),
    )  # fmt: skip
    assert done.returncode == 2
    assert said in done.stderr and done.stderr.count("\n") == 1


def test_without_a_folder_nothing_is_logged(api: Running) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "stillwatch", "serve", "--upstream", api.api.url, "--json",
         "--listen", "127.0.0.1:0"],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    ) as process:  # fmt: skip
        served = Served(process, Path())
        assert served.ask()[0] == 200
        served.stop(signal.SIGINT)
    assert served.counts == {"requests": 1, "read": 1, "unknown": 1}


def test_what_a_full_disk_lost_is_said_at_the_end(api: Running, tmp_path: Path) -> None:
    import resource

    limit = (8192, 8192)  # a file of this size stands for the disk
    with subprocess.Popen(
        [sys.executable, "-m", "stillwatch", "serve", "--upstream", api.api.url,
         "--listen", "127.0.0.1:0", "--out", str(tmp_path), "--text"],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        env=os.environ | {"PYTHONDONTWRITEBYTECODE": "1"},
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, limit),
    ) as process:  # fmt: skip
        assert process.stdout is not None
        url = process.stdout.readline().split()[1].rstrip(",")
        body = json.dumps(ASKED | {"user": "u" * 1000}).encode()
        for _ in range(20):
            request = urllib.request.Request(f"{url}/v1/chat/completions", body)
            urllib.request.urlopen(request, timeout=30).close()
        process.send_signal(signal.SIGTERM)
        said, notes = process.communicate(timeout=60)
    assert process.returncode == 0 and "File too large: exchanges are lost" in notes
    written = len(rows(tmp_path))
    assert 0 < written < 20
    assert said == (
        f"20 requests, 0 of them passed on unread; {written} exchanges written, "
        f"{20 - written} lost\n"
    )


def test_two_do_not_write_one_log(api: Running, tmp_path: Path) -> None:
    with serving(api, tmp_path):
        done = subprocess.run(
            [sys.executable, "-m", "stillwatch", "serve", "--upstream", api.api.url,
             "--listen", "127.0.0.1:0", "--out", str(tmp_path)],
            capture_output=True, text=True, timeout=60,
        )  # fmt: skip
    assert done.returncode == 2 and "another process" in done.stderr
