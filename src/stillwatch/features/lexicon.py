"""Frame words and concepts: what belongs to how something is asked, not to what is asked.

`lexicon.txt` beside this file lists, in a score of languages, function words and the phrases of
instructions, grouped by concept (`@step`, `@reasoning`, …). A concept may carry a weight for
the elicitation signal, and `ask` marks the concepts that say what is to be done.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from stillwatch.features.hashing import join
from stillwatch.features.tokens import COUNTS, MAX_WORDS, tokenize_text
from stillwatch.features.unicode import Tables, tables

TERMINAL, PREFIX = 64, 128
"""Bits of a lexicon value beside the concept (0 to 63): a phrase ends here; a longer one may
follow."""
PHRASE_WORDS = 5
"""Longest phrase, in words."""


class Concept(NamedTuple):
    """A group of phrases that ask for the same."""

    name: str
    weight: float
    """How strongly it speaks for eliciting reasoning or labels, 0 to 1."""
    ask: bool
    """It says what is to be done (rather than how)."""


class Lexicon(NamedTuple):
    """Open-addressed table of phrase hashes, and the concepts by number."""

    keys: NDArray[np.uint64]
    values: NDArray[np.uint8]
    concepts: tuple[Concept, ...]
    """Index is the bit in concept masks; 0 is plain function words."""
    ask: int
    """Mask of the concepts that are asks."""
    weights: NDArray[np.float32]
    """Elicitation weight by concept, shape (64,)."""


def word_hashes(text: str, letters: Tables | None = None) -> list[np.uint64]:
    """Tokenise a short text into word hashes, as the kernels do."""
    data = np.frombuffer(text.encode() + b" ", np.uint8)
    table = letters or tables()
    words, stems = np.empty(MAX_WORDS, np.uint64), np.empty(MAX_WORDS, np.uint64)
    flags = np.empty(MAX_WORDS, np.uint8)
    starts, ends = np.empty(MAX_WORDS, np.int64), np.empty(MAX_WORDS, np.int64)
    tally = np.zeros(COUNTS, np.int64)
    count = tokenize_text(
        data, 0, len(data) - 1, table.kind, table.fold, words, stems, flags, starts, ends, tally
    )
    return [np.uint64(word) for word in words[:count]]


def parse(source: str) -> tuple[list[Concept], list[tuple[int, str]]]:
    """Read `lexicon.txt`: concepts, and phrases with the number of their concept."""
    concepts: list[Concept] = []
    phrases: list[tuple[int, str]] = []
    for line in source.splitlines():
        line = line.split("#", 1)[0].strip()
        if line.startswith("@"):
            name, *rest = line[1:].split()
            weight = next((float(word) for word in rest if word != "ask"), 0.0)
            concepts.append(Concept(name, weight, "ask" in rest))
        elif line:
            found = [phrase.strip() for phrase in line.split("|")]
            phrases += [(len(concepts) - 1, phrase) for phrase in found if phrase]
    return concepts, phrases


@cache
def lexicon() -> Lexicon:
    """Load the shipped lexicon (once a process)."""
    text = files("stillwatch.features").joinpath("lexicon.txt").read_text(encoding="utf-8")
    concepts, phrases = parse(text)
    entries: dict[int, int] = {}
    for concept, phrase in phrases:
        hashes = word_hashes(phrase)[:PHRASE_WORDS]
        key = np.uint64(0)
        for position, word in enumerate(hashes):
            key = word if position == 0 else np.uint64(join(key, word))
            value = entries.get(int(key), 0)
            if position < len(hashes) - 1:
                entries[int(key)] = value | PREFIX
            elif not value & TERMINAL or not value & 63:
                # the first concept that lists a phrase owns it; any beats function words
                entries[int(key)] = value & PREFIX | TERMINAL | concept
    size = 1 << (3 * len(entries)).bit_length()
    keys, values = np.zeros(size, np.uint64), np.zeros(size, np.uint8)
    for key_int, value in entries.items():
        slot = key_int & (size - 1)
        while keys[slot]:
            slot = (slot + 1) & (size - 1)
        keys[slot], values[slot] = key_int, value
    weights = np.zeros(64, np.float32)
    weights[: len(concepts)] = [concept.weight for concept in concepts]
    ask = sum(1 << bit for bit, concept in enumerate(concepts) if concept.ask)
    return Lexicon(keys, values, tuple(concepts), ask, weights)
