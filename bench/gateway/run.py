"""What the gateway costs, beside the leanest proxy on its library, nginx, Envoy and LiteLLM.

    python bench/gateway/run.py                              # committed figures, half an hour
    python bench/gateway/run.py --seconds 2 --rounds 1 --requests 0 --no-record
    python bench/gateway/run.py --litellm PATH --envoy PATH  # where they are not on the path

One worker each. The gateway has everything on, in shadow mode: see `servers.gateway`. The API
behind is in C and costs next to nothing. Rounds alternate between all of them, so that a machine
that is busy is so for each. Throughput at 16 connections; latency in an open loop, of all at half
of the gateway's own saturation; streams at `--streams` a second; memory of the gateway over
`--requests` more. What is not on this machine is left out, and said. It wants a machine that does
nothing else: server, API and load share its cores.
"""

from __future__ import annotations

import argparse
import json
import os
import shlex
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from statistics import median
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
sys.path.insert(0, str(Path(__file__).resolve().parent))

from _record import record
from servers import CONTESTANTS, Server, memory, processor, streaming, upstream

HERE = Path(__file__).resolve().parent
CONNECTIONS = 16


def say(text: str) -> None:
    """Tell whoever waits."""
    print(text, file=sys.stderr, flush=True)


def load(kind: str, port: int, seconds: float, *more: object) -> dict[str, float]:
    """Run the load generator in a process of its own."""
    command = [sys.executable, str(HERE / "load.py"), kind, str(port), str(seconds)]
    done = subprocess.run(
        [*command, *map(str, more)], capture_output=True, text=True, timeout=seconds + 120
    )
    if done.returncode:
        raise SystemExit(f"load {kind}: {done.stderr.strip().splitlines()[-1]}")
    found: dict[str, float] = json.loads(done.stdout)
    return found


def middle(turns: Sequence[dict[str, float]]) -> dict[str, float]:
    """Return the median of each figure over rounds."""
    return {name: round(median(turn[name] for turn in turns), 3) for name in turns[0]}


def start(stack: ExitStack, api: Server, folder: Path) -> tuple[dict[str, Server], dict[str, str]]:
    """Start all that can be; return them, and why others cannot."""
    running: dict[str, Server] = {}
    missing: dict[str, str] = {}
    for name, make in CONTESTANTS.items():
        try:
            running[name] = make(stack, api.port, folder)
            load("closed", running[name].port, 2.0, CONNECTIONS)
        except SystemExit as error:
            running.pop(name, None)
            missing[name] = str(error)
    for name in ("floor", "gateway"):
        if name in missing:
            raise SystemExit(missing[name])
    return running, missing


def whole_replies(running: dict[str, Server], seconds: float, rounds: int) -> dict[str, Any]:
    """Measure throughput, then latency at half of the gateway's saturation."""
    rates: dict[str, list[float]] = {name: [] for name in running}
    costs: dict[str, list[float]] = {name: [] for name in running}
    for turn in range(rounds):
        for name, server in running.items():
            say(f"round {turn + 1} of {rounds}: {name}, as fast as it goes")
            before = processor(server.pid)
            turned = load("closed", server.port, seconds, CONNECTIONS)
            rates[name].append(turned["rate"])
            costs[name].append((processor(server.pid) - before) / turned["answered"])
    found: dict[str, Any] = {
        name: {"requests_per_second": round(median(all_), 1), "rounds": [round(r) for r in all_],
               "cpu_us_per_request": round(1e6 * median(costs[name]), 1)}
        for name, all_ in rates.items()
    }  # fmt: skip
    rate = median(rates["gateway"]) / 2
    turns: dict[str, list[dict[str, float]]] = {name: [] for name in running}
    for turn in range(rounds):
        for name, server in running.items():
            if median(rates[name]) > rate:  # else it only falls behind
                say(f"round {turn + 1} of {rounds}: {name}, at {rate:.0f} a second")
                turns[name].append(load("open", server.port, seconds, 256, rate))
    for name, some in turns.items():
        if some:
            found[name] |= {"at_rate": round(rate, 1)} | middle(some)
    return found


