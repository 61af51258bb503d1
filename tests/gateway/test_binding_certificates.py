"""Keys and tokens that are bound to a certificate (RFC 8705), from TLS or a front."""

from __future__ import annotations

import base64
import hashlib
import ssl
from pathlib import Path
from typing import Any

import httpx2
import pytest
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from .binding import KEY
from .test_binding import BODY, bound, outcomes, post, token
from .test_connections import Authority


def holder_of(der: bytes) -> str:
    digest = hashlib.sha256(der).digest()
    return "x5t#S256:" + base64.urlsafe_b64encode(digest).decode().rstrip("=")


CERTIFICATE = b"a certificate, as a front passes it on"
HEADER = f":{base64.b64encode(CERTIFICATE).decode()}:"
ROW = {"holders": [holder_of(CERTIFICATE)]}


def fronted(cidr: str) -> dict[str, Any]:
    return {"certificate_header": "Client-Cert", "certificate_cidrs": [cidr]}


def test_a_certificate_by_a_fronts_word(tmp_path: Path) -> None:
    with bound(tmp_path, ROW, **fronted("127.0.0.0/8")) as gateway:
        answer = post(gateway, authorization=f"Bearer {KEY}", client_cert=HEADER)
        assert answer.status_code == 200
        assert "client-cert" not in {name.lower() for name in gateway.api.seen[0][2]}
        assert gateway.lines()[0]["client"]["holder"].startswith("h-")
        stolen = f":{base64.b64encode(b'another').decode()}:"
        for shown in (stolen, [HEADER, HEADER], [], "junk"):
            answer = post(gateway, authorization=f"Bearer {KEY}", client_cert=shown)
            assert answer.status_code == 401, shown


def test_anybodys_word_for_a_certificate_is_none(tmp_path: Path) -> None:
    with bound(tmp_path, ROW, **fronted("10.0.0.0/8")) as gateway:
        answer = post(gateway, authorization=f"Bearer {KEY}", client_cert=HEADER)
        assert answer.status_code == 401
    with bound(tmp_path, ROW, mode="off", **fronted("10.0.0.0/8")) as gateway:
        post(gateway, authorization=f"Bearer {KEY}", client_cert=HEADER)
        assert "client-cert" not in {name.lower() for name in gateway.api.seen[0][2]}


def test_a_token_that_is_bound_to_a_certificate(tmp_path: Path) -> None:
    secret, settings = token(tmp_path, cnf={"x5t#S256": holder_of(CERTIFICATE).partition(":")[2]})
    with bound(tmp_path, {}, identity=settings, **fronted("127.0.0.0/8")) as gateway:
        answer = post(gateway, authorization=f"Bearer {secret}", client_cert=HEADER)
        assert answer.status_code == 200
        assert post(gateway, authorization=f"Bearer {secret}").status_code == 401


def test_a_certificate_is_bound_on_first_use(tmp_path: Path) -> None:
    store = str(tmp_path / "holders")
    with bound(tmp_path, {}, first_use=True, store=store, **fronted("127.0.0.0/8")) as gateway:
        for der, status in ((b"one", 200), (b"other", 401), (b"one", 200)):
            shown = f":{base64.b64encode(der).decode()}:"
            answer = post(gateway, authorization=f"Bearer {KEY}", client_cert=shown)
            assert answer.status_code == status


@pytest.mark.parametrize("named", ["none", "common_name"])
def test_the_certificate_of_the_handshake(tmp_path: Path, named: str) -> None:
    """With `none` it names nobody; else it names the account, and the key is held to it anyway."""
    authority = Authority(tmp_path)
    files = {name: authority.issue(name) for name in ("server", "acme", "thief")}
    own = x509.load_pem_x509_certificate(Path(files["acme"][0]).read_bytes())
    row = {"holders": [holder_of(own.public_bytes(Encoding.DER))]}
    tls = {"tls_cert": files["server"][0], "tls_key": files["server"][1]}
    mtls = {"mtls": {"ca_file": str(authority.file), "account": named}}
    with bound(tmp_path, row, identity=mtls, listen=tls) as gateway:

        def ask(*certificate: str) -> int:
            context = ssl.create_default_context(cafile=str(authority.file))
            if certificate:
                context.load_cert_chain(*certificate)
            with httpx2.Client(verify=context) as client:
                url = f"https://localhost:{gateway.port}/v1/chat/completions"
                headers = {"authorization": f"Bearer {KEY}"}
                return client.post(url, json=BODY, headers=headers).status_code

        assert ask(*files["acme"]) == 200
        assert ask(*files["thief"]) == 401 and ask() == 401
        assert outcomes(gateway) == {"held": 1, "other_holder": 1, "absent": 1}
        (line,) = gateway.lines()
        assert line["account"]["id"] == "acme" and line["client"]["holder"].startswith("h-")


def test_callers_known_by_a_certificate_alone_hold_it(tmp_path: Path) -> None:
    authority = Authority(tmp_path)
    server, acme = authority.issue("server"), authority.issue("acme")
    mtls = {"mtls": {"ca_file": str(authority.file)}}
    tls = {"tls_cert": server[0], "tls_key": server[1]}
    with bound(tmp_path, identity=mtls, listen=tls) as gateway:
        context = ssl.create_default_context(cafile=str(authority.file))
        context.load_cert_chain(*acme)
        with httpx2.Client(verify=context) as client:
            url = f"https://localhost:{gateway.port}/v1/chat/completions"
            headers = {"authorization": "Bearer sk-of-the-api"}
            assert client.post(url, json=BODY, headers=headers).status_code == 200
        assert outcomes(gateway) == {"vouched": 1}


@pytest.mark.parametrize("client", [{"trusted": ["127.0.0.0/8"]}, {"hops": 1}])
def test_a_proxys_own_certificate_is_no_clients(tmp_path: Path, client: dict[str, Any]) -> None:
    """Else a key would be bound to whoever comes through it."""
    authority = Authority(tmp_path)
    server, proxy = authority.issue("server"), authority.issue("proxy")
    mtls = {"mtls": {"ca_file": str(authority.file), "account": "none"}}
    tls = {"tls_cert": server[0], "tls_key": server[1]}
    holders = {"first_use": True, "store": str(tmp_path / "holders")}
    with bound(tmp_path, {}, identity=mtls, listen=tls, client=client, **holders) as gateway:
        context = ssl.create_default_context(cafile=str(authority.file))
        context.load_cert_chain(*proxy)
        with httpx2.Client(verify=context) as wire:
            url = f"https://localhost:{gateway.port}/v1/chat/completions"
            headers = {"authorization": f"Bearer {KEY}"}
            assert wire.post(url, json=BODY, headers=headers).status_code == 401
        assert outcomes(gateway) == {"absent": 1}
