"""Maps of a firm's own fields, over JSON, CSV and the logs of other programs."""

from __future__ import annotations

import json
import pickle
import re
import zoneinfo
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from stillwatch.core.errors import InputError, UsageError
from stillwatch.ingest.lenient import to_raw
from stillwatch.ingest.mapping import TARGETS, Mapping
from stillwatch.ingest.paths import parse_path
from stillwatch.ingest.read import open_logs, parse_block, raw_blocks, recognise
from stillwatch.ingest.wire import KNOWN
from stillwatch.ingest.wirebody import BODIES

from .logs import exchange
from .logs import write as write_jsonl
from .test_adapters import read
from .test_jsonl import FULL

MAP = """
[fields]
id = "req"
time = { path = "at", unit = "ms" }
account.id = 'who."tenant.id"'
"request.model" = { path = ["model", "engine"], default = "unknown" }
"request.endpoint" = { const = "chat.completions" }
"request.messages" = "body.msgs"
"response.output" = "choices"
"response.latency_ms" = { path = "took", unit = "s" }
"usage.input_tokens" = { sum = ["n.fresh", "n.cached"] }
client.ip = "via[1]"

[only]
kind = ["chat", 7]
"""
RECORD: dict[str, Any] = {
    "kind": "chat", "req": "r1", "at": 1_790_000_000_250, "who": {"tenant.id": "t1"}, "engine": "e",
    "body": {"msgs": [{"role": "system", "content": "S"}, {"role": "user", "content": "Q"}]},
    "choices": [{"message": {"content": "A"}}], "took": 1.5, "n": {"fresh": 3, "cached": "4"},
    "via": ["10.0.0.1", "192.0.2.1"],
}  # fmt: skip


def mapping(tmp_path: Path, text: str = MAP, name: str = "map.toml") -> Mapping:
    path = tmp_path / name
    path.write_text(text)
    return Mapping.read(path)


@pytest.mark.parametrize("form", ["lines", "array", "indented"])
def test_own_json(tmp_path: Path, form: str) -> None:
    path = tmp_path / "a.log"
    other = {"kind": "health"}
    records = [RECORD, RECORD | {"req": "r2", "kind": 7, "model": "m"}, other]
    path.write_text(
        "\n".join(map(json.dumps, records)) if form == "lines"
        else json.dumps(records, indent=1 if form == "indented" else None)
    )  # fmt: skip
    rows, report = read(path, mapping(tmp_path))
    first, second = rows
    assert str(first["time"]) == "2026-09-21 14:13:20.250000+00:00"
    assert (first["id"], first["account"], first["model"]) == ("r1", "t1", "e")
    assert (first["system"], first["text"], first["output"]) == ("S", "Q", "A")
    assert (first["latency_ms"], first["input_tokens"]) == (1500, 7)
    assert first["ip"] == "192.0.2.1" and first["endpoint"] == "chat.completions"
    assert second["model"] == "m" and report.malformed == 0
    assert report.skipped_records == {"the map's [only] leaves it out": 1}


def test_json_says_the_same_as_toml(tmp_path: Path) -> None:
    told = {
        "fields": {
            "id": "req",
            "time": {"path": "at", "unit": "ms"},
            "account": {"id": 'who."tenant.id"'},
        }
    }
    as_json = mapping(tmp_path, json.dumps(told), "map.json")
    as_toml = mapping(tmp_path)
    for name in ("id", "time", "account.id"):
        assert as_json.fields[name] == as_toml.fields[name]


