"""Throttle: requests and tokens within limits, of one account or of a whole campaign."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

import msgspec

from stillwatch.gateway.answers import family_of
from stillwatch.gateway.enforce import tokens
from stillwatch.gateway.enforce.actions.base import Measure, Refusal
from stillwatch.gateway.enforce.asked import Asked
from stillwatch.gateway.enforce.tell import Teller, overloaded
from stillwatch.gateway.limits.base import Limiter
from stillwatch.gateway.limits.gcra import Charge, asked_of
from stillwatch.respond.decisions.model import Decision, Limits, Scope

_TOKENS = "tokens"


class Throttle(Measure):
    """Takes a request, and the tokens it may cost, from the budget of each scope, or refuses.

    Parameters
    ----------
    limiter
        Where budgets are kept.
    assumed
        Tokens of a reply that has no bound.
    """

    def __init__(self, limiter: Limiter, teller: Teller, assumed: int) -> None:
        self._limiter, self._teller, self._assumed = limiter, teller, assumed

    async def take(self, asked: Asked, decisions: Sequence[Decision], real: bool) -> Refusal | None:
        """See `Measure.take`. What would be done is found out with budgets of their own."""
        needed = await asked.aside(lambda: self._reserve(asked, decisions))
        return await self.take_totals(asked, [(one, 1.0, needed) for one in decisions], real)

    async def take_totals(
        self, asked: Asked, totals: Sequence[tuple[Decision, float, float]], real: bool
    ) -> Refusal | None:
        """Take several requests at once, all of them or none.

        Parameters
        ----------
        asked
            What carries them; its receipts are set.
        totals
            Decisions, each with how many requests and tokens it limits.
        real
            As for `take`.
        """
        made: dict[Charge, tuple[Decision, str]] = {}
        for decision, requests, needed in totals:
            for unit, charge in charges_of(decision, needed, real, requests):
                made.setdefault(charge, (decision, unit))
        charges = asked_of(tuple(made))
        grant = await self._limiter.take(charges)
        if grant.wait > 0:
            short = charges[grant.short]
            decision, unit = made[short]
            if grant.closed:
                return Refusal(decision, overloaded("limits_closed"))
            family = asked.dialect.family if asked.dialect else family_of(asked.headers)
            answer = self._teller.limited(
                short, unit, grant.wait, decision, asked.account, family
            )  # fmt: skip
            return Refusal(decision, answer)
        reserved = tuple(r for r in grant.receipts if made[r.charge][1] == _TOKENS)
        asked.receipts += reserved
        asked.counted += tuple(r for r in grant.receipts if r not in reserved)
        asked.needs_usage |= real and bool(reserved)
        return None

    def _reserve(self, asked: Asked, decisions: Sequence[Decision]) -> float:
        """Return the tokens to reserve: none where no limit is on them."""
        if asked.dialect is None or not any(
            d.limits is not None and d.limits.tokens_per_minute for d in decisions
        ):
            return 0.0
        asked.prompt = float(tokens.of_prompt(asked))
        asked.reserved = asked.prompt + tokens.of_reply(asked, self._assumed)
        return asked.reserved


def charges_of(
    decision: Decision, tokens: float, real: bool, requests: float = 1.0
) -> list[tuple[str, Charge]]:
    """Return what requests take from the budgets of a decision, with the units.

    Parameters
    ----------
    decision
        Of `throttle`.
    tokens
        That they may cost; 0 takes none.
    real
        Whether it is done, or only noted; the budgets are apart.
    requests
        How many they are.
    """
    limits, made = decision.limits or Limits(), []
    if limits.requests_per_minute:
        interval = 60.0 / limits.requests_per_minute
        # a budget that holds not even one request would never let one pass
        room = max(limits.burst, interval)
        name = bucket(decision.scope, "requests", real)
        made.append(("requests", Charge(name, requests, interval, room)))
    if limits.tokens_per_minute and tokens:
        interval = 60.0 / limits.tokens_per_minute
        name = bucket(decision.scope, _TOKENS, real)
        made.append((_TOKENS, Charge(name, tokens, interval, limits.burst)))
    return made


def bucket(scope: Scope, unit: str, real: bool) -> bytes:
    """Name the budget of a scope. Decisions that follow one another on it share it."""
    named = msgspec.msgpack.encode((real, unit, scope.kind, scope.value, scope.within))
    return hashlib.blake2b(named, digest_size=16).digest()
