"""Whole bodies of requests and responses, in the forms that model APIs and containers speak."""

from __future__ import annotations

import base64
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stillwatch.features.signals.error import has_failed
from stillwatch.ingest.paths import look_up, parse_path, unpacked
from stillwatch.ingest.wirebody import NO_TEXT, Told, read_asked, read_told

HI = [{"role": "user", "content": "Hi"}]
CHUNKS = [
    {"model": "m", "choices": [{"delta": {"role": "assistant", "content": "Good"}}]},
    {"choices": [{"delta": {"content": " day"}, "finish_reason": "stop"}]},
    {"choices": [], "usage": {"prompt_tokens": 3, "completion_tokens": 2}},
]
CLAUDE = [
    {"type": "message_start", "message": {"model": "m", "content": [], "usage": {
        "input_tokens": 1, "cache_read_input_tokens": 2, "output_tokens": 1}}},
    {"type": "content_block_delta", "delta": {"type": "text_delta", "text": "Good day"}},
    {"type": "message_delta", "delta": {"stop_reason": "stop"}, "usage": {"output_tokens": 2}},
]  # fmt: skip
GEMINI = {
    "candidates": [{"content": {"role": "model", "parts": [
        {"text": "I think", "thought": True}, {"text": "Good day"}]}, "finishReason": "stop"}],
    "usageMetadata": {"promptTokenCount": 3, "candidatesTokenCount": 1, "thoughtsTokenCount": 1},
    "modelVersion": "m",
}  # fmt: skip


def sse(events: list[Any], name: str = "") -> str:
    head = f"event: {name}\r\n" if name else ""
    return "".join(f"{head}data: {json.dumps(e)}\r\n\r\n" for e in events) + "data: [DONE]\n\n"


def based(value: Any) -> str:
    text = value if isinstance(value, str) else json.dumps(value)
    return base64.b64encode(text.encode()).decode()


@pytest.mark.parametrize("body", [
    {"messages": HI, "max_tokens": 7},
    {"input": HI, "max_output_tokens": 7},
    {"prompt": "Hi", "max_tokens": 7},
    {"contents": [{"role": "user", "parts": [{"text": "Hi"}]}],
     "generationConfig": {"maxOutputTokens": 7}},
    {"contents": "Hi", "generation_config": {"max_output_tokens": 7}},
    {"instances": [{"@requestFormat": "chatCompletions", "messages": HI, "max_tokens": 7}]},
    {"instances": [{"prompt": "Hi"}], "parameters": {"max_tokens": 7}},
    {"inputs": "Hi", "parameters": {"max_new_tokens": 7}},
    {"inputs": [HI], "parameters": {"max_new_tokens": 7}},
    {"inputs": {"messages": HI, "max_tokens": 7}},
    {"dataframe_records": [{"messages": HI, "max_tokens": 7}]},
    {"dataframe_split": {"columns": ["prompt", "max_tokens"], "data": [["Hi", 7]]}},
])  # fmt: skip
@pytest.mark.parametrize("form", [lambda body: body, json.dumps, based, lambda b: [json.dumps(b)]])
def test_a_request_is_read_in_every_form(body: dict[str, Any], form: Any) -> None:
    asked = read_asked(form(body))
    assert asked is not None and asked.max_tokens == 7
    said = asked.messages or asked.input
    one = said[0].content if isinstance(said, list) else asked.prompt  # type: ignore[union-attr]
    assert (one if isinstance(one, str) else one[0].text) == "Hi"  # type: ignore[index,union-attr]


@pytest.mark.parametrize("body", [
    {"model": "m", "choices": [{"message": {"content": "Good day"}, "finish_reason": "stop"}],
     "usage": {"prompt_tokens": 3, "completion_tokens": 2}},
    {"model": "m", "content": [{"type": "text", "text": "Good day"}], "stop_reason": "stop",
     "usage": {"input_tokens": 3, "output_tokens": 2}},
    CHUNKS, CLAUDE, GEMINI, [GEMINI], sse(CHUNKS), sse(CLAUDE, "x"), sse([GEMINI]),
    [json.dumps(chunk) for chunk in CHUNKS],
    {"predictions": {"model": "m", "choices": [
        {"message": {"content": "Good day"}, "finish_reason": "stop"}],
        "usage": {"prompt_tokens": 3, "completion_tokens": 2}}},
])  # fmt: skip
@pytest.mark.parametrize("form", [lambda body: body, based])
def test_a_response_is_read_in_every_form(body: Any, form: Any) -> None:
    told = read_told(form(body))
    assert isinstance(told, Told)
    assert told.response.content == "Good day" and told.response.finish_reason == "stop"
    assert told.response.model == "m"
    assert (told.usage.input_tokens, told.usage.output_tokens) == (3, 2)


