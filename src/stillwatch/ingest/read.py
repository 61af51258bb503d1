"""Reading logs of any format: paths in, batches of exchanges out, with an account of it.

In one process, iterate over `open_logs`. To parse in several, send the blocks of `raw_blocks`
to workers that call `parse_block` (both are picklable and know nothing of each other), and hand
the results, in order, to one `Ledger`:

>>> from pathlib import Path
>>> ledger, source = Ledger(), raw_blocks([])
>>> for parsed in map(parse_block, source):  # or the map of a process pool
...     fresh = ledger.admit(parsed)
"""

from __future__ import annotations

import gc
import os
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pyarrow as pa

from stillwatch.core.errors import InputError, UsageError, shown
from stillwatch.core.registry import discover
from stillwatch.ingest.base import BLOCK_BYTES, LogFormat, ParsedBlock, RawBlock
from stillwatch.ingest.bodies import without_bodies
from stillwatch.ingest.bytesource import ByteSource, LogFile
from stillwatch.ingest.ledger import IngestReport, Ledger
from stillwatch.ingest.mapping import Mapping
from stillwatch.ingest.marks import mark
from stillwatch.ingest.pseudonyms import pseudonymise_batch
from stillwatch.ingest.shipped import hint

LOG_NAMES = (".jsonl", ".ndjson", ".json", ".log", ".parquet", ".pq")
"""Suffixes of the files that a directory stands for, with `.gz` or `.zst` after them or not."""
Progress = Callable[[str, float, float, int], None]
"""Called with a stage, bytes done, bytes in all, and exchanges."""
BATCH_BYTES = 256 << 20
"""Bytes from which a batch is cut short of its rows: Arrow's strings end at 2 GiB."""
TABLE_NAMES = (".csv", ".tsv")
"""Suffixes of the files that it stands for too where there is a map to read them with, or their
header is known (Langfuse's)."""
_DELIVERED = re.compile(
    r"\d{6}\.gz|.+(?:-\d\d){5}-[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}(?:\.gz|\.zst)?"
)
"""Names that CloudWatch Logs' exports, and Firehose, give to files, without a log's ending."""
NOT_LOGS = (
    "truth", "accounts", "end_users", "summary", "campaigns", "edge", "settings", "verdicts",
)  # fmt: skip
"""Files that lie beside logs under these names are no logs."""


def open_logs(
    paths: list[Path],
    *,
    strict: bool = False,
    format: str | None = None,
    mapping: Mapping | None = None,
    batch_rows: int = 32_768,
    pseudonymise: bytes | None = None,
) -> LogReader:
    """Open logs for reading in this process.

    Parameters
    ----------
    paths
        Files, or directories that stand for the log files in them, sorted by name.
    strict
        Stop at the first malformed line.
    format
        Name of a `LogFormat`; by default each file is recognised.
    mapping
        Fields that come from elsewhere in a record than the format has them.
    batch_rows
        Rows in a batch (the last may have fewer).
    pseudonymise
        Key under which identifiers are replaced; null leaves them.

    Raises
    ------
    InputError
        A path is missing, empty or not a log.
    UsageError
        There is no such format.
    """
    blocks = raw_blocks(paths, format=format, mapping=mapping)
    return LogReader(blocks, strict, batch_rows, pseudonymise)


def raw_blocks(
    paths: list[Path],
    *,
    format: str | None = None,
    mapping: Mapping | None = None,
    block_bytes: int = BLOCK_BYTES,
) -> BlockReader:
    """Open logs for reading block by block, unparsed. Parameters as for `open_logs`."""
    names = LOG_NAMES if mapping is None else (*LOG_NAMES, *TABLE_NAMES)
    return BlockReader(expand(paths, names), format, mapping, block_bytes)


def parse_block(block: RawBlock, pseudonymise: bytes | None = None) -> ParsedBlock:
    """Parse a block in whatever process; depends on nothing but its arguments."""
    with _collector_paused():
        parsed = formats()[block.format]().parse(block)
    if pseudonymise is None:
        return parsed
    batch = pseudonymise_batch(parsed.batch, pseudonymise)
    # marks may be kept: nobody must be able to make them of a guessed name
    return parsed._replace(batch=batch, marks=mark(batch))


