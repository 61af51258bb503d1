"""Published detectors of model extraction, behind one interface; one file a peer.

They see embeddings of queries, shape (n, d), rows of unit length, and nothing else. What each
publication leaves open is set as in the comparison of arXiv 2606.05725.
"""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from abc import ABC, abstractmethod
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Embeddings = NDArray[np.float32]

NULL_DRAWS = 200
"""Draws of a null; the publications draw 1,000."""
NOMINAL = 0.05
"""False positive rate that the publications ask for."""


class Peer(ABC):
    """A detector of windows. A subclass a file; its docstring gives the source."""

    name: ClassVar[str]
    threshold: float
    """Score above which the publication, with its own null, flags at `NOMINAL`."""

    @abstractmethod
    def fit(self, reference: Embeddings, size: int, rng: np.random.Generator) -> None:
        """Learn from ordinary queries, shape (n, d), for windows of `size`; set `threshold`."""

    @abstractmethod
    def score(self, window: Embeddings) -> float:
        """Score a window, shape (size, d): the higher, the more suspicious."""


class TwoSided(Peer):
    """A peer whose statistic may deviate either way: scored by distance from its null's median."""

    @abstractmethod
    def learn(self, reference: Embeddings, rng: np.random.Generator) -> None:
        """Set what the statistic needs."""

    @abstractmethod
    def statistic(self, window: Embeddings) -> float:
        """Return the published statistic."""

    def fit(self, reference: Embeddings, size: int, rng: np.random.Generator) -> None:
        """See `Peer.fit`."""
        self.learn(reference, rng)
        null = [self.statistic(draw(reference, size, rng)) for _ in range(NULL_DRAWS)]
        self._middle = float(np.median(null))
        low, high = np.quantile(null, [0.25, 0.75])
        self._scale = max(float(high - low), 1e-12)
        distances = np.abs(np.array(null) - self._middle) / self._scale
        self.threshold = float(np.quantile(distances, 1 - NOMINAL))

    def score(self, window: Embeddings) -> float:
        """See `Peer.score`."""
        return abs(self.statistic(window) - self._middle) / self._scale


def draw(pool: Embeddings, size: int, rng: np.random.Generator) -> Embeddings:
    """Draw a window, with replacement only where the pool is smaller, as published."""
    return pool[rng.choice(len(pool), size, replace=len(pool) < size)]


def peers() -> dict[str, type[Peer]]:
    """Every peer, by name."""
    found = {}
    for info in pkgutil.iter_modules(__path__):
        module = importlib.import_module(f"{__name__}.{info.name}")
        for item in vars(module).values():
            if (
                inspect.isclass(item)
                and issubclass(item, Peer)
                and item.__module__ == module.__name__
                and not inspect.isabstract(item)
            ):
                found[item.name] = item
    return dict(sorted(found.items()))
