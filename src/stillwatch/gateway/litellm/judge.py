"""The gateway's enforcer for the requests of a LiteLLM proxy."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from stillwatch.core.errors import UsageError
from stillwatch.gateway import settings as gateway
from stillwatch.gateway.answers import Refused
from stillwatch.gateway.enforce.asked import Mark
from stillwatch.gateway.enforce.build import enforcer_of
from stillwatch.gateway.identity.address import ClientAddress
from stillwatch.gateway.litellm.dialect import dialects
from stillwatch.gateway.litellm.request import Held
from stillwatch.gateway.litellm.settings import Settings
from stillwatch.gateway.litellm.ticket import NAME, Ticket, holder_of
from stillwatch.gateway.litellm.who import Address, account_of, caller_of
from stillwatch.gateway.notes import Notes
from stillwatch.ingest.litellm import Metadata
from stillwatch.respond.decisions.changes import Feed

_UNAVAILABLE = "The service is not available. Try again."
_ONE = "Ask one model at a time."


class Verdict(NamedTuple):
    """What becomes of a request."""

    ticket: Ticket | None
    """What was decided about it; null: nothing."""
    refused: Refused | None
    """Null: it passes."""


class Judge:
    """Looks up what is decided about each request's caller, and does it or notes it.

    Parameters
    ----------
    settings
        All settings.
    say
        Takes notes for the operator; they never hold what clients sent.
    feed
        Where decisions come from, instead of the settings.

    Raises
    ------
    UsageError, InputError
        A setting or a file is wrong; or decisions cannot be read, and the rule is to keep what is
        known: there is nothing.
    """

    def __init__(
        self, settings: Settings, say: Callable[[str], None], feed: Feed | None = None
    ) -> None:
        self._kind = settings.account
        self._address = Address(ClientAddress(settings.client))
        self._notes = Notes(say)
        found = enforcer_of(_of_gateway(settings), self._notes, feed)
        if found is None:
            raise UsageError("enforce.decisions: there is nothing to look up")
        self.enforcer = found
        self._dialects = dialects()
        self._starting: asyncio.Task[None] | None = None
        found.load()

    @property
    def counts(self) -> Counter[str]:
        """What was done, and what would have been (`would_be_…`)."""
        return self.enforcer.counts

    async def judge(self, who: Metadata, data: dict[str, Any], kind: str) -> Verdict:
        """Judge a request; it is changed as decisions say, and bears a ticket.

        Parameters
        ----------
        who
            Who called, as the proxy knows it.
        data
            LiteLLM's dictionary of the request.
        kind
            LiteLLM's kind of call.
        """
        own = data.get(holder_of(data))
        if isinstance(own, dict):
            own.pop(NAME, None)  # whoever wrote it, it was not us
        try:
            await self._started()
            verdict = await self._judged(who, data, kind)
        except Exception as error:
            self.enforcer.failed(error)
            if not self.enforcer.enforces:
                return Verdict(None, None)
            # a fault must be no way around a decision
            return Verdict(None, Refused(500, "internal_error", _UNAVAILABLE, True))
        if verdict.ticket is not None:
            if not isinstance(own, dict):
                own = data[holder_of(data)] = {}
            own[NAME] = verdict.ticket
        return verdict

    async def _judged(self, who: Metadata, data: dict[str, Any], kind: str) -> Verdict:
        # as LiteLLM's log has it: what the proxy knows goes before what the body says
        user = who.user_api_key_end_user_id or data.get("user")
        caller = caller_of(account_of(who, user, self._kind), *self._client(data))
        asked = Held(data, self._dialects.get(kind), [caller])
        try:
            judged = await self.enforcer.judge(asked)
            if not judged.marks:
                return Verdict(None, judged.refused)
            marks, refused = judged.marks, judged.refused
            if refused is None and _several(data, kind) and any(map(_bounds, marks)):
                refused = Refused(400, "several_models", _ONE, False)
                marks = tuple(m._replace(refused=True) if _bounds(m) else m for m in marks)
            ticket = Ticket(marks)
            ticket.receipts = asked.receipts
            if refused is None:
                asked.apply()
            else:
                self.settle(ticket, 0.0)
            return Verdict(ticket, refused)
        finally:
            asked.forget()

    def settle(self, ticket: Ticket, tokens: float) -> None:
        """Put the true cost of a request in place of what was reserved; the first time counts."""
        self.enforcer.give_back(ticket.take(), tokens)

    async def close(self) -> None:
        """Stop."""
        await self.enforcer.close()

    def _client(self, data: Mapping[str, Any]) -> tuple[str | None, Any]:
        """Return the client's address, and its software."""
        own, came = data.get(holder_of(data)), data.get("proxy_server_request")
        own = own if isinstance(own, Mapping) else {}
        headers = came.get("headers") if isinstance(came, Mapping) else None
        headers = headers if isinstance(headers, Mapping) else {}
        peer = own.get("requester_ip_address")
        return self._address.find(headers, peer), own.get("user_agent")

    async def _started(self) -> None:
        """Begin to keep decisions up to date, once: there is no event loop before requests."""
        task = self._starting
        if task is None or (task.done() and (task.cancelled() or task.exception())):
            # again after a fault: decisions that are never read anew grow old
            task = self._starting = asyncio.create_task(self.enforcer.start())
        if not task.done():
            await asyncio.shield(task)


def _several(data: Mapping[str, Any], kind: str) -> bool:
    """Whether LiteLLM makes several requests of one: of names with commas between, each."""
    return kind == "acompletion" and "," in str(data.get("model") or "")


def _bounds(mark: Mark) -> bool:
    """Whether a decision is done that several requests in one would be a way around."""
    return mark.done and mark.action in ("throttle", "harden")


def _of_gateway(settings: Settings) -> gateway.Settings:
    return gateway.Settings(
        identity=gateway.Identity(secret_file=settings.secret_file), client=settings.client,
        tap=gateway.Tap(out=settings.log.out), enforce=settings.enforce,
    )  # fmt: skip
