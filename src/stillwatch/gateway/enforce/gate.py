"""Between proxy and enforcement: what the proxy asks for each request."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Sequence
from typing import NamedTuple

from aiohttp import web

from stillwatch.gateway.batches import kinds
from stillwatch.gateway.dialects.base import Dialect
from stillwatch.gateway.enforce.asked import Asked, Mark
from stillwatch.gateway.enforce.carried import Carried
from stillwatch.gateway.enforce.enforcer import Enforcer
from stillwatch.gateway.enforce.lines import OF_LINES
from stillwatch.gateway.enforce.results import Fetched, Told, seeing
from stillwatch.gateway.enforce.tokens import Meter
from stillwatch.gateway.identity.address import parsed
from stillwatch.gateway.identity.identity import Identity
from stillwatch.gateway.identity.who import Who, named
from stillwatch.gateway.routes import Routes
from stillwatch.respond.decisions.index import Caller
from stillwatch.respond.decisions.model import Action
from stillwatch.respond.decisions.proofs import HEADER

_CARRY = (kinds.UPLOAD, kinds.CREATE, kinds.INLINE)
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
    callers
        Whose decisions count, see `callers_of`.
    request, target, dialect, body
        As the proxy read them; an unread request has no dialect and no body.
    """

    def __init__(
        self, enforcer: Enforcer, callers: Sequence[Caller], request: web.BaseRequest,
        target: str, dialect: Dialect | None, body: bytes = b"",
    ) -> None:  # fmt: skip
        headers = request.headers
        self.enforcer, self._body = enforcer, body
        self.asked = Asked(request.method, target, headers, dialect, callers, body)
        self._meter: Meter | None = None

    async def judge(self, *without: Action) -> tuple[Mark, ...]:
        """Judge the request; return its marks. `passage` says what becomes of it.

        Parameters
        ----------
        without
            Actions that are not taken.
        """
        self._judged = await self.enforcer.judge(self.asked, *without)
        if self.asked.receipts and self.asked.dialect is not None:
            self._meter = Meter(self.asked.dialect)
        return self._judged.marks

    def passage(self) -> Cleared:
        """Return how the request is sent.

        Raises
        ------
        Refused
            It is not.
        """
        body, new = self._body, self.asked.rewritten
        self._body = b""
        self.asked.forget()  # a stream may take long, and bodies are large
        if self._judged.refused is not None:
            raise self._judged.refused
        sent, needs = body if new is None else new, self.asked.needs_usage
        return Cleared(sent, new is not None, self._meter, needs)

    def settle(self, how: str) -> None:
        """Settle what was reserved. `how` as `Relayed.how`, or `unsent`: the API has not seen it.

        Must follow `judge`, however the request ends.
        """
        self.enforcer.settle(self.asked, None if how == "unsent" else self._meter, how)


class BatchGate:
    """A request about batches at the gate.

    Parameters
    ----------
    gate
        The request.
    kind
        What it has to do with batches.
    """

    def __init__(self, gate: Gate, kind: str) -> None:
        self._gate, self._kind = gate, kind
        self.enforcer, self.asked = gate.enforcer, gate.asked
        self.carried: Carried | None = None
        """Requests that it carries, where something is decided about them."""
        self.sees: Told | Fetched | None = None
        """Sees the reply."""

    async def judge(self, routes: Routes) -> tuple[Mark, ...]:
        """Judge what carries the requests, and not yet them; return its marks.

        Raises
        ------
        Refused
            It may not pass.
        """
        lines = None
        if self._kind in _CARRY:
            lines = self.enforcer.lines(self.asked, self._kind == kinds.INLINE, routes)
        without: tuple[Action, ...] = ()
        if lines is not None:
            self.carried = Carried(lines, self.asked, self._kind)
            without = OF_LINES[:1] if self._kind == kinds.UPLOAD else OF_LINES
        marks = await self._gate.judge(*without)
        self._gate.passage()
        ledger, settle = self.enforcer.ledger, self.enforcer.give_back
        if self.carried is not None and self._kind != kinds.UPLOAD:
            self.sees = Told(ledger, settle)
        else:
            self.sees = await seeing(ledger, settle, self._kind, self.asked.target)
        return marks

    async def end(self, how: str) -> None:
        """Keep what is reserved until results come, or put it right. `how` as for `Gate.settle`."""
        tokens, self.asked.receipts = self.asked.receipts, ()
        counted, self.asked.counted = self.asked.counted, ()
        try:
            if self.carried is None or not isinstance(self.sees, Told):
                if self.sees is not None:
                    await self.sees.end(how)
            elif how == "unsent" or self.sees.status >= 400:
                self.enforcer.give_back(tokens, 0.0)  # nothing runs
                self.enforcer.give_back(counted, 0.0)
            elif tokens and len(made := self.sees.batches()) == 1:
                await asyncio.to_thread(self.enforcer.ledger.keep, made[0]["id"], tokens)
        except sqlite3.Error as error:  # what is reserved stands
            self.enforcer.failed(error)


def callers_of(identity: Identity, who: Who, request: web.BaseRequest) -> list[Caller]:
    """Return whose decisions count for a request, the one that the log names first."""
    headers = request.headers
    where = identity.address(headers, request.remote)
    address, agent = parsed(where) if where else None, named(headers.get("user-agent"))
    return [
        Caller(one.account, one.org, one.key, one.end_user, address, one.ja4, agent)
        for one in (who, *identity.beside(headers, who))
    ]
