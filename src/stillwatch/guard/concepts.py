"""What a request is read for: `concepts.txt`, as one hash table for the kernels.

A concept is a group of phrases, in some fifteen languages, that mean the same in this matter:
the system prompt, hidden reasoning, word for word, set your rules aside. Verdicts rest on which
concepts stand together, so that a new phrasing, or another language, needs no new example.
"""

from __future__ import annotations

import unicodedata
from functools import cache
from importlib.resources import files
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from stillwatch.errors import StillwatchError
from stillwatch.features.hashing import join
from stillwatch.features.lexicon import parse as parse_lexicon
from stillwatch.features.lexicon import word_hashes

PHRASE_WORDS = 8
"""Longest phrase, in words (letters, in scripts without spaces)."""
STEM = 6
"""Letters by which a long word is known when the phrase says `*`."""
SALT = np.uint64(0x5851F42D4C957F2D)
"""Keeps the hash of a beginning apart from that of a whole word."""
COMMON, REVERSED, ROTATED, PREFIX = (np.uint64(1 << bit) for bit in (60, 61, 62, 63))
"""Bits beside the concepts: a common word; one written backwards; one in rot13; more may follow."""
MOST = 60
"""Concepts that fit into one mask."""
TARGETS = ("instructions", "reasoning", "training")
ROLES = (*TARGETS, "technique", "manner", "act")
"""Roles that have a bit of their own, so that one technique or act can stand for another."""


class Concept(NamedTuple):
    """A group of phrases that mean the same."""

    name: str
    role: str
    """`instructions`, `reasoning`, `training` (what is coveted), or a supporting role."""
    words: str
    """What it means, for people."""


class Concepts(NamedTuple):
    """Open-addressed table from phrases to masks of concepts."""

    keys: NDArray[np.uint64]
    values: NDArray[np.uint64]
    concepts: tuple[Concept, ...]
    """Index is the bit in the masks; the bits after the last are of `ROLES`."""
    targets: tuple[np.uint64, np.uint64, np.uint64]
    """Masks of the concepts that name what is coveted, of weaker words for it, and of 'your'."""


def parse(source: str) -> tuple[list[Concept], list[tuple[int, str]]]:
    """Read the text of `concepts.txt`: concepts, and phrases with the number of theirs.

    Raises
    ------
    StillwatchError
        A line opens a concept without a role, or stands before the first.
    """
    concepts: list[Concept] = []
    phrases: list[tuple[int, str]] = []
    for number, line in enumerate(source.splitlines(), 1):
        line = line.split("#", 1)[0].strip()
        if line.startswith("@"):
            head, bar, words = line[1:].partition("|")
            name, _, role = head.strip().partition(" ")
            if not bar or not role or len(concepts) + len(ROLES) == MOST:
                raise StillwatchError(f"concepts line {number}: expected '@name role | words'")
            concepts.append(Concept(name, role.strip(), words.strip()))
        elif line:
            if not concepts:
                raise StillwatchError(f"concepts line {number}: a phrase before the first concept")
            found = (phrase.strip() for phrase in line.split("|"))
            phrases += [(len(concepts) - 1, phrase) for phrase in found if phrase]
    return concepts, phrases


def phrase_keys(phrase: str) -> list[np.uint64]:
    """Hash the words of a phrase; words that end in ``*`` by their beginning."""
    out: list[np.uint64] = []
    for word in unicodedata.normalize("NFC", phrase).split():
        if word.endswith("*"):
            out += [key ^ SALT for key in word_hashes(word[: min(len(word) - 1, STEM)])]
        else:
            out += word_hashes(word)
    return out[:PHRASE_WORDS]


def _add(entries: dict[int, int], keys: list[np.uint64], value: int) -> None:
    key = np.uint64(0)
    for position, word in enumerate(keys):
        key = word if position == 0 else np.uint64(join(key, word))
        last = position == len(keys) - 1
        entries[int(key)] = entries.get(int(key), 0) | (value if last else int(PREFIX))


_ROT13 = str.maketrans(
    "abcdefghijklmnopqrstuvwxyz",
    "nopqrstuvwxyzabcdefghijklm",
)


def _common_words() -> list[str]:
    """Words of the text layer's function words: they tell that a text is plain language."""
    text = files("stillwatch.features").joinpath("lexicon.txt").read_text(encoding="utf-8")
    concepts, phrases = parse_lexicon(text)
    return [p for concept, p in phrases if concepts[concept].name == "function" and " " not in p]


@cache
def concepts() -> Concepts:
    """Load the shipped concepts (once a process)."""
    text = files("stillwatch.guard").joinpath("concepts.txt").read_text(encoding="utf-8")
    known, phrases = parse(text)
    entries: dict[int, int] = {}
    common = _common_words()
    single = {p for _, p in phrases if p.isascii() and p.isalpha()}
    words = {w for w in common if w.isascii() and w.isalpha()} | single
    for word in common:
        _add(entries, word_hashes(word), int(COMMON))
    for word in sorted(words):
        # a word in rot13 or backwards says that the text has to be read so, unless it is one
        for other, bit in ((word[::-1], REVERSED), (word.translate(_ROT13), ROTATED)):
            if len(word) >= 3 and other not in words:
                _add(entries, word_hashes(other), int(bit))
    for concept, phrase in phrases:
        keys = phrase_keys(phrase)
        mask = 1 << concept
        if known[concept].role in ROLES:
            mask |= 1 << len(known) + ROLES.index(known[concept].role)
        if keys:
            _add(entries, keys, mask)
        if phrase.isascii() and phrase.replace(" ", "").isalpha() and phrase.count(" ") in (1, 2):
            _add(entries, word_hashes(phrase.replace(" ", "")), mask)
    size = 1 << (3 * len(entries)).bit_length()
    keys_, values = np.zeros(size, np.uint64), np.zeros(size, np.uint64)
    for key, value in entries.items():
        slot = key & (size - 1)
        while keys_[slot]:
            slot = (slot + 1) & (size - 1)
        keys_[slot], values[slot] = key, value
    strong = sum(1 << bit for bit, c in enumerate(known) if c.role in TARGETS)
    weak = sum(1 << bit for bit, c in enumerate(known) if c.role == "subject")
    yours = sum(1 << bit for bit, c in enumerate(known) if c.name == "your")
    masks = (np.uint64(strong), np.uint64(weak), np.uint64(yours))
    return Concepts(keys_, values, tuple(known), masks)
