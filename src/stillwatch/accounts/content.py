"""What accounts ask about: how likely an account's content is under a campaign's one queue.

Accounts that are dealt from one queue have one mean content, and differ from it only by the
sampling of the few exchanges each has; other people differ among themselves. Both spreads are
estimated from the accounts at hand: the scatter of account means grows with one over the number
of exchanges (a random-effects model fitted by the method of moments), and the two parts are
diagonalised together (Fisher's discriminant).
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from scipy.linalg import eigh

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]

WITHIN = 0.08
"""Variance of content between members of one campaign, as a share of that between people."""

HELD = 24
"""Directions of content that are used: those in which people differ most for their noise."""

ENOUGH = 200
"""Reference accounts below which content is compared without estimated spreads."""


class Content:
    """Mean content of accounts in directions that tell people apart.

    Parameters
    ----------
    means
        Shape (n, d): mean content of each account's marked exchanges.
    count
        Shape (n,): how many exchanges each mean rests on.
    reference
        Shape (n,): accounts that stand for everybody.
    """

    def __init__(self, means: Floats, count: Floats, reference: Bools) -> None:
        self._noise = 1.0 / np.maximum(count, 1.0)
        pool = means[reference] if reference.sum() >= 2 else means
        noise = self._noise[reference] if reference.sum() >= 2 else self._noise
        centred = pool - pool.mean(axis=0) if len(pool) else pool
        between, within = _parts(centred, noise)
        spread, axes = eigh(between, within)
        kept = np.argsort(-spread)[:HELD]
        self._between = np.maximum(spread[kept], 1e-3)
        self._points = (means - (pool.mean(axis=0) if len(pool) else 0.0)) @ axes[:, kept]

    def standardised(self) -> Floats:
        """Shape (n, directions): content in units of how far members of one campaign scatter."""
        typical = float(np.median(self._noise)) if len(self._noise) else 1.0
        return np.asarray(self._points / np.sqrt(WITHIN * self._between + typical))

    def ratio(self, members: Ints) -> Floats:
        """Log likelihood ratio of each account's content, members without themselves: (n,)."""
        weight = np.minimum(1.0 / self._noise[members], 30.0)
        points = self._points[members]
        total, mass = (points * weight[:, None]).sum(axis=0), weight.sum()
        inside = self._log(self._points - total / mass, WITHIN, 1.0 / mass)
        if len(members) > 1:
            left = mass - weight
            own = points - (total - points * weight[:, None]) / left[:, None]
            inside[members] = self._log(own, WITHIN, 1.0 / left, members)
        return inside - self._log(self._points, 1.0, 0.0)

    def _log(
        self, offset: Floats, share: float, more: float | Floats, rows: Ints | None = None
    ) -> Floats:
        noise = self._noise if rows is None else self._noise[rows]
        variance = share * self._between + (noise + more)[:, None]
        return np.asarray(-0.5 * (offset**2 / variance + np.log(variance)).sum(axis=1))


def _parts(centred: Floats, noise: Floats) -> tuple[Floats, Floats]:
    """Covariance between accounts, and that of one exchange within an account: (d, d) each."""
    size = centred.shape[1]
    if len(centred) < ENOUGH:
        return np.eye(size), np.eye(size)
    # E[x x'] = between + noise * within: least squares on the two, entry by entry
    weight = 1.0 / (noise + 0.05)
    weight /= weight.sum()
    level = float((weight * noise).sum())
    slope = noise - level
    every = (centred * weight[:, None]).T @ centred
    within = (centred * (weight * slope)[:, None]).T @ centred / (weight * slope**2).sum()
    within = _positive(within)
    between = _positive(every - level * within)
    return between, within


def _positive(matrix: Floats) -> Floats:
    """Nearest matrix with eigenvalues well above zero."""
    value, axes = np.linalg.eigh((matrix + matrix.T) / 2)
    value = np.maximum(value, 0.01 * max(float(value.mean()), 1e-9))
    return np.asarray((axes * value) @ axes.T)
