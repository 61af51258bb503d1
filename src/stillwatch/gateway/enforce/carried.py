"""What carries a batch, at the gate: an upload, a file that becomes a batch, a list of requests."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator, Awaitable, Callable

import msgspec

from stillwatch.gateway.answers import Refused
from stillwatch.gateway.batches import kinds
from stillwatch.gateway.batches.inflate import Inflater
from stillwatch.gateway.batches.lines import Lines as Cut
from stillwatch.gateway.batches.lines import Room
from stillwatch.gateway.batches.weave import Listed, Woven, woven
from stillwatch.gateway.dialects._hardening import spelled, value_of
from stillwatch.gateway.enforce.asked import Asked
from stillwatch.gateway.enforce.lines import Lines
from stillwatch.gateway.headers import coding_of
from stillwatch.gateway.tap.codings import decoded

MOST = 1 << 20
"""Bytes of a request that makes a batch of a file."""
SHADOW_S = 20.0
"""Seconds that shadow mode may hold such a request up to read its file."""
_REQUESTS = 200_000
_FILE = re.compile(r"[A-Za-z0-9_.\-]{1,256}")
_fields = msgspec.json.Decoder(dict[str, msgspec.Raw]).decode

Fetch = Callable[[str], AsyncIterator[bytes]]
"""Yields the body of `GET` of a target, with the credentials of the request at hand."""


class Carried:
    """Requests of a batch on their way to the API.

    Parameters
    ----------
    lines
        Judges them.
    asked
        What carries them.
    kind
        `kinds.UPLOAD`, `CREATE` or `INLINE`.
    """

    def __init__(self, lines: Lines, asked: Asked, kind: str) -> None:
        self._lines, self._asked, self._kind = lines, asked, kind
        self.failure: Refused | None = None
        """Why the API did not get all of it."""
        self._passed = 0
        self._coding = coding_of(asked.headers)

    @property
    def drops(self) -> tuple[str, ...]:
        """Headers that do not hold for what is sent: its length is not known before."""
        if self._kind == kinds.CREATE:
            return ("content-length", *(("content-encoding",) if self._lines.real else ()))
        changes = self._lines.real and self._readable
        return ("content-length", "content-encoding") if changes else ()

    @property
    def _readable(self) -> bool:
        try:
            Inflater(self._coding)
        except ValueError:
            return False
        return True

    def parts(self, parts: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
        """Return what is sent of an upload, or of a list of requests. May raise `Refused`."""
        if self._kind == kinds.INLINE:
            return self._kept(self._inline(parts) if self._lines.real else self._noted(parts))
        # what is not read here is read when a batch is made of it
        if not self._lines.real or not self._readable:
            return parts
        try:
            form = Woven(self._asked.headers.get("content-type", ""))
        except ValueError:
            return parts
        return self._kept(self._cut(parts, form, self._rewritten))

    async def check(self, body: bytes, fetch: Fetch) -> bytes:
        """Judge the file that a batch is to be made of; return the body that is sent.

        Raises
        ------
        Refused
            The batch may not be made.
        """
        if self._lines.real:
            plain, name = _named(body, self._coding)
            await self._check(name, fetch)
            return plain
        try:
            async with asyncio.timeout(SHADOW_S):
                await self._check(_named(body, self._coding)[1], fetch)
        except Exception:  # whatever it is: what is only noted must not touch what is done
            self._lines.unchecked()
        return body

    async def _check(self, name: str, fetch: Fetch) -> None:
        path, mark, query = self._asked.target.partition("?")
        at = path.lower().rfind("/batches")
        if at < 0:
            raise _again()
        cut = Cut(Room())
        async for data in fetch(f"{path[:at]}/files/{name}/content{mark}{query}"):
            await self._same(cut.feed(data))
            if cut.skipped:
                raise _again()
        await self._same(cut.rest())
        await self._lines.close()

    async def _same(self, pieces: list[bytes]) -> None:
        for number, piece in enumerate(pieces):
            if not number % 16:
                await asyncio.sleep(0)
            raw = piece.strip()
            if raw and await self._judged(raw) != raw:
                raise _again()  # uploaded before it had to be hardened, or past the gateway

    async def _judged(self, raw: bytes) -> bytes:
        if self._lines.count >= _REQUESTS:
            raise Refused(413, "request_too_large", "the batch has too many requests", False)
        return await self._lines.judge(raw)

    async def _rewritten(self, raw: bytes) -> bytes:
        self._passed += 1  # beyond, no batch is made of it
        return raw if self._passed > _REQUESTS else await self._lines.rewritten(raw)

    async def _inline(self, parts: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
        """Yield requests judged; the body ends only once there is room for them."""
        if not self._readable:
            raise Refused(400, "bad_body", "a content coding that is not read", False)
        async for data in self._cut(parts, Listed(), self._judged):
            yield data
        await self._lines.close()

    async def _noted(self, parts: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
        """Yield a body as it is, and find out what would be done."""
        listed, inflater = Listed(), Inflater(self._coding) if self._readable else None
        async for data in parts:
            try:
                for piece in inflater.feed(data) if inflater is not None else ():
                    for number, part in enumerate(listed.parts(piece)):
                        if not number % 16:
                            await asyncio.sleep(0)
                        if part.whole:
                            await self._judged(part.data)
            except Exception:  # as above
                inflater = None
            yield data
        try:
            if inflater is None:
                raise ValueError("unread")
            await self._lines.close()
        except Exception:
            self._lines.unchecked()

    async def _cut(
        self, parts: AsyncIterator[bytes], by: Woven | Listed,
        change: Callable[[bytes], Awaitable[bytes]],
    ) -> AsyncIterator[bytes]:  # fmt: skip
        feed, rest = (by.feed, by.rest) if isinstance(by, Woven) else (by.parts, by.left)
        try:
            async for data in woven(parts, self._coding, feed, rest, change):
                yield data
        except ValueError as error:
            raise Refused(400, "bad_body", f"the body cannot be read: {error}", False) from None

    async def _kept(self, parts: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
        try:
            async for data in parts:
                yield data
        except Refused as refused:
            self.failure = refused
            raise
        except Exception:
            self.failure = Refused(500, "gateway_error", "the gateway failed on this request")
            raise


def _named(body: bytes, coding: str | None) -> tuple[bytes, str]:
    """Return a body that names a file of requests, as it is sent, and the name."""
    try:
        fields = _fields(decoded(body, coding, MOST) or b"")
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        fields = {}
    named = list(spelled(fields, "input_file_id"))
    name = value_of(fields[named[0]]) if named == ["input_file_id"] else None
    if not isinstance(name, str) or not _FILE.fullmatch(name):
        raise Refused(400, "bad_body", "the body names no input_file_id that can be read", False)
    return msgspec.json.encode(fields), name


def _again() -> Refused:
    return Refused(400, "invalid_input_file", "The input file cannot be used: upload it again.",
                   False)  # fmt: skip
