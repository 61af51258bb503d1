"""Content priors that have seen neither the attack source nor the population that they judge."""

from __future__ import annotations

import random
from pathlib import Path

import numpy as np
import pyarrow as pa
from _windows_data import ATTACKS, POPULATIONS, Prompts
from prior import as_prior, folds
from prior_banks import banks, wrapped
from prior_corpora import MIXED, NONCOMMERCIAL, TOGETHER, read
from train_prior import sample, train

from stillwatch.features.lexicon import lexicon
from stillwatch.features.prior import Prior, apply
from stillwatch.features.scan import scan
from stillwatch.guard.windows.readings import Readings, elicitation_of, read_texts

FOLDS = 8
"""Attack sources are left out together in so many groups; derived ones always are."""
MOST = 1500
"""Texts of a source that are trained on."""


def attack_folds(prompts: Prompts) -> list[set[str]]:
    """Deal all attack sources, also those too small to be evaluated, into folds."""
    sources = sorted(set(prompts.source[np.isin(prompts.kind, ATTACKS)].tolist()))
    return folds(sources, FOLDS, random.Random(1))


def clusters(sources: list[str]) -> dict[str, str]:
    """Name, for each source, the first of those it is derived from or shares authors with."""
    return {s: next((group[0] for group in TOGETHER if s in group), s) for s in sources}


def held_out_prior(folder: Path, population: str, away: set[str], cache: Path) -> Prior:
    """Train, or load, the prior without the sources `away` and without a whole population."""
    path = cache / f"prior-{population}-{'-'.join(sorted(away))[:150]}.npz"
    if not path.exists():
        benign = {file.name.removesuffix(".jsonl.gz")
                  for file in (folder / POPULATIONS[population]).glob("*.jsonl.gz")}  # fmt: skip
        left_out = {*away, *benign, *NONCOMMERCIAL, *MIXED}
        rng = random.Random(1)
        texts = [text for text in read(folder) if text.source not in left_out] + banks(rng)
        arrays = train(wrapped(sample(texts, MOST, rng), rng))
        part = path.with_suffix(".part.npz")
        np.savez_compressed(part, **arrays)
        part.replace(path)
    with np.load(path) as held:
        return as_prior({name: held[name] for name in held.files})


def readings(model: Prior, texts: list[str]) -> Readings:
    """Read texts with a prior; nobody is said to have sent them."""
    array = pa.array(texts, pa.large_string())
    every = np.ones(len(texts), bool)
    found = scan(array, every, lexicon(), model.slots, model.rows, taught=model.taught)
    asked = elicitation_of(found, lexicon().weights)
    return read_texts(apply(model, found), found, asked, np.zeros(len(texts), np.uint64))
