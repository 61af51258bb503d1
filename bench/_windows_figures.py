"""True positive rates of the windows benchmark, with intervals, from the scores of its rounds.

Three thresholds. *Matched*: the lowest at which at most 1 % of the ordinary windows judged, of
all rounds together, are flagged; it compares methods at one realised rate. *Calibrated*: taken
from each round's calibration windows, as a user would. *Published*: as a peer's authors give it.
Intervals (95 %) resample rounds, of which each is a new deal of prompts, and means over sources
also resample groups of related sources.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from _windows_round import LEVEL, SHARES, STRUCTURED
from numpy.typing import NDArray

Floats = NDArray[np.float64]
DRAWS = 400
OURS = ("ours", *STRUCTURED)
E_VALUE = "ours, e-value"
"""Flags by the e-value at `LEVEL` alone: no threshold is matched or calibrated."""


class Group:
    """The scores of one population and size as arrays, round by round."""

    def __init__(self, found: list[dict[str, Any]]) -> None:
        self.found = found
        self.peers = [*found[0]["published"]]
        first = found[0]["benign"][0]
        self.folds = [key for key in first if isinstance(first[key], dict)]
        self.ours = [name for name in OURS if name in first[self.folds[0]]]
        self.methods = [*self.ours, *self.peers]

    def benign(self, method: str, fold: str) -> Floats:
        """Scores of ordinary windows, shape (rounds, windows)."""
        return np.array(
            [
                [w[method] if method in self.peers else w[fold][method] for w in r["benign"]]
                for r in self.found
            ]
        )

    def harvest(self, method: str, source: str, share: float) -> Floats | None:
        """Scores of windows with a harvest, shape (rounds, windows); None where not judged."""
        cells = [r["harvests"][source].get(str(share), []) for r in self.found]
        if not cells[0] or method not in cells[0][0]:
            return None
        return np.array([[w[method] for w in cell] for cell in cells])

    def passed(self, method: str, scores: Floats | None) -> NDArray[np.bool_]:
        """Which windows the calibrated threshold of a peer in their round flags."""
        thresholds = np.array([r["calibrated"][method] for r in self.found])
        return np.asarray(scores > thresholds[:, None])


def matched(benign: Floats, level: float = LEVEL) -> float:
    """Lowest threshold above which at most a share `level` of ordinary windows score."""
    ordered = np.sort(benign, axis=None)
    return float(ordered[len(ordered) - 1 - int(level * len(ordered))])


def figures(
    found: dict[str, dict[int, list[dict[str, Any]]]], clusters: dict[str, str]
) -> dict[str, Any]:
    """Return the figures of each size: of every population, and of all together."""
    sizes = list(next(iter(found.values())))
    out: dict[str, Any] = {"level": LEVEL, "shares": list(SHARES), "sizes": {}}
    for size in sizes:
        groups = {name: Group(of[size]) for name, of in found.items()}
        draws = {name: _Draws(group, clusters, k) for k, (name, group) in enumerate(groups.items())}
        out["sizes"][str(size)] = {
            "populations": {name: one.figures() for name, one in draws.items()},
            "together": _together(list(draws.values()), clusters),
        }
    return out


class _Draws:
    """Matched rates of each cell, as observed (column 0) and in each resample of rounds."""

    def __init__(self, group: Group, clusters: dict[str, str], seed: int) -> None:
        self.group = group
        rounds = len(group.found)
        rng = np.random.default_rng(seed)
        self._picks = [np.arange(rounds), *rng.integers(0, rounds, (DRAWS, rounds))]
        cut: dict[tuple[str, str], list[float]] = {}
        for method in group.methods:
            for fold in group.folds if method in group.ours else [group.folds[0]]:
                benign = group.benign(method, fold)
                cut[method, fold] = [matched(benign[pick]) for pick in self._picks]
                half = f"half {method}", fold
                cut[half] = [matched(benign[pick], LEVEL / 2) for pick in self._picks]
        self.rates: dict[tuple[str, float, str], Floats] = {}
        fold_of = _folds_of(group, clusters)
        for source in group.found[0]["harvests"]:
            for share in SHARES:
                for method in group.methods:
                    scores = group.harvest(method, source, share)
                    if scores is None:
                        continue
                    if method == "ours":
                        passed = scores >= -np.log(LEVEL)
                        self.rates[source, share, E_VALUE] = _rounds(passed, self._picks)
                    fold = fold_of[source] if method in group.ours else group.folds[0]
                    if method in STRUCTURED:
                        self.rates[source, share, method] = self._either(
                            cut["half ours", fold], group.harvest("ours", source, share),
                            cut[f"half {method}", fold], scores,
                        )  # fmt: skip
                        continue
                    self.rates[source, share, method] = np.array(
                        [
                            (scores[pick] > at).mean()
                            for pick, at in zip(self._picks, cut[method, fold], strict=True)
                        ]
                    )

    def _either(
        self, content: list[float], alone: Floats | None, accounts: list[float], summed: Floats
    ) -> Floats:
        """Rates of flags by content or by accounts, at half of the false positives each."""
        assert alone is not None
        pairs = zip(self._picks, content, accounts, strict=True)
        return np.array([((alone[p] > c) | (summed[p] > a)).mean() for p, c, a in pairs])

    def figures(self) -> dict[str, Any]:
        """Rates by cell, worst of ours first, and false positive rates of every threshold."""
        group = self.group
        cells = []
        for source in group.found[0]["harvests"]:
            for share in SHARES:
                rates = {
                    method: _interval(self.rates[source, share, method])
                    for method in [*group.methods, E_VALUE]
                    if (source, share, method) in self.rates
                }
                if rates:
                    own = [m for m in rates if m in group.peers or m == "ours"]
                    cells.append(
                        {
                            "source": source,
                            "share": share,
                            "matched": rates,
                            "calibrated": {m: self._calibrated(m, source, share) for m in own},
                            "published": {
                                m: self._published(m, source, share) for m in group.peers
                            },
                        }
                    )
        cells.sort(key=lambda cell: (cell["share"], cell["matched"]["ours"][0], cell["source"]))
        return {
            "pools": group.found[0]["pools"],
            "ordinary_windows": len(group.found) * len(group.found[0]["benign"]),
            "windows_a_cell": len(group.found) * len(next(iter(cells_of(group)))),
            "false_positives": {method: self._false(method) for method in group.methods},
            "cells": cells,
        }

    def _calibrated(self, method: str, source: str, share: float) -> float:
        """Rate of the threshold that each round's calibration windows gave."""
        group = self.group
        if method == "ours":
            p = group.harvest("p ours", source, share)
            flags = p is not None and p <= LEVEL + 1e-12
        else:
            flags = group.passed(method, group.harvest(method, source, share))
        return round(float(np.mean(flags)), 4)

    def _published(self, method: str, source: str, share: float) -> float:
        """Rate of a peer's threshold and null as its authors give them."""
        scores = self.group.harvest(method, source, share)
        assert scores is not None
        thresholds = np.array([r["published"][method] for r in self.group.found])
        return round(float(np.mean(scores > thresholds[:, None])), 4)

    def _false(self, method: str) -> dict[str, Any]:
        """Realised rates on ordinary windows; of ours in the mean over held-out priors."""
        group = self.group
        if method in group.peers:
            scores = group.benign(method, "")
            published = np.array([r["published"][method] for r in group.found])[:, None]
            return {
                "calibrated": _interval(_rounds(group.passed(method, scores), self._picks)),
                "published": _interval(_rounds(scores > published, self._picks)),
            }
        log_e = np.stack([group.benign(method, fold) for fold in group.folds])
        told = {"e_value": _interval(_rounds((log_e >= -np.log(LEVEL)).mean(axis=0), self._picks))}
        if method == "ours":
            p = np.stack([group.benign("p ours", fold) for fold in group.folds])
            flags = (p <= LEVEL + 1e-12).mean(axis=0)
            told["calibrated"] = _interval(_rounds(flags, self._picks))
        return told


