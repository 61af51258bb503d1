"""A server elsewhere proves who it is, or is not believed."""

from __future__ import annotations

import datetime
import ipaddress
import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from stillwatch.core.errors import InputError
from stillwatch.respond.decisions.stored import store_of

from .postgres_server import Server


def certificate(folder: Path, name: str) -> None:
    """Write NAME.crt and NAME.key, signed by itself, for 127.0.0.1."""
    key = ec.generate_private_key(ec.SECP256R1())
    who = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = datetime.datetime.now(datetime.UTC)
    made = (
        x509.CertificateBuilder().subject_name(who).issuer_name(who).public_key(key.public_key())
        .serial_number(x509.random_serial_number()).not_valid_before(now - datetime.timedelta(1))
        .not_valid_after(now + datetime.timedelta(9))
        .add_extension(x509.SubjectAlternativeName(
            [x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), critical=False)
        .add_extension(x509.BasicConstraints(True, None), critical=True)
        .sign(key, hashes.SHA256())
    )  # fmt: skip
    (folder / f"{name}.crt").write_bytes(made.public_bytes(serialization.Encoding.PEM))
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    (folder / f"{name}.key").write_bytes(private)
    (folder / f"{name}.key").chmod(0o600)


class Front:
    """Ends TLS before a server whose build has none, as the protocol begins it."""

    def __init__(self, folder: Path, port: int) -> None:
        self.folder = folder
        self._context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self._context.load_cert_chain(folder / "server.crt", folder / "server.key")
        self._to = port
        self.taken: list[str] = []
        """Versions of TLS that were agreed on."""
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port = self._listening.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                threading.Thread(target=self._serve, args=self._listening.accept()[:1]).start()

    def _serve(self, client: socket.socket) -> None:
        with suppress(OSError), client:
            client.recv(8)  # asks for TLS
            client.sendall(b"S")
            with (
                self._context.wrap_socket(client, server_side=True) as secured,
                socket.create_connection(("127.0.0.1", self._to)) as server,
            ):
                self.taken.append(str(secured.version()))
                there = threading.Thread(target=_pipe, args=(secured, server))
                there.start()
                _pipe(server, secured)
                there.join()

    def close(self) -> None:
        self._listening.close()


def _pipe(one: socket.socket, other: socket.socket) -> None:
    with suppress(OSError):
        while data := one.recv(65536):
            other.sendall(data)
        other.shutdown(socket.SHUT_WR)


@pytest.fixture(scope="module")
def front(server: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Front]:
    folder = tmp_path_factory.mktemp("certificates")
    certificate(folder, "server")
    certificate(folder, "other")
    made = Front(folder, server.port)
    yield made
    made.close()


@pytest.mark.parametrize(
    ("mode", "root", "host", "said"),
    [
        ("verify-full", "server", "127.0.0.1", ""),
        ("verify-ca", "server", "localhost", ""),
        ("require", None, "127.0.0.1", ""),
        ("verify-full", None, "127.0.0.1", "not trusted"),
        ("verify-full", "other", "127.0.0.1", "not trusted"),
        ("verify-full", "server", "localhost", "not trusted"),
        ("verify-ca", "other", "127.0.0.1", "not trusted"),
    ],
)
def test_who_is_believed(
    front: Front, database: str, mode: str, root: str | None, host: str, said: str
) -> None:
    root = f"&sslrootcert={front.folder}/{root}.crt" if root else ""
    place = urlsplit(database)
    url = (
        f"postgresql://postgres:root-password@{host}:{front.port}{place.path}?sslmode={mode}{root}"
    )
    if not said:
        before = len(front.taken)
        with store_of(url) as store:
            assert store.revision() == 0
        assert len(front.taken) == before + 1
        return
    with pytest.raises(InputError, match=said) as caught:
        store_of(url)
    assert "password" not in str(caught.value) and "\n" not in str(caught.value)


def test_a_server_without_tls_is_not_spoken_to(server: Server) -> None:
    with pytest.raises(InputError, match="no TLS"):
        store_of(server.url(more="?sslmode=require"))