CSV_MAP = """
[fields]
id = "id"
time = { path = "created at", zone = "+02:00" }
"account.id" = "user.id"
"request.model" = "model"
"request.messages" = "messages"
"usage.output_tokens" = "tokens"
"request.stream" = "stream"
"""


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("block_bytes", [1, 50, 1 << 20])
def test_own_csv(tmp_path: Path, delimiter: str, block_bytes: int) -> None:
    messages = json.dumps(
        [{"role": "user", "content": 'Two lines,\n"quoted"; and\ttabs'}], indent=1
    )
    rows = [
        ["id", "created at", "user.id", "model", "messages", "tokens", "stream"],
        ["r1", "2026-11-02 09:30:00", "u1", "m", messages, "12", "true"],
        ["r2", "2026-11-02T09:30:00Z", "u2", "m", "", "", "no"],
        ["r3", "yesterday", "u2", "m", "", "", ""],
        ["r4", "2026-11-02 09:30:00", "u1", "m", "plain", "7", "0"],
    ]
    quote = '"{}"'.format
    text = "\r\n".join(
        delimiter.join(quote(field.replace('"', '""')) for field in row) for row in rows
    )
    path = tmp_path / "a.csv"
    path.write_bytes(b"\xef\xbb\xbf" + text.encode())
    own = mapping(tmp_path, CSV_MAP)
    assert recognise(path, mapping=own).name == "csv"
    blocks = raw_blocks([path], mapping=own, block_bytes=block_bytes)
    parsed = [parse_block(pickle.loads(pickle.dumps(block))) for block in blocks]
    found = [row for block in parsed for row in block.batch.to_pylist()]
    assert [row["id"] for row in found] == ["r1", "r2", "r4"]
    assert str(found[0]["time"]) == "2026-11-02 07:30:00+00:00"
    assert str(found[1]["time"]) == "2026-11-02 09:30:00+00:00"
    assert found[0]["text"] == 'Two lines,\n"quoted"; and\ttabs'
    assert (found[0]["output_tokens"], found[0]["stream"], found[1]["stream"]) == (12, True, None)
    bad = [m for block in parsed for m in block.malformed]
    lines = 1 + messages.count("\n") + 1  # header, then a record of several lines
    assert [m.line for m in bad] == [lines + 2] and "time" in bad[0].reason


def test_csv_with_fields_that_the_header_lacks_and_damage(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    lines = [b"id,t,who", b"1,1790000000,a", b"2,1790000000,b,c", b"3,1790000000,\xff",
             b"4,1790000000,d", b'5,"17']  # fmt: skip
    path.write_bytes(b"\n".join(lines))
    own = Mapping.of({"fields": {
        "id": "id", "time": {"path": "t", "unit": "s"}, "account.id": "who",
        "request.model": {"const": "m"}}})  # fmt: skip
    rows, report = read(path, own)
    assert [row["id"] for row in rows] == ["1", "4"]
    reasons = {m.line: m.reason for m in report.malformed_lines}
    assert reasons.keys() == {3, 4, 6}
    assert "4 fields" in reasons[3] and "UTF-8" in reasons[4] and "CSV" in reasons[6]


def test_csv_half_an_emoji_does_not_hide_an_exchange(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes("id,t,who,q\n1,1790000000,a,cut \ufffd here\n".encode())
    rows, report = read(path, Mapping.of({"fields": {
        "id": "id", "time": {"path": "t", "unit": "s"}, "account.id": "who",
        "request.model": {"const": "m"}, "request.prompt": "q"}}))  # fmt: skip
    assert [row["text"] for row in rows] == ["cut \ufffd here"] and report.malformed == 0


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("2026-01-15 09:00:00", "2026-01-15T09:00:00+01:00"),  # winter
        ("2026-07-15T09:00:00.25", "2026-07-15T09:00:00.250000+02:00"),  # summer
        ("2026-10-25 02:30:00", "2026-10-25T02:30:00+02:00"),  # comes twice: the first
        ("2026-07-15T09:00:00Z", "2026-07-15T09:00:00Z"),  # says its own
        ("2026-07-15", "2026-07-15"),
        ("yesterday", "yesterday"),
    ],
)
def test_a_zone_by_name_follows_summer_time(written: str, meant: str) -> None:
    if "Europe/Berlin" not in zoneinfo.available_timezones():
        pytest.skip("this machine knows no time zones: install tzdata")
    own = Mapping.of({"fields": {"time": {"path": "at", "zone": "Europe/Berlin"}}})
    assert own.fields["time"].get({"at": written}) == meant


def test_a_day_has_no_zone(tmp_path: Path) -> None:
    path = write_jsonl(tmp_path / "a.jsonl", [exchange() | {"since": "2026-01-02"}])
    own = Mapping.of({"fields": {"account.created": {"path": "since", "zone": "UTC"}}})
    rows, report = read(path, own)
    assert str(rows[0]["created"]) == "2026-01-02 00:00:00+00:00" and not report.unreadable_fields


