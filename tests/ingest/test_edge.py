"""The edge log: every format, bad lines, and the join from disk."""

from __future__ import annotations

import csv
import gzip
import io
import json
import pickle
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from stillwatch.core.errors import InputError
from stillwatch.ingest import edge as module
from stillwatch.ingest.edge import MATCHED, Edge, build
from stillwatch.ingest.edge_rows import CLIENT
from stillwatch.ingest.read import open_logs

from .logs import exchange, write

SEEN: list[dict[str, Any]] = [
    {"id": "req-0", "ip": "192.0.2.1", "asn": 64500, "country": "DE", "user_agent": "curl/8, x",
     "ja4": "t13d"},
    {"id": "req-1", "ip": "192.0.2.2", "asn": None, "country": None, "user_agent": "über",
     "ja4": None},
    {"id": "req-9", "ip": "192.0.2.9", "asn": 64501, "country": None, "user_agent": None,
     "ja4": None},
]  # fmt: skip


def dotted(row: dict[str, Any]) -> dict[str, Any]:
    return {name if name == "id" else f"client.{name}": value for name, value in row.items()}


def nested(row: dict[str, Any]) -> dict[str, Any]:
    return {"id": row["id"], "client": {k: v for k, v in row.items() if k != "id"}, "more": 1}


SHAPES = {"bare": dict, "dotted": dotted, "nested": nested}


def spelt(kind: str, shape: str, rows: list[dict[str, Any]]) -> bytes:
    made = [SHAPES[shape](row) for row in rows]
    if kind == "parquet":
        sink = io.BytesIO()
        pq.write_table(pa.Table.from_pylist(made), sink)
        return sink.getvalue()
    if kind == "csv":
        text = io.StringIO()
        writer = csv.DictWriter(text, list(made[0]))
        writer.writeheader()
        writer.writerows(made)
        return text.getvalue().encode("utf-8-sig")
    return "".join(json.dumps(row) + "\n" for row in made).encode()


@pytest.mark.parametrize(
    ("kind", "shape", "packed"),
    [(*form, packed) for packed in ("", "gz", "zst")
     for form in [*(("jsonl", s) for s in SHAPES), ("csv", "bare"), ("csv", "dotted")]]
    + [("parquet", s, "") for s in SHAPES],
)  # fmt: skip
def test_formats(tmp_path: Path, kind: str, shape: str, packed: str) -> None:
    data = spelt(kind, shape, SEEN)
    if packed:
        data = gzip.compress(data) if packed == "gz" else pa.compress(data, "zstd", asbytes=True)
    path = tmp_path / f"edge.{kind}.{packed}"
    path.write_bytes(data)
    found = build([path], tmp_path / "made")
    assert (found.rows, found.duplicates, found.malformed) == (3, 0, 0)
    joined, marks = found.join(batch_of(tmp_path, [exchange(i) for i in (1, 5, 0)]))
    assert marks.tolist() == [MATCHED, 0, MATCHED]
    rows = [{name: row[name] for name in CLIENT} for row in joined.to_pylist()]
    assert rows == [
        {"ip": "192.0.2.2", "asn": None, "client_country": None, "user_agent": "über", "ja4": None},
        dict.fromkeys(CLIENT),
        {"ip": "192.0.2.1", "asn": 64500, "client_country": "DE", "user_agent": "curl/8, x",
         "ja4": "t13d"},
    ]  # fmt: skip
    left = {p.name.partition(".")[0] for p in (tmp_path / "made").iterdir()}
    assert left == {"keys", *CLIENT}, "nothing of the sorting is left"


def batch_of(tmp_path: Path, lines: list[dict[str, Any]]) -> pa.RecordBatch:
    (batch,) = open_logs([write(tmp_path / "log.jsonl", lines)])
    return batch


