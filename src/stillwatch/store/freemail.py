"""Domains at which anybody may have an e-mail address: to share one says nothing of who one is.

The list (`freemail.txt`) is of plain domains. Where a log's are hashed or pseudonymised none of
its values is one of them, and each is taken for a domain like any other.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from stillwatch.features.hashing import hash_strings, seed_of
from stillwatch.store.links import Links

KIND = "email_domain"
"""The observable that holds them."""


@cache
def domains() -> frozenset[str]:
    """Read the list, once a process."""
    text = files("stillwatch.store").joinpath("freemail.txt").read_text(encoding="utf-8")
    lines = (line for line in text.splitlines() if not line.startswith("#"))
    return frozenset(domain for line in lines for domain in line.split())


@cache
def keys() -> npt.NDArray[np.uint64]:
    """Keys of these domains as observables of logs that are not pseudonymised, ascending."""
    return np.sort(hash_strings(pa.array(sorted(domains())), seed_of(b"", KIND)))


def among(links: Links) -> npt.NDArray[np.bool_]:
    """Which values are a free-mail provider's domain: shape (values,)."""
    out = np.zeros(len(links.key), dtype=bool)
    if KIND in links.types:
        kind = links.kind == links.types.index(KIND)
        out[kind] = np.isin(links.key[kind], keys())
    return out
