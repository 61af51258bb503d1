"""The window test: is a part of these queries a harvest? Calibrated on the stream's own traffic."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from stillwatch.core.errors import UsageError
from stillwatch.guard.windows.bets import (
    SHARES,
    Floats,
    Hypothesis,
    Reference,
    cell_wealth,
    mean,
)
from stillwatch.guard.windows.readings import LENGTHS, Readings
from stillwatch.guard.windows.repeats import MEASURES, Repeats
from stillwatch.guard.windows.structure import AMONG, WITHIN, account_wealth

FEWEST = 200
"""Queries below which a reference is too coarse to bet on."""
SHOWN = 20
"""Queries named for a window."""


def needed(level: float, structure: bool) -> int:
    """Fewest ordinary windows among which a rank can reach the level."""
    return math.ceil((2 if structure else 1) / level - 1e-9) - 1


@dataclass(frozen=True)
class WindowResult:
    """What is said of one window."""

    queries: int
    """Queries in it that have text."""
    log_e: float
    """Natural log of the e-value against "all of it is ordinary traffic of this stream"."""
    p_value: float | None
    """Rank of `log_e` among ordinary windows of the same size, or of `log_e_accounts` if that is
    rarer, doubled for the choice; null without such windows."""
    flagged: bool
    """`p_value` passes the level; never without one, see `WindowTest.fit`."""
    kind: str
    """Which bet won most."""
    share: float
    """The share of the window that it won most with: an estimate of how much is a harvest."""
    families: dict[str, float] = field(default_factory=dict)
    """Log e-value of each family of bets; the mean of those of queries is `log_e`."""
    rows: tuple[int, ...] = ()
    """The queries that the winning bet rests on, strongest first, at most 20."""
    log_e_accounts: float | None = None
    """Log e-value of bets on accounts; null where they are not used. It takes the queries of an
    account as independent, and so has no meaning but by its rank."""


@dataclass(frozen=True)
class WindowTest:
    """A test of windows of one size against one stream; made by `fit`."""

    reference: Reference
    repeats: Repeats
    hypotheses: tuple[Hypothesis, ...]
    """One for each column of `Readings.scores`."""
    level: float
    structure: bool
    """Sum within accounts too."""
    size: int | None
    """Queries in a window that `p_value` is known for."""
    ordinary: Floats
    """Shape (windows, 1 or 2): `log_e` and `log_e_accounts` of ordinary windows, each sorted."""

    @classmethod
    def fit(
        cls,
        reference: Readings,
        windows: Sequence[Readings],
        hypotheses: Sequence[tuple[str, str]],
        *,
        level: float = 0.01,
        structure: bool = False,
    ) -> WindowTest:
        """Learn what is ordinary.

        Parameters
        ----------
        reference
            Ordinary queries of the stream, `FEWEST` or more.
        windows
            Ordinary windows of one size, none of whose queries are in `reference`, that calibrate.
            Without any there are e-values and no flags: queries of real streams come in bursts, so
            that they are not exchangeable with the reference, and windows have to be compared
            with windows.
        hypotheses
            `readings.kinds` of the prior that made the readings.
        level
            Share of ordinary windows that may be flagged.
        structure
            Whether the accounts of the readings mean something, and are to be used.

        Raises
        ------
        UsageError
            Too few queries, windows of several sizes, or too few windows for the level.
        """
        if len(reference) < FEWEST:
            raise UsageError(
                f"the reference has {len(reference)} queries with text: {FEWEST} are needed"
            )
        sizes = {len(window) for window in windows}
        if len(sizes) > 1:
            raise UsageError(f"ordinary windows must be of one size, these are of {sorted(sizes)}")
        least = needed(level, structure)
        if windows and len(windows) < least:
            raise UsageError(
                f"{len(windows)} ordinary windows cannot show a level of {level:g}: "
                f"{least} are needed, or none"
            )
        bare = cls(
            Reference.of(reference, LENGTHS * sum(family == "style" for family, _ in hypotheses)),
            Repeats.of(reference),
            tuple(Hypothesis(*pair) for pair in hypotheses),
            level,
            structure,
            len(windows[0]) if windows else None,
            np.zeros((0, 1 + structure)),
        )
        if not windows:
            return bare
        found = [_statistics(bare.judge(window)) for window in windows]
        return replace(bare, ordinary=np.sort(found, axis=0))

    def judge(self, window: Readings) -> WindowResult:
        """Judge one window.

        Raises
        ------
        UsageError
            It is not of the size that the test was calibrated for.
        """
        if self.size is not None and len(window) != self.size:
            raise UsageError(f"the test is for windows of {self.size} queries, not {len(window)}")
        ranks = self.reference.ranks(window.scores)
        won = self.reference.wealth(ranks)
        families = self._families(won)
        families["cell"] = mean(cell_wealth(window.cells, self.reference.rates))
        repeated = self.repeats.wealth(window)
        families |= {name: mean(of) for name, of in zip(MEASURES, repeated, strict=True)}
        log_e, by_account = mean(np.array(list(families.values()))), None
        if self.structure:
            told = self._families(self._by_account(ranks, window))
            by_account = mean(np.array(list(told.values())))
            families |= {f"{family}, by account": of for family, of in told.items()}
        kind, share, rows = self._winner(ranks, won)
        result = WindowResult(
            len(window), log_e, None, False, kind, share, families, rows, by_account
        )
        p_value = self._p_value(result)
        flagged = p_value is not None and p_value <= self.level
        return replace(result, p_value=p_value, flagged=flagged)

    def _families(self, won: Floats) -> dict[str, float]:
        """Average the e-values of each family: `won` has shape (kinds, ...)."""
        family = np.array([hypothesis.family for hypothesis in self.hypotheses])
        return {str(name): mean(won[family == name]) for name in dict.fromkeys(family)}

    def _by_account(self, ranks: NDArray[np.int64], window: Readings) -> Floats:
        """Log of what gamblers on accounts own, shape (kinds, shares of accounts, exponents)."""
        growth = np.moveaxis(self._within[ranks], 2, 1)  # queries, WITHIN, kinds, exponents
        summed = account_wealth(growth.reshape(len(ranks), len(WITHIN), -1), window.accounts)
        return summed.reshape(len(AMONG), ranks.shape[1], -1).swapaxes(0, 1)

    @cached_property
    def _within(self) -> Floats:
        return self.reference.growth(WITHIN)

    def _p_value(self, result: WindowResult) -> float | None:
        m, tests = self.ordinary.shape
        if not m:
            return None
        below = [
            np.searchsorted(self.ordinary[:, k], log_e, "left")
            for k, log_e in enumerate(_statistics(result))
        ]
        return min(1.0, float(tests * (m - max(below) + 1) / (m + 1)))

    def _winner(self, ranks: NDArray[np.int64], won: Floats) -> tuple[str, float, tuple[int, ...]]:
        """Name the bet that won most, its share, and the queries that it rests on."""
        kind, share, exponent = np.unravel_index(won.argmax(), won.shape)
        pay = self.reference.pays[ranks[:, kind], exponent]
        rows = np.argsort(-pay, kind="stable")[:SHOWN]
        return (
            self.hypotheses[kind].kind,
            SHARES[share],
            tuple(int(row) for row in rows if pay[row] > 1),
        )


def _statistics(result: WindowResult) -> list[float]:
    """Return what is ranked among ordinary windows."""
    log_e, by_account = result.log_e, result.log_e_accounts
    return [log_e] if by_account is None else [log_e, by_account]
