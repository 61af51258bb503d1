"""The traces of Langfuse's legacy export, lent to the observations that stand in another folder.

`traces/` lies beside `observations/`, and has a file for each window. Observations name their
trace and nothing of it; user, session, tags and metadata are the trace's. Traces wait in a
temporary database, of which a few megabytes are in memory, without what they asked and answered.
"""

from __future__ import annotations

import os
import re
import sqlite3
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path

import msgspec

from stillwatch.core.errors import InputError, shown
from stillwatch.ingest.base import RawBlock
from stillwatch.ingest.bounds import crowded
from stillwatch.ingest.bytesource import ByteSource, LogFile
from stillwatch.ingest.langfuse_rows import as_lines
from stillwatch.ingest.linelog import BOM

FOLDER, OF = "traces", "observations"
"""Folders of traces, and of the observations that they are lent to."""
DROPPED = ("input", "output", "observations")
"""What of a trace is not lent: the observations have what was asked and answered."""
AT_ONCE = 500
"""Observations whose traces are looked up at once."""
LENT = 64 << 10
"""Bytes of a trace that are lent at most: many observations may have one, and each gets a copy."""
FEW = 2
"""Files of traces that are looked into where a log is only looked at: the observations' own, and
the one before it."""


class _Named(msgspec.Struct, gc=False):
    trace_id: str | None = None


_SUFFIXES = re.compile(r"\.(parquet|jsonl?|csv)")
_observation = msgspec.json.Decoder(_Named).decode
_trace = msgspec.json.Decoder(dict[str, msgspec.Raw]).decode
_text = msgspec.json.Decoder(str).decode
Cut = Callable[[ByteSource], Iterator[RawBlock]]


def folder_beside(source: ByteSource) -> Path | None:
    """Return the folder of traces that belong to a file of legacy observations, or null."""
    folder = source.path.parent
    if not folder.name:  # the files were named from within
        folder = Path(os.path.abspath(folder))
    beside = folder.parent / FOLDER
    return beside if folder.name == OF and beside.is_dir() else None


def traces(folder: Path, source: ByteSource, cut: Cut) -> Traces:
    """Return the traces of a folder; one folder's are kept, for the next file of the same reading.

    Raises
    ------
    InputError
        The folder cannot be looked into.
    """
    held: Traces | None = source.kept.get(FOLDER)
    if held is None or held.folder != folder:
        source.kept[FOLDER] = held = Traces(folder, cut)
    return held


def _files(folder: Path) -> list[Path]:
    """Return the files of traces in a folder, sorted by name."""
    try:
        found = [path for path in folder.iterdir() if _SUFFIXES.fullmatch(path.suffix) or
                 _SUFFIXES.fullmatch(path.with_suffix("").suffix)]  # fmt: skip
        # a link to nothing is told of where it is itself among the files of the log
        return sorted(path for path in found if path.is_file() and path.stat().st_size)
    except OSError as error:
        why = (error.strerror or "cannot be read").lower()
        raise InputError(why, path=shown(folder)) from None


class Traces:
    """Traces by id, read from a file when an observation asks for one that is not there yet.

    Parameters
    ----------
    folder
        Where their files lie; sorted by name they are by time.
    cut
        Cuts a file into blocks.
    """

    def __init__(self, folder: Path, cut: Cut) -> None:
        self.folder, self._cut = folder, cut
        self._files = _files(folder)
        self._names = [path.name for path in self._files]
        self._read = set[Path]()
        # without a name: a file that goes with the connection, once it outgrows its cache
        self._db = sqlite3.connect("", check_same_thread=False)
        self._db.execute("CREATE TABLE traces(id TEXT PRIMARY KEY, record BLOB) WITHOUT ROWID")

    def lend(self, block: RawBlock, source: ByteSource, block_bytes: int) -> Iterator[RawBlock]:
        """Yield a block of observations as blocks of lines of traces that each hold one.

        Files are read until all are found: first the one of the observations' own window, then
        those before it, then those after. An observation whose trace is nowhere stays as it is.

        Raises
        ------
        InputError
            A file of traces cannot be read, or the traces find no room.
        """
        try:
            yield from self._lend(as_lines(block), source, block_bytes)
        except sqlite3.Error as error:
            raise InputError(
                f"its traces cannot be kept meanwhile: {error}",
                path=source.name,
                remedy="set TMPDIR to a folder with more room",
            ) from None

    def _lend(self, block: RawBlock, source: ByteSource, block_bytes: int) -> Iterator[RawBlock]:
        data = block.data.removeprefix(BOM) if block.first_line == 1 else block.data
        lines, first, problems = data.split(b"\n"), block.first_line, block.problems
        held, size = list[bytes](), 0
        for at in range(0, len(lines), AT_ONCE):
            some = lines[at : at + AT_ONCE]
            named = [_name(line) for line in some]
            found = self._wanted({name for name in named if name}, source)
            for name, line in zip(named, some, strict=True):
                if size >= block_bytes:  # many may have one long trace
                    data = b"\n".join([*held, b""])
                    yield block._replace(data=data, first_line=first, problems=problems)
                    first, held, size, problems = first + len(held), [], 0, ()
                held.append(found[name] + line.strip() + b"]}" if name in found else line)
                size += len(held[-1])
        yield block._replace(data=b"\n".join(held), first_line=first, problems=problems)

    def _wanted(self, wanted: set[str], source: ByteSource) -> dict[str, bytes]:
        """Return traces by id, reading files until all are found or none is left."""
        found = self._of(wanted)
        for path in self._nearest(source):
            if len(found) == len(wanted):
                break
            if path not in self._read:
                source.besides.append(self._load(path))
                found |= self._of(wanted - found.keys())
        return found

    def _nearest(self, source: ByteSource) -> Iterable[Path]:
        at = bisect_left(self._names, source.path.name)
        own = [path for path in self._files[at : at + 1] if path.name == source.path.name]
        before, after = self._files[:at][::-1], self._files[at + len(own) :]
        order = [*own, *before, *after]
        return order if source.whole else islice(order, FEW)

    def _of(self, ids: set[str]) -> dict[str, bytes]:
        marks = ",".join("?" * len(ids))
        rows = self._db.execute(f"SELECT id, record FROM traces WHERE id IN ({marks})", list(ids))
        return dict(rows)

    def _load(self, path: Path) -> LogFile:
        source = ByteSource(path)
        with self._db:
            for block in self._cut(source):
                rows = (row for line in as_lines(block).data.split(b"\n") if (row := _row(line)))
                self._db.executemany("INSERT OR IGNORE INTO traces VALUES (?, ?)", rows)
        self._read.add(path)
        return LogFile(source.name, source.sha256, source.size, "langfuse")


def _name(line: bytes) -> str | None:
    """Return the trace that an observation names."""
    try:
        return _observation(line).trace_id
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return None


def _row(line: bytes) -> tuple[str, bytes] | None:
    """Return a trace's id, and its record up to where an observation of it goes."""
    try:
        record = {} if crowded(line) else _trace(line)
        name = _text(record["id"])
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError, KeyError):
        return None  # whoever reads the file for itself says so
    kept, left = dict[str, msgspec.Raw](), LENT
    given = ((len(bytes(value)), key) for key, value in record.items() if key not in DROPPED)
    for size, key in sorted(given):  # short ones first: none that is long keeps out who asked
        left -= len(key) + size
        if left >= 0:
            kept[key] = record[key]
    return name, msgspec.json.encode(kept)[:-1] + b',"observations":['
