"""Decisions as the real SDKs meet them, and as those do who try to get around them."""

from __future__ import annotations

import gzip
import hashlib
import http.client
import json
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import anthropic
import openai
import pytest

from stillwatch.gateway.enforce.asked import Asked
from stillwatch.gateway.reading import LARGE
from stillwatch.respond.decisions import proofs
from stillwatch.respond.decisions.model import Action, Hardening, Limits, Membership

from .enforcing import Fixed, decided, named
from .running import Running, running, until
from .upstream import ANSWER

KEYS = {"sk-a": "acme", "sk-b": "beta", "sk-r": "reseller", "sk-o": "a\n\"o'\\\u202e日本"}
ASKED: dict[str, Any] = {"model": "m", "messages": [{"role": "user", "content": "When?"}]}
SECRET = bytes(range(32))


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """Settings of a gateway that enforces."""
    folder: Path = tmp_path_factory.mktemp("enforce")
    rows = [
        {"sha256": hashlib.sha256(key.encode()).hexdigest(), "account": account, "org": "o",
         "key": "prod"}
        for key, account in KEYS.items()
    ]  # fmt: skip
    (folder / "keys").write_text("\n".join(map(json.dumps, rows)))
    (folder / "secret").write_bytes(SECRET)
    challenge = {"url": "https://verify.example/step?lang=en", "key_file": str(folder / "secret")}
    return {
        "identity": {"keys": str(folder / "keys"), "secret_file": str(folder / "secret")},
        "enforce": {"mode": "enforce", "decisions": "of the feed", "poll_seconds": 0.02,
                    "challenge": challenge},
        "client": {"trusted": ["127.0.0.0/8"]},
        "tap": {"text": True},
    }  # fmt: skip


@pytest.fixture(scope="module")
def feed() -> Fixed:
    return Fixed()


@pytest.fixture(scope="module")
def one(files: dict[str, Any], feed: Fixed) -> Iterator[Running]:
    with running(feed=feed, **files) as made:
        yield made


@pytest.fixture
def gate(one: Running, feed: Fixed) -> Running:
    one.forget()
    one.notes.clear()
    feed.tell(one)
    limiter: Any = one.enforcer._limiter  # type: ignore[union-attr]
    limiter._buckets.clear()
    return one


def openai_of(gateway: Running, key: str = "sk-a", **options: Any) -> openai.OpenAI:
    options = {"max_retries": 0, "timeout": 20} | options
    return openai.OpenAI(base_url=f"{gateway.url}/v1", api_key=key, **options)


def anthropic_of(gateway: Running, key: str = "sk-a", **options: Any) -> anthropic.Anthropic:
    options = {"max_retries": 0, "timeout": 20} | options
    return anthropic.Anthropic(base_url=gateway.url, api_key=key, **options)


def chat(gateway: Running, key: str = "sk-a", **changes: Any) -> str | None:
    with openai_of(gateway, key) as client:
        made = client.chat.completions.create(**ASKED | changes)
        return made.choices[0].message.content


def message(gateway: Running, key: str = "sk-a", **changes: Any) -> Any:
    with anthropic_of(gateway, key) as client:
        return client.messages.create(**ASKED | {"max_tokens": 64} | changes)


def ask(
    gateway: Running, body: bytes | None = None, path: str = "/v1/chat/completions",
    headers: list[tuple[str, str]] | None = None, method: str = "POST",
) -> tuple[int, dict[str, str], Any]:  # fmt: skip
    wire = http.client.HTTPConnection("127.0.0.1", gateway.port, timeout=20)
    try:
        body = json.dumps(ASKED).encode() if body is None else body
        wire.putrequest(method, path)
        for name, value in headers or [("authorization", "Bearer sk-a")]:
            wire.putheader(name, value)
        wire.putheader("content-length", str(len(body)))
        wire.endheaders(body)
        said = wire.getresponse()
        return said.status, {k.lower(): v for k, v in said.getheaders()}, json.loads(said.read())
    finally:
        wire.close()


