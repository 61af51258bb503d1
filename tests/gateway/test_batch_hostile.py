"""Uploads and results that mean harm, or are broken: bounded, counted, never misread."""

from __future__ import annotations

import gzip
import json
import sqlite3
import zlib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stillwatch.gateway.batches import kinds, lines
from stillwatch.gateway.batches.addresses import rewritten
from stillwatch.gateway.batches.form import Form
from stillwatch.gateway.batches.inflate import Inflater
from stillwatch.gateway.batches.joiner import Joiner
from stillwatch.gateway.batches.lines import Items, Lines, Room
from stillwatch.gateway.batches.reading import Asked, Reader
from stillwatch.gateway.batches.store import NAME, Store
from stillwatch.gateway.settings import Tap as Settings
from stillwatch.gateway.tap.frames import End, Frame, Head, ReplyHead
from stillwatch.gateway.tap.passing import PassingWatch
from stillwatch.gateway.tap.tap import SHIP, Tap

from .test_tap import Pipe, pipe

FORM = "multipart/form-data; boundary=xyz"
JSON = ReplyHead(200, "application/json", None)
DONE = End("done", None, 0.1, False)


def head(kind: str, target: str = "/v1/files", coding: str | None = None) -> Head:
    return Head(1_790_000_000.0, kind, target, coding, "a", "o", "k", None, None, None, None, FORM)


def form(content: bytes, name: bytes = b"file", filename: bytes = b'; filename="a"') -> bytes:
    disposition = b'content-disposition: form-data; name="%s"%s' % (name, filename)
    return b"--xyz\r\n%s\r\n\r\n%s\r\n" % (disposition, content)


END = b"--xyz--\r\n"


def line(number: int = 0, **changes: Any) -> bytes:
    body = {"model": "m", "messages": [{"role": "user", "content": "When?"}]} | changes
    asked = {"custom_id": f"row-{number}", "url": "/v1/chat/completions", "body": body}
    return json.dumps(asked).encode() + b"\n"


class Clock:
    now = 1_790_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def joiner(tmp_path: Path) -> Joiner:
    return Joiner(Settings(out=str(tmp_path), text=True, batch_mb=1), Clock())


def put(joiner: Joiner, *frames: Frame) -> list[dict[str, Any]]:
    made: list[dict[str, Any]] = []
    for frame in frames:
        made += map(json.loads, (joiner.take(frame) or b"").splitlines())
        joiner.settle(True)
    return made


def upload(joiner: Joiner, *parts: bytes, coding: str | None = None, name: str = "f") -> None:
    put(joiner, Frame("u", head(kinds.UPLOAD, coding=coding)), *(Frame("u", body=p) for p in parts),
        Frame("u", reply=JSON, data=json.dumps({"id": name}).encode(), end=DONE))  # fmt: skip


def waiting(joiner: Joiner) -> int:
    if joiner._store is None:
        return 0
    (count,) = joiner._store._db.execute("SELECT count(*) FROM lines").fetchone()
    return int(count)


@pytest.mark.parametrize("size", [1, 7, 100, 10_000])
def test_an_upload_cut_anywhere_is_read(joiner: Joiner, size: int) -> None:
    whole = form(b"batch", b"purpose", b"") + form(b"".join(map(line, range(20)))) + END
    upload(joiner, *(whole[at : at + size] for at in range(0, len(whole), size)))
    assert waiting(joiner) == 20 and not joiner.counts["batch_unread"]


@pytest.mark.parametrize(
    "body",
    [
        b"", b"no form", b"--xyz", b"--xyz\r\n\r\n", b"--xyz\r\n" + b"a: b\r\n" * 1000,
        b"--xyz\r\n" + b"a" * 100_000, form(b"") * 100 + END, b"--xyz--\r\n" + form(line()),
        form(b"\xff\x00{" * 1000) + END, form(b'{"custom_id":' * 1000) + END,
        form(b"[" * 100_000 + b"\n") + END, form(b'{"a":' * 50_000 + b"\n") + END,
        form(b'{"custom_id": "\\ud800", "url": "/v1/chat/completions", "body": {"model": 1}}'),
        form(b'{"custom_id": 1, "url": [], "body": 3}\n' * 100) + END,
        form(b"1\nnull\n[]\n\"a\"\n{}\n") + END,
    ],
    ids=range(15),
)  # fmt: skip
def test_what_is_no_upload_of_requests_is_nothing(joiner: Joiner, body: bytes) -> None:
    upload(joiner, body)
    upload(joiner, gzip.compress(body), coding="gzip")
    assert waiting(joiner) == 0 and not joiner._open and joiner._room.left == lines._ROOM
    upload(joiner, form(line()) + END, name="good")
    assert waiting(joiner) == 1, "the next is read"


