"""Clients and APIs that mean harm, or are broken: refused or passed, never misread."""

from __future__ import annotations

import asyncio
import gzip
import http.client
import json
import socket
import time
import zlib
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import pytest
from aiohttp import web
from multidict import CIMultiDict

from stillwatch.gateway.batches.inflate import Inflater
from stillwatch.gateway.enforce.asked import Asked
from stillwatch.gateway.routes import segments
from stillwatch.gateway.server import Server
from stillwatch.gateway.settings import Listen
from stillwatch.gateway.tap.codings import decoded
from stillwatch.gateway.tap.tap import Tap

from .running import Running, running, until

ASKED = {"model": "m", "messages": [{"role": "user", "content": "When?"}]}
BODY = json.dumps(ASKED).encode()
JSON = "application/json"


@pytest.fixture(scope="module")
def strict() -> Iterator[Running]:
    """A gateway with little patience and room."""
    listen = {"request_mb": 1, "upload_mb": 2, "head_seconds": 0.5, "body_seconds": 0.5,
              "write_seconds": 0.5, "connections": 8}  # fmt: skip
    upstream = {"read_seconds": 0.5}
    with running(listen=listen, upstream=upstream, tap={"text": True}) as made:
        yield made


@pytest.fixture(autouse=True)
def _empty(shared: Running, strict: Running) -> None:
    shared.forget()
    strict.forget()


def raw(gateway: Running, *parts: bytes, pause: float = 0.0) -> bytes:
    """Send bytes as they are; return all that comes until the connection closes."""
    with socket.create_connection(("127.0.0.1", gateway.port), 10) as wire:
        for part in parts:
            wire.sendall(part)
            time.sleep(pause)
        wire.settimeout(10)
        got = b""
        try:
            while chunk := wire.recv(65536):
                got += chunk
        except ConnectionResetError:
            pass
    return got


def ask(
    gateway: Running, body: bytes = BODY, path: str = "/v1/chat/completions", **headers: str
) -> tuple[int, dict[str, str], bytes]:
    wire = http.client.HTTPConnection("127.0.0.1", gateway.port, timeout=20)
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    try:
        wire.request("POST", path, body, {"content-type": JSON} | named)
        answer = wire.getresponse()
        return answer.status, {k.lower(): v for k, v in answer.getheaders()}, answer.read()
    finally:
        wire.close()


def head(*lines: str, path: str = "/v1/chat/completions") -> bytes:
    return "\r\n".join((f"POST {path} HTTP/1.1", "host: a", *lines, "", "")).encode("latin-1")


SMUGGLED = b"GET /v1/smuggled HTTP/1.1\r\nhost: a\r\n\r\n"


@pytest.mark.parametrize(
    "request_",
    [
        head("content-length: 3", "transfer-encoding: chunked") + b"0\r\n\r\n" + SMUGGLED,
        head("content-length: 3", "content-length: 40") + b"abc" + SMUGGLED,
        head("transfer-encoding: chunked", "transfer-encoding: identity") + b"0\r\n\r\n" + SMUGGLED,
        head("transfer-encoding: xchunked") + b"0\r\n\r\n" + SMUGGLED,
        head("content-length: +3") + b"abc" + SMUGGLED,
        head("content-length : 3") + b"abc" + SMUGGLED,
        head("content-length: 3", " folded: x") + b"abc" + SMUGGLED,
        head("a\x00b: c") + SMUGGLED,
        head("a: b\rc: d") + SMUGGLED,
        head("transfer-encoding: chunked") + b"3;\nxx\r\nabc\r\nzz\r\n" + SMUGGLED,
        b"POST http://evil.example/v1/chat/completions HTTP/1.1\r\nhost: a\r\ncontent-length: 0\r\n"
        b"connection: close\r\n\r\n",
        b"CONNECT evil.example:443 HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
    ],
    ids=range(13),
)  # fmt: skip
def test_a_request_that_can_be_read_in_two_ways_is_not_passed(
    strict: Running, request_: bytes
) -> None:
    got = raw(strict, request_)
    assert not got or got.startswith(b"HTTP/1.1 4") or got.startswith(b"HTTP/1.0 4"), got
    assert all("smuggled" not in path for _, path, _, _ in strict.api.seen)
    assert not strict.api.seen


