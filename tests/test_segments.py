"""Segments on disk: whole lines under whole names, whatever happens."""

from __future__ import annotations

import os
import resource
import threading
from pathlib import Path

import pytest

from stillwatch.core.errors import InputError, UsageError
from stillwatch.gateway.segments import Segments, claim


def whole(folder: Path) -> list[bytes]:
    return [path.read_bytes() for path in sorted(folder.glob("exchanges-*.jsonl"))]


def aside(folder: Path) -> list[bytes]:
    return [path.read_bytes() for path in sorted(folder.glob(".collecting-*"))]


def test_a_segment_is_aside_until_it_is_whole(tmp_path: Path) -> None:
    segments = Segments(tmp_path / "log")
    segments.write(b"1\n")
    assert (whole(tmp_path / "log"), aside(tmp_path / "log")) == ([], [b"1\n"])
    segments.close()
    assert (whole(tmp_path / "log"), aside(tmp_path / "log")) == ([b"1\n"], [])


def test_size_and_age_close_a_segment(tmp_path: Path) -> None:
    now = [1_790_000_000.0]
    segments = Segments(tmp_path, max_bytes=5, max_seconds=60, clock=lambda: now[0])
    for line in (b"12\n", b"34\n", b"56\n"):
        segments.write(line)
    assert whole(tmp_path) == [b"12\n34\n"]
    now[0] += 59
    segments.tick()
    assert len(whole(tmp_path)) == 1
    now[0] += 1
    segments.tick()
    assert whole(tmp_path) == [b"12\n34\n", b"56\n"]
    segments.tick()
    segments.close()
    assert len(whole(tmp_path)) == 2, "no empty segment"


@pytest.mark.parametrize(
    ("left", "kept"),
    [(b"1\n2", [b"1\n"]), (b"1\n", [b"1\n"]), (b"half", []), (b"", []),
     (b"1\n" + b"x" * (3 << 20), [b"1\n"])],
)  # fmt: skip
def test_what_a_crash_left_is_mended(tmp_path: Path, left: bytes, kept: list[bytes]) -> None:
    (tmp_path / ".collecting-a.jsonl").write_bytes(left)
    Segments(tmp_path).close()
    assert (whole(tmp_path), aside(tmp_path)) == (kept, [])


def test_where_there_is_no_room_to_pack_a_segment_it_is_whole_unpacked(tmp_path: Path) -> None:
    segments, limits = Segments(tmp_path, pack=True), resource.getrlimit(resource.RLIMIT_FSIZE)
    line = os.urandom(4000).hex().encode() + b"\n"
    segments.write(line)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, limits[1]))
    try:
        segments.close()
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert (whole(tmp_path), aside(tmp_path)) == ([line], [])
    assert not list(tmp_path.glob("*.zst"))


def test_one_writer_a_folder(tmp_path: Path) -> None:
    first = Segments(tmp_path)
    with pytest.raises(UsageError, match="another process"):
        Segments(tmp_path)
    first.close()
    Segments(tmp_path).close()


def test_several_share_a_folder_and_take_up_only_what_nobody_writes(tmp_path: Path) -> None:
    guard = claim(tmp_path)
    with pytest.raises(UsageError, match="another process"):
        Segments(tmp_path)
    first = Segments(tmp_path, pack=True, shared=True)
    first.write(b"1\n")
    (tmp_path / ".collecting-left.jsonl").write_bytes(b"2\nhalf")
    (tmp_path / ".packing-left.jsonl.zst").write_bytes(b"half")
    (tmp_path / ".packing-gone.jsonl.zst").write_bytes(b"half")
    second = Segments(tmp_path, shared=True)
    assert whole(tmp_path) == [b"2\n"] and aside(tmp_path) == [b"1\n"]
    assert not list(tmp_path.glob(".packing-*"))
    second.write(b"3\n")
    first.write(b"4\n")
    first.close()
    second.close()
    assert whole(tmp_path) == [b"3\n", b"2\n"] or whole(tmp_path) == [b"2\n", b"3\n"]
    assert len(list(tmp_path.glob("exchanges-*.zst"))) == 1 and not aside(tmp_path)
    os.close(guard)


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(InputError):
        Segments(tmp_path / "file" / "log")


def test_many_threads_write_whole_lines(tmp_path: Path) -> None:
    segments = Segments(tmp_path, max_bytes=500)

    def work(name: int) -> None:
        for number in range(200):
            segments.write(b"%d-%d\n" % (name, number) * 3)

    threads = [threading.Thread(target=work, args=(n,)) for n in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    segments.close()
    lines = b"".join(whole(tmp_path)).splitlines()
    assert len(lines) == 6 * 200 * 3 and len(set(lines)) == 1200


def test_writers_that_bear_one_name_lose_nothing(tmp_path: Path) -> None:
    """As processes of one number in several containers do, in one second."""
    several = [Segments(tmp_path, max_bytes=1, clock=lambda: 0.0, shared=True) for _ in range(4)]

    def work(name: int) -> None:
        for number in range(100):
            several[name].write(b"%d-%d\n" % (name, number))

    threads = [threading.Thread(target=work, args=(n,)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for segments in several:
        segments.close()
    assert len(set(whole(tmp_path))) == 400 and not aside(tmp_path)