@contextmanager
def _collector_paused() -> Iterator[None]:
    """Hold the cycle collector off: decoded records have no cycles, and its passes cost double."""
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()


def formats() -> dict[str, type[LogFormat]]:
    """Return every log format by name."""
    return discover("stillwatch.ingest", LogFormat)


class BlockReader:
    """Blocks of some files, in order; can be iterated once.

    Every file is opened and recognised at once, so that a wrong path fails before any work.
    """

    def __init__(
        self, paths: list[Path], format: str | None, mapping: Mapping | None, block_bytes: int
    ) -> None:
        self._block_bytes, self._mapping = block_bytes, mapping
        self._sources = [(ByteSource(path), recognise(path, format, mapping)) for path in paths]
        kept = dict[str, Any]()
        for source, _ in self._sources:
            source.kept = kept
        self.total_bytes = sum(source.size for source, _ in self._sources)
        """Bytes of all files on disk."""
        self.done_bytes = 0
        """Bytes on disk whose blocks have been handed out."""
        self.files: list[LogFile] = []
        """Files that have been read to their end."""

    def __iter__(self) -> Iterator[RawBlock]:
        """Yield the blocks of each file in turn."""
        before, listed = 0, {os.path.realpath(source.path) for source, _ in self._sources}
        for source, kind in self._sources:
            mapping = self._mapping and self._mapping.of_format(kind.name)
            for block in kind().blocks(source, self._block_bytes):
                self.done_bytes = before + block.raw_end
                yield block._replace(mapping=mapping)
            before += source.size
            self.done_bytes = before
            self.files.append(LogFile(source.name, source.sha256, source.size, kind.name))
            for file in source.besides:
                if (place := os.path.realpath(file.path)) not in listed:
                    self.files.append(file)
                    listed.add(place)


class LogReader:
    """Batches of exchanges of some logs; can be iterated once."""

    def __init__(
        self, blocks: BlockReader, strict: bool, batch_rows: int, pseudonymise: bytes | None
    ) -> None:
        self._blocks, self._ledger = blocks, Ledger(strict=strict)
        self._batch_rows, self._key = batch_rows, pseudonymise
        self._report: IngestReport | None = None

    @property
    def total_bytes(self) -> int:
        """Bytes of all files on disk."""
        return self._blocks.total_bytes

    @property
    def done_bytes(self) -> int:
        """Bytes on disk that have been handed out."""
        return self._blocks.done_bytes

    @property
    def report(self) -> IngestReport:
        """What was read; complete once the reader has been iterated to its end.

        Raises
        ------
        UsageError
            It has not.
        """
        if self._report is None:
            raise UsageError("the log has not been read to its end yet")
        return self._report

    def __iter__(self) -> Iterator[pa.RecordBatch]:
        """Yield batches of distinct exchanges, in the order of the log."""
        waiting: list[pa.RecordBatch] = []
        rows = size = 0
        for block in self._blocks:
            parsed = parse_block(block, self._key)
            fresh = self._ledger.admit(parsed)
            batch = parsed.batch if fresh.all() else parsed.batch.filter(pa.array(fresh))
            if waiting and size + batch.nbytes > BATCH_BYTES:
                yield pa.concat_batches(waiting)
                waiting, rows, size = [], 0, 0
            waiting.append(batch)
            rows, size = rows + batch.num_rows, size + batch.nbytes
            while rows >= self._batch_rows:
                whole = pa.concat_batches(waiting)
                yield whole.slice(0, self._batch_rows)
                waiting = [whole.slice(self._batch_rows)]
                rows, size = waiting[0].num_rows, waiting[0].nbytes
        if rows:
            yield pa.concat_batches(waiting)
        self._report = self._ledger.report(tuple(self._blocks.files))