@pytest.mark.parametrize(
    "content",
    [
        json.dumps([{"id": "req-0", "client": {"ip": "", "asn": 0}, "ip": "192.0.2.1",
                     "country": "de"}]),
        json.dumps({"id": "req-0", "client": {"ip": "192.0.2.1", "country": "DE"}}, indent=1),
        "ID , Client.IP , client.country\nreq-0 , 192.0.2.1 , de\n",
    ],
)  # fmt: skip
def test_one_document_and_loosely_written_csv(tmp_path: Path, content: str) -> None:
    path = tmp_path / "edge"
    path.write_text(content)
    joined, _ = build([path], tmp_path / "made").join(batch_of(tmp_path, [exchange(0)]))
    (row,) = joined.to_pylist()
    assert (row["ip"], row["client_country"], row["asn"]) == ("192.0.2.1", "DE", None)


def test_what_the_edge_saw_counts_and_a_contradiction_is_marked(tmp_path: Path) -> None:
    own = {"ip": "10.0.0.1", "asn": 64500, "user_agent": "proxy"}
    lines = [exchange(0, client=own), exchange(1, client=own), exchange(5, client=own)]
    path = tmp_path / "edge.jsonl"
    path.write_bytes(spelt("jsonl", "nested", SEEN))
    joined, marks = build([path], tmp_path / "made").join(batch_of(tmp_path, lines))
    assert joined.column("ip").to_pylist() == ["192.0.2.1", "192.0.2.2", "10.0.0.1"]
    # what the edge does not say stays
    assert joined.column("asn").to_pylist() == [64500] * 3
    bit = {name: 2 << number for number, name in enumerate(CLIENT)}
    differs = bit["ip"] | bit["user_agent"]
    assert marks.tolist() == [MATCHED | differs, MATCHED | differs, 0]
    assert joined.schema == batch_of(tmp_path, lines).schema


def test_bad_lines_are_counted_and_named_and_strict_stops(tmp_path: Path) -> None:
    lines = [b'{"id": "req-0", "ip": "192.0.2.1", "asn": "AS64500"}', b"no",
             b'{"ip": "x"}', b"",
             b'{"id": "", "ip": "x"}', b"\xff",
             b'{"id": 7, "client": 3, "asn": "none"}']  # fmt: skip
    path = tmp_path / "edge.jsonl"
    path.write_bytes(b"\n".join(lines))
    found = build([path], tmp_path / "made")
    assert (found.rows, found.malformed) == (2, 4)
    assert [m.line for m in found.malformed_lines] == [2, 3, 5, 6]
    joined, _ = found.join(batch_of(tmp_path, [exchange(0)]))
    assert joined.column("asn").to_pylist() == [64500]
    with pytest.raises(InputError, match=r"edge.jsonl:2: not"):
        build([path], tmp_path / "strict", strict=True)


def test_bad_rows_of_csv(tmp_path: Path) -> None:
    path = tmp_path / "edge.csv"
    path.write_bytes(b'id,ip,more\nreq-0,192.0.2.1,x\nreq-1\n,192.0.2.1,\nreq-2,"a\n\xff,b,c\n')
    found = build([path], tmp_path / "made")
    assert (found.rows, [m.line for m in found.malformed_lines]) == (1, [3, 4, 5, 6])


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "the file is empty"),
        (b"name,ip\nx,y\n", "no column is called id"),
        (b"id,plan\nx,y\n", "no column tells of a client"),
        (b"id,ip\n", "no line tells of a client: the file holds no row"),
        (b'{"ip": "x"}\n', "no line tells of a client: id is missing"),
        (
            b'{"id": "x", "remote_addr": "192.0.2.1"}\n',
            "no line tells of a client .known are client",
        ),
        ("id,ip\nx,y\n".encode("utf-16"), "the text is UTF-16 .convert it to UTF-8"),
        (b"id;ip\nx;y\n", "CSV needs commas"),
        (b"PAR1 and no more", "not a readable Parquet file"),
        (b"\x1f\x8b\x08\x00", "no line tells of a client: the gzip data ends early"),
    ],
)
def test_what_is_no_edge_log_is_one_clear_line(
    tmp_path: Path, content: bytes, message: str
) -> None:
    path = tmp_path / "edge"
    path.write_bytes(content)
    with pytest.raises(InputError, match=message) as caught:
        build([path], tmp_path / "made")
    assert str(path) in str(caught.value)


