"""Runs the receivers until they are told to stop."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from stillwatch.core.errors import UsageError
from stillwatch.gateway.receiver.http import HttpReceiver
from stillwatch.gateway.receiver.intake import Intake
from stillwatch.gateway.receiver.limits import Limits, address, tls_context
from stillwatch.gateway.segments import Segments
from stillwatch.ingest.mapping import Mapping

if TYPE_CHECKING:
    from stillwatch.gateway.receiver.rpc import GrpcReceiver


@dataclass(frozen=True)
class Request:
    """What to collect, and where."""

    out: Path
    http: str | None = "127.0.0.1:4318"
    """`HOST:PORT`; null: no HTTP."""
    grpc: str | None = "127.0.0.1:4317"
    """`HOST:PORT`; null: no gRPC."""
    limits: Limits = field(default_factory=Limits)
    mapping: Mapping | None = None
    segment_bytes: int = 64 << 20
    segment_seconds: float = 300.0


def serve(request: Request, listening: Callable[[dict[str, str]], None]) -> dict[str, int]:
    """Collect until SIGINT or SIGTERM; return how many requests, exchanges and others came.

    Parameters
    ----------
    request
        What to collect, and where.
    listening
        Called once all receivers listen, with their addresses.

    Raises
    ------
    UsageError
        An address cannot be listened on, or is open to others without a token.
    InputError
        The folder cannot be written, or certificate and key cannot be used.
    """
    http_at = address(request.http, "--http", request.limits) if request.http else None
    grpc_at = address(request.grpc, "--grpc", request.limits) if request.grpc else None
    if http_at is None and grpc_at is None:
        raise UsageError("nothing to listen on: give --http or --grpc an address")
    if request.limits.tls is not None:
        tls_context(*request.limits.tls)  # before anything is made: gRPC's errors say nothing
    segments = Segments(request.out, request.segment_bytes, request.segment_seconds)
    intake = Intake(segments, request.mapping)
    stop = threading.Event()
    http: HttpReceiver | None = None
    grpc: GrpcReceiver | None = None
    before = {s: signal.signal(s, lambda *_: stop.set()) for s in (signal.SIGINT, signal.SIGTERM)}
    try:
        where = {}
        if http_at is not None:
            http = _listen(http_at, intake, request.limits)
            where["http"] = _shown(http_at[0], http.server_port)
            threading.Thread(target=http.serve_forever, name="otlp-http", daemon=True).start()
        if grpc_at is not None:
            # gRPC's library has threads of its own, and words at the end: only where it is used
            from stillwatch.gateway.receiver.rpc import GrpcReceiver

            grpc = GrpcReceiver(grpc_at, intake, request.limits)
            where["grpc"] = _shown(grpc_at[0], grpc.port)
            grpc.start()
        listening(where)
        while not stop.wait(1.0):
            with suppress(OSError):  # a full disk: senders are told, and try again
                segments.tick()
    finally:
        if http is not None:
            http.shutdown()
            http.server_close()
        if grpc is not None:
            grpc.stop()
        segments.close()
        for number, handler in before.items():
            signal.signal(number, handler)
    return dict(intake.counts)


def _listen(at: tuple[str, int], intake: Intake, limits: Limits) -> HttpReceiver:
    try:
        return HttpReceiver(at, intake, limits)
    except OSError as error:
        why = (error.strerror or str(error)).lower()
        raise UsageError(f"--http: cannot listen on {_shown(*at)}: {why}") from None


def _shown(host: str, port: int) -> str:
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
