"""SEAT-like: how many pairs of queries in a window are similar."""

from __future__ import annotations

import numpy as np

from peers import Embeddings, TwoSided

PERCENTILE = 99
PAIRS = 50_000


class Seat(TwoSided):
    """Share of pairs more similar than 99 % of ordinary pairs (after Zhang et al., AISec 2021).

    The publication trains a similarity encoder for images and counts pairs of one account; for
    text, any embedding serves as the encoder, both tails count, as in arXiv 2606.05725.
    """

    name = "SEAT-like"

    def learn(self, reference: Embeddings, rng: np.random.Generator) -> None:
        """Set the similarity above which a pair counts."""
        n = len(reference)
        first = rng.integers(0, n, PAIRS)
        second = (first + rng.integers(1, n, PAIRS)) % n
        similar = np.einsum("ij,ij->i", reference[first], reference[second])
        self._least = float(np.percentile(similar, PERCENTILE))

    def statistic(self, window: Embeddings) -> float:
        """See `TwoSided.statistic`."""
        n = len(window)
        close = int((window @ window.T >= self._least).sum()) - n
        return close / (n * (n - 1))
