"""Logs of other programs, as their producers wrote them (see `bench/producers`)."""

from __future__ import annotations

import gzip
import json
import pickle
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from stillwatch.contract.exchange import SCHEMA
from stillwatch.core.errors import InputError
from stillwatch.ingest.base import LogFormat
from stillwatch.ingest.ledger import IngestReport, merge
from stillwatch.ingest.litellm import HEALTH
from stillwatch.ingest.mapping import Mapping
from stillwatch.ingest.read import formats, open_logs, parse_block, raw_blocks, recognise
from stillwatch.ingest.unread import notes

LOGS = Path(__file__).parent.parent / "fixtures" / "logs"
FILES = {
    "litellm.jsonl": "litellm",
    "litellm-redacted.jsonl": "litellm",
    "otlp-default.jsonl": "otlp",
    "otlp-content.jsonl": "otlp",
    "otlp-openllmetry.jsonl": "otlp",
    "otlp-numbered.jsonl": "otlp",
    "otlp-openinference.jsonl": "otlp",
    "otlp-langsmith.jsonl": "otlp",
    "langfuse.jsonl": "langfuse",
    "langfuse-api.json": "langfuse",
    "bedrock.jsonl": "bedrock",
}


def read(
    path: Path, mapping: Mapping | None = None, format: str | None = None
) -> tuple[list[dict[str, Any]], IngestReport]:
    reader = open_logs([path], mapping=mapping, format=format)
    rows = [row for batch in reader for row in batch.to_pylist()]
    return [{k: v for k, v in row.items() if v is not None} for row in rows], reader.report


def account(path: str) -> Mapping:
    return Mapping().with_account(path)


def test_every_fixture_is_tested() -> None:
    assert set(FILES) == {path.name for path in LOGS.iterdir()}


@pytest.mark.parametrize(("name", "format"), FILES.items())
def test_is_recognised_and_read_whole(name: str, format: str) -> None:
    assert recognise(LOGS / name).name == format
    rows, report = read(LOGS / name)
    assert rows and report.malformed == 0 and report.unreadable_fields == {}
    for row in rows:
        assert row["account"] and row["model"]


