"""The clients of a soak: they ask, misbehave as they are told to, and note what they got."""

from __future__ import annotations

import asyncio
import json
import random
import re
import time
from collections import Counter
from collections.abc import AsyncIterator
from typing import NamedTuple

from soak_api import STREAMS, WEIGHTS, number_in, parts_of

MOST = 400
"""Requests at a time; what is due beyond is left out, and counted."""
_PATIENCE = 60.0
_SIZE = re.compile(rb"(?i)\r\ncontent-length: *(\d+)")
_OVERSIZE = 3 << 20
Wire = tuple[asyncio.StreamReader, asyncio.StreamWriter]


class Got(NamedTuple):
    """What a client got."""

    outcome: str
    """`whole`, `whole other` (of another text), `status 429` and so on, `cut` (it broke off),
    `no reply`, `no connection`, `left` (by the client's own will), `timed out`."""
    status: int
    """0: no head came."""
    sent: float
    done: float
    """Seconds since 1970."""


class Ledger:
    """What was asked and what became of it."""

    def __init__(self) -> None:
        self.kinds: dict[int, str] = {}
        self.whole: dict[int, float] = {}
        """Number of each request that was answered 200 and whole, to when that was."""
        self.outcomes = Counter[tuple[str, str]]()
        """By kind and outcome."""
        self.held_back = 0

    def number(self, kind: str) -> int:
        """Return the number of a new request."""
        number = len(self.kinds) + 1
        self.kinds[number] = kind
        return number

    def note(self, number: int, got: Got) -> None:
        """Note what became of a request."""
        self.outcomes[self.kinds[number], got.outcome] += 1
        if got.status == 200 and got.outcome in ("whole", "whole other"):
            self.whole[number] = got.done


