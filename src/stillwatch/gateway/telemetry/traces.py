"""Traces: a span for each request, for a collector. Nothing of it is loaded when they are off.

Spans hold what the GenAI semantic conventions name, sizes, times and outcomes: never a prompt, a
reply, a key or an address.
"""

from __future__ import annotations

from contextvars import ContextVar
from typing import TYPE_CHECKING, Protocol

from multidict import CIMultiDict, MultiMapping

from stillwatch.core.errors import UsageError
from stillwatch.gateway.notes import Notes
from stillwatch.gateway.settings import Settings

if TYPE_CHECKING:
    from stillwatch.gateway.dialects.base import Dialect
    from stillwatch.gateway.relay import Sees
    from stillwatch.gateway.telemetry.meters import Passage

HEADERS = ("traceparent", "tracestate")
"""How a trace is passed on (W3C Trace Context)."""


class Trace(Protocol):
    """The span of one request. Its methods never raise."""

    def request(self, dialect: Dialect, body: bytes, coding: str | None, account: str) -> None:
        """Take the request, once it is read."""

    def sees(self, dialect: Dialect) -> Sees | None:
        """Return what sees the reply; null where the span is not sampled."""

    def took(self, actions: list[str]) -> None:
        """Take the actions of decisions that were done."""

    def put(self, headers: CIMultiDict[str]) -> None:
        """Set the headers that the API is told the trace by."""

    def end(self, passage: Passage) -> None:
        """End it."""


class Traces(Protocol):
    """Begins spans and hands them to the collector, in a thread of its own."""

    def begin(self, method: str, headers: MultiMapping[str]) -> Trace | None:
        """Begin the span of a request. Never raises; null: there is none."""

    def close(self) -> None:
        """Send what waits, within some seconds."""


CURRENT: ContextVar[Trace | None] = ContextVar("trace", default=None)
"""The span of the request at hand; null where traces are off."""


def traces_of(settings: Settings, notes: Notes) -> Traces | None:
    """Return what traces requests; null where that is off.

    Parameters
    ----------
    settings
        All settings.
    notes
        Takes that spans could not be sent.

    Raises
    ------
    UsageError
        The extra is missing.
    """
    if settings.traces.url is None:
        return None
    try:
        from stillwatch.gateway.telemetry.spans import Spans
    except ModuleNotFoundError as error:
        raise UsageError(
            f"traces.url needs {error.name}: install it with pip install 'stillwatch[traces]'"
        ) from None
    return Spans(settings.traces, settings.upstream.url, notes)
