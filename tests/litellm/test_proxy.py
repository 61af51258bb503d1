"""A real LiteLLM proxy, driven by the official SDKs: decided, limited, logged and audited."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import anthropic
import openai
import pytest
from click.testing import CliRunner

from stillwatch.cli.main import cli
from stillwatch.respond.decisions.model import Action, Decision, Hardening, Limits
from stillwatch.respond.decisions.sqlite import SqliteStore
from stillwatch.respond.decisions.store import Batch, Ended

from .calls import MESSAGES, decided
from .proxying import LITELLM, WHY, Proxy, Upstream, account_of, proxying, until

pytestmark = [
    pytest.mark.skipif(LITELLM is None, reason=WHY),
    pytest.mark.timeout(3600),  # loading LiteLLM takes minutes on a busy machine
]
SETTINGS = """
[log]
out = "log"
text = true
segment_seconds = 0.5
[enforce]
mode = "enforce"
decisions = "decisions.db"
tell = "reference"
"""
FREE = Hardening(elicitation=True)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SqliteStore]:
    with SqliteStore(tmp_path_factory.mktemp("proxy") / "decisions.db") as made:
        yield made


@pytest.fixture(scope="module")
def proxy(store: SqliteStore) -> Iterator[Proxy]:
    with proxying(store.path.parent, SETTINGS) as made:
        yield made


_opened: list[Any] = []


@pytest.fixture(autouse=True)
def _closed() -> Iterator[None]:
    """Close the clients of a test after it."""
    yield
    while _opened:
        _opened.pop().close()


def chats(proxy: Proxy, name: str, retries: int = 0) -> Any:
    at: Any = {"base_url": f"{proxy.url}/v1", "api_key": f"sk-{name}", "timeout": 600}
    _opened.append(openai.OpenAI(**at, max_retries=retries))
    return _opened[-1]


def talks(proxy: Proxy, name: str) -> Any:
    at: Any = {"base_url": proxy.url, "api_key": f"sk-{name}", "timeout": 600}
    _opened.append(anthropic.Anthropic(**at, max_retries=0))
    return _opened[-1]


def ask(client: Any, **more: Any) -> Any:
    return client.chat.completions.create(**{"model": "small", "messages": MESSAGES} | more)


def decide(store: SqliteStore, name: str, action: Action, **more: Any) -> Decision:
    """Decide something about a key, and let the proxy learn of it."""
    made = decided(action, account_of(name), **more)
    store.write(Batch(decisions=[made]))
    time.sleep(1.0)
    return made


def sent(proxy: Proxy, word: str) -> list[dict[str, Any]]:
    """What the API was sent with a word in it."""
    return [body for _, body in proxy.api.seen if word in json.dumps(body)]


def says(word: str) -> dict[str, Any]:
    return {"messages": [{"role": "user", "content": word}]}


def test_allowed(proxy: Proxy) -> None:
    client = chats(proxy, "allowed")
    reply = ask(client, user="u1", seed=3)
    assert reply.choices[0].message.content == "Four."
    streamed = ask(client, stream=True)
    assert "".join(c.choices[0].delta.content or "" for c in streamed if c.choices) == "Four."
    first, second = sorted(proxy.lines("allowed", 2), key=lambda line: line["time"])
    assert first["account"] == {
        "id": account_of("allowed"), "key": account_of("allowed"), "org": "org-allowed",
        "end_user": "u1", "email_domain": "example.com",
    }  # fmt: skip
    assert first["request"]["messages"] == MESSAGES and first["request"]["seed"] == 3
    assert first["response"]["output"][0]["content"] == "Four."
    assert first["usage"] == {"input_tokens": 10, "output_tokens": 20}
    assert first["client"]["ip"] == "127.0.0.1" and "OpenAI" in first["client"]["user_agent"]
    assert second["request"]["stream"] is True and "enforcement" not in second


def test_tagged(proxy: Proxy, store: SqliteStore) -> None:
    of = decide(store, "tagged", Action.TAG)
    assert ask(chats(proxy, "tagged")).choices[0].message.content == "Four."
    (line,) = proxy.lines("tagged")
    assert line["enforcement"]["decisions"] == [
        {"id": of.id, "action": "tag", "done": True, "refused": False}
    ]
    said = [p for p in _own(proxy) if p["metadata"]["user_api_key_user_id"] == "tagged"]
    (information,) = said[0]["guardrail_information"]
    assert information["guardrail_response"] == {
        "decisions": [{"id": of.id, "action": "tag", "done": True}]
    }


def test_throttled(proxy: Proxy, store: SqliteStore) -> None:
    decide(store, "limited", Action.THROTTLE, limits=Limits(requests_per_minute=30, burst=2))
    ask(chats(proxy, "limited"))
    with pytest.raises(openai.RateLimitError) as caught:
        ask(chats(proxy, "limited"))
    reply = caught.value.response
    assert reply.status_code == 429 and 1 <= int(reply.headers["retry-after"]) <= 2
    assert 0 < int(reply.headers["retry-after-ms"]) <= 2000
    assert reply.headers["x-should-retry"] == "true"
    assert reply.json()["error"]["type"] == "rate_limit_error"
    # an SDK that may try again waits as it is told, and is served
    patient = chats(proxy, "limited", retries=4)
    assert [ask(patient).choices[0].message.content for _ in range(2)] == ["Four."] * 2
    lines = proxy.lines("limited", 4)
    assert "429" in {str(line["response"]["status"]) for line in lines}
    with pytest.raises(anthropic.RateLimitError) as odd:
        for _ in range(2):
            talks(proxy, "limited").messages.create(model="opus", max_tokens=9, messages=MESSAGES)
    assert odd.value.body["error"]["type"] == "rate_limit_error"
    assert "retry-after" in odd.value.response.headers


def test_tokens_that_were_not_used_are_given_back(proxy: Proxy, store: SqliteStore) -> None:
    # 100 s of 600 tokens a minute: three requests would not fit with what they reserve
    of = decide(store, "tokens", Action.THROTTLE, limits=Limits(tokens_per_minute=600, burst=100))
    client = chats(proxy, "tokens")

    def asks(**more: Any) -> bool:
        try:
            reply = ask(client, max_tokens=900, **more)
            if more.get("stream"):
                list(reply)
        except openai.RateLimitError:
            return False
        except openai.InternalServerError:
            pass
        return True

    for more in ({}, {"stream": True}, {"model": "falls"}, {"model": "mock"}, {}):
        until(lambda more=more: asks(**more))
    assert of.limits is not None


def test_hardened(proxy: Proxy, store: SqliteStore) -> None:
    decide(store, "hard", Action.HARDEN, hardening=FREE)
    ask(chats(proxy, "hard"), logprobs=True, top_logprobs=5, n=4, max_tokens=9000,
        extra_body={"include_reasoning": True}, **says("harden-one"))  # fmt: skip
    (body,) = sent(proxy, "harden-one")
    assert "logprobs" not in body and "top_logprobs" not in body
    assert body.get("n", 1) == 1 and body["max_tokens"] == 2048
    assert not body.get("include_reasoning")
    talks(proxy, "hard").messages.create(
        model="opus", max_tokens=9000, thinking={"type": "enabled", "budget_tokens": 4000},
        **says("harden-two"),
    )  # fmt: skip
    (body,) = sent(proxy, "harden-two")
    assert body["max_tokens"] == 2048
    assert body["thinking"] == {"type": "enabled", "budget_tokens": 2047, "display": "omitted"}
    chats(proxy, "hard").responses.create(
        model="thinker", input="harden-three", reasoning={"effort": "low", "summary": "auto"}
    )
    (body,) = sent(proxy, "harden-three")
    assert body["max_output_tokens"] == 2048 and body["reasoning"] == {"effort": "low"}
    first = next(line for line in proxy.lines("hard", 3) if "harden-one" in json.dumps(line))
    assert "logprobs" not in first["request"] and first["request"]["max_tokens"] == 2048
    with pytest.raises(openai.PermissionDeniedError):
        chats(proxy, "hard").images.generate(model="small", prompt="a cat")


def test_blocked(proxy: Proxy, store: SqliteStore) -> None:
    of = decide(store, "blocked", Action.BLOCK)
    client, before = chats(proxy, "blocked", retries=3), len(proxy.api.seen)
    asks = [
        lambda: ask(client),
        lambda: ask(client, stream=True),
        lambda: client.responses.create(model="small", input="hi"),
        lambda: client.embeddings.create(model="vectors", input="hi"),
        lambda: client.completions.create(model="small", prompt="hi"),
    ]
    for one in asks:
        with pytest.raises(openai.PermissionDeniedError) as caught:
            one()
        reply = caught.value.response
        assert reply.json()["error"]["type"] == "permission_error"
        assert reply.headers["x-should-retry"] == "false"
        assert "Reference: ref-" in reply.text and "secret" not in reply.text
    with pytest.raises(anthropic.PermissionDeniedError) as odd:
        talks(proxy, "blocked").messages.create(model="opus", max_tokens=9, messages=MESSAGES)
    assert odd.value.body["type"] == "error"
    assert len(proxy.api.seen) == before, "the API has seen nothing"
    lines = proxy.lines("blocked", 5)
    assert len(lines) == 5, "once each, embeddings aside: no SDK has tried again"
    for line in lines:
        assert str(line["response"]["status"]) == "403"
        if line["request"]["endpoint"] == "completions":
            continue  # LiteLLM's log keeps nothing of such a request's metadata
        assert line["response"]["finish_reason"] == "refused"
        (mark,) = line["enforcement"]["decisions"]
        assert (mark["id"], mark["refused"]) == (of.id, True)


def test_end_users_addresses_and_organisations(proxy: Proxy, store: SqliteStore) -> None:
    store.write(Batch(decisions=[
        decided(Action.BLOCK, "u7", "end_user", account_of("reseller")),
        decided(Action.BLOCK, "org-firm", "org"),
    ]))  # fmt: skip
    time.sleep(1.0)
    client = chats(proxy, "reseller")
    ask(client, user="u8")
    with pytest.raises(openai.PermissionDeniedError):
        ask(client, user="u7")
    with pytest.raises(anthropic.PermissionDeniedError):
        talks(proxy, "reseller").messages.create(
            model="opus", max_tokens=9, messages=MESSAGES, metadata={"user_id": "u7"}
        )
    with pytest.raises(openai.PermissionDeniedError):
        ask(chats(proxy, "firm"))


def test_changes_hold_within_a_second(proxy: Proxy, store: SqliteStore) -> None:
    client = chats(proxy, "changing")

    def blocked() -> bool:
        try:
            ask(client)
        except openai.PermissionDeniedError:
            return True
        return False

    assert not blocked()
    of = decide(store, "changing", Action.BLOCK)
    assert blocked(), "a second after it was decided"
    store.write(Batch(ended=[Ended(of.id, time.time(), "ana", "a mistake")]))
    until(lambda: not blocked())


def test_the_log_is_audited_and_names_the_accounts_that_litellms_own_does(
    proxy: Proxy, tmp_path: Path
) -> None:
    ask(chats(proxy, "last"))
    proxy.lines("last")
    own = tmp_path / "own"
    own.mkdir()
    (own / "litellm.jsonl").write_bytes((proxy.folder / "own.jsonl").read_bytes())
    found = []
    for number, logs in enumerate((proxy.out, own)):
        out = tmp_path / f"report-{number}"
        done = CliRunner().invoke(cli, ["audit", str(logs), "--out", str(out)])
        assert done.exit_code in (0, 1), done.output
        summary = json.loads((out / "summary.json").read_text())
        assert summary["counts"]["malformed"] == 0 < summary["counts"]["exchanges"]
        found.append((summary["counts"]["accounts"], summary["counts"]["exchanges"]))
    assert found[0] == found[1]
    said = (proxy.folder / "log").glob("*")
    assert not any(b"sk-" in file.read_bytes() for file in said)


SHADOW = SETTINGS.replace('mode = "enforce"', 'mode = "shadow"').replace(".db", ".jsonl")


def row(name: str, action: Action = Action.BLOCK) -> str:
    import msgspec

    plain = msgspec.to_builtins(decided(action, account_of(name)))
    kept = {k: v for k, v in plain.items() if v is not None} | {"action": action.name.lower()}
    return json.dumps(kept) + "\n"


def put(folder: Path, text: str) -> None:
    """Write decisions as is said to be done: aside, and renamed. Half a file is another one."""
    aside = folder / ".aside"
    aside.write_text(text)
    aside.replace(folder / "decisions.jsonl")


def test_shadow_by_default(tmp_path: Path) -> None:
    (tmp_path / "decisions.jsonl").write_text(row("blocked"))
    with proxying(tmp_path, SHADOW.replace('mode = "shadow"\n', "")) as proxy:
        assert ask(chats(proxy, "blocked")).choices[0].message.content == "Four."
        (line,) = proxy.lines("blocked")
        (mark,) = line["enforcement"]["decisions"]
        assert (mark["action"], mark["done"], mark["refused"]) == ("block", False, True)
        assert line["response"]["finish_reason"] == "stop"


def test_closed_until_decisions_can_be_read_and_a_damaged_file_changes_nothing(
    tmp_path: Path,
) -> None:
    settings = SHADOW.replace('"shadow"', '"enforce"\nwhen_down = "closed"')
    with proxying(tmp_path, settings) as proxy:
        with pytest.raises(openai.InternalServerError) as caught:
            ask(chats(proxy, "anna"))
        assert caught.value.status_code == 503
        assert caught.value.response.headers["retry-after"] == "1"
        assert "decisions are not known" in proxy.said()
        put(tmp_path, row("blocked"))
        time.sleep(1.0)
        assert ask(chats(proxy, "anna")).choices[0].message.content == "Four."
        for text in (row("blocked"), "{"):
            put(tmp_path, text)
            time.sleep(1.0)
            with pytest.raises(openai.PermissionDeniedError):
                ask(chats(proxy, "blocked"))
        assert "decisions stay as they were" in proxy.said()


def test_to_keep_what_is_known_needs_something_known(tmp_path: Path) -> None:
    api = Upstream()
    proxy = Proxy(tmp_path, api, SETTINGS)
    try:
        until(lambda: proxy.process.poll() is not None, 1800)
        assert proxy.process.returncode != 0
        assert "decisions.db: no such file" in proxy.said()
    finally:
        proxy.stop()
        api.close()


def _own(proxy: Proxy) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (proxy.folder / "own.jsonl").read_text().splitlines()]
