"""Who calls, and from where: no word of a client's own is believed."""

from __future__ import annotations

import hashlib
import json
import secrets
import time
from pathlib import Path
from typing import Any

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from hypothesis import given
from hypothesis import strategies as st
from multidict import CIMultiDict

from stillwatch.core.errors import InputError, UsageError
from stillwatch.gateway.configure import configure
from stillwatch.gateway.identity.address import ClientAddress
from stillwatch.gateway.identity.identity import Identity
from stillwatch.gateway.identity.keys import KeyTable, read_secret
from stillwatch.gateway.identity.tokens import Tokens
from stillwatch.gateway.identity.who import Who
from stillwatch.gateway.settings import Client, Jwt

KEY = "sk-acme-1"


def identity(**sections: dict[str, Any]) -> Identity:
    return Identity(configure(None, {}, {"upstream": {"url": "http://a"}} | sections))


def bearer(value: str, **others: str) -> CIMultiDict[str]:
    named = {name.replace("_", "-"): text for name, text in others.items()}
    return CIMultiDict({"Authorization": f"Bearer {value}"} | named)


@pytest.fixture
def keys(tmp_path: Path) -> Path:
    path = tmp_path / "keys.jsonl"
    row = {"sha256": hashlib.sha256(KEY.encode()).hexdigest(), "account": "acme", "org": "group",
           "key": "prod"}  # fmt: skip
    path.write_text(json.dumps(row) + "\n\n")
    return path


def test_a_known_key_names_its_account(keys: Path) -> None:
    made = identity(identity={"keys": str(keys)})
    acme = Who("acme", "group", "prod", how="key")
    assert made.who(bearer(KEY), "192.0.2.1") == acme
    assert made.who(CIMultiDict({"x-api-key": KEY}), None) == acme
    assert made.who(CIMultiDict({"api-key": KEY}), None) == acme
    assert made.who(bearer("sk-other", x_api_key=KEY), None) == acme, "another hides nobody"


def test_keys_are_found_in_the_headers_that_the_api_takes_them_from(keys: Path) -> None:
    other = {"x-goog-api-key": KEY}
    assert identity(identity={"keys": str(keys)}).who(CIMultiDict(other), None).how == "unknown"
    named = ["X-Goog-Api-Key", "x-litellm-api-key"]
    made = identity(identity={"keys": str(keys), "key_headers": named})
    for shown in (other, {"X-LiteLLM-API-Key": f"Bearer {KEY}"}):
        assert made.who(CIMultiDict(shown), None).account == "acme"
    both = bearer("sk-other", x_goog_api_key=KEY)
    main = made.who(both, None)
    assert main.account == "acme" and len(made.beside(both, main)) == 1
    assert [claim.credential for claim in made.claims(both)] == ["sk-other", KEY]
    with pytest.raises(UsageError, match=r"identity\.key_headers: 'a b'"):
        identity(identity={"key_headers": ["a b"]})
    from_variable = {"STILLWATCH_SERVE_IDENTITY_KEY_HEADERS": "apikey,x-key"}
    read = configure(None, from_variable, {"upstream": {"url": "http://a"}})
    assert read.identity.key_headers == ["apikey", "x-key"]


def test_a_known_key_is_found_among_many_that_are_not(keys: Path) -> None:
    made = identity(identity={"keys": str(keys)})
    shown = CIMultiDict([("authorization", f"Bearer sk-{n}") for n in range(40)])
    shown.add("x-api-key", KEY)
    found = made.who(shown, None)
    assert found.account == "acme"
    assert len(made.beside(shown, found)) == 40


def test_unknown_keys_are_told_apart_and_not_shown(keys: Path) -> None:
    made = identity(identity={"keys": str(keys)})
    one, same, other = (made.who(bearer(k), None) for k in ("sk-x", "sk-x", "sk-y"))
    assert one == same != other
    assert one.how == "unknown" and one.account.startswith("unknown:") and "sk-x" not in str(one)
    assert made.who(CIMultiDict(), None).account == "unknown:none"
    odd = made.who(CIMultiDict({"authorization": "Bearer \udcff"}), None)
    assert odd.account.startswith("unknown:")


def test_names_of_unknown_keys_last_and_need_the_secret(tmp_path: Path) -> None:
    tap = {"out": str(tmp_path / "log")}
    first = identity(tap=tap).who(bearer("sk-x"), None).account
    assert identity(tap=tap).who(bearer("sk-x"), None).account == first
    secret = tmp_path / "log" / ".unknown-keys"
    assert secret.stat().st_mode & 0o777 == 0o600
    assert identity(tap={"out": str(tmp_path / "b")}).who(bearer("sk-x"), None).account != first