@pytest.mark.parametrize(
    ("path", "read"),
    [
        ("/v1/chat/completions", True), ("/v1//chat/completions/", True),
        ("/v1/x/../chat/completions", True), ("/v1/chat%2fcompletions?a=b", True),
        ("/v1/%63hat/completions", True), ("/V1/Chat/Completions", True),
        ("/v1/%2563hat/completions", True), ("/openai/deployments/d/chat/completions?v=1", True),
        ("//evil.example/v1/chat/completions", True), ("/v1/threads/t/messages", False),
        ("/v1/messages/batches", False), ("/v1/responses/r1/cancel", False),
    ],
)  # fmt: skip
def test_no_spelling_slips_past_the_log_and_none_is_changed(
    shared: Running, path: str, read: bool
) -> None:
    assert ask(shared, path=path)[0] == 200
    assert shared.api.seen[0][1] == path
    assert (shared.counts["read"], shared.counts["passed"]) == ((1, 0) if read else (0, 1))


def test_segments() -> None:
    assert segments("/a;x=1/./b/") == ("a", "b")


def test_headers_of_one_connection_do_not_pass(shared: Running) -> None:
    got = raw(
        shared,
        head(
            f"content-length: {len(BODY)}", "connection: close, x-mine", "x-mine: 1",
            "keep-alive: timeout=5", "te: trailers", "upgrade: h2c",
            "proxy-authorization: Basic YQ==",
            "x-other: 1", "x-other: 2", "cookie: a=b", "expect: 100-continue",
        ) + BODY,
    )  # fmt: skip
    assert got.startswith(b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK")
    sent = {name.lower(): value for name, value in shared.api.seen[0][2].items()}
    for gone in ("x-mine", "keep-alive", "te", "upgrade", "proxy-authorization", "expect"):
        assert gone not in sent
    assert sent["cookie"] == "a=b" and sent["x-other"] in ("1", "2")
    assert sent["host"] == shared.api.url.removeprefix("http://")
    assert "accept-encoding" not in sent and "user-agent" not in sent, "nothing is added"


@pytest.mark.parametrize("path", ["/v1/chat/completions", "/v1/files"])
@pytest.mark.parametrize("told", [True, False])
def test_a_body_beyond_its_bound(strict: Running, path: str, told: bool) -> None:
    size = (3 << 20) + 1
    length = f"content-length: {size}" if told else "transfer-encoding: chunked"
    chunk = b"a" * 65536
    body = chunk * (size // 65536) + b"a"
    if not told:
        body = b"%x\r\n%b\r\n" % (len(chunk), chunk) * (size // 65536) + b"0\r\n\r\n"
    got = raw(strict, head(length, "connection: close", path=path), body[:65536])  if told else raw(
        strict, head(length, "connection: close", path=path), body
    )  # fmt: skip
    assert got.startswith(b"HTTP/1.1 413"), got[:100]
    told_ = json.loads(got.partition(b"\r\n\r\n")[2])
    assert told_["error"]["code"] == "request_too_large"
    assert not [seen for seen in strict.api.seen if len(seen[3]) >= 2 << 20]


def test_the_bound_is_told_in_the_dialect(strict: Running) -> None:
    status, headers, got = ask(strict, b"a" * (1 << 20) + b"a", "/v1/messages")
    assert status == 413 and headers["x-should-retry"] == "false"
    assert json.loads(got) == {"type": "error", "error": {
        "type": "request_too_large", "message": "the body has more than 1 MiB"}}  # fmt: skip


@pytest.mark.parametrize(
    "body",
    [b"", b"{", b"[]", b"null", b'{"model":7}', b"\xff\xfe", b"[" * 100_000, b'{"a":' * 50_000,
     b'{"messages":"x"}', b'{"model":""}'],
)  # fmt: skip
def test_bad_json_is_the_apis_to_refuse(shared: Running, body: bytes) -> None:
    ask(shared, body)
    assert shared.api.seen[0][3] == body, "passed as it came"
    assert not shared.tap.lines
    assert ask(shared)[0] == 200
    assert len(shared.lines()) == 1


@pytest.mark.parametrize(
    "body",
    [
        {"model": "m", "messages": 3},
        {"model": "m", "messages": [None, 3, {"content": {"a": []}}]},
        {"model": "m", "messages": [{"role": 3, "content": [[[]]]}], "tools": 3, "n": "x"},
        {"model": "m", "stream": "true", "stream_options": [], "user": {}, "metadata": []},
        {"model": "m", "messages": [{"role": "user", "content": "\ud83d half"}]},
        {"model": "m", "temperature": "hot", "max_tokens": [1], "reasoning_effort": {"a": 1}},
    ],
)  # fmt: skip
@pytest.mark.parametrize(
    "path", ["/v1/chat/completions", "/v1/messages", "/v1/responses", "/v1/completions"]
)
def test_odd_values_are_logged_as_far_as_they_go(
    shared: Running, body: dict[str, Any], path: str, tmp_path: Any
) -> None:
    raw_body = json.dumps(body).encode()
    ask(shared, raw_body, path)
    assert shared.api.seen[0][3] == raw_body
    (line,) = shared.lines()
    assert line["request"]["model"] == "m"
    from stillwatch.ingest.read import open_logs

    (tmp_path / "a.jsonl").write_text(json.dumps(line) + "\n")
    reader = open_logs([tmp_path])
    assert sum(batch.num_rows for batch in reader) == 1 and reader.report.malformed == 0


def test_a_compressed_request_passes_as_it_came_and_is_read(shared: Running) -> None:
    packed = gzip.compress(BODY)
    status, _, _ = ask(shared, packed, content_encoding="gzip")
    assert status == 200 and shared.api.seen[0][3] == packed
    assert shared.lines()[0]["request"]["messages"] == ASKED["messages"]


@pytest.mark.parametrize(
    ("body", "lines"),
    [
        (BODY, ["content-encoding: gzip", "connection: close, content-encoding"]),
        (BODY, ["content-encoding: gzip"]), (BODY, ["content-encoding: unheard-of"]),
        (b"\xef\xbb\xbf" + BODY, ["content-encoding: br"]),
        (BODY.decode().encode("utf-16"), ["content-encoding: br"]),
        (gzip.compress(BODY), ["content-encoding: identity", "content-encoding: gzip"]),
        (gzip.compress(zlib.compress(BODY)), ["content-encoding: deflate,gzip"]),
    ],
    ids=range(7),
)  # fmt: skip
def test_no_coding_slips_past_the_log_or_a_decision(
    shared: Running, body: bytes, lines: list[str]
) -> None:
    raw(shared, head("connection: close", f"content-length: {len(body)}", *lines), body)
    (line,) = shared.lines()
    assert line["request"]["messages"] == ASKED["messages"]
    _, _, headers, sent = shared.api.seen[0]
    assert sent == body and "content-encoding" in map(str.lower, headers)
    named = CIMultiDict(pair for line in lines for pair in [tuple(line.split(": ", 1))])
    asked = Asked("POST", "/", named, None, [], body)
    assert asked.whole() == ASKED


@pytest.mark.parametrize("body", [{"messages": ASKED["messages"]}, {"model": None, "n": 1}, "a"])
def test_who_names_no_model_is_logged_with_the_one_that_answered(body: Any) -> None:
    async def answer(request: web.BaseRequest) -> web.StreamResponse:
        made = {"model": "the-only-one", "choices": [{"message": {"content": "At 0."}}]}
        return web.json_response(made)

    with running(tap={"text": True}) as made:
        made.api._answer = answer  # type: ignore[method-assign]
        made.do(made.api.stop())
        made.do(made.api.start())
        made.proxy.services.upstream._base = made.api.url
        assert ask(made, json.dumps(body).encode())[0] == 200
        (line,) = made.lines()
        assert line["request"]["model"] == "the-only-one"
        assert "At 0." in json.dumps(line["response"])


def test_a_bomb_is_not_unpacked() -> None:
    bomb = gzip.compress(b"a" * (8 << 20))
    assert decoded(bomb, "gzip", 1 << 20) is None
    assert decoded(gzip.compress(b"a" * 600) * 2, "gzip", 1000) is None, "members count together"
    assert decoded(bomb[:-9], "gzip", 16 << 20) is None
    assert decoded(b"nonsense", "gzip", 100) is None
    assert decoded(b"nonsense", "br", 100) is None and decoded(b"x", "unheard-of", 9) is None
    assert decoded(zlib.compress(b"ab"), "deflate", 2) == b"ab"
    assert decoded(zlib.compress(b"ab")[2:-4], "deflate", 2) == b"ab"


def test_many_members_of_a_gzip_take_no_more_time_than_few() -> None:
    blocks = [bytes([65 + n % 26]) * 100 for n in range(2000)]
    packed = b"".join(map(gzip.compress, blocks))
    assert decoded(packed, "gzip", 1 << 20) == b"".join(blocks)
    assert b"".join(Inflater("gzip").feed(packed)) == b"".join(blocks)
    start = time.process_time()
    assert decoded(gzip.compress(b"") * 200_000, "gzip", 1 << 20) is None
    assert decoded(b"\x03\x00" * 2_000_000, "deflate", 1 << 20) is None
    with pytest.raises(ValueError, match="too much"):
        list(Inflater("gzip").feed(gzip.compress(b"") * 200_000))
    assert time.process_time() - start < 10


@pytest.mark.parametrize("name", ["brotli", "zstd"])
def test_other_codings_are_read_within_the_bound(name: str) -> None:
    import pyarrow as pa

    sink = pa.BufferOutputStream()
    with pa.CompressedOutputStream(sink, name) as out:
        out.write(b"a" * 1000)
    packed = sink.getvalue().to_pybytes()
    coding = {"brotli": "br"}.get(name, name)
    assert decoded(packed, coding, 1000) == b"a" * 1000
    assert decoded(packed, coding, 999) is None


def test_a_client_that_says_nothing_is_let_go(strict: Running) -> None:
    start = time.monotonic()
    assert raw(strict, b"POST /v1/chat") == b""
    assert time.monotonic() - start < 8


@pytest.mark.parametrize("path", ["/v1/chat/completions", "/v1/files"])
def test_a_body_that_does_not_come(strict: Running, path: str) -> None:
    got = raw(strict, head("content-length: 100", "connection: close", path=path), b'{"model"')
    assert got.startswith(b"HTTP/1.1 408"), got
    assert b"request_timeout" in got and not strict.tap.lines


def test_too_many_connections_are_turned_away(strict: Running) -> None:
    held = [socket.create_connection(("127.0.0.1", strict.port), 5) for _ in range(12)]
    try:
        until(lambda: strict.server.turned_away >= 1)
    finally:
        for wire in held:
            wire.close()
    until(lambda: len(strict.server.connections) == 0)
    assert ask(strict)[0] == 200


def test_a_client_that_does_not_read_is_let_go(strict: Running) -> None:
    """More than the sockets' buffers hold; the API's reply is not read on meanwhile."""
    wire = socket.socket()
    wire.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    wire.connect(("127.0.0.1", strict.port))
    body = json.dumps(ASKED | {"model": "flood", "stream": True}).encode()
    wire.sendall(head(f"content-length: {len(body)}") + body)
    until(lambda: strict.counts["slow_client"] == 1)
    until(strict.api.gone.is_set)
    until(lambda: not strict.server.connections)  # it still holds its end open
    wire.close()
    assert strict.lines()[0]["response"]["finish_reason"] == "slow_client"


def test_a_client_that_asks_and_asks_and_does_not_read_is_let_go(strict: Running) -> None:
    """No reply is large, and none of them is waited for."""
    body = json.dumps(ASKED | {"model": "long"}).encode()
    with socket.socket() as wire:
        wire.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        wire.connect(("127.0.0.1", strict.port))
        wire.settimeout(5)
        with suppress(OSError):
            for _ in range(100):
                wire.sendall(head(f"content-length: {len(body)}") + body)
                until(lambda: strict.server.connections, 1)
        until(lambda: not strict.server.connections)


def test_a_client_that_leaves_the_last_of_a_reply_is_let_go() -> None:
    async def handle(request: web.BaseRequest) -> web.StreamResponse:
        out = web.StreamResponse(headers={"content-length": str(64 << 20)})
        await out.prepare(request)
        assert request.transport is not None
        request.transport.write(b"a" * (32 << 20))
        request.transport.close()  # as where the API breaks off
        return out

    async def leave() -> None:
        server = Server(handle, Listen(write_seconds=0.2))
        runner = web.ServerRunner(server)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        reader, writer = await asyncio.open_connection(*runner.addresses[0][:2], limit=1024)
        writer.write(head())
        await reader.readline()
        async with asyncio.timeout(10):
            while server.connections:
                await asyncio.sleep(0.05)
        writer.close()
        await runner.cleanup()

    asyncio.run(leave())


@pytest.mark.slow
def test_a_request_that_does_not_end_is_drained_once() -> None:
    async def drained() -> float:
        begun = asyncio.Event()

        async def hang(request: web.BaseRequest) -> web.StreamResponse:
            begun.set()
            await asyncio.Event().wait()
            raise AssertionError

        runner = web.ServerRunner(Server(hang, Listen()), shutdown_timeout=5)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        _, writer = await asyncio.open_connection(*runner.addresses[0][:2])
        writer.write(b"GET / HTTP/1.1\r\nhost: a\r\n\r\n")
        await begun.wait()
        at = asyncio.get_running_loop().time()
        await runner.cleanup()
        writer.close()
        return asyncio.get_running_loop().time() - at

    assert 5 <= asyncio.run(drained()) < 9, "not twice as long as it may"


def test_an_api_that_is_silent_times_out_in_the_dialect(strict: Running) -> None:
    silent = json.dumps(ASKED | {"model": "silent"}).encode()
    status, headers, got = ask(strict, silent)
    assert status == 504 and "x-should-retry" not in headers
    assert json.loads(got)["error"]["code"] == "upstream_timeout"
    status, _, got = ask(strict, silent, "/v1/messages")
    assert status == 504 and json.loads(got)["error"]["type"] == "timeout_error"
    assert [line["response"]["status"] for line in strict.lines(2)] == [504, 504]


def test_an_api_that_is_not_there_is_worth_another_try() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{free.getsockname()[1]}"
    with running(upstream={"url": url}) as made:
        status, headers, got = ask(made)
        assert status == 502 and headers["x-should-retry"] == "true" and headers["retry-after"]
        assert url.removeprefix("http://").encode() not in got, "where it is, is nobody's business"
        status, _, _ = ask(made, b"x" * 600_000, "/v1/files")
        assert status == 502


@pytest.mark.parametrize(
    "reply",
    [b"nonsense\r\n\r\n", b"HTTP/1.1 200 OK\r\ncontent-length: x\r\n\r\n",
     b"HTTP/1.1 200 OK\r\ncontent-length: 3\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n",
     b"HTTP/1.1 200 OK\r\na\x00: b\r\n\r\n", b"",
     b"HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nabc"],
    ids=range(6),
)  # fmt: skip
def test_an_api_whose_reply_is_no_http(reply: bytes) -> None:
    import threading

    server = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        with server:
            wire, _ = server.accept()
            with wire:
                wire.recv(65536)
                wire.sendall(reply)

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    url = f"http://127.0.0.1:{server.getsockname()[1]}"
    with running(upstream={"url": url}) as made:
        status, _, got = ask(made)
    thread.join(10)
    assert status == 502 and json.loads(got)["error"]["type"] == "server_error"


@pytest.mark.parametrize("kind", ["text/event-stream", JSON])
@pytest.mark.parametrize("path", ["/v1/chat/completions", "/v1/other"])
@pytest.mark.parametrize("more", [b"not a size\r\nnor a chunk", b"3\r\nabcd\r\n"])
def test_a_reply_whose_chunks_are_malformed_ends(kind: str, path: str, more: bytes) -> None:
    import threading

    server = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        with server:
            wire, _ = server.accept()
            with wire:
                wire.recv(65536)
                said = f"HTTP/1.1 200 OK\r\ncontent-type: {kind}\r\ntransfer-encoding: chunked"
                wire.sendall(said.encode() + b"\r\n\r\n5\r\nhello\r\n")
                begun.wait(10)
                wire.sendall(more)

    begun = threading.Event()
    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    url = f"http://127.0.0.1:{server.getsockname()[1]}"
    with running(upstream={"url": url}, tap={"text": True}) as made:
        with socket.create_connection(("127.0.0.1", made.port), 10) as wire:
            wire.settimeout(10)
            wire.sendall(head(f"content-length: {len(BODY)}", path=path) + BODY)
            got = b""
            while chunk := wire.recv(65536):
                got += chunk
                if b"hello" in got:
                    begun.set()
        assert b"hello" in got and not got.endswith(b"0\r\n\r\n"), "it is no whole reply"
        until(lambda: not made.busy)
        assert made.counts["broken"] == 1
        if path == "/v1/chat/completions":
            assert made.lines()[0]["response"]["finish_reason"] == "broken"
    thread.join(10)


@pytest.mark.parametrize("method", ["GET", "HEAD", "DELETE", "OPTIONS", "PATCH", "PUT"])
def test_any_method_passes(shared: Running, method: str) -> None:
    wire = http.client.HTTPConnection("127.0.0.1", shared.port, timeout=20)
    wire.request(method, "/v1/models?a=%20b&c", headers={"x-a": "1"})
    answer = wire.getresponse()
    body = answer.read()
    wire.request("GET", "/v1/again")  # the connection is still good
    assert wire.getresponse().status == 200
    wire.close()
    assert answer.status == 200 and bool(body) == (method != "HEAD")
    assert shared.api.seen[0][:2] == (method, "/v1/models?a=%20b&c")


def fail(*_: object, **__: object) -> None:
    raise KeyError("sk-secret")


def test_a_fault_of_ours_is_told_without_what_was_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    with running() as made:
        monkeypatch.setattr(made.proxy.services.upstream, "send", fail)
        for path, kind in (("/v1/responses", "server_error"), ("/v1/messages", "api_error")):
            status, _, got = ask(made, path=path)
            assert status == 500 and json.loads(got)["error"]["type"] == kind
        (note,) = made.notes
        assert note.startswith("a request failed: KeyError in test_hostile.py, line ")
        assert made.counts["failed"] == 2


@pytest.mark.parametrize("name", ["who", "begin", "pipe"])
def test_a_fault_of_the_log_is_not_the_requests(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with running() as made:
        if name == "pipe":
            monkeypatch.setattr("stillwatch.gateway.tap.tap.pack", fail)
            made.tap.write = lambda frame, pipe: Tap.write(made.tap, frame, pipe)  # type: ignore
            made.tap._pipe = type("Pipe", (), {"get_write_buffer_size": lambda self: 0})()  # type: ignore
        else:
            monkeypatch.setattr(
                made.tap if name == "begin" else made.proxy.services.identity, name, fail
            )
        assert [ask(made)[0], ask(made)[0]] == [200, 200]
        if name == "pipe":
            until(lambda: made.tap.counts["dropped"] == 2)
        else:
            assert made.counts["unwatched"] == 2 and len(made.notes) == 1
            assert "secret" not in made.notes[0]


def test_headers_that_are_no_text(shared: Running) -> None:
    got = raw(
        shared,
        head(
            f"content-length: {len(BODY)}", "connection: close", "user-agent: a\xff\xfeb",
            "authorization: Bearer \xff\xfe", "x-odd: \xff",
        )
        + BODY,
    )  # fmt: skip
    assert got.startswith(b"HTTP/1.1 200")
    assert shared.lines()[0]["client"]["user_agent"] == "a??b"
