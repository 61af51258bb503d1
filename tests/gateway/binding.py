"""Proofs, and a key file, for the tests of sender constraints."""

from __future__ import annotations

import hashlib
import json
import time
from pathlib import Path
from typing import Any

import jwt
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from jwt.algorithms import ECAlgorithm, OKPAlgorithm, RSAAlgorithm

from stillwatch.gateway.binding.proof import credential_hash

KEY = "sk-acme-1"
URL = "https://api.example/v1/chat/completions"
EC = ec.generate_private_key(ec.SECP256R1())
OTHER = ec.generate_private_key(ec.SECP256R1())
ED = ed25519.Ed25519PrivateKey.generate()
RSA = rsa.generate_private_key(65537, 2048)
_WRITERS = {"ES256": ECAlgorithm, "EdDSA": OKPAlgorithm, "RS256": RSAAlgorithm,
            "PS256": RSAAlgorithm}  # fmt: skip


def jwk(private: Any, algorithm: str = "ES256") -> dict[str, Any]:
    """The public key as JSON."""
    made: dict[str, Any] = json.loads(_WRITERS[algorithm].to_jwk(private.public_key()))
    made.pop("key_ops", None)
    return made


def proof(
    private: Any = EC, algorithm: str = "ES256", head: dict[str, Any] | None = None,
    signer: Any = None, **claims: Any,
) -> str:  # fmt: skip
    """A proof of another make than the client's: signed by PyJWT."""
    made = {"jti": f"{time.monotonic_ns()}", "htm": "POST", "htu": URL, "iat": int(time.time()),
            "ath": credential_hash(KEY)} | claims  # fmt: skip
    headers = {"typ": "dpop+jwt", "jwk": jwk(private, algorithm)} | (head or {})
    headers = {name: value for name, value in headers.items() if value is not None}
    made = {name: value for name, value in made.items() if value is not None}
    return jwt.encode(made, signer or private, algorithm, headers=headers)


def key_file(folder: Path, *rows: dict[str, Any]) -> str:
    """A key file: `key` of a row is the API key itself."""
    path = folder / "keys.jsonl"
    lines = []
    for row in rows:
        key = row.pop("secret", KEY)
        row = {"sha256": hashlib.sha256(key.encode()).hexdigest(), "account": "acme"} | row
        lines.append(json.dumps(row))
    path.write_text("\n".join(lines))
    return str(path)
