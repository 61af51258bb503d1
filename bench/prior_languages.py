"""Teach the content prior other languages than English, without changing how it reads English.

``bench/prior_languages/LANGUAGE.txt`` are grammars as in `prior_banks.txt`, written natively by
authors who had not seen the detector: ``[bank_…]`` are kinds of requests, most of them named as
the English banks. ``written.jsonl.gz`` beside them holds requests written one by one: English ones
of the training sources put into each language, and others of its own. What the prior learns are
weights of words and pairs of words that English texts do not have; all else stays as it was, so
that a text in English reads as before.
"""

from __future__ import annotations

import gzip
import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import prior_features
import scipy.sparse as sp
from numpy.typing import NDArray
from prior_banks import fill, grammar
from prior_corpora import Text
from prior_fit import fit

from stillwatch.features.prior import CAPABILITIES, OUTPUTS
from stillwatch.features.schema import SLICES
from stillwatch.features.score import row_bits

FOLDER = Path(__file__).parent / "prior_languages"
Floats = NDArray[np.float32]

CAPABILITY = {
    "bank_maths": "reasoning",
    "bank_exam": "reasoning",
    "bank_logic": "reasoning",
    "bank_coding": "coding",
    "bank_agentic": "agentic",
    "bank_tools": "tool_use",
    "bank_grading": "grading",
    "bank_rewriting": "rewriting",
    "bank_general": "general",
    "bank_traces": "reasoning",
    "bank_refusals": "refusals",
}
"""What a harvest of each bank would serve; the other banks are ordinary."""

TEXTS = 220
"""Texts of a bank."""
WRITTEN = 3.0
"""What the texts written one by one weigh together, the banks of a language being 1."""
MOST_FEATURES = 180_000
"""So many features at most are taught, the commonest."""
L2 = 3e-8
"""Penalty on the square of a weight, beside the mean loss of a text."""


def grammars() -> Iterator[tuple[str, dict[str, list[str]]]]:
    """Each language and its rules."""
    for path in sorted(FOLDER.glob("*.txt")):
        yield path.stem, grammar(path)


def language_texts(rng: random.Random, texts: int = TEXTS) -> list[tuple[str, Text]]:
    """Texts of all banks of all languages, some of them wrapped, each with its language."""
    out = []
    for language, rules in grammars():
        for name in sorted(rules):
            if not name.startswith("bank_"):
                continue
            capability = SLICES.index(CAPABILITY.get(name, "ordinary"))
            wraps = rules["wrap_harvest" if capability else "wrap_ordinary"]
            for _ in range(texts):
                text = fill(rules, rng.choice(rules[name]), rng)
                if rng.random() < (0.3 if capability else 0.2):
                    text = fill(rules, rng.choice(wraps), rng).replace("<<>>", text)
                out.append((language, Text(text, name, capability > 0, capability, 0)))
    return list({t.text: (language, t) for language, t in out}.values())


