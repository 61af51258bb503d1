"""The tap: what does not fit is dropped and counted, and what came is put together."""

from __future__ import annotations

import gc
import gzip
import itertools
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stillwatch.gateway.reading import LARGE, object_of
from stillwatch.gateway.settings import Tap as Settings
from stillwatch.gateway.tap.appender import Appender
from stillwatch.gateway.tap.content import cleaned, without_text
from stillwatch.gateway.tap.frames import End, Frame, Head, ReplyHead, Unpacker
from stillwatch.gateway.tap.recorder import Recorder
from stillwatch.gateway.tap.tap import SHIP, Tap

from .running import packed
from .upstream import _events, anthropic_message, openai_chat, openai_response

HEAD = Head(1_790_000_000.0, "openai_chat", "/v1/chat/completions", None, "a", "o", "k", None,
            "192.0.2.1", "ua", None)  # fmt: skip
ASKED: dict[str, Any] = {"model": "m", "messages": [{"role": "user", "content": "When?"}]}
BODY = json.dumps(ASKED).encode()
SSE = ReplyHead(200, "text/event-stream", None)
DONE = End("done", None, 0.25, False)


class Pipe:
    """A pipe that takes nothing: all waits in its buffer."""

    def __init__(self) -> None:
        self.held = bytearray()

    def get_write_buffer_size(self) -> int:
        return len(self.held)

    def write(self, data: bytes) -> None:
        self.held += data

    def frames(self) -> list[Frame]:
        return list(Unpacker().feed(bytes(self.held)))


@pytest.fixture
def tap() -> Tap:
    said: list[str] = []
    made = Tap(Settings(out="log", buffer_mb=1), said.append)
    made._pipe = Pipe()  # type: ignore[assignment]
    made.said = said  # type: ignore[attr-defined]
    return made


def pipe(tap: Tap) -> Pipe:
    return tap.pipe  # type: ignore[return-value]


def test_a_small_exchange_is_one_frame(tap: Tap) -> None:
    watch = tap.begin(HEAD, BODY)
    watch.reply(200, "application/json", None)
    watch.chunk(b"{")
    watch.chunk(b"}")
    assert not pipe(tap).held
    watch.end("done")
    (frame,) = pipe(tap).frames()
    assert (frame.head, frame.body, frame.data) == (HEAD, BODY, b"{}")
    assert frame.end is not None and frame.end.how == "done" and not tap.counts


