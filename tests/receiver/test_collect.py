"""The receiver beside the real OpenTelemetry exporters, over both protocols."""

from __future__ import annotations

import gzip
import json
import os
import re
import signal
import socket
import ssl
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("grpc", reason="the extra otlp is not installed")
pytest.importorskip("opentelemetry.exporter.otlp.proto.grpc", reason="the exporters are not there")

from opentelemetry.exporter.otlp.proto.grpc.trace_exporter import OTLPSpanExporter as GrpcExporter
from opentelemetry.exporter.otlp.proto.http import Compression
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter as HttpExporter
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor, SpanExporter, SpanExportResult

from stillwatch.gateway.receiver.http import HttpReceiver
from stillwatch.gateway.receiver.intake import Intake
from stillwatch.gateway.receiver.limits import Limits
from stillwatch.gateway.segments import Segments
from stillwatch.ingest.read import open_logs

LOGS = Path(__file__).parent.parent / "fixtures" / "logs"
JSON = "application/json"
TOKEN = "a-token-of-some-length"


class Collector:
    """A running `stillwatch collect`."""

    def __init__(self, process: subprocess.Popen[str], out: Path) -> None:
        self._process, self.out = process, out
        assert process.stdout is not None
        line = process.stdout.readline()
        assert line, process.stderr and process.stderr.read()
        where = json.loads(line)["listening"]
        self.http, self.grpc = where.get("http"), where.get("grpc")
        self.counts: dict[str, int] = {}

    def stop(self, number: int = signal.SIGTERM) -> None:
        self._process.send_signal(number)
        out, err = self._process.communicate(timeout=30)
        if number != signal.SIGKILL:
            assert self._process.returncode == 0, err
            assert not err
            self.counts = json.loads(out)["counts"]

    def post(self, body: bytes, path: str = "/v1/traces", **headers: str) -> tuple[int, bytes]:
        head = {name.replace("_", "-"): value for name, value in headers.items()}
        head = {"content-type": JSON} | head
        request = urllib.request.Request(f"http://{self.http}{path}", body, head)
        try:
            with urllib.request.urlopen(request, timeout=20) as answer:
                return answer.status, answer.read()
        except urllib.error.HTTPError as error:
            with error:
                return error.code, error.read()


