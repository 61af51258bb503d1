"""Files as they lie on disk: compression of every kind, damage, digests, reading ahead."""

from __future__ import annotations

import gzip
import hashlib
import os
import threading
from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pytest

from stillwatch.core.errors import InputError
from stillwatch.ingest import bytesource
from stillwatch.ingest.bytesource import ByteSource, Ended, ReadAhead
from stillwatch.ingest.read import open_logs

from .logs import dump, exchange, read

DATA = dump([exchange(i) for i in range(500)])


def zstd(data: bytes) -> bytes:
    packed: bytes = pa.compress(data, "zstd", asbytes=True)
    return packed


def messages(data: bytes) -> bytes:
    """Return lines as the OpenTelemetry Collector's file exporter writes them, compressed."""
    packed = [zstd(line) for line in data.splitlines()]
    return b"".join(len(one).to_bytes(4, "big") + one for one in packed)


GOOD = {
    "plain": DATA,
    "gzip": gzip.compress(DATA),
    "gzip members": gzip.compress(DATA[:1000]) + gzip.compress(b"") + gzip.compress(DATA[1000:]),
    "gzip padded": gzip.compress(DATA) + b"\0" * 100,
    "gzip padded between": gzip.compress(DATA[:1000]) + b"\0" * 9 + gzip.compress(DATA[1000:]),
    "zstd": zstd(DATA),
    "zstd messages": messages(DATA),
    "zstd messages, some empty": messages(DATA) + bytes(40_000),
    "zstd frames": zstd(DATA[:1000]) + zstd(DATA[1000:]),
}
DAMAGED = {
    "gzip cut": (gzip.compress(DATA)[:-500], "the gzip data ends early"),
    "gzip cut in the trailer": (gzip.compress(DATA)[:-3], "the gzip data ends early"),
    "gzip with junk behind": (gzip.compress(DATA) + b"junk", "the gzip data is damaged"),
    "zstd messages cut": (messages(DATA)[:-500], "the zstd data ends early"),
    "zstd messages cut in a length": (messages(DATA) + b"\0\0", "the zstd data ends early"),
    "zstd cut": (zstd(DATA)[:-500], "the zstd data ends early"),
    "zstd with junk behind": (zstd(DATA) + b"junk", "the zstd data is damaged"),
}


@pytest.mark.parametrize("name", GOOD)
def test_contents_and_digest(tmp_path: Path, name: str) -> None:
    path = tmp_path / "log"
    path.write_bytes(GOOD[name])
    source = ByteSource(path)
    assert DATA.startswith(source.head())
    assert b"".join(source.chunks()) == DATA
    assert source.sha256 == hashlib.sha256(GOOD[name]).hexdigest()
    assert source.done == source.size == len(GOOD[name])


@pytest.mark.parametrize("name", DAMAGED)
def test_damage_loses_the_tail_only(tmp_path: Path, name: str) -> None:
    data, reason = DAMAGED[name]
    path = tmp_path / "log.jsonl.x"
    path.write_bytes(data)
    source = ByteSource(path)
    found = b""
    with pytest.raises(Ended, match=reason):
        for chunk in source.chunks():
            found += chunk
    assert DATA.startswith(found)
    assert source.sha256 == hashlib.sha256(data).hexdigest()


@pytest.mark.parametrize("name", ["gzip cut", "gzip with junk behind"])
def test_damaged_log_is_read_as_far_as_it_goes(tmp_path: Path, name: str) -> None:
    data, reason = DAMAGED[name]
    path = tmp_path / "log.jsonl.gz"
    path.write_bytes(data)
    rows, report = read(path)
    assert 0 < len(rows) <= 500
    assert report.malformed == 1
    assert report.malformed_lines[0].reason == reason
    assert report.malformed_lines[0].line == len(rows) + 1
    with pytest.raises(InputError, match=reason):
        read(path, strict=True)


def test_expansion_beyond_reason_stops(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bytesource, "RATIO_FROM", 5 << 20)
    path = tmp_path / "bomb.jsonl.gz"
    path.write_bytes(gzip.compress(dump([exchange(0)]) + b"\n" * (9 << 20)))
    with pytest.raises(Ended, match="expands more than 500-fold"):
        for chunk in ByteSource(path).chunks():
            assert len(chunk) <= bytesource.CHUNK
    rows, report = read(path)
    assert len(rows) == report.malformed == 1


def test_long_line_in_a_small_file_is_not_held(tmp_path: Path) -> None:
    path = tmp_path / "log.jsonl.gz"
    with gzip.open(path, "wb", compresslevel=1) as file:
        file.write(dump([exchange(0)]))
        for _ in range(70):
            file.write(b" " * (1 << 20))
        file.write(b"\n" + dump([exchange(1)]))
    rows, report = read(path)
    assert [row["id"] for row in rows] == ["req-0", "req-1"]
    assert report.malformed_lines[0][1:] == (2, "the line is longer than 64 MiB")


@pytest.mark.parametrize(
    "content", [b"", gzip.compress(b"", mtime=0), b"\n\n", gzip.compress(b"", mtime=0)[:-9]]
)
def test_nothing_in_it(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "log.jsonl"
    path.write_bytes(content)
    with pytest.raises(InputError, match=r"log\.jsonl(:1)?: (the|no) "):
        read(path)


def test_missing_directory_and_device(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file"):
        open_logs([tmp_path / "none.jsonl"])
    with pytest.raises(InputError, match="no log files in this directory"):
        open_logs([tmp_path])
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(InputError, match="is not a regular file"):
        open_logs([tmp_path / "pipe"])


def test_leaving_early_stops_the_thread(tmp_path: Path) -> None:
    def endless() -> Iterator[bytes]:
        while True:
            yield b"x"

    before = threading.active_count()
    for _ in ReadAhead(endless()):
        break
    assert threading.active_count() == before


def test_errors_cross_the_thread(tmp_path: Path) -> None:
    def failing() -> Iterator[bytes]:
        yield b"x"
        raise InputError("gone", path="p")

    got = []
    with pytest.raises(InputError, match="p: gone"):
        for piece in ReadAhead(failing()):
            got.append(piece)
    assert got == [b"x"]
