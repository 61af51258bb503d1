"""Server-sent events, cut at every byte."""

from __future__ import annotations

import itertools
import json

from hypothesis import given
from hypothesis import strategies as st

from stillwatch.gateway import sse
from stillwatch.gateway.sse import BLOCK_LIMIT, Event, Splitter, read
from stillwatch.gateway.usage import Stripper, without_usage

LINES = st.sampled_from(
    [b"data: a", b"data:b", b"data", b"data: {\"x\":1}", b"event: e", b":comment", b"id: 7",
     b"retry: 3", b"", b"data:  two", "data: é—\u2028".encode(), b"\xff\xfe", b"data: \x00"]
)  # fmt: skip
ENDS = st.sampled_from([b"\n", b"\r\n", b"\r"])
STREAMS = st.lists(st.tuples(LINES, ENDS), max_size=30).map(
    lambda pairs: b"".join(line + end for line, end in pairs)
)


def plainly(stream: bytes) -> list[Event]:
    """The events of a whole stream, as the standard's steps say, line by line."""
    lines = stream.replace(b"\r\n", b"\n").replace(b"\r", b"\n").split(b"\n")
    found: list[Event] = []
    name, data = "", None
    for line in lines[:-1]:
        field, _, value = line.partition(b":")
        value = value.removeprefix(b" ")
        if not line:
            if data is not None:
                found.append(Event(name, b"\n".join(data)))
            name, data = "", None
        elif field == b"data":
            data = [*(data or []), value]
        elif field == b"event":
            name = value.decode("utf-8", "replace")
    return found


def events(blocks: list[bytes]) -> list[Event]:
    return [event for block in blocks if (event := read(block)) is not None]


def cut(stream: bytes, places: list[int]) -> list[bytes]:
    at = sorted({p % (len(stream) + 1) for p in places} | {0, len(stream)})
    return [stream[a:b] for a, b in itertools.pairwise(at)]


@given(STREAMS, st.lists(st.integers(0, 10_000), max_size=12))
def test_where_chunks_are_cut_does_not_matter(stream: bytes, places: list[int]) -> None:
    splitter = Splitter()
    blocks = [block for chunk in cut(stream, places) for block in splitter.feed(chunk)]
    assert events(blocks) == plainly(stream)
    assert b"".join(blocks) + splitter.rest() == stream


@given(STREAMS)
def test_bytes_one_by_one(stream: bytes) -> None:
    splitter = Splitter()
    blocks = [block for byte in stream for block in splitter.feed(bytes([byte]))]
    assert events(blocks) == plainly(stream)


def test_a_mark_at_the_beginning_is_no_part_of_a_field() -> None:
    assert read(b"\xef\xbb\xbfdata: a\n\n") == Event("", b"a")


def test_an_event_without_end_does_not_grow_for_ever() -> None:
    splitter = Splitter()
    blocks = splitter.feed(b"data: " + b"a" * BLOCK_LIMIT)
    assert len(blocks) == 1 and splitter.rest() == b""


CHUNKS = st.lists(
    st.sampled_from(
        [
            b'data: {"choices":[{"delta":{"text":"\\"usage\\":null"}}],"usage":null}\n\n',
            b'data: {"choices":[{"index":0,"delta":{"content":"a"}}]}\n\n',
            b'data: {"choices":[],"usage":{"total_tokens":3}}\n\n',
            b'data: {"choices":[ ], "usage": {"total_tokens":3}}\r\n\r\n',
            b'data: {"choices":[],"prompt_filter_results":[1],"usage":null}\n\n',
            b'data: {"choices":[{"index":0,"delta":{}}],"x":1.50,"usage":{"total_tokens":3}}\n\n',
            b": ping\n\n", b"data: [DONE]\n\n", b'data: {"usage":broken\n\n',
        ]
    ),
    max_size=12,
)  # fmt: skip


@given(CHUNKS, st.lists(st.integers(0, 2_000), max_size=8))
def test_only_usage_is_taken_out(blocks: list[bytes], places: list[int]) -> None:
    stripper = Stripper()
    got = b"".join(stripper.feed(chunk) for chunk in cut(b"".join(blocks), places))
    got += stripper.rest()
    assert got == b"".join(map(without_usage, blocks))
    left = [_json(e.data) for e in plainly(got)]
    sent = [_json(e.data) for e in plainly(b"".join(blocks))]
    wanted = [
        {k: v for k, v in one.items() if k != "usage" or v} if isinstance(one, dict) else one
        for one in sent
        if not (isinstance(one, dict) and one.get("usage") and one["choices"] == [])
    ]
    assert left == wanted


def _json(data: bytes) -> object:
    try:
        return json.loads(data)
    except ValueError:
        return data


def test_numbers_keep_their_form() -> None:
    block = b'data: {"choices":[{"index":0}],"x":1.50,"y":12345678901234567890123,"usage":null}\n\n'
    assert without_usage(block) == block.replace(b',"usage":null', b"")


def test_usage_that_an_api_sends_unasked_beside_choices_stays() -> None:
    block = b'data: {"choices":[{"delta":{"content":"a"}}],"usage":{"total_tokens":3}}\n\n'
    assert without_usage(block) == block


def test_the_module_names_its_limits() -> None:
    assert sse.BLOCK_LIMIT > 1 << 20, "a reply's last event of the Responses API is large"
