"""What the odds of the second null are worth: how often groups of like odds were harvests.

    python bench/odds.py            # from the committed results
    python bench/odds.py --no-write

Pools what `bench/unseen.py` recorded of whole audits of worlds by authors whom no model had met
(every group that an audit told of: its log odds, and whether most of it was of one campaign), and
writes `src/stillwatch/detect/models/calibration.json`, which reports cite beside the odds, and
`out/results/odds.md`. No detector, bar or model reads it.
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
from _record import publish, record
from _tables import table
from unseen import BANDS, reliability

from stillwatch.contract.settings import Settings

Floats = npt.NDArray[np.float64]

RESULTS = ROOT / "bench" / "results"
PAGE = ROOT / "out" / "results" / "odds.md"
MODEL = ROOT / "src" / "stillwatch" / "detect" / "models" / "calibration.json"
WHOLE = (
    "unseen", "unseen_again", "agents_met", "midsize",
    *(f"judges_{n}" for n in ("three", "five", "six", "seven", "eight", "nine", "ten")),
)  # fmt: skip
USUAL = Settings().usual_firm

INTRO = """# What the odds are worth

Made by `{command}` from what [the pages of authors whom no model had met](index.md) recorded;
figures, machine and versions are in `bench/results/odds.json`.

Whatever an audit tells of a group, named or not, it gives odds of a harvest against a legitimate
common cause. Of all groups that audits told of, by these odds: how many ought to be harvests, if
odds mean what they say, and how many were (most of the group is of one campaign). Groups of one
world are not independent, so that the true uncertainty is larger than the intervals.

Reports, `campaigns.json` and `summary.json` cite the row that a group falls in beside its odds.
Nothing is judged by it. Firms of fewer than 2,500 accounts stand apart: groups of like odds are
more often harvests there, and [less is asked of
them](../../docs/design/small-firms-and-logs.md). What share
of groups are harvests depends on how common harvests are: in these worlds they are of a tenth of
all accounts, or of none. Where they are rarer than that, so are harvests among groups of like odds;
`stillwatch review recalibrate` fits that from a firm's own verdicts.

"""


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


def page(command: str, whole: list[dict[str, Any]]) -> str:
    """Write the page: logs of either size, and each author's."""
    parts = [INTRO.format(command=command)]
    for below, mine in sized(whole).items():
        what = "as many accounts as usual or more" if below is None else "fewer accounts"
        authors, none = {w["author"] for w in mine}, sum(not w["harvesting"] for w in mine)
        parts += [
            f"## Firms of {what}\n\n{len(mine)} logs of {len(authors)} authors, {none} of them "
            f"without a campaign; {len(pairs_of(mine))} groups.\n\n",
            *reliability(pairs_of(mine)), "\n",
        ]  # fmt: skip
    parts.append(
        "## By author\n\nGroups at odds of 2.7 to 16, and of 16 or more, and how many "
        "of them were harvests: what differs between authors is more than the intervals above "
        "tell.\n\n"
    )
    lines = []
    for author in dict.fromkeys(w["author"] for w in whole):
        mine = pairs_of([w for w in whole if w["author"] == author])
        cells = []
        for low, high in ((1.0, 2.8), (2.8, inf)):
            inside = mine[(mine[:, 0] >= low) & (mine[:, 0] < high)]
            cells.append(f"{int(inside[:, 1].sum())} of {len(inside)}")
        lines.append((f"`{author}`", *cells))
    parts.append(table(("author", "2.7 to 16", "16 and more"), lines))
    return "".join(parts)


def main() -> None:
    """Pool, and write the table that ships and the page."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--no-write", action="store_true", help="print, and write nothing")
    options = parser.parse_args()
    worlds = pooled(WHOLE)
    rows = [row for below, some in sized(worlds).items() for row in bands(pairs_of(some), below)]
    command = "python bench/odds.py"
    if options.no_write:
        print(page(command, worlds))
        return
    MODEL.write_text(json.dumps(rows, indent=1) + "\n")
    record("odds", {"bands": rows}, command)
    publish(PAGE, page(command, worlds))


if __name__ == "__main__":
    main()