def test_a_long_exchange_does_not_gather(tap: Tap) -> None:
    watch = tap.begin(HEAD, b"b" * SHIP)
    assert watch._body == b""
    for _ in range(10):
        watch.chunk(b"c" * (SHIP // 2))
    assert watch._size < SHIP
    watch.end("done")
    frames = pipe(tap).frames()
    assert len(frames) == 7 and len({f.id for f in frames}) == 1
    assert frames[0].head is not None and all(f.head is None for f in frames[1:])
    assert b"".join(f.data for f in frames) == b"c" * 5 * SHIP


def test_what_does_not_fit_is_dropped_and_counted_and_the_end_is_told(tap: Tap) -> None:
    begun = tap.begin(HEAD, b"b" * SHIP)
    pipe(tap).held += packed(Frame("other", None, b"x" * (1 << 20)))
    begun.chunk(b"c" * SHIP)
    begun.chunk(b"c" * SHIP)
    begun.end("done")
    late = tap.begin(HEAD, b"b" * SHIP)
    late.chunk(b"c" * SHIP)
    late.end("done")
    tap.begin(HEAD, BODY).end("cancelled", 499)
    assert tap.counts == {"torn": 1, "dropped": 2}
    first, _, last = pipe(tap).frames()
    assert first.id == last.id and last.end is not None and last.end.torn and not last.data
    assert len(tap.said) == 1 and "dropped" in tap.said[0]  # type: ignore[attr-defined]


def test_while_no_appender_runs_exchanges_are_dropped(tap: Tap) -> None:
    before = tap.begin(HEAD, b"b" * SHIP)
    tap._pipe = None
    before.end("done")
    tap.begin(HEAD, BODY).end("done")
    tap._pipe = Pipe()  # type: ignore[assignment]
    before.end("done")
    assert tap.counts["dropped"] == 3 and not pipe(tap).held


def line_of(frames: list[Frame], text: bool = True) -> dict[str, Any] | None:
    recorder, unpacker, found = Recorder(text), Unpacker(), []
    for frame in frames:
        for one in unpacker.feed(packed(frame)):
            if (line := recorder.take(one)) is not None:
                found.append(json.loads(line))
    assert not recorder._open
    return found[0] if found else None


BODIES = {
    "openai_chat": ("/v1/chat/completions", openai_chat),
    "openai_responses": ("/v1/responses", openai_response),
    "anthropic_messages": ("/v1/messages", anthropic_message),
}


@pytest.mark.parametrize("name", list(BODIES))
@given(places=st.lists(st.integers(0, 100_000), max_size=8))
def test_a_stream_is_logged_as_the_whole_would_be(name: str, places: list[int]) -> None:
    """However it is cut, a stream gives the line that the unstreamed reply gives."""
    path, whole = BODIES[name]
    head = Head(*[getattr(HEAD, f) for f in HEAD.__struct_fields__[:1]], name, path, None, "a",
                *[None] * 6)  # fmt: skip
    asked = ASKED | {"stream_options": {"include_usage": True}}
    stream = b"".join(_events(path, asked))
    at = sorted({p % len(stream) for p in places} | {0, len(stream)})
    parts = [stream[a:b] for a, b in itertools.pairwise(at)]
    streamed = [Frame("x", head, BODY, SSE, parts[0])]
    streamed += [Frame("x", data=part) for part in parts[1:]] + [Frame("x", end=DONE)]
    kind = ReplyHead(200, "application/json", None)
    plain = Frame("x", head, BODY, kind, json.dumps(whole(ASKED)).encode(), DONE)
    assert line_of(streamed) == line_of([plain])


def test_times_and_names() -> None:
    line = line_of([Frame("x", HEAD, BODY, SSE, b"", DONE)])
    assert line is not None
    assert line["time"] == "2026-09-21T14:13:20+00:00" and line["id"] == "x"
    assert line["account"] == {"id": "a", "org": "o", "key": "k"}
    assert line["client"] == {"ip": "192.0.2.1", "user_agent": "ua"}
    assert line["response"] == {"status": 200, "latency_ms": 250.0}


def test_a_stream_that_ends_in_an_error_says_so() -> None:
    error = b'event: error\ndata: {"type":"error","error":{"type":"overloaded_error"}}\n\n'
    line = line_of([Frame("x", HEAD, BODY, SSE, error, DONE)])
    assert line is not None and line["response"]["status"] == "overloaded_error"


def test_a_compressed_stream_is_read() -> None:
    stream = b"".join(_events("/v1/chat/completions", ASKED))
    packed_, plain = ReplyHead(200, SSE.kind, "gzip"), ReplyHead(200, SSE.kind, None)
    data = gzip.compress(stream)
    parts = [Frame("x", HEAD, BODY, packed_, data[:50]), Frame("x", data=data[50:], end=DONE)]
    assert line_of(parts) == line_of([Frame("x", HEAD, BODY, plain, stream, DONE)])


@pytest.mark.parametrize(
    "data",
    [b"data: [1]\n\ndata: {\n\ndata: null\n\n", b"\xff\xfe\x00", b"event: x\n\n",
     b'data: {"choices":[{"index":"a"},{"index":0,"delta":[]},null]}\n\n'
     b'data: {"choices":[{"delta":{"tool_calls":[{},{"index":"a"}]}}]}\n\n',
     b'data: {"type":"content_block_start","index":0,"content_block":7}\n\n'
     b'data: {"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":7}}\n\n'
     b'data: {"type":"message_delta","delta":[],"usage":[]}\n\n',
     b'data: {"type":"response.completed","response":{"output":[{"type":"message"}]}}\n\n'],
)  # fmt: skip
@pytest.mark.parametrize("name", list(BODIES))
def test_odd_events_are_passed_over(name: str, data: bytes) -> None:
    head = Head(0.0, name, "/", None, "a", *[None] * 6)
    line = line_of([Frame("x", head, BODY, SSE, data, DONE)])
    assert line is not None and line["request"]["model"] == "m"


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 5) | st.text(max_size=8)
    | st.sampled_from(["text", "image", "input_audio", "tool_use", "reasoning", "message"]),
    lambda inner: st.lists(inner, max_size=4)
    | st.dictionaries(
        st.sampled_from(
            ["type", "text", "content", "role", "model", "messages", "input", "tools", "function",
             "name", "usage", "choices", "message", "output", "delta", "index", "prompt", "system",
             "metadata", "user_id", "thinking", "summary", "tool_calls", "instructions"]
        ),
        inner, max_size=6,
    ),
    max_leaves=20,
)  # fmt: skip