class Clients:
    """Ask through a port."""

    def __init__(self, port: int, ledger: Ledger, draw: random.Random) -> None:
        self._port, self._ledger, self._draw = port, ledger, draw
        self._idle: list[Wire] = []
        self._running = set[asyncio.Task[Got]]()
        self.go = asyncio.Event()
        """Cleared: no new requests of the load."""
        self.go.set()

    async def load(self, rate: float, accounts: int) -> None:
        """Ask at random moments, `rate` a second in the mean, until cancelled."""
        kinds, weights = list(WEIGHTS), list(WEIGHTS.values())
        due = time.monotonic()
        while True:
            if not self.go.is_set():
                await self.go.wait()
                due = time.monotonic()
            due += self._draw.expovariate(rate)
            kind = self._draw.choices(kinds, weights)[0]
            key = f"sk-soak-customer-{self._draw.randrange(accounts)}"
            await asyncio.sleep(max(0.0, due - time.monotonic()))
            if len(self._running) >= MOST:
                self._ledger.held_back += 1
                continue
            task = asyncio.create_task(self.ask(kind, key, fresh=self._draw.random() < 0.3))
            self._running.add(task)
            task.add_done_callback(self._running.discard)

    async def closed(self, seconds: float, connections: int) -> float:
        """Ask as fast as is answered; return answers a second."""
        end = time.monotonic() + seconds

        async def one(number: int) -> int:
            count = 0
            while time.monotonic() < end:
                await self.ask("json", f"sk-soak-customer-{number}")
                count += 1
            return count

        return sum(await asyncio.gather(*map(one, range(connections)))) / seconds

    async def quiet(self) -> None:
        """Let all requests that run come to their end, and close what is idle."""
        while self._running:
            await asyncio.wait(self._running)
        for _, writer in self._idle:
            writer.close()
        self._idle.clear()

    async def ask(self, kind: str, key: str, fresh: bool = False) -> Got:
        """Ask once; return and note what came."""
        number, begun = self._ledger.number(kind), time.time()
        head, body = asked(number, kind, key)
        wire: Wire | None = None
        status = 0
        try:
            async with asyncio.timeout(_PATIENCE):
                wire = await self._wire(fresh)
                if not await self._send(wire[1], kind, head, body):
                    outcome = "left"
                else:
                    outcome, status, kept = await self._take(wire[0], number, kind)
                    if kept and not fresh:
                        self._idle.append(wire)
                        wire = None
        except TimeoutError:
            outcome = "timed out"
        except (OSError, asyncio.IncompleteReadError) as error:
            outcome = "no connection" if wire is None else "no reply"
            if isinstance(error, _Cut):
                outcome, status = "cut", error.status
        finally:
            if wire is not None:
                wire[1].transport.abort()
        got = Got(outcome, status, begun, time.time())
        self._ledger.note(number, got)
        return got

    async def _wire(self, fresh: bool) -> Wire:
        while self._idle and not fresh:
            reader, writer = self._idle.pop()
            if not reader.at_eof() and not writer.is_closing():
                return reader, writer
            writer.close()
        return await asyncio.open_connection("127.0.0.1", self._port)

    async def _send(
        self, writer: asyncio.StreamWriter, kind: str, head: bytes, body: bytes
    ) -> bool:
        """Send a request; return whether the client then waits for its reply."""
        if kind == "client_half_body":
            writer.write(head + body[: len(body) // 2])
            await writer.drain()
            await asyncio.sleep(0.2)
            return False
        if kind == "client_sends_slowly":
            writer.write(head)
            for at in range(0, len(body), 100):
                writer.write(body[at : at + 100])
                await asyncio.sleep(0.4)
            return True
        writer.write(head)
        try:
            writer.write(body)
            await writer.drain()
        except ConnectionError:
            if kind != "client_oversize":  # the refusal comes before all of it is sent
                raise
        if kind == "client_leaves_before":
            await asyncio.sleep(0.5)
            return False
        return True

    async def _take(
        self, reader: asyncio.StreamReader, number: int, kind: str
    ) -> tuple[str, int, bool]:
        """Take a reply; return the outcome, the status, and whether the connection is kept."""
        head = await reader.readuntil(b"\r\n\r\n")
        status = int(head[9:12])
        kept = b"connection: close" not in head.lower()
        try:
            if (size := _SIZE.search(head)) is not None:
                body = await reader.readexactly(int(size[1]))
            else:
                body = b""
                async for chunk in _chunks(reader):
                    body += chunk
                    if kind == "client_leaves_stream" and status == 200:
                        return "left", status, False
                    if kind == "client_reads_slowly":
                        await asyncio.sleep(0.01)
        except (OSError, asyncio.IncompleteReadError):
            raise _Cut(status) from None
        if status != 200:
            return f"status {status}", status, kept
        right = text_of(body, kind in STREAMS) == "".join(parts_of(number, kind))
        return "whole" if right else "whole other", status, kept


class _Cut(OSError):
    """A reply broke off after its head."""

    def __init__(self, status: int) -> None:
        super().__init__()
        self.status = status


async def _chunks(reader: asyncio.StreamReader) -> AsyncIterator[bytes]:
    while True:
        line = await reader.readline()
        if not line.endswith(b"\n"):
            raise ConnectionError
        size = int(line, 16)
        chunk = await reader.readexactly(size + 2)
        if not size:
            return
        yield chunk[:-2]


def asked(number: int, kind: str, key: str) -> tuple[bytes, bytes]:
    """Return head and body of a request."""
    said = f"[q-{number}] When does water freeze?"
    if kind == "client_sends_slowly":
        said += " Please." * 80
    if kind == "client_oversize":
        said += "x" * _OVERSIZE
    of = {"model": "m", "messages": [{"role": "user", "content": said}]}
    body = json.dumps(of | ({"stream": True} if kind in STREAMS else {})).encode()
    if kind == "client_bad_json":
        body = body[:-2]
    head = (
        "POST /v1/chat/completions HTTP/1.1\r\nhost: 127.0.0.1\r\n"
        f"content-type: application/json\r\nauthorization: Bearer {key}\r\nx-soak: {kind}\r\n"
        f"content-length: {len(body)}\r\n\r\n"
    )
    return head.encode(), body


def text_of(body: bytes, stream: bool) -> str | None:
    """Return the text of a reply; null: it is none, or has no end."""
    try:
        if not stream:
            return json.loads(body)["choices"][0]["message"]["content"]
        events = [part[6:] for part in body.split(b"\n\n") if part.startswith(b"data: ")]
        if not events or events.pop() != b"[DONE]":
            return None
        choices = [json.loads(event)["choices"] for event in events]
        return "".join(c[0]["delta"].get("content", "") for c in choices if c)
    except (ValueError, LookupError):
        return None


__all__ = ["Clients", "Got", "Ledger", "number_in"]
