"""Connections: kept alive, shared by many, encrypted, and told apart by certificates."""

from __future__ import annotations

import datetime
import http.client
import http.server
import json
import socket
import ssl
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from stillwatch.core.errors import InputError, UsageError
from stillwatch.gateway.configure import configure
from stillwatch.gateway.identity.certificates import named_by
from stillwatch.gateway.server import renewed, tls
from stillwatch.gateway.settings import Mtls, Settings
from stillwatch.gateway.tap.frames import Frame

from .running import Running, running, until
from .upstream import ANSWER

BODY = json.dumps({"model": "m", "messages": [{"role": "user", "content": "When?"}]}).encode()
PATH = "/v1/chat/completions"


def test_connections_are_kept_on_both_sides(gateway: Running) -> None:
    gateway.api.connections.clear()
    wire = http.client.HTTPConnection("127.0.0.1", gateway.port, timeout=20)
    for model in ("m", "packed", "error-429", "m"):
        wire.request("POST", PATH, BODY.replace(b'"m"', f'"{model}"'.encode(), 1))
        wire.getresponse().read()
    stream = json.dumps(json.loads(BODY) | {"stream": True}).encode()
    wire.request("POST", PATH, stream)
    wire.getresponse().read()
    wire.request("GET", "/v1/models")
    answer = wire.getresponse()
    answer.read()
    wire.close()
    assert len(gateway.api.connections) == 1
    assert answer.headers.get_all("set-cookie") == ["a=1", "b=2"]
    assert len(gateway.lines(5)) == 5


def test_many_at_a_time_do_not_mix(gateway: Running) -> None:
    def ask(number: int) -> str:
        body = {"model": f"m-{number}", "stream": number % 2 == 1,
                "messages": [{"role": "user", "content": "x" * (number * 700)}]}  # fmt: skip
        wire = http.client.HTTPConnection("127.0.0.1", gateway.port, timeout=60)
        wire.request("POST", PATH, json.dumps(body).encode())
        got = wire.getresponse().read().decode()
        wire.close()
        return got

    with ThreadPoolExecutor(16) as pool:
        answers = list(pool.map(ask, range(64)))
    for number, got in enumerate(answers):
        assert f'"m-{number}"' in got and ("usage" in got) == (number % 2 == 0)
    lines = {line["request"]["model"]: line for line in gateway.lines(64)}
    assert len(lines) == 64
    for number in range(64):
        line = lines[f"m-{number}"]
        assert line["request"]["messages"][0]["content"] == "x" * (number * 700)
        assert line["response"]["content"] == ANSWER and line["usage"]["output_tokens"] == 7
    until(lambda: len(gateway.server.connections) == 0)


@pytest.mark.parametrize("asked", [{"model": "m"}, {"model": "longer"}, {"stream": True}])
def test_what_a_client_has_whole_is_in_the_log(
    gateway: Running, monkeypatch: pytest.MonkeyPatch, asked: dict[str, Any]
) -> None:
    got, had, write = bytearray(), list[int](), gateway.tap.write

    def late(frame: Frame, pipe: Any) -> bool:
        if frame.end is not None:
            time.sleep(0.3)  # the gateway stands still: all that was sent before arrives
            had.append(len(got))
        return write(frame, pipe)

    monkeypatch.setattr(gateway.tap, "write", late)
    body = json.dumps(json.loads(BODY) | asked).encode()
    head = f"POST {PATH} HTTP/1.1\r\nhost: a\r\nconnection: close\r\ncontent-length: {len(body)}"
    with socket.create_connection(("127.0.0.1", gateway.port), 20) as wire:
        wire.sendall(head.encode() + b"\r\n\r\n" + body)
        while more := wire.recv(65536):
            got += more
    assert got.startswith(b"HTTP/1.1 200") and got.endswith((b"}", b"0\r\n\r\n"))
    assert had and had[0] < len(got)
    assert gateway.lines(1)[0]["response"]["content"] == ANSWER


