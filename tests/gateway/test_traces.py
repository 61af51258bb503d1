"""Traces: spans that say what was asked for and what it took, and never what was said."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from collections.abc import Iterator
from concurrent import futures
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import grpc
import openai
import pytest
from opentelemetry.proto.collector.trace.v1 import trace_service_pb2 as pb
from opentelemetry.proto.collector.trace.v1 import trace_service_pb2_grpc as rpc

from stillwatch.core.errors import UsageError
from stillwatch.gateway.configure import configure
from stillwatch.gateway.receiver.spans import from_message
from stillwatch.respond.decisions.model import Action, Limits

from ..receiver.test_collect import collecting, rows
from .enforcing import Fixed, decided
from .running import Running, running, until
from .test_enforce import ASKED, anthropic_of, ask, chat, files, openai_of  # noqa: F401
from .upstream import ANSWER

SECRET = "When exactly does heavy water freeze?"
TOLD = [{"role": "user", "content": SECRET}]
PARENT = "00-0123456789abcdef0123456789abcdef-0123456789abcdef-01"


class Collector:
    """Takes spans, by HTTP and gRPC."""

    def __init__(self) -> None:
        self.raw: list[bytes] = []
        taken = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                assert self.path == "/v1/traces"
                taken.raw.append(self.rfile.read(int(self.headers["content-length"])))
                self.send_response(200)
                self.send_header("content-length", "0")
                self.end_headers()

            def log_message(self, *_: Any) -> None:
                pass

        class Service(rpc.TraceServiceServicer):
            def Export(self, request: Any, context: Any) -> Any:
                taken.raw.append(request.SerializeToString())
                return pb.ExportTraceServiceResponse()

        self.http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.http.serve_forever, daemon=True).start()
        self.rpc = grpc.server(futures.ThreadPoolExecutor(2))
        rpc.add_TraceServiceServicer_to_server(Service(), self.rpc)
        self.port = self.rpc.add_insecure_port("127.0.0.1:0")
        self.rpc.start()

    def url(self, protocol: str = "http") -> str:
        port = self.http.server_port if protocol == "http" else self.port
        return f"http://127.0.0.1:{port}"

    def spans(self) -> list[Any]:
        made = []
        for raw in self.raw:
            request = pb.ExportTraceServiceRequest.FromString(raw)
            made += [s for g in request.resource_spans for o in g.scope_spans for s in o.spans]
        return made

    def attributes(self) -> list[dict[str, Any]]:
        """Of each span, as the project's own receiver reads them."""
        return [
            call.attributes
            for raw in self.raw
            for call in from_message(pb.ExportTraceServiceRequest.FromString(raw))
        ]

    def stop(self) -> None:
        self.http.shutdown()
        self.http.server_close()
        self.rpc.stop(None).wait()


@pytest.fixture
def collector() -> Iterator[Collector]:
    made = Collector()
    yield made
    made.stop()


@contextmanager
def traced(collector: Collector, protocol: str = "http", **more: Any) -> Iterator[Running]:
    """A gateway whose spans are all sent once it is stopped."""
    of = {"url": collector.url(protocol), "protocol": protocol, "sample": 1.0} | more
    with running(traces=of, tap={"text": True}) as made:
        yield made


