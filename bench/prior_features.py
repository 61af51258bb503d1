"""Training side of the prior's features: the same kernels, as a sparse matrix."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import scipy.sparse as sp
from numba import njit
from numpy.typing import NDArray

from stillwatch.features import score, tokens
from stillwatch.features.hashing import buffers
from stillwatch.features.lexicon import lexicon
from stillwatch.features.prior import dense_features
from stillwatch.features.scan import scan
from stillwatch.features.unicode import tables


@njit
def _features(offsets, data, kind, fold, out, ends_at):  # type: ignore[no-untyped-def]
    words, stems = np.empty(tokens.MAX_WORDS, np.uint64), np.empty(tokens.MAX_WORDS, np.uint64)
    flags = np.empty(tokens.MAX_WORDS, np.uint8)
    starts, ends = np.empty(tokens.MAX_WORDS, np.int64), np.empty(tokens.MAX_WORDS, np.int64)
    tally = np.empty(tokens.COUNTS, np.int64)
    held = np.empty(2 * tokens.MAX_WORDS + 1, np.uint64)
    at = 0
    for row in range(offsets.shape[0] - 1):
        count = tokens.tokenize_text(
            data,
            offsets[row],
            offsets[row + 1],
            kind,
            fold,
            words,
            stems,
            flags,
            starts,
            ends,
            tally,
        )
        n = score.feature_hashes(words, flags, starts, ends, count, held)
        out[at : at + n] = held[:n]
        at += n
        ends_at[row] = at
    return at


def ngrams(texts: list[str]) -> tuple[NDArray[np.uint64], NDArray[np.int64]]:
    """Feature hashes of all texts, one after the other, and where each text ends."""
    array = pa.array(texts, pa.large_string())
    offsets, data = buffers(array)
    table = tables()
    room = sum(2 * min(len(t.encode()), 4100) + 3 for t in texts)
    out, ends_at = np.empty(room, np.uint64), np.empty(len(texts), np.int64)
    used = _features(offsets, data, table.kind, table.fold, out, ends_at)
    return out[:used], ends_at


def dense(texts: list[str]) -> NDArray[np.float32]:
    """`prior.dense_features` of texts."""
    array = pa.array(texts, pa.large_string())
    none = np.zeros((0, 0), np.int8)
    found = scan(array, np.ones(len(texts), bool), lexicon(), np.zeros(2, np.uint32), none)
    return dense_features(found)


def matrix(
    hashes: NDArray[np.uint64], ends_at: NDArray[np.int64], vocabulary: NDArray[np.uint64]
) -> sp.csr_matrix:
    """Count the vocabulary's features, over the square root of all features of the text.

    `vocabulary` is sorted. Shape (texts, features).
    """
    column = np.minimum(np.searchsorted(vocabulary, hashes), len(vocabulary) - 1)
    known = vocabulary[column] == hashes
    sizes = np.diff(np.concatenate([[0], ends_at]))
    row = np.repeat(np.arange(len(sizes)), sizes)
    value = (1 / np.sqrt(np.maximum(sizes, 8)))[row].astype(np.float32)
    shape = (len(sizes), len(vocabulary))
    return sp.csr_matrix((value[known], (row[known], column[known])), shape=shape)
