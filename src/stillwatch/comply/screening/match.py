"""How alike two names are, word by word, with the reason.

Words of both names are paired one to one so that the weighted similarity is largest. A word weighs
more the fewer names of the lists hold it (log inverse document frequency), so that `trading` or
`international` alone brings nobody close. Similarity of two words is Jaro-Winkler's (Winkler 1990),
nothing below `PAIRED`. The score is twice the weight that is paired over the weight of both names
(a Dice coefficient): words that the other name lacks count against it. Names that differ in where
their words are split are compared run together, too.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from stillwatch.comply.screening.names import Name
from stillwatch.core.errors import UsageError

PAIRED = 0.86
"""Similarity from which two words may be paired."""
LETTERS = 4
"""Letters for each slip (optimal string alignment) that two paired words may differ by; one always.
Without it, a list of 10,000 names had a near word for every twelfth ordinary name."""
SHORT = 3
"""Words up to this length are paired only when equal: else similarity is noise."""
JOINED = 8
"""Letters from which names are compared run together (Levenshtein's distance)."""
ALIKE_JOINED = 0.85
"""Similarity from which names run together are alike."""
CONSIDERED = 0.45
"""Share of the looked-up name's weight that a listed name has to pair, to be scored at all; less
under a low threshold, which a listed name of those words alone can reach with less."""


class Pair(NamedTuple):
    """A word of each name that were paired."""

    ours: str
    listed: str
    similarity: float
    weight: float
    """Of both words together, as a share of the weight of both names."""


class Match(NamedTuple):
    """A listed name and how close it is."""

    place: int
    """Which of the listed names."""
    score: float
    """0 to 1."""
    pairs: tuple[Pair, ...]
    ours_only: tuple[str, ...]
    listed_only: tuple[str, ...]
    joined: bool
    """Scored on the words run together."""


class _ByLength:
    """Words sorted by length, so that a look-up passes over those too short or too long."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words = sorted(words, key=lambda word: (len(word), word))
        self._lengths = [len(word) for word in self._words]

    def between(self, low: float, high: float) -> list[str]:
        """Return the words of a length from `low` to `high`."""
        return self._words[bisect_left(self._lengths, low) : bisect_right(self._lengths, high)]


class Matcher:
    """Listed names, ready to be looked up.

    Parameters
    ----------
    names
        Names and aliases of all lists.

    Raises
    ------
    UsageError
        The extra `screen` is not installed.
    """

    def __init__(self, names: Iterable[Name]) -> None:
        try:
            from rapidfuzz import process
            from rapidfuzz.distance import OSA, JaroWinkler, Levenshtein
        except ImportError:
            raise UsageError(
                "screening needs more packages: pip install 'stillwatch[screen]'"
            ) from None
        self._extract, self._similar = process.extract, JaroWinkler.normalized_similarity
        self._same, self._slips = Levenshtein.normalized_similarity, OSA.distance
        self.names = tuple(names)
        counts = Counter(word for name in self.names for word in set(name.words))
        self._words = _ByLength(counts)
        total = len(self.names) + 1
        self._weights = {word: 1.0 + math.log(total / n) for word, n in counts.items()}
        self._unseen = 1.0 + math.log(total)
        self._holders: dict[str, list[int]] = defaultdict(list)
        self._joined: dict[str, list[int]] = defaultdict(list)
        for index, name in enumerate(self.names):
            for word in set(name.words):
                self._holders[word].append(index)
            self._joined[name.joined].append(index)
        self._joins = _ByLength(self._joined)
        self._near = lru_cache(maxsize=200_000)(self._near_words)

    def weight(self, word: str) -> float:
        """Return what a word weighs; a word that no list has weighs most."""
        return self._weights.get(word, self._unseen)

    def find(self, name: Name, threshold: float) -> list[Match]:
        """Return the listed names that reach a threshold, closest first.

        Parameters
        ----------
        name
            To be looked up.
        threshold
            0 to 1.
        """
        reach: dict[int, float] = defaultdict(float)
        for word in set(name.words):
            best: dict[int, float] = {}
            for near, similarity in self._near(word):
                for index in self._holders[near]:
                    best[index] = max(best.get(index, 0.0), similarity)
            for index, similarity in best.items():
                reach[index] += similarity * self.weight(word)
        total = sum(map(self.weight, set(name.words))) or 1.0
        # of a listed name that is wholly paired, s of ours scores 2 s / (1 + s)
        least = total * min(CONSIDERED, threshold / (2.0 - threshold) - 1e-9)
        found = {
            index: match
            for index, sum_ in reach.items()
            if sum_ >= least and (match := self.compare(name, index)).score >= threshold
        }
        size, close = len(name.joined), max(threshold, ALIKE_JOINED)
        if size >= JOINED:
            for text, score, _ in self._extract(
                name.joined,
                self._joins.between(size * close, size / close),
                scorer=self._same,
                score_cutoff=close,
                limit=50,
            ):
                for index in self._joined[text]:
                    if index not in found or found[index].score < score:
                        found[index] = Match(index, float(score), (), (), (), True)
        return sorted(found.values(), key=lambda m: (-m.score, m.place))

    def compare(self, name: Name, index: int) -> Match:
        """Score a name against one listed name."""
        ours, listed = list(name.words), list(self.names[index].words)
        whole = sum(map(self.weight, ours)) + sum(map(self.weight, listed))
        table = np.array([[self._worth(a, b) for b in listed] for a in ours])
        from scipy.optimize import linear_sum_assignment

        rows, columns = linear_sum_assignment(table, maximize=True)
        pairs = []
        for row, column in zip(rows.tolist(), columns.tolist(), strict=True):
            if table[row, column] > 0:
                a, b = ours[row], listed[column]
                weight = (self.weight(a) + self.weight(b)) / whole
                pairs.append((row, column, Pair(a, b, self._alike(a, b), weight)))
        # weights of the same words may come to 0.9999999999999999
        score = round(sum(p.similarity * p.weight for _, _, p in pairs), 12)
        left = {row for row, _, _ in pairs}
        right = {column for _, column, _ in pairs}
        return Match(
            index,
            float(min(score, 1.0)),
            tuple(sorted((p for _, _, p in pairs), key=lambda p: -p.weight)),
            tuple(word for i, word in enumerate(ours) if i not in left),
            tuple(word for i, word in enumerate(listed) if i not in right),
            False,
        )

    def _worth(self, ours: str, listed: str) -> float:
        return self._alike(ours, listed) * (self.weight(ours) + self.weight(listed))

    def _alike(self, ours: str, listed: str) -> float:
        if ours == listed:
            return 1.0
        if min(len(ours), len(listed)) <= SHORT or ours.isdigit() or listed.isdigit():
            return 0.0
        found = float(self._similar(ours, listed))
        slips = max(1, max(len(ours), len(listed)) // LETTERS)
        return found if found >= PAIRED and self._slips(ours, listed) <= slips else 0.0

    def _near_words(self, word: str) -> tuple[tuple[str, float], ...]:
        if len(word) <= SHORT or word.isdigit():
            return ((word, 1.0),) if word in self._holders else ()
        size = len(word)
        longest = max(size + 1, size * LETTERS // (LETTERS - 1))
        near = self._words.between(size - max(1, size // LETTERS), longest)
        slips = max(1, longest // LETTERS)
        found = self._extract(word, near, scorer=self._slips, score_cutoff=slips, limit=None)
        pairs = ((text, self._alike(word, text)) for text, _, _ in found)
        return tuple((text, similarity) for text, similarity in pairs if similarity)
