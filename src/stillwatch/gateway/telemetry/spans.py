"""Spans by OpenTelemetry's own SDK, named by its GenAI semantic conventions (release 1.37)."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlsplit

import msgspec
from multidict import CIMultiDict, MultiMapping
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import SpanLimits, TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor, SpanExporter
from opentelemetry.sdk.trace.sampling import ParentBased, TraceIdRatioBased
from opentelemetry.trace import (
    Link,
    Span,
    SpanKind,
    Status,
    StatusCode,
    get_current_span,
    set_span_in_context,
)
from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator

import stillwatch
from stillwatch.gateway.dialects._hardening import Fields, value_of
from stillwatch.gateway.dialects.base import Dialect
from stillwatch.gateway.enforce.tokens import Meter
from stillwatch.gateway.notes import Notes, place_of
from stillwatch.gateway.relay import Sees
from stillwatch.gateway.settings import Traces as Settings
from stillwatch.gateway.tap.codings import decoded
from stillwatch.gateway.telemetry.meters import Passage
from stillwatch.gateway.telemetry.traces import HEADERS, Trace, Traces

_MOST = 4 << 20  # bytes of a body whose fields are read
_WIDE = 1 << 63  # a number that is wider cannot be sent
_OPERATIONS = {"openai_completions": "text_completion", "openai_embeddings": "embeddings"}
_ASKED = {
    "temperature": "temperature", "top_p": "top_p", "seed": "seed", "stream": "stream",
    "n": "choice.count", "max_tokens": "max_tokens", "max_completion_tokens": "max_tokens",
    "max_output_tokens": "max_tokens", "frequency_penalty": "frequency_penalty",
    "presence_penalty": "presence_penalty", "top_k": "top_k",
}  # fmt: skip
_fields = msgspec.json.Decoder(dict[str, msgspec.Raw]).decode
_propagator = TraceContextTextMapPropagator()


class Spans(Traces):
    """Makes spans.

    Parameters
    ----------
    settings
        Where they go, and how many.
    upstream
        URL of the API.
    notes
        Takes that they could not be sent.
    """

    def __init__(self, settings: Settings, upstream: str, notes: Notes) -> None:
        self._of, self._notes, url = settings, notes, urlsplit(upstream)
        self.api: dict[str, Any] = {"server.address": url.hostname or ""}
        if url.port:
            self.api["server.port"] = url.port
        ratio = TraceIdRatioBased(settings.sample)
        named = {"service.name": "stillwatch-gateway", "service.version": stillwatch.__version__}
        self._provider = TracerProvider(
            sampler=ParentBased(ratio) if settings.from_clients == "continue" else ratio,
            resource=Resource.create(named), shutdown_on_exit=False,
            span_limits=SpanLimits(max_span_attributes=64, max_span_attribute_length=256),
        )  # fmt: skip
        self._provider.add_span_processor(BatchSpanProcessor(_exporter(settings)))
        self._tracer = self._provider.get_tracer("stillwatch.gateway", stillwatch.__version__)
        _Said.instead(notes)

    @property
    def accounts(self) -> bool:
        """Whether spans name the account."""
        return self._of.accounts

    def begin(self, method: str, headers: MultiMapping[str]) -> Trace | None:
        """See `Traces.begin`."""
        try:
            return self._begun(method, headers)
        except Exception as error:  # a fault here is nobody's
            self._notes.say("traces", f"a request has no span: {place_of(error)}")
            return None

    def _begun(self, method: str, headers: MultiMapping[str]) -> Trace:
        given = _propagator.extract({n: headers[n] for n in HEADERS if n in headers})
        parent = get_current_span(given).get_span_context()
        links, context = [], None
        if self._of.from_clients == "continue":
            context = given
        elif parent.is_valid:
            links = [Link(parent)]
        span = self._tracer.start_span(
            method, context=context, kind=SpanKind.CLIENT, links=links,
            attributes={"http.request.method": method} | self.api,
        )  # fmt: skip
        return _Request(span, self, self._notes)

    def close(self) -> None:
        """See `Traces.close`."""
        self._provider.shutdown()


def _quiet(method: Callable[..., Any]) -> Callable[..., Any]:
    """Have a fault noted: tracing must be nobody's outage."""

    @wraps(method)
    def quiet(self: _Request, *args: Any) -> Any:
        try:
            return method(self, *args)
        except Exception as error:
            self.notes.say("traces", f"a span is not whole: {place_of(error)}")
            return None

    return quiet


