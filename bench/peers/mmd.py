"""Maximum mean discrepancy between a window and ordinary traffic."""

from __future__ import annotations

import numpy as np

from peers import NOMINAL, NULL_DRAWS, Embeddings, Floats, Peer

REPEATS = 20
BANDWIDTH_SAMPLE = 2000


class MMD(Peer):
    """Unbiased squared MMD, mean over twenty draws of the reference (arXiv 2606.05725).

    Gaussian kernels at half, one, two and four times the median distance. The publication's null
    is *one* draw against another, its statistic the mean of twenty: `threshold` keeps that flaw;
    `score` is the same statistic, to be calibrated rightly on other windows.
    """

    name = "MMD"

    def fit(self, reference: Embeddings, size: int, rng: np.random.Generator) -> None:
        """See `Peer.fit`."""
        self._reference = reference
        some = reference[rng.permutation(len(reference))[:BANDWIDTH_SAMPLE]]
        distance = np.maximum(2 - 2 * (some @ some.T), 0)[np.triu_indices(len(some), 1)]
        self._variance = float(np.median(distance[distance > 0]))
        self._inside = self._kernel(reference, reference)
        self._trace = float(np.trace(self._inside)) / len(reference)
        self._rng = rng
        null = self._null(size, rng)
        self.threshold = float(np.quantile(null, 1 - NOMINAL))

    def score(self, window: Embeddings) -> float:
        """See `Peer.score`."""
        n = len(window)
        own = self._kernel(window, window)
        own_mean = (own.sum() - np.trace(own)) / (n * (n - 1))
        picks = self._picks(n, REPEATS, self._rng)
        cross = self._kernel(window, self._reference).sum(axis=0) @ picks / n**2
        return float(own_mean + (self._within(picks, n) - 2 * cross).mean())

    def _kernel(self, x: Embeddings, y: Embeddings) -> Floats:
        """Mean of the four kernels; one exponential, the narrower ones are its powers."""
        kernel = np.exp((x @ y.T - 1) * np.float32(1 / (16 * self._variance)))
        total = kernel.copy()
        for _ in range(3):
            kernel *= kernel
            kernel *= kernel
            total += kernel
        return total / 4

    def _picks(self, size: int, count: int, rng: np.random.Generator) -> Floats:
        """How often each reference query is in each draw, shape (reference, count)."""
        n = len(self._reference)
        out = np.zeros((n, count), np.float32)
        for k in range(count):
            np.add.at(out[:, k], rng.choice(n, size, replace=n < size), 1)
        return out

    def _within(self, picks: Floats, size: int) -> Floats:
        """Mean kernel among the distinct queries of each draw, shape (draws,)."""
        total = (picks * (self._inside @ picks)).sum(axis=0)
        return (total - size * self._trace) / (size * (size - 1))

    def _null(self, size: int, rng: np.random.Generator) -> Floats:
        """Return MMDs of one draw against another, disjoint where the reference is large enough."""
        n = len(self._reference)
        first, second = np.zeros((2, n, NULL_DRAWS), np.float32)
        for k in range(NULL_DRAWS):
            if n >= 2 * size:
                both = rng.choice(n, 2 * size, replace=False)
                first[both[:size], k], second[both[size:], k] = 1, 1
            else:
                np.add.at(first[:, k], rng.choice(n, size, replace=n < size), 1)
                np.add.at(second[:, k], rng.choice(n, size, replace=n < size), 1)
        cross = (first * (self._inside @ second)).sum(axis=0) / size**2
        return self._within(first, size) + self._within(second, size) - 2 * cross
