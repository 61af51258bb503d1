"""What a signal and an observable are, and what both may look at."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import ClassVar, NamedTuple

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from stillwatch.features.context import Coded, Context

Floats = NDArray[np.float32]
Keys = NDArray[np.uint64]


class Signal(ABC):
    """A number per exchange. One subclass a file of `features/signals`.

    The first line of the docstring states what a high value claims; `unit` says in what.
    """

    name: ClassVar[str]
    """Column `sig_<name>`."""
    unit: ClassVar[str]
    """Unit and range of the value."""

    @abstractmethod
    def compute(self, ctx: Context) -> Floats:
        """Return the signal, float32 of shape (n,), NaN where it is not known."""


class Keyed(NamedTuple):
    """The values of an observable in one batch."""

    keys: Keys
    """Shape (n,): keyed hash of the value; 0: none."""
    shown: Keys
    """Distinct keys that can be shown, shape (m,)."""
    names: pa.Array
    """What to show for them, m strings."""


class Observable(ABC):
    """A value that accounts can share. One subclass a file of `features/observables`."""

    name: ClassVar[str]
    """Column `obs_<name>`, and the type in reports."""
    family: ClassVar[str]
    """`infrastructure`, `content` or `behaviour`."""
    static: ClassVar[bool] = False
    """It belongs to the account and rarely changes (payment, country, …)."""

    @abstractmethod
    def compute(self, ctx: Context) -> Keyed:
        """Return the keys of n exchanges and what to show for them."""


def keyed_column(ctx: Context, name: str, coded: Coded, shown: pa.Array | None = None) -> Keyed:
    """Key a dictionary-coded column: one hash for each distinct value.

    Parameters
    ----------
    ctx
        The batch.
    name
        Name of the observable; the same value of two observables has two keys.
    coded
        Codes of shape (n,), -1 for none, and their distinct values, as strings.
    shown
        What to show for each value; the values themselves by default.
    """
    distinct = ctx.hash(coded.values, name)
    keys = np.append(distinct, np.uint64(0))[coded.codes]
    names = coded.values if shown is None else shown
    used = np.zeros(len(distinct) + 1, np.bool_)
    used[coded.codes] = True
    if not used[:-1].all():
        rows = np.flatnonzero(used[:-1])
        distinct, names = distinct[rows], names.take(pa.array(rows))
    return Keyed(keys, distinct, names)


def keyed_text(ctx: Context, name: str, raw: Keys, excerpts: list[str]) -> Keyed:
    """Key hashes made from text; show redacted excerpts of the sampled exchanges.

    Parameters
    ----------
    raw
        Unkeyed hashes, shape (n,); 0: none.
    excerpts
        One for each of `ctx.sampled`.
    """
    keys = ctx.rekey(raw, name)
    of_sample = keys[ctx.sampled]
    shown, first = np.unique(of_sample, return_index=True)
    some = shown != 0
    names = pa.array([excerpts[i] for i in first[some]], pa.string())
    return Keyed(keys, shown[some], names)