class _Request(Trace):
    def __init__(self, span: Span, of: Spans, notes: Notes) -> None:
        self._span, self._of, self.notes = span, of, notes
        self._meter: Meter | None = None
        self._dialect: Dialect | None = None

    @_quiet
    def request(self, dialect: Dialect, body: bytes, coding: str | None, account: str) -> None:
        """See `Trace.request`."""
        if not self._span.is_recording():
            return
        self._dialect = dialect
        operation = _OPERATIONS.get(dialect.name, "chat")
        made: dict[str, Any] = {
            "gen_ai.operation.name": operation, "gen_ai.provider.name": dialect.family,
            "http.route": "/".join(dialect.path),
        }  # fmt: skip
        if self._of.accounts:
            made["enduser.id"] = account
        fields = _top(decoded(body, coding, _MOST))
        model = value_of(fields["model"]) if "model" in fields else None
        if isinstance(model, str) and model:
            made["gen_ai.request.model"] = _short(model)
            self._span.update_name(f"{operation} {_short(model)}")
        for name, attribute in _ASKED.items():
            value = value_of(fields[name]) if name in fields else None
            if isinstance(value, (int, float)) and abs(value) < _WIDE:
                made[f"gen_ai.request.{attribute}"] = value
        self._span.set_attributes(made)

    @_quiet
    def sees(self, dialect: Dialect) -> Sees | None:
        """See `Trace.sees`."""
        if self._span.is_recording():
            self._meter = Meter(dialect, every=True)
        return self._meter

    @_quiet
    def took(self, actions: list[str]) -> None:
        """See `Trace.took`."""
        if actions:
            self._span.set_attribute("stillwatch.actions", actions)

    @_quiet
    def put(self, headers: CIMultiDict[str]) -> None:
        """See `Trace.put`."""
        for name in HEADERS:
            headers.popall(name, None)
        _propagator.inject(headers, set_span_in_context(self._span))

    def end(self, passage: Passage) -> None:
        """See `Trace.end`."""
        if self._span.is_recording():
            self._tell(passage)
        self._span.end()

    @_quiet
    def _tell(self, passage: Passage) -> None:
        status, how = passage.status, passage.how
        made: dict[str, Any] = {
            "http.response.status_code": status, "stillwatch.kind": passage.name,
            "stillwatch.outcome": how, "http.request.body.size": passage.received,
            "http.response.body.size": passage.replied,
        }  # fmt: skip
        if self._dialect is None:
            self._span.update_name(passage.name)
        if passage.first:
            made["stillwatch.first_chunk_seconds"] = passage.first - passage.arrived
        if status >= 400 or how != "done":
            made["error.type"] = str(status) if status >= 400 else how
        if status >= 500 or how in ("broken", "failed"):
            self._span.set_status(Status(StatusCode.ERROR))
        self._span.set_attributes(made | self._replied())

    def _replied(self) -> dict[str, Any]:
        reply = None if self._meter is None else self._meter.read()
        if reply is None:
            return {}
        made: dict[str, Any] = {}
        for name in ("id", "model"):
            if isinstance(value := reply.response.get(name), str):
                made[f"gen_ai.response.{name}"] = _short(value)
        if isinstance(why := reply.response.get("finish_reason"), str):
            made["gen_ai.response.finish_reasons"] = [_short(why)]
        for name in ("input_tokens", "output_tokens"):
            if type(number := reply.usage.get(name)) is int and abs(number) < _WIDE:
                made[f"gen_ai.usage.{name}"] = number
        return made


class _Said(logging.Handler):
    """What the SDK says of itself, as a note; its own words may hold addresses."""

    def __init__(self, notes: Notes) -> None:
        super().__init__(logging.WARNING)
        self._notes = notes

    def emit(self, record: logging.LogRecord) -> None:
        self._notes.say("traces", "traces: spans are not sent, or wait: is the collector there?")

    @classmethod
    def instead(cls, notes: Notes) -> None:
        """Have it say notes, and no lines of its own."""
        log = logging.getLogger("opentelemetry")
        log.handlers = [h for h in log.handlers if not isinstance(h, cls)] + [cls(notes)]
        log.propagate = False


def _short(text: str) -> str:
    """Return a name as it can be sent: half a surrogate pair would lose all spans beside it."""
    return text[:128].encode("utf-8", "replace").decode()


def _top(plain: bytes | None) -> Fields:
    try:
        return _fields(plain or b"")
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return {}


def _exporter(settings: Settings) -> SpanExporter:
    url = urlsplit(settings.url or "")
    if settings.protocol == "http":
        from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter

        path = url.path.rstrip("/") or "/v1/traces"
        return OTLPSpanExporter(
            endpoint=f"{url.scheme}://{url.netloc}{path}", timeout=10,
            certificate_file=settings.ca_file,
        )  # fmt: skip
    import grpc
    from opentelemetry.exporter.otlp.proto.grpc import trace_exporter

    credentials = None
    if url.scheme == "https" and settings.ca_file:
        with open(settings.ca_file, "rb") as file:
            credentials = grpc.ssl_channel_credentials(file.read())
    return trace_exporter.OTLPSpanExporter(
        endpoint=url.netloc, insecure=url.scheme == "http", credentials=credentials, timeout=10
    )