def expand(paths: list[Path], names: tuple[str, ...] = LOG_NAMES) -> list[Path]:
    """Replace directories by the log files below them, sorted; drop repeated paths.

    So are markers dropped that a shell's `*` names beside logs, such as Spark's empty `_SUCCESS`.
    Bodies of Bedrock's records are no logs: they are read with the records that name them.

    Raises
    ------
    InputError
        A path is missing, or a directory holds no log, or cannot be looked into.
    """
    found: dict[str, Path] = {}  # not by Path.resolve, which raises on a loop of links
    for path in [path for path in paths if not _marks(path)] or paths:
        members = [path]
        if path.is_dir():
            members = sorted(p for p in _below(path) if _is_member(p.relative_to(path), p, names))
            if not members:
                raise InputError(
                    "no log files in this directory",
                    path=shown(path),
                    remedy=f"they end in {', '.join(names)}, or these with .gz or .zst",
                )
        for member in members:
            found.setdefault(os.path.realpath(member), member)
    logs = without_bodies(list(found.values()), _of_bedrock)
    if found and not logs:
        raise InputError(
            "bodies of Bedrock's records alone, and no file of records",
            path=shown(paths[0]),
            remedy="give the folder above, in which the records name them",
        )
    return logs


def _marks(path: Path) -> bool:
    """Tell whether a file holds nothing and has the name of what is no log."""
    return path.name.startswith(("_", ".")) and path.is_file() and not path.stat().st_size


def _of_bedrock(path: Path) -> bool:
    try:
        return formats()["bedrock"].recognise(ByteSource(path).head(), path)
    except InputError:  # whoever opens it to read says so
        return False


def _below(folder: Path) -> Iterator[Path]:
    """Yield the files below a directory; links to directories are not followed.

    One that may not be read is an error: passed over, an audit would be blind to part of a log.
    """

    def refuse(error: OSError) -> None:
        if not isinstance(error, FileNotFoundError):  # that one has gone meanwhile
            why = (error.strerror or "cannot be read").lower()
            raise InputError(why, path=shown(Path(error.filename or folder)))

    for place, inner, names in os.walk(folder, onerror=refuse):
        inner[:] = [name for name in inner if not name.startswith((".", "_"))]
        yield from (Path(place, name) for name in names)


def _is_member(inside: Path, path: Path, names: tuple[str, ...]) -> bool:
    """Tell whether a directory stands for a file: tables only where something can read them."""
    if _is_log(inside, path, names):
        return True
    if not _is_log(inside, path, TABLE_NAMES):
        return False
    try:
        return not _by_content(path, formats()).needs_map
    except InputError:
        return False


def _is_log(inside: Path, path: Path, names: tuple[str, ...]) -> bool:
    if any(part.startswith((".", "_")) for part in inside.parts):
        return False
    name = path.name.lower().removesuffix(".gz").removesuffix(".zst")
    stem, dot, suffix = name.rpartition(".")
    # Spark writes folders that are named as files are
    named = f"{dot}{suffix}" in names and stem not in NOT_LOGS
    named = named or _DELIVERED.fullmatch(path.name) is not None
    # a link to nothing is kept, to be told of when it is opened
    return named and not path.is_dir() and (not path.exists() or path.stat().st_size > 0)


def recognise(
    path: Path, format: str | None = None, mapping: Mapping | None = None
) -> type[LogFormat]:
    """Return the format of a file, by its content.

    Parameters
    ----------
    path
        A file.
    format
        Name of the format, where it is known.
    mapping
        A map that the file is read with: JSON of no other format and CSV are then read by it.

    Raises
    ------
    InputError
        The file cannot be read, or is of no known format.
    UsageError
        There is no such format.
    """
    known = formats()
    if format is not None and format not in known:
        raise UsageError(f"no log format is called {format!r}: known are {', '.join(known)}")
    kind = known[format] if format is not None else _by_content(path, known)
    own = mapping and mapping.formats and mapping.of_format(kind.with_map or kind.name)
    if mapping is None or (own and own.empty):
        if kind.needs_map:
            raise InputError(
                f"a log in {kind.name} is read with a map of its fields",
                path=shown(path),
                remedy=hint(path) or "name it with --map, or another format with --format",
            )
        return kind
    if kind.with_map is None:
        raise InputError(
            f"a map cannot be used with {kind.name}",
            path=shown(path),
            remedy="give JSON, CSV or Parquet",
        )
    return known[kind.with_map]


def _by_content(path: Path, known: dict[str, type[LogFormat]]) -> type[LogFormat]:
    head = ByteSource(path).head()
    for kind in sorted(known.values(), key=lambda k: (k.priority, k.name)):
        if kind.recognise(head, path):
            return kind
    raise InputError(
        "not a log of any known format",
        path=shown(path),
        remedy=hint(path) or f"known are {', '.join(known)}; name one with --format",
    )
