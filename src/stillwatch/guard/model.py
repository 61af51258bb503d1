"""The weights and thresholds of the guard, as fitted by ``bench/train_guard.py``."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from stillwatch.guard.marks import BITS

Floats = NDArray[np.float32]


class Model(NamedTuple):
    """A linear model over concepts, pairs of concepts and words of a window."""

    unit: Floats
    """Weight of each concept, shape (BITS,)."""
    pair: Floats
    """Weight of two concepts in one window, shape (BITS, BITS), upper triangle."""
    close: Floats
    """What is added when they stand close together; same shape."""
    slots: NDArray[np.uint32]
    """Hash table from words and pairs of words to `rows`, see `features.score`."""
    rows: NDArray[np.int8]
    """Quantised weights, shape (features,)."""
    scale: float
    """Unit of `rows`."""
    bias: float
    flag: float
    """Log odds from which a request is flagged."""
    block: float
    """Log odds from which it may be blocked."""

    def weights(self) -> tuple[Any, ...]:
        """Return what the kernel reads."""
        return (*self[:5], np.float32(self.scale), np.float32(self.bias))


def from_arrays(held: dict[str, NDArray[np.generic]]) -> Model:
    """Build a model from the arrays of its file."""
    size = BITS, BITS
    return Model(
        held["unit"].astype(np.float32),
        np.ascontiguousarray(held["pair"].astype(np.float32).reshape(size)),
        np.ascontiguousarray(held["close"].astype(np.float32).reshape(size)),
        np.ascontiguousarray(held["slots"].astype(np.uint32)),
        np.ascontiguousarray(held["rows"].astype(np.int8)),
        *(float(held[name]) for name in ("scale", "bias", "flag", "block")),
    )


@cache
def shipped() -> Model:
    """Load the weights in the package (once a process)."""
    source = files("stillwatch.guard").joinpath("guard.npz")
    with source.open("rb") as file, np.load(file) as held:
        return from_arrays({name: held[name] for name in held.files})