# -- what clients meet ------------------------------------------------------------------------


def test_block_is_final_for_both_sdks_and_tells_nothing(gate: Running, feed: Fixed) -> None:
    feed.tell(gate, decided(Action.BLOCK, "acme"))
    with (
        openai_of(gate, max_retries=3) as client,
        pytest.raises(openai.PermissionDeniedError) as caught,
    ):
        client.chat.completions.create(**ASKED, stream=True)
    assert caught.value.code == "permission_denied" and caught.value.type == "permission_error"
    with (
        anthropic_of(gate, max_retries=3) as other,
        pytest.raises(anthropic.PermissionDeniedError) as told,
    ):
        other.messages.create(**ASKED, max_tokens=9)
    assert told.value.body["error"] == {  # type: ignore[index, call-overload]
        "type": "permission_error", "message": "The request was refused."
    }  # fmt: skip
    assert not gate.api.seen, "nothing reached the API, and nobody tried again"
    assert gate.counts["blocked"] == 2 and gate.counts["requests"] == 2
    assert "secret" not in f"{caught.value} {dict(caught.value.response.headers)}"
    for line in gate.lines(2):
        assert line["response"]["status"] == 403
        assert line["response"]["finish_reason"] == "refused"
        (mark,) = line["enforcement"]["decisions"]
        ident = named(Action.BLOCK, "account", "acme")
        assert mark == {"id": ident, "action": "block", "done": True, "refused": True}
    assert chat(gate, "sk-b") == ANSWER, "others are not touched"


def test_block_holds_where_nothing_is_read(gate: Running, feed: Fixed) -> None:
    feed.tell(gate, decided(Action.BLOCK, "acme"))
    with openai_of(gate) as client:
        for call in (client.models.list, client.batches.list):
            with pytest.raises(openai.PermissionDeniedError):
                call()
        with pytest.raises(openai.PermissionDeniedError):
            client.files.create(file=("a", b"x" * 300_000), purpose="batch")
    assert not gate.api.seen and gate.counts["blocked"] == 3


def test_tag_and_review_only_mark(gate: Running, feed: Fixed) -> None:
    feed.tell(gate, decided(Action.TAG, "acme"), decided(Action.REVIEW, "o", "org"))
    assert chat(gate) == ANSWER
    (line,) = gate.lines()
    marks = [(m["action"], m["done"], m["refused"]) for m in line["enforcement"]["decisions"]]
    assert marks == [("tag", True, False), ("review", True, False)]
    assert gate.counts["tagged"] == gate.counts["reviewed"] == 1
    assert line["response"]["content"] == ANSWER


def test_allow_clears_and_the_hardest_holds(gate: Running, feed: Fixed) -> None:
    block, tag = decided(Action.BLOCK, "o", "org"), decided(Action.TAG, "acme")
    feed.tell(gate, tag, block)
    with pytest.raises(openai.PermissionDeniedError):
        chat(gate)
    feed.tell(gate, tag, block, decided(Action.ALLOW, "acme"))
    assert chat(gate) == ANSWER
    feed.tell(gate, tag, block, decided(Action.ALLOW, "acme", simulated=True))
    with pytest.raises(openai.PermissionDeniedError):
        chat(gate)


def test_what_is_simulated_or_over_does_nothing(gate: Running, feed: Fixed) -> None:
    now = time.time()
    feed.tell(
        gate, decided(Action.BLOCK, "acme", simulated=True),
        decided(Action.BLOCK, "o", "org", expires=now - 1),
        decided(Action.BLOCK, "prod", "key", start=now + 60),
    )  # fmt: skip
    assert chat(gate) == ANSWER
    assert gate.counts["would_be_blocked"] == 1 and not gate.counts["blocked"]
    (mark,) = gate.lines()[0]["enforcement"]["decisions"]
    assert (mark["done"], mark["refused"]) == (False, True)


