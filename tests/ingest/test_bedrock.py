"""Records of Bedrock's, with bodies as AWS and the models' makers document them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from stillwatch.features.context import Context
from stillwatch.features.signals.error import Error
from stillwatch.features.signals.refused import Refused
from stillwatch.ingest.mapping import Mapping
from stillwatch.ingest.read import open_logs
from stillwatch.ingest.unread import notes

ROLE = "arn:aws:sts::123456789012:assumed-role/tenant-access"


def record(body: Any, asked: Any = None, **given: Any) -> dict[str, Any]:
    """Return a record with a response's body."""
    output = {"outputContentType": "application/json", "outputBodyJson": body}
    return {
        "schemaType": "ModelInvocationLog", "schemaVersion": "1.0",
        "timestamp": "2026-11-02T09:30:01Z", "accountId": "123456789012",
        "identity": {"arn": f"{ROLE}/customer-1"}, "region": "eu-central-1",
        "requestId": "r1", "operation": "InvokeModel", "modelId": "meta.llama3-8b-instruct-v1:0",
        "input": {"inputContentType": "application/json",
                  "inputBodyJson": asked or {"prompt": "Wheels?"}},
        "output": output,
    } | given  # fmt: skip


def read(folder: Path, *records: dict[str, Any]) -> tuple[list[dict[str, Any]], Any]:
    path = folder / "log.json"
    path.write_text("\n".join(map(json.dumps, records)))
    reader = open_logs([path])
    rows = [row for batch in reader for row in batch.to_pylist()]
    return rows, reader.report


METRICS = {"amazon-bedrock-invocationMetrics": {"inputTokenCount": 12, "outputTokenCount": 2,
           "invocationLatency": 900, "firstByteLatency": 300}}  # fmt: skip


def claude(kind: str, **fields: Any) -> dict[str, Any]:
    return {"type": kind, **fields}


def chunk(finish: str | None = None, **delta: Any) -> dict[str, Any]:
    return {"object": "chat.completion.chunk",
            "choices": [{"index": 0, "delta": delta, "finish_reason": finish}]}  # fmt: skip