@pytest.mark.parametrize("body", [
    [{"generated_text": "Good day"}], {"generated_text": "Good day"}, {"predictions": ["Good day"]},
    {"predictions": [{"generated_text": "Good day"}]}, {"generation": {"content": "Good day"}},
    [{"generation": {"role": "assistant", "content": "Good day"}}],
    {"messages": [{"role": "user", "content": "Hi"}, {"role": "assistant", "content": "Good day"}]},
    sse([{"token": {"text": "Good"}}, {"token": {"text": " day"}},
         {"token": {"text": "</s>", "special": True}, "generated_text": "Good day"}]),
])  # fmt: skip
def test_what_serving_containers_answer_is_read(body: Any) -> None:
    told = read_told(body)
    assert isinstance(told, Told) and told.response.content == "Good day"


def test_gemini_says_what_a_chat_says() -> None:
    asked = read_asked({
        "systemInstruction": {"parts": [{"text": "Be brief."}]},
        "contents": [
            {"role": "user", "parts": [{"text": "Look"},
                                       {"inlineData": {"mimeType": "image/png"}}]},
            {"role": "model", "parts": [{"functionCall": {"name": "f"}}]},
            {"role": "function", "parts": [{"functionResponse": {"response": {"a": 1}}}]},
        ],
        "generationConfig": {"temperature": 0.5, "topP": 0.9, "candidateCount": 2, "seed": 4,
                             "thinkingConfig": {"thinkingBudget": 9}},
        "tools": [{"functionDeclarations": [{"name": "f"}, {"name": "g"}]}, {"googleSearch": {}}],
    })  # fmt: skip
    assert asked is not None and asked.messages is not None
    assert [m.role for m in asked.messages] == ["user", "assistant", "tool"]
    kinds = [[part.type for part in m.content] for m in asked.messages]  # type: ignore[union-attr]
    assert kinds == [["text", "image"], ["tool_use"], ["tool_result"]]
    assert (asked.temperature, asked.top_p, asked.n, asked.seed) == (0.5, 0.9, 2, 4)
    assert asked.system[0].text == "Be brief."  # type: ignore[index,union-attr]
    assert json.loads(bytes(asked.tools or b"")) == [{"name": "f"}, {"name": "g"},
                                                     {"googleSearch": {}}]  # fmt: skip
    assert json.loads(bytes(asked.reasoning or b"")) == {"thinkingBudget": 9}


def test_several_prompts_of_one_body_are_all_kept() -> None:
    asked = read_asked({"instances": [{"prompt": "A"}, {"prompt": "B"}]})
    assert asked is not None and asked.prompt == ["A", "B"]


def test_tokens_of_the_cache_are_added_where_they_are_counted_apart() -> None:
    usage = {"input_tokens": 1, "cache_creation_input_tokens": 5, "output_tokens": 2}
    told = read_told({"content": [{"type": "text", "text": "x"}], "usage": usage})
    assert isinstance(told, Told) and told.usage.input_tokens == 6


def test_an_error_is_the_status_and_no_answer() -> None:
    told = read_told({"error": {"type": "rate_limit_error", "message": "slow down"}})
    assert isinstance(told, Told)
    assert (told.response.status, told.response.content) == ("rate_limit_error", None)


