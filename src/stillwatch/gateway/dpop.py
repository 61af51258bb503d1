"""DPoP proofs for clients (RFC 9449): a private key that stays here, and an `auth` for httpx.

An API key that the server has bound to this key is of no use without it. The file imports nothing
else of stillwatch, and may be copied into a program that needs only `cryptography` and httpx.

Examples
--------
>>> key = Key.generate()
>>> len(key.thumbprint), key.proof("POST", "https://api.example/v1/x?y", "sk-1").count(".")
(43, 2)

With an SDK: `OpenAI(base_url=…, http_client=httpx.Client(auth=auth(Key.kept("dpop.pem"))))`.
"""

from __future__ import annotations

import base64
import hashlib
import json
import os
import secrets
import stat
import sys
import time
from collections.abc import Generator
from contextlib import suppress
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Literal

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature

_LIBRARIES = ("httpx2", "httpx")
_KEY_HEADERS = ("x-api-key", "api-key")


class Key:
    """A private key that signs proofs.

    Parameters
    ----------
    private
        An elliptic-curve key on P-256 (`ES256`), or an Ed25519 key (`EdDSA`).

    Raises
    ------
    ValueError
        It is neither.
    """

    def __init__(self, private: object) -> None:
        self._private = private
        if isinstance(private, ec.EllipticCurvePrivateKey) and private.key_size == 256:
            at = private.public_key().public_numbers()
            self.algorithm = "ES256"
            self.jwk = {"crv": "P-256", "kty": "EC", "x": _base64url(at.x.to_bytes(32, "big")),
                        "y": _base64url(at.y.to_bytes(32, "big"))}  # fmt: skip
        elif isinstance(private, ed25519.Ed25519PrivateKey):
            raw = private.public_key().public_bytes_raw()
            self.algorithm = "EdDSA"
            self.jwk = {"crv": "Ed25519", "kty": "OKP", "x": _base64url(raw)}
        else:
            raise ValueError("a key for proofs is on P-256, or Ed25519")

    @classmethod
    def generate(cls, algorithm: Literal["ES256", "EdDSA"] = "ES256") -> Key:
        """Make a key, in memory."""
        if algorithm == "EdDSA":
            return cls(ed25519.Ed25519PrivateKey.generate())
        return cls(ec.generate_private_key(ec.SECP256R1()))

    @classmethod
    def kept(cls, path: str | os.PathLike[str]) -> Key:
        """Read a key from a file (PEM); make both where there is none, readable by you alone.

        Of several processes that do so at a time, one makes it, and all have the same.

        Raises
        ------
        ValueError
            The file holds no key for proofs, or others may read it.
        OSError
            It cannot be read or made.
        """
        path = Path(path)
        if not path.exists():
            aside = path.with_name(f"{path.name}.{secrets.token_hex(8)}")
            file = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            try:
                with os.fdopen(file, "wb") as out:
                    out.write(cls.generate().pem())
                with suppress(FileExistsError):
                    os.link(aside, path)
            finally:
                aside.unlink()
        return cls(_read(path))

    def pem(self) -> bytes:
        """Return the private key as text (PKCS 8, not encrypted)."""
        assert isinstance(self._private, ec.EllipticCurvePrivateKey | ed25519.Ed25519PrivateKey)
        return self._private.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )  # fmt: skip

    @property
    def thumbprint(self) -> str:
        """The public key's SHA-256 (RFC 7638), base64url: `jkt:…` is what a server is told."""
        text = json.dumps(self.jwk, separators=(",", ":"), sort_keys=True)
        return _base64url(hashlib.sha256(text.encode()).digest())

    def proof(
        self, method: str, url: str, credential: str, nonce: str | None = None,
        now: float | None = None,
    ) -> str:  # fmt: skip
        """Return a proof for one request.

        Parameters
        ----------
        method, url
            Of the request.
        credential
            API key or token that is sent with it.
        nonce
            That the server gave last, if any.
        now
            Seconds since 1970; null: this machine's clock.
        """
        head = {"typ": "dpop+jwt", "alg": self.algorithm, "jwk": self.jwk}
        claims = {
            "jti": secrets.token_urlsafe(16), "htm": method,
            "htu": url.partition("#")[0].partition("?")[0],
            "iat": int(time.time() if now is None else now),
            "ath": _base64url(hashlib.sha256(credential.encode()).digest()),
        } | ({} if nonce is None else {"nonce": nonce})  # fmt: skip
        signed = f"{_base64url(_json(head))}.{_base64url(_json(claims))}"
        return f"{signed}.{_base64url(self._sign(signed.encode()))}"

    def _sign(self, data: bytes) -> bytes:
        if isinstance(self._private, ed25519.Ed25519PrivateKey):
            return self._private.sign(data)
        assert isinstance(self._private, ec.EllipticCurvePrivateKey)
        r, s = decode_dss_signature(self._private.sign(data, ec.ECDSA(hashes.SHA256())))
        return r.to_bytes(32, "big") + s.to_bytes(32, "big")


