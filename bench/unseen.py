"""How well campaigns are found in traffic by authors that no model was fitted on.

    python bench/unseen.py --prompts DIR                   # the committed figures
    python bench/unseen.py --prompts DIR --seeds 1 --no-record
    python bench/unseen.py --prompts DIR --seeds 1 --only-mix --size 3000 360 \
        --without settings --without client --without signup --without repeats \
        --without settings usage signup history --name unseen_lacking
    python bench/unseen.py --prompts DIR --authors agentia \
        --seeds 4 5 --only-mix --size 3000 360 --name agents_met
    python bench/unseen.py --prompts DIR --authors honestfirm \
        --seeds 61 62 --size 0 0 --name judges_ten
    python bench/unseen.py --prompts DIR --authors eastfirm westfirm \
        --seeds 63 64 --none-seeds 13 --size 0 0 --name unseen_languages
    python bench/unseen.py --prompts DIR --seeds 3 4 --none-seeds 14 15 --name unseen_again
    python bench/unseen.py --prompts DIR --authors evaluator evaluator_two aggregator casework \
        specialist trainer agentia \
        --seeds 71 72 --size 400 45 --size 1200 120 --name midsize

`DIR` is a folder of prompts as `worlds` takes it. Worlds and audits are kept in
`out/unseen` and used again while the code behind them is the same. Nothing may be changed for what
these worlds show. Results of authors that are no more keep their figures: a result file names the command and
the commit that made it.
"""

from __future__ import annotations

import argparse
import json
import shlex
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict
from functools import partial
from itertools import product
from math import inf
from pathlib import Path
from typing import Any

from _cases import ROOT, Foreign
from _record import record

from stillwatch.score.audit import read_audit
from stillwatch.score.compute import score
from stillwatch.score.matching import Matched, match, owner
from stillwatch.score.truth import Truth, read_truth

AUTHORS = ("evaluator", "evaluator_two", "aggregator", "casework", "specialist", "trainer")
BENIGN, ATTACK = 8000, 900
NONE, SMALL = 11, 5
"""Seeds of the worlds without a campaign, and of the small firms."""

BANDS = (-inf, -0.5, 0.0, 1.0, 2.0, 2.8, 4.0, 6.0, inf)
"""Ends of bands of log odds; from 1.0 on a group is watched, from 2.8 on it may be named."""


def judged(case: Foreign, keep: bool) -> dict[str, Any]:
    """Make, audit and score one world; its log is deleted unless it is to be kept."""
    print(case.folder.name, file=sys.stderr, flush=True)
    audit = case.audit()  # makes the truth file, too
    truth, told = read_truth(case.truth), read_audit(audit)
    found = score(truth, told)
    if not keep:
        case.drop_log()
    traits = {
        c["campaign"]: c.get("params", {}).get("traits")
        for c in json.loads(case.truth.read_text())["campaigns"]
    }
    overall = found.overall
    return {
        "author": case.author, "scenario": case.scenario, "seed": case.seed, "size": case.benign,
        "lacks": case.lacks,
        "benign": overall.benign, "harvesting": overall.harvesting,
        "precision": overall.precision, "recall": overall.recall,
        "benign_flagged": overall.benign_flagged.likely.count,
        "per_100000_upper": overall.false_positives_per_100000_upper,
        "benign_ever_flagged": overall.benign_ever_flagged.count,
        "ever_recall": overall.ever_recall,
        "ever_flagged": {
            p.population: p.ever_flagged.count for p in found.populations if p.ever_flagged.count
        },
        "campaigns": [
            {"kind": c.kind, "accounts": c.accounts, "recall": c.recall.likely.rate,
             "pieces": c.pieces, "traits": traits.get(c.campaign)} for c in found.campaigns
        ],
        "kinds": {k.kind: k.recall.likely.rate for k in found.kinds},
        "flagged": {
            p.population: [p.flagged.likely.count, p.accounts, p.flagged.confirmed.count]
            for p in found.populations if p.flagged.likely.count
        },
        "false_campaigns": [asdict(c) for c in found.false_campaigns],
        "queue": None if found.queue is None else asdict(found.queue),
        "odds": odds(audit, match(truth, told), truth),
    }  # fmt: skip


def odds(audit: Path, matched: Matched, truth: Truth) -> list[tuple[float, bool]]:
    """Log odds of each campaign and group of an audit, and whether it is of a true campaign.

    Not of groups that are watched no more, whose odds are the highest that they once were.
    """
    given = json.loads((audit / "campaigns.json").read_text())["campaigns"]
    queue = json.loads((audit / "summary.json").read_text())["review"]
    of = {one["id"]: one["guarantee"]["log_odds_harvest"] for one in given}
    groups = [one for one in queue if "group" in one and "shared" not in one]
    now = [one for one in groups if not one.get("watched_until")]
    of |= {one["group"]: one["log_odds_harvest"] for one in now}
    told = [(of[name], true is not None) for name, true in matched.owner.items()]
    return told + [
        (of[case.name], bool(case.units and owner(case.units, truth)))
        for case in matched.queue or ()
        if case.kind in ("watch", "group") and case.name in of
    ]


def main(argv: Sequence[str] | None = None) -> None:
    """Run the benchmark and write its figures."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--prompts", type=Path, required=True, help="folder of prompts")
    parser.add_argument("--authors", nargs="+", default=list(AUTHORS))
    parser.add_argument("--seeds", nargs="+", type=int, default=[1, 2, 3])
    parser.add_argument("--only-mix", action="store_true", help="no worlds without campaigns")
    parser.add_argument("--none-seeds", nargs="+", type=int,
                        help="worlds without campaigns, and no small firm")  # fmt: skip
    parser.add_argument("--size", nargs=2, type=int, action="append", metavar="ACCOUNTS",
                        help="ordinary accounts and those in campaigns; again: other firms, and no "
                        "small one")  # fmt: skip
    parser.add_argument("--without", nargs="+", action="append", metavar="FIELD", default=[],
                        help="what logs lack (bench/lacking.py); again: other logs")  # fmt: skip
    parser.add_argument("--name", default="unseen", help="of the result file")
    parser.add_argument("--workers", type=int, default=2, help="worlds at a time")
    parser.add_argument("--work", type=Path, default=ROOT / "out" / "unseen")
    parser.add_argument("--keep", action="store_true", help="keep the logs")
    parser.add_argument("--no-record", action="store_true", help="write no result")
    asked = parser.parse_args(argv)
    cases = []
    sizes = asked.size or [[BENIGN, ATTACK]]
    for author, wanted in product(asked.authors, sizes):
        drawn = [("mix", seed) for seed in asked.seeds]
        if not asked.only_mix:
            drawn += [("none", seed) for seed in asked.none_seeds or [NONE]]
        if not (asked.only_mix or asked.none_seeds) and len(sizes) == 1:
            drawn.append(("small", SMALL))
        for scenario, seed in drawn:
            size = (0, 0) if scenario == "small" else tuple(wanted)
            for lacks in asked.without or [()]:
                world = (author, seed, scenario, asked.prompts, asked.work, *size)
                cases.append(Foreign(*world, lacks=tuple(lacks)))
    with ThreadPoolExecutor(asked.workers) as pool:
        rows = list(pool.map(partial(judged, keep=asked.keep), cases))
    command = shlex.join(["python", "bench/unseen.py", *(argv or sys.argv[1:])])
    command = command.replace(str(asked.prompts), "DIR")
    print(json.dumps(rows, indent=1))
    if not asked.no_record:
        record(asked.name, {"worlds": rows}, command)


if __name__ == "__main__":
    main()