def test_the_kill_switch_is_heeded_at_once(gate: Running, feed: Fixed) -> None:
    decision = decided(Action.BLOCK, "acme")
    feed.tell(gate, decision, paused=True)
    assert chat(gate) == ANSWER
    assert gate.counts["paused"] == 1 and "paused" in gate.notes[-1]
    assert gate.counts["would_be_blocked"] == 1
    feed.tell(gate, decision)
    with pytest.raises(openai.PermissionDeniedError):
        chat(gate)


def test_shadow_mode_changes_nothing_and_notes_all(files: dict[str, Any]) -> None:
    feed = Fixed()
    shadow = files | {"enforce": files["enforce"] | {"mode": "shadow"}}
    with running(feed=feed, **shadow) as made:
        feed.tell(
            made, decided(Action.BLOCK, "acme"), decided(Action.HARDEN, "beta"),
            decided(Action.THROTTLE, "reseller", limits=Limits(requests_per_minute=1)),
        )  # fmt: skip
        assert chat(made) == ANSWER
        assert chat(made, "sk-b", n=3, logprobs=True) == ANSWER
        assert json.loads(made.api.seen[1][3])["n"] == 3, "the request is as it was"
        assert [chat(made, "sk-r") for _ in range(3)] == [ANSWER] * 3
        would = {k: v for k, v in made.counts.items() if k.startswith("would_be_")}
        assert would == {"would_be_blocked": 1, "would_be_hardened": 1, "would_be_limited": 1,
                         "would_be_throttled": 2}  # fmt: skip
        marks = [line["enforcement"]["decisions"][0] for line in made.lines(5)]
        assert not any(m["done"] for m in marks)
        assert [m["refused"] for m in marks] == [True, False, False, True, True]


# -- throttle ---------------------------------------------------------------------------------


def test_the_sdk_waits_as_long_as_it_is_told(gate: Running, feed: Fixed) -> None:
    limits = Limits(requests_per_minute=120, burst=0.01)
    feed.tell(gate, decided(Action.THROTTLE, "acme", limits=limits))
    with openai_of(gate, max_retries=1) as client:
        assert client.chat.completions.create(**ASKED).choices
        begun = time.monotonic()
        assert client.chat.completions.create(**ASKED).choices, "tried again, and passed"
        assert time.monotonic() - begun > 0.3
    assert len(gate.api.seen) == 2 and gate.counts["throttled"] == 1


def test_limits_are_told_in_each_dialect(gate: Running, feed: Fixed) -> None:
    limits = Limits(requests_per_minute=1)
    feed.tell(gate, decided(Action.THROTTLE, "acme", limits=limits))
    assert chat(gate) == ANSWER
    with pytest.raises(openai.RateLimitError) as caught:
        chat(gate, stream=True)
    head = caught.value.response.headers
    assert 50 < int(head["retry-after"]) <= 60 and head["x-should-retry"] == "true"
    assert caught.value.code == "rate_limit_exceeded"
    assert not [name for name in head if "ratelimit" in name], "nothing is told"
    with pytest.raises(anthropic.RateLimitError) as told:
        message(gate)
    assert told.value.body["error"]["type"] == "rate_limit_error"  # type: ignore[index, call-overload]
    slow = Limits(requests_per_minute=0.1)
    feed.tell(gate, decided(Action.THROTTLE, "beta", limits=slow))
    assert chat(gate, "sk-b") == ANSWER
    gate.api.seen.clear()
    with openai_of(gate, "sk-b", max_retries=5) as client, pytest.raises(openai.RateLimitError):
        client.chat.completions.create(**ASKED)
    assert gate.counts["throttled"] == 3, "nobody waits for ten minutes"


