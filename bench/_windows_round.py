"""One round of the windows benchmark: prompts dealt, windows drawn, what each method says."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from _windows_data import Ints, Prompts, ordinary_accounts
from numpy.typing import NDArray
from peers import Peer, peers

from stillwatch.guard.windows.judge import WindowTest
from stillwatch.guard.windows.readings import Readings

SHARES = (0.05, 0.1, 0.25, 0.5)
"""Shares of a window that come from one attack source."""
CALIBRATION = 100
"""Ordinary windows that thresholds are taken from."""
BENIGN = 50
"""Ordinary windows judged."""
HARVESTS = 4
"""Windows judged for each source and share."""
LEVEL = 0.01
STRUCTURED = {"one account": 1, "five accounts": 5, "three queries each": 0}
"""Accounts that the harvest of a window comes from; 0: as many as send three queries each."""
STRUCTURED_SIZE = 500
STRUCTURED_SHARES = (0.05, 0.1)

Scores = dict[str, float]


@dataclass(frozen=True)
class Material:
    """What all rounds of a population share."""

    prompts: Prompts
    rows: Ints
    """The prompts of the population."""
    embeddings: NDArray[np.float32]
    read: dict[int, Readings]
    """By fold: all prompts, read by the prior that has seen neither fold nor population."""
    kinds: list[tuple[str, str]]
    folds: dict[str, int]
    """Fold of each attack source."""


class Deal:
    """The prompts of a population as reference, calibration and evaluation, in no two of them."""

    def __init__(self, material: Material, size: int, rng: np.random.Generator) -> None:
        rows = rng.permutation(material.rows)
        part = max(int(len(rows) * 0.3), min(size + 50, int(len(rows) * 0.42)))
        self.calibration, self.evaluation = rows[:part], rows[part : 2 * part]
        self.reference = rows[2 * part :]
        self.size, self._rng = size, rng

    def ordinary(self, pool: Ints) -> Ints:
        """Rows of a window of ordinary traffic."""
        return self._rng.choice(pool, self.size, replace=False)

    def harvested(self, source: Ints, count: int) -> Ints:
        """Rows of a window whose last `count` queries are of an attack source."""
        kept = self._rng.choice(self.evaluation, self.size - count, replace=False)
        return np.concatenate([kept, self._rng.choice(source, count, replace=False)])


def run_round(material: Material, size: int, seed: int) -> dict[str, Any]:
    """Score the windows of a round.

    Returns
    -------
    ``published`` and ``calibrated`` thresholds of each peer, scores of ``benign`` windows (of
    ours: by fold) and of ``harvests`` by source and share, and the sizes of the three ``pools``.
    """
    rng = np.random.default_rng(seed)
    deal = Deal(material, size, rng)
    calibration = [deal.ordinary(deal.calibration) for _ in range(CALIBRATION)]
    published = _fit_peers(material, deal, rng)
    calibrated = {
        name: float(np.quantile([peer.score(material.embeddings[w]) for w in calibration],
                                1 - LEVEL))
        for name, peer in published.items()
    }  # fmt: skip
    ours = _Ours(material, deal, calibration, seed)

    def scores(window: Ints, fold: int, harvest: int) -> Scores:
        embedded = material.embeddings[window]
        told = {name: peer.score(embedded) for name, peer in published.items()}
        return told | ours.scores(window, fold, harvest)

    benign: list[dict[str, Any]] = []
    for _ in range(BENIGN):
        window = deal.ordinary(deal.evaluation)
        told: dict[str, Any] = {
            name: peer.score(material.embeddings[window]) for name, peer in published.items()
        }
        benign.append(told | {str(fold): ours.scores(window, fold, 0) for fold in material.read})
    harvests: dict[str, dict[str, list[Scores]]] = {}
    for source, of in material.prompts.attacks().items():
        harvests[source] = {
            str(share): [
                scores(deal.harvested(of, count), material.folds[source], count)
                for _ in range(HARVESTS)
            ]
            for share in SHARES
            if (count := round(size * share)) <= len(of)  # nothing is asked twice in a window
        }
    return {
        "published": {name: peer.threshold for name, peer in published.items()},
        "calibrated": calibrated,
        "benign": benign,
        "harvests": harvests,
        "folds": material.folds,
        "pools": [len(deal.reference), len(deal.calibration), len(deal.evaluation)],
    }


def _fit_peers(material: Material, deal: Deal, rng: np.random.Generator) -> dict[str, Peer]:
    found = {name: kind() for name, kind in peers().items()}
    for peer in found.values():
        peer.fit(material.embeddings[deal.reference], deal.size, rng)
    return found


class _Ours:
    """The window test with each held-out prior: on content alone, and with accounts."""

    def __init__(self, material: Material, deal: Deal, calibration: list[Ints], seed: int) -> None:
        self._material = material
        self._accounts = np.random.default_rng([seed, 1])  # the windows are the same without
        self._structured = deal.size == STRUCTURED_SIZE
        self._plain: dict[int, WindowTest] = {}
        self._summed: dict[int, WindowTest] = {}
        for fold, read in material.read.items():
            reference, windows = read.take(deal.reference), [read.take(w) for w in calibration]
            test = WindowTest.fit(reference, windows, material.kinds, level=LEVEL)
            self._plain[fold] = test
            # compared at a matched threshold only, so that nothing calibrates it
            self._summed[fold] = replace(test, structure=True, ordinary=np.zeros((0, 2)))

    def scores(self, window: Ints, fold: int, harvest: int) -> Scores:
        """Log e-value and p-value; with accounts, once for each way to send the harvest."""
        read = self._material.read[fold].take(window)
        result = self._plain[fold].judge(read)
        told = {"ours": result.log_e, "p ours": 1.0 if result.p_value is None else result.p_value}
        if self._structured and harvest <= max(STRUCTURED_SHARES) * len(window):
            # ordinary windows have no harvest to send one way or another
            for name, count in STRUCTURED.items() if harvest else [(next(iter(STRUCTURED)), 0)]:
                by = self._senders(window, harvest, count)
                told[name] = self._summed[fold].judge(replace(read, accounts=by)).log_e_accounts
            told |= {name: told[next(iter(STRUCTURED))] for name in STRUCTURED if name not in told}
        return told

    def _senders(self, window: Ints, harvest: int, accounts: int) -> NDArray[np.uint64]:
        """Say who sent each query of a window; a harvest is dealt evenly."""
        kept = len(window) - harvest
        benign = ordinary_accounts(self._material.prompts.topic[window[:kept]], self._accounts)
        count = accounts or max(1, round(harvest / 3))
        dealt = 1_000_000 + np.arange(harvest) % count
        return np.concatenate([benign, dealt]).astype(np.uint64)
