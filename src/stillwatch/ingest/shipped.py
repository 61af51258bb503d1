"""Maps that come with the package, by name: one TOML file a platform, in the folder `maps`.

A file's `[about]` has a `title` and `signs`: lists of names, of which a record that the map fits
has all of one list at its top.
"""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pyarrow as pa
import pyarrow.parquet as pq

from stillwatch.core.errors import InputError
from stillwatch.ingest.bytesource import ByteSource
from stillwatch.ingest.csv import header_names
from stillwatch.ingest.linelog import BOM, first_names

FOLDER = Path(__file__).parent / "maps"


class Shipped(NamedTuple):
    """A map that comes with the package."""

    name: str
    """What `--map` calls it."""
    path: Path
    title: str
    """What writes such a log, after "this looks like"."""
    signs: tuple[frozenset[str], ...]
    """Sets of names: a record that it fits has all of one set at its top."""


@cache
def shipped() -> dict[str, Shipped]:
    """Return every map that comes with the package, by name."""
    found = {}
    for path in sorted(FOLDER.glob("*.toml")):
        about = tomllib.loads(path.read_text(encoding="utf-8"))["about"]
        signs = tuple(map(frozenset, about["signs"]))
        found[path.stem] = Shipped(path.stem, path, about["title"], signs)
    return found


def fitting(path: Path) -> Shipped | None:
    """Return the map that fits a file by the names of its first record; null where none does."""
    try:
        names = _names(path)
    except (InputError, OSError, pa.ArrowException):
        return None
    return next((m for m in shipped().values() if any(s <= names for s in m.signs)), None)


def hint(path: Path) -> str:
    """Return what to do about a file that a shipped map fits; empty where none does."""
    found = fitting(path)
    return f"it looks like {found.title}: give --map {found.name}" if found else ""


def _names(path: Path) -> frozenset[str]:
    head = ByteSource(path).head().removeprefix(BOM)
    if head.startswith(b"PAR1"):
        return frozenset(pq.read_schema(path).names)
    return first_names(head) if head.lstrip()[:1] in (b"{", b"[") else header_names(head)
