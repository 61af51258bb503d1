"""Requests of all kinds, to the operator's listener and to the proxy: no fault of ours, ever."""

from __future__ import annotations

import gzip
import hashlib
import http.client
import json
import logging
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

import pytest
from aiohttp.http_exceptions import HttpProcessingError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from stillwatch.gateway.server import SILENT
from stillwatch.respond.decisions.model import Action, Hardening, Limits, Membership
from stillwatch.respond.decisions.sqlite import SqliteStore

from .enforcing import Fixed, decided
from .operated import TOKEN, Operated, audit, decision, operated, store
from .running import Running, running

OFTEN = settings(
    max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow], print_blob=True
)
TEXT = st.text(st.characters(exclude_categories=()), max_size=20)
PLAIN = st.text(st.characters(min_codepoint=33, max_codepoint=126), max_size=12)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | TEXT | st.just(10**400),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=8,
)
PAGES = ("/", "/login", "/logout", "/decisions/end", "/switch", "/assets/page.js", "/healthz",
         "/readyz", "/metrics", "/holders", "/api/now", "/api/campaigns", "/api/decisions",
         "/api/switch", "/api/alerts", "/api/decisions/end")  # fmt: skip
METHODS = st.sampled_from(["GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH", "PROPFIND"])
FORM = ("id", "campaign", "rule", "by", "because", "enforcing", "csrf", "name", "token", "about",
        "page", "ended", "done")  # fmt: skip
VALUES = TEXT | st.sampled_from(["d-0000000000000001", "c-1", "yes", "no", TOKEN, "9" * 400, "\0"])