def test_csv_needs_a_map(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("id,t\n1,2\n")
    with pytest.raises(InputError, match="--map"):
        open_logs([path])


def test_single_fields_of_our_own_log_are_replaced(tmp_path: Path) -> None:
    path = write_jsonl(tmp_path / "a.jsonl", [FULL, exchange(2)])
    plain, _ = read(path)
    own = Mapping.of({"fields": {"account.id": {"path": "account.org", "default": "none"}}})
    rows, report = read(path, own)
    assert [row["account"] for row in rows] == [FULL["account"]["org"], "none"]
    assert report.malformed == 0 and report.unreadable_fields == {}
    assert [r | {"account": ""} for r in rows] == [r | {"account": ""} for r in plain]


OWN_COLUMNS = {
    "Call ID": ["c1", "c2", "c3"],
    "when": [datetime(2026, 10, 5, 8, 30, 0, 250_000), datetime(2026, 10, 5, 9, 0), None],
    "who": [{"tenant": 7.0, "since": date(2026, 1, 2)}, {"tenant": 8.0, "since": None}, None],
    "model": ["m", "m", "m"],
    "messages": [json.dumps([{"role": "user", "content": "Q"}]), None, "[]"],
    "tags": [[("end", "u1")], [], None],
    "tokens": [12.0, float("nan"), 3.0],
    "cost": [Decimal("0.25"), None, Decimal("1.00")],
}
OWN_KINDS = {
    "when": pa.timestamp("ns"), "tags": pa.map_(pa.string(), pa.string()),
    "cost": pa.decimal128(12, 4),
}  # fmt: skip
OWN_MAP = {
    "id": "Call ID", "time": "when", "account.id": "who.tenant", "account.created": "who.since",
    "request.model": "model", "request.messages": "messages", "account.end_user": "tags.end",
    "usage.output_tokens": "tokens",
}  # fmt: skip


@pytest.mark.parametrize(
    ("zone", "hour"), [(None, "08:30:00.250"), ("+02:00", "06:30:00.250"), ("UTC", "08:30:00.250")]
)
def test_own_parquet(tmp_path: Path, zone: str | None, hour: str) -> None:
    path = tmp_path / "a.parquet"
    kinds = [(name, OWN_KINDS.get(name)) for name in OWN_COLUMNS]
    pq.write_table(
        pa.table({name: pa.array(OWN_COLUMNS[name], kind) for name, kind in kinds}), path
    )
    when = {"path": "when", "zone": zone} if zone else "when"
    rows, report = read(path, Mapping.of({"fields": {**OWN_MAP, "time": when}}))
    assert [row["id"] for row in rows] == ["c1", "c2"] and report.malformed == 1
    assert rows[0]["time"].isoformat().startswith(f"2026-10-05T{hour}")
    assert [row["account"] for row in rows] == ["7", "8"]
    assert rows[0]["created"].date() == date(2026, 1, 2)
    assert (rows[0]["text"], rows[0]["end_user"]) == ("Q", "u1")
    assert [row.get("output_tokens") for row in rows] == [12, None], "NaN is no number"
    assert report.unreadable_fields == {}


def test_our_own_flat_parquet_takes_another_account(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    pq.write_table(
        pa.table({
            "id": ["x"], "time": ["2026-10-05T08:30:00Z"], "account.id": ["gateway"],
            "request.model": ["m"], "request.prompt": ["Q"], "team": ["t1"],
        }),
        path,
    )  # fmt: skip
    rows, _ = read(path, Mapping().with_account("team"))
    assert [(row["account"], row["model"], row["text"]) for row in rows] == [("t1", "m", "Q")]


def test_parquet_of_ones_own_is_met_with_its_columns_and_the_remedy(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    pq.write_table(pa.table({"Call ID": ["x"], "who": ["a"]}), path)
    with pytest.raises(InputError, match="column id is missing") as caught:
        read(path)
    assert "Call ID, who" in str(caught.value.remedy) and "--map" in str(caught.value.remedy)


def test_a_path_that_leads_nowhere_is_named_in_one_line(tmp_path: Path) -> None:
    path = tmp_path / "a.log"
    path.write_text(json.dumps(RECORD) + "\n")
    own = mapping(tmp_path, MAP.replace('who."tenant.id"', "who.tenant"))
    with pytest.raises(InputError) as caught:
        read(path, own)
    said = str(caught.value)
    assert "who.tenant" in said and "account.id" in said and "map.toml" in said
    assert "tenant.id" in said.replace("who.tenant", ""), "it says what is there instead"


REPLY_MAP = MAP.replace('"response.output" = "choices"', '"response.content" = "out"')


@pytest.mark.parametrize(
    ("logged", "kept"),
    [
        ("plain", "plain"),
        ('{"kind": "payment", "n": 0}', '{"kind": "payment", "n": 0}'),
        (' {"text": "no part"}', ' {"text": "no part"}'),
        ('["a", 0]', '["a", 0]'),
        ('[{"type": "refund", "n": 1}]', '[{"type": "refund", "n": 1}]'),
        ({"kind": "payment", "é": [1]}, '{"kind":"payment","é":[1]}'),
        ({"type": "refund"}, '{"type":"refund"}'),
        (["a", 0], '["a",0]'),
        ([{"kind": "payment"}], '[{"kind":"payment"}]'),
        (7, "7"), (True, "true"), ("7", "7"),
        ('[{"type": "text", "text": "A"}]', "A"),
        ([{"type": "text", "text": "A"}, {"type": "tool_use", "id": "t"}], "A"),
        ({"type": "text", "text": "A"}, "A"),
        ([{"type": "tool_use", "id": "t"}], None), ("", None), ([], None), (None, None),
    ],
)  # fmt: skip
def test_a_reply_stays_what_was_said(tmp_path: Path, logged: Any, kept: str | None) -> None:
    path = write_jsonl(tmp_path / "a.log", [RECORD | {"out": logged}])
    (row,), report = read(path, mapping(tmp_path, REPLY_MAP))
    assert row.get("output") == kept and report.unreadable_fields == {}
    # where the map leaves it out, it is read where the exchange log has it
    path = write_jsonl(tmp_path / "b.log", [RECORD | {"response": {"content": logged}}])
    (row,), _ = read(path, mapping(tmp_path, MAP.replace('"response.output" = "choices"', "")))
    if not isinstance(logged, str):
        assert row.get("output") == kept


@pytest.mark.parametrize(
    ("logged", "kept"),
    [
        ('{"ask": 1}', '{"ask": 1}'), ('["a", 0]', '["a", 0]'), ("0", "0"),
        ({"ask": 1}, '{"ask":1}'), (["a", {"ask": 1}], 'a\n{"ask":1}'), ([1, 2], None),
    ],
)  # fmt: skip
def test_a_prompt_stays_what_was_asked(tmp_path: Path, logged: Any, kept: str | None) -> None:
    path = write_jsonl(tmp_path / "a.log", [RECORD | {"q": logged}])
    text = MAP.replace('"request.messages" = "body.msgs"', '"request.prompt" = "q"')
    (row,), report = read(path, mapping(tmp_path, text))
    assert row.get("text") == kept and report.unreadable_fields == {}


@pytest.mark.parametrize(
    ("logged", "kept"),
    [
        ('[{"message": {"content": "A"}}]', "A"),
        ('{"role": "assistant", "content": "A"}', "A"),
        ('{"kind": "payment"}', '{"kind": "payment"}'),
        ({"kind": "payment"}, '{"kind":"payment"}'),
        ([{"kind": "payment"}], '[{"kind":"payment"}]'),
    ],
)
def test_an_output_of_no_items_is_what_was_said(tmp_path: Path, logged: Any, kept: str) -> None:
    path = write_jsonl(tmp_path / "a.log", [RECORD | {"choices": logged}])
    (row,), _ = read(path, mapping(tmp_path))
    assert row["output"] == kept


@pytest.mark.parametrize("lost", ["what is asked", [{"q": "what is asked"}], {"q": 1}, 7])
def test_messages_that_are_none_are_counted(tmp_path: Path, lost: Any) -> None:
    path = write_jsonl(tmp_path / "a.log", [RECORD | {"body": {"msgs": lost}}])
    (row,), report = read(path, mapping(tmp_path))
    assert "text" not in row and report.unreadable_fields == {"request.messages": 1}


def test_messages_in_place_of_a_prompt_are_counted(tmp_path: Path) -> None:
    text = MAP.replace('"request.messages"', '"request.prompt"')
    _, report = read(write_jsonl(tmp_path / "a.log", [RECORD]), mapping(tmp_path, text))
    assert report.unreadable_fields == {"request.prompt": 1}


def test_an_object_as_a_messages_content_is_its_json_text(tmp_path: Path) -> None:
    said = [{"role": "user", "content": {"title": "shirt"}}]
    path = write_jsonl(tmp_path / "a.log", [RECORD | {"body": {"msgs": said}}])
    (row,), _ = read(path, mapping(tmp_path))
    assert row["text"] == '{"title":"shirt"}'


def packed(**held: Any) -> dict[str, Any]:
    return RECORD | {"engine": None, "body": json.dumps({"model": "inner"} | RECORD["body"] | held)}


def test_paths_step_into_a_body_that_is_json_text(tmp_path: Path) -> None:
    text = MAP.replace('["model", "engine"]', '["body.model", "engine"]')
    text = text.replace('path = "took"', 'path = "body.deeper[0].took"')
    log = write_jsonl(tmp_path / "a.log", [packed(deeper=json.dumps([{"took": 1.5}]))])
    (row,), report = read(log, mapping(tmp_path, text))
    assert (row["model"], row["text"], row["system"]) == ("inner", "Q", "S")
    assert row["latency_ms"] == 1500 and report.unreadable_fields == {}


def test_a_body_that_is_read_as_a_whole_too_stays_as_it_was(tmp_path: Path) -> None:
    text = MAP.replace('["model", "engine"]', '"body.model"')
    text = text.replace('"response.output" = "choices"', '"response.content" = "body"')
    line = packed()
    (row,), _ = read(write_jsonl(tmp_path / "a.log", [line]), mapping(tmp_path, text))
    assert row["output"] == line["body"] and row["model"] == "inner"


def test_half_an_emoji_in_a_body_hides_no_exchange(tmp_path: Path) -> None:
    said = [{"role": "user", "content": "Q \ud83d"}]
    text = MAP.replace('["model", "engine"]', '"body.model"')
    (row,), report = read(
        write_jsonl(tmp_path / "a.log", [packed(msgs=said)]), mapping(tmp_path, text)
    )
    assert row["model"] == "inner" and row["text"].startswith("Q ") and report.malformed == 0
    own = mapping(tmp_path, MAP.replace("body.msgs", "said"))
    log = write_jsonl(tmp_path / "b.log", [RECORD | {"said": json.dumps(said)}])
    assert read(log, own)[0][0]["text"].startswith("Q ")


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ('{"mod": 1}', "the record has in body (JSON text): mod"),
        ('{"model": "cut', "in the record body is a text, and not a whole JSON object"),
        ([{"model": "m"}], "in the record body is a list of 1: body[0] is its first"),
        (7, "in the record body is a value"),
        (None, "the record has at its top: kind, req"),
    ],
)
def test_where_a_path_leads_no_further_is_told(tmp_path: Path, body: Any, said: str) -> None:
    text = MAP.replace('{ path = ["model", "engine"], default = "unknown" }', '"body.model"')
    log = write_jsonl(
        tmp_path / "a.log", [RECORD | {"body": body}, RECORD | {"body": {"model": 1}}]
    )
    _, report = read(log, mapping(tmp_path, text))
    assert said in report.malformed_lines[0].reason


TWO_TIMES = """
[fields]
time = [
    { path = "ms", unit = "ms" },
    { path = "local", zone = "-05:00" },
    "at",
]
"""


@pytest.mark.parametrize(
    ("held", "hour"),
    [
        ({"ms": "1793000000000"}, "07:33:20"),
        ({"local": "2026-10-26 02:33:20"}, "07:33:20"),
        ({"at": "2026-10-26T08:33:20+01:00", "ms": ""}, "07:33:20"),
        ({"at": 1793000000}, "07:33:20"),
    ],
)
def test_of_several_paths_each_has_its_form(tmp_path: Path, held: Any, hour: str) -> None:
    log = write_jsonl(tmp_path / "a.jsonl", [exchange() | held])
    (row,), report = read(log, mapping(tmp_path, TWO_TIMES))
    assert f"{row['time']:%H:%M:%S}" == hour and report.malformed == 0


@pytest.mark.parametrize("at", ["1793000000000", "2026-10-26 02:33:20", 1793000000000])
def test_a_unit_is_of_numbers_and_a_zone_of_what_is_none(tmp_path: Path, at: Any) -> None:
    own = Mapping.of({"fields": {"time": {"path": "at", "unit": "ms", "zone": "-05:00"}}})
    (row,), report = read(write_jsonl(tmp_path / "a.jsonl", [exchange() | {"at": at}]), own)
    assert f"{row['time']:%H:%M:%S}" == "07:33:20" and report.malformed == 0


def test_a_time_of_another_form_is_told_by_its_form(tmp_path: Path) -> None:
    lines = [exchange(1) | {"at": "26/10/2026 02:33 Ana"}, exchange(2) | {"at": 1793000000}]
    _, report = read(
        write_jsonl(tmp_path / "a.jsonl", lines), Mapping.of({"fields": {"time": "at"}})
    )
    assert report.malformed_lines[0].reason.endswith("this one is like 99/99/9999 99:99 a")


@pytest.mark.parametrize(
    ("written", "decimal", "tokens", "temperature"),
    [
        ("1.204", None, None, 1.204), ("1.204", ",", 1204, 1204), ("1.204", ".", None, 1.204),
        ("1,204", None, None, None), ("1,204", ".", 1204, 1204), ("0,7", ",", None, 0.7),
        ("1 204", ",", 1204, 1204), ("1\u202f204", ".", 1204, 1204), ("1 204", None, None, None),
        ("1.204.567,0", ",", 1204567, 1204567), ("1.204 567", ",", None, None),
        ("12.0", None, 12, 12), ("12", ",", 12, 12), (12, ",", 12, 12), ("12,00", ",", 12, 12),
    ],
)  # fmt: skip
def test_numbers_in_text_are_read_by_the_mark_that_is_said(
    tmp_path: Path, written: Any, decimal: str | None, tokens: int | None, temperature: float | None
) -> None:
    where = {"path": "n"} | ({"decimal": decimal} if decimal else {})
    own = Mapping.of({"fields": {"usage.input_tokens": where, "request.temperature": where}})
    (row,), report = read(write_jsonl(tmp_path / "a.jsonl", [exchange() | {"n": written}]), own)
    assert row.get("input_tokens") == tokens
    assert row.get("temperature") == (None if temperature is None else pytest.approx(temperature))
    lost = (tokens is None) + (temperature is None)
    assert sum(report.unreadable_fields.values()) == lost, "what is not read is counted"


@pytest.mark.parametrize(
    ("parts", "total"), [(["3", 4], 7), (["1.204", "1.796"], None), (["3", "many"], None)]
)
def test_a_sum_of_what_is_no_count_is_told(
    tmp_path: Path, parts: list[Any], total: int | None
) -> None:
    own = Mapping.of({"fields": {"usage.input_tokens": {"sum": ["p[0]", "p[1]"]}}})
    (row,), report = read(write_jsonl(tmp_path / "a.jsonl", [exchange() | {"p": parts}]), own)
    assert row.get("input_tokens") == total
    assert report.unreadable_fields == ({} if total else {"usage.input_tokens": 1})


def test_text_under_a_placeholder_is_no_text(tmp_path: Path) -> None:
    path = tmp_path / "a.log"
    hidden = {"msgs": [{"role": "user", "content": "[REDACTED]"}]}
    path.write_text(json.dumps(RECORD | {"body": hidden}))
    (row,), report = read(path, mapping(tmp_path))
    assert "text" not in row and report.content_states["redacted"] == 1


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", r"\[fields\]"),
        ("fields = 3", r"\[fields\]"),
        ("[fields]\nid = \ntime = 1", r"map.toml:2: no valid TOML"),
        ('{"fields": ', "no valid TOML or JSON"),
        ('[fields]\n"account.idd" = "a"', "did you mean 'account.id'"),
        ('[fields]\nid = "a..b"', "id: 'a..b' is no path"),
        ('[fields]\nid = "a["', "is no path"),
        ("[fields]\nid = 3", "a path is a text"),
        ("[fields]\nid = []", "no path is given"),
        ('[fields]\nid = [{zone = "Z"}]', "a path is a text"),
        ('[fields]\nid = [{path = "a", const = "b"}]', "'const' means nothing here"),
        ('[fields]\nid = [{path = "a", unit = "s"}]', "id: unit is one of"),
        ('[fields]\n"request.n" = {path = "a", decimal = ";"}', "decimal is"),
        ('[fields]\nid = {path = "a", decimal = ","}', "decimal is"),
        ('[fields]\nid = {path = "a", const = "b"}', "one of path, sum and const"),
        ('[fields]\nid = {path = "a", eval = "b"}', "'eval' means nothing"),
        ('[fields]\nid = {path = "a", unit = "ms"}', "unit is one of"),
        ('[fields]\ntime = {path = "a", unit = "weeks"}', "unit is one of"),
        ('[fields]\ntime = {path = "a", unit = ["s"]}', "unit is one of"),
        ('[fields]\ntime = {path = "a", zone = "Berlin"}', "zone is"),
        ('[fields]\ntime = {path = "a", zone = "../../etc/passwd"}', "zone is"),
        ('[fields]\ntime = {path = "a", zone = "Europe"}', "zone is"),
        ('[fields]\n"usage.input_tokens" = {path = "a", zone = "UTC"}', "zone is of time"),
        ('[fields]\nid = "a"\n[only]\n"a..b" = 3', "is no path"),
        ('[fields]\nid = "a"\n[only]\nkind = []', "kind: give the values"),
        ('[fields]\nid = "a"\n[only]\nkind = [["x"]]', "kind: give the values"),
        ('[fields]\nid = "a"\n[other]', "'other' means nothing"),
        ('[fields]\nid = "a"\n[otlp]\nid = "b"', "'otlp' means nothing"),
        ('[otlp.fields]\nidd = "b"', "otlp: 'idd' is no field"),
        ("[except]\nkind = []", "records to leave out have"),
    ],
)
def test_a_wrong_map_is_one_clear_line(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(InputError, match=said) as caught:
        mapping(tmp_path, text)
    assert re.fullmatch(r"[^\n]*map\.toml[^\n]*", str(caught.value))


@pytest.mark.parametrize("path", ["event.type", '"event.type"'])
def test_records_may_be_told_by_a_path(tmp_path: Path, path: str) -> None:
    lines = [exchange(n) | {"event": {"type": kind}} for n, kind in enumerate(("chat", "health"))]
    log = write_jsonl(tmp_path / "a.jsonl", lines)
    own = mapping(tmp_path, f'[fields]\nid = "id"\n[only]\n{path} = "chat"')
    rows, report = read(log, own)
    assert [row["id"] for row in rows] == ["req-0"] and sum(report.skipped_records.values()) == 1


BOTH = """
[fields]
"request.model" = { const = "m" }
[langfuse.fields]
"account.id" = "session_id"
[langfuse.only]
type = "GENERATION"
[otlp.fields]
"account.id" = "shop.tenant"
[otlp.except]
"shop.tenant" = ["ours", "probes"]
"""


def two_formats(folder: Path) -> list[Path]:
    """Write spans of three tenants, and an observation beside them."""
    lines = []
    for number, tenant in enumerate(("t1", "probes", "t2")):
        held = {"gen_ai.operation.name": "chat", "gen_ai.request.model": "small",
                "user.id": "login", "shop.tenant": tenant}  # fmt: skip
        span = {"traceId": "a" * 32, "spanId": f"{number:016x}",
                "startTimeUnixNano": "1790000000000000000",
                "attributes": [{"key": k, "value": {"stringValue": v}} for k, v in held.items()],
                }  # fmt: skip
        lines.append({"resourceSpans": [{"scopeSpans": [{"spans": [span]}]}]})
    observation = {"id": "o1", "type": "GENERATION", "trace_id": "t", "user_id": "u1",
                   "start_time": "2026-09-21 14:13:20.250", "session_id": "s1",
                   "provided_model_name": "small", "input": "Q"}  # fmt: skip
    return [write_jsonl(folder / "otlp.jsonl", lines),
            write_jsonl(folder / "langfuse.jsonl", [observation]),
            write_jsonl(folder / "ours.jsonl", [exchange(2)])]  # fmt: skip


def accounts(paths: list[Path], own: Mapping) -> tuple[list[str], Any]:
    reader = open_logs(paths, mapping=own)
    return [row["account"] for batch in reader for row in batch.to_pylist()], reader.report


def test_a_map_says_of_one_format_what_holds_of_its_files_alone(tmp_path: Path) -> None:
    paths = two_formats(tmp_path)
    own = mapping(tmp_path, BOTH)
    names, report = accounts(paths[:2], own)
    assert names == ["t1", "t2", "s1"] and report.malformed == 0
    assert report.skipped_records == {"the map's [except] leaves it out": 1}
    assert own.sources() == {
        "request.model": "a fixed value",
        "account.id": "langfuse: session_id; otlp: shop.tenant",
    }
    own = mapping(tmp_path, BOTH.replace("[fields]", "[otlp.only]\nabsent = 3\n[fields]", 1))
    names, report = accounts(paths[:2], own)
    assert names == ["s1"] and report.skipped_records == {"the map's [only] leaves it out": 3}


def test_the_account_field_of_one_format_leaves_the_others_as_they_are(tmp_path: Path) -> None:
    paths = two_formats(tmp_path)
    names, report = accounts(paths, Mapping().with_account("otlp:shop.tenant", ["otlp"]))
    assert names == ["t1", "probes", "t2", "u1", exchange(2)["account"]["id"]]
    assert {file.format for file in report.files} == {"otlp", "langfuse", "jsonl"}
    # a name that no format has is a name
    own = Mapping().with_account("app:tenant", ["otlp"])
    assert own.values({"app:tenant": "t1"}) == {"account.id": "t1"}


def test_a_missing_map_is_one_clear_line(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file"):
        Mapping.read(tmp_path / "none.toml")
    with pytest.raises(UsageError, match="--account-field"):
        Mapping().with_account("a..b")


def test_paths() -> None:
    assert parse_path("a.b").steps == ("a", "b")
    assert parse_path('a."b.c"[3].d').steps == ("a", "b.c", 3, "d")
    assert parse_path("created at").steps == ("created at",)
    literal = Mapping().with_account("user.id")
    assert literal.values({"user.id": "x", "user": {"id": "y"}}) == {"account.id": "x"}


def test_a_map_pickles_after_use(tmp_path: Path) -> None:
    own = mapping(tmp_path)
    path = tmp_path / "a.log"
    path.write_text(json.dumps(RECORD))
    first, _ = read(path, own)
    again, _ = read(path, pickle.loads(pickle.dumps(own)))
    assert first == again


def test_targets_are_fields_of_the_reference_page() -> None:
    page = (Path(__file__).parents[2] / "docs" / "reference" / "exchange-log.md").read_text()
    for target in TARGETS:
        name = target.rpartition(".")[2]
        assert f"`{target}`" in page or f"`.{name}`" in page or f"`{name}`" in page, target


def test_a_map_may_name_every_field_of_the_contract(tmp_path: Path) -> None:
    named = {
        f"{top}.{name}" if name else top
        for top, inner in KNOWN.items()
        for name in inner or ("",)
        if top != "enforcement"
    }
    assert named | set(BODIES) == set(TARGETS)
    own = mapping(tmp_path, MAP.replace("[only]", '"response.reasoning" = "why"\n[only]'))
    log = write_jsonl(tmp_path / "a.log", [RECORD | {"why": "so"}])
    with_it, report = read(log, own)
    without, _ = read(log, mapping(tmp_path))
    assert with_it == without and report.unreadable_fields == {}


def test_a_header_that_is_no_csv_is_one_clear_line(tmp_path):
    log, where = tmp_path / "log.csv", Mapping.of({"fields": {"id": "a"}})
    log.write_bytes(b"a,b\rc\n1,2\n")
    with pytest.raises(InputError, match="no CSV header: new-line"):
        list(open_logs([log], mapping=where))


def test_half_a_surrogate_pair_among_tools_is_a_question_mark():
    raw = to_raw([{"name": "\ud83d"}])
    assert raw is not None and json.loads(bytes(raw)) == [{"name": "?"}]
