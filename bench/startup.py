"""Time until `stillwatch --help` has answered, against its limit of 0.3 s."""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from pathlib import Path

from _record import ROOT, record

LIMIT_S = 0.3
RUNS = 20


def main() -> int:
    """Run the help a number of times, record the median and the slowest; 1 when over."""
    command = [str(Path(sys.executable).with_name("stillwatch")), "--help"]
    seconds = []
    for _ in range(RUNS):
        start = time.perf_counter()
        subprocess.run(command, stdout=subprocess.DEVNULL, check=True)
        seconds.append(time.perf_counter() - start)
    median = statistics.median(seconds)
    figures = {
        "median_seconds": round(median, 3),
        "slowest_seconds": round(max(seconds), 3),
        "limit_seconds": LIMIT_S,
        "runs": RUNS,
    }
    path = record("startup", figures, "scripts/bench startup")
    print(f"stillwatch --help: {median:.3f} s (limit {LIMIT_S} s): {path.relative_to(ROOT)}")
    return int(median > LIMIT_S)


if __name__ == "__main__":
    sys.exit(main())