class Faults(logging.Handler):
    """Keeps what is logged, but for requests that are no HTTP, where nobody sees it."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.said: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        error = record.exc_info[1] if record.exc_info else None
        if record.name != SILENT.name or not isinstance(error, HttpProcessingError):
            self.said.append(f"{record.name}: {self.format(record)}")


@pytest.fixture(scope="module")
def faults() -> Iterator[Faults]:
    made = Faults()
    loggers = [logging.getLogger(name) for name in ("asyncio", "aiohttp.server", SILENT.name)]
    for one in loggers:
        one.addHandler(made)
    yield made
    for one in loggers:
        one.removeHandler(made)


class Reply:
    """What came back over a connection of its own."""

    def __init__(
        self, port: int, method: str, target: str, headers: list[tuple[str, str]], body: bytes
    ) -> None:
        lines = [f"{method} {target} HTTP/1.1", "host: 127.0.0.1", f"content-length: {len(body)}",
                 "connection: close", *(f"{name}: {value}" for name, value in headers)]  # fmt: skip
        sent = "\r\n".join((*lines, "", "")).encode("utf-8", "surrogatepass") + body
        with socket.create_connection(("127.0.0.1", port), 20) as wire:
            wire.sendall(sent)
            answer = http.client.HTTPResponse(wire, method=method)
            answer.begin()
            self.status, self.body = answer.status, answer.read()
            self.headers = answer.headers


@pytest.fixture(scope="module")
def operators(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Operated]:
    folder: Path = tmp_path_factory.mktemp("operators")
    (folder / "token").write_text(TOKEN)
    members = (Membership("c-1", "a"), Membership("c-1", "b"))
    db = store(
        folder / "decisions.db",
        *(decision(n, Action.BLOCK, f"acct_{n}", campaign="c-1") for n in range(1, 40)),
        members=members,
    )
    report = audit(folder / "found", {"id": "c-1", "severity": "confirmed"})
    with operated(
        admin={"token_file": str(folder / "token"), "report": str(report)},
        enforce={"decisions": str(db), "mode": "enforce"}, alerts={"look_seconds": 0.2},
    ) as made:  # fmt: skip
        yield made


def targets(pages: tuple[str, ...]) -> st.SearchStrategy[str]:
    """Return paths with queries, some of them broken."""
    path = st.sampled_from(pages) | TEXT.map(lambda t: "/" + quote(t, errors="replace"))
    given = st.lists(st.tuples(st.sampled_from(FORM) | TEXT, VALUES), max_size=3)
    query = given.map(lambda of: urlencode(of, errors="replace")) | st.sampled_from(
        ["%", "%ff=%fe", "a" * 5000, "id=%ED%A0%80", "&&&=", "page=-1", "about=%00"]
    )
    return st.tuples(path, query).map(lambda of: f"{of[0]}?{of[1]}" if of[1] else of[0])


BODIES = (
    st.binary(max_size=60)
    | JSON.map(lambda of: json.dumps(of).encode())
    | st.dictionaries(st.sampled_from(FORM), JSON | VALUES, max_size=5).map(
        lambda of: json.dumps(of).encode()
    )
    | st.lists(st.tuples(st.sampled_from(FORM), VALUES), max_size=25).map(
        lambda of: urlencode(of, errors="replace").encode()
    )
    | st.sampled_from([b"[" * 50_000, b'{"id":' * 20_000, b"a=" * 30_000, b"\xff" * 70_000])
)
SHOWN = st.lists(
    st.sampled_from(
        [
            ("authorization", f"Bearer {TOKEN}"), ("authorization", f"Bearer {TOKEN}"),
            ("authorization", "Bearer"), ("cookie", "stillwatch=x; a=\"\\"), ("cookie", ";;=;="),
            ("origin", "null"), ("origin", "https://[::1"), ("origin", "http://127.0.0.1"),
            ("sec-fetch-site", "cross-site"), ("x-forwarded-host", "a, b"),
            ("x-forwarded-proto", "https"), ("accept", "application/openmetrics-text"),
            ("content-type", "application/json"), ("content-type", "\u00ff; charset=no"),
        ]
    )
    | st.tuples(st.just("x-odd"), PLAIN),
    max_size=4,
    unique_by=lambda header: header[0],  # a server takes some of them once only
)  # fmt: skip


@OFTEN
@given(METHODS, targets(PAGES), SHOWN, BODIES)
def test_the_operators_listener(
    operators: Operated, faults: Faults, method: str, target: str,
    headers: list[tuple[str, str]], body: bytes,
) -> None:  # fmt: skip
    port = int(operators.admin.rpartition(":")[2])
    faults.said.clear()
    reply = Reply(port, method, target, headers, body)
    assert reply.status < 500, reply.body
    assert not faults.said and not operators.notes, (faults.said, operators.notes)
    path = target.partition("?")[0]
    knows = any(value == f"Bearer {TOKEN}" for _, value in headers)
    if path.startswith(("/api/", "/metrics", "/holders")) and not knows:
        assert reply.status in (401, 404, 405, 413)
        assert b"acct_" not in reply.body and b"stillwatch_gateway" not in reply.body
    if path.startswith("/api/") and method in ("GET", "POST") and reply.status not in (400, 413):
        assert json.loads(reply.body)["version"] == 1


def test_the_store_is_whole_after_all_that(operators: Operated) -> None:
    """What was changed was changed in full: with a name and a reason."""
    with SqliteStore(Path(str(operators.settings.enforce.decisions)), read_only=True) as opened:
        ended = [one.ended for one in opened.kept() if one.ended is not None]
        switch = opened.switch()
    assert all(one.by and one.why for one in ended)
    assert switch.enforcing or (switch.by and switch.why)


KEYS = ("free", "hard", "slow", "asked", "several")


@pytest.fixture(scope="module")
def gate(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """A gateway in which each account falls under something else."""
    folder: Path = tmp_path_factory.mktemp("random")
    rows = [{"sha256": hashlib.sha256(k.encode()).hexdigest(), "account": k} for k in KEYS]
    (folder / "keys").write_text("\n".join(map(json.dumps, rows)))
    (folder / "secret").write_bytes(bytes(range(32)))
    feed = Fixed()
    limits = Limits(requests_per_minute=1e6, tokens_per_minute=1e9)
    with running(
        feed=feed, tap={"text": True}, enforce={
            "mode": "enforce", "decisions": "of the feed", "poll_seconds": 0.02,
            "challenge": {"url": "https://a.example/", "key_file": str(folder / "secret")},
        }, identity={"keys": str(folder / "keys")},
    ) as made:  # fmt: skip
        hardening = Hardening(max_tokens=10, elicitation=True)
        feed.tell(
            made,
            decided(Action.HARDEN, "hard", hardening=hardening),
            decided(Action.THROTTLE, "slow", limits=limits),
            decided(Action.CHALLENGE, "asked"),
            decided(Action.TAG, "user", kind="end_user", within="several"),
            decided(Action.THROTTLE, "several", limits=limits),
        )
        yield made


ENDPOINTS = ("/v1/chat/completions", "/v1/completions", "/v1/embeddings", "/v1/responses",
             "/v1/messages", "/v1/models", "/v1//chat%2Fcompletions", "/v1/messages/batches",
             "/v1/batches", "/v1/files")  # fmt: skip
FIELDS = ("model", "messages", "prompt", "input", "system", "tools", "user", "metadata", "n",
          "max_tokens", "max_completion_tokens", "max_output_tokens", "stream", "stream_options",
          "logprobs", "reasoning", "thinking", "include", "container", "conversation", "N",
          "requests", "input_file_id", "best_of", "instructions")  # fmt: skip
MESSAGES = st.lists(
    st.fixed_dictionaries(
        {}, optional={
            "role": st.sampled_from(["user", "assistant", "system"]) | JSON,
            "content": TEXT | st.lists(st.fixed_dictionaries({"type": st.just("text") | JSON,
                                                              "text": TEXT | JSON})) | JSON,
            "tool_calls": JSON,
        },
    ), max_size=3,
)  # fmt: skip
ASKED = st.dictionaries(st.sampled_from(FIELDS), JSON | MESSAGES, max_size=6).map(
    lambda of: {"model": "m"} | of
)


@st.composite
def coded(draw: st.DrawFn) -> tuple[bytes, list[tuple[str, str]]]:
    """A body, and the headers that say how it is packed; not always the truth."""
    body = draw(ASKED.map(lambda of: json.dumps(of).encode()) | BODIES)
    coding = draw(st.sampled_from(["", "", "gzip", "deflate", "br", "zstd", "identity", "odd"]))
    if coding == "gzip" and draw(st.booleans()):
        body = gzip.compress(body, mtime=0)
    return body, [("content-encoding", coding)] if coding else []


@OFTEN
@given(
    METHODS, targets(ENDPOINTS), coded(), st.sampled_from(KEYS),
    st.lists(
        st.sampled_from([
            ("x-api-key", "other"), ("authorization", "Basic !"), ("connection", "authorization"),
            ("x-forwarded-for", "a,,b"), ("anthropic-version", "2023-06-01"), ("te", "trailers"),
            ("stillwatch-proof", "a.b,,c"), ("cookie", "a=b"), ("user-agent", "\u00e9"),
            ("content-type", "multipart/form-data; boundary=a"), ("content-type", "text/odd"),
            ("traceparent", "00-0-0-0"), ("expect", "100-continue"), ("upgrade", "websocket"),
        ]) | st.tuples(st.just("x-odd"), PLAIN),
        max_size=4,
    unique_by=lambda header: header[0],  # a server takes some of them once only
    ),
)  # fmt: skip
def test_the_proxy(
    gate: Running, faults: Faults, method: str, target: str,
    sent: tuple[bytes, list[tuple[str, str]]], key: str, headers: list[tuple[str, str]],
) -> None:  # fmt: skip
    body, coding = sent
    gate.forget()
    faults.said.clear()
    shown = [("authorization", f"Bearer {key}"), *coding, *headers]
    reply = Reply(gate.port, method, target, shown, body)
    gate.settled()
    counts: dict[str, Any] = dict(gate.counts)
    for fault in ("failed", "unwatched", "enforce_failed", "batch_unchecked"):
        assert not counts.get(fault), (fault, gate.notes, reply.body)
    assert b"gateway_error" not in reply.body
    # the tests' API is a server, too, and does not like all of it
    assert not [said for said in faults.said if not said.startswith("aiohttp.server")]
    assert not gate.tap.counts and counts["requests"] == 1
