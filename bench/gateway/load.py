"""A load generator on bare asyncio protocols, in a process of its own.

    python bench/gateway/load.py closed PORT SECONDS CONNECTIONS
    python bench/gateway/load.py open PORT SECONDS CONNECTIONS RATE

`closed` asks again as soon as it is answered, and says how often a second. `open` sends at fixed
moments, whatever the answers do, and counts a latency from the moment at which the request was
due: a server that stalls is charged for all that waited meanwhile (no coordinated omission).
It is Python, and on a busy machine late by itself: its own lateness is said beside the latencies.
"""

from __future__ import annotations

import asyncio
import json
import sys
import time
from collections import deque

ASKED = json.dumps({
    "model": "m", "temperature": 0.7, "max_tokens": 200, "user": "u7",
    "messages": [{"role": "system", "content": "Be brief. " * 20},
                 {"role": "user", "content": "When does water freeze? " * 10}],
}).encode()  # fmt: skip
REQUEST = (
    b"POST /v1/chat/completions HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-type: application/json\r\n"
    b"authorization: Bearer sk-of-a-bench\r\ncontent-length: %d\r\n\r\n" % len(ASKED)
) + ASKED


class Connection(asyncio.Protocol):
    """Sends and counts whole replies."""

    def __init__(self, answered) -> None:
        self._answered, self._held, self.due = answered, bytearray(), deque()

    def connection_made(self, transport) -> None:
        """See `asyncio.Protocol`."""
        self.transport = transport

    def send(self, due: float) -> None:
        """Send a request that was due at a moment."""
        self.due.append(due)
        self.transport.write(REQUEST)

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
    return {"rate": count / (time.perf_counter() - begun)}


async def open_loop(port: int, seconds: float, connections: int, rate: float) -> dict[str, float]:
    """Return quantiles of the latency, milliseconds."""
    latencies: list[float] = []
    free: deque[Connection] = deque()
    waiting: deque[float] = deque()  # due, and no connection was free
    late = 0.0

    def answered(one: Connection, due: float) -> None:
        latencies.append(time.perf_counter() - due)
        if waiting:
            one.send(waiting.popleft())
        else:
            free.append(one)

    free.extend(await opened(port, connections, answered))
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
    found = sorted(latencies)
    at = {f"p{q:g}": 1000 * found[min(len(found) - 1, int(len(found) * q / 100))]
          for q in (50, 90, 99, 99.9)}  # fmt: skip
    return at | {"sent": sent, "answered": len(found), "generator_late_ms": 1000 * late}


async def opened(port: int, count: int, answered) -> list[Connection]:
    """Return so many connections."""
    loop = asyncio.get_running_loop()
    make = [loop.create_connection(lambda: Connection(answered), "127.0.0.1", port)
            for _ in range(count)]  # fmt: skip
    return [protocol for _, protocol in await asyncio.gather(*make)]


if __name__ == "__main__":
    kind, *numbers = sys.argv[1:]
    port, seconds, connections = int(numbers[0]), float(numbers[1]), int(numbers[2])
    run = closed(port, seconds, connections) if kind == "closed" else open_loop(
        port, seconds, connections, float(numbers[3])
    )  # fmt: skip
    print(json.dumps(asyncio.run(run)))
