"""Whatever stands in another program's log, reading it ends in exchanges, counts, or one line."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from stillwatch.contract.exchange import SCHEMA
from stillwatch.core.errors import StillwatchError
from stillwatch.ingest.mapping import TARGETS, Mapping
from stillwatch.ingest.read import open_logs

LOGS = Path(__file__).parent.parent / "fixtures" / "logs"
EXAMPLES = int(os.environ.get("STILLWATCH_FUZZ_EXAMPLES", "60"))
"""Examples of each test; a soak sets more."""

quick = settings(
    max_examples=EXAMPLES,
    deadline=None,
    suppress_health_check=[
        HealthCheck.function_scoped_fixture,  # each example writes its file anew
        HealthCheck.too_slow,  # a loaded machine
    ],
)
scalars = (
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12)
    | st.sampled_from(["", "[", "{}", "[1]", '[{"role":', '{"a":[]}', "GENERATION", "\ud800", "0"])
)  # fmt: skip
values = st.recursive(
    scalars,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3)
    ),
    max_leaves=8,
)


def records() -> list[tuple[str, Any]]:
    found = []
    for path in sorted(LOGS.iterdir()):
        text = path.read_text()
        lines = [text] if path.suffix == ".json" else text.splitlines()
        found += [(path.name.split("-")[0].split(".")[0], json.loads(line)) for line in lines]
    return found


RECORDS = records()
FORMATS = sorted({format for format, _ in RECORDS})


def places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    inner = (
        value.items() if isinstance(value, dict)
        else enumerate(value) if isinstance(value, list) else ()
    )  # fmt: skip
    found = [path]
    for name, held in inner:
        found += places(held, (*path, name))
    return found


def planted(record: Any, path: tuple[Any, ...], value: Any) -> Any:
    if not path:
        return value
    copy = json.loads(json.dumps(record))
    inside = copy
    for step in path[:-1]:
        inside = inside[step]
    inside[path[-1]] = value
    return copy


def check(path: Path, format: str, mapping: Mapping | None = None) -> None:
    """Read to the end; every batch is valid, and what fails fails in one line."""
    try:
        reader = open_logs([path], format=format, mapping=mapping)
        rows = 0
        for batch in reader:
            assert batch.schema == SCHEMA
            batch.validate(full=True)
            assert not any(batch.column(name).null_count for name in ("id", "time", "account"))
            rows += batch.num_rows
    except StillwatchError as error:
        assert "\n" not in str(error)
        return
    assert reader.report.exchanges == rows


@quick
@given(data=st.data(), value=values, mapped=st.booleans())
def test_any_value_anywhere_in_a_record(
    tmp_path: Path, data: st.DataObject, value: Any, mapped: bool
) -> None:
    format, record = data.draw(st.sampled_from(RECORDS), label="record")
    at = data.draw(st.sampled_from(places(record)), label="place")
    path = tmp_path / "a.jsonl"
    lines = [record, planted(record, at, value), record]
    path.write_bytes(b"\n".join(json.dumps(line).encode() for line in lines))
    check(path, format, Mapping().with_account("id") if mapped else None)


@quick
@given(format=st.sampled_from(FORMATS), lines=st.lists(st.binary(max_size=80) | values, max_size=4))
def test_any_lines(tmp_path: Path, format: str, lines: list[Any]) -> None:
    path = tmp_path / "a.jsonl"
    raw = [line if isinstance(line, bytes) else json.dumps(line).encode() for line in lines]
    path.write_bytes(b"\n".join(raw) + b"\n")
    check(path, format)


@quick
@given(data=st.data())
def test_any_byte_of_a_fixture_changed(tmp_path: Path, data: st.DataObject) -> None:
    source = data.draw(st.sampled_from(sorted(LOGS.iterdir())))
    raw = bytearray(source.read_bytes())
    for _ in range(data.draw(st.integers(1, 4))):
        raw[data.draw(st.integers(0, len(raw) - 1))] = data.draw(st.integers(0, 255))
    path = tmp_path / source.name
    path.write_bytes(bytes(raw))
    check(path, source.name.split("-")[0].split(".")[0])


@quick
@given(
    data=st.data(), record=st.dictionaries(st.sampled_from("abcd") | st.text(max_size=4), values)
)
def test_any_record_under_a_map(tmp_path: Path, data: st.DataObject, record: Any) -> None:
    names = data.draw(st.lists(st.sampled_from(TARGETS), min_size=1, max_size=6, unique=True))
    fields: dict[str, Any] = {name: data.draw(st.sampled_from("abcd")) for name in names}
    fields |= {"id": {"const": "x"}, "time": {"path": "a", "default": 1_790_000_000, "unit": "s"}}
    fields |= {"account.id": {"path": ["b", "c"], "default": "t"}, "request.model": {"const": "m"}}
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps(record) + "\n" + json.dumps([record]) + "\n")
    check(path, "json", Mapping.of({"fields": fields}))


@quick
@given(
    text=st.text(st.sampled_from('ab",;\n\r\t\x00é\ufffd'), max_size=60) | st.text(max_size=60),
    header=st.sampled_from(["id,t,who,q", "id;t;who;q", "\ufeffid\tt\twho\tq", ""]),
    block=st.integers(1, 40),
)
@example(text='\n"a\n', header="id,t,who,q", block=1)
def test_any_csv(tmp_path: Path, text: str, header: str, block: int) -> None:
    mapping = Mapping.of({"fields": {
        "id": "id", "time": {"path": "t", "default": 1_790_000_000, "unit": "s"},
        "account.id": {"path": "who", "default": "x"}, "request.model": {"const": "m"},
        "request.prompt": "q"}})  # fmt: skip
    path = tmp_path / "a.csv"
    path.write_text(f"{header}\n{text}", encoding="utf-8", newline="")
    check(path, "csv", mapping)


@quick
@given(raw=values, text=st.text(max_size=40))
def test_any_map(tmp_path: Path, raw: Any, text: str) -> None:
    path = tmp_path / "map"
    for content in (json.dumps(raw), json.dumps({"fields": {"account.id": raw}}), text,
                    json.dumps({"fields": {"id": "a"}, "only": raw})):  # fmt: skip
        path.write_bytes(content.encode("utf-8", "surrogatepass"))
        try:
            Mapping.read(path)
        except StillwatchError as error:
            assert "\n" not in str(error) and str(path) in str(error)


@quick
@given(path=st.text(st.sampled_from('ab."[]01 '), max_size=12) | st.text(max_size=12), of=values)
def test_any_path_in_any_record(path: str, of: Any) -> None:
    try:
        mapping = Mapping().with_account(path)
    except StillwatchError as error:
        assert "\n" not in str(error)
        return
    mapping.values({"a": of, "b": [of], path: of})


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("depth", [60, 5_000, 200_000])
def test_a_record_nested_by_the_thousand(tmp_path: Path, format: str, depth: int) -> None:
    path = tmp_path / "a.jsonl"
    lines = [json.dumps(next(r for f, r in RECORDS if f == format))]
    for opening, closing in (("[", "]"), ('{"a":', "}")):
        lines.append('{"messages":' + opening * depth + "1" + closing * depth + "}")
    path.write_text("\n".join(lines))
    check(path, format)