@pytest.mark.parametrize("protocol", ["http", "grpc"])
def test_both_sdks_streamed_and_not(collector: Collector, protocol: str) -> None:
    with traced(collector, protocol) as gate:
        with openai_of(gate, "sk-a-secret-key") as client:
            asked: Any = {"model": "m", "messages": TOLD, "temperature": 0.5, "max_tokens": 9}
            client.chat.completions.create(**asked)
            list(client.chat.completions.create(**asked, stream=True))
            client.embeddings.create(model="e", input=SECRET)
            client.models.list()
        with anthropic_of(gate, "sk-a-secret-key") as other:
            other.messages.create(model="c", max_tokens=64, messages=TOLD)  # type: ignore[arg-type]
    found = sorted(collector.spans(), key=lambda span: span.start_time_unix_nano)
    assert [span.name for span in found] == ["chat m", "chat m", "embeddings e", "other", "chat c"]
    plain, stream, vector, other_, claude = (
        {a.key: a.value for a in span.attributes} for span in found
    )
    for each in (plain, stream):
        assert each["gen_ai.request.temperature"].double_value == 0.5
        assert each["gen_ai.request.max_tokens"].int_value == 9
        assert each["gen_ai.usage.input_tokens"].int_value == 11
        assert each["gen_ai.usage.output_tokens"].int_value == 7
        assert each["gen_ai.response.id"].string_value == "chatcmpl-1"
        finish = each["gen_ai.response.finish_reasons"].array_value.values
        assert [one.string_value for one in finish] == ["stop"]
        assert each["gen_ai.provider.name"].string_value == "openai"
        assert each["stillwatch.outcome"].string_value == "done"
    assert stream["gen_ai.request.stream"].bool_value
    assert vector["gen_ai.operation.name"].string_value == "embeddings"
    assert "gen_ai.operation.name" not in other_
    assert claude["gen_ai.provider.name"].string_value == "anthropic"
    assert claude["gen_ai.usage.output_tokens"].int_value == 7
    for raw in collector.raw:
        for word in (SECRET, ANSWER, "secret-key", "degrees", "127.0.0.1:5"):
            assert word.encode() not in raw


def sampled(traceparent: str) -> tuple[str, str, bool]:
    """Trace, span, and whether it is sampled; of the flags the others do not matter."""
    version, trace, ident, flags = traceparent.split("-")
    assert version == "00"
    return trace, ident, bool(int(flags, 16) & 1)


def test_the_api_is_told_the_span(collector: Collector) -> None:
    head = [("authorization", "Bearer k"), ("traceparent", PARENT), ("tracestate", "a=1")]
    with traced(collector) as one:
        ask(one, headers=head)
        told = {k.lower(): v for k, v in one.api.seen[-1][2].items()}
    (span,) = collector.spans()
    trace, ident = span.trace_id.hex(), span.span_id.hex()
    assert sampled(told["traceparent"]) == (trace, ident, True) and "tracestate" not in told
    assert trace not in PARENT, "a client does not say what trace it is"
    assert span.links[0].trace_id.hex() in PARENT
    collector.raw.clear()
    with traced(collector, from_clients="continue", sample=0.0) as two:
        ask(two, headers=head)
        ask(two)
        first, second = ({k.lower(): v for k, v in s[2].items()} for s in two.api.seen)
    (span,) = collector.spans()
    assert span.trace_id.hex() in PARENT and span.parent_span_id.hex() in PARENT
    assert sampled(first["traceparent"]) == (span.trace_id.hex(), span.span_id.hex(), True)
    assert first["tracestate"] == "a=1"
    assert not sampled(second["traceparent"])[2], "not sampled, and said"


def test_a_share_is_sampled(collector: Collector) -> None:
    with traced(collector, sample=0.25) as gate:
        for _ in range(80):
            assert ask(gate)[0] == 200
    assert 2 <= len(collector.spans()) <= 50


def test_refusals_and_faults(
    collector: Collector, files: dict[str, Any]  # noqa: F811
) -> None:  # fmt: skip
    feed = Fixed()
    of = {"traces": {"url": collector.url(), "sample": 1.0, "accounts": True}}
    with running(feed=feed, **files | of) as gate:
        limits = Limits(requests_per_minute=1, burst=1)
        feed.tell(gate, decided(Action.BLOCK, "acme"),
                  decided(Action.THROTTLE, "beta", limits=limits))  # fmt: skip
        with pytest.raises(openai.PermissionDeniedError):
            chat(gate)
        chat(gate, "sk-b")
        with pytest.raises(openai.InternalServerError):
            chat(gate, "sk-r", model="reset")
        with pytest.raises(openai.BadRequestError):
            chat(gate, "sk-r", model="error-400")
        ask(gate, json.dumps(ASKED | {"model": 3}).encode())
        ask(gate, b"no json", headers=[("authorization", "Bearer sk-r")])
    found = collector.attributes()
    assert [one["http.response.status_code"] for one in found] == [403, 200, 502, 400, 403, 400]
    assert found[0]["stillwatch.actions"] == ["block"] and found[0]["error.type"] == "403"
    assert found[0]["enduser.id"] == "acme" and found[1]["stillwatch.actions"] == ["throttle"]
    assert [span.status.code for span in collector.spans()][:3] == [0, 0, 2]


