"""Public keys of proofs: read strictly, and named by their thumbprint (RFC 7638)."""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa

Key = ec.EllipticCurvePublicKey | ed25519.Ed25519PublicKey | rsa.RSAPublicKey

_PRIVATE = frozenset({"d", "p", "q", "dp", "dq", "qi", "oth", "k"})
_KINDS = {"ES256": ("EC", "P-256"), "EdDSA": ("OKP", "Ed25519"), "RS256": ("RSA", None),
          "PS256": ("RSA", None)}  # fmt: skip
_BITS = range(2048, 4097)  # of an RSA key: shorter is weak, longer is work for us
_EXPONENT = 1 << 32
_BASE64URL = re.compile(r"[A-Za-z0-9_-]*")


class PublicKey(NamedTuple):
    """A key that signatures are checked with."""

    key: Key
    thumbprint: str
    """SHA-256, base64url. Made of the key's numbers: however a client spells a key, it is one."""


def read_key(jwk: object, algorithm: str) -> PublicKey | None:
    """Read a public key for an algorithm; null where it is none, or holds more than is public.

    Parameters
    ----------
    jwk
        Decoded JSON (RFC 7517).
    algorithm
        One of `settings.PROOF_ALGORITHMS`.

    Examples
    --------
    >>> read_key({"kty": "oct", "k": "AAAA"}, "ES256") is None
    True
    """
    if not isinstance(jwk, dict) or _PRIVATE.intersection(jwk) or algorithm not in _KINDS:
        return None
    kind, curve = _KINDS[algorithm]
    if jwk.get("kty") != kind or (curve is not None and jwk.get("crv") != curve):
        return None
    try:
        if kind == "RSA":
            return _rsa(jwk)
        return _elliptic(jwk) if kind == "EC" else _edwards(jwk)
    except (ValueError, UnsupportedAlgorithm):
        return None


def _elliptic(jwk: Mapping[str, Any]) -> PublicKey:
    x, y = _number(jwk.get("x")), _number(jwk.get("y"))
    key = ec.EllipticCurvePublicNumbers(x, y, ec.SECP256R1()).public_key()  # only on the curve
    plain = {
        "crv": "P-256",
        "kty": "EC",
        "x": encoded(x.to_bytes(32)),
        "y": encoded(y.to_bytes(32)),
    }
    return PublicKey(key, _thumbprint(plain))


def _edwards(jwk: Mapping[str, Any]) -> PublicKey:
    raw = decoded(jwk.get("x"))
    key = ed25519.Ed25519PublicKey.from_public_bytes(raw)
    return PublicKey(key, _thumbprint({"crv": "Ed25519", "kty": "OKP", "x": encoded(raw)}))


def _rsa(jwk: Mapping[str, Any]) -> PublicKey:
    n, e = _number(jwk.get("n")), _number(jwk.get("e"))
    if n.bit_length() not in _BITS or e >= _EXPONENT:
        raise ValueError("no size that is taken")
    key = rsa.RSAPublicNumbers(e, n).public_key()
    return PublicKey(key, _thumbprint({"e": _shortest(e), "kty": "RSA", "n": _shortest(n)}))


def _shortest(number: int) -> str:
    return encoded(number.to_bytes((number.bit_length() + 7) // 8))


def _thumbprint(members: dict[str, str]) -> str:
    """Hash the members that make a key, sorted by name, without a space."""
    text = ",".join(f'"{name}":"{value}"' for name, value in members.items())
    return encoded(hashlib.sha256(f"{{{text}}}".encode()).digest())


def _number(value: object) -> int:
    return int.from_bytes(decoded(value))


def encoded(raw: bytes) -> str:
    """Return base64url without padding."""
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def decoded(text: object) -> bytes:
    """Read base64url without padding.

    Raises
    ------
    ValueError
        It is none.
    """
    if not isinstance(text, str) or len(text) % 4 == 1 or not _BASE64URL.fullmatch(text):
        raise ValueError("not base64url")
    try:
        return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except binascii.Error:
        raise ValueError("not base64url") from None
