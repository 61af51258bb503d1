"""OTLP over HTTP: `POST /v1/traces`, protobuf or JSON, plain or gzip."""

from __future__ import annotations

import json
import socket
import ssl
import sys
import threading
import zlib
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceResponse

from stillwatch.gateway.receiver.intake import Intake, Taken
from stillwatch.gateway.receiver.limits import Limits, tls_context
from stillwatch.gateway.receiver.spans import BadRequest, from_bytes, from_json

PROTOBUF, JSON = "application/x-protobuf", "application/json"


class HttpReceiver(ThreadingHTTPServer):
    """Serves until `shutdown`. Parameters: where to listen, where spans go, what is allowed."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self, address: tuple[str, int], intake: Intake, limits: Limits) -> None:
        self.address_family = socket.AF_INET6 if ":" in address[0] else socket.AF_INET
        super().__init__(address, _Handler)
        self.intake, self.limits = intake, limits
        self._free = threading.BoundedSemaphore(limits.connections)
        self._tls: ssl.SSLContext | None = None
        if limits.tls is not None:
            self._tls = tls_context(*limits.tls)

    def server_bind(self) -> None:
        """Bind without asking DNS for the machine's name, as the base class would."""
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self.socket.bind(self.server_address)
        self.server_address = self.socket.getsockname()
        self.server_name, self.server_port = str(self.server_address[0]), self.server_address[1]

    def process_request(self, request: Any, client_address: Any) -> None:
        """Start a thread for a connection, unless there are too many."""
        if not self._free.acquire(blocking=False):
            self.shutdown_request(request)
            return
        super().process_request(request, client_address)

    def process_request_thread(self, request: Any, client_address: Any) -> None:
        """Serve a connection and make room for the next."""
        try:
            if self._tls is not None:
                request.settimeout(self.limits.seconds)
                request = self._tls.wrap_socket(request, server_side=True)
            super().process_request_thread(request, client_address)
        except OSError:  # a handshake that failed, a peer that left
            self.shutdown_request(request)
        finally:
            self._free.release()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing of peers that left; other errors are ours and are told."""
        if not isinstance(sys.exception(), OSError):
            super().handle_error(request, client_address)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_version, sys_version = "stillwatch", ""
    server: HttpReceiver

    def setup(self) -> None:
        self.request.settimeout(self.server.limits.seconds)
        super().setup()

    def do_POST(self) -> None:
        limits = self.server.limits
        if not limits.admits(self.headers.get("authorization")):
            return self._refuse(401, "a bearer token is needed")
        if self.path.partition("?")[0] != "/v1/traces":
            return self._refuse(404, "only /v1/traces is served")
        length = self.headers.get("content-length", "")
        if not (length.isascii() and length.isdecimal()):
            return self._refuse(411, "the content length is needed")
        if int(length) > limits.request_bytes:
            return self._refuse(413, f"more than {limits.request_bytes} bytes")
        kind = self.headers.get_content_type()
        if kind not in (PROTOBUF, JSON):
            return self._refuse(415, f"neither {PROTOBUF} nor {JSON}")
        try:
            # a sender that is too slow, or leaves, raises OSError here: nobody is left to be told
            body = self._body(int(length))
            calls = from_json(body) if kind == JSON else from_bytes(body)
        except BadRequest as error:
            return self._refuse(400, str(error))
        try:
            taken = self.server.intake.take(calls)
        except OSError as error:
            return self._refuse(503, f"could not be written: {error.strerror or 'disk error'}")
        self._answer(200, kind, answer(taken, kind))

    def _body(self, length: int) -> bytes:
        body = self.rfile.read(length)
        coding = self.headers.get("content-encoding", "identity").strip().lower()
        if coding == "identity":
            return body
        if coding != "gzip":
            raise BadRequest("content is encoded neither as gzip nor plainly")
        stream = zlib.decompressobj(31)
        try:
            whole = stream.decompress(body, self.server.limits.request_bytes + 1)
        except zlib.error:
            raise BadRequest("damaged gzip") from None
        if len(whole) > self.server.limits.request_bytes or not stream.eof:
            raise BadRequest("the gzip data is cut short or expands beyond the limit")
        return whole

    def _refuse(self, status: int, why: str) -> None:
        # what was not read of the request would be taken for the next one
        self.close_connection = True
        self._answer(status, JSON, json.dumps({"message": why}).encode())

    def _answer(self, status: int, kind: str, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        if status == 503:
            self.send_header("Retry-After", "5")
        if self.close_connection:
            self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        """Print nothing: what senders ask for is theirs to choose, and could fill a disk."""


def answer(taken: Taken, kind: str) -> bytes:
    """Return the body of a response: empty, or how many spans were refused and why."""
    if not taken.refused:
        return b"{}" if kind == JSON else b""
    if kind == JSON:
        partial = {"rejectedSpans": str(taken.refused), "errorMessage": taken.reason}
        return json.dumps({"partialSuccess": partial}).encode()
    return bytes(response(taken).SerializeToString())


def response(taken: Taken) -> Any:
    """Return a response as a protobuf message."""
    message = ExportTraceServiceResponse()
    if taken.refused:
        message.partial_success.rejected_spans = taken.refused
        message.partial_success.error_message = taken.reason
    return message