@pytest.mark.parametrize("tell", ["action", "reference"])
def test_the_operator_chooses_what_is_told(files: dict[str, Any], tell: str) -> None:
    feed = Fixed()
    with running(feed=feed, **files | {"enforce": files["enforce"] | {"tell": tell}}) as made:
        limits = Limits(requests_per_minute=1)
        block, throttle = (
            decided(Action.BLOCK, "acme"),
            decided(Action.THROTTLE, "beta", limits=limits),
        )
        shared = decided(Action.THROTTLE, "c", "campaign", limits=limits)
        feed.tell(made, block, throttle, shared, members=(Membership("c", "reseller"),))
        with pytest.raises(openai.PermissionDeniedError, match="blocked") as caught:
            chat(made)
        assert chat(made, "sk-b") == chat(made, "sk-r") == ANSWER
        with pytest.raises(openai.RateLimitError, match="for requests") as limited:
            chat(made, "sk-b")
        head = limited.value.response.headers
        assert head["x-ratelimit-limit-requests"] == "1"
        assert head["x-ratelimit-remaining-requests"] == "0"
        assert head["x-ratelimit-reset-requests"].endswith("s")
        with pytest.raises(anthropic.RateLimitError) as other:
            message(made, "sk-b")
        reset = other.value.response.headers["anthropic-ratelimit-requests-reset"]
        assert reset.endswith("Z") and len(reset) == 20
        with pytest.raises(openai.RateLimitError) as whole:
            chat(made, "sk-r")
        assert not [n for n in whole.value.response.headers if "ratelimit" in n], (
            "numbers of a budget that is shared would tell that it is"
        )
        quoted = "ref-" in str(caught.value)
        assert quoted is (tell == "reference")
        logged = [m.get("reference") for line in made.lines(6)
                  for m in line["enforcement"]["decisions"]]  # fmt: skip
        assert all(r is None or r in f"{caught.value}{limited.value}{whole.value}{other.value}"
                   for r in logged)  # fmt: skip
        assert any(logged) is quoted and "d-" not in str(caught.value)


def test_a_campaign_has_one_budget(gate: Running, feed: Fixed) -> None:
    throttle = decided(
        Action.THROTTLE, "c", "campaign", limits=Limits(requests_per_minute=3, burst=60)
    )
    feed.tell(gate, throttle, members=(Membership("c", "acme"), Membership("c", "beta")))
    passed = 0
    for key in ("sk-a", "sk-b", "sk-a", "sk-b", "sk-a"):
        try:
            chat(gate, key)
            passed += 1
        except openai.RateLimitError:
            pass
    assert passed == 3 and chat(gate, "sk-r") == ANSWER


def level(gateway: Running) -> float:
    """Tokens that stand in the budgets of tokens."""
    limiter: Any = gateway.enforcer._limiter  # type: ignore[union-attr]
    now = time.monotonic()
    return sum(max(0.0, s.busy_until - now) for s in limiter._buckets.values()) / INTERVAL


RATE = 0.001  # so slow that nothing runs out while a test runs
INTERVAL = 60.0 / RATE
TOKENS = Limits(tokens_per_minute=RATE, burst=1e9)
USED = 18


@pytest.mark.parametrize("stream", [False, True])
@pytest.mark.parametrize("kind", ["chat", "responses", "completions", "messages", "embeddings"])
def test_tokens_are_reserved_and_settled(
    gate: Running, feed: Fixed, stream: bool, kind: str
) -> None:
    if kind == "embeddings" and stream:
        return
    value = f"{kind}{stream}"
    feed.tell(gate, decided(Action.THROTTLE, value, "observable", "user_agent", limits=TOKENS))
    before = level(gate)
    options = {"default_headers": {"user-agent": value}}
    with openai_of(gate, **options) as client, anthropic_of(gate, **options) as other:
        made: Any = {
            "chat": lambda: client.chat.completions.create(**ASKED, stream=stream),
            "responses": lambda: client.responses.create(model="m", input="a", stream=stream),
            "completions": lambda: client.completions.create(model="m", prompt="a", stream=stream),
            "messages": lambda: other.messages.create(**ASKED, max_tokens=9, stream=stream),
            "embeddings": lambda: client.embeddings.create(model="m", input="a"),
        }[kind]()
        if stream:
            list(made)
    until(lambda: not gate.busy)
    assert level(gate) - before == pytest.approx(4 if kind == "embeddings" else USED, abs=0.5)
    assert gate.lines()[0]["usage"]["input_tokens"] in (4, 11), "the log is as it was"


