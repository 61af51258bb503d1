"""What a window test reads in each query: scores of kinds of harvest, a cell, keys, an account."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from stillwatch.features.context import Context, Settings
from stillwatch.features.hashing import hash_strings
from stillwatch.features.prior import Content, Prior
from stillwatch.features.scan import K_CONCEPTS, K_HEAD, K_LINE, K_PAYLOAD, N_WORDS, Scan

Floats = NDArray[np.float32]
Keys = NDArray[np.uint64]

LENGTHS = 8
"""Octaves of length, in words, that a cell tells apart."""


@dataclass(frozen=True)
class Readings:
    """Numbers and hashes of n queries; no text can be read from them."""

    scores: Floats
    """Shape (n, kinds), each in 0 to 1: how much a query is of a kind, see `kinds`."""
    cells: NDArray[np.int64]
    """Shape (n,): likeliest style and octave of length, 0 to styles * `LENGTHS` - 1."""
    templates: Keys
    """Shape (n,): hash of the instruction around the item, names and numbers masked; 0: none."""
    payloads: Keys
    """Shape (n,): near-duplicate key of the item; 0: none."""
    accounts: Keys
    """Shape (n,): hash of who sent it; 0: not known."""

    def __len__(self) -> int:
        """Return the number of queries."""
        return len(self.scores)

    def take(self, rows: NDArray[np.int64] | NDArray[np.bool_]) -> Readings:
        """Return some of the queries, in that order."""
        return Readings(
            self.scores[rows],
            self.cells[rows],
            self.templates[rows],
            self.payloads[rows],
            self.accounts[rows],
        )


def join(parts: Sequence[Readings]) -> Readings:
    """Put readings one after the other; there must be one at least."""
    return Readings(
        np.concatenate([part.scores for part in parts]),
        np.concatenate([part.cells for part in parts]),
        np.concatenate([part.templates for part in parts]),
        np.concatenate([part.payloads for part in parts]),
        np.concatenate([part.accounts for part in parts]),
    )


def kinds(model: Prior) -> list[tuple[str, str]]:
    """Name the columns of `Readings.scores`: family and kind."""
    return [
        ("harvest", "reads like a harvest"),
        ("elicitation", "asks for reasoning or labels"),
        *(("harvest style", f"harvest that reads like {name}") for name in model.styles),
        *(("style", f"reads like {name}") for name in model.styles),
    ]


def read_texts(content: Content, found: Scan, elicitation: Floats, accounts: Keys) -> Readings:
    """Put together what the kernels read in n texts, all of which are present.

    Parameters
    ----------
    content
        Probabilities of the prior for the texts.
    found
        What the kernels read in them.
    elicitation
        Shape (n,): strength of asking for reasoning or labels, 0 to 1.
    accounts
        Shape (n,): who sent them; 0: not known.
    """
    styles = content.styles
    harvest = content.harvest[:, None]
    # a root, since the harvest score only half trusts sources that it has not seen
    scores = np.concatenate([harvest, elicitation[:, None], np.sqrt(styles) * harvest, styles], 1)
    words = np.maximum(found.counts[:, N_WORDS], 1)
    octave = np.clip(np.log2(words).astype(np.int64) - 1, 0, LENGTHS - 1)
    head, line = found.keys[:, K_HEAD], found.keys[:, K_LINE]
    return Readings(
        scores.astype(np.float32),
        styles.argmax(1) * LENGTHS + octave,
        np.where(head != 0, head, line),
        found.keys[:, K_PAYLOAD],
        accounts,
    )


def elicitation_of(found: Scan, weights: Floats) -> Floats:
    """Strength of the concepts asked for: 1 minus the product of (1 - weight), shape (n,)."""
    bits = np.ascontiguousarray(found.keys[:, K_CONCEPTS]).view(np.uint8).reshape(-1, 8)
    asked = np.unpackbits(bits, axis=1, bitorder="little")
    table = -np.log1p(-weights.astype(np.float64))
    return np.asarray(1 - np.exp(-(asked * table).sum(axis=1)), np.float32)


def read(batch: pa.RecordBatch, by: str = "account") -> tuple[Readings, NDArray[np.bool_]]:
    """Read a batch of exchanges.

    Parameters
    ----------
    batch
        Columns of `exchange.SCHEMA`, n rows.
    by
        Column that says who sent an exchange.

    Returns
    -------
    Readings of the exchanges that have text, and which those are, shape (n,).
    """
    some = Context(batch).has_text
    ctx = Context(batch.filter(pa.array(some)), Settings(excerpts=False))
    names = ctx.column(by)
    known = np.asarray(names.is_valid().to_numpy(zero_copy_only=False), np.bool_)
    accounts = np.where(known, hash_strings(names.fill_null(""), 0), np.uint64(0))
    asked = elicitation_of(ctx.text, ctx.lexicon.weights)
    return read_texts(ctx.content, ctx.text, asked, accounts), some
