"""Mean Mahalanobis distance of a window's queries from ordinary ones."""

from __future__ import annotations

import numpy as np

from peers import NOMINAL, NULL_DRAWS, Embeddings, Peer, draw

RIDGE = 1e-6
CALIBRATION = 1 / 8
"""Share of the reference that the null is drawn from; the rest gives mean and covariance."""


class Mahalanobis(Peer):
    """Marginal Mahalanobis distance, mean over the window (Podolskiy et al., AAAI 2021).

    One centre and covariance of all ordinary queries; parameters as in arXiv 2606.05725.
    """

    name = "Mahalanobis"

    def fit(self, reference: Embeddings, size: int, rng: np.random.Generator) -> None:
        """See `Peer.fit`."""
        order = rng.permutation(len(reference))
        held = reference[order[: int(len(reference) * CALIBRATION)]]
        kept = reference[order[len(held) :]].astype(np.float64)
        self._mean = kept.mean(axis=0)
        centred = kept - self._mean
        variances, self._axes = np.linalg.eigh(centred.T @ centred / len(kept))
        self._variances = np.maximum(variances, 0) + RIDGE
        null = [self.score(draw(held, size, rng)) for _ in range(NULL_DRAWS)]
        self.threshold = float(np.quantile(null, 1 - NOMINAL))

    def score(self, window: Embeddings) -> float:
        """See `Peer.score`."""
        projected = (window - self._mean) @ self._axes
        return float((projected**2 / self._variances).sum(axis=1).mean())