def test_others_go_on_while_a_large_body_is_read(
    gate: Running, feed: Fixed, monkeypatch: pytest.MonkeyPatch
) -> None:
    of = {"kind": "observable", "within": "user_agent"}
    hardening = Hardening(elicitation=True)  # no guard has to be loaded
    feed.tell(gate, decided(Action.THROTTLE, "of THROTTLE", **of, limits=TOKENS),
              decided(Action.HARDEN, "of HARDEN", **of, hardening=hardening))  # fmt: skip
    go_on, read, plain = threading.Event(), list[str](), Asked.plain

    def slow(self: Asked) -> bytes | None:
        if len(self._raw) > LARGE:
            read.append(threading.current_thread().name)
            assert go_on.wait(60)
        return plain(self)

    monkeypatch.setattr(Asked, "plain", slow)
    got: list[int] = []

    def large(name: str) -> None:
        body = json.dumps(ASKED | {"user": "a" * LARGE}).encode()
        headers = [("authorization", "Bearer sk-a"), ("user-agent", f"of {name}")]
        got.append(ask(gate, body, headers=headers)[0])

    several = [threading.Thread(target=large, args=(name,)) for name in ("THROTTLE", "HARDEN")]
    for one in several:
        one.start()
    until(lambda: read)
    with openai_of(gate, default_headers={"user-agent": "of THROTTLE"}) as client:
        assert client.chat.completions.create(**ASKED).choices[0].message.content == ANSWER
    assert len(read) == 1 and not got, "one at a time"
    go_on.set()
    for one in several:
        one.join(60)
    assert got == [200, 200] and all("bodies" in name for name in read)


@pytest.mark.parametrize(
    ("model", "low", "high"),
    [
        ("error-500", 0, 0.5),  # the API's fault costs nothing
        ("reset", 500, 600),  # it may have been worked on
        ("reset-midway", 1, 100),  # what was seen
        ("packed", USED - 1, USED + 1),
    ],
)
def test_replies_that_break_off_are_settled(
    gate: Running, feed: Fixed, model: str, low: float, high: float
) -> None:
    feed.tell(
        gate, decided(Action.THROTTLE, f"sk-{model}", "observable", "user_agent", limits=TOKENS)
    )
    before = level(gate)
    with openai_of(gate, default_headers={"user-agent": f"sk-{model}"}) as client:
        try:
            list(
                client.chat.completions.create(
                    **ASKED | {"model": model}, max_tokens=500, stream=model == "reset-midway"
                )
            )
        except openai.OpenAIError:
            pass
    until(lambda: not gate.busy)
    assert low - 0.5 <= level(gate) - before <= high


def test_leaving_before_the_end_is_no_way_around(gate: Running, feed: Fixed) -> None:
    feed.tell(gate, decided(Action.THROTTLE, "acme", limits=TOKENS))
    before = level(gate)
    with openai_of(gate) as client:
        stream = client.chat.completions.create(**ASKED | {"model": "pause"}, stream=True)
        next(iter(stream))
        stream.close()
    until(gate.api.gone.is_set)
    until(lambda: not gate.busy)
    assert level(gate) - before > 1000, "what was reserved stands"