@contextmanager
def collecting(out: Path, *options: str) -> Iterator[Collector]:
    command = [sys.executable, "-m", "stillwatch", "collect", "--out", str(out), "--json"]
    defaults = ["--http", "127.0.0.1:0", "--grpc", "127.0.0.1:0"]
    process = subprocess.Popen(
        [*command, *defaults, *options], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    try:
        yield Collector(process, out)
    finally:
        if process.poll() is None:
            process.kill()
            process.communicate()


def send(exporter: SpanExporter, calls: int = 3, user: str | None = "customer") -> None:
    """Trace some calls with the real SDK: two spans each, one of them a model call."""
    provider = TracerProvider(resource=Resource.create({"tenant.id": "acme"}))
    provider.add_span_processor(SimpleSpanProcessor(exporter))
    tracer = provider.get_tracer("test")
    for number in range(calls):
        with tracer.start_as_current_span("outer"), tracer.start_as_current_span("chat m") as span:
            span.set_attribute("gen_ai.operation.name", "chat")
            span.set_attribute("gen_ai.request.model", "m")
            span.set_attribute("gen_ai.usage.input_tokens", 7)
            span.set_attribute("gen_ai.response.finish_reasons", ["stop"])
            message = {"role": "user", "parts": [{"type": "text", "content": f"Q {number} é"}]}
            span.set_attribute("gen_ai.input.messages", json.dumps([message]))
            if user is not None:
                span.set_attribute("user.id", user)
    provider.shutdown()


def rows(out: Path) -> list[dict[str, Any]]:
    reader = open_logs([out])
    found = [row for batch in reader for row in batch.to_pylist()]
    assert reader.report.malformed == 0 and not reader.report.unknown_fields
    return [{k: v for k, v in row.items() if v is not None} for row in found]


@pytest.mark.parametrize("protocol", ["http", "http-gzip", "grpc", "grpc-gzip"])
def test_what_the_real_exporter_sends_is_an_exchange_log(tmp_path: Path, protocol: str) -> None:
    with collecting(tmp_path / "log") as collector:
        if protocol.startswith("http"):
            packed = Compression.Gzip if "gzip" in protocol else Compression.NoCompression
            where = f"http://{collector.http}/v1/traces"
            send(HttpExporter(endpoint=where, compression=packed))
        else:
            import grpc

            packed = grpc.Compression.Gzip if "gzip" in protocol else None
            send(GrpcExporter(endpoint=collector.grpc, insecure=True, compression=packed))
        collector.stop()
    found = rows(tmp_path / "log")
    assert [row["text"] for row in found] == ["Q 0 é", "Q 1 é", "Q 2 é"]
    assert {row["account"] for row in found} == {"customer"}
    assert all(row["input_tokens"] == 7 and row["finish_reason"] == "stop" for row in found)
    assert collector.counts == {"requests": 6, "exchanges": 3, "skipped": 3, "refused": 0}
    for path in (tmp_path / "log").iterdir():
        assert path.stat().st_mode & 0o077 == 0, "readable by its owner alone"


def test_collected_and_read_from_a_file_are_the_same(tmp_path: Path) -> None:
    logs = sorted(LOGS.glob("otlp-*.jsonl"))
    with collecting(tmp_path / "log") as collector:
        for log in logs:
            assert collector.post(log.read_bytes()) == (200, b"{}")
        collector.stop()
    direct = [row for batch in open_logs(logs) for row in batch.to_pylist()]
    assert rows(tmp_path / "log") == [
        {k: v for k, v in row.items() if v is not None} for row in direct
    ]


def test_a_resource_may_name_the_account(tmp_path: Path) -> None:
    with collecting(tmp_path / "log", "--account-field", "resource.tenant.id") as collector:
        send(GrpcExporter(endpoint=collector.grpc, insecure=True), calls=1)
        collector.stop()
    assert [row["account"] for row in rows(tmp_path / "log")] == ["acme"]


def test_spans_that_name_nobody_are_refused_and_the_sender_told(tmp_path: Path) -> None:
    with collecting(tmp_path / "log") as collector:
        send(HttpExporter(endpoint=f"http://{collector.http}/v1/traces"), calls=1, user=None)
        export = (LOGS / "otlp-default.jsonl").read_text().replace("user.id", "nobody")
        status, body = collector.post(export.encode())
        told = json.loads(body)["partialSuccess"]
        assert status == 200 and told["rejectedSpans"] == "3"
        assert "account.id" in told["errorMessage"]
        collector.stop()
    assert collector.counts["refused"] == 4 and not list((tmp_path / "log").glob("*.jsonl"))


@pytest.mark.parametrize(
    ("found", "put"),
    [
        (r'"startTimeUnixNano": "\d+"', '"startTimeUnixNano": "5"'),
        (r'("user.id", "value": )\{"stringValue": "[^"]*"\}', r'\1{"arrayValue": {"values": []}}'),
    ],
)
def test_a_span_that_an_audit_would_not_read_is_refused(
    strict: Collector, found: str, put: str
) -> None:
    export, times = re.subn(found, put, (LOGS / "otlp-default.jsonl").read_text())
    status, body = strict.post(export.encode())
    assert times >= 3 and status == 200
    assert json.loads(body)["partialSuccess"]["rejectedSpans"] == "3"


def test_half_an_emoji_does_not_cost_the_spans_beside_it(tmp_path: Path) -> None:
    """JavaScript's JSON has unpaired surrogates, and its exporter sends many spans at once."""
    export = (LOGS / "otlp-content.jsonl").read_bytes()
    cut = export.replace(b"wheels", b"wheels \\ud83d")
    assert cut != export
    with collecting(tmp_path / "log") as collector:
        assert collector.post(cut)[0] == 200
        collector.stop()
    assert len(rows(tmp_path / "log")) == 3


def test_a_sender_that_is_too_slow_is_not_told_of_a_disk(tmp_path: Path) -> None:
    segments = Segments(tmp_path / "log", 1 << 20, 60.0)
    server = HttpReceiver(("127.0.0.1", 0), Intake(segments), Limits(seconds=0.3))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    head = (
        b"POST /v1/traces HTTP/1.1\r\nContent-Type: application/json\r\nContent-Length: 9\r\n\r\n"
    )
    try:
        with socket.create_connection(("127.0.0.1", server.server_port), timeout=10) as sender:
            sender.sendall(head + b"{")
            assert sender.recv(1000) == b""
    finally:
        server.shutdown()
        server.server_close()
        segments.close()


def test_a_token_is_needed_where_one_is_set(tmp_path: Path) -> None:
    token = tmp_path / "token"
    token.write_text(TOKEN + "\n")
    with collecting(tmp_path / "log", "--token-file", str(token)) as collector:
        for wrong in ({}, {"authorization": "Bearer wrong"}, {"authorization": TOKEN}):
            assert collector.post(b"{}", **wrong)[0] == 401
        head = {"authorization": f"Bearer {TOKEN}"}
        assert collector.post(b"{}", **head)[0] == 200
        send(HttpExporter(endpoint=f"http://{collector.http}/v1/traces", headers=head), calls=1)
        send(GrpcExporter(endpoint=collector.grpc, insecure=True, headers=tuple(head.items())), 1)
        refused = GrpcExporter(endpoint=collector.grpc, insecure=True)
        assert refused.export([]) is SpanExportResult.FAILURE
        collector.stop()
    assert len(rows(tmp_path / "log")) == 2


@pytest.fixture(scope="module")
def strict(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Collector]:
    """A collector of requests of at most a megabyte."""
    with collecting(tmp_path_factory.mktemp("strict"), "--request-mb", "1") as collector:
        yield collector
        collector.stop()


@pytest.mark.parametrize(
    ("body", "headers", "status"),
    [
        (b"not json", {}, 400),
        (b"\xff\xff", {"content_type": "application/x-protobuf"}, 400),
        (b"[" * 100_000, {}, 400),
        (b"{}", {"content_type": "text/plain"}, 415),
        (b"{}", {"content_encoding": "br"}, 400),
        (b"not gzip", {"content_encoding": "gzip"}, 400),
        (gzip.compress(b"{}", mtime=0)[:-5], {"content_encoding": "gzip"}, 400),
        (gzip.compress(bytes(40 << 20), mtime=0), {"content_encoding": "gzip"}, 400),
        (bytes(2 << 20), {}, 413),
        (gzip.compress(b"{}", mtime=0), {"content_encoding": "gzip"}, 200),
        (b'{"resourceSpans": [{"scopeSpans": 7}]}', {}, 400),
    ],
)
def test_what_is_no_request_is_refused(
    strict: Collector, body: bytes, headers: dict[str, str], status: int
) -> None:
    try:
        answered = strict.post(body, **headers)[0]
    except OSError:  # it hung up on a body that it would not read
        answered = 413
    assert answered == status
    assert strict.post(b"{}", path="/v1/logs")[0] == 404
    assert strict.post(b"{}")[0] == 200, "it goes on"


@pytest.mark.slow
def test_a_large_grpc_message_is_refused(tmp_path: Path) -> None:
    with collecting(tmp_path / "log", "--request-mb", "1") as collector:
        send(GrpcExporter(endpoint=collector.grpc, insecure=True), 1, user="u" * (2 << 20))
        send(GrpcExporter(endpoint=collector.grpc, insecure=True), 1)
        collector.stop()
    assert collector.counts["exchanges"] == 1


def test_off_loopback_a_token_is_needed(tmp_path: Path) -> None:
    for option in ("--http", "--grpc"):
        done = run(tmp_path, option, "0.0.0.0:0")
        assert done.returncode == 2 and "--token-file" in done.stderr
        assert done.stderr.count("\n") == 1


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--http", "none", "--grpc", "none"], "nothing to listen on"),
        (["--http", "example"], "HOST:PORT"),
        (["--http", "example.org:80"], "no IP address"),
        (["--token-file", "/none"], "no such file"),
        (["--account-field", "a..b"], "no path"),
        (["--tls-cert", __file__, "--tls-key", __file__], "no usable certificate"),
        (
            ["--http", "none", "--tls-cert", __file__, "--tls-key", __file__],
            "no usable certificate",
        ),
    ],
)
def test_a_wrong_option_is_one_line(tmp_path: Path, options: list[str], said: str) -> None:
    done = run(tmp_path, *options)
    assert done.returncode == 2 and said in done.stderr and done.stderr.count("\n") == 1


