"""Bodies of Bedrock's records that stand in files of their own."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from stillwatch.core.errors import InputError
from stillwatch.ingest import bodies
from stillwatch.ingest.read import expand, open_logs, parse_block, raw_blocks
from stillwatch.ingest.unread import notes

HOURS = "AWSLogs/123456789012/BedrockModelInvocationLogs/eu-central-1/2026/11/02"
ASKED: dict[str, Any] = {"messages": [{"role": "user", "content": [{"text": "How long is it?"}]}]}
SAID = {"output": {"message": {"role": "assistant", "content": [{"text": "Long."}]}}}


def record(number: int, *, hour: str = "09", apart: str = "") -> dict[str, Any]:
    """Return a record of Converse; `apart` names the sides whose body stands apart."""
    made: dict[str, Any] = {
        "schemaType": "ModelInvocationLog", "timestamp": f"2026-11-02T09:30:{number:02}Z",
        "accountId": "123456789012", "identity": {"arn": "arn:aws:iam::123456789012:user/u"},
        "requestId": f"r{number}", "operation": "Converse", "modelId": "amazon.nova-lite-v1:0",
        "input": {"inputBodyJson": ASKED}, "output": {"outputBodyJson": SAID},
    }  # fmt: skip
    for side in apart.split():
        place = f"s3://logs/{HOURS}/{hour}/data/r{number}_{side}.json.gz"
        made[side] = {f"{side}BodyS3Path": place}
    return made


def put(folder: Path, *records: dict[str, Any], hour: str = "09") -> Path:
    there = folder / hour
    there.mkdir(parents=True, exist_ok=True)
    path = there / "20261102T09_00.json.gz"
    path.write_bytes(gzip.compress("".join(json.dumps(r) + "\n" for r in records).encode()))
    return path


def put_body(folder: Path, name: str, body: Any, hour: str = "09") -> Path:
    there = folder / hour / "data"
    there.mkdir(parents=True, exist_ok=True)
    data = body if isinstance(body, bytes) else json.dumps(body, indent=1).encode()
    (there / name).write_bytes(gzip.compress(data))
    return there / name


def read(*paths: Path, **options: Any) -> tuple[list[dict[str, Any]], Any]:
    reader = open_logs(list(paths), **options)
    return [row for batch in reader for row in batch.to_pylist()], reader.report


@pytest.mark.parametrize("format", [None, "bedrock"])
def test_a_body_is_read_with_its_record_and_is_no_log(tmp_path: Path, format: str | None) -> None:
    bucket = tmp_path / HOURS
    put(bucket, record(1), record(2, apart="input output"), record(3))
    put_body(bucket, "r2_input.json.gz", ASKED)
    put_body(bucket, "r2_output.json.gz", SAID)
    rows, report = read(tmp_path, format=format)
    assert [(row["text"], row["output"]) for row in rows] == [("How long is it?", "Long.")] * 3
    assert (report.malformed, report.apart) == (0, 0) and "input" not in str(report.unknown_fields)
    assert sorted(Path(file.path).name for file in report.files) == [
        "20261102T09_00.json.gz", "r2_input.json.gz", "r2_output.json.gz",
    ], "what the outcome rests on is listed with its digest"  # fmt: skip
    assert all(len(file.sha256) == 64 for file in report.files)


def test_it_is_found_in_the_folder_of_another_hour(tmp_path: Path) -> None:
    bucket = tmp_path / HOURS
    put(bucket, record(1, hour="08", apart="input"))
    put_body(bucket, "r1_input.json.gz", ASKED, hour="08")
    rows, report = read(tmp_path)
    assert rows[0]["text"] == "How long is it?" and report.apart == 0


def test_one_that_is_not_there_is_counted_and_told(tmp_path: Path) -> None:
    put(tmp_path / HOURS, record(1), record(2, apart="input"), record(3, apart="output"))
    rows, report = read(tmp_path)
    assert [row["content_state"] for row in rows] == ["full", "absent", "full"]
    assert report.apart == 1 and report.malformed == 0
    assert any("1 request has no body in the log" in said for said in notes(report))


@pytest.mark.parametrize("body", [b"{", b"\xff", b'{"a":1} {"b":2}', b" " * 3_000])
def test_one_that_cannot_be_read_counts_as_not_found(
    tmp_path: Path, body: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bodies, "LINE_LIMIT", 2_000)
    put(tmp_path / HOURS, record(1), record(2, apart="input"))
    put_body(tmp_path / HOURS, "r2_input.json.gz", body)
    rows, report = read(tmp_path)
    assert (len(rows), report.apart, report.malformed) == (2, 1, 0)


def test_a_body_of_too_many_values_does_not_cost_its_record(tmp_path: Path) -> None:
    put(tmp_path / HOURS, record(1), record(2, apart="input"))
    put_body(tmp_path / HOURS, "r2_input.json.gz", b"[" + b"0," * 3_000_000 + b"0]")
    rows, report = read(tmp_path)
    assert (len(rows), report.apart, report.malformed) == (2, 1, 0)


@pytest.mark.parametrize(
    "place",
    ["s3://logs/../../secret/data/r_input.json", "/etc/data/r_input.json", 7, "s3://logs",
     "s3://logs/a/data/r.json", "s3://logs/a/data/\0_input.json", "s3://" + "a/" * 9_000],
)  # fmt: skip
def test_a_place_leads_nowhere_else(tmp_path: Path, place: Any) -> None:
    (tmp_path / "secret" / "data").mkdir(parents=True)
    for name in ("r_input.json", "r.json"):
        (tmp_path / "secret" / "data" / name).write_text("{}")
    assert bodies.find(place, tmp_path / "a" / "b" / "log.json") is None


def test_other_names_of_folders(tmp_path: Path) -> None:
    """AWS's names are not needed: what lies beside is a record of Bedrock's or is not."""
    put(tmp_path / "mine", record(1), record(2, apart="input"))
    put_body(tmp_path / "mine", "r2_input.json.gz", ASKED)
    rows, _ = read(tmp_path)
    assert [row["text"] for row in rows] == ["How long is it?"] * 2
    other = tmp_path / "other" / "data" / "a_input.json"
    other.parent.mkdir(parents=True)
    other.write_text("{}")
    (tmp_path / "other" / "log.jsonl").write_text('{"a": 1}\n')
    assert other in expand([tmp_path]), "a log of another program may be called so"


def test_files_that_are_named_one_by_one(tmp_path: Path) -> None:
    log = put(tmp_path / HOURS, record(1, apart="input"))
    body = put_body(tmp_path / HOURS, "r1_input.json.gz", ASKED)
    assert expand([body, log]) == [log]
    with pytest.raises(InputError, match="bodies"):
        expand([body.parent])


def test_blocks_stay_small_and_lines_keep_their_numbers(tmp_path: Path) -> None:
    put(tmp_path / HOURS, *(record(n, apart="input") for n in range(6)), record(6), {})
    for number in range(6):
        put_body(tmp_path / HOURS, f"r{number}_input.json.gz", ASKED | {"x": "y" * 50_000})
    blocks = list(raw_blocks([tmp_path], block_bytes=100_000))
    assert len(blocks) >= 3 and all(len(block.data) < 200_000 for block in blocks)
    parsed = [parse_block(block) for block in blocks]
    assert sum(each.batch.num_rows for each in parsed) == 7
    assert [bad.line for each in parsed for bad in each.malformed] == [8]
