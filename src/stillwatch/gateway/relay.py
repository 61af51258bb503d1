"""The way back: the API's reply to the client as it comes, seen by a watch on the way."""

from __future__ import annotations

import asyncio
import time
from typing import NamedTuple, Protocol

import aiohttp
from aiohttp import web
from multidict import CIMultiDict

from stillwatch.gateway.headers import passing
from stillwatch.gateway.upstream import refusal

SMALL = 64 << 10
"""Bytes of a reply of known length that is sent at once."""
_UNBLOCKED = 16 << 10  # what an empty socket buffer takes without waiting
_BROKEN = (aiohttp.ClientError, TimeoutError, OSError)


class Edit(Protocol):
    """What changes a reply on its way."""

    def takes(self, kind: str, coding: str | None) -> bool:
        """Whether a reply of such a `content-type` and `content-encoding` is changed."""
        ...

    def feed(self, data: bytes) -> bytes:
        """Take what came; return what may go on."""
        ...

    def rest(self) -> bytes:
        """Return what is held, at the end."""
        ...


class Sees(Protocol):
    """Sees a reply as it passes."""

    def reply(self, status: int, kind: str, coding: str | None) -> None:
        """Take its head."""

    def chunk(self, data: bytes) -> None:
        """Take a part of it."""


class Both:
    """Two that see the same reply."""

    def __init__(self, one: Sees, other: Sees) -> None:
        self._two = (one, other)

    def reply(self, status: int, kind: str, coding: str | None) -> None:
        """See `Sees.reply`."""
        for each in self._two:
            each.reply(status, kind, coding)

    def chunk(self, data: bytes) -> None:
        """See `Sees.chunk`."""
        for each in self._two:
            each.chunk(data)


class Relayed(NamedTuple):
    """What became of a reply."""

    response: web.StreamResponse
    how: str
    """`done`, `broken` (the API broke off), `cancelled` (the client went), `slow_client`."""
    first: float = 0.0
    """When the first part of the body had come (`time.perf_counter`); 0: none did."""
    size: int = 0
    """Bytes of the body."""


async def relay(
    request: web.BaseRequest, reply: aiohttp.ClientResponse, watch: Sees | None,
    edit: Edit | None, seconds: float, location: str | None = None,
) -> Relayed:  # fmt: skip
    """Send a reply to the client.

    Parameters
    ----------
    request
        Whose reply it is.
    reply
        Its head has come. It is closed at the end.
    watch
        Sees the reply as the API sent it.
    edit
        Changes the reply, if it is one that it takes.
    seconds
        Longest wait for a client that does not take what is sent.
    location
        What its header `location` says instead; null: as it came.

    Raises
    ------
    Refused
        The reply broke off before anything of it was sent.
    """
    try:
        kind, coding = reply.headers.get("content-type", ""), reply.headers.get("content-encoding")
        if watch is not None:
            watch.reply(reply.status, kind, coding)
        if edit is not None and not edit.takes(kind, coding):
            edit = None
        headers = passing(reply.headers, ("content-length",) if edit else ())
        headers.setdefault("server", "stillwatch")
        if location is not None:
            headers["location"] = location
        length = reply.content_length
        bodiless = request.method == "HEAD" or reply.status in (204, 304)
        if length is not None and length <= SMALL and not edit and not bodiless:
            return await _at_once(reply, headers, watch)
        out = _Streamed(status=reply.status, reason=reply.reason, headers=headers)
        try:
            await out.prepare(request)
        except ConnectionError:
            return Relayed(out, "cancelled")
        whole = None if edit or bodiless else length
        return await _stream(request, out, reply, watch, edit, seconds, whole)
    finally:
        reply.close()  # no effect on one that was read to its end


async def _at_once(
    reply: aiohttp.ClientResponse, headers: CIMultiDict[str], watch: Sees | None
) -> Relayed:
    try:
        whole = await reply.content.read()
    except _BROKEN as error:
        raise refusal(error) from error
    if watch is not None:
        watch.chunk(whole)
    headers.popall("content-length", None)  # said anew
    out = web.Response(status=reply.status, reason=reply.reason, headers=headers, body=whole)
    return Relayed(out, "done", time.perf_counter(), len(whole))


class _Streamed(web.StreamResponse):
    """A reply whose last byte may be held back until it is ended."""

    held = b""

    async def write_eof(self, data: bytes = b"") -> None:
        data, self.held = self.held + data, b""
        await super().write_eof(data)


async def _stream(
    request: web.BaseRequest, out: _Streamed, reply: aiohttp.ClientResponse,
    watch: Sees | None, edit: Edit | None, seconds: float, whole: int | None,
) -> Relayed:  # fmt: skip
    """Send chunk by chunk; of `whole` bytes, the last goes with the reply's end.

    A client that was told the length has all of it with the last byte, and what saw the reply is
    ended only after this returns.
    """
    first, size = 0.0, 0
    while True:
        try:
            chunk = await reply.content.readany()
        except _BROKEN:
            # the head is out: the client sees what it would see without us, a reply cut off
            if edit is not None and (rest := edit.rest()):
                await _write(request, out, rest, seconds)
            _cut(request, "broken")
            return Relayed(out, "broken", first, size)
        if watch is not None and chunk:
            watch.chunk(chunk)
        last = not chunk
        first = first or time.perf_counter()
        size += len(chunk)
        if edit is not None:
            chunk = edit.rest() if last else edit.feed(chunk)
        if chunk and size == whole:
            chunk, out.held = chunk[:-1], chunk[-1:]
        if chunk and (how := await _write(request, out, chunk, seconds)):
            _cut(request, how)
            return Relayed(out, how, first, size)
        if last:
            return Relayed(out, "done", first, size)


async def _write(
    request: web.BaseRequest, out: web.StreamResponse, chunk: bytes, seconds: float
) -> str:
    """Write a chunk; return what is wrong, or nothing."""
    transport = request.transport
    try:
        if transport is None:
            return "cancelled"
        if len(chunk) <= _UNBLOCKED and not transport.get_write_buffer_size():
            await out.write(chunk)
            return ""
        async with asyncio.timeout(seconds):
            await out.write(chunk)
    except TimeoutError:
        return "slow_client"
    except (ConnectionError, aiohttp.ClientError):
        return "cancelled"
    return ""


def _cut(request: web.BaseRequest, how: str) -> None:
    """Close the connection without the end that a whole reply has."""
    if request.transport is None:
        return
    if how == "slow_client":  # it would be closed only once all that waits was taken
        request.transport.abort()
    else:
        request.transport.close()