@pytest.mark.parametrize(("name", "format"), FILES.items())
def test_is_recognised_though_cut_within_its_first_record(name: str, format: str) -> None:
    head = (LOGS / name).read_bytes()
    # a record may exceed the 64 KiB of a head: then its last names are not seen
    record = len(head) if name.endswith(".json") else head.index(b"\n")
    cut = head[: record * 9 // 10]
    kinds = sorted(formats().values(), key=lambda kind: (kind.priority, kind.name))
    taken = next(kind.name for kind in kinds if kind.recognise(cut, Path("some.log")))
    assert taken == format


@pytest.mark.parametrize(("name", "format"), FILES.items())
def test_compressed_and_in_blocks_the_rows_are_the_same(
    tmp_path: Path, name: str, format: str
) -> None:
    whole, _ = read(LOGS / name)
    data = (LOGS / name).read_bytes()
    packed = tmp_path / "a.json.gz"
    packed.write_bytes(gzip.compress(data))
    assert read(packed)[0] == whole
    squeezed = tmp_path / "a.zst"
    with pa.CompressedOutputStream(str(squeezed), "zstd") as file:
        file.write(data)
    assert read(squeezed, format=format)[0] == whole
    blocks = list(raw_blocks([LOGS / name], block_bytes=1))
    parsed = [parse_block(pickle.loads(pickle.dumps(block))) for block in blocks]
    rows = [row for block in parsed for row in block.batch.to_pylist()]
    assert [row["id"] for row in rows] == [row["id"] for row in whole]


def test_litellm() -> None:
    rows, report = read(LOGS / "litellm.jsonl")
    assert report.skipped_records == {"calls that generate no text": 1}
    chat, streamed, tools, failed, messages, responses = rows
    assert chat["text"] == "How many wheels has a car?"
    assert (chat["system"], chat["output"]) == ("Answer in one word.", "Four.")
    assert (chat["temperature"], chat["max_tokens"]) == (pytest.approx(0.2), 50)
    assert (chat["input_tokens"], chat["output_tokens"]) == (10, 20)
    assert chat["end_user"] == "customer-7" and chat["org"] == "org-1"
    assert len(chat["account"]) == 64 and chat["account"] == chat["key"] == failed["account"]
    assert chat["email_domain"] == "example.com" and chat["ip"] == "127.0.0.1"
    assert chat["user_agent"] == "neutral-client/1.0" and chat["model"] == "small"
    assert streamed["stream"] and streamed["text"] == (
        "How many legs has a horse?\nOne word, please."
    )
    assert tools["tools"] == "clock" and tools["turns"] == 1
    assert tools["text"] == "How many seasons has a year?"
    assert failed["status"] == "429" and "output" not in failed
    assert messages["endpoint"] == "messages" and messages["output"] == "Four."
    assert responses["endpoint"] == "responses" and responses["output"] == "Four."
    assert responses["text"] == "How many sides has a rhombus?"
    assert all(row["finish_reason"] == "stop" for row in (chat, streamed, tools))


def test_a_file_for_each_request_of_which_one_names_nobody(tmp_path: Path) -> None:
    payloads = [json.loads(line) for line in (LOGS / "litellm.jsonl").read_text().splitlines()]
    for number, payload in enumerate(payloads[:3]):
        if number == 1:
            payload |= {"metadata": {}, "end_user": None}
        (tmp_path / f"{number}.json").write_text(json.dumps(payload))
    rows, report = read(tmp_path)
    assert len(rows) == 2 and report.malformed == 1
    with pytest.raises(InputError, match=r"no line is an exchange: required field account\.id"):
        read(tmp_path / "1.json")
    nobody = (tmp_path / "1.json").read_text()
    (tmp_path / "1.json").write_text(f"{nobody}\n{nobody}\n")
    with pytest.raises(InputError, match=r"no line is an exchange"):
        read(tmp_path)


@pytest.mark.parametrize(
    ("ids", "session"),
    [
        ({"session_id": "s1", "trace_id": "t1"}, "s1"),
        ({"session_id": "", "trace_id": "t1"}, None),
        ({"trace_id": "t1"}, "t1"),
        ({}, None),
    ],
)
def test_litellm_sessions_of_earlier_versions_are_traces(
    tmp_path: Path, ids: dict[str, str], session: str | None
) -> None:
    given = json.loads((LOGS / "litellm.jsonl").read_text().splitlines()[0])
    line = {k: v for k, v in given.items() if k not in ("session_id", "trace_id")} | ids
    (tmp_path / "a.jsonl").write_text(json.dumps(line))
    (row,), _ = read(tmp_path / "a.jsonl")
    assert row.get("session") == session


def test_what_is_not_read_of_a_record_is_named(tmp_path: Path) -> None:
    """By name alone, where it holds something; what a map reads is read."""
    given = json.loads((LOGS / "litellm.jsonl").read_text().splitlines()[0])
    who = given["metadata"] | {"tenant": "t", "empty": {}, "team\n": 1}
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps(given | {"metadata": who, "extra": {"deep": 1}, "none": None}))
    _, report = read(path)
    told = report.unknown_fields
    assert report.sampled == 1 and set(told.values()) == {1}
    assert {"extra", "metadata.tenant", "metadata.team?", "total_tokens"} <= set(told)
    read_of = {"model", "metadata.user_api_key_hash", "request_tags"}
    assert not told.keys() & {"none", "metadata.empty", *read_of}
    assert not any(name.count(".") > 3 for name in told)
    _, mapped = read(path, account("metadata.tenant"))
    assert told.keys() - mapped.unknown_fields.keys() == {"metadata.tenant"}
    _, report = read(LOGS / "bedrock.jsonl", account("identity.arn"))
    assert report.sampled == 6 and report.unknown_fields["requestMetadata"] == 1
    assert report.unknown_fields["region"] == 6
    assert "input.inputContentType" not in report.unknown_fields, "it is the same in every record"


