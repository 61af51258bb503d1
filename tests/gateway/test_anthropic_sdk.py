"""The real Anthropic SDK cannot tell the gateway from the API, and what passes is in the log."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import anthropic
import pytest

from .running import Running, until
from .upstream import ANSWER, SIGNATURE, WORDS

ASKED: dict[str, Any] = {
    "model": "m", "max_tokens": 64, "system": "Be brief.",
    "messages": [{"role": "user", "content": "When does it freeze?"}],
    "metadata": {"user_id": "user_ab12_account__session_c31ac7cf-56a7-4c0a-b363-2b726377687d"},
}  # fmt: skip
TOOLS = [{"name": "lookup", "description": "Looks up.", "input_schema": {"type": "object"}}]


@pytest.fixture
def client(gateway: Running) -> Iterator[anthropic.Anthropic]:
    with anthropic.Anthropic(
        base_url=gateway.url, api_key="sk-ant-test", max_retries=0, timeout=20
    ) as made:
        yield made


@pytest.mark.parametrize("stream", [False, True])
def test_a_message(gateway: Running, client: anthropic.Anthropic, stream: bool) -> None:
    if stream:
        with client.messages.stream(**ASKED) as events:
            assert list(events.text_stream) == WORDS
            message = events.get_final_message()
    else:
        message = client.messages.create(**ASKED)
    assert message.content[1].text == ANSWER
    assert message.content[0].signature == SIGNATURE, "signed thinking comes as it was signed"
    (line,) = gateway.lines()
    asked = line["request"]
    assert asked["endpoint"] == "messages" and asked["max_tokens"] == 64
    assert asked["messages"][0] == {"role": "system", "content": "Be brief."}
    assert asked["messages"][1:] == ASKED["messages"]
    assert line["account"]["end_user"] == "user_ab12_account_", "without the session"
    said = line["response"]
    assert (said["content"], said["reasoning"]) == (ANSWER, "Think of ice.")
    assert (said["finish_reason"], said["status"], said["id"]) == ("end_turn", 200, "msg_1")
    assert line["usage"] == {
        "input_tokens": 11, "output_tokens": 7, "cache_read_input_tokens": 2,
        "cache_creation_input_tokens": 3,
    }  # fmt: skip
    assert SIGNATURE not in str(line)


def test_a_stream_is_passed_byte_for_byte(gateway: Running, client: anthropic.Anthropic) -> None:
    from .upstream import _events

    with client.messages.with_streaming_response.create(stream=True, **ASKED) as raw:
        got = b"".join(raw.iter_bytes())
    assert got == b"".join(_events("/v1/messages", ASKED))
    sent = {name.lower(): value for name, value in gateway.api.seen[0][2].items()}
    assert sent["anthropic-version"] and sent["authorization"] == "Bearer sk-ant-test"


def test_signed_thinking_goes_back_as_it_came(
    gateway: Running, client: anthropic.Anthropic
) -> None:
    said = {"role": "assistant", "content": [
        {"type": "thinking", "thinking": "Think of ice.", "signature": SIGNATURE},
        {"type": "text", "text": ANSWER},
    ]}  # fmt: skip
    more = {"role": "user", "content": "And boils?"}
    client.messages.create(**ASKED | {"messages": [*ASKED["messages"], said, more]})
    assert SIGNATURE.encode() in gateway.api.seen[0][3]
    (line,) = gateway.lines()
    assert SIGNATURE not in str(line) and line["request"]["messages"][-1] == more


@pytest.mark.parametrize("stream", [False, True])
def test_tools(gateway: Running, client: anthropic.Anthropic, stream: bool) -> None:
    asked = ASKED | {"tools": TOOLS}
    if stream:
        with client.messages.stream(**asked) as events:
            assert events.get_final_message().content[2].input == {"q": "ice"}
    else:
        client.messages.create(**asked)
    (line,) = gateway.lines()
    (use,) = line["response"]["output"]
    assert (use["type"], use["name"]) == ("tool_use", "lookup")
    assert "ice" in str(use["input"]) and line["response"]["finish_reason"] == "tool_use"
    assert line["request"]["tools"] == TOOLS


def test_an_image_passes_and_is_not_logged(gateway: Running, client: anthropic.Anthropic) -> None:
    source = {"type": "base64", "media_type": "image/png", "data": "A" * 400_000}
    content = [{"type": "image", "source": source}, {"type": "text", "text": "What is it?"}]
    client.messages.create(**ASKED | {"messages": [{"role": "user", "content": content}]})
    assert b"A" * 400_000 in gateway.api.seen[0][3]
    kept = gateway.lines()[0]["request"]["messages"][1]["content"]
    assert kept[0] == {"type": "image", "source": {"type": "base64", "media_type": "image/png"}}


@pytest.mark.parametrize(
    ("status", "error"),
    [
        (400, anthropic.BadRequestError), (401, anthropic.AuthenticationError),
        (429, anthropic.RateLimitError), (500, anthropic.InternalServerError),
        (529, anthropic.InternalServerError),
    ],
)  # fmt: skip
def test_errors_come_as_they_are(
    gateway: Running, client: anthropic.Anthropic, status: int, error: type[Exception]
) -> None:
    with pytest.raises(error, match="as asked") as caught:
        client.messages.create(**ASKED | {"model": f"error-{status}"})
    assert caught.value.request_id == "req-e"  # type: ignore[attr-defined]
    assert gateway.lines()[0]["response"]["status"] == status


def test_the_sdk_tries_again_where_it_would(gateway: Running, client: anthropic.Anthropic) -> None:
    with pytest.raises(anthropic.RateLimitError):
        client.with_options(max_retries=1).messages.create(**ASKED | {"model": "error-429"})
    assert len(gateway.api.seen) == 2


def test_an_api_that_breaks_off_is_an_error_of_the_dialect(
    gateway: Running, client: anthropic.Anthropic
) -> None:
    with pytest.raises(anthropic.InternalServerError) as caught:
        client.messages.create(**ASKED | {"model": "reset"})
    assert caught.value.status_code == 502
    assert caught.value.body["type"] == "error"
    assert caught.value.body["error"]["type"] == "api_error"


def test_a_client_that_goes_ends_the_request(gateway: Running, client: anthropic.Anthropic) -> None:
    with client.messages.stream(**ASKED | {"model": "pause"}) as events:
        next(iter(events))
    until(gateway.api.gone.is_set)
    (line,) = gateway.lines()
    assert line["response"]["finish_reason"] == "cancelled"
    assert line["usage"]["input_tokens"] == 11


def test_batches_and_counting_pass_unread(gateway: Running, client: anthropic.Anthropic) -> None:
    asked = {k: v for k, v in ASKED.items() if k not in ("max_tokens", "metadata")}
    client.messages.count_tokens(**asked)
    assert gateway.api.seen[0][1] == "/v1/messages/count_tokens"
    assert gateway.counts["passed"] == 1 and not gateway.tap.lines
