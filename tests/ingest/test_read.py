"""Reading as a whole: directories, formats, duplicates, and blocks in any process."""

from __future__ import annotations

import gzip
import hashlib
import os
import pickle
import random
from pathlib import Path
from typing import Any

import pytest

from stillwatch.core.errors import InputError, UsageError
from stillwatch.ingest.base import LogFormat
from stillwatch.ingest.ledger import Ledger
from stillwatch.ingest.read import expand, formats, open_logs, parse_block, raw_blocks

from .logs import dump, exchange, read, write, write_parquet


def test_directory_stands_for_its_logs_in_order(tmp_path: Path) -> None:
    day = tmp_path / "day=2"
    day.mkdir()
    write(tmp_path / "b.jsonl", [exchange(1)])
    write(day / "c.ndjson", [exchange(2)])
    (tmp_path / "a.jsonl.gz").write_bytes(gzip.compress(dump([exchange(0)])))
    for name in ("truth.json", "accounts.csv", "accounts.jsonl", ".hidden.jsonl", "README.md"):
        (tmp_path / name).write_text("{}\n")
    (tmp_path / "empty.jsonl").touch()
    rows, report = read(tmp_path)
    assert [row["id"] for row in rows] == ["req-0", "req-1", "req-2"]
    assert [Path(file.path).name for file in report.files] == ["a.jsonl.gz", "b.jsonl", "c.ndjson"]


def test_folders_that_are_named_like_files_hold_logs(tmp_path: Path) -> None:
    """Spark writes a Parquet file so."""
    folder = tmp_path / "day.parquet"
    folder.mkdir()
    write_parquet(folder / "part-0.parquet", [exchange(0)])
    (folder / "_SUCCESS").touch()
    assert expand([tmp_path]) == [folder / "part-0.parquet"]


def test_an_empty_marker_that_a_shell_names_beside_logs_is_no_log(tmp_path: Path) -> None:
    logs = [write(tmp_path / f"part-{n}.jsonl", [exchange(n)]) for n in range(2)]
    (mark := tmp_path / "_SUCCESS").touch()
    assert expand([mark, *logs]) == logs
    (tmp_path / "_written").write_text("{}")
    assert expand([tmp_path / "_written", *logs])[0].name == "_written", "it holds something"
    with pytest.raises(InputError, match=r"_SUCCESS: the file is empty"):
        read(mark)


def test_a_folder_that_may_not_be_read_is_named(tmp_path: Path, monkeypatch: Any) -> None:
    write(tmp_path / "a.jsonl", [exchange(0)])
    for name in ("shut", ".hidden"):
        (tmp_path / name).mkdir()
    look = os.scandir

    def refused(place: str) -> Any:
        if Path(place).name in ("shut", ".hidden"):
            raise PermissionError(13, "Permission denied", place)
        return look(place)

    monkeypatch.setattr(os, "scandir", refused)
    with pytest.raises(InputError, match=r"shut: permission denied"):
        expand([tmp_path])
    (tmp_path / "shut").rmdir()
    assert expand([tmp_path]) == [tmp_path / "a.jsonl"]


def test_a_link_that_leads_nowhere_is_named(tmp_path: Path) -> None:
    write(tmp_path / "a.jsonl", [exchange(0)])
    (tmp_path / "b.jsonl").symlink_to(tmp_path / "gone.jsonl")
    with pytest.raises(InputError, match=r"b\.jsonl: no such file"):
        read(tmp_path)