def test_an_old_client_gets_a_stream_until_the_connection_closes(gateway: Running) -> None:
    body = json.dumps(json.loads(BODY) | {"stream": True}).encode()
    with socket.create_connection(("127.0.0.1", gateway.port), 20) as wire:
        wire.sendall(b"POST %b HTTP/1.0\r\ncontent-length: %d\r\n\r\n" % (PATH.encode(), len(body)))
        wire.sendall(body)
        got = b"".join(iter(lambda: wire.recv(65536), b""))
    head, _, rest = got.partition(b"\r\n\r\n")
    assert b"chunked" not in head.lower() and rest.endswith(b"data: [DONE]\n\n")


def test_the_apis_own_path_comes_first(gateway: Running) -> None:
    with running(upstream={"url": f"{gateway.api.url}/tenant/a%20b/"}) as inner:
        wire = http.client.HTTPConnection("127.0.0.1", inner.port, timeout=20)
        wire.request("POST", f"{PATH}?x=%2F", BODY)
        assert wire.getresponse().read()
        wire.close()
    assert gateway.api.seen[0][1] == f"/tenant/a%20b{PATH}?x=%2F"


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize(
    ("location", "told"),
    [
        ("{api}/base/v1/x?a=1", "{here}/v1/x?a=1"), ("/base/v1/x", "{here}/v1/x"),
        ("https://elsewhere.example/base/v1/x", None), ("/login", None), ("x", None),
    ],
)  # fmt: skip
@pytest.mark.parametrize("public", [None, "https://models.example.com/api/"])
def test_who_is_sent_on_within_the_api_stays_here(
    method: str, location: str, told: str | None, public: str | None
) -> None:
    class Sends(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.rfile.read(int(self.headers.get("content-length", 0)))
            self.send_response(307)
            self.send_header("location", location.format(api=api))
            self.send_header("content-length", "0")
            self.end_headers()

        do_POST = do_GET

        def log_message(self, *_: object) -> None:
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Sends) as server:
        api = f"http://127.0.0.1:{server.server_port}"
        threading.Thread(target=server.serve_forever, daemon=True).start()
        listen = {"public_url": public} if public else {}
        with running(upstream={"url": f"{api}/base"}, listen=listen) as made:
            wire = http.client.HTTPConnection("127.0.0.1", made.port, timeout=20)
            wire.request(method, PATH, BODY if method == "POST" else None)
            answer = wire.getresponse()
            here = (public or "").rstrip("/")
            assert answer.status == 307
            assert answer.getheader("location") == (told or location).format(here=here)
            wire.close()
        server.shutdown()


def ask(gateway: Running, body: bytes = BODY) -> tuple[int, http.client.HTTPMessage, bytes]:
    wire = http.client.HTTPConnection("127.0.0.1", gateway.port, timeout=20)
    wire.request("POST", PATH, body)
    answer = wire.getresponse()
    got = answer.status, answer.headers, answer.read()
    wire.close()
    return got


def test_connecting_is_tried_again_and_the_body_is_sent_once(gateway: Running) -> None:
    tried: list[int] = []
    large = json.dumps(json.loads(BODY) | {"user": "u" * 600_000}).encode()
    with running(upstream={"url": gateway.api.url, "connect_retries": 2}) as inner:
        connector = inner.proxy.services.upstream._session.connector  # type: ignore[union-attr]
        connect = connector._create_connection

        async def refused_twice(*args: Any, **named: Any) -> Any:
            tried.append(1)
            if len(tried) < 3:
                raise aiohttp.ClientConnectorError(args[0].connection_key, OSError(111, "refused"))
            return await connect(*args, **named)

        connector._create_connection = refused_twice
        assert ask(inner, large)[0] == 200
    assert len(tried) == 3 and [seen[3] for seen in gateway.api.seen] == [large]


