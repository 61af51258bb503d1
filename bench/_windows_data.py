"""Prompts that windows are made of: attack sources, benign populations, accounts.

Needs nothing but numpy, so that embeddings can be computed where stillwatch is not installed.
"""

from __future__ import annotations

import gzip
import hashlib
import json
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]

ATTACKS = ("distillation", "reasoning_extraction", "refusal_boundary")
POPULATIONS = {"chat": "benign", "enterprise": "enterprise_template"}
"""Populations and the folders they are read from."""
FEWEST = 25
"""Prompts below which an attack source is left out: 5 % of a window of 500."""
TOPICS = ("user_id", "cluster", "scenario", "template", "intent", "sub", "category", "domain")
"""Fields that say what a prompt is about, the finest first."""


class Prompts(NamedTuple):
    """All prompts, row by row."""

    texts: list[str]
    source: NDArray[np.str_]
    kind: NDArray[np.str_]
    """Folder of the source."""
    topic: NDArray[np.str_]
    """What a benign account keeps to."""

    def attacks(self) -> dict[str, Ints]:
        """Rows of each attack source, by name."""
        of = np.isin(self.kind, ATTACKS)
        names, counts = np.unique(self.source[of], return_counts=True)
        return {
            str(name): np.flatnonzero(self.source == name)
            for name, count in zip(names, counts, strict=True)
            if count >= FEWEST
        }

    def population(self, name: str) -> Ints:
        """Rows of a benign population."""
        return np.flatnonzero(self.kind == POPULATIONS[name])

    def digest(self) -> str:
        """SHA-256 over all texts, for caches."""
        hashed = hashlib.sha256()
        for text in self.texts:
            hashed.update(text.encode() + b"\0")
        return hashed.hexdigest()


def read_prompts(folder: Path) -> Prompts:
    """Read ``KIND/SOURCE.jsonl.gz`` below `folder`; the first of texts that are the same stays."""
    texts: dict[str, tuple[str, str, str]] = {}
    for kind in (*ATTACKS, *POPULATIONS.values()):
        for path in sorted((folder / kind).glob("*.jsonl.gz")):
            source = path.name.removesuffix(".jsonl.gz")
            with gzip.open(path, "rt", encoding="utf-8") as lines:
                for line in lines:
                    row = json.loads(line)
                    meta = row.get("meta", {})
                    if source == "glaive_toolcall" and (meta.get("turn") or not meta.get("tools")):
                        continue  # later turns and those without tools are ordinary dialogue
                    topic = next((str(meta[k]) for k in TOPICS if meta.get(k)), "")
                    texts.setdefault(row["text"], (source, kind, f"{source}/{topic}"))
    if not texts:
        raise SystemExit(f"{folder}: no KIND/SOURCE.jsonl.gz in it; see NOTICE for the sources")
    source, kind, topic = zip(*texts.values(), strict=True)
    return Prompts(list(texts), np.array(source), np.array(kind), np.array(topic))


def ordinary_accounts(topic: NDArray[np.str_], rng: np.random.Generator) -> Ints:
    """Give the benign queries of a window to accounts that each keep to few topics.

    Sizes are log-normal (median 3, a tenth above 14); queries are dealt topic by topic, topics
    in random order, so that an ordinary account is as focused as can be.

    Returns
    -------
    Shape (n,): accounts from 1.
    """
    names, code = np.unique(topic, return_inverse=True)
    order = np.lexsort((rng.random(len(topic)), rng.permutation(len(names))[code]))
    sizes = np.maximum(1, np.rint(rng.lognormal(np.log(3), 1.2, len(topic)))).astype(np.int64)
    account = np.empty(len(topic), np.int64)
    account[order] = np.repeat(np.arange(len(sizes)), sizes)[: len(topic)] + 1
    return account