STREAMS = {
    "anthropic": ([
        claude("message_start", message={"model": "claude-sonnet-4", "role": "assistant",
               "content": [], "stop_reason": None, "usage": {"input_tokens": 12}}),
        claude("content_block_start", index=0, content_block={"type": "thinking", "thinking": ""}),
        claude("content_block_delta", index=0,
               delta={"type": "thinking_delta", "thinking": "A car."}),
        claude("content_block_start", index=1, content_block={"type": "text", "text": ""}),
        claude("content_block_delta", index=1, delta={"type": "text_delta", "text": "Fo"}),
        claude("content_block_delta", index=1, delta={"type": "text_delta", "text": "ur."}),
        claude("content_block_start", index=2,
               content_block={"type": "tool_use", "id": "t", "name": "clock", "input": {}}),
        claude("content_block_delta", index=2,
               delta={"type": "input_json_delta", "partial_json": "{}"}),
        claude("message_delta", delta={"stop_reason": "tool_use"}, usage={"output_tokens": 2}),
        claude("message_stop", **METRICS),
    ], "tool_use"),
    "claude 2": ([{"completion": "Fo", "stop_reason": None}, {"completion": "ur."},
                  {"completion": "", "stop_reason": "stop_sequence", "stop": "\n\nHuman:",
                   **METRICS}], "stop_sequence"),
    "llama": ([{"generation": "Fo", "prompt_token_count": 12, "stop_reason": None},
               {"generation": "ur.", "prompt_token_count": None, "stop_reason": "stop",
                **METRICS}], "stop"),
    "mistral": ([{"outputs": [{"text": "Fo", "stop_reason": None}]},
                 {"outputs": [{"text": "ur.", "stop_reason": "stop"}], **METRICS}], "stop"),
    "mistral chat": ([
        {"choices": [{"index": 0, "message": {"role": "assistant", "content": "Fo"},
                      "stop_reason": None}]},
        {"choices": [{"index": 0, "message": {"role": "assistant", "content": "ur."},
                      "stop_reason": "stop"}], **METRICS}], "stop"),
    "command r": ([
        {"is_finished": False, "event_type": "text-generation", "text": "Fo"},
        {"is_finished": False, "event_type": "text-generation", "text": "ur."},
        {"is_finished": True, "event_type": "stream-end", "finish_reason": "COMPLETE",
         "response": {"text": "Four.", "finish_reason": "COMPLETE"}, **METRICS}], "COMPLETE"),
    "command": ([{"generations": [{"text": "Four.", "finish_reason": "COMPLETE"}],
                  **METRICS}], "COMPLETE"),
    "nova": ([
        {"messageStart": {"role": "assistant"}},
        {"contentBlockDelta": {"delta": {"text": "Fo"}, "contentBlockIndex": 0}},
        {"contentBlockDelta": {"delta": {"text": "ur."}, "contentBlockIndex": 0}},
        {"contentBlockStop": {"contentBlockIndex": 0}},
        {"messageStop": {"stopReason": "end_turn"}},
        {"metadata": {"usage": {"inputTokens": 12, "outputTokens": 2}, "metrics": {}}, **METRICS},
    ], "end_turn"),
    "titan": ([{"outputText": "Four.", "index": 0, "completionReason": "FINISH", **METRICS}],
              "FINISH"),
    "deepseek": ([{"choices": [{"text": "A car.\n</think>\n\nFo", "stop_reason": None}]},
                  {"choices": [{"text": "ur.", "stop_reason": "stop"}], **METRICS}], "stop"),
    "gpt-oss": ([chunk(role="assistant", content=""), chunk(content="<reasoning>A "),
                 chunk(content="car.</reasoning>"), chunk(content="Fo"), chunk(content="ur."),
                 chunk("stop"), {"choices": [], **METRICS}], "stop"),
    "converse": ([
        {"messageStart": {"role": "assistant"}},
        {"contentBlockDelta": {"delta": {"reasoningContent": {"text": "A car."}},
                               "contentBlockIndex": 0}},
        {"contentBlockDelta": {"delta": {"text": "Four."}, "contentBlockIndex": 1}},
        {"contentBlockStart": {"start": {"toolUse": {"name": "clock"}}, "contentBlockIndex": 2}},
        {"contentBlockDelta": {"delta": {"toolUse": {"input": "{}"}}, "contentBlockIndex": 2}},
        {"messageStop": {"stopReason": "tool_use"}},
        {"metadata": {"usage": {"inputTokens": 12, "outputTokens": 2, "totalTokens": 14},
                      "metrics": {"latencyMs": 900}}},
    ], "tool_use"),
    "responses": ([
        {"type": "response.created", "response": {"status": "in_progress", "model": "m"}},
        {"type": "response.reasoning_text.delta", "delta": "A car."},
        {"type": "response.output_text.delta", "delta": "Fo"},
        {"type": "response.output_text.delta", "delta": "ur."},
        {"type": "response.output_text.done", "text": "Four."},
        {"type": "response.completed", "response": {
            "object": "response", "status": "completed", "metadata": {}, "output": [
                {"type": "reasoning", "content": [{"type": "reasoning_text", "text": "A car."}]},
                {"type": "message", "content": [{"type": "output_text", "text": "Four."}]}],
            "usage": {"input_tokens": 12, "output_tokens": 2}}, **METRICS},
    ], "completed"),
}  # fmt: skip


@pytest.mark.parametrize("name", STREAMS)
def test_a_stream_is_read_as_one_reply(tmp_path: Path, name: str) -> None:
    events, stop = STREAMS[name]
    (row,), _ = read(tmp_path, record(events, operation="InvokeModelWithResponseStream"))
    assert (row["output"], row["finish_reason"], row["stream"]) == ("Four.", stop, True)
    assert (row["input_tokens"], row["output_tokens"]) == (12, 2)
    assert (row["latency_ms"], row["status"]) == (900, "ok")