def test_a_file_without_a_name_is_one_for_some_servers(joiner: Joiner) -> None:
    upload(joiner, form(line(0), b"file", b"") + END, name="f1")
    upload(joiner, form(line(1), b"other", b"; filename*=UTF-8''a") + END, name="f2")
    assert waiting(joiner) == 2


def test_an_upload_without_an_end_is_read_as_far_as_it_came(joiner: Joiner) -> None:
    upload(joiner, form(line(0) + line(1) + line(2)[:-9]))
    assert waiting(joiner) == 2


def test_a_bomb_costs_no_memory(joiner: Joiner) -> None:
    bomb = zlib.compressobj(9, wbits=31)
    packed = bomb.compress(form(b"")[:-2])
    packed += b"".join(bomb.compress(b"a" * (1 << 20)) for _ in range(100)) + bomb.flush()
    upload(joiner, packed, coding="gzip")
    assert joiner.counts["batch_skipped"] == 1 and joiner._room.left == lines._ROOM
    assert max(len(p) for p in Inflater("gzip").feed(packed)) <= 1 << 20


@pytest.mark.parametrize("coding", ["br", "zstd", "gzip, gzip", "x"])
def test_a_coding_that_is_not_read_is_counted(joiner: Joiner, coding: str) -> None:
    upload(joiner, form(line()) + END, coding=coding)
    assert joiner.counts["batch_unread"] == 1 and waiting(joiner) == 0


def test_long_lines_are_passed_over_and_the_next_is_read(
    joiner: Joiner, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lines, "MOST", 1000)
    long = line(0, user="a" * 2000)
    whole = form(long + line(1) + long + line(2)) + END
    upload(joiner, *(whole[at : at + 500] for at in range(0, len(whole), 500)))
    assert waiting(joiner) == 2 and joiner.counts["batch_skipped"] == 2


def test_many_unfinished_lines_share_their_room(monkeypatch: pytest.MonkeyPatch) -> None:
    room = Room(10_000)
    streams = [Lines(room) for _ in range(100)]
    for _ in range(10):
        for stream in streams:
            stream.feed(b"a" * 90)
    held = sum(stream._size for stream in streams)
    assert held <= 10_000 and room.left == 10_000 - held and any(s.skipped for s in streams)
    for stream in streams:
        stream.rest()
    assert room.left == 10_000


