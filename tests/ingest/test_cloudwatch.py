"""Bedrock's records in the envelopes that CloudWatch Logs puts around them."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from stillwatch.doctor.unread import diagnose
from stillwatch.ingest.cloudwatch import enveloped, unwrap
from stillwatch.ingest.read import open_logs, raw_blocks, recognise

LOG = Path(__file__).parent.parent / "fixtures" / "logs" / "bedrock.jsonl"
LINES = LOG.read_text().splitlines()
TIME = "2026-11-02T09:30:01.000Z"


def event(line: str) -> dict[str, Any]:
    return {"id": "3195", "timestamp": 1762075801000, "message": line}


def subscription(*lines: str) -> str:
    message = {
        "messageType": "DATA_MESSAGE", "owner": "123456789012", "logGroup": "g", "logStream": "s",
        "subscriptionFilters": ["f"], "logEvents": [event(line) for line in lines],
    }  # fmt: skip
    return json.dumps(message, separators=(",", ":"))


CONTROL = json.dumps(
    {"messageType": "CONTROL_MESSAGE", "owner": "CloudwatchLogs", "logEvents": [event("CWL")]},
    separators=(",", ":"),
)


def cells(line: str) -> list[dict[str, str]]:
    return [{"field": "@timestamp", "value": TIME}, {"field": "@message", "value": line}]


ENVELOPES = {
    "export": "\n".join(f"{TIME} {line}" for line in LINES),
    "tail": "\n".join(f"2026-11-02T09:30:01.123000+00:00 aws/bedrock {line}" for line in LINES),
    "firehose": CONTROL + subscription(*LINES[:2]) + subscription(*LINES[2:]),
    "firehose lines": "\n".join((CONTROL, subscription(*LINES[:2]), subscription(*LINES[2:]), "")),
    "extracted": "\n".join(LINES),
    "extracted, on one line": "".join(
        json.dumps(json.loads(x), separators=(",", ":")) for x in LINES
    ),
    "events": json.dumps({"events": list(map(event, LINES)), "searchedLogStreams": []}, indent=2),
    "events, compact": json.dumps({"events": list(map(event, LINES))}),
    "an event a line": "\n".join(json.dumps(event(line)) for line in LINES),
    "insights": json.dumps([{"@timestamp": TIME, "@message": json.loads(x)} for x in LINES]),
    "insights, with fields": json.dumps(
        [{"schemaType": "ModelInvocationLog", "@message": x} for x in LINES]
    ),
    "insights, as text": json.dumps([{"@timestamp": TIME, "@message": x} for x in LINES]),
    "query": json.dumps({"results": list(map(cells, LINES)), "statistics": {}}, indent=4),
}


def rows(path: Path) -> list[dict[str, Any]]:
    return [row for batch in open_logs([path]) for row in batch.to_pylist()]


@pytest.mark.parametrize("name", ENVELOPES)
@pytest.mark.parametrize("packed", [False, True], ids=["plain", "gzip"])
def test_every_envelope_gives_the_same_exchanges(tmp_path: Path, name: str, packed: bool) -> None:
    data = ENVELOPES[name].encode()
    path = tmp_path / "000000.gz"
    path.write_bytes(gzip.compress(data) if packed else data)
    assert recognise(path).name == "bedrock"
    assert rows(path) == rows(LOG)
    assert rows(tmp_path) == rows(LOG), "a folder of an export stands for its files"


@pytest.mark.parametrize("name", ENVELOPES)
def test_a_byte_order_mark_costs_no_record(tmp_path: Path, name: str) -> None:
    plain, marked = tmp_path / "plain", tmp_path / "marked"
    plain.write_bytes(ENVELOPES[name].encode())
    marked.write_bytes(b"\xef\xbb\xbf" + ENVELOPES[name].encode())
    assert rows(marked) == rows(plain)


def test_blocks_stay_small_and_records_are_numbered(tmp_path: Path) -> None:
    path = tmp_path / "log.json"
    path.write_text(subscription(*LINES) + "\n" + subscription(LINES[0], "no JSON", LINES[1]))
    blocks = list(raw_blocks([path], block_bytes=1000))
    numbers = [number for block in blocks for number in range(
        block.first_line, block.first_line + block.data.count(b"\n"))]  # fmt: skip
    assert numbers == list(range(1, 10))
    reader = open_logs([path])
    list(reader)
    assert [(bad.line, bad.reason) for bad in reader.report.malformed_lines] == [
        (8, "not valid JSON")
    ]


@pytest.mark.parametrize(
    "line",
    [b"{", b"[1]", b'{"logEvents": 1}', b'{"a": 1}', b'{"message": null}', b'{"events": {}}'],
    ids=range(6),
)
def test_what_is_no_envelope_stays(line: bytes) -> None:
    assert unwrap(line) == [line]


@pytest.mark.parametrize("value", [b"null", b'""', b"7", b"[]"], ids=range(4))
def test_an_event_without_a_record_is_malformed_and_costs_no_other(value: bytes) -> None:
    line = b'{"events": [{"message": %b}, {"message": "{}"}]}' % value
    assert len(unwrap(line)) == 2 and unwrap(line)[1] == b"{}"


def test_a_firms_own_events_are_not_taken(tmp_path: Path) -> None:
    said = "what is a ModelInvocationLog?"
    assert not enveloped(json.dumps({"message": said, "timestamp": 1, "model": "m"}).encode())
    assert not enveloped(json.dumps({"events": [{"message": "of another program"}]}).encode())


def test_a_table_of_the_console_is_told(tmp_path: Path) -> None:
    quoted = LINES[0].replace('"', '""')
    (tmp_path / "log-events-viewer-result.csv").write_text(f'timestamp,message\n1,"{quoted}"\n')
    what, remedy = diagnose(tmp_path / "log-events-viewer-result.csv")
    assert "CloudWatch" in what and "JSON" in remedy


def test_files_of_firehose_are_logs_and_others_are_not(tmp_path: Path) -> None:
    name = "stream-1-2026-11-02-09-30-01-0a1b2c3d-1111-2222-3333-0a1b2c3d4e5f"
    (tmp_path / name).write_text(subscription(*LINES))
    (tmp_path / "aws-logs-write-test").write_text("Permission Check Successful")
    (tmp_path / "amazon-bedrock-logs-permission-check").write_text("")
    assert rows(tmp_path) == rows(LOG)
