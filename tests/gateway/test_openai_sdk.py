"""The real OpenAI SDK cannot tell the gateway from the API, and what passes is in the log."""

from __future__ import annotations

from collections.abc import Iterator

import openai
import pytest

from .running import Running, until
from .upstream import ANSWER, OPENAI_USAGE, WORDS

ASKED = [
    {"role": "system", "content": "Be brief."},
    {"role": "user", "content": "When does it freeze?"},
]
TOOLS = [{"type": "function", "function": {"name": "lookup", "parameters": {"type": "object"}}}]
USAGE = {
    "input_tokens": 11,
    "output_tokens": 7,
    "reasoning_tokens": 3,
    "cache_read_input_tokens": 2,
}


@pytest.fixture
def client(gateway: Running) -> Iterator[openai.OpenAI]:
    with openai.OpenAI(
        base_url=f"{gateway.url}/v1", api_key="sk-test", max_retries=0, timeout=20
    ) as made:
        yield made


def test_a_chat(gateway: Running, client: openai.OpenAI) -> None:
    answer = client.chat.completions.with_raw_response.create(
        model="m", messages=ASKED, temperature=0.5, seed=3, user="customer-7",
        max_completion_tokens=9,
    )  # fmt: skip
    assert answer.headers["x-request-id"] == "req-1"
    assert answer.headers["openai-organization"] == "org-1"
    assert answer.parse().choices[0].message.content == ANSWER
    (line,) = gateway.lines()
    assert line["request"] == {
        "endpoint": "chat.completions", "model": "m", "messages": ASKED, "temperature": 0.5,
        "seed": 3, "user": "customer-7", "max_tokens": 9,
    }  # fmt: skip
    assert line["response"].pop("latency_ms") > 0
    assert line["response"] == {
        "id": "chatcmpl-1", "model": "m", "content": ANSWER, "finish_reason": "stop", "status": 200
    }  # fmt: skip
    assert line["usage"] == USAGE
    assert line["account"]["end_user"] == "customer-7"
    assert line["account"]["id"].startswith("unknown:")
    assert line["client"]["ip"] == "127.0.0.1"
    assert "OpenAI" in line["client"]["user_agent"]


@pytest.mark.parametrize("model", ["m", "bytewise"])
def test_a_stream_is_as_without_us_and_the_log_has_its_usage(
    gateway: Running, client: openai.OpenAI, model: str
) -> None:
    chunks = list(client.chat.completions.create(model=model, messages=ASKED, stream=True))
    assert "".join(c.choices[0].delta.content or "" for c in chunks) == ANSWER
    assert all(c.choices for c in chunks), "no chunk that only tells usage"
    assert all("usage" not in c.model_fields_set for c in chunks)
    assert b'"include_usage":true' in gateway.api.seen[0][3]
    (line,) = gateway.lines()
    assert line["usage"] == USAGE
    assert line["response"]["content"] == ANSWER
    assert line["response"]["finish_reason"] == "stop"
    assert line["request"]["stream"] is True


def test_a_client_that_asks_for_usage_gets_it(gateway: Running, client: openai.OpenAI) -> None:
    chunks = list(
        client.chat.completions.create(
            model="m", messages=ASKED, stream=True, stream_options={"include_usage": True}
        )
    )
    assert chunks[-1].usage and chunks[-1].usage.total_tokens == OPENAI_USAGE["total_tokens"]
    assert gateway.lines()[0]["usage"] == USAGE


def test_usage_is_not_asked_for_where_that_is_not_wanted(client: openai.OpenAI) -> None:
    from .running import running

    with running(upstream={"ask_usage": False}) as other:
        with client.with_options(base_url=f"{other.url}/v1") as plain:
            list(plain.chat.completions.create(model="m", messages=ASKED, stream=True))
        assert b"include_usage" not in other.api.seen[0][3]
        assert "usage" not in other.lines()[0]


