"""Receivers of alerts: an HTTP server and syslog sockets, real ones."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any


class Hook(ThreadingHTTPServer):
    """Takes what is posted; answers with the next of `answers`, then with 200."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.got: list[tuple[str, dict[str, str], bytes]] = []
        self.answers: list[int] = []
        self.slow = threading.Event()
        self.slow.set()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/services/a-secret-path"


class _Handler(BaseHTTPRequestHandler):
    server: Hook

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["content-length"]))
        self.server.slow.wait(30)
        headers = {name.lower(): value for name, value in self.headers.items()}
        self.server.got.append((self.path, headers, body))
        status = self.server.answers.pop(0) if self.server.answers else 200
        self.send_response(status)
        if 300 <= status < 400:
            self.send_header("location", "http://127.0.0.1:1/elsewhere")
        self.send_header("content-length", "0")
        self.end_headers()

    def log_message(self, *_: Any) -> None:
        pass


@contextmanager
def hook() -> Iterator[Hook]:
    """Run a receiver of webhooks."""
    made = Hook()
    thread = threading.Thread(
        target=made.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True
    )
    thread.start()
    try:
        yield made
    finally:
        made.slow.set()
        made.shutdown()
        made.server_close()
        thread.join(10)


@contextmanager
def udp() -> Iterator[tuple[str, socket.socket]]:
    """Listen as a syslog server does over UDP."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as made:
        made.bind(("127.0.0.1", 0))
        made.settimeout(20)
        yield f"udp://127.0.0.1:{made.getsockname()[1]}", made


@contextmanager
def tcp() -> Iterator[tuple[str, socket.socket]]:
    """Listen as a syslog server does over TCP."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as made:
        made.bind(("127.0.0.1", 0))
        made.listen()
        made.settimeout(20)
        yield f"tcp://127.0.0.1:{made.getsockname()[1]}", made


@contextmanager
def local(path: Path, kind: socket.SocketKind) -> Iterator[tuple[str, socket.socket]]:
    """Listen as `/dev/log`."""
    with socket.socket(socket.AF_UNIX, kind) as made:
        made.bind(str(path))
        if kind == socket.SOCK_STREAM:
            made.listen()
        made.settimeout(20)
        yield f"unix://{path}", made


def whole(listening: socket.socket) -> bytes:
    """Take one connection and read it to its end."""
    made, _ = listening.accept()
    with made:
        made.settimeout(20)
        parts = []
        while part := made.recv(65536):
            parts.append(part)
    return b"".join(parts)
