"""A soak of the gateway: half an hour at half load, with faults of every kind all along.

    python bench/gateway/soak.py --minutes 30 --postgres --record
    python bench/gateway/soak.py --minutes 1                          # to see that it runs

Clients, the API behind, two workers, Valkey, the store of decisions and the analyst fail again and
again at seeded random moments; what was promised is then compared with what is on disk. Half load
is half of what a short closed loop gets, `--rate` at most. It ends with 1 if a promise is broken.
"""

from __future__ import annotations

import argparse
import asyncio
import hashlib
import json
import logging
import os
import random
import shlex
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
sys.path.insert(0, str(Path(__file__).resolve().parent))

from _record import record
from servers import family
from soak_api import FAULTS, Api
from soak_clients import Clients, Ledger
from soak_faults import Faults
from soak_held import Decider, Limiting
from soak_log import Logged, read_log
from soak_servers import Analyst, Gateway, Postgres, Valkey
from soak_verdicts import verdicts

from stillwatch.respond.decisions.store import Batch
from stillwatch.respond.decisions.stored import store_of

CUSTOMERS = 50
EVERY_DECISION, EVERY_LIMIT = 2.0, 4.0
"""Seconds between two decisions, and two looks at limits, in the mean."""
_QUIET = 7.0  # seconds after the last request: idle connections and segments are closed by then
_WARM = 4.0  # seconds of requests after the last fault of a half, which may be a restart


def say(text: str) -> None:
    """Tell whoever waits."""
    print(text, file=sys.stderr, flush=True)


class Soak:
    """All that runs, and what was seen of it."""

    def __init__(self, folder: Path, asked: argparse.Namespace) -> None:
        self.folder, self.asked = folder, asked
        draw = random.Random(asked.seed)
        self.ledger, self.api = Ledger(), Api()
        self.valkey = Valkey(folder)
        self.postgres = Postgres(folder / "postgres") if asked.postgres else None
        self.where = self.postgres.url if self.postgres else str(folder / "decisions.db")
        self.draw = draw
        self.samples: list[dict[str, float]] = []
        self.rate = 0.0
        self.begun = time.time()

    async def run(self) -> dict[str, Any]:
        """Soak, and return figures."""
        try:
            await self._start()
            await self._both_halves()
            return await self._judged()
        finally:
            for task in getattr(self, "_tasks", ()):
                task.cancel()
            if hasattr(self, "gateway"):
                self.gateway.kill()
            self.valkey.kill()
            if self.postgres:
                self.postgres.end()
            await self.api.close()

    async def _start(self) -> None:
        asked, minutes = self.asked, self.asked.minutes
        decided = int(minutes * 60 / EVERY_DECISION * 1.5) + 20
        limits = int(minutes * 60 / EVERY_LIMIT) + 200
        names = [f"{kind}-{n}" for kind, count in (
            ("customer", CUSTOMERS), ("held", decided), ("limited", limits)) for n in range(count)
        ]  # fmt: skip
        (self.folder / "keys").write_text("".join(
            json.dumps({"sha256": hashlib.sha256(f"sk-soak-{name}".encode()).hexdigest(),
                        "account": name}) + "\n" for name in names
        ))  # fmt: skip
        await self.api.start()
        await self.valkey.start()
        if self.postgres:
            await self.postgres.start()
        with store_of(self.where) as store:
            store.write(Batch(decisions=Limiting.decisions(limits)))
        self.gateway = Gateway(
            self.folder, self.api.port, self.valkey.port, self.where, asked.fsync
        )
        await self.gateway.start()
        self.clients = Clients(self.gateway.port, self.ledger, self.draw)
        self.decider = Decider(self.where, self.clients, self.draw)
        self.limiting = Limiting(self.gateway, self.valkey, self.clients)
        self.analyst = Analyst(self.folder, self.gateway.log)
        self.faults = Faults(
            self.gateway, self.valkey, self.postgres, self.analyst, self.decider, self.limiting,
            self.draw,
        )  # fmt: skip
        full = await self.clients.closed(min(5.0, minutes * 6), 8)
        self.rate = min(full / 2, asked.rate)
        say(f"{full:.0f} a second in a closed loop; from here on {self.rate:.0f}")
        self.full, self.begun = full, time.time()
        self._tasks = [
            asyncio.create_task(one) for one in (
                self.clients.load(self.rate, CUSTOMERS),
                self.decider.decide(decided, EVERY_DECISION), self.decider.look(0.5),
                self.limiting.ask(EVERY_LIMIT), self.analyst.follow(), self._sample(),
                self._report(),
            )
        ]  # fmt: skip

    async def _both_halves(self) -> None:
        seconds = self.asked.minutes * 30
        self.quiets: list[dict[str, float]] = []
        self.firsts: list[int] = []
        for second in (False, True):
            self._paused(False)
            over = asyncio.create_task(asyncio.sleep(seconds))
            await self.faults.run(self.faults.plan(seconds, second))
            await over
            await asyncio.sleep(_WARM)
            self._paused(True)
            await self.clients.quiet()
            await self.decider.quiet()
            async with self.limiting.lock:  # one that asks has asked
                await asyncio.sleep(_QUIET)
            self.quiets.append(await self._look())
            self.firsts.append(self.gateway.workers().get(1, 0))
            for task in self._tasks:
                if task.done() and not task.cancelled() and task.exception():
                    raise SystemExit(f"the soak itself failed: {task.exception()!r}")
        await self.decider.all()

    def _paused(self, pause: bool) -> None:
        for one in (self.clients, self.decider, self.limiting):
            (one.go.clear if pause else one.go.set)()

    async def _sample(self) -> None:
        while True:
            self.samples.append(await self._look())
            await asyncio.sleep(max(1.0, self.asked.minutes / 2))

    async def _look(self) -> dict[str, float]:
        """Look at what the gateway takes."""
        told = await self.gateway.metrics()
        every, kept = family_of(self.gateway.pid), self.gateway.kept()
        return {
            "seconds": round(time.time() - self.begun, 1), "requests": len(self.ledger.kinds),
            "mb": mb_of(every), "lasting_mb": mb_of(kept), "lasting_files": count_of(kept, "fd"),
            "lasting_threads": count_of(kept, "task"), "processes": len(every),
            "running": told.get("running_requests", -1), "waiting": told.get(
                "tap_waiting_bytes", -1),
            "connections": told.get("connections", -1),
        }  # fmt: skip

    async def _report(self) -> None:
        minute = 0
        while True:
            await asyncio.sleep(60.0)
            minute += 1
            told = Counter(o for (_, o), n in self.ledger.outcomes.items() for _ in range(n))
            say(
                f"minute {minute}: {len(self.ledger.kinds):,} requests, {told['whole']:,} whole; "
                f"{sum(self.faults.counts.values())} faults around; decisions put "
                f"{len(self.decider.held)}, broken {len(self.decider.broken)}; limits broken "
                f"{len(self.limiting.broken)}; {self.samples[-1]['lasting_mb']:.0f} MB"
            )

    async def _judged(self) -> dict[str, Any]:
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self.clients.quiet()
        self.analyst.kill()
        await self.gateway.stop()
        say("the log is read, and audited once more and anew")
        logged: Logged = await asyncio.to_thread(read_log, self.gateway.log)
        status, going_on, said = await self.analyst.audit("--state", str(self.folder / "state"))
        anew_status, anew, anew_said = await self.analyst.audit(out="anew")
        audits = {
            "statuses": [status, anew_status], "said": [said[-300:], anew_said[-300:]],
            "going_on": going_on, "anew": anew,
            "same_campaigns": not (status or anew_status) and self.analyst.same("found", "anew"),
            "runs": dict(self.analyst.runs),
        }  # fmt: skip
        return verdicts(self, logged, audits, faults_of(self.ledger, self.faults))