def test_litellm_a_tag_names_the_user_agent_where_no_field_does(tmp_path: Path) -> None:
    given = json.loads((LOGS / "litellm.jsonl").read_text().splitlines()[0])
    without = given | {"user_agent": None, "metadata": given["metadata"] | {"user_agent": None}}
    tags = ["team", "User-Agent: curl", "User-Agent: curl/8.5", 7]
    lines = [
        without | {"startTime": given["startTime"] + n} | {"request_tags": held}
        for n, held in enumerate((tags, ["team"], "User-Agent: curl", None))
    ]
    lines.append(given | {"startTime": given["startTime"] - 1, "request_tags": tags})
    path = tmp_path / "a.jsonl"
    path.write_text("".join(json.dumps(line) + "\n" for line in lines))
    rows, report = read(path)
    agents = [row.get("user_agent") for row in rows]
    assert sorted(map(str, agents)) == ["None", "None", "None", "curl/8.5", "neutral-client/1.0"]
    assert report.malformed == 0


def test_litellm_redacted_text_is_no_text() -> None:
    rows, report = read(LOGS / "litellm-redacted.jsonl")
    assert report.content_states["redacted"] == len(rows) > 0
    for row in rows:
        assert not row.keys() & {"text", "system", "output"}
        assert "redacted-by-litellm" not in row.values()


def test_litellm_a_name_in_place_of_an_address_is_no_mail_domain(tmp_path: Path) -> None:
    payload = json.loads((LOGS / "litellm.jsonl").read_text().splitlines()[0])
    payload["metadata"]["user_api_key_user_email"] = "default_user"
    (tmp_path / "a.jsonl").write_text(json.dumps(payload) + "\n")
    assert "email_domain" not in read(tmp_path / "a.jsonl")[0][0]


@pytest.mark.parametrize("mapping", [None, account("metadata.user_api_key_team_id")])
def test_litellm_what_the_proxy_asks_itself_is_no_customers(
    tmp_path: Path, mapping: Mapping | None
) -> None:
    """What a client may choose, such as a tag, takes nobody out of an audit."""
    given = json.loads((LOGS / "litellm.jsonl").read_text().splitlines()[0])
    who = given["metadata"] | {"user_api_key_team_id": "team"}
    ours = who | {"user_api_key_hash": HEALTH, "requester_ip_address": None}
    own = given | {"litellm_call_id": "own", "requester_ip_address": None, "metadata": ours}
    sent = given | {"litellm_call_id": "sent", "metadata": who | {"user_api_key_hash": HEALTH}}
    named = who | {"user_api_key_alias": HEALTH, "user_api_key_user_id": HEALTH}
    tagged = given | {"litellm_call_id": "tagged", "request_tags": [HEALTH], "metadata": named}
    path = tmp_path / "a.jsonl"
    path.write_text("".join(json.dumps(line) + "\n" for line in (own, sent, tagged)))
    rows, report = read(path, mapping)
    assert [row["id"].partition("-")[0] for row in rows] == ["sent", "tagged"]
    assert report.skipped_records == {"health checks of the proxy itself": 1}
    assert notes(report) == ["Records left out: health checks of the proxy itself (1)."]


@pytest.mark.parametrize("path", ["metadata.user_api_key_user_id", "end_user"])
def test_litellm_another_field_as_the_account(path: str) -> None:
    rows, report = read(LOGS / "litellm.jsonl", account(path))
    if path == "end_user":
        assert [row["account"] for row in rows] == ["customer-7"] and report.malformed == 5
    else:
        assert {row["account"] for row in rows} == {"anna", "ben"} and report.malformed == 0


@pytest.mark.parametrize("attempts", [1, 3])
def test_litellm_attempts_of_one_call_count_apart(tmp_path: Path, attempts: int) -> None:
    payloads = [json.loads(line) for line in (LOGS / "litellm.jsonl").read_text().splitlines()]
    failed = next(p for p in payloads if p["status"] == "failure")
    lines = [failed | {"startTime": failed["startTime"] + n} for n in range(attempts)]
    lines.append(payloads[0] | {"litellm_call_id": failed["litellm_call_id"]})
    path = tmp_path / "a.jsonl"
    path.write_text("".join(json.dumps(line) + "\n" for line in [*lines, lines[-1]]))
    rows, report = read(path)
    assert len(rows) == attempts + 1 and report.duplicates == 1


def test_litellm_a_call_id_that_a_client_repeats_hides_nothing(tmp_path: Path) -> None:
    """`x-litellm-call-id` is the client's to choose: every call counts, each copy of one once."""
    given = json.loads((LOGS / "litellm.jsonl").read_text().splitlines()[0])
    calls = [given | {"startTime": given["startTime"] + n} for n in range(5)]
    path = tmp_path / "a.jsonl"
    path.write_text("".join(json.dumps(line) + "\n" for line in [*calls, *calls]))
    rows, report = read(path)
    assert len(rows) == 5 and report.duplicates == 5


