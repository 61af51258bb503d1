"""Run what users run on the bundled sample, and compare every output with the committed one.

Exit status: 0 if all is as committed (or was accepted), 1 if something differs.
"""

from __future__ import annotations

import argparse
import os
import shlex
import shutil
import subprocess
import sys
import tempfile
from fnmatch import fnmatch
from pathlib import Path
from typing import NamedTuple

from golden_differences import Difference, compare, only_words
from golden_gateway import hour, replay
from golden_outputs import load, masked, read, save

ROOT = Path(__file__).resolve().parent.parent
EXPECTED = ROOT / "tests" / "golden" / "run"
LOG, TABLE = "sample/log-0001.jsonl.zst", "sample/accounts.csv"
CAMPAIGN, OTHER = "c-381df1f231f0", "c-b7ae36755ddb"
MEMBER, INNOCENT = "acct_04ad5ed6472e", "acct_003c0a4aa0b9"
FIRM = "compliance/firm.toml --terms compliance/terms.toml --as-of 2026-11-25"

COMMANDS = {
    "doctor": f"doctor {LOG} --accounts {TABLE} --json",
    "audit": f"audit {LOG} --accounts {TABLE} --out audit",
    "evidence-init": "evidence init proof --origin example.com/golden --json",
    "audit-evidence": f"audit {LOG} --accounts {TABLE} --out proved --evidence proof --json",
    "night-1": f"audit nights/1.jsonl --accounts {TABLE} --state state --out night-1 --quiet",
    "night-2": f"audit nights/2.jsonl --accounts {TABLE} --state state --out night-2 --quiet",
    "night-3": f"audit nights/3.jsonl --accounts {TABLE} --state state --out night-3 --json",
    "explain-member": f"review explain audit {MEMBER}",
    "explain-member-json": f"review explain audit {MEMBER} --json",
    "explain-innocent": f"review explain audit {INNOCENT}",
    "explain-campaign": f"review explain audit {CAMPAIGN}",
    "guard-requests": "guard requests hour.jsonl --json",
    "guard-accounts": "guard accounts nights/1.jsonl --json",
    "policy-replay": f"policy replay audit --accounts {TABLE} --truth sample/truth.json --json",
    "policy-replay-log": f"policy replay audit --accounts {TABLE} --truth sample --log {LOG}",
    "policy-apply": "policy apply audit --decisions applied.db --at 2026-03-12T00:00:00Z "
    f"--accounts {TABLE} --apply --by golden --json",
    "policy-applied": "decisions list applied.db --all --json",
    "comply": f"comply report audit --config {FIRM} --evidence proof --out comply.html --json",
    "share-csv": f"share csv audit {CAMPAIGN} --addresses",
    "share-stix": f"share stix audit {CAMPAIGN} --identity Example --tlp green --addresses "
    "--accounts --out stix.json --json",
    "share-watch": "share watch stix.json --out watch.json --json",
    "share-start-a": "share match start audit --key a.key --out a-offer.json --json",
    "share-start-b": "share match start watch.json --pad 200 --key b.key --out b-offer.json --json",
    "share-answer-a": "share match answer b-offer.json --key a.key --out a-answer.json --json",
    "share-answer-b": "share match answer a-offer.json --key b.key --out b-answer.json --json",
    "share-finish-a": "share match finish b-answer.json --key a.key --json",
    "evidence-record": f"evidence record proof block --campaign {CAMPAIGN} --by golden "
    "--because keys --json",
    "evidence-verify": "evidence verify proof --json",
    "evidence-log": "evidence log proof --json",
    "evidence-export": f"evidence export proof {CAMPAIGN} --audit proved --out c.evidence "
    "--by golden --json",
    "evidence-verify-bundle": "evidence verify c.evidence --trust proof/public.keys --json",
    "score": "score sample/truth.json audit --json",
    "score-text": "score sample/truth.json audit",
    "decide-block": f"decisions add decided.db --campaign {CAMPAIGN} --audit audit --action block "
    "--for 7d --enforce --by golden --because keys --json",
    "decide-throttle": "decisions add decided.db --account {slowed} --action throttle --for 7d "
    "--requests-per-minute 0.01 --enforce --by golden --because rate --json",
    "decide-simulated": f"decisions add decided.db --campaign {OTHER} --audit audit "
    "--action harden --for 7d --by golden --because trial --json",
    "decided": "decisions list decided.db --json",
    "gateway": "serve --config gateway.toml --decisions decided.db --enforce --json",
}
"""What runs, in this order, in one folder; a later command uses what an earlier one wrote."""

