"""Parquet: the same rows as JSON lines give, whatever the layout of the columns."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from stillwatch.core.errors import InputError
from stillwatch.ingest.bytesource import ByteSource
from stillwatch.ingest.parquet import ParquetLog

from .logs import exchange, read, write, write_parquet
from .test_jsonl import EXPECTED, FULL

words = st.text(max_size=12).filter(lambda s: not s.startswith("[{"))
maybe = st.none() | words
part = st.fixed_dictionaries({"type": st.sampled_from(["text", "image"]), "text": maybe})
role = st.sampled_from(["system", "user", "assistant", "tool"])


def contents(content: st.SearchStrategy[Any]) -> st.SearchStrategy[list[dict[str, Any]]]:
    return st.lists(st.fixed_dictionaries({"role": role, "content": content}), max_size=5)


messages = contents(maybe) | contents(st.lists(part, max_size=3))
optional: dict[str, st.SearchStrategy[Any]] = {
    "session": maybe,
    "account": st.fixed_dictionaries(
        {"id": words}, optional={"org": maybe, "verified": st.booleans(), "created": maybe}
    ),
    "client": st.none()
    | st.fixed_dictionaries({"ip": maybe, "asn": st.integers(0, 2**40) | st.none()}),
    "response": st.none()
    | st.fixed_dictionaries(
        {"content": maybe, "latency_ms": st.floats(width=32, allow_nan=False, allow_infinity=False)}
    ),
    "usage": st.fixed_dictionaries({"input_tokens": st.integers(-(2**63), 2**63 - 1)}),
    "content_state": st.sampled_from([None, "full", "redacted", "odd"]),
    "note": words,
}


@st.composite
def log(draw: st.DrawFn) -> list[dict[str, Any]]:
    """Draw a log whose records share one shape, as a Parquet file's do."""
    shape = st.fixed_dictionaries({}, optional=optional)
    names = set(draw(shape))
    talk = draw(st.sampled_from([contents(maybe), contents(st.lists(part, max_size=3))]))
    lines = []
    for number in range(draw(st.integers(1, 6))):
        fields = {name: draw(optional[name]) for name in sorted(names)}
        request = {"model": draw(words), "messages": draw(talk), "max_tokens": draw(st.none())}
        lines.append(exchange(number) | fields | {"request": request})
    return lines