@pytest.mark.parametrize("stream", [False, True])
def test_tools(gateway: Running, client: openai.OpenAI, stream: bool) -> None:
    asked = {"model": "m", "messages": ASKED, "tools": TOOLS}
    if stream:
        list(client.chat.completions.create(stream=True, **asked))
    else:
        made = client.chat.completions.create(**asked).choices[0].message.tool_calls
        assert made and made[0].function.name == "lookup"
    (line,) = gateway.lines()
    assert line["request"]["tools"] == TOOLS
    function = {"name": "lookup", "arguments": '{"q":"ice"}'}
    assert line["response"]["output"] == [{"id": "c1", "type": "function", "function": function}]
    assert line["response"]["finish_reason"] == "tool_calls"


def test_several_choices_stand_in_the_output(gateway: Running, client: openai.OpenAI) -> None:
    client.chat.completions.create(model="m", messages=ASKED, n=2)
    (line,) = gateway.lines()
    assert [c["message"]["content"] for c in line["response"]["output"]] == [ANSWER, ANSWER]
    assert line["request"]["n"] == 2 and "content" not in line["response"]


def test_an_image_passes_and_is_not_logged(gateway: Running, client: openai.OpenAI) -> None:
    url = "data:image/png;base64," + "A" * 3_000_000
    image = {"type": "image_url", "image_url": {"url": url, "detail": "low"}}
    content = [{"type": "text", "text": "What is it?"}, image]
    client.chat.completions.create(model="m", messages=[{"role": "user", "content": content}])
    assert url.encode() in gateway.api.seen[0][3]
    (line,) = gateway.lines()
    kept = {"type": "image_url", "image_url": {"detail": "low"}}
    assert line["request"]["messages"][0]["content"] == [content[0], kept]


@pytest.mark.parametrize("stream", [False, True])
def test_responses(gateway: Running, client: openai.OpenAI, stream: bool) -> None:
    asked = {"model": "m", "instructions": "Be brief.", "input": "When?", "max_output_tokens": 50,
             "previous_response_id": "r0", "reasoning": {"effort": "low"}}  # fmt: skip
    if stream:
        events = list(client.responses.create(stream=True, **asked))
        assert [e.delta for e in events if e.type == "response.output_text.delta"] == WORDS
    else:
        assert client.responses.create(**asked).output_text == ANSWER
    (line,) = gateway.lines()
    assert line["request"]["messages"] == [
        {"role": "system", "content": "Be brief."}, {"role": "user", "content": "When?"}
    ]  # fmt: skip
    assert line["request"]["previous_response_id"] == "r0" and line["request"]["max_tokens"] == 50
    assert line["response"]["content"] == ANSWER
    assert line["response"]["reasoning"] == "Think of ice."
    assert line["response"]["finish_reason"] == "completed"
    assert line["usage"] == USAGE


@pytest.mark.parametrize("stream", [False, True])
def test_completions(gateway: Running, client: openai.OpenAI, stream: bool) -> None:
    made = client.completions.create(model="m", prompt=["a", "b"], stream=stream)
    if stream:
        assert "".join(c.choices[0].text for c in made) == ANSWER
    (line,) = gateway.lines()
    assert line["request"]["prompt"] == ["a", "b"]
    assert line["response"]["content"] == ANSWER and line["usage"] == USAGE


def test_embeddings(gateway: Running, client: openai.OpenAI) -> None:
    made = client.embeddings.create(model="m", input="ice", encoding_format="float")
    assert made.data[0].embedding == [0.5, 0.25]
    (line,) = gateway.lines()
    assert line["request"] == {"endpoint": "embeddings", "model": "m", "prompt": "ice"}
    assert line["usage"] == {"input_tokens": 4} and "embedding" not in str(line["response"])


def test_what_is_not_read_passes_and_is_counted(gateway: Running, client: openai.OpenAI) -> None:
    assert client.models.list().data == []
    client.files.create(file=("a.jsonl", b"x" * 100_000), purpose="batch")
    assert [(m, p) for m, p, _, _ in gateway.api.seen] == [
        ("GET", "/v1/models"),
        ("POST", "/v1/files"),
    ]
    assert b"x" * 100_000 in gateway.api.seen[1][3]
    assert gateway.counts["passed"] == 2 and not gateway.tap.lines