@given(JSON, JSON, st.sampled_from(sorted(Recorder(True)._routes.named)), st.booleans())
def test_any_json_makes_a_line_or_none(asked: Any, said: Any, name: str, text: bool) -> None:
    body = {"model": "m"} | asked if isinstance(asked, dict) else asked
    head = Head(0.0, name, "/", None, "a", *[None] * 6)
    reply = ReplyHead(200, "application/json", None)
    frame = Frame("x", head, json.dumps(body).encode(), reply, json.dumps(said).encode(), DONE)
    line_of([frame], text)
    stream = b"data: " + json.dumps(said).encode() + b"\n\n"
    line_of([Frame("x", head, json.dumps(body).encode(), SSE, stream, DONE)], text)


@given(JSON)
def test_without_text_nothing_said_is_left(value: Any) -> None:
    line = {"request": {"model": "m", "messages": [{"role": "user", "content": "secret"}],
                        "prompt": "secret", "tools": value, "user": "secret"},
            "response": {"content": "secret", "output": value, "reasoning": "secret"}}  # fmt: skip
    assert "secret" not in json.dumps(without_text(cleaned(line)))


@pytest.mark.parametrize("messages", [3, "x", {"role": "user"}, True, [None, 3]])
def test_without_text_messages_that_are_none_are_left_out(messages: Any) -> None:
    assert without_text({"request": {"messages": messages}})["request"]["messages"] == []


def test_a_deployments_name_stands_for_the_model() -> None:
    path = "/openai/deployments/My-Model/chat/completions?api-version=1"
    head = Head(0.0, "openai_chat", path, None, "a", *[None] * 6)
    line = line_of([Frame("x", head, b'{"messages":[]}', SSE, b"", DONE)])
    assert line is not None and line["request"]["model"] == "My-Model"


def test_a_body_that_would_take_gigabytes_is_not_decoded() -> None:
    body = b'{"model":"m","messages":[' + b"[]," * 3_000_000 + b"[]]}"
    assert line_of([Frame("x", HEAD, body, SSE, b"", DONE)]) is None


@pytest.mark.parametrize("count", [10, LARGE])
def test_what_is_large_is_decoded_alike(count: int) -> None:
    made = {"a": [[1, "é", None]] * (count // 8)}
    assert object_of(json.dumps(made).encode()) == made and gc.isenabled()
    assert object_of(b'{"a":"' + b"a" * count + b'"') is None and gc.isenabled()
    assert object_of(b'{"a":"\\ud800' + b"a" * count + b'"}') == {"a": "\ud800" + "a" * count}


def test_a_full_disk_loses_lines_and_says_so(tmp_path: Any, capsys: Any, monkeypatch: Any) -> None:
    appender = Appender(Settings(out=str(tmp_path)))
    frame = packed(Frame("x", HEAD, BODY, SSE, b"", DONE))

    def full(data: bytes) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(appender._segments, "write", full)
    appender.take(frame)
    monkeypatch.undo()
    appender.take(frame)
    appender.tick()
    appender.close()
    assert appender.counts["not_written"] == 1 and "No space left" in capsys.readouterr().err
    assert len(list(tmp_path.glob("exchanges-*.zst"))) == 1


def test_a_frame_that_cannot_be_packed_leaves_the_others_whole(tap: Tap) -> None:
    tap.begin(HEAD, BODY).end("done")
    assert not tap.write(Frame("bad", HEAD, BODY, None, b"", object()), tap.pipe)  # type: ignore
    tap.begin(HEAD, BODY).end("done")
    assert len(pipe(tap).frames()) == 2
