"""Train what tells a request in a tool's answer: ``python bench/train_requests.py --prompts DIR``.

DIR holds ``KIND/SOURCE.jsonl.gz``; what tools really return is made by running tools here. Whole
sources, kinds of tool and ways to dress a question as data are held out for the figures, and the
threshold is where no more than `ALLOWED` of the outputs of tools held out read like a request.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import shlex
import sys
from collections import defaultdict
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa
import scipy.sparse as sp
from numpy.typing import NDArray

sys.path.insert(0, str(Path(__file__).parent))

import prior_features
from _record import ROOT, record
from _requests_dressed import DRESSINGS, dress, enclose
from _tool_outputs import KINDS, REPOSITORIES, outputs
from _tool_worlds import answers_of
from prior_banks import banks
from prior_corpora import MIXED, NONCOMMERCIAL, TOGETHER, split_sources
from train_prior import REPORT, fit, quantise

from stillwatch.features.lexicon import lexicon
from stillwatch.features.prior import MEASURES
from stillwatch.features.requests import Requests, logits, requests
from stillwatch.features.scan import scan

OUT = ROOT / "src/stillwatch/features/requests.npz"
SLOTS = 1 << 16
MOST_FEATURES = 40_000
SOURCES = 3
"""Sources and kinds of tool that a word must come from: others would tell what is talked about."""
L2 = 2e-5
ALLOWED = 0.003
"""Share of the outputs of unseen tools that may read like a request."""
FOLDS = 5
Floats = NDArray[np.float64]


class Said(NamedTuple):
    """One text, as it would stand in the answer of a tool."""

    text: str
    source: str
    """Source of the prompt, or kind of tool."""
    dressing: str
    asks: bool


def prompts(folder: Path, most: int, rng: random.Random) -> dict[str, list[str]]:
    """Return up to `most` prompts of each source."""
    found = {}
    for path in sorted(folder.glob("*/*.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            rows = [json.loads(line) for line in lines]
        # later turns of a dialogue are answers as often as they are requests
        rows = [row for row in rows if not (row.get("meta") or {}).get("turn")]
        texts = sorted({row["text"].strip() for row in rows if row.get("text", "").strip()})
        if texts:
            found[path.name.removesuffix(".jsonl.gz")] = rng.sample(texts, min(most, len(texts)))
    return found


def asking(
    sources: dict[str, list[str]], dressings: list[str], noise: list[str], rng: random.Random,
    bare: float,
) -> list[Said]:  # fmt: skip
    """Dress prompts as data, a share `bare` of them not."""
    made = []
    for source, texts in sources.items():
        for text in texts:
            how = "bare" if rng.random() < bare else rng.choice(dressings)
            made.append(Said(dress(how, text, texts, noise, rng), source, how, True))
    return made


def returned(tools: dict[str, list[str]], rng: random.Random) -> list[Said]:
    """Return outputs of tools, some of them enclosed as questions dressed as data are."""
    return [
        Said(enclose(text, rng) if rng.random() < 0.25 else text, kind, "", False)
        for kind, texts in tools.items()
        for text in texts
    ]


def train(said: list[Said], l2: float = L2) -> dict[str, Any]:
    """Fit and quantise: the arrays of ``requests.npz``, without a threshold."""
    texts = [s.text for s in said]
    hashes, ends_at = prior_features.ngrams(texts)
    row = np.repeat(np.arange(len(texts)), np.diff(np.concatenate([[0], ends_at])))
    vocabulary, inverse = np.unique(hashes, return_inverse=True)
    names = sorted({s.source for s in said})
    source = np.array([names.index(s.source) for s in said])
    texts_of = _distinct(inverse, row, len(vocabulary))
    sources_of = _distinct(inverse, source[row], len(vocabulary))
    # what one source alone says would only tell that source
    worth = texts_of * np.minimum(sources_of, 4) * (texts_of >= 3) * (sources_of >= SOURCES)
    keep = np.sort(np.argsort(-worth, kind="stable")[: min(MOST_FEATURES, int((worth > 0).sum()))])
    vocabulary = vocabulary[keep]
    x = prior_features.matrix(hashes, ends_at, vocabulary)
    dense = sp.csr_matrix(prior_features.dense(texts))
    x = sp.hstack([x, dense], format="csr", dtype=np.float32)
    asks = np.array([s.asks for s in said])
    size = np.bincount(source)
    weight = size[source] ** -0.5
    for side in (asks, ~asks):
        weight[side] *= len(said) / 2 / weight[side].sum()
    w, b = fit(x, asks.astype(np.int64), 2, weight.astype(np.float32), l2, MEASURES + 64)
    arrays = quantise(w, b, vocabulary, SLOTS)
    del arrays["styles"]
    return arrays


def _distinct(feature: NDArray[np.int64], of: NDArray[np.int64], count: int) -> NDArray[np.int64]:
    """Count for each feature in how many of `of` it is."""
    width = int(of.max()) + 1
    pairs = np.unique(feature.astype(np.int64) * width + of)
    return np.bincount(pairs // width, minlength=count)


def model_of(arrays: dict[str, Any], threshold: float = 0.0) -> Requests:
    """Return arrays as the package reads them."""
    return Requests(
        arrays["slots"], np.ascontiguousarray(arrays["rows"][:, 0]), float(arrays["scale"][0]),
        arrays["dense"][:, 0].astype(np.float32), float(arrays["bias"][0]) - threshold,
    )  # fmt: skip


def judged(model: Requests, texts: list[str]) -> Floats:
    """Logits of texts."""
    found = scan(
        pa.array(texts, pa.large_string()), np.ones(len(texts), bool), lexicon(), model.slots,
        model.rows[:, None],
    )  # fmt: skip
    return logits(model, found).astype(np.float64)


def deal(groups: list[set[str]], rng: random.Random) -> list[set[str]]:
    """Deal groups into folds."""
    groups = sorted(groups, key=sorted)
    rng.shuffle(groups)
    return [set().union(*groups[k::FOLDS]) for k in range(FOLDS)]


class Held(NamedTuple):
    """A text and its logit by a model that saw neither its source nor its dressing."""

    said: Said
    logit: float


def crossed(
    sources: dict[str, list[str]], written: dict[str, list[str]], tools: dict[str, list[str]],
    rng: random.Random, l2: float,
) -> list[Held]:  # fmt: skip
    """Hold out sources, kinds of tool and dressings, a fold of each at a time."""
    tied = [set(group) & set(sources) for group in TOGETHER]
    alone = set(sources).difference(*tied)
    of_sources = deal([*filter(None, tied), *({s} for s in alone)], rng)
    of_tools = deal([{kind} for kind in tools], rng)
    of_dressings = deal([{name} for name in DRESSINGS], rng)
    held: list[Held] = []
    for texts, kinds, dressings in zip(of_sources, of_tools, of_dressings, strict=True):
        kept = {k: v for k, v in tools.items() if k not in kinds}
        away = {k: v for k, v in tools.items() if k in kinds}
        seen = [name for name in DRESSINGS if name not in dressings]
        noise, noise_away = _flat(kept), _flat(away)
        train_on = {s: t for s, t in (sources | written).items() if s not in texts}
        said = asking(train_on, seen, noise, rng, 0.4) + returned(kept, rng)
        model = model_of(train(said, l2))
        test = [Said(text, kind, "", False) for kind, some in away.items() for text in some]
        for source in sorted(texts):
            some = sources[source][:80]
            for how in ["bare", *DRESSINGS]:
                # by a dressing held out, and by those that the other folds hold out
                mark = how if how == "bare" or how in dressings else f"{how} (seen)"
                test += [
                    Said(dress(how, t, sources[source], noise_away, rng), source, mark, True)
                    for t in some
                ]
        found = judged(model, [t.text for t in test])
        held += [Held(t, float(z)) for t, z in zip(test, found, strict=True)]
        print(f"held out {sorted(texts)}, {sorted(kinds)}, {sorted(dressings)}", flush=True)
    return held


def _flat(tools: dict[str, list[str]]) -> list[str]:
    return [text for texts in tools.values() for text in texts]


def threshold_of(held: list[Held]) -> float:
    """Logit above which `ALLOWED` of the outputs of tools held out lie, each kind the same."""
    by_kind = _by([h for h in held if not h.said.asks], lambda h: h.said.source)
    grid = np.linspace(0, 1, 2001)
    spread = np.concatenate([np.quantile(z, grid) for z in by_kind.values()])
    every = np.concatenate(list(by_kind.values()))
    return float(max(np.quantile(spread, 1 - ALLOWED), np.quantile(every, 1 - ALLOWED)))


def _by(held: list[Held], key: Any) -> dict[str, Floats]:
    groups: dict[str, list[float]] = defaultdict(list)
    for one in held:
        groups[key(one)].append(one.logit)
    return {name: np.array(z) for name, z in sorted(groups.items())}


def shares(groups: dict[str, Floats], above: float, *, worst: str) -> list[dict[str, Any]]:
    """Share above a logit by group, the worst first."""
    rows = [
        {"name": name, "texts": len(z), "share": round(float((z > above).mean()), 4)}
        for name, z in groups.items()
    ]
    return sorted(rows, key=lambda r: r["share"] * (1 if worst == "least" else -1))


def figures(held: list[Held], above: float) -> dict[str, Any]:
    """Figures of texts held out."""
    asks = [h for h in held if h.said.asks]
    unseen = [h for h in asks if not h.said.dressing.endswith("(seen)")]
    dressed = [h for h in unseen if h.said.dressing != "bare"]
    bare = [h for h in unseen if h.said.dressing == "bare"]
    rest = [h for h in held if not h.said.asks]
    tools = shares(_by(rest, lambda h: h.said.source), above, worst="most")
    return {
        "tools": tools,
        "tools_share": round(float(np.mean([h.logit > above for h in rest])), 4),
        "tools_mean_over_kinds": round(float(np.mean([row["share"] for row in tools])), 4),
        "bare": shares(_by(bare, lambda h: h.said.source), above, worst="least"),
        "dressed": shares(_by(dressed, lambda h: h.said.source), above, worst="least"),
        "dressings": shares(_by(dressed, lambda h: h.said.dressing), above, worst="least"),
        "dressings_seen": shares(
            _by([h for h in asks if h.said.dressing.endswith("(seen)")], lambda h: h.said.dressing),
            above, worst="least",
        ),
    }  # fmt: skip


def last(sources: dict[str, list[str]], tools: dict[str, list[str]], rng: random.Random) -> Any:
    """Return figures of the shipped weights on sources that they never saw."""
    model, noise = requests(), _flat(tools)
    held = []
    for source, texts in sorted(sources.items()):
        for how in ("bare", *DRESSINGS):
            some = [dress(how, t, texts, noise, rng) for t in texts[:200]]
            held += [
                Held(Said(t, source, how, True), float(z))
                for t, z in zip(some, judged(model, some), strict=True)
            ]
    bare = [h for h in held if h.said.dressing == "bare"]
    dressed = [h for h in held if h.said.dressing != "bare"]
    return {
        "bare": shares(_by(bare, lambda h: h.said.source), 0, worst="least"),
        "dressed": shares(_by(dressed, lambda h: h.said.source), 0, worst="least"),
        "dressings": shares(_by(dressed, lambda h: h.said.dressing), 0, worst="least"),
    }


def worlds(folders: list[Path]) -> list[dict[str, Any]]:
    """Return figures of the shipped weights on what tools return in invented logs."""
    rows = []
    for folder in folders:
        row: dict[str, Any] = {"name": folder.name}
        for who, texts in answers_of(folder).items():
            some = judged(requests(), texts) if texts else np.zeros(0)
            row |= {f"{who}_answers": len(texts)}
            row |= {f"{who}_share": round(float((some > 0).mean()), 4) if len(some) else None}
        rows.append(row)
    return rows


def main() -> None:
    """Train, measure, write the weights, record."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--prompts", type=Path, required=True)
    parser.add_argument(
        "--worlds", type=Path, nargs="*", default=[], help="folders of logs, to try"
    )
    parser.add_argument("--repositories", type=Path, nargs="*", default=[], help="git, to look at")
    parser.add_argument("--l2", type=float, default=L2)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--most", type=int, default=700, help="texts a source or kind of tool")
    parser.add_argument("--out", type=Path, default=OUT)
    parser.add_argument("--cached", type=Path, help="keep the outputs of tools in this file")
    parser.add_argument("--no-record", action="store_true")
    asked = parser.parse_args()
    rng = random.Random(asked.seed)
    REPOSITORIES.extend(asked.repositories)
    every = prompts(asked.prompts, asked.most, rng)
    never = split_sources(REPORT) | {*NONCOMMERCIAL, *MIXED}
    kept = {name: texts for name, texts in every.items() if name not in never}
    unseen = {name: texts for name, texts in every.items() if name in never}
    written: dict[str, list[str]] = defaultdict(list)
    for text in banks(rng):
        if len(written[text.source]) < asked.most // 2:
            written[text.source].append(text.text)
    tools = _tools(asked.most, asked.seed, asked.cached)
    held = crossed(kept, dict(written), tools, rng, asked.l2)
    above = threshold_of(held)
    found = figures(held, above)
    said = asking(kept | written, list(DRESSINGS), _flat(tools), rng, 0.4) + returned(tools, rng)
    arrays = train(said, asked.l2)
    arrays["bias"] = arrays["bias"] - np.float32(above)
    np.savez_compressed(asked.out, **arrays)
    requests.cache_clear()
    kilobytes = asked.out.stat().st_size / 1000
    found = {
        "threshold": round(above, 3), "features": len(arrays["rows"]),
        "kilobytes": round(kilobytes, 1), "held_out": found, "never": last(unseen, tools, rng),
        "worlds": worlds(asked.worlds), "texts": len(said),
    }  # fmt: skip
    command = f"python bench/train_requests.py --prompts {shlex.quote('CORPORA')}"
    if asked.no_record:
        print(json.dumps(found, indent=1))
        return
    record("requests", found, command)


def _tools(most: int, seed: int, cached: Path | None) -> dict[str, list[str]]:
    if cached and cached.exists():
        held: dict[str, list[str]] = json.loads(cached.read_text(encoding="utf-8"))
        return held
    made = {kind: outputs(kind, most, seed) for kind in KINDS}
    if cached:
        cached.write_text(json.dumps(made), encoding="utf-8")
    return made


if __name__ == "__main__":
    main()
