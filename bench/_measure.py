"""Run a command and measure it: wall time, processor time, peak memory of all its processes."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import threading
import time
from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

_INTERVAL = 0.1  # seconds between samples of memory


@dataclass(frozen=True)
class Measured:
    """What a command cost."""

    seconds: float
    cpu_seconds: float
    """User and system time of the command and of the children that it waited for."""
    peak_rss_mb: float
    """Largest sum of resident memory over the process tree, sampled ten times a second; pages
    that processes share count once for each, so that this is never too low for what it saw."""

    def as_dict(self) -> dict[str, Any]:
        """Return the figures, rounded."""
        return {name: round(value, 3) for name, value in asdict(self).items()}


def measure(command: Sequence[str], cwd: Path | None = None) -> Measured:
    """Run a command to its end and measure it.

    Raises
    ------
    SystemExit
        The command failed: its last lines are shown.
    """
    started = time.perf_counter()
    process = subprocess.Popen(
        command, cwd=cwd, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
    )
    tail: deque[str] = deque(maxlen=15)
    assert process.stderr is not None
    reader = threading.Thread(target=tail.extend, args=(process.stderr,), daemon=True)
    sampler = _Sampler(process.pid)
    reader.start()
    sampler.start()
    try:
        _, status, usage = os.wait4(process.pid, 0)
    except BaseException:
        process.terminate()
        raise
    finally:
        sampler.stop()
    seconds = time.perf_counter() - started
    reader.join()
    process.stderr.close()
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.stderr.writelines(tail)
        raise SystemExit(f"exit status {process.returncode} from: {' '.join(command)}")
    # the kernel's own peak is for commands too short to sample: it counts what this process
    # had resident when it forked, and no sum over children
    peak = sampler.peak_kb or usage.ru_maxrss
    return Measured(seconds, usage.ru_utime + usage.ru_stime, peak / 1024)


class _Sampler(threading.Thread):
    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self.peak_kb = 0.0
        self._pid = pid
        self._done = threading.Event()

    def run(self) -> None:
        while not self._done.wait(_INTERVAL):
            self.peak_kb = max(self.peak_kb, tree_rss_kb(self._pid))

    def stop(self) -> None:
        self._done.set()
        self.join()


def tree_rss_kb(root: int) -> float:
    """Return the resident memory of a process and its descendants, in KiB."""
    children: dict[int, list[int]] = {}
    for name in os.listdir("/proc"):
        if name.isdigit() and (parent := _parent(int(name))) is not None:
            children.setdefault(parent, []).append(int(name))
    total, queue = 0.0, [root]
    while queue:
        pid = queue.pop()
        total += _rss_kb(pid)
        queue += children.get(pid, [])
    return total


def _parent(pid: int) -> int | None:
    try:
        # the name in brackets may hold blanks and brackets: read from its end
        return int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])
    except (OSError, ValueError, IndexError):
        return None


def _rss_kb(pid: int) -> float:
    try:
        pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    except (OSError, ValueError, IndexError):
        return 0.0
    return pages * os.sysconf("SC_PAGE_SIZE") / 1024


def digest(paths: Iterable[Path], *more: object) -> str:
    """Return a short digest of files (folders: all in them but caches) and of values.

    A cached result is worth nothing once the code that made it has changed.
    """
    total = hashlib.sha256(repr(more).encode())
    for path in paths:
        files = [path] if path.is_file() else sorted(path.rglob("*"))
        for file in files:
            if file.is_file() and "__pycache__" not in file.parts:
                total.update(str(file.relative_to(path.parent)).encode())
                total.update(hashlib.sha256(file.read_bytes()).digest())
    return total.hexdigest()[:10]
