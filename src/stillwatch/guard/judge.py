"""The guard: judge one request, or many texts at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from stillwatch.features.hashing import buffers
from stillwatch.guard.concepts import TARGETS
from stillwatch.guard.hints import NAMES
from stillwatch.guard.model import Model, shipped
from stillwatch.guard.phrases import concepts
from stillwatch.guard.readings import Reading, readings
from stillwatch.guard.scan import READ_HEAD, READ_TAIL, Found, judge, tables_of

LEVELS = ("allow", "flag", "block")
"""From nothing seen, over worth a look, to sure enough to be refused."""
_REASONS = 6
_ORDER = {**dict.fromkeys(TARGETS, 0), "technique": 1, "manner": 2, "goods": 3}


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the guard says of one request."""

    level: str
    """One of `LEVELS`."""
    score: float
    """Log odds of the strongest window, less the logarithm of how many there were: higher is
    worse."""
    seeks: tuple[str, ...] = ()
    """What it is after: of `instructions`, `reasoning`, `training`; empty when allowed."""
    reasons: tuple[str, ...] = ()
    """Why, in plain words, the weightiest first; empty when allowed."""
    message: int | None = None
    """Place in the request of the message that it rests on, from 0; none when allowed."""


ALLOWED = Verdict("allow", float("-inf"))


def _read_of(text: str) -> str:
    """Leave out what the kernel would not read of a long text: a character has a byte or more."""
    if len(text) <= READ_HEAD + READ_TAIL + 8:
        return text
    return text[: READ_HEAD + 4] + text[-READ_TAIL - 4 :]


class Verdicts(NamedTuple):
    """What the guard says of n texts."""

    level: NDArray[np.uint8]
    """Index into `LEVELS`, shape (n,)."""
    score: NDArray[np.float32]
    """See `Verdict.score`; minus infinity where nothing is there to judge, shape (n,)."""
    found: Found
    """Concepts and encodings behind it."""


class Guard:
    """Judges requests for attempts to coax out instructions, hidden reasoning or training traces.

    Holds no state: a verdict depends on the request alone.

    Parameters
    ----------
    model
        Weights and thresholds; without, those in the package.

    Examples
    --------
    >>> Guard().judge("How do I boil an egg, step by step?").level
    'allow'
    """

    def __init__(self, model: Model | None = None) -> None:
        self._model = model or shipped()
        self._concepts = concepts()
        self._tables = tables_of(self._concepts)
        self._weights = self._model.weights()

    def judge(self, request: str | Sequence[Mapping[str, Any]]) -> Verdict:
        """Judge one request: a text, or the messages of a conversation.

        Parameters
        ----------
        request
            A text, or mappings with `role` and `content` (text or content parts), in order.
        """
        return self.weigh(request)[0]

    def weigh(self, request: str | Sequence[Mapping[str, Any]]) -> tuple[Verdict, int]:
        """Judge one request, and say which concepts its score rests on: a number for each set."""
        texts = [Reading(request, ((0, 0),))] if isinstance(request, str) else readings(request)
        if not texts:
            return ALLOWED, 0
        encoded = [_read_of(reading.text).encode("utf-8", "replace") for reading in texts]
        offsets = np.zeros(len(encoded) + 1, np.int64)
        np.cumsum([len(text) for text in encoded], out=offsets[1:])
        data = np.frombuffer(b"".join(encoded) or b"\0", np.uint8)
        found = judge(offsets, data, self._tables, self._weights)
        best = int(found.score.argmax())
        score = float(found.score[best])
        level = self._level(score)
        if level == 0:
            return Verdict("allow", score), int(found.mask[best])
        seeks, reasons = self.explain(int(found.mask[best]), int(found.how[best]))
        # a message that reaches the level by itself is named, not the first it is read with
        alone = [k for k, text in enumerate(texts) if len(text.parts) == 1]
        alone = [k for k in alone if self._level(float(found.score[k])) == level]
        named = max(alone, key=lambda k: float(found.score[k]), default=best)
        place = texts[named].message_at(int(found.at[named]))
        verdict = Verdict(LEVELS[level], score, seeks, reasons, place)
        return verdict, int(found.mask[best])

    def judge_many(self, texts: pa.Array) -> Verdicts:
        """Judge many texts, each by itself.

        Parameters
        ----------
        texts
            Arrow array of strings, shape (n,); null is nothing to judge.
        """
        if isinstance(texts, pa.ChunkedArray):
            texts = texts.combine_chunks()
        offsets, data = buffers(texts)
        found = judge(offsets, data, self._tables, self._weights)
        score = found.score
        level = (score >= self._model.flag).astype(np.uint8) + (score >= self._model.block)
        return Verdicts(level.astype(np.uint8), score, found)

    def _level(self, score: float) -> int:
        return (score >= self._model.flag) + (score >= self._model.block)

    def explain(self, mask: int, how: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Say what concepts and encodings mean: what is sought, and the reasons.

        Parameters
        ----------
        mask, how
            One row of `scan.Found`.
        """
        known = self._concepts.concepts
        held = [k for k in range(len(known)) if mask >> k & 1]
        pair = self._model.pair + self._model.pair.T
        weight = {k: float(self._model.unit[k] + pair[k, held].sum() / 2) for k in held}
        order = sorted(held, key=lambda k: (_ORDER.get(known[k].role, 9), -weight[k]))
        seeks = tuple(t for t in TARGETS if any(known[k].role == t for k in held))
        # weaker words alone: instructions or reasoning, as the concept's name says
        seeks = seeks or tuple(known[k].name for k in held if known[k].name in TARGETS)
        if not seeks and any(known[k].role == "goods" for k in held):
            seeks = ("training",)
        reasons = [f"it is hidden: {NAMES[bit]}" for bit in range(8) if how >> bit & 1]
        for k in order:
            role = known[k].role
            if role in TARGETS:
                reasons.append(f"it is after {known[k].words}")
            elif role in ("technique", "manner"):
                reasons.append(f"{role}: {known[k].words}")
            elif role == "goods" and "training" in seeks:
                reasons.append(f"it orders {known[k].words}")
        return seeks, tuple(reasons[:_REASONS])
