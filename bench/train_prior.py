"""Train the content prior: ``python bench/train_prior.py CORPORA [--above FILE] [--out FILE]``.

CORPORA holds ``KIND/SOURCE.jsonl.gz``. Sources of the simulator's `report` split and
non-commercial ones are left out, so that reported figures are on sources never trained on. Other
languages than English are taught afterwards (`prior_languages`), with `--above` on the weights in
FILE, which must not have been taught any.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray

sys.path.insert(0, str(Path(__file__).parent))

import prior_features
from prior_banks import banks, wrapped
from prior_corpora import (
    HARVEST,
    MIXED,
    NONCOMMERCIAL,
    STYLES,
    Text,
    by_source,
    read,
    split_sources,
    vary,
)
from prior_fit import fit
from prior_languages import is_english, language_texts, teach, written

from stillwatch.features.prior import CAPABILITIES, MEASURES, OUTPUTS
from stillwatch.features.score import row_bits

ROOT = Path(__file__).parents[1]
REPORT = ROOT / "src/stillwatch/simulate/corpus/report.jsonl.gz"
SLOTS = 1 << 20
MOST_FEATURES = 90_000
L2 = 5e-6
ORDINARY_ABOVE = 0.15
"""Share of ordinary texts of unseen sources that may fall into a harvest slice."""
Floats = NDArray[np.float32]


class Data(NamedTuple):
    """Texts as numbers."""

    x: sp.csr_matrix
    harvest: Floats
    capability: NDArray[np.int64]
    style: NDArray[np.int64]
    weight: Floats
    vocabulary: NDArray[np.uint64]


def sample(texts: list[Text], most: int, rng: random.Random) -> list[Text]:
    """At most `most` texts of each source, a third of them varied."""
    out = []
    for _, group in sorted(by_source(texts).items()):
        picked = rng.sample(group, min(most, len(group)))
        out += [t._replace(text=vary(t.text, rng)) if rng.random() < 0.33 else t for t in picked]
    return out


def source_weights(texts: list[Text]) -> Floats:
    """Weight a source by the square root of its size (written banks somewhat less).

    Harvest and ordinary weigh the same.
    """
    size = {source: len(group) for source, group in by_source(texts).items()}
    weight = np.array([size[t.source] ** -0.5 for t in texts], np.float64)
    weight *= [0.8 if t.source.startswith("bank_") else 1.0 for t in texts]
    harvest = np.array([t.harvest for t in texts])
    for side in (harvest, ~harvest):
        weight[side] *= len(texts) / 2 / weight[side].sum()
    return weight.astype(np.float32)


def prepare(texts: list[Text]) -> Data:
    """Build the matrix of n-grams found in two texts or more, those of several sources first."""
    hashes, ends_at = prior_features.ngrams([t.text for t in texts])
    sizes = np.diff(np.concatenate([[0], ends_at]))
    names = sorted({t.source for t in texts})
    source = np.array([names.index(t.source) for t in texts])
    row = np.repeat(np.arange(len(texts)), sizes)
    vocabulary, inverse = np.unique(hashes, return_inverse=True)
    pairs = np.unique(np.stack([inverse, row]), axis=1)
    texts_of = np.bincount(pairs[0], minlength=len(vocabulary))
    source_pairs = np.unique(np.stack([pairs[0], source[pairs[1]]]), axis=1)
    sources_of = np.bincount(source_pairs[0], minlength=len(vocabulary))
    keep = texts_of >= 2
    if keep.sum() > MOST_FEATURES:
        order = np.argsort(-(texts_of * np.minimum(sources_of, 4)) * keep, kind="stable")
        keep = np.zeros_like(keep)
        keep[order[:MOST_FEATURES]] = True
    vocabulary = vocabulary[keep]
    x = prior_features.matrix(hashes, ends_at, vocabulary)
    dense = prior_features.dense([t.text for t in texts])
    return Data(
        sp.hstack([x, sp.csr_matrix(dense)], format="csr", dtype=np.float32),
        np.array([t.harvest for t in texts], np.float32),
        np.array([t.capability for t in texts]),
        np.array([t.style for t in texts]),
        source_weights(texts),
        vocabulary,
    )


def train(texts: list[Text], l2: float = L2, styled: bool = True) -> dict[str, Any]:
    """Fit the three heads (without `styled`: two) and quantise: the arrays of ``prior.npz``."""
    data = prepare(texts)
    dense = MEASURES + 64
    d = len(data.vocabulary)
    w = np.zeros((d + dense, OUTPUTS), np.float32)
    b = np.zeros(OUTPUTS, np.float32)
    w[:, :1], b[:1] = fit(data.x, data.harvest, 2, data.weight, l2, dense)
    centre, spread = calibration(texts, data, l2)
    w[:, 0] /= spread
    b[0] = (b[0] - centre) / spread
    some = data.capability > 0
    part = slice(1, 1 + CAPABILITIES)
    weight = data.weight[some]
    w[:, part], b[part] = fit(
        data.x[some], data.capability[some] - 1, CAPABILITIES, weight, 2 * l2, dense
    )
    if styled:
        part = slice(1 + CAPABILITIES, OUTPUTS)
        classes = OUTPUTS - 1 - CAPABILITIES
        w[:, part], b[part] = fit(data.x, data.style, classes, data.weight, 2 * l2, dense)
    return quantise(w, b, data.vocabulary)


def calibration(texts: list[Text], data: Data, l2: float, count: int = 4) -> tuple[float, float]:
    """Centre and spread of the harvest logit on sources left out of training.

    The centre is where `ORDINARY_ABOVE` of ordinary texts (every source the same) lie above;
    the spread maximises the likelihood of held-out texts around it. Without this the logits,
    sure of the sources that they were fitted on, would be far too sure of new ones.
    """
    names = sorted({t.source for t in texts})
    public = [name for name in names if not name.startswith("bank_")]
    random.Random(7).shuffle(public)
    source = np.array([names.index(t.source) for t in texts])
    logit = np.full(len(texts), np.nan)
    for k in range(count):
        away = np.isin(source, [names.index(name) for name in public[k::count]])
        weight = np.where(away, 0, data.weight)
        for side in (data.harvest > 0, data.harvest == 0):
            weight[side] /= weight[side].sum()
        kept = ~away
        w, b = fit(
            data.x[kept], data.harvest[kept], 2, weight[kept].astype(np.float32), l2, MEASURES + 64
        )
        logit[away] = (data.x[away] @ w + b)[:, 0]
    grid = np.linspace(0, 1, 101)
    per_source = [np.quantile(logit[source == names.index(name)], grid) for name in public]
    harvest = [name in HARVEST for name in public]
    bad = np.concatenate([q for q, good in zip(per_source, harvest, strict=True) if not good])
    good = np.concatenate([q for q, good in zip(per_source, harvest, strict=True) if good])
    centre = float(np.quantile(bad, 1 - ORDINARY_ABOVE))
    spreads = np.linspace(0.5, 12, 116)
    losses = [
        np.logaddexp(0, (bad - centre) / s).mean() + np.logaddexp(0, (centre - good) / s).mean()
        for s in spreads
    ]
    spread = float(spreads[int(np.argmin(losses))])
    print(f"calibration: centre {centre:.2f}, spread {spread:.2f}")
    return centre, spread


def quantise(
    w: Floats, b: Floats, vocabulary: NDArray[np.uint64], size: int = SLOTS
) -> dict[str, NDArray[np.generic]]:
    """Eight bits a weight, a hash table in front; features that do not fit are the weakest."""
    d = len(vocabulary)
    unit = np.maximum(np.quantile(np.abs(w[:d]), 0.9999, axis=0), 1e-6) / 127
    rows = np.clip(np.rint(w[:d] / unit), -127, 127).astype(np.int8)
    strength = np.abs(w[:d] / unit).sum(1)
    slots = np.zeros(size, np.uint32)
    bits = row_bits(size)
    kept = []
    for i in np.argsort(-strength, kind="stable"):
        key = int(vocabulary[i])
        slot = key & (size - 1)
        if slots[slot]:
            slot ^= 1
        if slots[slot] or strength[i] < 1:
            continue
        kept.append(i)
        slots[slot] = ((key >> 40) & (0xFFFFFFFF >> bits)) << bits | len(kept)
    return {
        "slots": slots,
        "rows": rows[kept],
        "scale": unit.astype(np.float32),
        "dense": w[d:].astype(np.float16),
        "bias": b,
        "styles": np.array(json.dumps(list(STYLES))),
    }


def main() -> None:
    """Train on everything that may be trained on and write the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpora", type=Path)
    parser.add_argument("--out", type=Path, default=ROOT / "src/stillwatch/features/prior.npz")
    parser.add_argument("--above", type=Path, help="teach languages on these weights")
    parser.add_argument("--l2", type=float, default=L2)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    rng = random.Random(options.seed)
    away = split_sources(REPORT) | {*NONCOMMERCIAL, *MIXED}
    texts = [t for t in read(options.corpora) if t.source not in away] + banks(rng)
    texts = wrapped(sample(texts, 1500, rng), rng)
    if options.above:
        with np.load(options.above) as held:
            arrays = {name: held[name] for name in held.files}
    else:
        arrays = train(texts, options.l2)
    english = [t.text for t in [*read(options.corpora), *banks(rng)] if is_english(t.text)]
    arrays = teach(arrays, english, language_texts(random.Random(2)), written())
    np.savez_compressed(options.out, **arrays)
    size = options.out.stat().st_size / 1e6
    print(f"{len(texts)} texts, {len(arrays['rows'])} features, {size:.2f} MB: {options.out}")


if __name__ == "__main__":
    main()