def test_millions_of_lines_end_at_a_bound(joiner: Joiner, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("stillwatch.gateway.batches.streams._REQUESTS", 1000)
    content = b"".join(map(line, range(3000)))
    upload(joiner, form(content) + END)
    assert waiting(joiner) == 1000 and joiner.counts["batch_beyond"] == 2000


def test_an_account_takes_a_quarter_of_the_room(tmp_path: Path) -> None:
    store = Store(tmp_path / NAME, 1 << 20)
    asked = [Asked(bytes([n % 256, n >> 8]), b"x" * 1000) for n in range(2000)]
    one = store.source("a", 10.0)
    first = store.add(one, "a", asked)
    assert 200 < first < 262 and store.add(store.source("a", 10.0), "a", asked) == 0
    others = [store.add(store.source(name, 10.0), name, asked) for name in "bcde"]
    assert others[:3] == [first] * 3 and others[3] < first, "never more than all"
    store.expire(11.0)
    assert store.add(store.source("a", 20.0), "a", asked) == first, "room comes back"


def test_a_store_that_is_broken_is_put_aside(tmp_path: Path) -> None:
    (tmp_path / NAME).write_bytes(b"no database" * 1000)
    store = Store(tmp_path / NAME, 1 << 20)
    store.source("a", 1.0)
    assert (tmp_path / f"{NAME}-unreadable").exists()
    assert (tmp_path / NAME).stat().st_mode & 0o777 == 0o600


def test_a_store_that_fails_loses_lines_and_nothing_else(
    joiner: Joiner, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    with monkeypatch.context() as patched:
        patched.setattr(Store, "add", full)
        upload(joiner, form(line()) + END)
    assert joiner.counts["batch_store"] == 1
    upload(joiner, form(line()) + END)
    assert waiting(joiner) == 1


def test_what_is_not_written_is_not_taken_for_logged(joiner: Joiner) -> None:
    upload(joiner, form(line()) + END)
    batch = {"id": "b", "input_file_id": "f", "output_file_id": "out"}
    put(joiner, Frame("c", head(kinds.CREATE), reply=JSON, data=json.dumps(batch).encode(),
                      end=DONE))  # fmt: skip
    result = json.dumps({"custom_id": "row-0", "response": {"status_code": 200, "body": {}}})
    got = Frame("g", head(kinds.CONTENT, "/v1/files/out/content"), reply=JSON,
                data=result.encode(), end=DONE)  # fmt: skip
    assert joiner.take(got) is not None
    joiner.settle(False)  # the disk was full
    (row,) = put(joiner, got)
    assert row["request"]["messages"] == [{"role": "user", "content": "When?"}]
    assert put(joiner, got) == []


@pytest.mark.parametrize("status", [400, 401, 404, 500, 301])
def test_what_the_api_refused_did_not_happen(joiner: Joiner, status: int) -> None:
    reply = ReplyHead(status, "application/json", None)
    said = json.dumps({"id": "b", "input_file_id": "f", "output_file_id": "out"}).encode()
    put(joiner, Frame("u", head(kinds.UPLOAD), body=form(line()) + END),
        Frame("u", reply=reply, data=said, end=DONE),
        Frame("c", head(kinds.CREATE), reply=reply, data=said, end=DONE))  # fmt: skip
    assert waiting(joiner) == 0
    assert joiner._store is not None and joiner._store.batch("b") is None
    inline = json.dumps({"requests": [{"custom_id": "a", "params": {"model": "m"}}]}).encode()
    put(joiner, Frame("i", head(kinds.INLINE), body=inline),
        Frame("i", reply=reply, data=said, end=DONE))  # fmt: skip
    assert waiting(joiner) == 0


LEAF = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text()
VALUE = st.recursive(
    LEAF, lambda v: st.lists(v, max_size=3) | st.dictionaries(st.text(), v, max_size=3)
)


@given(
    st.lists(st.dictionaries(st.text(), VALUE, max_size=4), max_size=5),
    st.dictionaries(st.text(), LEAF, max_size=3), st.integers(1, 50), st.booleans(),
)  # fmt: skip
def test_objects_are_cut_as_a_whole_parser_sees_them(
    objects: list[dict[str, Any]], others: dict[str, Any], size: int, ascii_: bool
) -> None:
    whole = json.dumps(others | {"requests": objects}, ensure_ascii=ascii_).encode(
        "utf-8", "replace"
    )
    room = Room()
    items = Items(room)
    made = [i for at in range(0, len(whole), size) for i in items.feed(whole[at : at + size])]
    assert [json.loads(item) for item in made] == json.loads(whole)["requests"]
    assert items.rest() == [] and room.left == lines._ROOM


@given(st.binary(), st.integers(1, 9))
def test_any_bytes_are_cut_without_harm(data: bytes, size: int) -> None:
    for cut in (Items(Room()), Lines(Room())):
        for at in range(0, len(data), size):
            cut.feed(data[at : at + size])
        cut.rest()
        assert cut._room.left == lines._ROOM
    try:
        fed = Form(FORM, lambda part: None, lambda: None)
        fed.feed(data)
        list(Inflater("gzip").feed(data))
    except ValueError:
        pass


@given(st.lists(st.binary(max_size=20).map(lambda b: b.replace(b"\n", b"")), max_size=9),
       st.integers(1, 9))  # fmt: skip
def test_lines_are_cut_as_split_does(found: list[bytes], size: int) -> None:
    whole, cut = b"\n".join(found), Lines(Room())
    made = [i for at in range(0, len(whole), size) for i in cut.feed(whole[at : at + size])]
    assert made + cut.rest() == [piece for piece in found if piece]


@given(VALUE, st.booleans())
def test_any_line_is_read_or_not(value: Any, text: bool) -> None:
    reader, raw = Reader(text), json.dumps(value).encode()
    reader.asked(raw)
    reader.result(raw)
    one = {"custom_id": "a", "params": {"model": "m", "messages": value, "metadata": value}}
    asked = reader.asked(json.dumps(one).encode())
    got = {"custom_id": "a", "result": {"type": "succeeded", "message": value}}
    result = reader.result(json.dumps(got).encode())
    assert asked is not None
    made = reader.line("b", head("x"), asked.custom, asked.packed, result)
    assert made is not None and made.endswith(b"\n") and made.count(b"\n") == 1


@pytest.mark.parametrize(
    ("method", "target", "kind"),
    [
        ("POST", "/v1/files", kinds.UPLOAD), ("POST", "/openai/files?api-version=1", kinds.UPLOAD),
        ("POST", "/v1/%66iles/", kinds.UPLOAD), ("POST", "/V1/Files", kinds.UPLOAD),
        ("GET", "/v1/files", None), ("GET", "/v1/files/f", None), ("DELETE", "/v1/files/f", None),
        ("GET", "/v1/files/f/content", kinds.CONTENT), ("POST", "/v1/files/f/content", None),
        ("POST", "/v1/batches", kinds.CREATE), ("GET", "/v1/batches", kinds.STATE),
        ("GET", "/v1/batches/b", kinds.STATE), ("POST", "/v1/batches/b/cancel", kinds.STATE),
        ("POST", "/v1/messages/batches", kinds.INLINE),
        ("GET", "/v1/messages/batches", kinds.INLINE_STATE),
        ("GET", "/v1/messages/batches/b", kinds.INLINE_STATE),
        ("GET", "/v1/messages/batches/b/results", kinds.RESULTS),
        ("POST", "/v1/messages//x/../batches", kinds.INLINE),
        ("DELETE", "/v1/messages/batches/b", None), ("GET", "/", None),
        ("GET", "/v1/batches/results", kinds.STATE),
        ("GET", "/files/../content", None), ("GET", "/batches/b/results", None),
    ],
)  # fmt: skip
def test_kinds(method: str, target: str, kind: str | None) -> None:
    assert kinds.kind_of(method, target) == kind


@given(st.sampled_from(["GET", "POST", "PUT"]), st.text() | st.lists(
    st.sampled_from(["files", "batches", "messages", "content", "results", "..", "a", "%2e%2e"])
).map(lambda parts: "/" + "/".join(parts)))  # fmt: skip
def test_any_target_has_a_kind_or_none(method: str, target: str) -> None:
    kind = kinds.kind_of(method, target)
    if kind in kinds.FETCHED:
        kinds.named_in(target)


def test_text_that_looks_like_an_address_stays() -> None:
    told = json.dumps({"a": '"results_url": "https://x/messages/batches/b/results"'}).encode()
    assert rewritten(told, "http://gw") == told
    assert rewritten(b'{"results_url": null}', "http://gw") == b'{"results_url": null}'
    other = b'{"results_url": "https://x/elsewhere"}'
    assert rewritten(other, r"http://gw/\1") == other


def test_a_full_pipe_tears_one_direction(tmp_path: Path) -> None:
    tap = Tap(Settings(out="log", buffer_mb=1), lambda note: None, "batches")
    tap._pipe = Pipe()  # type: ignore[assignment]
    tap._soon = lambda: None  # type: ignore[method-assign]
    watch = PassingWatch(tap, head(kinds.UPLOAD))

    async def parts() -> Any:
        yield b"a" * SHIP
        pipe(tap).held += bytes(1 << 20)
        yield b"b" * SHIP
        yield b"c" * SHIP

    async def passed() -> list[bytes]:
        return [part async for part in watch.seen(parts())]

    import asyncio

    assert [len(p) for p in asyncio.run(passed())] == [SHIP] * 3, "the API gets all"
    first = pipe(tap).held[: pipe(tap).held.index(bytes(1 << 20))]
    pipe(tap).held = bytearray()
    watch.reply(200, "application/json", None)
    watch.chunk(b"{}")
    watch.end("done")
    (last,) = pipe(tap).frames()
    assert last.data == b"{}" and last.end is not None and last.end.torn and len(first) > SHIP
    assert tap.counts == {"torn": 1}