def faults_of(ledger: Ledger, faults: Faults) -> dict[str, int]:
    """Count all faults by kind."""
    kinds = Counter(ledger.kinds.values())
    return {kind: kinds[kind] for kind in FAULTS} | dict(sorted(faults.counts.items()))


def family_of(pid: int) -> list[int]:
    """Return a process and its children, those that are still there."""
    with suppress(OSError):
        return family(pid)
    return [pid]


def mb_of(pids: Sequence[int]) -> float:
    """Resident memory of processes, MB."""
    pages = 0
    for pid in pids:
        with suppress(OSError):
            pages += int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    return round(pages * os.sysconf("SC_PAGE_SIZE") / 1e6, 1)


def count_of(pids: Sequence[int], of: str) -> int:
    """Count entries of `fd` or `task` of processes."""
    count = 0
    for pid in pids:
        with suppress(OSError):
            count += len(os.listdir(f"/proc/{pid}/{of}"))
    return count


def parsed(argv: Sequence[str] | None) -> argparse.Namespace:
    """Read the command line."""
    form = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=form)
    parser.add_argument("--minutes", type=float, default=30.0)
    parser.add_argument("--rate", type=float, default=50.0, help="requests a second, at most")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--postgres", action="store_true", help="decisions on a server")
    parser.add_argument("--fsync", choices=("segment", "second", "write"), default="second")
    parser.add_argument("--keep", type=Path, help="folder for what is left, to look at")
    parser.add_argument("--record", action="store_true", help="write the figures")
    return parser.parse_args(argv)


def main(argv: Sequence[str] | None = None) -> int:
    """Soak, and say what came of it."""
    asked = parsed(argv)
    logging.getLogger("asyncio").setLevel(logging.ERROR)  # it tells of connections that break
    with tempfile.TemporaryDirectory(prefix="soak-", ignore_cleanup_errors=True) as made:
        folder = Path(made)
        if asked.keep:
            folder = asked.keep
            folder.mkdir(parents=True)
        elif asked.postgres:
            folder.chmod(0o755)  # it runs as another
        figures = asyncio.run(Soak(folder, asked).run())
        (folder / "figures.json").write_text(json.dumps(figures, indent=1))
    for promise in figures["promises"]:
        print(f"{'kept  ' if promise['kept'] else 'BROKEN'}  {promise['what']}: {promise['found']}")
    given = sys.argv[1:] if argv is None else argv
    shown = [("PATH" if before == "--keep" else arg)
             for before, arg in zip(["", *given], given, strict=False)]  # fmt: skip
    command = shlex.join(["python", "bench/gateway/soak.py", *shown])
    if asked.record:
        print(record("gateway_soak", figures, command))
    return 0 if all(promise["kept"] for promise in figures["promises"]) else 1


if __name__ == "__main__":
    sys.exit(main())
