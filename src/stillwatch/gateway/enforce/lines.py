"""Requests of one batch, each judged as if it had come alone; their limits are taken together."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
from multidict import CIMultiDict

from stillwatch.gateway.answers import Refused
from stillwatch.gateway.dialects._hardening import Fields, spelled, value_of
from stillwatch.gateway.dialects.base import Dialect
from stillwatch.gateway.enforce import tokens
from stillwatch.gateway.enforce.actions.harden import strictest
from stillwatch.gateway.enforce.asked import Asked
from stillwatch.gateway.routes import Routes
from stillwatch.respond.decisions.index import Index
from stillwatch.respond.decisions.model import Action, Decision, Hardening

if TYPE_CHECKING:
    from stillwatch.gateway.enforce.enforcer import Enforcer

OF_LINES = (Action.HARDEN, Action.THROTTLE)
"""Actions that are taken on each request of a batch, and not on what carries it."""
_NAMES = ("custom_id", "method", "url", "body", "params")
_fields = msgspec.json.Decoder(dict[str, msgspec.Raw]).decode


class Total:
    """What the requests of a batch take of one limit."""

    def __init__(self, decision: Decision) -> None:
        self.decision = decision
        self.requests = self.tokens = 0.0


class Lines:
    """Judges the requests of one batch by the decisions that held when it came.

    Parameters
    ----------
    enforcer
        Takes the actions.
    index
        The decisions.
    asked
        What carries the batch.
    inline
        Whether requests stand in the body (Anthropic), and not in a file (OpenAI).
    routes
        Tell what a request of a file is for.
    real
        Whether something may be done about them, and not only noted.
    """

    def __init__(
        self, enforcer: Enforcer, index: Index, asked: Asked, inline: bool, routes: Routes,
        real: bool,
    ) -> None:  # fmt: skip
        self.real = real
        self._enforcer, self._index, self._asked, self._routes = enforcer, index, asked, routes
        self._inline = inline
        self._headers = CIMultiDict(asked.headers)
        self._headers.popall("content-encoding", None)
        self._totals: dict[tuple[bool, str], Total] = {}
        self.count = 0
        """Requests so far."""

    async def judge(self, raw: bytes) -> bytes:
        """Return what is sent in place of a request.

        Raises
        ------
        Refused
            It may not be sent, so the batch may not; the answer names its place.
        """
        self.count += 1
        fields, asked = self._read(raw)
        held, noted = await self._enforcer.found(self._index, asked)
        for decisions, real in ((held, True), (noted, False)):
            if not decisions:
                continue
            try:
                _, refused = await self._enforcer.take(asked, decisions, real, Action.THROTTLE)
                await self._add(asked, decisions, real)
            except Exception as error:  # what is only noted must not touch what is done
                self._enforcer.failed(error)
                if real:
                    raise
                continue
            if refused is not None and real:
                raise self._placed(refused)
        return raw if asked.rewritten is None else self._whole(fields, asked.rewritten)

    async def rewritten(self, raw: bytes) -> bytes:
        """Return a request hardened, where one that is read is to be; nothing is refused yet."""
        if not raw.lstrip().startswith(b"{"):
            return raw
        fields, asked = self._read(raw)
        of = await asked.aside(asked.fields) if asked.dialect is not None else None
        if of is None or asked.dialect is None:
            return raw
        held, _ = await self._enforcer.found(self._index, asked)
        hard = [d.hardening or Hardening() for d in held if d.action is Action.HARDEN]
        if not hard:
            return raw
        asked.dialect.harden(of, strictest(hard))
        return self._whole(fields, msgspec.json.encode(of))

    async def close(self) -> None:
        """Take what all requests need of limits, once all have been judged.

        Raises
        ------
        Refused
            There is no room.
        """
        for real in (True, False):
            totals = [one for (done, _), one in self._totals.items() if done is real]
            if totals:
                await self._enforcer.take_totals(self._asked, totals, real)

    def unchecked(self) -> None:
        """Count and say that what would be done could not be found out, wholly."""
        self._enforcer.unchecked()

    def _read(self, raw: bytes) -> tuple[Fields, Asked]:
        """Return the top of a request, and the request; one that is not read has no dialect."""
        try:
            fields: Fields = _fields(raw)
        except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
            fields = {}
        name, target = ("params", "/") if self._inline else ("body", _text(fields, "url"))
        dialect: Dialect | None = self._routes.named["anthropic_messages"]
        if not self._inline:
            dialect = self._routes.find("POST", target)
        # a server that reads names in other case would read another request
        odd = sorted(spelled(fields, *_NAMES)) != sorted(n for n in _NAMES if n in fields)
        if odd or name not in fields or ("params" in fields) != self._inline:
            dialect, target = None, "/"
        body = bytes(fields.get(name, b""))
        return fields, Asked("POST", target, self._headers, dialect, self._asked.callers, body)

    def _whole(self, fields: Fields, body: bytes) -> bytes:
        name = "params" if self._inline else "body"
        return msgspec.json.encode(fields | {name: msgspec.Raw(body)})

    async def _add(self, asked: Asked, decisions: tuple[Decision, ...], real: bool) -> None:
        several = [d for d in decisions if d.action is Action.THROTTLE]
        if not several:
            return
        needed = 0.0
        if any(d.limits is not None and d.limits.tokens_per_minute for d in several):
            needed = float(await asked.aside(lambda: tokens.of_prompt(asked)))
            needed += tokens.of_reply(asked, self._enforcer.assumed)
        for decision in several:
            total = self._totals.setdefault((real, decision.id), Total(decision))
            total.requests += 1
            total.tokens += needed

    def _placed(self, refused: Refused) -> Refused:
        said = f"Request {self.count:,} of the batch: {refused.message}"
        made = Refused(refused.status, refused.code, said, refused.again, refused.headers)
        made.counted = refused.counted
        return made


def _text(fields: Fields, name: str) -> str:
    value = value_of(fields[name]) if name in fields else None
    return value if isinstance(value, str) else "/"
