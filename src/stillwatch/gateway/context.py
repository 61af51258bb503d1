"""One request on its way through the gateway, and what every stage works with."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import AsyncIterable, Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from aiohttp import web
from multidict import CIMultiDict

from stillwatch.gateway.answers import Refused
from stillwatch.gateway.binding.binding import Binding
from stillwatch.gateway.bodies import Body
from stillwatch.gateway.dialects.base import Dialect
from stillwatch.gateway.enforce.asked import Mark
from stillwatch.gateway.enforce.enforcer import Enforcer
from stillwatch.gateway.enforce.gate import HIDDEN, BatchGate, Gate
from stillwatch.gateway.headers import passing
from stillwatch.gateway.identity.identity import Identity
from stillwatch.gateway.identity.who import Who
from stillwatch.gateway.notes import Notes
from stillwatch.gateway.observer import Observer
from stillwatch.gateway.relay import Edit, Sees
from stillwatch.gateway.routes import Routes
from stillwatch.gateway.settings import Settings
from stillwatch.gateway.tap.tap import Watch
from stillwatch.gateway.telemetry.meters import Passage
from stillwatch.gateway.telemetry.traces import CURRENT
from stillwatch.gateway.upstream import Upstream

_OURS = ("host", "expect")  # the gateway writes them itself for the next connection


@dataclass(slots=True)
class Services:
    """What the stages of all requests share."""

    settings: Settings
    upstream: Upstream
    """The API."""
    identity: Identity
    """Tells callers apart."""
    notes: Notes
    """Takes what went wrong within the gateway."""
    counts: Counter[str]
    """`requests`; of them `read` and `passed` on unread, those of `unknown` callers, and how
    they ended, what was done about decisions, and what would have been (`would_be_…`)."""
    observer: Observer
    """Begins to log exchanges."""
    enforcer: Enforcer | None = None
    """Judges requests by decisions; null: there are none."""
    binding: Binding | None = None
    """Holds requests against the holders of their keys; null: nothing does."""
    routes: Routes = field(default_factory=Routes)

    def outgoing(self, request: web.BaseRequest, drop: Iterable[str] = ()) -> CIMultiDict[str]:
        """Return the headers that the API is sent for a request."""
        ours = _OURS if self.enforcer is None else (*_OURS, *HIDDEN)
        hidden = self.identity.not_passed(request.remote)
        proofs = () if self.binding is None else self.binding.hidden
        headers = passing(request.headers, (*ours, *drop, *hidden, *proofs))
        if self.binding is not None:
            self.binding.outgoing(headers)
        if (trace := CURRENT.get()) is not None:
            trace.put(headers)
        return headers


class Outgoing(NamedTuple):
    """What is sent to the API, and what sees or changes the reply."""

    body: bytes | AsyncIterable[bytes | memoryview] | None
    drop: Iterable[str] = ()
    """Headers of the request that are not sent."""
    size: int | None = None
    """Bytes of the body; null: not known, or as the request has it."""
    coding: str = "identity"
    """Content coding that is asked for, where `accept-encoding` is dropped."""
    sees: Sees | None = None
    edit: Edit | None = None


@dataclass(slots=True)
class RequestContext:
    """One request: each stage reads what is known of it, and adds what it finds out."""

    request: web.BaseRequest
    passage: Passage = field(default_factory=Passage)
    """Times, sizes and outcome, for the meters."""
    arrived: float = field(default_factory=time.time)
    """Seconds since 1970."""

    # identify
    target: str = ""
    """Path and query as sent."""
    dialect: Dialect | None = None
    """How it is read; null: it is passed on unread."""
    kind: str | None = None
    """What it has to do with batches; null: nothing."""

    # receive, limit
    body: bytes = b""
    """The body, read whole; empty once it has been handed on, for bodies are large."""
    upload: Body | None = None
    """The body, passed on as it comes."""

    # look up, limit
    who: Who | None = None
    """Who sends it; null: that could not be found out."""
    gate: Gate | None = None
    """Judges it; null: no decision is about it."""
    batch: BatchGate | None = None
    """Judges what it carries of a batch."""
    marks: tuple[Mark, ...] = ()
    """What was done about decisions."""

    # record
    watch: Watch | None = None
    """Logs it; null: it is not logged."""

    # transform
    outgoing: Outgoing | None = None

    how: str = "unsent"
    """How it ended: as `Relayed.how`, `refused`, or `unsent`: the API has not seen it."""
    status: int = 499
    """Status of a refusal; 499 until there is one: the client went."""

    def refuse(self, refused: Refused) -> Refused:
        """Note how a refused request ended; return why, which a stage may not know.

        Sending fails where the client's upload does, or where a line of it is refused.
        """
        carried = None if self.batch is None else self.batch.carried
        failures = (carried and carried.failure, self.upload and self.upload.failure)
        refused = next((failure for failure in failures if failure), refused)
        # what may be sent again, the API has not seen
        self.how, self.status = "unsent" if refused.again else "refused", refused.status
        return refused

    async def end(self) -> None:
        """Settle what was reserved, and end the log's record, however the request ended."""
        if self.upload is not None:
            self.passage.received = self.upload.size
        if self.batch is not None:
            await self.batch.end(self.how)
        elif self.gate is not None and self.dialect is not None:
            self.gate.settle(self.how)
        if self.watch is not None:
            went = self.status == 499 and self.dialect is not None
            unsent = "cancelled" if went else "refused"
            self.watch.end(unsent if self.how == "unsent" else self.how, self.status)
