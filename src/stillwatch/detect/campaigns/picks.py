"""Which cohorts are tested: many are nominated, and few can be looked at closely."""

from __future__ import annotations

from dataclasses import dataclass, field
from math import ceil, log

import numpy as np
import numpy.typing as npt

from stillwatch.contract.settings import MORE_TESTS, Settings
from stillwatch.detect.cohorts import Cohorts
from stillwatch.store.links import SMALLEST

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]

SIZES = (8, 20, 60)
"""Members from which a cohort counts as larger; each size has its share of the tests."""

RETRY_HOURS = 48
"""Hours after which a cohort that was tried in vain may be tried again."""

GROWN = 1.25
"""Factor by which a cohort must have grown to be tried again before that."""


@dataclass
class Picks:
    """Picks cohorts, and remembers which were tried in vain."""

    settings: Settings
    marks: npt.NDArray[np.uint64] = field(default_factory=lambda: np.zeros(0, np.uint64))
    """Shape (A,): a random number an account; sums of them tell sets apart."""
    _tried: dict[tuple[str, int], tuple[int, int]] = field(default_factory=dict)
    """Name of a cohort to the hour at which it was tried and its size then."""

    def pick(
        self, cohorts: Cohorts, odds: Floats, free: Bools, now: int, fewer: float = 1.0
    ) -> Ints:
        """Cohorts to refine now, the most telling first: new ones, and those that have grown.

        Small cohorts are many and large ones tell more, so each size has its share of the tests.
        Of cohorts that mostly say the same, the first is enough.

        Parameters
        ----------
        cohorts
            Those nominated.
        odds
            Shape (cohorts,): how telling each is.
        free
            Shape (A,): accounts that are worth a test.
        now
            Hour.
        fewer
            How many times fewer accounts than usual the firm has (`Settings.fewer`).
        """
        self._tried = {k: v for k, v in self._tried.items() if now - v[0] < RETRY_HOURS}
        size = np.bincount(cohorts.cohort, minlength=len(cohorts))
        least = self.settings.nominate_odds - log(fewer)
        able = np.bincount(cohorts.cohort, weights=free[cohorts.account], minlength=len(cohorts))
        good = (able >= SMALLEST) & (able >= 0.6 * size) & (odds >= least)
        kind = np.searchsorted(SIZES, size, side="right")
        most = ceil(self.settings.most_tested * min(fewer, MORE_TESTS) / (len(SIZES) + 1))
        picked: list[int] = []
        for wanted in np.unique(kind[good]):
            here = np.flatnonzero(good & (kind == wanted))
            picked += self._telling(cohorts, here[np.argsort(-odds[here], kind="stable")], free,
                                    most)  # fmt: skip
        chosen = np.array(sorted(picked), dtype=np.int64)
        return chosen[np.argsort(-odds[chosen], kind="stable")]

    def _telling(self, cohorts: Cohorts, ordered: Ints, free: Bools, most: int) -> list[int]:
        """First `most` of some cohorts, less those that say what was said or tried before."""
        covered, picked = ~free, list[int]()
        for number in ordered.tolist():
            if len(picked) == most:
                break
            members = cohorts.members(number)
            if 2 * int(covered[members].sum()) > len(members):
                continue
            _, before = self._tried.get(self._name(cohorts, number), (0, 0))
            if len(members) >= GROWN * before:
                covered[members] = True
                picked.append(number)
        return picked

    def tried(self, cohorts: Cohorts, number: int, now: int) -> None:
        """Take note that a cohort was tried in vain."""
        self._tried[self._name(cohorts, number)] = now, len(cohorts.members(number))

    def _name(self, cohorts: Cohorts, number: int) -> tuple[str, int]:
        key = cohorts.key[number] or self.marks[cohorts.members(number)].sum()
        return cohorts.formed[number], int(key)