class _Flow:
    """What signs requests, for whichever httpx is there."""

    requires_request_body = False
    requires_response_body = False

    def __init__(self, key: Key) -> None:
        self._key = key
        self._nonces: dict[str, str] = {}

    def auth_flow(self, request: Any) -> Generator[Any, Any, None]:
        """Sign a request, and once more if the server asks for its nonce."""
        origin = f"{request.url.scheme}://{request.url.netloc.decode('ascii')}"
        credential = _credential(request.headers)
        if credential is None:
            yield request  # nothing to prove
            return
        for last in (False, True):
            url, nonce = str(request.url), self._nonces.get(origin)
            request.headers["DPoP"] = self._key.proof(request.method, url, credential, nonce)
            response = yield request
            given = response.headers.get("dpop-nonce")
            if given:
                self._nonces[origin] = given
            challenge = response.headers.get("www-authenticate", "")
            asked = response.status_code == 401 and "use_dpop_nonce" in challenge
            if last or not given or not asked or not _is_whole(request):
                return


def auth(key: Key) -> Any:
    """Return an `auth` for clients of httpx, sync and async, or of httpx2, which new SDKs use.

    Each request with an API key or token gets a proof. `Authorization: Bearer` becomes
    `Authorization: DPoP`, as the standard asks for; a server that knows nothing of proofs then
    refuses the key. Give each of several keys an `auth` of its own, or let them share one.

    Raises
    ------
    ModuleNotFoundError
        Neither is installed.
    """
    bases = [import_module(name).Auth for name in _LIBRARIES if find_spec(name)]
    if not bases:
        raise ModuleNotFoundError("auth needs httpx: install it with pip install httpx")
    return type("DPoPAuth", (_Flow, *bases), {})(key)


def _credential(headers: Any) -> str | None:
    """Return the key or token of a request; a bearer's scheme is changed."""
    scheme, _, token = headers.get("authorization", "").partition(" ")
    if scheme.lower() in ("bearer", "dpop") and token.strip():
        headers["Authorization"] = f"DPoP {token.strip()}"
        return str(token.strip())
    return next((str(headers[name]) for name in _KEY_HEADERS if headers.get(name)), None)


def _is_whole(request: Any) -> bool:
    """Whether a body can be sent once more; one that streams is gone, and the SDK tries again."""
    try:
        return request.content is not None
    except RuntimeError:
        return False


def _read(path: Path) -> object:
    if os.name == "posix" and stat.S_IMODE(path.stat().st_mode) & 0o077:
        raise ValueError(f"{path}: others may read this private key: chmod 600 {path}")
    try:
        return serialization.load_pem_private_key(path.read_bytes(), None)
    except (ValueError, TypeError, UnsupportedAlgorithm):
        raise ValueError(f"{path}: no private key in PEM, or one with a password") from None


def _json(value: object) -> bytes:
    return json.dumps(value, separators=(",", ":")).encode()


def _base64url(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: python -m stillwatch.gateway.dpop FILE   (makes the key if there is none)")
    try:
        print(f"jkt:{Key.kept(sys.argv[1]).thumbprint}")
    except (ValueError, OSError) as problem:
        sys.exit(str(problem))
