"""Whether who sends a request holds the key that its credential is bound to."""

from __future__ import annotations

import hmac
import time
from collections.abc import Callable
from typing import NamedTuple

from aiohttp import web

from stillwatch.gateway.binding.certificates import Certificates
from stillwatch.gateway.binding.holders import Holders
from stillwatch.gateway.binding.nonces import Nonces
from stillwatch.gateway.binding.proof import Asked, InvalidProof, Proof, Verifier, same
from stillwatch.gateway.binding.replays import Replays
from stillwatch.gateway.binding.target import normal
from stillwatch.gateway.binding.unheld import Unheld
from stillwatch.gateway.identity.identity import Claim, Identity, schemed
from stillwatch.gateway.identity.who import Who
from stillwatch.gateway.limits.base import StoreDown
from stillwatch.gateway.notes import Notes
from stillwatch.gateway.settings import Binding as Settings

VOUCHED = ("front", "certificate")
"""How callers were told apart by more than a key."""


class Stores(NamedTuple):
    """What outlives a request."""

    holders: Holders
    replays: Replays
    nonces: Nonces | None
    """Null: proofs need none."""
    secret: bytes
    """Key of the hashes that holders are named by."""


class Holding:
    """Compares who sends a request with who may.

    Parameters
    ----------
    settings
        Of binding.
    urls
        By which clients come.
    certificates
        Finds those that clients have shown.
    stores
        What is kept.
    notes
        Takes faults.
    clock
        Seconds since 1970.
    """

    def __init__(
        self, settings: Settings, urls: list[str], certificates: Certificates, stores: Stores,
        notes: Notes, clock: Callable[[], float] = time.time,
    ) -> None:  # fmt: skip
        self._of, self._notes, self._clock = settings, notes, clock
        self._urls = [url.rstrip("/") for url in urls]
        self._certificates, self.stores = certificates, stores
        self._verifier = Verifier(settings, stores.nonces.fresh if stores.nonces else None)

    async def found(
        self, identity: Identity, claims: list[Claim], main: Who, request: web.BaseRequest,
        target: str,
    ) -> tuple[str, str | None]:  # fmt: skip
        """Return what was found, and the holder's name, where that is known.

        Parameters
        ----------
        identity
            Names keys.
        claims
            Keys and tokens that are shown.
        main
            Who calls.
        request, target
            Its headers have come; path and query as sent.

        Raises
        ------
        Unheld
            It is not shown that a holder sends it.
        """
        certificate = self._certificates.holder(request)
        if not claims:
            if main.how not in VOUCHED:
                raise Unheld("absent", "a key or token is needed, and a DPoP proof with it")
            return "vouched", None if certificate is None else self._named(certificate)
        if len(claims) > 1:
            # a proof is for one of them, and which of them the API heeds is not known here
            raise Unheld("several_credentials", "send one key or token, not several")
        claim = claims[0]
        bound = claim.who.bound.holders
        if certificate is not None and _among(certificate, bound):
            return "held", self._named(certificate)
        proof = self._proof(claim, request, target) if "dpop" in request.headers else None
        candidate = certificate if proof is None else proof.holder
        if candidate is None or (proof is None and bound and not _of_certificates(bound)):
            raise Unheld("absent", "this key or token needs its holder's DPoP proof or certificate")
        name = self._named(candidate)
        outcome = self._bound(identity, claim, candidate, name, request)
        if proof is not None:
            await self._first(proof, name)
        return outcome, name

    def _proof(self, claim: Claim, request: web.BaseRequest, target: str) -> Proof:
        shown = request.headers.getall("dpop")
        if len(shown) != 1:
            raise Unheld("malformed", "send one DPoP header")
        path = target.partition("?")[0]
        urls = tuple(filter(None, (normal(base + path) for base in self._urls)))
        asked = Asked(request.method, urls, claim.credential)
        try:
            return self._verifier.verified(shown[0], asked, self._clock())
        except InvalidProof as invalid:
            raise Unheld(invalid.outcome, invalid.said) from None

    def _bound(
        self, identity: Identity, claim: Claim, candidate: str, name: str,
        request: web.BaseRequest,
    ) -> str:  # fmt: skip
        """Compare who sent a request with who may; return what was found."""
        who, holders = claim.who, claim.who.bound.holders
        if holders:
            if not _among(candidate, holders):
                raise Unheld("other_holder", "the key or token is bound to another holder", name)
            if who.how == "token" and not _as_dpop(request):
                said = "a token that is bound to a key is sent as Authorization: DPoP"
                raise Unheld("bearer", said, name)
            return "held"
        if who.how == "unknown":
            raise Unheld("unknown_key", "this key or token is not known here", name)
        if not self._of.first_use or who.how != "key":
            raise Unheld("unbound", "no holder is known for this key or token", name)
        try:
            first = self.stores.holders.bind(identity.name(claim.credential), name)
        except StoreDown as down:
            raise self._down(down, name) from None
        if not same(first, name):
            raise Unheld("other_holder", "the key or token is bound to another holder", name)
        return "held"

    async def _first(self, proof: Proof, name: str) -> None:
        try:
            first = await self.stores.replays.first(proof.holder, proof.jti)
        except StoreDown as down:
            raise self._down(down, name) from None
        if not first:
            raise Unheld("replayed", "this DPoP proof was used before: make one for each request")

    def _down(self, down: StoreDown, name: str) -> Unheld:
        self._notes.say("binding", f"proofs cannot be checked: {down}")
        return Unheld("store_down", "proofs cannot be checked now", name)

    def _named(self, holder: str) -> str:
        """Return what stands for a holder in log and store: a keyed hash of the thumbprint."""
        return "h-" + hmac.digest(self.stores.secret, holder.encode(), "sha256")[:12].hex()


def _among(holder: str, holders: frozenset[str]) -> bool:
    return any([same(holder, one) for one in holders])


def _of_certificates(holders: frozenset[str]) -> bool:
    return any(holder.startswith("x5t") for holder in holders)


def _as_dpop(request: web.BaseRequest) -> bool:
    values = request.headers.getall("authorization", [])
    return any(schemed(value)[0] == "dpop" for value in values)
