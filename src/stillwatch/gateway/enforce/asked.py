"""A request as enforcement sees it, and what was decided about it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any, NamedTuple, TypeVar

import msgspec
from multidict import MultiMapping

from stillwatch.gateway.dialects._hardening import Fields
from stillwatch.gateway.dialects.base import Dialect
from stillwatch.gateway.headers import coding_of
from stillwatch.gateway.limits.gcra import Receipt
from stillwatch.gateway.reading import LARGE, object_of
from stillwatch.gateway.routes import segments
from stillwatch.gateway.tap.codings import decoded
from stillwatch.respond.decisions.index import Caller

MOST = 64 << 20
"""Bytes of a body, its content coding undone, that are read."""
_PACKED = LARGE >> 6  # bytes that a content coding may make as large as that
_fields = msgspec.json.Decoder(dict[str, msgspec.Raw]).decode
_reader = ThreadPoolExecutor(1, "stillwatch-bodies")  # one large body at a time, in their order

T = TypeVar("T")


class Mark(NamedTuple):
    """What the log says of one decision that a request fell under."""

    id: str
    action: str
    """In lower case."""
    done: bool
    """Whether it was done; false: it is what would have been done."""
    refused: bool
    """Whether it refused the request, or would have."""
    reference: str | None = None
    """What the client was told to quote."""


class Asked:
    """One request.

    Parameters
    ----------
    method, target, headers
        As they came.
    dialect
        Reads it; null: it passes unread, and there is no body here.
    callers
        Who it is from: the one that the log names, and others whose credentials it shows.
    body
        As it came.
    """

    def __init__(
        self, method: str, target: str, headers: MultiMapping[str], dialect: Dialect | None,
        callers: Sequence[Caller], body: bytes = b"",
    ) -> None:  # fmt: skip
        self.method, self.target, self.headers = method, target, headers
        self.dialect, self.callers, self._raw = dialect, callers, body
        self.receipts: tuple[Receipt, ...] = ()
        """Tokens that are reserved for it."""
        self.counted: tuple[Receipt, ...] = ()
        """Requests that were taken for it."""
        self.prompt = self.reserved = 0.0
        """How many its prompt may have, and how many are reserved."""
        self.needs_usage = False
        """Whether its reply must be one whose usage can be read."""
        self.rewritten: bytes | None = None
        """The body that is sent in its place, without a content coding."""
        self._plain: bytes | None = None
        self._object: dict[str, Any] | None = None
        self._decoded = False

    @property
    def account(self) -> str:
        """The account that the log names."""
        return self.callers[0].account

    async def aside(self, made: Callable[[], T]) -> T:
        """Do what takes as long as the body is large; requests go on meanwhile.

        Parameters
        ----------
        made
            Is called, in a thread where the body is large. A step of it that is C, such as decoding
            all at once, still holds up the others: some 2 ms for each megabyte.
        """
        packed = "content-encoding" in self.headers
        if len(self._raw) <= (_PACKED if packed else LARGE):
            return made()
        return await asyncio.get_running_loop().run_in_executor(_reader, made)

    def plain(self) -> bytes | None:
        """Return the body without its content coding; null where it has one that is unknown."""
        if self.rewritten is not None:
            return self.rewritten
        if self._plain is None:
            self._plain = decoded(self._raw, coding_of(self.headers), MOST)
        return self._plain

    def whole(self) -> dict[str, Any] | None:
        """Return the body, decoded as the log reads it; null where it is no object."""
        if not self._decoded:
            plain = self.plain()
            self._object = object_of(self._raw if plain is None else plain)
            self._decoded = True
        return self._object

    def fields(self) -> Fields | None:
        """Return the top of the body as raw JSON; null where it is no object."""
        plain = self.plain()
        try:
            return None if plain is None else _fields(plain)
        except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
            return None

    def rewrite(self, fields: Fields) -> None:
        """Send other fields in place of the body."""
        self.rewritten = msgspec.json.encode(fields)
        self._decoded = False

    def forget(self) -> None:
        """Let go of the bodies."""
        self._raw, self._plain, self.rewritten, self._object = b"", None, None, None

    def segments(self) -> tuple[str, ...]:
        """Return the segments of its path, as the most tolerant server reads it."""
        return segments(self.target.partition("?")[0])
