"""The published detectors of the benchmark: their formulas, and the level of their nulls."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "bench"))

from peers import peers

NAMES = ("MMD", "Mahalanobis", "PRADA", "SEAT-like")


def vectors(n, rng, shift=0.0):
    x = rng.normal(size=(n, 12)).astype(np.float32)
    x[:, 0] += shift
    return x / np.linalg.norm(x, axis=1, keepdims=True)


def fitted(name, rng, size=40):
    peer = peers()[name]()
    peer.fit(vectors(300, rng), size, rng)
    return peer


def test_all_are_found():
    assert tuple(peers()) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_a_window_from_elsewhere_scores_higher(name):
    rng = np.random.default_rng(1)
    peer = fitted(name, rng)
    same = [peer.score(vectors(40, rng)) for _ in range(30)]
    other = [peer.score(vectors(40, rng, shift=6)) for _ in range(30)]
    assert np.median(other) > np.median(same)


@pytest.mark.parametrize("name", ["PRADA", "SEAT-like", "Mahalanobis"])
def test_published_nulls_keep_their_level_roughly(name):
    rng = np.random.default_rng(2)
    flagged = [peer.score(vectors(40, rng)) > peer.threshold
               for peer in (fitted(name, rng) for _ in range(4)) for _ in range(50)]  # fmt: skip
    assert np.mean(flagged) < 0.25


def test_mmd_is_its_definition():
    """Twenty draws of a reference no larger than the window: all of it, as often on average."""
    rng = np.random.default_rng(3)
    reference, window = vectors(60, rng), vectors(60, rng, shift=1)
    peer = peers()["MMD"]()
    peer.fit(reference, 60, rng)

    def kernel(x, y):
        squared = ((x[:, None] - y[None]) ** 2).sum(axis=2)
        sigma = np.sqrt(peer._variance)
        return np.mean([np.exp(-squared / (2 * (f * sigma) ** 2)) for f in (0.5, 1, 2, 4)], axis=0)

    def off(k):
        return (k.sum() - np.trace(k)) / (len(k) * (len(k) - 1))

    expected = (off(kernel(window, window)) + off(kernel(reference, reference))
                - 2 * kernel(window, reference).mean())  # fmt: skip
    assert peer.score(window) == pytest.approx(expected, abs=1e-5)


def test_mmd_as_published_seldom_flags():
    """Its null is one draw, its statistic the mean of twenty: 5 % become far fewer."""
    rng = np.random.default_rng(4)
    flagged = []
    for _ in range(5):
        peer = fitted("MMD", rng)
        flagged += [peer.score(vectors(40, rng)) > peer.threshold for _ in range(40)]
    assert np.mean(flagged) < 0.05
