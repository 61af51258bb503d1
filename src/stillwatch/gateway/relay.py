"""The way back: the API's reply to the client as it comes, seen by a watch on the way."""

from __future__ import annotations

import asyncio
from typing import NamedTuple, Protocol

import aiohttp
from aiohttp import web
from multidict import CIMultiDict

from stillwatch.gateway.headers import passing
from stillwatch.gateway.upstream import refusal
from stillwatch.gateway.usage import Stripper

SMALL = 64 << 10
"""Bytes of a reply of known length that is sent at once."""
_UNBLOCKED = 16 << 10  # what an empty socket buffer takes without waiting
_BROKEN = (aiohttp.ClientError, TimeoutError, OSError)


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


async def relay(
    request: web.BaseRequest, reply: aiohttp.ClientResponse, watch: Sees | None,
    stripper: Stripper | None, seconds: float,
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
    stripper
        Takes usage out of a stream.
    seconds
        Longest wait for a client that does not take what is sent.

    Raises
    ------
    Refused
        The reply broke off before anything of it was sent.
    """
    try:
        kind, coding = reply.headers.get("content-type", ""), reply.headers.get("content-encoding")
        if watch is not None:
            watch.reply(reply.status, kind, coding)
        if coding or not kind.lower().startswith("text/event-stream"):
            stripper = None
        headers = passing(reply.headers, ("content-length",) if stripper else ())
        headers.setdefault("server", "stillwatch")
        length = reply.content_length
        bodiless = request.method == "HEAD" or reply.status in (204, 304)
        if length is not None and length <= SMALL and not stripper and not bodiless:
            return await _at_once(reply, headers, watch)
        out = web.StreamResponse(status=reply.status, reason=reply.reason, headers=headers)
        try:
            await out.prepare(request)
        except ConnectionError:
            return Relayed(out, "cancelled")
        return Relayed(out, await _stream(request, out, reply, watch, stripper, seconds))
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
    return Relayed(out, "done")


async def _stream(
    request: web.BaseRequest, out: web.StreamResponse, reply: aiohttp.ClientResponse,
    watch: Sees | None, stripper: Stripper | None, seconds: float,
) -> str:  # fmt: skip
    """Send chunk by chunk; return how it ended."""
    while True:
        try:
            chunk = await reply.content.readany()
        except _BROKEN:
            # the head is out: the client sees what it would see without us, a reply cut off
            if stripper is not None and (rest := stripper.rest()):
                await _write(request, out, rest, seconds)
            _cut(request)
            return "broken"
        if watch is not None and chunk:
            watch.chunk(chunk)
        last = not chunk
        if stripper is not None:
            chunk = stripper.rest() if last else stripper.feed(chunk)
        if chunk and (how := await _write(request, out, chunk, seconds)):
            _cut(request)
            return how
        if last:
            return "done"


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


def _cut(request: web.BaseRequest) -> None:
    """Close the connection without the end that a whole reply has."""
    if request.transport is not None:
        request.transport.close()
