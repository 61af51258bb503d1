"""The content prior: how much a text reads like what is asked in order to train a model.

A linear model over hashed word uni- and bigrams, a few style measures and the lexicon's
concepts, trained by ``bench/train_prior.py`` on public corpora (figures, with whole sources held
out, in ``bench/results/prior.json``). It gives three things for each text: the probability of
`harvest`, of each capability (given a harvest), and of each style (what source it reads like).
It is a weak signal: sums over cohorts are evidence, single scores are not.
"""
# mypy: disable-error-code="no-untyped-def, untyped-decorator"

from __future__ import annotations

import json
import math
from functools import cache
from importlib.resources import files
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from stillwatch.core.jit import kernel
from stillwatch.features.scan import (
    K_CONCEPTS,
    N_CHARS,
    N_CODE,
    N_DIGITS,
    N_FRAME,
    N_LETTERS,
    N_LINES,
    N_NAMES,
    N_NONLATIN,
    N_QUESTIONS,
    N_STOPS,
    N_UPPER,
    N_WORDS,
    Scan,
)
from stillwatch.features.schema import SLICES, STYLES
from stillwatch.features.score import CAUTION, Taught

Floats = NDArray[np.float32]

CAPABILITIES = len(SLICES) - 1
OUTPUTS = 1 + CAPABILITIES + STYLES
"""Harvest, the capabilities, the styles: the columns of every weight table."""
MEASURES = 14
"""Style measures, followed by one column for each of 64 concepts."""


class Prior(NamedTuple):
    """Weights as shipped."""

    slots: NDArray[np.uint32]
    """Hash table from features to rows, see `score`."""
    rows: NDArray[np.int8]
    """Quantised weights, shape (features, OUTPUTS)."""
    scale: Floats
    """Unit of each column of `rows`, shape (OUTPUTS,)."""
    dense: Floats
    """Weights of `dense_features`, shape (MEASURES + 64, OUTPUTS)."""
    bias: Floats
    """Shape (OUTPUTS,)."""
    styles: tuple[str, ...]
    """What each style stands for."""
    taught: Taught
    """The rows of other languages than English (`score.score_words`)."""


class Content(NamedTuple):
    """Probabilities for n texts; NaN without text."""

    harvest: Floats
    """Shape (n,)."""
    capabilities: Floats
    """Shape (n, CAPABILITIES), rows sum to 1: `SLICES[1:]`."""
    styles: Floats
    """Shape (n, STYLES), rows sum to 1."""


@cache
def prior() -> Prior:
    """Load the shipped weights (once a process)."""
    source = files("stillwatch.features").joinpath("prior.npz")
    with source.open("rb") as file, np.load(file) as held:
        arrays = {name: held[name] for name in held.files}
    return Prior(
        arrays["slots"],
        np.ascontiguousarray(arrays["rows"]),
        arrays["scale"],
        arrays["dense"].astype(np.float32),
        arrays["bias"],
        tuple(json.loads(str(arrays["styles"]))),
        Taught(int(arrays["taught"]), CAUTION / float(arrays["scale"][0])),
    )


def dense_features(scan: Scan) -> Floats:
    """Style measures and concept bits, shape (n, MEASURES + 64), each about 0 to 1."""
    counts = scan.counts.astype(np.float32)
    chars = np.maximum(counts[:, N_CHARS], 1)
    words = np.maximum(counts[:, N_WORDS], 1)
    letters = np.maximum(counts[:, N_LETTERS], 1)
    out = np.empty((len(counts), MEASURES + 64), np.float32)
    out[:, 0] = np.minimum(np.log1p(counts[:, N_WORDS]) / 6, 1.2)
    out[:, 1] = np.minimum(counts[:, N_WORDS] / 12, 1)
    out[:, 2] = np.minimum(counts[:, N_DIGITS] / chars * 8, 1.5)
    out[:, 3] = np.minimum(counts[:, N_CODE] / chars * 12, 1.5)
    out[:, 4] = np.minimum(counts[:, N_QUESTIONS], 1)
    out[:, 5] = np.minimum(counts[:, N_QUESTIONS] / np.maximum(counts[:, N_STOPS], 1), 1)
    out[:, 6] = np.minimum(counts[:, N_UPPER] / letters * 5, 1.5)
    out[:, 7] = np.minimum(counts[:, N_LINES] / words * 8, 1.5)
    out[:, 8] = np.minimum(counts[:, N_NONLATIN] / letters, 1)
    out[:, 9] = np.minimum(counts[:, N_NAMES] / words * 6, 1.5)
    out[:, 10] = counts[:, N_FRAME] / words
    out[:, 11] = np.minimum(counts[:, N_STOPS] / words * 8, 1.5)
    out[:, 12] = counts[:, N_DIGITS] > 0
    out[:, 13] = np.minimum(letters / words / 8, 1.5)
    bits = np.ascontiguousarray(scan.keys[:, K_CONCEPTS]).view(np.uint8).reshape(-1, 8)
    out[:, MEASURES:] = np.unpackbits(bits, axis=1, bitorder="little")
    return out


def apply(model: Prior, scan: Scan) -> Content:
    """Turn the sums of `scan` into probabilities.

    Parameters
    ----------
    model
        The weights that `scan` was made with.
    scan
        Result of `scan.scan`, n texts.
    """
    n = len(scan.present)
    harvest = np.full(n, np.nan, np.float32)
    capabilities = np.full((n, CAPABILITIES), np.nan, np.float32)
    styles = np.full((n, OUTPUTS - 1 - CAPABILITIES), np.nan, np.float32)
    _apply(
        scan.present,
        scan.counts[:, N_WORDS],
        scan.scores,
        dense_features(scan),
        model.scale,
        model.dense,
        model.bias,
        harvest,
        capabilities,
        styles,
    )
    return Content(harvest, capabilities, styles)


# compiled row by row, not as matrix products: those round by the size of the batch
@kernel
def _apply(present, words, scores, features, scale, dense, bias, harvest, capabilities, styles):
    logits = np.empty(bias.shape[0], np.float32)
    split = 1 + capabilities.shape[1]
    for row in range(present.shape[0]):
        if not present[row]:
            continue
        size = np.float32(1 / math.sqrt(max(2 * words[row] + 1, 8)))
        for k in range(logits.shape[0]):
            logits[k] = bias[k] + np.float32(scores[row, k]) * scale[k] * size
        for j in range(dense.shape[0]):
            value = features[row, j]
            if value != 0:
                for k in range(logits.shape[0]):
                    logits[k] += value * dense[j, k]
        harvest[row] = 1 / (1 + math.exp(-logits[0]))
        _softmax(logits[1:split], capabilities[row])
        _softmax(logits[split:], styles[row])


@kernel
def _softmax(logits, out):
    top = logits.max()
    total = 0.0
    for k in range(logits.shape[0]):
        out[k] = math.exp(logits[k] - top)
        total += out[k]
    for k in range(logits.shape[0]):
        out[k] /= total
