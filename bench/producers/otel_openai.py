r"""Call a local OpenAI-like server through instrumented clients; keep the OTLP that comes out.

    python bench/producers/otel_openai.py tests/fixtures/logs otlp-default otlp-content \
        otlp-openllmetry otlp-openinference otlp-langsmith
    python bench/producers/otel_openai.py tests/fixtures/logs otlp-numbered  # with its 0.40

Each run is a process of its own: the OpenTelemetry instrumentation with content off (its default),
the same with content in span attributes, OpenLLMetry's, now and as of 0.40 (2025), OpenInference's,
and LangSmith's wrapper of the client. The exporter is the real OTLP/HTTP exporter; what it posts is
turned from protobuf to OTLP/JSON, one request a line, as the Collector's file exporter does. Traces
of the stack, and what LangSmith tells of the machine, are left out.
"""
# ruff: noqa: E501

from __future__ import annotations

import base64
import json
import os
import subprocess
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

CLIENT = """
import sys
from openai import OpenAI
from opentelemetry import trace
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor

kind, base = sys.argv[1:3]
provider = TracerProvider(resource=Resource.create({"service.name": "shop", "tenant.id": "acme"}))
provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter(endpoint=base + "/v1/traces")))
trace.set_tracer_provider(provider)
if kind == "openllmetry":
    from opentelemetry.instrumentation.openai import OpenAIInstrumentor
elif kind == "openinference":
    from openinference.instrumentation.openai import OpenAIInstrumentor
elif kind != "langsmith":
    from opentelemetry.instrumentation.openai_v2 import OpenAIInstrumentor
if kind != "langsmith":
    OpenAIInstrumentor().instrument()

class Caller:
    def on_start(self, span, parent_context=None):
        span.set_attribute("user.id", "customer-3")
        span.set_attribute("client.address", "192.0.2.9")
    def on_end(self, span): pass
    def _on_ending(self, span): pass
    def shutdown(self): pass
    def force_flush(self, timeout_millis=0): return True

provider.add_span_processor(Caller())
client = OpenAI(api_key="none", base_url=base + "/v1", max_retries=0)
if kind == "langsmith":
    from langsmith.wrappers import wrap_openai
    client = wrap_openai(client)
with trace.get_tracer("shop").start_as_current_span("checkout"):
    client.chat.completions.create(model="gpt-4o-mini", temperature=0.3, max_tokens=40, seed=7, user="u-1",
        messages=[{"role": "system", "content": "Answer in one word."},
                  {"role": "user", "content": "How many wheels has a car?"}])
    client.chat.completions.create(model="gpt-4o-mini", messages=[
        {"role": "user", "content": "Hello"}, {"role": "assistant", "content": "Hi."},
        {"role": "user", "content": [{"type": "text", "text": "How many legs has a horse?"}]}],
        tools=[{"type": "function", "function": {"name": "clock", "parameters": {"type": "object"}}}])
    client.embeddings.create(model="text-embedding-3-small", input="a sentence")
    try:
        client.chat.completions.create(model="missing", messages=[{"role": "user", "content": "How many sides has a square?"}])
    except Exception:
        pass
if kind == "langsmith":
    from langsmith.run_trees import get_cached_client
    get_cached_client().flush()
provider.shutdown()
"""
_CHAT = {
    "id": "chatcmpl-1", "object": "chat.completion", "created": 1790000000, "model": "gpt-4o-mini-2024-07-18",
    "choices": [{"index": 0, "finish_reason": "stop", "message": {"role": "assistant", "content": "Four."}}],
    "usage": {"prompt_tokens": 20, "completion_tokens": 2, "total_tokens": 22,
              "prompt_tokens_details": {"cached_tokens": 8},
              "completion_tokens_details": {"reasoning_tokens": 0}},
}  # fmt: skip
_VECTOR = {
    "object": "list", "model": "text-embedding-3-small",
    "data": [{"object": "embedding", "index": 0, "embedding": [0.1, 0.2]}],
    "usage": {"prompt_tokens": 2, "total_tokens": 2},
}  # fmt: skip
_RUNS = {
    "otlp-default": ("v2", {}),
    "otlp-content": ("v2", {
        "OTEL_SEMCONV_STABILITY_OPT_IN": "gen_ai_latest_experimental",
        "OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT": "SPAN_ONLY"}),
    "otlp-openllmetry": ("openllmetry", {"TRACELOOP_TRACE_CONTENT": "true"}),
    "otlp-openinference": ("openinference", {}),
    "otlp-langsmith": ("langsmith", {
        "LANGSMITH_OTEL_ENABLED": "true", "LANGSMITH_OTEL_ONLY": "true",
        "LANGSMITH_TRACING": "true", "LANGSMITH_API_KEY": "none"}),
    "otlp-numbered": ("openllmetry", {"TRACELOOP_TRACE_CONTENT": "true"}),
}  # fmt: skip


def main() -> None:
    """Write the logs that are named."""
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    for name in sys.argv[2:]:
        lines = run(*_RUNS[name])
        text = "".join(json.dumps(line) + "\n" for line in lines)
        (folder / f"{name}.jsonl").write_text(text, encoding="utf-8")
        print(name, len(lines), "requests,", len(text), "bytes")


def run(kind: str, env: dict[str, str]) -> list[dict[str, Any]]:
    """Run one client; return what was exported, as OTLP/JSON."""
    got: list[bytes] = []

    class Server(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["content-length"]))
            if self.path.endswith("/traces"):
                got.append(body)
                self.answer(200, b"", "application/x-protobuf")
            elif self.path.endswith("/embeddings"):
                self.answer(200, json.dumps(_VECTOR).encode(), "application/json")
            elif json.loads(body)["model"] == "missing":
                self.answer(404, b'{"error": {"message": "no such model"}}', "application/json")
            else:
                self.answer(200, json.dumps(_CHAT).encode(), "application/json")

        def answer(self, status: int, body: bytes, kind: str) -> None:
            self.send_response(status)
            self.send_header("content-type", kind)
            self.send_header("content-length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Server)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    base = f"http://127.0.0.1:{server.server_port}"
    subprocess.run([sys.executable, "-c", CLIENT, kind, base], env=os.environ | env, check=True)
    return [to_json(body) for body in got]


def to_json(body: bytes) -> dict[str, Any]:
    """Turn a protobuf request to the JSON encoding of OTLP, whose ids are hexadecimal."""
    from google.protobuf.json_format import MessageToDict
    from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest

    request = ExportTraceServiceRequest()
    request.ParseFromString(body)
    line: dict[str, Any] = MessageToDict(request, use_integers_for_enums=True)
    for resource in line["resourceSpans"]:
        for scope in resource["scopeSpans"]:
            for span in scope["spans"]:
                for name in ("traceId", "spanId", "parentSpanId"):
                    if name in span:
                        span[name] = base64.b64decode(span[name]).hex()
                for event in span.get("events", ()):  # where the producers were installed
                    for held in event.get("attributes", ()):
                        said, cut, _ = held["value"].get("stringValue", "").partition("Traceback")
                        if cut:
                            held["value"] = {"stringValue": said + "Traceback: …"}
                span["attributes"] = [
                    held
                    for held in span.get("attributes", ())
                    if not held["key"].startswith(
                        ("langsmith.metadata.LANG", "langsmith.metadata.rev")
                    )
                ]
    return line


if __name__ == "__main__":
    main()
