"""The guard on what people send who want a prompt out: ``python bench/guard_public.py CLONES``.

CLONES is a folder of checkouts of public repositories, by their names: `tensor-trust-data` (of
HumanCompatibleAI: what players of a game sent to get at a password and what stood around it),
`RaccoonBench` (M0gician), `prompt-extraction` (y0mingzhang), `HiveTraceRed` (HiveTrace; Russian)
and `promptshield` (Neural-alchemy). Those that are missing are left out. Requests are read from
there, once each, and never printed nor kept. One half of the first and of the fourth, by a checksum
of the text, was read for wordings; the rest was only counted. `--before FILE` puts the figures of
an earlier run (its `guard_public.json`) beside.
"""

from __future__ import annotations

import argparse
import csv
import json
import sys
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

sys.path.insert(0, str(Path(__file__).parent))

from _guard_counts import lower
from _record import record
from guard_corpora import single
from train_guard import scores

from stillwatch.guard.judge import Guard
from stillwatch.guard.model import shipped

READ = ("Tensor Trust", "HiveTraceRed")
"""Sources of which one half was read for wordings."""


def _tensor(root: Path) -> Iterator[str]:
    path = "benchmarks/extraction-robustness/v1/extraction_robustness_dataset.jsonl"
    for line in (root / path).read_text(encoding="utf-8").splitlines():
        yield json.loads(line)["attack"]


def _raccoon(root: Path) -> Iterator[str]:
    for path in sorted((root / "Data/attacks").glob("*/*/prompt*")):
        yield path.read_text(encoding="utf-8")


def _extraction(root: Path) -> Iterator[str]:
    for name in ("attacks", "generated"):
        yield from json.loads((root / f"attacks/{name}.json").read_text(encoding="utf-8"))
    for path in sorted((root / "attacks/real-services").glob("*/*-prompt.txt")):
        yield path.read_text(encoding="utf-8")


def _hivetrace(root: Path) -> Iterator[str]:
    with (root / "datasets/system_prompt_extraction_ru.csv").open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            yield row["prompt"]


def _promptshield(root: Path) -> Iterator[str]:
    for part in ("prompt_extraction", "system_extraction"):
        for path in sorted((root / "openclay/shields/attack_db" / part).glob("*.json")):
            yield from _prompts(json.loads(path.read_text(encoding="utf-8")))


def _prompts(held: Any) -> Iterator[str]:
    if isinstance(held, list):
        for one in held:
            yield from _prompts(one)
    elif isinstance(held, dict):
        for key, value in held.items():
            if key in ("prompt", "payload", "text", "input", "attack") and isinstance(value, str):
                yield value
            else:
                yield from _prompts(value)


SOURCES = {
    "tensor-trust-data": ("Tensor Trust", _tensor),
    "RaccoonBench": ("Raccoon", _raccoon),
    "prompt-extraction": ("Prompt extraction", _extraction),
    "HiveTraceRed": ("HiveTraceRed", _hivetrace),
    "promptshield": ("PromptShield", _promptshield),
}
"""Folder, name and reader of each."""


def read(clones: Path) -> dict[str, list[str]]:
    """Read requests by source; of those in `READ` by half."""
    out: dict[str, list[str]] = {}
    for folder, (name, reader) in SOURCES.items():
        if not (clones / folder).is_dir():
            print(f"{clones / folder}: not there, left out", file=sys.stderr)
            continue
        texts = dict.fromkeys(t.strip() for t in reader(clones / folder) if len(t.strip()) > 3)
        for text in texts:
            half = zlib.crc32(text.encode()) & 1
            part = (", not read", ", read for wordings")[1 - half] if name in READ else ""
            out.setdefault(name + part, []).append(text)
    return out


def measure(guard: Guard, found: dict[str, list[str]]) -> dict[str, Any]:
    """Count by source what is flagged and blockable."""
    model = shipped()
    out = {}
    for name, texts in found.items():
        score = scores(guard, [single(text, name, True) for text in texts])
        flagged = int((score >= model.flag).sum())
        out[name] = {
            "requests": len(texts),
            "flagged": flagged,
            "share": round(flagged / len(texts), 4),
            "lower": round(lower(flagged, len(texts)), 4),
            "blockable": round(float(np.mean(score >= model.block)), 4),
        }
    return out


def main() -> None:
    """Measure and write figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("clones", type=Path)
    parser.add_argument("--before", type=Path)
    parser.add_argument("--no-record", action="store_true")
    options = parser.parse_args()
    figures: dict[str, Any] = {"sources": measure(Guard(), read(options.clones))}
    if options.before:
        earlier = json.loads(options.before.read_text(encoding="utf-8"))
        figures["before"] = earlier.get("figures", earlier)["sources"]
    for name, row in figures["sources"].items():
        print(f"{name:34} {row}")
    if not options.no_record:
        command = "python bench/guard_public.py CLONES --before FILE"
        record("guard_public", figures, command)
    else:
        print(json.dumps(figures))


if __name__ == "__main__":
    main()
