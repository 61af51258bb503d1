"""Where an account is still named beside the vault: outputs of audits, their states, logs."""

from __future__ import annotations

import html
import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from stillwatch.core.errors import InputError
from stillwatch.ingest.bytesource import ByteSource, Ended


@dataclass
class Found:
    """What a search came to."""

    files: int = 0
    """Files that were looked through."""
    named_in: list[str] = field(default_factory=list)
    """Those that name the account."""
    unread: list[str] = field(default_factory=list)
    """Those that could not be looked through to their end."""


def look(account: str, places: Iterable[Path]) -> Found:
    """Look for an account in all files below some folders; nothing is changed.

    Text is searched as it is, as JSON and as HTML, also in gzip and zstd; Parquet by its columns of
    strings. A pseudonym, or a name inside another archive, is not found.

    Parameters
    ----------
    account
        Id of the account, at least one character.
    places
        Folders or files.

    Raises
    ------
    InputError
        A place is not there.
    """
    found = Found()
    words = {account, html.escape(account), json.dumps(account)[1:-1]}
    raw = {word.encode("utf-8", "surrogatepass") for word in words}
    for place in places:
        if not place.exists():
            raise InputError("no such folder or file", path=str(place))
        files = sorted(place.rglob("*")) if place.is_dir() else [place]
        for path in files:
            if path.is_symlink() or not path.is_file() or not path.stat().st_size:
                continue
            found.files += 1
            try:
                if _parquet(path, account) if path.suffix == ".parquet" else _text(path, raw):
                    found.named_in.append(str(path))
            except (InputError, Ended, OSError, pa.ArrowException):
                found.unread.append(str(path))
    return found


def _text(path: Path, words: set[bytes]) -> bool:
    rest, longest = b"", max(map(len, words))
    for piece in ByteSource(path).chunks():
        data = rest + piece
        if any(word in data for word in words):
            return True
        rest = data[-longest:]
    return False


def _parquet(path: Path, account: str) -> bool:
    with pq.ParquetFile(path) as file:
        return any(
            _holds(column, account) for batch in file.iter_batches() for column in batch.columns
        )


def _holds(column: pa.Array, account: str) -> bool:
    kind = column.type
    if pa.types.is_dictionary(kind):
        return _holds(column.dictionary, account)
    if pa.types.is_string(kind) or pa.types.is_large_string(kind):
        return bool(pc.any(pc.equal(column, account)).as_py())
    if pa.types.is_list(kind) or pa.types.is_large_list(kind):
        return _holds(column.flatten(), account)
    if pa.types.is_struct(kind):
        return any(_holds(part, account) for part in column.flatten())
    return False