CITED = {"citationsContent": {"content": [{"text": "ur."}], "citations": []}}
WHOLE = {
    "converse": {"output": {"message": {"role": "assistant", "content": [
        {"reasoningContent": {"reasoningText": {"text": "A car."}}}, {"text": "Fo"}, CITED,
        {"toolUse": {"toolUseId": "t", "name": "clock", "input": {}}}]}}, "stopReason": "end_turn"},
    "anthropic": {"type": "message", "model": "m", "stop_reason": "end_turn", "content": [
        {"type": "thinking", "thinking": "A car."}, {"type": "text", "text": "Four."}]},
    "command r": {"text": "Four.", "finish_reason": "COMPLETE", "chat_history": [
        {"role": "USER", "message": "Wheels?"}, {"role": "CHATBOT", "message": "Four."}]},
    "jamba": {"choices": [{"message": {"content": "Four."}, "finish_reason": "stop"}]},
    "gpt-oss": {"object": "chat.completion", "choices": [{"finish_reason": "stop", "message": {
        "content": "<reasoning>A car.</reasoning>Four."}}]},
    "responses": {"object": "response", "status": "incomplete", "metadata": {"a": "b"}, "output": [
        {"type": "reasoning", "summary": []},
        {"type": "message", "content": [{"type": "output_text", "text": "Four."}]}],
        "incomplete_details": {"reason": "max_output_tokens"}},
}  # fmt: skip


@pytest.mark.parametrize("name", WHOLE)
def test_a_whole_reply(tmp_path: Path, name: str) -> None:
    (row,), _ = read(tmp_path, record(WHOLE[name]))
    assert row["output"] == "Four."
    assert row["finish_reason"] in ("end_turn", "COMPLETE", "stop", "max_output_tokens")


def test_tags_that_are_the_answer_stay(tmp_path: Path) -> None:
    said = "Write <think> before and </think> after."
    (row,), _ = read(tmp_path, record({"generation": said}))
    assert row["output"] == said


def test_what_the_reply_itself_says_of_model_and_tokens(tmp_path: Path) -> None:
    usage = {"prompt_tokens": 12, "completion_tokens": 9,
             "completion_tokens_details": {"reasoning_tokens": 7}}  # fmt: skip
    choices = [{"message": {"content": "Four."}}]
    body = {"model": "openai.gpt-oss-20b-1:0", "choices": choices, "usage": usage}
    (row,), _ = read(tmp_path, record(body))
    assert row["response_model"] == "openai.gpt-oss-20b-1:0"
    tokens = (row["input_tokens"], row["output_tokens"], row["reasoning_tokens"])
    assert tokens == (12, 9, 7)


def test_what_failed_is_an_exchange_that_failed(tmp_path: Path) -> None:
    failed = [
        record(None, requestId="throttled", errorCode="ThrottlingException", output=None),
        record({"message": "Too many"}, requestId="invalid", errorCode="ValidationException"),
        record([{"generation": "Fo"}, {"modelStreamErrorException": {"message": "m"}}],
               requestId="broken"),
        record([claude("error", error={"type": "overloaded_error"})], requestId="overloaded"),
        record({"object": "response", "status": "failed", "output": []}, requestId="failed"),
    ]  # fmt: skip
    rows, report = read(tmp_path, *failed)
    assert [row["status"] for row in rows] == [
        "ThrottlingException", "ValidationException", "modelStreamErrorException",
        "overloaded_error", "failed",
    ]  # fmt: skip
    assert [row["output"] for row in rows] == [None, None, "Fo", None, None]
    assert report.exchanges == 5 and report.apart_replies == 0 and report.malformed == 0
    assert of_signal(tmp_path, Error) == [1.0] * 5


def test_a_record_without_an_answer_is_no_success(tmp_path: Path) -> None:
    bare = [record(None, requestId="none", output=None), record({}, requestId="empty")]
    rows, report = read(tmp_path, *bare)
    assert [(row["status"], row["output"]) for row in rows] == [(None, None)] * 2
    assert report.apart_replies == 0 and not notes(report)


def test_replies_that_are_counted_and_not_there_are_told(tmp_path: Path) -> None:
    counted = record(None, requestId="counted")
    counted["output"]["outputTokenCount"] = 5
    apart = record(None, requestId="apart")
    apart["output"]["outputBodyS3Path"] = "s3://bucket/p/data/apart_output.json.gz"
    rows, report = read(tmp_path, counted, apart, record({"generation": "x"}))
    assert [row["status"] for row in rows] == ["ok"] * 3 and report.apart_replies == 2
    (note,) = notes(report)
    assert "2 replies have no text" in note and "outputBodyS3Path" in note


