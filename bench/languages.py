"""How the content prior reads other languages: ``python bench/languages.py [--before FILE]``.

`prior_languages_report.jsonl.gz` was written blind by an author of no part in training, who wrote
for three languages more than are taught; `--public CLONES` reads public requests from checkouts
(`_languages_public` says which). `--before FILE` measures other weights beside (`prior.npz` as it
was before it was taught languages). Nothing is chosen by these figures:
`prior_languages_tune.jsonl.gz` is for that (`--tune`).
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
from collections import defaultdict
from pathlib import Path
from typing import Any

import numpy as np

sys.path.insert(0, str(Path(__file__).parent))

from _languages_public import public
from _record import record
from prior import as_prior, auc, contents
from prior_corpora import Text

from stillwatch.features.prior import Prior, prior

HERE = Path(__file__).parent
THRESHOLD = 0.5


def read(path: Path) -> list[dict[str, str]]:
    """Rows of a file of requests."""
    opened = gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open()
    with opened as lines:
        return [json.loads(line) for line in lines]


def scores(model: Prior, rows: list[dict[str, str]]) -> np.ndarray[Any, Any]:
    """How much each request reads like a harvest."""
    texts = [Text(row["text"], "", False, 0, 0) for row in rows]
    return contents(model, texts).harvest.astype(np.float64)


def by_language(rows: list[dict[str, str]], score: np.ndarray[Any, Any]) -> dict[str, Any]:
    """AUC and shares above the threshold, by language."""
    found: dict[str, Any] = {}
    language = np.array([row["lang"] for row in rows])
    harvest = np.array([row["label"] == "harvest" for row in rows])
    for name in sorted(set(language)):
        good, bad = score[(language == name) & harvest], score[(language == name) & ~harvest]
        found[name] = {
            "harvest": len(good), "ordinary": len(bad), "auc": round(auc(good, bad), 3),
            "harvest_like": round(float((good > THRESHOLD).mean()), 3),
            "ordinary_like": round(float((bad > THRESHOLD).mean()), 3),
        }  # fmt: skip
    keys = ("auc", "harvest_like", "ordinary_like")
    found["mean"] = {k: round(float(np.mean([row[k] for row in found.values()])), 3) for k in keys}
    return found


def by_source(rows: list[dict[str, str]], score: np.ndarray[Any, Any]) -> dict[str, Any]:
    """Share above the threshold, by source and language."""
    held: dict[tuple[str, str], list[bool]] = defaultdict(list)
    for row, one in zip(rows, score, strict=True):
        held[row["source"], row["lang"]].append(bool(one > THRESHOLD))
    out: dict[str, Any] = {}
    for (source, language), above in sorted(held.items()):
        out.setdefault(source, {})[language] = {
            "texts": len(above), "like": round(float(np.mean(above)), 3)
        }  # fmt: skip
    return out


def measure(model: Prior, rows: list[dict[str, str]], more: list[dict[str, str]]) -> dict[str, Any]:
    """All figures of one set of weights."""
    found = {"written": by_language(rows, scores(model, rows))}
    if more:
        found["public"] = by_source(more, scores(model, more))
    return found


def main() -> None:
    """Measure, print and record."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--before", type=Path, help="weights to compare with")
    parser.add_argument("--public", type=Path, help="folder of checkouts of public sets")
    parser.add_argument("--tune", action="store_true", help="the set to choose by, not to report")
    parser.add_argument("--record", action="store_true", help="write the figures")
    options = parser.parse_args()
    part = "tune" if options.tune else "report"
    rows = read(HERE / f"prior_languages_{part}.jsonl.gz")
    more = public(options.public) if options.public else []
    now, before = measure(prior(), rows, more), None
    if options.before:
        with np.load(options.before) as held:
            weights = as_prior({name: held[name] for name in held.files})
        before = measure(weights, rows, more)
    print(json.dumps({"now": now, "before": before}, indent=1))
    if options.record and not options.tune:
        command = "python bench/languages.py --before FILE --public CLONES --record"
        record("languages", {"now": now, "before": before}, command)


if __name__ == "__main__":
    main()
