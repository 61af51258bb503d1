"""Maps that come with the package: each reads its sample whole, and is told by its names."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner

from stillwatch.cli._map import MapFile
from stillwatch.cli.main import cli
from stillwatch.core.errors import InputError
from stillwatch.doctor.log import Dry, dry_run
from stillwatch.ingest.mapping import Mapping
from stillwatch.ingest.read import open_logs
from stillwatch.ingest.shipped import fitting, hint, shipped
from stillwatch.ingest.wirebody import BODIES

SAMPLES = Path(__file__).parent.parent / "fixtures" / "maps"
GUIDE = Path(__file__).parents[2] / "docs" / "how-to" / "read-other-logs.md"
SQL = Path(__file__).parents[2] / "examples" / "sql"
NEEDED = ("id", "time", "account", "model", "text", "output")
"""Columns that every exchange of a sample has."""
READ = ("id", "time", "account", "model", "text", "output", "finish_reason", "output_tokens")
"""Columns of which doctor says where a map has them from, also those out of a body."""
TOKENS = {"apim": 2, "cloudflare": 2, "databricks": 2, "helicone": 2, "kong": 2, "sagemaker": 2,
          "vertex": 3}  # fmt: skip
"""Exchanges of a sample whose tokens the platform counts."""


def rows(path: Path, name: str, **changed: str) -> list[dict[str, Any]]:
    mapping = Mapping.read(shipped()[name].path)
    for path_ in changed.values():
        mapping = mapping.with_account(path_)
    reader = open_logs([path], mapping=mapping)
    found = [row for batch in reader for row in batch.to_pylist()]
    assert not reader.report.malformed and not reader.report.unreadable_fields
    return found


def sample(name: str) -> Path:
    return next(SAMPLES.glob(f"{name}.*"))


@pytest.mark.parametrize("name", sorted(shipped()))
def test_a_map_reads_its_sample_whole(name: str) -> None:
    found = rows(sample(name), name)
    assert len(found) >= 2 and len({row["account"] for row in found}) == 2
    for row in found:
        assert not [column for column in NEEDED if not row[column]], row["id"]
        assert row["content_state"] == "full"
    assert sum(row["output_tokens"] is not None for row in found) == TOKENS[name]


@pytest.mark.parametrize("name", sorted(shipped()))
def test_a_map_says_what_it_follows_and_lacks(name: str) -> None:
    text = shipped()[name].path.read_text()
    assert text.startswith("# ") and "\n# Follows " in text and "\n# Lacks: " in text
    assert set(BODIES) & set(Mapping.read(shipped()[name].path).fields)


@pytest.mark.parametrize("name", sorted(shipped()))
def test_a_log_without_its_map_is_told_which_to_give(name: str) -> None:
    assert fitting(sample(name)) == shipped()[name]
    with pytest.raises(InputError, match=f"--map {name}"):
        rows_without_map(sample(name))
    (error,) = [f for f in dry(sample(name)).findings if f.level == "error"]
    assert shipped()[name].title in error.said and error.remedy.startswith(f"give --map {name} ")
    ready = dry(sample(name), Mapping.read(shipped()[name].path))
    assert ready.exchanges >= 2 and ready.content_states["full"] == 1
    assert not [f for f in ready.findings if f.level in ("error", "warning")]
    assert all(field.source for field in ready.fields if field.share and field.column in READ)


def dry(path: Path, mapping: Mapping | None = None) -> Dry:
    now = datetime(2026, 12, 1, tzinfo=UTC)
    return dry_run([path], lines=100, format=None, table=None, workers=1, now=now, mapping=mapping)


def rows_without_map(path: Path) -> None:
    reader = open_logs([path])
    for _ in reader:
        pass


@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_tables_of_databricks_are_read_as_its_lines_are(form: str, tmp_path: Path) -> None:
    lines = [json.loads(line) for line in sample("databricks").read_text().splitlines()]
    path = tmp_path / f"payload.{form}"
    if form == "parquet":
        table = pa.Table.from_pylist(lines)
        times = table["request_time"].cast(pa.timestamp("us", "UTC"))
        at = table.schema.get_field_index("request_time")
        pq.write_table(table.set_column(at, "request_time", times), path)
    else:
        names = list(lines[0])
        body = [",".join('"' + str(row[n]).replace('"', '""') + '"' for n in names)
                for row in lines]  # fmt: skip
        text = "\n".join([",".join(names), *body]).replace("T19:", " 19:").replace("29Z", "29")
        path.write_text(text)
    with pytest.raises(InputError, match="--map databricks"):
        rows_without_map(path)
    assert rows(path, "databricks") == rows(sample("databricks"), "databricks")


def test_a_model_of_databricks_goes_by_one_name_whether_calls_fail_or_not(tmp_path: Path) -> None:
    failed = {"response": '{"error_code": "BAD_REQUEST"}', "status_code": 400}
    for name, joined in (("e", {}), ("ours-2", {"served_entity_name": "ours-2"})):
        table = [databricks(1, **joined), databricks(2, **failed, **joined)]
        path = tmp_path / f"{name}.jsonl"
        path.write_text("\n".join(map(json.dumps, table)))
        assert [row["model"] for row in rows(path, "databricks")] == [name, name]


def test_a_stream_that_breaks_off_after_its_200_is_a_failed_call(tmp_path: Path) -> None:
    begun = {"choices": [{"delta": {"content": "Turn the"}}]}
    whole = [begun, {"choices": [{"delta": {}, "finish_reason": "stop"}]}]
    broken = [begun, {"error": {"type": "overloaded_error", "message": "m"}}]
    streams = ["".join(f"data: {json.dumps(p)}\n\n" for p in parts) for parts in (whole, broken)]
    path = tmp_path / "log.jsonl"
    table = [databricks(n, response=text, status_code=200) for n, text in enumerate(streams)]
    path.write_text("\n".join(map(json.dumps, table)))
    assert [row["status"] for row in rows(path, "databricks")] == ["200", "overloaded_error"]


def test_older_and_newer_tables_of_databricks_are_read(tmp_path: Path) -> None:
    chat = {"request": json.dumps({"messages": [{"role": "user", "content": "Q"}], "user": "u7"}),
            "response": json.dumps({"choices": [{"message": {"content": "A"}}]})}  # fmt: skip
    older = {
        "databricks_request_id": "r1", "date": "2024-05-01", "timestamp_ms": 1_714_550_400_123,
        "status_code": 200, "execution_time_ms": 90, "sampling_fraction": 1.0, **chat,
        "request_metadata": {"endpoint_name": "e", "model_name": "ours", "model_version": "3"},
    }  # fmt: skip
    newer = {
        "request_id": "q", "invocation_id": "r2", "event_time": "2026-07-04T10:00:00.5Z",
        "status_code": 200, "latency_ms": 80, "destination_model": "ours", 
        "requester": "a@b.example",
        "api_type": "mlflow/v1/chat/completions", **chat,
    }  # fmt: skip
    for name, record in (("older", older), ("newer", newer)):
        path = tmp_path / f"{name}.jsonl"
        path.write_text(json.dumps(record) + "\n")
        assert hint(path).endswith("give --map databricks")
    with pytest.raises(InputError, match="requester; the record has at its top"):
        rows(tmp_path / "older.jsonl", "databricks")
    (one,) = rows(tmp_path / "older.jsonl", "databricks", account="request.user")
    (two,) = rows(tmp_path / "newer.jsonl", "databricks")
    assert (one["id"], one["account"], one["model"], one["latency_ms"]) == ("r1", "u7", "ours", 90)
    assert (two["id"], two["account"], two["model"], two["latency_ms"]) == (
        "r2", "a@b.example", "ours", 80,
    )  # fmt: skip


def test_a_wrong_name_is_told_the_right_ones_and_a_file_of_it_is_not_passed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    asked = ["doctor", str(sample("databricks")), "--map"]
    wrong = CliRunner().invoke(cli, [*asked, "azure-apim"])
    assert wrong.exit_code == 2 and "no map is called 'azure-apim'" in wrong.output
    assert all(name in wrong.output for name in shipped())
    Path("databricks").write_text("[fields]\n")
    Path("mine").write_text("[fields]\n")
    theirs = CliRunner().invoke(cli, [*asked, "./databricks"])
    assert theirs.exit_code == 2 and "databricks: a map needs a table [fields]" in theirs.output
    assert MapFile().convert("mine", None, None) == Path("mine")
    assert capsys.readouterr().err == ""
    assert MapFile().convert("databricks", None, None) == shipped()["databricks"].path
    assert "for the file here give ./databricks" in capsys.readouterr().err


def test_help_names_every_map() -> None:
    said = " ".join(CliRunner().invoke(cli, ["audit", "--help"]).output.split())
    assert f"a map that comes with stillwatch: {', '.join(shipped())} (docs" in said


def test_other_logs_are_not_taken_for_a_platforms(tmp_path: Path) -> None:
    path = tmp_path / "log.jsonl"
    path.write_text('{"request": {}, "response": {}, "id": 1}\n')
    assert fitting(path) is None and hint(path) == ""
    assert fitting(tmp_path / "none") is None
    (tmp_path / "bad.parquet").write_bytes(b"PAR1 and no more")
    assert fitting(tmp_path / "bad.parquet") is None


@pytest.mark.parametrize("name", sorted(shipped()))
def test_the_guide_lists_every_map(name: str) -> None:
    assert f"| `--map {name}` |" in GUIDE.read_text(encoding="utf-8")


def test_an_endpoint_of_vertex_is_read_from_its_lists_of_texts(tmp_path: Path) -> None:
    """Whole requests, or one text an instance; times as BigQuery's exports have them."""
    whole = {"instances": [{"@requestFormat": "chatCompletions", "messages": [
        {"role": "user", "content": "Q"}], "max_tokens": 9, "user": "t"}]}  # fmt: skip
    answer = {"predictions": {"choices": [{"message": {"content": "A"}}]}}
    for number, (asked, told) in enumerate([
        ([json.dumps(whole)], [json.dumps(answer)]),
        ([json.dumps({"prompt": "Q", "user": "t"})], ["A"]),
    ]):  # fmt: skip
        record = {
            "endpoint": "123", "deployed_model_id": "456",
            "logging_time": "2025-09-08 21:04:22 UTC",
            "request_id": number, "request_payload": asked, "response_payload": told,
        }  # fmt: skip
        path = tmp_path / f"{number}.jsonl"
        path.write_text(json.dumps(record) + "\n")
        assert hint(path).endswith("give --map vertex")
        inside = "request_payload[0]" + ("" if number else ".instances[0]") + ".user"
        (row,) = rows(path, "vertex", account=inside)
        assert (row["text"], row["model"], row["account"]) == ("Q", "456", "t")
        assert row["time"].isoformat() == "2025-09-08T21:04:22+00:00"


