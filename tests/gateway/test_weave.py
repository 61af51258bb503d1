"""Whatever comes in whatever pieces: what is not changed is the same, what is, is changed once."""

from __future__ import annotations

import asyncio
import itertools
import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from stillwatch.gateway.batches import lines
from stillwatch.gateway.batches.weave import Listed, Rows, Woven, woven
from stillwatch.gateway.enforce.ledger import LASTS_S, Ledger
from stillwatch.gateway.limits.gcra import Charge, Receipt
from stillwatch.gateway.routes import Routes
from stillwatch.respond.decisions.model import Hardening

FORM = "multipart/form-data; boundary=xyz"
TEXTS = st.lists(st.sampled_from([b"a", b"\n", b"\r", b" ", b"{", b"--xyz", b"\0"])).map(b"".join)


async def _parts(pieces: list[bytes]) -> AsyncIterator[bytes]:
    for piece in pieces:
        yield piece


def through(
    by: Any, whole: bytes, cuts: list[int], change: Any = None
) -> tuple[bytes, list[bytes]]:
    at = [0, *sorted(min(cut, len(whole)) for cut in cuts), len(whole)]
    pieces = [whole[a:b] for a, b in itertools.pairwise(at)]
    seen: list[bytes] = []

    async def changed(raw: bytes) -> bytes:
        seen.append(raw)
        return change(raw) if change else raw

    async def run() -> bytes:
        feed, rest = (by.parts, by.left) if isinstance(by, Listed) else (by.feed, by.rest)
        return b"".join([p async for p in woven(_parts(pieces), None, feed, rest, changed)])

    return asyncio.run(run()), seen


cuts = st.lists(st.integers(0, 200), max_size=6)


@given(TEXTS, cuts)
def test_rows_lose_nothing(text: bytes, cut: list[int]) -> None:
    out, seen = through(Rows(), text, cut)
    assert out == text
    assert seen == [row.rstrip(b"\r \t") for row in text.split(b"\n") if row.rstrip(b"\r \t")]


@given(TEXTS.filter(lambda text: b"--xyz" not in text), cuts, st.booleans())
def test_a_form_loses_nothing(text: bytes, cut: list[int], first: bool) -> None:
    field = b'--xyz\r\nContent-Disposition: form-data; name="purpose"\r\n\r\nbatch\r\n'
    file = (
        b'--xyz\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n'
        b"Content-Type: application/jsonl\r\n\r\n" + text + b"\r\n"
    )
    form = (field + file if first else file + field) + b"--xyz--\r\n"
    out, seen = through(Woven(FORM), form, cut)
    assert out == form
    assert b"\n".join(seen).split() == text.split()


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=5),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner),
        max_leaves=8,
    ),
    cuts, st.booleans(),
)  # fmt: skip
def test_a_list_loses_nothing(value: Any, cut: list[int], ascii: bool) -> None:
    whole = json.dumps({"before": [1, "]"], "requests": [{"a": value}, {}], "b": "}"},
                       ensure_ascii=ascii).encode("utf-8", "replace")  # fmt: skip
    out, seen = through(Listed(), whole, cut)
    assert out == whole
    assert [json.loads(one) for one in seen] == json.loads(whole)["requests"]
    out, _ = through(Listed(), whole, cut, lambda raw: b'{"c": 1}')
    assert json.loads(out) == json.loads(whole) | {"requests": [{"c": 1}, {"c": 1}]}


def test_what_is_held_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    from stillwatch.gateway.batches import weave

    monkeypatch.setattr(weave, "MOST", 1000)
    monkeypatch.setattr(lines, "MOST", 1000)
    rows, out = Rows(), b""
    for _ in range(1000):
        out += b"".join(part.data for part in rows.feed(b"a" * 100))
        assert rows._size <= 1000
    parts = rows.feed(b"\n{1}\n")
    assert (out + b"".join(part.data for part in parts)) == b"a" * 100_000 + b"\n{1}\n"
    assert [part.data for part in parts if part.whole] == [b"{1}"], "what is too long is not read"
    listed = Listed()
    listed.parts(b'{"requests": [{"a": "')
    with pytest.raises(ValueError, match="too long"):
        for _ in range(30):
            listed.parts(b"a" * 100)


@given(st.dictionaries(
    st.sampled_from(["n", "N", "max_tokens", "max_completion_tokens", "thinking", "logprobs",
                     "include", "reasoning", "max_output_tokens", "best_of", "model",
                     "reasoning_format", "include_reasoning"]),
    st.none() | st.integers(-2, 9000) | st.booleans() | st.sampled_from(
        ["8", "high", [], ["reasoning.encrypted_content", "x"], {"type": "enabled"},
         {"type": "enabled", "budget_tokens": 5000}, {"type": "adaptive", "x": 1.5},
         {"effort": "low", "summary": "auto"}, 1e9]),
), st.sampled_from(sorted(Routes().named)), st.none() | st.integers(1, 5000))  # fmt: skip
def test_hardening_twice_is_hardening_once(
    body: dict[str, Any], dialect: str, most: int | None
) -> None:
    """What was hardened when it was uploaded is taken for hardened when a batch is made of it."""

    def once(raw: bytes) -> bytes:
        fields = msgspec.json.decode(raw, type=dict[str, msgspec.Raw])
        Routes().named[dialect].harden(fields, Hardening(max_tokens=most))
        return msgspec.json.encode(fields)

    hard = once(json.dumps(body).encode())
    assert once(hard) == hard


def receipt(number: float) -> Receipt:
    return Receipt(Charge(b"b" * 16, number, 1.0, 10.0), 5.0, 0.0, 1.5)


@pytest.mark.parametrize("in_file", [True, False])
def test_what_is_reserved_is_taken_once_and_forgotten_in_time(
    tmp_path: Path, in_file: bool
) -> None:
    now = [1.0]
    folder = tmp_path / "log" if in_file else None
    one = Ledger(folder, lambda: now[0])
    other = Ledger(folder, lambda: now[0]) if in_file else one
    assert not one.has("b") and one.batch_of("f") is None and one.take("none") == ()
    one.keep("b", (receipt(3), receipt(4)))
    one.keep("b", (receipt(9),))
    assert other.has("b")
    other.output("f", "b")
    other.output("g", "unknown")
    assert one.batch_of("f") == "b" and one.batch_of("g") is None
    assert other.take("b") == (receipt(3), receipt(4)) and one.take("b") == ()
    assert not one.has("b") and one.batch_of("f") is None
    one.keep("old", (receipt(1),))
    now[0] += LASTS_S + 1
    one.keep("new", (receipt(1),))
    assert not one.has("old") and one.has("new")
    for each in {one, other}:
        each.close()
    if in_file:
        assert Ledger(folder).has("new"), "it outlives the process"
        assert (tmp_path / "log" / ".reserved.sqlite").stat().st_mode & 0o077 == 0


def test_small_pieces_are_joined_once() -> None:
    """A client that trickles a long line must not take the event loop's time."""
    rows = Rows()
    for _ in range(10_000):
        assert not rows.feed(b"a" * 64)
    assert len(rows._held) == 10_000, "none is copied until the line is whole"
    (part,) = rows.rest()
    assert len(part.data) == 640_000
