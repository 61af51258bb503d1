"""Whether who sends a request holds the key that its credential is bound to."""

from __future__ import annotations

import hmac
import time
from collections import Counter
from collections.abc import Callable
from typing import NamedTuple

from aiohttp import web
from multidict import CIMultiDict

from stillwatch.gateway.binding.certificates import Certificates
from stillwatch.gateway.binding.holders import Holders
from stillwatch.gateway.binding.nonces import Nonces
from stillwatch.gateway.binding.proof import Asked, InvalidProof, Proof, Verifier, same
from stillwatch.gateway.binding.replays import Replays
from stillwatch.gateway.binding.target import normal
from stillwatch.gateway.binding.unheld import Unheld, refusal
from stillwatch.gateway.identity.identity import Claim, Identity, schemed
from stillwatch.gateway.identity.who import Who
from stillwatch.gateway.limits.base import StoreDown
from stillwatch.gateway.notes import Notes, place_of
from stillwatch.gateway.settings import Binding as Settings
from stillwatch.gateway.settings import Mode
from stillwatch.gateway.telemetry.meters import BETWEEN, Snapshot

_STRICTNESS: tuple[Mode, ...] = ("off", "record", "require")
_VOUCHED = ("front", "certificate")  # callers who were told apart by more than a key


class Stores(NamedTuple):
    """What outlives a request."""

    holders: Holders
    replays: Replays
    nonces: Nonces | None
    """Null: proofs need none."""
    secret: bytes
    """Key of the hashes that holders are named by."""


class Binding:
    """Holds requests against the holders of their keys and tokens.

    Parameters
    ----------
    settings
        Of binding.
    urls
        By which clients come.
    stores
        What is kept.
    notes
        Takes faults.
    clock
        Seconds since 1970.
    """

    def __init__(
        self, settings: Settings, urls: list[str], stores: Stores, notes: Notes,
        clock: Callable[[], float] = time.time,
    ) -> None:  # fmt: skip
        self._of, self._notes, self._clock = settings, notes, clock
        self._urls = [url.rstrip("/") for url in urls]
        self._stores, self.holders = stores, stores.holders
        fresh = stores.nonces.fresh if stores.nonces else None
        self._verifier, self._certificates = Verifier(settings, fresh), Certificates(settings)
        header = settings.certificate_header
        self.hidden = ("dpop", *((header.lower(),) if header else ()))
        """Headers for the gateway alone, in lower case."""
        self.outcomes = Counter[tuple[Mode, str]]()
        """Requests by what was to be done about their holder, and what was found."""

    async def hold(self, identity: Identity, request: web.BaseRequest, target: str) -> str | None:
        """Hold a request against its key's holder.

        Parameters
        ----------
        identity
            Tells callers apart.
        request, target
            Its headers have come; path and query as sent.

        Returns
        -------
        str or None
            Name of the holder who sent it, a keyed hash; null: it is not known.

        Raises
        ------
        Refused
            A holder is required, and this is not shown to be one.
        """
        claims = identity.claims(request.headers)
        main = identity.who(request.headers, request.remote, _certificate(request))
        if main.how in _VOUCHED:
            # a key that is not known here is then the front's own, or the API's matter
            claims = [claim for claim in claims if claim.who.how != "unknown"]
        mode = self._strictest([claim.who for claim in claims] or [main])
        if mode == "off" or (not claims and request.method == "OPTIONS"):
            return None  # a browser asks first, without any key, whether it may send one
        try:
            if mode == "require" and any(claim.who.how == "unknown" for claim in claims):
                # before a signature is checked: anybody can make up keys
                raise Unheld("unknown_key", "this key or token is not known here")
            outcome, holder = await self._held(identity, claims, main, request, target)
        except Unheld as unheld:
            if mode == "require":
                self.outcomes[mode, unheld.outcome] += 1
                raise refusal(unheld, self._of.algorithms, self._stores.nonces) from None
            outcome, holder = unheld.outcome, unheld.holder
        except Exception as error:
            self.outcomes[mode, "failed"] += 1
            if mode == "require":
                raise  # a fault must be no way around
            self._notes.say("binding", f"a holder was not looked at: {place_of(error)}")
            return None
        self.outcomes[mode, outcome] += 1
        if holder is not None and main.how != "unknown":  # whose number nobody bounds
            self.holders.note(main.org or main.account, holder)
        return holder

    async def _held(
        self, identity: Identity, claims: list[Claim], main: Who, request: web.BaseRequest,
        target: str,
    ) -> tuple[str, str | None]:  # fmt: skip
        """Return what was found, and the holder's name."""
        certificate = self._certificates.holder(request)
        if not claims:
            if main.how not in _VOUCHED:
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
            first = self.holders.bind(identity.name(claim.credential), name)
        except StoreDown as down:
            raise self._down(down, name) from None
        if not same(first, name):
            raise Unheld("other_holder", "the key or token is bound to another holder", name)
        return "held"

    async def _first(self, proof: Proof, name: str) -> None:
        try:
            first = await self._stores.replays.first(proof.holder, proof.jti)
        except StoreDown as down:
            raise self._down(down, name) from None
        if not first:
            raise Unheld("replayed", "this DPoP proof was used before: make one for each request")

    def _down(self, down: StoreDown, name: str) -> Unheld:
        self._notes.say("binding", f"proofs cannot be checked: {down}")
        return Unheld("store_down", "proofs cannot be checked now", name)

    def _named(self, holder: str) -> str:
        """Return what stands for a holder in log and store: a keyed hash of the thumbprint."""
        return "h-" + hmac.digest(self._stores.secret, holder.encode(), "sha256")[:12].hex()

    def _strictest(self, callers: list[Who]) -> Mode:
        return max(map(self._mode, callers), key=_STRICTNESS.index)

    def _mode(self, who: Who) -> Mode:
        return who.bound.mode or self._of.orgs.get(who.org or who.account, self._of.mode)

    def outgoing(self, headers: CIMultiDict[str]) -> None:
        """Make headers such as the API knows: a token that came as `DPoP` goes on as `Bearer`."""
        values = [schemed(value) for value in headers.getall("authorization", [])]
        if not any(scheme == "dpop" for scheme, _ in values):
            return
        raw = headers.popall("authorization")
        for value, (scheme, shown) in zip(raw, values, strict=True):
            headers.add("Authorization", f"Bearer {shown}" if scheme == "dpop" else value)

    def count(self, into: Snapshot) -> None:
        """Put the numbers into those of the gateway."""
        into.counters["bindings"] = {BETWEEN.join(of): n for of, n in self.outcomes.items()}
        spreads = self.holders.spreads()
        # of several workers the largest: they share one file
        into.peaks |= {
            "key_holders": sum(of.holders for of in spreads),
            "key_holders_most": max((of.holders for of in spreads), default=0),
            "orgs_with_several_holders": sum(of.holders > 1 for of in spreads),
        }

    async def close(self) -> None:
        """Close the stores."""
        await self._stores.replays.close()
        self.holders.close()


def _among(holder: str, holders: frozenset[str]) -> bool:
    return any([same(holder, one) for one in holders])


def _of_certificates(holders: frozenset[str]) -> bool:
    return any(holder.startswith("x5t") for holder in holders)


def _as_dpop(request: web.BaseRequest) -> bool:
    values = request.headers.getall("authorization", [])
    return any(schemed(value)[0] == "dpop" for value in values)


def _certificate(request: web.BaseRequest) -> dict[str, object] | None:
    wire = request.transport
    return None if wire is None else wire.get_extra_info("peercert")
