"""The list of observables to watch: made from bundles and collections, read by an audit."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import msgspec

from stillwatch.core.errors import InputError, shown
from stillwatch.proof.share.bundle import Origin, Unread, Watched
from stillwatch.proof.share.files import MEGABYTE, decode, dump, read
from stillwatch.proof.share.observables import canonical
from stillwatch.proof.share.vocabulary import STRICTNESS
from stillwatch.report.wording import instant

LARGEST = 128 * MEGABYTE
MOST = 200_000
"""Observables of one list: what an audit looks for in one pass."""


class WatchList(msgspec.Struct, frozen=True, kw_only=True):
    """Observables to watch, from whom, and what was not understood."""

    version: int = 1
    observables: tuple[Watched, ...]
    unread: tuple[Unread, ...] = ()
    origins: tuple[Origin, ...] = ()


def merged(parts: Iterable[tuple[Origin, list[Watched | Unread]]]) -> WatchList:
    """Join what was read from several places. The same value from two sharers stays twice.

    Raises
    ------
    InputError
        There are more than `MOST` observables.
    """
    origins, watched, unread = [], [], []
    for origin, rows in parts:
        origins.append(origin)
        for row in rows:
            if isinstance(row, Watched):
                watched.append(row)
            else:
                unread.append(row)
        if len(watched) > MOST:
            raise InputError(f"more than {MOST:,} observables in all", path=origin.name)
    return WatchList(
        observables=tuple(dict.fromkeys(watched)), unread=tuple(unread), origins=tuple(origins)
    )


def write(path: Path, watch: WatchList) -> None:
    """Write a list, mode 0600."""
    dump(path, watch)


def load(path: Path) -> WatchList:
    """Read a list, holding each value against its form again: anybody may have written it.

    Raises
    ------
    InputError
        It is no such list.
    """
    found: WatchList = decode(
        read(path, LARGEST), WatchList, path, "a list made by stillwatch share watch"
    )
    if found.version != 1:
        raise InputError(f"version {found.version} of a list of observables", path=shown(path),
                         remedy="make it again with stillwatch share watch")  # fmt: skip
    if len(found.observables) > MOST:
        raise InputError(f"more than {MOST:,} observables", path=shown(path))
    for row in found.observables:
        value = canonical(row.type, row.value)
        dated = row.valid_until is None or instant(row.valid_until) is not None
        if value is None or value.value != row.value or row.tlp not in STRICTNESS or not dated:
            raise InputError(
                "an observable that is not in the form of its type", path=shown(path),
                remedy="make it again with stillwatch share watch",
            )  # fmt: skip
    return found
