"""Signed tokens (JWT, RFC 7519) as bearer: verified with pinned algorithms and keys of a file."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jwt
import msgspec

from stillwatch.core.errors import InputError, UsageError
from stillwatch.gateway.identity.keys import HOLDER
from stillwatch.gateway.identity.who import Bound, Who, named
from stillwatch.gateway.settings import Jwt

ASYMMETRIC = frozenset(
    {"RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"}
)
"""Algorithms that may be pinned. None with a shared secret: a public key could be taken for one."""

_LONGEST = 16 << 10
_KEPT = 10_000


class Tokens:
    """Verifies tokens; those verified are remembered until they expire.

    Raises
    ------
    UsageError
        An algorithm may not be pinned.
    InputError
        The keys cannot be read.
    """

    def __init__(self, settings: Jwt, clock: Callable[[], float] = time.time) -> None:
        if not settings.algorithms or not ASYMMETRIC.issuperset(settings.algorithms):
            raise UsageError(
                f"identity.jwt.algorithms: choose among {', '.join(sorted(ASYMMETRIC))}"
            )
        self._of, self._clock = settings, clock
        self._keys = _read(Path(settings.jwks))
        self._kept: dict[bytes, tuple[float, Who]] = {}

    @staticmethod
    def looks_like_one(bearer: str) -> bool:
        """Tell a token from an API key, without believing it."""
        return bearer.startswith("ey") and bearer.count(".") == 2 and len(bearer) <= _LONGEST

    def find(self, token: str) -> Who | None:
        """Return whom a token names; null where it is not valid."""
        digest = hashlib.sha256(token.encode("utf-8", "surrogateescape")).digest()
        now = self._clock()
        until, who = self._kept.get(digest, (0.0, None))
        if who is not None and now < until:
            return who
        try:
            claims = self._verified(token)
        except (jwt.PyJWTError, ValueError, TypeError, KeyError, OverflowError):
            return None
        account = named(claims.get(self._of.account))
        if account is None:
            return None
        of = self._of
        org, key, end_user = (
            named(claims.get(n)) if n else None for n in (of.org, of.key, of.end_user)
        )
        who = Who(account, org, key, end_user, "token", bound=confirmed(claims.get("cnf")))
        if len(self._kept) >= _KEPT:
            self._kept.clear()
        self._kept[digest] = (float(claims["exp"]) + self._of.leeway_seconds, who)
        return who

    def _verified(self, token: str) -> dict[str, Any]:
        kid = jwt.get_unverified_header(token).get("kid")
        key = self._keys.get(kid) if kid is not None or len(self._keys) > 1 else None
        if key is None and kid is None and len(self._keys) == 1:
            key = next(iter(self._keys.values()))
        if key is None:
            raise jwt.InvalidKeyError("no such key")
        claims: dict[str, Any] = jwt.decode(
            token, key.key, algorithms=self._of.algorithms, audience=self._of.audience,
            issuer=self._of.issuer, leeway=self._of.leeway_seconds,
            options={"require": ["exp", "iss", "aud"]},
        )  # fmt: skip
        return claims


def confirmed(cnf: object) -> Bound:
    """Return what a token's `cnf` claim binds it to (RFC 7800).

    One that is not understood, or that names a key and a certificate, binds to what nobody shows.

    Examples
    --------
    >>> confirmed({"jkt": "0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I"}).holders
    frozenset({'jkt:0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I'})
    >>> confirmed({"jwk": {}}).holders, confirmed(None).holders
    (frozenset({'unknown'}), frozenset())
    """
    if cnf is None:
        return Bound()
    found = [f"{name}:{value}" for name, value in cnf.items()] if isinstance(cnf, dict) else []
    if len(found) != 1 or not HOLDER.fullmatch(found[0]):
        found = ["unknown"]
    return Bound(frozenset(found))


def _read(path: Path) -> dict[str | None, jwt.PyJWK]:
    try:
        keys = jwt.PyJWKSet.from_dict(msgspec.json.decode(path.read_bytes(), type=dict)).keys
    except OSError as error:
        raise InputError((error.strerror or "cannot be read").lower(), path=str(path)) from None
    except (jwt.PyJWTError, msgspec.MsgspecError, UnicodeDecodeError, ValueError) as error:
        raise InputError(f"no set of keys: {error}", path=str(path)) from None
    found = {key.key_id: key for key in keys}
    if len(found) < len(keys):
        raise InputError("two keys have the same kid, or none", path=str(path))
    return found
