"""What is done about it whether a request is sent by the holder of its key: by mode."""

from __future__ import annotations

from collections import Counter

from aiohttp import web
from multidict import CIMultiDict

from stillwatch.gateway.binding.holding import VOUCHED, Holding
from stillwatch.gateway.binding.unheld import Unheld, refusal
from stillwatch.gateway.identity.identity import Identity, schemed
from stillwatch.gateway.identity.who import Who
from stillwatch.gateway.notes import Notes, place_of
from stillwatch.gateway.settings import Binding as Settings
from stillwatch.gateway.settings import Mode
from stillwatch.gateway.telemetry.meters import BETWEEN, Snapshot

_STRICTNESS: tuple[Mode, ...] = ("off", "record", "require")


class Binding:
    """Holds requests against the holders of their keys and tokens.

    Parameters
    ----------
    settings
        Of binding.
    holding
        Finds out who holds what.
    notes
        Takes faults.
    """

    def __init__(self, settings: Settings, holding: Holding, notes: Notes) -> None:
        self._of, self._holding, self._notes = settings, holding, notes
        self.holders = holding.stores.holders
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
        if main.how in VOUCHED:
            # a key that is not known here is then the front's own, or the API's matter
            claims = [claim for claim in claims if claim.who.how != "unknown"]
        mode = self._strictest([claim.who for claim in claims] or [main])
        if mode == "off" or (not claims and request.method == "OPTIONS"):
            return None  # a browser asks first, without any key, whether it may send one
        try:
            if mode == "require" and any(claim.who.how == "unknown" for claim in claims):
                # before a signature is checked: anybody can make up keys
                raise Unheld("unknown_key", "this key or token is not known here")
            outcome, holder = await self._holding.found(identity, claims, main, request, target)
        except Unheld as unheld:
            if mode == "require":
                self.outcomes[mode, unheld.outcome] += 1
                raise refusal(unheld, self._of.algorithms, self._holding.stores.nonces) from None
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
        await self._holding.stores.replays.close()
        self.holders.close()


def _certificate(request: web.BaseRequest) -> dict[str, object] | None:
    wire = request.transport
    return None if wire is None else wire.get_extra_info("peercert")
