"""What accounts ask about: how likely an account's content is under a campaign's one queue.

Accounts that are dealt from one queue have one mean content, and differ from it only by the
sampling of the few exchanges each has; other people differ among themselves. Both spreads are
estimated from the accounts at hand: the scatter of account means grows with one over the number
of exchanges (a random-effects model fitted by the method of moments), and the two parts are
diagonalised together (Fisher's discriminant).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
from scipy.linalg import eigh
from scipy.sparse import csr_matrix

from stillwatch.detect.accounts.statistics import LEAST, Accounts

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]

WITHIN = 0.08
"""Variance of content between members of one campaign, as a share of that between people."""

HELD = 24
"""Directions of content that are used: those in which people differ most for their noise."""

ENOUGH = 200
"""Reference accounts below which content is compared without estimated spreads."""


@dataclass(frozen=True)
class Content:
    """Mean content of accounts in directions that tell people apart.

    In every direction one exchange varies by 1 within an account, in the mean.
    """

    points: Floats
    """Shape (n, directions): mean content of each account, from everybody's."""
    noise: Floats
    """Shape (n,): variance of a mean by the sampling of its exchanges, in every direction."""
    between: Floats
    """Shape (directions,): variance between people."""

    @classmethod
    def of(cls, accounts: Accounts, reference: Bools) -> Content:
        """Estimate from what is known of accounts.

        Parameters
        ----------
        accounts
            Their mean content, and the exchanges that it rests on.
        reference
            Shape (n,): accounts that stand for everybody.
        """
        able = reference & (accounts.n_slice >= LEAST)
        noise = 1.0 / np.maximum(accounts.n_slice, 1.0)
        pool = accounts.styles[able]
        centre = pool.mean(axis=0) if len(pool) else np.zeros(accounts.styles.shape[1])
        spread, axes = eigh(*_parts(pool - centre, noise[able]))
        kept = np.argsort(-spread)[:HELD]
        points = (accounts.styles - centre) @ axes[:, kept]
        return cls(points, noise, np.maximum(spread[kept], 1e-3))

    def take(self, rows: Ints) -> Content:
        """Return the content of some of the accounts."""
        return Content(self.points[rows], self.noise[rows], self.between)

    def standardised(self) -> Floats:
        """Shape (n, directions): content in units of how far members of one campaign scatter."""
        typical = float(np.median(self.noise)) if len(self.noise) else 1.0
        return np.asarray(self.points / np.sqrt(WITHIN * self.between + typical))

    def ratio(self, members: Ints) -> Floats:
        """Log likelihood ratio of each account's content, members without themselves: (n,)."""
        weight = np.minimum(1.0 / self.noise[members], 30.0)
        points = self.points[members]
        total, mass = (points * weight[:, None]).sum(axis=0), weight.sum()
        inside = self._log(self.points - total / mass, WITHIN, 1.0 / mass)
        if len(members) > 1:
            left = mass - weight
            own = points - (total - points * weight[:, None]) / left[:, None]
            inside[members] = self._log(own, WITHIN, 1.0 / left, members)
        return inside - self._anybody

    def apart(self, cohort: Ints, account: Ints, size: int) -> Floats:
        """Variance of content between a cohort's members over that between people: (size,).

        About 0 for accounts that are dealt from one queue, 1 for people at random; sampling is
        taken off, so that how much each was seen does not matter. NaN below two members.

        Parameters
        ----------
        cohort, account
            Shape (rows,): cohorts and their members.
        size
            How many cohorts there are.
        """
        count = np.bincount(cohort, minlength=size).astype(np.float64)
        holds = csr_matrix((np.ones(len(account)), (cohort, account)), (size, len(self.noise)))
        many = np.maximum(count, 1.0)[:, None]
        mean, square = (holds @ self.points) / many, (holds @ self.points**2) / many
        variance = (square - mean**2) * (many / np.maximum(many - 1.0, 1.0))
        chance = (holds @ self.noise)[:, None] / many
        # directions in which sampling drowns what tells people apart say little
        weight = self.between / (self.between + chance)
        found = (weight * (variance - chance)).sum(axis=1) / (weight * self.between).sum(axis=1)
        return np.asarray(np.where(count >= 2, found, np.nan))

    @cached_property
    def _anybody(self) -> Floats:
        """Log density of each account's content as that of one of all people: shape (n,)."""
        return self._log(self.points, 1.0, 0.0)

    @cached_property
    def _levels(self) -> tuple[Floats, Ints]:
        """The few values that `noise` takes, and the number of each account's: (n,)."""
        return np.unique(self.noise, return_inverse=True)

    def _log(
        self, offset: Floats, share: float, more: float | Floats, rows: Ints | None = None
    ) -> Floats:
        if rows is None:  # of all accounts: logarithms are dear, and most are the same
            noise, level = self._levels
        else:
            noise, level = self.noise[rows], np.arange(len(rows))
        variance = share * self.between + (noise + more)[:, None]
        square = np.einsum("ij,ij->i", offset**2, (1.0 / variance)[level])
        return np.asarray(-0.5 * (square + np.log(variance).sum(axis=1)[level]))


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