def test_what_sagemaker_captures_of_another_kind_is_told_as_unreadable(tmp_path: Path) -> None:
    record = json.loads(sample("sagemaker").read_text().splitlines()[0])
    record["captureData"]["endpointInput"] |= {"data": "69,0,153.7", "encoding": "CSV"}
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps(record) + "\n")
    mapping = Mapping.read(shipped()["sagemaker"].path).with_account("eventMetadata.eventId")
    reader = open_logs([path], mapping=mapping)
    assert sum(batch.num_rows for batch in reader) == 1
    assert reader.report.unreadable_fields == {"request.body": 1}


def test_the_guides_query_joins_what_azure_writes_in_pieces(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The sample is what it makes; texts and numbers as the command line exports them."""
    whole = [json.loads(line) for line in sample("apim").read_text().splitlines()]
    pieces, gateway = [], []
    for call in whole:
        asked, told = call["RequestMessages"], call["ResponseMessages"]
        for number, row in (
            (3, {"RequestMessages": "", "ResponseMessages": told}),
            (2, {"RequestMessages": asked[40:], "ResponseMessages": ""}),
            (1, {"RequestMessages": asked[:40], "ResponseMessages": None}),
            (0, {n: str(call[n]) for n in ("ModelName", "DeploymentName", "PromptTokens",
                                           "CompletionTokens")}),
        ):  # fmt: skip
            pieces.append({"CorrelationId": call["CorrelationId"], "SequenceNumber": number, **row})
        gateway.append({n: str(call[n]) for n in (
            "CorrelationId", "TimeGenerated", "ApimSubscriptionId", "CallerIpAddress",
            "ResponseCode", "TotalTime")} | {"TableName": "PrimaryResult"})  # fmt: skip
    monkeypatch.chdir(tmp_path)
    Path("llm.json").write_text(json.dumps(pieces))
    Path("gateway.json").write_text(json.dumps(gateway))
    duckdb.sql((SQL / "apim-join.sql").read_text(encoding="utf-8"))
    made = [json.loads(line) for line in Path("calls.jsonl").read_text().splitlines()]
    assert sorted(made, key=lambda row: row["CorrelationId"]) == whole


def test_an_event_of_cloudflare_that_is_still_encrypted_is_told(tmp_path: Path) -> None:
    event = json.loads(sample("cloudflare").read_text().splitlines()[0])
    sealed = {"type": "encrypted", "data": "aGVsbG8=", "key": "aGVsbG8=", "iv": "aGVsbG8="}
    event |= {"Metadata": sealed, "RequestBody": sealed, "ResponseBody": sealed}
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps(event) + "\n")
    with pytest.raises(InputError, match="the record has in ResponseBody: type, data, key, iv"):
        rows(path, "cloudflare")


def test_the_guides_query_joins_the_names_of_databricks_served_entities() -> None:
    query = (SQL / "databricks-names.sql").read_text(encoding="utf-8")
    made = duckdb.connect()
    made.sql("CREATE TABLE payload AS FROM (VALUES ('e', 1), ('x', 2)) t(served_entity_id, n)")
    made.sql("CREATE TABLE entities AS FROM (VALUES ('e', 'old', 1), ('e', 'ours-2', 2)) "
             "t(served_entity_id, served_entity_name, change_time)")  # fmt: skip
    query = query.replace("main.serving.chat_payload", "payload")
    query = query.replace("system.serving.served_entities", "entities")
    rows = made.sql(f"{query} ORDER BY n").fetchall()
    assert [row[-1] for row in rows] == ["ours-2", None]


def databricks(number: int, **changed: Any) -> dict[str, Any]:
    row = {
        "databricks_request_id": f"r{number}", "request_time": "2026-05-04T10:00:00Z",
        "requester": "svc", "served_entity_id": "e", "status_code": 200,
        "request": json.dumps({"messages": [{"role": "user", "content": "Q"}],
                               "usage_context": {"customer": f"c{number}"}}),
        "response": json.dumps({"choices": [{"message": {"content": "A"}}]}),
    } | changed  # fmt: skip
    return {name: value for name, value in row.items() if value is not None}


@pytest.mark.parametrize("form", ["lines", "parquet"])
def test_bodies_that_a_table_leaves_out_are_told_and_not_those_of_failed_calls(
    form: str, tmp_path: Path
) -> None:
    large, long = ["MAX_REQUEST_SIZE_EXCEEDED"], ["MAX_RESPONSE_SIZE_EXCEEDED"]
    table = [
        databricks(1, logging_error_codes=[]),
        databricks(2, request=None, logging_error_codes=large),
        databricks(3, response=None, logging_error_codes=long),
        databricks(4, response=None, status_code=429),
    ]
    if form == "lines":
        path = tmp_path / "table.jsonl"
        path.write_text("\n".join(map(json.dumps, table)))
    else:
        pq.write_table(pa.Table.from_pylist(table), path := tmp_path / "t.pq")
    mapping = Mapping.read(shipped()["databricks"].path)
    reader = open_logs([path], mapping=mapping)
    assert sum(batch.num_rows for batch in reader) == 4
    assert (reader.report.apart, reader.report.apart_replies) == (1, 1)
    assert not reader.report.unreadable_fields
    body = mapping.with_account("request.usage_context.customer")
    reader = open_logs([path], mapping=body)
    assert [row["account"] for b in reader for row in b.to_pylist()] == ["c1", "c3", "c4"]
    (reason,) = reader.report.malformed_reasons
    assert "request is null in the record (logging_error_codes: MAX_REQUEST_SIZE_EXC" in reason
    (told,) = [f for f in dry(path, body).findings if f.name == "malformed"]
    assert "a list of places" in told.remedy
