"""What a receiver allows: who may send, and how much."""

from __future__ import annotations

import hmac
import ipaddress
import ssl
from dataclasses import dataclass
from pathlib import Path

from stillwatch.core.errors import InputError, UsageError


@dataclass(frozen=True)
class Limits:
    """Limits of a receiver."""

    token: bytes | None = None
    """Bearer token that senders must show; null: none, which only loopback may have."""
    tls: tuple[Path, Path] | None = None
    """Files of certificate and key; null: plain text."""
    request_bytes: int = 16 << 20
    """Largest request, also after decompression."""
    connections: int = 64
    """Connections (HTTP) and calls (gRPC) at a time."""
    seconds: float = 30.0
    """Longest wait for a sender."""

    def admits(self, authorization: str | bytes | None) -> bool:
        """Tell whether a request with this `authorization` may come in."""
        if self.token is None:
            return True
        given = authorization.encode() if isinstance(authorization, str) else authorization or b""
        scheme, _, shown = given.partition(b" ")
        return scheme.lower() == b"bearer" and hmac.compare_digest(shown.strip(), self.token)


def address(given: str, option: str, limits: Limits) -> tuple[str, int]:
    """Read `HOST:PORT`; off loopback a token is needed.

    Raises
    ------
    UsageError
        It is none, or it is open to others and there is no token.
    """
    host, colon, port = given.rpartition(":")
    host = host.removeprefix("[").removesuffix("]") or "127.0.0.1"
    if not colon or not (port.isascii() and port.isdecimal() and int(port) < 65536):
        raise UsageError(f"{option}: expected HOST:PORT, not {given!r}")
    if host == "localhost":
        host = "127.0.0.1"
    try:
        loopback = ipaddress.ip_address(host).is_loopback
    except ValueError:
        raise UsageError(f"{option}: {host!r} is no IP address") from None
    if not loopback and limits.token is None:
        raise UsageError(f"{option}: {host} is open to others: give a token with --token-file")
    return host, int(port)


def read_token(path: Path) -> bytes:
    """Read a token of at least 16 characters from a file.

    Raises
    ------
    InputError
        The file cannot be read, or its token is too short or no visible ASCII.
    """
    try:
        token = path.read_bytes().strip()
    except OSError as error:
        why = (error.strerror or "cannot be read").lower()
        raise InputError(why, path=str(path)) from None
    if not 16 <= len(token) <= 512 or not all(33 <= c < 127 for c in token):
        raise InputError(
            "the token must have 16 to 512 visible ASCII characters", path=str(path),
            remedy="make one with: openssl rand -hex 24",
        )  # fmt: skip
    return token


def tls_context(certificate: Path, key: Path) -> ssl.SSLContext:
    """Return the settings of TLS with a certificate.

    Raises
    ------
    InputError
        A file cannot be read or used.
    """
    made = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    path = certificate
    try:
        for path in (key, certificate):
            path.read_bytes()  # OpenSSL's errors do not say which
        # a key with a pass phrase is refused: nobody is there to be asked for it
        made.load_cert_chain(certificate, key, password="")
    except ssl.SSLError:
        raise InputError("no usable certificate, or not that of the key", path=str(path)) from None
    except OSError as error:
        raise InputError((error.strerror or "cannot be read").lower(), path=str(path)) from None
    return made
