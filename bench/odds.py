"""What the odds of the second null are worth: how often groups of like odds were harvests.

    python bench/odds.py            # from the committed results
    python bench/odds.py --no-write

Pools what `bench/unseen.py` recorded of whole audits of worlds by authors whom no model had met
(every group that an audit told of: its log odds, and whether most of it was of one campaign), and
writes `src/stillwatch/detect/models/calibration.json`, which reports cite beside the odds. No
detector, bar or model reads it.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from itertools import pairwise
from math import inf
from typing import Any

import numpy as np
import numpy.typing as npt
from _cases import ROOT
from _record import record
from unseen import BANDS

from stillwatch.contract.settings import Settings

Floats = npt.NDArray[np.float64]

RESULTS = ROOT / "bench" / "results"
MODEL = ROOT / "src" / "stillwatch" / "models" / "calibration.json"
WHOLE = (
    "unseen", "unseen_again", "agents_met", "midsize",
    *(f"judges_{n}" for n in ("three", "five", "six", "seven", "eight", "nine", "ten")),
)  # fmt: skip
USUAL = Settings().usual_firm


def pooled(names: Sequence[str]) -> list[dict[str, Any]]:
    """Return the worlds that some results are of."""
    worlds: list[dict[str, Any]] = []
    for name in names:
        rows = json.loads((RESULTS / f"{name}.json").read_text())["figures"]["worlds"]
        worlds += [row for row in rows if "odds" in row]
    return worlds


def pairs_of(worlds: Sequence[dict[str, Any]]) -> Floats:
    """Return log odds and truth of every group of some worlds: shape (groups, 2)."""
    pairs = [pair for row in worlds for pair in row["odds"]]
    return np.array(pairs, dtype=np.float64).reshape(-1, 2)


def sized(worlds: Sequence[dict[str, Any]]) -> dict[int | None, list[dict[str, Any]]]:
    """Return worlds of as many accounts as usual or more, and those of fewer, by that limit."""
    few = [row for row in worlds if row["benign"] + row["harvesting"] < USUAL]
    return {None: [row for row in worlds if row not in few], USUAL: few}


def bands(pairs: Floats, below: int | None) -> list[dict[str, float | int | None]]:
    """Count groups and harvests in each band of log odds."""
    out: list[dict[str, float | int | None]] = []
    for low, high in pairwise(BANDS):
        inside = (pairs[:, 0] >= low) & (pairs[:, 0] < high)
        out.append({
            "above": None if low == -inf else low, "below": None if high == inf else high,
            "groups": int(inside.sum()), "harvests": int(pairs[inside, 1].sum()),
            "accounts_below": below,
        })  # fmt: skip
    return out


def main() -> None:
    """Pool, and write the table that ships."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--no-write", action="store_true", help="print, and write nothing")
    options = parser.parse_args()
    worlds = pooled(WHOLE)
    rows = [row for below, some in sized(worlds).items() for row in bands(pairs_of(some), below)]
    command = "python bench/odds.py"
    if options.no_write:
        print(json.dumps(rows, indent=1))
        return
    MODEL.write_text(json.dumps(rows, indent=1) + "\n")
    record("odds", {"bands": rows}, command)


if __name__ == "__main__":
    main()
