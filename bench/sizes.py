"""Recall by the size of a campaign, and who is flagged wrongly: small firms, and 100,000 accounts.

    python bench/sizes.py --firms 10 --prompts DIR         # what is committed
    python bench/sizes.py                                  # 30 firms, none by another author
    python bench/sizes.py --firms 4 --accounts 5000 --no-record

Small firms have 200 customers and campaigns of 1, 3 and 5 accounts; the large ones a campaign of
100, or campaigns of 5 and 20, at 0.1 % of their accounts. End users of resellers count as members
and as innocents. Flags among innocents are given apart for country, plan, and the language and
writing system most of an account's requests are in; what the audits say of what they cannot know
is quoted. Steps are kept in `out/sizes` and used again while the code behind them is the same.
"""

from __future__ import annotations

import argparse
import json
import shlex
import sys
from collections.abc import Sequence
from pathlib import Path

from _cases import ROOT, Case, Foreign, Settings
from _record import record
from _sizes_figures import TRAITS, disparity, groups, innocents, part, rate
from _sizes_read import World, read

FIRM = Settings(200, 9, 21, 1.0, "report")
LARGE = ("sizes:5,5,5,5,20,20,20,20", "sizes:100")


def main(argv: Sequence[str] | None = None) -> None:
    """Run the benchmark and write its figures."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--firms", type=int, default=30, help="small firms of each author")
    parser.add_argument("--large", type=int, default=1, help="large firms of each kind")
    parser.add_argument("--worlds", nargs="*", default=list(LARGE), help="which large ones")
    parser.add_argument("--accounts", type=int, default=100_000, help="accounts of a large firm")
    parser.add_argument("--rate", type=float, default=0.35, help="rate of exchanges there")
    parser.add_argument("--prompts", type=Path, help="prompts for firms by another author")
    parser.add_argument("--author", default="evaluator", help="who, of worlds")
    parser.add_argument("--work", type=Path, default=ROOT / "out" / "sizes")
    parser.add_argument("--no-record", action="store_true", help="write no result")
    asked = parser.parse_args(argv)
    parts, everyone = [], []

    def add(name: str, what: str, cases: Sequence[Case | Foreign]) -> None:
        worlds: list[World] = []
        for case in cases:
            print(case.folder.name, file=sys.stderr, flush=True)
            worlds.append(read(case))
        if worlds:
            parts.append(part(name, what, worlds))
            everyone.extend(worlds)

    seeds = range(1, asked.firms + 1)
    add(f"{asked.firms} small firms", "200 customers each; report half of our simulator. Each has "
        "the same three campaigns: size and kind go together.",
        [Case("small_firm", seed, FIRM, asked.work, lambda _: None) for seed in seeds])  # fmt: skip
    if asked.prompts:
        add(f"{asked.firms} small firms by another author",
            f"`worlds/authors/{asked.author}.py`, which nothing was fitted on; each firm draws "
            "three kinds for campaigns of 1, 3 and 5.",
            [Foreign(asked.author, n, "small", asked.prompts, asked.work) for n in seeds]
        )  # fmt: skip
    large = Settings(asked.accounts, asked.accounts // 1000, 21, asked.rate, "report")
    for world in asked.worlds:
        number = range(1, asked.large + 1)
        cases = [Case(world, seed, large, asked.work, lambda _: None) for seed in number]
        add(f"{asked.accounts:,} accounts, campaigns of {world.removeprefix('sizes:')}",
            f"{len(cases)} world(s), {asked.rate:g} of the usual rate, at which not every "
            "account sends something within 21 days.", cases)  # fmt: skip
    free = innocents(everyone)
    figures = {
        "parts": parts, "all": rate(sum(s.level >= 2 for s in free), len(free)),
        "groups": {trait: groups(free, trait) for trait in TRAITS},
        "disparity": {trait: disparity(everyone, trait) for trait in TRAITS},
    }  # fmt: skip
    arguments = sys.argv[1:] if argv is None else argv
    shown = ["DIR" if a == str(asked.prompts) else a for a in arguments]
    command = shlex.join(["python", "bench/sizes.py", *shown])
    if asked.no_record:
        print(json.dumps(figures, indent=1))
        return
    print(record("sizes", figures, command))


if __name__ == "__main__":
    main()
