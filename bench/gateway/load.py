"""A load generator on bare asyncio protocols, in a process of its own.

    python bench/gateway/load.py closed PORT SECONDS CONNECTIONS
    python bench/gateway/load.py open PORT SECONDS CONNECTIONS RATE
    python bench/gateway/load.py streams PORT SECONDS CONNECTIONS RATE

`closed` asks again as soon as it is answered, and says how often a second. `open` sends at fixed
moments, whatever the answers do, and counts a latency from the moment at which the request was
due: a server that stalls is charged for all that waited meanwhile (no coordinated omission).
`streams` does the same with streams, and says when the first chunk came and when the last.
It is Python, and on a busy machine late by itself: its own lateness is said beside the latencies.
Requests come from `ACCOUNTS` keys in turn.
"""

from __future__ import annotations

import asyncio
import json
import sys
import time
from collections import deque
from collections.abc import Iterator
from itertools import cycle

ACCOUNTS = 200
ASKED = {
    "model": "m", "temperature": 0.7, "max_tokens": 200, "user": "u7",
    "messages": [{"role": "system", "content": "Be brief. " * 20},
                 {"role": "user", "content": "When does water freeze? " * 10}],
}  # fmt: skip


def key(number: int) -> str:
    """Return the key of an account."""
    return f"sk-of-a-bench-{number:05}"


def requests(stream: bool = False) -> Iterator[bytes]:
    """Return requests of all accounts, over and over."""
    body = json.dumps(ASKED | ({"stream": True} if stream else {})).encode()
    head = (
        "POST /v1/chat/completions HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-type: application/json"
        "\r\nauthorization: Bearer {}\r\ncontent-length: {}\r\n\r\n"
    )
    made = [head.format(key(n), len(body)).encode() + body for n in range(ACCOUNTS)]
    return cycle(made)


class Connection(asyncio.Protocol):
    """Sends and counts whole replies."""

    def __init__(self, answered, asked) -> None:
        self._answered, self._asked, self._held = answered, asked, bytearray()
        self.due: deque[float] = deque()

    def connection_made(self, transport) -> None:
        """See `asyncio.Protocol`."""
        self.transport = transport

    def send(self, due: float) -> None:
        """Send a request that was due at a moment."""
        self.due.append(due)
        self.transport.write(next(self._asked))

    def data_received(self, data: bytes) -> None:
        """See `asyncio.Protocol`."""
        self._held += data
        while (head := self._held.find(b"\r\n\r\n")) >= 0:
            lower = bytes(self._held[:head]).lower()
            at = lower.index(b"content-length:") + 15
            size = head + 4 + int(lower[at:].partition(b"\r\n")[0])
            if len(self._held) < size:
                return
            assert lower.startswith(b"http/1.1 200"), lower[:80]
            del self._held[:size]
            self._answered(self, self.due.popleft())


class Streaming(Connection):
    """Sends and tells when the first chunk came and when the last."""

    def __init__(self, answered, asked) -> None:
        super().__init__(answered, asked)
        self.first: float | None = None

    def data_received(self, data: bytes) -> None:
        """See `asyncio.Protocol`."""
        self._held += data
        if self.first is None and b"data: " in self._held:
            assert self._held.lower().startswith(b"http/1.1 200"), bytes(self._held[:80])
            self.first = time.perf_counter()
        # whole with the last chunk of a chunked body, which follows the mark of the stream
        if b"data: [DONE]" in self._held and self._held.endswith(b"0\r\n\r\n"):
            self._held.clear()
            self._answered(self, self.due.popleft())


async def closed(port: int, seconds: float, connections: int) -> dict[str, float]:
    """Return answers a second."""
    count, end = 0, time.perf_counter() + seconds

    def answered(one: Connection, due: float) -> None:
        nonlocal count
        count += 1
        if time.perf_counter() < end:
            one.send(0.0)

    made = await opened(port, connections, answered)
    begun = time.perf_counter()
    for one in made:
        one.send(0.0)
    await asyncio.sleep(seconds)
    return {"rate": count / (time.perf_counter() - begun), "answered": count}


async def open_loop(
    port: int, seconds: float, connections: int, rate: float, kind: type[Connection] = Connection
) -> dict[str, float]:
    """Return quantiles of the latency, and of the first chunk's if there is one, milliseconds."""
    latencies: list[float] = []
    firsts: list[float] = []
    free: deque[Connection] = deque()
    waiting: deque[float] = deque()  # due, and no connection was free
    late = 0.0

    def answered(one: Connection, due: float) -> None:
        latencies.append(time.perf_counter() - due)
        if isinstance(one, Streaming) and one.first is not None:
            firsts.append(one.first - due)
            one.first = None
        if waiting:
            one.send(waiting.popleft())
        else:
            free.append(one)

    free.extend(await opened(port, connections, answered, kind))
    await asyncio.sleep(1)  # a server that takes in hundreds of connections is slow meanwhile
    start, sent = time.perf_counter(), 0
    while (now := time.perf_counter()) < start + seconds:
        while (due := start + sent / rate) <= now:
            sent += 1
            late = max(late, now - due)
            if free:
                free.popleft().send(due)
            else:
                waiting.append(due)
        await asyncio.sleep(max(0.0, start + sent / rate - time.perf_counter()))
    await asyncio.sleep(2)
    ends = {"generator_late_ms": 1000 * late, "sent": sent, "answered": len(latencies)}
    return quantiles("p", latencies) | quantiles("first_p", firsts) | ends


def quantiles(name: str, of: list[float]) -> dict[str, float]:
    """Return quantiles in milliseconds, of none nothing."""
    found = sorted(of)
    return {
        f"{name}{q:g}_ms": 1000 * found[min(len(found) - 1, int(len(found) * q / 100))]
        for q in (50, 90, 99, 99.9)
        if found
    }


async def opened(
    port: int, count: int, answered, kind: type[Connection] = Connection
) -> list[Connection]:
    """Return so many connections."""
    loop, asked = asyncio.get_running_loop(), requests(kind is Streaming)
    make = [loop.create_connection(lambda: kind(answered, asked), "127.0.0.1", port)
            for _ in range(count)]  # fmt: skip
    return [protocol for _, protocol in await asyncio.gather(*make)]


if __name__ == "__main__":
    kind, *numbers = sys.argv[1:]
    port, seconds, connections = int(numbers[0]), float(numbers[1]), int(numbers[2])
    of = Streaming if kind == "streams" else Connection
    run = closed(port, seconds, connections) if kind == "closed" else open_loop(
        port, seconds, connections, float(numbers[3]), of
    )  # fmt: skip
    print(json.dumps(asyncio.run(run)))
