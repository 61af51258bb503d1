"""Keep a benchmark's figures as data: what was measured, on what machine, by what command."""

from __future__ import annotations

import json
import os
import platform
import re
import subprocess
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
RESULTS = ROOT / "bench" / "results"
SINCE = "index.md#which-code-made-which-page"
"""Place, seen from a page of results, that tells what changed figures."""
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


def stamped(text: str, name: str) -> str:
    """Say below the title of a page, once, what measured the result file `name`."""
    title, _, rest = text.partition("\n")
    if rest.startswith("\n*Measured at commit "):
        rest = rest.removeprefix("\n").partition("\n")[2]
    made, day = _measured(name)
    said = f"*Measured at commit `{made}`, {day}; [what has changed since]({SINCE}).*"
    return f"{title}\n\n{said}\n{rest}"


def _measured(name: str) -> tuple[str, str]:
    """Return the commit, in short and marked if other code than the commit's ran, and the day."""
    result = json.loads((RESULTS / f"{name}.json").read_text(encoding="utf-8"))
    made, changes, more = result["commit"].partition("+")
    return made[:7] + changes + more, result["date"][:10]


def publish(page: Path, text: str, name: str = "") -> None:
    """Write a page of results, and say on it and in the index of results what measured it.

    Parameters
    ----------
    page
        File in `docs/results`.
    text
        What it says, its title first.
    name
        Of the result file that it is made of; empty: the page's own.
    """
    page.write_text(stamped(text, name or page.stem), encoding="utf-8")
    made, day = _measured(name or page.stem)
    index = page.parent / "index.md"
    row = re.compile(rf"^(\| .*\({page.stem}\.md\) .*\|) [\w+]+, [\d-]+ \|$", re.MULTILINE)
    told = row.sub(lambda m: f"{m[1]} {made}, {day} |", index.read_text(encoding="utf-8"))
    index.write_text(told, encoding="utf-8")


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
