"""Cutting at newlines: nothing lost, nothing doubled, memory bounded, numbers true."""

from __future__ import annotations

from collections.abc import Iterator

from hypothesis import given
from hypothesis import strategies as st

from stillwatch.ingest.bytesource import Ended
from stillwatch.ingest.lines import LineBlock, cut_lines


def chop(data: bytes, sizes: list[int]) -> Iterator[bytes]:
    """Cut data into chunks of the given sizes, in rotation."""
    at = turn = 0
    while at < len(data):
        step = sizes[turn % len(sizes)]
        yield data[at : at + step]
        at, turn = at + step, turn + 1


def numbered(blocks: list[LineBlock]) -> list[tuple[int, bytes]]:
    """Return the number and text of every line that is not empty."""
    return [
        (block.first_line + i, line)
        for block in blocks
        for i, line in enumerate(block.data.split(b"\n"))
        if line
    ]


def problems(blocks: list[LineBlock]) -> list[tuple[int, str]]:
    return [problem for block in blocks for problem in block.problems]


lines_of_text = st.lists(st.binary(max_size=12).map(lambda b: b.replace(b"\n", b"")), max_size=30)


@given(
    lines_of_text,
    st.booleans(),
    st.lists(st.integers(1, 40), min_size=1, max_size=4),
    st.integers(1, 60),
)
def test_any_chunks_and_blocks_give_the_lines(
    lines: list[bytes], closed: bool, sizes: list[int], block: int
) -> None:
    data = b"\n".join(lines) + (b"\n" if closed and lines else b"")
    blocks = list(cut_lines(chop(data, sizes), block, 1000))
    assert b"".join(b.data for b in blocks) == data
    assert numbered(blocks) == [(i, line) for i, line in enumerate(lines, 1) if line]
    assert all(b.data.endswith(b"\n") for b in blocks[:-1])


@given(
    st.lists(st.integers(0, 30), max_size=20),
    st.lists(st.integers(1, 50), min_size=1, max_size=4),
    st.integers(1, 60),
)
def test_long_lines_are_passed_over(lengths: list[int], sizes: list[int], block: int) -> None:
    data = b"".join(b"x" * length + b"\n" for length in lengths)
    blocks = list(cut_lines(chop(data, sizes), block, 16))
    fine = [(i, b"x" * n) for i, n in enumerate(lengths, 1) if 0 < n < 16]
    assert numbered(blocks) == fine
    assert [line for line, _ in problems(blocks)] == [
        i for i, n in enumerate(lengths, 1) if n >= 16
    ]


def test_long_line_holds_little_memory() -> None:
    held = 0

    def endless() -> Iterator[bytes]:
        nonlocal held
        for _ in range(1000):
            held += 1
            yield b"x" * 1000

    blocks = list(cut_lines(endless(), 100, 5000))
    assert held == 1000
    assert [(b.data, len(b.problems)) for b in blocks] == [(b"", 1)]


def test_broken_stream_keeps_whole_lines() -> None:
    def broken() -> Iterator[bytes]:
        yield b"one\ntwo\nthr"
        raise Ended("cut")

    blocks = list(cut_lines(broken(), 1000, 1000))
    assert numbered(blocks) == [(1, b"one"), (2, b"two")]
    assert problems(blocks) == [(3, "cut")]