@pytest.mark.parametrize(("body", "status"), [
    ({"error": {"message": "m", "type": "tokens", "code": "rate_limit_exceeded"}},
     "error rate_limit_exceeded"),
    ({"error": {"message": "m", "type": "invalid_request_error", "code": "too_long"}},
     "invalid_request_error"),
    ({"error": {"code": "429", "message": "m"}}, "429"),  # Azure OpenAI
    ({"error": {"code": "content_filter", "type": None, "innererror": {}}}, "error content_filter"),
    ({"type": "error", "error": {"type": "overloaded_error", "message": "m"}}, "overloaded_error"),
    ({"error": {"code": 503, "message": "m", "status": "UNAVAILABLE"}}, "503"),
    ([{"error": {"code": 503, "message": "m", "status": "UNAVAILABLE"}}], "503"),
    ({"error_code": "BAD_REQUEST", "message": "m"}, "error BAD_REQUEST"),
    ({"external_model_provider": "p", "external_model_error": {"error": {"code": "500"}}}, "500"),
    ({"ErrorCode": "CLIENT_ERROR_FROM_MODEL", "OriginalStatusCode": 400, "Message": "m"},
     "CLIENT_ERROR_FROM_MODEL"),
    ({"Message": "m", "OriginalStatusCode": 500, "OriginalMessage": "m"}, "500"),
    ({"statusCode": 429, "message": "Rate limit is exceeded."}, "429"),
    ({"success": False, "errors": [{"code": 7009, "message": "m"}], "result": None}, "7009"),
    ({"error": "Input validation error", "error_type": "validation"}, "error validation"),
    ({"object": "error", "message": "m", "type": "BadRequestError", "code": 400},
     "BadRequestError"),
    ({"detail": [{"loc": ["body"], "msg": "m"}]}, "error"),
])  # fmt: skip
def test_an_error_of_any_platform_is_a_failed_call(body: Any, status: str) -> None:
    for raw in (
        body,
        json.dumps(body),
        based(body),
        sse(body if isinstance(body, list) else [body]),
    ):
        told = read_told(raw)
        assert isinstance(told, Told)
        assert (told.response.status, told.response.content) == (status, None)
        assert has_failed(status)


def test_what_is_named_like_an_error_beside_an_answer_is_none() -> None:
    body = {"choices": [{"message": {"content": "Good day"}}], "error": None, "error_code": 0}
    told = read_told(body)
    assert isinstance(told, Told)
    assert (told.response.status, told.response.content) == (None, "Good day")
    assert read_told({"message": "Good day"}) is None
    assert read_told({"statusCode": 200, "message": "Good day"}) is None


def test_embeddings_are_no_exchange() -> None:
    assert read_told({"object": "list", "data": [{"embedding": [0.1]}]}) == NO_TEXT


@pytest.mark.parametrize(
    "raw", ["", "text", "{cut", "eyJjdXQ", "data: none", 7, [], {}, [[]], None]
)
def test_what_is_no_body_is_none(raw: Any) -> None:
    assert read_asked(raw) is None and read_told(raw) is None


@given(st.recursive(st.none() | st.booleans() | st.integers() | st.text(), lambda inner: (
    st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from([
        "messages", "contents", "parts", "text", "role", "content", "instances", "inputs", "prompt",
        "candidates", "choices", "predictions", "usage", "usageMetadata", "details", "token",
        "dataframe_split", "columns", "data", "generation", "parameters", "tools", "delta",
    ]), inner, max_size=4))))  # fmt: skip
def test_no_body_breaks_the_reader(raw: Any) -> None:
    read_asked(raw)
    read_told(raw)


def test_paths_step_into_base64_and_into_events() -> None:
    record = {"b": based({"model": "m"}), "s": sse([{"model": "n"}]), "t": "eyes on it, please"}
    assert look_up(record, parse_path("b.model")) == "m"
    assert look_up(record, parse_path("s[0].model")) == "n"
    assert look_up(record, parse_path("t.model")) is None
    assert unpacked(based(based({"a": 1}))) == based(based({"a": 1}))  # once, not twice


def test_a_streamed_response_of_openais_newer_api_is_read_once() -> None:
    whole = {"object": "response", "status": "completed", "model": "m", "output": [
        {"type": "message", "content": [{"type": "output_text", "text": "Good day"}]}],
        "usage": {"input_tokens": 3, "output_tokens": 2,
                  "output_tokens_details": {"reasoning_tokens": 1}}}  # fmt: skip
    told = read_told(sse([
        {"type": "response.created", "response": {"object": "response", "status": "in_progress"}},
        {"type": "response.output_text.delta", "delta": "Good"},
        {"type": "response.output_text.delta", "delta": " day"},
        {"type": "response.completed", "response": whole},
    ]))  # fmt: skip
    assert isinstance(told, Told) and told.response.content == "Good day"
    assert (told.usage.input_tokens, told.usage.reasoning_tokens) == (3, 1)
    assert told == read_told(whole)