@pytest.mark.parametrize(
    ("body", "stop"),
    [
        ({"output": {"message": {"content": [{"text": "No."}]}},
          "stopReason": "guardrail_intervened"}, "guardrail_intervened"),
        ({"output": {"message": {"content": []}}, "stopReason": "content_filtered"},
         "content_filtered"),
        ({"content": [{"type": "text", "text": "No."}], "stop_reason": "end_turn",
          "amazon-bedrock-guardrailAction": "INTERVENED"}, "guardrail_intervened"),
        ([{"generation": "No.", "amazon-bedrock-guardrailAction": "INTERVENED"},
          {"generation": "", "stop_reason": "stop"}], "guardrail_intervened"),
        ({"results": [{"outputText": "", "completionReason": "CONTENT_FILTERED"}]},
         "CONTENT_FILTERED"),
        ({"content": [], "amazon-bedrock-guardrailAction": "NONE", "stop_reason": "refusal"},
         "refusal"),
    ],
    ids=["converse", "filtered", "invoke", "stream", "titan", "refusal"],
)  # fmt: skip
def test_what_a_guardrail_withheld_is_withheld(tmp_path: Path, body: Any, stop: str) -> None:
    (row,), _ = read(tmp_path, record(body))
    assert row["finish_reason"] == stop
    assert of_signal(tmp_path, Refused) == [1.0]


def of_signal(folder: Path, kind: Any) -> list[float]:
    (batch,) = open_logs([folder / "log.json"])
    return [float(value) for value in np.asarray(kind().compute(Context(batch, b"key")))]


NAMES = {
    "anthropic.claude-3-haiku-20240307-v1:0": "anthropic.claude-3-haiku-20240307-v1:0",
    "eu.anthropic.claude-3-haiku-20240307-v1:0": "anthropic.claude-3-haiku-20240307-v1:0",
    "us-gov.anthropic.claude-3-haiku-20240307-v1:0": "anthropic.claude-3-haiku-20240307-v1:0",
    "global.anthropic.claude-sonnet-4-20250514-v1:0": "anthropic.claude-sonnet-4-20250514-v1:0",
    "apac.amazon.nova-lite-v1:0": "amazon.nova-lite-v1:0",
    "openai.gpt-oss-120b-1:0": "openai.gpt-oss-120b-1:0",
    "arn:aws:bedrock:us-east-1::foundation-model/meta.llama3-8b": "meta.llama3-8b",
    "arn:aws:bedrock:us-east-1:1:inference-profile/us.deepseek.r1-v1:0": "deepseek.r1-v1:0",
    "arn:aws:bedrock:us-east-1:1:application-inference-profile/x8sd3k2": (
        "application-inference-profile/x8sd3k2"
    ),
    "arn:aws:bedrock:us-east-1:1:provisioned-model/abc123": "provisioned-model/abc123",
    "arn:aws:bedrock:us-east-1:1:custom-model/amazon.titan-text-lite-v1:0:4k/ab1": (
        "custom-model/amazon.titan-text-lite-v1:0:4k/ab1"
    ),
}


@pytest.mark.parametrize(("name", "model"), NAMES.items(), ids=range(len(NAMES)))
def test_a_model_is_one_in_all_regions(tmp_path: Path, name: str, model: str) -> None:
    (row,), _ = read(tmp_path, record({"generation": "x"}, modelId=name))
    assert row["model"] == model


def test_models_of_no_text_are_left_out_whatever_names_them(tmp_path: Path) -> None:
    arn = "arn:aws:bedrock:us-east-1:1:provisioned-model/abc123"
    rows, report = read(
        tmp_path,
        record({"embedding": [0.1]}, modelId=arn, requestId="r2"),
        record({"images": ["…"]}, modelId="stability.stable-image-core-v1:1", requestId="r3"),
        record({"generation": "x"}, modelId=arn),
    )
    assert [row["id"] for row in rows] == ["r1"]
    assert report.skipped_records == {"calls that generate no text": 2}