def test_otlp_without_content_is_absent_and_not_empty() -> None:
    rows, report = read(LOGS / "otlp-default.jsonl")
    assert report.content_states == {"full": 0, "redacted": 0, "hashed": 0, "absent": 3}
    assert report.skipped_records == {
        "spans of embeddings or searches": 1,
        "spans that are no model calls": 1,
    }
    first, _, failed = rows
    assert (first["input_tokens"], first["output_tokens"], first["seed"]) == (20, 2, 7)
    assert first["account"] == "customer-3" and first["ip"] == "192.0.2.9"
    assert failed["status"] == "NotFoundError" and first["status"] == "ok"


@pytest.mark.parametrize(
    "name", ["content", "openllmetry", "numbered", "openinference", "langsmith"]
)
def test_otlp_content_of_every_age(name: str) -> None:
    rows, _ = read(LOGS / f"otlp-{name}.jsonl")
    first, second, failed = sorted(rows, key=lambda row: row["time"])
    assert first["model"] == "gpt-4o-mini" and "output" not in failed
    assert failed["model"] == "missing" and failed["status"] != "ok"
    assert first["system"] == "Answer in one word." and first["output"] == "Four."
    assert first["text"] == "How many wheels has a car?"
    assert (first["input_tokens"], first["output_tokens"], first["max_tokens"]) == (20, 2, 40)
    assert first["finish_reason"] == "stop"
    if name == "content":  # this instrumentation drops content that is a list of parts
        assert second["content_state"] == "absent" and second["turns"] == 1
    else:
        assert second["text"] == "How many legs has a horse?" and second["tools"] == "clock"
        assert first["end_user"] == "u-1" and second["turns"] == 1


@pytest.mark.parametrize(
    ("path", "expected"), [("resource.tenant.id", "acme"), ("user.id", "customer-3")]
)
def test_otlp_an_attribute_as_the_account(path: str, expected: str) -> None:
    rows, report = read(LOGS / "otlp-default.jsonl", account(path))
    assert {row["account"] for row in rows} == {expected} and report.malformed == 0
    assert sum(report.skipped_records.values()) == 2


def span(attributes: dict[str, Any], events: list[Any] | None = None) -> dict[str, Any]:
    def value(of: Any) -> dict[str, Any]:
        if isinstance(of, list):
            return {"arrayValue": {"values": [value(item) for item in of]}}
        if isinstance(of, dict):
            return {"kvlistValue": {"values": pairs(of)}}
        return {"stringValue": of} if isinstance(of, str) else {"intValue": str(of)}

    def pairs(of: dict[str, Any]) -> list[dict[str, Any]]:
        return [{"key": name, "value": value(held)} for name, held in of.items()]

    held = {
        "traceId": "ab", "spanId": "cd", "startTimeUnixNano": "1790000000000000000",
        "attributes": pairs(attributes),
        "events": [{"name": n, "attributes": pairs(a)} for n, a in events or []],
    }  # fmt: skip
    return {"resourceSpans": [{"scopeSpans": [{"spans": [held]}]}]}


CHAT = {"gen_ai.operation.name": "chat", "gen_ai.request.model": "m", "user.id": "a"}


@pytest.mark.parametrize(
    "line",
    [
        span(CHAT, [
            ("gen_ai.content.prompt", {"gen_ai.prompt": '[{"role": "user", "content": "Q"}]'}),
            ("gen_ai.content.completion",
             {"gen_ai.completion": '[{"role": "assistant", "content": "A"}]'})]),
        span(CHAT, [
            ("gen_ai.user.message", {"content": "Q"}),
            ("gen_ai.choice", {"index": 0, "message": '{"role": "assistant", "content": "A"}'})]),
        span(CHAT, [
            ("gen_ai.user.message", {"gen_ai.event.content": '{"content": "Q"}'}),
            ("gen_ai.choice", {"gen_ai.event.content": '{"message": {"content": "A"}}'})]),
        span(CHAT | {
            "gen_ai.input.messages": [
                {"role": "user", "parts": [{"type": "text", "content": "Q"}]}],
            "gen_ai.output.messages": [{"role": "assistant", "parts": [
                {"type": "reasoning", "content": "hidden"}, {"type": "text", "content": "A"}]}]}),
        span(CHAT, [("gen_ai.client.inference.operation.details", {
            "gen_ai.input.messages": '[{"role":"user","parts":[{"type":"text","content":"Q"}]}]',
            "gen_ai.output.messages":
                '[{"role":"assistant","parts":[{"type":"text","content":"A"}]}]'})]),
    ],
    ids=["content events", "message events", "event content", "structured", "details event"],
)  # fmt: skip
def test_otlp_where_else_content_stands(tmp_path: Path, line: dict[str, Any]) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps(line))
    (row,), _ = read(path)
    assert (row["text"], row["output"], row["content_state"]) == ("Q", "A", "full")


