"""What a log format is: it cuts a file into blocks, and parses a block into exchanges.

The two steps are apart so that they can run in different processes: blocks are cut in order by
one reader, and `LogFormat.parse` is a pure function of a block. Both ends pickle.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from stillwatch.ingest.bytesource import ByteSource

if TYPE_CHECKING:
    from stillwatch.ingest.mapping import Mapping

BLOCK_BYTES = 4 << 20
"""Uncompressed bytes in a block of lines: some 2,800 exchanges of 1.5 kB."""

LINE_LIMIT = 64 << 20
"""Longest line that is read, in bytes; a longer one counts as malformed."""

U64 = npt.NDArray[np.uint64]
U32 = npt.NDArray[np.uint32]
U8 = npt.NDArray[np.uint8]


class Malformed(NamedTuple):
    """A line (or row) that is not an exchange."""

    path: str
    line: int
    """One-based line, or row of a Parquet file."""
    reason: str
    """Plain words; it never quotes the line."""


class RawBlock(NamedTuple):
    """A run of whole lines (or rows) of one file, not yet parsed."""

    path: str
    format: str
    """Name of the `LogFormat` that cut it and parses it."""
    first_line: int
    """One-based number of its first line (or row)."""
    data: Any
    """Bytes of whole lines, or an Arrow batch of rows."""
    raw_end: int
    """Bytes of the file on disk that were consumed when the block was cut, for progress."""
    problems: tuple[Malformed, ...] = ()
    """Lines that could not even be cut, such as one above `LINE_LIMIT`."""
    mapping: Mapping | None = None
    """Fields that come from elsewhere in a record than the format has them."""


class RowMarks(NamedTuple):
    """What is needed of each row to count it and to drop duplicates, without the row."""

    id_hash: U64
    """Hash of the id, shape ``(rows,)``."""
    present: U64
    """Bit ``i`` is set where column ``i`` of `SCHEMA` is not null, shape ``(rows,)``."""
    state: U8
    """Index into `CONTENT_STATES`, shape ``(rows,)``."""
    body: U32
    """Hash of account, time, model and size of the text: what tells two exchanges with one id
    apart, shape ``(rows,)``."""


CONTENT_STATES = ("full", "redacted", "hashed", "absent")
"""Values of `content_state`, in the order that `RowMarks.state` counts them."""


class ParsedBlock(NamedTuple):
    """The exchanges of a block, in order, duplicates still in."""

    path: str
    batch: pa.RecordBatch
    """Columns of `stillwatch.contract.exchange.SCHEMA`."""
    marks: RowMarks
    malformed: tuple[Malformed, ...]
    """Every malformed line of the block."""
    unknown: dict[str, int]
    """Dotted names of fields that SCHEMA.md does not know, or that the reader of another program's
    records does not read though they hold something; with counts over `sampled`."""
    unreadable: dict[str, int]
    """Optional fields whose value was of an impossible type; they were left null."""
    sampled: int
    """Lines that were searched for unknown fields."""
    skipped: dict[str, int] = {}  # noqa: RUF012 - a NamedTuple, and never written to
    """Records that are no model calls, by what they are."""
    sampled_of: dict[str, int] = {}  # noqa: RUF012 - a NamedTuple, and never written to
    """Exchanges that their log says are a sample, by how many each stands for, in three digits."""
    apart: int = 0
    """Requests whose body is null, or stands in a file of its own that was not found."""
    apart_replies: int = 0
    """Replies whose body is null, or whose text is not where the log counts or names it."""

    def without_text(self) -> ParsedBlock:
        """Return the block with an empty batch, to send it to another process.

        A slice would not do: Arrow pickles all the buffers that a slice looks into.
        """
        columns = [pa.array([], field.type) for field in self.batch.schema]
        empty = pa.RecordBatch.from_arrays(columns, schema=self.batch.schema)
        return self._replace(batch=empty)


class LogFormat(ABC):
    """One way to write an exchange log; subclasses are found by walking `stillwatch.ingest`.

    An adapter for another program's log of JSON records is a `stillwatch.ingest.adapter.Adapter`.
    """

    name: ClassVar[str]
    """Name that `--format` takes."""
    priority: ClassVar[int] = 50
    """Formats are asked in ascending order: general ones carry a high number."""
    needs_map: ClassVar[bool] = False
    """Whether it can be read with a `Mapping` only."""
    with_map: ClassVar[str | None] = None
    """Name of the format that reads such a file with a `Mapping`; null: none does."""

    @classmethod
    @abstractmethod
    def recognise(cls, head: bytes, path: Path) -> bool:
        """Tell whether a file is of this format.

        Parameters
        ----------
        head
            The first 64 KiB, decompressed.
        path
            Where the file lies; only its name may be used, but of Parquet, which says at its end
            what its columns are.
        """

    @classmethod
    def no_calls(cls, head: bytes, path: Path) -> str:
        """Say what a file of this format holds where its first record tells it holds no calls.

        Parameters are those of `recognise`. An audit skips such records and counts them; who looks
        at some lines looks at other files. Empty where nothing tells.
        """
        return ""

    @abstractmethod
    def blocks(self, source: ByteSource, block_bytes: int = BLOCK_BYTES) -> Iterator[RawBlock]:
        """Cut a file into blocks of whole lines or rows, in order and in bounded memory.

        Raises
        ------
        InputError
            The file cannot be read at all.
        """

    @abstractmethod
    def parse(self, block: RawBlock) -> ParsedBlock:
        """Parse one block. Depends on nothing but the block.

        Raises
        ------
        InputError
            The block cannot be read at all; a bad line is returned as malformed instead.
        """
