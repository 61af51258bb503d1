"""The API behind a soak: answers with the number of the request, or fails as it is told to.

A request's `x-soak` header names what happens to it, its prompt its number. The text of a reply
follows from both, so that what a client got and what the log holds can be compared with it.
"""

from __future__ import annotations

import asyncio
import json
import re
import socket
import struct
from collections import Counter

WEIGHTS = {
    "json": 300, "sse": 300, "large": 40, "long": 40,
    "api_resets_before": 8, "api_resets_within": 8, "api_resets_stream": 8,
    "api_stalls_before": 8, "api_stalls_stream": 8, "api_429": 8, "api_500": 8,
    "api_bad_chunk": 8, "api_bad_head": 8, "api_half_closes": 8,
    "client_leaves_before": 8, "client_leaves_stream": 8, "client_sends_slowly": 8,
    "client_reads_slowly": 8, "client_bad_json": 8, "client_oversize": 8, "client_half_body": 8,
}  # fmt: skip
"""Kinds of requests, and how many of a thousand or so there are."""
FAULTS = tuple(kind for kind in WEIGHTS if kind.startswith(("api_", "client_")))
STREAMS = {"sse", "long", "api_resets_stream", "api_stalls_stream", "api_bad_chunk",
           "api_half_closes", "client_leaves_stream", "client_reads_slowly"}  # fmt: skip
"""Kinds whose reply is a stream."""
_WORDS = {"large": 6000, "long": 40, "client_reads_slowly": 200}
_NUMBER = re.compile(rb"\[q-(\d+)\]")
_SIZE = re.compile(rb"(?i)\r\ncontent-length: *(\d+)")
_KIND = re.compile(rb"(?i)\r\nx-soak: *([a-z0-9_]+)")
STALL = 2.5
"""Seconds that it stalls."""


def parts_of(number: int, kind: str) -> list[str]:
    """Return the text of the reply to a request, as the parts of a stream."""
    count = _WORDS.get(kind, 8)
    return [f"[q-{number}] ", *(f"Zero degrees, {n}. " for n in range(count))]


def number_in(text: bytes) -> int | None:
    """Return the number of a request that is told in a text."""
    found = _NUMBER.search(text)
    return int(found[1]) if found else None


class Api:
    """Serves until it is closed; `answered` counts replies that were sent whole, by kind."""

    def __init__(self) -> None:
        self.answered = Counter[str]()
        self.port = 0
        self._server: asyncio.Server | None = None

    async def start(self) -> None:
        """Listen."""
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0, backlog=1024)
        self.port = self._server.sockets[0].getsockname()[1]

    async def close(self) -> None:
        """Listen no more."""
        if self._server is not None:
            self._server.close()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while await self._one(reader, writer):
                pass
        except (ConnectionError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
            pass
        finally:
            writer.close()

    async def _one(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
        """Answer a request; return whether the connection is still of use."""
        head = await reader.readuntil(b"\r\n\r\n")
        size, told = _SIZE.search(head), _KIND.search(head)
        body = await reader.readexactly(int(size[1]) if size else 0)
        kind = told[1].decode() if told else "json"
        try:
            stream = bool(json.loads(body).get("stream"))
        except ValueError:
            writer.write(_whole(400, {"error": {"message": "no JSON", "type": "bad_request"}}))
            return True
        number = number_in(body) or 0
        if kind == "api_resets_before":
            _reset(writer)
        elif kind == "api_bad_head":
            writer.write(b"HTTP/1.1 two hundred\r\nnonsense\r\n\r\n")
        elif kind in ("api_429", "api_500"):
            error = {"error": {"message": "not now", "type": "overloaded"}}
            writer.write(_whole(int(kind[4:]), error))
            return True
        elif stream:
            return await self._stream(writer, number, kind)
        else:
            if kind in ("api_stalls_before", "client_leaves_before"):
                await asyncio.sleep(STALL)
            reply = _whole(200, _completion(number, kind))
            if kind == "api_resets_within":
                writer.write(reply[: len(reply) // 2])
                await writer.drain()
                await asyncio.sleep(0.02)
                _reset(writer)
                return False
            writer.write(reply)
            await writer.drain()
            self.answered[kind] += 1
            return True
        return False

    async def _stream(self, writer: asyncio.StreamWriter, number: int, kind: str) -> bool:
        writer.write(
            b"HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\n"
            b"transfer-encoding: chunked\r\n\r\n"
        )
        for at, text in enumerate(parts_of(number, kind)):
            choice = {"index": 0, "delta": {"content": text}, "finish_reason": None}
            writer.write(_event(number, choices=[choice]))
            await writer.drain()
            if at == 4:
                if kind == "api_stalls_stream":
                    await asyncio.sleep(STALL)
                elif kind == "api_resets_stream":
                    _reset(writer)
                    return False
                elif kind == "api_bad_chunk":
                    writer.write(b"not a size\r\nnor a chunk")
                    return False
                elif kind == "api_half_closes":
                    writer.write_eof()
                    await asyncio.sleep(0.5)
                    return False
            await asyncio.sleep(0.02 if kind != "client_reads_slowly" else 0.002)
        last = {"index": 0, "delta": {}, "finish_reason": "stop"}
        usage = {"prompt_tokens": 9, "completion_tokens": 20, "total_tokens": 29}
        writer.write(_event(number, choices=[last]) + _event(number, choices=[], usage=usage))
        writer.write(_chunk(b"data: [DONE]\n\n") + b"0\r\n\r\n")
        await writer.drain()
        self.answered[kind] += 1
        return True


def _completion(number: int, kind: str) -> dict[str, object]:
    text = "".join(parts_of(number, kind))
    message = {"role": "assistant", "content": text}
    return {
        "id": f"chatcmpl-{number}", "object": "chat.completion", "created": 1, "model": "m",
        "choices": [{"index": 0, "message": message, "finish_reason": "stop"}],
        "usage": {"prompt_tokens": 9, "completion_tokens": 20, "total_tokens": 29},
    }  # fmt: skip


def _whole(status: int, of: dict[str, object]) -> bytes:
    body = json.dumps(of).encode()
    return (
        f"HTTP/1.1 {status} Told\r\ncontent-type: application/json\r\n"
        f"content-length: {len(body)}\r\n\r\n"
    ).encode() + body


def _event(number: int, **more: object) -> bytes:
    of = {"id": f"chatcmpl-{number}", "object": "chat.completion.chunk", "created": 1, "model": "m"}
    return _chunk(b"data: " + json.dumps(of | more).encode() + b"\n\n")


def _chunk(data: bytes) -> bytes:
    return b"%x\r\n%s\r\n" % (len(data), data)


def _reset(writer: asyncio.StreamWriter) -> None:
    """End a connection by RST."""
    wire = writer.get_extra_info("socket")
    wire.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    writer.transport.abort()