OUTPUTS = {
    "audit": ["audit/*"],
    "audit-evidence": ["proved/*"],
    "night-*": ["{name}/*.json", "{name}/*.parquet"],
    "comply": ["comply.html"],
    "share-stix": ["stix.json"],
    "share-watch": ["watch.json"],
    "gateway": ["answers.jsonl", "exchanges.jsonl"],
}
"""Files that a command writes and that are compared, beside what it prints."""

ALIKE = {"proved": "audit"}
"""Folders whose files have to be the same as another's: evidence changes no result."""

CORE = ("audit", "evidence-init", "audit-evidence", "night-1", "night-2", "night-3")


class Result(NamedTuple):
    """What a run printed and wrote: by file, its parts."""

    parts: dict[str, object]
    folder: Path


def prepare(folder: Path) -> dict[str, str]:
    """Put the inputs into a folder; return what commands are filled in with."""
    for name in ("sample", "compliance"):
        shutil.copytree(ROOT / "examples" / name, folder / name)
    return hour(folder)


def outputs(name: str, folder: Path) -> list[Path]:
    """Return the files of a command that are compared."""
    wanted = [g for pattern, globs in OUTPUTS.items() if fnmatch(name, pattern) for g in globs]
    return [path for g in wanted for path in sorted(folder.glob(g.format(name=name)))]


def run(folder: Path, names: list[str] | None = None) -> dict[str, object]:
    """Run commands and return the parts of their outputs, masked."""
    filled = prepare(folder)
    found: dict[str, object] = {}
    for name in names or COMMANDS:
        argv = shlex.split(COMMANDS[name].format_map(filled))
        command = [sys.executable, "-m", "stillwatch", *argv]
        if name == "gateway":
            status, out, err = replay(command, folder)
        else:
            env = os.environ | {"COLUMNS": "80", "NO_COLOR": "1", "TZ": "UTC"}
            done = subprocess.run(command, cwd=folder, env=env, capture_output=True, text=True)
            status, out, err = done.returncode, done.stdout, done.stderr
        brief = name.startswith("night-")
        printed = [("status", f"{status}\n"), ("out", out), ("err", err)]
        for stream, text in printed:
            if stream == "err" and (name == "gateway" or "\u2501" in text):
                continue  # bars of progress, and a note that depends on the machine's speed
            if text.strip() and (stream, text) != ("status", "0\n"):
                found |= read(f"{name}/{stream}", text, folder, brief)
        for path in outputs(name, folder):
            where = str(path.relative_to(folder)).replace("/", "-")
            found |= read(f"{name}/{where}", path, folder, brief)
    return masked(found)


def expected_name(name: str) -> str:
    """Return under which name a part is committed."""
    for folder, same in ALIKE.items():
        file = name.partition("/")[2]
        if file.startswith(f"{folder}-"):
            return f"{same}/{same}-{file.removeprefix(folder + '-')}"
    return name


def differences(found: dict[str, object], expected: dict[str, object]) -> list[Difference]:
    """Compare all parts; an output that came or went is a difference, too."""
    made = [d for name, part in found.items()
            for d in compare(name, expected.get(expected_name(name)), part)]  # fmt: skip
    steps = {name.partition("/")[0] for name in found}
    gone = [n for n in expected if n not in found and n.partition("/")[0] in steps]
    return made + [d for name in gone for d in compare(name, expected[name], None)]


def main() -> int:
    """Run the command line."""
    parser = argparse.ArgumentParser(prog="scripts/golden", description=__doc__)
    parser.add_argument("--accept-words", action="store_true", help="unless a number changed")
    parser.add_argument("--accept", action="store_true", help="take all outputs as expected")
    parser.add_argument("--keep", type=Path, metavar="DIR", help="run in this new folder, keep it")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = args.keep or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        found = run(folder.resolve())
    found_differences = differences(found, load(EXPECTED))
    for difference in found_differences:
        print(difference)
    accept = args.accept or (args.accept_words and all(map(only_words, found_differences)))
    if found_differences and accept:
        save(EXPECTED, {n: p for n, p in found.items() if expected_name(n) == n})
    numbers = sum(not only_words(d) for d in found_differences)
    words = len(found_differences) - numbers
    print(f"{len(found)} outputs: {numbers} numbers or fields and {words} words differ"
          + (", accepted" if found_differences and accept else ""))  # fmt: skip
    return int(bool(found_differences) and not accept)


if __name__ == "__main__":
    sys.exit(main())