@pytest.mark.parametrize(
    ("method", "status", "sent"), [("GET", 200, 3), ("DELETE", 502, 2), ("POST", 502, 2)]
)
def test_only_what_reads_is_sent_again(method: str, status: int, sent: int) -> None:
    """The API takes the second request of its first connection, and ends that without a reply."""
    seen: list[str] = []

    def serve() -> None:
        with suppress(OSError):  # it is closed at the end
            while True:
                wire, _ = server.accept()
                with wire, wire.makefile("rb") as lines:
                    while line := lines.readline():
                        seen.append(line.split()[0].decode())
                        while lines.readline().strip():
                            pass
                        if len(seen) == 2:
                            break
                        wire.sendall(b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok")

    with socket.create_server(("127.0.0.1", 0)) as server:
        threading.Thread(target=serve, daemon=True).start()
        with running(upstream={"url": f"http://127.0.0.1:{server.getsockname()[1]}"}) as made:
            for expected in (200, status):
                client = http.client.HTTPConnection("127.0.0.1", made.port, timeout=20)
                client.request(method, "/v1/files/f")
                assert client.getresponse().status == expected
                client.close()
    assert seen == [method] * sent


def test_a_pool_that_is_full_is_worth_another_try(gateway: Running) -> None:
    upstream = {"url": gateway.api.url, "connections": 1, "connect_seconds": 0.3}
    with running(upstream=upstream) as inner:
        held = http.client.HTTPConnection("127.0.0.1", inner.port, timeout=20)
        held.request("POST", PATH, BODY.replace(b'"m"', b'"silent"', 1))
        until(lambda: gateway.api.seen)
        status, headers, got = ask(inner)
        assert status == 504 and headers["x-should-retry"] == "true"
        assert json.loads(got)["error"]["code"] == "upstream_connect_timeout"
        held.close()
        until(gateway.api.gone.is_set)
        assert ask(inner)[0] == 200


# --- TLS


def usage(authority: bool) -> x509.KeyUsage:
    """What a key may be used for, which Python 3.13 wants an authority's certificate to say."""
    return x509.KeyUsage(
        digital_signature=True, key_cert_sign=authority, crl_sign=authority,
        content_commitment=False, key_encipherment=False, data_encipherment=False,
        key_agreement=False, encipher_only=False, decipher_only=False,
    )  # fmt: skip


class Authority:
    """Issues certificates."""

    def __init__(self, folder: Path) -> None:
        self._key = ec.generate_private_key(ec.SECP256R1())
        self._folder = folder
        self.cert = self._made("authority", self._key.public_key(), True)
        self.file = folder / "ca.pem"
        self.file.write_bytes(self.cert.public_bytes(serialization.Encoding.PEM))

    def _made(self, name: str, key: Any, authority: bool) -> x509.Certificate:
        now = datetime.datetime.now(datetime.UTC)
        subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
        issuer = subject if authority else self.cert.subject
        names = [x509.DNSName("localhost"), x509.UniformResourceIdentifier(f"spiffe://a/{name}")]
        builder = (
            x509.CertificateBuilder(issuer, subject, key, x509.random_serial_number())
            .not_valid_before(now - datetime.timedelta(hours=1))
            .not_valid_after(now + datetime.timedelta(hours=1))
            .add_extension(x509.BasicConstraints(authority, None), True)
            .add_extension(x509.SubjectAlternativeName(names), False)
            .add_extension(x509.SubjectKeyIdentifier.from_public_key(key), False)
            .add_extension(usage(authority), True)
        )
        own = x509.AuthorityKeyIdentifier.from_issuer_public_key(self._key.public_key())
        return builder.add_extension(own, False).sign(self._key, hashes.SHA256())

    def issue(self, name: str) -> tuple[str, str]:
        """Return files of a certificate and its key."""
        key = ec.generate_private_key(ec.SECP256R1())
        cert = self._made(name, key.public_key(), False)
        files = self._folder / f"{name}.pem", self._folder / f"{name}.key"
        files[0].write_bytes(cert.public_bytes(serialization.Encoding.PEM))
        files[1].write_bytes(
            key.private_bytes(
                serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8,
                serialization.NoEncryption(),
            )
        )  # fmt: skip
        return str(files[0]), str(files[1])


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(tmp_path_factory.mktemp("tls"))


@pytest.fixture(scope="module")
def encrypted(authority: Authority) -> Iterator[Running]:
    cert, key = authority.issue("server")
    sections = {
        "listen": {"tls_cert": cert, "tls_key": key},
        "identity": {"mtls": {"ca_file": str(authority.file)}},
    }
    with running(**sections) as made:
        yield made


def connect(gateway: Running, authority: Authority, *files: str) -> int:
    context = ssl.create_default_context(cafile=str(authority.file))
    if files:
        context.load_cert_chain(*files)
    wire = http.client.HTTPSConnection("localhost", gateway.port, timeout=20, context=context)
    try:
        wire.request("POST", PATH, BODY, {"authorization": "Bearer sk-x"})
        return wire.getresponse().status
    finally:
        wire.close()


def test_certificates_that_do_not_fit_change_nothing(authority: Authority) -> None:
    """As where they are read anew while somebody replaces them, one file after the other."""

    def settings(cert: str, key: str) -> Settings:
        listen = {"tls_cert": cert, "tls_key": key}
        return configure(None, {}, {"upstream": {"url": "http://a"}, "listen": listen})

    def shown() -> str:
        trusting = ssl.create_default_context(cafile=str(authority.file))
        there, back = ssl.MemoryBIO(), ssl.MemoryBIO()
        client = trusting.wrap_bio(back, there, server_hostname="localhost")
        server = context.wrap_bio(there, back, server_side=True)
        for _ in range(4):
            for side in (client, server):
                with suppress(ssl.SSLWantReadError):
                    side.do_handshake()
        der = client.getpeercert(True)
        assert der is not None
        return x509.load_der_x509_certificate(der).subject.rfc4514_string()

    (cert, key), (newer, newer_key) = authority.issue("older"), authority.issue("newer")
    made = tls(settings(cert, key))
    assert made is not None
    context = made
    for odd in (settings(newer, key), settings(cert, newer_key)):
        with pytest.raises(InputError, match="not that of the key"):
            renewed(context, odd)
        assert shown() == "CN=older"
    renewed(context, settings(newer, newer_key))
    assert shown() == "CN=newer"


def test_a_key_with_a_pass_phrase_is_refused(authority: Authority, tmp_path: Path) -> None:
    cert, key = authority.issue("locked")
    private = serialization.load_pem_private_key(Path(key).read_bytes(), None)
    sealed = serialization.BestAvailableEncryption(b"a pass phrase")
    form = (serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8)
    (tmp_path / "key").write_bytes(private.private_bytes(*form, sealed))
    listen = {"tls_cert": cert, "tls_key": str(tmp_path / "key")}
    with pytest.raises(InputError, match="no usable certificate"):
        tls(configure(None, {}, {"upstream": {"url": "http://a"}, "listen": listen}))


def test_a_certificate_names_its_account(encrypted: Running, authority: Authority) -> None:
    encrypted.forget()
    assert connect(encrypted, authority, *authority.issue("acme")) == 200
    assert connect(encrypted, authority) == 200
    accounts = [line["account"]["id"] for line in encrypted.lines(2)]
    assert accounts[0] == "acme" and accounts[1].startswith("unknown:")


def test_a_certificate_of_another_authority_is_turned_away(
    encrypted: Running, authority: Authority, tmp_path: Path
) -> None:
    encrypted.forget()
    with pytest.raises((ssl.SSLError, ConnectionError, http.client.RemoteDisconnected)):
        connect(encrypted, authority, *Authority(tmp_path).issue("acme"))
    assert not encrypted.api.seen


def test_what_of_a_certificate_names_the_account() -> None:
    cert = {
        "subject": ((("organizationName", "Group"),), (("commonName", "acme"),)),
        "subjectAltName": (("DNS", "a.example"), ("URI", "spiffe://a/acme"), ("DNS", "b.example")),
    }
    found = {
        field: named_by(cert, Mtls("ca.pem", field))  # type: ignore[arg-type]
        for field in ("common_name", "organization", "uri", "dns")
    }
    assert {f: who.account if who else None for f, who in found.items()} == {
        "common_name": "acme", "organization": "Group", "uri": "spiffe://a/acme", "dns": None
    }  # fmt: skip
    assert named_by({}, Mtls("ca.pem")) is None and named_by(None, Mtls("ca.pem")) is None


def test_certificates_need_tls() -> None:
    sections = {"upstream": {"url": "http://a"}, "identity": {"mtls": {"ca_file": "a"}}}
    with pytest.raises(UsageError, match=r"needs listen\.tls_cert"):
        configure(None, {}, sections)
