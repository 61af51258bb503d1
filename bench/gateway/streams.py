"""A model API that answers in chunks: the first at once, ten more every twenty milliseconds.

python bench/gateway/streams.py PORT
"""

from __future__ import annotations

import asyncio
import json
import sys

HEAD = (
    b"HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n"
    b"cache-control: no-cache\r\n\r\n"
)
CHUNKS, APART = 10, 0.02


def chunk(text: bytes) -> bytes:
    """Return an event as a chunk of a body."""
    event = b"data: " + text + b"\n\n"
    return b"%x\r\n%s\r\n" % (len(event), event)


def said(**more: object) -> bytes:
    """Return a part of a reply."""
    base = {"id": "chatcmpl-1", "object": "chat.completion.chunk", "created": 1, "model": "m"}
    return chunk(json.dumps(base | more, separators=(",", ":")).encode())


WORD = said(choices=[{"index": 0, "delta": {"content": "Zero degrees. "}, "finish_reason": None}])
LAST = (
    said(choices=[{"index": 0, "delta": {}, "finish_reason": "stop"}])
    + said(choices=[], usage={"prompt_tokens": 11, "completion_tokens": 22, "total_tokens": 33})
    + chunk(b"[DONE]") + b"0\r\n\r\n"
)  # fmt: skip


class Api(asyncio.Protocol):
    """Answers each request of a connection in turn."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """See `asyncio.Protocol`."""
        self.transport, self.held = transport, bytearray()

    def data_received(self, data: bytes) -> None:
        """See `asyncio.Protocol`."""
        self.held += data
        head = self.held.find(b"\r\n\r\n")
        if head < 0:
            return
        fields = bytes(self.held[:head]).lower()
        at = fields.find(b"content-length:")
        size = int(fields[at + 15 :].partition(b"\r\n")[0]) if at >= 0 else 0
        if len(self.held) >= head + 4 + size:
            del self.held[: head + 4 + size]
            self.transport.write(HEAD + WORD)
            self.more(CHUNKS)

    def more(self, left: int) -> None:
        """Send what is left, a part at a time."""
        if not self.transport.is_closing():
            loop = asyncio.get_running_loop()
            loop.call_later(APART, self.part, left)

    def part(self, left: int) -> None:
        """Send a part."""
        self.transport.write(WORD if left else LAST)
        if left:
            self.more(left - 1)


async def main(port: int) -> None:
    """Answer until stopped."""
    server = await asyncio.get_running_loop().create_server(Api, "127.0.0.1", port, backlog=1024)
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1])))