@pytest.mark.parametrize(
    ("answer", "expected"),
    [("R", "R"), ({"task": "R"}, '{"task":"R"}'), ([{"type": "text", "text": "R"}], "R")],
)
def test_otlp_what_a_tool_returned(tmp_path: Path, answer: Any, expected: str) -> None:
    for role, place in (("tool", "response"), ("user", "result")):
        part = {"type": "tool_call_response", "id": "c1", place: answer}
        line = span(CHAT | {"gen_ai.input.messages": json.dumps([{"role": role, "parts": [part]}])})
        path = tmp_path / f"{role}.jsonl"
        path.write_text(json.dumps(line))
        (row,), _ = read(path)
        assert (row.get("text"), row["answers"], row["content_state"]) == (None, expected, "full")


def test_otlp_a_line_of_logs_or_metrics_is_skipped(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    lines = [{"resourceLogs": [{}]}, span(CHAT), {"resourceMetrics": []}]
    path.write_text("".join(json.dumps(line) + "\n" for line in lines))
    rows, report = read(path)
    assert len(rows) == 1 and report.skipped_records == {"lines of logs or metrics": 2}


def test_otlp_a_span_that_names_nobody_is_malformed_with_the_remedy(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps(span({k: v for k, v in CHAT.items() if k != "user.id"})))
    with pytest.raises(InputError, match=r"account\.id .*--account-field"):
        read(path)


def test_otlp_a_span_without_the_account_field_costs_no_other_of_its_line(tmp_path: Path) -> None:
    line = json.loads((LOGS / "otlp-content.jsonl").read_text().splitlines()[0])
    spans = line["resourceSpans"][0]["scopeSpans"][0]["spans"]
    (call,) = [s for s in spans if any("gen_ai" in a["key"] for a in s["attributes"])][:1]
    tenant = {"key": "shop.tenant", "value": {"stringValue": "t1"}}
    named = [call | {"spanId": f"{n:016x}", "attributes": [*call["attributes"], tenant]}
             for n in range(2)]  # fmt: skip
    line["resourceSpans"][0]["scopeSpans"][0]["spans"] = [named[0], call, named[1]]
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps(line) + "\n")
    rows, report = read(path, account("shop.tenant"))
    assert [row["account"] for row in rows] == ["t1", "t1"] and report.malformed == 1


def request_of(
    *steps: tuple[str, str, int, dict[str, str]], start: int = 1_790_000_000_000_000_000
) -> dict[str, Any]:
    """Return a line of one trace: for each span its id, its parent's, its kind, its attributes."""
    spans = [
        {"traceId": "a" * 32, "spanId": own, "parentSpanId": parent, "kind": kind,
         "startTimeUnixNano": str(start + at), "endTimeUnixNano": str(start + 10**9 - at),
         "attributes": [{"key": k, "value": {"stringValue": v}} for k, v in held.items()]}
        for at, (own, parent, kind, held) in enumerate(steps)
    ]  # fmt: skip
    return {"resourceSpans": [{"scopeSpans": [{"spans": spans}]}]}


