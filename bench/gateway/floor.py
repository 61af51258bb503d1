"""The leanest proxy on the gateway's server library: a body in, a body or a stream out, no more.

    python bench/gateway/floor.py UPSTREAM PORT

What `stillwatch serve` is compared with: what it costs more than this is its own.
"""

from __future__ import annotations

import asyncio
import sys

import aiohttp
from aiohttp import web


async def main(upstream: str, port: int) -> None:
    """Pass requests on until stopped."""
    connector = aiohttp.TCPConnector(limit=0)
    async with aiohttp.ClientSession(connector=connector, auto_decompress=False) as session:

        async def handle(request: web.BaseRequest) -> web.StreamResponse:
            body = await request.read()
            headers = {"content-type": request.headers.get("content-type", "")}
            async with session.request(
                request.method, upstream + request.raw_path, data=body, headers=headers
            ) as reply:
                if reply.headers.get("content-type", "").startswith("text/event-stream"):
                    out = web.StreamResponse(headers={"content-type": "text/event-stream"})
                    await out.prepare(request)
                    async for part in reply.content.iter_any():
                        await out.write(part)
                    await out.write_eof()
                    return out
                whole = await reply.read()
                kind = reply.headers.get("content-type", "")
                return web.Response(status=reply.status, body=whole, headers={"content-type": kind})

        runner = web.ServerRunner(web.Server(handle, access_log=None))
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", port, backlog=1024).start()
        print("ready", flush=True)
        await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], int(sys.argv[2])))
