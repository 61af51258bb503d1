"""One batch of exchanges as signals and observables see it; everything is computed once."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from stillwatch.features.hashing import hash_strings, join_keys, seed_of
from stillwatch.features.lexicon import Lexicon, lexicon
from stillwatch.features.prior import Content, Prior, apply, prior
from stillwatch.features.replies import refusals
from stillwatch.features.requests import with_requests
from stillwatch.features.scan import K_ALL, K_ALL_CONCEPTS, K_CONCEPTS, Scan, describe, scan

Floats = NDArray[np.float32]
Keys = NDArray[np.uint64]

SAMPLE_OF = 16
"""Text is excerpted (redacted) for one exchange in so many, chosen by the hash of its id."""


@dataclass(frozen=True)
class Settings:
    """What changes the outcome of text work."""

    harvest_threshold: float = 0.5
    """An exchange above it falls into the slice of its likeliest capability."""
    split_end_users: frozenset[str] = frozenset()
    """Accounts (resellers) whose end users are judged apart."""
    key: bytes = b""
    """Secret for keyed hashes, at most 64 bytes; hashes of two keys can't be joined."""
    excerpts: bool = True
    """Show frame words of shared templates (never other text)."""


class Coded(NamedTuple):
    """A column as distinct values and codes."""

    codes: NDArray[np.int64]
    """Shape (n,); -1: null."""
    values: pa.Array
    """Distinct values."""


@dataclass(frozen=True)
class Context:
    """A batch and what was read in it."""

    batch: pa.RecordBatch
    """Columns of `exchange.SCHEMA`, n rows."""
    settings: Settings = field(default_factory=Settings)

    @property
    def n(self) -> int:
        """Number of exchanges."""
        return int(self.batch.num_rows)

    def column(self, name: str) -> pa.Array:
        """Return a column of the batch."""
        return self.batch.column(name)

    def coded(self, name: str) -> Coded:
        """Dictionary-code a string column; empty strings count as null."""
        encoded = self.column(name).dictionary_encode()
        codes = encoded.indices.fill_null(-1).to_numpy(zero_copy_only=False).astype(np.int64)
        values = encoded.dictionary
        empty = pc.index(values, pa.scalar("", values.type)).as_py()
        if empty >= 0:
            codes[codes == empty] = -1
        return Coded(codes, values)

    def numbers(self, name: str) -> NDArray[np.float64]:
        """Return a numeric, boolean or time column as float64, NaN for null."""
        column = self.column(name)
        if pa.types.is_timestamp(column.type):
            column = column.cast(pa.int64())
        filled = column.cast(pa.float64()).fill_null(float("nan"))
        return np.asarray(filled.to_numpy(zero_copy_only=False), np.float64)

    def present(self, name: str) -> NDArray[np.bool_]:
        """Tell where a column is not null."""
        return np.asarray(self.column(name).is_valid().to_numpy(zero_copy_only=False), np.bool_)

    def seed(self, purpose: str) -> int:
        """64-bit seed of one purpose under the settings' key."""
        return seed_of(self.settings.key, purpose)

    def hash(self, strings: pa.Array, purpose: str) -> Keys:
        """Keyed hashes of strings, never 0."""
        return hash_strings(strings, self.seed(purpose))

    def rekey(self, raw: Keys, purpose: str) -> Keys:
        """Key unkeyed hashes; 0 stays 0."""
        seed = np.full(len(raw), self.seed(purpose), np.uint64)
        keyed = np.maximum(join_keys(seed, raw), np.uint64(1))
        keyed[raw == 0] = 0
        return keyed

    @cached_property
    def ids(self) -> Keys:
        """Hashes of the exchange ids."""
        return hash_strings(self.column("id"), seed_of(b"", "exchange"))

    @cached_property
    def sampled(self) -> NDArray[np.int64]:
        """Rows whose templates may be excerpted."""
        if not self.settings.excerpts:
            return np.zeros(0, np.int64)
        chosen = ((self.ids >> np.uint64(32)) % np.uint64(SAMPLE_OF) == 0) & self.has_text
        return np.flatnonzero(chosen)

    @cached_property
    def excerpts(self) -> list[list[str]]:
        """Redacted head, tail and line of the sampled rows."""
        return describe(self.said, self.sampled, self.lexicon)

    @cached_property
    def full(self) -> NDArray[np.bool_]:
        """Text of the exchange may be read."""
        full = pc.equal(self.column("content_state"), "full").fill_null(False)
        return np.asarray(full.to_numpy(zero_copy_only=False), np.bool_)

    @cached_property
    def said(self) -> pa.Array:
        """New text: what the customer wrote, and what of a harvest tools returned."""
        text, answers = self.column("text"), self.column("answers")
        if answers.null_count == len(answers):
            return text
        return with_requests(text, answers, self.full, self.lexicon, self._harvest)

    def _harvest(self, texts: pa.Array) -> NDArray[np.bool_]:
        """Tell which texts read like a harvest, shape (n,)."""
        every = np.ones(len(texts), np.bool_)
        held = self.prior
        found = scan(texts, every, self.lexicon, held.slots, held.rows, taught=held.taught)
        content = apply(self.prior, found)
        return np.asarray(content.harvest > self.settings.harvest_threshold, np.bool_)

    @cached_property
    def has_text(self) -> NDArray[np.bool_]:
        """There is new text, not empty, that may be read."""
        length = pc.binary_length(self.said).fill_null(0)
        some = np.asarray(length.to_numpy(zero_copy_only=False), np.int64) > 0
        return np.logical_and(self.full, some)

    @cached_property
    def lexicon(self) -> Lexicon:
        """Frame words."""
        return lexicon()

    @cached_property
    def prior(self) -> Prior:
        """Weights of the content prior."""
        return prior()

    @cached_property
    def text(self) -> Scan:
        """What the kernels read in the new text."""
        held = self.prior
        return scan(
            self.said, self.has_text, self.lexicon, held.slots, held.rows, taught=held.taught
        )

    @cached_property
    def content(self) -> Content:
        """Probabilities of the prior."""
        return apply(self.prior, self.text)

    @cached_property
    def system(self) -> Scan:
        """What the kernels read in the system messages, by row (without prior scores)."""
        coded = self.coded("system")
        every = np.ones(len(coded.values), np.bool_)
        found = scan(coded.values, every, self.lexicon, self.prior.slots, _NO_ROWS, True)
        used = (coded.codes >= 0) & self.full
        row = np.where(used, coded.codes, len(every))
        return Scan(
            used,
            np.append(found.counts, np.zeros((1, found.counts.shape[1]), np.int64), 0)[row],
            np.append(found.keys, np.zeros((1, found.keys.shape[1]), np.uint64), 0)[row],
            np.append(found.chars, np.float32(0))[row],
            np.zeros((self.n, 0), np.int32),
            np.zeros((self.n, 0), np.float32),
        )

    @cached_property
    def concepts(self) -> Keys:
        """Concepts asked for at the ends of the text or in the system message, as bits."""
        system = self.system.keys[:, K_ALL_CONCEPTS]
        return np.where(self.has_text, self.text.keys[:, K_CONCEPTS] | system, np.uint64(0))

    @cached_property
    def refusals(self) -> Floats:
        """Replies that read like a refusal, 1 or 0."""
        return refusals(self.column("output"))

    @cached_property
    def system_key(self) -> Keys:
        """Unkeyed hash of the masked words of the system message; 0: none."""
        return self.system.keys[:, K_ALL]


_NO_ROWS = np.zeros((0, 0), np.int8)