def test_a_request_that_is_refused_takes_no_tokens(gate: Running, feed: Fixed) -> None:
    one_request = Limits(requests_per_minute=1, tokens_per_minute=RATE, burst=1e9)
    feed.tell(
        gate, decided(Action.THROTTLE, "acme", limits=one_request),
        decided(Action.THROTTLE, "o", "org", limits=Limits(requests_per_minute=0.01)),
    )  # fmt: skip
    assert chat(gate) == ANSWER
    before = level(gate)
    with pytest.raises(openai.RateLimitError):
        chat(gate, max_tokens=100_000)
    assert level(gate) <= before


# -- challenge --------------------------------------------------------------------------------


def test_a_challenge_is_passed_with_a_proof(gate: Running, feed: Fixed) -> None:
    decision = decided(Action.CHALLENGE, "o", "org")
    feed.tell(gate, decision)
    with pytest.raises(openai.PermissionDeniedError, match=r"verify\.example") as caught:
        chat(gate)
    link = caught.value.response.headers["link"]
    query = parse_qs(urlsplit(link[1 : link.index(">")]).query)
    assert query["lang"] == ["en"] and caught.value.code == "verification_required"
    passed = proofs.opened(SECRET, query["challenge"][0], time.time())
    assert passed is not None and passed.account == "acme"
    assert proofs.opened(SECRET, query["challenge"][0], time.time() + 1801) is None
    token = proofs.proof(SECRET, passed, time.time() + 60)
    with openai_of(gate, default_headers={proofs.HEADER: token}) as client:
        assert client.chat.completions.create(**ASKED).choices
    sent = {name.lower() for name in gate.api.seen[0][2]}
    assert proofs.HEADER not in sent, "the proof stays here"
    assert gate.counts["challenged"] == 1 and gate.counts["proved"] == 1
    for key, header in (("sk-b", token), ("sk-a", query["challenge"][0]), ("sk-a", token[:-1])):
        with openai_of(gate, key, default_headers={proofs.HEADER: header}) as client:
            with pytest.raises(openai.PermissionDeniedError):
                client.chat.completions.create(**ASKED)
    with pytest.raises(anthropic.PermissionDeniedError, match=r"verify\.example"):
        message(gate)


def test_a_hostile_name_does_no_harm(gate: Running, feed: Fixed) -> None:
    name = KEYS["sk-o"]
    feed.tell(gate, decided(Action.CHALLENGE, name))
    with pytest.raises(openai.PermissionDeniedError) as caught:
        chat(gate, "sk-o")
    link = caught.value.response.headers["link"]
    assert link.isascii() and "\n" not in link and link.count("<") == 1
    token = link[link.index("challenge=") + 10 : link.index(">")]
    passed = proofs.opened(SECRET, token, time.time())
    assert passed is not None and passed.account == name
    assert gate.lines()[0]["account"]["id"] == name
    assert not any(name in note for note in gate.notes)


# -- ways around ------------------------------------------------------------------------------


def test_a_second_credential_hides_nobody(gate: Running, feed: Fixed) -> None:
    feed.tell(gate, decided(Action.BLOCK, "beta"), decided(Action.ALLOW, "acme"))
    for headers in (
        [("authorization", "Bearer sk-a"), ("x-api-key", "sk-b")],
        [("x-api-key", "sk-a"), ("authorization", "Bearer sk-b")],
        [("authorization", "Bearer sk-a"), ("authorization", "Bearer sk-b")],
        [("authorization", "Bearer sk-x"), ("api-key", "sk-b"), ("x-api-key", "sk-a")],
    ):
        assert ask(gate, headers=headers)[0] == 403, headers
    assert ask(gate, headers=[("x-api-key", "sk-a"), ("api-key", "sk-a")])[0] == 200
    assert not [seen for seen in gate.api.seen if "sk-b" in str(seen[2])]


def test_an_unknown_key_beside_a_known_one_is_held(gate: Running, feed: Fixed) -> None:
    assert ask(gate, headers=[("authorization", "Bearer sk-stolen")])[0] == 200
    account = gate.lines()[0]["account"]["id"]
    feed.tell(gate, decided(Action.BLOCK, account))
    both = [("authorization", "Bearer sk-stolen"), ("x-api-key", "sk-a")]
    assert ask(gate, headers=both)[0] == 403


