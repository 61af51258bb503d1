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
from functools import lru_cache
from itertools import islice
from pathlib import Path

import msgspec

from stillwatch.errors import InputError
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
"""Ids that are looked up at once."""
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
    folder = Path(os.path.abspath(source.path)).parent
    beside = folder.parent / FOLDER
    return beside if folder.name == OF and beside.is_dir() else None


def traces(folder: Path, cut: Cut) -> Traces:
    """Return the traces of a folder; the last one's are kept, for its next file."""
    return _traces(folder, folder.stat().st_mtime_ns, cut)


@lru_cache(maxsize=1)
def _traces(folder: Path, changed: int, cut: Cut) -> Traces:
    files = (path for path in folder.iterdir() if _SUFFIXES.fullmatch(path.suffix) or
             _SUFFIXES.fullmatch(path.with_suffix("").suffix))  # fmt: skip
    return Traces(sorted(path for path in files if path.stat().st_size), cut)


class Traces:
    """Traces by id, read from a file when an observation asks for one that is not there yet.

    Parameters
    ----------
    files
        Files of traces, sorted by name: by time.
    cut
        Cuts a file into blocks.
    """

    def __init__(self, files: list[Path], cut: Cut) -> None:
        self._files, self._cut = files, cut
        self._names = [path.name for path in files]
        self._read = set[Path]()
        # without a name: a file that goes with the connection, once it outgrows its cache
        self._db = sqlite3.connect("", check_same_thread=False)
        self._db.execute("CREATE TABLE traces(id TEXT PRIMARY KEY, record BLOB) WITHOUT ROWID")

    def lend(self, block: RawBlock, source: ByteSource) -> RawBlock:
        """Return a block of observations as lines of traces that each hold one.

        Files are read until all are found: first the one of the observations' own window, then
        those before it, then those after. An observation whose trace is nowhere stays as it is.

        Raises
        ------
        InputError
            A file of traces cannot be read, or the traces find no room.
        """
        try:
            return self._lend(as_lines(block), source)
        except sqlite3.Error as error:
            raise InputError(
                f"its traces cannot be kept meanwhile: {error}",
                path=source.name,
                remedy="set TMPDIR to a folder with more room",
            ) from None

    def _lend(self, block: RawBlock, source: ByteSource) -> RawBlock:
        data = block.data.removeprefix(BOM) if block.first_line == 1 else block.data
        lines = data.split(b"\n")
        named = [_name(line) for line in lines]
        wanted = {name for name in named if name}
        found = self._of(wanted)
        for path in self._nearest(source):
            if len(found) == len(wanted):
                break
            if path not in self._read:
                source.besides.append(self._load(path))
                found |= self._of(wanted - found.keys())
        out = [
            found[name] + line.strip() + b"]}" if name in found else line
            for name, line in zip(named, lines, strict=True)
        ]
        return block._replace(data=b"\n".join(out))

    def _nearest(self, source: ByteSource) -> Iterable[Path]:
        at = bisect_left(self._names, source.path.name)
        own = [path for path in self._files[at : at + 1] if path.name == source.path.name]
        before, after = self._files[:at][::-1], self._files[at + len(own) :]
        order = [*own, *before, *after]
        return order if source.whole else islice(order, FEW)

    def _of(self, ids: set[str]) -> dict[str, bytes]:
        left, found = list(ids), dict[str, bytes]()
        for at in range(0, len(left), AT_ONCE):
            some = left[at : at + AT_ONCE]
            marks = ",".join("?" * len(some))
            rows = self._db.execute(f"SELECT id, record FROM traces WHERE id IN ({marks})", some)
            found.update(rows)
        return found

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
    kept = {key: value for key, value in record.items() if key not in DROPPED}
    return name, msgspec.json.encode(kept)[:-1] + b',"observations":['