def written() -> list[tuple[str, Text]]:
    """Texts written one by one, each with its language."""
    out = []
    with gzip.open(FOLDER / "written.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            harvest = row["label"] == "harvest"
            capability = SLICES.index(row.get("capability", "ordinary"))
            out.append((row["lang"], Text(row["text"], "written", harvest, capability, 0)))
    return out


def is_english(text: str) -> bool:
    """Whether hardly a letter of a text of the English corpora is from another alphabet."""
    letters = [c for c in text if c.isalpha()]
    return sum(not c.isascii() for c in letters) <= 0.005 * len(letters)


def rows_of(arrays: dict[str, Any], vocabulary: NDArray[np.uint64]) -> NDArray[np.int64]:
    """Row of each feature in the table, or -1 (`stillwatch.features.score.find_row`)."""
    slots = arrays["slots"].astype(np.uint64)
    size = len(slots)
    bits = np.uint64(row_bits(size))
    tag = (vocabulary >> np.uint64(40)) & (np.uint64(0xFFFFFFFF) >> bits)
    first = (vocabulary & np.uint64(size - 1)).astype(np.int64)
    out = np.full(len(vocabulary), -1)
    for slot in (first ^ 1, first):
        entry = slots[slot]
        hit = (entry != 0) & (entry >> bits == tag)
        row = (entry & ((np.uint64(1) << bits) - np.uint64(1))).astype(np.int64) - 1
        out = np.where(hit, row, out)
    return out


def base_logits(
    arrays: dict[str, Any], hashes: NDArray[np.uint64], ends_at: NDArray[np.int64], dense: Floats
) -> Floats:
    """Logits of all heads by the weights in `arrays`, shape (texts, OUTPUTS)."""
    vocabulary, inverse = np.unique(hashes, return_inverse=True)
    row = rows_of(arrays, vocabulary)
    known = row >= 0
    weights = np.zeros((len(vocabulary), OUTPUTS), np.float32)
    weights[known] = arrays["rows"][row[known]] * arrays["scale"]
    x = counted(inverse, ends_at, np.arange(len(vocabulary)))
    return np.asarray(x @ weights + dense @ arrays["dense"].astype(np.float32) + arrays["bias"])


def counted(
    which: NDArray[np.int64], ends_at: NDArray[np.int64], column: NDArray[np.int64]
) -> sp.csr_matrix:
    """Features of texts over the root of how many a text has; `column` -1: left out."""
    sizes = np.diff(np.concatenate([[0], ends_at]))
    row = np.repeat(np.arange(len(sizes)), sizes)
    value = (1 / np.sqrt(np.maximum(sizes, 8)))[row].astype(np.float32)
    to = column[which]
    kept = to >= 0
    shape = (len(sizes), int(column.max()) + 1)
    return sp.csr_matrix((value[kept], (row[kept], to[kept])), shape=shape)


def teach(
    arrays: dict[str, Any],
    english: list[str],
    banks: list[tuple[str, Text]],
    single: list[tuple[str, Text]],
    l2: float = L2,
) -> dict[str, Any]:
    """Add weights of `harvest` and the capabilities for words that English does not have.

    Styles are not taught: what a text in another language reads like stays as it was.

    Parameters
    ----------
    arrays
        The arrays of ``prior.npz``, as `train_prior.train` gives them.
    english
        Texts whose features keep their weights.
    banks, single
        Texts of `language_texts` and of `written`, each with its language.
    """
    texts = banks + single
    weight = np.concatenate([weights_of(banks), WRITTEN * weights_of(single)])
    hashes, ends_at = prior_features.ngrams([t.text for _, t in texts])
    held, _ = prior_features.ngrams(english)
    known, often = np.unique(held, return_counts=True)
    vocabulary, inverse = np.unique(hashes, return_inverse=True)
    new = ~np.isin(vocabulary, known[often >= 2])
    row = np.repeat(np.arange(len(texts)), np.diff(np.concatenate([[0], ends_at])))
    pairs = np.unique(np.stack([inverse, row]), axis=1)
    of = np.bincount(pairs[0], minlength=len(vocabulary))
    new &= of >= 3
    if new.sum() > MOST_FEATURES:
        order = np.argsort(-(of * new), kind="stable")[:MOST_FEATURES]
        new = np.zeros_like(new)
        new[order] = True
    column = np.where(new, np.cumsum(new) - 1, -1)
    x = counted(inverse, ends_at, column)
    offset = base_logits(arrays, hashes, ends_at, prior_features.dense([t.text for _, t in texts]))
    harvest = np.array([t.harvest for _, t in texts])
    w = np.zeros((int(new.sum()), OUTPUTS), np.float32)
    most = 126 * arrays["scale"]
    w[:, :1], _ = fit(x, harvest, 2, weight, l2, 0, above=(offset[:, :1], most[:1]))
    capability = np.array([t.capability for _, t in texts])
    some, part = capability > 0, slice(1, 1 + CAPABILITIES)
    held = (offset[some, part], most[part])
    w[:, part], _ = fit(
        x[some], capability[some] - 1, CAPABILITIES, weight[some], 2 * l2, 0, above=held
    )
    return add(arrays, w, vocabulary[new])


def weights_of(texts: list[tuple[str, Text]]) -> Floats:
    """Weigh languages the same, and in each harvest and ordinary the same."""
    key = [(language, t.harvest) for language, t in texts]
    size = {k: key.count(k) for k in set(key)}
    return np.array([1 / size[k] for k in key], np.float32)


def add(
    arrays: dict[str, Any], w: Floats, vocabulary: NDArray[np.uint64]
) -> dict[str, NDArray[np.generic]]:
    """Put rows into the table, the strongest first; those without a free slot are left out.

    Features that the table has, of the few sentences in other languages among what it learned
    from, move to what is taught.
    """
    slots, scale = arrays["slots"].copy(), arrays["scale"]
    size = len(slots)
    bits = row_bits(size)
    found = rows_of(arrays, vocabulary)
    moved = found >= 0
    w[moved] += arrays["rows"][found[moved]] * scale
    stay = np.ones(len(arrays["rows"]), bool)
    stay[found[moved]] = False
    held = np.flatnonzero(slots)
    row = (slots[held] & ((1 << bits) - 1)).astype(np.int64) - 1
    number = (slots[held] >> bits << bits) | np.cumsum(stay)[row].astype(np.uint32)
    slots[held] = np.where(stay[row], number, 0)
    first = int(stay.sum())
    strength = np.abs(w / scale).sum(1)
    kept: list[int] = []
    for i in np.argsort(-strength, kind="stable"):
        if strength[i] < 1:
            break
        key = int(vocabulary[i])
        slot = key & (size - 1)
        if slots[slot]:
            slot ^= 1
        if slots[slot]:
            continue
        kept.append(i)
        slots[slot] = ((key >> 40) & (0xFFFFFFFF >> bits)) << bits | (first + len(kept))
    print(f"{len(vocabulary)} features of other languages, {len(kept)} kept")
    rows = np.clip(np.rint(w[kept] / scale), -127, 127).astype(np.int8)
    every = np.concatenate([arrays["rows"][stay], rows])
    return {**arrays, "slots": slots, "rows": every, "taught": np.array(first)}