def test_converse_parts_of_every_kind(tmp_path: Path) -> None:
    content = [
        {"text": "Read this."},
        {"guardContent": {"text": {"text": "Is it true?", "qualifiers": ["query"]}}},
        {"image": {"format": "png", "source": {"bytes": "…"}}},
        {"guardContent": {"image": {"format": "png", "source": {"bytes": "…"}}}},
        {"document": {"format": "txt", "name": "d", "source": {"bytes": "…"}}},
        {"cachePoint": {"type": "default"}},
    ]
    tool = {"toolUse": {"toolUseId": "t1", "name": "clock", "input": {}}}
    asked = {
        "system": [{"text": "Be brief."}, {"cachePoint": {"type": "default"}}],
        "messages": [
            {"role": "user", "content": [{"text": "Hello"}]},
            {"role": "assistant", "content": [{"reasoningContent": {"reasoningText": {}}}, tool]},
            {"role": "user", "content": content},
        ],
    }
    (row,), _ = read(tmp_path, record({}, asked, operation="Converse"))
    assert (row["system"], row["text"]) == ("Be brief.", "Read this.\nIs it true?")
    assert (row["images"], row["turns"], row["earlier"]) == (2, 1, "Hello")


def test_cohere_history_and_tools(tmp_path: Path) -> None:
    asked = {
        "message": "And of a bus?", "preamble": "Be brief.", "p": 0.5,
        "chat_history": [{"role": "USER", "message": "Wheels?"},
                         {"role": "CHATBOT", "message": "Four."}],
        "tools": [{"name": "count", "description": "d", "parameter_definitions": {}}],
    }  # fmt: skip
    (row,), report = read(tmp_path, record({"text": "Six."}, asked))
    assert (row["text"], row["turns"], row["earlier"]) == ("And of a bus?", 1, "Wheels?")
    assert (row["system"], row["tools"], row["top_p"]) == ("Be brief.", "count", 0.5)
    assert not [name for name in report.unknown_fields if "inputBodyJson" in name]
    results = [{"call": {"name": "count"}, "outputs": [{"wheels": 6}]}]
    (row,), _ = read(tmp_path, record({"text": "Six."}, asked | {"tool_results": results}))
    assert row["answers"] == '[{"wheels":6}]'


def test_openai_bodies(tmp_path: Path) -> None:
    asked = {"input": [{"role": "user", "content": [{"type": "input_text", "text": "Wheels?"}]}],
             "instructions": "Be brief.", "max_output_tokens": 50,
             "safety_identifier": "u1"}  # fmt: skip
    (row,), report = read(tmp_path, record(WHOLE["responses"], asked, operation="Responses"))
    assert (row["text"], row["system"], row["endpoint"]) == ("Wheels?", "Be brief.", "responses")
    assert (row["max_tokens"], row["end_user"]) == (50, "u1")
    assert not [name for name in report.unknown_fields if "inputBodyJson" in name]


def test_anthropic_users_of_a_customer(tmp_path: Path) -> None:
    asked = {"messages": [{"role": "user", "content": "Hi"}], "metadata": {"user_id": "u1"}}
    (row,), _ = read(tmp_path, record(WHOLE["anthropic"], asked))
    assert row["end_user"] == "u1"


def test_a_map_may_take_the_parts_of_an_arn(tmp_path: Path) -> None:
    user = "arn:aws:iam::123456789012:user/app"
    path = tmp_path / "log.json"
    callers = [f"{ROLE}/s-1", f"{ROLE}/s-2", user]
    made = [record({}, requestId=arn, identity={"arn": arn}) for arn in callers]
    path.write_text("\n".join(map(json.dumps, made)))
    mapping = Mapping.of({"bedrock": {"fields": {"account.end_user": "identity.session"}}})
    reader = open_logs([path], mapping=mapping.with_account("bedrock:identity.role", ["bedrock"]))
    rows = [row for batch in reader for row in batch.to_pylist()]
    assert [(row["account"], row["end_user"]) for row in rows] == [
        (ROLE, "s-1"), (ROLE, "s-2"), (user, None),
    ]  # fmt: skip


def test_a_prompt_in_a_models_template_is_a_conversation(tmp_path: Path) -> None:
    prompt = "<s>[INST] Wheels? [/INST] Four. </s>[INST] A bus? [/INST]"
    asked = {"prompt": prompt, "max_tokens": 50}
    (row,), _ = read(tmp_path, record({"outputs": [{"text": "Six."}]}, asked))
    assert (row["text"], row["turns"], row["earlier"]) == ("A bus?", 1, "Wheels?")