def cells_of(group: Group) -> list[list[dict[str, float]]]:
    """Windows of every cell of the first round."""
    return [cell for of in group.found[0]["harvests"].values() for cell in of.values()]


def _folds_of(group: Group, clusters: dict[str, str]) -> dict[str, str]:
    folds: dict[str, str] = group.found[0]["folds"]
    return {source: str(folds[source]) for source in clusters}


def _rounds(flags: Floats, picks: list[NDArray[np.int64]]) -> Floats:
    return np.array([flags[pick].mean() for pick in picks])


def _interval(rates: Floats) -> list[float]:
    """Observed rate and its 95 % interval over the resamples."""
    low, high = np.quantile(rates[1:], [0.025, 0.975])
    return [round(float(v), 4) for v in (rates[0], low, high)]


def _together(draws: list[_Draws], clusters: dict[str, str]) -> dict[str, Any]:
    """Means over sources and populations, resampling rounds and groups of related sources."""
    rng = np.random.default_rng(len(draws))
    names = sorted(set(clusters.values()))
    weights = np.array(
        [np.ones(len(names)), *rng.multinomial(len(names), np.ones(len(names)) / len(names), DRAWS)]
    )
    out: dict[str, Any] = {}
    for share in SHARES:
        keys = [
            (draw, source)
            for draw in draws
            for source in clusters
            if (source, share, "ours") in draw.rates
        ]
        if not keys:
            continue
        weight = weights[:, [names.index(clusters[source]) for _, source in keys]]
        means: dict[str, Floats] = {}
        for method in [*draws[0].group.methods, E_VALUE]:
            if (keys[0][1], share, method) in keys[0][0].rates:
                rates = np.stack([draw.rates[source, share, method] for draw, source in keys], 1)
                means[method] = (rates * weight).sum(axis=1) / np.maximum(weight.sum(axis=1), 1)
        floor = 1 / (len(keys) * 100)
        ratio = means["ours"] / np.maximum(means["MMD"], floor)
        twice = [draw.rates[s, share, "ours"][0] >= 2 * draw.rates[s, share, "MMD"][0]
                 and draw.rates[s, share, "ours"][0] > LEVEL for draw, s in keys]  # fmt: skip
        out[str(share)] = {
            "cells": len(keys),
            "sources": len({source for _, source in keys}),
            "mean": {method: _interval(of) for method, of in means.items()},
            "ours_over_mmd": _interval(ratio),
            "cells_at_least_twice_mmd": int(sum(twice)),
        }
    return out
