"""The second null: "a legitimate common cause", judged by effect size.

The score of a cohort is the log odds, by a model over `stillwatch.detect.effects`, that its effect
sizes come from a harvest and not from a benign cohort formed in the same way. Cohorts as they form,
which are many, are scored by a logistic model; refined groups by boosted trees, in which an
effect whose meaning is known may only count one way (Friedman 2001, with monotone constraints).
Both are fitted on labelled worlds whose prompt sources and parameter ranges are kept apart from
those that figures are reported on (`bench/fit_models.py`). Their error is measured, not
controlled.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from typing import Any

import numpy as np
import numpy.typing as npt

from stillwatch.detect import effects

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]


FEW = 8
"""Accounts from which a group in a small firm is judged like one in a large firm."""


MOST = 0.5
"""Log odds that effects which the trees do not know may add; there is no limit to what they take.
That a group is not like a course does not make it a harvest."""


@dataclass(frozen=True)
class CauseModel:
    """A logistic model of harvest against benign cohorts."""

    centre: Floats
    """Shape (effects,): means of the fit."""
    scale: Floats
    """Shape (effects,): standard deviations of the fit."""
    weight: Floats
    """Shape (effects,): weights on standardised, clipped effects."""
    bias: float
    odds: tuple[float, float, float] = (0.0, 1.0, 0.0)
    """Mean, standard deviation and weight of what another model says."""
    untold: Floats | None = None
    """Shape (effects,): what an effect of which the log tells nothing counts as; None: `centre`."""

    @property
    def ignored(self) -> frozenset[str]:
        """Effects that weigh nothing."""
        return frozenset(n for n, w in zip(effects.NAMES, self.weight, strict=True) if not w)

    def log_odds(self, measured: Floats, said: Floats | None = None) -> Floats:
        """Log odds of harvest for each row of `effects.measure`: shape (cohorts,).

        An effect of which the log tells nothing counts as the mean of the fit, or as `untold`.
        `said` are the log odds by another model, shape (cohorts,).
        """
        told = np.where(
            np.isnan(measured), self.centre if self.untold is None else self.untold, measured
        )
        standard = np.clip((told - self.centre) / self.scale, -3.0, 3.0)
        own = np.asarray(standard @ self.weight + self.bias)
        if said is None:
            return own
        centre, scale, weight = self.odds
        return np.asarray(own + weight * np.clip((said - centre) / scale, -3.0, 3.0))


@dataclass(frozen=True)
class Trees:
    """Boosted regression trees, held as tables of nodes; a leaf leads to itself."""

    effect: Ints
    """Shape (trees, nodes): effect that a node asks about."""
    most: Floats
    """Shape (trees, nodes): value up to which its left child follows; infinite at a leaf."""
    child: Ints
    """Shape (2, trees, nodes): left and right child."""
    value: Floats
    """Shape (trees, nodes): log odds that a leaf adds."""
    absent: Bools
    """Shape (trees, nodes): whether the right child follows where the log tells nothing."""
    depth: int
    bias: float
    partial: Trees | None = None
    """Judges groups in logs that tell nothing of some effects; null: these trees do."""
    ignored: frozenset[str] = frozenset()
    """Effects that weigh nothing: those not asked about are few and cheap."""

    def log_odds(self, measured: Floats) -> Floats:
        """Log odds of harvest for each row of `effects.measure`: shape (cohorts,)."""
        lacks = np.isnan(measured[:, self.asked]).any(axis=1)
        if self.partial is None or not lacks.any():
            return self._sum(measured)
        out = self.partial.log_odds(measured)
        out[~lacks] = self._sum(measured[~lacks])
        return out

    @cached_property
    def asked(self) -> Ints:
        """Effects that any node asks about."""
        return np.unique(self.effect[np.isfinite(self.most)])

    def _sum(self, measured: Floats) -> Floats:
        tree = np.arange(len(self.value))
        node = np.zeros((len(measured), len(tree)), dtype=np.int64)
        row = np.arange(len(measured))[:, None]
        for _ in range(self.depth):
            found = measured[row, self.effect[tree, node]]
            right = np.where(
                np.isnan(found), self.absent[tree, node], found > self.most[tree, node]
            )
            node = self.child[right.astype(np.int64), tree, node]
        return np.asarray(self.value[tree, node].sum(axis=1) + self.bias)

    @classmethod
    def read(cls, raw: dict[str, Any], partial: Trees | None = None) -> Trees:
        """Read what `bench/fit_models.py` writes: a node is `[effect, most, left, right]`.

        A fifth place is 1 where the right child follows if the log tells nothing of the effect.
        """
        number = [effects.NAMES.index(name) for name in raw["effects"]]
        shape = len(raw["trees"]), max(len(tree) for tree in raw["trees"])
        effect, most = np.zeros(shape, dtype=np.int64), np.full(shape, np.inf)
        value, child = np.zeros(shape), np.zeros((2, *shape), dtype=np.int64)
        absent = np.zeros(shape, dtype=np.bool_)
        for i, tree in enumerate(raw["trees"]):
            for j, node in enumerate(tree):
                if isinstance(node, list):
                    effect[i, j], most[i, j] = number[node[0]], node[1]
                    child[:, i, j], absent[i, j] = node[2:4], bool(sum(node[4:]))
                else:
                    value[i, j], child[:, i, j] = node, j
        depth, bias = int(raw["depth"]), float(raw["bias"])
        return cls(effect, most, child, value, absent, depth, bias, partial)


@cache
def shipped(name: str = "causes") -> CauseModel | Trees:
    """Return a model that ships with the package; effects that it does not name weigh nothing.

    Parameters
    ----------
    name
        `causes` judges groups whose membership has been refined; `small` those of a few accounts in
        a small firm; `partial` those in logs that tell nothing of some effects, and `causes` leaves
        them to it; `nominate`, fitted on cohorts as they form, only says which to refine first.
    """
    raw = json.loads(files("stillwatch.detect").joinpath(f"models/{name}.json").read_text())
    if "trees" in raw:
        partial = shipped("partial") if name == "causes" else None
        assert partial is None or isinstance(partial, Trees)
        return Trees.read(raw, partial)
    held = [raw["effects"].get(effect, [0.0, 1.0, 0.0]) for effect in effects.NAMES]
    rows = np.array([(*row, row[0])[:4] for row in held])
    odds = tuple(raw.get("odds", (0.0, 1.0, 0.0)))
    return CauseModel(
        rows[:, 0], np.maximum(rows[:, 1], 1e-3), rows[:, 2], float(raw["bias"]), odds, rows[:, 3]
    )


def judge(measured: Floats, size: Ints | None = None) -> Floats:
    """Log odds that refined groups are a harvest: shape (groups,).

    Parameters
    ----------
    measured
        Effects of refined groups: shape (groups, effects).
    size
        Members: shape (groups,), in a small firm, where few are judged by another model (`few`);
        None elsewhere.
    """
    said = shipped("causes").log_odds(measured)
    more = further(measured, said)
    return (said if size is None else few(measured, said, size)) + more


def further(measured: Floats, said: Floats) -> Floats:
    """Return what effects that the trees do not know add to their log odds: shape (groups,).

    A linear model over the trees' log odds and these effects, fitted on authors whom the trees had
    mostly not met. It may take away what it finds, and add `MOST`.

    Parameters
    ----------
    measured, said
        Effects of refined groups, and their log odds by the trees: shape (groups,).
    """
    model = shipped("further")
    assert isinstance(model, CauseModel)
    return np.minimum(model.log_odds(measured, said) - said, MOST)


def few(measured: Floats, said: Floats, size: Ints) -> Floats:
    """Judge groups of fewer than `FEW` accounts in a small firm by a model of their own.

    Parameters
    ----------
    measured, said
        Effects of refined groups, and their log odds by the trees: shape (groups,).
    size
        Members: shape (groups,).

    Returns
    -------
    Log odds, shape (groups,); those of larger groups are left as they are.
    """
    model = shipped("small")
    assert isinstance(model, CauseModel)
    return np.where(size < FEW, model.log_odds(measured, said), said)
