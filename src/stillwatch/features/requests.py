"""Whether what a tool returned reads like a request: a question or a task put to the model.

Roles are what the caller says they are, so a question may stand in the answer of an invented call;
what sandboxes, searches and databases return does not read like one. A linear model over hashed
word uni- and bigrams, style measures and concepts, trained by ``bench/train_requests.py``
(figures in ``bench/results/requests.json``); its threshold is within its bias.
"""
# mypy: disable-error-code="no-untyped-def, untyped-decorator"

from __future__ import annotations

import math
from collections.abc import Callable
from functools import cache
from importlib.resources import files
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from stillwatch.contract.exchange import ANSWERS_END
from stillwatch.core.jit import kernel
from stillwatch.features.lexicon import Lexicon
from stillwatch.features.prior import dense_features
from stillwatch.features.scan import N_WORDS, Scan, scan

Floats = NDArray[np.float32]
Like = Callable[[pa.Array], NDArray[np.bool_]]


class Requests(NamedTuple):
    """Weights as shipped."""

    slots: NDArray[np.uint32]
    """Hash table from features to rows, see `score`."""
    rows: NDArray[np.int8]
    """Quantised weights, shape (features,)."""
    scale: float
    """Unit of `rows`."""
    dense: Floats
    """Weights of `prior.dense_features`."""
    bias: float
    """From which a text with a logit above zero reads like a request."""


@cache
def requests() -> Requests:
    """Load the shipped weights (once a process)."""
    source = files("stillwatch.features").joinpath("requests.npz")
    with source.open("rb") as file, np.load(file) as held:
        return Requests(
            held["slots"], np.ascontiguousarray(held["rows"][:, 0]), float(held["scale"][0]),
            held["dense"][:, 0].astype(np.float32), float(held["bias"][0]),
        )  # fmt: skip


def logits(model: Requests, found: Scan) -> Floats:
    """Return how much n texts read like a request: above zero, they do; NaN without text."""
    out = np.full(len(found.present), np.nan, np.float32)
    _logits(
        found.present, found.counts[:, N_WORDS], found.scores[:, 0], dense_features(found),
        np.float32(model.scale), model.dense, np.float32(model.bias), out,
    )  # fmt: skip
    return out


# row by row, not as a matrix product: those round by the size of the batch
@kernel
def _logits(present, words, scores, features, scale, dense, bias, out):
    for row in range(present.shape[0]):
        if not present[row]:
            continue
        size = np.float32(1 / math.sqrt(max(2 * words[row] + 1, 8)))
        total = bias + np.float32(scores[row]) * scale * size
        for j in range(dense.shape[0]):
            total += features[row, j] * dense[j]
        out[row] = total


def asks(texts: pa.Array, words: Lexicon) -> NDArray[np.bool_]:
    """Tell which texts read like a request, shape (n,)."""
    model = requests()
    every = np.ones(len(texts), np.bool_)
    found = scan(texts, every, words, model.slots, model.rows[:, None])
    return np.asarray(logits(model, found) > 0, np.bool_)


def with_requests(
    text: pa.Array, answers: pa.Array, read: NDArray[np.bool_], words: Lexicon, like: Like
) -> pa.Array:
    """Add to texts those of the answers beside them that read like a request of a harvest.

    What reads like any request may as well be the prose of a document that a tool has fetched.

    Parameters
    ----------
    text
        What customers wrote, shape (n,).
    answers
        What tools returned, `ANSWERS_END` between two, shape (n,).
    read
        Which rows may be read, shape (n,).
    words
        Frame words.
    like
        Tells which texts read like a harvest.
    """
    at = np.flatnonzero(read & np.asarray(answers.is_valid()))
    if not len(at):
        return text
    lists = pc.split_pattern(answers.take(pa.array(at)), ANSWERS_END)
    each = lists.flatten()
    asking = asks(each, words)
    if not asking.any():
        return text
    asking[asking] = like(each.filter(pa.array(asking)))
    if not asking.any():
        return text
    row = at[np.asarray(pc.list_parent_indices(lists))][asking]
    added: dict[int, list[str]] = {}
    for of, said in zip(row.tolist(), each.filter(pa.array(asking)).to_pylist(), strict=True):
        added.setdefault(of, []).append(said)
    # the customer's own words come first, as the instruction before its item
    rows = pa.array(list(added))
    own = text.take(rows).to_pylist()
    joined = [
        "\n".join([*([o] if o else []), *said]) for o, said in zip(own, added.values(), strict=True)
    ]
    mask = np.zeros(len(text), np.bool_)
    mask[list(added)] = True
    return pc.replace_with_mask(text, pa.array(mask), pa.array(joined, text.type))
