"""Between proxy and enforcement: what the proxy asks for each request."""

from __future__ import annotations

from typing import NamedTuple

from aiohttp import web

from stillwatch.decisions.index import Caller
from stillwatch.decisions.proofs import HEADER
from stillwatch.gateway.dialects.base import Dialect
from stillwatch.gateway.enforce.asked import Asked, Mark
from stillwatch.gateway.enforce.enforcer import Enforcer
from stillwatch.gateway.enforce.tokens import Meter
from stillwatch.gateway.identity.address import parsed
from stillwatch.gateway.identity.identity import Identity
from stillwatch.gateway.identity.who import Who, named

HIDDEN = (HEADER,)
"""Headers for the gateway alone."""


class Cleared(NamedTuple):
    """A request that passes."""

    body: bytes
    """What is sent."""
    plain: bool
    """Whether it has lost the content coding that it came with."""
    meter: Meter | None
    """Sees the reply, where tokens are reserved."""
    needs_usage: bool
    """Whether the reply must come without a content coding, so that its usage can be read."""


class Gate:
    """One request at the gate.

    Parameters
    ----------
    enforcer
        Judges it.
    identity, who
        Tells callers apart; who the log says it is.
    request, target, dialect, body
        As the proxy read them; an unread request has no dialect and no body.
    """

    def __init__(
        self, enforcer: Enforcer, identity: Identity, who: Who, request: web.BaseRequest,
        target: str, dialect: Dialect | None, body: bytes = b"",
    ) -> None:  # fmt: skip
        headers = request.headers
        callers = callers_of(identity, who, request)
        self._enforcer, self._body = enforcer, body
        self._asked = Asked(request.method, target, headers, dialect, callers, body)
        self._meter: Meter | None = None

    async def judge(self) -> tuple[Mark, ...]:
        """Judge the request; return its marks. `passage` says what becomes of it."""
        self._judged = await self._enforcer.judge(self._asked)
        if self._asked.receipts and self._asked.dialect is not None:
            self._meter = Meter(self._asked.dialect)
        return self._judged.marks

    def passage(self) -> Cleared:
        """Return how the request is sent.

        Raises
        ------
        Refused
            It is not.
        """
        body, new = self._body, self._asked.rewritten
        self._body = b""
        self._asked.forget()  # a stream may take long, and bodies are large
        if self._judged.refused is not None:
            raise self._judged.refused
        sent, needs = body if new is None else new, self._asked.needs_usage
        return Cleared(sent, new is not None, self._meter, needs)

    def settle(self, how: str) -> None:
        """Settle what was reserved. `how` as `Relayed.how`, or `unsent`: the API has not seen it.

        Must follow `judge`, however the request ends.
        """
        self._enforcer.settle(self._asked, None if how == "unsent" else self._meter, how)


def callers_of(identity: Identity, who: Who, request: web.BaseRequest) -> list[Caller]:
    """Return whose decisions count for a request, the one that the log names first."""
    headers = request.headers
    where = identity.address(headers, request.remote)
    address, agent = parsed(where) if where else None, named(headers.get("user-agent"))
    return [
        Caller(one.account, one.org, one.key, one.end_user, address, one.ja4, agent)
        for one in (who, *identity.beside(headers, who))
    ]
