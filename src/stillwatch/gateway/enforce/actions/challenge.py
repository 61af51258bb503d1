"""Challenge: refused until the customer has proved who they are."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from time import time

from stillwatch.gateway.answers import Refused
from stillwatch.gateway.enforce.actions.base import Measure, Refusal
from stillwatch.gateway.enforce.asked import Asked
from stillwatch.gateway.enforce.tell import Teller
from stillwatch.gateway.identity.keys import read_secret
from stillwatch.gateway.settings import EnforceChallenge
from stillwatch.respond.decisions import proofs
from stillwatch.respond.decisions.model import Decision


class Challenge(Measure):
    """Refuses with 403 and a signed address that expires; passes requests with a proof.

    Parameters
    ----------
    settings
        The page, and the key that it shares.
    clock
        Seconds since 1970.

    Raises
    ------
    InputError
        The key cannot be read.
    """

    def __init__(
        self, settings: EnforceChallenge, teller: Teller, clock: Callable[[], float] = time
    ) -> None:
        self._teller, self._clock = teller, clock
        self._url, self._seconds = settings.url, settings.minutes * 60
        self._secret = (
            read_secret(Path(settings.key_file), make=False) if settings.key_file else None
        )

    async def take(self, asked: Asked, decisions: Sequence[Decision], real: bool) -> Refusal | None:
        """See `Measure.take`. Each decision needs a proof of its own."""
        for decision in decisions:
            if not self._passed(asked, decision):
                return Refusal(decision, self._answer(asked, decision))
        return None

    def _passed(self, asked: Asked, decision: Decision) -> bool:
        if self._secret is None:
            return False
        shown = asked.headers.getall(proofs.HEADER, [])[:8]
        now = self._clock()
        return any(
            proofs.proves(self._secret, token.strip(), decision.id, asked.account, now)
            for value in shown
            for token in value.split(",")[:8]
        )

    def _answer(self, asked: Asked, decision: Decision) -> Refused:
        if self._secret is None or self._url is None:
            said = "Verification of this account is required."
            return self._teller.refusal("challenged", said, decision, asked.account)
        expires = min(self._clock() + self._seconds, decision.expires)
        token = proofs.challenge(self._secret, decision.id, asked.account, expires)
        url = f"{self._url}{'&' if '?' in self._url else '?'}challenge={token}"
        return self._teller.challenge(url, decision, asked.account)
