"""Langfuse's blob storage export, in its folders and file types."""

from __future__ import annotations

import csv
import gzip
import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from stillwatch.core.errors import InputError
from stillwatch.ingest.ledger import IngestReport
from stillwatch.ingest.mapping import Mapping
from stillwatch.ingest.read import open_logs, raw_blocks, recognise

TEXT = pa.string()


def observation(number: int, **more: Any) -> dict[str, Any]:
    """Return an enriched observation with the columns of Langfuse's field reference."""
    asked = [{"role": "user", "content": f'Question "{number}",\nplease: ü?'}]
    return {
        "id": f"o{number}", "trace_id": f"t{number}", "project_id": "p", "environment": "prod",
        "type": "GENERATION", "parent_observation_id": "",
        "start_time": f"2026-11-02 09:30:{number:02d}.250000",
        "end_time": f"2026-11-02 09:31:{number:02d}.000000", "name": "answer",
        "metadata": {"client_ip": "192.0.2.7", "attempt": "1"} if number % 2 else {},
        "level": "DEFAULT", "status_message": "", "version": "", "input": json.dumps(asked),
        "output": json.dumps({"role": "assistant", "content": f"Reply {number}."}),
        "provided_model_name": "small", "model_parameters": '{"temperature":0.5}',
        "usage_details": {"input": 7, "input_cached_tokens": 2, "output": 5, "total": 14},
        "cost_details": {"input": 0.01}, "completion_start_time": None, "prompt_version": None,
        "latency": 59.75, "tags": ["api"], "user_id": f"u{number % 3}", "session_id": "",
        "trace_name": "chat", "release": "", "bookmarked": False, "public": False,
    } | more  # fmt: skip


TYPES = {
    **dict.fromkeys(("start_time", "end_time", "completion_start_time"), pa.timestamp("us")),
    **dict.fromkeys(("timestamp", "created_at", "updated_at"), pa.timestamp("us")),
    "metadata": pa.map_(TEXT, TEXT), "usage_details": pa.map_(TEXT, pa.uint64()),
    "cost_details": pa.map_(TEXT, pa.decimal128(18, 12)), "tags": pa.list_(TEXT),
    "latency": pa.float64(), "prompt_version": pa.uint16(), "value": pa.float64(),
    "bookmarked": pa.bool_(), "public": pa.bool_(),
}  # fmt: skip
"""Types of columns that are no texts, as ClickHouse writes them."""


def _cell(name: str, value: Any) -> Any:
    kind = TYPES.get(name, TEXT)
    if value is not None and pa.types.is_timestamp(kind):
        return datetime.fromisoformat(value)
    if name == "cost_details":
        return [(key, None) for key in value]
    return list(value.items()) if pa.types.is_map(kind) and value is not None else value


def as_parquet(path: Path, rows: list[dict[str, Any]], *, unmarked: bool = False) -> Path:
    columns = {
        name: pa.array([_cell(name, row[name]) for row in rows], TYPES.get(name, TEXT))
        for name in rows[0]
    }
    if unmarked:  # strings as plain bytes: a setting of ClickHouse
        plain = {TEXT: pa.binary(), pa.map_(TEXT, TEXT): pa.map_(pa.binary(), pa.binary())}
        columns = {name: c.cast(plain.get(c.type, c.type)) for name, c in columns.items()}
    pq.write_table(pa.table(columns), path)
    return path


def as_csv(path: Path, rows: list[dict[str, Any]]) -> Path:
    with path.open("w", newline="") as file:
        out = csv.writer(file)
        out.writerow(rows[0])
        for row in rows:
            out.writerow(
                json.dumps(v) if isinstance(v, dict | list | bool) else "" if v is None else v
                for v in row.values()
            )
    return path


def as_lines(path: Path, rows: list[dict[str, Any]]) -> Path:
    path.write_bytes(gzip.compress("".join(json.dumps(row) + "\n" for row in rows).encode()))
    return path


def read(
    *paths: Path, mapping: Mapping | None = None, format: str | None = None
) -> tuple[list[dict[str, Any]], IngestReport]:
    reader = open_logs(list(paths), mapping=mapping, format=format)
    return [row for batch in reader for row in batch.to_pylist()], reader.report


MAPS = (None, Mapping.of({"fields": {"client.ip": "metadata.client_ip"}}))


