"""The machine: processors, memory, room on disk, compiled kernels, terminal."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from stillwatch.doctor.findings import Finding

LEAST_MEMORY = 1.5e9
"""Free bytes below which even a small audit may be ended for want of memory: one of 100,000
exchanges takes 1.0 GB (docs/results.md)."""
SLOW_START = 8.0
"""Seconds of compiling from which on it is worth saying that nothing is kept of it."""


@dataclass(frozen=True)
class Machine:
    """What an audit may use here."""

    processors: int
    """Processors that this process may use."""
    memory_free: int | None
    """Bytes that can be had without swapping, within the limit of a container; null: unknown."""
    out: str
    """Folder that the outputs and the working files of an audit would go to."""
    out_free: int | None
    """Bytes free there; null: it cannot be written."""
    temporary: str
    temporary_free: int | None
    numba_seconds: float | None
    """Seconds to compile and run a small kernel; null: it failed."""
    numba_problem: str
    kernels_kept: bool
    """Whether compiled kernels can be kept for the next run."""
    encoding: str
    terminal: bool
    columns: int


def look(out: Path) -> Machine:
    """Measure the machine; `out` is where an audit would write."""
    seconds, problem = _compile()
    temporary = tempfile.gettempdir()
    return Machine(
        _processors(), _memory(), str(out), _free(out), temporary, _free(Path(temporary)),
        seconds, problem, _kept(), sys.stdout.encoding or "unknown", sys.stdout.isatty(),
        shutil.get_terminal_size().columns,
    )  # fmt: skip


def findings(found: Machine) -> list[Finding]:
    """Judge a machine, without a log."""
    out = [Finding("machine", "processors", "ok", f"{found.processors} processors")]
    if found.memory_free is None:
        out.append(Finding("machine", "memory", "note", "free memory is unknown on this system"))
    else:
        said = f"{size(found.memory_free)} of memory free"
        low = found.memory_free < LEAST_MEMORY
        remedy = "a small audit takes about 1 GB: free some, or use --workers 1"
        level = "warning" if low else "ok"
        out.append(Finding("machine", "memory", level, said, remedy if low else ""))
    for name, place, free in (
        ("output folder", found.out, found.out_free),
        ("temporary folder", found.temporary, found.temporary_free),
    ):
        if free is None:
            said, remedy = f"cannot write to {place}", "choose another folder"
            level = "error" if name == "output folder" else "warning"
            remedy = "choose another --out" if level == "error" else "set TMPDIR"
            out.append(Finding("machine", name, level, said, remedy))
        else:
            said = f"{size(free)} of disk free in {place} ({name})"
            out.append(Finding("machine", name, "ok", said))
    out.append(_kernels(found))
    if "utf" not in found.encoding.lower():
        said = f"the terminal's encoding is {found.encoding}: names in other scripts may break"
        out.append(Finding("machine", "locale", "warning", said, "run: export LC_ALL=C.UTF-8"))
    return out


def size(count: float) -> str:
    """Return bytes as people read them.

    >>> size(900), size(34.4e6), size(52.48e9)
    ('1 kB', '34 MB', '52.5 GB')
    """
    if count >= 1e9:
        return f"{count / 1e9:,.1f} GB"
    if count >= 1e6:
        return f"{count / 1e6:,.0f} MB" if count >= 1e7 else f"{count / 1e6:,.1f} MB"
    return f"{count / 1e3:,.0f} kB"


def _kernels(found: Machine) -> Finding:
    if found.numba_seconds is None:
        said = f"numba cannot compile: {found.numba_problem}"
        return Finding("machine", "numba", "error", said, "reinstall numba and llvmlite")
    said = f"numba compiles ({found.numba_seconds:.1f} s for a small kernel)"
    if not found.kernels_kept:
        said += ", but nothing can be kept: each run compiles anew, some ten seconds"
        return Finding("machine", "numba", "note", said, "set NUMBA_CACHE_DIR to a folder")
    return Finding("machine", "numba", "ok", said)


_GROUP = Path("/sys/fs/cgroup")
"""What a container may use, on Linux (control groups, version 2)."""


def _processors() -> int:
    here = hasattr(os, "sched_getaffinity")
    count = len(os.sched_getaffinity(0)) if here else os.cpu_count() or 1
    try:
        quota, period = (_GROUP / "cpu.max").read_text().split()
        return max(1, min(count, int(quota) // int(period)))
    except (OSError, ValueError):  # no container, or no limit
        return count


def _memory() -> int | None:
    """Return the bytes that the system, and the container around this process, can still give."""
    free = []
    try:
        for line in Path("/proc/meminfo").read_text().splitlines():
            if line.startswith("MemAvailable:"):
                free.append(int(line.split()[1]) * 1024)
    except (OSError, ValueError):
        pass
    try:
        limit = int((_GROUP / "memory.max").read_text())
        used = int((_GROUP / "memory.current").read_text())
        told = dict(line.split() for line in (_GROUP / "memory.stat").read_text().splitlines())
        # what only caches files is given up when asked for
        free.append(limit - used + int(told.get("inactive_file", 0)))
    except (OSError, ValueError):
        pass
    return max(0, min(free)) if free else None


def _free(folder: Path) -> int | None:
    """Return the bytes free where a folder is, or would be made; None where none can be."""
    place = folder.absolute()
    while not place.exists():
        place = place.parent
    if not place.is_dir() or not os.access(place, os.W_OK | os.X_OK):
        return None
    try:
        return shutil.disk_usage(place).free
    except OSError:
        return None


def _compile() -> tuple[float | None, str]:
    started = time.perf_counter()
    try:
        from numba import njit

        kernel: Any = njit(_add)
        if kernel(2, 3) != 5:
            return None, "a kernel gave a wrong result"
    except Exception as error:  # whatever is broken in an installation may come out here
        return None, (str(error).splitlines() or [type(error).__name__])[0]
    return time.perf_counter() - started, ""


def _add(a: int, b: int) -> int:
    return a + b


def _kept() -> bool:
    """Tell whether kernels can be kept: beside the package, or in the user's cache folder."""
    if os.environ.get("NUMBA_CACHE_DIR"):
        return _free(Path(os.environ["NUMBA_CACHE_DIR"])) is not None
    package = Path(__file__).parent.parent
    cache = Path(os.environ.get("XDG_CACHE_HOME") or "~/.cache").expanduser() / "numba"
    return os.access(package, os.W_OK) or _free(cache) is not None
