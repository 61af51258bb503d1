"""Whatever the bytes: an InputError or counted malformed lines, never a traceback."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pyarrow as pa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from stillwatch.contract.exchange import SCHEMA
from stillwatch.core.errors import InputError
from stillwatch.ingest.read import open_logs

from .logs import dump, exchange, write_parquet
from .test_jsonl import FULL

quick = settings(
    max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(["type", "text", "content", "role", "output", "message", "id", "x"]),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)


def check(path: Path, lines: int | None = None) -> None:
    """Read to the end; every batch is valid, and nothing is lost uncounted."""
    try:
        reader = open_logs([path])
        rows = 0
        for batch in reader:
            assert batch.schema == SCHEMA
            batch.validate(full=True)
            assert sum(batch.column(i).null_count for i in (0, 1, 2)) == 0
            rows += batch.num_rows
    except InputError as error:
        assert "\n" not in str(error)
        return
    report = reader.report
    assert report.exchanges == rows
    if lines is not None:
        assert rows + report.duplicates + report.malformed == lines


@quick
@given(
    st.binary(max_size=300), st.sampled_from([b"", b"PAR1", b"\x1f\x8b\x08", b"\x28\xb5\x2f\xfd"])
)
def test_any_bytes(tmp_path: Path, data: bytes, magic: bytes) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(magic + data + b"x")
    check(path)


@quick
@given(st.lists(json_values, max_size=4), st.booleans())
def test_any_json(tmp_path: Path, values: list[Any], packed: bool) -> None:
    path = tmp_path / "a.jsonl"
    data = dump([exchange(0), *values, exchange(1)])
    path.write_bytes(gzip.compress(data) if packed else data)
    check(path, len(values) + 2)


def places(value: Any, path: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    """Return the path of every field of an exchange."""
    if not isinstance(value, dict):
        return [path]
    inner = [place for name in value for place in places(value[name], (*path, name))]
    return [path, *inner] if path else inner


def planted(place: tuple[str, ...], value: Any) -> dict[str, Any]:
    """Return a full exchange with one field replaced."""
    line = json.loads(json.dumps(FULL))
    inside = line
    for name in place[:-1]:
        inside = inside[name]
    inside[place[-1]] = value
    return line  # type: ignore[no-any-return]


messages = FULL["request"] | {"messages": [{"role": "user", "content": "Q"}]}
PLACES = [*places(FULL | {"request": messages}), ("content_state",), ("request", "prompt")]


@quick
@given(st.sampled_from(PLACES), json_values)
def test_any_value_in_any_field(tmp_path: Path, place: tuple[str, ...], value: Any) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(dump([exchange(0), planted(place, value), exchange(1)]))
    check(path, 3)


@quick
@given(st.data())
def test_any_byte_of_a_log_changed(tmp_path: Path, data: st.DataObject) -> None:
    raw = bytearray(dump([exchange(i) for i in range(3)]))
    for _ in range(data.draw(st.integers(1, 4))):
        raw[data.draw(st.integers(0, len(raw) - 1))] = data.draw(st.integers(0, 255))
    path = tmp_path / "a.jsonl"
    path.write_bytes(bytes(raw))
    check(path)


@quick
@given(st.sampled_from(PLACES), json_values)
def test_any_type_in_any_parquet_column(tmp_path: Path, place: tuple[str, ...], value: Any) -> None:
    path = tmp_path / "a.parquet"
    try:
        write_parquet(path, [planted(place, value)])
    except (pa.ArrowException, OverflowError, UnicodeEncodeError):
        return  # no Parquet file can say this
    check(path, 1)


@quick
@given(st.data())
def test_any_byte_of_a_parquet_file_changed(tmp_path: Path, data: st.DataObject) -> None:
    path = write_parquet(tmp_path / "a.parquet", [FULL, FULL | {"id": "x2"}])
    raw = bytearray(path.read_bytes())
    footer = int.from_bytes(raw[-8:-4], "little")
    # the footer and the magic: damage within the pages is for checksums, which few writers set
    at = data.draw(st.integers(len(raw) - footer - 8, len(raw) - 1))
    raw[at] = data.draw(st.integers(0, 255))
    path.write_bytes(bytes(raw))
    check(path)