@pytest.mark.parametrize(
    "fields",
    [
        {"safety_identifier": "u7"}, {"user": "u7"}, {"metadata": {"user_id": "u7"}},
        {"safety_identifier": "u7", "user": "u8"},
    ],
)  # fmt: skip
def test_an_end_user_is_held_within_its_account_only(
    gate: Running, feed: Fixed, fields: dict[str, Any]
) -> None:
    feed.tell(gate, decided(Action.BLOCK, "u7", "end_user", "reseller"))
    body = json.dumps(ASKED | fields).encode()
    reseller, other = [("x-api-key", "sk-r")], [("x-api-key", "sk-a")]
    assert ask(gate, body, headers=reseller)[0] == 403
    assert ask(gate, headers=reseller)[0] == 200, "its other users are served"
    assert ask(gate, body, headers=other)[0] == 200, "nobody is framed by a name"
    packed = [*reseller, ("content-encoding", "gzip")]
    assert ask(gate, gzip.compress(body), headers=packed)[0] == 403, "packing hides nothing"


def test_observables_and_addresses(gate: Running, feed: Fixed) -> None:
    feed.tell(
        gate, decided(Action.BLOCK, "192.0.2.0/24", "observable", "ip_prefix"),
        decided(Action.BLOCK, "harvester/1", "observable", "user_agent"),
    )  # fmt: skip
    key = ("authorization", "Bearer sk-a")
    assert ask(gate, headers=[key, ("x-forwarded-for", "192.0.2.9")])[0] == 403
    forged = "192.0.2.9, 198.51.100.7"
    assert ask(gate, headers=[key, ("x-forwarded-for", forged)])[0] == 200, "framed by no header"
    assert ask(gate, headers=[key, ("user-agent", "harvester/1")])[0] == 403


def test_a_clock_that_jumps(gate: Running, feed: Fixed, monkeypatch: pytest.MonkeyPatch) -> None:
    assert gate.enforcer is not None
    moved = [0.0]
    monkeypatch.setattr(gate.enforcer, "_clock", lambda: time.time() + moved[0])
    limits = Limits(requests_per_minute=1)
    soon = decided(Action.THROTTLE, "reseller", limits=limits, expires=time.time() + 3600)
    feed.tell(gate, soon)
    assert chat(gate, "sk-r") == ANSWER
    for step in (1800.0, -1800.0):
        moved[0] = step
        with pytest.raises(openai.RateLimitError):
            chat(gate, "sk-r")
    moved[0] = 4000.0
    assert chat(gate, "sk-r") == ANSWER, "it is over"


def test_a_fault_of_enforcement(gate: Running, feed: Fixed, monkeypatch: Any) -> None:
    assert gate.enforcer is not None

    def fail(*_: object) -> None:
        raise RuntimeError("secret")

    feed.tell(gate, decided(Action.TAG, "acme"))
    monkeypatch.setattr(gate.enforcer, "_find", fail)
    with pytest.raises(openai.InternalServerError):
        chat(gate)
    monkeypatch.setattr(gate.enforcer, "enforces", False)
    assert chat(gate) == ANSWER, "in shadow mode it is nobody's fault but ours"
    assert gate.counts["enforce_failed"] == 2
    assert not any("secret" in note for note in gate.notes)


def test_a_feed_that_fails_leaves_decisions_in_force(gate: Running, feed: Fixed) -> None:
    feed.tell(gate, decided(Action.BLOCK, "acme"))
    now, feed.now = feed.now, None  # type: ignore[assignment]
    until(lambda: gate.counts["decisions_failed"])
    with pytest.raises(openai.PermissionDeniedError):
        chat(gate)
    assert any("stay as they were" in note for note in gate.notes)
    feed.now = now
