"""The traces of Langfuse's legacy export, lent to the observations that stand in another folder.

`traces/` lies beside `observations/`, and has a file for each window. Observations name their
trace and nothing of it; user, session, tags and metadata are the trace's. Traces wait in a
temporary database, of which a few megabytes are in memory, without what they asked and answered.
"""

from __future__ import annotations

import os
import sqlite3
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from itertools import chain, islice
from pathlib import Path
from typing import NamedTuple

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


_observation = msgspec.json.Decoder(_Named).decode
_trace = msgspec.json.Decoder(dict[str, msgspec.Raw]).decode
_text = msgspec.json.Decoder(str).decode
Cut = Callable[[ByteSource], Iterator[RawBlock]]


class Stamp(NamedTuple):
    """A file as it was."""

    path: Path
    size: int
    changed: int


def files_beside(source: ByteSource) -> tuple[Stamp, ...]:
    """Return the files of traces that belong to a file of legacy observations, sorted; or none."""
    folder = Path(os.path.abspath(source.path)).parent
    beside = folder.parent / FOLDER
    if folder.name != OF or not beside.is_dir():
        return ()
    found = sorted(p for p in beside.iterdir() if p.is_file() and p.name[:1] not in "._")
    kept = ((path, path.stat()) for path in found)
    return tuple(Stamp(path, s.st_size, s.st_mtime_ns) for path, s in kept if s.st_size)


@lru_cache(maxsize=1)
def traces(files: tuple[Stamp, ...], cut: Cut) -> Traces:
    """Return the traces of some files: those of the last folder are kept, for its next file."""
    return Traces([stamp.path for stamp in files], cut)


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
        self.read: dict[str, LogFile] = {}
        """Files that were read, by name."""
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
        finally:
            source.besides += [file for file in self.read.values() if file not in source.besides]

    def _lend(self, block: RawBlock, source: ByteSource) -> RawBlock:
        data = block.data.removeprefix(BOM) if block.first_line == 1 else block.data
        lines = data.split(b"\n")
        named = [_name(line) for line in lines]
        wanted = {name for name in named if name}
        found: dict[str, bytes] = {}
        for path in chain([None], self._nearest(source)):
            if path is not None and not self._load(path):
                continue
            found |= self._of(wanted - found.keys())
            if len(found) == len(wanted):
                break
        out = [
            found[name] + line.strip() + b"]}" if name in found else line
            for name, line in zip(named, lines, strict=True)
        ]
        return block._replace(data=b"\n".join(out))

    def _nearest(self, source: ByteSource) -> Iterable[Path]:
        at = bisect_left([path.name for path in self._files], source.path.name)
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

    def _load(self, path: Path) -> bool:
        """Read a file's traces, once; whether it had not been read."""
        source = ByteSource(path)
        if source.name in self.read:
            return False
        with self._db:
            for block in self._cut(source):
                rows = (row for line in as_lines(block).data.split(b"\n") if (row := _row(line)))
                self._db.executemany("INSERT OR IGNORE INTO traces VALUES (?, ?)", rows)
        self.read[source.name] = LogFile(source.name, source.sha256, source.size, "langfuse")
        return True


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
