"""Write logs of producers that do not run here, after their published schemas.

    python bench/producers/schemas.py tests/fixtures/logs

Langfuse's observations are made and checked with the models that its Python SDK generates from
its API's definition, and spelt as its field reference of the blob storage export has them. Amazon
Bedrock's records follow its user guide and the bodies of Converse, Anthropic, Titan and Llama.
"""

# ruff: noqa: E501
from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import Any

WHO = "arn:aws:sts::123456789012:assumed-role/tenant-access/customer-1"


def main() -> None:
    """Write the logs."""
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    observations = [checked(o) for o in langfuse()]
    files = {
        "langfuse.jsonl": lines(map(exported, observations)),
        "langfuse-api.json": json.dumps(
            {"data": observations[:2], "meta": {"cursor": None}}, indent=1
        ) + "\n",
        "bedrock.jsonl": lines(bedrock()),
    }  # fmt: skip
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
        print(name, len(text), "bytes")


def lines(records: Any) -> str:
    """Return JSON lines."""
    return "".join(json.dumps(record) + "\n" for record in records)


def checked(observation: dict[str, Any]) -> dict[str, Any]:
    """Return an observation that the SDK's model of it accepts, with every name known to it."""
    from langfuse.api.commons.types.observation_v2 import ObservationV2
    from langfuse.api.core.serialization import convert_and_respect_annotation_metadata as read

    fields = read(object_=observation, annotation=ObservationV2, direction="read")
    unknown = set(fields) - set(ObservationV2.model_fields)
    assert not unknown, unknown
    ObservationV2(**fields)
    return observation


def exported(observation: dict[str, Any]) -> dict[str, Any]:
    """Spell an observation as the blob storage export does: snake case, times without a zone."""
    row = {re.sub(r"([A-Z])", r"_\1", name).lower(): v for name, v in observation.items()}
    for name in ("start_time", "end_time"):
        row[name] = row[name].replace("T", " ").replace("Z", "").replace("+00:00", "")
    row["provided_model_name"] = row.pop("model", None)
    for name in ("input", "output"):  # the export writes them as text
        if name in row and not isinstance(row[name], str):
            row[name] = json.dumps(row[name])
    return row


def langfuse() -> list[dict[str, Any]]:
    """Return observations: generations, a masked one, and a span."""
    base = {
        "projectId": "p1", "traceId": "t1", "startTime": "2026-11-02T09:30:00.250000Z",
        "endTime": "2026-11-02T09:30:01.750000Z", "userId": "customer-1", "sessionId": "s1",
        "level": "DEFAULT", "environment": "default", "latency": 1.5,
    }  # fmt: skip
    generation = base | {
        "type": "GENERATION", "name": "chat", "model": "small",
        "modelParameters": {"temperature": 0.2, "max_tokens": 50},
        "usageDetails": {"input": 12, "input_cached_tokens": 8, "output": 2, "total": 22},
    }  # fmt: skip
    return [
        generation | {"id": "o1", "input": [
            {"role": "system", "content": "Answer in one word."},
            {"role": "user", "content": "How many wheels has a car?"}],
            "output": {"role": "assistant", "content": "Four."}},
        generation | {"id": "o2", "userId": "customer-2", "traceId": "t2",
                      "input": {"messages": [{"role": "user", "content": "How many legs has a horse?"}],
                                "tools": [{"name": "clock"}]},
                      "output": "Four."},
        generation | {"id": "o3", "traceId": "t3", "input": "redacted-by-litellm",
                      "output": "redacted-by-litellm"},
        base | {"id": "o4", "type": "SPAN", "name": "lookup", "input": "a", "output": "b"},
    ]  # fmt: skip


def bedrock() -> list[dict[str, Any]]:
    """Return invocations: Converse, Anthropic streamed, Titan, Llama, an embedding, a large body."""

    def call(number: int, operation: str, model: str, asked: Any, said: Any, **more: Any) -> Any:
        row = {
            "schemaType": "ModelInvocationLog", "schemaVersion": "1.0",
            "timestamp": f"2026-11-02T09:30:{number:02d}Z", "accountId": "123456789012",
            "identity": {"arn": WHO}, "region": "eu-central-1",
            "requestId": f"00000000-0000-4000-8000-{number:012d}", "operation": operation,
            "modelId": model,
            "input": {"inputContentType": "application/json", "inputBodyJson": asked,
                      "inputTokenCount": 12},
            "output": {"outputContentType": "application/json", "outputBodyJson": said,
                       "outputTokenCount": 2},
        }  # fmt: skip
        for place, values in more.items():
            row[place] = row[place] | values if isinstance(row.get(place), dict) else values
        return row

    text = "How many wheels has a car?"
    large = call(6, "InvokeModel", "meta.llama3-8b-instruct-v1:0", None, None)
    large["input"] = {
        "inputContentType": "application/json",
        "inputTokenCount": 30000,
        "inputBodyS3Path": "s3://bucket/prefix/data/00000006_input.json.gz",
    }
    return [
        call(1, "Converse", "anthropic.claude-3-haiku-20240307-v1:0", {
            "messages": [{"role": "user", "content": [{"text": text}, {"image": {"format": "png"}}]}],
            "system": [{"text": "Answer in one word."}],
            "inferenceConfig": {"maxTokens": 50, "temperature": 0.2},
            "toolConfig": {"tools": [{"toolSpec": {"name": "clock"}}]}},
            {"output": {"message": {"role": "assistant", "content": [{"text": "Four."}]}},
             "stopReason": "end_turn", "metrics": {"latencyMs": 640},
             "usage": {"inputTokens": 12, "outputTokens": 2, "totalTokens": 14}},
            input={"cacheReadInputTokenCount": 5, "cacheWriteInputTokenCount": 3},
            requestMetadata={"tenant": "acme"}),
        call(2, "InvokeModelWithResponseStream",
             "arn:aws:bedrock:eu-central-1:123456789012:inference-profile/eu.anthropic.claude-sonnet-4-20250514-v1:0", {
            "anthropic_version": "bedrock-2023-05-31", "max_tokens": 50, "system": "Be brief.",
            "messages": [{"role": "user", "content": [{"type": "text", "text": text}]}]}, [
            {"type": "message_start", "message": {"role": "assistant", "content": []}},
            {"type": "content_block_delta", "index": 0, "delta": {"type": "text_delta", "text": "Fo"}},
            {"type": "content_block_delta", "index": 0, "delta": {"type": "text_delta", "text": "ur."}},
            {"type": "message_delta", "delta": {"stop_reason": "end_turn"}},
            {"type": "message_stop", "amazon-bedrock-invocationMetrics": {"invocationLatency": 900}}]),
        call(3, "InvokeModel", "amazon.titan-text-express-v1", {
            "inputText": text, "textGenerationConfig": {"maxTokenCount": 50, "temperature": 0}},
            {"results": [{"outputText": "Four.", "completionReason": "FINISH"}]}),
        call(4, "InvokeModel", "meta.llama3-8b-instruct-v1:0",
             {"prompt": text, "max_gen_len": 50, "temperature": 0.5},
             {"generation": "Four.", "stop_reason": "stop"}),
        call(5, "InvokeModel", "amazon.titan-embed-text-v2:0", {"inputText": text}, {"embedding": [0.1]}),
        large,
    ]  # fmt: skip


if __name__ == "__main__":
    main()
