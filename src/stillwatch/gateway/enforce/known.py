"""The decisions that are known now: a feed asked again and again, an index swapped whole."""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from collections.abc import Callable
from contextlib import suppress

from stillwatch.core.errors import StillwatchError
from stillwatch.gateway.notes import Notes, place_of
from stillwatch.gateway.settings import Enforce
from stillwatch.respond.decisions.changes import Feed
from stillwatch.respond.decisions.index import Index

_TIDY = 60.0  # seconds between two looks for decisions that are over
_LATE = 2.0  # seconds without an answer that are worth a note


class Known:
    """Holds an index and keeps it up to date; while the feed fails, the last one stays in force.

    Parameters
    ----------
    feed
        Where decisions come from; asked in a thread.
    settings
        How often, and what holds while it fails.
    counts, notes
        Take that it failed (`decisions_failed`), and why.
    """

    def __init__(
        self, feed: Feed, settings: Enforce, counts: Counter[str], notes: Notes,
        clock: Callable[[], float] = time.time,
    ) -> None:  # fmt: skip
        self._feed, self._seconds, self._clock = feed, settings.poll_seconds, clock
        self._rule, self._stale = settings.when_down, settings.stale_seconds
        self._read = float("-inf")  # when the feed was last read
        self._counts, self._notes = counts, notes
        self._revision, self._tidied = 0, time.monotonic()
        self._keeper: asyncio.Task[None] | None = None
        self._asking: asyncio.Future[None] | None = None
        self.index = Index()
        """Never changed, only replaced."""

    async def start(self) -> None:
        """Load the decisions.

        Raises
        ------
        StillwatchError
            They cannot be read, and the rule is to keep what is known: there is nothing.
        """
        await asyncio.to_thread(self.load)
        self._keeper = asyncio.create_task(self._keep())

    def load(self) -> None:
        """Load the decisions, as `start` does, and keep nothing up to date.

        Where they were loaded before, those stay in force if they cannot be read now.
        """
        try:
            self._ask()
        except StillwatchError as error:
            if self._rule == "keep" and self._read < 0:
                raise
            self._failed(str(error))

    async def close(self) -> None:
        """Stop asking."""
        if self._keeper is not None:
            self._keeper.cancel()
            with suppress(asyncio.CancelledError):
                await self._keeper
        if self._asking is not None:  # a thread cannot be stopped, and it holds the connection
            await asyncio.wait([self._asking])
            self._asking.exception()  # too late to be told
        await asyncio.to_thread(self._feed.close)

    @property
    def lost(self) -> bool:
        """Whether the rule is `closed`, and decisions could not be read for too long, or ever."""
        return self._rule == "closed" and time.monotonic() - self._read > self._stale

    def _ask(self) -> None:
        changes = self._feed.changes(self._revision)
        self._read = time.monotonic()
        if changes is not None:
            self.index = self.index.after(changes)
            self._revision = changes.revision
            if self.index.refused:
                self._counts["decisions_refused"] = self.index.refused
                self._notes.say(
                    "refused", f"decisions: {self.index.refused:,} are of no use here: their scope "
                    "names nothing that a request tells, or is not whole",
                )  # fmt: skip
        if time.monotonic() - self._tidied >= _TIDY:
            self._tidied = time.monotonic()
            self.index = self.index.without_expired(self._clock())

    async def _keep(self) -> None:
        while True:
            await asyncio.sleep(self._seconds)
            self._asking = asking = asyncio.ensure_future(asyncio.to_thread(self._ask))
            while not asking.done():
                await asyncio.wait([asking], timeout=_LATE)
                if not asking.done():
                    self._failed("no answer")
            try:
                asking.result()
            except StillwatchError as error:
                self._failed(str(error))
            except Exception as error:  # a fault of a feed must not end enforcement
                self._failed(place_of(error))

    def _failed(self, why: str) -> None:
        self._counts["decisions_failed"] += 1
        said = "decisions stay as they were"
        if self.lost:
            said = "decisions are not known, and requests are refused"
        elif self._read < 0:
            said = "decisions are not known yet, and nothing is enforced"
        # a kind each, so that one that was just said hides no other
        self._notes.say(said, f"{said}: {why}")