def test_a_taken_port_is_one_line(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        for option in ("--http", "--grpc"):
            done = run(tmp_path, option, f"127.0.0.1:{taken.getsockname()[1]}")
            assert done.returncode == 2 and "cannot listen" in done.stderr


def run(tmp_path: Path, *options: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "stillwatch", "collect", "--out", str(tmp_path / "log")]
    defaults = ["--http", "127.0.0.1:0", "--grpc", "127.0.0.1:0"]
    return subprocess.run(
        [*command, *defaults, *options], capture_output=True, text=True, timeout=60, check=False
    )


def test_two_do_not_collect_into_one_folder(tmp_path: Path) -> None:
    with collecting(tmp_path / "log") as collector:
        done = run(tmp_path)
        assert done.returncode == 2 and "another process" in done.stderr
        collector.stop()


def test_killed_and_started_again_it_takes_up_what_was_there(tmp_path: Path) -> None:
    out = tmp_path / "log"
    with collecting(out) as collector:
        collector.post((LOGS / "otlp-content.jsonl").read_bytes())
        collector.stop(signal.SIGKILL)
    (left,) = out.glob(".collecting-*")
    with left.open("ab") as file:
        file.write(b'{"id": "half a line')
    with collecting(out) as collector:
        collector.post((LOGS / "otlp-openllmetry.jsonl").read_bytes())
        collector.stop()
    assert len(rows(out)) == 6 and not list(out.glob(".collecting-*"))


def test_segments_close_by_age_while_it_runs(tmp_path: Path) -> None:
    with collecting(tmp_path / "log", "--segment-seconds", "1") as collector:
        collector.post((LOGS / "otlp-content.jsonl").read_bytes())
        for _ in range(200):
            if list((tmp_path / "log").glob("exchanges-*.jsonl")):
                break
            time.sleep(0.1)
        assert len(rows(tmp_path / "log")) == 3, "an audit reads what is whole"
        collector.stop()


def test_over_tls(tmp_path: Path) -> None:
    certificate, key = tmp_path / "cert.pem", tmp_path / "key.pem"
    made = subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256",
         "-nodes", "-days", "2", "-subj", "/CN=localhost", "-addext",
         "subjectAltName=DNS:localhost,IP:127.0.0.1", "-addext",
         "keyUsage=digitalSignature,keyCertSign", "-keyout", key, "-out", certificate],
        capture_output=True, check=False,
    )  # fmt: skip
    if made.returncode:
        pytest.skip("openssl, which makes the certificate, is not there or too old")
    options = ("--tls-cert", str(certificate), "--tls-key", str(key))
    with collecting(tmp_path / "log", *options) as collector:
        trusted = ssl.create_default_context(cafile=str(certificate))
        export, kind = (LOGS / "otlp-content.jsonl").read_bytes(), {"content-type": JSON}
        where = f"https://{collector.http}/v1/traces"
        request = urllib.request.Request(where, export, kind)
        with urllib.request.urlopen(request, timeout=20, context=trusted) as answer:
            assert answer.status == 200
        import grpc

        credentials = grpc.ssl_channel_credentials(certificate.read_bytes())
        send(GrpcExporter(endpoint=f"https://{collector.grpc}", credentials=credentials), calls=1)
        with pytest.raises((ssl.SSLError, urllib.error.URLError, OSError)):
            collector.post(b"{}")
        collector.stop()
    assert len(rows(tmp_path / "log")) == 4


def test_where_the_disk_refuses_the_sender_is_told_to_try_again(tmp_path: Path) -> None:
    import resource

    def small() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))

    command = [sys.executable, "-m", "stillwatch", "collect", "--out", str(tmp_path / "log"),
               "--json", "--http", "127.0.0.1:0", "--grpc", "none"]  # fmt: skip
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, preexec_fn=small,
        env=os.environ | {"PYTHONDONTWRITEBYTECODE": "1"},
    )  # fmt: skip
    collector = Collector(process, tmp_path / "log")
    export = (LOGS / "otlp-content.jsonl").read_bytes()
    statuses = [collector.post(export)[0] for _ in range(8)]
    assert statuses[0] == 200 and statuses[-1] == 503
    collector.stop()
    reader = open_logs([tmp_path / "log"])
    assert sum(batch.num_rows for batch in reader) == 3 and reader.report.malformed == 0
    assert reader.report.duplicates == 3 * (statuses.count(200) - 1), (
        "what was refused is not there"
    )