CALL = {"gen_ai.operation.name": "chat", "gen_ai.request.model": "small", "user.id": "u"}
EDGE = {"client.address": "198.51.100.7", "user_agent.original": "app/1"}
INNER = {"client.address": "10.0.0.8", "user_agent.original": "sidecar/2"}
AGENT = {"gen_ai.operation.name": "invoke_agent"}
REQUESTS = {
    "its parent": ([("s", "", 2, EDGE), ("c", "s", 3, CALL)], "198.51.100.7", "app/1"),
    "its parent's": (
        [("s", "", 2, EDGE), ("a", "s", 1, AGENT), ("c", "a", 3, CALL)], "198.51.100.7", "app/1",
    ),
    "the outermost": (
        [("s", "", 2, EDGE), ("i", "s", 2, INNER), ("c", "i", 3, CALL)], "198.51.100.7", "app/1",
    ),
    "none but a private one": (
        [("i", "far", 2, INNER), ("c", "i", 3, CALL)], "10.0.0.8", "sidecar/2",
    ),
    "that of the trace": ([("s", "", 2, EDGE), ("c", "far", 3, CALL)], "198.51.100.7", "app/1"),
    "its own": (
        [("s", "", 2, EDGE), ("c", "s", 3, CALL | {"client.address": "192.0.2.2"})],
        "192.0.2.2", None,
    ),
    "its own, and the software": (
        [("s", "", 2, EDGE), ("c", "s", 3, CALL | {"client.address": "198.51.100.7"})],
        "198.51.100.7", "app/1",
    ),
    "no client's": ([("s", "", 3, EDGE), ("c", "s", 3, CALL)], None, None),
    "not what it calls": ([("c", "", 3, CALL), ("s", "c", 2, EDGE)], None, None),
    "a ring": ([("c", "d", 3, CALL), ("d", "c", 1, {}), ("s", "", 3, {})], None, None),
}  # fmt: skip


@pytest.mark.parametrize("case", REQUESTS)
@pytest.mark.parametrize("mapped", [False, True])
def test_otlp_a_call_has_the_client_of_the_server_span(
    tmp_path: Path, case: str, mapped: bool
) -> None:
    steps, ip, software = REQUESTS[case]
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps(request_of(*steps)) + "\n")
    own = {"client.ip": "client.address", "client.user_agent": "user_agent.original"}
    (row,), report = read(path, Mapping.of({"fields": own}) if mapped else None)
    assert (row.get("ip"), row.get("user_agent")) == (ip, software)
    marked = any("client.address" in what for what in report.skipped_records)
    assert marked == (case == "not what it calls")


def test_otlp_calls_that_are_a_sample_are_counted(tmp_path: Path) -> None:
    states = ["ot=th:8", "rojo=1, ot=rv:0123456789abcd;th:8", "ot=p:3", "ot=th:0", "ot=p:63",
              "vendor=ot;th:8", "", "ot=th:ffffffffffffff", "ot=th:zz"]  # fmt: skip
    path = tmp_path / "a.jsonl"
    with path.open("w") as file:
        for number, state in enumerate(states):
            line = request_of((f"{number:016x}", "", 3, CALL), ("s", "", 2, {}))
            line["resourceSpans"][0]["scopeSpans"][0]["spans"][0]["traceState"] = state
            file.write(json.dumps(line) + "\n")
    rows, report = read(path)
    assert len(rows) == len(states)
    assert report.sampled_of == {"2": 2, "8": 1, "7.21e+16": 1}
    assert merge([report, report]).sampled_of["2"] == 4
    (said,) = [note for note in notes(report) if "traceState" in note]
    assert said.startswith("4 exchanges are a sample") and "one in 2 (2) or one in 8 (1)" in said
    assert not [note for note in notes(read(LOGS / "otlp-default.jsonl")[1]) if "sample" in note]


def test_langfuse() -> None:
    rows, report = read(LOGS / "langfuse.jsonl")
    assert report.skipped_records == {"observations that are no generations": 1}
    first, second, masked = rows
    assert (first["account"], first["session"]) == ("customer-1", "s1")
    assert first["text"] == "How many wheels has a car?" and first["output"] == "Four."
    assert first["input_tokens"] == 20, "cached tokens are counted apart and belong to the input"
    assert first["latency_ms"] == 1500 and first["system"] == "Answer in one word."
    assert second["tools"] == "clock" and second["text"] == "How many legs has a horse?"
    assert masked["content_state"] == "redacted" and "output" not in masked