@pytest.mark.parametrize("mapping", MAPS, ids=["no map", "map"])
@pytest.mark.parametrize("kind", ["parquet", "unmarked", "csv"])
def test_all_file_types_give_the_same_exchanges(
    tmp_path: Path, kind: str, mapping: Mapping | None
) -> None:
    rows = [observation(n, type="SPAN" if n == 5 else "GENERATION") for n in range(9)]
    wanted, of_lines = read(as_lines(tmp_path / "a.jsonl.gz", rows), mapping=mapping)
    path = tmp_path / f"a.{'csv' if kind == 'csv' else 'parquet'}"
    path = as_csv(path, rows) if kind == "csv" else as_parquet(path, rows, unmarked=kind[0] == "u")
    for format in (None, "langfuse"):
        found, report = read(path, mapping=mapping, format=format)
        assert found == wanted and len(found) == 8
        assert report.files[0].format == "langfuse" and report.malformed == 0
        assert report.skipped_records == of_lines.skipped_records
        assert report.unknown_fields.keys() == of_lines.unknown_fields.keys()
    first = found[1]
    assert (first["account"], first["input_tokens"], first["latency_ms"]) == ("u1", 9, 59750)
    assert first["ip"] == (None if mapping is None else "192.0.2.7")


def test_a_bad_row_is_named_by_its_number(tmp_path: Path) -> None:
    path = as_csv(tmp_path / "a.csv", [observation(n) for n in range(3)])
    text = path.read_text().splitlines()
    path.write_text("\n".join([*text[:1], "one,two,three", *text[1:], ",".join("x" * 60)]) + "\n")
    found, report = read(path)
    assert [row["id"] for row in found] == ["o0", "o1", "o2"]
    assert sorted(m.line for m in report.malformed_lines) == [len(text) + 2]
    rows = [observation(n, user_id=None if n == 2 else "u") for n in range(4)]
    _, report = read(as_parquet(tmp_path / "a.parquet", rows))
    assert [m.line for m in report.malformed_lines] == [3]


def test_a_folder_stands_for_its_csv_without_a_map(tmp_path: Path) -> None:
    as_csv(tmp_path / "2026-11-02.csv", [observation(1)])
    (tmp_path / "customers.csv").write_text("id,name\n1,x\n")
    found, report = read(tmp_path)
    assert [row["id"] for row in found] == ["o1"] and len(report.files) == 1


def test_other_tables_are_not_taken_for_langfuse(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("type,trace_id,start_time,user\nGENERATION,t,2026-11-02,u\n")
    with pytest.raises(InputError, match="in csv is read with a map"):
        recognise(path)
    pq.write_table(pa.table({"type": ["x"], "trace_id": ["t"]}), tmp_path / "a.parquet")
    assert recognise(tmp_path / "a.parquet").name == "parquet"


def test_calls_that_langfuse_makes_itself_are_no_customers(tmp_path: Path) -> None:
    judge = observation(2, environment="langfuse-llm-as-a-judge", user_id="")
    found, report = read(as_lines(tmp_path / "a.jsonl.gz", [observation(1), judge]))
    assert len(found) == 1 and report.malformed == 0
    said = "calls that Langfuse makes itself, such as its judge's"
    assert report.skipped_records == {said: 1}


def trace(number: int, **more: Any) -> dict[str, Any]:
    return {
        "id": f"t{number}", "timestamp": f"2026-11-02 09:30:{number:02d}.000000", "name": "chat",
        "environment": "prod", "project_id": "p", "metadata": {"client_ip": f"192.0.2.{number}"},
        "user_id": f"u{number}", "session_id": f"s{number}", "release": "", "version": "",
        "public": False, "bookmarked": False, "tags": ["api"], "input": "long", "output": "long",
        "created_at": "2026-11-02 09:30:00.000000", "updated_at": "2026-11-02 09:30:00.000000",
    } | more  # fmt: skip


def legacy(number: int, **more: Any) -> dict[str, Any]:
    row = observation(number, metadata={}, **more)
    of_trace = ("tags", "user_id", "session_id", "trace_name", "release", "bookmarked", "public")
    return {name: value for name, value in row.items() if name not in of_trace}


SCORE = {
    "id": "x", "timestamp": "2026-11-02 09:40:00.000000", "project_id": "p", "environment": "prod",
    "trace_id": "t1", "observation_id": "o1", "session_id": None, "dataset_run_id": None,
    "name": "helpful", "value": 1.0, "source": "API", "comment": None, "data_type": "NUMERIC",
    "string_value": None,
}  # fmt: skip
MANIFEST = {
    "exportSource": "OBSERVATIONS_V2", "tables": ["observations_v2", "scores"],
    "window": {"minTimestamp": "2026-11-02"}, "files": [{"key": "a", "rowCount": None}],
}  # fmt: skip


def export(folder: Path, write: Any, suffix: str) -> Path:
    """Write a legacy export of two windows: the trace of one observation began in the first."""
    for name, rows in {
        "traces/2026-11-02": [trace(1), trace(2), trace(9)],
        "traces/2026-11-03": [trace(3)],
        "observations/2026-11-02": [legacy(1)],
        "observations/2026-11-03": [legacy(3), legacy(2), legacy(4)],
        "scores/2026-11-02": [SCORE],
    }.items():
        path = folder / f"{name}{suffix}"
        path.parent.mkdir(parents=True, exist_ok=True)
        write(path, rows)
    (folder / "manifests").mkdir()
    (folder / "manifests" / "2026-11-02.json").write_text(json.dumps(MANIFEST))
    return folder


FILES = [(as_parquet, ".parquet"), (as_csv, ".csv"), (as_lines, ".jsonl.gz")]


@pytest.mark.parametrize(("write", "suffix"), FILES, ids=[s for _, s in FILES])
def test_a_legacy_export_is_joined_and_its_other_files_are_counted(
    tmp_path: Path, write: Any, suffix: str
) -> None:
    folder = export(tmp_path / "p", write, suffix)
    found, report = read(folder, mapping=MAPS[1])
    told = [(row["id"], row["account"], row["session"], row["ip"]) for row in found]
    assert told == [(f"o{n}", f"u{n}", f"s{n}", f"192.0.2.{n}") for n in (1, 3, 2)]
    assert report.skipped_records.items() >= {
        "traces": 4, "scores": 1, "manifests of exports": 1,
    }.items()  # fmt: skip
    assert len(report.files) == 6 and len({file.path for file in report.files}) == 6
    assert report.malformed == 1, "the one whose trace is nowhere"


def test_observations_alone_find_the_traces_that_lie_beside_them(tmp_path: Path) -> None:
    folder = export(tmp_path / "p", as_lines, ".jsonl.gz")
    found, report = read(folder / "observations")
    assert [row["account"] for row in found] == ["u1", "u3", "u2"]
    named = [Path(file.path).parent.name for file in report.files]
    assert sorted(named) == ["observations", "observations", "traces", "traces"]
    assert all(file.sha256 for file in report.files)


@pytest.mark.parametrize("inside", ["", "p", "p/observations"])
def test_a_folder_named_from_where_one_stands_lists_each_file_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, inside: str
) -> None:
    export(tmp_path / "p", as_lines, ".jsonl.gz")
    monkeypatch.chdir(tmp_path / inside)
    given = [Path("p"), Path("."), Path("2026-11-03.jsonl.gz")][len(Path(inside).parts)]
    found, report = read(given)
    assert [row["account"] for row in found][-2:] == ["u3", "u2"]
    places = [Path(file.path).resolve() for file in report.files]
    assert len(set(places)) == len(places) == (3 if "/" in inside else 6)


