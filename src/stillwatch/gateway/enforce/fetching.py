"""A file that a batch is to be made of, fetched with the credentials of who makes it."""

from __future__ import annotations

from collections.abc import AsyncIterator

import aiohttp
from multidict import MultiMapping

from stillwatch.gateway.answers import Refused
from stillwatch.gateway.enforce.carried import Fetch
from stillwatch.gateway.headers import passing
from stillwatch.gateway.upstream import Upstream, refusal

_OF_BODY = (
    *("content-length", "content-type", "content-encoding", "accept", "accept-encoding"),
    *("idempotency-key", "range"),
)


def fetching(upstream: Upstream, headers: MultiMapping[str], most: int) -> Fetch:
    """Return what fetches a file.

    Parameters
    ----------
    upstream
        The API.
    headers
        That the API is sent with the request that makes the batch.
    most
        Bytes that the file may have.
    """
    sent = passing(headers, _OF_BODY)
    sent["Accept-Encoding"] = "identity"

    async def fetch(target: str) -> AsyncIterator[bytes]:
        reply = await upstream.send("GET", target, sent, None)
        left = most
        try:
            if reply.status != 200 or "content-encoding" in reply.headers:
                said = "The input file cannot be read."
                raise Refused(400, "invalid_input_file", said, False)
            while chunk := await reply.content.readany():
                left -= len(chunk)
                if left < 0:
                    raise Refused(413, "request_too_large", "the input file is too large", False)
                yield chunk
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            raise refusal(error) from error
        finally:
            reply.close()

    return fetch
