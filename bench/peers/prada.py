"""PRADA: nearest distances within a window that are not normally distributed."""

from __future__ import annotations

import numpy as np
from scipy.stats import shapiro

from peers import Embeddings, TwoSided


class Prada(TwoSided):
    """One minus Shapiro-Wilk's W of nearest-neighbour distances (Juuti et al., EuroS&P 2019).

    Distances beyond three standard deviations are left out. For windows of embedded queries, both
    tails, as in arXiv 2606.05725; the publication itself follows one client's queries in order.
    """

    name = "PRADA"

    def learn(self, reference: Embeddings, rng: np.random.Generator) -> None:
        """Nothing: the statistic looks at a window alone."""

    def statistic(self, window: Embeddings) -> float:
        """See `TwoSided.statistic`."""
        squared = np.maximum(2 - 2 * (window @ window.T), 0)
        np.fill_diagonal(squared, np.inf)
        nearest = np.sqrt(squared.min(axis=1)).astype(np.float64)
        spread = nearest.std()
        kept = nearest[np.abs(nearest - nearest.mean()) <= 3 * spread] if spread > 0 else nearest
        if len(kept) < 3 or np.ptp(kept) == 0:
            return 0.0
        return 1.0 - float(shapiro(kept).statistic)