def test_a_damaged_file_of_traces_is_named(tmp_path: Path) -> None:
    folder = export(tmp_path / "p", as_parquet, ".parquet")
    path = folder / "traces" / "2026-11-02.parquet"
    path.write_bytes(path.read_bytes()[:-20])
    with pytest.raises(InputError, match=r"traces/2026-11-02\.parquet: not a readable Parquet"):
        read(folder / "observations")


def test_a_long_trace_is_not_copied_to_each_of_its_observations(tmp_path: Path) -> None:
    """A trace of some megabytes, copied to thousands of observations, took all memory."""
    folder = tmp_path / "p"
    for name in ("traces", "observations"):
        (folder / name).mkdir(parents=True)
    long = trace(1, metadata={"a": "x" * (1 << 20)}, name="y" * (60 << 10))
    as_lines(folder / "traces" / "1.jsonl.gz", [long])
    rows = [legacy(1) | {"id": f"o{number}"} for number in range(200)]
    as_lines(folder / "observations" / "1.jsonl.gz", rows)
    blocks = list(raw_blocks([folder / "observations"], block_bytes=1 << 20))
    assert max(len(block.data) for block in blocks) < 2 << 20
    found, report = read(folder / "observations")
    assert report.malformed == 0 and {row["account"] for row in found} == {"u1"}
    assert len(found) == 200


def test_traces_are_read_anew_each_time_and_named_each_time(tmp_path: Path) -> None:
    """What one reading kept in the process was lent to the next, though its file had changed."""
    folder = export(tmp_path / "p", as_lines, ".jsonl.gz")
    _, first = read(folder / "observations")
    as_lines(folder / "traces" / "2026-11-03.jsonl.gz", [trace(3, user_id="other")])
    found, second = read(folder / "observations")
    assert [row["account"] for row in found] == ["u1", "other", "u2"]
    assert [file.path for file in second.files] == [file.path for file in first.files]


def test_what_is_no_file_among_the_traces_stops_nothing(tmp_path: Path) -> None:
    folder = export(tmp_path / "p", as_lines, ".jsonl.gz")
    (folder / "traces" / "2026-11-01.jsonl").symlink_to("nowhere")
    (folder / "traces" / "2026-11-04.jsonl").mkdir()
    found, _ = read(folder / "observations")
    assert [row["account"] for row in found] == ["u1", "u3", "u2"]
