"""Measure the content prior on sources it was not trained on: ``python bench/prior.py CORPORA``.

Two measurements, written to ``bench/results/prior.json``, worst source first:

* `held_out`: sources are dealt into folds (derived ones together); each text is scored by a
  model trained without its whole fold. For a harvest source: AUC and true positive rate at 1 %
  false positives against all ordinary texts; for an ordinary one: share above the slice
  threshold and above that 1 % point.
* `shipped`: the weights in the package on the sources that they never saw.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

sys.path.insert(0, str(Path(__file__).parent))

from _record import record
from prior_banks import banks, wrapped
from prior_corpora import MIXED, NONCOMMERCIAL, TOGETHER, Text, by_source, read, split_sources
from train_prior import L2, REPORT, sample, train

from stillwatch.features.lexicon import lexicon
from stillwatch.features.prior import Content, Prior, apply, prior
from stillwatch.features.scan import scan
from stillwatch.features.schema import SLICES
from stillwatch.features.score import CAUTION, Taught

Floats = NDArray[np.float64]


def contents(model: Prior, texts: list[Text]) -> Content:
    """Score texts."""
    array = pa.array([t.text for t in texts], pa.large_string())
    every = np.ones(len(texts), bool)
    found = scan(array, every, lexicon(), model.slots, model.rows, taught=model.taught)
    return apply(model, found)


def folds(sources: list[str], count: int, rng: random.Random) -> list[set[str]]:
    """Deal sources into folds, those that belong together into the same."""
    groups = [set(group) & set(sources) for group in TOGETHER]
    grouped = set().union(*groups)
    groups += [{source} for source in sources if source not in grouped]
    rng.shuffle(groups)
    return [set().union(*groups[k::count]) for k in range(count)]


def auc(positive: Floats, negative: Floats) -> float:
    """Probability that a harvest text scores above an ordinary one, ties half."""
    ordered = np.sort(negative)
    below = np.searchsorted(ordered, positive, "left") + np.searchsorted(ordered, positive, "right")
    return float(below.mean() / (2 * len(ordered)))


def figures(texts: list[Text], found: Content, threshold: float) -> dict[str, Any]:
    """Figures of each source, worst first; ordinary sources weigh the same at the 1 % point."""
    score = found.harvest.astype(np.float64)
    source = np.array([t.source for t in texts])
    harvest = np.array([t.harvest for t in texts])
    capability = np.array([t.capability for t in texts])
    guess = found.capabilities.argmax(1) + 1
    # the same number of quantiles of every ordinary source: a large one does not set the point
    spread = np.linspace(0, 1, 201)
    ordinary = np.concatenate(
        [np.quantile(score[source == s], spread) for s in np.unique(source[~harvest])]
    )
    cut = float(np.quantile(ordinary, 0.99))
    rows = []
    for name in np.unique(source):
        of = source == name
        row: dict[str, Any] = {"source": str(name), "texts": int(of.sum())}
        if harvest[of].all():
            right = (guess[of] == capability[of]).mean()
            row |= {
                "kind": "harvest",
                "auc": auc(score[of], ordinary),
                "tpr_at_1pct": (score[of] > cut).mean(),
                "in_harvest_slice": (score[of] > threshold).mean(),
                "right_capability": right,
            }
        else:
            row |= {
                "kind": "ordinary",
                "in_harvest_slice": (score[of] > threshold).mean(),
                "above_1pct_point": (score[of] > cut).mean(),
            }
        rows.append({k: round(float(v), 4) if isinstance(v, float) else v for k, v in row.items()})
    good = sorted((r for r in rows if r["kind"] == "harvest"), key=lambda r: r["auc"])
    bad = sorted((r for r in rows if r["kind"] == "ordinary"), key=lambda r: -r["in_harvest_slice"])

    def mean(of: list[dict[str, Any]], name: str) -> float:
        return round(float(np.mean([r[name] for r in of])), 4)

    return {
        "mean_over_sources": {
            "auc": mean(good, "auc"),
            "tpr_at_1pct": mean(good, "tpr_at_1pct"),
            "harvest_in_harvest_slice": mean(good, "in_harvest_slice"),
            "ordinary_in_harvest_slice": mean(bad, "in_harvest_slice"),
            "right_capability": mean(good, "right_capability"),
        },
        "cut_at_1pct": round(cut, 4),
        "harvest": good,
        "ordinary": bad,
    }


def held_out(
    texts: list[Text], seed: int, count: int, l2: float, threshold: float
) -> dict[str, Any]:
    """Figures with whole folds of sources left out; the written banks are always trained on."""
    rng = random.Random(seed)
    written = banks(rng)
    judged, scored = [], []
    for away in folds(sorted(by_source(texts)), count, rng):
        kept = [t for t in texts if t.source not in {*away, *MIXED}] + written
        model = as_prior(train(wrapped(sample(kept, 1500, rng), rng), l2, styled=False))
        part = [t for t in sample(texts, 600, rng) if t.source in away]
        judged += part
        scored.append(contents(model, part))
    found = Content(*(np.concatenate(arrays) for arrays in zip(*scored, strict=True)))
    return figures(judged, found, threshold)


def as_prior(arrays: dict[str, NDArray[Any]]) -> Prior:
    """Arrays of ``prior.npz`` as the package holds them."""
    names = tuple(json.loads(str(arrays["styles"])))
    dense = arrays["dense"].astype(np.float32)
    taught = Taught(
        int(arrays.get("taught", len(arrays["rows"]))), CAUTION / float(arrays["scale"][0])
    )
    return Prior(
        arrays["slots"], arrays["rows"], arrays["scale"], dense, arrays["bias"], names, taught
    )


def main() -> None:
    """Measure and write the result."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpora", type=Path)
    parser.add_argument("--record", action="store_true", help="write bench/results/prior.json")
    parser.add_argument("--json", type=Path, help="write the figures to this file")
    parser.add_argument("--folds", type=int, default=6)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--l2", type=float, default=L2)
    parser.add_argument("--threshold", type=float, default=0.5)
    options = parser.parse_args()
    texts = read(options.corpora)
    away = split_sources(REPORT) | {*NONCOMMERCIAL, *MIXED}
    unseen = sample([t for t in texts if t.source in away], 600, random.Random(options.seed))
    result = {
        "slices": SLICES,
        "l2": options.l2,
        "threshold": options.threshold,
        "shipped": figures(unseen, contents(prior(), unseen), options.threshold),
        "held_out": held_out(texts, options.seed, options.folds, options.l2, options.threshold),
    }
    if options.record:
        record("prior", result, "python bench/prior.py CORPORA --record")
    if options.json:
        options.json.write_text(json.dumps(result, indent=1))
    print(
        json.dumps({k: result[k]["mean_over_sources"] for k in ("shipped", "held_out")}, indent=1)
    )


if __name__ == "__main__":
    main()
