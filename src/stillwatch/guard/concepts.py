"""What a request is read for: the files of `FILES`, as hashes of the beginnings of phrases.

A concept is a group of phrases, in some thirty languages, that mean the same in this matter:
the system prompt, hidden reasoning, word for word, set your rules aside. Verdicts rest on which
concepts stand together, so that a new phrasing, or another language, needs no new example.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from importlib.resources import files
from itertools import product
from typing import NamedTuple

import numpy as np

from stillwatch.core.errors import StillwatchError
from stillwatch.features.hashing import join
from stillwatch.features.lexicon import parse as parse_lexicon
from stillwatch.features.lexicon import word_hashes
from stillwatch.guard.letters import tables

FILES = (
    "concepts.txt",
    "paraphrases.txt",
    "paraphrases_languages.txt",
    "paraphrases_languages_more.txt",
    "paraphrases_traces.txt",
    "paraphrases_hidden_reasoning.txt",
    "paraphrases_system_prompt.txt",
    "paraphrases_orders.txt",
    "paraphrases_pretexts.txt",
    "paraphrases_traces_more.txt",
    "paraphrases_system_prompt_more.txt",
    "paraphrases_hidden_reasoning_more.txt",
    "paraphrases_english_more.txt",
    "paraphrases_blunt.txt",
    "paraphrases_blunt_more.txt",
    "paraphrases_blunt_languages.txt",
)
"""The first opens the concepts, the others add phrases."""
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


_CHOICE = re.compile(r"[{}]")
_ELIDED = re.compile(r"\b(qu|[cdjlmnst]) (?=[aeiouhy])")  # qu on, l instruction, d avant
_CLITIC = re.compile(r"(?<=\w) (s|t|re|ll|ve)\b")  # what s, don t, you re


class Concept(NamedTuple):
    """A group of phrases that mean the same."""

    name: str
    role: str
    """`instructions`, `reasoning`, `training` (what is coveted), or a supporting role."""
    words: str
    """What it means, for people."""


def expand(phrase: str) -> list[str]:
    """Spell out every combination of ``{a,b} {c,d}``."""
    parts = [part.split(",") for part in _CHOICE.split(phrase)]
    return ["".join(chosen) for chosen in product(*parts)]


def parse(*sources: str) -> tuple[list[Concept], list[tuple[int, str]]]:
    """Read the texts of `FILES`: concepts, and phrases with the number of theirs.

    Raises
    ------
    StillwatchError
        A line opens a concept without a role, names one that is not open, or stands before the
        first.
    """
    concepts: list[Concept] = []
    phrases: list[tuple[int, str]] = []
    at = -1
    for number, line in enumerate((line for s in sources for line in s.splitlines()), 1):
        line = line.split("#", 1)[0].strip()
        if line.startswith("@"):
            head, bar, words = line[1:].partition("|")
            name, _, role = head.strip().partition(" ")
            if not bar or not role or len(concepts) + len(ROLES) == MOST:
                raise StillwatchError(f"concepts line {number}: expected '@name role | words'")
            concepts.append(Concept(name, role.strip(), words.strip()))
            at = len(concepts) - 1
            continue
        if line.startswith(">"):
            name, _, line = line[1:].partition(" ")
            at = next((k for k, c in enumerate(concepts) if c.name == name), -1)
            if at < 0:
                raise StillwatchError(f"concepts line {number}: no concept {name!r} is open")
        if line and at < 0:
            raise StillwatchError(f"concepts line {number}: a phrase before the first concept")
        for group in line.split("|"):
            for phrase in expand(group.strip()):
                phrases += [(at, way) for way in spelled(phrase) if way]
    return concepts, phrases


def spelled(phrase: str) -> list[str]:
    """Return a phrase, and as it stands with an apostrophe, which joins what it parts.

    As to which side is not known: joined to what precedes, and to what follows.

    >>> spelled("what s up"), spelled("qu on dit")
    (['what s up', 'whats up', 'what sup'], ['qu on dit', 'quon dit'])
    """
    ways = (phrase, _CLITIC.sub(r"\1", phrase), _ELIDED.sub(r"\1", phrase))
    return list(dict.fromkeys(ways))


def shipped_sources() -> list[str]:
    """Texts of `FILES` in the package."""
    here = files("stillwatch.guard")
    return [here.joinpath(name).read_text(encoding="utf-8") for name in FILES]


def stems(word: str) -> bool:
    """Whether a word stands for its endings too: said by ``*``, or by an inflected script."""
    script, length = ord(word[0]), len(word)
    if 0x0400 <= script < 0x0530 or 0x0600 <= script < 0x0700 or 0x0900 <= script < 0x0980:
        return length >= 4
    return 0xAC00 <= script < 0xD7B0 and length >= 2


@cache
def _hashes(word: str) -> list[np.uint64]:
    return word_hashes(word, tables())


def phrase_keys(phrase: str) -> list[np.uint64]:
    """Hash the words of a phrase; words that stand for their endings by their beginning."""
    out: list[np.uint64] = []
    for word in unicodedata.normalize("NFC", phrase).split():
        whole = word.removesuffix("*")
        if whole != word or stems(word):
            out += [key ^ SALT for key in _hashes(whole[:STEM])]
        else:
            out += _hashes(word)
    return out[:PHRASE_WORDS]


def _add(found: dict[int, int], keys: list[np.uint64], value: int) -> None:
    key = np.uint64(0)
    for position, word in enumerate(keys):
        key = word if position == 0 else np.uint64(join(key, word))
        last = position == len(keys) - 1
        found[int(key)] = found.get(int(key), 0) | (value if last else int(PREFIX))


_ROT13 = str.maketrans(
    "abcdefghijklmnopqrstuvwxyz",
    "nopqrstuvwxyzabcdefghijklm",
)


def frame_words() -> str:
    """Text of the text layer's words."""
    return files("stillwatch.features").joinpath("lexicon.txt").read_text(encoding="utf-8")


def _common_words() -> list[str]:
    """Words of the text layer's function words: they tell that a text is plain language."""
    concepts, phrases = parse_lexicon(frame_words())
    return [p for concept, p in phrases if concepts[concept].name == "function" and " " not in p]


def entries() -> tuple[list[Concept], dict[int, int]]:
    """Compile the shipped texts: concepts, and the bits of each beginning of a phrase.

    Takes seconds: `phrases.concepts` has what came of it.
    """
    known, phrases = parse(*shipped_sources())
    # what is read when the spaces are left out: two or three words, of the first file alone
    _, first = parse(shipped_sources()[0])
    glued = {p for _, p in first if p.count(" ") in (1, 2) and p.isascii()}
    glued = {p for p in glued if p.replace(" ", "").isalpha()}
    found: dict[int, int] = {}
    common = _common_words()
    single = {p for _, p in phrases if p.isascii() and p.isalpha()}
    words = {w for w in common if w.isascii() and w.isalpha()} | single
    for word in common:
        _add(found, _hashes(word), int(COMMON))
    for word in sorted(words):
        # a word in rot13 or backwards says that the text has to be read so, unless it is one
        for other, bit in ((word[::-1], REVERSED), (word.translate(_ROT13), ROTATED)):
            if len(word) >= 3 and other not in words:
                _add(found, _hashes(other), int(bit))
    for concept, phrase in phrases:
        keys = phrase_keys(phrase)
        mask = 1 << concept
        if known[concept].role in ROLES:
            mask |= 1 << len(known) + ROLES.index(known[concept].role)
        if keys:
            _add(found, keys, mask)
        if phrase in glued:
            _add(found, _hashes(phrase.replace(" ", "")), mask)
    return known, found
