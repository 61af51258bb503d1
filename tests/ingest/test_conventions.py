"""Spans as their makers document them, of conventions beside OpenTelemetry's GenAI."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from stillwatch.ingest.mapping import Mapping

from .spans import a_span, request, rows_of

WHO = {"user.id": "u"}
ASKED = [
    {"role": "system", "content": "Be short."},
    {"role": "user", "content": "Q"},
]


def _message(place: str, number: int, **fields: str) -> dict[str, Any]:
    return {f"llm.{place}.{number}.message.{name}": held for name, held in fields.items()}


PART = "llm.input_messages.1.message.contents.{}.message_content.{}"
OPENINFERENCE = WHO | {
    "openinference.span.kind": "LLM", "llm.model_name": "m", "llm.system": "openai",
    "llm.invocation_parameters": json.dumps({"model": "m", "temperature": 0.5, "max_tokens": 40}),
    "llm.token_count.prompt": 20, "llm.token_count.completion": 2,
    "llm.token_count.completion_details.reasoning": 1,
    "input.value": '{"messages": []}', "input.mime_type": "application/json",
    "llm.tools.0.tool.json_schema": '{"type": "function", "function": {"name": "clock"}}',
    **_message("input_messages", 0, role="system", content="Be short."),
    **_message("input_messages", 1, role="user", content="Q"),
    **_message("output_messages", 0, role="assistant", content="A"),
}  # fmt: skip
PARTS = {k: v for k, v in OPENINFERENCE.items() if not k.startswith("llm.input_messages.1")} | {
    "llm.input_messages.1.message.role": "user",
    PART.format(0, "type"): "text", PART.format(0, "text"): "Q",
    PART.format(1, "type"): "image", PART.format(1, "image.image.url"): "data:",
}  # fmt: skip
VERCEL = WHO | {
    "operation.name": "ai.generateText.doGenerate f",
    "ai.operationId": "ai.generateText.doGenerate",
    "ai.model.id": "m", "ai.model.provider": "openai.chat", "ai.settings.maxOutputTokens": 40,
    "ai.prompt.messages": json.dumps([
        ASKED[0], {"role": "user", "content": [{"type": "text", "text": "Q"}]}]),
    "ai.prompt.tools": ['{"type": "function", "name": "clock"}'],
    "ai.response.text": "A", "ai.response.finishReason": "stop", "gen_ai.request.model": "m",
    "gen_ai.request.temperature": 0.5, "gen_ai.usage.input_tokens": 20,
    "gen_ai.usage.output_tokens": 2,
}  # fmt: skip
OLD_VERCEL = WHO | {
    "ai.operationId": "ai.streamText.doStream", "ai.model.id": "m",
    "ai.prompt.messages": json.dumps(ASKED), "ai.result.text": "A", "ai.finishReason": "stop",
    "ai.usage.promptTokens": 20, "ai.usage.completionTokens": 2, "ai.settings.maxTokens": 40,
}  # fmt: skip
LANGSMITH = WHO | {
    "langsmith.span.kind": "llm", "gen_ai.operation.name": "chat", "gen_ai.request.model": "m",
    "gen_ai.prompt": json.dumps({"model": "m", "messages": ASKED}),
    "gen_ai.completion": json.dumps({"id": "x", "choices": [
        {"index": 0, "message": {"role": "assistant", "content": "A"}}]}),
    "gen_ai.usage.input_tokens": 20, "gen_ai.usage.output_tokens": 2,
}  # fmt: skip


def _langchain(kind: str, said: str) -> dict[str, Any]:
    named = ["langchain", "schema", "messages", "Message"]
    return {"lc": 1, "type": "constructor", "id": named, "kwargs": {"type": kind, "content": said}}


LANGCHAIN = LANGSMITH | {
    "gen_ai.prompt": json.dumps(
        {"messages": [[_langchain("system", "Be short."), _langchain("human", "Q")]]}),
    "gen_ai.completion": json.dumps(
        {"generations": [[{"text": "A", "message": _langchain("ai", "A")}]], "llm_output": {}}),
}  # fmt: skip
LANGFUSE = WHO | {
    "langfuse.observation.type": "generation", "langfuse.observation.model.name": "m",
    "langfuse.observation.input": json.dumps(ASKED),
    "langfuse.observation.output": json.dumps({"role": "assistant", "content": "A"}),
    "langfuse.observation.usage_details": '{"input": 20, "output": 2}',
    "langfuse.observation.model.parameters": '{"temperature": 0.5}',
}  # fmt: skip
ADK = WHO | {
    "gen_ai.system": "gcp.vertex.agent", "gen_ai.request.model": "m",
    "gcp.vertex.agent.llm_request": json.dumps({
        "model": "m", "config": {"system_instruction": "Be short."},
        "contents": [{"role": "user", "parts": [{"text": "Q"}]}]}),
    "gcp.vertex.agent.llm_response": json.dumps(
        {"content": {"role": "model", "parts": [{"text": "A"}]}}),
    "gen_ai.usage.input_tokens": 20, "gen_ai.usage.output_tokens": 2,
}  # fmt: skip
PYDANTIC = WHO | {
    "gen_ai.operation.name": "chat", "gen_ai.request.model": "m",
    "events": json.dumps([
        {"event.name": "gen_ai.system.message", "role": "system", "content": "Be short."},
        {"event.name": "gen_ai.user.message", "role": "user", "content": "Q"},
        {"event.name": "gen_ai.choice", "message": {"role": "assistant", "content": "A"}}]),
    "gen_ai.usage.input_tokens": 20, "gen_ai.usage.output_tokens": 2,
}  # fmt: skip
LITELLM = WHO | {
    "llm.request.type": "acompletion", "gen_ai.request.model": "m",
    "gen_ai.prompt.0.role": "system", "gen_ai.prompt.0.content": "Be short.",
    "gen_ai.prompt.1.role": "user", "gen_ai.prompt.1.content": "Q",
    "gen_ai.completion.0.role": "assistant", "gen_ai.completion.0.content": "A",
    "gen_ai.usage.prompt_tokens": 20, "gen_ai.usage.completion_tokens": 2,
}  # fmt: skip
CALLS = {
    "OpenInference": OPENINFERENCE, "OpenInference, parts": PARTS, "Vercel's AI SDK": VERCEL,
    "Vercel's AI SDK 3": OLD_VERCEL, "LangSmith": LANGSMITH, "LangSmith of LangChain": LANGCHAIN,
    "Langfuse": LANGFUSE, "Google's ADK": ADK, "Pydantic AI": PYDANTIC, "LiteLLM": LITELLM,
}  # fmt: skip


@pytest.mark.parametrize("case", CALLS)
def test_a_call_of_every_convention_is_read_with_its_text(tmp_path: Path, case: str) -> None:
    (row,), report = rows_of(tmp_path / "a.jsonl", request(a_span("cd", CALLS[case])))
    assert (row["text"], row["output"], row["system"]) == ("Q", "A", "Be short.")
    assert (row["model"], row["account"], row["content_state"]) == ("m", "u", "full")
    assert (row["input_tokens"], row["output_tokens"], row["turns"]) == (20, 2, 0)
    assert row["status"] == "ok" and not report.malformed and not report.unreadable_fields


def test_settings_tools_and_images_of_other_conventions(tmp_path: Path) -> None:
    spans = [a_span(str(n), held) for n, held in enumerate([PARTS, VERCEL, OLD_VERCEL, LANGFUSE])]
    first, second, third, fourth = rows_of(tmp_path / "a.jsonl", request(*spans))[0]
    assert (first["temperature"], first["max_tokens"], first["reasoning_tokens"]) == (0.5, 40, 1)
    assert first["tools"] == second["tools"] == "clock" and first["images"] == 1
    assert (second["temperature"], second["max_tokens"], second["finish_reason"]) == (
        0.5, 40, "stop",
    )  # fmt: skip
    assert third["stream"] and third["max_tokens"] == 40 and fourth["temperature"] == 0.5


def test_an_object_that_was_written_is_its_text(tmp_path: Path) -> None:
    held = {k: v for k, v in VERCEL.items() if k != "ai.response.text"}
    held |= {"ai.operationId": "ai.generateObject.doGenerate",
             "ai.response.object": '{"content": "A", "role": "x"}'}  # fmt: skip
    (row,), _ = rows_of(tmp_path / "a.jsonl", request(a_span("cd", held)))
    assert row["output"] == '{"content": "A", "role": "x"}'


def test_what_a_tool_of_vercels_sdk_returned_is_no_text(tmp_path: Path) -> None:
    for output in ({"type": "text", "value": "R"}, "R"):
        part = {"type": "tool-result", "toolCallId": "c", "toolName": "t", "output": output}
        call = {"role": "assistant", "content": [{"type": "tool-call", "toolName": "t"}]}
        asked = [*ASKED, call, {"role": "tool", "content": [part]}]
        held = VERCEL | {"ai.prompt.messages": json.dumps(asked)}
        (row,), _ = rows_of(tmp_path / "a.jsonl", request(a_span("cd", held)))
        assert (row.get("text"), row["answers"], row["turns"]) == (None, "R", 1)


def test_a_body_of_other_fields_is_no_text(tmp_path: Path) -> None:
    held = LANGSMITH | {"gen_ai.prompt": '{"question": "Q"}', "gen_ai.completion": '{"x": [1]}'}
    (row,), _ = rows_of(tmp_path / "a.jsonl", request(a_span("cd", held)))
    assert row["content_state"] == "absent" and "output" not in row


NO_CALLS: dict[str, list[dict[str, Any]]] = {
    "spans of tools": [
        {"openinference.span.kind": "TOOL", "llm.model_name": "m"},
        {"ai.operationId": "ai.toolCall"},
        {"gen_ai.operation.name": "execute_tool", "gen_ai.tool.name": "t"},
        {"langsmith.span.kind": "tool", "gen_ai.operation.name": "execute_tool"},
    ],
    "spans of embeddings or searches": [
        {"openinference.span.kind": "EMBEDDING"}, {"openinference.span.kind": "RETRIEVER"},
        {"ai.operationId": "ai.embed.doEmbed", "ai.model.id": "m"},
        {"gen_ai.operation.name": "embeddings", "gen_ai.request.model": "m"},
        {"llm.request.type": "aembedding", "gen_ai.request.model": "m"},
    ],
    "spans of agents and workflows": [
        {"gen_ai.operation.name": "invoke_agent", "gen_ai.request.model": "m"},
        {"openinference.span.kind": "AGENT"}, {"openinference.span.kind": "CHAIN"},
        VERCEL | {"ai.operationId": "ai.generateText"},
        {"langsmith.span.kind": "chain", "gen_ai.operation.name": "chain"},
    ],
    "spans of other operations": [
        {"gen_ai.operation.name": "made_up"}, {"gen_ai.operation.name": ["chat"]},
        {"langsmith.span.kind": "prompt", "gen_ai.operation.name": "chat"},
    ],
    "spans that are no model calls": [{"http.route": "/"}],
}  # fmt: skip


def test_what_is_no_call_is_counted_by_what_it_is(tmp_path: Path) -> None:
    spans = [held for kind in NO_CALLS.values() for held in kind]
    lines = [request(*(a_span(str(n), WHO | held) for n, held in enumerate(spans)))]
    rows, report = rows_of(tmp_path / "a.jsonl", *lines, request(a_span("cd", VERCEL)))
    assert len(rows) == 1
    assert report.skipped_records == {what: len(held) for what, held in NO_CALLS.items()}


@pytest.mark.parametrize(
    ("status", "held", "expected"),
    [
        (2, {}, "error"), (2, {"error.type": "timeout"}, "error: timeout"),
        (2, {"error.type": "RateLimitError", "http.response.status_code": 429}, "429"),
        (2, {"error.type": "500"}, "500"), (0, {"http.response.status_code": "429"}, "429"),
        (0, {"error.type": "RateLimitError"}, "RateLimitError"), (1, {}, "ok"),
        (0, {"http.response.status_code": 200}, "ok"),
    ],
)  # fmt: skip
def test_a_call_that_failed_is_a_failed_exchange(
    tmp_path: Path, status: int, held: dict[str, Any], expected: str
) -> None:
    said = ("gen_ai.completion.0.role", "gen_ai.completion.0.content")
    call = {k: v for k, v in LITELLM.items() if k not in said} | held
    event = ("exception", {"exception.type": "E", "exception.message": "Slow down, please."})
    span = a_span("cd", call, status={"code": status, "message": "Slow"}, events=(event,))
    (row,), _ = rows_of(tmp_path / "a.jsonl", request(span))
    assert row["status"] == expected and row["text"] == "Q" and "output" not in row


def test_attributes_of_calls_that_are_not_read_are_named(tmp_path: Path) -> None:
    """Where they stand is told; of other spans there is nothing, and what a map reads is read."""
    own = {"app.tenant": "t", "enduser.pseudo.id": "e", "empty": "", "odd\n": 1}
    choice = ("gen_ai.choice", {"message": "A", "finish_reason": "stop"})
    spans = [
        a_span("cd", PARTS | own, events=(choice, ("exception", {"exception.type": "E"}))),
        a_span("ef", {"http.route": "/v1"}, kind=2),
    ]
    line = request(*spans, resource={"service.name": "s", "tenant.id": "o"})
    told = rows_of(tmp_path / "a.jsonl", line)[1]
    assert told.unknown_fields == dict.fromkeys((
        "app.tenant", "odd?", "llm.system", "input.mime_type", "resource.service.name",
        "resource.tenant.id", "scope.scope.tag", "event.gen_ai.choice.finish_reason",
        "event.exception.exception.type",
    ), 1)  # fmt: skip
    mapping = Mapping.of(
        {"fields": {"account.id": "resource.tenant.id", "client.ip": "app.tenant"}}
    )
    left = told.unknown_fields.keys() - rows_of(
        tmp_path / "a.jsonl", line, mapping=mapping
    )[1].unknown_fields.keys()  # fmt: skip
    assert left == {"app.tenant", "resource.tenant.id"} and told.sampled == 1


@pytest.mark.parametrize("case", CALLS)
def test_nothing_that_was_read_is_told_as_unread(tmp_path: Path, case: str) -> None:
    _, report = rows_of(tmp_path / "a.jsonl", request(a_span("cd", CALLS[case])))
    assert report.unknown_fields.keys() <= {
        "scope.scope.tag", "llm.system", "input.mime_type", "operation.name", "ai.model.provider",
        "gen_ai.system",
    }  # fmt: skip


def test_of_many_calls_in_a_line_some_are_searched(tmp_path: Path) -> None:
    spans = [a_span(f"{n:016x}", LITELLM | {"app.tenant": "t"}) for n in range(200)]
    report = rows_of(tmp_path / "a.jsonl", request(*spans))[1]
    assert report.sampled == 16 + 3 == report.unknown_fields["app.tenant"]