def streams(stack: ExitStack, folder: Path, names: Sequence[str], rate: float,
            seconds: float, rounds: int) -> dict[str, Any]:  # fmt: skip
    """Measure when the first chunk of a stream comes."""
    api = streaming(stack)
    running = {name: CONTESTANTS[name](stack, api.port, folder) for name in names}
    running["api itself"] = api
    turns: dict[str, list[dict[str, float]]] = {name: [] for name in running}
    for turn in range(-1, rounds):
        for name, server in running.items():
            say(f"round {turn + 1} of {rounds}: {name}, streams")
            found = load("streams", server.port, seconds if turn >= 0 else 1.0, 128, rate)
            if turn >= 0:  # the first warms
                turns[name].append(found)
    return {name: middle(some) | {"at_rate": rate} for name, some in turns.items()}


def kept(gateway: Server, requests: int) -> list[dict[str, float]]:
    """Return the gateway's memory while requests pass, about ten times."""
    out = [{"requests": 0.0, "mb": round(memory(gateway.pid), 1)}]
    while out[-1]["requests"] < requests:
        say(f"memory: {out[-1]['requests']:,.0f} of {requests:,} requests")
        rate = load("closed", gateway.port, 20.0, CONNECTIONS)["rate"]
        done = out[-1]["requests"] + 20.0 * rate
        out.append({"requests": round(done), "mb": round(memory(gateway.pid), 1)})
    return out


def summary(whole: dict[str, Any], some: dict[str, Any], held: Sequence[dict[str, float]]) -> Any:
    """Set the figures beside what is aimed at."""
    floor, gateway = whole["floor"], whole["gateway"]
    rate = gateway["requests_per_second"]
    later = [row["mb"] for row in held[len(held) // 2 :]]
    return {
        "of_floor": round(rate / floor["requests_per_second"], 3),
        "of_floor_by_processor_time": round(
            floor["cpu_us_per_request"] / gateway["cpu_us_per_request"], 3),
        "times_litellm": round(rate / whole["litellm"]["requests_per_second"], 1)
        if "litellm" in whole else None,
        "added_p50_ms": round(gateway["p50_ms"] - floor["p50_ms"], 3),
        "added_p99_ms": round(gateway["p99_ms"] - floor["p99_ms"], 3),
        "first_chunk_added_p50_ms": round(
            some["gateway"]["first_p50_ms"] - some["floor"]["first_p50_ms"], 3),
        "first_chunk_added_p99_ms": round(
            some["gateway"]["first_p99_ms"] - some["floor"]["first_p99_ms"], 3),
        "memory_growth_later_half_mb": round(max(later) - min(later), 1) if len(held) > 3 else None,
    }  # fmt: skip


def main(argv: Sequence[str] | None = None) -> None:
    """Run it, and write the figures."""
    form = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=form)
    parser.add_argument("--seconds", type=float, default=10.0, help="of each measurement")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--streams", type=float, default=50.0, help="streams a second")
    parser.add_argument("--requests", type=int, default=1_000_000, help="while memory is looked at")
    parser.add_argument("--litellm", type=Path, help="LiteLLM's executable")
    parser.add_argument("--envoy", type=Path, help="Envoy's executable")
    parser.add_argument("--no-record", action="store_true", help="write no result")
    asked = parser.parse_args(argv)
    if asked.litellm:
        os.environ["STILLWATCH_LITELLM"] = str(asked.litellm)
    if asked.envoy:
        os.environ["PATH"] = f"{asked.envoy.resolve().parent}{os.pathsep}{os.environ['PATH']}"
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        running, missing = start(stack, upstream(stack, folder), folder)
        for name, why in missing.items():
            say(f"{name} is left out: {why}")
        whole = whole_replies(running, asked.seconds, asked.rounds)
        held = kept(running["gateway"], asked.requests)
        load_average = round(os.getloadavg()[0], 2)
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        names = [n for n in running if n != "litellm"]  # it adds tens of milliseconds
        some = streams(stack, folder, names, asked.streams, asked.seconds, asked.rounds)
    figures = {
        "summary": summary(whole, some, held), "whole": whole, "streams": some, "memory": held,
        "missing": missing, "load_average_after": load_average,
    }  # fmt: skip
    given = sys.argv[1:] if argv is None else argv
    shown = [("PATH" if before in ("--litellm", "--envoy") else arg)
             for before, arg in zip(["", *given], given, strict=False)]  # fmt: skip
    command = shlex.join(["python", "bench/gateway/run.py", *shown])
    print(json.dumps(figures["summary"], indent=1))
    if not asked.no_record:
        print(record("gateway", figures, command))


if __name__ == "__main__":
    main()
