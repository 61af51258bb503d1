"""Challenges and proofs: signed, bound to an account and a decision, and over at a moment.

The gateway makes a challenge and puts it into an address; the operator's page checks who the
customer is and turns it into a proof, which the customer then sends with requests. Both sides hold
one key. Neither token tells which decision it is about: `about` is another for each account.
"""

from __future__ import annotations

import base64
import binascii
import hmac
from typing import Literal

import msgspec

HEADER = "x-stillwatch-proof"
"""Header that a proof is sent in; it is not passed on."""
_LONGEST = 4096
_Kind = Literal["challenge", "proof"]


class Claims(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a token says."""

    account: str
    about: str
    expires: float
    """Seconds since 1970."""


_decode = msgspec.json.Decoder(Claims).decode


def about(secret: bytes, decision: str, account: str) -> str:
    """Return what stands for a decision in the tokens of one account."""
    named = msgspec.json.encode(["about", decision, account])
    return hmac.digest(secret, named, "sha256")[:16].hex()


def challenge(secret: bytes, decision: str, account: str, expires: float) -> str:
    """Make a challenge.

    Parameters
    ----------
    secret
        The key, 32 bytes or more.
    decision, account
        What it is about: the id of the decision.
    expires
        Seconds since 1970.
    """
    claims = Claims(account, about(secret, decision, account), expires)
    return _signed(secret, "challenge", claims)


def opened(secret: bytes, token: str, now: float) -> Claims | None:
    """Return what a challenge says; null where it is forged, damaged or over.

    For the page that challenges lead to.
    """
    return _opened(secret, "challenge", token, now)


def proof(secret: bytes, passed: Claims, expires: float) -> str:
    """Make a proof that the customer of a challenge has passed it. For the page.

    Examples
    --------
    >>> secret = bytes(32)
    >>> passed = opened(secret, challenge(secret, "d-1", "acme", 60.0), now=1.0)
    >>> proves(secret, proof(secret, passed, 3600.0), "d-1", "acme", now=2.0)
    True
    >>> proves(secret, proof(secret, passed, 3600.0), "d-1", "other", now=2.0)
    False
    """
    return _signed(secret, "proof", Claims(passed.account, passed.about, expires))


def proves(secret: bytes, token: str, decision: str, account: str, now: float) -> bool:
    """Whether a token proves that an account has passed the challenge of a decision."""
    claims = _opened(secret, "proof", token, now)
    if claims is None:
        return False
    return claims.account == account and hmac.compare_digest(
        claims.about.encode("utf-8", "replace"), about(secret, decision, account).encode()
    )


def _signed(secret: bytes, kind: _Kind, claims: Claims) -> str:
    body = base64.urlsafe_b64encode(msgspec.json.encode(claims)).rstrip(b"=")
    return f"{body.decode()}.{_mac(secret, kind, body)}"


def _mac(secret: bytes, kind: _Kind, body: bytes) -> str:
    # the kind is signed, too: a challenge is no proof
    mac = hmac.digest(secret, f"stillwatch {kind} 1\0".encode() + body, "sha256")
    return base64.urlsafe_b64encode(mac).rstrip(b"=").decode()


def _opened(secret: bytes, kind: _Kind, token: str, now: float) -> Claims | None:
    if len(token) > _LONGEST or not token.isascii():
        return None
    body, _, mac = token.partition(".")
    if not hmac.compare_digest(mac.encode(), _mac(secret, kind, body.encode()).encode()):
        return None
    try:
        claims = _decode(base64.urlsafe_b64decode(body + "=" * (-len(body) % 4)))
    except (binascii.Error, ValueError, msgspec.MsgspecError):
        return None
    return claims if now < claims.expires else None
