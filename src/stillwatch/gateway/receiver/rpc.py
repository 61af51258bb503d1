"""OTLP over gRPC: the `TraceService`."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import grpc
from opentelemetry.proto.collector.trace.v1 import trace_service_pb2_grpc as service

from stillwatch.core.errors import UsageError
from stillwatch.gateway.receiver.http import response
from stillwatch.gateway.receiver.intake import Intake
from stillwatch.gateway.receiver.limits import Limits
from stillwatch.gateway.receiver.spans import from_message


class GrpcReceiver:
    """Serves in threads of its own from `start` to `stop`.

    Parameters
    ----------
    address
        Where to listen: host and port.
    intake
        Where spans go.
    limits
        What is allowed.

    Raises
    ------
    UsageError
        The address cannot be listened on.
    """

    def __init__(self, address: tuple[str, int], intake: Intake, limits: Limits) -> None:
        self._server = grpc.server(
            ThreadPoolExecutor(4, "otlp-grpc"),
            maximum_concurrent_rpcs=limits.connections,
            options=[
                ("grpc.max_receive_message_length", limits.request_bytes),
                ("grpc.so_reuseport", 0),
            ],
        )
        service.add_TraceServiceServicer_to_server(_Service(intake, limits), self._server)
        host = f"[{address[0]}]" if ":" in address[0] else address[0]
        where = f"{host}:{address[1]}"
        try:
            if limits.tls is None:
                self.port: int = self._server.add_insecure_port(where)
            else:
                certificate, key = (path.read_bytes() for path in limits.tls)
                credentials = grpc.ssl_server_credentials([(key, certificate)])
                self.port = self._server.add_secure_port(where, credentials)
        except RuntimeError:
            self.port = 0
        if not self.port:
            raise UsageError(f"--grpc: cannot listen on {where}")

    def start(self) -> None:
        """Begin to serve."""
        self._server.start()

    def stop(self) -> None:
        """Finish what is under way and stop."""
        self._server.stop(grace=5).wait()


class _Service(service.TraceServiceServicer):  # type: ignore[misc]
    def __init__(self, intake: Intake, limits: Limits) -> None:
        self._intake, self._limits = intake, limits

    def Export(self, request: Any, context: Any) -> Any:
        """Take the spans of a request."""
        shown = dict(context.invocation_metadata()).get("authorization")
        if not self._limits.admits(shown):
            context.abort(grpc.StatusCode.UNAUTHENTICATED, "a bearer token is needed")
        try:
            return response(self._intake.take(from_message(request)))
        except OSError as error:
            why = error.strerror or "disk error"
            context.abort(grpc.StatusCode.UNAVAILABLE, f"could not be written: {why}")
