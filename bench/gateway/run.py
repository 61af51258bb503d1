"""What the gateway costs over the leanest proxy on the same server library, in the same minutes.

    python bench/gateway/run.py                         # 10 s a measurement, 3 rounds
    python bench/gateway/run.py --seconds 3 --rounds 1

One worker each, in shadow mode with the tap on, in front of a server in C (`upstream.c`, where a
compiler is at hand; else aiohttp). Rounds alternate between the two, so that a machine that is
busy is so for both. Throughput at 16 connections; latency in an open loop, of both at half of the
saturation of the gateway. Prints JSON; nothing is recorded.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path
from statistics import median
from typing import Any

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
CONNECTIONS = 16


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as made:
        made.bind(("127.0.0.1", 0))
        return int(made.getsockname()[1])


def started(stack: ExitStack, command: list[str]) -> None:
    """Start a server, wait until it says that it is ready, and end it with the stack."""
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, text=True,
        env=os.environ | {"PYTHONPATH": str(ROOT / "src")},
    )  # fmt: skip

    def end() -> None:
        process.terminate()
        process.communicate(timeout=60)

    stack.callback(end)
    assert process.stdout is not None and process.stdout.readline(), command


def upstream(stack: ExitStack, folder: Path) -> tuple[str, str]:
    """Start the API; return its URL and what it is."""
    port, compiler = free_port(), shutil.which("cc")
    if compiler is None:
        code = (
            "import sys; sys.argv = ['floor', '', sys.argv[1]]\n"
            "import asyncio; from aiohttp import web\n"
            "async def main():\n"
            '    body = b\'{"model": "m", "object": "chat.completion", "choices": []}\'\n'
            "    async def handle(request):\n"
            "        await request.read()\n"
            "        return web.Response(body=body, content_type='application/json')\n"
            "    runner = web.ServerRunner(web.Server(handle, access_log=None))\n"
            "    await runner.setup()\n"
            "    await web.TCPSite(runner, '127.0.0.1', int(sys.argv[2])).start()\n"
            "    print('ready', flush=True); await asyncio.Event().wait()\n"
            "asyncio.run(main())"
        )
        started(stack, [sys.executable, "-c", code, str(port)])
        return f"http://127.0.0.1:{port}", "aiohttp"
    subprocess.run([compiler, "-O2", "-o", folder / "upstream", HERE / "upstream.c"], check=True)
    started(stack, [str(folder / "upstream"), str(port)])
    return f"http://127.0.0.1:{port}", "C, epoll"


def load(kind: str, port: int, seconds: float, *more: object) -> dict[str, float]:
    """Run the load generator."""
    command = [sys.executable, str(HERE / "load.py"), kind, str(port), str(seconds)]
    done = subprocess.run(
        [*command, *map(str, more)], capture_output=True, text=True, check=True,
        timeout=seconds + 60,
    )  # fmt: skip
    found: dict[str, float] = json.loads(done.stdout)
    return found


def measured(ports: dict[str, int], seconds: float, rounds: int) -> dict[str, Any]:
    """Measure all servers, in turns."""
    rates: dict[str, list[float]] = {name: [] for name in ports}
    for name in ports:
        load("closed", ports[name], min(2.0, seconds), CONNECTIONS)  # warm
    for _ in range(rounds):
        for name, port in ports.items():
            rates[name].append(load("closed", port, seconds, CONNECTIONS)["rate"])
    found: dict[str, Any] = {
        name: {"requests_per_second": round(median(rates[name]), 1)} for name in ports
    }
    rate = median(rates["gateway"]) / 2  # the same for both, else the floor waits for more
    for name, port in ports.items():
        turns = [load("open", port, seconds, 256, rate) for _ in range(rounds)]
        for of in turns[0]:
            shown = f"{of}_ms" if of.startswith("p") else of
            found[name][shown] = round(median(turn[of] for turn in turns), 3)
        found[name]["at_rate"] = round(rate, 1)
    return found


def main() -> None:
    """Run it."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seconds", type=float, default=10.0)
    parser.add_argument("--rounds", type=int, default=3)
    given = parser.parse_args()
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        api, kind = upstream(stack, folder)
        ports = {"floor": free_port(), "gateway": free_port()}
        started(stack, [sys.executable, str(HERE / "floor.py"), api, str(ports["floor"])])
        started(stack, [
            sys.executable, "-m", "stillwatch", "serve", "--json", "--upstream", api,
            "--listen", f"127.0.0.1:{ports['gateway']}", "--out", str(folder / "log"), "--text",
        ])  # fmt: skip
        found = measured(ports, given.seconds, given.rounds)
    floor, gateway = found["floor"], found["gateway"]
    print(json.dumps({
        "upstream": kind, "cores": os.cpu_count(), "load_average": os.getloadavg()[0], **found,
        "ratio": round(gateway["requests_per_second"] / floor["requests_per_second"], 3),
        "added_p50_ms": round(gateway["p50_ms"] - floor["p50_ms"], 3),
        "added_p99_ms": round(gateway["p99_ms"] - floor["p99_ms"], 3),
    }, indent=1))  # fmt: skip


if __name__ == "__main__":
    main()