def test_a_number_that_cannot_be_sent_is_left_out(collector: Collector) -> None:
    with traced(collector) as gate:
        asked = {"model": "m", "messages": TOLD, "seed": 10**30, "max_tokens": 1 << 63, "top_k": 3}
        assert ask(gate, json.dumps(asked).encode())[0] == 200
    assert not gate.notes, "nobody is told that the collector is not there"
    (span,) = collector.spans()
    names = {a.key for a in span.attributes}
    assert "gen_ai.request.top_k" in names
    assert not names & {"gen_ai.request.seed", "gen_ai.request.max_tokens"}


@pytest.mark.slow
def test_a_collector_that_is_not_there_is_nobodys_trouble(collector: Collector) -> None:
    url = collector.url()
    collector.stop()
    with running(traces={"url": url, "sample": 1.0}) as gate:
        assert ask(gate)[0] == 200
        until(lambda: any("collector" in note for note in gate.notes), 60)
        assert ask(gate)[0] == 200
        assert "127.0.0.1" not in "".join(gate.notes)
    collector.rpc.start = lambda: None  # type: ignore[method-assign]


def test_the_projects_own_receiver_makes_exchanges_of_them(tmp_path: Path) -> None:
    with collecting(tmp_path) as received:
        of = {"url": f"http://{received.http}", "sample": 1.0, "accounts": True}
        with running(traces=of) as gate:
            for _ in range(3):
                ask(gate)
        received.stop()
    made = rows(tmp_path)
    assert len(made) == 3 and made[0]["model"] == "m" and made[0]["output_tokens"] == 7


def test_off_nothing_is_loaded_and_headers_pass_as_they_came(tmp_path: Path) -> None:
    program = (
        "import sys\nfrom stillwatch.gateway import gateway, worker\n"
        "assert not [m for m in sys.modules if m.startswith(('opentelemetry', 'grpc'))]"
    )
    subprocess.run([sys.executable, "-c", program], check=True, timeout=120)
    with running() as gate:
        head = [("authorization", "Bearer k"), ("traceparent", PARENT)]
        ask(gate, headers=head)
        told = {k.lower(): v for k, v in gate.api.seen[-1][2].items()}
        assert told["traceparent"] == PARENT


@pytest.mark.parametrize("traces", [
    {"url": "collector:4318"}, {"url": "http://u:secret@h:1"}, {"url": "http://h?x=1"},
    {"url": "http://h:1/v1/traces", "protocol": "grpc"}, {"url": "http://h", "sample": 2.0},
    {"url": "https://h", "ca_file": "/none"},
])  # fmt: skip
def test_settings_that_are_wrong_are_one_line(traces: dict[str, Any]) -> None:
    with pytest.raises(UsageError, match="traces") as caught:
        configure(None, {}, {"upstream": {"url": "http://h"}, "traces": traces})
    assert "secret" not in str(caught.value)


def test_without_the_extra_it_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    from stillwatch.gateway.notes import Notes
    from stillwatch.gateway.telemetry.traces import traces_of

    monkeypatch.delitem(sys.modules, "stillwatch.gateway.telemetry.spans", raising=False)
    monkeypatch.setitem(sys.modules, "opentelemetry.sdk.trace", None)
    of = configure(None, {}, {"upstream": {"url": "http://h"}, "traces": {"url": "http://h"}})
    with pytest.raises(UsageError, match=r"stillwatch\[traces\]"):
        traces_of(of, Notes(print))
