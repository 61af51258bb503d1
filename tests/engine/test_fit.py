"""Fitting the models: what an attacker chooses is swapped, and trees judge as they were fitted."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from stillwatch.detect import causes, effects


@pytest.fixture(scope="module")
def bench() -> Iterator[Any]:
    folder = str(Path(__file__).parents[2] / "bench")
    sys.path.insert(0, folder)
    yield importlib.import_module("fit_models")
    sys.path.remove(folder)


def judged(bench: Any, seed: int) -> Any:
    """A world of 400 groups: the harvest has higher suspicion, and never shares a network."""
    rng = np.random.default_rng(seed)
    rows = []
    for number in range(400):
        bad = number % 4 == 0
        found = rng.normal(size=len(effects.NAMES))
        found[effects.NAMES.index("suspicion")] += 1.5 * bad
        found[effects.NAMES.index("one_network")] = 0.0 if bad else rng.uniform()
        what = "campaign:kind" if bad else "chat"
        rows.append(bench.Judged("causes", found, 12, float(bad), float(bad), what))
    return SimpleNamespace(name=f"w{seed}", rounds=rows)


def test_a_share_of_the_harvest_is_shown_with_what_benign_groups_have(bench: Any) -> None:
    sample = bench.groups(judged(bench, 0), "causes", np.zeros(1), np.ones(1), clip=np.inf)
    made = bench.swapped(sample)
    chosen = [effects.NAMES.index(name) for name in bench.CHOSEN]
    others = np.setdiff1d(np.arange(len(effects.NAMES)), chosen)
    np.testing.assert_array_equal(made.x[:, others], sample.x[sample.bad][:, others])
    network = effects.NAMES.index("one_network")
    assert not sample.x[sample.bad][:, network].any() and made.x[:, network].mean() > 0.3
    assert made.bad.all()
    share = made.weight.sum() / (made.weight.sum() + sample.weight[sample.bad].sum())
    assert share == pytest.approx(bench.SWAPPED)


@pytest.mark.parametrize("kind", [0.0, 1.0])
def test_a_world_of_one_kind_adds_none(bench: Any, kind: float) -> None:
    world = judged(bench, 1)
    world.rounds = [row for row in world.rounds if row.bad == kind]
    sample = bench.groups(world, "causes", np.zeros(1), np.ones(1), clip=np.inf)
    assert len(sample.x) and not len(bench.swapped(sample).x)


def test_trees_that_are_written_judge_as_those_that_were_fitted(bench: Any, monkeypatch: Any):
    ensemble = pytest.importorskip(
        "sklearn.ensemble", reason="fitting trees needs scikit-learn, which nothing else does"
    )
    kept = []

    class Kept(ensemble.HistGradientBoostingClassifier):  # type: ignore[misc, name-defined]
        def fit(self, *given: Any, **more: Any) -> Any:
            kept.append(self)
            return super().fit(*given, **more)

    monkeypatch.setattr(ensemble, "HistGradientBoostingClassifier", Kept)
    worlds = [judged(bench, seed) for seed in (2, 3)]
    raw = bench.trees(worlds)
    x = np.array([row.effects for row in judged(bench, 4).rounds])
    rows = [effects.NAMES.index(name) for name in raw["effects"]]
    expected = kept[0].decision_function(x[:, rows])
    np.testing.assert_allclose(causes.Trees.read(raw).log_odds(x), expected, atol=2e-3)
    assert np.ptp(expected) > 2
