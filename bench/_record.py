"""Keep a benchmark's figures as data: what was measured, on what machine, by what command."""

from __future__ import annotations

import json
import os
import platform
import subprocess
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
RESULTS = ROOT / "bench" / "results"
PACKAGES = (
    "stillwatch",
    "click",
    "duckdb",
    "ibis-framework",
    "msgspec",
    "numba",
    "numpy",
    "pyarrow",
    "scipy",
)


def record(name: str, figures: dict[str, Any], command: str) -> Path:
    """Write ``bench/results/<name>.json`` and return its path.

    Parameters
    ----------
    name
        Name of the file, without its ending; a benchmark with scenarios writes one file each.
    figures
        What was measured; a key says its unit (``seconds``, ``mb_per_s``). Serialisable as JSON.
    command
        The command that measures it again, from the root of the repository.
    """
    result = {
        "name": name,
        "figures": figures,
        "command": command,
        "date": datetime.now(UTC).isoformat(timespec="seconds"),
        "commit": commit(),
        "machine": machine(),
        "versions": {"python": platform.python_version(), **packages()},
    }
    RESULTS.mkdir(parents=True, exist_ok=True)
    path = RESULTS / f"{name}.json"
    path.write_text(json.dumps(result, indent=2) + "\n", encoding="utf-8")
    return path


def machine() -> dict[str, Any]:
    """Describe this machine: processor, usable cores, memory, system."""
    return {
        "cpu": _first("/proc/cpuinfo", "model name") or platform.processor(),
        "cores": len(os.sched_getaffinity(0))
        if hasattr(os, "sched_getaffinity")
        else os.cpu_count(),
        "memory_gib": round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30, 1),
        "system": f"{platform.system()} {platform.machine()}",
    }


def packages() -> dict[str, str]:
    """Return the versions of the packages that matter here, of those that are installed."""
    found = {}
    for name in PACKAGES:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            continue
    return found


def commit() -> str:
    """Return the commit, marked ``+changes`` where tracked source differs from it."""
    git = ["git", "-C", str(ROOT)]
    try:
        head = subprocess.run(
            [*git, "rev-parse", "--short=12", "HEAD"], capture_output=True, text=True, check=True
        )
        clean = subprocess.run([*git, "diff", "--quiet", "HEAD", "--", "src", "bench/*.py"])
    except (OSError, subprocess.CalledProcessError):
        return "unknown"
    return head.stdout.strip() + ("" if clean.returncode == 0 else "+changes")


def _first(path: str, key: str) -> str:
    try:
        lines = Path(path).read_text(encoding="utf-8").splitlines()
    except OSError:
        return ""
    return next((line.partition(":")[2].strip() for line in lines if line.startswith(key)), "")