@pytest.mark.parametrize(
    ("status", "error"),
    [
        (400, openai.BadRequestError), (401, openai.AuthenticationError),
        (429, openai.RateLimitError), (500, openai.InternalServerError),
    ],
)  # fmt: skip
@pytest.mark.parametrize("stream", [False, True])
def test_errors_come_as_they_are(
    gateway: Running, client: openai.OpenAI, status: int, error: type[Exception], stream: bool
) -> None:
    with pytest.raises(error, match="as asked"):
        client.chat.completions.create(model=f"error-{status}", messages=ASKED, stream=stream)
    (line,) = gateway.lines()
    assert line["response"]["status"] == status and "content" not in line["response"]


def test_the_sdk_tries_again_where_it_would(gateway: Running, client: openai.OpenAI) -> None:
    with client.with_options(max_retries=2) as patient, pytest.raises(openai.RateLimitError):
        patient.chat.completions.create(model="error-429", messages=ASKED)
    assert len(gateway.api.seen) == 3
    counts = [dict(h).get("x-stainless-retry-count") for _, _, h, _ in gateway.api.seen]
    assert counts == ["0", "1", "2"]


def test_an_api_that_breaks_off_is_an_error_of_the_dialect(
    gateway: Running, client: openai.OpenAI
) -> None:
    with pytest.raises(openai.InternalServerError, match="broke off") as caught:
        client.chat.completions.create(model="reset", messages=ASKED)
    assert caught.value.status_code == 502 and caught.value.code == "upstream_disconnected"
    assert len(gateway.api.seen) == 1, "what was sent is not sent again"
    assert gateway.lines()[0]["response"]["status"] == 502


def test_a_stream_that_breaks_off_does_not_look_whole(
    gateway: Running, client: openai.OpenAI
) -> None:
    stream = client.chat.completions.create(model="reset-midway", messages=ASKED, stream=True)
    with pytest.raises(openai.APIConnectionError):
        list(stream)
    (line,) = gateway.lines()
    assert line["response"]["finish_reason"] == "broken" and line["response"]["content"]


def test_a_client_that_goes_ends_the_request(gateway: Running, client: openai.OpenAI) -> None:
    stream = client.chat.completions.create(model="pause", messages=ASKED, stream=True)
    next(iter(stream))
    stream.close()
    until(gateway.api.gone.is_set)
    (line,) = gateway.lines()
    assert line["response"]["finish_reason"] == "cancelled"
    assert line["response"]["status"] == 200
    assert ANSWER.startswith(line["response"]["content"])


def test_a_client_that_gives_up_before_the_reply_ends_the_request(
    gateway: Running, client: openai.OpenAI
) -> None:
    with pytest.raises(openai.APITimeoutError):
        client.with_options(timeout=0.3).chat.completions.create(model="silent", messages=ASKED)
    until(gateway.api.gone.is_set)
    (line,) = gateway.lines()
    assert line["response"]["status"] == 499
    assert line["response"]["finish_reason"] == "cancelled"


def test_chunks_are_not_held_back(gateway: Running, client: openai.OpenAI) -> None:
    stream = iter(client.chat.completions.create(model="pause", messages=ASKED, stream=True))
    first = [next(stream) for _ in range(4)]  # all that came before the pause
    assert first[1].choices[0].delta.content == WORDS[0]
    gateway.loop.call_soon_threadsafe(gateway.api.go_on.set)
    rest = list(stream)
    assert "".join(c.choices[0].delta.content or "" for c in (*first, *rest)) == ANSWER


def test_a_compressed_reply_stays_so_and_is_read(gateway: Running, client: openai.OpenAI) -> None:
    raw = client.chat.completions.with_raw_response.create(model="packed", messages=ASKED)
    assert raw.headers["content-encoding"] == "gzip"
    assert raw.parse().choices[0].message.content == ANSWER
    assert gateway.lines()[0]["response"]["content"] == ANSWER