def test_of_two_that_begin_together_one_makes_the_secret(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, others = tmp_path / "log" / "secret", list[bytes]()

    def drawn(size: int) -> bytes:
        monkeypatch.undo()
        others.append(read_secret(path, make=True))  # while the first one is at it
        return b"a" * size

    monkeypatch.setattr(secrets, "token_bytes", drawn)
    assert [read_secret(path, make=True)] == others
    assert list(path.parent.iterdir()) == [path]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('{"sha256":"ab","account":"a"}', "64 hexadecimal"),
        ('{"sha256":"' + "a" * 64 + '","account":""}', "64 hexadecimal"),
        ('{"key":"sk-secret","account":"a"}', "missing required field"),
        ("[]", "no key"),
        (('{"sha256":"' + "a" * 64 + '","account":"a"}\n') * 2, "there twice"),
    ],
)
def test_a_wrong_key_file(tmp_path: Path, line: str, said: str) -> None:
    path = tmp_path / "keys.jsonl"
    path.write_text(line)
    with pytest.raises(InputError, match=said) as caught:
        KeyTable(path)
    assert "sk-secret" not in str(caught.value)


# --- tokens

PRIVATE = ec.generate_private_key(ec.SECP256R1())
OTHER = ec.generate_private_key(ec.SECP256R1())


@pytest.fixture
def settings(tmp_path: Path) -> Jwt:
    path = tmp_path / "jwks.json"
    key = json.loads(jwt.algorithms.ECAlgorithm.to_jwk(PRIVATE.public_key()))
    path.write_text(json.dumps({"keys": [key | {"kid": "k1", "alg": "ES256", "use": "sig"}]}))
    return Jwt(str(path), ["ES256"], "https://issuer", "gateway", org="org", key="client_id",
               end_user="act", leeway_seconds=0)  # fmt: skip


def token(key: Any = PRIVATE, algorithm: str = "ES256", kid: str = "k1", **claims: Any) -> str:
    now = int(time.time())
    made = {"sub": "acme", "iss": "https://issuer", "aud": "gateway", "exp": now + 60,
            "org": "group", "client_id": "app", "act": 7} | claims  # fmt: skip
    made = {name: value for name, value in made.items() if value is not None}
    return jwt.encode(made, key, algorithm, headers={"kid": kid})


def test_a_token_names_its_account(settings: Jwt) -> None:
    tokens = Tokens(settings)
    who = Who("acme", "group", "app", "7", "token")
    shown = token()
    assert tokens.looks_like_one(shown)
    assert tokens.find(shown) == who == tokens.find(shown)


@pytest.mark.parametrize(
    "claims",
    [{"exp": 1}, {"exp": None}, {"iss": "https://other"}, {"aud": "other"}, {"aud": None},
     {"sub": None}, {"sub": "x", "nbf": 1 << 40}],
)  # fmt: skip
def test_a_token_with_wrong_claims_names_nobody(settings: Jwt, claims: dict[str, Any]) -> None:
    assert Tokens(settings).find(token(**claims)) is None


def test_a_token_that_is_not_signed_as_it_must_be_names_nobody(settings: Jwt) -> None:
    tokens = Tokens(settings)
    public = PRIVATE.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    head, body, _ = token().split(".")
    unsigned = jwt.encode({"sub": "acme"}, None, "none").split(".")[0]
    for shown in (
        token(OTHER), token(kid="k2"), token(public, "HS256"),
        f"{unsigned}.{body}.", f"{head}.{body}.", "ey..", "ey.a.b", f"{head}.{body}.AAAA",
    ):  # fmt: skip
        assert tokens.find(shown) is None, shown


def test_a_token_is_not_remembered_beyond_its_time(settings: Jwt) -> None:
    now = [time.time()]
    tokens = Tokens(settings, lambda: now[0])
    shown = token()
    assert tokens.find(shown) is not None
    (digest,) = tokens._kept
    tokens._kept[digest] = (tokens._kept[digest][0], Who("remembered"))
    assert tokens.find(shown) == Who("remembered")
    now[0] += 61
    assert tokens.find(shown) != Who("remembered"), "verified anew"


