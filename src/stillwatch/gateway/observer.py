"""Begins to watch exchanges; whatever is wrong with that, the request passes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import NamedTuple, TypeVar

from aiohttp import web

from stillwatch.gateway.batches.kinds import INLINE_STATE
from stillwatch.gateway.enforce.asked import Mark
from stillwatch.gateway.headers import coding_of
from stillwatch.gateway.identity.identity import Identity
from stillwatch.gateway.identity.who import Who, named
from stillwatch.gateway.notes import Notes, place_of
from stillwatch.gateway.tap.frames import Head
from stillwatch.gateway.tap.passing import PassingWatch
from stillwatch.gateway.tap.tap import Tap, Watch

W = TypeVar("W", bound=Watch)


class Arrived(NamedTuple):
    """A request that is read, when its headers have come."""

    time: float
    """Seconds since 1970."""
    target: str
    """Path and query as sent."""
    name: str
    """Of the dialect that it is read with, or the kind of what it carries of a batch."""
    holder: str | None
    """Name of the holder whose key it was proven with."""


class Observer:
    """Begins the watches of exchanges that are logged.

    Parameters
    ----------
    identity
        Tells callers and their addresses apart.
    tap
        Takes what is read; null: nothing is logged.
    batches
        Takes what batches carry; null: it is not logged.
    notes
        Takes what went wrong.
    counts
        Counts callers that are `unknown`, and exchanges that went `unwatched`.
    """

    def __init__(
        self, identity: Identity, tap: Tap | None, batches: Tap | None, notes: Notes,
        counts: Counter[str],
    ) -> None:  # fmt: skip
        self._identity, self._tap, self._batches = identity, tap, batches
        self._notes, self._counts = notes, counts

    def read(
        self, request: web.BaseRequest, arrived: Arrived, body: bytes, who: Who | None,
        marks: tuple[Mark, ...],
    ) -> Watch | None:  # fmt: skip
        """Begin to watch a request whose body has been read; null: it is not logged."""

        def begin() -> Watch | None:
            head = self._head(request, arrived, who, marks)
            return None if self._tap is None or head is None else self._tap.begin(head, body)

        return self._begun(begin)

    def passing(
        self, request: web.BaseRequest, arrived: Arrived, who: Who | None, marks: tuple[Mark, ...]
    ) -> PassingWatch | None:
        """Begin to watch what a request carries of a batch; null: it is not logged."""

        def begin() -> PassingWatch | None:
            if self._batches is None or arrived.name == INLINE_STATE:
                return None
            head = self._head(request, arrived, who, marks, request.headers.get("content-type"))
            return None if head is None else PassingWatch(self._batches, head)

        return self._begun(begin)

    def failed(self, error: Exception) -> None:
        """Count an exchange that cannot be watched, and note why."""
        self._counts["unwatched"] += 1
        self._notes.say("unwatched", f"an exchange is not logged: {place_of(error)}")

    def _begun(self, begin: Callable[[], W | None]) -> W | None:
        try:
            return begin()
        except Exception as error:
            self.failed(error)
            return None

    def _head(
        self, request: web.BaseRequest, arrived: Arrived, who: Who | None,
        marks: tuple[Mark, ...], kind: str | None = None,
    ) -> Head | None:  # fmt: skip
        if who is None:
            return None
        if who.how == "unknown":
            self._counts["unknown"] += 1
        headers, peer = request.headers, request.remote
        return Head(
            arrived.time, arrived.name, arrived.target,
            named(coding_of(headers)), who.account, who.org, who.key, who.end_user,
            self._identity.address(headers, peer), named(headers.get("user-agent")), who.ja4,
            named(kind), list(marks) or None, arrived.holder,
        )  # fmt: skip