def test_a_path_given_twice_is_read_once(tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl", [exchange(0)])
    assert expand([path, tmp_path, tmp_path / "." / "a.jsonl"]) == [path]


def test_report_names_files_with_their_digests(tmp_path: Path) -> None:
    one = write(tmp_path / "a.jsonl", [exchange(0), exchange(1)])
    two = write_parquet(tmp_path / "b.parquet", [exchange(2)])
    report = read(one, two)[1]
    assert [tuple(file) for file in report.files] == [
        (str(p), hashlib.sha256(p.read_bytes()).hexdigest(), p.stat().st_size, kind)
        for p, kind in ((one, "jsonl"), (two, "parquet"))
    ]
    assert report.exchanges == 3


def test_first_of_duplicates_counts(tmp_path: Path) -> None:
    one = write(tmp_path / "a.jsonl", [exchange(0, session="first"), exchange(1), exchange(1)])
    two = write(tmp_path / "b.jsonl", [exchange(0, session="second"), exchange(2)])
    rows, report = read(one, two)
    assert [(row["id"], row["session"]) for row in rows] == [
        ("req-0", "first"),
        ("req-1", None),
        ("req-2", None),
    ]
    assert (report.exchanges, report.duplicates) == (3, 2)
    assert report.content_states["full"] == 3
    assert report.fields_present["session"] == pytest.approx(1 / 3)


def test_progress_reaches_the_end(tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl", [exchange(i) for i in range(300)])
    reader = open_logs([path, write_parquet(tmp_path / "b.parquet", [exchange(900)])])
    with pytest.raises(UsageError, match="not been read to its end"):
        _ = reader.report
    assert reader.done_bytes == 0
    for _ in reader:
        pass
    assert reader.done_bytes == reader.total_bytes > path.stat().st_size


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("notes.txt", b"Just some words.\n"),
        ("package.json", b'{"name": "x", "version": "1"}\n'),
        ("pretty.jsonl", b'{\n  "id": "1"\n}\n'),
        ("image.png", b"\x89PNG\r\n\x1a\n" + bytes(100)),
        ("a.jsonl", b"\0\0\0\0"),
        ("a.csv", b"id,time\n1,2\n"),
    ],
)
def test_what_is_no_log_is_named(tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(InputError) as caught:
        read(tmp_path / name)
    message = str(caught.value)
    assert name in message
    assert "\n" not in message
    assert "--format" in message


def test_format_can_be_named(tmp_path: Path) -> None:
    path = write(tmp_path / "data.txt", [b"junk"] * 25 + [exchange(0)])
    with pytest.raises(InputError, match="not a log of any known format"):
        open_logs([path])
    assert read(path, format="jsonl")[1].malformed == 25
    with pytest.raises(UsageError, match=r"'xml': known are .*jsonl"):
        open_logs([path], format="xml")


def test_only_the_first_hundred_malformed_lines_are_named(tmp_path: Path) -> None:
    report = read(write(tmp_path / "a.jsonl", [exchange(0)] + [b"junk"] * 250))[1]
    assert report.malformed == 250
    assert [bad.line for bad in report.malformed_lines] == list(range(2, 102))


def mixed(count: int) -> list[object]:
    """Return a log with oddities all through it."""
    draw = random.Random(5)
    odd: list[object] = [
        b"junk",
        b"",
        exchange(3),
        exchange(9000, client={"asn": "AS5"}),
        exchange(9001, extra=1),
        exchange(9002, id=None),
        exchange(9003, time="2026-03-02T10:00:00"),
        b"\xff",
    ]
    return [draw.choice(odd) if i % 7 == 3 else exchange(i) for i in range(count)]


@pytest.mark.parametrize("block_bytes", [1, 300, 5000, 1 << 20])
@pytest.mark.parametrize("kind", ["jsonl", "parquet"])
def test_blocks_of_any_size_give_the_same(tmp_path: Path, kind: str, block_bytes: int) -> None:
    lines = mixed(600)
    if kind == "jsonl":
        path = write(tmp_path / "a.jsonl", lines)
    else:
        path = write_parquet(tmp_path / "a.parquet", [x for x in lines if isinstance(x, dict)])
    rows, report = read(path)
    ledger, source = Ledger(), raw_blocks([path], block_bytes=block_bytes)
    found = []
    for block in source:
        # blocks and results travel between processes
        parsed = pickle.loads(pickle.dumps(parse_block(pickle.loads(pickle.dumps(block)))))
        fresh = ledger.admit(parsed.without_text())
        kept = zip(parsed.batch.to_pylist(), fresh.tolist(), strict=True)
        found += [row for row, keep in kept if keep]
    assert found == rows
    assert ledger.report(tuple(source.files)) == report
    assert len(pickle.dumps(parsed.without_text())) < 30_000


def test_every_format_is_described_and_found() -> None:
    assert {"jsonl", "parquet"} <= set(formats())
    for name, kind in formats().items():
        assert kind.name == name
        assert issubclass(kind, LogFormat)
        assert kind.__doc__ and kind.recognise.__doc__
        assert not kind.recognise(b"", Path("nothing"))
        assert not kind.recognise(b"\x7fELF" + bytes(100), Path("program"))
