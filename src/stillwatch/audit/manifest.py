"""What a state says of itself: one small file that is replaced as a whole.

A state is what this file names and nothing else, so that replacing it is the one moment at which
a run counts: what a killed run left behind is not named, and is removed by the next one.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from stillwatch.core import disk
from stillwatch.core.errors import InputError, shown
from stillwatch.ingest.ledger import IngestReport

FORMAT = 1
"""Version of the folder's layout and of both files."""

ANEW = "move it away and audit the logs of the days that are to be judged with a new --state"
"""The remedy for a state that cannot be used."""

Body = TypeVar("Body", bound=msgspec.Struct)


class Part(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A Parquet file of a run."""

    kind: str
    """`rows`, `ids`, `values` or `names`."""
    path: str
    """Below the state's folder."""
    last: int
    """Latest day since 1970 in it."""
    bytes: int
    sha256: str


class Run(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What one audit read."""

    number: int
    until: int
    """Latest day known once it had been read."""
    report: IngestReport
    parts: tuple[Part, ...]
    late: int
    """Exchanges of an hour before the latest that had been known: the past that they change."""
    older: int
    """Exchanges that lay before the days that are judged."""
    oldest: int | None
    """Earliest day of those."""


class Manifest(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """All that a state consists of."""

    text: str = ""
    """Digest of what text work makes of a few exchanges: rows of two versions do not mix."""
    key: str = ""
    """What tells the pseudonymisation key from others; empty: identifiers are kept."""
    runs: tuple[Run, ...] = ()
    number: int = 0
    """Runs so far, those that have left the window among them."""
    days: dict[int, int] = {}
    """Exchanges of each day that is judged."""
    last: int = -1
    """Latest hour since 1970 with an exchange."""
    since: int | None = None
    """First day that is judged; null: nothing was ever left out."""
    keep: int | None = None
    """Days that were last asked for; null: never said."""


def save(path: Path, body: msgspec.Struct) -> None:
    """Replace a file of the state."""
    said = msgspec.to_builtins(body, str_keys=True)
    told = {"format": FORMAT, "sha256": _digest(said), "body": said}
    disk.replace(path, json.dumps(told, separators=(",", ":")).encode() + b"\n")


def load(path: Path, kind: type[Body]) -> Body | None:
    """Read a file of the state; None if there is none.

    Raises
    ------
    InputError
        It is damaged, or of another version.
    """
    try:
        told = json.loads(path.read_bytes())
        if told["format"] != FORMAT:
            raise InputError(
                f"the state is of format {told['format']}, and this version reads {FORMAT}",
                path=shown(path), remedy=ANEW,
            )  # fmt: skip
        if told["sha256"] != _digest(told["body"]):
            raise ValueError
        return msgspec.convert(told["body"], kind, str_keys=True, strict=False)
    except FileNotFoundError:
        return None
    except (ValueError, LookupError, TypeError, RecursionError):
        raise InputError("the state is damaged", path=shown(path), remedy=ANEW) from None


def _digest(body: Any) -> str:
    return hashlib.sha256(json.dumps(body, sort_keys=True).encode()).hexdigest()
