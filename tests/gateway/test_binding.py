"""Sender constraints through the gateway: a key works for its holder, and for nobody else."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import anthropic
import httpx2
import jwt
import openai
import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from prometheus_client.parser import text_string_to_metric_families

from stillwatch.core.errors import InputError, UsageError
from stillwatch.gateway.binding.holders import MOST, Holders
from stillwatch.gateway.binding.holding import Holding
from stillwatch.gateway.configure import configure
from stillwatch.gateway.dpop import Key, auth
from stillwatch.gateway.identity.identity import Identity
from stillwatch.gateway.telemetry.exposition import exposed
from stillwatch.gateway.telemetry.meters import Snapshot

from .binding import KEY, jwk, key_file, proof
from .running import Running, running, until
from .upstream import ANSWER

ASKED: Any = [{"role": "user", "content": "When does it freeze?"}]
BODY = {"model": "m", "messages": ASKED}
HOLDER, THIEF = Key.generate(), Key.generate("EdDSA")


def bound(
    folder: Path, *rows: dict[str, Any], identity: dict[str, Any] | None = None,
    listen: dict[str, Any] | None = None, client: dict[str, Any] | None = None, **binding: Any,
) -> AbstractContextManager[Running]:  # fmt: skip
    """A gateway whose key is bound to `HOLDER`, unless rows say otherwise."""
    rows = rows or ({"holders": [f"jkt:{HOLDER.thumbprint}"]},)
    binding = {"mode": "require", "replays": {"store": "process"}} | binding
    named = {"keys": key_file(folder, *rows), "binding": binding} | (identity or {})
    secret = folder / "secret"
    secret.write_bytes(bytes(range(32)))
    return running(
        listen={"public_url": "http://127.0.0.1:{port}"} | (listen or {}), tap={"text": True},
        identity={"secret_file": str(secret)} | named, client=client or {},
    )  # fmt: skip


def with_key(gateway: Running, key: Key | None, secret: str = KEY) -> openai.OpenAI:
    http = httpx2.Client(auth=None if key is None else auth(key))
    return openai.OpenAI(
        base_url=f"{gateway.url}/v1", api_key=secret, max_retries=0, timeout=20, http_client=http
    )


def outcomes(gateway: Running) -> dict[str, int]:
    assert gateway.binding is not None
    return {outcome: count for (_, outcome), count in gateway.binding.outcomes.items()}


@pytest.fixture(scope="module")
def gateway(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with bound(tmp_path_factory.mktemp("bound")) as made:
        yield made


@pytest.fixture(autouse=True)
def fresh(gateway: Running) -> None:
    gateway.forget()
    assert gateway.binding is not None
    gateway.binding.outcomes.clear()


# --- the SDKs


@pytest.mark.parametrize("stream", [False, True])
def test_openais_sdk_with_its_holders_key(gateway: Running, stream: bool) -> None:
    with with_key(gateway, HOLDER) as client:
        made = client.chat.completions.create(model="m", messages=ASKED, stream=stream)
        text = (
            "".join(c.choices[0].delta.content or "" for c in made)
            if stream
            else made.choices[0].message.content
        )
        assert text == ANSWER
        assert client.models.list().data == []
    assert outcomes(gateway) == {"held": 2}
    sent = {name.lower(): value for name, value in gateway.api.seen[0][2].items()}
    assert sent["authorization"] == f"Bearer {KEY}" and "dpop" not in sent
    (line,) = gateway.lines()
    assert line["account"]["id"] == "acme"
    assert line["client"]["holder"].startswith("h-")
    assert HOLDER.thumbprint not in json.dumps(line) and KEY not in json.dumps(line)


def test_async_clients(gateway: Running) -> None:
    async def ask() -> str | None:
        http = httpx2.AsyncClient(auth=auth(HOLDER))
        url = f"{gateway.url}/v1"
        async with openai.AsyncOpenAI(base_url=url, api_key=KEY, http_client=http) as client:
            made = await client.chat.completions.create(model="m", messages=ASKED)
            return made.choices[0].message.content

    assert asyncio.run(ask()) == ANSWER


def test_anthropics_sdk_with_its_holders_key(gateway: Running) -> None:
    with anthropic.Anthropic(
        base_url=gateway.url, api_key=KEY, max_retries=0,
        http_client=httpx2.Client(auth=auth(HOLDER)),
    ) as client:  # fmt: skip
        made = client.messages.create(model="m", max_tokens=9, messages=ASKED)
        assert made.content[1].text == ANSWER  # type: ignore[union-attr]
    sent = {name.lower(): value for name, value in gateway.api.seen[0][2].items()}
    assert sent["authorization"] == f"Bearer {KEY}" and "dpop" not in sent


def test_a_key_in_a_header_of_its_own(gateway: Running) -> None:
    url, headers = f"{gateway.url}/v1/messages", {"x-api-key": KEY, "anthropic-version": "1"}
    with httpx2.Client(auth=auth(HOLDER), headers=headers) as client:
        assert client.post(url, json=BODY | {"max_tokens": 9}).status_code == 200
    sent = {name.lower(): value for name, value in gateway.api.seen[0][2].items()}
    assert sent["x-api-key"] == KEY and "dpop" not in sent and "authorization" not in sent


@pytest.mark.parametrize(
    ("thief", "outcome", "code"),
    [(None, "absent", "invalid_dpop_proof"), (THIEF, "other_holder", "invalid_token")],
)
def test_a_stolen_key_is_of_no_use(
    gateway: Running, thief: Key | None, outcome: str, code: str
) -> None:
    with with_key(gateway, thief) as client, pytest.raises(openai.AuthenticationError) as caught:
        client.chat.completions.create(**BODY)
    assert caught.value.code == code
    challenge = caught.value.response.headers["www-authenticate"]
    assert challenge.startswith(f'DPoP error="{code}"') and 'algs="ES256 EdDSA' in challenge
    assert caught.value.response.headers["x-should-retry"] == "false"
    with (
        anthropic.Anthropic(
            base_url=gateway.url, api_key=KEY, max_retries=2,
            http_client=httpx2.Client(auth=None if thief is None else auth(thief)),
        ) as other,
        pytest.raises(anthropic.AuthenticationError) as refused,
    ):  # fmt: skip
        other.messages.create(model="m", max_tokens=9, messages=ASKED)
    assert refused.value.body["error"]["type"] == "authentication_error"  # type: ignore[index]
    assert outcomes(gateway) == {outcome: 2}, "and not tried again"
    assert not gateway.api.seen and not gateway.tap.lines, "nor is it logged as the account's"
    shown = "".join(gateway.notes) + str(refused.value) + str(caught.value)
    assert KEY not in shown and HOLDER.thumbprint not in shown


def test_a_large_body_is_refused_in_time(gateway: Running) -> None:
    large = [{"role": "user", "content": "a" * 5_000_000}]
    with with_key(gateway, THIEF) as client, pytest.raises(openai.AuthenticationError):
        client.chat.completions.create(model="m", messages=large)  # type: ignore[arg-type]


# --- single requests


def post(gateway: Running, path: str = "/v1/chat/completions", **headers: Any) -> httpx2.Response:
    named = [(name.replace("_", "-"), v) for name, v in headers.items() if isinstance(v, str)]
    named += [(n, one) for n, v in headers.items() if isinstance(v, list) for one in v]
    return httpx2.post(f"{gateway.url}{path}", json=BODY, headers=named)


def shown(gateway: Running, **claims: Any) -> str:
    claims = {"htu": f"{gateway.url}/v1/chat/completions"} | claims
    return proof(HOLDER._private, **claims)


def test_a_proof_counts_once(gateway: Running) -> None:
    once = shown(gateway)
    assert post(gateway, authorization=f"DPoP {KEY}", dpop=once).status_code == 200
    again = post(gateway, authorization=f"DPoP {KEY}", dpop=once)
    assert again.status_code == 401 and again.json()["error"]["code"] == "invalid_dpop_proof"
    assert "used before" in again.json()["error"]["message"]
    assert outcomes(gateway) == {"held": 1, "replayed": 1}


def test_two_at_once_are_one(gateway: Running) -> None:
    once = shown(gateway)

    async def both() -> list[int]:
        async with httpx2.AsyncClient(headers={"authorization": f"DPoP {KEY}", "dpop": once}) as c:
            url = f"{gateway.url}/v1/chat/completions"
            found = await asyncio.gather(*(c.post(url, json=BODY) for _ in range(8)))
        return sorted(reply.status_code for reply in found)

    assert asyncio.run(both()) == [200] + [401] * 7


def test_each_address_of_the_gateway(tmp_path: Path) -> None:
    urls = ["https://one.example/prefix/", "https://two.example"]
    with bound(tmp_path, urls=urls) as other:
        for base, status in (
            ("https://one.example/prefix", 200), ("https://two.example", 200),
            ("https://one.example", 401), (other.url, 401),
        ):  # fmt: skip
            made = shown(other, htu=f"{base}/v1/chat/completions")
            answer = post(other, authorization=f"DPoP {KEY}", dpop=made)
            assert answer.status_code == status, base


@pytest.mark.parametrize("scheme", ["Bearer", "bearer", "DPoP", "dpop", "DPoP\t"])
def test_api_keys_come_with_either_scheme(gateway: Running, scheme: str) -> None:
    assert post(gateway, authorization=f"{scheme} {KEY}", dpop=shown(gateway)).status_code == 200
    assert gateway.api.seen[0][2]["Authorization"].lower() == f"bearer {KEY}"


def test_a_proof_of_another_request_or_key(gateway: Running) -> None:
    for claims in ({"htu": f"{gateway.url}/v1/embeddings"}, {"htm": "GET"}, {"ath": "a" * 43},
                   {"iat": int(time.time()) - 600}):  # fmt: skip
        assert post(gateway, authorization=f"DPoP {KEY}", dpop=shown(gateway, **claims)).is_error
    # a server that the holder was lured to, whose name the thief then gives as Host
    lured = shown(gateway, htu="http://evil.example/v1/chat/completions")
    answer = post(gateway, authorization=f"DPoP {KEY}", dpop=lured, host="evil.example")
    assert answer.status_code == 401
    assert outcomes(gateway) == {"request": 3, "credential": 1, "time": 1}


def test_two_proofs_are_none(gateway: Running) -> None:
    assert post(gateway, authorization=f"DPoP {KEY}", dpop=[shown(gateway)] * 2).is_error
    assert outcomes(gateway) == {"malformed": 1}


def test_a_key_hides_behind_no_other(tmp_path: Path) -> None:
    """The API may heed the one that is not bound to who asks."""
    own = "sk-thief"
    rows = [
        {"holders": [f"jkt:{HOLDER.thumbprint}"], "binding": "require"},
        {"secret": own, "account": "thief", "binding": "off"},
    ]
    with bound(tmp_path, *rows, mode="off") as other:
        assert post(other, authorization=f"Bearer {own}").status_code == 200
        for headers in (
            {"authorization": f"Bearer {own}", "x_api_key": KEY},
            {"authorization": f"Bearer {KEY}", "x_api_key": own},
            {"authorization": [f"Bearer {n}" for n in range(9)], "x_api_key": KEY},
            {"authorization": [f"Bearer {own}", f"Bearer {KEY}"]},
        ):
            assert post(other, **headers).status_code == 401, headers
        assert outcomes(other) == {"several_credentials": 3, "unknown_key": 1}


def test_what_shows_no_key_is_refused_where_holders_are_required(gateway: Running) -> None:
    assert post(gateway).status_code == 401
    assert post(gateway, authorization="Bearer sk-unknown").status_code == 401
    assert httpx2.options(f"{gateway.url}/v1/chat/completions").status_code != 401
    assert outcomes(gateway) == {"absent": 1, "unknown_key": 1}


# --- modes


def test_only_some_organisations_have_to(tmp_path: Path) -> None:
    with bound(tmp_path, {"org": "group"}, mode="off", orgs={"group": "require"}) as other:
        assert post(other, authorization=f"Bearer {KEY}").status_code == 401
        assert post(other, authorization="Bearer sk-unknown").status_code == 200
        answer = post(other, authorization=f"DPoP {KEY}", dpop=shown(other))
        assert answer.status_code == 401 and "no holder is known" in answer.text


def test_nothing_is_refused_where_holders_are_recorded(tmp_path: Path) -> None:
    with bound(tmp_path, mode="record") as other:
        for headers in ({}, {"dpop": "junk"}, {"dpop": shown(other)}):
            assert post(other, authorization=f"Bearer {KEY}", **headers).status_code == 200
        with with_key(other, THIEF) as client:
            client.chat.completions.create(**BODY)
        assert outcomes(other) == {"absent": 1, "malformed": 1, "held": 1, "other_holder": 1}
        holders = [line["client"].get("holder") for line in other.lines(4)]
        assert holders[:2] == [None, None] and len(set(holders[2:])) == 2
        (spread,) = other.binding.holders.spreads()  # type: ignore[union-attr]
        assert (spread.org, spread.holders) == ("acme", 2)


def test_off_is_off(tmp_path: Path) -> None:
    with bound(tmp_path, mode="off") as other:
        assert post(other, authorization=f"DPoP {KEY}", dpop="junk").status_code == 200
        assert outcomes(other) == {} and "holder" not in other.lines()[0]["client"]
        sent = {name.lower(): value for name, value in other.api.seen[0][2].items()}
        assert sent["authorization"] == f"Bearer {KEY}" and "dpop" not in sent


def test_a_key_is_bound_on_first_use(tmp_path: Path) -> None:
    store = str(tmp_path / "holders")
    for _ in range(2):  # also after a restart
        with bound(tmp_path, {}, first_use=True, store=store) as other:
            with with_key(other, HOLDER) as client:
                client.chat.completions.create(**BODY)
            with with_key(other, THIEF) as thief, pytest.raises(openai.AuthenticationError):
                thief.chat.completions.create(**BODY)
            assert outcomes(other) == {"held": 1, "other_holder": 1}
    assert (tmp_path / "holders").stat().st_mode & 0o777 == 0o600
    stored = b"".join(path.read_bytes() for path in tmp_path.glob("holders*"))
    assert KEY.encode() not in stored and HOLDER.thumbprint.encode() not in stored


def test_unknown_keys_are_not_bound_on_first_use(tmp_path: Path) -> None:
    with bound(tmp_path, {}, first_use=True, store=str(tmp_path / "holders")) as other:
        with with_key(other, THIEF, "sk-unknown") as client:
            with pytest.raises(openai.AuthenticationError, match="not known here"):
                client.chat.completions.create(**BODY)


# --- nonces


@pytest.mark.parametrize("retries", [0, 1])
def test_the_servers_nonce_is_learned_at_once(tmp_path: Path, retries: int) -> None:
    with bound(tmp_path, nonces=True) as other:
        with with_key(other, HOLDER) as client:
            for _ in range(2):
                client.with_options(max_retries=retries).chat.completions.create(**BODY)
        assert outcomes(other) == {"nonce": 1, "held": 2}


def test_an_sdk_tries_again_what_cannot_be_sent_twice(tmp_path: Path) -> None:
    with bound(tmp_path, nonces=True) as other, with_key(other, HOLDER) as client:
        asking = client.with_options(max_retries=1).files
        asking.create(file=("a.jsonl", b"x" * 1000), purpose="batch")
        assert outcomes(other) == {"nonce": 1, "held": 1}


# --- tokens

SIGNER = ec.generate_private_key(ec.SECP256R1())


def token(folder: Path, **claims: Any) -> tuple[str, dict[str, Any]]:
    """A token, and the settings that accept it."""
    keys = folder / "jwks.json"
    keys.write_text(json.dumps({"keys": [jwk(SIGNER) | {"kid": "k", "alg": "ES256"}]}))
    made = {"sub": "acme", "iss": "i", "aud": "a", "exp": int(time.time()) + 600} | claims
    settings = {"jwks": str(keys), "algorithms": ["ES256"], "issuer": "i", "audience": "a"}
    return jwt.encode(made, SIGNER, "ES256", headers={"kid": "k"}), {"jwt": settings}


def test_a_token_is_bound_by_its_issuer(tmp_path: Path) -> None:
    secret, settings = token(tmp_path, cnf={"jkt": HOLDER.thumbprint})
    with bound(tmp_path, {}, identity=settings) as other:
        with with_key(other, HOLDER, secret) as client:
            client.chat.completions.create(**BODY)
        assert other.api.seen[0][2]["Authorization"] == f"Bearer {secret}"
        with with_key(other, THIEF, secret) as thief, pytest.raises(openai.AuthenticationError):
            thief.chat.completions.create(**BODY)
        url = f"{other.url}/v1/chat/completions"
        made = HOLDER.proof("POST", url, secret)
        assert post(other, authorization=f"Bearer {secret}", dpop=made).status_code == 401
        assert outcomes(other) == {"held": 1, "other_holder": 1, "bearer": 1}


@pytest.mark.parametrize(
    "cnf", [None, {}, {"jwk": {}}, "a", {"jkt": 7}, {"jkt": "a" * 43, "x5t#S256": "b" * 43}]
)
def test_a_token_that_names_no_holder(tmp_path: Path, cnf: Any) -> None:
    secret, settings = token(tmp_path, **({} if cnf is None else {"cnf": cnf}))
    with bound(tmp_path, {}, identity=settings) as other:
        with with_key(other, HOLDER, secret) as client, pytest.raises(openai.AuthenticationError):
            client.chat.completions.create(**BODY)


# --- settings, files and numbers

URL = {"upstream": {"url": "http://a"}}
BINDING = {"urls": ["https://api.example"], "replays": {"store": "process"}}


@pytest.mark.parametrize(
    ("binding", "sections", "said"),
    [
        ({"urls": []}, {}, "listen.public_url"),
        ({"urls": ["api.example"]}, {}, "identity.binding.urls"),
        ({"algorithms": ["HS256"]}, {}, "ES256, EdDSA"),
        ({"algorithms": []}, {}, "ES256, EdDSA"),
        ({"first_use": True}, {}, "first_use needs identity.secret_file"),
        ({"store": "a"}, {}, "store needs identity.secret_file"),
        ({"nonces": True}, {}, "nonces needs identity.secret_file"),
        ({"certificate_header": "client-cert"}, {}, "belong together"),
        ({"certificate_cidrs": ["10.0.0.0/8"]}, {}, "belong together"),
        ({"certificate_cidrs": ["a"], "certificate_header": "b"}, {}, "certificate_cidrs"),
        ({"replays": {"store": "valkey"}}, {}, "valkey needs"),
        ({}, {"listen": {"workers": 2}}, "choose machine"),
        ({"mode": "maybe"}, {}, "identity.binding.mode"),
        ({"orgs": {"a": "maybe"}}, {}, "identity.binding.orgs"),
    ],
)
def test_settings_that_protect_nobody(
    binding: dict[str, Any], sections: dict[str, Any], said: str
) -> None:
    with pytest.raises(UsageError) as caught:
        configure(None, {}, URL | sections | {"identity": {"binding": BINDING | binding}})
    assert said in str(caught.value)


def test_settings_from_the_environment() -> None:
    environment = {
        "STILLWATCH_SERVE_IDENTITY_BINDING_MODE": "record",
        "STILLWATCH_SERVE_IDENTITY_BINDING_URLS": "https://a,https://b",
        "STILLWATCH_SERVE_IDENTITY_BINDING_REPLAYS_STORE": "process",
    }
    made = configure(None, environment, URL).identity.binding
    assert made is not None and (made.mode, made.urls) == ("record", ["https://a", "https://b"])
    assert made.replays.store == "process"


def test_a_key_file_that_binds_needs_the_section(tmp_path: Path) -> None:
    for row in ({"holders": [f"jkt:{HOLDER.thumbprint}"]}, {"binding": "require"}):
        keys = {"keys": key_file(tmp_path, row)}
        with pytest.raises(InputError, match=r"identity\.binding"):
            Identity(configure(None, {}, URL | {"identity": keys}))


# a value drawn anew needs a name that stays: the suite runs in several processes
@pytest.mark.parametrize(
    "holder", ["", "jkt:a", "x5t:" + "a" * 43, pytest.param(HOLDER.thumbprint, id="no form")]
)
def test_a_holder_that_is_none(tmp_path: Path, holder: str) -> None:
    keys = {"keys": key_file(tmp_path, {"holders": [holder]}), "binding": BINDING}
    with pytest.raises(InputError, match="names no holder"):
        Identity(configure(None, {}, URL | {"identity": keys}))


def test_a_store_that_is_down_refuses_those_who_must(tmp_path: Path) -> None:
    down = {"store": "valkey", "url": "valkey://127.0.0.1:1/0", "timeout_ms": 20}
    with bound(tmp_path, replays=down) as other:
        answer = post(other, authorization=f"DPoP {KEY}", dpop=shown(other))
        assert answer.status_code == 503 and answer.headers["x-should-retry"] == "true"
        assert any("cannot be checked" in note for note in other.notes)


def test_a_fault_is_no_way_around(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fault(*of: object) -> None:
        raise ZeroDivisionError("sk-secret")

    monkeypatch.setattr(Holding, "_proof", fault)
    for mode, status in (("require", 500), ("record", 200)):
        with bound(tmp_path, mode=mode) as other:
            answer = post(other, authorization=f"DPoP {KEY}", dpop=shown(other))
            assert answer.status_code == status and outcomes(other) == {"failed": 1}
            assert "sk-secret" not in "".join(other.notes)


def test_holders_within_the_window(tmp_path: Path) -> None:
    now = [1000.0]
    made = Holders(tmp_path / "a" / "holders", 3600.0, lambda: now[0])
    other = Holders(tmp_path / "a" / "holders", 3600.0, lambda: now[0])
    for one in (made, other):
        for name in ("h-1", "h-2", "h-1"):
            one.note("acme", name)
        one.note("small", "h-1")
    assert [(s.org, s.holders) for s in other.spreads()] == [("acme", 2), ("small", 1)]
    now[0] += 3000
    made.note("acme", "h-3")
    now[0] += 700
    assert [(s.org, s.holders) for s in other.spreads()] == [("acme", 1)]


def test_holders_are_bounded() -> None:
    made = Holders(None, 3600.0)
    for number in range(MOST + 50):
        made.note("acme", f"h-{number}")
    made.note("other", "h-0")
    assert [s.holders for s in made.spreads()] == [MOST, 1]


def test_the_numbers(tmp_path: Path) -> None:
    with bound(tmp_path, mode="record") as other:
        for key in (HOLDER, THIEF):
            with with_key(other, key) as client:
                client.chat.completions.create(**BODY)
        until(lambda: not other.busy)
        snapshot = Snapshot()
        other.binding.count(snapshot)  # type: ignore[union-attr]
        text = exposed(snapshot)[0].decode()
        told = {f.name: f.samples for f in text_string_to_metric_families(text)}
        (held, wrong) = sorted(told["stillwatch_gateway_bindings"], key=lambda s: str(s.labels))
        assert held.labels == {"mode": "record", "outcome": "held"} and held.value == 1
        assert wrong.labels["outcome"] == "other_holder"
        for name, number in (("key_holders", 2), ("key_holders_most", 2),
                             ("orgs_with_several_holders", 1)):  # fmt: skip
            assert told[f"stillwatch_gateway_{name}"][0].value == number