def test_langfuse_traces_lend_their_user(tmp_path: Path) -> None:
    page = json.loads((LOGS / "langfuse-api.json").read_text())
    nameless = [{k: v for k, v in o.items() if k != "userId"} for o in page["data"]]
    trace = {"id": "t", "timestamp": "2026-11-02T09:30:00Z", "sessionId": "s9", "userId": "u9"}
    path = tmp_path / "a.json"
    path.write_text(json.dumps([trace | {"observations": nameless, "projectId": "p"}], indent=1))
    rows, _ = read(path)
    assert [row["account"] for row in rows] == ["u9", "u9"]
    rows, _ = read(path, account("trace.sessionId"))
    assert [row["account"] for row in rows] == ["s9", "s9"]


TRACE = {
    "id": "t1", "timestamp": "2026-11-02T09:30:00Z", "userId": "u1", "sessionId": "s1",
    "metadata": {"client_ip": "192.0.2.1", "plan": "free"},
    "observations": [
        {"id": "o1", "traceId": "t1", "type": "GENERATION", "startTime": "2026-11-02T09:30:00Z",
         "model": "small", "input": "Q", "name": "answer", "userId": None,
         "metadata": '{"plan": "plus", "attempt": 1}'},
    ],
}  # fmt: skip


@pytest.mark.parametrize("above", ["", "trace."])
def test_langfuse_a_map_finds_what_the_trace_has_with_the_observation(
    tmp_path: Path, above: str
) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps(TRACE) + "\n")
    own = {"account.id": f"{above}userId", "client.ip": f"{above}metadata.client_ip",
           "account.plan": "metadata.plan"}  # fmt: skip
    (row,), _ = read(path, Mapping.of({"fields": own, "only": {"name": "answer"}}))
    assert (row["account"], row["ip"], row["plan"]) == ("u1", "192.0.2.1", "plus")


def test_langfuse_metadata_that_is_not_read_is_named(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps(TRACE) + "\n")
    told = read(path)[1].unknown_fields
    assert {"metadata.client_ip", "metadata.plan", "metadata.attempt", "name"} <= told.keys()
    assert set(told.values()) == {1} and not told.keys() & {"metadata", "userId", "observations"}
    for where in ("metadata.client_ip", "trace.metadata.client_ip"):
        own = Mapping.of({"fields": {"client.ip": where}})
        assert "metadata.client_ip" not in read(path, own)[1].unknown_fields


def test_an_error_names_every_path_that_was_tried(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps(TRACE) + "\n")
    own = Mapping.of({"fields": {"account.id": ["user.name", "trace.metadata.user"]}}, "map.toml")
    with pytest.raises(InputError) as caught:
        read(path, own)
    assert "map.toml reads it from user.name, trace.metadata.user; " in str(caught.value)
    assert "the record has in trace.metadata: client_ip, plan" in str(caught.value)


def test_bedrock() -> None:
    rows, report = read(LOGS / "bedrock.jsonl")
    assert report.skipped_records == {"calls that generate no text": 1}
    converse, streamed, titan, llama, large = rows
    for row in (converse, streamed, titan, llama):
        assert (row["text"], row["output"]) == ("How many wheels has a car?", "Four.")
        assert row["finish_reason"] in ("end_turn", "FINISH", "stop")
    for row in (converse, titan, llama, streamed):
        assert row["max_tokens"] == 50
    assert converse["input_tokens"] == 20, "tokens from and into the cache belong to the input"
    assert (converse["system"], converse["tools"]) == ("Answer in one word.", "clock")
    assert converse["images"] == 1 and converse["latency_ms"] == 640
    assert [row["stream"] for row in rows] == [False, True, False, False, False]
    assert streamed["system"] == "Be brief." and streamed["latency_ms"] == 900
    assert streamed["model"] == "anthropic.claude-sonnet-4-20250514-v1:0"
    assert large["content_state"] == "absent" and large["input_tokens"] == 30000
    assert converse["account"].endswith("/customer-1") and "ip" not in converse
    assert all("org" not in row for row in rows), "the AWS account that called is the provider's"
    assert "accountId" in report.unknown_fields
    mapping = Mapping.of({"fields": {"account.org": "accountId"}})
    assert {row["org"] for row in read(LOGS / "bedrock.jsonl", mapping)[0]} == {"123456789012"}
    rows, report = read(LOGS / "bedrock.jsonl", account("requestMetadata.tenant"))
    assert [row["account"] for row in rows] == ["acme"] and report.malformed == 4


