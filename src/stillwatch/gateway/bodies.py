"""Bodies of requests: read whole or passed on as they come, never beyond their bound."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from math import inf

from aiohttp import web
from aiohttp.http_exceptions import HttpProcessingError

from stillwatch.gateway.answers import Refused

SLICE = 256 << 10
_TOTAL = 600.0  # seconds that a body which is held may take, however it trickles


class Body:
    """The body of a request.

    Parameters
    ----------
    request
        Whose body it is.
    most
        Bytes that it may have.
    seconds
        Longest wait for its next part.

    Raises
    ------
    Refused
        It says itself that it is larger.
    """

    def __init__(self, request: web.BaseRequest, most: int, seconds: float) -> None:
        self._request, self._most, self._seconds = request, most, seconds
        self.size = 0
        """Bytes that have come."""
        self.failure: Refused | None = None
        """Why it could not be read to its end."""
        if (request.content_length or 0) > most:
            raise _too_large(most)

    async def whole(self) -> bytes:
        """Read all of it.

        Raises
        ------
        Refused
            It is too large, too slow or broken.
        """
        content = self._request.content
        # mostly all of it came with the headers
        if content.is_eof() and content.exception() is None and not self._waits():
            whole = content.read_nowait(-1)
            self.size = len(whole)
            if self.size > self._most:
                raise _too_large(self._most)
            return whole
        parts = [part async for part in self._read(_TOTAL)]
        return parts[0] if len(parts) == 1 else b"".join(parts)

    async def parts(self) -> AsyncIterator[bytes]:
        """Yield it as it comes. Raises `Refused` as `whole` does, and keeps it."""
        try:
            async for part in self._read(inf):
                yield part
        except Refused as refused:
            self.failure = refused
            raise

    def _waits(self) -> bool:
        """Whether the client may wait to be told to go on."""
        return self._request.headers.get("expect", "").lower() == "100-continue"

    async def _read(self, total: float) -> AsyncIterator[bytes]:
        request = self._request
        if not request.can_read_body:
            return
        if self._waits():
            await request.writer.write(b"HTTP/1.1 100 Continue\r\n\r\n")
            request.writer.output_size = 0
        now = asyncio.get_running_loop().time
        end = now() + total
        while True:
            try:
                async with asyncio.timeout_at(min(end, now() + self._seconds)):
                    part = await request.content.readany()
            except TimeoutError:
                raise Refused(
                    408, "request_timeout", "the body of the request did not come"
                ) from None
            except (HttpProcessingError, web.RequestPayloadError) as error:
                raise Refused(400, "bad_body", "the body of the request is broken") from error
            if not part:
                return
            self.size += len(part)
            if self.size > self._most:
                raise _too_large(self._most)
            yield part


async def sliced(body: bytes) -> AsyncIterator[memoryview]:
    """Yield a large body in parts, so that sending it lets others go on in between."""
    whole = memoryview(body)
    for at in range(0, len(body), SLICE):
        yield whole[at : at + SLICE]


def _too_large(most: int) -> Refused:
    return Refused(413, "request_too_large", f"the body has more than {most >> 20} MiB", False)