@settings(
    max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(log())
def test_same_rows_as_json_lines(tmp_path: Path, lines: list[dict[str, Any]]) -> None:
    try:
        rows, report = read(write(tmp_path / "a.jsonl", lines))
    except InputError as error:
        with pytest.raises(InputError, match="required field") as caught:
            read(write_parquet(tmp_path / "a.parquet", lines))
        assert caught.value.reason == error.reason
        return
    found, other = read(write_parquet(tmp_path / "a.parquet", lines))
    assert found == rows
    assert other.malformed == report.malformed
    assert [bad[1:] for bad in other.malformed_lines] == [bad[1:] for bad in report.malformed_lines]
    assert other.content_states == report.content_states
    assert other.fields_present == report.fields_present


def test_every_field_reaches_its_column(tmp_path: Path) -> None:
    rows, report = read(write_parquet(tmp_path / "a.parquet", [FULL]))
    assert rows == [EXPECTED]
    assert report.unknown_fields == {}


def test_flat_columns_with_dots(tmp_path: Path) -> None:
    table = pa.table(
        {
            "id": ["1"],
            "time": pa.array([1_772_445_600.5]),
            "account.id": pa.array(["a"]).dictionary_encode(),
            "request.model": pa.array(["m"], pa.large_string()),
            "request.messages": ['[{"role": "user", "content": "Q"}]'],
            "request.tools": ['[{"name": "f"}]'],
            "request.reasoning": ['{"effort": "low"}'],
            "usage.input_tokens": pa.array([3], pa.int32()),
            "request.odd": [1],
            "odd": [1],
        }
    )
    pq.write_table(table, tmp_path / "a.parquet")
    rows, report = read(tmp_path / "a.parquet")
    row = rows[0]
    assert (row["account"], row["model"], row["text"]) == ("a", "m", "Q")
    assert (row["tools"], row["reasoning"], row["input_tokens"]) == ("f", "low", 3)
    assert row["time"].microsecond == 500_000
    assert report.unknown_fields == {"odd": 1, "request.odd": 1}


def test_parts_as_json_text_are_decoded(tmp_path: Path) -> None:
    line = exchange(0)
    parts = [{"type": "text", "text": "Q"}, {"type": "image_url"}]
    line["request"]["messages"][0]["content"] = json.dumps(parts)
    row = read(write_parquet(tmp_path / "a.parquet", [line]))[0][0]
    assert (row["text"], row["images"]) == ("Q", 1)


def test_items_as_json_text_are_read_as_in_json_lines(tmp_path: Path) -> None:
    """Calls and choices differ from one another: one type of column cannot hold them."""
    asked = [{"role": "user", "content": "Q"}, {"type": "function_call_output", "output": "R"}]
    choices = [
        {"index": i, "message": {"role": "assistant", "content": c}} for i, c in enumerate("AB")
    ]
    items = [
        {"type": "reasoning"},
        {"type": "message", "content": [{"type": "output_text", "text": "C"}]},
    ]
    lines = [
        exchange(i, request={"model": "m", "input": asked}, response={"output": output})
        for i, output in enumerate([choices, items, [{"text": "D", "index": 0}]])
    ]
    texts = [
        line
        | {
            "request": {"model": "m", "input": json.dumps(asked)},
            "response": {"output": json.dumps(line["response"]["output"])},
        }
        for line in lines
    ]
    rows, _ = read(write(tmp_path / "a.jsonl", lines))
    assert read(write_parquet(tmp_path / "a.parquet", texts))[0] == rows
    assert [row["output"] for row in rows] == ["A\nB", "C", "D"]


def test_text_that_looks_like_json_stays_text(tmp_path: Path) -> None:
    said = ["[1, 2]", '{"name": "x"}', "[draft", '[{"name": "x"}]']
    lines = [
        exchange(i, request={"model": "m", "input": text}, response={"output": text})
        for i, text in enumerate(said)
    ]
    rows, _ = read(write_parquet(tmp_path / "a.parquet", lines))
    assert [(row["text"], row["output"]) for row in rows] == [(text, text) for text in said]


def test_one_message_is_read_and_what_is_none_is_counted(tmp_path: Path) -> None:
    one = exchange(request={"model": "m", "messages": {"role": "user", "content": "Q"}})
    (row,), report = read(write_parquet(tmp_path / "a.parquet", [one]))
    assert row["text"] == "Q" and not report.unreadable_fields
    none = exchange(request={"model": "m", "messages": "Q"}, content_state="partial")
    _, report = read(write_parquet(tmp_path / "b.parquet", [none]))
    _, same = read(write(tmp_path / "b.jsonl", [none]))
    assert report.unreadable_fields == same.unreadable_fields
    assert report.unreadable_fields == {"content_state": 1, "request.messages": 1}


def test_what_data_frames_make_of_a_column_is_the_same_log(tmp_path: Path) -> None:
    """Whole numbers with gaps become floats, and days have a type of their own."""
    table = pa.table(
        {
            "id": ["x"],
            "time": pa.array([1_772_409_600.0]),
            "account.id": pa.array([42.0]),
            "account.created": pa.array([20_000], pa.date32()),
            "request.model": ["m"],
            "response.status": pa.array([200.0]),
            "client.asn": pa.array([64500.0]),
        }
    )
    pq.write_table(table, tmp_path / "a.parquet")
    line = {
        "id": "x",
        "time": 1_772_409_600,
        "account": {"id": 42, "created": "2024-10-04"},
        "request": {"model": "m"},
        "response": {"status": 200},
        "client": {"asn": 64500},
    }
    rows, _ = read(tmp_path / "a.parquet")
    assert rows == read(write(tmp_path / "a.jsonl", [line]))[0]
    assert rows[0]["created"] is not None and rows[0]["account"] == "42"


def test_rows_without_required_fields_are_numbered(tmp_path: Path) -> None:
    lines = [exchange(i) for i in range(5)]
    lines[1]["id"] = lines[3]["time"] = None
    rows, report = read(write_parquet(tmp_path / "a.parquet", lines))
    assert len(rows) == 3
    assert [bad.line for bad in report.malformed_lines] == [2, 4]


def test_text_that_is_not_utf8_is_malformed(tmp_path: Path) -> None:
    lines = [exchange(i, session="sss") for i in range(3)]
    table = pa.Table.from_pylist(lines)
    raw = table.column("session").combine_chunks()
    bad = pa.Array.from_buffers(
        pa.string(), 3, [None, raw.buffers()[1], pa.py_buffer(b"sss\xff\xfe\xfdsss")]
    )
    table = table.set_column(table.schema.get_field_index("session"), "session", bad)
    pq.write_table(table, tmp_path / "a.parquet")
    rows, report = read(tmp_path / "a.parquet")
    assert [row["id"] for row in rows] == ["req-0", "req-2"]
    assert report.malformed_lines[0][1:] == (2, "not valid UTF-8")


def test_strings_that_are_not_marked_as_such_are_read(tmp_path: Path) -> None:
    """Impala and old writers of Spark hold strings as bytes."""
    part = pa.struct([("role", pa.binary()), ("content", pa.large_binary())])
    nested = pa.struct([("model", pa.binary()), ("messages", pa.list_(part))])
    asked = [{"model": b"m", "messages": [{"role": b"user", "content": text}]}
             for text in (b"Hello", b"\xff", b"Again")]  # fmt: skip
    table = pa.table({
        "id": pa.array([b"a", b"b", b"c"]), "time": ["2026-11-02T09:00:00Z"] * 3,
        "account.id": pa.array([b"x"] * 3), "request": pa.array(asked, nested),
    })  # fmt: skip
    pq.write_table(table, tmp_path / "a.parquet")
    rows, report = read(tmp_path / "a.parquet")
    assert [(row["id"], row["account"], row["text"]) for row in rows] == [
        ("a", "x", "Hello"), ("c", "x", "Again"),
    ]  # fmt: skip
    assert [(m.line, m.reason) for m in report.malformed_lines] == [(2, "not valid UTF-8")]


def test_no_rows(tmp_path: Path) -> None:
    table = pa.Table.from_pylist([exchange(0)]).slice(0, 0)
    pq.write_table(table, tmp_path / "a.parquet")
    with pytest.raises(InputError, match="holds no exchange"):
        read(tmp_path / "a.parquet")


@pytest.mark.parametrize("missing", ["id", "time", "account", "request"])
def test_missing_column_is_named(tmp_path: Path, missing: str) -> None:
    line = exchange(0)
    del line[missing]
    with pytest.raises(InputError, match=rf"column {missing}(\.id|\.model)? is missing"):
        read(write_parquet(tmp_path / "a.parquet", [line]))


@pytest.mark.parametrize("cut", [4, 100, -1, -200])
def test_cut_file_is_named(tmp_path: Path, cut: int) -> None:
    path = write_parquet(tmp_path / "a.parquet", [exchange(i) for i in range(100)])
    path.write_bytes(path.read_bytes()[:cut])
    with pytest.raises(InputError, match=r"a\.parquet: not a readable Parquet file") as caught:
        read(path)
    assert "\n" not in str(caught.value)


def test_what_has_been_read_is_not_kept(tmp_path: Path) -> None:
    """A file of many row groups takes the memory of a few, however large it is."""
    path, rng = tmp_path / "log.parquet", np.random.default_rng(0)
    writer = None
    for group in range(40):
        lines = [exchange(100 * group + i) for i in range(100)]
        for line in lines:
            line["request"] = {"model": "m", "prompt": rng.bytes(1500).hex()}
        table = pa.Table.from_pylist(lines)
        writer = writer or pq.ParquetWriter(path, table.schema, compression="none")
        writer.write_table(table)
    assert writer is not None
    writer.close()
    size, before, most = path.stat().st_size, pa.total_allocated_bytes(), 0
    for _ in ParquetLog().blocks(ByteSource(path), 1 << 18):
        most = max(most, pa.total_allocated_bytes() - before)
    assert size > 10e6 and most < size / 4
