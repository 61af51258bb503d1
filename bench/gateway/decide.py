"""What deciding costs a request: lookup and limits, beside reading the request's JSON.

Usage: ``python bench/gateway/decide.py [--decisions 100000] [--seconds 1]``. Prints processor
microseconds a request and ratios to decoding a chat request of 2 KB, which any proxy that looks
inside pays; and how late an event loop is while the decisions are loaded and changed beside it.
"""

from __future__ import annotations

import argparse
import asyncio
import ipaddress
import random
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import msgspec

from stillwatch.gateway.enforce.actions.throttle import charges_of
from stillwatch.gateway.limits.gcra import asked_of
from stillwatch.gateway.limits.machine import MachineLimiter
from stillwatch.gateway.limits.process import ProcessLimiter
from stillwatch.respond.decisions.changes import Changes
from stillwatch.respond.decisions.index import Caller, Index
from stillwatch.respond.decisions.model import Action, Decision, Limits, Membership, Scope


def decided(number: int, scope: Scope, action: Action, limits: Limits) -> Decision:
    """Make a decision that holds."""
    return Decision(
        id=f"d-{number:016x}", scope=scope, action=action, reason="so", rule="r", start=0.0,
        expires=3e7, simulated=False,
        limits=limits if action is Action.THROTTLE else None,
    )  # fmt: skip


def decisions(count: int) -> tuple[list[Decision], list[Membership]]:
    """Make decisions of every scope; a tenth are about campaigns of fifty accounts."""
    draw, made, members = random.Random(7), [], []
    kinds = ("account", "account", "account", "key", "org", "end_user", "observable", "campaign")
    for number in range(count):
        kind = kinds[number % len(kinds)]
        value, within = f"{kind}-{number}", None
        if kind == "end_user":
            within = f"account-{number}"
        elif kind == "observable":
            value, within = f"10.{number >> 8 & 255}.{number & 255}.0/24", "ip_prefix"
        elif kind == "campaign" and number % 80 == 7:
            members += [Membership(value, f"account-{draw.randrange(count)}") for _ in range(50)]
        action = draw.choice([Action.TAG, Action.THROTTLE, Action.HARDEN, Action.BLOCK])
        limits = Limits(requests_per_minute=1e6, tokens_per_minute=1e9)
        made.append(decided(number, Scope(kind, value, within), action, limits))
    return made, members


def cost(call: Callable[[int], object], seconds: float) -> float:
    """Return the processor seconds a call takes, the best of five rounds."""
    best, times = float("inf"), 500
    for _ in range(5):
        begun = time.process_time()
        done = 0
        while time.process_time() - begun < seconds / 5:
            for number in range(times):
                call(number)
            done += times
        best = min(best, (time.process_time() - begun) / done)
    return best


async def lateness(work: Callable[[], object]) -> tuple[float, float]:
    """Return the processor time of work in a thread, and how late the loop beside it is at worst.

    The lateness is wall time: it means something on a machine that does nothing else.
    """
    task, worst = asyncio.ensure_future(asyncio.to_thread(work)), 0.0
    begun = time.process_time()
    while not task.done():
        asleep = time.perf_counter()
        await asyncio.sleep(0.001)
        worst = max(worst, time.perf_counter() - asleep - 0.001)
    return time.process_time() - begun, worst


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--decisions", type=int, default=100_000)
    parser.add_argument("--seconds", type=float, default=1.0)
    asked = parser.parse_args()
    made, members = decisions(asked.decisions)
    held: list[Index] = []

    def load() -> None:
        held.append(Index().after(Changes(1, True, made, joined=members)))

    async def loaded() -> None:
        whole, late = await lateness(load)
        print(f"load {len(made):,} decisions: {whole:.2f} s, loop late by {late * 1e3:.1f} ms")
        new = [msgspec.structs.replace(made[0], id=f"d-{1 << 60:016x}")]
        whole, late = await lateness(lambda: held[0].after(Changes(2, decisions=new)))
        print(f"one more decision: {whole * 1e3:.1f} ms, loop late by {late * 1e3:.1f} ms")

    asyncio.run(loaded())
    index, here = held[0], ipaddress.ip_address("10.1.2.3")
    body = msgspec.json.encode(
        {"model": "m", "messages": [{"role": "user", "content": "a " * 1000}]}
    )
    base = cost(lambda _: msgspec.json.decode(body), asked.seconds)

    def caller(number: int) -> Caller:
        return Caller(f"account-{number}", "org-4", "key-3", "u", here, "t13d", "py/1")

    callers = [caller(number) for number in range(1000)]
    stranger = Caller(
        "nobody", "no-org", "no-key", None, ipaddress.ip_address("192.0.2.1"), "t", "x"
    )
    throttle = next(one for one in made if one.action is Action.THROTTLE)
    local = ProcessLimiter()
    with tempfile.TemporaryDirectory() as folder:
        shared = MachineLimiter(Path(folder) / "limits")
        rows = {
            "decode a request of 2 KB": lambda _: msgspec.json.decode(body),
            "look up, nothing found": lambda _: index.find(stranger, 1.0),
            "look up, all scopes": lambda n: index.find(callers[n], 1.0),
            "limits in this process": lambda _: local.take_now(
                asked_of([c for _, c in charges_of(throttle, 900.0, True)])
            ),
            "limits of this machine": lambda _: shared.take_now(
                asked_of([c for _, c in charges_of(throttle, 900.0, True)])
            ),
        }
        for name, call in rows.items():
            took = cost(call, asked.seconds)
            print(f"{name:26} {took * 1e6:8.2f} µs   {took / base:6.2f} x")


if __name__ == "__main__":
    main()
