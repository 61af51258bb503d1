"""DPoP proofs (RFC 9449, section 4.3): of one request, by one key, with one token, and fresh."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Callable
from typing import Any, NamedTuple

import msgspec
from jwt.algorithms import get_default_algorithms

from stillwatch.gateway.binding.jwk import decoded, encoded, read_key
from stillwatch.gateway.binding.target import normal
from stillwatch.gateway.settings import PROOF_ALGORITHMS, Binding

LONGEST = 8 << 10
"""Characters of a proof that are read; one with an RSA key of 4,096 bits has 2,000."""
_JTI = 512
_ALGORITHMS = {name: get_default_algorithms()[name] for name in PROOF_ALGORITHMS}


class InvalidProof(Exception):
    """A proof that proves nothing.

    Parameters
    ----------
    outcome
        Under what it is counted: `malformed`, `signature`, `request`, `time`, `credential`,
        `nonce`.
    said
        What a developer reads; nothing of the proof.
    """

    def __init__(self, outcome: str, said: str) -> None:
        super().__init__(said)
        self.outcome, self.said = outcome, said


class Asked(NamedTuple):
    """The request that a proof must be for."""

    method: str
    urls: tuple[str, ...]
    """Its address, in `normal` form, by each name that this server has."""
    credential: str
    """Token or API key that is shown with it."""


class Proof(NamedTuple):
    """A proof that holds, if it was not used before."""

    holder: str
    """Thumbprint of the key, as `jkt:…`."""
    jti: str


class _Head(msgspec.Struct):
    typ: str
    alg: str
    jwk: dict[str, Any]
    crit: Any = msgspec.UNSET


class _Claims(msgspec.Struct):
    jti: str
    htm: str
    htu: str
    iat: float
    ath: str
    nonce: str | None = None


_head = msgspec.json.Decoder(_Head).decode
_claims = msgspec.json.Decoder(_Claims).decode


class Verifier:
    """Verifies proofs; whether one was used before is another's to say.

    Parameters
    ----------
    settings
        Of binding.
    fresh
        Tells whether a nonce is this server's and not too old; null: none are asked for.
    """

    def __init__(self, settings: Binding, fresh: Callable[[str], bool] | None = None) -> None:
        self._algorithms = frozenset(settings.algorithms)
        self._oldest, self._ahead = settings.max_age_seconds, settings.leeway_seconds
        self._fresh = fresh

    def verified(self, shown: str, asked: Asked, now: float) -> Proof:
        """Verify a proof.

        Parameters
        ----------
        shown
            The header's value.
        asked
            The request.
        now
            Seconds since 1970.

        Raises
        ------
        InvalidProof
            It is not one of this request, now, with this credential.
        """
        holder, claims = self._signed(shown)
        if not 0 < len(claims.jti) <= _JTI:
            raise InvalidProof("malformed", f"the jti of a proof has 1 to {_JTI} characters")
        if claims.htm != asked.method:
            raise InvalidProof("request", "the proof's htm is not the request's method")
        if normal(claims.htu) not in asked.urls:
            raise InvalidProof("request", "the proof's htu is not the address of this request")
        if not same(claims.ath, credential_hash(asked.credential)):
            raise InvalidProof("credential", "the proof's ath is not the hash of the key or token")
        if not -self._ahead <= now - claims.iat <= self._oldest:
            raise InvalidProof("time", "the proof's iat is too far from this server's time")
        if self._fresh is not None and not (claims.nonce and self._fresh(claims.nonce)):
            raise InvalidProof("nonce", "the proof needs the nonce of the header DPoP-Nonce")
        return Proof(holder, claims.jti)

    def _signed(self, shown: str) -> tuple[str, _Claims]:
        """Check form and signature; return the holder and the claims."""
        if len(shown) > LONGEST:
            raise InvalidProof("malformed", f"a proof has {LONGEST:,} characters at most")
        signed, _, signature = shown.strip().rpartition(".")
        first, dot, second = signed.partition(".")
        try:
            head, claims = _head(decoded(first)), _claims(decoded(second))
            raw = decoded(signature)
        except (msgspec.MsgspecError, ValueError, RecursionError):
            raise InvalidProof("malformed", "the DPoP header is no proof of RFC 9449") from None
        if not dot or head.typ != "dpop+jwt" or head.crit is not msgspec.UNSET:
            raise InvalidProof("malformed", "a proof has the typ dpop+jwt, and no crit")
        if head.alg not in self._algorithms:
            raise InvalidProof("malformed", "the proof's alg is not one of those that are taken")
        key = read_key(head.jwk, head.alg)
        if key is None:
            raise InvalidProof("malformed", "the proof's jwk is no public key of its alg")
        if not _ALGORITHMS[head.alg].verify(signed.encode(), key.key, raw):
            raise InvalidProof("signature", "the proof's signature is not of its key")
        return f"jkt:{key.thumbprint}", claims


def credential_hash(credential: str) -> str:
    """Return what a proof must have as `ath`.

    Examples
    --------
    >>> credential_hash("Kz~8mXK1EalYznwH-LC-1fBAo.4Ljp~zsPE_NeO.gxU")
    'fUHyO2r2Z3DZ53EsNrWBb0xWXoaNy59IiKCAqksmQEo'
    """
    return encoded(hashlib.sha256(credential.encode("utf-8", "surrogateescape")).digest())


def same(one: str, other: str) -> bool:
    """Compare in a time that does not tell where they differ."""
    return hmac.compare_digest(one.encode("utf-8", "replace"), other.encode("utf-8", "replace"))