REASONING = {"type": "enabled", "budget_tokens": 4096}


@pytest.mark.parametrize(
    ("operation", "body", "stream"),
    [
        ("ConverseStream", {"additionalModelRequestFields": {"reasoning_config": REASONING}}, True),
        ("Converse", {"additionalModelRequestFields": {"thinking": REASONING}}, False),
        ("InvokeModel", {"thinking": REASONING}, False),
        (
            "InvokeModelWithResponseStream",
            {"inferenceConfig": {"reasoningConfig": REASONING}},
            True,
        ),
        ("ChatCompletions", {"reasoning": REASONING, "stream": True}, True),
    ],
)
def test_bedrock_reasoning_and_streams(
    tmp_path: Path, operation: str, body: dict[str, Any], stream: bool
) -> None:
    line = json.loads((LOGS / "bedrock.jsonl").read_text().splitlines()[0])
    line["operation"] = operation
    line["input"]["inputBodyJson"] |= body
    (tmp_path / "a.jsonl").write_text(json.dumps(line))
    (row,), report = read(tmp_path / "a.jsonl")
    assert (json.loads(row["reasoning"]), row["stream"]) == (REASONING, stream)
    assert "inputBodyJson" not in str(report.unknown_fields)


def test_bedrock_names_what_is_not_read_deep_within_a_body(tmp_path: Path) -> None:
    line = json.loads((LOGS / "bedrock.jsonl").read_text().splitlines()[0])
    body = line["input"]["inputBodyJson"]
    body["additionalModelRequestFields"] = {"top_k": 5, "thinking": REASONING, "none": None}
    body["guardrailConfig"] = {"guardrailIdentifier": "g"}
    line["requestMetadata"] = {"tenant": "acme", "feature": {"a": 1}}
    (tmp_path / "a.jsonl").write_text(json.dumps(line))
    place = "input.inputBodyJson."
    _, report = read(tmp_path / "a.jsonl")
    assert {name for name in report.unknown_fields if name.startswith(("request", place))} == {
        "requestMetadata", f"{place}guardrailConfig", f"{place}additionalModelRequestFields.top_k",
    }  # fmt: skip
    fields = {"account.end_user": "requestMetadata.tenant", "account.plan": f"{place}x.y.z"}
    _, report = read(tmp_path / "a.jsonl", Mapping.of({"fields": fields}))
    assert "requestMetadata.feature" in report.unknown_fields
    assert "requestMetadata.tenant" not in report.unknown_fields


@pytest.mark.parametrize(
    ("content", "expected"),
    [([{"text": "R"}], "R"), ([{"json": {"task": "R"}}, {"text": "S"}], '{"task":"R"}\nS')],
)
def test_bedrock_what_a_tool_returned(tmp_path: Path, content: Any, expected: str) -> None:
    line = json.loads((LOGS / "bedrock.jsonl").read_text().splitlines()[0])
    result = {"toolResult": {"toolUseId": "t1", "content": content}}
    line["input"]["inputBodyJson"]["messages"] = [{"role": "user", "content": [result]}]
    (tmp_path / "a.jsonl").write_text(json.dumps(line))
    (row,), _ = read(tmp_path / "a.jsonl")
    assert (row.get("text"), row["answers"], row["content_state"]) == (None, expected, "full")


@pytest.mark.parametrize("name", ["litellm.jsonl", "langfuse.jsonl"])
def test_what_a_tool_returned(tmp_path: Path, name: str) -> None:
    line = json.loads((LOGS / name).read_text().splitlines()[0])
    messages = [{"role": "user", "content": "go on"}, {"role": "tool", "content": "R"}]
    if "messages" in line:
        line["messages"] = messages
    else:
        line["input"] = json.dumps(messages)
    (tmp_path / name).write_text(json.dumps(line))
    (row,), _ = read(tmp_path / name)
    assert (row["text"], row["answers"]) == ("go on", "R")


@pytest.mark.parametrize("kind", formats().values(), ids=lambda kind: kind.name)
def test_an_adapter_is_asked_before_the_exchange_log(kind: type[LogFormat]) -> None:
    assert kind.priority <= formats()["jsonl"].priority or kind.name == "json"


def test_batches_keep_the_schema() -> None:
    for batch in open_logs([LOGS]):
        assert batch.schema == SCHEMA