@pytest.mark.parametrize("algorithms", [[], ["none"], ["HS256"], ["ES256", "HS256"]])
def test_algorithms_are_pinned(settings: Jwt, algorithms: list[str]) -> None:
    wrong = Jwt(settings.jwks, algorithms, "i", "a")
    with pytest.raises(UsageError, match="algorithms"):
        Tokens(wrong)


# --- a front, and addresses

FRONT = {"identity": {"front": {"cidrs": ["10.0.0.0/8"], "end_user": "x-user", "ja4": "x-ja4"}}}
SAID = CIMultiDict(
    {"X-Account-Id": "acme", "x-user": "u", "x-ja4": "t13d", "authorization": "Bearer k"}
)


def test_only_a_front_is_believed() -> None:
    made = identity(**FRONT)
    assert made.who(SAID, "10.1.2.3") == Who("acme", None, None, "u", "front", "t13d")
    assert made.who(SAID, "192.0.2.1").how == "unknown"
    assert made.who(SAID, None).how == "unknown"
    assert set(made.not_passed("192.0.2.1")) == {"x-account-id", "x-user", "x-ja4"}
    assert not made.not_passed("10.1.2.3")


def test_two_of_a_fronts_headers_are_none() -> None:
    twice = CIMultiDict([("x-account-id", "acme"), ("x-account-id", "other")])
    assert identity(**FRONT).who(twice, "10.1.2.3").how == "unknown"


TRUSTED = Client(trusted=["10.0.0.0/8", "2001:db8::/32"])
FORWARDED = Client("forwarded", ["10.0.0.0/8"])
SPOOFED = "6.6.6.6, 192.0.2.7, 10.0.0.2"


@pytest.mark.parametrize(
    ("settings_", "given", "peer", "found"),
    [
        (Client(), SPOOFED, "10.0.0.1", "10.0.0.1"),
        (TRUSTED, SPOOFED, "10.0.0.1", "192.0.2.7"),
        (TRUSTED, SPOOFED, "192.0.2.9", "192.0.2.9"),
        (TRUSTED, "6.6.6.6, nonsense", "10.0.0.1", "10.0.0.1"),
        (TRUSTED, "6.6.6.6, nonsense, 10.0.0.2", "10.0.0.1", "10.0.0.2"),
        (TRUSTED, "10.0.0.3, 10.0.0.2", "10.0.0.1", "10.0.0.3"),
        (TRUSTED, "[2001:db9::1]:443", "2001:db8::5", "2001:db9::1"),
        (TRUSTED, "::ffff:192.0.2.7", "::ffff:10.0.0.1", "192.0.2.7"),
        (Client(hops=1), SPOOFED, "10.0.0.1", "10.0.0.2"),
        (Client(hops=2), SPOOFED, "10.0.0.1", "192.0.2.7"),
        (Client(hops=2), "192.0.2.7", "10.0.0.1", "10.0.0.1"),
        (Client(hops=1), "nonsense", "10.0.0.1", "10.0.0.1"),
        (Client(hops=1), None, "10.0.0.1", "10.0.0.1"),
        (FORWARDED, 'for=6.6.6.6, proto=http;For="192.0.2.7:80"', "10.0.0.1", "192.0.2.7"),
        (FORWARDED, "for=unknown", "10.0.0.1", "10.0.0.1"),
        (TRUSTED, SPOOFED, None, None),
    ],
)  # fmt: skip
def test_the_address(
    settings_: Client, given: str | None, peer: str | None, found: str | None
) -> None:
    headers = CIMultiDict({settings_.header: given} if given is not None else {})
    assert ClientAddress(settings_).find(headers, peer) == found


@given(st.text(st.characters(codec="utf-8"), max_size=80), st.text(max_size=80))
def test_what_a_client_writes_never_becomes_its_address(spoofed: str, other: str) -> None:
    """A proxy appends; whatever stands before its entry changes nothing."""
    made = ClientAddress(Client(trusted=["10.0.0.0/8"]))
    headers = CIMultiDict(
        [("X-Forwarded-For", spoofed), ("X-Forwarded-For", f"{other}, 192.0.2.7")]
    )
    assert made.find(headers, "10.0.0.1") == "192.0.2.7"


def test_several_headers_are_one_list() -> None:
    headers = CIMultiDict([("x-forwarded-for", "192.0.2.7"), ("X-Forwarded-For", "10.0.0.2")])
    assert ClientAddress(TRUSTED).find(headers, "10.0.0.1") == "192.0.2.7"