def test_the_first_row_of_an_id_counts_over_all_files(tmp_path: Path) -> None:
    paths = [tmp_path / "b.csv", tmp_path / "a.csv"]
    for number, path in enumerate(paths):
        path.write_text("id,ip\n" + "".join(f"req-{i},192.0.2.{number}\n" for i in (0, 1, 1)))
    found = build(paths, tmp_path / "made")
    assert (found.rows, found.duplicates) == (2, 4)
    joined, _ = found.join(batch_of(tmp_path, [exchange(0), exchange(1)]))
    assert joined.column("ip").to_pylist() == ["192.0.2.0"] * 2


def test_strings_that_parquet_holds_as_bytes(tmp_path: Path) -> None:
    table = pa.table({"id": pa.array([b"req-0", b"\xff"]), "ip": pa.array([b"192.0.2.7"] * 2)})
    pq.write_table(table, tmp_path / "edge.parquet")
    found = build([tmp_path / "edge.parquet"], tmp_path / "made")
    assert (found.rows, found.malformed) == (1, 1)


def test_a_folder_of_any_name(tmp_path: Path) -> None:
    path = write(tmp_path / "edge.jsonl", [{"id": "req-0", "ip": "192.0.2.7"}])
    folder = tmp_path / "it's [1] *?"
    joined, _ = build([path], folder / "made").join(batch_of(tmp_path, [exchange(0)]))
    assert joined.column("ip").to_pylist() == ["192.0.2.7"]


def test_many_batches_on_disk_are_one_table(tmp_path: Path, monkeypatch: Any) -> None:
    monkeypatch.setattr(module, "ROWS", 64)
    path = tmp_path / "edge.csv"
    path.write_text("id,asn\n" + "".join(f"req-{i},{i}\n" for i in range(1000)))
    found: Edge = pickle.loads(pickle.dumps(build([path], tmp_path / "made")))
    rng = np.random.default_rng(1)
    wanted = rng.permutation(1500)[:300]
    joined, marks = found.join(batch_of(tmp_path, [exchange(int(i)) for i in wanted]))
    assert joined.column("asn").to_pylist() == [int(i) if i < 1000 else None for i in wanted]
    assert marks.tolist() == [int(i < 1000) for i in wanted]


def test_pseudonyms_meet_those_of_the_log(tmp_path: Path) -> None:
    path = tmp_path / "edge.csv"
    path.write_text("id,ip,user_agent\nreq-0,192.0.2.1,bot (me@firm.example)\n")
    found = build([path], tmp_path / "made", pseudonymise=b"key")
    log = write(tmp_path / "a.jsonl", [exchange(0), exchange(1, client={"ip": "192.0.2.1"})])
    (batch,) = open_logs([log], pseudonymise=b"key")
    joined, marks = found.join(batch)
    first, second = joined.column("ip").to_pylist()
    assert marks.tolist() == [1, 0] and first == second and first.startswith("fd")
    assert joined.column("user_agent").to_pylist() == ["bot ([address])", None]
    for made in (tmp_path / "made").iterdir():
        assert b"192.0.2.1" not in made.read_bytes() and b"firm.example" not in made.read_bytes()


@settings(
    max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(
    st.binary(max_size=120)
    | st.text(max_size=80).map(lambda s: f"id,ip\n{s}".encode())
    | st.dictionaries(
        st.sampled_from(["id", "ip", "asn", "client", "client.ja4"]),
        st.recursive(
            st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
            lambda inner: st.dictionaries(st.sampled_from(["ip", "asn"]), inner, max_size=2),
            max_leaves=3,
        ),
    ).map(lambda row: json.dumps(row).encode())
)
def test_any_bytes(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    folder = tmp_path_factory.mktemp("edge")
    path = folder / "edge"
    path.write_bytes(data)
    try:
        found = build([path], folder / "made")
    except InputError as error:
        assert str(path) in str(error)
    else:
        assert found.rows > 0
